//! The dates that people type in queries and on the command line.
//!
//! Every form stands for a whole period: `2024` is that year, `7 March 2024` that day, `last-month`
//! the calendar month before this one, `7d` the day that was seven days ago (so that `since:7d` and
//! `before:7d` need no case of their own). Relative forms count from `today`, which the caller
//! passes in. What is not clear is an error, never a guess.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::calendar::{Bucket, iso_week, quarter};
use super::civil::{CivilMinute, Interval, OutOfRange};
use super::words;
use super::written::{self, Hints, Refusal, WrittenDay};

/// Why the text of a query is not a date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum QueryDateError {
    #[error("no date is written here")]
    Empty,
    /// The text has no form that is known.
    #[error("this is not a date")]
    Unknown,
    #[error("`m` may mean minutes or months")]
    MinutesOrMonths { count: u32 },
    /// `7h`, `7x`: not one of `d`, `w`, `mo`, `y`.
    #[error("no unit `{unit}` for a span of time")]
    UnknownUnit { count: u32, unit: String },
    /// `03/04/2024`: both readings exist.
    #[error("day and month can be read both ways")]
    Ambiguous {
        day_first: NaiveDate,
        month_first: NaiveDate,
    },
    /// `7 March`: the latest such day up to today is offered.
    #[error("the year is missing")]
    NoYear { suggestion: NaiveDate },
    #[error("there is no such day")]
    NoSuchDay,
    #[error("there is no such time of day")]
    NoSuchTime,
    #[error("dates reach from the year 1600 to 9999")]
    OutOfRange,
    /// `2024-03-07T10:15Z`: dates of a query are civil.
    #[error("a date of a query has no time zone")]
    HasZone { without: String },
    /// Two dates joined by something else than `..`.
    #[error("this is a range of dates")]
    Range,
    #[error("the year has two digits")]
    TwoDigitYear,
}

impl From<OutOfRange> for QueryDateError {
    fn from(OutOfRange: OutOfRange) -> Self {
        QueryDateError::OutOfRange
    }
}

/// A longer text is no date.
const MAX_LENGTH: usize = 64;

/// Reads one date of a query as the period it names.
pub fn parse_query_date(text: &str, today: NaiveDate) -> Result<Interval, QueryDateError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(QueryDateError::Empty);
    }
    if text.len() > MAX_LENGTH {
        return Err(QueryDateError::Unknown);
    }
    let lower = text.to_lowercase();
    let parts: Vec<&str> = lower
        .split(['-', ' ', '_', '\t'])
        .filter(|part| !part.is_empty())
        .collect();
    if let Some(interval) = named_period(&parts, today)? {
        return Ok(interval);
    }
    if let Some(interval) = numbered_period(&parts)? {
        return Ok(interval);
    }
    if let Some(interval) = ago(&lower, today)? {
        return Ok(interval);
    }
    written_period(text, today)
}

/// Reports whether `text` is a span back from today (`7d`, `2w`, `3mo`, `1y`), so that a bare
/// `date:7d` can be taken as "the last seven days".
pub fn is_ago(text: &str) -> bool {
    let digits = text.trim().trim_start_matches(|c: char| c.is_ascii_digit());
    digits.len() < text.trim().len() && matches!(digits, "d" | "w" | "mo" | "y")
}

/// `today`, `monday`, `last-week`, `this year`
fn named_period(parts: &[&str], today: NaiveDate) -> Result<Option<Interval>, QueryDateError> {
    let days_back = |days| today.checked_sub_days(Days::new(days)).ok_or(OutOfRange);
    let interval = match parts {
        ["today"] => Interval::day(today),
        ["yesterday"] => days_back(1).and_then(Interval::day),
        ["tomorrow"] => today
            .checked_add_days(Days::new(1))
            .ok_or(OutOfRange)
            .and_then(Interval::day),
        [word] => match english_weekday(word) {
            Some(weekday) => days_back(days_since(weekday, today)).and_then(Interval::day),
            None => return Ok(None),
        },
        [
            which @ ("last" | "this" | "next" | "previous" | "past"),
            unit,
        ] => {
            if let Some(weekday) = english_weekday(unit) {
                // "last monday" said on a Monday is a week ago.
                let back = match days_since(weekday, today) {
                    0 if *which != "this" => 7,
                    back => back,
                };
                if *which == "next" {
                    return Ok(None);
                }
                return Ok(Some(days_back(back).and_then(Interval::day)?));
            }
            let Some(bucket) = Bucket::ALL
                .into_iter()
                .find(|bucket| bucket.name() == *unit)
            else {
                return Ok(None);
            };
            let this = bucket.around(CivilMinute::start_of(today)?);
            match *which {
                "this" => Ok(this),
                "next" => bucket.next(this).ok_or(OutOfRange),
                _ => this
                    .start
                    .plus_minutes(-1)
                    .map(|minute| bucket.around(minute)),
            }
        }
        _ => return Ok(None),
    };
    Ok(Some(interval?))
}

/// `2024-Q1`, `q1 2024`, `2024-W10`, `1990s`
fn numbered_period(parts: &[&str]) -> Result<Option<Interval>, QueryDateError> {
    let number = |text: &str| {
        let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse::<u32>().ok()).flatten()
    };
    let year = |text: &str| {
        let year = number(text).filter(|_| text.len() == 4)?;
        i32::try_from(year).ok()
    };
    let numbered = |text: &str, letter: char| number(text.strip_prefix(letter)?);
    match parts {
        [a, b] => {
            let (period, year) = match (year(a), year(b)) {
                (Some(year), None) => (b, year),
                (None, Some(year)) => (a, year),
                _ => return Ok(None),
            };
            if let Some(number) = numbered(period, 'q') {
                return Ok(Some(
                    quarter(year, number).map_err(|_| QueryDateError::NoSuchDay)?,
                ));
            }
            if let Some(number) = numbered(period, 'w') {
                return Ok(Some(
                    iso_week(year, number).map_err(|_| QueryDateError::NoSuchDay)?,
                ));
            }
            Ok(None)
        }
        [decade] => match decade.strip_suffix('s').and_then(year) {
            Some(first) if first % 10 == 0 => Ok(Some(Interval::years(first, 10)?)),
            _ => Ok(None),
        },
        _ => Ok(None),
    }
}

/// `7d`, `2w`, `3mo`, `1y`: that day in the past.
fn ago(text: &str, today: NaiveDate) -> Result<Option<Interval>, QueryDateError> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let unit = text[digits..].trim_start();
    let is_unit = !unit.is_empty() && unit.bytes().all(|byte| byte.is_ascii_lowercase());
    if digits == 0 || !is_unit || words::look_up(unit).is_some_and(|word| word.month.is_some()) {
        return Ok(None);
    }
    let count: u32 = text[..digits]
        .parse()
        .map_err(|_| QueryDateError::OutOfRange)?;
    let day = match unit {
        "d" | "day" | "days" => today.checked_sub_days(Days::new(u64::from(count))),
        "w" | "week" | "weeks" => today.checked_sub_days(Days::new(u64::from(count) * 7)),
        "mo" | "month" | "months" => today.checked_sub_months(Months::new(count)),
        "y" | "year" | "years" => count
            .checked_mul(12)
            .and_then(|months| today.checked_sub_months(Months::new(months))),
        "m" => return Err(QueryDateError::MinutesOrMonths { count }),
        // 12th, 3rd, 10h: not a unit, so the rest decides; one or two letters are a mistyped unit.
        _ if digits <= 3 && unit.len() <= 2 && !matches!(unit, "th" | "st" | "nd" | "rd") => {
            return Err(QueryDateError::UnknownUnit {
                count,
                unit: unit.to_owned(),
            });
        }
        _ => return Ok(None),
    };
    Ok(Some(Interval::day(day.ok_or(QueryDateError::OutOfRange)?)?))
}

/// Anything else is a date as people and machines write it.
fn written_period(text: &str, today: NaiveDate) -> Result<Interval, QueryDateError> {
    let date = written::parse(text, &Hints::default()).map_err(|refusal| match refusal {
        Refusal::ImpossibleDay => QueryDateError::NoSuchDay,
        Refusal::ImpossibleTime | Refusal::ImpossibleOffset => QueryDateError::NoSuchTime,
        Refusal::YearOutOfRange => QueryDateError::OutOfRange,
        Refusal::Range => QueryDateError::Range,
        Refusal::TwoDigitYear => QueryDateError::TwoDigitYear,
        Refusal::Empty
        | Refusal::TooLong
        | Refusal::NotADate
        | Refusal::Placeholder
        | Refusal::TimeAlone
        | Refusal::WeekdayAlone
        | Refusal::Duration
        | Refusal::WeekAlone
        | Refusal::OtherCalendar => QueryDateError::Unknown,
    })?;
    // A label in front or words behind belong to a page, not to a query.
    if date.span != (0..text.len()) || date.notes.contains(&written::Note::Epoch) {
        return Err(QueryDateError::Unknown);
    }
    if let (Some(zone), Some(interval)) = (&date.zone, date.interval()) {
        debug_assert!(!zone.is_empty());
        return Err(QueryDateError::HasZone {
            without: interval.start.to_string(),
        });
    }
    match date.day {
        WrittenDay::Full(_) | WrittenDay::Month { .. } | WrittenDay::Year(_) => {
            if date.notes.contains(&written::Note::WeekdayDiffers) {
                return Err(QueryDateError::NoSuchDay);
            }
            date.interval().ok_or(QueryDateError::OutOfRange)
        }
        WrittenDay::Ambiguous {
            day_first,
            month_first,
        } => Err(QueryDateError::Ambiguous {
            day_first,
            month_first,
        }),
        WrittenDay::MonthDay { month, day } => Err((0..=8)
            .filter_map(|years| {
                let year = today.year() - years;
                NaiveDate::from_ymd_opt(year, u32::from(month), u32::from(day))
            })
            .find(|day| *day <= today)
            .map_or(QueryDateError::NoSuchDay, |suggestion| {
                QueryDateError::NoYear { suggestion }
            })),
        WrittenDay::Ago { .. } => Err(QueryDateError::Unknown),
    }
}

fn days_since(weekday: Weekday, today: NaiveDate) -> u64 {
    let (now, then) = (
        today.weekday().num_days_from_monday(),
        weekday.num_days_from_monday(),
    );
    u64::from((now + 7 - then) % 7)
}

fn english_weekday(word: &str) -> Option<Weekday> {
    // chrono knows "mon" and "monday"; the table knows "tues" and "weds", and other languages too,
    // whose words may be search words: only English is read here.
    word.parse().ok()
}

#[cfg(test)]
mod tests;
