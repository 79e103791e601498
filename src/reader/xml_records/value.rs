//! An element as the JSON value that it would be, so that one table and one reader serve both.
//!
//! Markup of a page stays markup; lists of one name are arrays, other elements objects; what says
//! its content in an attribute (`<link href="…"/>`) is that content.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::super::fragment::is_markup_element;
use super::super::json::authors::is_address;
use super::super::json::{Target, meaning};
use super::super::markup::{attributes, local};
use super::super::xml::{Child, Element};
use super::corpus;

/// Elements that name their field in an attribute: exports of databases and of search engines.
const NAMED_BY_ATTRIBUTE: &[&str] = &["field", "column", "str", "arr", "date"];
/// Attributes that hold what an empty element says.
const CONTENT_ATTRIBUTES: &[&str] = &["href", "url", "value", "content", "text", "name"];
/// Values within values are taken apart to this depth.
const MAX_DEPTH: usize = 6;
/// More names than this are data, and each new one would be listed with the others.
const MAX_UNKNOWN: usize = 100;

/// The name of the field that an element is.
pub fn field_name<'a>(element: Element<'_, 'a>) -> Cow<'a, str> {
    let is_general = NAMED_BY_ATTRIBUTE.iter().any(|name| element.is(name));
    if let Some(name) = element.attribute("name").filter(|_| is_general) {
        return Cow::Owned(name);
    }
    // `dc:creator` is in the table with its prefix, a prefix of somebody's own is not.
    let full = element.full_name();
    Cow::Borrowed(if meaning(full).is_some() {
        full
    } else {
        local(full)
    })
}

/// An attribute as a field, unless it is of the document and not of the article.
pub fn attribute_field(element: Element<'_, '_>, name: &str) -> Option<(String, Value)> {
    let is_formal = name.starts_with("xmlns") || name.starts_with("xsi:");
    let value = element.attribute(local(name)).filter(|_| !is_formal)?;
    Some((local(name).to_owned(), Value::String(value)))
}

/// A record as an object; names that nothing is known of are added to `unknown`.
pub fn object_of(record: Element<'_, '_>, unknown: &mut BTreeSet<String>) -> Map<String, Value> {
    let mut object = Map::new();
    if corpus::is_all_text(record) {
        object.insert("text".to_owned(), corpus::text_of(record));
    } else {
        fill(record, 0, unknown, &mut object);
    }
    // A page was clipped at some time after it was published.
    if record.children().any(|child| clipped_from(child).is_some()) {
        object.remove("updated");
        if let Some(created) = object.remove("created") {
            object.insert("retrieved".to_owned(), created);
        }
    }
    for (name, _) in attributes(record.attributes()) {
        let Some((key, value)) = attribute_field(record, name) else {
            continue;
        };
        if meaning(&key).is_none() {
            note_unknown(format!("@{key}"), unknown);
        }
        object.entry(key).or_insert(value);
    }
    object
}

/// Whether an object has a field that means the same.
pub fn has_target_of(object: &Map<String, Value>, name: &str) -> bool {
    let target = |name: &str| meaning(name).map(|(target, _)| target);
    object.keys().any(|key| target(key) == target(name))
}

/// The value of one element.
pub fn value_of(element: Element<'_, '_>) -> Value {
    value_at(element, 0)
}

fn fill(
    record: Element<'_, '_>,
    depth: usize,
    unknown: &mut BTreeSet<String>,
    object: &mut Map<String, Value>,
) {
    for child in record.children() {
        if corpus::is_main(child) {
            add(object, "text".to_owned(), corpus::markup_of(child));
            continue;
        }
        if let Some(address) = clipped_from(child) {
            object.insert("url".to_owned(), Value::String(address));
            continue;
        }
        let name = field_name(child);
        let target = meaning(&name).map(|(target, _)| target);
        let has_parts = child.children().next().is_some();
        let value = match target {
            Some(Target::Group) if has_parts && depth < MAX_DEPTH => {
                let mut inner = Map::new();
                fill(child, depth + 1, unknown, &mut inner);
                Value::Object(inner)
            }
            Some(Target::Body) => body_at(child, 0),
            Some(_) => value_at(child, 0),
            None => {
                if !child.inner().trim().is_empty() {
                    note_unknown(name.into_owned(), unknown);
                }
                continue;
            }
        };
        add(object, name.into_owned(), value);
    }
}

/// The page from which Evernote has a note.
fn clipped_from(element: Element<'_, '_>) -> Option<String> {
    let address = element
        .is("note-attributes")
        .then(|| element.child_text("source-url"))?;
    address.filter(|address| is_address(address))
}

fn note_unknown(name: String, unknown: &mut BTreeSet<String>) {
    if unknown.len() < MAX_UNKNOWN {
        unknown.insert(name);
    }
}

/// Several elements of one name are a list.
fn add(object: &mut Map<String, Value>, name: String, value: Value) {
    match object.get_mut(&name) {
        None => {
            object.insert(name, value);
        }
        Some(Value::Array(values)) => values.push(value),
        Some(first) => {
            let values = vec![first.take(), value];
            *first = Value::Array(values);
        }
    }
}

fn value_at(element: Element<'_, '_>, depth: usize) -> Value {
    let mut children = element.children();
    let Some(first) = children.next() else {
        return Value::String(leaf_text(element));
    };
    if is_markup(element) {
        return Value::String(element.inner().to_owned());
    }
    if has_text_between(element) || depth >= MAX_DEPTH {
        return Value::String(element.raw_text());
    }
    if children.all(|child| child.full_name() == first.full_name()) {
        let values = element.children().map(|child| value_at(child, depth + 1));
        return Value::Array(values.collect());
    }
    let mut object = Map::new();
    for child in element.children() {
        let value = value_at(child, depth + 1);
        add(&mut object, field_name(child).into_owned(), value);
    }
    Value::Object(object)
}

/// A text: whatever its parts are called, each is a paragraph.
fn body_at(element: Element<'_, '_>, depth: usize) -> Value {
    if element.children().next().is_none() {
        return Value::String(leaf_text(element));
    }
    if is_markup(element) && !holds_sections(element) {
        return Value::String(element.inner().to_owned());
    }
    if has_text_between(element) || depth >= MAX_DEPTH {
        return Value::String(element.raw_text());
    }
    let parts = element.children().map(|part| body_at(part, depth + 1));
    Value::Array(parts.collect())
}

/// Whether it is made of sections whose parts have names of their own: `<section><title>…<text>…`.
fn holds_sections(element: Element<'_, '_>) -> bool {
    element
        .children()
        .all(|child| child.is("section") && child.children().next().is_some() && !is_markup(child))
}

fn leaf_text(element: Element<'_, '_>) -> String {
    let text = element.raw_text();
    if !text.trim().is_empty() {
        return text;
    }
    let values = CONTENT_ATTRIBUTES.iter();
    let mut values = values.filter_map(|name| element.attribute(name));
    values.next().unwrap_or_default()
}

/// Whether an element directly within is one of a page.
pub fn is_markup(element: Element<'_, '_>) -> bool {
    let mut names = element
        .children()
        .map(|child| child.name().to_ascii_lowercase());
    names.any(|name| is_markup_element(&name))
}

fn has_text_between(element: Element<'_, '_>) -> bool {
    element.child_nodes().any(|child| match child {
        Child::Text(text, _) | Child::Raw(text, _) => !text.trim().is_empty(),
        Child::Element(_) => false,
    })
}
