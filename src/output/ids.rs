//! Article ids, one a line: input for other commands.

use std::io;

use super::{Needs, Options, Page, Renderer, safe_text};
use crate::hit::Hit;

pub struct Ids;

impl Renderer for Ids {
    fn name(&self) -> &'static str {
        "ids"
    }

    fn doc(&self) -> &'static str {
        "article ids, one a line"
    }

    fn takes_fields(&self) -> bool {
        false
    }

    fn needs(&self, _: &Options) -> Needs {
        Needs::Id
    }

    fn hit(&self, page: &mut Page<'_>, hit: &Hit) -> io::Result<()> {
        writeln!(page.out, "{}", safe_text(&hit.record.provenance.id))
    }
}
