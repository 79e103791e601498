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
