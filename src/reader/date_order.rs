//! How a file writes day and month.
//!
//! `03/04/2026` may be two days, but the same column has `13/04/2026` in another row, or other pages
//! of the publisher have it over their stories.  In files of many articles only what fills a field by
//! itself is counted: a date within running text was perhaps written by others.

use crate::article::DateOrder;
use crate::date::order::{Votes, dates_in};

/// Bytes of a file that are looked at: a column is soon known.
const MAX_BYTES: usize = 16 << 20;
/// What stands beside the value of a field, but for spaces.
const BORDERS: &[u8] = b"\"',;|<>:=}]\t\n\r";

/// Returns the order in which the values of fields have day and month.
pub fn order_of_fields(bytes: &[u8]) -> Option<DateOrder> {
    let bytes = &bytes[..bytes.len().min(MAX_BYTES)];
    let dates = dates_in(bytes).filter(|date| starts_field(date.before) && ends_field(date.behind));
    Votes::of(dates.map(|date| (date.first, date.second))).order()
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
