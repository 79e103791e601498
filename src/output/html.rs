//! Clippings as one HTML page: the full text of every hit, to read, print or send.
//!
//! The page loads nothing and runs nothing: no scripts, no pictures, and a policy that forbids
//! them.

use std::io;

use super::{Footer, Needs, Options, Page, Renderer, article, escape_html, summary};
use crate::hit::Hit;

pub struct Html;

const HEAD: &str = "<!DOCTYPE html>
<html lang=\"en\">
<head>
<meta charset=\"utf-8\">
<meta name=\"generator\" content=\"morgue\">
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">
<meta name=\"referrer\" content=\"no-referrer\">
";

const LOOKS: &str = "<style>
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 serif; }
article { margin: 3rem 0; overflow-wrap: anywhere; }
.deck { font-size: 1.15rem; }
.facts, .caption, .credit, .related, footer { font-size: .85rem; opacity: .75; }
pre { white-space: pre-wrap; }
mark { font-weight: bold; }
</style>
";

impl Renderer for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn doc(&self) -> &'static str {
        "full text as one HTML page, with numbered paragraphs"
    }

    fn takes_fields(&self) -> bool {
        false
    }

    fn needs(&self, _: &Options) -> Needs {
        Needs::Spans
    }

    fn begin(&self, page: &mut Page<'_>) -> io::Result<()> {
        let query = escape_html(page.header.query);
        write!(
            page.out,
            "{HEAD}<title>{query}</title>\n{LOOKS}</head>\n<body>\n"
        )?;
        writeln!(page.out, "<h1>{query}</h1>")
    }

    fn hit(&self, page: &mut Page<'_>, hit: &Hit) -> io::Result<()> {
        article::html::render(page.out, hit)
    }

    fn end(&self, page: &mut Page<'_>, footer: &Footer<'_>) -> io::Result<()> {
        let totals = escape_html(&summary(footer, page.written));
        writeln!(page.out, "<p>{totals}</p>\n</body>\n</html>")
    }
}
