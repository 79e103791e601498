//! Clippings as Markdown: the full text of every hit, with numbered paragraphs and matches in bold.

use std::io;

use super::{
    Footer, MARKDOWN_MARK, Needs, Options, Page, Renderer, article, escape_markdown, summary,
};
use crate::hit::Hit;

pub struct Markdown;

impl Renderer for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn doc(&self) -> &'static str {
        "full text as Markdown, with numbered paragraphs"
    }

    fn takes_fields(&self) -> bool {
        false
    }

    fn needs(&self, _: &Options) -> Needs {
        Needs::Spans
    }

    fn begin(&self, page: &mut Page<'_>) -> io::Result<()> {
        writeln!(page.out, "# {}\n", escape_markdown(page.header.query))
    }

    fn hit(&self, page: &mut Page<'_>, hit: &Hit) -> io::Result<()> {
        article::markdown::render(page.out, hit)
    }

    fn end(&self, page: &mut Page<'_>, footer: &Footer<'_>) -> io::Result<()> {
        let totals = summary(footer, page.written);
        writeln!(page.out, "---\n\n{totals}\n\n{MARKDOWN_MARK}")
    }
}
