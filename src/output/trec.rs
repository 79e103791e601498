//! A TREC run: what `trec_eval` measures.
//!
//! `topic Q0 id rank score run`.  The judge sorts by score, so where the order is not by relevance
//! the score falls with the rank.

use std::io;

use super::{Needs, Options, Page, Renderer};
use crate::hit::Hit;

pub struct Trec;

impl Renderer for Trec {
    fn name(&self) -> &'static str {
        "trec"
    }

    fn doc(&self) -> &'static str {
        "a TREC run, for trec_eval"
    }

    fn takes_fields(&self) -> bool {
        false
    }

    fn needs(&self, _: &Options) -> Needs {
        Needs::Id
    }

    fn hit(&self, page: &mut Page<'_>, hit: &Hit) -> io::Result<()> {
        let score = hit.score.map(f64::from).filter(|score| score.is_finite());
        let score = score.unwrap_or(-(hit.rank as f64));
        let topic = column(page.header.topic, "1");
        let run = column(page.header.run, "morgue");
        let id = column(&hit.record.provenance.id, "-");
        writeln!(page.out, "{topic} Q0 {id} {} {score:.6} {run}", hit.rank)
    }
}

/// A value without white space, or the other one when it is empty.
fn column(value: &str, otherwise: &str) -> String {
    let words: Vec<&str> = value
        .split(|c: char| c.is_whitespace() || c.is_control())
        .collect();
    match words.join("_") {
        empty if empty.is_empty() => otherwise.to_owned(),
        column => column,
    }
}
