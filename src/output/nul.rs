//! Paths for `xargs -0`: exactly as they are, each ended by a NUL character.
//!
//! The one format in which text is not neutralised, since a changed path names no file.  A file of
//! several articles is named once for each that matched.  `--fields` asks for other values.

use std::io;

use super::{Needs, Options, Page, Renderer, needs_of_fields};
use crate::hit::Hit;

pub struct Nul;

impl Renderer for Nul {
    fn name(&self) -> &'static str {
        "nul"
    }

    fn doc(&self) -> &'static str {
        "paths (or the fields asked for), each ended by NUL, for xargs -0"
    }

    fn needs(&self, options: &Options) -> Needs {
        options
            .fields
            .as_deref()
            .map_or(Needs::Record, needs_of_fields)
    }

    fn hit(&self, page: &mut Page<'_>, hit: &Hit) -> io::Result<()> {
        let Some(fields) = &page.options.fields else {
            return write_value(page, &hit.record.provenance.path);
        };
        for field in fields {
            write_value(page, &(field.value)(hit, page.options.snippets).cell())?;
        }
        Ok(())
    }
}

fn write_value(page: &mut Page<'_>, value: &str) -> io::Result<()> {
    // A NUL within would make two values of one.
    for part in value.split('\0') {
        page.out.write_all(part.as_bytes())?;
    }
    page.out.write_all(b"\0")
}
