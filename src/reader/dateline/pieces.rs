//! The pieces of a dateline: a place, an agency and a date, in whatever order and brackets.

use super::agency::{display_agency, is_agency};
use super::place::is_place;
use crate::reader::plain_text::stamp::{Time, has_date, stamp_in};

/// Longest date, bytes.
const MAX_DATE: usize = 40;

/// What a dateline says.
#[derive(Debug, Clone)]
pub struct Pieces<'t> {
    pub place: &'t str,
    pub agency: Option<String>,
    pub date: Option<String>,
}

impl<'t> Pieces<'t> {
    /// Reads the text before a separator.
    pub fn of(raw: &'t str) -> Self {
        let (mut before, mut agency, mut date) = (raw.trim(), None, None);
        // "(Jan. 12, 2026)" stands where the agency does.
        while let Some((rest, inner)) = take_bracketed(before) {
            if date.is_none() && is_date(inner) {
                date = Some(inner.to_owned());
            } else if agency.is_none() && signs(inner) {
                agency = Some(display_agency(inner));
            } else {
                break;
            }
            before = rest;
        }
        if date.is_none() && is_date(before) {
            (before, date) = ("", Some(before.to_owned()));
        } else if date.is_none() {
            (before, date) = take_date(before);
        }
        // "**NORRBY**" is bold.
        let is_mark = |c: char| c.is_whitespace() || ",.|(*".contains(c);
        let place = before.trim_matches(is_mark);
        Self {
            place,
            agency,
            date,
        }
    }

    /// A cheap question: whether what follows a separator may be of the dateline.
    pub fn may_go_on(&self, rest: &str) -> bool {
        let lacks = self.place.is_empty() || self.agency.is_none() || self.date.is_none();
        lacks && rest.starts_with(|c: char| c.is_numeric() || c.is_uppercase() || "(/".contains(c))
    }

    /// Takes a further piece: a date, an agency, or the place that the first piece did not name.
    pub fn take(&mut self, piece: &'t str) -> bool {
        let piece = piece.trim();
        if self.date.is_none() && is_date(piece) {
            self.date = Some(piece.to_owned());
            return true;
        }
        if self.agency.is_none() && !self.place.is_empty() && is_agency(bare(piece)) {
            self.agency = Some(display_agency(bare(piece)));
            return true;
        }
        let other = Self::of(piece);
        let is_dated = self.date.is_some() != other.date.is_some();
        let first = other.place.split(',').next().unwrap_or_default();
        let is_upper = !first.chars().any(char::is_lowercase);
        if !self.place.is_empty() || !is_dated || !is_upper || !is_place(other.place, true) {
            return false;
        }
        self.place = other.place;
        self.date = self.date.take().or(other.date);
        self.agency = self.agency.take().or(other.agency);
        true
    }
}

/// Takes what stands in brackets or slashes off the end: "(AP)", "/PRNewswire/".
fn take_bracketed(text: &str) -> Option<(&str, &str)> {
    let mark = match text.chars().last()? {
        ')' => '(',
        ']' => '[',
        '/' if text.len() > 2 => '/',
        _ => return None,
    };
    let open = text[..text.len() - 1].rfind(mark)?;
    let inner = text[open + 1..text.len() - 1].trim();
    Some((text[..open].trim_end(), inner))
}

/// The name of an agency, or capitals that look like one.
fn signs(name: &str) -> bool {
    if name.is_empty() || name.chars().count() > 30 {
        return false;
    }
    let looks_so = name
        .chars()
        .all(|c| c.is_uppercase() || matches!(c, '/' | '-' | ' '))
        && name.len() >= 2;
    looks_so || name.split(['/', ',', '|']).any(is_agency)
}

/// A piece without the brackets or slashes around it.
fn bare(piece: &str) -> &str {
    piece.trim_matches(['(', ')', '[', ']', '/', ' '])
}

/// A calendar date and nothing else.
pub fn is_date(text: &str) -> bool {
    text.len() <= MAX_DATE
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && has_date(text)
        && stamp_in(text).is_some_and(|stamp| stamp.time == Time::Date)
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
