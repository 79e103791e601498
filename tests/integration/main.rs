//! The whole-program and whole-repository tests, in one binary.

mod encodings;
mod layers;
mod reuters;
