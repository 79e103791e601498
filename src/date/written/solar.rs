//! Days of the Solar Hijri calendar of Iran and Afghanistan, as days of ours.
//!
//! Its year begins in March, so a day without a year and a month without a day are no date of ours:
//! they are refused, not guessed. The arithmetic is that of ICU4X, which holds the 33-year rule to the
//! equinox at 52.5° east for the years 1178 to 3000.

use std::ops::RangeInclusive;

use calendrical_calculations::persian::{fixed_from_fast_persian, is_leap_year};
use chrono::NaiveDate;

use super::scan::{Found, Mode, Scanner};
use super::token::Kind;
use super::{Refusal, WrittenDay};
use crate::date::words::SOLAR_ROWS;

/// Years beside a name of a month (1799 to 2122).
const YEARS: RangeInclusive<u64> = 1178..=1500;
/// Years in figures alone: from the law that introduced the calendar to 2042, below the years that the
/// lunar calendar has had since 1999.
const YEARS_IN_FIGURES: RangeInclusive<u64> = 1304..=1420;
/// Tokens on each side among which a Persian word is looked for.
const REACH: usize = 8;

impl Scanner<'_> {
    /// Reads `۲۵ دی ۱۴۰۴`, `جدی ۲۵, ۱۴۰۴`, `د ۱۴۰۴ کال د مرغومي ۲۵`, `۱۴۰۴/۱۰/۲۵`, `۲۵/۱۰/۱۴۰۴`.
    pub fn solar_day_at(&self, at: usize) -> Found<WrittenDay> {
        let Some(number) = self.number(at) else {
            return self.solar_month_first(at);
        };
        match number.digits {
            1 | 2 => match self.solar_figures(at, at + 4)? {
                None => self.solar_day_first(at, number.value),
                found => Ok(found),
            },
            4 => {
                let found = match self.solar_figures(at + 4, at)? {
                    None => self.solar_year_first(at, number.value)?,
                    found => found,
                };
                if found.is_none() && number.persian && (1200..1600).contains(&number.value) {
                    return Err(Refusal::OtherCalendar);
                }
                Ok(found)
            }
            _ => Ok(None),
        }
    }

    fn solar_month_at(&self, at: usize) -> Option<u8> {
        self.word(at)?.solar_month
    }

    fn solar_year_at(&self, at: usize) -> Option<u64> {
        let year = self.number(at).filter(|number| number.digits == 4)?.value;
        YEARS.contains(&year).then_some(year)
    }

    /// `25 دی 1404`, `۲۵ دی ماه ۱۴۰۴`
    fn solar_day_first(&self, at: usize, day: u64) -> Found<WrittenDay> {
        let at_month = self.skip_links(at + 1);
        let Some(month) = self.solar_month_at(at_month) else {
            return Ok(None);
        };
        let at_year = self.skip_links(at_month + 1 + usize::from(self.is_mark(at_month + 1, ',')));
        match self.solar_year_at(at_year) {
            Some(year) => Ok(Some((full_day(year, month.into(), day)?, at_year + 1))),
            None => self.without_year(),
        }
    }

    /// `جدی ۲۵, ۱۴۰۴`
    fn solar_month_first(&self, at: usize) -> Found<WrittenDay> {
        let Some(month) = self.solar_month_at(at) else {
            return Ok(None);
        };
        let day = self.number(at + 1).filter(|day| day.digits <= 2);
        let at_year = self.skip_links(at + 2 + usize::from(self.is_mark(at + 2, ',')));
        match (day, self.solar_year_at(at_year)) {
            (Some(day), Some(year)) => Ok(Some((
                full_day(year, month.into(), day.value)?,
                at_year + 1,
            ))),
            _ => self.without_year(),
        }
    }

    /// `۱۴۰۴ کال د مرغومي ۲۵`
    fn solar_year_first(&self, at: usize, year: u64) -> Found<WrittenDay> {
        let at_month = self.skip_links(at + 1);
        let day = self.number(at_month + 1).filter(|day| day.digits <= 2);
        match (self.solar_month_at(at_month), day) {
            (Some(month), Some(day)) if YEARS.contains(&year) => Ok(Some((
                full_day(year, month.into(), day.value)?,
                at_month + 2,
            ))),
            _ => Ok(None),
        }
    }

    /// Three numbers with one mark between them, the month in the middle: in Persian digits, or in plain
    /// ones beside Persian words.
    fn solar_figures(&self, at_day: usize, at_year: usize) -> Found<WrittenDay> {
        let at = at_day.min(at_year);
        let mark = self.glued_mark(at + 1).filter(|mark| "/-.".contains(*mark));
        let (Some(day), Some(month), Some(year)) = (
            self.number(at_day),
            self.number(at + 2),
            self.number(at_year),
        ) else {
            return Ok(None);
        };
        let is_date = mark.is_some()
            && self.glued_mark(at + 3) == mark
            && day.digits <= 2
            && month.digits <= 2
            && year.digits == 4
            && YEARS_IN_FIGURES.contains(&year.value);
        let is_solar = || match self.own_rows() {
            0 => year.persian || self.is_beside_persian(at),
            own => own & *SOLAR_ROWS != 0,
        };
        if !is_date || self.is_stuck_to_the_right(at + 5) || !is_solar() {
            return Ok(None);
        }
        Ok(Some((
            full_day(year.value, month.value, day.value)?,
            at + 5,
        )))
    }

    /// A word near token `at`, on its line, has a letter that Arabic does not.
    fn is_beside_persian(&self, at: usize) -> bool {
        let is_persian = |i: usize| match self.kind(i) {
            Kind::Word { .. } => self
                .raw(i)
                .contains(['پ', 'چ', 'ژ', 'گ', 'ک', 'ی', 'ګ', 'ۍ']),
            _ => false,
        };
        let on_line = |i: &usize| self.kind(*i) != Kind::LineEnd;
        let before = (at.saturating_sub(REACH)..at).rev().take_while(on_line);
        let after = (at..at + 5 + REACH).take_while(on_line);
        before.chain(after).any(is_persian)
    }

    /// In a text the name of such a month is any word.
    fn without_year(&self) -> Found<WrittenDay> {
        match self.mode {
            Mode::Whole => Err(Refusal::OtherCalendar),
            Mode::Within => Ok(None),
        }
    }
}

/// The day of ours; refused where that year has no such day.
fn full_day(year: u64, month: u64, day: u64) -> Result<WrittenDay, Refusal> {
    let small = |value: u64| u8::try_from(value).map_err(|_| Refusal::ImpossibleDay);
    let year = i32::try_from(year).map_err(|_| Refusal::YearOutOfRange)?;
    let (month, day) = (small(month)?, small(day)?);
    let days = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 => 29 + u8::from(is_leap_year(year)),
        _ => return Err(Refusal::ImpossibleDay),
    };
    if !(1..=days).contains(&day) {
        return Err(Refusal::ImpossibleDay);
    }
    // Both count days from 0001-01-01.
    let count = fixed_from_fast_persian(year, month, day).to_i64_date();
    i32::try_from(count)
        .ok()
        .and_then(NaiveDate::from_num_days_from_ce_opt)
        .map(WrittenDay::Full)
        .ok_or(Refusal::YearOutOfRange)
}
