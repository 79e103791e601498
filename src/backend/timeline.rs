//! Counts over time, and what the archive holds of each period whatever is asked.
//!
//! Periods are made from the date columns; an article whose date is unknown, or known less exactly
//! than the periods are long, is counted apart and never put on a first of January.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use tantivy::columnar::Column;

use super::coverage::Coverage;
use super::values::FieldValues;
use super::{Amount, Backend, Local, Share};
use crate::date::calendar::Bucket;
use crate::date::civil::CivilMinute;
use crate::field::KeyField;
use crate::hit::{TimeBucket, TimeSeries, Timeline, Unit};
use crate::query::ast::Ast;

/// Length of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeUnit {
    Period(Bucket),
    /// Monday to Sunday, whatever the week.
    Weekday,
}

impl TimeUnit {
    /// Every unit, for options and help.
    pub const ALL: [Self; 6] = [
        Self::Period(Bucket::Day),
        Self::Period(Bucket::Week),
        Self::Period(Bucket::Month),
        Self::Period(Bucket::Quarter),
        Self::Period(Bucket::Year),
        Self::Weekday,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Period(bucket) => bucket.name(),
            Self::Weekday => "weekday",
        }
    }
}

/// Where an article belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Placed {
    /// The period, by its first minute; a weekday by its number from Monday.
    In(i64),
    Undated,
    /// Known less exactly than the periods are long.
    Imprecise,
}

/// Finds periods, and remembers those of the days it has met: the calendar is asked once a day.
#[derive(Clone)]
pub(super) struct Placer {
    unit: TimeUnit,
    first_day: i64,
    /// By day since the first; `UNKNOWN` when it was not met.
    days: Vec<i64>,
}

const UNKNOWN: i64 = i64::MIN;
const DAY: i64 = 1440;

impl Placer {
    /// `span`: the first and last minute that may be asked about.
    pub(super) fn new(unit: TimeUnit, span: (i64, i64)) -> Self {
        let first_day = span.0.div_euclid(DAY);
        let days = span.1.div_euclid(DAY) - first_day + 1;
        let days = usize::try_from(days).unwrap_or(0);
        Self {
            unit,
            first_day,
            days: vec![UNKNOWN; days],
        }
    }

    pub(super) fn place(&mut self, start: Option<i64>, end: Option<i64>) -> Placed {
        let (Some(start), Some(end)) = (start, end) else {
            return Placed::Undated;
        };
        if end - start > DAY {
            return match self.unit {
                TimeUnit::Weekday => Placed::Imprecise,
                TimeUnit::Period(bucket) => {
                    let around = bucket.around(minute(start));
                    if end <= around.end.get() {
                        Placed::In(around.start.get())
                    } else {
                        Placed::Imprecise
                    }
                }
            };
        }
        let day = start.div_euclid(DAY);
        let unit = self.unit;
        let known = usize::try_from(day - self.first_day).ok();
        let Some(slot) = known.and_then(|known| self.days.get_mut(known)) else {
            return Placed::In(key_of(unit, day));
        };
        if *slot == UNKNOWN {
            *slot = key_of(unit, day);
        }
        Placed::In(*slot)
    }
}

fn key_of(unit: TimeUnit, day: i64) -> i64 {
    let first = minute(day * DAY);
    match unit {
        TimeUnit::Period(bucket) => bucket.around(first).start.get(),
        TimeUnit::Weekday => i64::from(first.weekday().num_days_from_monday()),
    }
}

fn minute(minute: i64) -> CivilMinute {
    CivilMinute::new(minute).unwrap_or(CivilMinute::MIN)
}

/// Counts of one query in the making.
struct Counts {
    unit: Unit,
    periods: BTreeMap<i64, Amount>,
    undated: Amount,
    imprecise: Amount,
}

impl Counts {
    fn new(unit: Unit) -> Self {
        Self {
            unit,
            periods: BTreeMap::new(),
            undated: Amount::new(unit),
            imprecise: Amount::new(unit),
        }
    }

    fn add(&mut self, placed: Placed, share: Share) {
        let unit = self.unit;
        let amount = match placed {
            Placed::In(period) => {
                let period = self.periods.entry(period);
                period.or_insert_with(|| Amount::new(unit))
            }
            Placed::Undated => &mut self.undated,
            Placed::Imprecise => &mut self.imprecise,
        };
        amount.add(share);
    }
}

impl Local<'_> {
    /// Counts several queries over time.  The periods reach from the first to the last that any of
    /// them has, or that the archive has when `whole` is set.
    pub fn timeline(
        &self,
        queries: &[(String, Ast)],
        unit: TimeUnit,
        counted: Unit,
        whole: bool,
    ) -> Result<Timeline> {
        let dates = self.dates()?;
        let mut placer = Placer::new(unit, span_of(&dates));
        let sources = self.field_values(KeyField::Source)?;
        let mut all = Vec::with_capacity(queries.len());
        for (_, ast) in queries {
            all.push(self.count_over_time(ast, counted, &mut placer)?);
        }
        let coverage = self.coverage(&mut placer, &sources)?;
        let keys = match unit {
            TimeUnit::Weekday => (0..7).collect(),
            TimeUnit::Period(bucket) => {
                let met = all.iter().flat_map(|counts| counts.periods.keys());
                let held = coverage.periods().filter(|_| whole);
                let (first, last) = ends(met.copied().chain(held));
                periods(bucket, first, last)
            }
        };
        let series = queries.iter().zip(&all).map(|((name, _), counts)| {
            let count = |key: &i64| counts.periods.get(key).map_or(0, Amount::count);
            TimeSeries {
                name: name.clone(),
                counts: keys.iter().map(count).collect(),
                undated: counts.undated.count(),
                imprecise: counts.imprecise.count(),
            }
        });
        Ok(Timeline {
            unit: unit.name().to_owned(),
            counted: counted.name().to_owned(),
            series: series.collect(),
            undated: coverage.undated,
            imprecise: coverage.imprecise,
            buckets: buckets(unit, &keys, &coverage, &sources),
        })
    }

    /// The date columns of every segment.
    pub(super) fn dates(&self) -> Result<Vec<(Column<i64>, Column<i64>)>> {
        let of_segment = |segment: &tantivy::SegmentReader| {
            let columns = segment.fast_fields();
            let start = columns.i64("published_start").context("read the dates")?;
            let end = columns.i64("published_end").context("read the dates")?;
            Ok((start, end))
        };
        let segments = self.searcher.segment_readers().iter();
        segments.map(of_segment).collect()
    }

    fn count_over_time(&self, ast: &Ast, unit: Unit, placer: &mut Placer) -> Result<Counts> {
        let mut counts = Counts::new(unit);
        self.each_counted(ast, unit, &mut |counted| {
            let (start, end) = counted.published.unzip();
            counts.add(placer.place(start, end), counted.share);
            Ok(())
        })?;
        Ok(counts)
    }
}

/// First and last minute of all dates; of segments without dates nothing.
pub(super) fn span_of(dates: &[(Column<i64>, Column<i64>)]) -> (i64, i64) {
    let known = dates
        .iter()
        .filter(|(start, _)| start.values.num_vals() > 0);
    let starts = known.map(|(start, _)| (start.min_value(), start.max_value()));
    let whole = starts.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
    whole.unwrap_or((0, -1))
}

fn ends(keys: impl Iterator<Item = i64>) -> (i64, i64) {
    keys.fold((i64::MAX, i64::MIN), |(first, last), key| {
        (first.min(key), last.max(key))
    })
}

/// First minutes of all periods from the first to the last, whether anything is in them or not.
fn periods(bucket: Bucket, first: i64, last: i64) -> Vec<i64> {
    let mut keys = Vec::new();
    if first > last {
        return keys;
    }
    let mut around = bucket.around(minute(first));
    loop {
        keys.push(around.start.get());
        match bucket.next(around) {
            Some(next) if next.start.get() <= last => around = next,
            _ => return keys,
        }
    }
}

fn buckets(
    unit: TimeUnit,
    keys: &[i64],
    coverage: &Coverage,
    sources: &FieldValues,
) -> Vec<TimeBucket> {
    let gaps = coverage.gaps(unit, keys);
    let bucket = |(key, gap): (&i64, super::coverage::Gap)| {
        let held = coverage.held(*key);
        TimeBucket {
            label: label(unit, *key),
            articles: held.articles,
            words: held.words,
            sources: held.sources,
            has_gap: gap.is_marked,
            gap_sources: gap
                .sources
                .iter()
                .map(|n| sources.name(*n).to_owned())
                .collect(),
        }
    };
    keys.iter().zip(gaps).map(bucket).collect()
}

pub(super) fn label(unit: TimeUnit, key: i64) -> String {
    match unit {
        TimeUnit::Period(bucket) => bucket.label(minute(key)),
        TimeUnit::Weekday => {
            let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
            names.get(key as usize).copied().unwrap_or("?").to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> i64 {
        CivilMinute::start_of(text.parse().expect("a day"))
            .expect("in range")
            .get()
    }

    #[test]
    fn vague_dates_are_put_nowhere() {
        let month = TimeUnit::Period(Bucket::Month);
        let mut placer = Placer::new(month, (day("2025-01-01"), day("2026-12-31")));
        let january = day("2026-01-01");
        let mut place = |from: &str, to: &str| placer.place(Some(day(from)), Some(day(to)));
        assert_eq!(place("2026-01-13", "2026-01-14"), Placed::In(january));
        assert_eq!(place("2026-01-01", "2026-02-01"), Placed::In(january));
        assert_eq!(place("2026-01-01", "2027-01-01"), Placed::Imprecise);
        // Outside of the span that was announced.
        assert_eq!(
            place("1905-06-30", "1905-07-01"),
            Placed::In(day("1905-06-01"))
        );
        assert_eq!(placer.place(None, None), Placed::Undated);
        let mut placer = Placer::new(TimeUnit::Weekday, (0, -1));
        let tuesday = placer.place(Some(day("2026-01-13")), Some(day("2026-01-14")));
        assert_eq!(tuesday, Placed::In(1));
        let month = placer.place(Some(january), Some(day("2026-02-01")));
        assert_eq!(month, Placed::Imprecise);
    }

    #[test]
    fn periods_without_articles_are_there() {
        let months = periods(Bucket::Month, day("2025-11-01"), day("2026-02-01"));
        assert_eq!(months.len(), 4);
        assert!(periods(Bucket::Month, i64::MAX, i64::MIN).is_empty());
    }
}
