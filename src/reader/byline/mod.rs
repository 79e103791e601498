//! Bylines: the names of authors in a line as it is written.
//!
//! Where a format or a page marks the line up, it is believed (`marked`); a line of scraped text has
//! to prove that it is one (`scraped`), unless its place has proved it (`known`).  All go by the same
//! words: what stands before the names (`lead`), between them and in them (`name`), in which order
//! (`inverted`), beside them (`post`; agencies and roles are set phrases of `plain_text::lexicon`) and
//! behind them (`trailing`, `clause`).  One that is a paragraph of its own `paragraph` takes.

mod clause;
mod given_name;
mod inverted;
mod known;
mod lead;
mod marked;
mod name;
mod paragraph;
mod post;
mod scraped;
mod trailing;

pub use given_name::begins_with_given_name;
pub use inverted::{is_inverted, put_all_upright, put_upright};
pub use known::read_known_byline;
pub use lead::{cut_lead, is_lead, without_lead};
pub use marked::{split_authors, split_inverted_authors};
pub use name::{is_border, is_join, is_name, is_particle};
pub use paragraph::take_byline;
pub use post::{is_outlet, is_outlet_word, is_post};
pub use scraped::{Byline, read_byline, read_byline_by, read_sign_off};
pub use trailing::is_name_with_post;
