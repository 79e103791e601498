//! Lines in capitals: headlines, mostly, where a tagger that leans on capitals sees names everywhere.
//!
//! What the engine found there is dropped; names that the rest of the article knows, and listed
//! places, are looked for instead, whatever their case.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::surface::Surfaces;
use super::{Mention, TokenisedText};
use crate::analysis::entity::gazetteer::{MAX_NAME_TOKENS, PlaceKind};
use crate::analysis::entity::label::Label;
use crate::analysis::entity::spelling::{Spelling, spelling};

/// Fewer words in capitals are a dateline or an emphasis.
const LEAST_WORDS: usize = 3;
/// In thousands; smaller cities are ordinary words too often.
const LEAST_POPULATION: u32 = 500;

/// Byte ranges of the lines of a text that have no lower-case letter.
pub fn shouted_lines(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let range = start..start + line.len();
        start = range.end;
        // Nearly every line has a small letter near its beginning.
        if line.contains(char::is_lowercase) {
            continue;
        }
        let words = line
            .split_whitespace()
            .filter(|w| w.chars().filter(|c| c.is_uppercase()).count() > 1);
        if words.count() >= LEAST_WORDS {
            out.push(range);
        }
    }
    out
}

/// True when the range begins inside one of the lines.
pub fn is_shouted(lines: &[Range<usize>], start: usize) -> bool {
    let next = lines.partition_point(|l| l.end <= start);
    lines.get(next).is_some_and(|l| l.start <= start)
}

/// Finds known names in the shouted lines of a text.
pub fn find<'a>(
    text: &TokenisedText<'a>,
    index: usize,
    known: &HashMap<String, Label>,
    surfaces: &mut Surfaces<'a>,
    mentions: &mut Vec<Mention>,
) {
    // Most words begin nothing: only those that do are looked up at every length.
    let beginnings: HashSet<&str> = known.keys().map(|name| beginning(name)).collect();
    for line in &text.shouted {
        let mut i = text.token_at(line.start);
        while text
            .tokens
            .get(i)
            .is_some_and(|t| (t.start as usize) < line.end)
        {
            let word = spelling(text.word(i));
            let longest = if beginnings.contains(beginning(&word.folded)) {
                MAX_NAME_TOKENS
            } else {
                word.longest_place().min(MAX_NAME_TOKENS)
            };
            let found = (1..=longest).rev().find_map(|length| {
                let end = text.tokens.get(i + length - 1)?.end as usize;
                let start = text.tokens[i].start as usize;
                // A name does not go on in the next line.
                let name = text.text.get(start..end).filter(|_| end <= line.end)?;
                let name = spelling(name);
                let label = known.get(&*name.folded).copied();
                let label = label.or_else(|| is_large_place(&name).then_some(Label::Place))?;
                Some((length, start, end, label))
            });
            let Some((length, start, end, label)) = found else {
                i += 1;
                continue;
            };
            mentions.push(Mention {
                text: index,
                start,
                end,
                label,
                surface: surfaces.id(&text.text[start..end]),
            });
            i += length;
        }
    }
}

/// The letters and digits that a folded name begins with.
fn beginning(folded: &str) -> &str {
    let end = folded.find(|c: char| !c.is_alphanumeric());
    &folded[..end.unwrap_or(folded.len())]
}

fn is_large_place(name: &Spelling) -> bool {
    // `US` and `IT` in capitals are words.
    name.raw().len() > 3
        && name.place().is_some_and(|p| match p.kind {
            PlaceKind::Country | PlaceKind::Area => true,
            PlaceKind::Region => p.country == "US",
            PlaceKind::City => p.population >= LEAST_POPULATION,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_lines_in_capitals_are_shouted() {
        let text = "HARBOUR BANK FAILS\nHARBOUR CITY, Jan 5 (Reuters) - The bank\nBY JO\n";
        let found: Vec<&str> = shouted_lines(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(found, ["HARBOUR BANK FAILS\n"]);
    }
}
