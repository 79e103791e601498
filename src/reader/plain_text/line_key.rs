//! Keys of whole lines: all folded words of a line, or those of both ends of a long one.

use super::hash::fnv1a;
use super::key::{END_BYTES, Key, MAX_WORDS, end_of};

/// Longest line whose words are all folded, bytes.
const MAX_FOLDED: usize = 400;

/// Folded words of a line: all of them, or those of both ends of a long one.
///
/// Set phrases count in the first and the last words alone, however short the line is.
#[derive(Debug, Clone, Default)]
pub struct LineKey {
    /// All words; of a long line the first ones.
    pub start: Key,
    /// The last words of a long line.
    pub end: Option<Key>,
    /// Which word the last ones begin with, where all words are in `start`.
    pub tail: usize,
}

impl LineKey {
    pub fn of(line: &str) -> Self {
        // Letters with accents may be cut where the last words begin.
        let is_brief = line.len() <= END_BYTES || (line.len() <= MAX_FOLDED && line.is_ascii());
        if !is_brief {
            let start = Key::of(line);
            let end = (!start.is_whole).then(|| Key::of_end(line));
            return Self {
                start,
                end,
                tail: usize::MAX,
            };
        }
        let mut start = Key::with_capacity(line.len(), line.len() / 5 + 2);
        let before = start.fold(line, usize::MAX, end_of(line));
        start.is_whole = true;
        let words = start.starts.len();
        Self {
            tail: before.unwrap_or(0).max(words.saturating_sub(MAX_WORDS)),
            start,
            end: None,
        }
    }

    /// The line has so few words that its ends are one.
    pub fn is_short(&self) -> bool {
        self.start.is_whole && self.start.starts.len() <= MAX_WORDS
    }

    /// The first words, with one space between them.
    pub fn head(&self) -> &str {
        &self.start.text[..self.start.end_of_words(MAX_WORDS)]
    }

    /// The same, one by one.
    pub fn first_words(&self) -> impl Iterator<Item = &str> {
        (0..self.start.starts.len().min(MAX_WORDS)).map(|i| self.start.word(i))
    }

    /// The last words of a line that has more than the first ones.
    pub fn last(&self) -> &str {
        match &self.end {
            Some(end) => &end.text,
            None if self.is_short() => "",
            None => {
                let start = self.start.starts.get(self.tail);
                start.map_or("", |start| &self.start.text[*start as usize..])
            }
        }
    }
}

/// Hash of a line by its folded words; frequent lines and repeats are found by it.
pub fn hash_of(key: &LineKey, length: usize) -> u64 {
    if key.is_short() {
        return fnv1a(0, key.head().as_bytes());
    }
    let hash = fnv1a(length as u64, key.head().as_bytes());
    fnv1a(hash, key.last().as_bytes())
}
