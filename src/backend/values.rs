//! The values of a keyword field, numbered alike in all segments.

use anyhow::{Context, Result};
use tantivy::DocId;
use tantivy::columnar::StrColumn;

use super::Local;
use super::entities::{PlaceArea, entity_values, kind_of, places_within};
use crate::document::facet_name;
use crate::field::KeyField;

/// The values of one field, numbered in their order.
pub struct FieldValues {
    names: Vec<String>,
    segments: Vec<Columns>,
}

/// The columns of one segment that hold values, each with the number of every value in it: one, but
/// for entities that some articles take for another kind.
pub type Columns = Vec<(StrColumn, Vec<u32>)>;

impl FieldValues {
    /// Number of values that are not shown.
    pub const NONE: u32 = u32::MAX;

    pub fn new(names: Vec<String>, segments: Vec<Columns>) -> Self {
        Self { names, segments }
    }

    /// Numbers of the values of one article, each once.
    pub fn of(&self, segment: u32, doc: DocId) -> impl Iterator<Item = u32> + use<> {
        let mut only = None;
        let mut found = Vec::new();
        for (column, numbers) in &self.segments[segment as usize] {
            for value in column.term_ords(doc) {
                let number = numbers[value as usize];
                if only.is_none() && found.is_empty() {
                    only = Some(number);
                } else {
                    found.extend(only.take());
                    found.push(number);
                }
            }
        }
        // Two keys of an article may have become one entity.
        found.sort_unstable();
        found.dedup();
        let found = only.into_iter().chain(found);
        found.filter(|number| *number != Self::NONE)
    }

    /// The number of each value of a segment's only column; none when it has no values.
    pub fn numbers(&self, segment: u32) -> &[u32] {
        let columns = self.segments[segment as usize].first();
        columns
            .map(|(_, numbers)| numbers.as_slice())
            .unwrap_or_default()
    }

    pub fn name(&self, number: u32) -> &str {
        &self.names[number as usize]
    }

    /// How many different values there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }
}

impl Local<'_> {
    /// Numbers the places of a country or region.
    pub(super) fn places_within(&self, within: PlaceArea) -> Result<FieldValues> {
        places_within(&self.searcher, within, self.entity_table()?)
    }

    /// Numbers the values of a facet field.
    pub(super) fn field_values(&self, field: KeyField) -> Result<FieldValues> {
        if let Some(kind) = kind_of(field) {
            return entity_values(&self.searcher, kind, self.entity_table()?);
        }
        let column_name = facet_name(field);
        let mut segments = Vec::new();
        let mut names = Vec::new();
        for segment in self.searcher.segment_readers() {
            let column = segment.fast_fields().str(&column_name);
            let column = column.context("read the values of a field")?;
            let mut values = Vec::new();
            if let Some(column) = &column {
                // One pass over the dictionary: looking values up one by one is quadratic.
                let mut terms = column.dictionary().stream().context("read the values")?;
                while terms.advance() {
                    values.push(String::from_utf8_lossy(terms.key()).into_owned());
                }
            }
            names.extend(values.iter().cloned());
            segments.push((column, values));
        }
        names.sort_unstable();
        names.dedup();
        let number = |name: &String| names.binary_search(name).unwrap_or(0) as u32;
        let segments = segments.into_iter().map(|(column, values): (_, Vec<_>)| {
            let numbers = values.iter().map(number).collect();
            column.map(|column| (column, numbers)).into_iter().collect()
        });
        Ok(FieldValues {
            segments: segments.collect(),
            names,
        })
    }
}
