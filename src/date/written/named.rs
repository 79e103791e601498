//! The day part of a date whose month is a name, in every language of the table.

use super::day::{YEARS_IN_TEXT, expand_year};
use super::scan::{Draft, Found, Mode, Scanner};
use super::token::Kind;
use super::{Note, Refusal, WrittenDay};
use crate::date::words::Word;

/// By how many years the Thai count is ahead.
const BUDDHIST_YEARS: i32 = 543;
/// The century that short years of the Thai count are of.
const SHORT_THAI_CENTURY: i32 = 2500;

/// Only Thai calls a month so.
fn is_thai(word: &Word) -> bool {
    word.month_languages == crate::date::words::rows_of("th")
}

impl Scanner<'_> {
    /// `13 January 2026`, `26-FEB-1987`, `13. Januar`, `13 de enero de 2026`, `13th of January`.
    pub fn named_day_first_at(&self, at: usize, draft: &mut Draft) -> Found<WrittenDay> {
        let Some(day) = self.number(at).filter(|day| (1..=31).contains(&day.value)) else {
            return Ok(None);
        };
        let mut next = self.skip_ordinal(at + 1);
        // 13-15 January: the first day stands for the span.
        if self.glued_mark(next) == Some('-') && self.number(next + 1).is_some() {
            next = self.skip_ordinal(next + 2);
        }
        let is_apart = self.is_mark(next, ',') && self.mode == Mode::Whole;
        if is_apart
            || ['.', '-', '/']
                .into_iter()
                .any(|mark| self.is_mark(next, mark))
        {
            next += 1;
        }
        next = self.skip_links(next);
        let Some((word, month)) = self.month_at(next) else {
            return Ok(None);
        };
        let at_month = next;
        next += 1;
        // 5 آذار/مارس: the month by both of its names.
        if self.is_mark(next, '/') && self.month_at(next + 1).is_some_and(|(_, m)| m == month) {
            next += 2;
        }
        let mut at_year = next;
        at_year += usize::from(self.ends_short(at_year, &word));
        for mark in [',', '-', '/'] {
            at_year += usize::from(self.is_mark(at_year, mark));
        }
        at_year = self.skip_links(at_year);
        let day_value = u8::try_from(day.value).unwrap_or(0);
        self.with_year(
            (at_month, &word),
            (month, day_value),
            (next, at_year),
            draft,
        )
    }

    /// `January 13, 2026`, `Jan. 13th`, `enero 13 de 2026`, `March 2024`.
    pub fn named_month_first_at(&self, at: usize, draft: &mut Draft) -> Found<WrittenDay> {
        let Some((word, month)) = self.month_at(at) else {
            return Ok(None);
        };
        let mut next = at + 1;
        if self.ends_short(next, &word) || self.glued_mark(next) == Some('-') {
            next += 1;
        }
        let Some(day) = self
            .number(next)
            .filter(|day| (1..=2).contains(&day.digits))
        else {
            let at_year = self.skip_links(next + usize::from(self.is_mark(next, ',')));
            let Some((year, next)) = self.year_at(at_year) else {
                return Ok(None);
            };
            if self.mode == Mode::Within && self.is_foreign_month(&word) {
                return Ok(None);
            }
            self.full_day(year, u32::from(month), 1)?;
            return Ok(Some((WrittenDay::Month { year, month }, next)));
        };
        if !self.is_day_of_month(next) {
            return Ok(None);
        }
        let day = u8::try_from(day.value).unwrap_or(u8::MAX);
        next = self.skip_ordinal(next + 1);
        // mar 13 enero: that was a weekday.
        if self.month_at(next).is_some() && word.weekday.is_some() {
            return Ok(None);
        }
        let mut at_year = next;
        // January 13-15, 2026: the first day stands for the span.
        if self.glued_mark(at_year) == Some('-')
            && self.number(at_year + 1).is_some_and(|day| day.digits <= 2)
        {
            at_year = self.skip_ordinal(at_year + 2);
        }
        for mark in [',', '-', '/'] {
            at_year += usize::from(self.is_mark(at_year, mark));
        }
        at_year = self.skip_links(at_year);
        self.with_year((at, &word), (month, day), (next, at_year), draft)
    }

    /// Reports whether the mark at `at` says that the month before it is shortened: `Jan.`, `ינו׳`, `जन॰`.
    ///
    /// A full stop behind a full name ends the sentence: "Plaza de Mayo. 2000 people".
    fn ends_short(&self, at: usize, word: &Word) -> bool {
        let is_short = self.mode == Mode::Whole || !word.is_full_month;
        let is_sign = matches!(self.kind(at), Kind::Mark('׳' | '\'' | '॰')) && self.is_glued(at);
        is_short && (self.is_mark(at, '.') || is_sign)
    }

    /// Completes a named day with the year at `at_year`, or leaves it without one at `next`.
    pub fn with_year(
        &self,
        (at_month, word): (usize, &Word),
        (month, day): (u8, u8),
        (next, at_year): (usize, usize),
        draft: &mut Draft,
    ) -> Found<WrittenDay> {
        let year = match self.year_at(at_year) {
            None if is_thai(word) => self.short_thai_year_at(at_year, draft),
            None => self.short_year_at(at_year, at_month, draft)?,
            Some((year, next)) => Some((self.common_year(year, word), next)),
        };
        if !self.accepts_month(at_month, word, year.is_some()) {
            return Ok(None);
        }
        if let Some((year, next)) = year {
            let date = self.full_day(year, u32::from(month), u32::from(day))?;
            return Ok(Some((WrittenDay::Full(date), next)));
        }
        // Without a year the 29th of February has to be possible.
        self.full_day(2000, u32::from(month), u32::from(day))?;
        Ok(Some((WrittenDay::MonthDay { month, day }, next)))
    }

    /// Thai months come with years of the Buddha.
    fn common_year(&self, year: i32, word: &Word) -> i32 {
        if is_thai(word) && (2400..2700).contains(&year) {
            year - BUDDHIST_YEARS
        } else {
            year
        }
    }

    /// `3 ม.ค. 68`: the last digits of a year of the Buddha from 2544 on; smaller ones may be ours.
    fn short_thai_year_at(&self, at: usize, draft: &mut Draft) -> Option<(i32, usize)> {
        let year = self.number(at).filter(|year| year.digits == 2)?;
        let year = i32::try_from(year.value).ok().filter(|year| *year >= 44)?;
        let year = year + SHORT_THAI_CENTURY - BUDDHIST_YEARS;
        let is_late = self.hints.latest_year.is_some_and(|latest| year > latest);
        // "3 ม.ค. 68 คน" counts people.
        let is_over = match self.kind(at + 1) {
            Kind::Word { word, .. } => word.is_some_and(|word| word.link),
            Kind::Number(_) => self.glued_mark(at + 2) == Some(':'),
            Kind::Mark(mark) => !(self.is_glued(at + 1) && ":.%/-".contains(mark)),
            Kind::Control | Kind::LineEnd => true,
        };
        if is_late || !is_over {
            return None;
        }
        draft.notes.push(Note::TwoDigitYear);
        Some((year, at + 1))
    }

    /// Reads four digits as a year.
    pub fn year_at(&self, at: usize) -> Option<(i32, usize)> {
        let number = self.number(at).filter(|number| number.digits == 4)?;
        let year = i32::try_from(number.value).ok()?;
        if self.mode == Mode::Within && !YEARS_IN_TEXT.contains(&year) {
            return None;
        }
        // A time (1015:00), an amount (2,000) or a name (2026-style) is no year.
        let is_longer = match self.glued_mark(at + 1) {
            Some(':') => {
                self.number(at + 2).is_some_and(|n| n.digits == 2) && self.mode == Mode::Within
            }
            Some('%') => true,
            _ => false,
        };
        (!is_longer).then_some((year, at + 1))
    }

    /// `Tue, 13 Jan 26 10:15 GMT` of old mail, and `Jan 13, '26` where the century is known.
    pub fn short_year_at(&self, at: usize, at_month: usize, draft: &mut Draft) -> Found<i32> {
        if self.mode == Mode::Within {
            return Ok(None);
        }
        let quoted = self.is_mark(at, '\'') || self.is_mark(at, '’');
        let at_number = at + usize::from(quoted);
        let Some(year) = self.number(at_number).filter(|year| year.digits == 2) else {
            return Ok(None);
        };
        let next = at_number + 1;
        if self
            .glued_mark(next)
            .is_some_and(|mark| ":.".contains(mark))
            || self.word(next).is_some_and(|word| word.unit.is_some())
        {
            return Ok(None);
        }
        if let Some(latest) = self.hints.latest_year {
            draft.notes.push(Note::TwoDigitYear);
            return Ok(Some((expand_year(year.value, latest), next)));
        }
        // RFC 2822: 00 to 49 are of this century. Only mail writes day, month, year and then time.
        let is_mail = !quoted
            && (at == at_month + 1 || self.glued_mark(at - 1) == Some('-'))
            && self.number(next).is_some()
            && self.glued_mark(next + 1) == Some(':');
        if !is_mail {
            return Err(Refusal::TwoDigitYear);
        }
        draft.notes.push(Note::TwoDigitYear);
        let century = if year.value < 50 { 2000 } else { 1900 };
        Ok(Some((
            century + i32::try_from(year.value).unwrap_or(0),
            next,
        )))
    }

    /// Returns the month named at `at`, as the language of the text means it.
    ///
    /// A short name of two months (`lip`, `srp`) is none where the language is not known.
    pub fn month_at(&self, at: usize) -> Option<(Word, u8)> {
        let word = self.word(at)?;
        let month = word.month?;
        let own = self.own_rows();
        match word.other_month {
            Some((other, languages)) if languages & own != 0 => Some((word, other)),
            Some(_) if own & word.month_languages == 0 && !word.is_full_month => None,
            _ => Some((word, month)),
        }
    }

    /// `March 1,000`, `Jan 10:15`, `May 5.5`, `May 5%`: the number is no day of that month.
    pub fn is_day_of_month(&self, at: usize) -> bool {
        match self.glued_mark(at + 1) {
            Some(',') => self.number(at + 2).is_none_or(|number| number.digits != 3),
            Some('.') => self.number(at + 2).is_none(),
            Some(':' | '%') => false,
            _ => !self.is_mark(at + 1, '%'),
        }
    }

    pub fn skip_ordinal(&self, at: usize) -> usize {
        const ORDINALS: [&str; 12] = [
            "st", "nd", "rd", "th", "er", "ro", "o", "º", "ª", "e", "ste", "de",
        ];
        let is_ordinal = self.is_glued(at)
            && (self.is_mark(at, '°')
                || ORDINALS
                    .iter()
                    .any(|suffix| self.raw(at).eq_ignore_ascii_case(suffix)));
        at + usize::from(is_ordinal)
    }

    pub fn skip_links(&self, at: usize) -> usize {
        let mut next = at;
        while next < at + 3
            && self
                .word(next)
                .is_some_and(|word| word.link && word.month.is_none())
        {
            // d’abril, ta’ Jannar, ค.ศ. 2026
            let is_cut = matches!(self.kind(next + 1), Kind::Mark('’' | '\'' | '.'));
            next += 1 + usize::from(is_cut && self.is_glued(next + 1));
        }
        next
    }
}
