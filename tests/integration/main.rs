//! The whole-program and whole-repository tests, in one binary.

#![expect(
    clippy::disallowed_macros,
    reason = "tests print what they skip and what they measured"
)]

mod agency;
mod analyses;
mod article_formats;
mod broken;
mod collocates;
mod compare;
mod containers;
mod count;
mod encodings;
mod entities;
mod env;
mod epub;
mod equality;
mod eval;
mod explain;
mod exports;
mod facets;
mod faults;
mod first;
mod frequent_lines;
mod grammar;
mod hostile_containers;
mod index;
mod json_schema;
mod kwic;
mod layers;
mod machine;
mod mutations;
mod naughty;
mod network;
mod numbers;
mod own_output;
mod pack;
#[cfg(feature = "pdf")]
mod pdf;
mod queries;
mod query_errors;
mod query_laws;
mod receipts;
mod related;
mod renderers;
mod reuters;
mod sample;
mod samples;
mod schemas;
mod search;
mod sentences;
mod shared_hits;
mod stories;
mod timeline;
