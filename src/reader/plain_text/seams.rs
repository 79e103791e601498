//! Pages whose blocks were put together without anything between them.
//!
//! `get_text()` of a page without line breaks is one line: `NewsSportFerry sinks off NorrbyBy Jane
//! RoeThe ferry …`.  Where a long line has many places at which a block must have ended, a small letter
//! or the end of a sentence right before a capital letter or white space as wide as a margin, it is cut
//! at all of them.  Names that are written so (`YouTube`, or whatever the line says again and again)
//! and the capital within `BürgerInnen` are no such places.  Linear in the text.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::article::Span;
use crate::reader::byline::is_lead;

use super::by_word::ByWord;
use super::lexicon::data_words;
use super::line::{Line, is_blank};

/// Shorter lines are left as they are, bytes.
const MIN_BYTES: usize = 400;
/// A line with fewer seams was no page.
const MIN_SEAMS: usize = 8;
/// Bytes that there is one seam in, at least.
const BYTES_FOR_SEAM: usize = 600;
/// White characters in a row that no paragraph has.
const MARGIN: usize = 3;
/// Letters of a word before a seam within it, and behind it: `McLean` and `FedEx` are names.
const MIN_LETTERS: usize = 3;
/// Letters of a word that are looked at.
const MAX_LETTERS: usize = 24;

/// A word with a seam that a line has this often is a name: `MacDonald`.
const MIN_MENTIONS: usize = 3;
/// German writes women and men so: `BürgerInnen`.
const BOTH_SEXES: &str = "Innen";

static NAMES: LazyLock<ByWord<()>> = LazyLock::new(|| {
    let words = data_words(include_str!("lexicon/joined_names.txt"));
    words.map(|word| (word.as_bytes(), ())).collect()
});

/// Cuts the lines that are glued; the others stay as they are.
pub fn cut_glued(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    if lines.iter().all(|line| line.text.len() < MIN_BYTES) {
        return lines;
    }
    let mut cut = Vec::with_capacity(lines.len());
    for line in lines {
        let found = match &line.text {
            Cow::Borrowed(text) if text.len() >= MIN_BYTES => seams(text),
            _ => Vec::new(),
        };
        let least = MIN_SEAMS.max(line.text.len() / BYTES_FOR_SEAM);
        match line.text {
            Cow::Borrowed(text) if found.len() >= least => {
                push_parts(text, &found, &line, &mut cut)
            }
            _ => cut.push(line),
        }
    }
    cut
}

fn push_parts<'t>(text: &'t str, seams: &[usize], line: &Line<'t>, cut: &mut Vec<Line<'t>>) {
    let ends = seams.iter().copied().chain([text.len()]);
    let mut start = 0;
    for end in ends {
        let part = &text[start..end];
        let visible = part.trim_matches(is_blank);
        if !visible.is_empty() {
            let at =
                line.span.start + start + (part.len() - part.trim_start_matches(is_blank).len());
            let is_first = start == 0;
            cut.push(Line {
                text: Cow::Borrowed(visible),
                span: Span::new(at, at + visible.len()),
                blanks_before: if is_first { line.blanks_before } else { 0 },
                starts_page: is_first && line.starts_page,
                ..line.clone()
            });
        }
        start = end;
    }
}

/// Bytes at which a block must have begun.
fn seams(text: &str) -> Vec<usize> {
    let mut seams = Vec::new();
    let (mut before, mut last) = (' ', ' ');
    let mut blanks = 0;
    for (at, c) in text.char_indices() {
        if is_blank(c) {
            blanks += 1;
        } else {
            let is_seam = match blanks {
                0 => c.is_uppercase() && is_seam(text, at, before, last),
                blanks => blanks >= MARGIN,
            };
            if is_seam && at > 0 {
                seams.push(at);
            }
            blanks = 0;
        }
        (before, last) = (last, c);
    }
    without_names(text, seams)
}

/// Without those within a word that the text has again and again; `Opinion` and `By` may meet often.
fn without_names(text: &str, mut seams: Vec<usize>) -> Vec<usize> {
    let mut mentions: HashMap<&str, usize> = HashMap::new();
    let is_by = |word: &str, at: usize| is_lead(&text[at..at + word.len()]);
    for &at in &seams {
        if let Some((word, _)) = joint(text, at) {
            *mentions.entry(word).or_default() += 1;
        }
    }
    seams.retain(|&at| match joint(text, at) {
        Some((word, behind)) => mentions[word] < MIN_MENTIONS || is_by(behind, at),
        None => true,
    });
    seams
}

/// The word around a seam and its part behind it, if letters meet there and at no other place of it.
fn joint(text: &str, at: usize) -> Option<(&str, &str)> {
    let word = word_at(text, at);
    let capitals = |text: &str| text.chars().filter(|c| c.is_uppercase()).count();
    let behind = &text[at..word.end];
    // `SaveShareMenu` is three entries.
    let is_whole = word.start < at
        && capitals(&text[word.start..at]) <= 1
        && capitals(behind) == 1
        && letters(text[..at].chars().rev()) < MAX_LETTERS
        && letters(behind.chars()) < MAX_LETTERS;
    is_whole.then(|| (&text[word], behind))
}

/// Whether a block ends before the capital letter at `at`; `last` stands right before it.
fn is_seam(text: &str, at: usize, before: char, last: char) -> bool {
    let behind = letters(text[at..].chars());
    if matches!(last, '.' | '!' | '?' | '…' | '”' | '»' | '"' | ')') {
        // "U.S.Army" is written so.
        return (before.is_lowercase() || before.is_ascii_digit() || before == '.') && behind >= 2;
    }
    let is_by = || {
        let end = text[at..].char_indices().nth(behind);
        is_lead(&text[at..end.map_or(text.len(), |(end, _)| at + end)])
    };
    if !last.is_lowercase() || (behind < MIN_LETTERS && !is_by()) {
        return false;
    }
    if behind == BOTH_SEXES.len() && text[at..].starts_with(BOTH_SEXES) {
        return false;
    }
    // "usContact" is no name, "McLean" is one.
    let is_small = before.is_lowercase();
    if letters(text[..at].chars().rev()) < MIN_LETTERS - usize::from(is_small) {
        return false;
    }
    let second = text[at..].chars().nth(1);
    second.is_some_and(char::is_lowercase) && !is_name(text, at)
}

fn letters(chars: impl Iterator<Item = char>) -> usize {
    chars
        .take(MAX_LETTERS)
        .take_while(|c| c.is_alphabetic())
        .count()
}

/// `YouTube`: the word around the place is a name.
fn is_name(text: &str, at: usize) -> bool {
    let word = text[word_at(text, at)].to_ascii_lowercase();
    NAMES.get(word.as_bytes()).is_some()
}

/// Bytes of the letters around a place.
fn word_at(text: &str, at: usize) -> Range<usize> {
    let is_letter = |(_, c): &(usize, char)| c.is_alphabetic();
    let ahead = text[..at].char_indices().rev().take(MAX_LETTERS);
    let start = ahead
        .take_while(is_letter)
        .last()
        .map_or(at, |(start, _)| start);
    let behind = text[at..].char_indices().take(MAX_LETTERS);
    let end = behind
        .take_while(is_letter)
        .last()
        .map_or(at, |(end, c)| at + end + c.len_utf8());
    start..end
}

#[cfg(test)]
mod tests {
    use super::super::line::split_lines;
    use super::*;

    const PAGE: &str = "NewsSportWeather and tidesSubscribeOldest ferry of the Sund sinks off NorrbyBy Jane \
        Roe13 January 2026The ferry, seen on YouTube by McLean and FedEx, went down on Monday.Nobody was \
        hurt in the U.S. at 5 p.m. “It was old.”The council (of Holm) paid.The market of Norrby is without \
        fish, and the captain told the Ledger that he had been asleep below deck when the water came \
        in.More storiesGulls leave the harbour   Baker wins a prizeAbout usContact the Ledger";

    fn cut(text: &str) -> Vec<String> {
        let lines = cut_glued(split_lines(text));
        let mut end = 0;
        for line in &lines {
            assert!(line.span.start >= end);
            assert_eq!(&text[line.span.range()], line.text);
            end = line.span.end;
        }
        lines
            .into_iter()
            .map(|line| line.text.into_owned())
            .collect()
    }

    #[test]
    fn a_page_in_one_line_is_cut_where_its_blocks_ended() {
        assert_eq!(
            cut(PAGE),
            [
                "News",
                "Sport",
                "Weather and tides",
                "Subscribe",
                "Oldest ferry of the Sund sinks off Norrby",
                "By Jane Roe13 January 2026The ferry, seen on YouTube by McLean and FedEx, went down on \
                 Monday.",
                "Nobody was hurt in the U.S. at 5 p.m. “It was old.”",
                "The council (of Holm) paid.",
                "The market of Norrby is without fish, and the captain told the Ledger that he had been \
                 asleep below deck when the water came in.",
                "More stories",
                "Gulls leave the harbour",
                "Baker wins a prize",
                "About us",
                "Contact the Ledger"
            ]
        );
    }

    #[test]
    fn paragraphs_with_a_few_such_places_stay_whole() {
        let paragraph =
            "The ferry of JavaScript and SkyNews went down.Nobody was hurt, said the council of \
            Holm, and the captain told the Ledger that he had been asleep. "
                .repeat(12);
        let text = paragraph.trim();
        assert_eq!(
            cut(&text[..text.len() / 4]),
            [text[..text.len() / 4].trim()]
        );
        // In lines that are not long nothing is looked for.
        let menu = "NewsSportWeather".repeat(20);
        assert_eq!(cut(&menu), [menu.as_str()]);
    }

    #[test]
    fn names_of_a_long_paragraph_and_both_sexes_are_whole() {
        for sentence in [
            "On Monday MacDonald told the council of Norrby that the ferry was old. ",
            "Die BürgerInnen von Norrby und die LehrerInnen von Holm sind gegen den Rat. ",
        ] {
            let text = sentence.repeat(12);
            assert_eq!(cut(text.trim()), [text.trim()]);
        }
        // In a page too; what meets often before an author is no name.
        let page = format!(
            "{PAGE}. MacDonald asked. MacDonald slept. MacDonald woke.OpinionBy Ann LoeGulls \
             winOpinionBy Otto HolmBakers winOpinionBy Jane RoeFerries win"
        );
        let cut = cut(&page);
        assert!(
            cut.iter()
                .any(|line| line.ends_with("MacDonald slept. MacDonald woke."))
        );
        assert_eq!(cut.iter().filter(|line| *line == "Opinion").count(), 3);
    }

    #[test]
    fn one_long_word_takes_linear_time() {
        assert!(cut(&"AbcDefg".repeat(200_000)).len() > 1);
        cut(&"É".repeat(500_000));
    }
}
