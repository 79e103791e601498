//! Spaces and borders that stamps lost when their page was flattened.
//!
//! `2 minute readApril 25, 20232:26 PM GMT+2Last Updated 9 min ago` was five elements of a page, and
//! `13/01/2026 10:22 Actualizado a 14/01/2026 15:43` two.  Spaces are put back only into a short line
//! that gives a whole date with them and none without, so a story's own words stay as they are.

use std::borrow::Cow;

use crate::reader::byline::read_byline;

use super::line::Line;
use super::parts::parts;
use super::stamp::{Time, has_label, is_date_name, is_loose_stamp, leading_date, stamp_in};

/// Longest line that is looked at, bytes.
const MAX_BYTES: usize = 160;
/// Longest label of a source, bytes: `Source:`, `来源：`.
const MAX_LABEL_BYTES: usize = 24;

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
    // What is behind the year comes off first: a name is a month's only where a whole date follows.
    let clocked = at_seams(text, is_year_seam);
    let named = at_seams(clocked.as_deref().unwrap_or(text), is_name_seam);
    let out = named.or(clocked)?;
    (is_loose_stamp(&out) && !is_loose_stamp(text)).then_some(out)
}

/// Two letters or digits that a space may have stood between; no mark and no space is asked for more.
fn may_be_seam(before: char, c: char) -> bool {
    if c.is_ascii_digit() {
        return before.is_ascii_digit();
    }
    !c.is_ascii_lowercase() && (before.is_ascii_digit() || before.is_alphabetic())
}

/// The text with a space at each seam; None if it has none.
fn at_seams(text: &str, is_seam: fn(&str, usize, char, char) -> bool) -> Option<String> {
    let mut out = String::new();
    let mut copied = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        if may_be_seam(before, c) && is_seam(text, at, before, c) {
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

/// Digits of counts behind a year at most: `202501747` is 2025, no comment, 1,747 readers.
const MAX_COUNTS: usize = 8;

/// Four digits of a year, then one or two of an hour, `20232:26`, or counts: `May 5, 202501747`.
fn is_year_seam(text: &str, at: usize, before: char, c: char) -> bool {
    if !(c.is_ascii_digit() && before.is_ascii_digit()) {
        return false;
    }
    let digits = text[..at].bytes().rev().take_while(u8::is_ascii_digit);
    if digits.count() != 4 {
        return false;
    }
    let (day, year) = text[..at].split_at(at - 4);
    let behind = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[at + behind..];
    let is_hour = behind <= 2 && rest.starts_with(':');
    let is_year = ("1990".."2100").contains(&year);
    let ends = rest.is_empty() || rest.starts_with(' ');
    let is_counts = behind <= MAX_COUNTS && ends && is_year;
    is_hour || (is_counts && ends_with_month_and_day(day))
}

/// `… May 5, `, `… 5 May `: a year follows.
fn ends_with_month_and_day(text: &str) -> bool {
    let mut words = text.split_whitespace().rev();
    let (Some(last), Some(before)) = (words.next(), words.next()) else {
        return false;
    };
    let is_day = |word: &str| {
        let word = word.trim_end_matches([',', '.']);
        matches!(word.len(), 1 | 2) && word.bytes().all(|byte| byte.is_ascii_digit())
    };
    // A name may be glued to the month.
    let name = |word: &str| {
        let word = word.trim_end_matches([',', '.']);
        let start = word.rfind(char::is_uppercase).unwrap_or(0);
        is_date_name(&word[start..])
    };
    text.ends_with(' ') && ((is_day(last) && name(before)) || (name(last) && is_day(before)))
}

/// Two elements met here: `readApril 25, 2023`, `GMT+2Last Updated`.  `LeMay` and `WalMart` are names.
fn is_name_seam(text: &str, at: usize, before: char, c: char) -> bool {
    if !c.is_uppercase() || !(before.is_lowercase() || before.is_ascii_digit()) {
        return false;
    }
    let rest = &text[at..];
    if before.is_ascii_digit() {
        return has_label(rest);
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

/// Parts of a line between bars.  Names and the date beside them are two, a date and the labelled one
/// behind it are two, a date and the time of day behind it are one: `By Jane Roe 28 June 2026`,
/// `Published 28 June 2026 - 16:03 | Updated …`.
pub fn stamp_parts(text: &str) -> Vec<&str> {
    if let Some((before, inside)) = bracketed_stamp(text) {
        let mut found = stamp_parts(before);
        found.push(inside);
        return found;
    }
    let mut found: Vec<&str> = Vec::new();
    let mut open_date = false;
    for piece in parts(text).flat_map(slashed).flat_map(cut) {
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

/// `6 marzo 2026 (modifica il 7 marzo 2026 | 16:22)`: a labelled stamp in brackets is one, bar or not.
fn bracketed_stamp(text: &str) -> Option<(&str, &str)> {
    let (before, inside) = text.trim_end().strip_suffix(')')?.split_once('(')?;
    let is_stamp = !inside.contains('(') && has_label(inside) && stamp_in(inside).is_some();
    (is_stamp && !before.trim().is_empty()).then_some((before.trim_end(), inside))
}

/// A spaced slash is a border where a stamp stands beside it; in a credit it is none.
fn slashed(part: &str) -> Vec<&str> {
    if part.len() > MAX_BYTES || !part.contains(" / ") {
        return vec![part];
    }
    let pieces: Vec<&str> = part.split(" / ").map(str::trim).collect();
    if pieces.iter().any(|piece| stamp_in(piece).is_some()) {
        pieces.into_iter().filter(|p| !p.is_empty()).collect()
    } else {
        vec![part]
    }
}

/// Cuts a part in two or three where a date begins or ends without a border.
fn cut(part: &str) -> Vec<&str> {
    if let Some((date, end)) = date_behind_names(part) {
        let pieces = [
            part[..date].trim_end(),
            part[date..end].trim_end(),
            &part[end..],
        ];
        return pieces.into_iter().filter(|p| !p.is_empty()).collect();
    }
    match second_stamp(part).or_else(|| source_behind_date(part)) {
        Some(at) => vec![part[..at].trim_end(), &part[at..]],
        None => vec![part],
    }
}

/// Words behind the date of a byline at most: `in News`, `2 Comments`.
const MAX_TRAILING: usize = 4;

/// Where the date begins and ends that stands behind the names of a byline without a border.
pub fn date_behind_names(part: &str) -> Option<(usize, usize)> {
    let may_be = part.len() <= MAX_BYTES && part.bytes().any(|byte| byte.is_ascii_digit());
    if !may_be || !is_loose_stamp(part) {
        return None;
    }
    let is_date = |text: &str| stamp_in(text).is_some_and(|stamp| stamp.time == Time::Date);
    let starts = part.match_indices(' ').map(|(at, _)| at + 1);
    let mut dates = starts
        .filter(|at| part[*at..].starts_with(char::is_alphanumeric))
        .filter_map(|at| {
            let rest = &part[at..];
            if is_date(rest) {
                return Some((at, part.len()));
            }
            let end = leading_date(rest)?;
            let is_short = rest[end..].split_whitespace().count() <= MAX_TRAILING;
            (is_short && is_date(rest[..end].trim_end())).then_some((at, at + end))
        });
    let (date, end) = dates.next()?;
    let names = part[..date].trim_end_matches(|c: char| c.is_whitespace() || c == ',');
    read_byline(names)
        .is_some_and(|byline| byline.is_marked)
        .then_some((date, end))
}

/// Where a byline or a source begins behind a date: `March 5, 2026 By Jane Roe`,
/// `2026-03-05 21:40 来源：新华网`.
fn source_behind_date(part: &str) -> Option<usize> {
    let at = leading_date(part)?;
    let (date, rest) = part.split_at(at);
    if !stamp_in(date.trim_end()).is_some_and(|stamp| stamp.time == Time::Date) {
        return None;
    }
    let label = rest.find([':', '：']).filter(|end| *end <= MAX_LABEL_BYTES);
    let is_label = label.is_some_and(|end| !rest[..end].contains(|c: char| c.is_ascii_digit()));
    let is_byline = || read_byline(rest).is_some_and(|byline| byline.is_marked);
    (is_label || is_byline()).then_some(at)
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
        .filter(|at| part[*at..].starts_with(char::is_alphabetic) && has_label(&part[*at..]))
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
                "by Ferry CourierMarch 5, 202601747",
                "by Ferry Courier March 5, 2026 01747",
            ),
            ("5 March 202612 comments", "5 March 2026 12 comments"),
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
            "Parts 5, 202601747",
            "Call 202601747",
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
        assert_eq!(
            stamp_parts("6 marzo 2026 (modifica il 7 marzo 2026 | 16:22)"),
            ["6 marzo 2026", "modifica il 7 marzo 2026 | 16:22"]
        );
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
        for (line, expected) in [
            (
                "By Ann Loe on March 5, 2026 in News",
                &["By Ann Loe", "on March 5, 2026", "in News"][..],
            ),
            (
                "by Ann Loe / March 5, 2026 / 2 Comments",
                &["by Ann Loe", "March 5, 2026", "2 Comments"],
            ),
            ("March 5, 2026 By Ann Loe", &["March 5, 2026", "By Ann Loe"]),
            (
                "2026-03-05 21:40:12 来源：新华网",
                &["2026-03-05 21:40:12", "来源：新华网"],
            ),
            ("Ann Loe / AFP", &["Ann Loe / AFP"]),
            ("By May 5, 2026", &["By May 5, 2026"]),
        ] {
            assert_eq!(stamp_parts(line), expected);
        }
        assert_eq!(
            stamp_parts("5 May 2026 was updated by nobody"),
            ["5 May 2026 was updated by nobody"]
        );
    }
}
