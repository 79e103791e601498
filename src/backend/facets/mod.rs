//! Exact counts of the values of facets: keyword fields, calendar periods, dates in the text.
//!
//! tantivy's terms aggregation cuts each segment's list before it merges them, so its counts are
//! estimates on several segments, and its histograms know no months.  Here every value of every hit
//! is counted.  An article whose date is known less exactly than the period is counted under what
//! is known of it (`1905` among months), never under a made-up first of January.
//!
//! Hits are counted by the numbers that values have within their segment; the texts of values are
//! looked up once, at the end.

mod counts;
mod reader;

use anyhow::Result;

use super::{Backend, Local};
use crate::backend::entities::PlaceArea;
use crate::date::calendar;
use crate::field::KeyField;
use crate::hit::{CrossTable, Facet, Unit};
use crate::query::ast::Ast;

use counts::{CrossCounts, FacetCounts};

/// What can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FacetField {
    Key(KeyField),
    Period(calendar::Bucket),
    Weekday,
    /// Days, months or years that the text speaks of.
    Mentioned(calendar::Bucket),
    /// Places in a country or in a region of one.
    PlacesIn(PlaceArea),
}

impl FacetField {
    /// Values come in order of time and are read as a whole.
    pub fn is_time(self) -> bool {
        !matches!(self, Self::Key(_) | Self::PlacesIn(_))
    }
}

/// Names of the facets that are no keyword fields.
pub const FACETS: &[(&str, FacetField)] = &[
    ("day", FacetField::Period(calendar::Bucket::Day)),
    ("week", FacetField::Period(calendar::Bucket::Week)),
    ("month", FacetField::Period(calendar::Bucket::Month)),
    ("quarter", FacetField::Period(calendar::Bucket::Quarter)),
    ("year", FacetField::Period(calendar::Bucket::Year)),
    ("weekday", FacetField::Weekday),
    (
        "mentioned-day",
        FacetField::Mentioned(calendar::Bucket::Day),
    ),
    (
        "mentioned-month",
        FacetField::Mentioned(calendar::Bucket::Month),
    ),
    (
        "mentioned-year",
        FacetField::Mentioned(calendar::Bucket::Year),
    ),
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

impl Local<'_> {
    /// Counts the values of facets, whatever the unit.
    pub(super) fn count_facets(
        &self,
        ast: &Ast,
        fields: &[FacetField],
        unit: Unit,
    ) -> Result<Vec<Facet>> {
        let mut counts = FacetCounts::new(self, fields, unit)?;
        self.each_counted(ast, unit, &mut |counted| {
            counts.add(counted);
            Ok(())
        })?;
        counts.into_facets()
    }

    /// Counts the pairs of values of two facets.
    pub(super) fn count_cross(
        &self,
        ast: &Ast,
        fields: [FacetField; 2],
        unit: Unit,
    ) -> Result<CrossTable> {
        let mut counts = CrossCounts::new(self, fields, unit)?;
        self.each_counted(ast, unit, &mut |counted| {
            counts.add(counted);
            Ok(())
        })?;
        counts.into_table()
    }
}
