//! `morgue stats`: what the archive holds.

use std::collections::BTreeMap;

use anyhow::{Context, Result};

use super::{Exit, Global, Ui};
use crate::backend::{Backend, FacetField, Local, Request, Sort};
use crate::document::{FileRecord, Outcome};
use crate::field::KeyField;
use crate::hit::Unit;
use crate::index::file_records;
use crate::index::{has_labelled_lines, lines_identity, read_frequent, read_learned};
use crate::output::sheet::{Cell, Column, Fact, Sheet, SheetOptions, Table, find_sheet_format};
use crate::query::ast::Ast;
use crate::reader::plain_text::FrequentLines;

/// Say what the archive holds
///
/// Articles, how many of them have no known date, languages, formats, sources, the time they span,
/// and what became of every file.
#[derive(clap::Args)]
pub struct Args {
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text",
          value_parser = super::sheet_format_names())]
    format: String,
    /// Write cells of CSV and TSV as they are, without the guard against formulas
    #[arg(long)]
    csv_raw: bool,
}

/// Values of each list on a terminal; pipes and other formats have them all.
const SHOWN: usize = 12;

/// Runs the verb.
pub fn run(args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let format = find_sheet_format(&args.format).context("clap knows the formats")?;
    let archive = global.open_archive()?;
    let local = Local::open(&archive)?;
    let request = |hidden| Request {
        limit: 0,
        sort: Sort::Newest,
        hidden,
        ..Request::new(Ast::All)
    };
    let seen = local.hits(&request(false))?;
    let hidden = local.hits(&request(true))?.total - seen.total;
    let facets = [
        ("languages", KeyField::Language),
        ("formats", KeyField::Format),
        ("sources", KeyField::Source),
    ];
    let counts = local.facets(
        &Ast::All,
        &facets.map(|(_, field)| FacetField::Key(field)),
        Unit::Articles,
    )?;
    let files: Vec<FileRecord> = file_records(&archive)?.into_values().collect();
    let size = directory_size(&archive.directory.join("index"))?;
    let learned = read_learned(&archive)?.unwrap_or_default();
    let frequent = read_frequent(&archive.directory)?;
    let identity = lines_identity(frequent.as_ref());
    let before = files
        .iter()
        .filter(|f| has_labelled_lines(f) && f.lines != identity);
    let lines = frequent.as_ref().map_or(0, FrequentLines::len);
    let frequent = frequent.as_ref();
    let is_short = args.format == "text" && ui.is_terminal;
    let figures = [
        ("articles", seen.total as u64),
        ("undated", seen.undated as u64),
        ("hidden", hidden as u64),
        ("files", files.len() as u64),
        ("revision", archive.payload.revision),
        ("index_bytes", size),
        ("names_merged", learned.merges.len() as u64),
        ("names_learned_from", learned.articles),
        ("names_generation", learned.generation),
        ("lines_frequent", lines as u64),
        ("lines_learned_from", frequent.map_or(0, |f| f.files)),
        ("lines_generation", frequent.map_or(0, |f| f.generation)),
        ("files_labelled_before", before.count() as u64),
    ];
    let mut tables = vec![table(
        "archive",
        &figures.map(|(name, n)| (name.to_owned(), n)),
    )];
    let outcomes: Vec<(String, u64)> = outcomes(&files)
        .into_iter()
        .map(|(name, count)| (name.to_owned(), count as u64))
        .collect();
    tables.push(table("files", &outcomes));
    for ((name, _), list) in facets.iter().zip(&counts) {
        let values = list.buckets.iter().map(|b| (b.value.clone(), b.count));
        let mut values: Vec<(String, u64)> = values.collect();
        let unlisted = if is_short {
            values.len().saturating_sub(SHOWN)
        } else {
            0
        };
        values.truncate(values.len() - unlisted);
        let mut table = table(name, &values);
        table.about = vec![Fact::new("unlisted", "further values", unlisted)];
        tables.push(table);
    }
    let (first, last) = seen.span.unzip();
    let sheet = Sheet {
        schema: "morgue.stats/2",
        about: vec![
            Fact::new(
                "archive",
                "archive",
                archive.directory.display().to_string(),
            ),
            Fact::new(
                "version",
                "written by morgue",
                archive.payload.morgue.as_str(),
            ),
            Fact::new("first", "first", first),
            Fact::new("last", "last", last),
        ],
        key: "table",
        tables,
    };
    let options = SheetOptions {
        style: ui.style(),
        raw_cells: args.csv_raw,
    };
    (format.render)(ui.out(), &sheet, &options).context("write to stdout")?;
    Ok(Exit::Success)
}

fn table(name: &str, values: &[(String, u64)]) -> Table {
    let row = |(value, count): &(String, u64)| vec![Cell::Text(value.clone()), Cell::Count(*count)];
    Table {
        name: name.to_owned(),
        about: Vec::new(),
        columns: vec![Column::new("value", ""), Column::new("count", "")],
        rows: values.iter().map(row).collect(),
    }
}

fn outcomes(files: &[FileRecord]) -> BTreeMap<&'static str, usize> {
    let mut outcomes =
        BTreeMap::from([("indexed", 0), ("empty", 0), ("skipped", 0), ("failed", 0)]);
    for file in files {
        let name = match file.outcome {
            Outcome::Indexed => "indexed",
            Outcome::Empty => "empty",
            Outcome::Skipped => "skipped",
            Outcome::Failed => "failed",
        };
        *outcomes.entry(name).or_insert(0) += 1;
    }
    outcomes
}

fn directory_size(directory: &std::path::Path) -> Result<u64> {
    let mut size = 0;
    for entry in
        std::fs::read_dir(directory).with_context(|| format!("list {}", directory.display()))?
    {
        size += entry
            .and_then(|entry| entry.metadata())
            .map_or(0, |metadata| metadata.len());
    }
    Ok(size)
}
