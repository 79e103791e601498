//! Spanish, languages without rules, and text that nobody wrote.

use super::{Anchor, check_in, find};

#[test]
fn spanish() {
    let check = |text: &str, expected: &[&str]| check_in("es", text, expected);
    check(
        "El gobierno anunció el martes 13 de enero que serán liberados el próximo jueves.",
        &[
            "el martes 13 de enero = 2026-01-13",
            "el próximo jueves = 2026-01-15",
        ],
    );
    check(
        "La semana pasada, hace dos años, en julio de 2024",
        &[
            "La semana pasada = 2026-W02",
            "hace dos años = 2024",
            "julio de 2024 = 2024-07",
        ],
    );
    check(
        "Ayer por la tarde dijo que la reunión se celebrará mañana. Esta mañana llovió.",
        &[
            "Ayer por la tarde = 2026-01-12TAF",
            "mañana = 2026-01-14",
            "Esta mañana = 2026-01-13TMO",
        ],
    );
    check(
        "El domingo, el presidente escribió. El viernes se reunirá.",
        &["El domingo = 2026-01-11", "El viernes = 2026-01-16"],
    );
    check(
        "los años 80, el siglo XX, los lunes, cada año, treinta y cinco días",
        &[
            "los años 80 = 198",
            "el siglo XX = 19",
            "los lunes = XXXX-WXX-1",
            "cada año = P1Y",
            "treinta y cinco días = P35D",
        ],
    );
    check(
        "el mes que viene, el fin de semana pasado, el primer trimestre de 2025",
        &[
            "el mes que viene = 2026-02",
            "el fin de semana pasado = 2026-W02-WE",
            "el primer trimestre de 2025 = 2025-Q1",
        ],
    );
    check(
        "Plácido Domingo cantó en la Plaza de Mayo ante 2000 personas",
        &[],
    );
}

#[test]
fn other_languages_have_their_full_dates() {
    check_in(
        "fr",
        "Publié le 13 janvier 2026, et le 5 mars",
        &["13 janvier 2026 = 2026-01-13", "5 mars = 2026-03-05"],
    );
    check_in(
        "de",
        "am 3. Oktober 1990 in Berlin, 13.01.2026",
        &["3. Oktober 1990 = 1990-10-03", "13.01.2026 = 2026-01-13"],
    );
    check_in(
        "und",
        "13 января 2026 года",
        &["13 января 2026 = 2026-01-13"],
    );
}

#[test]
fn spans_are_ordered_and_nothing_panics() {
    let pieces = [
        "the ",
        "third",
        "-",
        "quarter ",
        "of ",
        "2024",
        " ",
        "Jan",
        ".",
        " 13",
        ", ",
        "last ",
        "Friday",
        " night",
        "hundred ",
        "twenty ",
        "a ",
        "year ",
        "ago ",
        "10",
        ":30 ",
        "p.m. ",
        "'s ",
        "é",
        "\n",
        "\n\n",
        "99999999999 ",
        "weeks ",
        "mañana ",
        "hace ",
        "dos ",
        "años ",
    ];
    let anchor = Some(Anchor {
        date: "2026-01-13".parse().unwrap(),
        is_day: true,
    });
    let mut seed = 7u32;
    for _ in 0..2000 {
        let mut text = String::new();
        for _ in 0..14 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text += pieces[(seed >> 16) as usize % pieces.len()];
        }
        for language in ["en", "es", "fr"] {
            let mut end = 0;
            for found in find(&text, language, anchor) {
                assert!(found.span.start >= end && text.get(found.span.clone()).is_some());
                end = found.span.end;
            }
        }
    }
    for far in [chrono::NaiveDate::MIN, chrono::NaiveDate::MAX] {
        let anchor = Some(Anchor {
            date: far,
            is_day: true,
        });
        find(
            "last week, next year, 999999 years ago, two days ago, Friday, May 5",
            "en",
            anchor,
        );
    }
    for piece in [
        "twenty ",
        "hundred ",
        "Friday ",
        "a ",
        "the third quarter of ",
        "10 p.m. ",
    ] {
        find(&piece.repeat(20_000), "en", anchor);
    }
}
