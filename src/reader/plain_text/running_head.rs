//! Running heads: what stands over every page of a scan, with its number.
//!
//! `4   THE HARBOUR LEDGER, JANUARY 12, 1926.` between two halves of a story is none of its paragraphs.
//! Three lines that are one but for growing page numbers at their edge prove it, or two with a day,
//! each with some text before the next.

use std::collections::HashMap;

use super::key::Key;
use super::label::Label;
use super::line::Line;
use super::shape::Shape;
use super::stamp::has_whole_date;

/// Longest running head, words.
const MAX_WORDS: u32 = 14;
/// Lines of one head, and those of one that has a day.
const MIN_LINES: usize = 3;
const MIN_DATED: usize = 2;
/// Digits of a page number.
const MAX_DIGITS: usize = 4;
/// What may stand before the number.
const PAGES: [&str; 8] = [
    "Page", "PAGE", "Seite", "S.", "p.", "Página", "Pagina", "Side",
];
/// Words of text between two of them at least.
const MIN_TEXT: u32 = 15;

/// Labels running heads.
pub fn settle_running_heads(lines: &[Line<'_>], shapes: &[Shape], labels: &mut [Label]) {
    let mut heads: HashMap<String, Vec<(usize, u32)>> = HashMap::new();
    for (i, line) in lines.iter().enumerate() {
        let may_be = shapes[i].digits > 0 && (2..=MAX_WORDS).contains(&shapes[i].words);
        if may_be
            && labels[i] != Label::RelTime
            && let Some((text, page)) = without_page(&line.text)
        {
            heads.entry(Key::of(text).text).or_default().push((i, page));
        }
    }
    if heads.is_empty() {
        return;
    }
    // Words of text before each line.
    let mut before = Vec::with_capacity(lines.len());
    let mut words = 0;
    for (shape, label) in shapes.iter().zip(&*labels) {
        before.push(words);
        words += if label.is_text() { shape.words } else { 0 };
    }
    let words_between = |from: usize, to: usize| before[to] - before[from + 1];
    let mut found = Vec::new();
    for (_, pages) in heads {
        let Some(&(first, _)) = pages.first() else {
            continue;
        };
        let grows = pages
            .windows(2)
            .all(|two| two[0].1 < two[1].1 && words_between(two[0].0, two[1].0) >= MIN_TEXT);
        let is_head = pages.len() >= MIN_LINES
            || (pages.len() >= MIN_DATED && has_whole_date(&lines[first].text));
        if grows && is_head {
            found.extend(pages.into_iter().map(|(i, _)| i));
        }
    }
    for i in found {
        labels[i] = Label::PageNo;
    }
}

/// A line without the page number at one of its edges; none where it has none.
fn without_page(text: &str) -> Option<(&str, u32)> {
    let number = |word: &str| {
        let is_number = word.len() <= MAX_DIGITS && word.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| word.parse().ok()).flatten()
    };
    let begins = |text: &str| text.trim_start().starts_with(|c: char| !c.is_lowercase());
    let (mut first, mut behind) = text.split_once(char::is_whitespace)?;
    if PAGES.contains(&first) {
        (first, behind) = behind.split_once(char::is_whitespace)?;
    }
    if let Some(page) = number(first).filter(|_| begins(behind)) {
        return Some((behind, page));
    }
    let (before, last) = text.rsplit_once(char::is_whitespace)?;
    Some((before, number(last).filter(|_| begins(before))?))
}
