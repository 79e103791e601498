//! Word clusters: for a lower-cased word the cluster of similar words it belongs to, at three
//! levels of coarseness.  Made from word vectors by k-means; `assets/README.md` says from which.
//!
//! Words are kept as fingerprints of 28 bits, so about one unknown word in a thousand gets a
//! cluster by chance; the tagger was trained with the same table and knows no better.

use super::hash::hash;

const MAGIC: &[u8] = b"MCLU1\0\0\0";
/// Number of buckets: the highest bits of the hash.
const BUCKET_BITS: u32 = 14;
const FINGERPRINT_BITS: u32 = 14;
/// Finest clusters; each belongs to one of 256, and to one of 64.
const LEAVES: usize = 1024;
const ENTRY_BYTES: usize = 3;

/// The three clusters of a word, finest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WordClusters {
    pub leaf: u16,
    pub middle: u8,
    pub top: u8,
}

/// The table; the entries stay in the bytes they came from.
pub struct Clusters<'b> {
    middle: &'b [u8],
    top: &'b [u8],
    bucket_starts: Vec<u32>,
    entries: &'b [u8],
}

impl<'b> Clusters<'b> {
    /// Reads a table; None when the bytes are not one.
    pub fn read(bytes: &'b [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (count, rest) = rest.split_first_chunk::<4>()?;
        let count = u32::from_le_bytes(*count) as usize;
        let (middle, rest) = rest.split_at_checked(LEAVES)?;
        let (top, rest) = rest.split_at_checked(LEAVES)?;
        let (sizes, entries) = rest.split_at_checked(1 << BUCKET_BITS)?;
        let mut bucket_starts = Vec::with_capacity(sizes.len() + 1);
        let mut start = 0_u32;
        bucket_starts.push(0);
        for size in sizes {
            start += u32::from(*size);
            bucket_starts.push(start);
        }
        if start as usize != count || entries.len() != count.checked_mul(ENTRY_BYTES)? {
            return None;
        }
        Some(Self {
            middle,
            top,
            bucket_starts,
            entries,
        })
    }

    /// Finds the clusters of a lower-cased word.
    pub fn find(&self, lowered: &str) -> Option<WordClusters> {
        let hash = hash(lowered.as_bytes());
        let bucket = (hash >> (64 - BUCKET_BITS)) as usize;
        let fingerprint =
            (hash >> (64 - BUCKET_BITS - FINGERPRINT_BITS)) as u32 & ((1 << FINGERPRINT_BITS) - 1);
        let start = self.bucket_starts[bucket] as usize * ENTRY_BYTES;
        let end = self.bucket_starts[bucket + 1] as usize * ENTRY_BYTES;
        for entry in self.entries[start..end].chunks_exact(ENTRY_BYTES) {
            let value = u32::from_le_bytes([entry[0], entry[1], entry[2], 0]);
            if value >> 10 == fingerprint {
                let leaf = (value & 0x3ff) as u16;
                return Some(WordClusters {
                    leaf,
                    middle: self.middle[leaf as usize],
                    top: self.top[leaf as usize],
                });
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_tables_are_refused() {
        assert!(Clusters::read(b"").is_none());
        assert!(Clusters::read(b"MCLU1\0\0\0\xff\xff\xff\xff").is_none());
        let mut table = MAGIC.to_vec();
        table.extend(1_u32.to_le_bytes());
        table.resize(table.len() + 2 * LEAVES + (1 << BUCKET_BITS), 0);
        assert!(Clusters::read(&table).is_none());
    }
}
