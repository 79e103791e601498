//! CSV and TSV: a row is an article, a column is a field.
//!
//! Which column is which is said by `--map`, by the names of the columns or by what stands in them;
//! the row is then read as a JSON record of those names is.  Invariants: a damaged row costs itself
//! and is reported with its number, an open quote does not swallow the file, and columns that are
//! not understood are named once.

use serde_json::{Map, Value};

use super::decode::decode;
use super::fragment::one_line;
use super::json::article::read_object;
use super::{
    Head, Input, Item, MAX_ARTICLE_BYTES, ReadArticle, ReadError, Reader, Reason, Sink, Skip,
};
use crate::article::{Article, Kind};

mod columns;
mod delimiter;
mod rows;
#[cfg(test)]
mod tests;

use columns::Columns;
pub use columns::MAPPED_FIELDS;
use delimiter::Shape;
use rows::{Bad, Row, Rows};

/// The reader of CSV and TSV.
pub struct Table;

/// More columns than this are no table of articles.
const MOST_COLUMNS: usize = 2000;

/// What stands above a table is noted up to this many characters.
const MOST_ABOVE: usize = 300;

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
        let Some(first) = sample.first() else {
            return Err(ReadError::new(Reason::NoText, "no row that can be read"));
        };
        if first.cells.len() > MOST_COLUMNS {
            let detail = format!("{} columns", first.cells.len());
            return Err(ReadError::new(Reason::TooLarge, detail));
        }
        let columns = Columns::find(&sample, &input.options.map);
        if !columns.has_text() {
            let detail = format!(
                "no column of headlines or texts among {}; --map title=COLUMN says which",
                columns.listed()
            );
            return Err(ReadError::new(Reason::NotAnArticle, detail));
        }
        let mut run = Run {
            sink,
            shape: &shape,
            above: &text[..shape.preamble],
            columns: &columns,
            encoding: &decoded.encoding,
            notes: &decoded.notes,
            number: 0,
            is_first: true,
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

/// A row is an article, though it may have nothing but a headline.
fn read_row(object: Map<String, Value>) -> Option<Article> {
    if let Some(article) = read_object(&object) {
        return Some(article);
    }
    let mut object = object;
    object.insert("uri".to_owned(), Value::String("-".to_owned()));
    let mut article = read_object(&object)?;
    article.given_id = None;
    Some(article)
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

/// Other escapes of databases: line ends, tabs, backslashes.
fn without_escapes(cell: &str) -> String {
    let mut plain = String::with_capacity(cell.len());
    let mut chars = cell.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            plain.push(c);
            continue;
        }
        match chars.next() {
            Some('n' | '\n') => plain.push('\n'),
            Some('r') => plain.push('\r'),
            Some('t') => plain.push('\t'),
            Some(c @ ('\\' | '\'' | '"')) => plain.push(c),
            Some(c) => plain.extend(['\\', c]),
            None => plain.push('\\'),
        }
    }
    plain
}

/// One reading of a table.
struct Run<'a, 's> {
    sink: Sink<'s>,
    shape: &'a Shape,
    /// What stands above the table.
    above: &'a str,
    columns: &'a Columns,
    encoding: &'a str,
    notes: &'a [String],
    number: usize,
    is_first: bool,
}

impl Run<'_, '_> {
    fn row(&mut self, row: &Row) {
        if row.cells.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        let width = self.columns.width();
        if row.cells.len() > width {
            let detail = format!("{} fields instead of {width}", row.cells.len());
            self.bad(Bad::new(row, Reason::Damaged, detail));
            return;
        }
        if row.length > MAX_ARTICLE_BYTES {
            let detail = format!("{} bytes", row.length);
            self.bad(Bad::new(row, Reason::TooLarge, detail));
            return;
        }
        let mut object = Map::new();
        for (name, cell) in self.columns.keys().zip(&row.cells) {
            if let Some(name) = name
                && !cell.trim().is_empty()
            {
                let cell = match self.shape.is_escaped {
                    true => without_escapes(cell),
                    false => cell.clone(),
                };
                object.insert(name.to_owned(), Value::String(cell));
            }
        }
        let Some(mut article) = read_row(object) else {
            let detail = "no headline and no text".to_owned();
            self.bad(Bad::new(row, Reason::NoText, detail));
            return;
        };
        self.number += 1;
        article.parser = "table".to_owned();
        article.confidence = self.columns.confidence;
        for evidence in &mut article.evidence {
            if let Some(name) = evidence.source.strip_prefix("json:") {
                let (column, reason) = self.columns.origin(name);
                evidence.source = format!("column `{column}`");
                evidence.reason = reason.to_owned();
            }
        }
        article.notes.extend(self.notes.iter().cloned());
        if row.cells.len() < width {
            let note = format!(
                "row {} (line {}) has {} fields instead of {width}",
                row.number,
                row.line,
                row.cells.len()
            );
            article.notes.push(note);
        }
        if self.is_first {
            self.is_first = false;
            article.notes.extend(self.columns.remarks());
            let above = one_line(self.above);
            if !above.is_empty() && !above.starts_with("sep=") {
                let above: String = above.chars().take(MOST_ABOVE).collect();
                article.notes.push(format!("above the table: {above}"));
            }
        }
        if article.blocks.is_empty() {
            article.kind = Kind::Stub;
        }
        (self.sink)(Item::Article(Box::new(ReadArticle {
            article,
            member: row.number.to_string(),
            offset: row.offset as u64,
            encoding: self.encoding.to_owned(),
        })));
    }

    fn bad(&mut self, bad: Bad) {
        (self.sink)(Item::Skipped(Skip {
            member: bad.number.to_string(),
            offset: bad.offset as u64,
            reason: bad.reason,
            detail: format!("row {} (line {}): {}", bad.number, bad.line, bad.detail),
        }));
    }
}
