//! The total, the time span and the best hits of a search, gathered hit by hit.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use serde::{Deserialize, Serialize};
use tantivy::{DocAddress, Score};

use crate::article::Precision;
use crate::date::calendar::iso_text;
use crate::date::civil::CivilMinute;
use crate::hit::Hits;

/// Order of hits.  Ties are broken by id, so the order does not depend on segments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    Relevance,
    /// Latest first; undated articles last.
    Newest,
    /// Earliest first; undated articles last.
    Oldest,
}

/// Place in an order: greater is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    primary: i64,
    id: Reverse<u64>,
}

impl Place {
    pub fn new(sort: Sort, score: Score, start: Option<i64>, id: u64) -> Self {
        let primary = match sort {
            // Scores are never negative, so their bits have their order.
            Sort::Relevance => i64::from(score.max(0.0).to_bits()),
            Sort::Newest => start.unwrap_or(i64::MIN),
            Sort::Oldest => start.map_or(i64::MIN, |start| -start),
        };
        Self {
            primary,
            id: Reverse(id),
        }
    }
}

impl Place {
    /// The score of a place in order of relevance.
    pub fn score(self) -> Score {
        Score::from_bits(u32::try_from(self.primary).unwrap_or(0))
    }
}

/// Where a page ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The commit that the page was taken from.
    pub opstamp: u64,
    pub sort: Sort,
    /// Hash of the query.
    pub query: u64,
    pub place: Place,
    /// Hits before this place.
    pub seen: usize,
}

impl Cursor {
    /// Prints the cursor for `--cursor`.
    pub fn encode(&self) -> String {
        let Place { primary, id } = self.place;
        let sort = match self.sort {
            Sort::Relevance => 'r',
            Sort::Newest => 'n',
            Sort::Oldest => 'o',
        };
        format!(
            "{sort}{:x}.{:x}.{primary:x}.{:x}.{:x}",
            self.opstamp, self.query, id.0, self.seen
        )
    }

    /// Reads what `encode` printed.
    pub fn decode(text: &str) -> Option<Self> {
        let sort = match text.chars().next()? {
            'r' => Sort::Relevance,
            'n' => Sort::Newest,
            'o' => Sort::Oldest,
            _ => return None,
        };
        let mut parts = text[1..]
            .split('.')
            .map(|part| u64::from_str_radix(part, 16).ok());
        let mut next = || parts.next().flatten();
        let (opstamp, query, primary, id, seen) = (next()?, next()?, next()?, next()?, next()?);
        let place = Place {
            primary: primary as i64,
            id: Reverse(id),
        };
        Some(Self {
            opstamp,
            sort,
            query,
            place,
            seen: usize::try_from(seen).ok()?,
        })
    }
}

/// One hit that may be on the page.  There may be millions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    pub place: Place,
    pub address: DocAddress,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        // Two versions of one article have one id; the earlier document goes first.
        self.place
            .cmp(&other.place)
            .then_with(|| other.address.cmp(&self.address))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// What is gathered.
pub struct Tally {
    limit: usize,
    after: Option<Place>,
    pub total: usize,
    /// First and last civil minute of the known publication dates.
    pub span: Option<(i64, i64)>,
    pub undated: usize,
    best: BinaryHeap<Reverse<Candidate>>,
}

impl Tally {
    /// Keeps the `limit` best hits behind `after`.
    pub fn new(limit: usize, after: Option<Place>) -> Self {
        Self {
            limit,
            after,
            total: 0,
            span: None,
            undated: 0,
            best: BinaryHeap::new(),
        }
    }

    /// Counts one hit without keeping it.
    pub fn note(&mut self, published: Option<(i64, i64)>) {
        self.total += 1;
        match published {
            Some((start, end)) => {
                let (first, last) = self.span.unwrap_or((start, end - 1));
                self.span = Some((first.min(start), last.max(end - 1)));
            }
            None => self.undated += 1,
        }
    }

    pub fn add(&mut self, candidate: Candidate, published: Option<(i64, i64)>) {
        self.note(published);
        if self.limit == 0 || self.after.is_some_and(|after| candidate.place >= after) {
            return;
        }
        if self.best.len() < self.limit {
            self.best.push(Reverse(candidate));
        } else if let Some(mut worst) = self.best.peek_mut()
            && candidate > worst.0
        {
            *worst = Reverse(candidate);
        }
    }

    /// Returns what is known of all hits, without any of them.
    pub fn totals(&self) -> Hits {
        Hits {
            total: self.total,
            undated: self.undated,
            span: self
                .span
                .map(|(first, last)| (day_text(first), day_text(last))),
            ..Hits::default()
        }
    }

    /// Returns the best hits, best first.
    pub fn into_best(self) -> Vec<Candidate> {
        // Half the time of taking them off the heap, when there are a million.
        let mut best = self.best.into_vec();
        best.sort_unstable();
        best.into_iter()
            .map(|Reverse(candidate)| candidate)
            .collect()
    }
}

/// The civil day of a minute, ISO.
pub fn day_text(minute: i64) -> String {
    let minute = CivilMinute::new(minute).unwrap_or(CivilMinute::MAX);
    iso_text(minute, Precision::Day, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(score: Score, id: u64) -> Candidate {
        let place = Place::new(Sort::Relevance, score, None, id);
        Candidate {
            place,
            address: DocAddress::new(0, id as u32),
        }
    }

    #[test]
    fn best_hits_come_first_and_ties_go_by_id() {
        let mut tally = Tally::new(3, None);
        for (score, id) in [(1.0, 4), (2.0, 9), (1.0, 3), (0.5, 1), (1.0, 2)] {
            tally.add(candidate(score, id), None);
        }
        assert_eq!((tally.total, tally.undated), (5, 5));
        let ids: Vec<u32> = tally.into_best().iter().map(|c| c.address.doc_id).collect();
        assert_eq!(ids, [9, 2, 3]);
        assert_eq!(candidate(2.5, 1).place.score(), 2.5);
    }

    #[test]
    fn cursors_survive_printing() {
        let place = Place::new(Sort::Oldest, 0.0, Some(-5), 77);
        let cursor = Cursor {
            opstamp: 12,
            sort: Sort::Oldest,
            query: 99,
            place,
            seen: 20,
        };
        assert_eq!(Cursor::decode(&cursor.encode()), Some(cursor));
        assert_eq!(Cursor::decode("x1"), None);
        assert_eq!(Cursor::decode("é"), None);
    }
}
