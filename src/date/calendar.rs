//! Calendar buckets and the ISO spelling of civil dates.
//!
//! A bucket is what a reader of a chart means by "March 2024" or "week 11": an interval with a
//! label. Labels sort like the time they name (years have four digits), and a label is valid text
//! for a date in a query.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::civil::{CivilMinute, Interval, OutOfRange};
use crate::article::Precision;

/// The size of a bucket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bucket {
    Day,
    /// ISO 8601: Monday to Sunday, numbered in the year that holds its Thursday.
    Week,
    Month,
    Quarter,
    Year,
}

impl Bucket {
    /// Every size, smallest first.
    pub const ALL: [Bucket; 5] = [
        Bucket::Day,
        Bucket::Week,
        Bucket::Month,
        Bucket::Quarter,
        Bucket::Year,
    ];

    /// Returns the word for this size in options and headings.
    pub fn name(self) -> &'static str {
        match self {
            Bucket::Day => "day",
            Bucket::Week => "week",
            Bucket::Month => "month",
            Bucket::Quarter => "quarter",
            Bucket::Year => "year",
        }
    }

    /// Returns the bucket that holds `minute`.
    ///
    /// The weeks at both ends of time are cut off at 1600-01-01 and 9999-12-31.
    pub fn around(self, minute: CivilMinute) -> Interval {
        let date = minute.min(last_minute()).date();
        let whole = match self {
            Bucket::Day => Interval::day(date),
            Bucket::Week => return week_around(date),
            Bucket::Month => Interval::months(date, 1),
            Bucket::Quarter => {
                let first = date.month0() / 3 * 3 + 1;
                NaiveDate::from_ymd_opt(date.year(), first, 1)
                    .ok_or(OutOfRange)
                    .and_then(|first| Interval::months(first, 3))
            }
            Bucket::Year => Interval::year(date.year()),
        };
        whole.expect("a bucket of a minute in range is in range")
    }

    /// Returns the bucket after `bucket`, to fill the gaps of a histogram; none after year 9999.
    pub fn next(self, bucket: Interval) -> Option<Interval> {
        (bucket.end < CivilMinute::MAX).then(|| self.around(bucket.end))
    }

    /// Spells the bucket that holds `minute`: `2026-01-13`, `2026-W03`, `2026-01`, `2026-Q1`, `2026`.
    pub fn label(self, minute: CivilMinute) -> String {
        let date = minute.min(last_minute()).date();
        match self {
            Bucket::Day => date.to_string(),
            Bucket::Week => {
                let week = date.iso_week();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Bucket::Month => format!("{:04}-{:02}", date.year(), date.month()),
            Bucket::Quarter => format!("{:04}-Q{}", date.year(), date.month0() / 3 + 1),
            Bucket::Year => format!("{:04}", date.year()),
        }
    }
}

/// Returns the interval of an ISO week, if the year has that week.
pub fn iso_week(year: i32, week: u32) -> Result<Interval, OutOfRange> {
    let monday = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon).ok_or(OutOfRange)?;
    Interval::days(
        monday,
        monday.checked_add_days(Days::new(6)).ok_or(OutOfRange)?,
    )
}

/// Returns the interval of a quarter, 1 to 4.
pub fn quarter(year: i32, quarter: u32) -> Result<Interval, OutOfRange> {
    if !(1..=4).contains(&quarter) {
        return Err(OutOfRange);
    }
    let first = NaiveDate::from_ymd_opt(year, quarter * 3 - 2, 1).ok_or(OutOfRange)?;
    Interval::months(first, 3)
}

/// Spells a moment as exactly as it is known: `2026`, `2026-01`, `2026-01-13`, `2026-01-13T10:15`.
///
/// The offset is written only behind a time: `2026-01-13T10:15-05:00`.
pub fn iso_text(start: CivilMinute, precision: Precision, offset: Option<i16>) -> String {
    let text = start.to_string();
    match precision {
        Precision::Year => text[..4].to_owned(),
        Precision::Month => text[..7].to_owned(),
        Precision::Day => text[..10].to_owned(),
        Precision::Minute => text + &offset.map(offset_text).unwrap_or_default(),
    }
}

/// Spells a UTC offset in minutes as `-05:00`.
pub fn offset_text(offset: i16) -> String {
    let sign = if offset < 0 { '-' } else { '+' };
    let minutes = offset.unsigned_abs();
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

fn week_around(date: NaiveDate) -> Interval {
    let past_monday = u64::from(date.weekday().num_days_from_monday());
    let monday = date
        .checked_sub_days(Days::new(past_monday))
        .unwrap_or(date);
    let next = monday.checked_add_days(Days::new(7)).unwrap_or(date);
    Interval {
        start: CivilMinute::start_of(monday).unwrap_or(CivilMinute::MIN),
        end: CivilMinute::start_of(next).unwrap_or(CivilMinute::MAX),
    }
}

/// [`CivilMinute::MAX`] is an end, not a moment: it counts as the last minute of 9999.
fn last_minute() -> CivilMinute {
    CivilMinute::MAX
        .plus_minutes(-1)
        .expect("one before the end is in range")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(date: &str, labels: [&str; 5]) {
        let minute = CivilMinute::start_of(date.parse().unwrap()).unwrap();
        for (bucket, label) in Bucket::ALL.into_iter().zip(labels) {
            assert_eq!(bucket.label(minute), label, "{} of {date}", bucket.name());
            let around = bucket.around(minute);
            assert!(
                around.start <= minute && minute < around.end,
                "{} of {date}",
                bucket.name()
            );
            assert_eq!(bucket.around(around.start), around);
            if let Some(next) = bucket.next(around) {
                assert_eq!(next.start, around.end);
            }
        }
    }

    #[test]
    fn labels() {
        check(
            "2026-01-13",
            ["2026-01-13", "2026-W03", "2026-01", "2026-Q1", "2026"],
        );
        check(
            "2021-01-03",
            ["2021-01-03", "2020-W53", "2021-01", "2021-Q1", "2021"],
        );
        check(
            "2024-12-30",
            ["2024-12-30", "2025-W01", "2024-12", "2024-Q4", "2024"],
        );
        check(
            "1905-06-30",
            ["1905-06-30", "1905-W26", "1905-06", "1905-Q2", "1905"],
        );
        check(
            "1600-01-01",
            ["1600-01-01", "1599-W52", "1600-01", "1600-Q1", "1600"],
        );
        check(
            "9999-12-31",
            ["9999-12-31", "9999-W52", "9999-12", "9999-Q4", "9999"],
        );
    }

    #[test]
    fn the_end_of_time_has_buckets_too() {
        for bucket in Bucket::ALL {
            let last = bucket.around(CivilMinute::MAX);
            assert_eq!(last.end, CivilMinute::MAX);
            assert_eq!(bucket.next(last), None);
        }
    }

    #[test]
    fn weeks_and_quarters_by_number() {
        assert_eq!(
            Bucket::Week.label(iso_week(2026, 3).unwrap().start),
            "2026-W03"
        );
        assert_eq!(iso_week(2026, 54), Err(OutOfRange));
        assert_eq!(
            quarter(2026, 4).unwrap().end,
            Interval::year(2026).unwrap().end
        );
        assert_eq!(quarter(2026, 5), Err(OutOfRange));
    }

    #[test]
    fn moments_are_spelt_as_exactly_as_they_are_known() {
        let minute = CivilMinute::start_of("2026-01-13".parse().unwrap()).unwrap();
        let minute = minute.plus_minutes(615).unwrap();
        let texts = Precision::ALL.map(|precision| iso_text(minute, precision, Some(-300)));
        assert_eq!(
            texts,
            ["2026", "2026-01", "2026-01-13", "2026-01-13T10:15-05:00"]
        );
        assert_eq!(
            iso_text(minute, Precision::Minute, None),
            "2026-01-13T10:15"
        );
    }

    #[test]
    fn offsets_are_spelt_with_sign_and_colon() {
        assert_eq!(offset_text(-300), "-05:00");
        assert_eq!(offset_text(345), "+05:45");
        assert_eq!(offset_text(0), "+00:00");
    }
}
