//! Datelines before the text of a paragraph: `LONDON, Jan 5 (AP) —`, where and when a story was filed, before its first sentence.
//!
//! At most 60 characters before a separator.  The place is in capitals, or an agency in brackets
//! stands beside it.  Speaker labels (`SMITH:`) look the same; the caller knows whether several
//! paragraphs begin so.

use super::agency::{display_agency, is_agency};
use super::pieces::{Pieces, is_date};
use super::place::{display_place, is_place};
use crate::article::Dateline;

/// Longest dateline, characters.
const MAX_CHARS: usize = 64;
/// Longest dateline whose pieces slashes part, bytes.
const MAX_SLASHED: usize = 120;
/// Pieces of a dateline behind the first, each with a separator behind it.
const MAX_PIECES: usize = 2;

/// A dateline and where the text after it starts, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub dateline: Dateline,
    pub text_start: usize,
    /// The separator is a colon and there is no agency: it may be a speaker.
    pub is_colon_only: bool,
}

/// Reads the dateline at the start of a paragraph.
///
/// Press releases cut it into pieces: `NORRBY, Maine – January 12, 2026 – `, `NORRBY--(BUSINESS WIRE)--`,
/// `(ANSA) - ROMA, 12 MAR - `.
pub fn read_dateline(text: &str) -> Option<Found> {
    if let Some(found) = read_slashed(text) {
        return Some(found);
    }
    let (raw, separator, mut text_start) = split_at_separator(text)?;
    let mut pieces = Pieces::of(raw);
    let mut raw = raw;
    for _ in 0..MAX_PIECES {
        let rest = &text[text_start..];
        let Some((piece, _, next)) = split_at_separator(rest).filter(|_| pieces.may_go_on(rest))
        else {
            break;
        };
        if !pieces.take(piece) {
            break;
        }
        raw = &text[..text_start + piece.len()];
        text_start += next;
    }
    let Pieces {
        place,
        agency,
        date,
    } = pieces;
    if agency.is_none() && date.is_none() && separator == '-' && place.len() < 4 {
        return None;
    }
    if place.is_empty() {
        // "(Reuters) - " names no place.
        agency.as_ref()?;
    } else if !is_place(place, agency.is_some() || date.is_some()) {
        return None;
    }
    if separator == '.' && agency.is_none() && date.is_none() {
        return None;
    }
    let raw = raw.trim().trim_end_matches([',', '.', ' ']);
    Some(Found {
        is_colon_only: matches!(separator, ':' | '.') && agency.is_none() && date.is_none(),
        dateline: Dateline {
            raw: raw.to_owned(),
            place: (!place.is_empty()).then(|| display_place(place)),
            agency,
            date,
        },
        text_start,
    })
}

/// `NORRBY, ME / ACCESSWIRE / January 12, 2026 / `
fn read_slashed(text: &str) -> Option<Found> {
    let mut end = text.len().min(MAX_SLASHED);
    // Hardly any paragraph begins so.
    if !text.as_bytes()[..end].contains(&b'/') {
        return None;
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let mut pieces = text[..end].splitn(4, " / ");
    let (Some(place), Some(agency), Some(date), Some(_)) =
        (pieces.next(), pieces.next(), pieces.next(), pieces.next())
    else {
        return None;
    };
    let rest = &text[date.as_ptr() as usize - text.as_ptr() as usize + date.len()..];
    let rest = rest.trim_start_matches([' ', '/']);
    let is_dateline =
        is_agency(agency) && is_date(date) && is_place(place, true) && !rest.is_empty();
    let text_start = text.len() - rest.len();
    is_dateline.then(|| Found {
        dateline: Dateline {
            raw: text[..text_start].trim_end_matches([' ', '/']).to_owned(),
            place: Some(display_place(place)),
            agency: Some(display_agency(agency)),
            date: Some(date.to_owned()),
        },
        text_start,
        is_colon_only: false,
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
            // "PARIS (AFP). Text" is rare; a stop after a bracket alone ends a dateline, or after a year.
            '.' if depth == 0
                && next == ' '
                && (matches!(last, ')' | '/') || ends_with_year(&text[..i])) =>
            {
                return cut(text, i, '.');
            }
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

/// "Norrby, 12. Januar 2026"
fn ends_with_year(text: &str) -> bool {
    let start = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let digits = &text[start..];
    digits.len() == 4 && ("1900".."2100").contains(&digits)
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
                "NORRBY, Maine – January 12, 2026 – Rain fell.",
                "Norrby, Maine||January 12, 2026|Rain fell.",
            ),
            (
                "Norrby, Maine — January 12, 2026 — Rain fell.",
                "Norrby, Maine||January 12, 2026|Rain fell.",
            ),
            (
                "NORRBY, Maine (January 12, 2026) – Rain fell.",
                "Norrby, Maine||January 12, 2026|Rain fell.",
            ),
            (
                "January 12, 2026 – NORRBY, Maine – Rain fell.",
                "Norrby, Maine||January 12, 2026|Rain fell.",
            ),
            (
                "NORRBY, Maine--(BUSINESS WIRE)--Rain fell.",
                "Norrby, Maine|BUSINESS WIRE||Rain fell.",
            ),
            (
                "NORRBY, Maine--(Business Wire)--Jan. 12, 2026--Rain fell.",
                "Norrby, Maine|Business Wire|Jan. 12, 2026|Rain fell.",
            ),
            (
                "NORRBY, Maine, Jan. 12, 2026 (GLOBE NEWSWIRE) -- Rain fell.",
                "Norrby, Maine|GLOBE NEWSWIRE|Jan. 12, 2026|Rain fell.",
            ),
            (
                "NORRBY, ME / ACCESSWIRE / January 12, 2026 / Rain fell.",
                "Norrby, ME|ACCESSWIRE|January 12, 2026|Rain fell.",
            ),
            (
                "LONDON, Jan. 12, 2026 /PRNewswire/ -- Rain fell.",
                "London|PRNewswire|Jan. 12, 2026|Rain fell.",
            ),
            (
                "MOSCOW, January 12. /TASS/. Rain fell.",
                "Moscow|TASS|January 12.|Rain fell.",
            ),
            (
                "(ANSA) - ROMA, 12 MAR - Pioveva.",
                "Roma|ANSA|12 MAR|Pioveva.",
            ),
            ("Norrby (ots) - Es regnete.", "Norrby|ots||Es regnete."),
            (
                "Norrby (Maine), 12. Januar 2026 – Es regnete.",
                "Norrby (Maine)||12. Januar 2026|Es regnete.",
            ),
            ("**NORRBY** – Rain fell.", "Norrby|||Rain fell."),
            (
                "Norrby/Hamburg, 12. Januar 2026. Es regnete.",
                "Norrby/Hamburg||12. Januar 2026|Es regnete.",
            ),
            (
                "Norrby, den 12.01.2026 – Es regnete.",
                "Norrby||den 12.01.2026|Es regnete.",
            ),
            (
                "Norrby, 12 de enero de 2026.- Llovió.",
                "Norrby||12 de enero de 2026|Llovió.",
            ),
            (
                "NORRBY, le 12 janv. 2026 /CNW/ - Il pleuvait.",
                "Norrby|CNW|le 12 janv. 2026|Il pleuvait.",
            ),
            (
                "Norrby, le 12 janvier 2026 – Il pleuvait.",
                "Norrby||le 12 janvier 2026|Il pleuvait.",
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
            "January 12, 2026 – the day of the vote – was cold.",
            "January 12, 2026 – Rain fell.",
            "Tuesday, January 12, 2026. Rain fell.",
            "The hall, January 12, 2026. Rain fell.",
            "Anna Lindqvist – a baker – spoke on January 12.",
            "Rain / AP / January 12, 2026 fell / again.",
            "Photo: Jane Roe",
        ] {
            check(text, "none");
        }
    }
}
