//! `morgue eval`: how good a query is, by the judgement of people.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::query_args::QueryArgs;
use super::{Exit, Global, Ui};
use crate::backend::{Judgement, Local, Verdict};
use crate::eval::Estimate;
use crate::output::sheet::{Cell, Column, Fact, Sheet, SheetOptions, Table, find_sheet_format};

mod topics;

/// Measure a query by articles that people have judged
///
/// With `--judged`, reads a coding sheet as `morgue sample --format csv` makes it, and gives the
/// precision, recall and F1 of the query among the judged articles, with 95 % intervals (Wilson
/// 1927), the clauses that lose the misses and the alternatives that bring the false alarms.  The
/// figures hold for the archive as far as the judged articles were drawn from it at random.
///
/// With `--topics`, runs many queries and measures their order by `--qrels` (MAP, nDCG, P@10,
/// recall), or writes a run for trec_eval.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: QueryArgs,
    /// Judged articles: CSV with a heading, columns `id` and `relevant` (1, yes, true, relevant; 0,
    /// no, false, irrelevant; empty: not judged)
    #[arg(long, value_name = "FILE", required_unless_present = "topics")]
    judged: Option<PathBuf>,
    /// Many queries: `number TAB query`, one a line
    #[arg(long, value_name = "FILE", conflicts_with_all = ["judged", "query", "query_file"])]
    topics: Option<PathBuf>,
    /// Judgements of the topics as TREC has them: topic, 0, document, grade
    #[arg(long, value_name = "FILE", requires = "topics")]
    qrels: Option<PathBuf>,
    /// Write the ranking of the topics for trec_eval (`-` is stdout)
    #[arg(long, value_name = "FILE", requires = "topics")]
    trec_run: Option<PathBuf>,
    /// Output field that names a document in run and judgements (`search --fields help`)
    #[arg(long, value_name = "FIELD", default_value = "id", requires = "topics")]
    docno: String,
    /// Articles to rank for each topic
    #[arg(long, value_name = "N", default_value_t = 1000, requires = "topics")]
    limit: usize,
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
    let archive = global.open_archive()?;
    let local = Local::open(&archive)?;
    if args.topics.is_some() {
        return topics::run(&args, global, &archive, &local, ui);
    }
    let file = args.judged.as_deref().context("clap asks for it")?;
    let sheet = read_judged(file)?;
    let is_json = args.format.starts_with("json");
    let Some(understood) = args
        .query
        .understand(global, &archive, &local, is_json, ui)?
    else {
        return Ok(Exit::Error);
    };
    let verdict = local.judge(&understood.ast, &sheet.judgements)?;
    print(&args, &judged_sheet(&understood.text, &sheet, &verdict), ui)?;
    for id in &verdict.unknown {
        ui.warning(&format!(
            "{}: no article `{id}` in the archive",
            file.display()
        ));
    }
    let judged = verdict.judged;
    if judged.relevant() == 0 {
        ui.note("note: no judged article is relevant, so nothing can be said of recall");
    }
    Ok(if judged.relevant() + judged.found() == 0 {
        Exit::Nothing
    } else {
        Exit::Success
    })
}

fn print(args: &Args, sheet: &Sheet, ui: &mut Ui) -> Result<()> {
    let format = find_sheet_format(&args.format).context("clap knows the formats")?;
    let options = SheetOptions {
        style: ui.style(),
        raw_cells: args.csv_raw,
    };
    (format.render)(ui.out(), sheet, &options).context("write to stdout")?;
    ui.out().flush().context("write to stdout")
}

/// A coding sheet that has been filled in.
struct CodingSheet {
    judgements: Vec<Judgement>,
    /// Rows that nobody has judged.
    unjudged: u64,
}

fn read_judged(file: &Path) -> Result<CodingSheet> {
    // Spreadsheets save in odd encodings; the two columns that count are plain letters in all.
    let bytes = std::fs::read(file).with_context(|| format!("read {}", file.display()))?;
    let text = String::from_utf8_lossy(&bytes);
    // What a spreadsheet puts before the heading.
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let heading = text.lines().next().unwrap_or_default();
    let count = |separator: char| heading.matches(separator).count();
    let separator = [',', ';', '\t'].into_iter().max_by_key(|s| count(*s));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator.unwrap_or(',') as u8)
        .flexible(true)
        .from_reader(text.as_bytes());
    let names = reader
        .headers()
        .with_context(|| format!("read {}", file.display()))?;
    let column = |name: &str| {
        let place = names
            .iter()
            .position(|n| n.trim().eq_ignore_ascii_case(name));
        place.with_context(|| format!("{}: no column `{name}` in the heading", file.display()))
    };
    let (id, relevant) = (column("id")?, column("relevant")?);
    let mut sheet = CodingSheet {
        judgements: Vec::new(),
        unjudged: 0,
    };
    for (row, record) in (2..).zip(reader.records()) {
        let record = record.with_context(|| format!("{}:{row}", file.display()))?;
        let cell = |column: usize| record.get(column).unwrap_or_default().trim().to_lowercase();
        let is_relevant = match cell(relevant).as_str() {
            "" | "?" => {
                sheet.unjudged += 1;
                continue;
            }
            "1" | "y" | "yes" | "true" | "relevant" | "x" => true,
            "0" | "n" | "no" | "false" | "irrelevant" | "not relevant" => false,
            other => bail!("{}:{row}: `{other}` is neither 1 nor 0", file.display()),
        };
        sheet.judgements.push(Judgement {
            id: cell(id),
            is_relevant,
        });
    }
    Ok(sheet)
}

fn judged_sheet(query: &str, sheet: &CodingSheet, verdict: &Verdict) -> Sheet {
    let judged = verdict.judged;
    let measure = |name: &str, estimate: Option<Estimate>, of: u64| {
        let part =
            |part: fn(Estimate) -> f64| estimate.map(part).map_or(Cell::Missing, Cell::Share);
        vec![
            name.into(),
            part(|e| e.value),
            part(|e| e.low),
            part(|e| e.high),
            Cell::Count(of),
        ]
    };
    let measures = vec![
        measure("precision", judged.precision(), judged.found()),
        measure("recall", judged.recall(), judged.relevant()),
        measure("f1", judged.f1(), judged.found() + judged.misses),
    ];
    let clauses = verdict.clauses.iter().map(|clause| {
        vec![
            Cell::Text(clause.text.clone()),
            Cell::Count(clause.misses),
            Cell::Count(clause.misses_alone),
        ]
    });
    let alternatives = verdict.alternatives.iter().map(|clause| {
        vec![
            Cell::Text(clause.text.clone()),
            Cell::Count(clause.hits),
            Cell::Count(clause.hits_alone),
            Cell::Count(clause.false_alarms),
            Cell::Count(clause.false_alarms_alone),
        ]
    });
    let table =
        |name: &str, columns: &[(&'static str, &'static str)], rows: Vec<Vec<Cell>>| Table {
            name: name.to_owned(),
            about: Vec::new(),
            columns: columns
                .iter()
                .map(|(key, label)| Column::new(key, label))
                .collect(),
            rows,
        };
    let mut tables = vec![table(
        "measures",
        &[
            ("measure", "measure"),
            ("value", "value"),
            ("low", "from"),
            ("high", "to"),
            ("of", "of"),
        ],
        measures,
    )];
    if !verdict.clauses.is_empty() {
        let columns = [
            ("clause", "clause"),
            ("misses", "misses that it refuses"),
            ("misses_alone", "that nothing else refuses"),
        ];
        tables.push(table("clauses", &columns, clauses.collect()));
    }
    if !verdict.alternatives.is_empty() {
        let columns = [
            ("clause", "alternative"),
            ("hits", "hits"),
            ("hits_alone", "by it alone"),
            ("false_alarms", "false alarms"),
            ("false_alarms_alone", "by it alone"),
        ];
        tables.push(table("alternatives", &columns, alternatives.collect()));
    }
    Sheet {
        schema: "morgue.eval/1",
        about: vec![
            Fact::new("query", "query", query),
            Fact::new(
                "judged",
                "judged articles",
                judged.relevant() + judged.false_alarms + judged.rejections,
            ),
            Fact::new("hits", "relevant and found", judged.hits),
            Fact::new("misses", "relevant, not found", judged.misses),
            Fact::new("false_alarms", "found, not relevant", judged.false_alarms),
            Fact::new("rejections", "neither", judged.rejections),
            Fact::new("unjudged", "rows without a judgement", sheet.unjudged),
            Fact::new("unknown", "not in the archive", verdict.unknown.len()),
            Fact::new("interval", "intervals", "95 %, Wilson 1927"),
        ],
        key: "table",
        tables,
    }
}
