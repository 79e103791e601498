//! Days of the Solar Hijri calendar.

use super::tests::{check, check_with, spell};
use super::{Hints, find};

#[test]
fn solar_days_are_days_of_ours() {
    for (text, expected) in [
        ("۲۵ دی ۱۴۰۴", "2026-01-15"),
        ("25 دی 1404", "2026-01-15"),
        ("۲۵ دی ماه ۱۴۰۴", "2026-01-15"),
        ("۲۵ دی ماه سال ۱۴۰۴", "2026-01-15"),
        ("پنجشنبه ۲۵ دی ۱۴۰۴ - ۱۴:۳۰", "2026-01-15T14:30 Thu"),
        ("پنج شنبه، ۲۵ دي ۱۴۰۴ ساعت ۱۴:۳۰", "2026-01-15T14:30 Thu"),
        ("سه\u{200c}شنبه ۲۳ دی ۱۴۰۴", "2026-01-13 Tue"),
        ("سه شنبه ۲۳ دی ۱۴۰۴", "2026-01-13 Tue"),
        ("۱۴۰۴/۱۰/۲۵", "2026-01-15"),
        ("۱۴۰۴-۱۰-۲۵ ۰۹:۰۵", "2026-01-15T09:05"),
        ("۲۵/۱۰/۱۴۰۴", "2026-01-15"),
        ("۱۳۹۹/۰۲/۲۱ - ۱۸:۵۹", "2020-05-10T18:59"),
        (
            "تاریخ انتشار: ۱۴۰۴/۱۰/۲۵ ۱۴:۳۰",
            "2026-01-15T14:30 Published",
        ),
        ("1404/10/25 ساعت 14:30 پنجشنبه", "2026-01-15T14:30 Thu"),
        ("دوشنبه ۲۲ جدی ۱۴۰۴", "2026-01-12 Mon"),
        ("جدی ۲۵, ۱۴۰۴", "2026-01-15"),
        ("مرغومی 25, 1404", "2026-01-15"),
        ("د ۱۴۰۴ کال د مرغومي ۲۵", "2026-01-15"),
        // New year's day, the last day of a leap year, and where the years of 30 days in Esfand stand.
        ("۱ فروردین ۱۴۰۴", "2025-03-21"),
        ("۳۰ اسفند ۱۴۰۳", "2025-03-20"),
        ("۳۰ اسفند ۱۴۰۴", "impossible_day"),
        ("۲۹ اسفند ۱۴۰۴", "2026-03-20"),
        ("۳۱ مهر ۱۴۰۴", "impossible_day"),
        ("۳۱ شهریور ۱۳۵۹", "1980-09-22"),
        ("۲۲ بهمن ۱۳۵۷", "1979-02-11"),
        ("۱ فروردین ۱۳۰۴", "1925-03-21"),
    ] {
        check(text, expected);
    }
    let of = |language| Hints {
        language: Some(language),
        ..Hints::default()
    };
    check_with("1404/10/25", &of("fa"), "2026-01-15");
    check_with("1404/10/25", &of("ps"), "2026-01-15");
}

#[test]
fn what_is_no_whole_solar_day_is_refused() {
    for (text, refusal) in [
        // Parts of two of our years, or of two of our months.
        ("۲۵ دی", "other_calendar"),
        ("دی ۱۴۰۴", "other_calendar"),
        ("۱۴۰۴", "other_calendar"),
        ("۱۴۰۴/۱۰", "other_calendar"),
        // The year of the lunar calendar, and figures without a word that tells them from its.
        ("۱۴۴۷/۰۷/۲۴", "other_calendar"),
        ("1404/10/25", "year_out_of_range"),
        ("هـ 1404/10/25", "not_a_date"),
        ("25/10/1404", "year_out_of_range"),
    ] {
        check(text, refusal);
    }
    let urdu = Hints {
        language: Some("ur"),
        ..Hints::default()
    };
    check_with("۱۴۰۴/۱۰/۲۵", &urdu, "other_calendar");
}

#[test]
fn solar_days_within_texts() {
    let found =
        |text: &str| -> Vec<String> { find(text, &Hints::default()).iter().map(spell).collect() };
    for (text, expected) in [
        (
            "این نشست ۲۵ دی ۱۴۰۴ در اصفهان برگزار شد",
            Some("2026-01-15"),
        ),
        ("بهای بلیت تا 1404/10/25 ثابت می‌ماند", Some("2026-01-15")),
        // Names of months are everyday words and names of people.
        ("اسد ۲۵ سال در شهر ماند", None),
        ("۲۵ مهر و محبت", None),
        ("بند 1404/10/25 of the register", None),
    ] {
        assert_eq!(found(text).first().map(String::as_str), expected, "{text}");
    }
}
