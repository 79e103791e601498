//! Expressions of both languages with what they mean, seen from Tuesday, 2026-01-13.

use super::*;

mod other_languages;

/// Checks all expressions of a text: `surface = value`, in order.
#[track_caller]
fn check_in(language: &str, text: &str, expected: &[&str]) {
    let anchor = Anchor {
        date: "2026-01-13".parse().unwrap(),
        is_day: true,
    };
    let found: Vec<String> = find(text, language, Some(anchor))
        .iter()
        .map(|found| format!("{} = {}", &text[found.span.clone()], found.value))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    check_in("en", text, expected);
}

#[test]
fn days_by_name() {
    check(
        "It began on January 12, 2026, in Lima.",
        &["January 12, 2026 = 2026-01-12"],
    );
    check(
        "He left Tuesday, Jan 13, by boat.",
        &["Tuesday, Jan 13 = 2026-01-13"],
    );
    check(
        "LIMA, PERU - JANUARY 5: Clerks",
        &["JANUARY 5 = 2026-01-05"],
    );
    check(
        "on 7 March 2024 and on the 8th of May, 1905",
        &[
            "7 March 2024 = 2024-03-07",
            "the 8th of May, 1905 = 1905-05-08",
        ],
    );
    check(
        "The year ended Dec. 31 was good.",
        &["The year = P1Y", "Dec. 31 = 2025-12-31"],
    );
    check("The vote will be held Feb. 3.", &["Feb. 3 = 2026-02-03"]);
    check(
        "on 2026-01-05 at noon",
        &["2026-01-05 = 2026-01-05", "noon = 2026-01-13T12:00"],
    );
    check("on Feb. 30", &[]);
}

#[test]
fn weekdays_by_tense() {
    check("a spokesman said Tuesday", &["Tuesday = 2026-01-13"]);
    check("a spokesman said Wednesday", &["Wednesday = 2026-01-07"]);
    check(
        "Smith is expected to meet with Roe on Thursday, sources said.",
        &["Thursday = 2026-01-15"],
    );
    check("On Friday, the court will rule.", &["Friday = 2026-01-16"]);
    check(
        "The report is to be published Friday.",
        &["Friday = 2026-01-16"],
    );
    check(
        "Roe spoke on Sunday. She will return on Monday.",
        &["Sunday = 2026-01-11", "Monday = 2026-01-19"],
    );
    check(
        "as of Tuesday evening, last Friday, next Tuesday",
        &[
            "Tuesday evening = 2026-01-13TEV",
            "last Friday = 2026-01-09",
            "next Tuesday = 2026-01-20",
        ],
    );
    check("Mr. Roe met Gen. Poe on Monday.", &["Monday = 2026-01-12"]);
}

#[test]
fn periods_from_today() {
    check("Last week, authorities began", &["Last week = 2026-W02"]);
    check(
        "at the beginning of this year",
        &["the beginning of this year = 2026-01"],
    );
    check(
        "last month, earlier this month, late next year",
        &[
            "last month = 2025-12",
            "earlier this month = 2026-01",
            "late next year = 2027",
        ],
    );
    check(
        "yesterday morning, tonight, last night, the day before yesterday",
        &[
            "yesterday morning = 2026-01-12TMO",
            "tonight = 2026-01-13TNI",
            "last night = 2026-01-12TNI",
            "the day before yesterday = 2026-01-11",
        ],
    );
    check(
        "two weeks ago, five years ago, several years ago, 10 days ago",
        &[
            "two weeks ago = 2026-W01",
            "five years ago = 2021",
            "several years ago = PAST_REF",
            "10 days ago = 2026-01-03",
        ],
    );
    check("over the weekend he went", &["the weekend = 2026-W02-WE"]);
    check(
        "last summer and the winter of 2024",
        &["last summer = 2025-SU", "the winter of 2024 = 2024-WI"],
    );
    check(
        "last May, in December, in March",
        &[
            "last May = 2025-05",
            "December = 2025-12",
            "March = 2026-03",
        ],
    );
}

#[test]
fn years_decades_centuries() {
    check("the contested 2024 election", &["2024 = 2024"]);
    check(
        "since 1905, in the 1990s, the mid-1980s, the '60s, the nineties",
        &[
            "1905 = 1905",
            "the 1990s = 199",
            "the mid-1980s = 198",
            "the '60s = 196",
            "the nineties = 199",
        ],
    );
    check(
        "the 20th century and nineteen ninety-six",
        &["the 20th century = 19", "nineteen ninety-six = 1996"],
    );
    check(
        "early 1990, by the end of 2024",
        &["early 1990 = 1990", "the end of 2024 = 2024"],
    );
    check(
        "2000 people, $1999, 1,500 jobs, flight 1880, 2024-style, No.1999",
        &[],
    );
}

#[test]
fn business_periods() {
    check(
        "in the third quarter of 2025 and the first half of this year",
        &[
            "the third quarter of 2025 = 2025-Q3",
            "the first half of this year = 2026-H1",
        ],
    );
    check(
        "Its fourth-quarter profit rose from a year ago. In the year-ago quarter it lost.",
        &[
            "fourth-quarter = 2025-Q4",
            "a year ago = 2024-Q4",
            "the year-ago quarter = 2024-Q4",
        ],
    );
    check(
        "fiscal 2025, last year's second quarter, year-end",
        &[
            "fiscal 2025 = 2025",
            "last year's second quarter = 2025-Q2",
            "year-end = 2026",
        ],
    );
}

#[test]
fn durations_and_sets_are_kept_apart() {
    check(
        "for years, about two years, the past three months, a 30-day truce",
        &[
            "years = PXY",
            "about two years = P2Y",
            "the past three months = P3M",
            "30-day = P30D",
        ],
    );
    check(
        "a 37-year-old, twenty-four hours, half an hour, a few days",
        &[
            "37-year-old = P37Y",
            "twenty-four hours = PT24H",
            "half an hour = PT30M",
            "a few days = PXD",
        ],
    );
    check(
        "$5 million a year, each year, every Friday",
        &[
            "a year = P1Y",
            "each year = P1Y",
            "every Friday = XXXX-WXX-5",
        ],
    );
    check(
        "in recent months, now, recently, in the past, soon",
        &[
            "recent months = PAST_REF",
            "now = PRESENT_REF",
            "recently = PAST_REF",
            "the past = PAST_REF",
            "soon = FUTURE_REF",
        ],
    );
}

#[test]
fn times_of_day() {
    check(
        "10 p.m. Wednesday, at 4:30 a.m., 12:15 p.m. EST",
        &[
            "10 p.m. Wednesday = 2026-01-07T22:00",
            "4:30 a.m. = 2026-01-13T04:30",
            "12:15 p.m. EST = 2026-01-13T12:15",
        ],
    );
    check("won 10:30, lost 3:2", &[]);
}

#[test]
fn what_only_looks_like_time() {
    check("he may march in the fall of Rome, second to none", &[]);
    check("three-quarters of the April family; in second place", &[]);
    check("a hash of 00a02d510dd7c0aa and 555-1999", &[]);
}

#[test]
fn without_a_day_of_publication() {
    let spell = |text: &str, anchor| -> Vec<String> {
        find(text, "en", anchor)
            .into_iter()
            .map(|found| found.value)
            .collect()
    };
    assert_eq!(
        spell("on Friday, Jan. 5, 2024, today", None),
        ["2024-01-05", "PRESENT_REF"]
    );
    assert_eq!(
        spell("on Friday and on Jan. 5", None),
        ["XXXX-WXX-5", "XXXX-01-05"]
    );
    // The year is known: last year is, last week is not.
    let year = Anchor {
        date: "2026-01-01".parse().unwrap(),
        is_day: false,
    };
    assert_eq!(spell("last year, last week", Some(year)), ["2025"]);
}
