//! BibTeX: references for LaTeX.
//!
//! UTF-8 as it is; what TeX would take for a command is written as the sign.  BibTeX counts braces
//! even after a backslash, so a brace of the text never stays one.

use std::io;

use super::citation::{Citation, Name};
use super::{Needs, Options, Page, Renderer};
use crate::hit::Hit;

pub struct BibTex;

const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

impl Renderer for BibTex {
    fn name(&self) -> &'static str {
        "bibtex"
    }

    fn doc(&self) -> &'static str {
        "references as BibTeX, for LaTeX"
    }

    fn takes_fields(&self) -> bool {
        false
    }

    fn needs(&self, _: &Options) -> Needs {
        Needs::Record
    }

    fn hit(&self, page: &mut Page<'_>, hit: &Hit) -> io::Result<()> {
        let citation = Citation::of(hit);
        // `@article` demands a journal.
        let kind = if citation.source.is_some() {
            "article"
        } else {
            "misc"
        };
        let mut entry = Entry(format!("@{kind}{{{},\n", key(&citation.id)));
        // The second braces keep the capitals of the headline.
        entry.add("title", &format!("{{{}}}", escape(&citation.title)));
        let authors: Vec<String> = citation.authors.iter().map(author).collect();
        entry.add("author", &authors.join(" and "));
        entry.add(
            "journal",
            &escape(citation.source.as_deref().unwrap_or_default()),
        );
        if let Some(issued) = citation.issued {
            entry.add("year", &format!("{:04}", issued.year));
            let month = issued
                .month
                .and_then(|month| MONTHS.get(usize::from(month).checked_sub(1)?));
            if let Some(month) = month {
                entry.0.push_str(&format!("  month = {month},\n"));
            }
            entry.add(
                "day",
                &issued.day.map_or(String::new(), |day| day.to_string()),
            );
        }
        entry.add(
            "address",
            &escape(citation.place.as_deref().unwrap_or_default()),
        );
        entry.add(
            "language",
            &escape(citation.language.as_deref().unwrap_or_default()),
        );
        entry.add(
            "abstract",
            &escape(citation.deck.as_deref().unwrap_or_default()),
        );
        entry.add("keywords", &escape(&citation.tags.join(", ")));
        // No escapes: commands for addresses take them as they are, and braces are encoded.
        entry.add("url", citation.url.as_deref().unwrap_or_default());
        entry.add("note", &escape(&citation.note));
        entry.0.push_str("}\n\n");
        page.out.write_all(entry.0.as_bytes())
    }
}

struct Entry(String);

impl Entry {
    /// Adds a field unless there is nothing to say.
    fn add(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.0.push_str(&format!("  {name} = {{{value}}},\n"));
        }
    }
}

/// A key that BibTeX and its successors accept.
fn key(id: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    let key: String = id.chars().map(plain).collect();
    if key.is_empty() {
        "article".to_owned()
    } else {
        key
    }
}

fn author(name: &Name) -> String {
    match name {
        // Braces keep a name whole, whatever commas or `and` are in it.
        Name::Whole(name) => format!("{{{}}}", escape(name)),
        Name::Person {
            given,
            family,
            suffix: Some(suffix),
        } => format!("{}, {}, {}", escape(family), escape(suffix), escape(given)),
        Name::Person { given, family, .. } => format!("{}, {}", escape(family), escape(given)),
    }
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("{\\textbackslash}"),
            '{' => out.push_str("{\\textbraceleft}"),
            '}' => out.push_str("{\\textbraceright}"),
            '~' => out.push_str("{\\textasciitilde}"),
            '^' => out.push_str("{\\textasciicircum}"),
            '$' | '&' | '#' | '_' | '%' => {
                out.push('\\');
                out.push(c);
            }
            other => out.push(other),
        }
    }
    out
}
