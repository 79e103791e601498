//! An expression over the posting lists of one segment.
//!
//! Each node answers three questions of a document: may it match (`seek`), does it (`has`), and
//! where (`all` for an outer operator, `shown` to count).  They follow `query::matcher` line by
//! line; a node that could not is not built, and the matcher decides.

use std::collections::BTreeMap;

use tantivy::index::SegmentReader;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, TERMINATED, Term};

use super::leaf::{PostingList, Source};
use super::pair::Pair;
use super::span::{Leaf, MentionList, Span, Unit};
use crate::backend::any_word::documents;
use crate::document::Mark;
use crate::query::ast;
use crate::query::stretch::{self, Stretch, keep_innermost, tidy};

/// An expression over the posting lists of one segment.
pub enum Exec {
    Word(PostingList),
    Phrase {
        words: Vec<(u32, PostingList)>,
        length: u32,
        slop: u32,
    },
    /// By the number of words that each mention covers.
    Mention(Vec<(u32, PostingList)>),
    Or(Vec<Exec>),
    Pair(Box<Pair>),
    AtLeast {
        count: u32,
        inner: Box<Exec>,
    },
    First {
        words: u32,
        inner: Box<Exec>,
    },
}

impl Exec {
    /// Opens the posting lists; None when nothing of the segment can match.
    pub fn build(
        span: &Span,
        field: Field,
        marks: Field,
        reader: &SegmentReader,
    ) -> tantivy::Result<Option<Self>> {
        let build = |span: &Span| Self::build(span, field, marks, reader);
        Ok(match span {
            Span::Word(leaf) => open(leaf, field, reader)?.map(Self::Word),
            Span::Phrase {
                words,
                length,
                slop,
            } => {
                let mut lists = Vec::new();
                for (index, leaf) in words {
                    let Some(list) = open(leaf, field, reader)? else {
                        return Ok(None);
                    };
                    lists.push((*index, list));
                }
                Some(Self::Phrase {
                    words: lists,
                    length: *length,
                    slop: *slop,
                })
            }
            Span::Mention { lists, .. } => {
                let lists = open_mentions(lists, marks, reader)?;
                (!lists.is_empty()).then_some(Self::Mention(lists))
            }
            Span::Or(parts) => {
                let parts: Vec<Option<Exec>> =
                    parts.iter().map(build).collect::<tantivy::Result<_>>()?;
                let parts: Vec<Exec> = parts.into_iter().flatten().collect();
                (!parts.is_empty()).then_some(Self::Or(parts))
            }
            Span::Pair {
                left,
                right,
                unit,
                order,
                negated,
            } => {
                let Some(left) = build(left)? else {
                    return Ok(None);
                };
                let right = match build(right)? {
                    Some(right) => right,
                    // Nothing that must be absent is there.
                    None if *negated => Self::Or(Vec::new()),
                    None => return Ok(None),
                };
                let starts = match unit {
                    Unit::Words(_) => None,
                    Unit::Same(unit) => {
                        let mark = match unit {
                            ast::Unit::Sentence => Mark::Sentence,
                            ast::Unit::Paragraph => Mark::Paragraph,
                        };
                        let term = Term::from_field_text(marks, &mark.term());
                        {
                            let terms = vec![term];
                            let leaf = Leaf {
                                terms,
                                ..Leaf::default()
                            };
                            open(&leaf, marks, reader)?
                        }
                    }
                };
                let (unit, order, negated) = (*unit, *order, *negated);
                Some(Self::Pair(Box::new(Pair {
                    left,
                    right,
                    unit,
                    order,
                    negated,
                    starts,
                })))
            }
            Span::AtLeast { count, inner } => build(inner)?.map(|inner| Self::AtLeast {
                count: *count,
                inner: Box::new(inner),
            }),
            Span::First { words, inner } => build(inner)?.map(|inner| Self::First {
                words: *words,
                inner: Box::new(inner),
            }),
        })
    }

    /// Documents that may have to be looked at.
    pub fn cost(&self) -> u64 {
        match self {
            Self::Word(list) => list.documents(),
            Self::Phrase { words, .. } => words
                .iter()
                .map(|(_, list)| list.documents())
                .min()
                .unwrap_or(0),
            Self::Mention(lists) => lists.iter().map(|(_, list)| list.documents()).sum(),
            Self::Or(parts) => parts.iter().map(Self::cost).sum(),
            Self::Pair(pair) if pair.negated => pair.left.cost(),
            Self::Pair(pair) => pair.left.cost().min(pair.right.cost()),
            Self::AtLeast { inner, .. } | Self::First { inner, .. } => inner.cost(),
        }
    }

    /// Adds posting lists that every match has its document in.
    pub fn add_required<'e>(&'e self, out: &mut Vec<&'e PostingList>) {
        match self {
            Self::Word(list) => out.push(list),
            Self::Phrase { words, .. } => out.extend(words.iter().map(|(_, list)| list)),
            Self::Pair(pair) => {
                pair.left.add_required(out);
                if !pair.negated {
                    pair.right.add_required(out);
                }
            }
            Self::AtLeast { inner, .. } | Self::First { inner, .. } => inner.add_required(out),
            Self::Mention(_) | Self::Or(_) => {}
        }
    }

    /// First document at or behind `target` that may match.
    pub fn seek(&mut self, target: DocId) -> DocId {
        match self {
            Self::Word(list) => list.seek(target),
            Self::Phrase { words, .. } => {
                leapfrog(target, words.len(), |i, target| words[i].1.seek(target))
            }
            Self::Mention(lists) => lists
                .iter_mut()
                .map(|(_, list)| list.seek(target))
                .min()
                .unwrap_or(TERMINATED),
            Self::Or(parts) => parts
                .iter_mut()
                .map(|part| part.seek(target))
                .min()
                .unwrap_or(TERMINATED),
            Self::Pair(pair) if pair.negated => pair.left.seek(target),
            Self::Pair(pair) => {
                let Pair { left, right, .. } = &mut **pair;
                leapfrog(target, 2, |i, target| {
                    if i == 0 {
                        left.seek(target)
                    } else {
                        right.seek(target)
                    }
                })
            }
            Self::AtLeast { inner, .. } | Self::First { inner, .. } => inner.seek(target),
        }
    }

    /// Tells whether a document matches.
    pub fn has(&mut self, doc: DocId) -> bool {
        match self {
            Self::Word(list) => list.seek(doc) == doc,
            Self::Mention(lists) => lists.iter_mut().any(|(_, list)| list.seek(doc) == doc),
            Self::Or(parts) => parts.iter_mut().any(|part| part.has(doc)),
            Self::Pair(pair) => match pair.has_words(doc) {
                Some(known) => known,
                None => !pair.all(doc).is_empty(),
            },
            Self::First { words, inner } if matches!(**inner, Self::Word(_)) => {
                let Self::Word(list) = &mut **inner else {
                    return false;
                };
                list.seek(doc) == doc && list.positions(doc).first().is_some_and(|p| p < words)
            }
            Self::Phrase { .. } | Self::AtLeast { .. } | Self::First { .. } => {
                !self.all(doc).is_empty()
            }
        }
    }

    /// Every place in a document, sorted: what an outer operator works with.
    pub fn all(&mut self, doc: DocId) -> Vec<Stretch> {
        match self {
            Self::Word(list) => {
                list.seek(doc);
                list.positions(doc)
                    .iter()
                    .map(|p| Stretch::new(*p, *p))
                    .collect()
            }
            Self::Phrase {
                words,
                length,
                slop: 0,
            } => phrase(words, *length, doc),
            Self::Phrase { words, slop, .. } => {
                let mut found = Vec::with_capacity(words.len());
                for (index, list) in words {
                    list.seek(doc);
                    found.push((*index, list.positions(doc).to_vec()));
                }
                let mut out = Vec::new();
                if found.iter().all(|(_, positions)| !positions.is_empty()) {
                    stretch::sloppy(&found, *slop, &mut out);
                }
                out
            }
            Self::Mention(lists) => {
                let mut out = Vec::new();
                for (words, list) in lists {
                    list.seek(doc);
                    let firsts = list.positions(doc).iter();
                    out.extend(firsts.map(|first| Stretch::new(*first, first + *words - 1)));
                }
                tidy(&mut out);
                out
            }
            Self::Or(parts) => {
                let mut out: Vec<Stretch> =
                    parts.iter_mut().flat_map(|part| part.all(doc)).collect();
                tidy(&mut out);
                out
            }
            Self::Pair(pair) => pair.all(doc),
            Self::AtLeast { count, inner } => {
                let mut shown = Vec::new();
                inner.shown(doc, &mut shown);
                if shown.len() >= *count as usize {
                    inner.all(doc)
                } else {
                    Vec::new()
                }
            }
            Self::First { words, inner } => {
                let mut out = inner.all(doc);
                out.retain(|place| place.first < *words);
                out
            }
        }
    }

    /// The places to count in a document: of each proximity only those that hold no other.
    pub fn shown(&mut self, doc: DocId, out: &mut Vec<Stretch>) {
        self.shown_before(doc, u32::MAX, out);
    }

    fn shown_before(&mut self, doc: DocId, end: u32, out: &mut Vec<Stretch>) {
        let from = out.len();
        match self {
            Self::Or(parts) => {
                let mut places = Vec::new();
                for part in parts {
                    part.shown_before(doc, end, &mut places);
                }
                tidy(&mut places);
                out.append(&mut places);
            }
            Self::First { words, inner } => inner.shown_before(doc, end.min(*words), out),
            Self::AtLeast { count, inner } => {
                inner.shown_before(doc, u32::MAX, out);
                if out.len() - from < *count as usize {
                    out.truncate(from);
                }
                out.retain(|place| place.first < end);
            }
            Self::Pair(pair) => {
                let mut places = pair.all(doc);
                places.retain(|place| place.first < end);
                if !pair.negated {
                    keep_innermost(&mut places);
                }
                out.append(&mut places);
            }
            Self::Word(_) | Self::Phrase { .. } | Self::Mention(_) => {
                let places = self.all(doc);
                out.extend(places.into_iter().filter(|place| place.first < end));
            }
        }
    }
}

fn phrase(words: &mut [(u32, PostingList)], length: u32, doc: DocId) -> Vec<Stretch> {
    let mut starts: Vec<u32> = Vec::new();
    for (n, (index, list)) in words.iter_mut().enumerate() {
        if list.seek(doc) != doc {
            return Vec::new();
        }
        let positions = list.positions(doc);
        if n == 0 {
            starts.extend(positions.iter().filter_map(|p| p.checked_sub(*index)));
        } else {
            starts.retain(|start| positions.binary_search(&(start + *index)).is_ok());
        }
        if starts.is_empty() {
            return Vec::new();
        }
    }
    starts
        .into_iter()
        .map(|start| Stretch::new(start, start + length - 1))
        .collect()
}

/// First document at or behind `target` on which all of `count` lists meet.
fn leapfrog(target: DocId, count: usize, mut seek: impl FnMut(usize, DocId) -> DocId) -> DocId {
    let (mut target, mut list, mut agreed) = (target, 0, 0);
    while agreed < count {
        let doc = seek(list, target);
        if doc == TERMINATED {
            return TERMINATED;
        }
        agreed = if doc > target { 1 } else { agreed + 1 };
        target = doc;
        list = if list + 1 == count { 0 } else { list + 1 };
    }
    target
}

/// Opens the lists of mentions, joined by the number of words they cover.
fn open_mentions(
    lists: &[MentionList],
    marks: Field,
    reader: &SegmentReader,
) -> tantivy::Result<Vec<(u32, PostingList)>> {
    let inverted = reader.inverted_index(marks)?;
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
        let option = IndexRecordOption::WithFreqsAndPositions;
        let list = inverted.read_postings_from_terminfo(&info, option)?;
        by_words
            .entry(*words)
            .or_default()
            .push(if within.is_empty() {
                Source::Whole(list)
            } else {
                Source::within(list, documents(within, reader)?)
            });
    }
    let lists = by_words.into_iter();
    Ok(lists
        .map(|(words, sources)| (words, PostingList::new(sources)))
        .collect())
}

/// Opens the lists of a leaf; None when none of its terms is in the segment.
fn open(leaf: &Leaf, field: Field, reader: &SegmentReader) -> tantivy::Result<Option<PostingList>> {
    let inverted = reader.inverted_index(field)?;
    let option = IndexRecordOption::WithFreqsAndPositions;
    let mut lists = Vec::new();
    for term in &leaf.terms {
        if let Some(info) = inverted.get_term_info(term)? {
            lists.push(Source::Whole(
                inverted.read_postings_from_terminfo(&info, option)?,
            ));
        }
    }
    if let Some(words) = &leaf.words {
        for info in words.infos(reader.segment_id()) {
            lists.push(Source::Whole(
                inverted.read_postings_from_terminfo(info, option)?,
            ));
        }
    }
    if let Some((term, others)) = &leaf.unstemmed
        && let Some(info) = inverted.get_term_info(term)?
    {
        let list = inverted.read_postings_from_terminfo(&info, option)?;
        lists.push(Source::within(list, documents(others, reader)?));
    }
    Ok((!lists.is_empty()).then(|| PostingList::new(lists)))
}
