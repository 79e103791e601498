//! Every shape of date that was seen in pages, with other values, and the reasons of refusals.

use super::*;
use crate::date::calendar::offset_text;

/// Spells what was read: the day, then time, offset or zone, weekday, label and notes if any.
pub(super) fn spell(date: &WrittenDate) -> String {
    let mut text = match date.day {
        WrittenDay::Full(day) => day.to_string(),
        WrittenDay::Ambiguous {
            day_first,
            month_first,
        } => format!("{day_first}|{month_first}"),
        WrittenDay::MonthDay { month, day } => format!("--{month:02}-{day:02}"),
        WrittenDay::Month { year, month } => format!("{year}-{month:02}"),
        WrittenDay::Year(year) => year.to_string(),
        WrittenDay::Ago { count, unit } => format!("-{count} {unit:?}"),
    };
    if let Some(minute) = date.minute {
        text += &format!("T{:02}:{:02}", minute / 60, minute % 60);
    }
    match (date.offset, &date.zone) {
        (Some(offset), _) => text += &offset_text(offset),
        (None, Some(zone)) => text += &format!(" {zone}?"),
        (None, None) => {}
    }
    if let Some(weekday) = date.weekday {
        text += &format!(" {weekday}");
    }
    if let Some(lead) = date.lead {
        text += &format!(" {lead:?}");
    }
    for note in &date.notes {
        text += &format!(" !{note:?}");
    }
    text
}

#[track_caller]
pub(super) fn check(text: &str, expected: &str) {
    check_with(text, &Hints::default(), expected);
}

#[track_caller]
pub(super) fn check_with(text: &str, hints: &Hints, expected: &str) {
    let read = match parse(text, hints) {
        Ok(date) => spell(&date),
        Err(refusal) => refusal.code().to_owned(),
    };
    assert_eq!(read, expected, "{text}");
}

#[test]
fn machine_dates() {
    check("2026-01-13", "2026-01-13");
    check("2026-1-3", "2026-01-03");
    check("2026/01/13", "2026-01-13");
    check("20260113", "2026-01-13");
    check("2026-01", "2026-01");
    check("1988", "1988");
    check("2026-013", "2026-01-13");
    check("2026-W03-2", "2026-01-13");
    check("2026-01-13T10:15", "2026-01-13T10:15");
    check("2026-01-13 10:15", "2026-01-13T10:15");
    check("2026-01-13T10", "2026-01-13T10:00");
    check("2026/01/13 10:15:11", "2026-01-13T10:15");
    check("2026-1-3 22:17:36", "2026-01-03T22:17");
    check("2026-01-13T4:10:00", "2026-01-13T04:10");
    check("2026-01-13 10:15:00.000000", "2026-01-13T10:15");
    check("2026-01-13 10:15:01.0", "2026-01-13T10:15");
    check("2026-01-13T10:15:25.9996320", "2026-01-13T10:15");
    check("2026-01-13T10:15:30,5+01:00", "2026-01-13T10:15+01:00");
    check("2026-01-13T10:15Z", "2026-01-13T10:15+00:00");
    check("2026-01-13T10:15:0Z", "2026-01-13T10:15+00:00");
    check("2026-01-13T10:15:00.000Z", "2026-01-13T10:15+00:00");
    check("2026-01-13T10:15:08:684Z", "2026-01-13T10:15+00:00");
    check("2026-01-13T10:15:47ZZ", "2026-01-13T10:15+00:00");
    check("2026-01-13T10:15+0000", "2026-01-13T10:15+00:00");
    check("2026-01-13T10:15+02:00", "2026-01-13T10:15+02:00");
    check("2026-01-13T10:15-0500", "2026-01-13T10:15-05:00");
    check("2026-01-13T10:15:36.270+01", "2026-01-13T10:15+01:00");
    check("2026-01-13T10:15:29.586+03:00", "2026-01-13T10:15+03:00");
    check("2026-01-13 10:15:36 +02:00", "2026-01-13T10:15+02:00");
    check("2026-01-13 10:15:00 -0400", "2026-01-13T10:15-04:00");
    check("2026-01-13 10:15:02.000000-0400", "2026-01-13T10:15-04:00");
    check("2026-01-13T10:15:00 UTC", "2026-01-13T10:15+00:00");
    check("2026-01-13 10:15:01.000000 CEST", "2026-01-13T10:15+02:00");
    check("2026-01-13T10:15:50CDT", "2026-01-13T10:15 CDT?");
    check("2026-01-13T10:15:40+02:00CET", "2026-01-13T10:15+02:00");
    check("2026-01-13CET10:15:00+0100", "2026-01-13T10:15+01:00");
    check("2026-01-13-0310:15:00-10800", "2026-01-13T10:15-03:00");
    check(
        "2026-01-13T18&#x3A;19&#x3A;06&#x2B;02&#x3A;00",
        "2026-01-13T18:19+02:00",
    );
    check("2026-01-13T10:15:00&#43;00:00", "2026-01-13T10:15+00:00");
    check("20260113T10:15:00Z", "2026-01-13T10:15+00:00");
    check("20260113T101500-0500", "2026-01-13T10:15-05:00");
    check("20260113000000-0500", "2026-01-13T00:00-05:00");
    check("202601131015", "2026-01-13T10:15");
    check("1768299300", "2026-01-13T10:15+00:00 !Epoch");
    check("1768299300000", "2026-01-13T10:15+00:00 !Epoch");
    check(" \t2026-01-13\n", "2026-01-13");
}

#[test]
fn mail_scripts_and_wires() {
    check(
        "Tue, 13 Jan 2026 10:15:00 GMT",
        "2026-01-13T10:15+00:00 Tue",
    );
    check(
        "Tue, 13 Jan 2026 10:15:00 +0100",
        "2026-01-13T10:15+01:00 Tue",
    );
    check(
        "Tue, 13 Jan 26 10:15:00 GMT",
        "2026-01-13T10:15+00:00 Tue !TwoDigitYear",
    );
    check(
        "Tuesday, 13-Jan-26 10:15:00 UTC",
        "2026-01-13T10:15+00:00 Tue !TwoDigitYear",
    );
    check(
        "Tue Jan 13 2026 10:15:55 GMT+0000 (UTC)",
        "2026-01-13T10:15+00:00 Tue",
    );
    check(
        "Tue Jan 13 2026 10:15:00 GMT+0100 (Central European Standard Time)",
        "2026-01-13T10:15+01:00 Tue",
    );
    check("Tue Jan 13 10:15:24 2026", "2026-01-13T10:15 Tue");
    check("Tue Jan 13 10:15:56 CET 2026", "2026-01-13T10:15+01:00 Tue");
    check("Tue, Jan 13 2026 10:15:41 EDT", "2026-01-13T10:15 EDT? Tue");
    check("13/Jan/2026:10:15:00 +0000", "2026-01-13T10:15+00:00");
    check("26-FEB-1987 15:01:01.79", "1987-02-26T15:01");
    check(" 3-MAR-1987  09:15:05.40", "1987-03-03T09:15");
    check(
        "27-MAR-1987 02:17:09.88&#5;&#5;&#5;T C",
        "1987-03-27T02:17 !Controls",
    );
    check(
        "27-MAR-1987 02:17:09.88\u{5}\u{5}RM",
        "1987-03-27T02:17 !Controls",
    );
    check("31-MAR-1987 605:12:19.12", "1987-03-31 !UnreadableTime");
}

#[test]
fn stamps() {
    check("November 20, 2025 13:42", "2025-11-20T13:42");
    check("January 13, 2026", "2026-01-13");
    check("January 13, 2026, 07:47 PM EST", "2026-01-13T19:47 EST?");
    check("01:38:07 PM IST Jan 13, 2026", "2026-01-13T13:38 IST?");
    check("Mar 28, 2026, 06:15 PM IST", "2026-03-28T18:15 IST?");
    check("April 21, 2026 | 4:39 pm", "2026-04-21T16:39");
    check("17:00, 24 December 2025", "2025-12-24T17:00");
    check("19 Nov 2025 07:09 GMT", "2025-11-19T07:09+00:00");
    check("2026-08-25|00h23", "2026-08-25T00:23");
    check("13.01.2026, 10:15 Uhr", "2026-01-13T10:15");
    check("19.03.2026 11:45", "2026-03-19T11:45");
    check("14/01/2026", "2026-01-14");
    check("Di., 13.01.2026 - 14:45", "2026-01-13T14:45 Tue");
    check(
        "Stand: 13. Januar 2026 um 10 Uhr",
        "2026-01-13T10:00 Updated",
    );
    check("2026. 1. 13.", "2026-01-13");
    check("13. 1. 2026, 14:59 Uhr", "2026-01-13T14:59");
    check("Jane Roe, 5 January 2026", "2026-01-05");
    check("2026年1月13日 10時15分", "2026-01-13T10:15");
    check("2026년 1월 13일", "2026-01-13");
    check("2026.01.13. 오전 10:15", "2026-01-13T10:15");
    check("13 كانون الثاني 2026", "2026-01-13");
    check("13 آذار/مارس 2026", "2026-03-13");
    check("نشر في: 13 شباط 2026", "2026-02-13 Published");
    check("١٣ يناير ٢٠٢٦", "2026-01-13");
    check("१३ जनवरी २०२६", "2026-01-13");
    check("১৩ জানুয়ারি ২০২৬, ১০:১৫", "2026-01-13T10:15");
    check("13 جنوری 2026", "2026-01-13");
    check("13 มกราคม 2569", "2026-01-13");
    check("令和8年1月13日", "2026-01-13");
    check("令和元年5月1日", "2019-05-01");
    check("昭和64年1月7日", "1989-01-07");
    check("ngày 13/01/2026", "2026-01-13");
    check("13/01/2026 21:14hs", "2026-01-13T21:14");
    check("13 de enero de 2026, 21:14 hs", "2026-01-13T21:14");
    check("2026년 1월 13일 오후 3시 20분", "2026-01-13T15:20");
    check("2026년 1월 13일 오후 12:05:30", "2026-01-13T12:05");
    check("2026年1月13日 下午3:20", "2026-01-13T15:20");
    check("2026年1月13日 午前0時15分", "2026-01-13T00:15");
    check("13. listopada 2026.", "2026-11-13");
    let croatian = Hints {
        language: Some("hr"),
        ..Hints::default()
    };
    check_with("13. listopada 2026.", &croatian, "2026-10-13");
    check_with("13. studenoga 2026.", &croatian, "2026-11-13");
    check("Tue 13 Jan 2026 10.15 GMT", "2026-01-13T10:15+00:00 Tue");
    check(
        "Last modified on Tue 13 Jan 2026 11.02 GMT",
        "2026-01-13T11:02+00:00 Tue Updated",
    );
    check(
        "UPDATED: 18:05 EST, 13 January 2026",
        "2026-01-13T18:05 EST? Updated",
    );
    check("Published: 13 January 2026", "2026-01-13 Published");
    check(
        "By Jane Roe | Updated Jan 5, 2026 3:04 PM ET",
        "2026-01-05T15:04 ET? Updated",
    );
    check("1st January 2026", "2026-01-01");
    check("January 13-15, 2026", "2026-01-13");
    check("March 2024", "2024-03");
    check("Mon Jan 13 2026", "2026-01-13 Mon !WeekdayDiffers");
    check("Fri 03/04/2026", "2026-04-03 Fri");
    check("Wednesday, 03/04/2026", "2026-03-04 Wed");
    check("Mon 03/04/2026", "2026-04-03|2026-03-04 Mon");
    check(
        "January 16, 2026 by the editors",
        "2026-01-16 !TrailingText",
    );
}

#[test]
fn partial_and_relative_dates() {
    check("Jan 13", "--01-13");
    check("Tuesday, Jan 13", "--01-13 Tue");
    check("Feb 29", "--02-29");
    check("PUBLISHED 1 HOUR AGO", "-1 Hour Published");
    check("27 minutes ago", "-27 Minute");
    check("1h ago", "-1 Hour");
    check("5 min. ago", "-5 Minute");
    check("an hour ago", "-1 Hour");
    check("yesterday", "-1 Day");
    check("yesterday, 10:15", "-1 DayT10:15");
    check("hace 2 horas", "-2 Hour");
    check("il y a 3 heures", "-3 Hour");
    check("vor 2 Stunden", "-2 Hour");
    check("há 2 horas", "-2 Hour");
    check("2 ore fa", "-2 Hour");
    check("2 uur geleden", "-2 Hour");
    check("2 timer siden", "-2 Hour");
    check("2 часа назад", "-2 Hour");
}

#[test]
fn the_order_of_day_and_month_is_never_guessed() {
    check("01/02/2026", "2026-02-01|2026-01-02");
    check("10/05/2026 05:22 pm", "2026-05-10|2026-10-05T17:22");
    check("01-11-2023 10:29", "2023-11-01|2023-01-11T10:29");
    check("05/05/2026", "2026-05-05");
    check("12/25/2025", "2025-12-25");
    check("11.12.2026", "2026-12-11");
    check("12.25.2025", "2025-12-25");
    let recent = Hints {
        latest_year: Some(2026),
        language: Some("en"),
        ..Hints::default()
    };
    check_with("10.15.15", &recent, "2015-10-15 !TwoDigitYear");
    check_with("11.03.17", &recent, "2017-03-11|2017-11-03 !TwoDigitYear");
    check("06/01/2026 - 13:55 GMT+1", "2026-01-06T13:55+01:00");
    check("06/01/2026 13:55 GMT", "2026-01-06|2026-06-01T13:55+00:00");
    check(
        "06/01/2026 13:55 -0500",
        "2026-01-06|2026-06-01T13:55-05:00",
    );
    let order = |language, country| Hints {
        order: DateOrder::of_locale(language, country),
        ..Hints::default()
    };
    check_with("01/02/2026", &order(None, Some("US")), "2026-01-02");
    check_with("01/02/2026", &order(Some("en"), Some("gb")), "2026-02-01");
    check_with("01/02/2026", &order(Some("fr"), None), "2026-02-01");
    check_with(
        "01/02/2026",
        &order(Some("en"), None),
        "2026-02-01|2026-01-02",
    );
    check_with(
        "01/02/2026",
        &order(Some("fr"), Some("ca")),
        "2026-02-01|2026-01-02",
    );
}

#[test]
fn zones_and_centuries_need_help() {
    let india = Hints {
        country: Some("in"),
        latest_year: Some(2026),
        ..Hints::default()
    };
    check_with(
        "Mar 28, 2026, 06:15 PM IST",
        &india,
        "2026-03-28T18:15+05:30",
    );
    check_with("13/01/26", &india, "2026-01-13 !TwoDigitYear");
    check_with(
        "08-15-90 1337EDT",
        &india,
        "1990-08-15T13:37 EDT? !TwoDigitYear",
    );
    check_with("Jan. 13, '63", &india, "1963-01-13 !TwoDigitYear");
    check("13/01/26", "two_digit_year");
    check("Jan. 13, '63", "two_digit_year");
}

#[test]
fn refusals() {
    check("", "empty");
    check(" \u{a0} ", "empty");
    check(&"9".repeat(1000), "too_long");
    check("comment_date", "not_a_date");
    check(
        "https://example.com/at/news/rapid---then-I-say-so-zam-/",
        "not_a_date",
    );
    check("Last Tuesday", "not_a_date");
    check("{{post_date}}", "placeholder");
    check("00:00-YY-DD-MM", "placeholder");
    check("18:41", "time_alone");
    check("PDT08:05:41-07:00", "time_alone");
    check("Posted at 9:02 a.m. EST", "time_alone");
    check("Monday", "weekday_alone");
    check("PT2M53S", "duration");
    check("P 3 M", "duration");
    check("5m", "duration");
    check("3 hours", "duration");
    check("2024-2026", "range");
    check("2026-01-13/2026-01-15", "range");
    check("2026-W03", "week_alone");
    check("۱۴۴۷/۰۷/۲۴ - ۱۸:۵۹", "other_calendar");
    check("2026-02-30", "impossible_day");
    check("30 February 2026", "impossible_day");
    check("13/13/2026", "impossible_day");
    check("20261345", "impossible_day");
    check("Feb 30", "impossible_day");
    check("2026-01-13T24:00", "impossible_time");
    check("2026-01-13 25:61", "impossible_time");
    check("2026-01-13 10:15 +19:00", "impossible_offset");
    for year in ["0000", "0001", "1582", "1599", "10000", "99999"] {
        check(&format!("{year}-10-10"), "year_out_of_range");
    }
    check("00/00/0000", "year_out_of_range");
    for year in ["1600", "1605", "1677", "2262", "9999"] {
        check(&format!("{year}-10-10"), &format!("{year}-10-10"));
    }
}
