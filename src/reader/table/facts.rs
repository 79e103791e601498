//! What the cells of a column have in common, by which columns without a name are told.

use std::collections::HashSet;

use super::rows::Row;

/// What the cells of a column have in common.
#[derive(Debug, Default)]
pub struct Facts {
    /// Characters on average, of cells that are not empty.
    pub length: usize,
    /// Words on average.
    pub words: usize,
    pub is_address: bool,
    pub is_date: bool,
    pub is_number: bool,
    /// Letters and digits in one word: hashes, names of hosts.
    pub is_code: bool,
    pub is_distinct: bool,
}

impl Facts {
    pub fn of(rows: &[Row], column: usize) -> Self {
        let cells: Vec<&str> = rows
            .iter()
            .filter_map(|row| row.cells.get(column))
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
            .collect();
        if cells.is_empty() {
            return Self::default();
        }
        let mostly = |test: fn(&str) -> bool| {
            cells.iter().filter(|cell| test(cell)).count() * 10 >= cells.len() * 8
        };
        let total: usize = cells.iter().map(|cell| cell.chars().count()).sum();
        let words: usize = cells
            .iter()
            .map(|cell| cell.split_whitespace().count())
            .sum();
        let distinct: HashSet<&&str> = cells.iter().collect();
        Self {
            length: total / cells.len(),
            words: words / cells.len(),
            is_address: mostly(is_address),
            is_date: mostly(is_date),
            is_number: mostly(is_number),
            is_code: mostly(is_code),
            is_distinct: distinct.len() * 10 >= cells.len() * 8,
        }
    }

    pub fn is_title(&self) -> bool {
        (15..=250).contains(&self.length)
            && self.is_distinct
            && !self.is_code
            && !self.is_address
            && !self.is_date
            && !self.is_number
    }
}

pub fn is_address(cell: &str) -> bool {
    cell.starts_with("http://") || cell.starts_with("https://") || cell.starts_with("www.")
}

pub fn is_number(cell: &str) -> bool {
    !cell.is_empty()
        && cell.bytes().any(|b| b.is_ascii_digit())
        && cell
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b'-' | b'+' | b'%'))
}

fn is_code(cell: &str) -> bool {
    cell.bytes().all(|b| b.is_ascii_graphic())
}

/// A year, and little beside figures: "2026-01-13", "13/01/2026 10:15", "Jan 13, 2026".
pub fn is_date(cell: &str) -> bool {
    if !(6..=40).contains(&cell.len()) {
        return false;
    }
    let is_year = |run: &str| run.len() == 4 && (run.starts_with("19") || run.starts_with("20"));
    let mut runs = cell.split(|c: char| !c.is_ascii_digit());
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let is_compact = digits == 8 && cell.len() == 8;
    // Milliseconds since 1970, from 2001 to 2033.
    if digits == 13 && cell.len() == 13 && cell.starts_with('1') {
        return true;
    }
    (runs.any(is_year) && digits >= 5 && letters <= 14)
        || (is_compact && (cell.starts_with("19") || cell.starts_with("20")))
}
