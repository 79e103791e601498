//! Dates as Lexis and Factiva write them: not read, but answered with the translation.

use crate::article::Span;
use crate::query::error::{Problem, QueryError};
use crate::query::lexer::TokenKind;
use crate::query::lower::dates;
use crate::query::parser::Parser;
use crate::query::parser::connect::plain_word;

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

/// Reports `date aft 1/31/2024`, `date(geq(2024-01-01))` and `date from … to …` standing here, and
/// skips them.  `date` before anything else is a word.
pub(in crate::query) fn date_phrase(parser: &mut Parser<'_>) -> bool {
    if !plain_word(parser.token(0)).is_some_and(|w| w.eq_ignore_ascii_case("date")) {
        return false;
    }
    let opens = |ahead| {
        parser
            .token(ahead)
            .is_some_and(|t| t.kind == TokenKind::Open)
    };
    let is_call = opens(1);
    let at = if is_call { 2 } else { 1 };
    let Some((_, name)) = plain_word(parser.token(at))
        .and_then(|w| WORDS.iter().find(|(word, _)| w.eq_ignore_ascii_case(word)))
    else {
        return false;
    };
    let value_at = if opens(at + 1) { at + 2 } else { at + 1 };
    let Some(value) = plain_word(parser.token(value_at)) else {
        return false;
    };
    let Some(value) = iso(value, parser) else {
        return false;
    };
    let mut tokens = value_at + 1;
    let mut translation = format!("{name}{value}");
    if plain_word(parser.token(tokens)).is_some_and(|w| w.eq_ignore_ascii_case("to"))
        && let Some(end) = plain_word(parser.token(tokens + 1)).and_then(|w| iso(w, parser))
    {
        tokens += 2;
        translation = format!("date:{value}..{end}");
    }
    let opened = usize::from(is_call) + usize::from(opens(at + 1));
    for _ in 0..opened {
        if parser
            .token(tokens)
            .is_some_and(|t| t.kind == TokenKind::Close)
        {
            tokens += 1;
        }
    }
    let (Some(first), Some(last)) = (parser.token(0), parser.token(tokens - 1)) else {
        return false;
    };
    let span = Span::new(first.span.start, last.span.end);
    parser.at += tokens;
    report(parser, span, &translation);
    true
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
