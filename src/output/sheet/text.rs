//! Sheets for people: aligned columns on a terminal, cells with tabs between them in a pipe.
//!
//! On a terminal numbers are grouped, shares are in per cent, and the widest text column gives way
//! when the window is too narrow; when that is not enough, each row becomes a block of lines.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::rows::plain;
use super::{Cell, Column, Fact, Sheet, SheetOptions, Table};
use crate::output::{Ink, Style, cut_to_width, grouped, safe_text, write_ink};

const GAP: usize = 2;

/// What stands for a value that is not there.
const MISSING: &str = "–";

/// No text column is made narrower than this.
const MIN_TEXT: usize = 8;

pub(super) fn render(out: &mut dyn Write, sheet: &Sheet, options: &SheetOptions) -> io::Result<()> {
    let style = &options.style;
    if !style.is_terminal {
        return render_lines(out, sheet);
    }
    write_facts(out, style, &sheet.about)?;
    for (i, table) in sheet.tables.iter().enumerate() {
        if i > 0 || !sheet.about.is_empty() {
            writeln!(out)?;
        }
        if !table.name.is_empty() {
            write_ink(out, style, Ink::Heading, safe_text(&table.name))?;
            writeln!(out)?;
        }
        write_facts(out, style, &table.about)?;
        write_table(out, style, table)?;
    }
    Ok(())
}

/// One line for each row; the name of the table first when there are several.
fn render_lines(out: &mut dyn Write, sheet: &Sheet) -> io::Result<()> {
    for table in &sheet.tables {
        for row in &table.rows {
            let name = (sheet.tables.len() > 1).then(|| table.name.as_str().into());
            let cells = name.into_iter().chain(row.iter().map(plain));
            let cells: Vec<String> = cells
                .map(|cell| match cell {
                    empty if empty.is_empty() => "-".to_owned(),
                    cell => safe_text(&cell).into_owned(),
                })
                .collect();
            writeln!(out, "{}", cells.join("\t"))?;
        }
    }
    Ok(())
}

fn write_facts(out: &mut dyn Write, style: &Style, facts: &[Fact]) -> io::Result<()> {
    // A count of nothing tells people nothing.
    for fact in facts.iter().filter(|fact| fact.value != Cell::Count(0)) {
        write_ink(out, style, Ink::Dim, format_args!("{}: ", fact.label))?;
        writeln!(out, "{}", for_people(&fact.value))?;
    }
    Ok(())
}

fn write_table(out: &mut dyn Write, style: &Style, table: &Table) -> io::Result<()> {
    if table.rows.is_empty() {
        return Ok(());
    }
    let cells: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| row.iter().map(for_people).collect())
        .collect();
    let widths = column_widths(&table.columns, &cells, style.table_width());
    let gaps = GAP * widths.len().saturating_sub(1);
    if widths.iter().sum::<usize>() + gaps > style.table_width() {
        return write_blocks(out, style, table, &cells);
    }
    // A column of figures stands to the right, its heading too.
    let is_right = |i: usize| {
        let mut known = table.rows.iter().map(|row| &row[i]);
        known.any(Cell::is_number)
    };
    let right: Vec<bool> = (0..table.columns.len()).map(is_right).collect();
    if table.columns.iter().any(|column| !column.label.is_empty()) {
        let labels: Vec<String> = table.columns.iter().map(|c| c.label.to_owned()).collect();
        write_row(out, style, Ink::Dim, &labels, (&widths, &right))?;
    }
    for row in &cells {
        write_row(out, style, Ink::Plain, row, (&widths, &right))?;
    }
    Ok(())
}

/// A table that is too wide for the window: a block for each row, a line for each cell.
fn write_blocks(
    out: &mut dyn Write,
    style: &Style,
    table: &Table,
    cells: &[Vec<String>],
) -> io::Result<()> {
    let labels = table.columns.iter().skip(1).map(|c| c.label.width());
    let label_width = labels.max().unwrap_or(0);
    for row in cells {
        let mut columns = table.columns.iter().zip(row);
        if let Some((_, first)) = columns.next() {
            let first = cut_to_width(first, style.table_width());
            write_ink(out, style, Ink::Heading, first)?;
            writeln!(out)?;
        }
        for (column, cell) in columns.filter(|(_, cell)| *cell != MISSING) {
            let padding = label_width - column.label.width();
            let label = format!("  {}{:padding$}", column.label, "");
            write_ink(out, style, Ink::Dim, &label)?;
            let room = style.table_width().saturating_sub(label.width() + GAP);
            writeln!(out, "{:GAP$}{}", "", cut_to_width(cell, room))?;
        }
    }
    Ok(())
}

fn write_row(
    out: &mut dyn Write,
    style: &Style,
    ink: Ink,
    cells: &[String],
    (widths, right): (&[usize], &[bool]),
) -> io::Result<()> {
    let mut line = String::new();
    for ((cell, width), is_right) in cells.iter().zip(widths).zip(right) {
        if !line.is_empty() {
            line.push_str(&" ".repeat(GAP));
        }
        let cell = cut_to_width(cell, *width);
        let padding = " ".repeat(width.saturating_sub(cell.width()));
        if *is_right {
            line.push_str(&padding);
            line.push_str(&cell);
        } else {
            line.push_str(&cell);
            line.push_str(&padding);
        }
    }
    write_ink(out, style, ink, line.trim_end())?;
    writeln!(out)
}

/// The widths that the cells ask for; the widest gives way until the row fits.
fn column_widths(columns: &[Column], cells: &[Vec<String>], limit: usize) -> Vec<usize> {
    let mut widths: Vec<usize> = columns.iter().map(|column| column.label.width()).collect();
    for row in cells {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.width());
        }
    }
    let gaps = GAP * columns.len().saturating_sub(1);
    let sum: usize = widths.iter().sum();
    let excess = (sum + gaps).saturating_sub(limit);
    if let Some(widest) = widths.iter_mut().max() {
        *widest = widest.saturating_sub(excess).max(MIN_TEXT.min(*widest));
    }
    widths
}

/// A value for people.
fn for_people(cell: &Cell) -> String {
    match cell {
        Cell::Missing => MISSING.to_owned(),
        Cell::Text(text) => safe_text(text).into_owned(),
        Cell::Count(count) => grouped(*count),
        Cell::Number(number) if number.is_finite() => format!("{number:.2}"),
        Cell::Share(share) if share.is_finite() => format!("{:.1} %", share * 100.0),
        Cell::Number(_) | Cell::Share(_) => MISSING.to_owned(),
        Cell::Flag(true) => "yes".to_owned(),
        Cell::Flag(false) => "no".to_owned(),
    }
}
