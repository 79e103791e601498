//! Concordances: every mention on a line of its own, with what stands to its left and right.
//!
//! One line for each matched span, no more and no less, so the number of lines is the number of
//! mentions.  Contexts have a limit in bytes, since a mention in every line of an endless paragraph
//! would repeat it all.

use std::io::{self, Write};

use super::style::Style;
use crate::article::Span;
use crate::hit::{FieldSpan, KwicLine};
use crate::text::{TokenisedArticle, TokenisedField, fold};

mod formats;

pub use formats::{KWIC_FORMATS, KwicFormat, find_kwic_format};

/// Bytes of context on one side.
const MAX_CONTEXT: usize = 4096;

/// How much of the text stands on each side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    Words(usize),
    Sentence,
    Paragraph,
}

/// The order of the lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KwicOrder {
    /// By the words before the match, the nearest first.
    Left,
    /// By the words of the match and after it.
    Right,
    Source,
    /// Oldest first, undated last.
    Date,
}

/// Returns the lines of one article, in the order of its spans.
pub fn kwic_lines(
    article: &TokenisedArticle<'_>,
    spans: &[FieldSpan],
    context: Context,
) -> Vec<KwicLine> {
    let lines = spans.iter().map(|span| line(article, *span, context));
    lines.collect()
}

fn line(article: &TokenisedArticle<'_>, span: FieldSpan, context: Context) -> KwicLine {
    let (record, text) = (article.record, article.field(span.field));
    let published = record.annotations.published.as_ref();
    let mut line = KwicLine {
        id: record.provenance.id.clone(),
        date: published.map(|date| date.value.clone()),
        source: record.article.source.clone(),
        field: span.field.name().to_owned(),
        ..KwicLine::default()
    };
    let bytes = span.bytes;
    // A span that does not fit is a fault elsewhere; it still counts as a mention.
    if text.text.get(bytes.range()).is_none() || text.is_empty() {
        return line;
    }
    let first = text.words.partition_point(|word| word.end <= bytes.start);
    let first = first.min(text.len() - 1);
    let last = text.words.partition_point(|word| word.start < bytes.end);
    let last = last.saturating_sub(1).max(first);
    let around = surroundings(text, first, last, context);
    let (left, right) = sides(&text.text, bytes, around);
    line.paragraph = text.paragraph_of(first as u32) + 1;
    line.left = one_line(&text.text[left..bytes.start]);
    line.matched = one_line(&text.text[bytes.range()]);
    line.right = one_line(&text.text[bytes.end..right]);
    line
}

/// Byte range of the context, the match included.
fn surroundings(text: &TokenisedField, first: usize, last: usize, context: Context) -> Span {
    let after = |starts: &[u32], number: usize| match starts.get(number + 1) {
        Some(next) => text.words[*next as usize].start,
        None => text.text.len(),
    };
    match context {
        Context::Words(count) => {
            let start = text.words[first.saturating_sub(count)].start;
            let end = match text.words.get(last.saturating_add(count).saturating_add(1)) {
                Some(next) => next.start,
                None => text.text.len(),
            };
            Span::new(start, end)
        }
        Context::Sentence => {
            let start = text.sentences[text.sentence_of(first as u32)];
            let end = after(&text.sentences, text.sentence_of(last as u32));
            Span::new(text.words[start as usize].start, end)
        }
        Context::Paragraph => {
            let start = text.paragraphs[text.paragraph_of(first as u32)];
            let end = after(&text.paragraphs, text.paragraph_of(last as u32));
            Span::new(text.words[start as usize].start, end)
        }
    }
}

/// Where the left context starts and the right one ends, within the limit.
fn sides(text: &str, bytes: Span, around: Span) -> (usize, usize) {
    let mut left = around.start.min(bytes.start);
    left = left.max(bytes.start.saturating_sub(MAX_CONTEXT));
    while !text.is_char_boundary(left) {
        left += 1;
    }
    let mut right = around.end.max(bytes.end);
    right = right.min(bytes.end + MAX_CONTEXT);
    while !text.is_char_boundary(right) {
        right -= 1;
    }
    (left, right)
}

/// A text with its white space collapsed.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// What lines are sorted by, as one text: words are parted by what sorts before every letter.
pub fn kwic_key(line: &KwicLine, order: KwicOrder) -> String {
    match order {
        KwicOrder::Left => {
            let words: Vec<String> = line.left.split(' ').rev().map(fold).collect();
            words.join("\0")
        }
        KwicOrder::Right => fold(&format!("{} {}", line.matched, line.right)),
        // Lines without come first.
        KwicOrder::Source => match &line.source {
            Some(source) => format!("1{}", fold(source)),
            None => "0".to_owned(),
        },
        // Lines without come last.
        KwicOrder::Date => match &line.date {
            Some(date) => format!("0{date}"),
            None => "1".to_owned(),
        },
    }
}

/// Sorts lines; those that are equal keep their order.
pub fn sort_kwic(lines: &mut [KwicLine], order: KwicOrder) {
    lines.sort_by_cached_key(|line| kwic_key(line, order));
}

/// Writes lines one after the other in one format.
pub struct KwicWriter<'a> {
    format: &'static KwicFormat,
    page: KwicPage<'a>,
}

/// Where lines go, and how.
pub struct KwicPage<'a> {
    pub out: &'a mut dyn Write,
    pub style: Style,
    /// Cells of CSV and TSV as they are, without the guard against formulas.
    pub raw_cells: bool,
    /// Lines written so far.
    pub written: usize,
}

impl<'a> KwicWriter<'a> {
    /// Starts the output.
    pub fn begin(
        format: &'static KwicFormat,
        out: &'a mut dyn Write,
        style: Style,
        raw_cells: bool,
    ) -> io::Result<Self> {
        let mut page = KwicPage {
            out,
            style,
            raw_cells,
            written: 0,
        };
        (format.begin)(&mut page)?;
        Ok(Self { format, page })
    }

    /// Writes the next line.
    pub fn line(&mut self, line: &KwicLine) -> io::Result<()> {
        (self.format.line)(&mut self.page, line)?;
        self.page.written += 1;
        Ok(())
    }

    /// Ends the output and flushes it; `mentions` is the number of all lines, written or not.
    pub fn end(mut self, mentions: usize) -> io::Result<()> {
        (self.format.end)(&mut self.page, mentions)?;
        self.page.out.flush()
    }
}
