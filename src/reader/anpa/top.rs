//! What stands above the text of a wire message (keyword, headline, byline, notes), and what signs it.

use super::super::byline::split_authors;
use super::super::dateline::parse_dateline;
use super::super::fragment::{block, collapse};
use super::super::given;
use super::super::wire_text::is_signature;
use super::{Lines, is_caret_line, shifted};
use crate::article::{Article, BlockKind, Span};

/// A headline is set on so many lines at most.
const MAX_HEADLINE_LINES: usize = 4;
/// A longer line is text.
const MAX_HEADLINE: usize = 120;
/// A longer last line is text.
const MAX_SIGN_OFF: usize = 24;

/// Headline, byline and notes above the text; what is indented is text already.
pub fn read_top(lines: &mut Lines<'_>, end: usize, at: usize, article: &mut Article) {
    let is_set = lines.text[lines.at..].lines().take(20).any(is_caret_line);
    if !is_set {
        read_plain_top(lines, end, at, article);
    }
    while let Some((raw, span)) = lines.peek() {
        if span.start >= end {
            break;
        }
        // Where lines are marked, what stands above the first of them is the wire's own.
        if is_set && article.headline.is_empty() && !is_caret_line(raw) && !raw.starts_with('\t') {
            push(
                BlockKind::Boilerplate,
                collapse(raw),
                shifted(span, at),
                article,
            );
            lines.next();
            continue;
        }
        let span = shifted(span, at);
        let is_caret = is_caret_line(raw);
        let line = collapse(raw.trim_start_matches('^').trim_end_matches(['<', '=']));
        let low = line.to_lowercase();
        let is_indented = raw.starts_with([' ', '\t']);
        let is_byline =
            low.starts_with("by ") && line.chars().count() <= 80 && !line.ends_with('.');
        if is_byline && article.authors.is_empty() {
            given::set_authors(article, split_authors(&line), "byline", span);
        } else if is_caret && (low.starts_with("eds:") || low.starts_with("bc-") || is_slug(&line))
        {
            push(BlockKind::Boilerplate, line, span, article);
        } else if is_caret && !article.authors.is_empty() {
            // "Associated Press Writer": where the author works.
            push(BlockKind::Boilerplate, line, span, article);
        } else if !is_indented && article.headline.is_empty() && article.authors.is_empty() {
            given::set_headline(article, line, "line above the text", span);
        } else {
            break;
        }
        lines.next();
    }
}

/// `AM-Town Clock,0123`, `US--Clock, 1st Ld-Writethru,a0456`: what editors call a story.
fn is_slug(line: &str) -> bool {
    let start = line.split([',', ' ']).next().unwrap_or(line);
    start.contains("--")
        || ["AM-", "PM-", "BC-", "ap-"]
            .iter()
            .any(|lead| start.starts_with(lead))
}

/// Above the text of a message of IPTC 7901 stands the keyword line, then the headline, which German
/// agencies end with `=`.
fn read_plain_top(lines: &mut Lines<'_>, end: usize, at: usize, article: &mut Article) {
    let Some((first, span)) = lines.peek().filter(|(_, span)| span.start < end) else {
        return;
    };
    let mut below = Lines { ..*lines };
    below.next();
    if is_keyword(first, &below, end) {
        let line = collapse(first);
        push(BlockKind::Boilerplate, line, shifted(span, at), article);
        *lines = below;
    }
    read_ended_headline(lines, end, at, article);
}

/// `Wetter/Hitze/`, `BC-DAM/`, `Dam-France LEAD`, `Pain`: a line that is no headline, since one
/// follows between it and the text.
fn is_keyword(line: &str, below: &Lines<'_>, end: usize) -> bool {
    let line = line.trim_end();
    if line.starts_with([' ', '\t']) || line.chars().count() > 60 {
        return false;
    }
    if line.ends_with('/') || is_slug(line) {
        return true;
    }
    let words = line.split_whitespace().count();
    let is_joined = |word: &str| {
        let mut parts = word.split(['-', '/']);
        parts.next().is_some_and(|part| !part.is_empty()) && parts.next().is_some()
    };
    let is_slug_like = words <= 4 && line.split_whitespace().next().is_some_and(is_joined);
    if !is_slug_like && words > 1 {
        return false;
    }
    let mut below = Lines { ..*below };
    let Some((headline, span)) = below.next().filter(|(_, span)| span.end < end) else {
        return false;
    };
    let is_headline = !headline.starts_with([' ', '\t'])
        && headline.chars().count() <= MAX_HEADLINE
        && !headline.trim_end().ends_with('.')
        && !begins_text(headline);
    let is_apart = below.text[span.end..end]
        .trim_start_matches('\r')
        .starts_with('\n');
    let text_follows = below
        .peek()
        .is_some_and(|(next, _)| next.starts_with([' ', '\t']) || begins_text(next));
    is_headline && (is_apart || text_follows)
}

/// `PARIS, 3 mai 2022 (AFP) - Le barrage`: a dateline and what follows it.
fn begins_text(line: &str) -> bool {
    let (dateline, rest) = parse_dateline(line);
    let is_marked = dateline.agency.is_some() || dateline.date.is_some();
    is_marked && !rest.is_empty()
}

/// Takes the lines up to one that ends with `=` as the headline.
fn read_ended_headline(lines: &mut Lines<'_>, end: usize, at: usize, article: &mut Article) {
    let mut ahead = Lines { ..*lines };
    let mut headline = String::new();
    let mut whole: Option<Span> = None;
    for _ in 0..MAX_HEADLINE_LINES {
        let Some((line, span)) = ahead.next().filter(|(_, span)| span.start < end) else {
            return;
        };
        if line.starts_with([' ', '\t']) {
            return;
        }
        let whole = whole.get_or_insert(span);
        whole.end = span.end;
        let text = line.trim_end();
        if !headline.is_empty() {
            headline.push(' ');
        }
        headline.push_str(text.trim_end_matches('='));
        if text.ends_with('=') {
            let span = shifted(*whole, at);
            given::set_headline(article, collapse(&headline), "lines above the text", span);
            *lines = ahead;
            return;
        }
    }
}

/// Takes off the last line when editors sign with it: `dpa ar yy ri`, `xyz/abc`.
pub fn cut_sign_off(text: &str, from: usize, end: usize) -> (usize, Option<(String, Span)>) {
    let kept = text[from..end].trim_end();
    let start = from + kept.rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..from + kept.len()].trim();
    if start == from || !is_sign_off(line) {
        return (end, None);
    }
    let span = Span::new(start, from + kept.len());
    (start, Some((line.to_owned(), span)))
}

/// An agency in small letters before initials, or initials with strokes between them.
fn is_sign_off(line: &str) -> bool {
    let is_initials =
        |part: &str| (2..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_lowercase());
    if line.len() > MAX_SIGN_OFF {
        return false;
    }
    let mut words = line.split(' ');
    let is_agency = matches!(
        words.next(),
        Some("dpa" | "dpad" | "afp" | "apa" | "sda" | "ats")
    );
    let rest: Vec<&str> = words.collect();
    (is_agency && !rest.is_empty() && rest.into_iter().all(is_initials))
        || (line.contains('/') && line.split('/').all(is_initials))
}

fn push(kind: BlockKind, text: String, span: Span, article: &mut Article) {
    if !text.is_empty() && !is_signature(&text) {
        let mut new = block(kind, text);
        new.span = span;
        article.blocks.push(new);
    }
}
