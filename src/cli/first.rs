//! `morgue first`: who had it first, and when it was last heard of.

use anyhow::{Context, Result, bail};

use super::facets::facet_keys;
use super::query_args::QueryArgs;
use super::receipt::ReceiptArg;
use super::{Exit, Global, Ui, diagnosis};
use crate::annotations::Record;
use crate::backend::{Appearances, FacetField, Local, ValueAppearance, find_facet};
use crate::date::calendar::Bucket;
use crate::date::civil::CivilMinute;
use crate::field::KeyField;
use crate::output::sheet::{Cell, Column, Fact, Sheet, SheetOptions, Table, find_sheet_format};

/// Find the first and last match, by source, and the longest silence
///
/// Sources come in the order of their first match, with the lag behind the very first one in days,
/// and in minutes where both times are known.  Articles that are undated, or known less exactly
/// than to the day, can be first of nothing and are counted apart.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: QueryArgs,
    #[command(flatten)]
    receipt: ReceiptArg,
    /// Compare the values of another field: section, lang, author, place, …
    #[arg(long, value_name = "FIELD", default_value = "source")]
    by: String,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text",
          value_parser = super::sheet_format_names())]
    format: String,
    /// Write cells of CSV and TSV as they are, without the guard against formulas
    #[arg(long)]
    csv_raw: bool,
}

/// Runs the verb.
pub fn run(args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let format = find_sheet_format(&args.format).context("clap knows the formats")?;
    let Some(FacetField::Key(field)) = find_facet(&args.by) else {
        let names: Vec<&str> = facet_keys().map(KeyField::name).collect();
        bail!(
            "no field `{}` whose values could be first; there are {}",
            args.by,
            names.join(", ")
        );
    };
    let archive = global.open_archive()?;
    let local = Local::open(&archive)?;
    let is_json = args.format.starts_with("json");
    let Some(understood) = args
        .query
        .understand(global, &archive, &local, is_json, ui)?
    else {
        return Ok(Exit::Error);
    };
    args.receipt
        .write(global, &archive, &local, &[&understood])?;
    let found = local.appearances(&understood.ast, field)?;
    let style = ui.style();
    let options = SheetOptions {
        style,
        raw_cells: args.csv_raw,
    };
    let sheet = sheet(&understood.text, field.name(), &found);
    (format.render)(ui.out(), &sheet, &options).context("write to stdout")?;
    if !style.is_terminal && found.undated + found.imprecise > 0 {
        ui.note(&format!(
            "note: {} undated and {} dated less exactly than to the day are first of nothing",
            found.undated, found.imprecise
        ));
    }
    if found.total == 0 {
        ui.flush()?;
        diagnosis::tell(&understood.ast, &local, is_json, ui)?;
    }
    Ok(if found.total == 0 {
        Exit::Nothing
    } else {
        Exit::Success
    })
}

fn sheet(query: &str, by: &'static str, found: &Appearances) -> Sheet {
    let mut about = vec![
        Fact::new("query", "query", query),
        Fact::new("total", "articles", found.total),
        Fact::new("undated", "undated", found.undated),
        Fact::new("imprecise", "dated less exactly", found.imprecise),
    ];
    if let Some(whole) = &found.whole {
        about.push(Fact::new("first", "first", date(&whole.first)));
        about.push(Fact::new("last", "last", date(&whole.last)));
    }
    if let Some(silence) = &found.silence {
        let day = |minute: i64| {
            let minute = CivilMinute::new(minute).unwrap_or(CivilMinute::MIN);
            Cell::Text(Bucket::Day.label(minute))
        };
        about.push(Fact::new(
            "silence_days",
            "longest silence, days",
            silence.days,
        ));
        about.push(Fact::new("silence_after", "after", day(silence.from)));
        about.push(Fact::new("silence_before", "before", day(silence.until)));
        about.push(Fact::new(
            "silence_archive_articles",
            "articles in the archive meanwhile",
            silence.archive_articles,
        ));
    }
    Sheet {
        schema: "morgue.first/1",
        about,
        key: "by",
        tables: vec![Table {
            name: by.to_owned(),
            about: Vec::new(),
            columns: vec![
                Column::new("value", by),
                Column::new("first", "first"),
                Column::new("lag_days", "days later"),
                Column::new("lag_minutes", "minutes later"),
                Column::new("first_id", "id"),
                Column::new("first_headline", "headline"),
                Column::new("last", "last"),
                Column::new("last_id", "last id"),
                Column::new("articles", "articles"),
            ],
            rows: found.values.iter().map(row).collect(),
        }],
    }
}

fn row(value: &ValueAppearance) -> Vec<Cell> {
    vec![
        value.name.clone().into(),
        date(&value.first),
        Cell::Count(value.lag_days),
        value.lag_minutes.into(),
        Cell::Text(value.first.provenance.id.clone()),
        Cell::Text(value.first.article.headline.clone()),
        date(&value.last),
        Cell::Text(value.last.provenance.id.clone()),
        Cell::Count(value.articles),
    ]
}

fn date(record: &Record) -> Cell {
    let published = record.annotations.published.as_ref();
    published.map(|date| date.value.clone()).into()
}
