//! Labels that a scraper left on a line of their own, back before what they label.
//!
//! `By`, `Jane Roe`, `and`, `Tom Fox`; `First published on`, `06/01/2026 - 14:02`; a rubric, `:`, the
//! headline: pages write them with elements of their own.  Only what reads as one byline, one labelled
//! stamp or one headline is put together.  Linear in the text.

use crate::reader::byline::{is_border, is_join, is_lead, read_known_byline};

use super::line::Line;
use super::pieces::append;
use super::stamp::{has_label, stamp_in};

/// Lines that one byline takes at most.
const MAX_LINES: usize = 16;
/// Bytes of a line of it.
const MAX_BYTES: usize = 80;
/// Longest label of a stamp, bytes.
const MAX_LABEL: usize = 40;
/// Words of a rubric before a colon, and of the headline behind it.
const MAX_RUBRIC: usize = 6;
const MAX_HEADLINE: usize = 24;

/// Puts labels back before what they label.
pub fn join_labels(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut joined: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    let mut lines = lines.into_iter();
    while let Some(mut line) = lines.next() {
        let rest = lines.as_slice();
        let count = end_of_byline(&line, rest)
            .or_else(|| end_of_stamp(&line, rest))
            .or_else(|| end_of_headline(&line, rest));
        for _ in 0..count.unwrap_or(0) {
            if let Some(next) = lines.next() {
                append(&mut line, &next);
            }
        }
        joined.push(line);
    }
    joined
}

fn follows(line: &Line<'_>) -> bool {
    line.blanks_before <= 1 && !line.starts_page && line.mark.is_none()
}

/// How many lines belong to a byline whose first line is nothing but `By`.
fn end_of_byline(lead: &Line<'_>, rest: &[Line<'_>]) -> Option<usize> {
    if lead.text.len() > MAX_LABEL || lead.mark.is_some() || !is_lead(&lead.text) {
        return None;
    }
    let mut end = 0;
    let mut is_open = true;
    for (i, line) in rest.iter().take(MAX_LINES).enumerate() {
        let (text, is_joined, goes_on) = without_joins(&line.text);
        if !(is_open || is_joined) || line.text.len() > MAX_BYTES || !follows(line) {
            break;
        }
        if !text.is_empty() {
            if read_known_byline(text).is_none() {
                break;
            }
            end = i + 1;
        }
        is_open = goes_on;
    }
    (end > 0).then_some(end)
}

/// A name without joining words and marks before and behind it, and whether there were any:
/// `Jane Roe,`, `and Tom Fox`, `Ann Loe0 &`.  Counts are glued to names where they link to lists.
fn without_joins(line: &str) -> (&str, bool, bool) {
    let is_edge = |c: char| c.is_whitespace() || c.is_ascii_digit() || is_border(c);
    let mut text = line.trim_matches(is_edge);
    let mut is_joined = line.trim_start().starts_with(is_border);
    let mut goes_on = line.trim_end().ends_with(is_border);
    if !text.contains(char::is_alphabetic) || is_join(text) {
        return ("", true, true);
    }
    if let Some((first, rest)) = text.split_once(' ')
        && is_join(first)
    {
        (text, is_joined) = (rest, true);
    }
    if let Some((rest, last)) = text.rsplit_once(' ')
        && is_join(last)
    {
        (text, goes_on) = (rest, true);
    }
    (text, is_joined, goes_on)
}

/// The label of a stamp alone, and a day or a time in the next line.
fn end_of_stamp(label: &Line<'_>, rest: &[Line<'_>]) -> Option<usize> {
    let next = rest.first().filter(|next| follows(next))?;
    let is_label = label.text.len() <= MAX_LABEL
        && label.mark.is_none()
        && next.text.len() <= MAX_BYTES
        && next.text.bytes().any(|byte| byte.is_ascii_digit())
        && has_label(&label.text)
        && stamp_in(&label.text).is_none();
    let has_day = || stamp_in(&next.text).is_some_and(|stamp| !stamp.is_labelled);
    if !is_label || !has_day() {
        return None;
    }
    let joined = format!("{} {}", label.text, next.text);
    stamp_in(&joined)
        .is_some_and(|stamp| stamp.is_labelled)
        .then_some(1)
}

/// A rubric, a colon alone, and a headline.
fn end_of_headline(rubric: &Line<'_>, rest: &[Line<'_>]) -> Option<usize> {
    let [colon, headline, ..] = rest else {
        return None;
    };
    let is_colon = matches!(colon.text.as_ref(), ":" | "：") && follows(colon) && follows(headline);
    let words = |line: &Line<'_>| line.text.split_whitespace().count();
    let begins = |text: &str| text.starts_with(|c: char| !c.is_lowercase());
    (is_colon
        && rubric.mark.is_none()
        && rubric.text.ends_with(char::is_alphanumeric)
        && words(rubric) <= MAX_RUBRIC
        && (2..=MAX_HEADLINE).contains(&words(headline))
        && begins(&rubric.text)
        && begins(&headline.text))
    .then_some(2)
}

#[cfg(test)]
mod tests {
    use super::super::line::split_lines;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let lines = join_labels(split_lines(text));
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_ref()).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn bylines_are_whole_again() {
        check(
            "By\nJane Roe\nReporter\nVon:\nJane Roe\n,\nTom Fox\nund\nAnn Loe\nSport\nBy\nJane Roe,\nTom Fox &\nAnn Loe",
            &[
                "By Jane Roe",
                "Reporter",
                "Von: Jane Roe, Tom Fox und Ann Loe",
                "Sport",
                "By Jane Roe, Tom Fox & Ann Loe",
            ],
        );
    }

    #[test]
    fn stamps_and_rubrics_are_whole_again() {
        check(
            "First published on\n06/01/2026 - 14:02 CET\nUpdated:\n7 Jan. 2026, 10:15\nSund ferry\n:\nThe oldest one sinks",
            &[
                "First published on 06/01/2026 - 14:02 CET",
                "Updated: 7 Jan. 2026, 10:15",
                "Sund ferry: The oldest one sinks",
            ],
        );
    }

    #[test]
    fn other_lines_stay_as_they_are() {
        for text in [
            "By\nthe ferry that sank",
            "By\n\n\nJane Roe",
            "Date\nPlace\n5 May 2026",
            "Published\n12",
            "5 May 2026\n6 May 2026",
            "Speakers\n:\nthey said that nobody was there",
            ":\n:\n:",
            "By",
            "Updated",
            "One\n:",
        ] {
            check(
                text,
                &text
                    .lines()
                    .filter(|line| !line.is_empty())
                    .collect::<Vec<_>>(),
            );
        }
    }

    #[test]
    fn joining_words_and_marks_are_cut_off_names() {
        for (line, expected) in [
            ("Jane Roe", ("Jane Roe", false, false)),
            ("Jane Roe,", ("Jane Roe", false, true)),
            (", Jane Roe", ("Jane Roe", true, false)),
            ("and Jane Roe", ("Jane Roe", true, false)),
            ("Jane Roe0 &", ("Jane Roe", false, true)),
            ("and", ("", true, true)),
            (",", ("", true, true)),
            ("…", ("", true, true)),
        ] {
            assert_eq!(without_joins(line), expected, "{line}");
        }
    }
}
