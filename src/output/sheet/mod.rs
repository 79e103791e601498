//! Tables of counts and figures: what facets, stats, timelines and comparisons give out.
//!
//! A verb fills a `Sheet` of one or more tables; every format renders every sheet, so the numbers of
//! one verb are the same in all of them.  Tables are whole in memory: they have a row for each value
//! or bucket, not for each article.

use std::io::{self, Write};

use super::style::Style;

mod json;
mod markdown;
mod rows;
mod text;

/// What one verb has to say.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Version of its JSON form ("morgue.facets/1").
    pub schema: &'static str,
    /// Facts about the whole: query, totals.
    pub about: Vec<Fact>,
    /// What tells the tables apart, as a key ("field", "query").
    pub key: &'static str,
    pub tables: Vec<Table>,
}

/// A named value: a key for programs, a label for people.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    pub key: &'static str,
    pub label: &'static str,
    pub value: Cell,
}

impl Fact {
    pub fn new(key: &'static str, label: &'static str, value: impl Into<Cell>) -> Self {
        let value = value.into();
        Self { key, label, value }
    }
}

/// Rows under the same headings.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Value of the sheet's key for this table.
    pub name: String,
    pub about: Vec<Fact>,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
}

/// One column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Key in JSON, heading in CSV.
    pub key: &'static str,
    /// Heading for people.
    pub label: &'static str,
}

impl Column {
    pub const fn new(key: &'static str, label: &'static str) -> Self {
        Self { key, label }
    }
}

/// One value.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Missing,
    Text(String),
    Count(u64),
    Number(f64),
    /// A part of a whole, 0 to 1; for people in per cent.
    Share(f64),
    Flag(bool),
}

impl Cell {
    /// A part of a whole; nothing when there is no whole.
    pub fn share(part: u64, whole: u64) -> Self {
        if whole == 0 {
            Self::Missing
        } else {
            Self::Share(part as f64 / whole as f64)
        }
    }

    fn is_number(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Number(_) | Self::Share(_))
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Cell {
    fn from(count: u64) -> Self {
        Self::Count(count)
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Missing, Into::into)
    }
}

/// How a sheet is to be written.
#[derive(Debug, Clone, Copy, Default)]
pub struct SheetOptions {
    pub style: Style,
    /// Cells of CSV and TSV as they are, without the guard against formulas.
    pub raw_cells: bool,
}

/// One format of sheets.
pub struct SheetFormat {
    pub name: &'static str,
    pub doc: &'static str,
    pub render: fn(&mut dyn Write, &Sheet, &SheetOptions) -> io::Result<()>,
}

/// Every format of sheets.
pub const SHEET_FORMATS: &[SheetFormat] = &[
    SheetFormat {
        name: "text",
        doc: "aligned columns; in a pipe cells with tabs between them, without headings",
        render: text::render,
    },
    SheetFormat {
        name: "json",
        doc: "one JSON document",
        render: json::render_document,
    },
    SheetFormat {
        name: "jsonl",
        doc: "one JSON object for each row",
        render: json::render_lines,
    },
    SheetFormat {
        name: "csv",
        doc: "comma-separated, with a heading; safe to open in a spreadsheet",
        render: rows::render_csv,
    },
    SheetFormat {
        name: "tsv",
        doc: "tab-separated, with a heading",
        render: rows::render_tsv,
    },
    SheetFormat {
        name: "markdown",
        doc: "tables for a report",
        render: markdown::render,
    },
];

/// Finds a format of sheets by name.
pub fn find_sheet_format(name: &str) -> Option<&'static SheetFormat> {
    SHEET_FORMATS.iter().find(|format| format.name == name)
}
