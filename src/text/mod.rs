//! Words, sentences and folding: the one way in which text becomes terms.
//!
//! Documents, queries, highlights and the matcher all cut text here, so they cannot disagree.  No
//! engine types.  Invariant: the words of a text do not depend on its language; only stems and
//! sentence starts do, so a query can be cut before anybody knows which articles it will meet.

mod fold;
mod person_names;
mod sentence;
mod stem;
mod tokenised;
mod word;

pub use fold::{fold, fold_into, fold_value, is_apostrophe, is_invisible, lower, lower_into};
pub use person_names::PERSON_NAMES;
pub use stem::Stems;
pub use tokenised::{TokenisedArticle, TokenisedField, field_text};
pub use word::{MAX_WORD_BYTES, RawWord, Words, stands_in, words};
