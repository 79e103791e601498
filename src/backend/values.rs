//! The values of a keyword field, numbered alike in all segments.
//!
//! Spellings that a query takes for one value (`The Courier`, `THE COURIER`) have one number, so that
//! what is counted of a value is what `field:value` finds.

use std::cmp::Reverse;
use std::collections::HashMap;

use anyhow::{Context, Result};
use tantivy::DocId;
use tantivy::columnar::StrColumn;

use super::Local;
use super::entities::{PlaceArea, entity_values, kind_of, places_within};
use crate::document::{facet_name, record_kind};
use crate::field::KeyField;
use crate::text::fold_value;

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

    /// Numbers the values of a facet field.  Each is called as most articles spell it.
    pub(super) fn field_values(&self, field: KeyField) -> Result<FieldValues> {
        if let Some(kind) = kind_of(field) {
            return entity_values(&self.searcher, kind, self.entity_table()?);
        }
        let segments = self.spellings(field)?;
        let spellings = segments.iter().flat_map(|(_, spellings)| spellings);
        let mut spellings: Vec<(String, &str)> = spellings
            .map(|spelling| (fold_value(spelling), spelling.as_str()))
            .collect();
        spellings.sort_unstable();
        spellings.dedup();
        // Hardly any field needs its articles read for this.
        let is_ambiguous = spellings.windows(2).any(|pair| pair[0].0 == pair[1].0);
        let articles = if is_ambiguous {
            self.articles_by_spelling(&segments)?
        } else {
            HashMap::new()
        };
        let usual = |group: &[(String, &str)]| {
            let spellings = group.iter().map(|(_, spelling)| *spelling);
            let counted = spellings.map(|s| (articles.get(s).copied(), Reverse(s)));
            let usual = counted.max().map(|(_, Reverse(spelling))| spelling);
            usual.unwrap_or_default().to_owned()
        };
        let groups = spellings.chunk_by(|a, b| a.0 == b.0);
        let mut values: Vec<(String, &str)> = groups
            .map(|group| (usual(group), group[0].0.as_str()))
            .collect();
        values.sort_unstable();
        let numbers: HashMap<&str, u32> =
            values.iter().map(|(_, folded)| *folded).zip(0..).collect();
        let number = |spelling: &String| {
            let number = numbers.get(fold_value(spelling).as_str());
            number.copied().unwrap_or(FieldValues::NONE)
        };
        let numbered = segments.iter().map(|(column, spellings)| {
            let numbers = spellings.iter().map(number).collect();
            let column = column.clone();
            column.map(|column| (column, numbers)).into_iter().collect()
        });
        Ok(FieldValues {
            segments: numbered.collect(),
            names: values.iter().map(|(name, _)| name.clone()).collect(),
        })
    }

    /// The column of a field in each segment, and the texts in its dictionary.
    fn spellings(&self, field: KeyField) -> Result<Vec<Spellings>> {
        let column_name = facet_name(field);
        let mut segments = Vec::new();
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
            segments.push((column, values));
        }
        Ok(segments)
    }

    /// How many articles of the archive have each spelling.
    fn articles_by_spelling<'s>(&self, segments: &'s [Spellings]) -> Result<HashMap<&'s str, u64>> {
        let mut articles = HashMap::new();
        for (segment, (column, spellings)) in self.searcher.segment_readers().iter().zip(segments) {
            let Some(column) = column else {
                continue;
            };
            let kinds = segment.fast_fields().u64("record");
            let kinds = kinds.context("tell articles from other records")?;
            let mut counts = vec![0; spellings.len()];
            for doc in segment.doc_ids_alive() {
                if kinds.first(doc) == Some(record_kind::ARTICLE) {
                    column.term_ords(doc).for_each(|n| counts[n as usize] += 1);
                }
            }
            for (spelling, count) in spellings.iter().zip(counts) {
                *articles.entry(spelling.as_str()).or_default() += count;
            }
        }
        Ok(articles)
    }
}

/// A column of values, and the text of each number in it.
type Spellings = (Option<StrColumn>, Vec<String>);

/// True for fields whose values are words of the outlets, who spell them in several ways.
pub(super) fn has_spellings(field: KeyField) -> bool {
    matches!(
        field,
        KeyField::Source | KeyField::Section | KeyField::Tag | KeyField::Author
    )
}
