//! Timelines: counts over time as a table, as bars on a terminal, and as a picture.
//!
//! What cannot be placed on the line (unknown dates, dates known only to the year) is told beside
//! it, never put somewhere.  Periods of which the archive has less than of their neighbours are
//! marked in every form, since a fall there may be the archive's and not the world's.

use std::fmt::Write as _;

use super::grouped;
use super::sheet::{Cell, Column, Fact, Sheet, Table};
use crate::hit::{TimeBucket, TimeSeries, Timeline, Unit};

mod picture;
mod svg;
mod text;

pub use svg::render_svg;
pub use text::render_chart;

/// Version of the JSON form of a timeline.
pub const TIMELINE_SCHEMA: &str = "morgue.timeline/1";

/// What the height of a bar or a point stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Measure {
    #[default]
    Count,
    /// Count by articles in the archive, so that a growing archive does not look like growing
    /// interest; outlets by outlets.
    Rate,
}

/// What shares of a period are of.
fn held(timeline: &Timeline, bucket: &TimeBucket) -> u64 {
    if counts_sources(timeline) {
        bucket.sources
    } else {
        bucket.articles
    }
}

fn counts_sources(timeline: &Timeline) -> bool {
    timeline.counted == Unit::Sources.name()
}

impl Measure {
    /// The value of one bucket; None where there is nothing to divide by.
    fn value(self, count: u64, timeline: &Timeline, bucket: &TimeBucket) -> Option<f64> {
        match (self, held(timeline, bucket)) {
            (Self::Count, _) => Some(count as f64),
            (Self::Rate, 0) => None,
            (Self::Rate, held) => Some(count as f64 / held as f64),
        }
    }

    /// The largest value of all series.
    fn largest(self, timeline: &Timeline) -> f64 {
        let series = timeline.series.iter();
        let values = series.flat_map(|series| timeline.buckets.iter().zip(&series.counts));
        let values = values.filter_map(|(bucket, count)| self.value(*count, timeline, bucket));
        values.fold(0.0, f64::max)
    }

    fn label(self, timeline: &Timeline) -> String {
        match self {
            Self::Count => timeline.counted.clone(),
            Self::Rate if timeline.counted == "articles" => {
                "share of the articles in the archive".to_owned()
            }
            Self::Rate if counts_sources(timeline) => {
                "share of the sources in the archive".to_owned()
            }
            Self::Rate => format!("{} per article in the archive", timeline.counted),
        }
    }
}

/// Lays a timeline out as tables, one for each query.
pub fn timeline_sheet(timeline: &Timeline) -> Sheet {
    Sheet {
        schema: TIMELINE_SCHEMA,
        about: vec![
            Fact::new("unit", "period", timeline.unit.as_str()),
            Fact::new("counted", "counted", timeline.counted.as_str()),
            Fact::new(
                "archive_undated",
                "undated in the archive",
                timeline.undated,
            ),
            Fact::new(
                "archive_imprecise",
                "dated less exactly in the archive",
                timeline.imprecise,
            ),
        ],
        key: "query",
        tables: timeline
            .series
            .iter()
            .map(|series| table(timeline, series))
            .collect(),
    }
}

fn table(timeline: &Timeline, series: &TimeSeries) -> Table {
    let rows = timeline.buckets.iter().zip(&series.counts);
    let is_of_sources = counts_sources(timeline);
    Table {
        name: series.name.clone(),
        about: vec![
            Fact::new("undated", "undated", series.undated),
            Fact::new("imprecise", "dated less exactly", series.imprecise),
        ],
        columns: vec![
            Column::new("period", "period"),
            Column::new("count", "count"),
            Column::new(
                "rate",
                if is_of_sources {
                    "per source"
                } else {
                    "per article"
                },
            ),
            Column::new("per_million_words", "per million words"),
            Column::new("archive_articles", "articles"),
            Column::new("archive_words", "words"),
            Column::new("archive_sources", "sources"),
            Column::new("has_gap", "gap"),
            Column::new("gap_sources", "sources with a gap"),
        ],
        rows: rows
            .map(|(bucket, count)| {
                vec![
                    Cell::Text(bucket.label.clone()),
                    Cell::Count(*count),
                    Cell::share(*count, held(timeline, bucket)),
                    // An outlet is there or not, however much it prints.
                    if is_of_sources {
                        Cell::Missing
                    } else {
                        per_million(*count, bucket.words)
                    },
                    Cell::Count(bucket.articles),
                    Cell::Count(bucket.words),
                    Cell::Count(bucket.sources),
                    Cell::Flag(bucket.has_gap),
                    match bucket.gap_sources.as_slice() {
                        [] => Cell::Missing,
                        sources => Cell::Text(sources.join("; ")),
                    },
                ]
            })
            .collect(),
    }
}

/// Corpus linguistics counts by words, since articles differ in length.
fn per_million(count: u64, words: u64) -> Cell {
    if words == 0 {
        Cell::Missing
    } else {
        Cell::Number(count as f64 * 1e6 / words as f64)
    }
}

/// What stands under a chart: the matches that are not in it, and what the mark of a gap means.
fn remarks(timeline: &Timeline) -> Vec<String> {
    let mut remarks = Vec::new();
    for series in &timeline.series {
        let mut line = String::new();
        if series.undated > 0 {
            line += &format!("{} undated", grouped(series.undated));
        }
        if series.imprecise > 0 {
            let separator = if line.is_empty() { "" } else { ", " };
            let count = grouped(series.imprecise);
            write!(
                line,
                "{separator}{count} not dated to the {}",
                timeline.unit
            )
            .expect("a string takes all that is written");
        }
        if !line.is_empty() {
            remarks.push(format!("not shown for {}: {line}", series.name));
        }
    }
    if timeline.buckets.iter().any(|bucket| bucket.has_gap) {
        remarks.push("!: the archive has markedly less of this period".to_owned());
    }
    remarks
}
