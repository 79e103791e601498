//! FNV-1a: hashes of lines that may be stored, and quick tables of short words.
//!
//! Hashes of lines are kept with an archive, so they may not change with the compiler.  The tables
//! hold our own word lists, never text of an archive: nobody can choose keys that collide.

use std::hash::{BuildHasherDefault, Hasher};

const START: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0000_0100_0000_01b3;

/// The hash of some bytes.
pub fn fnv1a(seed: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(START ^ seed, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(PRIME)
    })
}

/// Builds hashers for tables of our own words.
pub type Quick = BuildHasherDefault<Fnv>;

/// FNV-1a as a hasher.
#[derive(Debug, Clone)]
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(START)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(PRIME);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The hash of a word that is met letter by letter.
#[derive(Debug, Default)]
pub struct Words {
    hash: Fnv,
    is_begun: bool,
}

impl Words {
    /// Adds a letter in its small form.
    pub fn push_lower(&mut self, c: char) {
        self.is_begun = true;
        if c.is_ascii() {
            self.hash.write(&[c.to_ascii_lowercase() as u8]);
            return;
        }
        for lower in c.to_lowercase() {
            // A sigma is written otherwise at the end of a word.
            let lower = if lower == 'ς' { 'σ' } else { lower };
            self.hash.write(lower.encode_utf8(&mut [0; 4]).as_bytes());
        }
    }

    /// The word's hash, if there is one; the next letter begins another.
    pub fn take(&mut self) -> Option<u64> {
        let begun = std::mem::take(self);
        begun.is_begun.then(|| begun.hash.finish())
    }
}
