//! How much of a text stands in another: runs of four words, hashed.
//!
//! Each character of scripts without spaces counts as a word, else a Chinese paragraph would be one.

use std::collections::HashSet;

/// Words in a run.
const RUN: usize = 4;

/// The runs of a text.
#[derive(Debug, Clone, Default)]
pub struct Shingles {
    runs: HashSet<u64>,
}

impl Shingles {
    pub fn of(text: &str) -> Self {
        let words = words(text);
        let mut runs = HashSet::with_capacity(words.len() * 2);
        // Short runs too, so that a heading of two words can be found.
        for length in 1..=RUN {
            runs.extend(words.windows(length).map(hash_run));
        }
        Self { runs }
    }

    /// Share of the runs of `words` that stand here, 0 to 1.
    pub fn share(&self, words: &[u64]) -> f32 {
        if words.is_empty() {
            return 0.0;
        }
        let length = words.len().min(RUN);
        let runs = words.len() + 1 - length;
        let met = words
            .windows(length)
            .filter(|run| self.runs.contains(&hash_run(run)))
            .count();
        met as f32 / runs as f32
    }
}

/// Hashes of the words of a text.
pub fn words(text: &str) -> Vec<u64> {
    let mut out = Vec::with_capacity(text.len() / 6);
    let mut start = None;
    for (at, c) in text.char_indices() {
        let is_word = c.is_alphanumeric() || c == '_';
        if is_word && !is_unspaced(c) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            out.push(hash(&text[from..at]));
        }
        if is_word {
            out.push(hash(&text[at..at + c.len_utf8()]));
        }
    }
    if let Some(from) = start {
        out.push(hash(&text[from..]));
    }
    out
}

fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// FNV-1a: short words, no attacker who gains by a collision.
fn hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

pub fn hash_run(run: &[u64]) -> u64 {
    // Order matters, so each word is turned by its place.
    run.iter().fold(run.len() as u64, |sum, word| {
        (sum.rotate_left(13) ^ word).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares() {
        let text = Shingles::of("One two three four five. 日本語の新聞");
        for (part, share) in [
            ("two three four five", 1.0),
            ("two three", 1.0),
            ("three two", 0.0),
            ("one", 0.0),
            ("One two three four six", 0.5),
            ("日本語の", 1.0),
            ("", 0.0),
        ] {
            assert_eq!(text.share(&words(part)), share, "{part}");
        }
    }
}
