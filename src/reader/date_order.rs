//! How a file writes day and month, by the values of its fields.
//!
//! `03/04/2026` may be two days, but the same column has `13/04/2026` in another row.  Only what
//! fills a field by itself is counted: a date within running text was perhaps written by others.

use memchr::memchr2_iter;

use crate::article::DateOrder;

/// Bytes of a file that are looked at: a column is soon known.
const MAX_BYTES: usize = 16 << 20;
/// Of this many dates one may be a slip.
const SLIPS: usize = 20;
/// What stands beside the value of a field, but for spaces.
const BORDERS: &[u8] = b"\"',;|<>:=}]\t\n\r";

/// Returns the order in which the values of fields have day and month, as far as numbers above
/// twelve tell it; None when they tell nothing or differ.
pub fn order_of_fields(bytes: &[u8]) -> Option<DateOrder> {
    let bytes = &bytes[..bytes.len().min(MAX_BYTES)];
    let (mut day_first, mut month_first) = (0, 0);
    for at in memchr2_iter(b'/', b'-', bytes) {
        match numbers_around(bytes, at) {
            Some((13..=31, 1..=12)) => day_first += 1,
            Some((1..=12, 13..=31)) => month_first += 1,
            _ => {}
        }
    }
    if day_first > month_first * SLIPS {
        Some(DateOrder::DayFirst)
    } else if month_first > day_first * SLIPS {
        Some(DateOrder::MonthFirst)
    } else {
        None
    }
}

/// The first two numbers of a date that fills a field, by the place of its first separator.
fn numbers_around(bytes: &[u8], at: usize) -> Option<(u8, u8)> {
    let (before, behind) = (&bytes[..at], &bytes[at + 1..]);
    let length = before
        .iter()
        .rev()
        .take_while(|b| b.is_ascii_digit())
        .take(3);
    let (before, first) = before.split_at(at - length.count());
    let first = small_number(first)?;
    if !starts_field(before) {
        return None;
    }
    let (second, behind) = split_digits(behind);
    let second = small_number(second)?;
    let behind = behind.strip_prefix(&bytes[at..=at])?;
    let (year, behind) = split_digits(behind);
    (matches!(year.len(), 2 | 4) && ends_field(behind)).then_some((first, second))
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
}
