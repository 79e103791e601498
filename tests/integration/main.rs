//! The whole-program and whole-repository tests, in one binary.

mod article_formats;
mod encodings;
mod json_schema;
mod layers;
mod renderers;
mod queries;
mod reuters;
mod schemas;
mod shared_hits;
