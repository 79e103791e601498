//! Datelines before the text of a paragraph: `LONDON, Jan 5 (AP) —`, where and when a story was filed, before its first sentence.
//!
//! At most 60 characters before the separator.  The place is in capitals, or an agency in brackets
//! stands beside it.  Speaker labels (`SMITH:`) look the same; the caller knows whether several
//! paragraphs begin so.

use super::agency::{display_agency, is_agency};
use super::place::display_place;
use crate::article::Dateline;
use crate::reader::plain_text::lexicon::{Class, phrases_in};
use crate::reader::plain_text::stamp::{Time, has_date, stamp_in};

/// Longest dateline, characters.
const MAX_CHARS: usize = 64;

/// A dateline and where the text after it starts, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub dateline: Dateline,
    pub text_start: usize,
    /// The separator is a colon and there is no agency: it may be a speaker.
    pub is_colon_only: bool,
}

/// Reads the dateline at the start of a paragraph.
pub fn read_dateline(text: &str) -> Option<Found> {
    let (raw, separator, text_start) = split_at_separator(text)?;
    let (before, agency) = take_agency(raw);
    let (place, date) = take_date(before);
    let place =
        place.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | '|' | '('));
    let is_colon = matches!(separator, ':' | '.');
    if agency.is_none() && date.is_none() && separator == '-' && place.len() < 4 {
        return None;
    }
    if place.is_empty() {
        // "(Reuters) - " names no place.
        agency.as_ref()?;
    } else if !is_place(place, agency.is_some() || date.is_some()) {
        return None;
    }
    if separator == '.' && agency.is_none() {
        return None;
    }
    let raw = raw.trim().trim_end_matches([',', '.', ' ']);
    Some(Found {
        dateline: Dateline {
            raw: raw.to_owned(),
            place: (!place.is_empty()).then(|| display_place(place)),
            agency,
            date,
        },
        text_start,
        is_colon_only: is_colon,
    })
}

/// Cuts at the first separator: the part before, the separator, the start of what follows.
fn split_at_separator(text: &str) -> Option<(&str, char, usize)> {
    let mut depth = 0;
    let mut chars = text.char_indices().take(MAX_CHARS).peekable();
    let mut last = ' ';
    while let Some((i, c)) = chars.next() {
        let next = chars.peek().map_or('\0', |(_, next)| *next);
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '—' | '–' | '―' | '•' if depth == 0 => return cut(text, i, c),
            '-' if depth == 0
                && (next == '-'
                    || (last == ' ' && next == ' ')
                    || (last == ')' && next == ' ')) =>
            {
                return cut(text, i, '-');
            }
            // ".-" closes a Spanish dateline.
            '.' if depth == 0 && matches!(next, '-' | '–' | '—') => return cut(text, i, '.'),
            ':' if depth == 0 && next.is_whitespace() => return cut(text, i, ':'),
            // "PARIS (AFP). Text" is rare; a stop after a bracket alone ends a dateline.
            '.' if depth == 0 && last == ')' && next == ' ' => return cut(text, i, '.'),
            _ => {}
        }
        last = c;
    }
    None
}

fn cut(text: &str, at: usize, separator: char) -> Option<(&str, char, usize)> {
    let after = &text[at..];
    let rest = after.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '-' | '—' | '–' | '―' | '•' | ':' | '.')
    });
    if rest.is_empty() || at == 0 {
        return None;
    }
    Some((&text[..at], separator, text.len() - rest.len()))
}

/// Takes the agency off the end: "(AP)", "/PRNewswire/".
fn take_agency(raw: &str) -> (&str, Option<String>) {
    let trimmed = raw.trim();
    let open = if trimmed.ends_with(')') {
        trimmed.rfind('(')
    } else if trimmed.ends_with(']') {
        trimmed.rfind('[')
    } else if trimmed.len() > 2 && trimmed.ends_with('/') {
        trimmed[..trimmed.len() - 1].rfind('/')
    } else {
        None
    };
    let Some(open) = open else {
        return (trimmed, None);
    };
    let name = trimmed[open + 1..trimmed.len() - 1].trim();
    if name.is_empty() || name.chars().count() > 30 {
        return (trimmed, None);
    }
    let known = name.split(['/', ',', '|']).any(is_agency);
    let looks_so = name
        .chars()
        .all(|c| c.is_uppercase() || matches!(c, '/' | '-' | ' '))
        && name.len() >= 2;
    if known || looks_so {
        (trimmed[..open].trim_end(), Some(display_agency(name)))
    } else {
        (trimmed, None)
    }
}

/// Takes a month and day off the end: ", Jan 5", ", 5 de enero".
fn take_date(before: &str) -> (&str, Option<String>) {
    for (comma, _) in before.match_indices(',') {
        let date = before[comma + 1..].trim();
        let is_short = date.len() <= 32 && date.split_whitespace().count() <= 6;
        if is_short && stamp_in(date).is_some_and(|stamp| stamp.time == Time::Date) {
            let date = date.trim_end_matches(',');
            return (&before[..comma], Some(date.to_owned()));
        }
    }
    // "LONDON Jan 5 -" has no comma.
    if let Some(space) = before.find(' ') {
        let date = before[space..].trim();
        if date.len() <= 20 && has_date(date) && date.split_whitespace().count() <= 3 {
            return (&before[..space], Some(date.to_owned()));
        }
    }
    (before, None)
}

/// A place: capitals, then perhaps a state or country in small letters after a comma.  With an
/// agency or a date beside it, a capital per word is enough.
fn is_place(place: &str, is_backed: bool) -> bool {
    if place.chars().any(|c| c.is_ascii_digit()) || place.chars().count() > 45 {
        return false;
    }
    let first = place.split(',').next().unwrap_or("").trim();
    let letters = first.chars().filter(|c| c.is_alphabetic()).count();
    let words = first.split_whitespace().count();
    if letters < 2 || words > 5 || place.split(',').count() > 3 {
        return false;
    }
    let hits = phrases_in(first);
    let is_other = [
        Class::RelatedHead,
        Class::ReadMore,
        Class::Ad,
        Class::Correction,
        Class::Updated,
        Class::Published,
        Class::Credit,
        Class::Live,
        Class::Section,
        Class::Slug,
        Class::Nav,
        Class::Promo,
        Class::Agency,
    ]
    .into_iter()
    .any(|class| hits.whole.has(class) || (hits.head.has(class) && words <= 3));
    if is_other {
        return false;
    }
    let is_upper = !first.chars().any(char::is_lowercase) && first.chars().any(char::is_uppercase);
    let is_title = first
        .split_whitespace()
        .all(|word| word.starts_with(|c: char| c.is_uppercase()) || word.len() <= 3)
        && first.starts_with(char::is_uppercase);
    let rest_fits = place.split(',').skip(1).all(|part| {
        let part = part.trim();
        part.split_whitespace().count() <= 3
            && part
                .split_whitespace()
                .all(|w| w.starts_with(|c: char| c.is_uppercase()) || w.len() <= 3)
    });
    rest_fits && ((is_upper && letters >= 3) || (is_backed && is_title))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `place|agency|date|rest`
    fn check(text: &str, expected: &str) {
        let found = read_dateline(text).map_or("none".to_owned(), |found| {
            let dateline = found.dateline;
            [
                dateline.place.unwrap_or_default().as_str(),
                dateline.agency.unwrap_or_default().as_str(),
                dateline.date.unwrap_or_default().as_str(),
                &text[found.text_start..],
            ]
            .join("|")
        });
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn datelines_of_many_agencies_are_read() {
        for (text, expected) in [
            (
                "LONDON, Jan 5 (AP) — Rain fell.",
                "London|AP|Jan 5|Rain fell.",
            ),
            ("LONDON (AP) — Rain fell.", "London|AP||Rain fell."),
            ("(Reuters) - Rain fell.", "|Reuters||Rain fell."),
            ("PARIS (AFP) – Rain fell.", "Paris|AFP||Rain fell."),
            (
                "BEIJING, Jan. 5 (Xinhua) -- Rain fell.",
                "Beijing|Xinhua|Jan. 5|Rain fell.",
            ),
            ("WASHINGTON, DC: Rain fell.", "Washington, DC|||Rain fell."),
            ("ST. LOUIS • Rain fell.", "St. Louis|||Rain fell."),
            ("NEW DELHI: Rain fell.", "New Delhi|||Rain fell."),
            ("RIO DE JANEIRO — Rain fell.", "Rio de Janeiro|||Rain fell."),
            (
                "KYIV, Ukraine (AP) — Rain fell.",
                "Kyiv, Ukraine|AP||Rain fell.",
            ),
            ("Madrid, 5 ene (EFE).- Llovió.", "Madrid|EFE|5 ene|Llovió."),
            ("Berlin (dpa) - Es regnete.", "Berlin|dpa||Es regnete."),
            (
                "PORT-AU-PRINCE, Haiti — Rain.",
                "Port-Au-Prince, Haiti|||Rain.",
            ),
            (
                "OSLO, Norway, Jan. 5, 2026 /PRNewswire/ -- Rain.",
                "Oslo, Norway|PRNewswire|Jan. 5, 2026|Rain.",
            ),
            (
                "U.S. VIRGIN ISLANDS — Rain fell.",
                "U.S. Virgin Islands|||Rain fell.",
            ),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn other_starts_are_no_datelines() {
        for text in [
            "RELATED: Rain fell.",
            "ADVERTISEMENT - CONTINUE READING BELOW",
            "UPDATE: Rain fell.",
            "WATCH: Rain falls",
            "The mayor — a baker — spoke.",
            "Q: Did it rain?",
            "A - rain",
            "Rain fell: nobody knew.",
            "CNN: Rain fell.",
            "He said: “Rain.”",
            "20-26 — the score",
            "Photo: Jane Roe",
        ] {
            check(text, "none");
        }
    }
}
