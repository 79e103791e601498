//! CSV for spreadsheets and statistics: a heading, then a row for each hit.
//!
//! RFC 4180 quoting, UTF-8, lines ended by a line feed.  A cell that would start a formula gets an
//! apostrophe unless raw cells are asked for.

use std::io;

use super::record::Rows;
use super::{Page, Renderer, csv_cell};
use crate::hit::Hit;

pub struct Csv;

const ROWS: Rows = Rows {
    separator: ",",
    cell: csv_cell,
};

impl Renderer for Csv {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn doc(&self) -> &'static str {
        "comma-separated, with a heading; safe to open in a spreadsheet"
    }

    fn begin(&self, page: &mut Page<'_>) -> io::Result<()> {
        ROWS.heading(page)
    }

    fn hit(&self, page: &mut Page<'_>, hit: &Hit) -> io::Result<()> {
        ROWS.row(page, hit)
    }
}
