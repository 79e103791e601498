//! What the archive holds of each period, and where it holds markedly less than around it.
//!
//! A fall in a chart may be the archive's and not the world's, so every timeline carries these
//! denominators.  They are counted from columns, over all articles, by several threads.

use std::collections::HashMap;
use std::num::NonZero;
use std::ops::Range;

use anyhow::{Context, Result};
use tantivy::DocId;
use tantivy::columnar::Column;

use super::Local;
use super::block::{BLOCK, Block};
use super::timeline::{Placed, Placer, TimeUnit};
use super::values::FieldValues;
use crate::date::calendar::Bucket;
use crate::document::record_kind;

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
    /// The period that was added to last, out of the map: neighbours in a file are of one day.
    current: Option<(i64, Period)>,
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
    /// Counts what the archive holds of each period.
    pub(super) fn coverage(
        &self,
        placer: &mut Placer,
        dates: &[(Column<i64>, Column<i64>)],
        sources: &FieldValues,
    ) -> Result<Coverage> {
        // Halves of segments, so that one large segment keeps all threads busy.
        let threads = std::thread::available_parallelism().map_or(1, NonZero::get) as u32;
        let mut whole = Coverage::default();
        for (segment, dates) in (0..).zip(dates) {
            let reader = self.searcher.segment_reader(segment);
            let columns = reader.fast_fields();
            let kinds = columns.u64("record").context("read the kinds of records")?;
            let words = columns.u64("words").context("read the lengths")?;
            let alive = reader.alive_bitset();
            let count = |docs: Range<DocId>, mut placer: Placer| {
                let mut part = Coverage::default();
                let mut blocks = (Block::new(), Block::new(), Block::new(), Block::new());
                let (mut source_block, single) = (Block::new(), sources.single(segment));
                for start in docs.clone().step_by(BLOCK as usize) {
                    let block = start..docs.end.min(start + BLOCK);
                    blocks.0.read(&kinds, block.clone());
                    blocks.1.read(&dates.0, block.clone());
                    blocks.2.read(&dates.1, block.clone());
                    blocks.3.read(&words, block.clone());
                    if let Some((column, _)) = single {
                        source_block.read(column, block.clone());
                    }
                    for doc in block {
                        let is_article = blocks.0.of(doc) == Some(record_kind::ARTICLE);
                        if is_article && alive.is_none_or(|alive| alive.is_alive(doc)) {
                            let placed = placer.place(blocks.1.of(doc), blocks.2.of(doc));
                            let words = blocks.3.of(doc).unwrap_or(0);
                            if let Some((_, numbers)) = single {
                                let source = source_block.of(doc);
                                let source = source.map(|value| numbers[value as usize]);
                                let source = source.filter(|source| *source != FieldValues::NONE);
                                part.add(placed, words, source.into_iter());
                            } else {
                                part.add(placed, words, sources.of(segment, doc));
                            }
                        }
                    }
                }
                part.settle();
                part
            };
            let share = reader.max_doc().div_ceil(threads).max(10_000);
            let ranges = (0..threads).map(|n| {
                let end = (n + 1).saturating_mul(share).min(reader.max_doc());
                (n.saturating_mul(share).min(end))..end
            });
            let ranges: Vec<_> = ranges.filter(|range| !range.is_empty()).collect();
            std::thread::scope(|scope| {
                let parts: Vec<_> = ranges
                    .into_iter()
                    .map(|range| {
                        let (placer, count) = (placer.clone(), &count);
                        scope.spawn(move || count(range, placer))
                    })
                    .collect();
                for part in parts {
                    match part.join() {
                        Ok(part) => whole.join(part),
                        Err(panic) => std::panic::resume_unwind(panic),
                    }
                }
            });
        }
        Ok(whole)
    }
}

impl Coverage {
    fn add(&mut self, placed: Placed, words: u64, sources: impl Iterator<Item = u32>) {
        match placed {
            Placed::In(period) => {
                let period = self.current(period);
                period.articles += 1;
                period.words += words;
                for source in sources {
                    *period.sources.entry(source).or_insert(0) += 1;
                }
            }
            Placed::Undated => self.undated += 1,
            Placed::Imprecise => self.imprecise += 1,
        }
    }

    fn current(&mut self, key: i64) -> &mut Period {
        if self.current.as_ref().is_none_or(|(known, _)| *known != key) {
            self.settle();
            let period = self.periods.remove(&key).unwrap_or_default();
            self.current = Some((key, period));
        }
        &mut self.current.get_or_insert_default().1
    }

    /// Puts the current period back among the others.
    fn settle(&mut self) {
        if let Some((key, period)) = self.current.take() {
            self.periods.insert(key, period);
        }
    }

    fn join(&mut self, mut other: Self) {
        other.settle();
        self.undated += other.undated;
        self.imprecise += other.imprecise;
        for (key, other) in other.periods {
            let period = self.periods.entry(key).or_default();
            period.articles += other.articles;
            period.words += other.words;
            for (source, count) in other.sources {
                *period.sources.entry(source).or_insert(0) += count;
            }
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
            for _ in 0..100 {
                coverage.add(Placed::In(month), 10, std::iter::once(0));
            }
            // The second source misses a month, and ends before the last.
            for _ in 0..if month == 3 || month == 7 { 0 } else { 40 } {
                coverage.add(Placed::In(month), 10, std::iter::once(1));
            }
        }
        coverage.settle();
        let keys: Vec<i64> = (0..8).collect();
        let gaps = coverage.gaps(TimeUnit::Period(Bucket::Month), &keys);
        let marked: Vec<usize> = (0..8).filter(|i| gaps[*i].is_marked).collect();
        assert_eq!(marked, [3]);
        assert_eq!(gaps[3].sources, [1]);
        assert_eq!(coverage.held(3).sources, 1);
    }
}
