//! The one grammar of written dates, for metadata, stamps, lines and file names.
//!
//! [`parse`] reads a text that should be a date and says why when it is not one; [`find`] picks the
//! dates out of a line or a whole text. Nothing is guessed here: a missing year stays missing,
//! `01/02/2026` stays two days unless the order is known, "1 hour ago" stays relative, and an
//! impossible day is refused. Seconds are dropped. Both are linear in the length of the text.

mod clock;
mod day;
mod named;
mod nepali;
mod path;
mod relative;
mod scan;
mod solar;
mod stuck;
mod token;
mod whole;

#[cfg(test)]
mod find_tests;
#[cfg(test)]
mod language_tests;
#[cfg(test)]
mod solar_tests;
#[cfg(test)]
mod tests;

use std::ops::Range;

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

pub use self::path::find_in_path;
pub use self::token::{digit, has_digit};
use super::civil::{Interval, OutOfRange};
pub use super::words::{Lead, Unit};
use crate::article::DateOrder;

/// A longer text is no date.
const MAX_LENGTH: usize = 400;

/// What is known about the text beforehand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hints<'a> {
    /// Decides `01/02/2026`; see [`DateOrder::of_locale`].
    pub order: Option<DateOrder>,
    /// ISO 3166 code, decides zone abbreviations such as `EST`.
    pub country: Option<&'a str>,
    /// ISO 639-1 code of the text: month names of other languages then count only in full dates.
    pub language: Option<&'a str>,
    /// The latest year that `13/01/26` may mean; without it such dates are refused.
    pub latest_year: Option<i32>,
}

impl DateOrder {
    /// Returns the order of a country, else of a language that only has one.
    pub fn of_locale(language: Option<&str>, country: Option<&str>) -> Option<DateOrder> {
        match country.map(str::to_ascii_lowercase).as_deref() {
            Some("us" | "ph" | "pw" | "fm" | "mh" | "pr" | "gu") => {
                return Some(DateOrder::MonthFirst);
            }
            // Canada and its neighbours write both; the language does not help there.
            Some("ca" | "bz" | "ky" | "pa") => return None,
            Some(_) => return Some(DateOrder::DayFirst),
            None => {}
        }
        match language {
            // Where digits begin with the day, or with the year: never with the month.
            Some(
                "es" | "fr" | "de" | "pt" | "it" | "nl" | "no" | "nb" | "nn" | "da" | "fi" | "ru"
                | "sv" | "is" | "pl" | "cs" | "sk" | "sl" | "hr" | "sr" | "bs" | "mk" | "bg" | "ro"
                | "el" | "tr" | "uk" | "be" | "et" | "lv" | "ca" | "gl" | "eu" | "af" | "he" | "ar"
                | "ur" | "hi" | "bn" | "th" | "vi" | "id" | "ms" | "sw",
            ) => Some(DateOrder::DayFirst),
            _ => None,
        }
    }
}

/// A date as it was written: only what the text says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenDate {
    /// Bytes of the text, the label in front excluded.
    pub span: Range<usize>,
    pub day: WrittenDay,
    pub weekday: Option<Weekday>,
    /// Minute of the day, 0 to 1439.
    pub minute: Option<u16>,
    /// Minutes east of UTC, when the text (or the country) decides it.
    pub offset: Option<i16>,
    /// The zone as written, for example `EST` or `+0100`.
    pub zone: Option<String>,
    /// What the words in front call it.
    pub lead: Option<Lead>,
    pub notes: Vec<Note>,
}

/// The day part of a written date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenDay {
    Full(NaiveDate),
    /// Both readings of `01/02/2026`.
    Ambiguous {
        day_first: NaiveDate,
        month_first: NaiveDate,
    },
    /// `Jan 13`; February has 29 days here.
    MonthDay {
        month: u8,
        day: u8,
    },
    Month {
        year: i32,
        month: u8,
    },
    Year(i32),
    /// `1 hour ago`, `yesterday` (one day), `today` (no days).
    Ago {
        count: u32,
        unit: Unit,
    },
}

/// Something odd in a date that was read all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// The weekday is not the weekday of that date.
    WeekdayDiffers,
    /// A time of day stands there but cannot be one; only the day is kept.
    UnreadableTime,
    /// Control characters are glued to the date.
    Controls,
    /// More text follows the date.
    TrailingText,
    /// The date is a count of seconds or milliseconds since 1970.
    Epoch,
    /// The century was chosen by [`Hints::latest_year`] or by the rule of RFC 2822.
    TwoDigitYear,
}

/// Why a text is not a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("empty")]
    Empty,
    #[error("too long for a date")]
    TooLong,
    #[error("not a date")]
    NotADate,
    #[error("a template's placeholder")]
    Placeholder,
    #[error("a time without a day")]
    TimeAlone,
    #[error("a weekday alone")]
    WeekdayAlone,
    #[error("a duration, not a date")]
    Duration,
    #[error("a range, not a date")]
    Range,
    #[error("no such day in the calendar")]
    ImpossibleDay,
    #[error("no such time of day")]
    ImpossibleTime,
    #[error("no such offset from UTC")]
    ImpossibleOffset,
    #[error(
        "year outside {} to {}",
        super::civil::MIN_YEAR,
        super::civil::MAX_YEAR
    )]
    YearOutOfRange,
    #[error("a year of two digits")]
    TwoDigitYear,
    #[error("a week without a day")]
    WeekAlone,
    #[error("another calendar")]
    OtherCalendar,
}

impl Refusal {
    /// Returns the stable name of the reason, for reports.
    pub fn code(self) -> &'static str {
        match self {
            Refusal::Empty => "empty",
            Refusal::TooLong => "too_long",
            Refusal::NotADate => "not_a_date",
            Refusal::Placeholder => "placeholder",
            Refusal::TimeAlone => "time_alone",
            Refusal::WeekdayAlone => "weekday_alone",
            Refusal::Duration => "duration",
            Refusal::Range => "range",
            Refusal::ImpossibleDay => "impossible_day",
            Refusal::ImpossibleTime => "impossible_time",
            Refusal::ImpossibleOffset => "impossible_offset",
            Refusal::YearOutOfRange => "year_out_of_range",
            Refusal::TwoDigitYear => "two_digit_year",
            Refusal::WeekAlone => "week_alone",
            Refusal::OtherCalendar => "other_calendar",
        }
    }
}

/// Reads a text that as a whole should be a date: a metadata value, a stamp, an attribute.
///
/// A label in front ("Updated:", "Publié le") is read over; text behind the date is noted.
pub fn parse(text: &str, hints: &Hints) -> Result<WrittenDate, Refusal> {
    if text.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    if text.len() > MAX_LENGTH {
        return Err(Refusal::TooLong);
    }
    scan::Scanner::new(text, hints, scan::Mode::Whole).read_whole()
}

/// Finds the dates of a line or a text, in order and without overlap.
///
/// Stricter than [`parse`]: bare numbers and years, times alone and dates that are part of a longer
/// run of letters and digits are not found, nor are dates that no calendar has.
pub fn find(text: &str, hints: &Hints) -> Vec<WrittenDate> {
    scan::Scanner::new(text, hints, scan::Mode::Within).find_all()
}

impl WrittenDate {
    /// Returns the full calendar day, if the text gives one.
    pub fn date(&self) -> Option<NaiveDate> {
        match self.day {
            WrittenDay::Full(date) => Some(date),
            _ => None,
        }
    }

    /// Returns the time of day, if the text gives one.
    pub fn time(&self) -> Option<NaiveTime> {
        NaiveTime::from_num_seconds_from_midnight_opt(u32::from(self.minute?) * 60, 0)
    }

    /// Returns the civil time that the text names, if it names one without help from elsewhere.
    ///
    /// An ambiguous day gives none: both readings, and the month if it is one month, are the
    /// resolver's business.
    pub fn interval(&self) -> Option<Interval> {
        let interval: Result<Interval, OutOfRange> = match (self.day, self.time()) {
            (WrittenDay::Full(date), Some(time)) => Interval::minute(date, time),
            (WrittenDay::Full(date), None) => Interval::day(date),
            (WrittenDay::Month { year, month }, _) => Interval::month(year, u32::from(month)),
            (WrittenDay::Year(year), _) => Interval::year(year),
            (
                WrittenDay::Ambiguous { .. } | WrittenDay::MonthDay { .. } | WrittenDay::Ago { .. },
                _,
            ) => return None,
        };
        interval.ok()
    }

    /// Reports whether `date` has the weekday, month and day that are written.
    pub fn fits(&self, date: NaiveDate) -> bool {
        let is_day = match self.day {
            WrittenDay::Full(day) => day == date,
            WrittenDay::Ambiguous {
                day_first,
                month_first,
            } => day_first == date || month_first == date,
            WrittenDay::MonthDay { month, day } => {
                date.month() == u32::from(month) && date.day() == u32::from(day)
            }
            WrittenDay::Month { year, month } => {
                date.year() == year && date.month() == u32::from(month)
            }
            WrittenDay::Year(year) => date.year() == year,
            WrittenDay::Ago { .. } => true,
        };
        is_day && self.weekday.is_none_or(|weekday| weekday == date.weekday())
    }
}
