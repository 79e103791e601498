//! Dates in file names, folders and addresses: `2026/01/13`, `2026-01-13-slug`, `20260113_x`.
//!
//! Here digits run into letters and separators as they never do in a text, so this is a grammar of
//! its own. Digits inside a longer run of letters and digits (a hash, an id) are never a date.

use chrono::NaiveDate;

use super::{Hints, WrittenDate, WrittenDay};
use crate::article::DateOrder;
use crate::date::words;

/// Years that paths are believed to mean.
const YEARS: std::ops::RangeInclusive<i32> = 1600..=2100;
/// A year alone as a folder or at the end of a name is believed in this span only.
const LONE_YEARS: std::ops::RangeInclusive<i32> = 1800..=2100;

/// One run of letters or digits, with the separator in front of it.
#[derive(Debug, Clone, Copy)]
struct Piece<'a> {
    text: &'a str,
    start: usize,
    /// The character between this piece and the one before.
    separator: char,
}

/// Finds the dates of a path or address, in order; `%2F` counts as `/`.
///
/// A year or a month alone counts only as a whole folder name.
pub fn find_in_path(path: &str, hints: &Hints) -> Vec<WrittenDate> {
    let pieces = cut(path);
    let mut dates = Vec::new();
    let mut i = 0;
    while i < pieces.len() {
        match read_at(&pieces[i..], hints) {
            Some((day, used)) => {
                let last = pieces[i + used - 1];
                dates.push(WrittenDate {
                    span: pieces[i].start..last.start + last.text.len(),
                    day,
                    weekday: None,
                    minute: None,
                    offset: None,
                    zone: None,
                    lead: None,
                    notes: Vec::new(),
                });
                i += used;
            }
            None => i += 1,
        }
    }
    dates
}

/// Reads the date that begins with the first piece; returns it with the number of its pieces.
fn read_at(pieces: &[Piece], hints: &Hints) -> Option<(WrittenDay, usize)> {
    let first = pieces[0];
    if let Some(day) = compact(first.text) {
        return Some((WrittenDay::Full(day), 1));
    }
    if let Some(year) = number(first.text, 4..=4).filter(|year| YEARS.contains(year)) {
        return year_first(year, pieces);
    }
    // 13-01-2026
    let (second, third) = (pieces.get(1)?, pieces.get(2)?);
    if second.separator != third.separator || !"-_.".contains(second.separator) {
        return None;
    }
    let a = u32::try_from(number(first.text, 1..=2)?).ok()?;
    let b = u32::try_from(number(second.text, 1..=2)?).ok()?;
    let year = number(third.text, 4..=4).filter(|year| YEARS.contains(year))?;
    let day_first = NaiveDate::from_ymd_opt(year, b, a);
    let month_first = NaiveDate::from_ymd_opt(year, a, b);
    let day = match (day_first, month_first, hints.order) {
        (Some(day), None, _) | (None, Some(day), _) => WrittenDay::Full(day),
        (Some(day), Some(_), Some(DateOrder::DayFirst)) => WrittenDay::Full(day),
        (Some(_), Some(day), Some(DateOrder::MonthFirst)) => WrittenDay::Full(day),
        (Some(day_first), Some(month_first), None) if day_first == month_first => {
            WrittenDay::Full(day_first)
        }
        (Some(day_first), Some(month_first), None) => WrittenDay::Ambiguous {
            day_first,
            month_first,
        },
        (None, None, _) => return None,
    };
    Some((day, 3))
}

fn year_first(year: i32, pieces: &[Piece]) -> Option<(WrittenDay, usize)> {
    let is_folder = |i: usize| {
        pieces[i].separator == '/' && pieces.get(i + 1).is_none_or(|next| next.separator == '/')
    };
    let lone =
        || (is_folder(0) && LONE_YEARS.contains(&year)).then_some((WrittenDay::Year(year), 1));
    let Some(second) = pieces
        .get(1)
        .filter(|piece| "-_./".contains(piece.separator))
    else {
        return lone();
    };
    let month = number(second.text, 1..=2)
        .or_else(|| words::look_up(second.text)?.month.map(i32::from))
        .and_then(|month| u8::try_from(month).ok())
        .filter(|month| (1..=12).contains(month));
    let Some(month) = month else { return lone() };
    let day = pieces
        .get(2)
        .filter(|third| third.separator == second.separator)
        .and_then(|third| number(third.text, 1..=2))
        .and_then(|day| NaiveDate::from_ymd_opt(year, u32::from(month), u32::try_from(day).ok()?));
    if let Some(day) = day {
        return Some((WrittenDay::Full(day), 3));
    }
    let is_month = second.text.len() >= 2 && is_folder(1) && second.separator == '/'
        || second.separator == '-' && pieces.get(2).is_none_or(|third| third.separator == '/');
    if is_month && LONE_YEARS.contains(&year) {
        return Some((WrittenDay::Month { year, month }, 2));
    }
    None
}

/// Reads `20260113`, or its first eight digits when a time of four or six follows.
fn compact(text: &str) -> Option<NaiveDate> {
    if !matches!(text.len(), 8 | 12 | 14) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year = number(&text[..4], 4..=4).filter(|year| LONE_YEARS.contains(year))?;
    let month = u32::try_from(number(&text[4..6], 2..=2)?).ok()?;
    let day = u32::try_from(number(&text[6..8], 2..=2)?).ok()?;
    NaiveDate::from_ymd_opt(year, month, day)
}

fn number(text: &str, digits: std::ops::RangeInclusive<usize>) -> Option<i32> {
    let is_number = digits.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

fn cut(path: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut separator = '/';
    let mut at = 0;
    while at < path.len() {
        let rest = &path[at..];
        let length = rest
            .find(|c: char| !c.is_alphanumeric())
            .unwrap_or(rest.len());
        if length > 0 {
            // 20260113T101500Z: the date is a piece of its own.
            let is_stamp = length > 8 && rest.is_char_boundary(9) && rest.as_bytes()[8] == b'T';
            let text = if is_stamp {
                &rest[..8]
            } else {
                &rest[..length]
            };
            pieces.push(Piece {
                text,
                start: at,
                separator,
            });
        }
        at += length;
        let Some(c) = path[at..].chars().next() else {
            break;
        };
        let is_escape = c == '%'
            && path
                .get(at + 1..at + 3)
                .is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let is_slash = c == '\\' || is_escape && path[at + 1..at + 3].eq_ignore_ascii_case("2f");
        separator = match (is_slash, length) {
            (true, _) => '/',
            // Two separators in a row belong to no date.
            (false, 0) => ' ',
            (false, _) => c,
        };
        at += if is_escape { 3 } else { c.len_utf8() };
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: &[&str]) {
        let found: Vec<String> = find_in_path(path, &Hints::default())
            .iter()
            .map(|date| match date.day {
                WrittenDay::Full(day) => day.to_string(),
                WrittenDay::Month { year, month } => format!("{year}-{month:02}"),
                WrittenDay::Year(year) => year.to_string(),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(found, expected, "{path}");
    }

    #[test]
    fn dates_in_paths() {
        check("news/2026-01-13-slug.md", &["2026-01-13"]);
        check("20260113_headline.txt", &["2026-01-13"]);
        check("www.example.com_2026_01_13_world_x.html", &["2026-01-13"]);
        check(
            "https://example.com/2026/01/13/world/story.html",
            &["2026-01-13"],
        );
        check(
            "https://example.com/world/2026/jan/13/story",
            &["2026-01-13"],
        );
        check(
            "https%3A%2F%2Fexample.com%2F2026%2F01%2F13%2Fx",
            &["2026-01-13"],
        );
        check("archive/2026/01/story.txt", &["2026-01"]);
        check("archive/2026-01/story.txt", &["2026-01"]);
        check("archive/1905/story.txt", &["1905"]);
        check("13-01-2026.txt", &["2026-01-13"]);
        check("capture-20260113T101500Z.warc", &["2026-01-13"]);
        check("capture-20260113101500.warc", &["2026-01-13"]);
        check("2026\\01\\13\\a.txt", &["2026-01-13"]);
        check("2025/2026-01-13.txt", &["2025", "2026-01-13"]);
    }

    #[test]
    fn no_dates_in_paths() {
        for path in [
            "000_00a02d510dd7c0aa.txt",
            "a20260113b.txt",
            "deadbeef20260113",
            "123420260113",
            "A1-03.txt",
            "story-2026.html",
            "2026-13-45.txt",
            "world-cup-2026-final",
            "20269913.txt",
            "",
            "////",
            "2026--01--13",
        ] {
            check(path, &[]);
        }
    }

    #[test]
    fn both_readings_of_a_path_are_kept() {
        check(
            "01-02-2026.txt",
            &["Ambiguous { day_first: 2026-02-01, month_first: 2026-01-02 }"],
        );
    }
}
