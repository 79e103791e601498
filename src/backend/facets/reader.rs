//! The values of one facet, as numbers within a segment, and the texts of those numbers.

use std::collections::HashMap;

use anyhow::{Context, Result};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use super::FacetField;
use crate::article::Precision;
use crate::backend::Local;
use crate::backend::entities::kind_of;
use crate::backend::values::{FieldValues, has_spellings};
use crate::date::calendar::{Bucket, iso_text};
use crate::date::civil::CivilMinute;
use crate::document::{MENTIONED_FACET, facet_name};

/// Minutes of a day.
const DAY: i64 = 1440;

/// A value for people, and its place in the order of values.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label {
    /// Time for periods, the same for all others.
    pub order: (i64, i64),
    pub text: String,
}

/// Reads the values of one facet.
pub struct FacetReader {
    facet: FacetField,
    segments: Vec<Segment>,
    /// Publication periods that were met; their numbers are the same in all segments.
    periods: Vec<(i64, i64)>,
    numbers: HashMap<(i64, i64), u32>,
    /// Values that may be written in several ways: entities, outlets, sections, tags, authors.
    shared: Option<FieldValues>,
}

enum Segment {
    /// No article has a value.
    Empty,
    Values {
        column: StrColumn,
        /// The values that count; None: all.
        wanted: Option<Vec<bool>>,
    },
    Dates(Column<i64>, Column<i64>),
    /// Numbers of `shared`, the same in all segments.
    Shared,
}

impl FacetReader {
    pub fn new(local: &Local<'_>, facet: FacetField) -> Result<Self> {
        let segments = local.searcher.segment_readers();
        let shared = match facet {
            FacetField::Key(field) if kind_of(field).is_some() || has_spellings(field) => {
                Some(local.field_values(field)?)
            }
            FacetField::PlacesIn(within) => Some(local.places_within(within)?),
            _ => None,
        };
        let open = |segment| match &shared {
            Some(_) => Ok(Segment::Shared),
            None => open(segment, facet),
        };
        Ok(Self {
            facet,
            segments: segments.iter().map(open).collect::<Result<_>>()?,
            periods: Vec::new(),
            numbers: HashMap::new(),
            shared,
        })
    }

    /// Values have the same numbers in all segments.
    pub fn is_shared(&self) -> bool {
        matches!(
            self.segments.first(),
            Some(Segment::Dates(..) | Segment::Shared)
        )
    }

    /// Gives the numbers of an article's values, each once.
    pub fn each(&mut self, segment: u32, doc: DocId, visit: &mut impl FnMut(u32)) {
        match &self.segments[segment as usize] {
            Segment::Empty => {}
            Segment::Shared => {
                let values = self.shared.iter();
                values.flat_map(|v| v.of(segment, doc)).for_each(visit);
            }
            Segment::Values { column, wanted } => {
                for value in column.term_ords(doc) {
                    let is_wanted = wanted.as_ref().is_none_or(|w| w[value as usize]);
                    if is_wanted {
                        visit(value as u32);
                    }
                }
            }
            Segment::Dates(start, end) => {
                let Some((start, end)) = start.first(doc).zip(end.first(doc)) else {
                    return;
                };
                // Whole days are what periods are made of: fewer different numbers.
                let period = if end - start <= DAY {
                    let day = start.div_euclid(DAY) * DAY;
                    (day, day + DAY)
                } else {
                    (start, end)
                };
                let next = self.periods.len() as u32;
                let number = *self.numbers.entry(period).or_insert(next);
                if number == next {
                    self.periods.push(period);
                }
                visit(number);
            }
        }
    }

    /// Number of different values of a segment, or of all; periods have no such number.
    pub fn values(&self, segment: usize) -> usize {
        match &self.segments[segment] {
            Segment::Values { column, .. } => column.num_terms(),
            Segment::Shared => self.shared.as_ref().map_or(0, FieldValues::len),
            Segment::Empty | Segment::Dates(..) => 0,
        }
    }

    /// Texts of numbers that are in order.
    pub fn labels(&self, segment: usize, numbers: &[u32]) -> Result<Vec<Label>> {
        match &self.segments[segment] {
            Segment::Empty => Ok(Vec::new()),
            Segment::Shared => {
                let label = |(values, number): (&FieldValues, &u32)| Label {
                    // Two entities may be shown under one name; each keeps its own count.
                    order: (i64::from(*number), 0),
                    text: values.name(*number).to_owned(),
                };
                let values = self.shared.iter();
                let pairs = values.flat_map(|v| numbers.iter().map(move |n| (v, n)));
                Ok(pairs.map(label).collect())
            }
            Segment::Dates(..) => {
                let label = |number: &u32| period_label(self.facet, self.periods[*number as usize]);
                Ok(numbers.iter().map(label).collect())
            }
            Segment::Values { column, .. } => {
                let numbers: Vec<u64> = numbers.iter().map(|n| u64::from(*n)).collect();
                let mut labels = Vec::with_capacity(numbers.len());
                // In one pass: each look-up by itself unpacks a block of the dictionary.
                let take = |term: &[u8]| labels.push(value_label(term));
                let dictionary = column.dictionary();
                let is_whole = dictionary.sorted_ords_to_term_cb(&numbers, take);
                anyhow::ensure!(is_whole.context("read the values")?, "a value has no text");
                Ok(labels)
            }
        }
    }
}

fn open(segment: &SegmentReader, facet: FacetField) -> Result<Segment> {
    let columns = segment.fast_fields();
    let name = match facet {
        FacetField::Key(field) => facet_name(field),
        FacetField::Mentioned(_) => MENTIONED_FACET.to_owned(),
        FacetField::PlacesIn(_) => return Ok(Segment::Shared),
        FacetField::Period(_) | FacetField::Weekday => {
            let start = columns.i64("published_start").context("read the dates")?;
            let end = columns.i64("published_end").context("read the dates")?;
            return Ok(Segment::Dates(start, end));
        }
    };
    let Some(column) = columns.str(&name).context("read a facet")? else {
        return Ok(Segment::Empty);
    };
    let is_wanted = |term: &[u8]| match facet {
        // A day, a month and a year differ in length.
        FacetField::Mentioned(bucket) => {
            term.len()
                == match bucket {
                    Bucket::Year => 4,
                    Bucket::Month => 7,
                    _ => 10,
                }
        }
        _ => true,
    };
    let mut wanted = None;
    if matches!(facet, FacetField::Mentioned(_)) {
        let mut list = Vec::with_capacity(column.num_terms());
        let mut terms = column.dictionary().stream().context("read a facet")?;
        while terms.advance() {
            list.push(is_wanted(terms.key()));
        }
        wanted = Some(list);
    }
    Ok(Segment::Values { column, wanted })
}

fn value_label(term: &[u8]) -> Label {
    Label {
        order: (0, 0),
        text: String::from_utf8_lossy(term).into_owned(),
    }
}

fn period_label(facet: FacetField, (start, end): (i64, i64)) -> Label {
    let first = CivilMinute::new(start).unwrap_or(CivilMinute::MIN);
    // Known less exactly than the period: a month among weeks, a year among months.
    let vague = || {
        let precision = if end - start > 31 * DAY {
            Precision::Year
        } else {
            Precision::Month
        };
        iso_text(first, precision, None)
    };
    let (order, text) = match facet {
        FacetField::Period(period) => {
            let bucket = period.around(first);
            if end <= bucket.end.get() {
                ((bucket.start.get(), bucket.end.get()), period.label(first))
            } else {
                ((start, end), vague())
            }
        }
        FacetField::Weekday if end - start <= DAY => {
            let weekday = first.weekday();
            let number = i64::from(weekday.num_days_from_monday());
            ((number, 0), format!("{weekday}"))
        }
        _ => ((i64::MAX, 0), vague()),
    };
    Label { order, text }
}
