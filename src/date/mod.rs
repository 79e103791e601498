//! Civil dates with precision, and the one grammar of written dates.
//!
//! [`civil`] counts minutes on a wall calendar from 1600 to 9999, [`calendar`] cuts it into buckets,
//! [`written`] reads what pages and lines say, [`query`] reads what people type, [`order`] tells day
//! from month. Nothing here reads a clock or the machine's zone: "now" is always an argument.

pub mod calendar;
pub mod civil;
mod names;
pub mod order;
pub mod query;
pub mod words;
pub mod written;
mod zone;

pub use zone::write_out_mail_zone;
