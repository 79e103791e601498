//! Bylines: the names of authors in a line as it is written.
//!
//! Where a format or a page marks the line up, it is believed (`marked`); a line of scraped text has
//! to prove that it is one (`scraped`).  Both go by the same words.

mod marked;
mod scraped;

pub use marked::{cut_lead, is_lead, split_authors};
pub use scraped::{is_name, read_byline, read_byline_by, read_sign_off};
