//! Documents that several posting lists have in common, found window by window.
//!
//! Where the lists are dense, walking through all of them and setting bits is several times as fast
//! as leaping from one to the other.  As in tantivy's own intersections (`docset.rs`), a window has
//! 1,024 documents, and a list is dense with one document in 32.

use tantivy::{DocId, TERMINATED};

use super::leaf::{PostingList, Source};

/// Documents of a window.
const WINDOW: u32 = 1024;
/// Lists with fewer documents than one in so many are leapt through.
const SPARSE: u64 = 32;

type Bits = [u64; WINDOW as usize / 64];

/// The documents that each of some posting lists has.
pub struct Windows {
    /// The posting lists of each operand, without their positions.
    operands: Vec<Vec<Source>>,
    /// First document of the window.
    base: DocId,
    /// Documents of the window that all operands have and that have not been passed.
    bits: Bits,
    /// The first document behind the window that may be in all; none when a list has come to its end.
    next: DocId,
}

impl Windows {
    /// None where the lists are too sparse, too many, or only one.
    pub fn new(lists: &[&PostingList], max_doc: DocId) -> Option<Self> {
        let is_dense = |list: &&PostingList| list.documents() * SPARSE >= u64::from(max_doc);
        if lists.len() < 2 || !lists.iter().all(is_dense) {
            return None;
        }
        let operands = lists.iter().map(|list| list.sources());
        Some(Self {
            operands: operands.collect::<Option<_>>()?,
            base: 0,
            bits: Bits::default(),
            next: 0,
        })
    }

    /// First document at or behind `target` that all have; targets never go back.
    pub fn seek(&mut self, target: DocId) -> DocId {
        let mut target = target;
        loop {
            let end = self.base.saturating_add(WINDOW);
            if self.base <= target
                && target < end
                && let Some(doc) = self.first_behind(target)
            {
                return doc;
            }
            target = target.max(self.next);
            if target >= TERMINATED {
                return TERMINATED;
            }
            self.fill(target);
        }
    }

    fn first_behind(&self, target: DocId) -> Option<DocId> {
        let offset = target - self.base;
        let mut word = (offset / 64) as usize;
        let mut bits = self.bits[word] & (u64::MAX << (offset % 64));
        while bits == 0 {
            word += 1;
            bits = *self.bits.get(word)?;
        }
        Some(self.base + word as u32 * 64 + bits.trailing_zeros())
    }

    /// Reads the window that begins with a document.
    fn fill(&mut self, base: DocId) {
        self.base = base;
        self.bits = [u64::MAX; WINDOW as usize / 64];
        let end = base.saturating_add(WINDOW);
        self.next = end;
        for sources in &mut self.operands {
            let mut bits = Bits::default();
            let mut next = TERMINATED;
            for source in sources {
                let mut doc = source.seek(base);
                while doc < end {
                    let offset = doc - base;
                    bits[(offset / 64) as usize] |= 1 << (offset % 64);
                    doc = source.advance();
                }
                next = next.min(doc);
            }
            for (all, own) in self.bits.iter_mut().zip(bits) {
                *all &= own;
            }
            self.next = self.next.max(next);
        }
    }
}

#[cfg(test)]
mod tests {
    use tantivy::schema::{IndexRecordOption, STRING, Schema};
    use tantivy::{Index, Term, doc};

    use super::*;

    #[test]
    fn windows_find_what_all_lists_have() {
        let mut schema = Schema::builder();
        let field = schema.add_text_field("word", STRING);
        let index = Index::create_in_ram(schema.build());
        let mut writer = index
            .writer_with_num_threads(1, 15_000_000)
            .expect("a writer");
        // A gap longer than a window, and lists that end apart.
        let has = [
            |n: u32| n.is_multiple_of(3) && !(1500..4000).contains(&n),
            |n: u32| n % 5 < 2 && n < 5500,
            |n: u32| n % 7 != 3,
        ];
        for n in 0..6000 {
            let mut document = doc!();
            for (word, has) in ["a", "b", "c"].iter().zip(has) {
                if has(n) {
                    document.add_text(field, word);
                }
            }
            writer.add_document(document).expect("add a document");
        }
        writer.commit().expect("commit");
        let searcher = index.reader().expect("a reader").searcher();
        let reader = searcher.segment_reader(0);
        let inverted = reader.inverted_index(field).expect("a dictionary");
        let list = |word: &str| {
            let term = Term::from_field_text(field, word);
            let postings = inverted.read_postings(&term, IndexRecordOption::Basic);
            let postings = postings.expect("read").expect("the word is there");
            PostingList::new(vec![Source::Whole(postings)])
        };
        let lists = [list("a"), list("b"), list("c")];
        let lists: Vec<&PostingList> = lists.iter().collect();
        let expected: Vec<u32> = (0..6000)
            .filter(|n| has.iter().all(|has| has(*n)))
            .collect();
        for step in [1, 2, 130, 1100] {
            let mut windows = Windows::new(&lists, reader.max_doc()).expect("dense lists");
            let mut target = 0;
            loop {
                let doc = windows.seek(target);
                let next = expected.iter().find(|n| **n >= target);
                assert_eq!(doc, next.copied().unwrap_or(TERMINATED), "{target} {step}");
                if doc == TERMINATED {
                    break;
                }
                target = doc + step;
            }
        }
        assert!(Windows::new(&lists[..1], reader.max_doc()).is_none());
    }
}
