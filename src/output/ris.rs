//! RIS: references for EndNote, Mendeley and Zotero.
//!
//! By the Reference Manager specification: two-character tags, CR LF at the end of each line, no
//! asterisk in authors, keywords and the name of the periodical.

use std::io;

use super::citation::{Citation, Issued, Name};
use super::{Needs, Options, Page, Renderer};
use crate::hit::Hit;

pub struct Ris;

impl Renderer for Ris {
    fn name(&self) -> &'static str {
        "ris"
    }

    fn doc(&self) -> &'static str {
        "references as RIS, for EndNote, Mendeley and Zotero"
    }

    fn takes_fields(&self) -> bool {
        false
    }

    fn needs(&self, _: &Options) -> Needs {
        Needs::Record
    }

    fn hit(&self, page: &mut Page<'_>, hit: &Hit) -> io::Result<()> {
        let citation = Citation::of(hit);
        let mut lines = Lines(String::new());
        lines.add("TY", "NEWS");
        lines.add("ID", &citation.id);
        lines.add("TI", &citation.title);
        for name in &citation.authors {
            lines.add("AU", &without_asterisk(&author(name)));
        }
        let source = citation.source.as_deref().map(without_asterisk);
        lines.add("T2", source.as_deref().unwrap_or_default());
        if let Some(issued) = citation.issued {
            lines.add("PY", &format!("{:04}", issued.year));
            lines.add("DA", &date(issued));
        }
        lines.add("SE", citation.section.as_deref().unwrap_or_default());
        lines.add("CY", citation.place.as_deref().unwrap_or_default());
        lines.add("LA", citation.language.as_deref().unwrap_or_default());
        lines.add("AB", citation.deck.as_deref().unwrap_or_default());
        for tag in &citation.tags {
            lines.add("KW", &without_asterisk(tag));
        }
        lines.add("UR", citation.url.as_deref().unwrap_or_default());
        lines.add("AV", &citation.path);
        lines.add("N1", &citation.note);
        lines.0.push_str("ER  - \r\n\r\n");
        page.out.write_all(lines.0.as_bytes())
    }
}

struct Lines(String);

impl Lines {
    /// Adds a line unless there is nothing to say.
    fn add(&mut self, tag: &str, value: &str) {
        if !value.is_empty() {
            self.0.push_str(&format!("{tag}  - {value}\r\n"));
        }
    }
}

/// Family, given, suffix.  A comma within a whole name would divide it.
fn author(name: &Name) -> String {
    match name {
        Name::Whole(name) => name
            .replace(',', " ")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        Name::Person {
            given,
            family,
            suffix: Some(suffix),
        } => format!("{family}, {given}, {suffix}"),
        Name::Person { given, family, .. } => format!("{family}, {given}"),
    }
}

/// `YYYY/MM/DD/`, with nothing between the slashes for what is not known.
fn date(issued: Issued) -> String {
    let part = |part: Option<u8>| part.map_or(String::new(), |part| format!("{part:02}"));
    format!(
        "{:04}/{}/{}/",
        issued.year,
        part(issued.month),
        part(issued.day)
    )
}

fn without_asterisk(text: &str) -> String {
    text.replace('*', "")
}
