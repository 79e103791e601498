//! TREC-style SGML (`<DOC><DOCNO>…`) and its ancestor, the SMART collections (`*TEXT 017 …`): how
//! research hands out newspapers.
//!
//! A scanner: the files have no root and no DTD that is needed, elements are upper case, often not
//! closed, and named differently in every collection; `FIELDS` lists the names.  Invariant: one
//! article for every document; what is not known is kept as boilerplate.

use memchr::memmem;

use super::byline::split_authors;
use super::dateline::{parse_dateline, take_dateline};
use super::decode::decode;
use super::fragment::{collapse, one_line};
use super::wire_text::wire_blocks;
use super::{Head, Input, Item, ReadError, Reader, Reason, Sink, Skip, given};
use crate::article::{Article, BlockKind, DateCandidate, DateRole, DateSource, Span};

mod dates;
mod documents;
mod text;

use dates::{compact_date, date_in_id, slashed_date};
use documents::{Document, documents};
use text::{Part, body_blocks, push_between, read_between, read_body};

/// The reader of TREC and SMART files.
pub struct Trec;

/// What an element of a document is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Id,
    Headline,
    Author,
    Dateline,
    Date,
    Body,
    Caption,
    Section,
    Tags,
    Source,
    Correction,
    /// Only holds other elements.
    Wrapper,
}

/// Names of elements in the collections: AP, WSJ, FT, LA Times, San Jose Mercury, FBIS, AQUAINT.
const FIELDS: &[(&str, Target)] = &[
    ("DOCNO", Target::Id),
    ("DOCID", Target::Id),
    ("HEADLINE", Target::Headline),
    ("HEAD", Target::Headline),
    ("HL", Target::Headline),
    ("TI", Target::Headline),
    ("TITLE", Target::Headline),
    ("BYLINE", Target::Author),
    ("AUTHOR", Target::Author),
    ("AU", Target::Author),
    ("DATELINE", Target::Dateline),
    ("DATE", Target::Date),
    ("DATE1", Target::Date),
    ("DATE_TIME", Target::Date),
    ("DATETIME", Target::Date),
    ("PUBDATE", Target::Date),
    ("DD", Target::Date),
    ("LP", Target::Body),
    ("LEADPARA", Target::Body),
    ("TEXT", Target::Body),
    ("GRAPHIC", Target::Caption),
    ("CAPTION", Target::Caption),
    ("SECTION", Target::Section),
    ("CATEGORY", Target::Section),
    ("SUBJECT", Target::Tags),
    ("DESCRIPT", Target::Tags),
    ("KEYWORDS", Target::Tags),
    ("PUB", Target::Source),
    ("SO", Target::Source),
    ("SOURCE", Target::Source),
    ("CORRECTION", Target::Correction),
    ("CORRECTION-DATE", Target::Correction),
    ("BODY", Target::Wrapper),
    ("HEADER", Target::Wrapper),
    ("H2", Target::Wrapper),
    ("H3", Target::Wrapper),
    ("H4", Target::Wrapper),
];

/// More elements than this in a document are nonsense, and closers are searched for each.
const MAX_FIELDS: usize = 200;

impl Reader for Trec {
    fn name(&self) -> &'static str {
        "trec"
    }

    fn doc(&self) -> &'static str {
        "TREC-style SGML and SMART collections, many articles a file"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["trec", "sgm", "sgml", "all"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        let head = head.bytes;
        let text = head.trim_ascii_start();
        let has = |needle: &[u8]| memmem::find(head, needle).is_some();
        if text.starts_with(b"*TEXT ") && documents::is_smart_header(head_line(text)) {
            95
        } else if text.starts_with(b"<DOC>") || text.starts_with(b"<DOC ") {
            let is_sure = has(b"<DOCNO>") || has(b"<DOCID>") || has(b"<TEXT>") || has(b"<DOC id=");
            if is_sure { 95 } else { 60 }
        } else if has(b"<DOCSTREAM>") && has(b"<DOC ") {
            // AQUAINT-2 and its kin: well-formed, within a root.
            95
        } else if has(b"<DOC>") && has(b"<DOCNO>") {
            // Some begin with a declaration or a comment.
            80
        } else {
            0
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        let declared: Vec<&str> = input.charset.into_iter().collect();
        let decoded = decode(input.bytes, &declared);
        let mut number = 0;
        for document in documents(&decoded.text) {
            number += 1;
            let offset = document.at;
            if document.text.len() > super::MAX_ARTICLE_BYTES {
                sink(Item::Skipped(Skip {
                    member: number.to_string(),
                    offset: offset as u64,
                    reason: Reason::TooLarge,
                    detail: format!("a document of {} bytes", document.text.len()),
                }));
                continue;
            }
            let mut article = read_document(&document);
            if !document.is_closed {
                article.notes.push("the document is not closed".to_owned());
            }
            if given::finish(&mut article) {
                given::give(article, number.to_string(), offset, &decoded, sink);
            } else {
                sink(Item::Skipped(Skip {
                    member: number.to_string(),
                    offset: offset as u64,
                    reason: Reason::NoText,
                    detail: "a document without headline and text".to_owned(),
                }));
            }
        }
        if number == 0 {
            return Err(ReadError::new(Reason::NoText, "no document"));
        }
        Ok(())
    }
}

fn head_line(text: &[u8]) -> &str {
    let end = memchr::memchr(b'\n', text).unwrap_or(text.len());
    std::str::from_utf8(&text[..end]).unwrap_or("")
}

fn read_document(document: &Document<'_>) -> Article {
    let mut article = Article {
        parser: "trec".to_owned(),
        confidence: 1.0,
        ..Article::default()
    };
    if let Some(header) = document.smart_header {
        read_smart(header, document, &mut article);
    } else {
        article.given_id = document.id.map(collapse);
        read_fields(document, &mut article);
    }
    if article.dates.is_empty()
        && let Some(date) = article.given_id.as_deref().and_then(date_in_id)
    {
        article.dates.push(DateCandidate {
            role: DateRole::Unspecified,
            source: DateSource::FileName,
            raw: date,
            span: Span::default(),
        });
    }
    take_dateline(&mut article);
    article
}

/// `*TEXT 017 01/04/63 PAGE 020`: number, day and page of an American magazine.
fn read_smart(header: &str, document: &Document<'_>, article: &mut Article) {
    let mut words = header.split_whitespace().skip(1);
    article.given_id = words.next().map(str::to_owned);
    let span = Span::new(document.at, document.at + header.len());
    match words.next() {
        Some(date) => match slashed_date(date) {
            Some(day) => given::push_date(article, DateRole::Published, &day, "header", span),
            None => article
                .notes
                .push(format!("`{date}` in the header is no date")),
        },
        None => article.notes.push("no date in the header".to_owned()),
    }
    let blocks = wire_blocks(document.text, document.body_at);
    article.blocks.extend(blocks);
    let rest: Vec<&str> = words.collect();
    if !rest.is_empty() {
        given::push_block(article, BlockKind::Boilerplate, rest.join(" "), span);
    }
}

fn read_fields(document: &Document<'_>, article: &mut Article) {
    let text = document.text;
    let mut unknown: Vec<String> = Vec::new();
    let mut loose: Option<(usize, usize)> = None;
    let mut between: Vec<Part<'_>> = Vec::new();
    let (mut at, mut read_to) = (0, 0);
    let mut count = 0;
    while let Some(open) = memchr::memchr(b'<', &text.as_bytes()[at..]).map(|len| at + len) {
        let name_end = open
            + 1
            + text.as_bytes()[open + 1..]
                .iter()
                .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'))
                .count();
        let name = &text[open + 1..name_end];
        let Some(start) = memchr::memchr(b'>', &text.as_bytes()[name_end..])
            .map(|len| name_end + len + 1)
            .filter(|_| !name.is_empty() && count < MAX_FIELDS)
        else {
            at = open + 1;
            continue;
        };
        let target = FIELDS
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, target)| *target);
        push_between(text, read_to, open, document.body_at, &mut between);
        if target == Some(Target::Wrapper) {
            (at, read_to) = (start, start);
            continue;
        }
        count += 1;
        let closer = format!("</{name}>");
        let close = memmem::find(&text.as_bytes()[start..], closer.as_bytes());
        // An element that is not closed goes on to the next one, the text to the end.
        let end = match close {
            Some(len) => start + len,
            None if target == Some(Target::Body) => text.len(),
            None => memchr::memchr(b'<', &text.as_bytes()[start..])
                .map_or(text.len(), |len| start + len),
        };
        at = if close.is_some() {
            end + closer.len()
        } else {
            end
        };
        read_to = at;
        let part = Part {
            text: &text[start..end],
            span: Span::new(document.body_at + start, document.body_at + end),
        };
        match target {
            // `<P>` outside of TEXT is text without an element of its own.
            None if name.eq_ignore_ascii_case("P") => {
                loose = Some((loose.map_or(open, |(from, _)| from), at));
            }
            None => {
                let value = one_line(part.text);
                if !value.is_empty() {
                    unknown.push(format!("{name}: {value}"));
                }
            }
            Some(target) => read_part(target, name, &part, article),
        }
    }
    push_between(text, read_to, text.len(), document.body_at, &mut between);
    let mut has_body = article.blocks.iter().any(|block| block.kind.is_body());
    if let Some((from, to)) = loose.filter(|_| !has_body) {
        let part = Part {
            text: &text[from..to],
            span: Span::new(document.body_at + from, document.body_at + to),
        };
        read_part(Target::Body, "P", &part, article);
        has_body = true;
    }
    if !has_body && count == 0 {
        // No elements at all: everything is text.
        article.blocks.extend(wire_blocks(text, document.body_at));
    } else {
        read_between(&between, has_body, article);
    }
    if !unknown.is_empty() {
        let span = Span::new(document.body_at, document.body_at + text.len());
        given::push_block(article, BlockKind::Boilerplate, unknown.join("; "), span);
    }
}

fn read_part(target: Target, name: &str, part: &Part<'_>, article: &mut Article) {
    let line = || one_line(part.text);
    let source = format!("trec:{name}");
    match target {
        Target::Id => {
            article.given_id.get_or_insert_with(line);
        }
        Target::Headline => {
            let text = line();
            if !given::set_headline(article, text.clone(), &source, part.span) {
                read_second_head(text, &source, part.span, article);
            }
        }
        Target::Author => {
            given::set_authors(article, split_authors(&line()), &source, part.span);
        }
        Target::Dateline => {
            let text = line();
            let (dateline, rest) = parse_dateline(&text);
            if article.dateline.is_none() && !dateline.raw.is_empty() {
                given::note_field(article, "dateline", &source, part.span);
                article.dateline = Some(dateline);
            }
            given::push_block(article, BlockKind::Paragraph, rest.to_owned(), part.span);
        }
        Target::Date => {
            let raw = line();
            let raw = compact_date(&raw).unwrap_or(raw);
            given::push_date(article, DateRole::Published, &raw, &source, part.span);
        }
        Target::Body => read_body(part, article),
        Target::Caption => {
            for mut caption in body_blocks(part) {
                caption.kind = BlockKind::Caption;
                article.blocks.push(caption);
            }
        }
        Target::Section => {
            article.section.get_or_insert_with(line);
        }
        Target::Tags => {
            for tag in line().split(';') {
                given::push_tag(article, tag);
            }
        }
        Target::Source => given::set_source(article, Some(line()), &source, part.span),
        Target::Correction => given::push_block(article, BlockKind::Correction, line(), part.span),
        Target::Wrapper => {}
    }
}

/// AP has several heads: the headline, then a byline or a note to editors.
fn read_second_head(text: String, source: &str, span: Span, article: &mut Article) {
    let low = text.to_lowercase();
    if low.starts_with("by ") {
        given::set_authors(article, split_authors(&text), source, span);
    } else if low.starts_with("eds:") || low.starts_with("with ") {
        given::push_block(article, BlockKind::Boilerplate, text, span);
    } else {
        given::set_deck(article, text, source, span);
    }
}

#[cfg(test)]
mod tests;
