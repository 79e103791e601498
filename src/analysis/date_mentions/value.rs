//! What a temporal expression means: a period of the calendar, a length of time, or a vague word.
//!
//! Every value spells itself in TimeML and, where it is a period of the calendar, gives its civil
//! interval. A year or date outside 1600 to 9999 has a spelling but no interval.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::lexicon::Unit;
use crate::annotations::DateMentionKind;
use crate::date::calendar::{iso_week, quarter};
use crate::date::civil::{Interval, OutOfRange};

/// How TimeML (TIMEX3 values, after ISO 8601) writes a year, a week and a day that are not known.
pub(super) const UNKNOWN_YEAR: &str = "XXXX";
pub(super) const UNKNOWN_WEEK: &str = "XXXX-WXX";
pub(super) const UNKNOWN_DAY: &str = "XXXX-XX-XX";

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Day(NaiveDate),
    DayPart(NaiveDate, Part),
    /// Minute of the day.
    Minute(NaiveDate, u16),
    /// ISO year and week.
    Week(i32, u32),
    Weekend(i32, u32),
    Month(i32, u32),
    Quarter(i32, u32),
    Half(i32, u32),
    /// 1 spring, 2 summer, 3 autumn, 4 winter.
    Season(i32, u32),
    Year(i32),
    /// First year of ten.
    Decade(i32),
    /// The first two digits: 19 is the 20th century.
    Century(i32),
    Duration(Amount, Unit),
    /// Repeats: TimeML value as it is.
    Set(String),
    /// A time of day or a date without an anchor, in TimeML with X for what is open.
    Open(DateMentionKind, String),
    Past,
    Present,
    Future,
}

/// How many units a duration has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Amount {
    Count(u32),
    Vague,
}

/// A part of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Morning,
    Midday,
    Afternoon,
    Evening,
    Night,
}

impl Part {
    /// Reads the number that word tables give the class.
    pub fn from_number(number: u8) -> Part {
        match number {
            1 => Part::Morning,
            2 => Part::Midday,
            3 => Part::Afternoon,
            4 => Part::Evening,
            _ => Part::Night,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Part::Morning => "MO",
            Part::Midday => "MI",
            Part::Afternoon => "AF",
            Part::Evening => "EV",
            Part::Night => "NI",
        }
    }
}

impl Value {
    pub fn day_plus(date: NaiveDate, days: i64) -> Option<Value> {
        Some(Value::Day(plus_days(date, days)?))
    }

    pub fn kind(&self) -> DateMentionKind {
        match self {
            Value::DayPart(..) | Value::Minute(..) => DateMentionKind::Time,
            Value::Duration(..) => DateMentionKind::Duration,
            Value::Set(_) => DateMentionKind::Set,
            Value::Open(kind, _) => *kind,
            Value::Day(_)
            | Value::Week(..)
            | Value::Weekend(..)
            | Value::Month(..)
            | Value::Quarter(..)
            | Value::Half(..)
            | Value::Season(..)
            | Value::Year(_)
            | Value::Decade(_)
            | Value::Century(_)
            | Value::Past
            | Value::Present
            | Value::Future => DateMentionKind::Date,
        }
    }

    /// Returns the year in which the period begins, if it is one.
    pub fn year(&self) -> Option<i32> {
        match *self {
            Value::Day(date) | Value::DayPart(date, _) | Value::Minute(date, _) => {
                Some(date.year())
            }
            Value::Week(year, _)
            | Value::Weekend(year, _)
            | Value::Month(year, _)
            | Value::Quarter(year, _)
            | Value::Half(year, _)
            | Value::Season(year, _)
            | Value::Year(year)
            | Value::Decade(year) => Some(year),
            Value::Century(century) => Some(century * 100),
            Value::Duration(..)
            | Value::Set(_)
            | Value::Open(..)
            | Value::Past
            | Value::Present
            | Value::Future => None,
        }
    }

    /// Spells the value in TimeML.
    pub fn text(&self) -> String {
        match self {
            Value::Day(date) => date.to_string(),
            Value::DayPart(date, part) => format!("{date}T{}", part.code()),
            Value::Minute(date, minute) => {
                format!("{date}T{:02}:{:02}", minute / 60, minute % 60)
            }
            Value::Week(year, week) => format!("{year:04}-W{week:02}"),
            Value::Weekend(year, week) => format!("{year:04}-W{week:02}-WE"),
            Value::Month(year, month) => format!("{year:04}-{month:02}"),
            Value::Quarter(year, quarter) => format!("{year:04}-Q{quarter}"),
            Value::Half(year, half) => format!("{year:04}-H{half}"),
            Value::Season(year, season) => {
                let code = ["SP", "SU", "FA", "WI"][(*season as usize).clamp(1, 4) - 1];
                format!("{year:04}-{code}")
            }
            Value::Year(year) => format!("{year:04}"),
            Value::Decade(year) => format!("{:03}", year / 10),
            Value::Century(century) => format!("{century:02}"),
            Value::Duration(amount, unit) => duration(*amount, *unit),
            Value::Set(text) | Value::Open(_, text) => text.clone(),
            Value::Past => "PAST_REF".to_owned(),
            Value::Present => "PRESENT_REF".to_owned(),
            Value::Future => "FUTURE_REF".to_owned(),
        }
    }

    /// Returns the period of the calendar, if it is one.
    pub fn interval(&self) -> Option<Interval> {
        let interval = match *self {
            // A night reaches into the next day and an evening has no fixed start: the day it is.
            Value::Day(date) | Value::DayPart(date, _) => Interval::day(date),
            Value::Minute(date, minute) => {
                let seconds = u32::from(minute) * 60;
                let time = chrono::NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)?;
                Interval::minute(date, time)
            }
            Value::Week(year, week) => iso_week(year, week),
            Value::Weekend(year, week) => {
                let saturday = NaiveDate::from_isoywd_opt(year, week, Weekday::Sat)?;
                Interval::days(saturday, saturday.checked_add_days(Days::new(1))?)
            }
            Value::Month(year, month) => Interval::month(year, month),
            Value::Quarter(year, number) => quarter(year, number),
            Value::Half(year, half) => first_of(year, half * 6 - 5)
                .ok_or(OutOfRange)
                .and_then(|first| Interval::months(first, 6)),
            Value::Season(year, season) => season_interval(year, season),
            Value::Year(year) => Interval::year(year),
            Value::Decade(year) => Interval::years(year, 10),
            Value::Century(century) => Interval::years(century * 100, 100),
            Value::Duration(..)
            | Value::Set(_)
            | Value::Open(..)
            | Value::Past
            | Value::Present
            | Value::Future => return None,
        };
        interval.ok()
    }
}

/// Meteorological seasons of the north; winter begins in December of its year.
fn season_interval(year: i32, season: u32) -> Result<Interval, OutOfRange> {
    let first = first_of(year, (season * 3).min(12)).ok_or(OutOfRange)?;
    Interval::months(first, 3)
}

fn first_of(year: i32, month: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, 1)
}

fn duration(amount: Amount, unit: Unit) -> String {
    let (prefix, code) = match unit {
        Unit::Second => ("PT", "S"),
        Unit::Minute => ("PT", "M"),
        Unit::Hour => ("PT", "H"),
        Unit::Day => ("P", "D"),
        Unit::Weekend => ("P", "WE"),
        Unit::Week => ("P", "W"),
        Unit::Month => ("P", "M"),
        Unit::Quarter => ("P", "Q"),
        Unit::Half => ("P", "H"),
        Unit::Year => ("P", "Y"),
        Unit::Decade => ("P", "DE"),
        Unit::Century => ("P", "CE"),
    };
    match amount {
        Amount::Count(count) => format!("{prefix}{count}{code}"),
        Amount::Vague => format!("{prefix}X{code}"),
    }
}

pub(super) fn plus_days(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = Days::new(days.unsigned_abs());
    if days < 0 {
        date.checked_sub_days(count)
    } else {
        date.checked_add_days(count)
    }
}

/// Returns the month `months` after the one of `date`.
pub(super) fn plus_months(date: NaiveDate, months: i64) -> Option<(i32, u32)> {
    let count = i64::from(date.year()) * 12 + i64::from(date.month0()) + months;
    let year = i32::try_from(count.div_euclid(12)).ok()?;
    let month = u32::try_from(count.rem_euclid(12)).ok()? + 1;
    Some((year, month))
}

/// Returns the quarter `quarters` after the one of `date`.
pub(super) fn plus_quarters(date: NaiveDate, quarters: i64) -> Option<(i32, u32)> {
    let count = i64::from(date.year()) * 4 + i64::from(date.month0() / 3) + quarters;
    let year = i32::try_from(count.div_euclid(4)).ok()?;
    Some((year, u32::try_from(count.rem_euclid(4)).ok()? + 1))
}

/// Returns the ISO week of `date`, moved by whole weeks.
pub(super) fn plus_weeks(date: NaiveDate, weeks: i64) -> Option<(i32, u32)> {
    let week = plus_days(date, weeks.checked_mul(7)?)?.iso_week();
    Some((week.year(), week.week()))
}
