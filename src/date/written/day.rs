//! The day part of a date in digits, in every order; what names a month is read in `named.rs`.

use super::scan::{Draft, Found, Mode, Scanner};
use super::token::Kind;
use super::{Note, Refusal, WrittenDay};
use crate::article::DateOrder;

/// Years that a running text means when it writes four digits after a month.
pub(super) const YEARS_IN_TEXT: std::ops::RangeInclusive<i32> = 1600..=2100;

impl Scanner<'_> {
    /// Reads the day that begins at token `at`; digits may carry the time of day along.
    pub fn day_at(&self, at: usize, draft: &mut Draft) -> Found<WrittenDay> {
        if let Some(ago) = self.ago_at(at) {
            return Ok(Some(ago));
        }
        if let Some((year, at_year)) = self.era_at(at) {
            return self.cjk_day_at(at_year, year);
        }
        if let Some(found) = self.solar_day_at(at)? {
            return Ok(Some(found));
        }
        if self.is_nepali_at(at) {
            return Err(Refusal::OtherCalendar);
        }
        if let Some(number) = self.number(at) {
            return match number.digits {
                1 | 2 => match self.day_first_at(at, draft)? {
                    None => self.named_day_first_at(at, draft),
                    found => Ok(found),
                },
                4 => self.year_first_at(at),
                8 | 12 | 14 => self.compact_at(at, draft),
                5..=7 if self.mode == Mode::Whole && self.glued_mark(at + 1) == Some('-') => {
                    Err(Refusal::YearOutOfRange)
                }
                _ => Ok(None),
            };
        }
        self.named_month_first_at(at, draft)
    }

    /// `20260113`, `202601131015`, `20260113101500`.
    pub fn compact_at(&self, at: usize, draft: &mut Draft) -> Found<WrittenDay> {
        let Some(number) = self.number(at) else {
            return Ok(None);
        };
        let is_stamp = self.raw(at + 1).eq_ignore_ascii_case("t")
            && self.is_glued(at + 1)
            && self.is_glued(at + 2)
            && self.number(at + 2).is_some();
        if self.mode == Mode::Within && !is_stamp {
            return Ok(None);
        }
        let (day, clock) = match number.digits {
            8 => (number.value, None),
            12 => (number.value / 10_000, Some(number.value % 10_000)),
            _ => (
                number.value / 1_000_000,
                Some(number.value % 1_000_000 / 100),
            ),
        };
        let part = |value: u64| u32::try_from(value).unwrap_or(u32::MAX);
        let year = i32::try_from(day / 10_000).map_err(|_| Refusal::YearOutOfRange)?;
        let date = self.full_day(year, part(day / 100 % 100), part(day % 100))?;
        if let Some(clock) = clock {
            draft.minute = Some(super::clock::minute_of(clock / 100, clock % 100)?);
            if let Some(next) = self.zone_at(at + 1, draft)? {
                return Ok(Some((WrittenDay::Full(date), next)));
            }
        }
        Ok(Some((WrittenDay::Full(date), at + 1)))
    }

    /// `2026-01-13`, `2026/1/13`, `2026年1月13日`, `2026-W03-2`, `2026-013`, `2026-01`, `2026`.
    pub fn year_first_at(&self, at: usize) -> Found<WrittenDay> {
        let Some(year) = self
            .number(at)
            .and_then(|number| i32::try_from(number.value).ok())
        else {
            return Ok(None);
        };
        if let Some(found) = self.cjk_day_at(at, year)? {
            return Ok(Some(found));
        }
        let separator = self
            .glued_mark(at + 1)
            .filter(|mark| "-/._".contains(*mark));
        let Some(separator) = separator else {
            return match self.year_then_name_at(at, year)? {
                None => self.spaced_or_lone_year(at, year),
                found => Ok(found),
            };
        };
        if self.raw(at + 2).eq_ignore_ascii_case("w") {
            return self.week_day_at(at, year);
        }
        let Some(second) = self.number(at + 2) else {
            return self.year_then_name_at(at, year);
        };
        let second_value = u32::try_from(second.value).unwrap_or(u32::MAX);
        if second.digits == 3 && separator == '-' && self.mode == Mode::Whole {
            self.full_day(year, 1, 1)?;
            let date = chrono::NaiveDate::from_yo_opt(year, second_value);
            let date = date.ok_or(Refusal::ImpossibleDay)?;
            return Ok(Some((WrittenDay::Full(date), at + 3)));
        }
        if second.digits == 4 && self.mode == Mode::Whole {
            return Err(Refusal::Range);
        }
        if second.digits > 2 {
            return Ok(None);
        }
        let third = self.number(at + 4).filter(|third| third.digits <= 2);
        if let (Some(third), true) = (third, self.glued_mark(at + 3) == Some(separator)) {
            if self.is_stuck_to_the_right(at + 5) {
                return Ok(None);
            }
            let day = u32::try_from(third.value).unwrap_or(u32::MAX);
            let date = self.full_day(year, second_value, day)?;
            return Ok(Some((WrittenDay::Full(date), at + 5)));
        }
        // A month alone: in a text "2019-11" may as well be a season or a score.
        if self.mode == Mode::Within || second.digits != 2 || separator == '.' {
            return Ok(None);
        }
        self.full_day(year, second_value, 1)?;
        let month = u8::try_from(second_value).map_err(|_| Refusal::ImpossibleDay)?;
        Ok(Some((WrittenDay::Month { year, month }, at + 3)))
    }

    /// `2026. 1. 13.` of Korea and Hungary, or a year and nothing else.
    fn spaced_or_lone_year(&self, at: usize, year: i32) -> Found<WrittenDay> {
        let dots = self.is_mark(at + 1, '.') && self.is_mark(at + 3, '.');
        if let (true, Some(month), Some(day)) = (dots, self.number(at + 2), self.number(at + 4)) {
            let is_day = month.digits <= 2 && day.digits <= 2;
            if self.mode == Mode::Within && !(is_day && YEARS_IN_TEXT.contains(&year)) {
                return Ok(None);
            }
            let part = |value: u64| u32::try_from(value).unwrap_or(u32::MAX);
            let date = self.full_day(year, part(month.value), part(day.value))?;
            return Ok(Some((WrittenDay::Full(date), at + 5)));
        }
        if self.mode == Mode::Within || self.tokens.len() != 2 {
            return Ok(None);
        }
        self.full_day(year, 1, 1)?;
        Ok(Some((WrittenDay::Year(year), at + 1)))
    }

    /// The year of `令和6年3月5日` and where its number stands.
    pub fn era_at(&self, at: usize) -> Option<(i32, usize)> {
        let before = match (self.raw(at), self.raw(at + 1)) {
            ("令", "和") => 2018,
            ("平", "成") => 1988,
            ("昭", "和") => 1925,
            ("大", "正") => 1911,
            ("明", "治") => 1867,
            _ => return None,
        };
        let year = match self.number(at + 2) {
            Some(number) if (1..100).contains(&number.value) => i32::try_from(number.value).ok()?,
            // The first year has a name.
            None if self.raw(at + 2) == "元" => 1,
            _ => return None,
        };
        Some((before + year, at + 2))
    }

    pub fn cjk_day_at(&self, at: usize, year: i32) -> Found<WrittenDay> {
        let is = |i: usize, marks: &str| matches!(self.kind(i), Kind::Mark(mark) if marks.contains(mark));
        if !is(at + 1, "年년年") {
            return Ok(None);
        }
        let (Some(month), true) = (self.number(at + 2), is(at + 3, "月월")) else {
            return Ok(None);
        };
        let part = |value: u64| u32::try_from(value).unwrap_or(u32::MAX);
        match self.number(at + 4).filter(|_| is(at + 5, "日일")) {
            Some(day) => {
                let date = self.full_day(year, part(month.value), part(day.value))?;
                Ok(Some((WrittenDay::Full(date), at + 6)))
            }
            None => {
                self.full_day(year, part(month.value), 1)?;
                let month = u8::try_from(month.value).map_err(|_| Refusal::ImpossibleDay)?;
                Ok(Some((WrittenDay::Month { year, month }, at + 4)))
            }
        }
    }

    /// `2026-W03-2`
    pub fn week_day_at(&self, at: usize, year: i32) -> Found<WrittenDay> {
        let Some(week) = self.number(at + 3).filter(|week| week.digits == 2) else {
            return Ok(None);
        };
        let day = self
            .number(at + 5)
            .filter(|_| self.glued_mark(at + 4) == Some('-'));
        let Some(day) = day else {
            return if self.mode == Mode::Whole {
                Err(Refusal::WeekAlone)
            } else {
                Ok(None)
            };
        };
        self.full_day(year, 1, 1)?;
        let weekday = (1..=7)
            .contains(&day.value)
            .then(|| chrono::Weekday::try_from(u8::try_from(day.value - 1).unwrap_or(0)).ok())
            .flatten()
            .ok_or(Refusal::ImpossibleDay)?;
        let week = u32::try_from(week.value).unwrap_or(0);
        let date = chrono::NaiveDate::from_isoywd_opt(year, week, weekday);
        Ok(Some((
            WrittenDay::Full(date.ok_or(Refusal::ImpossibleDay)?),
            at + 6,
        )))
    }

    /// `2026-Jan-13`, `2026 January 13`, `2026. január 13.`, `2026. gada 13. janvāris`.
    pub fn year_then_name_at(&self, at: usize, year: i32) -> Found<WrittenDay> {
        let behind = at + 1 + usize::from(self.is_mark(at + 1, '-') || self.is_mark(at + 1, ','));
        let mut at_month = self.skip_year_word(behind);
        if at_month > behind && self.number(at_month).is_some() {
            return self.name_behind_day(at_month, year);
        }
        // A sentence that begins behind the year begins with a capital.
        let is_small = matches!(self.kind(at_month + 1), Kind::Word { capital: false, .. });
        if self.mode == Mode::Whole || is_small {
            at_month += usize::from(self.is_mark(at_month, '.'));
        }
        let Some((_, month)) = self.month_at(at_month) else {
            return Ok(None);
        };
        let mut at_day = at_month + 1;
        if self.is_mark(at_day, '-') || self.is_mark(at_day, '.') {
            at_day += 1;
        }
        match self.number(at_day).filter(|day| day.digits <= 2) {
            Some(day) if YEARS_IN_TEXT.contains(&year) && self.is_day_of_month(at_day) => {
                let day = u32::try_from(day.value).unwrap_or(u32::MAX);
                let date = self.full_day(year, u32::from(month), day)?;
                Ok(Some((WrittenDay::Full(date), at_day + 1)))
            }
            _ => Ok(None),
        }
    }

    /// Steps over the word for a year behind one: "2026 m. gegužės 5 d.", "2026(e)ko maiatzaren 5a".
    fn skip_year_word(&self, at: usize) -> usize {
        if self.mode == Mode::Within {
            return at;
        }
        let is_basque = (at..at + 4).map(|i| self.raw(i)).eq(["(", "e", ")", "ko"]);
        let at_word = at + usize::from(self.is_mark(at, '.'));
        let length = match self.raw(at_word) {
            _ if is_basque => 4,
            "m" | "gada" | "ж" | "թ" | "ko" => 1,
            _ => return at,
        };
        let mut next = at_word + length;
        for mark in ['.', ','] {
            next += usize::from(self.is_mark(next, mark));
        }
        next
    }

    /// `13. janvāris`, `16-январь` behind its year.
    fn name_behind_day(&self, at: usize, year: i32) -> Found<WrittenDay> {
        let day = self.number(at).filter(|day| day.digits <= 2);
        let has_mark = self.is_mark(at + 1, '.') || self.is_mark(at + 1, '-');
        let at_month = at + 1 + usize::from(has_mark);
        let (Some(day), Some((_, month))) = (day, self.month_at(at_month)) else {
            return Ok(None);
        };
        let day = u32::try_from(day.value).unwrap_or(u32::MAX);
        let date = self.full_day(year, u32::from(month), day)?;
        Ok(Some((WrittenDay::Full(date), at_month + 1)))
    }

    /// `13. 1. 2026` of Austria, Finland and the Czechs.
    fn spaced_day_first(&self, at: usize) -> Found<WrittenDay> {
        let has_stops = self.is_mark(at + 1, '.') && self.is_mark(at + 3, '.');
        let is_spaced = !self.is_glued(at + 2) && !self.is_glued(at + 4);
        let (true, Some(day), Some(month), Some(year)) = (
            has_stops && is_spaced,
            self.number(at),
            self.number(at + 2),
            self.number(at + 4),
        ) else {
            return Ok(None);
        };
        if month.digits > 2 || year.digits != 4 || self.is_stuck_to_the_right(at + 5) {
            return Ok(None);
        }
        let part = |value: u64| u32::try_from(value).unwrap_or(u32::MAX);
        let year = i32::try_from(year.value).unwrap_or(i32::MAX);
        let date = self.full_day(year, part(month.value), part(day.value))?;
        Ok(Some((WrittenDay::Full(date), at + 5)))
    }

    /// `13/01/2026`, `13 / 01 / 2026`, `13.01.2026`, `01-13-2026`, and with two digits for the year.
    pub fn day_first_at(&self, at: usize, draft: &mut Draft) -> Found<WrittenDay> {
        if let Some(found) = self.spaced_day_first(at)? {
            return Ok(Some(found));
        }
        let is_spaced =
            self.is_mark(at + 1, '/') && [1, 2, 3, 4].into_iter().all(|i| !self.is_glued(at + i));
        let separator = match self.glued_mark(at + 1) {
            None if is_spaced => Some('/'),
            mark => mark.filter(|mark| "-/.".contains(*mark)),
        };
        let (Some(separator), Some(first), Some(second), Some(year)) = (
            separator,
            self.number(at),
            self.number(at + 2),
            self.number(at + 4),
        ) else {
            return Ok(None);
        };
        let has_second = if is_spaced {
            self.is_mark(at + 3, '/') && year.digits == 4
        } else {
            self.glued_mark(at + 3) == Some(separator)
        };
        if second.digits > 2 || !has_second {
            return Ok(None);
        }
        let has_whole_year = year.digits == 4;
        let year = match year.digits {
            4 => i32::try_from(year.value).unwrap_or(i32::MAX),
            2 if self.mode == Mode::Whole => match self.hints.latest_year {
                Some(latest) => {
                    draft.notes.push(Note::TwoDigitYear);
                    expand_year(year.value, latest)
                }
                None => return Err(Refusal::TwoDigitYear),
            },
            _ => return Ok(None),
        };
        if self.is_stuck_to_the_right(at + 5) {
            return Ok(None);
        }
        let first = u32::try_from(first.value).unwrap_or(u32::MAX);
        let second = u32::try_from(second.value).unwrap_or(u32::MAX);
        let day_first = self.full_day(year, second, first);
        let month_first = self.full_day(year, first, second);
        // With full stops the day is first; `11.03.17` is what Americans write too.
        let is_english = self.hints.language == Some("en");
        let is_usual = separator == '.' && (has_whole_year || !is_english);
        let usual = is_usual.then_some(DateOrder::DayFirst);
        let day = match (day_first, month_first) {
            (Ok(day_first), Ok(month_first)) if day_first == month_first => {
                WrittenDay::Full(day_first)
            }
            (Ok(day_first), Ok(month_first)) => match self.hints.order.or(usual) {
                Some(DateOrder::DayFirst) => WrittenDay::Full(day_first),
                Some(DateOrder::MonthFirst) => WrittenDay::Full(month_first),
                None => WrittenDay::Ambiguous {
                    day_first,
                    month_first,
                },
            },
            (Ok(only), Err(_)) | (Err(_), Ok(only)) => WrittenDay::Full(only),
            (Err(refusal), Err(_)) => return Err(refusal),
        };
        Ok(Some((day, at + 5)))
    }
}

/// Returns the latest year up to `latest` that ends in these two digits.
pub(super) fn expand_year(short: u64, latest: i32) -> i32 {
    let short = i32::try_from(short % 100).unwrap_or(0);
    let candidate = latest - latest.rem_euclid(100) + short;
    if candidate > latest {
        candidate - 100
    } else {
        candidate
    }
}
