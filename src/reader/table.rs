//! CSV and TSV: a row is an article, a column is a field.
//!
//! Which column is which is said by `--map`, by the names of the columns or by what stands in them;
//! the row is then read as a JSON record of those names is.  Invariants: a damaged row costs itself
//! and is reported with its number, an open quote does not swallow the file, and columns that are
//! not understood are named once.

use super::decode::decode;
use super::own_output::{self, is_own_heading};
use super::{Head, Input, ReadError, Reader, Reason, Sink};

mod columns;
mod delimiter;
mod facts;
mod known;
mod rows;
mod run;
mod sheet;
#[cfg(test)]
mod tests;

use columns::Columns;
pub use columns::MAPPED_FIELDS;
use delimiter::Shape;
pub use rows::Row;
use rows::Rows;
use run::Run;
pub use sheet::{Sheet, SheetColumns, give_sheet, sheet_columns};

/// The reader of CSV and TSV.
pub struct Table;

/// More columns than this are no table of articles.
pub const MOST_COLUMNS: usize = 2000;

/// Rows that are looked at to guess columns.
const SAMPLE_ROWS: usize = 100;

impl Reader for Table {
    fn name(&self) -> &'static str {
        "table"
    }

    fn doc(&self) -> &'static str {
        "CSV and TSV: , ; tab or |, columns by name, by content or by --map"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["csv", "tsv", "tab", "psv"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        // What begins like markup or JSON is no table, and looking for columns is slow.
        let text = head.text();
        if text.trim_start().starts_with(['<', '{', '[']) {
            return 0;
        }
        let Some(shape) = Shape::find(text, true) else {
            return 0;
        };
        // Below other lines only the extension can make up for names that are not sure.
        if shape.is_below && !shape.has_article_names {
            return 6;
        }
        // Names that are known make it sure; a regular shape alone needs the extension's word.
        match (shape.known_names, shape.is_regular) {
            (2.., _) if shape.has_text_name => 85,
            (_, true) => 8,
            _ => 0,
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        let declared: Vec<&str> = input.charset.into_iter().collect();
        let decoded = decode(input.bytes, &declared);
        let text = decoded.text.trim_start_matches('\u{feff}');
        let is_table_file = self.extensions().contains(&input.extension().as_str());
        let Some(shape) = Shape::find(text, is_table_file) else {
            return Err(ReadError::new(Reason::Unsupported, "no rows of columns"));
        };
        let doubled = shape.is_escaped.then(|| double_quotes(text));
        let text = doubled.as_deref().unwrap_or(text);
        let sample = Rows::new(text, &shape).flatten().take(SAMPLE_ROWS);
        let sample: Vec<Row> = sample.collect();
        let columns = columns_of(&sample, &input.options.map)?;
        let mut run = Run {
            above: &text[..shape.preamble],
            is_escaped: shape.is_escaped,
            encoding: &decoded.encoding,
            notes: decoded.notes,
            ..Run::new(sink, &columns)
        };
        let mut rows = Rows::new(text, &shape);
        rows.expect(columns.width());
        if columns.has_header {
            rows.next();
        }
        for row in rows {
            match row {
                Ok(row) => run.row(&row),
                Err(bad) => run.bad(bad),
            }
        }
        Ok(())
    }
}

/// The columns of a table that begins with these rows.
fn columns_of(sample: &[Row], map: &[(String, String)]) -> Result<Columns, ReadError> {
    let Some(first) = sample.first() else {
        return Err(ReadError::new(Reason::NoText, "no row that can be read"));
    };
    if first.cells.len() > MOST_COLUMNS {
        let detail = format!("{} columns", first.cells.len());
        return Err(ReadError::new(Reason::TooLarge, detail));
    }
    if map.is_empty() && is_own_heading(&first.cells) {
        return Err(ReadError::new(Reason::NotAnArticle, own_output::DETAIL));
    }
    let columns = Columns::find(sample, map);
    if !columns.has_text() {
        let detail = format!(
            "no column of headlines or texts among {}; --map title=COLUMN says which",
            columns.listed()
        );
        return Err(ReadError::new(Reason::NotAnArticle, detail));
    }
    Ok(columns)
}

/// `\"` => `""`, which is as long, so that all places in the text stay what they are.
fn double_quotes(text: &str) -> String {
    let mut doubled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        let end = (at + 2).min(rest.len());
        match rest.get(at..end) {
            Some("\\\"") => {
                doubled.push_str(&rest[..at]);
                doubled.push_str("\"\"");
                rest = &rest[end..];
            }
            // A backslash that is escaped itself escapes nothing.
            Some("\\\\") => {
                doubled.push_str(&rest[..end]);
                rest = &rest[end..];
            }
            _ => {
                doubled.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
            }
        }
    }
    doubled.push_str(rest);
    doubled
}
