//! What the words of a line speak of: the outlet's own services, or those who write for it.
//!
//! A notice about cookies, accounts or letters is running text like any other; its words tell it
//! from the story, whoever the outlet is.  Words are compared in small letters as they are
//! written; a phrase of the lexicon says more where there is one.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::hash::Quick;

/// Words of each kind in one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wording {
    pub service: u8,
    pub trade: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Service,
    Trade,
}

#[derive(Debug)]
struct Entry {
    word: &'static str,
    /// Any ending may follow.
    is_stem: bool,
    kind: Kind,
}

/// First bytes of a word: most words of a line share them with none of ours.
type Start = [u8; 3];

static WORDS: LazyLock<HashMap<Start, Vec<Entry>, Quick>> = LazyLock::new(|| {
    let mut words: HashMap<Start, Vec<Entry>, Quick> = HashMap::default();
    for (kind, file) in [
        (Kind::Service, include_str!("lexicon/service_words.txt")),
        (Kind::Trade, include_str!("lexicon/trade_words.txt")),
    ] {
        let lines = file.lines().filter(|line| !line.starts_with(';'));
        for word in lines.flat_map(str::split_whitespace) {
            let (word, is_stem) = match word.strip_suffix('*') {
                Some(stem) => (stem, true),
                None => (word, false),
            };
            let known = words.entry(start_of(word)).or_default();
            if !known.iter().any(|e| e.word == word && e.kind == kind) {
                known.push(Entry {
                    word,
                    is_stem,
                    kind,
                });
            }
        }
    }
    words
});

fn start_of(word: &str) -> Start {
    let bytes = word.as_bytes();
    let at = |i: usize| bytes.get(i).copied().unwrap_or_default();
    [at(0), at(1), at(2)]
}

impl Wording {
    /// Counts a word in small letters.
    pub fn add(&mut self, word: &str) {
        let Some(entries) = WORDS.get(&start_of(word)) else {
            return;
        };
        let (mut service, mut trade) = (false, false);
        for entry in entries {
            let fits = word
                .strip_prefix(entry.word)
                .is_some_and(|rest| entry.is_stem || rest.is_empty());
            service |= fits && entry.kind == Kind::Service;
            trade |= fits && entry.kind == Kind::Trade;
        }
        self.service = self.service.saturating_add(u8::from(service));
        self.trade = self.trade.saturating_add(u8::from(trade));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording(line: &str) -> (u8, u8) {
        let mut found = Wording::default();
        for word in line.split_whitespace() {
            found.add(word.trim_matches(|c: char| !c.is_alphanumeric()));
        }
        (found.service, found.trade)
    }

    #[test]
    fn notices_and_notes_about_authors_have_words_of_their_own() {
        for (line, service, trade) in [
            ("we use cookies, and your browser keeps your settings", 5, 0),
            ("die einwilligung gilt für ihr konto", 3, 0),
            ("ann loe is a senior reporter and covers the harbour", 0, 3),
            (
                "the ferry came in at four, sideways, with eleven people",
                0,
                0,
            ),
        ] {
            assert_eq!(wording(line), (service, trade), "{line}");
        }
    }
}
