//! Exact counts of the values of facets: keyword fields and calendar periods.
//!
//! tantivy's terms aggregation cuts each segment's list before it merges them, so its counts are
//! estimates on several segments, and its histograms know no months.  Here every value of every hit
//! is counted.  An article whose date is known less exactly than the period is counted under what
//! is known of it (`1905` among months), never under a made-up first of January.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, Result};
use tantivy::columnar::{Column, StrColumn};
use tantivy::{DocId, SegmentReader};

use crate::article::Precision;
use crate::date::calendar::{self, iso_text};
use crate::date::civil::CivilMinute;
use crate::document::facet_name;
use crate::field::KeyField;
use crate::hit::{Bucket, Facet};

/// What can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FacetField {
    Key(KeyField),
    Period(calendar::Bucket),
    Weekday,
}

/// Names of the facets that are no keyword fields.
pub const FACETS: &[(&str, FacetField)] = &[
    ("day", FacetField::Period(calendar::Bucket::Day)),
    ("week", FacetField::Period(calendar::Bucket::Week)),
    ("month", FacetField::Period(calendar::Bucket::Month)),
    ("quarter", FacetField::Period(calendar::Bucket::Quarter)),
    ("year", FacetField::Period(calendar::Bucket::Year)),
    ("weekday", FacetField::Weekday),
];

/// Finds a facet by its name.
pub fn find_facet(name: &str) -> Option<FacetField> {
    let named = FACETS
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name));
    named
        .map(|(_, facet)| *facet)
        .or_else(|| match crate::field::find_field(name)?.field {
            crate::field::Field::Key(field) if field.is_facet() => Some(FacetField::Key(field)),
            _ => None,
        })
}

/// Counts in the making, one per facet.
pub struct FacetCounts {
    matched: u64,
    facets: Vec<Counter>,
}

enum Counter {
    /// By segment.
    Values {
        segments: Vec<Option<ValueCounts>>,
        with_value: u64,
    },
    Dates {
        facet: FacetField,
        columns: Vec<(Column<i64>, Column<i64>)>,
        counts: DateCounts,
    },
}

struct ValueCounts {
    column: StrColumn,
    /// By the number of the value within the segment.
    counts: Vec<u64>,
}

/// By first and one-past-last civil minute; None for unknown dates.
type DateCounts = HashMap<Option<(i64, i64)>, u64>;

impl FacetCounts {
    /// Prepares the columns of these facets.
    pub fn new(segments: &[SegmentReader], facets: &[FacetField]) -> Result<Self> {
        let counter = |facet: &FacetField| -> Result<Counter> {
            Ok(match facet {
                FacetField::Key(field) => {
                    let name = facet_name(*field);
                    let of_segment = |segment: &SegmentReader| -> Result<Option<ValueCounts>> {
                        let column = segment.fast_fields().str(&name).context("read a facet")?;
                        Ok(column.map(|column| {
                            let counts = vec![0; column.num_terms()];
                            ValueCounts { column, counts }
                        }))
                    };
                    Counter::Values {
                        segments: segments.iter().map(of_segment).collect::<Result<_>>()?,
                        with_value: 0,
                    }
                }
                FacetField::Period(_) | FacetField::Weekday => {
                    let of_segment = |segment: &SegmentReader| {
                        let columns = segment.fast_fields();
                        let start = columns.i64("published_start").context("read the dates")?;
                        Ok((
                            start,
                            columns.i64("published_end").context("read the dates")?,
                        ))
                    };
                    let columns = segments.iter().map(of_segment).collect::<Result<_>>()?;
                    Counter::Dates {
                        facet: *facet,
                        columns,
                        counts: HashMap::new(),
                    }
                }
            })
        };
        Ok(Self {
            matched: 0,
            facets: facets.iter().map(counter).collect::<Result<_>>()?,
        })
    }

    /// Counts the values of one document.
    pub fn add(&mut self, segment: u32, doc: DocId) {
        self.matched += 1;
        for counter in &mut self.facets {
            match counter {
                Counter::Values {
                    segments,
                    with_value,
                } => {
                    if let Some(ValueCounts { column, counts }) = &mut segments[segment as usize] {
                        let mut has_value = false;
                        for value in column.term_ords(doc) {
                            counts[value as usize] += 1;
                            has_value = true;
                        }
                        *with_value += u64::from(has_value);
                    }
                }
                Counter::Dates {
                    columns, counts, ..
                } => {
                    let (start, end) = &columns[segment as usize];
                    let key = start.first(doc).zip(end.first(doc)).map(|(start, end)| {
                        // Whole days are what periods are made of: fewer different keys.
                        if end - start <= 1 {
                            let day = start.div_euclid(1440) * 1440;
                            (day, day + 1440)
                        } else {
                            (start, end)
                        }
                    });
                    *counts.entry(key).or_insert(0) += 1;
                }
            }
        }
    }

    /// Returns one complete list per facet: values most frequent first, periods in order of time.
    pub fn into_facets(self) -> Result<Vec<Facet>> {
        let matched = self.matched;
        let facet = |counter: Counter| {
            let (buckets, missing) = match counter {
                Counter::Values {
                    segments,
                    with_value,
                } => (value_buckets(segments)?, matched - with_value),
                Counter::Dates { facet, counts, .. } => {
                    let missing = counts.get(&None).copied().unwrap_or(0);
                    (date_buckets(facet, &counts), missing)
                }
            };
            Ok(Facet {
                matched,
                missing,
                buckets,
                ..Facet::default()
            })
        };
        self.facets.into_iter().map(facet).collect()
    }
}

fn value_buckets(segments: Vec<Option<ValueCounts>>) -> Result<Vec<Bucket>> {
    let mut totals: HashMap<String, u64> = HashMap::new();
    for ValueCounts { column, counts } in segments.into_iter().flatten() {
        for (value, count) in (0..).zip(counts).filter(|(_, count)| *count > 0) {
            let mut text = String::new();
            column
                .ord_to_str(value, &mut text)
                .context("read a facet value")?;
            *totals.entry(text).or_insert(0) += count;
        }
    }
    let mut buckets: Vec<Bucket> = totals
        .into_iter()
        .map(|(value, count)| Bucket { value, count })
        .collect();
    buckets.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    Ok(buckets)
}

fn date_buckets(facet: FacetField, counts: &DateCounts) -> Vec<Bucket> {
    // Ordered by time, then the exact before the vague.  Articles without a date are counted apart.
    let mut totals: BTreeMap<(i64, i64, String), u64> = BTreeMap::new();
    for (key, count) in counts {
        let Some((start, end)) = *key else { continue };
        let place = date_bucket(facet, start, end);
        *totals.entry(place).or_insert(0) += count;
    }
    totals
        .into_iter()
        .map(|((_, _, value), count)| Bucket { value, count })
        .collect()
}

fn date_bucket(facet: FacetField, start: i64, end: i64) -> (i64, i64, String) {
    let first = CivilMinute::new(start).unwrap_or(CivilMinute::MIN);
    let vague = |precision| (start, end, iso_text(first, precision, None));
    match facet {
        FacetField::Period(period) => {
            let bucket = period.around(first);
            if end <= bucket.end.get() {
                return (bucket.start.get(), bucket.end.get(), period.label(first));
            }
            // Known less exactly than the period: a month among weeks, a year among months.
            vague(if end - start > 31 * 1440 {
                Precision::Year
            } else {
                Precision::Month
            })
        }
        FacetField::Weekday if end - start <= 1440 => {
            let weekday = first.weekday();
            let order = i64::from(weekday.num_days_from_monday());
            (order, 0, format!("{weekday}"))
        }
        FacetField::Weekday => {
            let (_, _, label) = vague(if end - start > 31 * 1440 {
                Precision::Year
            } else {
                Precision::Month
            });
            (i64::MAX - 1, 0, label)
        }
        FacetField::Key(_) => (0, 0, String::new()),
    }
}
