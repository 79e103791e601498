//! The places of one operand that is a set of terms: a word, its stems, or what a wildcard stands
//! for.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocId, DocSet, TERMINATED};

/// Posting lists of the terms, joined.  Only lists that lag behind are moved.
pub struct PostingList {
    lists: Vec<SegmentPostings>,
    /// Every list by its document; empty when there is one list only.
    heap: BinaryHeap<Reverse<(DocId, u32)>>,
    documents: u64,
    /// Positions of the document they were read for.
    positions: Vec<u32>,
    read_for: Option<DocId>,
    waiting: Vec<u32>,
}

impl PostingList {
    pub fn new(lists: Vec<SegmentPostings>) -> Self {
        let documents = lists.iter().map(|list| u64::from(list.doc_freq())).sum();
        let heap = if lists.len() > 1 {
            (0..)
                .zip(&lists)
                .map(|(i, list)| Reverse((list.doc(), i)))
                .collect()
        } else {
            BinaryHeap::new()
        };
        Self {
            lists,
            heap,
            documents,
            positions: Vec::new(),
            read_for: None,
            waiting: Vec::new(),
        }
    }

    /// Documents of all lists together; a document in two of them counts twice.
    pub fn documents(&self) -> u64 {
        self.documents
    }

    /// Goes to the first document at or behind `target`.
    pub fn seek(&mut self, target: DocId) -> DocId {
        match self.lists.as_mut_slice() {
            [] => TERMINATED,
            [only] => {
                if only.doc() < target {
                    only.seek(target)
                } else {
                    only.doc()
                }
            }
            lists => {
                while let Some(mut first) = self.heap.peek_mut() {
                    let Reverse((doc, i)) = *first;
                    if doc >= target {
                        return doc;
                    }
                    *first = Reverse((lists[i as usize].seek(target), i));
                }
                TERMINATED
            }
        }
    }

    /// Positions in a document, ascending, each once; none if no list is there.
    pub fn positions(&mut self, doc: DocId) -> &[u32] {
        if self.read_for == Some(doc) {
            return &self.positions;
        }
        self.read_for = Some(doc);
        self.positions.clear();
        match self.lists.as_mut_slice() {
            [] => {}
            [only] => {
                if only.doc() == doc {
                    only.positions(&mut self.positions);
                }
            }
            lists => {
                self.waiting.clear();
                while let Some(&Reverse((first, i))) = self.heap.peek() {
                    if first != doc {
                        break;
                    }
                    self.heap.pop();
                    self.waiting.push(i);
                }
                for i in &self.waiting {
                    lists[*i as usize].append_positions_with_offset(0, &mut self.positions);
                    self.heap.push(Reverse((doc, *i)));
                }
                if self.waiting.len() > 1 {
                    self.positions.sort_unstable();
                    self.positions.dedup();
                }
            }
        }
        &self.positions
    }
}
