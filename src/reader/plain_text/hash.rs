//! FNV-1a: hashes of lines that may be stored; and the quick hashes of tables of short words.
//!
//! Hashes of lines are kept with an archive, so they may not change with the compiler.  The tables
//! hold our own word lists, never text of an archive: nobody can choose keys that collide.

const START: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// The hash of some bytes.
pub fn fnv1a(seed: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(START ^ seed, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(PRIME)
    })
}

/// Hashes for tables of our own words; not for keys that an archive chooses freely.
pub type Quick = rustc_hash::FxBuildHasher;

/// The hash of a word that is met letter by letter.
#[derive(Debug)]
pub struct Words {
    hash: u64,
    is_begun: bool,
}

impl Default for Words {
    fn default() -> Self {
        Self {
            hash: START,
            is_begun: false,
        }
    }
}

impl Words {
    /// Adds a letter in its small form.
    pub fn push_lower(&mut self, c: char) {
        self.is_begun = true;
        if c.is_ascii() {
            self.add(&[c.to_ascii_lowercase() as u8]);
            return;
        }
        for lower in c.to_lowercase() {
            // A sigma is written otherwise at the end of a word.
            let lower = if lower == 'ς' { 'σ' } else { lower };
            self.add(lower.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }

    /// The word's hash, if there is one; the next letter begins another.
    pub fn take(&mut self) -> Option<u64> {
        let begun = std::mem::take(self);
        begun.is_begun.then_some(begun.hash)
    }

    fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.hash = (self.hash ^ u64::from(*byte)).wrapping_mul(PRIME);
        }
    }
}
