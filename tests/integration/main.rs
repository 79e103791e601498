//! The whole-program and whole-repository tests, in one binary.

mod layers;
mod reuters;
