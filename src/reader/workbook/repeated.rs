//! Long texts that stand in row after row, though a workbook has them once: a small file could ask
//! for any number of long articles.
//!
//! The first hundred are read; the rows below keep their other cells and say what they lack.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::reader::table::Row;

/// Bytes of a text that is long, and rows that may have the same one.
const LONG: usize = 4096;
const MOST_ROWS: usize = 100;

/// How often each long text was met.
#[derive(Debug, Default)]
pub struct Repeated {
    rows: HashMap<u64, usize>,
}

impl Repeated {
    /// Empties the cells of a row whose text stands in enough rows above.
    pub fn leave_out(&mut self, row: &mut Row) {
        for cell in row.cells.iter_mut().filter(|cell| cell.len() > LONG) {
            let mut hasher = DefaultHasher::new();
            cell.hash(&mut hasher);
            let met = self.rows.entry(hasher.finish()).or_default();
            *met += 1;
            if *met > MOST_ROWS {
                row.notes.push(format!(
                    "a text of {} bytes is left out: {MOST_ROWS} rows above have the same",
                    cell.len()
                ));
                cell.clear();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_texts_are_left_out_after_a_hundred_rows() {
        let mut repeated = Repeated::default();
        let (long, short) = ("a".repeat(LONG + 1), "b".repeat(LONG));
        let mut left_out = 0;
        for _ in 0..MOST_ROWS + 2 {
            let mut row = Row {
                cells: vec![short.clone(), long.clone()],
                ..Row::default()
            };
            repeated.leave_out(&mut row);
            assert_eq!(row.cells[0], short);
            assert_eq!(row.cells[1].is_empty(), !row.notes.is_empty());
            left_out += row.notes.len();
        }
        assert_eq!(left_out, 2);
    }
}
