//! Documents that are gathered from many posting lists: bits where there are many, else a list, so
//! that a query of a thousand rare words does not take a bit set for each.

use tantivy::{DocId, DocSet, TERMINATED};
use tantivy_common::TinySet;

/// Sixteen times 64 documents: what tantivy's intersections ask for at once.
pub type Block = [TinySet; BLOCK];

const BLOCK: usize = 16;
/// One document in so many makes a list smaller than bits.
const SPARSE: u64 = 64;

/// Documents while they are gathered.
pub enum Gathered {
    Bits(Vec<u64>),
    List(Vec<DocId>),
}

impl Gathered {
    /// Room for so many postings of a segment.
    pub fn new(postings: u64, max_doc: u32) -> Self {
        if postings < u64::from(max_doc) / SPARSE {
            Self::List(Vec::with_capacity(postings as usize))
        } else {
            Self::Bits(vec![0; max_doc.div_ceil(64) as usize])
        }
    }

    pub fn extend(&mut self, docs: &[DocId]) {
        match self {
            Self::Bits(bits) => {
                for doc in docs {
                    bits[(doc / 64) as usize] |= 1 << (doc % 64);
                }
            }
            Self::List(list) => list.extend_from_slice(docs),
        }
    }

    /// The documents in order, each once.
    pub fn into_docs(self) -> Docs {
        match self {
            Self::Bits(bits) => {
                let mut docs = Docs::Bits {
                    count: bits.iter().map(|word| word.count_ones()).sum(),
                    bits,
                    doc: 0,
                };
                docs.go_to(0);
                docs
            }
            Self::List(mut list) => {
                list.sort_unstable();
                list.dedup();
                Docs::List { list, at: 0 }
            }
        }
    }
}

/// Documents in order.
pub enum Docs {
    Bits {
        bits: Vec<u64>,
        count: u32,
        doc: DocId,
    },
    List {
        list: Vec<DocId>,
        at: usize,
    },
}

impl Docs {
    /// Goes to the first document at or behind `target`.
    fn go_to(&mut self, target: DocId) -> DocId {
        match self {
            Self::Bits { bits, doc, .. } => {
                let mut word = (target / 64) as usize;
                let mut rest = bits.get(word).copied().unwrap_or(0) & u64::MAX << (target % 64);
                while rest == 0 {
                    word += 1;
                    match bits.get(word) {
                        Some(next) => rest = *next,
                        None => {
                            *doc = TERMINATED;
                            return TERMINATED;
                        }
                    }
                }
                *doc = word as u32 * 64 + rest.trailing_zeros();
                *doc
            }
            Self::List { list, at } => {
                *at += list[*at..].partition_point(|doc| *doc < target);
                self.doc()
            }
        }
    }
}

impl DocSet for Docs {
    fn advance(&mut self) -> DocId {
        match self {
            Self::Bits { doc, .. } if *doc == TERMINATED => TERMINATED,
            Self::Bits { doc, .. } => {
                let next = *doc + 1;
                self.go_to(next)
            }
            Self::List { list, at } => {
                *at = (*at + 1).min(list.len());
                self.doc()
            }
        }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() >= target {
            self.doc()
        } else {
            self.go_to(target)
        }
    }

    fn doc(&self) -> DocId {
        match self {
            Self::Bits { doc, .. } => *doc,
            Self::List { list, at } => list.get(*at).copied().unwrap_or(TERMINATED),
        }
    }

    fn size_hint(&self) -> u32 {
        match self {
            Self::Bits { count, .. } => *count,
            Self::List { list, .. } => list.len() as u32,
        }
    }

    fn fill_bitset_block(&mut self, min_doc: DocId, mask: &mut Block) -> DocId {
        self.seek(min_doc);
        let end = min_doc.saturating_add(64 * BLOCK as u32);
        if let Self::Bits { bits, .. } = self {
            // 64 documents from any one on lie in two neighbouring words.
            let (mut word, shift) = ((min_doc / 64) as usize, min_doc % 64);
            for tiny in mask.iter_mut() {
                let low = bits.get(word).copied().unwrap_or(0) >> shift;
                word += 1;
                let high = bits.get(word).copied().unwrap_or(0);
                let high = high.checked_shl(64 - shift).unwrap_or(0);
                *tiny = tiny.union(TinySet::deserialize((low | high).to_le_bytes()));
            }
            return self.seek(end);
        }
        loop {
            let doc = self.doc();
            if doc >= end {
                return doc;
            }
            let offset = doc - min_doc;
            mask[(offset / 64) as usize].insert_mut(offset % 64);
            self.advance();
        }
    }

    fn count_including_deleted(&mut self) -> u32 {
        let rest = match self {
            Self::Bits { bits, doc, .. } => {
                let first = (*doc / 64) as usize;
                let rest = bits.get(first..).unwrap_or_default();
                let all: u32 = rest.iter().map(|word| word.count_ones()).sum();
                let before = rest
                    .first()
                    .map_or(0, |word| word & !(u64::MAX << (*doc % 64)));
                all - before.count_ones()
            }
            Self::List { list, at } => (list.len() - *at) as u32,
        };
        self.seek(TERMINATED);
        rest
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Bits and a list of the same documents.
    fn both(docs: &[DocId]) -> [Docs; 2] {
        let max_doc = 5000;
        [max_doc, 0].map(|postings| {
            let mut gathered = Gathered::new(u64::from(postings), max_doc);
            gathered.extend(docs);
            gathered.into_docs()
        })
    }

    proptest! {
        #[test]
        fn documents_come_in_order_whichever_way(
            docs in proptest::collection::vec(0_u32..5000, 0..200),
            targets in proptest::collection::btree_set(0_u32..6000, 0..8),
        ) {
            let mut sorted = docs.clone();
            sorted.sort_unstable();
            sorted.dedup();
            for mut found in both(&docs) {
                prop_assert_eq!(found.size_hint() as usize, sorted.len());
                let mut all = Vec::new();
                while found.doc() != TERMINATED {
                    all.push(found.doc());
                    found.advance();
                }
                prop_assert_eq!(&all, &sorted);
                prop_assert_eq!(found.advance(), TERMINATED);
            }
            for mut found in both(&docs) {
                let mut reached = 0;
                for target in &targets {
                    reached = reached.max(*target);
                    let next = sorted.iter().copied().find(|doc| *doc >= reached);
                    prop_assert_eq!(found.seek(*target), next.unwrap_or(TERMINATED));
                    reached = found.doc();
                }
                let rest = sorted.iter().filter(|doc| **doc >= reached).count();
                prop_assert_eq!(found.count_including_deleted() as usize, rest);
                prop_assert_eq!(found.doc(), TERMINATED);
            }
        }

        #[test]
        fn blocks_hold_what_lies_in_them(
            docs in proptest::collection::vec(0_u32..5000, 0..200),
            starts in proptest::collection::btree_set(0_u32..4, 1..4),
            shift in 0_u32..100,
        ) {
            for mut found in both(&docs) {
                for start in &starts {
                    let base = start * 1200 + shift;
                    let mut block: Block = [TinySet::EMPTY; BLOCK];
                    let next = found.fill_bitset_block(base, &mut block);
                    let end = base + 1024;
                    for offset in 0..1024 {
                        let is_in = block[(offset / 64) as usize].contains(offset % 64);
                        prop_assert_eq!(is_in, docs.contains(&(base + offset)), "{}", offset);
                    }
                    let behind = docs.iter().copied().filter(|doc| *doc >= end).min();
                    prop_assert_eq!(next, behind.unwrap_or(TERMINATED));
                }
            }
        }
    }
}
