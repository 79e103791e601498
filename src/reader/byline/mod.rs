//! Bylines: the names of authors in a line as it is written.
//!
//! Where a format or a page marks the line up, it is believed (`marked`); a line of scraped text has
//! to prove that it is one (`scraped`), unless its place has proved it (`known`).  All go by the same
//! words: what stands before the names (`lead`, `leads.txt`), between them (`list`) and in them
//! (`name`), in which order (`inverted`), beside them (`post`, `dated`; agencies and roles are set
//! phrases of `plain_text::lexicon`) and behind them (`trailing`, `clause`, `clauses.txt`).  Credits of
//! pictures and of others' work are told by `credit`, names of scripts that need rules of their own by
//! `arabic` and `east_asian`, sign-offs of agencies by `sign_off`.  One that is a paragraph of its own
//! `paragraph` takes.

mod arabic;
mod clause;
mod credit;
mod dated;
mod east_asian;
mod given_name;
mod inverted;
mod known;
mod lead;
mod list;
mod marked;
mod name;
mod paragraph;
mod post;
mod scraped;
mod sign_off;
mod trailing;

pub use arabic::is_name as is_arabic_name;
pub use dated::{beside_date, led_behind_date, led_beside_date, without_date, without_time};
pub use east_asian::{bracketed, chinese_reporters, ends_in_names, named_reporters, reporters};
pub use given_name::begins_with_given_name;
pub use inverted::{is_inverted, put_all_upright, put_upright};
pub use known::read_known_byline;
pub use lead::{cut_lead, is_lead, without_lead};
pub use list::{is_border, is_join};
pub use marked::{split_authors, split_inverted_authors};
pub use name::{is_name, is_particle, is_told_of};
pub use paragraph::take_byline;
pub use post::{is_outlet, is_outlet_word, is_post};
pub use scraped::{Byline, read_byline, read_byline_by};
pub use sign_off::read_sign_off;
pub use trailing::is_name_with_post;
