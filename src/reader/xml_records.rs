//! XML of a vocabulary that nobody wrote down: records of articles by the names of their elements.
//!
//! `<articles><article><title>…<date>…<body>…` and the like, dumps of databases (`<row><field
//! name="title">`) and of corpora (`<doc title="…">` with its text) among them.  Which elements are the records is found in the beginning of the file
//! (`find`); each is then read as a JSON record of those names is (`value`, `json::fields`).
//! Invariants: other XML is reported with what it is, unless it holds the paragraphs of a page
//! (`page`) or its name says that it is one, and is then read as HTML; pages (XHTML) are left alone;
//! elements that are not understood are named once.

use std::collections::BTreeSet;

use super::decode::Decoded;
use super::html::{Html, cut};
use super::json::{article::read_object, listed};

use super::unread::{is_unread_xml, unread_xml};
use super::xml::{Piece, Tree, decode_xml};
use super::{Head, Input, Item, MAX_ARTICLE_BYTES, ReadError, Reader, Reason, Sink, Skip, given};

mod corpus;
mod find;
mod page;
#[cfg(test)]
mod tests;
mod value;
mod whole;

pub use find::is_foreign;
use find::{Found, find};
use whole::whole_records;

/// The reader of XML records.
pub struct XmlRecords;

/// Records are looked for in this much of a file, bytes.
const SAMPLE_BYTES: usize = 1 << 20;

impl Reader for XmlRecords {
    fn name(&self) -> &'static str {
        "xml_records"
    }

    fn doc(&self) -> &'static str {
        "XML of articles by the names of its elements (title, date, author, body), and corpora of <doc>"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        // Below every format that has a name.
        if head.is_foreign_xml() { 50 } else { 0 }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        let decoded = decode_xml(input.bytes, input.charset);
        let text: &str = &decoded.text;
        let sample = Tree::parse(cut(text, SAMPLE_BYTES))?;
        let Some(root) = sample.roots().next() else {
            return Err(ReadError::new(Reason::XmlSyntax, "no element"));
        };
        let Some(found) = find(&sample).filter(|_| !is_unread_xml(root.name())) else {
            let is_short = input.bytes.len() <= MAX_ARTICLE_BYTES;
            let is_page = is_short && (is_called_page(input) || page::is_page(&sample));
            return if is_page {
                read_as_page(input, root.name(), sink)
            } else {
                Err(unread_xml(root.name()))
            };
        };
        let names: Vec<&str> = found.names.iter().map(String::as_str).collect();
        let mut run = Run {
            sink,
            found: &found,
            unknown: BTreeSet::new(),
            number: 0,
        };
        let records = whole_records(text, &names, found.is_root);
        let mut records = records.into_iter().peekable();
        // The root may have the name of its records, and ends then where the first one begins.
        records.next_if(|first| !first.is_closed && find::is_only_a_tag(first.text));
        while let Some(piece) = records.next() {
            let is_last = records.peek().is_none();
            run.record(&piece, is_last, &decoded);
        }
        Ok(())
    }
}

/// Whether its name says that a file is a page.
fn is_called_page(input: &Input<'_>) -> bool {
    Html.extensions().contains(&input.extension().as_str())
}

/// Reads a document whose elements say nothing by name, and whose paragraphs are those of a page.
fn read_as_page(input: &Input<'_>, root: &str, sink: Sink<'_>) -> Result<(), ReadError> {
    let root: String = root.chars().take(60).collect();
    Html.read(input, &mut |mut item| {
        if let Item::Article(read) = &mut item {
            let note = format!("XML with the root `{root}`, read as HTML");
            read.article.notes.push(note);
        }
        sink(item);
    })
}

/// One reading of a file.
struct Run<'a, 's> {
    sink: Sink<'s>,
    found: &'a Found,
    /// Names of fields that were met and not understood.
    unknown: BTreeSet<String>,
    number: usize,
}

impl Run<'_, '_> {
    fn record(&mut self, piece: &Piece<'_>, is_last: bool, decoded: &Decoded<'_>) {
        self.number += 1;
        if piece.text.len() > MAX_ARTICLE_BYTES {
            let detail = format!("a record of {} bytes", piece.text.len());
            return self.skip(piece.at, Reason::TooLarge, detail);
        }
        let tree = match Tree::parse_at(piece.text, piece.at) {
            Ok(tree) => tree,
            Err(error) => return self.skip(piece.at, error.reason, error.detail),
        };
        let Some(record) = tree.root() else { return };
        if corpus::is_all_text(record) && corpus::is_vertical(record) {
            let detail = "vertical text (a word a line, with its tags), which is not read";
            return self.skip(piece.at, Reason::Unsupported, detail.to_owned());
        }
        let known = self.unknown.len();
        let mut object = value::object_of(record, &mut self.unknown);
        for (name, value) in &self.found.shared {
            if !value::has_target_of(&object, name) {
                object.insert(name.clone(), value.clone());
            }
        }
        let Some(mut article) = read_object(&object) else {
            let detail = "a record without headline and text".to_owned();
            return self.skip(piece.at, Reason::NoText, detail);
        };
        article.parser = "xml_records".to_owned();
        for evidence in &mut article.evidence {
            if let Some(name) = evidence.source.strip_prefix("json:") {
                evidence.source = format!("xml:{name}");
            }
        }
        if !piece.is_closed {
            article.notes.push("the record is not closed".to_owned());
        }
        // What a later record has for the first time is said there.
        if self.unknown.len() > known {
            let names: Vec<&str> = self.unknown.iter().map(String::as_str).collect();
            let note = format!("elements not understood: {}", listed(&names));
            article.notes.push(note);
        }
        if self.number == 1 && !self.found.beside.is_empty() {
            let names: Vec<&str> = self.found.beside.iter().map(String::as_str).collect();
            let note = format!("elements beside the records not read: {}", listed(&names));
            article.notes.push(note);
        }
        let member = if self.number == 1 && is_last {
            String::new()
        } else {
            self.number.to_string()
        };
        given::give(article, member, piece.at, decoded, self.sink);
    }

    fn skip(&mut self, at: usize, reason: Reason, detail: String) {
        (self.sink)(Item::Skipped(Skip {
            member: self.number.to_string(),
            offset: at as u64,
            reason,
            detail,
        }));
    }
}
