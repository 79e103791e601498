//! A body as a row of small numbers, one for each word: enough to lay two bodies beside each other
//! without their texts.
//!
//! A number says which word it is (hash and length), which letters it has, so that a word that was
//! read badly is known by its letters, and whether it is a figure: figures are what tells two rate
//! tables apart.

use crate::text::TokenisedField;

/// Words of a body that are compared; copies of longer bodies share enough of these.
const MAX_WORDS: usize = 1000;

const LETTER_BITS: u32 = 15;
const LETTERS: u32 = (1 << LETTER_BITS) - 1;
const NUMBER: u32 = 1 << LETTER_BITS;
const LENGTH_SHIFT: u32 = LETTER_BITS + 1;
const MAX_LENGTH: u32 = 15;
const HASH_SHIFT: u32 = LENGTH_SHIFT + 4;

/// One word of a trace.  Equal numbers: the same word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TraceWord(u32);

/// The words of a body.
pub type Trace = Box<[TraceWord]>;

/// Works out the trace of a body, of its first words if it is long.
pub fn trace(body: &TokenisedField) -> Trace {
    trace_up_to(body, MAX_WORDS)
}

/// Works out the trace of as many words of a body.
pub fn trace_up_to(body: &TokenisedField, most: usize) -> Trace {
    (0..body.len().min(most))
        .map(|i| TraceWord::new(body.folded(i)))
        .collect()
}

impl TraceWord {
    fn new(word: &str) -> Self {
        let (mut letters, mut length, mut digits) = (0, 0, 0);
        // FNV-1a over the characters.
        let mut hash = 0x811c_9dc5_u32;
        for letter in word.chars() {
            let code = u32::from(letter);
            hash = (hash ^ code).wrapping_mul(0x0100_0193);
            letters |= 1 << (code % LETTER_BITS);
            length += 1;
            digits += u32::from(letter.is_numeric());
        }
        let hash = (hash ^ (hash >> 15)).wrapping_mul(0x2c1b_3c6d) >> HASH_SHIFT;
        let number = if digits * 2 > length { NUMBER } else { 0 };
        Self((hash << HASH_SHIFT) | (length.min(MAX_LENGTH) << LENGTH_SHIFT) | number | letters)
    }

    /// Characters of the word.
    pub fn length(self) -> u32 {
        (self.0 >> LENGTH_SHIFT) & MAX_LENGTH
    }

    /// Whether the word is a figure.
    pub fn is_number(self) -> bool {
        self.0 & NUMBER != 0
    }

    /// The letters of the word, whatever their order.
    pub fn letters(self) -> u32 {
        self.0 & LETTERS
    }

    /// Whether one word is the other with a letter or two read badly.
    pub fn is_like(self, other: Self) -> bool {
        let (a, b) = (self.length(), other.length());
        // One letter read as another is one letter less and one more.
        let most = if a.min(b) >= 8 { 4 } else { 2 };
        a.abs_diff(b) <= 1 && (self.letters() ^ other.letters()).count_ones() <= most
    }

    /// A number for a pair of words.
    pub fn pair(self, next: Self) -> u32 {
        (self.0.rotate_left(7) ^ next.0).wrapping_mul(0x9e37_79b1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str) -> TraceWord {
        TraceWord::new(text)
    }

    #[test]
    fn badly_read_words_are_like_the_words() {
        for (a, b) in [
            ("harbour", "harhour"),
            ("found", "fonnd"),
            ("landing", "landng"),
            ("timber", "tirber"),
            ("compensation", "cornpensation"),
        ] {
            assert!(word(a).is_like(word(b)), "{a} {b}");
            assert_ne!(word(a), word(b));
        }
        for (a, b) in [
            ("harbour", "landing"),
            ("monday", "friday"),
            ("net", "loss"),
        ] {
            assert!(!word(a).is_like(word(b)), "{a} {b}");
        }
    }

    #[test]
    fn figures_are_known() {
        assert!(
            ["14", "2019", "194.3", "200,000", "1990s"]
                .iter()
                .all(|w| word(w).is_number())
        );
        assert!(
            !["5aid", "landing", "m0nday", ""]
                .iter()
                .any(|w| word(w).is_number())
        );
    }

    #[test]
    fn only_so_many_words_are_kept() {
        let body = TokenisedField::new("word ".repeat(MAX_WORDS + 5), None);
        assert_eq!(trace(&body).len(), MAX_WORDS);
    }
}
