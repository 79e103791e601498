//! Scraped plain text: which lines are the story, and what the others are.
//!
//! Lines get features, features get labels (a sequence model with weights as data), labels make
//! the article.  Nothing is lost: what is not the story stands in blocks of another kind.  Dates
//! are handed on as they stood; entities and language are not looked for here.
//! Invariants: linear time on any text, no panic, and every visible line ends in exactly one block
//! or field; a date with other words beside it in both, so that they can be found.

mod assemble;
#[cfg(test)]
mod author_tests;
mod authors;
mod bullets;
pub(in crate::reader) mod by_word;
pub(in crate::reader) mod caption;
mod content;
mod context;
pub mod credit_label;
mod cut_labels;
#[cfg(test)]
mod date_tests;
mod date_words;
mod dates;
mod density;
mod feature;
#[cfg(test)]
mod fixture_tests;
mod form;
#[cfg(test)]
mod form_tests;
mod frequent;
mod glued;
pub(in crate::reader) mod hash;
mod head;
mod heading;
pub(in crate::reader) mod key;
mod kind;
mod label;
mod ladder;
mod late_dates;
mod letter;
mod letters_page;
pub(in crate::reader) mod lexicon;
pub(in crate::reader) mod line;
mod line_key;
pub mod markdown_page;
mod marked;
mod model;
mod named;
mod own;
pub(in crate::reader) mod parts;
mod person;
mod phrases;
pub(in crate::reader) mod picture;
mod pieces;
mod record_head;
#[cfg(test)]
mod record_head_tests;
mod row;
mod running_head;
#[cfg(test)]
mod scraper_tests;
mod seams;
mod sentence;
mod shape;
mod short_headline;
pub(in crate::reader) mod stamp;
mod tail;
#[cfg(test)]
mod tests;
mod topic;
#[cfg(test)]
mod turn_tests;
mod turns;
mod unlabelled;
mod wrap;

use crate::article::{Article, Span};

use super::decode::{decode, looks_binary};
use super::{Head, Input, Item, ReadArticle, ReadError, Reader, Reason, Sink};

pub use context::Surroundings;
pub use frequent::{FileLines, Frequency, FrequentLines, line_hash};
pub(in crate::reader) use ladder::headline_of;

/// Articles as scrapers, converters and scanners leave them: lines of text.
pub struct PlainText;

impl Reader for PlainText {
    fn name(&self) -> &'static str {
        "plain_text"
    }

    fn doc(&self) -> &'static str {
        "scraped or scanned plain text, any encoding"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["txt", "text", "asc"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        if looks_binary(head.bytes) { 0 } else { 10 }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        if looks_binary(input.bytes) {
            return Err(ReadError::new(Reason::Binary, "not text in any encoding"));
        }
        let declared: Vec<&str> = input.charset.into_iter().collect();
        let decoded = decode(input.bytes, &declared);
        let controls = count_controls(&decoded.text);
        let around = Surroundings {
            frequent: input.options.frequent.as_deref(),
            ..Surroundings::of_path(input.path)
        };
        let mut article = parse(&decoded.text, &around);
        if article.parser.is_empty() {
            return Err(ReadError::new(Reason::Empty, "no visible text"));
        }
        let frequent = input.options.frequent.as_deref();
        article.date_order = frequent.and_then(|frequent| frequent.order_of(&decoded.text));
        if controls > 0 {
            article.notes.push(format!("{controls} control characters"));
        }
        article.notes.extend(decoded.notes);
        sink(Item::Article(Box::new(ReadArticle {
            article,
            member: String::new(),
            offset: 0,
            encoding: decoded.encoding,
        })));
        Ok(())
    }
}

/// Controls that no text has: everything below space but white space, escape and backspace.
fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=7 | 0x0E..=0x1A | 0x7F)
}

/// How many controls a text has; in short chunks, whose counts fit in a byte and are many at once.
fn count_controls(text: &str) -> usize {
    let count = |chunk: &[u8]| {
        chunk
            .iter()
            .map(|byte| u8::from(is_control(*byte)))
            .sum::<u8>()
    };
    let chunks = text.as_bytes().chunks(255);
    chunks.map(|chunk| usize::from(count(chunk))).sum()
}

/// Reads an article from decoded text; its `parser` is empty when nothing can be seen.
pub fn parse(text: &str, around: &Surroundings<'_>) -> Article {
    ladder::climb(text, around)
}

/// One line of a file with its label and why it has it.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct LineReport {
    pub span: Span,
    /// Name of the label.
    pub label: &'static str,
    pub reason: String,
    /// Names of all features, for fitting weights.
    pub features: Vec<&'static str>,
}

/// Labels by other weights than the program's own, for measuring those of a part of the pages; to be
/// called before anything is read.  Returns what is wrong with the file, and then changes nothing.
pub fn label_by(weights: &str) -> Vec<String> {
    model::Model::replace(weights)
}

/// Labels every visible line of a text.
pub fn explain_lines(text: &str, around: &Surroundings<'_>) -> Vec<LineReport> {
    ladder::explain(text, around)
}
