//! Spaces and borders that stamps lost when their page was flattened.
//!
//! `2 minute readApril 25, 20232:26 PM GMT+2Last Updated 9 min ago` was five elements of a page, and
//! `13/01/2026 10:22 Actualizado a 14/01/2026 15:43` two.  Spaces are put back only into a short line
//! that gives a whole date with them and none without, so a story's own words stay as they are.

use std::borrow::Cow;

use super::byline::read_byline;
use super::lexicon::{Class, phrases_in};
use super::line::Line;
use super::parts::parts;
use super::stamp::{Time, is_date_name, is_loose_stamp, leading_date, stamp_in};

/// Longest line that is looked at, bytes.
const MAX_BYTES: usize = 160;

/// Puts back the spaces that lines with a date lost.
pub fn space_stamps(lines: &mut [Line<'_>]) {
    for line in lines {
        if let Some(spaced) = spaced(&line.text) {
            line.text = Cow::Owned(spaced);
        }
    }
}

fn spaced(text: &str) -> Option<String> {
    if text.len() > MAX_BYTES || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // The hour comes off the year first: a name is a month's only where a whole date follows.
    let clocked = at_seams(text, is_clock_seam);
    let named = at_seams(clocked.as_deref().unwrap_or(text), is_name_seam);
    let out = named.or(clocked)?;
    (is_loose_stamp(&out) && !is_loose_stamp(text)).then_some(out)
}

/// The text with a space at each seam; None if it has none.
fn at_seams(text: &str, is_seam: fn(&str, usize, char, char) -> bool) -> Option<String> {
    let mut out = String::new();
    let mut copied = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if is_seam(text, at, before, c) {
            out.push_str(&text[copied..at]);
            out.push(' ');
            copied = at;
        }
        before = c;
    }
    if copied == 0 {
        return None;
    }
    out.push_str(&text[copied..]);
    Some(out)
}

/// Four digits of a year, then one or two of an hour: `20232:26`.
fn is_clock_seam(text: &str, at: usize, before: char, c: char) -> bool {
    if !(c.is_ascii_digit() && before.is_ascii_digit()) {
        return false;
    }
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let year = text[..at].bytes().rev().take_while(u8::is_ascii_digit);
    let hour = digits(&text[at..]);
    year.count() == 4 && hour <= 2 && text[at + hour..].starts_with(':')
}

/// Two elements met here: `readApril 25, 2023`, `GMT+2Last Updated`.  `LeMay` and `WalMart` are names.
fn is_name_seam(text: &str, at: usize, before: char, c: char) -> bool {
    if !c.is_uppercase() || !(before.is_lowercase() || before.is_ascii_digit()) {
        return false;
    }
    let rest = &text[at..];
    if before.is_ascii_digit() {
        return is_label(rest);
    }
    let end = rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len());
    if !is_date_name(&rest[..end]) {
        return false;
    }
    let date = &rest[..leading_date(rest).unwrap_or(rest.len())];
    let has_year = date
        .split(|c: char| !c.is_ascii_digit())
        .any(|number| number.len() == 4);
    has_year && stamp_in(date).is_some_and(|stamp| stamp.time == Time::Date)
}

fn is_label(text: &str) -> bool {
    let hits = phrases_in(text);
    hits.head.has(Class::Published) || hits.head.has(Class::Updated)
}

/// Parts of a line between bars.  Names and the date behind them are two, a date and the labelled one
/// behind it are two, a date and the time of day behind it are one: `By Jane Roe 28 June 2026`,
/// `Published 28 June 2026 - 16:03 | Updated …`.
pub fn stamp_parts(text: &str) -> Vec<&str> {
    let pieces = parts(text).flat_map(|part| {
        let (first, second) = match date_behind_names(part).or_else(|| second_stamp(part)) {
            Some(at) => (part[..at].trim_end(), Some(&part[at..])),
            None => (part, None),
        };
        std::iter::once(first).chain(second)
    });
    let mut found: Vec<&str> = Vec::new();
    let mut open_date = false;
    for piece in pieces {
        let stamp = stamp_in(piece);
        let is_clock = stamp.is_some_and(|stamp| stamp.time == Time::Clock && !stamp.is_labelled);
        if open_date
            && is_clock
            && let Some(date) = found.last_mut()
        {
            let start = date.as_ptr() as usize - text.as_ptr() as usize;
            let end = piece.as_ptr() as usize - text.as_ptr() as usize + piece.len();
            *date = &text[start..end];
            open_date = false;
            continue;
        }
        open_date = stamp.is_some_and(|stamp| stamp.time == Time::Date);
        found.push(piece);
    }
    found
}

/// Where the date begins that stands behind the names of a byline without a border.
pub fn date_behind_names(part: &str) -> Option<usize> {
    let may_be = part.len() <= MAX_BYTES && part.bytes().any(|byte| byte.is_ascii_digit());
    if !may_be || !is_loose_stamp(part) {
        return None;
    }
    let starts = part.match_indices(' ').map(|(at, _)| at + 1);
    let at = starts
        .filter(|at| part[*at..].starts_with(char::is_alphanumeric))
        .find(|at| stamp_in(&part[*at..]).is_some_and(|stamp| stamp.time == Time::Date))?;
    let names = part[..at].trim_end_matches(|c: char| c.is_whitespace() || c == ',');
    read_byline(names)
        .is_some_and(|byline| byline.is_marked)
        .then_some(at)
}

/// Where the labelled stamp begins that follows another without a border.
fn second_stamp(part: &str) -> Option<usize> {
    if part.len() > MAX_BYTES {
        return None;
    }
    let is_second = |at: usize| {
        let (first, second) = part.split_at(at);
        let first = stamp_in(first.trim_end());
        first.is_some_and(|stamp| stamp.time != Time::Relative)
            && stamp_in(second).is_some_and(|stamp| stamp.is_labelled)
    };
    // A date without a label ends at the first word that is of no date.
    if let Some(at) = leading_date(part).filter(|at| is_second(*at)) {
        return Some(at);
    }
    let digit = part.find(|c: char| c.is_ascii_digit())?;
    let starts = part[digit..]
        .match_indices(' ')
        .map(|(at, _)| digit + at + 1);
    starts
        .filter(|at| part[*at..].starts_with(char::is_alphabetic) && is_label(&part[*at..]))
        .find(|at| is_second(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_come_back_where_a_date_needs_them() {
        for (line, expected) in [
            (
                "3 minute readApril 5, 20262:26 PM GMT+2Last Updated 9 min ago",
                "3 minute read April 5, 2026 2:26 PM GMT+2 Last Updated 9 min ago",
            ),
            (
                "Ferry WireMarch 5, 2026 GMT",
                "Ferry Wire March 5, 2026 GMT",
            ),
        ] {
            assert_eq!(spaced(line).as_deref(), Some(expected));
        }
        for line in [
            "McMay and MacMarch sail at 12:30",
            "March 5, 2026",
            "iPhoneMay be late",
            "WalMart opens 25 stores in 2026",
            "Curtis LeMay planned 12 raids in 1945",
            "DeMar DeRozan 30 points in 2025 opener",
        ] {
            assert_eq!(spaced(line), None);
        }
    }

    #[test]
    fn a_date_and_a_labelled_one_are_two_parts() {
        assert_eq!(
            stamp_parts("13/01/2026 10:22 Actualizado a 14/01/2026 15:43"),
            ["13/01/2026 10:22", "Actualizado a 14/01/2026 15:43"]
        );
        assert_eq!(
            stamp_parts("Ann Loe | 5 May 2026 Updated at 10:15"),
            ["Ann Loe", "5 May 2026", "Updated at 10:15"]
        );
        assert_eq!(
            stamp_parts("Published on 5 May 2026 - 13:55 GMT+1 • Updated 14:20"),
            ["Published on 5 May 2026 - 13:55 GMT+1", "Updated 14:20"]
        );
        for (line, first, second) in [
            (
                "Published 5 May 2026 - 16:03 Updated 6 May 2026 - 17:00",
                "Published 5 May 2026 - 16:03",
                "Updated 6 May 2026 - 17:00",
            ),
            (
                "Atualizado 06/05/2026 09:00 Publicado 05/05/2026 10:00",
                "Atualizado 06/05/2026 09:00",
                "Publicado 05/05/2026 10:00",
            ),
            (
                "입력 2026.05.05. 오전 10:15 수정 2026.05.06. 오후 3:20",
                "입력 2026.05.05. 오전 10:15",
                "수정 2026.05.06. 오후 3:20",
            ),
        ] {
            assert_eq!(stamp_parts(line), [first, second]);
        }
        for (line, names, date) in [
            (
                "by Ann Loe Jul. 19, 2026 9:45 am",
                "by Ann Loe",
                "Jul. 19, 2026 9:45 am",
            ),
            (
                "Von Ann Loe und Tom Poe, 5. Mai 2026",
                "Von Ann Loe und Tom Poe,",
                "5. Mai 2026",
            ),
            (
                "Por Ana Loe Publicado el 5 de mayo de 2026",
                "Por Ana Loe",
                "Publicado el 5 de mayo de 2026",
            ),
        ] {
            assert_eq!(stamp_parts(line), [names, date]);
        }
        assert_eq!(stamp_parts("By May 5, 2026"), ["By May 5, 2026"]);
        assert_eq!(
            stamp_parts("5 May 2026 was updated by nobody"),
            ["5 May 2026 was updated by nobody"]
        );
    }
}
