//! What counts count: articles, stories, sources or mentions.
//!
//! Every verb that counts takes its matches from `Backend::each_counted` and adds them up in an
//! `Amount`, so that the same query gives the same number everywhere.  Nothing is estimated: a story
//! or source that occurs in several articles is counted once wherever it is counted.

use std::collections::{HashMap, HashSet};

use anyhow::{Context, Result};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use crate::document::facet_name;
use crate::field::KeyField;
use crate::hit::Unit;
use crate::text::fold_value;

/// One matched article as it is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    pub segment: u32,
    pub doc: DocId,
    /// First civil minute and first one after the publication date.
    pub published: Option<(i64, i64)>,
    pub share: Share,
}

/// What one article adds to a count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// So many units of its own.
    Whole(u64),
    /// The unit of this number, which other articles may give too.
    Of(u64),
    /// Nothing: its outlet is unknown.
    None,
}

/// A count in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    Sum(u64),
    Distinct(HashSet<u64>),
}

impl Amount {
    pub fn new(unit: Unit) -> Self {
        if unit.is_distinct() {
            Self::Distinct(HashSet::new())
        } else {
            Self::Sum(0)
        }
    }

    /// Adds what one article gives.
    pub fn add(&mut self, share: Share) {
        match (self, share) {
            (Self::Sum(sum), Share::Whole(units)) => *sum += units,
            (Self::Distinct(seen), Share::Of(number)) => {
                seen.insert(number);
            }
            (_, Share::None) => {}
            (Self::Sum(_), Share::Of(_)) | (Self::Distinct(_), Share::Whole(_)) => {
                debug_assert!(false, "an amount counts one unit only");
            }
        }
    }

    /// Adds another amount of the same unit.
    pub fn merge(&mut self, other: Self) {
        match (self, other) {
            (Self::Sum(sum), Self::Sum(more)) => *sum += more,
            (Self::Distinct(seen), Self::Distinct(more)) if seen.is_empty() => *seen = more,
            (Self::Distinct(seen), Self::Distinct(more)) => seen.extend(more),
            _ => debug_assert!(false, "an amount counts one unit only"),
        }
    }

    /// The number so far.
    pub fn count(&self) -> u64 {
        match self {
            Self::Sum(sum) => *sum,
            Self::Distinct(seen) => seen.len() as u64,
        }
    }
}

/// Reads what each article adds to a count, apart from mentions.
pub(super) enum UnitReader {
    Articles,
    Stories(Vec<Column<u64>>),
    Sources(Vec<Sources>),
}

/// The outlets of one segment; outlets have one number in all segments.
pub(super) struct Sources {
    column: Option<StrColumn>,
    numbers: Vec<u64>,
}

impl UnitReader {
    /// Prepares the columns; mentions are not read from columns.
    pub fn new(unit: Unit, segments: &[SegmentReader]) -> Result<Self> {
        Ok(match unit {
            Unit::Articles | Unit::Mentions => Self::Articles,
            Unit::Stories => {
                let column = |segment: &SegmentReader| {
                    let column = segment.fast_fields().u64("story");
                    column.context("read the stories")
                };
                Self::Stories(segments.iter().map(column).collect::<Result<_>>()?)
            }
            Unit::Sources => {
                let mut known = HashMap::new();
                let read = |segment| Sources::new(segment, &mut known);
                Self::Sources(segments.iter().map(read).collect::<Result<_>>()?)
            }
        })
    }

    pub fn share(&self, segment: u32, doc: DocId) -> Share {
        let number = match self {
            Self::Articles => return Share::Whole(1),
            Self::Stories(columns) => columns[segment as usize].first(doc),
            Self::Sources(segments) => segments[segment as usize].first(doc),
        };
        number.map_or(Share::None, Share::Of)
    }
}

impl Sources {
    fn new(segment: &SegmentReader, known: &mut HashMap<String, u64>) -> Result<Self> {
        let name = facet_name(KeyField::Source);
        let column = segment
            .fast_fields()
            .str(&name)
            .context("read the sources")?;
        let mut numbers = Vec::new();
        if let Some(column) = &column {
            let mut terms = column.dictionary().stream().context("read the sources")?;
            while terms.advance() {
                let next = known.len() as u64;
                // Spellings that a query takes for one outlet are one.
                let outlet = fold_value(&String::from_utf8_lossy(terms.key()));
                numbers.push(*known.entry(outlet).or_insert(next));
            }
        }
        Ok(Self { column, numbers })
    }

    fn first(&self, doc: DocId) -> Option<u64> {
        let ordinal = self.column.as_ref()?.term_ords(doc).next()?;
        self.numbers.get(ordinal as usize).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_several_articles_share_is_counted_once() {
        let mut stories = Amount::new(Unit::Stories);
        for share in [Share::Of(7), Share::Of(9), Share::Of(7), Share::None] {
            stories.add(share);
        }
        let mut more = Amount::new(Unit::Stories);
        more.add(Share::Of(9));
        more.add(Share::Of(1));
        stories.merge(more);
        assert_eq!(stories.count(), 3);
    }

    #[test]
    fn mentions_and_articles_add_up() {
        let mut mentions = Amount::new(Unit::Mentions);
        mentions.add(Share::Whole(3));
        mentions.add(Share::Whole(2));
        assert_eq!(mentions.count(), 5);
    }
}
