//! Civil time: what a wall calendar shows, without a zone.
//!
//! A moment is a count of minutes since 1970-01-01T00:00 on that calendar, from the year 1600 to the
//! end of 9999 (proleptic Gregorian), so one `i64` column holds every date that an archive can have.
//! Anything outside is an explicit error; nothing wraps, and nothing here reads a clock or a zone.

use std::fmt;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, Timelike, Weekday};
use serde::{Deserialize, Serialize};

/// The first year that a date may have.
pub const MIN_YEAR: i32 = 1600;
/// The last year that a date may have.
pub const MAX_YEAR: i32 = 9999;

const DAY_MINUTES: i64 = 24 * 60;

/// Minutes since 1970-01-01T00:00 on the civil calendar, always within 1600 to 9999.
///
/// The very last value, 10000-01-01T00:00, exists only as the open end of an [`Interval`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct CivilMinute(i64);

/// A moment outside the years 1600 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("date outside the years {MIN_YEAR} to {MAX_YEAR}")]
pub struct OutOfRange;

impl CivilMinute {
    /// 1600-01-01T00:00, the start of everything.
    pub const MIN: CivilMinute = CivilMinute(-194_601_600);
    /// 10000-01-01T00:00, the end of everything.
    pub const MAX: CivilMinute = CivilMinute(4_223_371_680);

    /// Checks a raw count, for example a value of an index column.
    pub fn new(minutes: i64) -> Result<Self, OutOfRange> {
        let minute = CivilMinute(minutes);
        if (Self::MIN..=Self::MAX).contains(&minute) {
            Ok(minute)
        } else {
            Err(OutOfRange)
        }
    }

    /// Returns the midnight at which `date` begins.
    pub fn start_of(date: NaiveDate) -> Result<Self, OutOfRange> {
        let days = date.signed_duration_since(epoch()).num_days();
        Self::new(days * DAY_MINUTES)
    }

    /// Returns the minute of `date` and `time`; seconds are dropped.
    pub fn at(date: NaiveDate, time: NaiveTime) -> Result<Self, OutOfRange> {
        let minute = i64::from(time.hour() * 60 + time.minute());
        Self::new(Self::start_of(date)?.0 + minute)
    }

    /// Returns the raw count, for an index column or JSON.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Returns the calendar day; [`CivilMinute::MAX`] gives 10000-01-01.
    pub fn date(self) -> NaiveDate {
        epoch()
            .checked_add_signed(chrono::TimeDelta::days(self.0.div_euclid(DAY_MINUTES)))
            .expect("years 1600 to 10000 are far inside chrono's range")
    }

    /// Returns the minute of the day, 0 to 1439.
    pub fn minute_of_day(self) -> u16 {
        u16::try_from(self.0.rem_euclid(DAY_MINUTES)).expect("a remainder of 1440 fits")
    }

    /// Returns the weekday of that day.
    pub fn weekday(self) -> Weekday {
        self.date().weekday()
    }

    /// Moves by whole minutes.
    pub fn plus_minutes(self, minutes: i64) -> Result<Self, OutOfRange> {
        Self::new(self.0.checked_add(minutes).ok_or(OutOfRange)?)
    }

    /// Converts a time seen at UTC offset `from` into the same instant at offset `to` (minutes).
    pub fn shift_offset(self, from: i16, to: i16) -> Result<Self, OutOfRange> {
        self.plus_minutes(i64::from(to) - i64::from(from))
    }
}

impl TryFrom<i64> for CivilMinute {
    type Error = OutOfRange;

    fn try_from(minutes: i64) -> Result<Self, OutOfRange> {
        Self::new(minutes)
    }
}

impl From<CivilMinute> for i64 {
    fn from(minute: CivilMinute) -> i64 {
        minute.0
    }
}

impl fmt::Display for CivilMinute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (date, minute) = (self.date(), self.minute_of_day());
        // Not chrono's own form, which would put a sign before the year 10000.
        write!(
            f,
            "{:04}-{:02}-{:02}",
            date.year(),
            date.month(),
            date.day()
        )?;
        write!(f, "T{:02}:{:02}", minute / 60, minute % 60)
    }
}

/// A half-open span of civil time: `start` belongs to it, `end` does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Interval {
    pub start: CivilMinute,
    pub end: CivilMinute,
}

impl Interval {
    /// All of time, 1600 to 9999.
    pub const ALL: Interval = Interval {
        start: CivilMinute::MIN,
        end: CivilMinute::MAX,
    };

    /// Returns the days from `first` to `last`, both included.
    pub fn days(first: NaiveDate, last: NaiveDate) -> Result<Self, OutOfRange> {
        let next = last.checked_add_days(Days::new(1)).ok_or(OutOfRange)?;
        Ok(Interval {
            start: CivilMinute::start_of(first)?,
            end: CivilMinute::start_of(next)?,
        })
    }

    /// Returns one whole day.
    pub fn day(date: NaiveDate) -> Result<Self, OutOfRange> {
        Self::days(date, date)
    }

    /// Returns `count` whole months from the month of `first` on.
    pub fn months(first: NaiveDate, count: u32) -> Result<Self, OutOfRange> {
        let start = first.with_day(1).ok_or(OutOfRange)?;
        let end = start
            .checked_add_months(Months::new(count))
            .ok_or(OutOfRange)?;
        Ok(Interval {
            start: CivilMinute::start_of(start)?,
            end: CivilMinute::start_of(end)?,
        })
    }

    /// Returns one whole month; `month` is 1 to 12.
    pub fn month(year: i32, month: u32) -> Result<Self, OutOfRange> {
        Self::months(
            NaiveDate::from_ymd_opt(year, month, 1).ok_or(OutOfRange)?,
            1,
        )
    }

    /// Returns one whole year.
    pub fn year(year: i32) -> Result<Self, OutOfRange> {
        Self::years(year, 1)
    }

    /// Returns `count` whole years.
    pub fn years(year: i32, count: u32) -> Result<Self, OutOfRange> {
        let months = count.checked_mul(12).ok_or(OutOfRange)?;
        Self::months(
            NaiveDate::from_ymd_opt(year, 1, 1).ok_or(OutOfRange)?,
            months,
        )
    }

    /// Returns one minute.
    pub fn minute(date: NaiveDate, time: NaiveTime) -> Result<Self, OutOfRange> {
        let start = CivilMinute::at(date, time)?;
        Ok(Interval {
            start,
            end: start.plus_minutes(1)?,
        })
    }

    /// Reports whether the two have a minute in common.
    pub fn overlaps(self, other: Interval) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Reports whether `other` lies within.
    pub fn covers(self, other: Interval) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Returns the last day that has a minute in it.
    pub fn last_date(self) -> NaiveDate {
        CivilMinute(self.end.0.max(self.start.0 + 1) - 1).date()
    }
}

fn epoch() -> NaiveDate {
    NaiveDate::from_ymd_opt(1970, 1, 1).expect("1970-01-01 is a date")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn the_borders_are_1600_and_9999() {
        assert_eq!(
            CivilMinute::start_of(date(1600, 1, 1)),
            Ok(CivilMinute::MIN)
        );
        assert_eq!(
            CivilMinute::start_of(date(10_000, 1, 1)),
            Ok(CivilMinute::MAX)
        );
        assert_eq!(CivilMinute::start_of(date(1599, 12, 31)), Err(OutOfRange));
        assert_eq!(CivilMinute::start_of(date(10_000, 1, 2)), Err(OutOfRange));
        for year in [0, 1, 1582, 1599, 10_000, 99_999, -5, i32::MIN, i32::MAX] {
            assert_eq!(Interval::year(year), Err(OutOfRange), "{year}");
        }
        for year in [1600, 1605, 1677, 1905, 2026, 2262, 9999] {
            assert!(Interval::year(year).is_ok(), "{year}");
        }
        for minutes in [i64::MIN, i64::MAX, CivilMinute::MIN.get() - 1] {
            assert_eq!(CivilMinute::new(minutes), Err(OutOfRange));
        }
    }

    #[test]
    fn minutes_before_1970_round_down() {
        let minute = CivilMinute::new(-1).unwrap();
        assert_eq!(minute.to_string(), "1969-12-31T23:59");
        assert_eq!(minute.weekday(), Weekday::Wed);
    }

    #[test]
    fn intervals_are_half_open() {
        let day = Interval::day(date(2026, 1, 13)).unwrap();
        assert_eq!(day.end.get() - day.start.get(), 1440);
        assert_eq!(day.last_date(), date(2026, 1, 13));
        let month = Interval::month(2026, 1).unwrap();
        assert!(month.covers(day) && month.overlaps(day));
        assert!(!month.overlaps(Interval::month(2026, 2).unwrap()));
        assert_eq!(
            Interval::month(2024, 2).unwrap().last_date(),
            date(2024, 2, 29)
        );
        assert_eq!(Interval::month(2024, 13), Err(OutOfRange));
    }

    #[test]
    fn an_offset_can_change_the_day() {
        let late = CivilMinute::new(23 * 60).unwrap();
        assert_eq!(
            late.shift_offset(-300, 0).unwrap().to_string(),
            "1970-01-02T04:00"
        );
        assert_eq!(CivilMinute::MIN.shift_offset(0, -1), Err(OutOfRange));
    }
}
