//! JSON lines: one object for each hit and nothing else, for `jq` and for programs.

use std::io;

use super::record::HitObject;
use super::{Page, Renderer, write_json};
use crate::hit::Hit;

pub struct JsonLines;

impl Renderer for JsonLines {
    fn name(&self) -> &'static str {
        "jsonl"
    }

    fn doc(&self) -> &'static str {
        "one JSON object a line (schema/hit.schema.json)"
    }

    fn hit(&self, page: &mut Page<'_>, hit: &Hit) -> io::Result<()> {
        let object = HitObject::new(page, hit);
        let mut line = Vec::new();
        write_json(&mut line, &object)?;
        line.push(b'\n');
        // One write for a line, so that a reader never sees half of one.
        page.out.write_all(&line)
    }
}
