//! Samples that anybody can draw again: by content, not by chance.
//!
//! Articles are put in the order of a hash of seed and content, so the same seed gives the same
//! sample from the same articles, in whatever order and however often they were indexed.  The first
//! half of a sample is a sample too.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use tantivy::{DocAddress, DocId};

use super::timeline::{Placed, Placer, TimeUnit, label, span_of};
use super::values::FieldValues;
use super::{FacetField, Local};
use crate::annotations::Record;
use crate::date::calendar::Bucket;
use crate::query::ast::Ast;

/// How articles are drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Design {
    /// So many, from all strata in proportion to their size.
    Proportional(usize),
    /// So many from each stratum.
    Equal(usize),
    /// All articles of so many Mondays, Tuesdays, … drawn from the days that the archive covers
    /// between the first match and the last (Riffe, Aust and Lacy 1993).
    ConstructedWeeks(usize),
}

/// What was drawn.
#[derive(Debug, Clone, Default)]
pub struct Sample {
    /// Matched articles.
    pub population: u64,
    /// In order of their names.
    pub strata: Vec<Stratum>,
    /// In the order of the draw: number of the stratum, article.
    pub drawn: Vec<(usize, Record)>,
    /// Days of constructed weeks, ISO, in order.
    pub days: Vec<String>,
}

/// One part of the population.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stratum {
    pub name: String,
    pub population: u64,
    pub drawn: u64,
}

/// What stands in for a stratum that an article has no value for.
const NO_VALUE: &str = "(none)";

struct Candidate {
    /// Hash of seed, content and number of the copy: the order of the draw.
    key: u64,
    content: u64,
    id: u64,
    stratum: u32,
    day: Option<i64>,
    address: DocAddress,
}

impl Local<'_> {
    /// Draws a sample of the matched articles, in strata by these fields.
    pub fn sample(
        &self,
        ast: &Ast,
        seed: u64,
        design: &Design,
        strata: &[FacetField],
    ) -> Result<Sample> {
        let (mut candidates, names) = self.candidates(ast, strata)?;
        number_copies(&mut candidates, seed);
        candidates.sort_unstable_by_key(|candidate| (candidate.key, candidate.id));
        let mut sample = Sample {
            population: candidates.len() as u64,
            ..Sample::default()
        };
        let mut sizes = vec![0u64; names.len()];
        for candidate in &candidates {
            sizes[candidate.stratum as usize] += 1;
        }
        let chosen: Vec<&Candidate> = match design {
            Design::ConstructedWeeks(weeks) => {
                let days = self.constructed_weeks(&candidates, seed, *weeks)?;
                sample.days = days.iter().map(|day| label(DAY, *day)).collect();
                let is_drawn = |day: &i64| days.binary_search(day).is_ok();
                let on_day = |c: &&Candidate| c.day.as_ref().is_some_and(is_drawn);
                candidates.iter().filter(on_day).collect()
            }
            Design::Equal(each) => first_of_each(&candidates, &vec![*each as u64; sizes.len()]),
            Design::Proportional(size) => first_of_each(&candidates, &shares(&sizes, *size as u64)),
        };
        sample.strata = names
            .into_iter()
            .zip(sizes)
            .map(|(name, population)| Stratum {
                name,
                population,
                drawn: 0,
            })
            .collect();
        for candidate in chosen {
            let stratum = candidate.stratum as usize;
            sample.strata[stratum].drawn += 1;
            sample
                .drawn
                .push((stratum, self.record(candidate.address)?));
        }
        Ok(sample)
    }

    /// Every matched article with its stratum, and the names of the strata in order.
    fn candidates(
        &self,
        ast: &Ast,
        strata: &[FacetField],
    ) -> Result<(Vec<Candidate>, Vec<String>)> {
        let dates = self.dates()?;
        let mut parts = Vec::new();
        for field in strata {
            parts.push(match field {
                FacetField::Key(key) => Part::Values(self.field_values(*key)?),
                FacetField::Period(bucket) => Part::period(TimeUnit::Period(*bucket), &dates),
                FacetField::Weekday => Part::period(TimeUnit::Weekday, &dates),
                FacetField::Mentioned(_) | FacetField::PlacesIn(_) => {
                    anyhow::bail!("an article speaks of many dates and places: they are no strata")
                }
            });
        }
        let mut days = Placer::new(DAY, span_of(&dates));
        let columns = self.columns()?;
        let segments = self.searcher.segment_readers().iter();
        let contents = segments
            .map(|segment| {
                segment
                    .fast_fields()
                    .u64("content")
                    .context("read the hashes")
            })
            .collect::<Result<Vec<_>>>()?;
        let compiled = self.compile(ast, false, false)?;
        let mut known: BTreeMap<String, u32> = BTreeMap::new();
        let mut candidates = Vec::new();
        self.visit(ast, &compiled, false, |segment, doc, _| {
            let (start, end) = &dates[segment as usize];
            let (start, end) = (start.first(doc), end.first(doc));
            let mut name = String::new();
            for part in &mut parts {
                if !name.is_empty() {
                    name.push_str(" / ");
                }
                part.add_name(segment, doc, (start, end), &mut name);
            }
            let next = known.len() as u32;
            let stratum = *known.entry(name).or_insert(next);
            let day = match days.place(start, end) {
                Placed::In(day) => Some(day),
                Placed::Undated | Placed::Imprecise => None,
            };
            candidates.push(Candidate {
                key: 0,
                content: contents[segment as usize].first(doc).unwrap_or(0),
                id: columns[segment as usize].id.first(doc).unwrap_or(0),
                stratum,
                day,
                address: DocAddress::new(segment, doc),
            });
            Ok(())
        })?;
        // Strata were numbered as they came; from here on by name.
        let mut places = vec![0; known.len()];
        for (place, number) in (0..).zip(known.values()) {
            places[*number as usize] = place;
        }
        for candidate in &mut candidates {
            candidate.stratum = places[candidate.stratum as usize];
        }
        Ok((candidates, known.into_keys().collect()))
    }

    /// Days of constructed weeks, in order: of each weekday as many, drawn by hash.
    fn constructed_weeks(
        &self,
        candidates: &[Candidate],
        seed: u64,
        weeks: usize,
    ) -> Result<Vec<i64>> {
        let known = candidates.iter().filter_map(|candidate| candidate.day);
        let (first, last) = known.fold((i64::MAX, i64::MIN), |(first, last), day| {
            (first.min(day), last.max(day))
        });
        let dates = self.dates()?;
        let sources = self.field_values(crate::field::KeyField::Source)?;
        let mut placer = Placer::new(DAY, span_of(&dates));
        let coverage = self.coverage(&mut placer, &sources)?;
        let mut by_weekday: BTreeMap<i64, Vec<(u64, i64)>> = BTreeMap::new();
        for day in coverage
            .periods()
            .filter(|day| (first..=last).contains(day))
        {
            // 1970-01-01 was a Thursday.
            let weekday = (day.div_euclid(1440) + 3).rem_euclid(7);
            let key = hash(seed, day as u64, 0);
            by_weekday.entry(weekday).or_default().push((key, day));
        }
        let mut days = Vec::new();
        for mut of_weekday in by_weekday.into_values() {
            of_weekday.sort_unstable();
            days.extend(of_weekday.iter().take(weeks).map(|(_, day)| *day));
        }
        days.sort_unstable();
        Ok(days)
    }
}

const DAY: TimeUnit = TimeUnit::Period(Bucket::Day);

/// One field that strata are made by.
enum Part {
    Values(FieldValues),
    Period(TimeUnit, Placer),
}

impl Part {
    fn period(
        unit: TimeUnit,
        dates: &[(
            tantivy::columnar::Column<i64>,
            tantivy::columnar::Column<i64>,
        )],
    ) -> Self {
        Self::Period(unit, Placer::new(unit, span_of(dates)))
    }

    fn add_name(
        &mut self,
        segment: u32,
        doc: DocId,
        (start, end): (Option<i64>, Option<i64>),
        out: &mut String,
    ) {
        match self {
            Self::Values(values) => {
                let first = values.of(segment, doc).next();
                out.push_str(first.map_or(NO_VALUE, |value| values.name(value)));
            }
            Self::Period(unit, placer) => match placer.place(start, end) {
                Placed::In(period) => out.push_str(&label(*unit, period)),
                Placed::Undated => out.push_str("undated"),
                Placed::Imprecise => out.push_str("dated less exactly"),
            },
        }
    }
}

/// Gives each article its place in the draw.  Copies of one text have one hash, so they are numbered
/// in order of their ids: otherwise they would be drawn together or not at all.
fn number_copies(candidates: &mut [Candidate], seed: u64) {
    candidates.sort_unstable_by_key(|candidate| (candidate.content, candidate.id));
    let mut before = None;
    let mut copy = 0;
    for candidate in candidates {
        copy = if before == Some(candidate.content) {
            copy + 1
        } else {
            0
        };
        before = Some(candidate.content);
        candidate.key = hash(seed, candidate.content, copy);
    }
}

/// The first eight bytes of BLAKE3 over three numbers, little-endian.
fn hash(seed: u64, content: u64, copy: u64) -> u64 {
    let mut bytes = [0; 24];
    bytes[..8].copy_from_slice(&seed.to_le_bytes());
    bytes[8..16].copy_from_slice(&content.to_le_bytes());
    bytes[16..].copy_from_slice(&copy.to_le_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&blake3::hash(&bytes).as_bytes()[..8]);
    u64::from_le_bytes(first)
}

/// The first articles of each stratum, as many as it is owed.
fn first_of_each<'c>(candidates: &'c [Candidate], owed: &[u64]) -> Vec<&'c Candidate> {
    let mut left = owed.to_vec();
    let mut take = |candidate: &&Candidate| {
        let left = &mut left[candidate.stratum as usize];
        let is_owed = *left > 0;
        *left -= u64::from(is_owed);
        is_owed
    };
    candidates.iter().filter(|c| take(c)).collect()
}

/// Divides a sample among strata in proportion to their sizes: whole parts first, then the largest
/// remainders, ties by order.
fn shares(sizes: &[u64], size: u64) -> Vec<u64> {
    let whole: u64 = sizes.iter().sum();
    let size = size.min(whole);
    if whole == 0 {
        return vec![0; sizes.len()];
    }
    let exact = |of: u64| (u128::from(of) * u128::from(size), u128::from(whole));
    let mut shares: Vec<u64> = sizes
        .iter()
        .map(|of| {
            let (part, whole) = exact(*of);
            (part / whole) as u64
        })
        .collect();
    let mut by_remainder: Vec<usize> = (0..sizes.len()).collect();
    by_remainder.sort_by_key(|i| {
        let (part, whole) = exact(sizes[*i]);
        std::cmp::Reverse(part % whole)
    });
    let missing = size - shares.iter().sum::<u64>();
    for i in by_remainder.into_iter().take(missing as usize) {
        shares[i] += 1;
    }
    shares
}

impl Stratum {
    /// How many articles of the population one drawn article stands for.
    pub fn weight(&self) -> Option<f64> {
        (self.drawn > 0).then(|| self.population as f64 / self.drawn as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strata_get_what_they_are_owed() {
        assert_eq!(shares(&[50, 30, 20], 10), [5, 3, 2]);
        // 10 of 3, 3 and 4: 3.0, 3.0, 4.0; 7 of them: 2.1, 2.1, 2.8.
        assert_eq!(shares(&[3, 3, 4], 7), [2, 2, 3]);
        // Equal remainders go to the first.
        assert_eq!(shares(&[1, 1, 1], 2), [1, 1, 0]);
        assert_eq!(shares(&[2, 1], 100), [2, 1]);
        assert_eq!(shares(&[], 3), Vec::<u64>::new());
    }

    fn candidate(content: u64, id: u64) -> Candidate {
        Candidate {
            key: 0,
            content,
            id,
            stratum: 0,
            day: None,
            address: DocAddress::new(0, 0),
        }
    }

    #[test]
    fn the_order_depends_on_seed_and_content_only() {
        let order = |seed: u64, contents: &[u64]| -> Vec<u64> {
            let mut all: Vec<Candidate> = (0..)
                .zip(contents)
                .map(|(id, content)| candidate(*content, id))
                .collect();
            number_copies(&mut all, seed);
            all.sort_unstable_by_key(|c| (c.key, c.id));
            all.iter().map(|c| c.content).collect()
        };
        let contents: Vec<u64> = (0..50).collect();
        let backwards: Vec<u64> = (0..50).rev().collect();
        assert_eq!(order(1, &contents), order(1, &backwards));
        assert_ne!(order(1, &contents), order(2, &contents));
        // Copies do not stand together.
        let copies = order(1, &[7, 7, 7, 1, 2, 3, 4, 5, 6, 8, 9, 10]);
        let first = copies.iter().position(|c| *c == 7).expect("it is there");
        assert_ne!(copies[first..first + 3], [7, 7, 7], "{copies:?}");
    }
}
