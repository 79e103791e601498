//! An article as JSON: the record as the archive keeps it, with a version.
//!
//! Spans are byte ranges in UTF-8, of the field's text or, for blocks and evidence, of the decoded
//! file.

use std::io::{self, Write};

use serde::Serialize;

use crate::annotations::Record;
use crate::output::write_pretty_json;

/// Version of the JSON form of an article.
pub const ARTICLE_SCHEMA: &str = "morgue.article/1";

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    #[serde(flatten)]
    record: &'a Record,
}

/// Writes one article as an indented JSON document.
pub fn render_record(out: &mut dyn Write, record: &Record) -> io::Result<()> {
    let schema = ARTICLE_SCHEMA;
    write_pretty_json(out, &Document { schema, record })?;
    writeln!(out)
}
