//! What marks of CommonMark are and what only looks like them, for Markdown files and scraped pages.

mod asides;
pub mod brackets;
mod definitions;
pub mod links;
pub mod rows;
