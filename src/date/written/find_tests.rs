//! What is a date within a line or a text, and what only looks like one.

use super::tests::spell;
use super::*;

/// Checks all dates of a text: what stands there, and what it was read as.
#[track_caller]
fn check_find(text: &str, expected: &[(&str, &str)]) {
    let found = find(text, &Hints::default());
    let found: Vec<(&str, String)> = found
        .iter()
        .map(|date| (&text[date.span.clone()], spell(date)))
        .collect();
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|(text, date)| (*text, date.as_str()))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn dates_in_lines() {
    check_find(
        "CITY HALL, OHIO: The council announced Tuesday, Jan 13, that many clerks",
        &[("Tuesday, Jan 13", "--01-13 Tue")],
    );
    check_find(
        "a march on January 12, 2026, in Lima",
        &[("January 12, 2026", "2026-01-12")],
    );
    check_find(
        "Kurier (vom/06.03.2026), und/06.03.2026",
        &[("06.03.2026", "2026-03-06"), ("06.03.2026", "2026-03-06")],
    );
    for text in [
        "https://x.example/vom/06.03.2026",
        "BV/06.03.2026",
        "a/vom/06.03.2026",
        "vom/06/03/2026",
    ] {
        check_find(text, &[]);
    }
    check_find(
        "LIMA, PERU - JANUARY 5: Clerks",
        &[("JANUARY 5", "--01-05")],
    );
    check_find(
        "2 min read · Jan 13, 2026",
        &[("Jan 13, 2026", "2026-01-13")],
    );
    check_find(
        "First published on Tue 13 Jan 2026 10.15 GMT, last modified 14 January 2026",
        &[
            (
                "Tue 13 Jan 2026 10.15 GMT",
                "2026-01-13T10:15+00:00 Tue Published",
            ),
            ("14 January 2026", "2026-01-14 Updated"),
        ],
    );
    check_find(
        "— Name (@x) January 5, 2026",
        &[("January 5, 2026", "2026-01-05")],
    );
    check_find(
        "LONDON, Jan 5 (AP) — On 5/6 it rained",
        &[("Jan 5", "--01-05")],
    );
    check_find(
        "Monday 5 Jan. 10.15 GMT",
        &[("Monday 5 Jan. 10.15 GMT", "--01-05T10:15+00:00 Mon")],
    );
    check_find("El 5 de mayo; 3 de ago", &[("5 de mayo", "--05-05")]);
    check_find(
        "May 5 and March 3",
        &[("May 5", "--05-05"), ("March 3", "--03-03")],
    );
    check_find("in March 2024 he said", &[("March 2024", "2024-03")]);
    check_find(
        "10:15-11:45 on 13.01.2026 at 3 p.m.",
        &[("13.01.2026 at 3 p.m.", "2026-01-13T15:00")],
    );
    check_find("27 minutes ago", &[("27 minutes ago", "-27 Minute")]);
    check_find("2026-01-13 25:61", &[("2026-01-13", "2026-01-13")]);
    check_find("one\nJan 5\n2026", &[("Jan 5", "--01-05")]);
}

#[test]
fn what_only_looks_like_a_date() {
    for text in [
        "Copyright 2026 The Example Press. © 2026",
        "the 37-year-old scored 20-26 in 2019-20 and 2010-12",
        "call 01-11-2023-55 or 212-555-1234",
        "00a02d510dd7c0aa deadbeef20260113 20260113",
        "he may 5 times march 3 miles, out 10 of 20, set 9 goals",
        "10 out of 20; 3 ago; 10 set pieces; sat 10",
        "v2026-01-13 and 2026-01-13.1 and /2026/01/13/slug",
        "Jan 10:15 March 1,000 May 5.5 percent",
        "31/02/2026 and 2026-13-45 and Feb 30, 2026",
        "it took 2 hours and 5 min",
        "la Plaza de Mayo. 2000 personas",
    ] {
        check_find(text, &[]);
    }
}

#[test]
fn a_foreign_month_counts_only_with_day_and_year() {
    let english = Hints {
        language: Some("en"),
        ..Hints::default()
    };
    assert_eq!(find("the Mars 2020 rover on 5 mars", &english), []);
    assert_eq!(find("Paris, 5 mars 2020", &english).len(), 1);
}

#[test]
fn nothing_panics_and_nothing_takes_long() {
    let pieces = [
        "2026", "-", "01", "13", "Jan", " ", ".", ",", ":", "T", "Z", "+", "a", "&#5;", "&#x",
        "年", "5", "\n", "é", "\u{301}", "ago",
    ];
    let mut seed = 1u32;
    for _ in 0..3000 {
        let mut text = String::new();
        for _ in 0..12 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text += pieces[(seed >> 16) as usize % pieces.len()];
        }
        let _ = parse(&text, &Hints::default());
        for date in find(&text, &Hints::default()) {
            assert!(text.get(date.span).is_some(), "{text}");
        }
    }
    // A date of 10,000 is found 10,000 times, in one pass.
    assert_eq!(
        find(&"Jan 13, 2026 x ".repeat(10_000), &Hints::default()).len(),
        10_000
    );
    for piece in [
        "1", "1 ", "Jan ", "Mon, ", "1:", "2026-", "-", "(", "&#", "10:15 ",
    ] {
        find(&piece.repeat(100_000), &Hints::default());
    }
}
