//! Goes through the documents of a segment in which an expression may have places.

use tantivy::index::SegmentReader;
use tantivy::{DocId, TERMINATED};

use super::Places;
use super::exec::Exec;
use super::span::Span;
use super::window::Windows;
use crate::query::stretch::Stretch;

/// An opened expression, asked for documents that ascend.
pub struct Finder {
    exec: Exec,
    /// Where lists are walked: the documents that they share, and the number of the shortest.
    windows: Option<(Windows, usize)>,
    /// What was found in them last; nothing lies between what was asked for and it.
    found: Option<DocId>,
}

impl Finder {
    /// Opens the posting lists; None when nothing of the segment can match.
    pub fn open(
        span: &Span,
        places: &Places,
        reader: &SegmentReader,
    ) -> tantivy::Result<Option<Self>> {
        let Some(mut exec) = Exec::open(span, places, reader)? else {
            return Ok(None);
        };
        let mut lengths = Vec::new();
        exec.each_required(&mut |list| lengths.push(list.documents()));
        let shortest = (0..lengths.len()).min_by_key(|n| lengths[*n]);
        Ok(Some(Self {
            exec,
            windows: shortest.map(|shortest| (Windows::new(reader.max_doc()), shortest)),
            found: None,
        }))
    }

    /// Documents that may have to be looked at.
    pub fn cost(&self) -> u64 {
        self.exec.cost()
    }

    /// First document at or behind `target` that matches.
    pub fn next(&mut self, target: DocId) -> DocId {
        let mut target = target;
        while target < TERMINATED {
            let doc = self.candidate(target);
            if doc >= TERMINATED || self.exec.has(doc) {
                return doc.min(TERMINATED);
            }
            target = doc + 1;
        }
        TERMINATED
    }

    /// Adds the places to count in a document.
    pub fn places(&mut self, doc: DocId, out: &mut Vec<Stretch>) {
        // Walked lists know only the documents of their window.
        if self.windows.is_none() || self.candidate(doc) == doc {
            self.exec.shown(doc, out);
        }
    }

    /// First document at or behind `target` that may match.
    fn candidate(&mut self, target: DocId) -> DocId {
        let exec = &mut self.exec;
        let Some((windows, shortest)) = &mut self.windows else {
            return exec.seek(target);
        };
        if let Some(found) = self.found.filter(|found| *found >= target) {
            return found;
        }
        let found = windows.seek(target, &mut |fill| {
            for is_first in [true, false] {
                let mut number = 0;
                exec.each_required(&mut |list| {
                    if (number == *shortest) == is_first {
                        fill(list);
                    }
                    number += 1;
                });
            }
        });
        self.found = Some(found);
        found
    }
}
