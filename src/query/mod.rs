//! The query language: text → tokens → tree → `Ast` → `Plan`, and the matcher that says what an
//! `Ast` means.  Pure: no engine types, no disk, no clock.

pub mod ast;
pub mod pattern;
