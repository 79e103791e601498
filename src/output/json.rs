//! One JSON document: the query, the hits, then the totals, since these may come last.

use std::io;

use serde::Serialize;

use super::record::HitObject;
use super::{Footer, Page, Renderer, write_json};
use crate::hit::Hit;

/// Version of the document; the hits in it have their own.
pub const HITS_SCHEMA: &str = "morgue.hits/1";

pub struct Json;

#[derive(Serialize)]
struct Totals<'a> {
    shown: usize,
    total: usize,
    earliest: Option<&'a str>,
    latest: Option<&'a str>,
    undated: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    counted: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u64>,
    cursor: Option<&'a str>,
}

impl Renderer for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn doc(&self) -> &'static str {
        "one JSON document with query, hits and totals"
    }

    fn begin(&self, page: &mut Page<'_>) -> io::Result<()> {
        write!(page.out, "{{\"schema\":\"{HITS_SCHEMA}\",\"query\":")?;
        write_json(page.out, &page.header.query)?;
        write!(page.out, ",\"hits\":[")
    }

    fn hit(&self, page: &mut Page<'_>, hit: &Hit) -> io::Result<()> {
        let separator = if page.written == 0 { "\n" } else { ",\n" };
        let mut object = separator.as_bytes().to_vec();
        write_json(&mut object, &HitObject::new(page, hit))?;
        page.out.write_all(&object)
    }

    fn end(&self, page: &mut Page<'_>, footer: &Footer<'_>) -> io::Result<()> {
        let totals = Totals {
            shown: page.written,
            total: footer.total,
            earliest: footer.span.map(|(first, _)| first),
            latest: footer.span.map(|(_, last)| last),
            undated: footer.undated,
            counted: footer.counted.map(|(unit, _)| unit.name()),
            count: footer.counted.map(|(_, count)| count),
            cursor: footer.cursor,
        };
        let mut members = Vec::new();
        write_json(&mut members, &totals)?;
        // The members go on in the object that was begun.
        members[0] = b',';
        let line_feed = if page.written == 0 { "" } else { "\n" };
        write!(page.out, "{line_feed}]")?;
        page.out.write_all(&members)?;
        writeln!(page.out)
    }
}
