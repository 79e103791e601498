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
