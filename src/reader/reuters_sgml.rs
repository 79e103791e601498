//! Reuters-21578 SGML: the newswire of 1987 as it is handed out for research.
//!
//! A scanner, not an SGML parser: the files have no root, refer to a DTD that is never fetched, and
//! hold references to control characters.  Invariant: one article for every closed `<REUTERS>`
//! element, whatever is wrong inside it; oddities become notes.  "Blah blah blah.", which the
//! makers put in place of a body that never was, is dropped.

use std::borrow::Cow;

use memchr::memmem;

use super::byline::split_authors;
use super::dateline::parse_dateline;
use super::decode::decode;
use super::fragment::collapse;
use super::references::decode_references;
use super::wire_text::{clean_line, is_signature, is_tabular, paragraph_text};
use super::{Head, Input, Item, ReadArticle, ReadError, Reader, Reason, Sink, Skip};
use crate::article::{
    Article, Block, BlockKind, DateCandidate, DateRole, DateSource, EntityKind, GivenEntity, Span,
};

/// The reader of Reuters-21578 files.
pub struct ReutersSgml;

const OPEN: &str = "<REUTERS";
const CLOSE: &str = "</REUTERS>";

/// Lists of names and what becomes of them.
const NAME_LISTS: &[(&str, EntityKind)] = &[
    ("PLACES", EntityKind::Place),
    ("PEOPLE", EntityKind::Person),
    ("ORGS", EntityKind::Organisation),
    ("COMPANIES", EntityKind::Organisation),
];

impl Reader for ReutersSgml {
    fn name(&self) -> &'static str {
        "reuters_sgml"
    }

    fn doc(&self) -> &'static str {
        "Reuters-21578 newswire in SGML, many articles a file"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["sgm", "sgml"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        if memmem::find(head.bytes, b"<REUTERS TOPICS=").is_some() {
            100
        } else if memmem::find(head.bytes, b"<!DOCTYPE lewis").is_some() {
            90
        } else {
            0
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        let declared: Vec<&str> = input.charset.into_iter().collect();
        let decoded = decode(input.bytes, &declared);
        let text: &str = &decoded.text;
        // Offsets in the report are those of the file, which differ from the text's when it had to
        // be converted: the same element is found in both.
        let mut in_file = memmem::find_iter(input.bytes, OPEN);
        let mut opening = memmem::find_iter(text.as_bytes(), OPEN).peekable();
        let mut number = 0;
        while let Some(start) = opening.next() {
            let offset = in_file.next().unwrap_or(start) as u64;
            let limit = opening.peek().copied().unwrap_or(text.len());
            number += 1;
            let closed = memmem::find(&text.as_bytes()[start..limit], CLOSE.as_bytes());
            if closed.is_none() && opening.peek().is_none() {
                sink(Item::Skipped(Skip {
                    member: String::new(),
                    offset,
                    reason: Reason::SgmlTruncated,
                    detail: "the file ends inside a REUTERS element".to_owned(),
                }));
                break;
            }
            let element = Slice {
                text: &text[start..closed.map_or(limit, |len| start + len)],
                at: start,
            };
            let mut article = read_element(element);
            if closed.is_none() {
                article
                    .notes
                    .push("REUTERS element is not closed".to_owned());
            }
            sink(Item::Article(Box::new(ReadArticle {
                member: article
                    .given_id
                    .clone()
                    .unwrap_or_else(|| number.to_string()),
                article,
                offset,
                encoding: decoded.encoding.clone(),
            })));
        }
        if number == 0 {
            return Err(ReadError::new(Reason::NoText, "no REUTERS element"));
        }
        Ok(())
    }
}

/// A piece of the file's text and where it begins.
#[derive(Clone, Copy)]
struct Slice<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Slice<'a> {
    fn part(self, start: usize, end: usize) -> Self {
        Self {
            text: &self.text[start..end],
            at: self.at + start,
        }
    }

    /// What stands between `<NAME>` (or `<NAME …>`) and `</NAME>`, to the end when it is not closed.
    fn element(self, name: &str) -> Option<Self> {
        let bytes = self.text.as_bytes();
        let mut from = 0;
        while let Some(at) = memmem::find(&bytes[from..], name.as_bytes()).map(|at| at + from) {
            let after = at + name.len();
            from = after;
            if at == 0 || bytes[at - 1] != b'<' || !matches!(bytes.get(after), Some(b'>' | b' ')) {
                continue;
            }
            let start = after + memchr::memchr(b'>', &bytes[after..])? + 1;
            let close = format!("</{name}>");
            let end = memmem::find(&bytes[start..], close.as_bytes());
            return Some(self.part(start, end.map_or(bytes.len(), |len| start + len)));
        }
        None
    }
}

fn read_element(element: Slice<'_>) -> Article {
    let mut article = Article {
        parser: "reuters-sgml".to_owned(),
        confidence: 1.0,
        given_id: attribute(element.text, "NEWID").map(str::to_owned),
        // The collection is in English throughout, down to tables that no detector could tell.
        language: Some("en".to_owned()),
        ..Article::default()
    };
    // The text comes last: what precedes it is searched alone, since a body may quote anything.
    let text_at = memmem::find(element.text.as_bytes(), b"<TEXT").unwrap_or(element.text.len());
    let head = element.part(0, text_at);
    let text = element.part(text_at, element.text.len());

    match head.element("DATE") {
        Some(date) => read_date(date, &mut article),
        None => article.notes.push("no DATE element".to_owned()),
    }
    article.tags = head.element("TOPICS").map(read_list).unwrap_or_default();
    let exchanges = head.element("EXCHANGES").map(read_list).unwrap_or_default();
    article
        .tags
        .extend(exchanges.into_iter().map(|name| format!("exchange:{name}")));
    for (list, kind) in NAME_LISTS {
        for name in head.element(list).map(read_list).unwrap_or_default() {
            article.entities.push(GivenEntity { kind: *kind, name });
        }
    }
    if attribute(text.text, "TYPE") == Some("UNPROC") {
        let open = memchr::memchr(b'>', text.text.as_bytes()).map_or(0, |at| at + 1);
        let close = memmem::find(text.text.as_bytes(), b"</TEXT>").unwrap_or(text.text.len());
        read_unprocessed(text.part(open, close.max(open)), &mut article);
    } else {
        read_processed(text, &mut article);
    }
    if article.headline.is_empty() && article.blocks.is_empty() {
        article.notes.push("no text".to_owned());
    }
    if let Some(header) = head.element("UNKNOWN") {
        let header_text = one_line(header.text);
        if !header_text.is_empty() {
            article.blocks.push(Block {
                kind: BlockKind::Boilerplate,
                text: header_text,
                credit: String::new(),
                alternative: String::new(),
                span: Span::new(header.at, header.at + header.text.len()),
            });
        }
    }
    article
}

fn read_processed(text: Slice<'_>, article: &mut Article) {
    if let Some(title) = text.element("TITLE") {
        article.headline = one_line(title.text);
    }
    if let Some(author) = text.element("AUTHOR") {
        article.authors = split_authors(&one_line(author.text));
    }
    let mut beginning = String::new();
    if let Some(line) = text.element("DATELINE") {
        // One that is not closed goes on over the lines of the body.
        let line = collapse(&decode_references(line.text));
        let (dateline, rest) = parse_dateline(&line);
        beginning = rest.to_owned();
        if !dateline.raw.is_empty() {
            article.dateline = Some(dateline);
        }
    }
    if let Some(body) = text.element("BODY") {
        push_paragraphs(body, &beginning, article);
    } else if !beginning.is_empty() {
        article
            .blocks
            .push(plain_block(BlockKind::Paragraph, beginning, text));
    }
}

/// Text that the makers could not divide: the first line serves as headline.
fn read_unprocessed(text: Slice<'_>, article: &mut Article) {
    let mut at = 0;
    for line in text.text.split_inclusive('\n') {
        at += line.len();
        let line = one_line(line);
        if !line.is_empty() {
            article.headline = line;
            break;
        }
    }
    let rest = text.part(at, text.text.len());
    let lines: Vec<Cow<'_, str>> = rest.text.lines().map(clean_line).collect();
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| line.trim_end())
        .filter(|line| !line.is_empty())
        .collect();
    let tabular = lines.iter().filter(|line| is_tabular(line)).count();
    if tabular * 2 > lines.len() {
        push_table(rest, &lines, article);
    } else {
        push_paragraphs(rest, "", article);
    }
}

fn push_table(slice: Slice<'_>, lines: &[&str], article: &mut Article) {
    let (signature, lines) = match lines.split_last() {
        Some((last, before)) if is_signature(last.trim()) => (Some(last.trim()), before),
        _ => (None, lines),
    };
    if !lines.is_empty() {
        article
            .blocks
            .push(plain_block(BlockKind::Table, lines.join("\n"), slice));
    }
    if let Some(signature) = signature {
        article
            .blocks
            .push(plain_block(BlockKind::Credit, signature.to_owned(), slice));
    }
}

/// Paragraphs begin at an indented line; the lines of one are joined.
fn push_paragraphs(body: Slice<'_>, beginning: &str, article: &mut Article) {
    let mut paragraphs: Vec<(Span, Vec<Cow<'_, str>>)> = Vec::new();
    if !beginning.is_empty() {
        paragraphs.push((Span::new(body.at, body.at), vec![Cow::Borrowed(beginning)]));
    }
    let mut open = !beginning.is_empty();
    let mut at = body.at;
    for raw in body.text.split_inclusive('\n') {
        let span = Span::new(at, at + raw.trim_end().len());
        at += raw.len();
        let line = clean_line(raw);
        if line.trim_start().is_empty() {
            open = false;
            continue;
        }
        if open
            && !line.starts_with("   ")
            && !is_signature(line.trim())
            && let Some((whole, lines)) = paragraphs.last_mut()
        {
            whole.end = span.end;
            lines.push(line);
            continue;
        }
        paragraphs.push((span, vec![line]));
        open = true;
    }
    let last = paragraphs.len().saturating_sub(1);
    for (i, (span, lines)) in paragraphs.iter().enumerate() {
        let (mut kind, text) = paragraph_text(lines);
        if i == last && is_signature(&text) {
            kind = BlockKind::Credit;
        }
        if text == "Blah blah blah." {
            continue;
        }
        article.blocks.push(Block {
            kind,
            text,
            credit: String::new(),
            alternative: String::new(),
            span: *span,
        });
    }
}

fn plain_block(kind: BlockKind, text: String, slice: Slice<'_>) -> Block {
    Block {
        kind,
        text,
        credit: String::new(),
        alternative: String::new(),
        span: Span::new(slice.at, slice.at + slice.text.len()),
    }
}

/// Text of a small element: references decoded, tags dropped, white space collapsed.
fn one_line(raw: &str) -> String {
    if !raw.contains('<') {
        return collapse(&decode_references(raw));
    }
    let mut untagged = String::with_capacity(raw.len());
    let mut rest = raw;
    // Only real tags are cut: "<SRD>" stands as "&lt;SRD>".
    while let Some(at) = rest.find('<') {
        untagged.push_str(&rest[..at]);
        rest = match rest[at..].find('>') {
            Some(len) => &rest[at + len + 1..],
            None => "",
        };
    }
    untagged.push_str(rest);
    collapse(&decode_references(&untagged))
}

/// The day and time as they stand; what is glued to them becomes a note.
fn read_date(date: Slice<'_>, article: &mut Article) {
    let end = date.text.find(['&', '<', '#']).unwrap_or(date.text.len());
    let mut raw = date.text[..end].trim();
    // A note without a mark: "  9-APR-1987 00:00:00.00    guess".
    let mut words = raw.split_whitespace();
    if let (Some(_), Some(time)) = (words.next(), words.next()) {
        let time_end = time.as_ptr() as usize + time.len() - raw.as_ptr() as usize;
        raw = &raw[..time_end];
    }
    let glued = one_line(&date.text[end..]);
    if !glued.is_empty() {
        article.notes.push(format!("date is followed by `{glued}`"));
    }
    if raw.contains("  ") {
        article.notes.push(format!("date is spaced oddly: `{raw}`"));
    }
    article.dates.push(DateCandidate {
        role: DateRole::Published,
        source: DateSource::Field,
        raw: raw.to_owned(),
        span: Span::new(date.at, date.at + date.text.len()),
    });
}

/// The `<D>` elements of a list.
fn read_list(list: Slice<'_>) -> Vec<String> {
    let mut names = Vec::new();
    for part in list.text.split("<D>").skip(1) {
        let name = one_line(part.split("</D>").next().unwrap_or(part));
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Value of an attribute in the first tag of `text`.
fn attribute<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let tag = &text[..memchr::memchr(b'>', text.as_bytes())?];
    let at = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let value = &tag[at..];
    Some(&value[..value.find('"')?])
}

#[cfg(test)]
mod tests;
