//! How a file writes day and month.
//!
//! `03/04/2026` may be two days, but the same column has `13/04/2026` in another row, or other pages
//! of the publisher have it over their stories.  In files of many articles only what fills a field by
//! itself is counted: a date within running text was perhaps written by others.

use memchr::memchr2_iter;

use crate::article::DateOrder;

/// Bytes of a file that are looked at: a column is soon known.
const MAX_BYTES: usize = 16 << 20;
/// Of this many dates one may be a slip.
const SLIPS: usize = 20;
/// What stands beside the value of a field, but for spaces.
const BORDERS: &[u8] = b"\"',;|<>:=}]\t\n\r";

/// How many dates have the day first, and how many the month, as far as numbers above twelve tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Votes {
    pub day_first: usize,
    pub month_first: usize,
}

impl Votes {
    /// Counts the dates of a text that is one value or one short line, wherever they stand in it.
    pub fn of_line(text: &str) -> Self {
        let dates = dates_in(text.as_bytes());
        Self::of(dates.map(|date| (date.first, date.second)))
    }

    fn of(dates: impl Iterator<Item = (u8, u8)>) -> Self {
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

/// Returns the order in which the values of fields have day and month.
pub fn order_of_fields(bytes: &[u8]) -> Option<DateOrder> {
    let bytes = &bytes[..bytes.len().min(MAX_BYTES)];
    let dates = dates_in(bytes).filter(|date| starts_field(date.before) && ends_field(date.behind));
    Votes::of(dates.map(|date| (date.first, date.second))).order()
}

/// A date of three numbers, and what stands around it.
struct FoundDate<'a> {
    before: &'a [u8],
    first: u8,
    second: u8,
    behind: &'a [u8],
}

fn dates_in(bytes: &[u8]) -> impl Iterator<Item = FoundDate<'_>> {
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

fn starts_field(before: &[u8]) -> bool {
    let last = before.iter().rev().find(|byte| **byte != b' ');
    last.is_none_or(|byte| BORDERS.contains(byte))
}

/// Behind a date stands the end of the field or a time.
fn ends_field(behind: &[u8]) -> bool {
    let next = behind.iter().position(|byte| *byte != b' ');
    match next.map(|next| (next, behind[next])) {
        None => true,
        Some((0, b'T')) => true,
        Some((1.., byte)) if byte.is_ascii_digit() => true,
        Some((_, byte)) => BORDERS.contains(&byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_fields_tell_the_order() {
        let check = |text: &str, expected| {
            assert_eq!(order_of_fields(text.as_bytes()), expected, "{text}");
        };
        let (day, month) = (Some(DateOrder::DayFirst), Some(DateOrder::MonthFirst));
        check("title,date\nOne,03/04/2026\nTwo,13/04/2026\n", day);
        check("title;date\nOne;4/13/26 \nTwo; 03/04/26", month);
        check(r#"{"date": "13-04-2026 10:30", "title": "One"}"#, day);
        check(r#"{"date":"04/13/2026T10:30"}"#, month);
        check("<td>13/04/2026</td>", day);
        check("a\t13/04/2026\tb", day);
        // Nothing, no dates, running text, and dates that need no order.
        check("", None);
        check("/-/--13//", None);
        check("It was on 13/04/2026 that all began, 25/12/2025 too", None);
        check("13/04/2026 was a Monday", None);
        check(
            "2026-04-13,2026/04/13,13/14/2026,113/04/2026,13/04-2026,13/04/20261",
            None,
        );
        check("03/04/2026,04/03/2026", None);
        // Two orders, and one slip among many.
        check("13/04/2026,04/13/2026", None);
        check(&("13/04/2026,".repeat(30) + "04/13/2026"), day);
    }

    #[test]
    fn dates_of_a_line_are_counted_wherever_they_stand() {
        let votes = Votes::of_line("Posted 13/04/2026 at noon, updated 04/05/2026 and 14/04/26");
        let two = Votes {
            day_first: 2,
            month_first: 0,
        };
        assert_eq!(votes, two);
        assert_eq!(votes.order(), Some(DateOrder::DayFirst));
        assert_eq!(Votes::of_line("1/13/04/2026, 2026-04-13").order(), None);
        assert_eq!(Votes::default().order(), None);
    }
}
