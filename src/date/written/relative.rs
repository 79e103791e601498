//! Dates that count back from a moment nobody wrote down: "1 hour ago", "hace 2 horas", "yesterday".

use super::WrittenDay;
use super::scan::Scanner;
use crate::date::words::{Need, Unit, Word};

impl Scanner<'_> {
    /// Reads a relative day or time at `at`.
    pub fn ago_at(&self, at: usize) -> Option<(WrittenDay, usize)> {
        if let Some(found) = self.named_day(at) {
            return Some(found);
        }
        let word = self.word(at);
        // hace 2 horas, vor 2 Stunden, há 2 horas
        if word.is_some_and(|word| word.ago_before) {
            let (count, unit, next) = self.amount_at(at + 1)?;
            let next = next + usize::from(self.word(next).is_some_and(|word| word.ago_after));
            return Some((WrittenDay::Ago { count, unit }, next));
        }
        // (il) y a 3 heures
        if self.raw(at).eq_ignore_ascii_case("y") && self.raw(at + 1) == "a" {
            let (count, unit, next) = self.amount_at(at + 2)?;
            return Some((WrittenDay::Ago { count, unit }, next));
        }
        let (count, unit, next) = self.amount_at(at)?;
        let is_past = self.word(next).is_some_and(|word| word.ago_after);
        is_past.then_some((WrittenDay::Ago { count, unit }, next + 1))
    }

    /// `yesterday`, `hoy`, `gestern`
    fn named_day(&self, at: usize) -> Option<(WrittenDay, usize)> {
        let word @ Word {
            days_ago: Some(days),
            ..
        } = self.word(at)?
        else {
            return None;
        };
        // "hier" is yesterday in French only.
        if word.days_ago_need != Need::Nothing && self.hints.language != Some("fr") {
            return None;
        }
        // aujourd'hui
        let has_hui = self.raw(at + 2).eq_ignore_ascii_case("hui");
        let next = if has_hui { at + 3 } else { at + 1 };
        Some((
            WrittenDay::Ago {
                count: u32::from(days),
                unit: Unit::Day,
            },
            next,
        ))
    }

    /// Reads a count and a unit: `27 minutes`, `1h`, `an hour`.
    pub fn amount_at(&self, at: usize) -> Option<(u32, Unit, usize)> {
        let count = match self.number(at) {
            Some(number) if number.digits <= 3 => u32::try_from(number.value).ok()?,
            Some(_) => return None,
            None => {
                let raw = self.raw(at);
                let is_one = ["a", "an", "one"]
                    .iter()
                    .any(|one| raw.eq_ignore_ascii_case(one));
                is_one.then_some(1)?
            }
        };
        let unit = self.word(at + 1)?.unit?;
        let has_stop = self.is_mark(at + 2, '.') && self.raw(at + 1).len() <= 4;
        Some((count, unit, at + 2 + usize::from(has_stop)))
    }
}
