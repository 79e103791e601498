//! Which fragments are chosen, where they are cut, and what is marked.

use proptest::prelude::*;

use super::*;
use crate::article::{Article, Block, BlockKind};

fn record(headline: &str, deck: &str, paragraphs: &[&str]) -> Record {
    let block = |text: &&str| Block {
        kind: BlockKind::Paragraph,
        text: (*text).to_owned(),
        credit: String::new(),
        alternative: String::new(),
        span: Span::default(),
    };
    let mut record = Record {
        article: Article {
            headline: headline.to_owned(),
            deck: deck.to_owned(),
            blocks: paragraphs.iter().map(block).collect(),
            ..Article::default()
        },
        ..Record::default()
    };
    record.annotations.language = "en".to_owned();
    record
}

/// Every place where one of the phrases stands, as a matcher would give it.
fn spans_of(record: &Record, phrases: &[&str]) -> Vec<FieldSpan> {
    let mut spans = Vec::new();
    for field in TextField::ALL {
        let text = TokenisedField::new(field_text(&record.article, field), find_language("en"));
        for phrase in phrases {
            for (start, found) in text.text.match_indices(phrase) {
                let bytes = Span::new(start, start + found.len());
                let positions = text.positions(bytes);
                spans.push(FieldSpan {
                    field,
                    bytes,
                    first: positions.start,
                    last: positions.end - 1,
                });
            }
        }
    }
    spans.sort();
    spans
}

/// The fragments with their marks in brackets, a line each.
fn show(record: &Record, phrases: &[&str], max_fragments: usize, width: usize) -> String {
    let options = SnippetOptions {
        max_fragments,
        width,
    };
    let fragments = fragments(record, &spans_of(record, phrases), options);
    let lines: Vec<String> = fragments.iter().map(bracketed).collect();
    lines.join("\n")
}

fn bracketed(fragment: &Fragment) -> String {
    let mut text = fragment.text.clone();
    for mark in fragment.marks.iter().rev() {
        text.insert(mark.end, ']');
        text.insert(mark.start, '[');
    }
    format!("{}: {text}", fragment.field.name())
}

#[test]
fn whole_sentences_are_shown_when_they_fit() {
    let record = record(
        "Release",
        "",
        &[
            "The gate opened at noon. Two nurses walked out first. Their families had waited \
           since dawn. Nobody spoke to the press.",
        ],
    );
    assert_eq!(
        show(&record, &["nurses"], 3, 50),
        "body: Two [nurses] walked out first."
    );
    assert_eq!(
        show(&record, &["nurses"], 3, 90),
        "body: Two [nurses] walked out first. Their families had waited since dawn."
    );
}

#[test]
fn long_sentences_are_cut_between_words_on_both_sides() {
    let record = record(
        "",
        "",
        &[
            "When the harbour office closed for good in the spring the last pilot handed his \
           whistle to the museum, which lost it within a year of the ceremony",
        ],
    );
    assert_eq!(
        show(&record, &["pilot"], 3, 50),
        "body: …the spring the last [pilot] handed his whistle to…"
    );
    assert_eq!(
        show(&record, &["When"], 3, 30),
        "body: [When] the harbour office…"
    );
    assert_eq!(
        show(&record, &["ceremony"], 3, 30),
        "body: …a year of the [ceremony]"
    );
}

#[test]
fn punctuation_stays_with_its_words() {
    let record = record(
        "",
        "",
        &["Il part. «\u{a0}Bonjour\u{a0}», dit-elle (vite). “Go!” he said — then left."],
    );
    assert_eq!(
        show(&record, &["Bonjour"], 1, 36),
        "body: « [Bonjour] », dit-elle (vite)."
    );
    assert_eq!(show(&record, &["Go"], 1, 20), "body: “[Go]!” he said…");
}

#[test]
fn different_matches_come_before_repeated_ones() {
    let record = record(
        "",
        "",
        &[
            "The tram stopped. The tram burned. The tram was towed.",
            "Elsewhere a strike began.",
            "The depot said nothing.",
        ],
    );
    assert_eq!(
        show(&record, &["tram", "strike", "depot"], 2, 40),
        "body: The [tram] stopped. The [tram] burned.\nbody: Elsewhere a [strike] began."
    );
    assert_eq!(
        show(&record, &["tram", "strike", "depot"], 3, 40),
        "body: The [tram] stopped. The [tram] burned.\n\
         body: Elsewhere a [strike] began.\n\
         body: The [depot] said nothing."
    );
}

#[test]
fn inflections_of_a_word_are_one_thing() {
    let record = record(
        "",
        "",
        &[
            "They were released at dawn. Releases went on. The releasing officer left.",
            "Weeks later Machado spoke of the release.",
        ],
    );
    assert_eq!(
        show(
            &record,
            &["released", "Releases", "releasing", "release", "Machado"],
            1,
            60
        ),
        "body: Weeks later [Machado] spoke of the [release]."
    );
}

#[test]
fn matches_that_stand_together_are_shown_together() {
    let record = record(
        "",
        "A deck with the mayor.",
        &[
            "The mayor spoke. It rained and rained and rained all day long in the town.",
            "Later the mayor and the harbour pilot shook hands.",
        ],
    );
    assert_eq!(
        show(&record, &["mayor", "harbour pilot"], 1, 60),
        "body: Later the [mayor] and the [harbour pilot] shook hands."
    );
}

#[test]
fn a_match_wider_than_a_fragment_is_cut() {
    let record = record(
        "",
        "",
        &["one two three four five six seven eight nine ten"],
    );
    assert_eq!(
        show(&record, &["two three four five six seven"], 3, 20),
        "body: …[two three four]…"
    );
}

#[test]
fn without_matches_the_beginning_is_shown() {
    let record = record("A pilot", "", &["First words of it. Second sentence here."]);
    assert_eq!(show(&record, &["pilot"], 3, 30), "body: First words of it.");
    assert_eq!(show(&record, &[], 0, 30), "");
}

#[test]
fn marks_of_a_whole_field_are_joined() {
    let span = |start, end| FieldSpan {
        field: TextField::Headline,
        bytes: Span::new(start, end),
        first: 0,
        last: 0,
    };
    let spans = [span(0, 3), span(2, 5), span(6, 7), span(90, 99)];
    assert_eq!(
        field_marks("abcdefghij", TextField::Headline, &spans),
        [Span::new(0, 5), Span::new(6, 7)]
    );
}

proptest! {
    #[test]
    fn fragments_are_in_bounds_apart_and_not_too_wide(
        text in "([a-zé東\u{301}“”.,—!]{1,9}[ \n]{1,3}){0,60}",
        places in proptest::collection::vec((0usize..400, 1usize..60), 0..12),
        max_fragments in 0usize..5,
        width in 0usize..90,
    ) {
        let record = record("", "", &[&text]);
        let text = field_text(&record.article, TextField::Body);
        let spans: Vec<FieldSpan> = places
            .iter()
            .map(|(start, length)| FieldSpan {
                field: TextField::Body,
                bytes: Span::new(*start, start + length),
                first: 0,
                last: 0,
            })
            .collect();
        let fragments = fragments(&record, &spans, SnippetOptions { max_fragments, width });
        prop_assert!(fragments.len() <= max_fragments);
        let mut before = 0;
        for fragment in &fragments {
            prop_assert!(fragment.bytes.start >= before);
            before = fragment.bytes.end;
            prop_assert!(text.get(fragment.bytes.range()).is_some());
            let mut mark_before = 0;
            for mark in &fragment.marks {
                prop_assert!(mark.start >= mark_before && !mark.is_empty());
                prop_assert!(fragment.text.get(mark.range()).is_some());
                mark_before = mark.end;
            }
            // One word and the punctuation that touches it may be wider.
            prop_assert!(super::super::cut_text::width_of(&fragment.text) as usize <= width + 64);
        }
    }
}

/// Would take hours if a match were ever compared with all others.
#[test]
fn a_text_that_matches_everywhere_takes_linear_time() {
    let record = record("", "", &[&"no ".repeat(150_000)]);
    let options = SnippetOptions::default();
    let fragments = fragments(&record, &spans_of(&record, &["no"]), options);
    assert_eq!(fragments.len(), 3);
}
