//! How good a query is, by the judgement of people: precision, recall and F1 of what it finds, and
//! measures of its order.
//!
//! Pure arithmetic on judgements; nothing is read or written here.  Every measure names the source
//! of its formula, and the tests hold values worked out by hand.

mod ranking;
mod table;

pub use ranking::{average_precision, ndcg, precision_at, recall_at, reciprocal_rank};
pub use table::{Estimate, Judged, wilson};
