//! Counts in the making: of the values of facets, and of pairs of them.

use std::collections::{HashMap, HashSet};

use anyhow::Result;

use super::FacetField;
use super::reader::{FacetReader, Label};
use crate::backend::{Amount, Counted, Local, Share};
use crate::hit::{Bucket, CrossCell, CrossTable, Facet, Unit};

/// Counts of several facets.
pub struct FacetCounts {
    unit: Unit,
    matched: Amount,
    facets: Vec<OneFacet>,
}

struct OneFacet {
    field: FacetField,
    reader: FacetReader,
    /// By segment; periods are all in the first.
    counts: Vec<Counts>,
    missing: Amount,
}

/// Amounts by the number of the value.
enum Counts {
    /// Sums, kept by number: the fast way.
    Sums(Vec<u64>),
    Amounts(HashMap<u32, Amount>),
}

impl Counts {
    fn add(&mut self, value: u32, unit: Unit, share: Share) {
        match (self, share) {
            (Self::Sums(sums), Share::Whole(units)) => {
                let place = value as usize;
                if sums.len() <= place {
                    sums.resize(place + 1, 0);
                }
                sums[place] += units;
            }
            (Self::Amounts(amounts), share) => {
                let amount = amounts.entry(value);
                amount.or_insert_with(|| Amount::new(unit)).add(share);
            }
            (Self::Sums(_), _) => debug_assert!(false, "sums are of whole shares"),
        }
    }

    /// Numbers in order, with their amounts.
    fn into_sorted(self) -> Vec<(u32, Amount)> {
        match self {
            Self::Sums(sums) => {
                let sums = (0..).zip(sums).filter(|(_, sum)| *sum > 0);
                sums.map(|(value, sum)| (value, Amount::Sum(sum))).collect()
            }
            Self::Amounts(amounts) => {
                let mut amounts: Vec<(u32, Amount)> = amounts.into_iter().collect();
                amounts.sort_unstable_by_key(|(value, _)| *value);
                amounts
            }
        }
    }
}

impl FacetCounts {
    /// Prepares the columns of these facets.
    pub fn new(local: &Local<'_>, facets: &[FacetField], unit: Unit) -> Result<Self> {
        let segments = local.searcher.segment_readers().len();
        let one = |field: &FacetField| -> Result<OneFacet> {
            let reader = FacetReader::new(local, *field)?;
            let counts = |segment| {
                // What has the same numbers everywhere is kept under the first segment.
                if unit.is_distinct() {
                    Counts::Amounts(HashMap::new())
                } else {
                    Counts::Sums(vec![0; reader.values(segment)])
                }
            };
            Ok(OneFacet {
                field: *field,
                counts: (0..segments).map(counts).collect(),
                reader,
                missing: Amount::new(unit),
            })
        };
        Ok(Self {
            unit,
            matched: Amount::new(unit),
            facets: facets.iter().map(one).collect::<Result<_>>()?,
        })
    }

    /// Counts the values of one article.
    pub fn add(&mut self, counted: &Counted) {
        let unit = self.unit;
        self.matched.add(counted.share);
        for facet in &mut self.facets {
            let counts = &mut facet.counts[place(&facet.reader, counted.segment)];
            let mut has_value = false;
            let take = &mut |value| {
                has_value = true;
                counts.add(value, unit, counted.share);
            };
            facet.reader.each(counted.segment, counted.doc, take);
            if !has_value {
                facet.missing.add(counted.share);
            }
        }
    }

    /// Returns one complete list per facet: values most frequent first, periods in order of time.
    pub fn into_facets(self) -> Result<Vec<Facet>> {
        let (matched, unit) = (self.matched.count(), self.unit);
        let facet = |facet: OneFacet| {
            Ok(Facet {
                counted: unit,
                matched,
                missing: facet.missing.count(),
                buckets: in_order(facet.field, totals(&facet.reader, facet.counts)?),
                ..Facet::default()
            })
        };
        self.facets.into_iter().map(facet).collect()
    }
}

/// The amounts of all segments by label.
fn totals(reader: &FacetReader, counts: Vec<Counts>) -> Result<HashMap<Label, Amount>> {
    let mut totals: HashMap<Label, Amount> = HashMap::new();
    for (segment, counts) in counts.into_iter().enumerate() {
        let (numbers, amounts): (Vec<u32>, Vec<Amount>) = counts.into_sorted().into_iter().unzip();
        for (label, amount) in reader.labels(segment, &numbers)?.into_iter().zip(amounts) {
            merge(&mut totals, label, amount);
        }
    }
    Ok(totals)
}

fn merge<K: std::hash::Hash + Eq>(totals: &mut HashMap<K, Amount>, key: K, amount: Amount) {
    match totals.entry(key) {
        std::collections::hash_map::Entry::Occupied(mut known) => known.get_mut().merge(amount),
        std::collections::hash_map::Entry::Vacant(new) => {
            new.insert(amount);
        }
    }
}

/// The segment under which the numbers of a facet are kept.
fn place(reader: &FacetReader, segment: u32) -> usize {
    if reader.is_shared() {
        0
    } else {
        segment as usize
    }
}

/// Values most frequent first and equal counts by value; periods in order of time.
fn in_order(field: FacetField, totals: HashMap<Label, Amount>) -> Vec<Bucket> {
    let totals = totals.into_iter().map(|(label, n)| (label, n.count()));
    let mut totals: Vec<(Label, u64)> = totals.filter(|(_, n)| *n > 0).collect();
    if field.is_time() {
        totals.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    } else {
        totals.sort_unstable_by(|(a, m), (b, n)| n.cmp(m).then_with(|| a.text.cmp(&b.text)));
    }
    let bucket = |(label, count): (Label, u64)| Bucket {
        value: label.text,
        count,
    };
    totals.into_iter().map(bucket).collect()
}

/// Counts of the pairs of values of two facets.
pub struct CrossCounts {
    unit: Unit,
    /// Each facet by itself: where a story is counted once, rows are no sums of cells.
    each: FacetCounts,
    /// By segment: amounts by the numbers of both values.
    pairs: Vec<HashMap<(u32, u32), Amount>>,
    columns: Vec<u32>,
}

impl CrossCounts {
    pub fn new(local: &Local<'_>, fields: [FacetField; 2], unit: Unit) -> Result<Self> {
        Ok(Self {
            unit,
            each: FacetCounts::new(local, &fields, unit)?,
            pairs: vec![HashMap::new(); local.searcher.segment_readers().len()],
            columns: Vec::new(),
        })
    }

    /// Counts the pairs of values of one article.
    pub fn add(&mut self, counted: &Counted) {
        self.each.add(counted);
        let (segment, doc) = (counted.segment, counted.doc);
        let [rows, columns] = self.each.facets.as_mut_slice() else {
            return;
        };
        self.columns.clear();
        columns
            .reader
            .each(segment, doc, &mut |column| self.columns.push(column));
        let (pairs, unit) = (&mut self.pairs[segment as usize], self.unit);
        rows.reader.each(segment, doc, &mut |row| {
            for column in &self.columns {
                let amount = pairs.entry((row, *column));
                amount
                    .or_insert_with(|| Amount::new(unit))
                    .add(counted.share);
            }
        });
    }

    /// Returns both facets and the counts of the pairs that occur, by row.
    pub fn into_table(self) -> Result<CrossTable> {
        let mut cells: HashMap<(String, String), Amount> = HashMap::new();
        if let [rows, columns] = self.each.facets.as_slice() {
            for (segment, pairs) in (0..).zip(self.pairs) {
                let row = texts(rows, segment, pairs.keys().map(|(row, _)| *row))?;
                let column = texts(columns, segment, pairs.keys().map(|(_, column)| *column))?;
                for ((r, c), amount) in pairs {
                    merge(&mut cells, (row[&r].clone(), column[&c].clone()), amount);
                }
            }
        }
        let mut facets = self.each.into_facets()?.into_iter();
        let (rows, columns) = (
            facets.next().unwrap_or_default(),
            facets.next().unwrap_or_default(),
        );
        let order = |facet: &Facet| -> HashMap<String, usize> {
            let values = facet.buckets.iter().map(|bucket| bucket.value.clone());
            values.zip(0..).collect()
        };
        let (row_order, column_order) = (order(&rows), order(&columns));
        let cell = |((row, column), amount): ((String, String), Amount)| CrossCell {
            row,
            column,
            count: amount.count(),
        };
        let mut cells: Vec<CrossCell> = cells
            .into_iter()
            .map(cell)
            .filter(|c| c.count > 0)
            .collect();
        cells.sort_unstable_by_key(|cell| {
            let row = row_order.get(&cell.row).copied();
            (row, column_order.get(&cell.column).copied())
        });
        Ok(CrossTable {
            rows,
            columns,
            cells,
        })
    }
}

/// Texts of these numbers of one facet.
fn texts(
    facet: &OneFacet,
    segment: u32,
    numbers: impl Iterator<Item = u32>,
) -> Result<HashMap<u32, String>> {
    let mut numbers: Vec<u32> = numbers.collect::<HashSet<u32>>().into_iter().collect();
    numbers.sort_unstable();
    let labels = facet.reader.labels(segment as usize, &numbers)?;
    let texts = labels.into_iter().map(|label| label.text);
    Ok(numbers.into_iter().zip(texts).collect())
}
