//! What the words of a line are about: those that say something as hashes, the common ones told apart.
//!
//! Lines are compared by these hashes, which are kept nowhere: inflected words share theirs, and in
//! scripts without spaces two characters are about a word.

use std::sync::LazyLock;

use super::by_word::ByWord;
use super::hash::fnv1a;
use super::key::is_ideograph;
use super::lexicon::data_words;

/// Characters of a word without spaces that are looked at.
const MAX_CHARACTERS: usize = 60;

/// Words that say something of a line whatever it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Common {
    /// A small word of a language.
    Small,
    /// A word of the site's own service.
    Service,
}

static COMMON: LazyLock<ByWord<Common>> = LazyLock::new(|| {
    let files = [
        (include_str!("lexicon/service_words.txt"), Common::Service),
        (include_str!("lexicon/stop_words.txt"), Common::Small),
    ];
    let words = files
        .into_iter()
        .flat_map(|(file, common)| data_words(file).map(move |word| (word.as_bytes(), common)));
    words.collect()
});

/// Whether a word in small letters says something of every line.
pub fn common(lowered: &[u8]) -> Option<Common> {
    COMMON.get(lowered).copied()
}

/// Adds the hashes by which lines are compared for what they are about.
pub fn push_content(bare: &str, lowered: &[u8], content: &mut Vec<u32>) {
    if bare.chars().next().is_some_and(is_ideograph) {
        // Two characters are about a word.
        let mut previous = None;
        for c in bare
            .chars()
            .take(MAX_CHARACTERS)
            .filter(|c| is_ideograph(*c))
        {
            if let Some(previous) = previous.replace(c) {
                content.push((previous as u32).wrapping_mul(31) ^ c as u32);
            }
        }
        return;
    }
    let (is_long, stem) = if lowered.is_ascii() {
        (lowered.len() > 3, &lowered[..lowered.len().min(6)])
    } else {
        // By the bytes that letters begin with.
        let mut letters = (0..lowered.len()).filter(|at| lowered[*at] & 0xC0 != 0x80);
        let is_long = letters.nth(3).is_some();
        (is_long, &lowered[..letters.nth(2).unwrap_or(lowered.len())])
    };
    if is_long {
        // A crude stem: inflected words share their start.
        content.push(fnv1a(0, stem) as u32);
    }
}

/// Letters that a word is known by.
const MAX_LETTERS: usize = 24;

/// Bytes of them in small form: a letter becomes three at most.
pub const MAX_LOWERED: usize = MAX_LETTERS * 12;

/// The first letters of a word in small ones.
pub fn lower<'b>(bare: &str, buffer: &'b mut [u8; MAX_LOWERED]) -> &'b [u8] {
    if bare.is_ascii() {
        let lowered = &mut buffer[..bare.len().min(MAX_LETTERS)];
        lowered.copy_from_slice(&bare.as_bytes()[..lowered.len()]);
        lowered.make_ascii_lowercase();
        return lowered;
    }
    let mut length = 0;
    for c in bare.chars().take(MAX_LETTERS) {
        if c.is_ascii() {
            buffer[length] = c.to_ascii_lowercase() as u8;
            length += 1;
            continue;
        }
        for small in c.to_lowercase() {
            length += small.encode_utf8(&mut buffer[length..]).len();
        }
    }
    &buffer[..length]
}
