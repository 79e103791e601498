//! A row that is put together cell by cell.

use crate::reader::table::{MOST_COLUMNS, Row};

/// The row that is being read.
#[derive(Debug, Default)]
pub struct RowInProgress {
    row: Row,
    /// The column that the next cell is in, unless it says another.
    pub column: usize,
    is_wide: bool,
}

impl RowInProgress {
    pub fn new(number: usize) -> Self {
        Self {
            row: Row {
                number,
                ..Row::default()
            },
            ..Self::default()
        }
    }

    pub fn number(&self) -> usize {
        self.row.number
    }

    /// Sets the cell of a column; one without text takes no room.
    pub fn set(&mut self, column: usize, text: String) {
        if text.is_empty() {
            return;
        }
        if column >= MOST_COLUMNS {
            self.is_wide = true;
            return;
        }
        if self.row.cells.len() <= column {
            self.row.cells.resize(column + 1, String::new());
        }
        self.row.length += text.len();
        self.row.cells[column] = text;
    }

    pub fn link(&mut self, column: usize, address: &str) {
        let is_address = ["http://", "https://"].iter().any(|start| {
            let head = address.get(..start.len());
            head.is_some_and(|head| head.eq_ignore_ascii_case(start))
        });
        if is_address && column < MOST_COLUMNS {
            self.row.links.push((column, address.to_owned()));
        }
    }

    pub fn note(&mut self, note: String) {
        if !self.row.notes.contains(&note) && self.row.notes.len() < 20 {
            self.row.notes.push(note);
        }
    }

    pub fn finish(mut self) -> Row {
        if self.is_wide {
            let note = format!("cells beyond column {MOST_COLUMNS} are not read");
            self.row.notes.push(note);
        }
        self.row
    }
}
