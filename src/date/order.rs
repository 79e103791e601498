//! Which of day and month stands first in dates of figures: `13/04/2026` tells, `03/04/2026` does not.

use memchr::memchr2_iter;

use crate::article::DateOrder;

/// Of this many dates one may be a slip.
const SLIPS: usize = 20;

/// How many dates have the day first, and how many the month, as far as numbers above twelve tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Votes {
    pub day_first: usize,
    pub month_first: usize,
}

impl Votes {
    /// Counts the dates of a text, wherever they stand in it.
    pub fn of_text(text: &str) -> Self {
        // Results, numbers and telephones have hyphens too.
        let is_date = |date: &FoundDate<'_>| date.mark == b'/' || date.has_century;
        let dates = dates_in(text.as_bytes()).filter(is_date);
        Self::of(dates.map(|date| (date.first, date.second)))
    }

    pub fn of(dates: impl Iterator<Item = (u8, u8)>) -> Self {
        let mut votes = Self::default();
        for date in dates {
            match date {
                (13..=31, 1..=12) => votes.day_first += 1,
                (1..=12, 13..=31) => votes.month_first += 1,
                _ => {}
            }
        }
        votes
    }

    pub fn add(&mut self, other: Self) {
        self.day_first += other.day_first;
        self.month_first += other.month_first;
    }

    pub fn add_order(&mut self, order: DateOrder) {
        match order {
            DateOrder::DayFirst => self.day_first += 1,
            DateOrder::MonthFirst => self.month_first += 1,
        }
    }

    /// What almost all of them have; None when there are none or they differ.
    pub fn order(self) -> Option<DateOrder> {
        if self.day_first > self.month_first * SLIPS {
            Some(DateOrder::DayFirst)
        } else if self.month_first > self.day_first * SLIPS {
            Some(DateOrder::MonthFirst)
        } else {
            None
        }
    }
}

/// A date of three numbers, and what stands around it.
pub struct FoundDate<'a> {
    pub before: &'a [u8],
    /// The sign between the numbers.
    pub mark: u8,
    /// The year has four digits, as one of 1000 to 2999.
    pub has_century: bool,
    pub first: u8,
    pub second: u8,
    pub behind: &'a [u8],
}

/// Finds dates of three numbers with strokes or hyphens, no year first.
pub fn dates_in(bytes: &[u8]) -> impl Iterator<Item = FoundDate<'_>> {
    memchr2_iter(b'/', b'-', bytes).filter_map(|at| date_at(bytes, at))
}

/// The date whose first separator stands there.
fn date_at(bytes: &[u8], at: usize) -> Option<FoundDate<'_>> {
    let (before, behind) = (&bytes[..at], &bytes[at + 1..]);
    let length = before
        .iter()
        .rev()
        .take_while(|b| b.is_ascii_digit())
        .take(3);
    let (before, first) = before.split_at(at - length.count());
    let first = small_number(first)?;
    let (second, behind) = split_digits(behind);
    let second = small_number(second)?;
    let behind = behind.strip_prefix(&bytes[at..=at])?;
    let (year, behind) = split_digits(behind);
    // A fourth number makes it an address or a code.
    let goes_on = |next: Option<&u8>| matches!(next, Some(b'/' | b'-'));
    if goes_on(before.last()) || goes_on(behind.first()) {
        return None;
    }
    matches!(year.len(), 2 | 4).then_some(FoundDate {
        before,
        mark: bytes[at],
        has_century: year.len() == 4 && matches!(year[0], b'1' | b'2'),
        first,
        second,
        behind,
    })
}

/// A number of one or two digits.
fn small_number(digits: &[u8]) -> Option<u8> {
    let tens_and_ones = (1..=2).contains(&digits.len());
    tens_and_ones.then(|| {
        digits
            .iter()
            .fold(0, |number, digit| number * 10 + (digit - b'0'))
    })
}

fn split_digits(bytes: &[u8]) -> (&[u8], &[u8]) {
    let length = bytes.iter().take_while(|b| b.is_ascii_digit()).take(5);
    bytes.split_at(length.count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_counted_wherever_they_stand() {
        let votes = Votes::of_text("Posted 13/04/2026 at noon, updated 04/05/2026 and 14/04/26");
        let two = Votes {
            day_first: 2,
            month_first: 0,
        };
        assert_eq!(votes, two);
        assert_eq!(votes.order(), Some(DateOrder::DayFirst));
        assert_eq!(Votes::of_text("1/13/04/2026, 2026-04-13").order(), None);
        assert_eq!(Votes::default().order(), None);
    }
}
