//! Lines of pages that are Markdown, and which texts are pages.  All texts are invented.

use super::{is_page, page_lines};
use crate::reader::plain_text::line::Mark;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let lines = page_lines(text);
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_ref()).collect();
    assert_eq!(texts, expected);
    let mut end = 0;
    for line in &lines {
        assert!(line.span.start >= end && line.span.end >= line.span.start);
        assert!(text.is_char_boundary(line.span.start) && text.is_char_boundary(line.span.end));
        end = line.span.end;
    }
}

#[test]
fn links_are_their_text_and_every_block_is_a_line() {
    check(
        "[Skip](#main)\n\n  * [News](/news)\n  * [Sport](/sport \"All sport\")\n\n\
         [World](/world) [ Ferry sinks ](/ferry)\n\n# Ferry _sinks_ off Norrby\n\n\
         ![A ferry lies in the harbour](/a.jpg)![logo](/l.png) Photo: Ann Loe\n\n\
         The [minister](/m) said \\- on Monday.  \nA line of its own.\n\n> “It was **old**.”\n\n\
         | a | b |\n|---|---|\n| c | d |\n",
        &[
            "Skip",
            "News",
            "Sport",
            "World",
            "Ferry sinks",
            "Ferry sinks off Norrby",
            "A ferry lies in the harbour",
            "Photo: Ann Loe",
            "The minister said - on Monday.",
            "A line of its own.",
            "“It was old.”",
            "a",
            "b",
            "c",
            "d",
        ],
    );
}

#[test]
fn broken_lines_headings_and_addresses_are_joined() {
    check(
        "[News](/news/of-the-\nsund/today) and [Sport](/sport?title=All the sport)\n\n\
         # The oldest ferry of the Sund has gone down in the harbour of\nNorrby\n\n\
         The oldest ferry of the Sund went down on Monday night, and nobody was\nhurt, said the\n\
         captain.\n",
        &[
            "News and Sport",
            "The oldest ferry of the Sund has gone down in the harbour of Norrby",
            "The oldest ferry of the Sund went down on Monday night, and nobody was hurt, said \
             the captain.",
        ],
    );
    // Lines of a post are no broken ones, nor is a heading with room for the next word.
    let post = "# Why the oldest ferry of the whole Sund sinks off Norrby\nBy Jane Roe\nIt went down on the \
                night of Monday in the harbour.\nNobody was hurt, the captain told the Ledger by phone.";
    assert_eq!(page_lines(post).len(), 4);
    // Where paragraphs are long lines, a line end is one.
    let long = "The oldest ferry of the Sund went down on Monday night. ".repeat(5);
    let text = format!("{long}\nSecond line\n");
    assert_eq!(page_lines(&text).len(), 2);
}

#[test]
fn numbers_that_begin_a_line_stay_but_before_links() {
    check(
        "13. Januar 2026\n\n1986\\. A year\n\nText\n\n1. Boats\n2. Sails\n\n1) [Gulls](/gulls)\n2) [Bakers](/b)\n\n\
         - One\n\n2026.\n",
        &[
            "13. Januar 2026",
            "1986. A year",
            "Text",
            "1. Boats",
            "2. Sails",
            "Gulls",
            "Bakers",
            "One",
            "2026.",
        ],
    );
}

#[test]
fn halves_of_links_around_blocks_are_no_text() {
    check(
        "[\n\n### Gulls leave\n\n](/gulls)\n\n](/a)](/b) Bakers win [\n\n](not an address)\n",
        &["Gulls leave", "Bakers win", "](not an address)"],
    );
}

#[test]
fn the_first_level_is_marked_and_nothing_else() {
    let lines = page_lines("# Ferry sinks\n\n## A subhead\n\nText\n");
    let marks: Vec<Option<Mark>> = lines.iter().map(|line| line.mark).collect();
    assert_eq!(marks, [Some(Mark::Title), None, None]);
}

#[test]
fn pages_are_told_from_notes_and_texts() {
    let menu = "* [News](/n)\n".repeat(5);
    let paragraph = "word ".repeat(50);
    assert!(is_page(&format!("{menu}\n{paragraph}")));
    assert!(!is_page(&format!("{paragraph}\n{menu}")));
    let contents = "* [The harbour](#the-harbour)\n".repeat(9);
    assert!(!is_page(&format!("{contents}\n{paragraph}")));
    assert!(!is_page(&format!("# Notes\n\n[one](/a)\n\n{paragraph}")));
}

#[test]
fn hostile_marks_take_linear_time() {
    for text in [
        "](http".repeat(100_000),
        "[](http://a b)".repeat(50_000),
        "[[](/".repeat(100_000),
        "![".repeat(100_000),
        "# \n".repeat(100_000),
    ] {
        page_lines(&text);
    }
}
