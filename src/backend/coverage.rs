//! What the archive holds of each period, and where it holds markedly less than around it.
//!
//! A fall in a chart may be the archive's and not the world's, so every timeline carries these
//! denominators: the totals of days that lie beside the index, summed up.

use std::collections::HashMap;

use anyhow::{Context, Result};

use super::Local;
use super::timeline::{Placed, Placer, TimeUnit};
use super::values::FieldValues;
use crate::date::calendar::Bucket;
use crate::index::{DayTotal, day_totals};

/// What one period holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    pub articles: u64,
    pub words: u64,
    pub sources: u64,
}

/// Where one period holds less than it should.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gap {
    pub is_marked: bool,
    /// Numbers of the sources that fall, in order of their names.
    pub sources: Vec<u32>,
}

/// What all periods hold.
#[derive(Debug, Clone, Default)]
pub struct Coverage {
    periods: HashMap<i64, Period>,
    pub undated: u64,
    pub imprecise: u64,
}

#[derive(Debug, Clone, Default)]
struct Period {
    articles: u64,
    words: u64,
    /// Articles by number of the source.
    sources: HashMap<u32, u64>,
}

impl Local<'_> {
    /// Sums up what the archive holds of each period.
    pub(super) fn coverage(&self, placer: &mut Placer, sources: &FieldValues) -> Result<Coverage> {
        let mut whole = Coverage::default();
        for (segment, reader) in (0..).zip(self.searcher.segment_readers()) {
            let totals = day_totals(reader).context("read what the archive holds of each day")?;
            for total in &totals {
                let (start, end) = total.published.unzip();
                whole.add(placer.place(start, end), total, sources.numbers(segment));
            }
        }
        Ok(whole)
    }
}

impl Coverage {
    /// `numbers`: of each source of the total.
    fn add(&mut self, placed: Placed, total: &DayTotal, numbers: &[u32]) {
        match placed {
            Placed::In(period) => {
                let period = self.periods.entry(period).or_default();
                period.articles += total.articles;
                period.words += total.words;
                for (source, articles) in &total.sources {
                    *period.sources.entry(numbers[*source as usize]).or_insert(0) += articles;
                }
            }
            Placed::Undated => self.undated += total.articles,
            Placed::Imprecise => self.imprecise += total.articles,
        }
    }

    /// Periods that hold anything, in no order.
    pub fn periods(&self) -> impl Iterator<Item = i64> + '_ {
        self.periods.keys().copied()
    }

    pub fn held(&self, key: i64) -> Held {
        self.periods
            .get(&key)
            .map_or_else(Held::default, |period| Held {
                articles: period.articles,
                words: period.words,
                sources: period.sources.len() as u64,
            })
    }

    /// Says of each period whether the archive, or a source of it, has markedly less there.
    ///
    /// Days are compared with the same weekday of the weeks around, since many papers do not appear
    /// on Sundays.  A source counts from its first period to its last.
    pub fn gaps(&self, unit: TimeUnit, keys: &[i64]) -> Vec<Gap> {
        let step = match unit {
            TimeUnit::Weekday => return vec![Gap::default(); keys.len()],
            TimeUnit::Period(Bucket::Day) => 7,
            TimeUnit::Period(_) => 1,
        };
        let totals: Vec<u64> = keys.iter().map(|key| self.held(*key).articles).collect();
        let mut gaps: Vec<Gap> = (0..keys.len())
            .map(|i| Gap {
                is_marked: is_gap(&totals, i, step),
                sources: Vec::new(),
            })
            .collect();
        let mut of_source: HashMap<u32, Vec<(usize, u64)>> = HashMap::new();
        for (i, key) in keys.iter().enumerate() {
            for (source, count) in self.periods.get(key).iter().flat_map(|p| &p.sources) {
                of_source.entry(*source).or_default().push((i, *count));
            }
        }
        let mut missing = vec![0; keys.len()];
        let mut sources: Vec<_> = of_source.into_iter().collect();
        sources.sort_unstable_by_key(|(source, _)| *source);
        for (source, mut counts) in sources {
            counts.sort_unstable();
            let (Some((first, _)), Some((last, _))) = (counts.first(), counts.last()) else {
                continue;
            };
            let (first, last) = (*first, *last);
            let mut line = vec![0; last - first + 1];
            for (i, count) in counts {
                line[i - first] = count;
            }
            for i in 0..line.len() {
                if is_gap(&line, i, step) {
                    gaps[first + i].sources.push(source);
                    missing[first + i] += usual(&line, i, step).unwrap_or(0) - line[i];
                }
            }
        }
        // One small source among many makes no gap of the archive.
        for (i, gap) in gaps.iter_mut().enumerate() {
            let whole = usual(&totals, i, step).unwrap_or(0).max(totals[i]);
            gap.is_marked |= !gap.sources.is_empty() && missing[i] * 10 >= whole;
        }
        gaps
    }
}

/// Periods on each side that are compared.
const NEIGHBOURS: usize = 3;

/// Less than half of what is usual around it, and by more than chance would have it: three standard
/// deviations of a Poisson count.
fn is_gap(counts: &[u64], i: usize, step: usize) -> bool {
    let Some(usual) = usual(counts, i, step) else {
        return false;
    };
    let fall = usual.saturating_sub(counts[i]) as f64;
    counts[i] * 2 < usual && fall > 3.0 * (usual as f64).sqrt()
}

/// Median of the neighbours; None with fewer than two.
fn usual(counts: &[u64], i: usize, step: usize) -> Option<u64> {
    let before = (1..=NEIGHBOURS).filter_map(|n| counts.get(i.checked_sub(n * step)?));
    let after = (1..=NEIGHBOURS).filter_map(|n| counts.get(i + n * step));
    let mut around: Vec<u64> = before.chain(after).copied().collect();
    if around.len() < 2 {
        return None;
    }
    around.sort_unstable();
    Some(around[around.len() / 2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fall_is_a_gap_when_it_is_large_and_no_chance() {
        let counts = [100, 110, 90, 20, 105, 95, 100];
        let gaps: Vec<usize> = (0..7).filter(|i| is_gap(&counts, *i, 1)).collect();
        assert_eq!(gaps, [3]);
        // Half as many of few is chance.
        assert!((0..5).all(|i| !is_gap(&[6, 8, 2, 7, 6], i, 1)));
        assert!(!is_gap(&[0], 0, 1));
        // Sundays are like Sundays.
        let weeks: Vec<u64> = [90, 90, 90, 90, 90, 90, 2].repeat(6);
        assert!((0..weeks.len()).all(|i| !is_gap(&weeks, i, 7)));
    }

    #[test]
    fn a_source_that_falls_silent_is_named() {
        let mut coverage = Coverage::default();
        for month in 0..8 {
            let mut add = |source, articles| {
                let total = DayTotal {
                    published: None,
                    articles,
                    words: articles * 10,
                    sources: vec![(source, articles)],
                };
                coverage.add(Placed::In(month), &total, &[0, 1]);
            };
            add(0, 60);
            add(0, 40);
            // The second source misses a month, and ends before the last.
            if month != 3 && month != 7 {
                add(1, 40);
            }
        }
        let keys: Vec<i64> = (0..8).collect();
        let gaps = coverage.gaps(TimeUnit::Period(Bucket::Month), &keys);
        let marked: Vec<usize> = (0..8).filter(|i| gaps[*i].is_marked).collect();
        assert_eq!(marked, [3]);
        assert_eq!(gaps[3].sources, [1]);
        assert_eq!(coverage.held(3).sources, 1);
    }
}
