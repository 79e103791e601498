//! Dates in the canonical form: ISO, and as short as the period allows.

use chrono::{DateTime, Datelike, NaiveDate};

use super::date_name;
use crate::field::DateField;

const MINUTES_OF_DAY: i64 = 24 * 60;

pub(super) fn date_condition(field: DateField, from: Option<i64>, until: Option<i64>) -> String {
    let name = date_name(field);
    let first = from.and_then(date_text);
    let last = until.and_then(last_text);
    match (first, last) {
        (Some(first), Some(last)) => {
            let period = from
                .zip(until)
                .and_then(|(from, until)| whole_period(from, until));
            format!(
                "{name}:{}",
                period.unwrap_or(if first == last {
                    first
                } else {
                    format!("{first}..{last}")
                })
            )
        }
        (Some(first), None) => format!("{name}:{first}.."),
        (None, Some(last)) => format!("{name}:..{last}"),
        (None, None) => format!("{name}:*"),
    }
}

/// A civil minute as a date, with the time when it is not midnight; None outside the calendar.
pub(in crate::query) fn date_text(minute: i64) -> Option<String> {
    let time = DateTime::from_timestamp(minute.checked_mul(60)?, 0)?.naive_utc();
    let format = if minute.rem_euclid(MINUTES_OF_DAY) == 0 {
        "%Y-%m-%d"
    } else {
        "%Y-%m-%dT%H:%M"
    };
    Some(time.format(format).to_string())
}

/// The last day, or the last minute, before this one.
fn last_text(until: i64) -> Option<String> {
    let is_midnight = until.rem_euclid(MINUTES_OF_DAY) == 0;
    date_text(until - if is_midnight { MINUTES_OF_DAY } else { 1 })
}

/// `2024` or `2024-03` when that is exactly the range.
fn whole_period(from: i64, until: i64) -> Option<String> {
    let day = |minute: i64| -> Option<NaiveDate> {
        let is_midnight = minute.rem_euclid(MINUTES_OF_DAY) == 0;
        is_midnight
            .then(|| DateTime::from_timestamp(minute * 60, 0))
            .flatten()
            .map(|t| t.date_naive())
    };
    let (from, until) = (day(from)?, day(until)?);
    if from.day() != 1 || until.day() != 1 {
        return None;
    }
    if from.month() == 1 && until.month() == 1 && until.year() == from.year() + 1 {
        return Some(from.format("%Y").to_string());
    }
    (until == from + chrono::Months::new(1)).then(|| from.format("%Y-%m").to_string())
}
