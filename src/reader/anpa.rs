//! Teletype formats of news agencies: IPTC 7901, and ANPA 1312 as American agencies set it.
//!
//! Messages begin with a header line (source and number, priority, category, word count, keyword) or
//! with `^` lines that end in `<`, and end with the time of transmission.  The marks of the line
//! protocol (SOH, STX, ETX, SYN, EOT) are borders if they are there.  Keyword, priority and category
//! stay in the evidence: an article has no place for them.

use super::dateline::{parse_dateline, take_dateline};
use super::decode::decode;
use super::fragment::collapse;
use super::wire_text::wire_blocks;
use super::{Head, Input, Item, MAX_ARTICLE_BYTES, ReadError, Reader, Reason, Sink, Skip, given};
use crate::article::{Article, BlockKind, DateCandidate, DateRole, DateSource, Evidence, Span};

mod header;
mod top;
mod trailer;

use header::{Header, read_header, read_marked_header};
use top::{cut_sign_off, read_top};
use trailer::read_trailer;

/// The reader of wire messages.
pub struct Anpa;

/// Marks of the line protocol, which are borders of messages and of their parts.
const MARKS: &[char] = &['\u{1}', '\u{2}', '\u{3}', '\u{4}', '\u{16}'];

/// A longer beginning is no dateline.
const MAX_DATELINE: usize = 80;

impl Reader for Anpa {
    fn name(&self) -> &'static str {
        "anpa"
    }

    fn doc(&self) -> &'static str {
        "wire messages in IPTC 7901 and ANPA 1312"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["anpa", "iptc", "wire", "7901"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        let text = String::from_utf8_lossy(head.bytes);
        let has_mark = text.starts_with(MARKS);
        let first = text
            .trim_start_matches(|c: char| MARKS.contains(&c) || c.is_whitespace())
            .lines()
            .next()
            .unwrap_or("");
        let set = text
            .lines()
            .take(20)
            .filter(|line| is_caret_line(line))
            .count();
        match (header_of(first, has_mark), has_mark) {
            (Some(_), true) => 95,
            (Some(header), false) if header.keyword.is_some() => 75,
            // Four fields alone may be a line of a table.
            (Some(_), false) => 45,
            (None, _) if set >= 2 => 70,
            (None, _) => 0,
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        given::check_size(input.bytes, MAX_ARTICLE_BYTES)?;
        let declared: Vec<&str> = input.charset.into_iter().collect();
        let decoded = decode(input.bytes, &declared);
        let messages = messages(&decoded.text);
        let count = messages.len();
        for (number, message) in messages.into_iter().enumerate() {
            let member = if count == 1 {
                String::new()
            } else {
                (number + 1).to_string()
            };
            let mut article = read_message(&decoded.text[message.range()], message.start);
            if given::finish(&mut article) {
                given::give(article, member, message.start, &decoded, sink);
            } else {
                sink(Item::Skipped(Skip {
                    member,
                    offset: message.start as u64,
                    reason: Reason::NoText,
                    detail: "a message without text".to_owned(),
                }));
            }
        }
        if count == 0 {
            return Err(ReadError::new(Reason::NoText, "no message"));
        }
        Ok(())
    }
}

fn header_of(line: &str, is_marked: bool) -> Option<Header<'_>> {
    if is_marked {
        read_marked_header(line)
    } else {
        read_header(line)
    }
}

/// Where the messages of a text are: each begins at a header line or a mark.
fn messages(text: &str) -> Vec<Span> {
    let mut starts: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_matches(|c: char| MARKS.contains(&c) || c.is_whitespace());
        if line.contains('\u{1}') || (!bare.is_empty() && read_header(bare).is_some()) {
            starts.push(at);
        }
        at += line.len();
    }
    // What stands before the first header is a message too, unless it is blank.
    let first = starts.first().copied().unwrap_or(text.len());
    let is_blank = text[..first]
        .chars()
        .all(|c| c.is_whitespace() || MARKS.contains(&c));
    if !is_blank {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(start, end)| Span::new(*start, end))
        .collect()
}

fn read_message(text: &str, at: usize) -> Article {
    let mut article = Article {
        parser: "anpa".to_owned(),
        confidence: 0.9,
        ..Article::default()
    };
    let mut lines = Lines { text, at: 0 };
    if let Some((line, span)) = lines.peek()
        && let Some(header) = header_of(line, text[..span.end].contains('\u{1}'))
    {
        keep_header(&header, shifted(span, at), &mut article);
        lines.next();
    }
    let end = cut_trailer(text, at, &mut article);
    read_top(&mut lines, end, at, &mut article);
    let body_at = lines.at.min(end);
    let (end, sign_off) = cut_sign_off(text, body_at, end);
    let body = plain_ends(&text[body_at..end]);
    article.blocks.extend(wire_blocks(&body, at + body_at));
    if let Some((line, span)) = sign_off {
        given::push_block(&mut article, BlockKind::Credit, line, shifted(span, at));
    }
    take_dateline(&mut article);
    if article.dateline.is_none() {
        take_wire_dateline(&mut article);
    }
    article
}

/// `PORT ELDER, Jan 13 (Meridian) - The`: on a wire the agency need not be one that we know, since
/// the first paragraph begins with a dateline or with none.
fn take_wire_dateline(article: &mut Article) {
    let is_text = |kind| kind == BlockKind::Paragraph;
    let Some(first) = article.blocks.iter_mut().find(|block| is_text(block.kind)) else {
        return;
    };
    let Some(end) = [" - ", " -- ", " – ", " — "]
        .iter()
        .filter_map(|dash| first.text.find(dash))
        .min()
        .filter(|end| *end <= MAX_DATELINE)
    else {
        return;
    };
    let head = &first.text[..end];
    let place = head.split([',', '(']).next().unwrap_or(head).trim();
    let is_capitals =
        place.chars().any(char::is_alphabetic) && !place.chars().any(char::is_lowercase);
    let is_marked = head.ends_with(')') || head.bytes().any(|b| b.is_ascii_digit());
    // German agencies write "Offenbach (dpa) - ".
    let is_place = is_capitals || (head.ends_with(')') && is_called_like_a_place(place));
    if is_place && is_marked {
        let (dateline, rest) = parse_dateline(&first.text);
        if dateline.place.is_some() && !rest.is_empty() {
            let rest = rest.to_owned();
            article.dateline = Some(dateline);
            first.text = rest;
        }
    }
}

/// A few words, each with a capital but for the small ones between them.
fn is_called_like_a_place(name: &str) -> bool {
    let words: Vec<&str> = name.split([' ', '/']).collect();
    words.len() <= 4
        && name.starts_with(char::is_uppercase)
        && words
            .iter()
            .all(|word| word.starts_with(char::is_uppercase) || word.chars().count() <= 3)
}

/// Lines of a message that are not blank, without marks.
struct Lines<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    fn peek(&self) -> Option<(&'a str, Span)> {
        let mut copy = Lines { ..*self };
        copy.next()
    }

    fn next(&mut self) -> Option<(&'a str, Span)> {
        while self.at < self.text.len() {
            let start = self.at;
            let len = self.text[start..]
                .find('\n')
                .map_or(self.text.len() - start, |len| len + 1);
            self.at += len;
            let line = self.text[start..self.at]
                .trim_end()
                .trim_matches(|c: char| MARKS.contains(&c))
                .trim_end();
            if !line.trim().is_empty() {
                return Some((line, Span::new(start, self.at)));
            }
        }
        None
    }
}

fn shifted(span: Span, at: usize) -> Span {
    Span::new(span.start + at, span.end + at)
}

fn keep_header(header: &Header<'_>, span: Span, article: &mut Article) {
    article.given_id = Some(header.number.to_owned());
    let keyword = header.keyword.unwrap_or("none");
    article.evidence.push(Evidence {
        field: "given_id".to_owned(),
        source: "iptc 7901 header".to_owned(),
        reason: format!(
            "priority {}, category {}, {} words, keyword {keyword}",
            header.priority, header.category, header.words
        ),
        span,
    });
}

/// Reads the time of transmission off the end; returns where the text ends.
fn cut_trailer(text: &str, at: usize, article: &mut Article) -> usize {
    let mut end = text.len();
    // The trailer is the last line, or the last before end-of-transmission marks.
    for _ in 0..3 {
        let kept = text[..end].trim_end_matches(|c: char| c.is_whitespace() || MARKS.contains(&c));
        let start = kept.rfind('\n').map_or(0, |at| at + 1);
        let line = kept[start..].trim_matches(|c: char| MARKS.contains(&c) || c.is_whitespace());
        if let Some(date) = read_trailer(line) {
            let span = Span::new(at + start, at + kept.len());
            article.evidence.push(Evidence {
                field: "dates".to_owned(),
                source: "time of transmission".to_owned(),
                reason: format!("`{}` at the end", collapse(line)),
                span,
            });
            article.dates.push(DateCandidate {
                role: DateRole::Published,
                source: DateSource::Field,
                raw: date,
                span,
            });
            return start;
        }
        let is_end = line.is_empty()
            || line
                .chars()
                .all(|c| matches!(c, 'N' | '-' | '#' | '0'..='9'));
        if !is_end || start == 0 {
            break;
        }
        end = start;
    }
    text.trim_end_matches(|c: char| c.is_whitespace() || MARKS.contains(&c))
        .len()
}

fn is_caret_line(line: &str) -> bool {
    let line = line.trim_end();
    line.starts_with('^') && line.ends_with(['<', '='])
}

/// ANPA 1312 ends lines with `<` and writes a dash as `_`; bytes keep their places.
fn plain_ends(text: &str) -> String {
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| {
            let body = line.trim_end();
            let plain = if is_caret_line(body) || body.ends_with('<') {
                body.replace(['<', '^'], " ")
            } else {
                body.to_owned()
            };
            plain.replace(" _ ", " - ").replace(MARKS, " ")
        })
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests;
