//! An expression over the posting lists of one segment.
//!
//! Each node answers three questions of a document: may it match (`seek`), does it (`has`), and
//! where (`all` for an outer operator, `shown` to count).  They follow `query::matcher` line by
//! line; a node that could not is not built, and the matcher decides.

use tantivy::{DocId, TERMINATED};

use super::leaf::PostingList;
use super::pair::Pair;
use super::walk::Walked;
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

    /// Shows the walked lists of words that every match has.
    pub fn each_required(&mut self, give: &mut dyn FnMut(&mut Walked)) {
        match self {
            Self::Word(PostingList::Walked(list)) => give(list),
            Self::Phrase { words, .. } => {
                for (_, list) in words {
                    if let PostingList::Walked(list) = list {
                        give(list);
                    }
                }
            }
            Self::Pair(pair) => {
                pair.left.each_required(give);
                pair.right.each_required(give);
            }
            Self::AtLeast { inner, .. } | Self::First { inner, .. } => inner.each_required(give),
            Self::Word(_) | Self::Mention(_) | Self::Or(_) => {}
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
            Self::Phrase { words, slop: 0, .. } => {
                phrase_starts(words, doc).is_some_and(|mut starts| starts.next().is_some())
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
            } => {
                let starts = phrase_starts(words, doc).into_iter().flatten();
                let length = *length;
                starts
                    .map(|start| Stretch::new(start, start + length - 1))
                    .collect()
            }
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
            Self::Word(list) => {
                list.seek(doc);
                let positions = list.positions(doc).iter();
                let positions = positions.take_while(|position| **position < end);
                out.extend(positions.map(|position| Stretch::new(*position, *position)));
            }
            Self::Phrase { .. } | Self::Mention(_) => {
                let places = self.all(doc);
                out.extend(places.into_iter().filter(|place| place.first < end));
            }
        }
    }
}

/// First positions of a phrase in a document, ascending.
fn phrase_starts(
    words: &mut [(u32, PostingList)],
    doc: DocId,
) -> Option<impl Iterator<Item = u32>> {
    for (_, list) in &mut *words {
        if list.seek(doc) != doc {
            return None;
        }
        list.read(doc);
    }
    let ((index, first), others) = words.split_first()?;
    let starts = first.last_read().iter();
    let starts = starts.filter_map(|position| position.checked_sub(*index));
    let is_followed = |start: &u32| {
        let mut others = others.iter();
        // Words stand in an article a few times: looking at each is faster than searching.
        others.all(|(index, list)| match list.last_read() {
            few if few.len() <= 16 => few.contains(&(start + index)),
            many => many.binary_search(&(start + index)).is_ok(),
        })
    };
    Some(starts.filter(is_followed))
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
