//! Texts of corpora: `<doc title="…" date="…" url="…">` around the text alone, in a root
//! (`<corpus>`, `<docs>`) or one after the other (WaCky, Sketch Engine, dumps of Wikipedia).
//!
//! The attributes are the fields, whatever stands within is the text.  Vertical text, a word a line
//! with its tags, is known and not read.

use serde_json::Value;

use super::super::json::{Target, meaning};
use super::super::markup::{attributes, local};
use super::super::references::decode_references;
use super::super::xml::{Child, Element};
use super::value::{field_name, is_markup};

/// Elements that are a text of a corpus and little else.
const DOCUMENTS: &[&str] = &["doc", "document"];

/// Elements of pages that end a line.
const BLOCKS: &[&str] = &[
    "p",
    "br",
    "div",
    "section",
    "h1",
    "h2",
    "h3",
    "ul",
    "ol",
    "blockquote",
    "table",
];

/// Parts of a text in corpora, and what stands behind each.
const PARTS: &[(&str, &str)] = &[
    ("s", " "),
    ("sent", " "),
    ("sentence", " "),
    ("para", "\n"),
    ("paragraph", "\n"),
];

/// Lines that are looked at for columns.
const SAMPLE_LINES: usize = 50;

/// Whether an element is a text with its fields in attributes.
pub fn is_document(element: Element<'_, '_>) -> bool {
    let is_called_so = DOCUMENTS.iter().any(|name| element.is(name));
    let (mut has_headline, mut has_origin, mut has_id) = (false, false, false);
    for (name, _) in attributes(element.attributes()) {
        match meaning(local(name)).map(|(target, _)| target) {
            // A name is what many things have.
            Some(Target::Headline) => has_headline |= !local(name).eq_ignore_ascii_case("name"),
            Some(Target::Published | Target::SomeDate | Target::Url) => has_origin = true,
            Some(Target::Id) => has_id = true,
            _ => {}
        }
    }
    let is_labelled = has_headline && has_origin;
    let is_document = is_called_so && (has_headline || has_origin || has_id);
    (is_labelled || is_document) && is_all_text(element)
}

/// Whether no element directly within is a field: all of it is running text or its paragraphs.
pub fn is_all_text(element: Element<'_, '_>) -> bool {
    let mut has_text = is_markup(element);
    for child in element.child_nodes() {
        match child {
            Child::Text(text, _) | Child::Raw(text, _) => has_text |= !text.trim().is_empty(),
            Child::Element(inner) if gap_behind(inner).is_some() => has_text = true,
            Child::Element(inner) => match meaning(&field_name(inner)).map(|(target, _)| target) {
                // Names in running text.
                None | Some(Target::Place | Target::Person | Target::Organisation) => {}
                Some(_) => return false,
            },
        }
    }
    has_text
}

/// The text of an element that is all text: markup where its paragraphs are elements, else lines.
pub fn text_of(element: Element<'_, '_>) -> Value {
    let is_block = |child: Element<'_, '_>| BLOCKS.iter().any(|name| child.is(name));
    if element.children().any(is_block) {
        return Value::String(element.inner().to_owned());
    }
    let mut text = String::new();
    for child in element.child_nodes() {
        match child {
            Child::Text(part, _) => text.push_str(&decode_references(part)),
            Child::Raw(part, _) => text.push_str(part),
            Child::Element(inner) => {
                text.push_str(&inner.raw_text());
                text.push_str(gap_behind(inner).unwrap_or_default());
            }
        }
    }
    Value::String(text)
}

/// Whether an element is the text of a page as trafilatura writes it: `<main>` with paragraphs.
pub fn is_main(element: Element<'_, '_>) -> bool {
    let is_part =
        |child: Element<'_, '_>| MAIN.iter().any(|(name, _)| child.is(name)) || child.is("p");
    element.is("main") && element.children().any(is_part)
}

/// Elements of TEI in such a text, and those of pages that are the same.
const MAIN: &[(&str, &str)] = &[
    ("head", "h2"),
    ("quote", "blockquote"),
    ("list", "ul"),
    ("item", "li"),
    ("row", "tr"),
    ("cell", "td"),
    ("hi", "b"),
    ("ref", "a"),
    ("del", "del"),
    ("code", "code"),
    ("table", "table"),
];

/// Such a text as a page has it.
pub fn markup_of(element: Element<'_, '_>) -> Value {
    let mut text = String::new();
    push_markup(element, &mut text);
    Value::String(text)
}

fn push_markup(element: Element<'_, '_>, text: &mut String) {
    for child in element.child_nodes() {
        match child {
            // References stay as they are.
            Child::Text(part, _) => text.push_str(part),
            Child::Raw(part, _) => text.push_str(&part.replace('&', "&amp;").replace('<', "&lt;")),
            Child::Element(inner) => {
                if inner.is("lb") {
                    text.push_str("<br/>");
                    continue;
                }
                let known = MAIN.iter().find(|(name, _)| inner.is(name));
                let name = known.map_or(inner.name(), |(_, name)| name);
                text.extend(["<", name, ">"]);
                push_markup(inner, text);
                text.extend(["</", name, ">"]);
            }
        }
    }
}

fn gap_behind(element: Element<'_, '_>) -> Option<&'static str> {
    let mut parts = PARTS.iter();
    let (_, gap) = parts.find(|(name, _)| element.is(name))?;
    Some(gap)
}

/// Whether most lines of an element are a word with its tags in columns.
pub fn is_vertical(element: Element<'_, '_>) -> bool {
    let text = element.inner();
    let lines = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('<'));
    let (mut all, mut tabbed) = (0, 0);
    for line in lines.take(SAMPLE_LINES) {
        all += 1;
        tabbed += usize::from(line.contains('\t'));
    }
    all >= 5 && tabbed * 10 >= all * 9
}
