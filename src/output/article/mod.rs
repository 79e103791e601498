//! One whole article: to be read on a terminal, quoted in a report, or taken apart by a program.
//!
//! `show` and the exports with full text share these; `inspect` adds where each field came from.
//! Matches are marked wherever they stand, paragraphs carry the numbers that concordances cite.

use std::io::{self, Write};

use super::style::Style;
use crate::hit::Hit;

pub(super) mod html;
mod inspect;
mod json;
pub(super) mod markdown;
mod pieces;
mod text;

pub use inspect::render_inspection;
pub use json::{ARTICLE_SCHEMA, render_record};

/// One format of a whole article.
pub struct ArticleFormat {
    pub name: &'static str,
    pub doc: &'static str,
    pub render: fn(&mut dyn Write, &Hit, &Style) -> io::Result<()>,
}

/// Every format of a whole article.
pub const ARTICLE_FORMATS: &[ArticleFormat] = &[
    ArticleFormat {
        name: "text",
        doc: "for reading: wrapped to the window, matches highlighted",
        render: text::render,
    },
    ArticleFormat {
        name: "json",
        doc: "all that the archive knows (schema/article.schema.json)",
        render: |out, hit, _| render_record(out, &hit.record),
    },
    ArticleFormat {
        name: "markdown",
        doc: "for a report, with numbered paragraphs",
        render: |out, hit, _| markdown::render(out, hit),
    },
    ArticleFormat {
        name: "html",
        doc: "a fragment of a page, with numbered paragraphs",
        render: |out, hit, _| html::render(out, hit),
    },
];

/// Finds a format of articles by name.
pub fn find_article_format(name: &str) -> Option<&'static ArticleFormat> {
    ARTICLE_FORMATS.iter().find(|format| format.name == name)
}
