//! Opens the posting lists of an expression in one segment.

use std::collections::BTreeMap;
use std::sync::Arc;

use tantivy::directory::{CompositeFile, FileSlice};
use tantivy::index::{InvertedIndexReader, SegmentComponent, SegmentReader};
use tantivy::postings::TermInfo;
use tantivy::schema::IndexRecordOption;

use super::Places;
use super::exec::Exec;
use super::leaf::{PostingList, Source};
use super::pair::Pair;
use super::span::{Leaf, MentionList, Span, Unit};
use super::walk::{SPARSE, Walked};
use crate::backend::any_word::documents;
use crate::index::UnitStarts;

/// Positions and frequencies.
const FULL: IndexRecordOption = IndexRecordOption::WithFreqsAndPositions;

impl Exec {
    /// Opens the posting lists; None when nothing of the segment can match.
    ///
    /// Where the expression has so many documents that walking is the faster way, the lists that
    /// every match is in are walked: they are filled window by window before documents are asked for.
    pub fn open(
        span: &Span,
        places: &Places,
        reader: &SegmentReader,
    ) -> tantivy::Result<Option<Self>> {
        let mut opener = Opener::new(places, reader)?;
        let is_dense = opener.documents(span)? * SPARSE >= u64::from(reader.max_doc());
        if is_dense && has_required(span) {
            let file = reader.open_read(SegmentComponent::Positions)?;
            opener.positions = CompositeFile::open(&file)?.open_read(places.words);
        }
        opener.open(span, true)
    }
}

/// Tells whether every match has a place of some word or phrase.
fn has_required(span: &Span) -> bool {
    match span {
        Span::Word(_) | Span::Phrase { .. } => true,
        Span::Or(_) | Span::Mention { .. } => false,
        Span::Pair {
            left,
            right,
            negated,
            ..
        } => has_required(left) || !negated && has_required(right),
        Span::AtLeast { inner, .. } | Span::First { inner, .. } => has_required(inner),
    }
}

struct Opener<'a> {
    places: &'a Places,
    reader: &'a SegmentReader,
    words: Arc<InvertedIndexReader>,
    /// Positions of all words, where lists are walked.
    positions: Option<FileSlice>,
}

impl<'a> Opener<'a> {
    fn new(places: &'a Places, reader: &'a SegmentReader) -> tantivy::Result<Self> {
        Ok(Self {
            places,
            reader,
            words: reader.inverted_index(places.words)?,
            positions: None,
        })
    }

    /// Documents that may have to be looked at; 0 for mentions, which are few.
    fn documents(&self, span: &Span) -> tantivy::Result<u64> {
        Ok(match span {
            Span::Word(leaf) => self
                .infos(leaf)?
                .iter()
                .map(|info| u64::from(info.doc_freq))
                .sum(),
            Span::Phrase { words, .. } => {
                let mut least = u64::MAX;
                for (_, leaf) in words {
                    let documents = self.infos(leaf)?.into_iter();
                    least = least.min(documents.map(|info| u64::from(info.doc_freq)).sum());
                }
                least
            }
            Span::Mention { .. } => 0,
            Span::Or(parts) => {
                let mut sum = 0;
                for part in parts {
                    sum += self.documents(part)?;
                }
                sum
            }
            Span::Pair { left, negated, .. } if *negated => self.documents(left)?,
            Span::Pair { left, right, .. } => self.documents(left)?.min(self.documents(right)?),
            Span::AtLeast { inner, .. } | Span::First { inner, .. } => self.documents(inner)?,
        })
    }

    /// Opens an expression; `is_required` of one that every match has a place of.
    fn open(&self, span: &Span, is_required: bool) -> tantivy::Result<Option<Exec>> {
        let within = |span: &Span| -> tantivy::Result<Option<Box<Exec>>> {
            Ok(self.open(span, is_required)?.map(Box::new))
        };
        Ok(match span {
            Span::Word(leaf) => self.list(leaf, is_required)?.map(Exec::Word),
            Span::Phrase {
                words,
                length,
                slop,
            } => {
                let mut lists = Vec::new();
                for (index, leaf) in words {
                    let Some(list) = self.list(leaf, is_required)? else {
                        return Ok(None);
                    };
                    lists.push((*index, list));
                }
                Some(Exec::Phrase {
                    words: lists,
                    length: *length,
                    slop: *slop,
                })
            }
            Span::Mention { lists, .. } => {
                let lists = self.mentions(lists)?;
                (!lists.is_empty()).then_some(Exec::Mention(lists))
            }
            Span::Or(parts) => {
                let parts = parts.iter().map(|part| self.open(part, false));
                let parts: Vec<Option<Exec>> = parts.collect::<tantivy::Result<_>>()?;
                let parts: Vec<Exec> = parts.into_iter().flatten().collect();
                (!parts.is_empty()).then_some(Exec::Or(parts))
            }
            Span::Pair {
                left,
                right,
                unit,
                order,
                negated,
            } => {
                let Some(left) = self.open(left, is_required)? else {
                    return Ok(None);
                };
                let right = match self.open(right, is_required && !negated)? {
                    Some(right) => right,
                    // Nothing that must be absent is there.
                    None if *negated => Exec::Or(Vec::new()),
                    None => return Ok(None),
                };
                let starts = match unit {
                    Unit::Words(_) => None,
                    Unit::Same(unit) => {
                        Some(UnitStarts::open(self.reader, self.places.field, *unit)?)
                    }
                };
                Some(Exec::Pair(Box::new(Pair {
                    left,
                    right,
                    unit: *unit,
                    order: *order,
                    negated: *negated,
                    starts,
                })))
            }
            Span::AtLeast { count, inner } => within(inner)?.map(|inner| Exec::AtLeast {
                count: *count,
                inner,
            }),
            Span::First { words, inner } => within(inner)?.map(|inner| Exec::First {
                words: *words,
                inner,
            }),
        })
    }

    /// Where the posting lists of a leaf's own terms are.
    fn infos(&self, leaf: &Leaf) -> tantivy::Result<Vec<TermInfo>> {
        let mut infos = Vec::new();
        for term in &leaf.terms {
            infos.extend(self.words.get_term_info(term)?);
        }
        if let Some(words) = &leaf.words {
            infos.extend_from_slice(words.infos(self.reader.segment_id()));
        }
        Ok(infos)
    }

    /// Opens the lists of a leaf; None when none of its terms is in the segment.
    fn list(&self, leaf: &Leaf, is_required: bool) -> tantivy::Result<Option<PostingList>> {
        let infos = self.infos(leaf)?;
        let mut limited = Vec::new();
        if let Some((term, others)) = &leaf.unstemmed
            && let Some(info) = self.words.get_term_info(term)?
        {
            let list = self.words.read_postings_from_terminfo(&info, FULL)?;
            limited.push(Source::within(list, documents(others, self.reader)?));
        }
        if infos.is_empty() && limited.is_empty() {
            return Ok(None);
        }
        if let Some(positions) = self.positions.as_ref().filter(|_| is_required) {
            let max_doc = self.reader.max_doc();
            let walked = Walked::open(&infos, limited, &self.words, positions, max_doc)?;
            return Ok(Some(PostingList::Walked(Box::new(walked))));
        }
        let mut lists = limited;
        for info in &infos {
            lists.push(Source::Whole(
                self.words.read_postings_from_terminfo(info, FULL)?,
            ));
        }
        Ok(Some(PostingList::new(lists)))
    }

    /// Opens the lists of mentions, joined by the number of words they cover.
    fn mentions(&self, lists: &[MentionList]) -> tantivy::Result<Vec<(u32, PostingList)>> {
        let inverted = self.reader.inverted_index(self.places.marks)?;
        let mut by_words: BTreeMap<u32, Vec<Source>> = BTreeMap::new();
        for MentionList {
            words,
            mark,
            within,
        } in lists
        {
            let Some(info) = inverted.get_term_info(mark)? else {
                continue;
            };
            let list = inverted.read_postings_from_terminfo(&info, FULL)?;
            by_words
                .entry(*words)
                .or_default()
                .push(if within.is_empty() {
                    Source::Whole(list)
                } else {
                    Source::within(list, documents(within, self.reader)?)
                });
        }
        let lists = by_words.into_iter();
        Ok(lists
            .map(|(words, sources)| (words, PostingList::new(sources)))
            .collect())
    }
}
