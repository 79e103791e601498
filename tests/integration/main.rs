//! The whole-program and whole-repository tests, in one binary.

mod article_formats;
mod encodings;
mod layers;
mod renderers;
mod reuters;
mod shared_hits;
