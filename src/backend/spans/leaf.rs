//! The places of one operand that is a set of terms: a word, its stems, or what a wildcard stands
//! for.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::{DocId, DocSet, TERMINATED};

use super::walk::Walked;

/// The postings of one term.
pub enum Source {
    Whole(SegmentPostings),
    /// Only those in certain documents, of which there are few.
    Within {
        list: SegmentPostings,
        documents: Vec<DocId>,
        at: usize,
    },
}

impl Source {
    /// The postings in these documents, which stand in order.
    pub fn within(list: SegmentPostings, documents: Vec<DocId>) -> Self {
        let mut source = Self::Within {
            list,
            documents,
            at: 0,
        };
        source.seek(0);
        source
    }

    fn doc(&self) -> DocId {
        match self {
            Self::Whole(list) => list.doc(),
            Self::Within { documents, at, .. } => documents.get(*at).copied().unwrap_or(TERMINATED),
        }
    }

    /// Goes to the first document at or behind `target`; never back.
    pub fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Self::Whole(list) => {
                if list.doc() < target {
                    list.seek(target)
                } else {
                    list.doc()
                }
            }
            Self::Within {
                list,
                documents,
                at,
            } => {
                while let Some(doc) = documents.get(*at).copied() {
                    if doc >= target {
                        if list.doc() < doc {
                            list.seek(doc);
                        }
                        if list.doc() == doc {
                            return doc;
                        }
                    }
                    *at += 1;
                }
                TERMINATED
            }
        }
    }

    /// Goes to the next document.
    pub fn advance(&mut self) -> DocId {
        match self {
            Self::Whole(list) => list.advance(),
            Self::Within { .. } => self.seek(self.doc() + 1),
        }
    }

    /// Adds the positions in the document it stands at, ascending.
    pub fn append_positions(&mut self, out: &mut Vec<u32>) {
        match self {
            Self::Whole(list) | Self::Within { list, .. } => {
                list.append_positions_with_offset(0, out);
            }
        }
    }

    pub fn documents(&self) -> u64 {
        match self {
            Self::Whole(list) => u64::from(list.doc_freq()),
            Self::Within { documents, .. } => documents.len() as u64,
        }
    }
}

/// Lists that are moved one by one; the others, which are short, stand in a heap.
const FREQUENT: usize = 24;

/// The posting lists of the terms that stand for one word, joined.
pub enum PostingList {
    Leaping(Box<Leaping>),
    /// Read with the others of the expression, window by window.
    Walked(Box<Walked>),
}

impl PostingList {
    /// Lists to leap through.
    pub fn new(lists: Vec<Source>) -> Self {
        Self::Leaping(Box::new(Leaping::new(lists)))
    }

    /// Documents of all lists together; a document in two of them counts twice.
    pub fn documents(&self) -> u64 {
        match self {
            Self::Leaping(list) => list.documents,
            Self::Walked(list) => list.documents(),
        }
    }

    /// Goes to the first document at or behind `target`; a walked list, whose window says which
    /// documents there are, only tells whether it is `target`.
    pub fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Self::Leaping(list) => list.seek(target),
            Self::Walked(list) => list.seek(target),
        }
    }

    /// Positions in a document, ascending, each once; none if no list is there.
    pub fn positions(&mut self, doc: DocId) -> &[u32] {
        self.read(doc);
        self.last_read()
    }

    /// Reads the positions in a document.
    pub fn read(&mut self, doc: DocId) {
        match self {
            Self::Leaping(list) => list.read(doc),
            Self::Walked(list) => list.read(doc),
        }
    }

    /// The positions that were read last.
    pub fn last_read(&self) -> &[u32] {
        match self {
            Self::Leaping(list) => &list.positions,
            Self::Walked(list) => list.last_read(),
        }
    }
}

/// Posting lists that leap from document to document.  A wildcard has a few long lists and thousands of short ones:
/// the long ones move with almost every document, for which a heap is too dear, the short ones
/// almost never.
pub struct Leaping {
    /// The longest first, each with the document it stands at: most of them are far ahead, which a
    /// glance at a number shows.
    frequent: Vec<(DocId, Source)>,
    rest: Vec<Source>,
    /// The rest by their documents.
    heap: BinaryHeap<Reverse<(DocId, u32)>>,
    documents: u64,
    /// Positions of the document they were read for.
    positions: Vec<u32>,
    read_for: Option<DocId>,
    waiting: Vec<u32>,
}

impl Leaping {
    fn new(mut lists: Vec<Source>) -> Self {
        let documents = lists.iter().map(Source::documents).sum();
        lists.sort_by_key(|list| Reverse(list.documents()));
        let rest = lists.split_off(lists.len().min(FREQUENT));
        let heap = (0..)
            .zip(&rest)
            .map(|(i, list)| Reverse((list.doc(), i)))
            .collect();
        Self {
            frequent: lists.into_iter().map(|list| (list.doc(), list)).collect(),
            rest,
            heap,
            documents,
            positions: Vec::new(),
            read_for: None,
            waiting: Vec::new(),
        }
    }

    /// Goes to the first document at or behind `target`.
    fn seek(&mut self, target: DocId) -> DocId {
        let mut first = TERMINATED;
        for (doc, list) in &mut self.frequent {
            if *doc < target {
                *doc = list.seek(target);
            }
            // The others need not move before their positions are asked for.
            if *doc == target {
                return target;
            }
            first = first.min(*doc);
        }
        if self.rest.is_empty() {
            first
        } else {
            first.min(self.seek_rest(target))
        }
    }

    fn seek_rest(&mut self, target: DocId) -> DocId {
        while let Some(mut first) = self.heap.peek_mut() {
            let Reverse((doc, i)) = *first;
            if doc >= target {
                return doc;
            }
            *first = Reverse((self.rest[i as usize].seek(target), i));
        }
        TERMINATED
    }

    fn read(&mut self, doc: DocId) {
        if self.read_for == Some(doc) {
            return;
        }
        self.read_for = Some(doc);
        self.positions.clear();
        let mut sources = 0;
        for (at, list) in &mut self.frequent {
            if *at < doc {
                *at = list.seek(doc);
            }
            if *at == doc {
                list.append_positions(&mut self.positions);
                sources += 1;
            }
        }
        if !self.rest.is_empty() && self.seek_rest(doc) == doc {
            self.waiting.clear();
            while let Some(&Reverse((first, i))) = self.heap.peek() {
                if first != doc {
                    break;
                }
                self.heap.pop();
                self.waiting.push(i);
            }
            sources += self.waiting.len();
            for i in &self.waiting {
                self.rest[*i as usize].append_positions(&mut self.positions);
                self.heap.push(Reverse((doc, *i)));
            }
        }
        if sources > 1 {
            self.positions.sort_unstable();
            self.positions.dedup();
        }
    }
}
