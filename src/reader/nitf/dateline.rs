//! The dateline of an NITF article, whose parts are elements of their own.

use super::super::dateline::parse_dateline;
use super::super::fragment::collapse;
use super::super::given;
use super::super::references::decode_references;
use super::super::xml::{Child, Element};
use crate::article::{Article, BlockKind, DateRole};

/// Parts between which a mark may be wanting: `<city>Vigo</city><country>Spain</country>`.
const PARTS: &[&str] = &[
    "location",
    "sublocation",
    "city",
    "state",
    "region",
    "country",
    "story.date",
];

/// Reads place, agency and day, and what a converter left behind them.
pub fn read_dateline(line: Element<'_, '_>, article: &mut Article) {
    let mut spaced = Spaced::default();
    spaced.element(line);
    let text = collapse(&spaced.text);
    let (dateline, rest) = parse_dateline(&text);
    if !dateline.raw.is_empty() && article.dateline.is_none() {
        given::note_field(article, "dateline", "nitf:dateline", line.span());
        article.dateline = Some(dateline);
    }
    // What a converter cut off at the wrong dash is the beginning of the text.
    given::push_block(article, BlockKind::Paragraph, rest.to_owned(), line.span());
    if let Some(date) = line.find("story.date")
        && let Some(norm) = date.attribute("norm")
    {
        let name = "nitf:story.date";
        given::push_date(article, DateRole::Unspecified, &norm, name, date.span());
    }
}

/// Text with a comma where two parts touch each other.
#[derive(Default)]
struct Spaced {
    text: String,
    is_border: bool,
}

impl Spaced {
    /// Depth is bounded by the tree, so recursion is.
    fn element(&mut self, element: Element<'_, '_>) {
        for child in element.child_nodes() {
            match child {
                Child::Element(inner) => {
                    let is_part = PARTS.iter().any(|name| inner.is(name));
                    self.is_border |= is_part;
                    self.element(inner);
                    self.is_border |= is_part;
                }
                Child::Text(text, _) => self.push(&decode_references(text)),
                Child::Raw(text, _) => self.push(text),
            }
        }
    }

    fn push(&mut self, text: &str) {
        let touch =
            self.text.ends_with(char::is_alphanumeric) && text.starts_with(char::is_alphanumeric);
        if self.is_border && touch {
            self.text.push_str(", ");
        }
        self.is_border &= text.is_empty();
        self.text.push_str(text);
    }
}
