//! Tables of our own words, which every word of a text is looked up in.
//!
//! A word of up to sixteen bytes is one number, which is hashed and compared in a few steps; longer
//! ones are few.  The words are ours, never text of an archive: nobody can choose keys that collide.

use std::collections::HashMap;

use super::hash::Quick;

/// Longest word that is a number, bytes.
const MAX_PACKED: usize = 16;

/// Values by the bytes of words.
#[derive(Debug)]
pub struct ByWord<V> {
    packed: HashMap<u128, V, Quick>,
    longer: HashMap<Vec<u8>, V, Quick>,
}

impl<V> Default for ByWord<V> {
    fn default() -> Self {
        Self {
            packed: HashMap::default(),
            longer: HashMap::default(),
        }
    }
}

impl<V> ByWord<V> {
    pub fn get(&self, word: &[u8]) -> Option<&V> {
        match pack(word) {
            Some(packed) => self.packed.get(&packed),
            None => self.longer.get(word),
        }
    }

    pub fn has(&self, word: &[u8]) -> bool {
        self.get(word).is_some()
    }

    /// The value of a word, which is the default one where the word is new.
    pub fn entry(&mut self, word: &[u8]) -> &mut V
    where
        V: Default,
    {
        match pack(word) {
            Some(packed) => self.packed.entry(packed).or_default(),
            None => self.longer.entry(word.to_vec()).or_default(),
        }
    }

    /// Gives a word its value; of a word that has one, the new one counts.
    pub fn insert(&mut self, word: &[u8], value: V) {
        match pack(word) {
            Some(packed) => self.packed.insert(packed, value),
            None => self.longer.insert(word.to_vec(), value),
        };
    }
}

impl<'w, V> FromIterator<(&'w [u8], V)> for ByWord<V> {
    fn from_iter<I: IntoIterator<Item = (&'w [u8], V)>>(words: I) -> Self {
        let mut table = Self::default();
        for (word, value) in words {
            table.insert(word, value);
        }
        table
    }
}

/// The bytes of a short word as a number; no two words have the same, as none holds a zero byte.
///
/// Both ends are read in one step each; where they overlap they say the same.
fn pack(word: &[u8]) -> Option<u128> {
    let length = word.len();
    if let (Some(first), Some(last)) = (word.first_chunk::<8>(), word.last_chunk::<8>()) {
        let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
        let behind = MAX_PACKED.checked_sub(length)? as u32 * 8;
        // Only what the first step did not read.
        let rest = last.checked_shr(behind).unwrap_or(0);
        return Some(u128::from(rest) << 64 | u128::from(first));
    }
    if let (Some(first), Some(last)) = (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return Some(u128::from(
            u64::from(last) << (8 * (length - 4)) | u64::from(first),
        ));
    }
    let byte = |at: usize| u32::from(word[at]) << (8 * at);
    let packed = match length {
        0 => 0,
        _ => byte(0) | byte(length / 2) | byte(length - 1),
    };
    Some(u128::from(packed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_has_its_own_number() {
        let text = b"abcdefghabcdefghabcdefgh";
        for length in 0..=MAX_PACKED {
            let packed = pack(&text[..length]).map(u128::to_le_bytes);
            let mut bytes = [0; MAX_PACKED];
            bytes[..length].copy_from_slice(&text[..length]);
            assert_eq!(packed, Some(bytes), "{length}");
        }
        assert_eq!(pack(&text[..MAX_PACKED + 1]), None);
    }

    #[test]
    fn words_of_any_length_have_their_value() {
        let long: &[u8] = b"internationalisation";
        let mut table: ByWord<u32> = [(&b"tram"[..], 1), (long, 2)].into_iter().collect();
        table.insert(b"tram", 3);
        *table.entry(b"quay") += 4;
        *table.entry(long) += 5;
        for (word, value) in [(&b"tram"[..], 3), (b"quay", 4), (long, 7)] {
            assert_eq!(table.get(word), Some(&value));
        }
        assert!(!table.has(b"trams") && !table.has(b""));
    }
}
