//! Sheets as CSV and TSV: all tables under one heading, the name of the table in the first column.
//!
//! Facts about the whole are left out: a line that is no row would break whatever reads the file.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Cell, Sheet, SheetOptions};
use crate::output::{csv_cell, tsv_cell};

pub(super) fn render_csv(
    out: &mut dyn Write,
    sheet: &Sheet,
    options: &SheetOptions,
) -> io::Result<()> {
    let is_raw = options.raw_cells;
    render(out, sheet, ",", |text, is_number| {
        csv_cell(text, is_raw || is_number)
    })
}

pub(super) fn render_tsv(
    out: &mut dyn Write,
    sheet: &Sheet,
    options: &SheetOptions,
) -> io::Result<()> {
    let is_raw = options.raw_cells;
    render(out, sheet, "\t", |text, is_number| {
        tsv_cell(text, is_raw || is_number)
    })
}

fn render(
    out: &mut dyn Write,
    sheet: &Sheet,
    separator: &str,
    cell: impl for<'t> Fn(&'t str, bool) -> Cow<'t, str>,
) -> io::Result<()> {
    // Tables of one sheet may differ in columns: the heading has all of them.
    let mut columns: Vec<&str> = Vec::new();
    for column in sheet.tables.iter().flat_map(|table| &table.columns) {
        if !columns.contains(&column.key) {
            columns.push(column.key);
        }
    }
    write!(out, "{}", sheet.key)?;
    for column in &columns {
        write!(out, "{separator}{column}")?;
    }
    writeln!(out)?;
    for table in &sheet.tables {
        let places: Vec<Option<usize>> = columns
            .iter()
            .map(|key| table.columns.iter().position(|c| c.key == *key))
            .collect();
        for row in &table.rows {
            write!(out, "{}", cell(&table.name, false))?;
            for place in &places {
                let value = place.map_or(&Cell::Missing, |i| &row[i]);
                let text = plain(value);
                write!(out, "{separator}{}", cell(&text, value.is_number()))?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

/// A value for programs: numbers without grouping.
pub(super) fn plain(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Missing => Cow::Borrowed(""),
        Cell::Text(text) => Cow::Borrowed(text),
        Cell::Count(count) => Cow::Owned(count.to_string()),
        Cell::Number(number) | Cell::Share(number) if number.is_finite() => {
            Cow::Owned(number.to_string())
        }
        Cell::Number(_) | Cell::Share(_) => Cow::Borrowed(""),
        Cell::Flag(flag) => Cow::Borrowed(if *flag { "true" } else { "false" }),
    }
}
