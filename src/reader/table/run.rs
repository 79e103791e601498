//! The rows of a table become articles, each by itself.

use serde_json::{Map, Value};

use super::columns::Columns;
use super::known::title_in;
use super::rows::{Bad, Row};
use crate::article::{Article, Kind};
use crate::reader::fragment::one_line;
use crate::reader::json::article::read_object;
use crate::reader::{Item, MAX_ARTICLE_BYTES, ReadArticle, Reason, Sink, Skip};

/// What stands above a table is noted up to this many characters.
const MOST_ABOVE: usize = 300;

/// One reading of a table.
pub struct Run<'a, 's> {
    pub sink: Sink<'s>,
    pub columns: &'a Columns,
    /// What stands above the table.
    pub above: &'a str,
    /// Cells have backslashes as databases write them.
    pub is_escaped: bool,
    pub encoding: &'a str,
    /// What every article is told.
    pub notes: Vec<String>,
    /// What the first article is told for all.
    pub remarks: Vec<String>,
    /// A row that is shorter than others is none the less whole.
    pub may_be_short: bool,
    pub is_first: bool,
}

impl<'a, 's> Run<'a, 's> {
    pub fn new(sink: Sink<'s>, columns: &'a Columns) -> Self {
        Self {
            sink,
            columns,
            above: "",
            is_escaped: false,
            encoding: "",
            notes: Vec::new(),
            remarks: Vec::new(),
            may_be_short: false,
            is_first: true,
        }
    }
}

impl Run<'_, '_> {
    pub fn row(&mut self, row: &Row) {
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
                let cell = title_in(cell);
                let cell = match self.is_escaped {
                    true => without_escapes(cell),
                    false => cell.to_owned(),
                };
                object.insert(name.to_owned(), Value::String(cell));
            }
        }
        if let Some((name, link)) = self.columns.link_of(row) {
            object.insert(name.to_owned(), Value::String(link.to_owned()));
        }
        let Some(mut article) = read_row(object) else {
            let detail = "no headline and no text".to_owned();
            self.bad(Bad::new(row, Reason::NoText, detail));
            return;
        };
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
        article.notes.extend(row.notes.iter().cloned());
        if row.cells.len() < width && !self.may_be_short {
            let fields = row.cells.len();
            let place = place(row.number, row.line);
            let note = format!("{place} has {fields} fields instead of {width}");
            article.notes.push(note);
        }
        if self.is_first {
            self.is_first = false;
            article.notes.extend(self.columns.remarks());
            article.notes.append(&mut self.remarks);
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

    pub fn bad(&mut self, bad: Bad) {
        (self.sink)(Item::Skipped(Skip {
            member: bad.number.to_string(),
            offset: bad.offset as u64,
            reason: bad.reason,
            detail: format!("{}: {}", place(bad.number, bad.line), bad.detail),
        }));
    }
}

/// Where a row stands, in words; only a text has lines.
fn place(number: usize, line: Option<usize>) -> String {
    match line {
        Some(line) => format!("row {number} (line {line})"),
        None => format!("row {number}"),
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
