//! The marks beside a text field: which words name an entity, and which a date.
//!
//! A mark stands at the position of its first word; an entity's mark also says how many words it
//! covers.

use std::fmt::Write;

use super::entities::marked_name;
use crate::annotations::Record;
use crate::date::calendar::{Bucket, iso_week, quarter};
use crate::date::civil::Interval;
use crate::field::TextField;
use crate::text::TokenisedField;

/// One mark, as a token of the marks field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Key of an entity (`person/donald trump`) and the number of words its mention covers.
    Entity(String, u32),
    /// Year, month or day that the text speaks of (`2026`, `2026-01`, `2026-01-13`).
    Date(String),
}

impl Mark {
    /// The term of the mark in the index.
    pub fn term(&self) -> String {
        match self {
            Self::Entity(key, words) => format!("@{key}|{words}"),
            Self::Date(value) => format!("d{value}"),
        }
    }
}

/// Every mark of a field with its position, in order.
fn marks_of(record: &Record, field: TextField, cut: &TokenisedField) -> Vec<(u32, Mark)> {
    let mut marks = Vec::new();
    for entity in &record.annotations.entities {
        for mention in entity.mentions.iter().filter(|m| m.field == field) {
            let words = cut.positions(mention.span);
            if !words.is_empty() {
                let key = marked_name(&entity.key.0);
                marks.push((words.start, Mark::Entity(key, words.len() as u32)));
            }
        }
    }
    for date in record.annotations.dates.iter().filter(|d| d.field == field) {
        let words = cut.positions(date.span);
        if !words.is_empty() && date.interval.is_some() {
            let parts = calendar_parts(&date.value);
            marks.extend(
                parts
                    .into_iter()
                    .map(|value| (words.start, Mark::Date(value))),
            );
        }
    }
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// Writes the marks as the tokenizer reads them.
pub(super) fn render(record: &Record, field: TextField, cut: &TokenisedField) -> String {
    let mut out = String::new();
    for (position, mark) in marks_of(record, field, cut) {
        if !out.is_empty() {
            out.push('\n');
        }
        write!(out, "{position}:{}", mark.term()).expect("writing to a string cannot fail");
    }
    out
}

/// Splits a TimeML calendar value into its year, month and day: `2026-01-13` is three values.  A
/// week or a quarter gives the months and years that it lies in.
pub(super) fn calendar_parts(value: &str) -> Vec<String> {
    let date = value.split('T').next().unwrap_or(value);
    let parts: Vec<&str> = date.split('-').collect();
    if let Some(covered) = week_or_quarter(&parts) {
        return months_of(covered);
    }
    let is_number = |part: &&str, digits| {
        part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut out = Vec::new();
    if parts.first().is_some_and(|year| is_number(year, 4)) {
        out.push(parts[0].to_owned());
        if parts.get(1).is_some_and(|month| is_number(month, 2)) {
            out.push(format!("{}-{}", parts[0], parts[1]));
            if parts.get(2).is_some_and(|day| is_number(day, 2)) {
                out.push(date.to_owned());
            }
        }
    }
    out
}

/// `2026-W03`, also its weekend, and `2026-Q1`.
fn week_or_quarter(parts: &[&str]) -> Option<Interval> {
    let year = parts.first().filter(|year| year.len() == 4)?.parse().ok()?;
    let number = |text: &str| text.parse::<u32>().ok();
    let part = parts.get(1)?;
    if let Some(week) = part.strip_prefix('W').and_then(number) {
        return iso_week(year, week).ok();
    }
    quarter(year, part.strip_prefix('Q').and_then(number)?).ok()
}

fn months_of(covered: Interval) -> Vec<String> {
    let mut out = Vec::new();
    let mut month = Bucket::Month.around(covered.start);
    loop {
        for bucket in [Bucket::Year, Bucket::Month] {
            let label = bucket.label(month.start);
            if !out.contains(&label) {
                out.push(label);
            }
        }
        match Bucket::Month.next(month) {
            Some(next) if next.start < covered.end => month = next,
            _ => return out,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calendar_values_are_split() {
        assert_eq!(
            calendar_parts("2026-01-13TEV"),
            ["2026", "2026-01", "2026-01-13"]
        );
        assert_eq!(calendar_parts("2026-W03"), ["2026", "2026-01"]);
        assert_eq!(
            calendar_parts("2026-W01-WE"),
            ["2025", "2025-12", "2026", "2026-01"]
        );
        assert_eq!(
            calendar_parts("2026-Q1"),
            ["2026", "2026-01", "2026-02", "2026-03"]
        );
        assert_eq!(calendar_parts("2026-W99"), ["2026"]);
        assert_eq!(calendar_parts("2026-SU"), ["2026"]);
        assert_eq!(calendar_parts("P3D"), Vec::<String>::new());
        assert_eq!(calendar_parts("PAST_REF"), Vec::<String>::new());
    }
}
