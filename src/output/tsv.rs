//! TSV for `cut`, `awk` and databases: a heading, then one line for each hit.
//!
//! Never quoted; tab, line breaks and backslash within a cell are `\t`, `\n`, `\r` and `\\`.

use std::io;

use super::record::Rows;
use super::{Page, Renderer, tsv_cell};
use crate::hit::Hit;

pub struct Tsv;

const ROWS: Rows = Rows {
    separator: "\t",
    cell: tsv_cell,
};

impl Renderer for Tsv {
    fn name(&self) -> &'static str {
        "tsv"
    }

    fn doc(&self) -> &'static str {
        "tab-separated, with a heading; one line for each article, whatever is in it"
    }

    fn begin(&self, page: &mut Page<'_>) -> io::Result<()> {
        ROWS.heading(page)
    }

    fn hit(&self, page: &mut Page<'_>, hit: &Hit) -> io::Result<()> {
        ROWS.row(page, hit)
    }
}
