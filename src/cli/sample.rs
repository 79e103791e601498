//! `morgue sample`: articles to be read and coded by people, drawn so that others can draw them.

use anyhow::{Context, Result, bail};

use super::query_args::QueryArgs;
use super::receipt::ReceiptArg;
use super::{Exit, Global, Ui, diagnosis};
use crate::backend::{Design, FacetField, Local, Sample, find_facet};
use crate::field::KeyField;
use crate::output::sheet::{Cell, Column, Fact, Sheet, SheetOptions, Table, find_sheet_format};

/// Draw a sample of the matching articles
///
/// The order of the draw is a hash of seed and content: the same seed gives the same articles, also
/// when the archive has been indexed again elsewhere, and the first rows of a sample are a sample.
/// `--format csv` makes a coding sheet: fill in the column `relevant` (1 or 0) and give it to
/// `morgue eval --judged`.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: QueryArgs,
    #[command(flatten)]
    receipt: ReceiptArg,
    /// Articles to draw; from strata in proportion to their size
    #[arg(long, short = 'n', value_name = "N", default_value_t = 100)]
    size: usize,
    /// Draw so many from each stratum instead
    #[arg(long, value_name = "N", conflicts_with = "size", requires = "by")]
    each: Option<usize>,
    /// Draw constructed weeks instead: N Mondays, N Tuesdays, …, and all articles of these days
    #[arg(long, value_name = "N", conflicts_with_all = ["size", "each", "by"])]
    constructed_weeks: Option<usize>,
    /// Divide into strata by these, separated by commas: day, week, month, quarter, year, weekday,
    /// source, section, lang, kind, format
    #[arg(long, value_name = "LIST")]
    by: Option<String>,
    /// Another number gives another sample
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    seed: u64,
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
    let by = args.by.as_deref().unwrap_or_default();
    let strata = strata(by)?;
    let design = match (args.constructed_weeks, args.each) {
        (Some(weeks), _) => Design::ConstructedWeeks(weeks),
        (None, Some(each)) => Design::Equal(each),
        (None, None) => Design::Proportional(args.size),
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
    let sample = local.sample(&understood.ast, args.seed, &design, &strata)?;
    let is_coded = matches!(args.format.as_str(), "csv" | "tsv");
    let sheet = sheet(&understood.text, args.seed, &sample, is_coded);
    let options = SheetOptions {
        style: ui.style(),
        raw_cells: args.csv_raw,
    };
    (format.render)(ui.out(), &sheet, &options).context("write to stdout")?;
    ui.note(&told(&sample));
    if sample.population == 0 {
        diagnosis::tell(&understood.ast, &local, is_json, ui)?;
    }
    Ok(if sample.drawn.is_empty() {
        Exit::Nothing
    } else {
        Exit::Success
    })
}

/// Fields of which an article has one value: strata must not overlap.
fn strata(list: &str) -> Result<Vec<FacetField>> {
    let names = list.split(',').map(str::trim).filter(|n| !n.is_empty());
    names
        .map(|name| match find_facet(name) {
            Some(FacetField::Key(
                field @ (KeyField::Source
                | KeyField::Section
                | KeyField::Language
                | KeyField::Kind
                | KeyField::Format),
            )) => Ok(FacetField::Key(field)),
            Some(FacetField::Key(_) | FacetField::Mentioned(_) | FacetField::PlacesIn(_)) => {
                bail!("an article may have several values of `{name}`, so it makes no strata")
            }
            Some(period) => Ok(period),
            None => bail!("no strata by `{name}`; there are day, week, month, quarter, year, weekday, source, section, lang, kind, format"),
        })
        .collect()
}

fn sheet(query: &str, seed: u64, sample: &Sample, is_coded: bool) -> Sheet {
    let mut columns = vec![
        Column::new("id", "id"),
        Column::new("date", "date"),
        Column::new("source", "source"),
        Column::new("section", "section"),
        Column::new("headline", "headline"),
        Column::new("words", "words"),
        Column::new("url", "url"),
        Column::new("path", "path"),
        Column::new("stratum", "stratum"),
        Column::new("stratum_articles", "in stratum"),
        Column::new("weight", "weight"),
    ];
    if is_coded {
        columns.push(Column::new("relevant", "relevant"));
        columns.push(Column::new("remark", "remark"));
    }
    let rows = sample.drawn.iter().map(|(stratum, record)| {
        let stratum = &sample.strata[*stratum];
        let (article, annotations) = (&record.article, &record.annotations);
        let mut row = vec![
            Cell::Text(record.provenance.id.clone()),
            annotations
                .published
                .as_ref()
                .map(|date| date.value.clone())
                .into(),
            article.source.clone().into(),
            article.section.clone().into(),
            Cell::Text(article.headline.clone()),
            Cell::Count(u64::from(annotations.words)),
            article.url.clone().into(),
            Cell::Text(record.provenance.path.clone()),
            Cell::Text(stratum.name.clone()),
            Cell::Count(stratum.population),
            stratum.weight().into(),
        ];
        if is_coded {
            row.extend([Cell::Missing, Cell::Missing]);
        }
        row
    });
    Sheet {
        schema: "morgue.sample/1",
        about: vec![
            Fact::new("query", "query", query),
            Fact::new("seed", "seed", seed),
            Fact::new("population", "matching articles", sample.population),
            Fact::new("drawn", "drawn", sample.drawn.len()),
            Fact::new("days", "days", days(sample)),
        ],
        key: "table",
        tables: vec![Table {
            name: "sample".to_owned(),
            about: Vec::new(),
            columns,
            rows: rows.collect(),
        }],
    }
}

fn days(sample: &Sample) -> Cell {
    if sample.days.is_empty() {
        Cell::Missing
    } else {
        Cell::Text(sample.days.join(" "))
    }
}

fn told(sample: &Sample) -> String {
    let mut line = format!("{} of {} articles", sample.drawn.len(), sample.population);
    if !sample.days.is_empty() {
        line += &format!(", of {} days: {}", sample.days.len(), sample.days.join(" "));
    } else if sample.strata.len() > 1 {
        let empty = sample.strata.iter().filter(|s| s.drawn == 0).count();
        line += &format!(" from {} strata", sample.strata.len());
        if empty > 0 {
            line += &format!(", {empty} of them too small to be drawn from");
        }
    }
    line
}
