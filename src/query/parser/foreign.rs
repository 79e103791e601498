//! Dates as Lexis and Factiva write them: read in their dialects, else answered with the translation.

use crate::article::Span;
use crate::query::ast::Form;
use crate::query::error::{Problem, QueryError};
use crate::query::lexer::TokenKind;
use crate::query::lower::dates;
use crate::query::parser::Parser;
use crate::query::parser::connect::plain_word;
use crate::query::parser::tree::{Node, NodeKind};

/// Words that follow `date` in other systems, and what they are here.
const WORDS: &[(&str, &str)] = &[
    ("aft", "after:"),
    ("after", "after:"),
    ("bef", "before:"),
    ("before", "before:"),
    ("is", "date:"),
    ("eq", "date:"),
    ("geq", "since:"),
    ("gt", "after:"),
    ("leq", "until:"),
    ("lt", "before:"),
    ("from", "since:"),
];

/// One limit of a date: what stands before the colon here, and the date.
type Limit = (&'static str, String);

/// Reads `date aft 1/31/2024`, `date(geq(2024-01-01) and leq(…))` and `date from … to …` standing
/// here: as conditions with the number of their first token in the dialects that have them, else as
/// an error.  `date` before anything else is a word.
pub(in crate::query) fn date_phrase(parser: &mut Parser<'_>) -> Option<Option<(Node, usize)>> {
    if !plain_word(parser.token(0)).is_some_and(|w| w.eq_ignore_ascii_case("date")) {
        return None;
    }
    let is_call = parser.token(1)?.kind == TokenKind::Open;
    let mut at = if is_call { 2 } else { 1 };
    let mut limits = vec![limit(parser, &mut at)?];
    while is_call
        && plain_word(parser.token(at)).is_some_and(|w| w.eq_ignore_ascii_case("and"))
        && let mut next = at + 1
        && let Some(other) = limit(parser, &mut next)
    {
        limits.push(other);
        at = next;
    }
    if is_call && parser.token(at).is_some_and(|t| t.kind == TokenKind::Close) {
        at += 1;
    }
    let first = parser.at;
    let span = Span::new(parser.token(0)?.span.start, parser.token(at - 1)?.span.end);
    parser.at += at;
    if !parser.habits.reads_foreign_dates {
        let written: Vec<String> = limits
            .iter()
            .map(|(name, value)| format!("{name}{value}"))
            .collect();
        report(parser, span, &written.join(" "));
        return Some(None);
    }
    let mut nodes: Vec<Node> = limits.into_iter().map(|limit| field(limit, span)).collect();
    let node = match nodes.len() {
        1 => nodes.remove(0),
        _ => Node::new(NodeKind::And(nodes), span),
    };
    Some(Some((node, first)))
}

/// Reads `aft 1/31/2024`, `geq(…)`, `from … to …`; `at` goes behind it.
fn limit(parser: &Parser<'_>, at: &mut usize) -> Option<Limit> {
    let word = plain_word(parser.token(*at))?;
    let (_, name) = WORDS
        .iter()
        .find(|(known, _)| word.eq_ignore_ascii_case(known))?;
    let is_call = parser.token(*at + 1)?.kind == TokenKind::Open;
    let mut next = *at + if is_call { 2 } else { 1 };
    let value = value(parser, &mut next)?;
    let mut limit = (*name, value);
    if plain_word(parser.token(next)).is_some_and(|w| w.eq_ignore_ascii_case("to")) {
        let mut behind = next + 1;
        if let Some(end) = self::value(parser, &mut behind) {
            next = behind;
            limit = ("date:", format!("{}..{end}", limit.1));
        }
    }
    if is_call
        && parser
            .token(next)
            .is_some_and(|t| t.kind == TokenKind::Close)
    {
        next += 1;
    }
    *at = next;
    Some(limit)
}

/// A date, or `-30`: days back.
fn value(parser: &Parser<'_>, at: &mut usize) -> Option<String> {
    if parser.token(*at)?.kind == TokenKind::Negation {
        let days = plain_word(parser.token(*at + 1))?;
        if days.is_empty() || days.len() > 5 || !days.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        *at += 2;
        return Some(format!("{days}d"));
    }
    let read = iso(plain_word(parser.token(*at))?, parser)?;
    *at += 1;
    Some(read)
}

fn field((name, value): Limit, span: Span) -> Node {
    let word = NodeKind::Word {
        text: value,
        form: Form::Inflected,
        fuzzy: None,
    };
    let kind = NodeKind::Field {
        name: name.trim_end_matches(':').to_owned(),
        name_span: span,
        inner: Box::new(Node::new(word, span)),
    };
    Node::new(kind, span)
}

fn report(parser: &mut Parser<'_>, span: Span, translation: &str) {
    parser.error(|p| {
        let written = &p.text[span.range()];
        QueryError::new(
            Problem::ForeignDate,
            span,
            format!("`{written}` is how another system writes dates"),
            format!("here it is `{translation}`"),
        )
        .suggest(p.replaced(span, translation))
    });
}

/// The date as it would be written here: ISO as it stands, `1/31/2024` and `20240131` turned.
fn iso(text: &str, parser: &Parser<'_>) -> Option<String> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]));
    }
    let parts: Vec<&str> = text.split('/').collect();
    if let [month, day, year] = parts.as_slice()
        && parts
            .iter()
            .all(|p| !p.is_empty() && p.len() <= 4 && p.bytes().all(|b| b.is_ascii_digit()))
        && year.len() == 4
    {
        // Lexis and Factiva put the month first.
        return Some(format!("{year}-{month:0>2}-{day:0>2}"));
    }
    dates::interval(text, parser.today)
        .ok()
        .map(|_| text.to_owned())
}
