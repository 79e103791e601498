//! Facet counts and other breakdowns as tables.
//!
//! Counts are exact.  A share is of the matched articles, so the shares of a field with several
//! values per article add up to more than one.

use std::collections::HashMap;

use super::sheet::{Cell, Column, Fact, Sheet, Table};
use crate::hit::{Bucket, CrossCell, CrossTable, Facet, Unit};

/// Version of the JSON form of facets.
pub const FACETS_SCHEMA: &str = "morgue.facets/1";

/// Lays out the facets of one query, a table for each field.
pub fn facet_sheet(query: &str, facets: &[Facet]) -> Sheet {
    Sheet {
        schema: FACETS_SCHEMA,
        about: about(query, facets.first()),
        key: "field",
        tables: facets.iter().map(facet_table).collect(),
    }
}

/// Lays out two facets against each other: a row for each pair of values that occurs.
pub fn cross_sheet(query: &str, table: &CrossTable) -> Sheet {
    let whole: HashMap<&str, u64> = table
        .rows
        .buckets
        .iter()
        .map(|bucket| (bucket.value.as_str(), bucket.count))
        .collect();
    let row = |cell: &CrossCell| {
        let of_row = whole.get(cell.row.as_str()).copied().unwrap_or(0);
        vec![
            Cell::Text(cell.row.clone()),
            Cell::Text(cell.column.clone()),
            Cell::Count(cell.count),
            Cell::share(cell.count, of_row),
        ]
    };
    let (rows, columns) = (&table.rows, &table.columns);
    Sheet {
        schema: FACETS_SCHEMA,
        about: about(query, Some(rows)),
        key: "field",
        tables: vec![Table {
            name: format!("{},{}", rows.field, columns.field),
            about: vec![
                Fact::new("missing", "without a first value", rows.missing),
                Fact::new("other_missing", "without a second value", columns.missing),
                Fact::new("unlisted", "further first values", rows.unlisted),
                Fact::new("other_unlisted", "further second values", columns.unlisted),
            ],
            columns: vec![
                Column::new("value", "value"),
                Column::new("other", "by"),
                Column::new("count", rows.counted.name()),
                Column::new("share", "share of the value"),
            ],
            rows: table.cells.iter().map(row).collect(),
        }],
    }
}

/// The query and the number of matches.
fn about(query: &str, facet: Option<&Facet>) -> Vec<Fact> {
    let (matched, unit) = facet.map_or((0, Unit::Articles), |f| (f.matched, f.counted));
    let mut about = vec![
        Fact::new("query", "query", query),
        Fact::new("total", unit.name(), matched),
    ];
    if unit != Unit::Articles {
        about.push(Fact::new("counted", "counted", unit.name()));
    }
    about
}

fn facet_table(facet: &Facet) -> Table {
    let mut table = breakdown(&facet.field, &facet.buckets, facet.matched, facet.counted);
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
pub fn breakdown(name: &str, buckets: &[Bucket], whole: u64, unit: Unit) -> Table {
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
            Column::new("count", unit.name()),
            Column::new("share", "share"),
        ],
        rows: buckets.iter().map(row).collect(),
    }
}
