//! Facet counts and other breakdowns as tables.
//!
//! Counts are exact.  A share is of the matched articles, so the shares of a field with several
//! values per article add up to more than one.

use super::sheet::{Cell, Column, Fact, Sheet, Table};
use crate::hit::{Bucket, Facet};

/// Version of the JSON form of facets.
pub const FACETS_SCHEMA: &str = "morgue.facets/1";

/// Lays out the facets of one query, a table for each field.
pub fn facet_sheet(query: &str, facets: &[Facet]) -> Sheet {
    let matched = facets.first().map_or(0, |facet| facet.matched);
    Sheet {
        schema: FACETS_SCHEMA,
        about: vec![
            Fact::new("query", "query", query),
            Fact::new("total", "articles", matched),
        ],
        key: "field",
        tables: facets.iter().map(facet_table).collect(),
    }
}

fn facet_table(facet: &Facet) -> Table {
    let mut table = breakdown(&facet.field, &facet.buckets, facet.matched);
    table.about = vec![
        Fact::new("missing", "without a value", facet.missing),
        Fact::new("unlisted", "further values", facet.unlisted),
    ];
    if facet.in_archive.len() == facet.buckets.len() && !facet.in_archive.is_empty() {
        table
            .columns
            .push(Column::new("archive_count", "in archive"));
        table
            .columns
            .push(Column::new("archive_share", "share of those"));
        for (row, in_archive) in table.rows.iter_mut().zip(&facet.in_archive) {
            let Cell::Count(count) = row[1] else {
                continue;
            };
            row.push(Cell::Count(*in_archive));
            row.push(Cell::share(count, *in_archive));
        }
    }
    table
}

/// A table of values, counts and their share of a whole.
pub fn breakdown(name: &str, buckets: &[Bucket], whole: u64) -> Table {
    let row = |bucket: &Bucket| {
        vec![
            Cell::Text(bucket.value.clone()),
            Cell::Count(bucket.count),
            Cell::share(bucket.count, whole),
        ]
    };
    Table {
        name: name.to_owned(),
        about: Vec::new(),
        columns: vec![
            Column::new("value", "value"),
            Column::new("count", "articles"),
            Column::new("share", "share"),
        ],
        rows: buckets.iter().map(row).collect(),
    }
}
