//! Wire messages: both formats, several in a file, damage.

use super::*;
use crate::article::Kind;

fn read_all(text: &str) -> Vec<Article> {
    let mut articles = Vec::new();
    let _ = Anpa.read(&Input::new("a.anpa", text.as_bytes()), &mut |item| {
        if let Item::Article(read) = item {
            articles.push(read.article);
        }
    });
    articles
}

fn body(article: &Article) -> Vec<&str> {
    let blocks = article.blocks.iter().filter(|block| block.kind.is_body());
    blocks.map(|block| block.text.as_str()).collect()
}

const FIRST: &str = "\u{1}MER0042 5 HUM 121 CLOCK\r\n\u{2}Clock is right\r\n    By Ann Roe\r\n    \
    LONDON, Jan 13 (Reuters) - It is\r\nright.\r\n\r\n    It was wrong.\r\n\u{3}131830 GMT JAN 26\r\n\u{4}";

#[test]
fn marks_of_the_line_are_borders() {
    let articles = read_all(&format!(
        "{FIRST}\u{1}MER0043 5 HUM 9 BOAT\n\u{2}Boat sinks\n    It sank.\n"
    ));
    assert_eq!(articles.len(), 2);
    assert_eq!(articles[0].headline, "Clock is right");
    assert_eq!(articles[0].authors, ["Ann Roe"]);
    assert_eq!(body(&articles[0]), ["It is right.", "It was wrong."]);
    assert_eq!(articles[0].dates[0].raw, "2026-01-13T18:30Z");
    assert_eq!(articles[0].given_id.as_deref(), Some("MER0042"));
    assert_eq!(articles[1].headline, "Boat sinks");
    assert_eq!(body(&articles[1]), ["It sank."]);
}

#[test]
fn american_wires_end_their_lines() {
    let articles = read_all(
        "a0123\n^BC-US--Clock, 1st Ld-Writethru,a0100,0345<\n^Town clock put right<\n^Eds: UPDATES throughout.<\n\
         ^By ANN ROE=\n^Associated Press Writer=\n\tPORT ELDER, Maine (AP) _ The clock was put right on Tuesday.<\n\
         \tNobody noticed.<\nAP-NY-01-13-26 1830EST<\n",
    );
    assert_eq!(articles.len(), 1);
    let article = &articles[0];
    assert_eq!(article.authors, ["ANN ROE"]);
    assert_eq!(article.dates[0].raw, "2026-01-13T18:30-05:00");
    assert_eq!(
        article.dateline.as_ref().unwrap().agency.as_deref(),
        Some("AP")
    );
    assert_eq!(
        body(article),
        ["The clock was put right on Tuesday.", "Nobody noticed."]
    );
    assert_eq!(article.headline, "Town clock put right");
}

/// Keyword line, headline, place of the dateline and body of a message.
fn check(message: &str, keyword: &str, headline: &str, place: Option<&str>, text: &[&str]) {
    let articles = read_all(message);
    let article = &articles[0];
    let kept: Vec<&str> = article
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Boilerplate)
        .map(|block| block.text.as_str())
        .collect();
    assert_eq!(kept.join("|"), keyword, "{message}");
    assert_eq!(article.headline, headline, "{message}");
    let dateline = article
        .dateline
        .as_ref()
        .and_then(|line| line.place.as_deref());
    assert_eq!(dateline, place, "{message}");
    assert_eq!(body(article), text, "{message}");
}

#[test]
fn a_keyword_line_is_no_headline() {
    check(
        "\u{1}bdt0123 4 pl  120 dpa 0456\r\n\u{2}Uhr/Kurios/\r\nTurmuhr von Elbhafen geht\r\nwieder richtig =\r\n\r\n\
         Elbhafen (dpa) - Die Uhr geht\r\nrichtig.\r\n\r\ndpa ar yy ri\r\n\u{3}101200 Jul 15\r\n\u{4}",
        "Uhr/Kurios/",
        "Turmuhr von Elbhafen geht wieder richtig",
        Some("Elbhafen"),
        &["Die Uhr geht richtig."],
    );
    check(
        "\u{1}RTR0123 4 ECO 120\n\u{2}BC-CLOCK/\nClock is right\n    By Ann Roe\n    OSLO, May 3 (Reuters) - It is.\n REUTERS\n\
         \u{3}031015 GMT MAY 22\n",
        "BC-CLOCK/",
        "Clock is right",
        Some("Oslo"),
        &["It is."],
    );
    for keyword in ["Horloge-France LEAD", "Horloge"] {
        check(
            &format!(
                "\u{1}AFP1234 4 POL 120 PAR\n\u{2}{keyword}\n\nElle est juste depuis mardi\n\n\
                 PARIS, 3 mai 2022 (AFP) - Elle est juste.\nxyz/abc\n\u{3}031015 MAI 22\n"
            ),
            keyword,
            "Elle est juste depuis mardi",
            Some("Paris"),
            &["Elle est juste."],
        );
    }
    // One line above the text is the headline, whatever it looks like.
    for headline in ["Clock-maker dies", "Clock"] {
        check(
            &format!(
                "\u{1}MER0042 5 HUM 121\n\u{2}{headline}\n    OSLO, Jan 13 (Reuters) - It is.\n"
            ),
            "",
            headline,
            Some("Oslo"),
            &["It is."],
        );
    }
    check(
        "\u{1}MER0042 5 HUM 121\n\u{2}Boat sinks\nThe boat sank on Tuesday near\nthe shore of Oslo.\n",
        "",
        "Boat sinks",
        None,
        &["The boat sank on Tuesday near the shore of Oslo."],
    );
}

#[test]
fn editors_sign_with_initials() {
    let articles = read_all(
        "\u{1}AFP1234 4 POL 120\n\u{2}Clock is right\n    It is.\nxyz/abc\n\u{3}031015 MAI 22\n",
    );
    let last = articles[0].blocks.last().unwrap();
    assert_eq!(
        (last.kind, last.text.as_str()),
        (BlockKind::Credit, "xyz/abc")
    );
    assert_eq!(body(&articles[0]), ["It is."]);
    assert_eq!(articles[0].dates[0].raw, "2022-05-03T10:15");
    let articles = read_all(
        "\u{1}AFP1234 4 POL 120\n\u{2}Clock is right\n    It is so and\nyes/no or else.\n",
    );
    assert_eq!(body(&articles[0]), ["It is so and yes/no or else."]);
}

#[test]
fn other_text_is_not_taken_for_a_wire() {
    let sniff = |text: &str| Anpa.sniff(&Head::of(text.as_bytes()));
    assert_eq!(sniff("Town clock is right\nIt was wrong.\n"), 0);
    assert_eq!(sniff("# Title\n\n^[1]: note\n"), 0);
    assert!(sniff(FIRST) > 90);
    assert!(sniff("MER0042 5 HUM 121 CLOCK\nText\n") > 50);
}

#[test]
fn damage_loses_no_text() {
    let articles = read_all("MER0042 5 HUM 121 CLOCK\n");
    assert!(articles.is_empty());
    let articles = read_all("MER0042 5 HUM 121 CLOCK\nOnly a headline");
    assert_eq!(
        (articles[0].headline.as_str(), articles[0].kind),
        ("Only a headline", Kind::Stub)
    );
    let articles =
        read_all("Stray line before\nMER0042 5 HUM 121 CLOCK\nH\n    Text.\n319999 GMT FEB 26\n");
    assert_eq!(articles.len(), 2);
    assert_eq!(body(&articles[1]), ["Text. 319999 GMT FEB 26"]);
    let long = format!("{}\n    x", "\u{1}MER0042 5 HUM 121 C\nH\n".repeat(20_000));
    assert_eq!(read_all(&long).len(), 20_000);
}
