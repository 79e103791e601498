//! Numbers of word types: the cache that the tagger asks for every token.
//!
//! Short words, nearly all, are kept within the table itself, so that finding one follows no pointer.
//! Words are always compared whole, so hostile ones cost time and never give another word's number.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::hash::hash;

/// Bytes of a word that fit into a key beside its length.
const SHORT: usize = 15;

/// Slots for the words of the moment: few words make up most of a text, and their slots stay in a
/// near cache of the processor, which the whole table does not.
const RECENT: usize = 1 << 11;

/// The key of an empty slot: no word has so many bytes.
const NO_WORD: u128 = u128::MAX;

/// Words with their numbers.
pub struct WordIds {
    short: HashMap<u128, u32, BuildHasherDefault<ShortHasher>>,
    long: HashMap<Box<str>, u32, BuildHasherDefault<LongHasher>>,
    /// The short word that was last asked for, of those that share a slot.
    recent: Vec<(u128, u32)>,
}

impl Default for WordIds {
    fn default() -> Self {
        Self {
            short: HashMap::default(),
            long: HashMap::default(),
            recent: vec![(NO_WORD, 0); RECENT],
        }
    }
}

impl WordIds {
    pub fn get(&mut self, word: &str) -> Option<u32> {
        let Some(key) = short_key(word) else {
            return self.long.get(word).copied();
        };
        let slot = &mut self.recent[fold_key(key) as usize % RECENT];
        if slot.0 != key {
            *slot = (key, *self.short.get(&key)?);
        }
        Some(slot.1)
    }

    pub fn insert(&mut self, word: &str, id: u32) {
        match short_key(word) {
            Some(key) => self.short.insert(key, id),
            None => self.long.insert(word.into(), id),
        };
    }

    pub fn clear(&mut self) {
        self.short.clear();
        self.long.clear();
        self.recent.fill((NO_WORD, 0));
    }
}

/// The bytes of a word and their number; None when there are too many.
#[inline]
fn short_key(word: &str) -> Option<u128> {
    let mut bytes = [0; 16];
    if word.len() > SHORT {
        return None;
    }
    bytes[..word.len()].copy_from_slice(word.as_bytes());
    bytes[SHORT] = word.len() as u8;
    Some(u128::from_le_bytes(bytes))
}

/// Multiplies the halves, each disturbed, and folds the product.
#[derive(Default)]
struct ShortHasher(u64);

impl Hasher for ShortHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes);
    }

    #[inline]
    fn write_u128(&mut self, key: u128) {
        self.0 = fold_key(key);
    }
}

#[inline]
fn fold_key(key: u128) -> u64 {
    let low = key as u64 ^ 0x9e37_79b9_7f4a_7c15;
    let high = (key >> 64) as u64 ^ 0xd6e8_feb8_6659_fd93;
    let product = u128::from(low) * u128::from(high);
    (product >> 64) as u64 ^ product as u64
}

#[derive(Default)]
struct LongHasher(u64);

impl Hasher for LongHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes) ^ self.0.rotate_left(7);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_a_number_of_its_own() {
        let mut ids = WordIds::default();
        let words = [
            "",
            "a",
            "a\0",
            "\0a",
            "fifteen letters",
            "sixteen letters.",
            "sixteen letters!",
            "é",
        ];
        for (id, word) in (0..).zip(words) {
            assert_eq!(ids.get(word), None, "{word}");
            ids.insert(word, id);
        }
        for (id, word) in (0..).zip(words) {
            assert_eq!(ids.get(word), Some(id), "{word}");
        }
        ids.clear();
        assert!(words.iter().all(|word| ids.get(word).is_none()));
    }
}
