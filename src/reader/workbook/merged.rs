//! Cells that are merged over several rows: what stands in the first counts for each of them.

use crate::reader::table::Row;

/// Merged cells that are open beside each other.
const MOST_OPEN: usize = 64;

/// The merged cells that the next rows are part of.
#[derive(Debug, Default)]
pub struct Merged {
    open: Vec<Open>,
}

#[derive(Debug)]
struct Open {
    column: usize,
    /// Number of its last row.
    last: usize,
    text: String,
}

impl Merged {
    /// Fills a row, which is the next; `last_of` knows the last row of a cell that begins in it.
    pub fn fill(&mut self, row: &mut Row, last_of: impl Fn(usize) -> Option<usize>) {
        self.open.retain(|open| open.last >= row.number);
        let is_blank = |cell: Option<&String>| cell.is_none_or(|cell| cell.trim().is_empty());
        if row.cells.iter().all(|cell| is_blank(Some(cell))) {
            return;
        }
        let mut is_filled = false;
        for open in &self.open {
            if is_blank(row.cells.get(open.column)) {
                if row.cells.len() <= open.column {
                    row.cells.resize(open.column + 1, String::new());
                }
                row.cells[open.column].clone_from(&open.text);
                row.length += open.text.len();
                is_filled = true;
            }
        }
        if is_filled {
            row.notes
                .push("cells are merged with those above".to_owned());
        }
        for (column, text) in row.cells.iter().enumerate() {
            let last = last_of(column).filter(|last| *last > row.number && !text.is_empty());
            if let Some(last) = last.filter(|_| self.open.len() < MOST_OPEN) {
                self.open.push(Open {
                    column,
                    last,
                    text: text.clone(),
                });
            }
        }
    }
}
