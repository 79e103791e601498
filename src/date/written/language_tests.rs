//! Dates in the forms of many languages.

use super::tests::{check, check_with};
use super::{Hints, Refusal, parse};

#[test]
fn stamps_in_other_languages() {
    check(
        "Publié le 13 janvier 2026 à 10h15",
        "2026-01-13T10:15 Published",
    );
    check("26. Januar 2026 13:05", "2026-01-26T13:05");
    check("torsdag 09. mai 2024 - 13:26", "2024-05-09T13:26 Thu");
    check("04 mayo 2026 - 00:00", "2026-05-04T00:00");
    check("martes, 13 de enero de 2026, 10:15", "2026-01-13T10:15 Tue");
    check("mar. 13 enero 2026", "2026-01-13 Tue");
    check(
        "terça-feira, 13 de janeiro de 2026 às 10h15",
        "2026-01-13T10:15 Tue",
    );
    check(
        "Aggiornato alle 10:15 del 13 gennaio 2026",
        "2026-01-13T10:15 Updated",
    );
    check("dinsdag 13 januari 2026 om 10:15", "2026-01-13T10:15 Tue");
    check(
        "tirsdag den 13. januar 2026 kl. 10.15",
        "2026-01-13T10:15 Tue",
    );
    check(
        "tiistai 13. tammikuuta 2026 klo 10.15",
        "2026-01-13T10:15 Tue",
    );
    check("13 января 2026 г. в 10:15", "2026-01-13T10:15");
    check("الثلاثاء، 13 يناير 2026 - 12:09 م", "2026-01-13T12:09 Tue");
    check("13 fe\u{301}vrier 2026", "2026-02-13");
    check("13 stycznia 2026, 10:15", "2026-01-13T10:15");
    check("Güncelleme: 20 Nisan 2026", "2026-04-20 Updated");
}

#[test]
fn months_of_many_languages() {
    for text in [
        "3. januára 2025",
        "3 Ιανουαρίου 2025",
        "3 януари 2025",
        "3. јануар 2025",
        "3. siječnja 2025",
        "3. jaanuar 2025",
        "3. janúar 2025",
        "3 ianuarie 2025",
        "3 de gener de 2025",
        "3 Januarie 2025",
        "3 בינואר 2025",
        "2025년 1월 3일",
        "3 Oca 2025",
        "3. led 2025",
        "3 січ. 2025 р.",
        "3 saus. 2025",
        "3 ม.ค. 2568",
        "3 มกราคม พ.ศ. 2568",
        "3 ม.ค. 2025",
        "3 ינו׳ 2025",
        "3 בינו׳ 2025",
        "3 जन॰ 2025",
        "3 জানু, 2025",
        "2025. gada 3. janvāris",
        "2025. január 3.",
        "ngày 3 tháng 1 năm 2025",
        "3 Tháng 1, 2025",
        "3 thg 1, 2025",
        "3 იანვარი, 2025",
        "3 հունվարի, 2025",
        "3 ஜனவரி, 2025",
        "3 जानेवारी 2025",
        "3 ജനുവരി 2025",
        "3 janar 2025",
        "3-yanvar, 2025",
        "3 қаңтар 2025",
        "3 urtarrila 2025",
        "2025(e)ko urtarrilaren 3(a)",
        "2025 ж. 3 қаңтар",
        "2025-ж., 3-январь",
        "2025 թ. հունվարի 3",
        "3, జనవరి 2025",
        "3 ta’ Jannar 2025",
        "Thứ Sáu, 3 tháng 1, 2025",
        "3 มกราคม ค.ศ. 2025",
        "3 Ionawr 2025",
        "3 ژانویهٔ 2025",
    ] {
        check(text, "2025-01-03");
    }
    check("16 জুন, 2025", "2025-06-16");
    check("16 d’abril del 2025", "2025-04-16");
    check("3 Disember 2025", "2025-12-03");
    check("2025. január 3. 10:15", "2025-01-03T10:15");
    check("2025 m. sausio 3 d. 10:15", "2025-01-03T10:15");
}

#[test]
fn a_short_name_of_two_months_is_what_the_language_means() {
    let of = |language| Hints {
        language: Some(language),
        ..Hints::default()
    };
    check_with("16. lip 2026.", &of("hr"), "2026-06-16");
    check_with("16 lip 2026", &of("pl"), "2026-07-16");
    check_with("16. srp 2026", &of("bs"), "2026-07-16");
    check_with("16. srp 2026", &of("cs"), "2026-08-16");
    assert_eq!(
        parse("16 lip 2026", &Hints::default()),
        Err(Refusal::NotADate)
    );
}

#[test]
fn digits_with_blanks() {
    check("13. 1. 2026 10:15", "2026-01-13T10:15");
    check("2026. 01. 13. 10:15", "2026-01-13T10:15");
    check("2026. 1. 13.", "2026-01-13");
    check("13 / 01 / 2026", "2026-01-13");
    check("03 / 01 / 2026", "2026-01-03|2026-03-01");
}

#[test]
fn thai_years_of_two_digits() {
    check("3 ม.ค. 68", "2025-01-03 !TwoDigitYear");
    check("3 ม.ค. 68 14:30 น.", "2025-01-03T14:30 !TwoDigitYear");
    check("3 มกราคม 69, 10:15", "2026-01-03T10:15 !TwoDigitYear");
    // Of 2525 or of 2025; people; later than can be.
    check("3 ม.ค. 25", "--01-03 !TrailingText");
    check("3 ม.ค. 68 คน", "--01-03 !TrailingText");
    let latest = Hints {
        latest_year: Some(2026),
        ..Hints::default()
    };
    check_with("3 ม.ค. 98", &latest, "--01-03 !TrailingText");
}
