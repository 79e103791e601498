//! The archive signal: lines that stand in many files of one template are no part of any story.
//!
//! Counts are made by whoever walks the archive; here is only the rule.  Counts are frozen per
//! index generation, so labels do not depend on the order of files.

use std::collections::HashMap;

use super::key::Key;
use super::shape::hash_of;

/// Files of a template cluster that a frequent line stands in, at least.
const MIN_FILES: u32 = 5;
/// The same as a share: one file in this many.
const SHARE: u32 = 200;

/// In how many files of a template cluster each line stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineStats {
    files: u32,
    counts: HashMap<u64, u32>,
}

impl LineStats {
    /// Takes the counts of a cluster of `files` files: hash of the line, files that have it.
    pub fn new(files: u32, counts: impl IntoIterator<Item = (u64, u32)>) -> Self {
        Self {
            files,
            counts: counts.into_iter().collect(),
        }
    }

    /// True for a line in at least five files and one of two hundred.
    pub fn is_frequent(&self, hash: u64) -> bool {
        let needed = MIN_FILES.max(self.files.div_ceil(SHARE));
        self.counts.get(&hash).is_some_and(|count| *count >= needed)
    }
}

/// The hash by which lines are counted: folded words, numbers alike.
pub fn line_hash(line: &str) -> u64 {
    let head = Key::of(line);
    let tail = if head.is_whole {
        Key::default()
    } else {
        Key::of_end(line)
    };
    hash_of(&head, &tail, line.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_frequent_by_number_and_by_share() {
        let promo = line_hash("Get our letter on page 4!");
        assert_eq!(promo, line_hash("GET OUR LETTER ON PAGE 17"));
        let few = LineStats::new(40, [(promo, 4)]);
        assert!(!few.is_frequent(promo));
        let enough = LineStats::new(40, [(promo, 5)]);
        assert!(enough.is_frequent(promo) && !enough.is_frequent(1));
        let rare = LineStats::new(100_000, [(promo, 499)]);
        assert!(!rare.is_frequent(promo));
    }
}
