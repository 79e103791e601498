//! Sheets as Markdown tables, for a report or a wiki.

use std::io::{self, Write};

use super::rows::plain;
use super::{Cell, Sheet, SheetOptions};
use crate::output::{MARKDOWN_MARK, escape_markdown};

pub(super) fn render(out: &mut dyn Write, sheet: &Sheet, _: &SheetOptions) -> io::Result<()> {
    for fact in &sheet.about {
        writeln!(out, "- {}: {}", fact.label, cell(&fact.value))?;
    }
    for (i, table) in sheet.tables.iter().enumerate() {
        if i > 0 || !sheet.about.is_empty() {
            writeln!(out)?;
        }
        if !table.name.is_empty() {
            writeln!(out, "## {}\n", escape_markdown(&table.name))?;
        }
        for fact in &table.about {
            writeln!(out, "- {}: {}", fact.label, cell(&fact.value))?;
        }
        if !table.about.is_empty() {
            writeln!(out)?;
        }
        let labels = table.columns.iter().map(|column| column.label);
        writeln!(out, "| {} |", labels.collect::<Vec<_>>().join(" | "))?;
        let rules: Vec<&str> = (0..table.columns.len())
            .map(|i| {
                let is_right = table.rows.iter().any(|row| row[i].is_number());
                if is_right { "---:" } else { "---" }
            })
            .collect();
        writeln!(out, "| {} |", rules.join(" | "))?;
        for row in &table.rows {
            let cells: Vec<String> = row.iter().map(cell).collect();
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
    }
    writeln!(out, "\n{MARKDOWN_MARK}")
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Share(share) if share.is_finite() => format!("{:.1} %", share * 100.0),
        Cell::Text(text) => escape_markdown(text),
        other => plain(other).into_owned(),
    }
}
