//! One record as the JSON record that it would be.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::vocabulary::Vocabulary;
use crate::reader::bibtex::{in_figures, upright, year_first};
use crate::reader::json::authors::is_address;
use crate::reader::xml::Element;

/// Values of one field; more are data.
const MOST_VALUES: usize = 1_000;

/// More names than this are data, and each new one would be listed with the others.
const MAX_UNKNOWN: usize = 100;

/// A record as an object.
pub fn object_of(record: Element<'_, '_>, vocabulary: &Vocabulary) -> Map<String, Value> {
    let mut object = Map::new();
    let (mut day, mut year) = (None, None);
    for (field, path) in vocabulary.rows {
        let mut found = Vec::new();
        let steps: Vec<&str> = path.split('/').collect();
        walk(record, &steps, &mut found);
        let has_stops = vocabulary.has_stops && *field != "abstract";
        let mut texts = found.into_iter().map(|found| match found {
            Found::One(element) => text_of(element, field, has_stops),
            Found::Joined(text) if has_stops => without_stops(&text),
            Found::Joined(text) => text,
        });
        match *field {
            "day" => day = day.or(texts.next()),
            "year" => year = year.or(texts.next()),
            "identifier" => take_identifiers(texts, &mut object),
            "author" | "keywords" | "places" => {
                let values = object
                    .entry(*field)
                    .or_insert_with(|| Value::Array(Vec::new()));
                if let Value::Array(values) = values {
                    values.extend(texts.filter(|text| !text.is_empty()).map(Value::String));
                }
            }
            _ => {
                if let Some(text) = texts.find(|text| !text.is_empty()) {
                    object.entry(*field).or_insert(Value::String(text));
                }
            }
        }
    }
    if let Some(date) = join_day(day, year) {
        object.insert("date".to_owned(), Value::String(date));
    }
    object
}

/// Adds the names of elements of a record that no row leads into and that hold something.
pub fn known_names(
    record: Element<'_, '_>,
    vocabulary: &Vocabulary,
    unknown: &mut BTreeSet<String>,
) {
    for child in record.children() {
        let is_known = vocabulary.rows.iter().any(|(_, path)| {
            let first = path.split(['/', '@']).next().unwrap_or_default();
            child.is(first)
        });
        let is_new = !is_known && unknown.len() < MAX_UNKNOWN && !unknown.contains(child.name());
        if is_new && !child.text().is_empty() {
            unknown.insert(child.name().to_owned());
        }
    }
}

/// What stands at the end of a path.
enum Found<'t, 'a> {
    One(Element<'t, 'a>),
    Joined(String),
}

fn walk<'t, 'a>(element: Element<'t, 'a>, steps: &[&str], found: &mut Vec<Found<'t, 'a>>) {
    let Some((step, rest)) = steps.split_first() else {
        found.push(Found::One(element));
        return;
    };
    if found.len() >= MOST_VALUES {
        return;
    }
    if let Some(step) = step.strip_prefix('+') {
        let parts = element.children().filter(|child| is_at(*child, step));
        let parts: Vec<String> = parts.map(labelled).collect();
        let text = parts.join(" ");
        if !text.trim().is_empty() {
            found.push(Found::Joined(text));
        }
        return;
    }
    for child in element.children().filter(|child| is_at(*child, step)) {
        walk(child, rest, found);
    }
}

/// Whether a step leads to an element.
fn is_at(element: Element<'_, '_>, step: &str) -> bool {
    let (name, wanted) = step.split_once('@').unwrap_or((step, ""));
    if name != "*" && !element.is(name) {
        return false;
    }
    wanted.split_once('=').is_none_or(|(attribute, values)| {
        let value = element.attribute(attribute);
        value.is_some_and(|value| values.split('|').any(|known| known == value))
    })
}

/// The text of an element as the field has it.
fn text_of(element: Element<'_, '_>, field: &str, has_stops: bool) -> String {
    let text = match has_stops {
        true => without_stops(&element.text()),
        false => element.text(),
    };
    match field {
        "author" => person(element, text),
        "date" => day(element),
        _ => text,
    }
}

/// The text of a part of an abstract, with the name that it may have.
fn labelled(element: Element<'_, '_>) -> String {
    let text = element.text();
    match element.attribute("Label") {
        Some(label) => format!("{label}: {text}"),
        None => text,
    }
}

/// `Hannah Pruett` of a name in parts, or of `Pruett, Hannah`.
fn person(element: Element<'_, '_>, text: String) -> String {
    let part = |names: &[&str]| {
        let mut parts = element.children().filter(|child| {
            let is_named = names.iter().any(|name| child.is(name));
            let kind = child.attribute("type").filter(|_| child.is("namePart"));
            is_named || kind.is_some_and(|kind| names.contains(&kind.as_str()))
        });
        parts.next().map(|part| part.text())
    };
    let family = part(&["LastName", "surname", "family"]);
    let given = part(&["ForeName", "givenName", "givenname", "given"]);
    let whole = part(&["CollectiveName", "namePart", "name"]);
    match (given, family) {
        (Some(given), Some(family)) => format!("{given} {family}"),
        (None, Some(family)) => family,
        _ => {
            let name = whole.unwrap_or(text);
            match upright(&name) {
                Some(Value::String(name)) => name,
                _ => name,
            }
        }
    }
}

/// A day, also in parts: `2026`, `Mar`, `03`.
fn day(element: Element<'_, '_>) -> String {
    let parts = ["Year", "Month", "Day"].iter();
    let parts: Vec<String> = parts.map_while(|name| element.child_text(name)).collect();
    match in_figures(parts.iter().map(String::as_str)) {
        Some(day) => day,
        None => year_first(&element.text()),
    }
}

/// The stops of catalogues at the end of a field: `Ferry strike /`, `Pruett, Hannah.`
fn without_stops(text: &str) -> String {
    let text = text.trim_end_matches([' ', '/', ':', ',', ';']);
    let is_initial = |text: &str| {
        let word = text.rsplit([' ', '.']).next().unwrap_or_default();
        word.chars().count() == 1
    };
    match text.strip_suffix('.') {
        // Sentences and initials keep theirs.
        Some(rest) if rest.split(' ').count() <= 3 && !is_initial(rest) => rest.to_owned(),
        _ => text.to_owned(),
    }
}

/// Of several identifiers an address is that of the text, anything else its name.
fn take_identifiers(texts: impl Iterator<Item = String>, object: &mut Map<String, Value>) {
    for text in texts.filter(|text| !text.is_empty()) {
        let field = if is_address(&text) { "url" } else { "id" };
        object.entry(field).or_insert(Value::String(text));
    }
}

/// `March 3` and `2026` => `March 3, 2026`
fn join_day(day: Option<String>, year: Option<String>) -> Option<String> {
    match (day, year) {
        (Some(day), Some(year)) if !day.contains(&year) => Some(format!("{day}, {year}")),
        (day, year) => day.or(year),
    }
}
