//! Datelines: where and when a story was filed, before its first sentence.
//!
//! Where a format marks the dateline up, it is believed (`marked`); at the head of a paragraph it has
//! to prove that it is one (`scraped`).

mod marked;
mod scraped;

pub use marked::{parse_dateline, take_dateline};
pub use scraped::read_dateline;
