//! How often every word stands in one set of articles and in another, from the posting lists.
//!
//! One pass over the dictionaries of some text fields, word by word over all segments, so that
//! memory holds only the words that are frequent enough.  Words are the literal folded forms; stems
//! are passed over.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use anyhow::{Context, Result};
use tantivy::index::InvertedIndexReader;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::termdict::TermStreamer;
use tantivy::{DocSet, SegmentReader, TERMINATED};

use super::Local;
use crate::document::is_literal;
use crate::field::TextField;
use crate::query::ast::Ast;

/// Which of two sets each document of each segment belongs to.
pub(super) struct Sides {
    segments: Vec<Vec<u8>>,
}

const FIRST: u8 = 1;
const SECOND: u8 = 2;

/// What two sets have of one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Frequency {
    pub first: u64,
    pub second: u64,
    /// Articles of each set that have the word.
    pub first_articles: u64,
    pub second_articles: u64,
}

impl Frequency {
    /// Adds one article that has it once.
    pub(super) fn add_article(&mut self, is_first: bool) {
        let (count, articles) = if is_first {
            (&mut self.first, &mut self.first_articles)
        } else {
            (&mut self.second, &mut self.second_articles)
        };
        *count += 1;
        *articles += 1;
    }
}

impl Sides {
    /// Articles of the first query, and those of the second that are not among them; the rest of
    /// the archive when there is no second.  Also tells how many of the second were left out.
    pub(super) fn of(local: &Local<'_>, first: &Ast, second: Option<&Ast>) -> Result<(Self, u64)> {
        let segments = local.searcher.segment_readers().iter();
        let mut sides = Self {
            segments: segments.map(|s| vec![0; s.max_doc() as usize]).collect(),
        };
        let mut overlap = 0;
        for (side, ast) in [(FIRST, first), (SECOND, second.unwrap_or(&Ast::All))] {
            let compiled = local.compile(ast, false, false)?;
            local.visit(ast, &compiled, false, |segment, doc, _| {
                let slot = &mut sides.segments[segment as usize][doc as usize];
                if *slot == 0 {
                    *slot = side;
                } else {
                    overlap += 1;
                }
                Ok(())
            })?;
        }
        let overlap = if second.is_some() { overlap } else { 0 };
        Ok((sides, overlap))
    }

    /// All articles on the first side.
    pub(super) fn everything(local: &Local<'_>) -> Result<Self> {
        Ok(Self::of(local, &Ast::All, Some(&Ast::Nothing))?.0)
    }

    /// Number of articles on each side.
    pub(super) fn articles(&self) -> (u64, u64) {
        let count = |side| {
            let docs = self.segments.iter().flatten();
            docs.filter(|slot| **slot == side).count() as u64
        };
        (count(FIRST), count(SECOND))
    }

    /// Gives segment, document and whether it is on the first side, of all that are on a side.
    pub(super) fn each(&self, give: &mut dyn FnMut(u32, u32, bool)) {
        for (segment, docs) in (0..).zip(&self.segments) {
            for (doc, side) in (0..).zip(docs).filter(|(_, side)| **side != 0) {
                give(segment, doc, *side == FIRST);
            }
        }
    }
}

/// A dictionary that is being read.
struct Reading<'a> {
    terms: TermStreamer<'a>,
    index: &'a InvertedIndexReader,
    sides: &'a [u8],
    segment: usize,
}

impl Local<'_> {
    /// Gives every word of these fields that either side has, in order; returns the number of words
    /// on each side.
    pub(super) fn each_word(
        &self,
        fields: &[TextField],
        sides: &Sides,
        give: &mut dyn FnMut(&str, Frequency),
    ) -> Result<(u64, u64)> {
        let mut indexes: Vec<(usize, Arc<InvertedIndexReader>)> = Vec::new();
        for (segment, reader) in self.segments_to_walk()?.iter().enumerate() {
            for field in fields {
                let field = self.archive.fields.text(*field);
                let index = reader.inverted_index(field);
                indexes.push((segment, index.context("read a dictionary")?));
            }
        }
        let mut readings = Vec::new();
        let mut heap = BinaryHeap::new();
        for (segment, index) in &indexes {
            let terms = index.terms().stream().context("read a dictionary")?;
            let mut reading = Reading {
                terms,
                index,
                sides: &sides.segments[*segment],
                segment: *segment,
            };
            if reading.terms.advance() {
                heap.push(Reverse((reading.terms.key().to_owned(), readings.len())));
                readings.push(reading);
            }
        }
        let mut totals = (0, 0);
        // Articles with a word in several fields count once: fields of one segment follow each other.
        let mut seen = Seen::default();
        while let Some(Reverse((word, first))) = heap.pop() {
            let mut frequency = Frequency::default();
            let mut next = Some(first);
            seen.docs.clear();
            while let Some(i) = next {
                let reading = &mut readings[i];
                if is_literal(&word) {
                    reading.count(&mut frequency, &mut seen)?;
                }
                if reading.terms.advance() {
                    heap.push(Reverse((reading.terms.key().to_owned(), i)));
                }
                next = match heap.peek() {
                    Some(Reverse((other, _))) if *other == word => {
                        heap.pop().map(|Reverse((_, i))| i)
                    }
                    _ => None,
                };
            }
            totals.0 += frequency.first;
            totals.1 += frequency.second;
            if frequency.first + frequency.second > 0
                && let Ok(word) = std::str::from_utf8(&word)
            {
                give(word, frequency);
            }
        }
        Ok(totals)
    }

    /// The segments of this view with posting lists that are read in pieces; as they are where a
    /// later commit has taken one away.
    fn segments_to_walk(&self) -> Result<Vec<SegmentReader>> {
        let walked = self.archive.index_to_walk()?.searchable_segments();
        let walked = walked.context("read the list of segments")?;
        let segments = self.searcher.segment_readers().iter().map(|segment| {
            let same = walked
                .iter()
                .find(|other| other.id() == segment.segment_id());
            same.map_or_else(|| Ok(segment.clone()), SegmentReader::open)
        });
        segments
            .collect::<tantivy::Result<_>>()
            .context("open a segment")
    }
}

/// Documents of one segment that have had the word in a field before.
#[derive(Default)]
struct Seen {
    segment: usize,
    /// In order.
    docs: Vec<u32>,
}

impl Reading<'_> {
    /// Adds one posting list; those of one segment follow each other.
    fn count(&self, frequency: &mut Frequency, seen: &mut Seen) -> Result<()> {
        if seen.segment != self.segment {
            seen.docs.clear();
            seen.segment = self.segment;
        }
        let before = seen.docs.len();
        let info = self.terms.value();
        let mut postings = self
            .index
            .read_postings_from_terminfo(info, IndexRecordOption::WithFreqs)
            .context("read a posting list")?;
        let mut doc = postings.doc();
        while doc != TERMINATED {
            let side = self.sides[doc as usize];
            if side != 0 {
                let count = u64::from(postings.term_freq());
                let is_new = seen.docs[..before].binary_search(&doc).is_err();
                if is_new {
                    seen.docs.push(doc);
                }
                if side == FIRST {
                    frequency.first += count;
                    frequency.first_articles += u64::from(is_new);
                } else {
                    frequency.second += count;
                    frequency.second_articles += u64::from(is_new);
                }
            }
            doc = postings.advance();
        }
        if before > 0 {
            seen.docs.sort_unstable();
        }
        Ok(())
    }
}
