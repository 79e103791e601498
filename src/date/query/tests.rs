//! Every form of a date in a query, seen from one Tuesday, and every error.

use super::*;

/// A Tuesday.
const TODAY: &str = "2026-01-13";

fn parse(text: &str) -> Result<String, QueryDateError> {
    let interval = parse_query_date(text, TODAY.parse().unwrap())?;
    Ok(format!("{} {}", interval.start, interval.end))
}

#[track_caller]
fn check(text: &str, start: &str, end: &str) {
    let with_time = |day: &str| match day.contains('T') {
        true => day.to_owned(),
        false => format!("{day}T00:00"),
    };
    let expected = format!("{} {}", with_time(start), with_time(end));
    assert_eq!(parse(text), Ok(expected), "{text}");
}

#[track_caller]
fn check_error(text: &str, expected: QueryDateError) {
    assert_eq!(parse(text), Err(expected), "{text}");
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn absolute_periods() {
    check("2024", "2024-01-01", "2025-01-01");
    check("2024-03", "2024-03-01", "2024-04-01");
    check("2024/03", "2024-03-01", "2024-04-01");
    check("2024-03-07", "2024-03-07", "2024-03-08");
    check("20240307", "2024-03-07", "2024-03-08");
    check("2024-03-07T10:15", "2024-03-07T10:15", "2024-03-07T10:16");
    check("2024-03-07 10:15", "2024-03-07T10:15", "2024-03-07T10:16");
    check("March 2024", "2024-03-01", "2024-04-01");
    check("march 2024", "2024-03-01", "2024-04-01");
    check("marzo de 2024", "2024-03-01", "2024-04-01");
    check("7 March 2024", "2024-03-07", "2024-03-08");
    check("March 7, 2024", "2024-03-07", "2024-03-08");
    check("7. März 2024", "2024-03-07", "2024-03-08");
    check("7 de marzo de 2024", "2024-03-07", "2024-03-08");
    check("13/01/2026", "2026-01-13", "2026-01-14");
    check("1/31/2024", "2024-01-31", "2024-02-01");
    check("31.1.2024", "2024-01-31", "2024-02-01");
    check("2024-Q1", "2024-01-01", "2024-04-01");
    check("Q4 2024", "2024-10-01", "2025-01-01");
    check("2024-W10", "2024-03-04", "2024-03-11");
    check("1990s", "1990-01-01", "2000-01-01");
    check("1600", "1600-01-01", "1601-01-01");
    check("9999", "9999-01-01", "10000-01-01");
}

#[test]
fn relative_periods() {
    check("today", "2026-01-13", "2026-01-14");
    check("yesterday", "2026-01-12", "2026-01-13");
    check("monday", "2026-01-12", "2026-01-13");
    check("tuesday", "2026-01-13", "2026-01-14");
    check("Wednesday", "2026-01-07", "2026-01-08");
    check("last-tuesday", "2026-01-06", "2026-01-07");
    check("7d", "2026-01-06", "2026-01-07");
    check("0d", "2026-01-13", "2026-01-14");
    check("2w", "2025-12-30", "2025-12-31");
    check("3mo", "2025-10-13", "2025-10-14");
    check("1y", "2025-01-13", "2025-01-14");
    check("last-month", "2025-12-01", "2026-01-01");
    check("last month", "2025-12-01", "2026-01-01");
    check("this-month", "2026-01-01", "2026-02-01");
    check("last-week", "2026-01-05", "2026-01-12");
    check("this-week", "2026-01-12", "2026-01-19");
    check("last-quarter", "2025-10-01", "2026-01-01");
    check("this-year", "2026-01-01", "2027-01-01");
    check("last-year", "2025-01-01", "2026-01-01");
}

#[test]
fn what_is_not_clear_is_an_error() {
    use QueryDateError::*;
    check_error("", Empty);
    check_error("7m", MinutesOrMonths { count: 7 });
    check_error(
        "7h",
        UnknownUnit {
            count: 7,
            unit: "h".into(),
        },
    );
    check_error(
        "03/04/2024",
        Ambiguous {
            day_first: day("2024-04-03"),
            month_first: day("2024-03-04"),
        },
    );
    check_error(
        "7 March",
        NoYear {
            suggestion: day("2025-03-07"),
        },
    );
    check_error(
        "Jan 13",
        NoYear {
            suggestion: day("2026-01-13"),
        },
    );
    check_error(
        "29 Feb",
        NoYear {
            suggestion: day("2024-02-29"),
        },
    );
    check_error("2026-13-01", NoSuchDay);
    check_error("2026-02-30", NoSuchDay);
    check_error("30 February 2026", NoSuchDay);
    check_error("13/13/2026", NoSuchDay);
    check_error("Monday 13 January 2026", NoSuchDay);
    check_error("2024-Q5", NoSuchDay);
    check_error("2024-W60", NoSuchDay);
    check_error("2026-01-13T25:00", NoSuchTime);
    check_error("1599", OutOfRange);
    check_error("0001-01-01", OutOfRange);
    check_error("999999999999d", OutOfRange);
    check_error("99999999y", OutOfRange);
    check_error(
        "2024-03-07T10:15Z",
        HasZone {
            without: "2024-03-07T10:15".into(),
        },
    );
    check_error("2024-2026", Range);
    check_error("7/3/24", TwoDigitYear);
    for text in [
        "x",
        "foo",
        "10:15",
        "7",
        "1715279080",
        "2 hours ago",
        "Published 2024-03-07",
        "2024 x",
    ] {
        check_error(text, Unknown);
    }
    check_error(&"9".repeat(1_000_000), Unknown);
}

#[test]
fn spans_back_from_today_are_told_apart() {
    for text in ["7d", "2w", "3mo", "1y", " 7d "] {
        assert!(is_ago(text), "{text}");
    }
    for text in ["d", "7", "7m", "2024", "today"] {
        assert!(!is_ago(text), "{text}");
    }
}
