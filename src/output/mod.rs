//! Hits to bytes: the trait, the table of formats, and the neutralising of hostile text.

mod cell;
mod safe_text;

pub use cell::{csv_cell, guard_formula, tsv_cell};
pub use safe_text::{safe_lines, safe_text};
