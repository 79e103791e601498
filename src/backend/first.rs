//! Who had it first: the first and the last match of each outlet, and the longest silence.
//!
//! Days are compared, since many articles are known to the day only.  An article known less exactly
//! than to the day is first of nothing; such articles are counted apart.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;
use tantivy::DocAddress;

use super::Local;
use super::timeline::{Placed, Placer, TimeUnit, span_of};
use crate::annotations::Record;
use crate::date::calendar::Bucket;
use crate::field::KeyField;
use crate::query::ast::Ast;

/// The first and last matches.
#[derive(Debug, Clone, Default)]
pub struct Appearances {
    /// Matched articles.
    pub total: u64,
    pub undated: u64,
    /// Known less exactly than to the day.
    pub imprecise: u64,
    /// None when no match has a day.
    pub whole: Option<ValueAppearance>,
    /// Of each outlet, who was first first; articles without an outlet under no name.
    pub values: Vec<ValueAppearance>,
    pub silence: Option<Silence>,
}

/// First and last match of one outlet.
#[derive(Debug, Clone)]
pub struct ValueAppearance {
    pub name: Option<String>,
    /// Matched articles with a known day.
    pub articles: u64,
    pub first: Record,
    pub last: Record,
    /// Days after the very first match.
    pub lag_days: u64,
    /// Minutes after it, when both are known to the minute.
    pub lag_minutes: Option<u64>,
}

/// The longest time between two days with a match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Silence {
    /// Civil days with a match before and after it, as their first minutes.
    pub from: i64,
    pub until: i64,
    /// Days without a match between the two.
    pub days: u64,
    /// What the archive holds of these days.
    pub archive_articles: u64,
}

const DAY: i64 = 1440;

/// An article in order of time: day, minute, id.
type Place = (i64, i64, u64);

struct Ends {
    first: (Place, DocAddress),
    last: (Place, DocAddress),
    articles: u64,
}

impl Local<'_> {
    /// Finds the first and last match of every value of a field.
    pub fn appearances(&self, ast: &Ast, field: KeyField) -> Result<Appearances> {
        let dates = self.dates()?;
        let values = self.field_values(field)?;
        let columns = self.columns()?;
        let unit = TimeUnit::Period(Bucket::Day);
        let mut placer = Placer::new(unit, span_of(&dates));
        let mut found = Appearances::default();
        let mut ends: BTreeMap<Option<u32>, Ends> = BTreeMap::new();
        let mut days = BTreeSet::new();
        let compiled = self.compile(ast, false, false)?;
        self.visit(ast, &compiled, false, |segment, doc, _| {
            found.total += 1;
            let (start, end) = &dates[segment as usize];
            let start = start.first(doc);
            let day = match placer.place(start, end.first(doc)) {
                Placed::In(day) => day,
                Placed::Undated => {
                    found.undated += 1;
                    return Ok(());
                }
                Placed::Imprecise => {
                    found.imprecise += 1;
                    return Ok(());
                }
            };
            days.insert(day);
            let id = columns[segment as usize].id.first(doc).unwrap_or(0);
            let place = (day, start.unwrap_or(day), id);
            let here = (place, DocAddress::new(segment, doc));
            let mut add = |value| {
                let ends = ends.entry(value).or_insert(Ends {
                    first: here,
                    last: here,
                    articles: 0,
                });
                ends.first = ends.first.min(here);
                ends.last = ends.last.max(here);
                ends.articles += 1;
            };
            let mut has_value = false;
            for value in values.of(segment, doc) {
                has_value = true;
                add(Some(value));
            }
            if !has_value {
                add(None);
            }
            Ok(())
        })?;
        let Some(first) = ends.values().map(|ends| ends.first).min() else {
            return Ok(found);
        };
        let last = ends.values().map(|ends| ends.last).max().unwrap_or(first);
        let very_first = self.record(first.1)?;
        let appearance = |name: Option<String>, ends: &Ends| -> Result<ValueAppearance> {
            let record = self.record(ends.first.1)?;
            Ok(ValueAppearance {
                name,
                articles: ends.articles,
                lag_days: ((ends.first.0.0 - first.0.0) / DAY) as u64,
                lag_minutes: lag_minutes(&very_first, &record),
                first: record,
                last: self.record(ends.last.1)?,
            })
        };
        let mut by_time: Vec<(&Option<u32>, &Ends)> = ends.iter().collect();
        by_time.sort_by_key(|(_, ends)| ends.first);
        found.values = by_time
            .into_iter()
            .map(|(value, ends)| {
                let name = value.map(|value| values.name(value).to_owned());
                appearance(name, ends)
            })
            .collect::<Result<_>>()?;
        let articles = found.total - found.undated - found.imprecise;
        let whole = Ends {
            first,
            last,
            articles,
        };
        found.whole = Some(appearance(None, &whole)?);
        found.silence = longest_silence(&days);
        if let Some(silence) = &mut found.silence {
            let sources = self.field_values(KeyField::Source)?;
            let coverage = self.coverage(&mut placer, &sources)?;
            let within = coverage.periods();
            let within = within.filter(|day| silence.from < *day && *day < silence.until);
            silence.archive_articles = within.map(|day| coverage.held(day).articles).sum();
        }
        Ok(found)
    }
}

/// Time between two moments that are both known to the minute.
fn lag_minutes(first: &Record, other: &Record) -> Option<u64> {
    let moment = |record: &Record| {
        let published = record.annotations.published.as_ref()?;
        (published.precision == crate::article::Precision::Minute).then_some(published.start)
    };
    u64::try_from(moment(other)? - moment(first)?).ok()
}

/// The longest time without a match; the earliest of equally long ones.
fn longest_silence(days: &BTreeSet<i64>) -> Option<Silence> {
    let pairs = days.iter().zip(days.iter().skip(1));
    let gaps = pairs.map(|(from, until)| Silence {
        from: *from,
        until: *until,
        days: ((until - from) / DAY - 1) as u64,
        archive_articles: 0,
    });
    // `max_by_key` would take the last.
    let longest = gaps.reduce(|a, b| if b.days > a.days { b } else { a });
    longest.filter(|silence| silence.days > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_silence_is_the_earliest_of_the_longest() {
        let days = |days: &[i64]| days.iter().map(|day| day * DAY).collect::<BTreeSet<_>>();
        let silence = longest_silence(&days(&[1, 2, 6, 7, 11])).expect("there is one");
        assert_eq!(
            (silence.from, silence.until, silence.days),
            (2 * DAY, 6 * DAY, 3)
        );
        assert_eq!(longest_silence(&days(&[1, 2, 3])), None);
        assert_eq!(longest_silence(&days(&[1])), None);
    }
}
