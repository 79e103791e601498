//! `morgue collocates`: the words that keep company with the matches.

use std::str::FromStr;

use anyhow::{Context, Result};

use super::query_args::QueryArgs;
use super::receipt::ReceiptArg;
use super::{Exit, Global, Ui, diagnosis};
use crate::backend::{Collocate, Collocates, Local, Window};
use crate::output::sheet::{Cell, Column, Fact, Sheet, SheetOptions, Table, find_sheet_format};

/// Find the words that stand near the matches more often than elsewhere
///
/// Every word in the window around every mention is counted.  Measures: logDice (Rychlý 2008; at
/// most 14, comparable between archives), MI (Church and Hanks 1990; favours rare words), G²
/// (Dunning 1993; negative when the two shun each other).  Frequencies are of the whole archive, in
/// the text fields that the query looks into.
#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    query: QueryArgs,
    #[command(flatten)]
    receipt: ReceiptArg,
    /// Words on each side of a match, or `LEFT,RIGHT`
    #[arg(long, value_name = "N", default_value = "5")]
    window: Sides,
    /// Count words behind the end of the sentence too
    #[arg(long)]
    across_sentences: bool,
    /// How often a word must stand near the matches
    #[arg(long, value_name = "N", default_value_t = 5)]
    min_count: u64,
    /// Rows to print
    #[arg(long, value_name = "N", default_value_t = 25)]
    top: usize,
    /// Order of the rows
    #[arg(long, value_name = "MEASURE", default_value = "logdice",
          value_parser = ["logdice", "mi", "g2", "count"])]
    sort: String,
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text",
          value_parser = super::sheet_format_names())]
    format: String,
    /// Write cells of CSV and TSV as they are, without the guard against formulas
    #[arg(long)]
    csv_raw: bool,
}

/// Words left and right of a match.
#[derive(Clone, Copy)]
struct Sides(usize, usize);

impl FromStr for Sides {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (left, right) = text.split_once(',').unwrap_or((text, text));
        let number = |text: &str| match text.trim().parse() {
            Ok(number) if number <= 100 => Ok(number),
            _ => Err("a side of the window has 0 to 100 words".to_owned()),
        };
        Ok(Self(number(left)?, number(right)?))
    }
}

/// Runs the verb.
pub fn run(args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let format = find_sheet_format(&args.format).context("clap knows the formats")?;
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
    let window = Window {
        left: args.window.0,
        right: args.window.1,
        in_sentence: !args.across_sentences,
    };
    let mut found = local.collocates(&understood.ast, window, args.min_count)?;
    let measure = |word: &Collocate| match args.sort.as_str() {
        "mi" => word.mutual_information,
        "g2" => word.likelihood,
        "count" => word.count() as f64,
        _ => word.log_dice,
    };
    // The words come in order, which breaks ties.
    let words = &mut found.collocates;
    words.sort_by(|a, b| measure(b).total_cmp(&measure(a)));
    words.truncate(args.top);
    let options = SheetOptions {
        style: ui.style(),
        raw_cells: args.csv_raw,
    };
    let sheet = sheet(&understood.text, &found);
    (format.render)(ui.out(), &sheet, &options).context("write to stdout")?;
    if found.articles == 0 {
        ui.flush()?;
        diagnosis::tell(&understood.ast, &local, is_json, ui)?;
    } else if found.mentions == 0 {
        ui.note("note: the query asks for no words or names, so nothing stands near them");
    } else if found.collocates.is_empty() && args.top > 0 {
        ui.note(&format!(
            "note: of {} mentions none has a word near it that stands there {} times or more\nhint: \
             `--min-count N` asks for another number",
            found.mentions, args.min_count
        ));
    }
    Ok(if found.collocates.is_empty() {
        Exit::Nothing
    } else {
        Exit::Success
    })
}

fn sheet(query: &str, found: &Collocates) -> Sheet {
    let rows = found.collocates.iter().map(|word| {
        vec![
            Cell::Text(word.word.clone()),
            Cell::Number(word.log_dice),
            Cell::Number(word.mutual_information),
            Cell::Number(word.likelihood),
            Cell::Count(word.count()),
            Cell::Count(word.left),
            Cell::Count(word.right),
            Cell::Count(word.articles),
            Cell::Count(word.frequency),
        ]
    });
    Sheet {
        schema: "morgue.collocates/1",
        about: vec![
            Fact::new("query", "query", query),
            Fact::new("mentions", "mentions", found.mentions),
            Fact::new("articles", "articles", found.articles),
            Fact::new("words", "words in the archive", found.words),
        ],
        key: "table",
        tables: vec![Table {
            name: "collocates".to_owned(),
            about: Vec::new(),
            columns: vec![
                Column::new("word", "word"),
                Column::new("log_dice", "logDice"),
                Column::new("mutual_information", "MI"),
                Column::new("log_likelihood", "G²"),
                Column::new("count", "count"),
                Column::new("left", "left"),
                Column::new("right", "right"),
                Column::new("articles", "articles"),
                Column::new("frequency", "in archive"),
            ],
            rows: rows.collect(),
        }],
    }
}
