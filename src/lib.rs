//! `morgue`: a full-text search engine over a news archive.
//!
//! Data moves one way through each half, file → reader → article → analysis → document → index and
//! query text → tree → ast → plan → backend → hits → output; ARCHITECTURE.md is the map, and
//! `tests/integration/layers.rs` holds its table of layers.

pub mod analysis;
pub mod annotations;
pub mod article;
pub mod backend;
pub mod cli;
pub mod date;
pub mod document;
pub mod eval;
pub mod field;
pub mod hit;
pub mod index;
pub mod language;
pub mod output;
pub mod query;
pub mod reader;
pub mod text;
