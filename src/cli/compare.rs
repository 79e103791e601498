//! `morgue compare`: what sets the articles of one query apart from those of another.

use anyhow::{Context, Result};

use super::query_args::{QueryArgs, Understood};
use super::receipt::ReceiptArg;
use super::{Exit, Global, Ui, diagnosis};
use crate::backend::{Key, Keys, Local, Trait, Wanted};
use crate::output::sheet::{Cell, Column, Fact, Sheet, SheetOptions, Table, find_sheet_format};

/// Compare the words, phrases or entities of two sets of articles
///
/// Keyness: what the articles of QUERY have more of than those of `--against`, or than the rest of
/// the archive, and the other way round.  A period or a source is a query too: `since:2026` against
/// `until:2025`.  Articles that both find count for the first.  The strength is the log-likelihood
/// G² (Rayson and Garside 2000; above 15.13 p < .0001), the size of the effect the log ratio
/// (Hardie 2014; 1 = twice as frequent).  Phrases are two and three words in a sentence, without
/// function words at their ends, and only those of the first side.  Entities are counted by article.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: QueryArgs,
    #[command(flatten)]
    receipt: ReceiptArg,
    /// Compare with the articles of this query instead of with the rest of the archive; the filters
    /// hold for both
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    against: Option<String>,
    /// What to compare
    #[arg(long, value_name = "WHAT", default_value = "words",
          value_parser = Trait::ALL.map(Trait::name))]
    by: String,
    /// Rows to print for each side
    #[arg(long, value_name = "N", default_value_t = 25)]
    top: usize,
    /// How often it must stand on one of the sides
    #[arg(long, value_name = "N", default_value_t = 5)]
    min_count: u64,
    /// In how many articles of that side it must stand: one long article makes no key word
    #[arg(long, value_name = "N", default_value_t = 2)]
    min_articles: u64,
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
    let compared = Trait::ALL.into_iter().find(|t| t.name() == args.by);
    let compared = compared.context("clap knows what can be compared")?;
    let archive = global.open_archive()?;
    let local = Local::open(&archive)?;
    let is_json = args.format.starts_with("json");
    let Some(first) = args
        .query
        .understand(global, &archive, &local, is_json, ui)?
    else {
        return Ok(Exit::Error);
    };
    let second = match &args.against {
        None => None,
        Some(against) => {
            let query = args.query.with(against);
            let Some(second) = query.understand(global, &archive, &local, is_json, ui)? else {
                return Ok(Exit::Error);
            };
            Some(second)
        }
    };
    let asked: Vec<&Understood> = std::iter::once(&first).chain(&second).collect();
    args.receipt.write(global, &archive, &local, &asked)?;
    let wanted = Wanted {
        compared,
        limit: args.top,
        min_count: args.min_count,
        min_articles: args.min_articles,
    };
    let keys = local.keys(&first.ast, second.as_ref().map(|query| &query.ast), wanted)?;
    let options = SheetOptions {
        style: ui.style(),
        raw_cells: args.csv_raw,
    };
    let against = second
        .as_ref()
        .map_or("the rest of the archive", |q| &q.text);
    let sheet = sheet(&first.text, against, compared, &keys);
    (format.render)(ui.out(), &sheet, &options).context("write to stdout")?;
    if keys.overlap > 0 {
        ui.note(&format!(
            "note: {} articles of the second query are also of the first and count there only",
            keys.overlap
        ));
    }
    let is_nothing = keys.first.is_empty() && keys.second.is_empty();
    for (articles, name, query) in [
        (keys.articles.0, first.text.as_str(), Some(&first)),
        (keys.articles.1, against, second.as_ref()),
    ] {
        if articles == 0 {
            ui.note(&format!("note: there are no articles for {name}"));
            if let Some(query) = query {
                diagnosis::tell(&query.ast, &local, is_json, ui)?;
            }
        }
    }
    if is_nothing && args.top > 0 && keys.articles.0 > 0 && keys.articles.1 > 0 {
        ui.note(&format!(
            "note: none of the {compared} stands {} times in {} articles of one side\nhint: \
             `--min-count N` and `--min-articles N` ask for other numbers",
            args.min_count,
            args.min_articles,
            compared = compared.name()
        ));
    }
    Ok(if is_nothing {
        Exit::Nothing
    } else {
        Exit::Success
    })
}

fn sheet(first: &str, second: &str, compared: Trait, keys: &Keys) -> Sheet {
    let unit = match compared {
        Trait::Words => "words",
        Trait::Phrases => "runs of two or three words",
        Trait::Entities => "articles",
    };
    let mut tables = vec![table("more", compared, &keys.first)];
    if compared != Trait::Phrases {
        tables.push(table("less", compared, &keys.second));
    }
    Sheet {
        schema: "morgue.compare/1",
        about: vec![
            Fact::new("query", "query", first),
            Fact::new("against", "against", second),
            Fact::new("compared", "compared", compared.name()),
            Fact::new("articles", "articles of the query", keys.articles.0),
            Fact::new("against_articles", "articles against", keys.articles.1),
            Fact::new("overlap", "articles of both", keys.overlap),
            Fact::new("unit", "rates are of", unit),
            Fact::new("total", "in the query", keys.totals.0),
            Fact::new("against_total", "against", keys.totals.1),
        ],
        key: "side",
        tables,
    }
}

fn table(name: &str, compared: Trait, keys: &[Key]) -> Table {
    let mut columns = vec![Column::new("value", "value")];
    if compared == Trait::Entities {
        columns.push(Column::new("kind", "kind"));
    }
    columns.extend([
        Column::new("log_likelihood", "G²"),
        Column::new("log_ratio", "log ratio"),
        Column::new("count", "count"),
        Column::new("articles", "articles"),
        Column::new("against_count", "against"),
        Column::new("against_articles", "articles"),
    ]);
    let rows = keys.iter().map(|key| {
        let mut row = vec![Cell::Text(key.value.clone())];
        if compared == Trait::Entities {
            row.push(key.kind.into());
        }
        row.extend([
            Cell::Number(key.likelihood),
            Cell::Number(key.log_ratio),
            Cell::Count(key.frequency.first),
            Cell::Count(key.frequency.first_articles),
            Cell::Count(key.frequency.second),
            Cell::Count(key.frequency.second_articles),
        ]);
        row
    });
    Table {
        name: name.to_owned(),
        about: Vec::new(),
        columns,
        rows: rows.collect(),
    }
}
