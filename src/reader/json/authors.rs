//! Who wrote it, in all the ways in which JSON says so: a name, a line of names, a list, an object
//! for each person, an object or a list that is written as text.
//!
//! Addresses of people and pages are no names.

use serde_json::Value;

use super::super::byline::{is_inverted, split_authors, split_inverted_authors};
use super::super::fragment::one_line;
use super::value::{member, text_of, written_list};

/// Entries of a list, and names of a line, that are read.
const MOST_AUTHORS: usize = 200;

/// Names of authors, however they are written.
pub fn authors_of(value: &Value, notes: &mut Vec<String>) -> Vec<String> {
    read_authors(value, split_authors, notes)
}

/// `["Pruett, Hannah", "Reed, Tom"]`: all that are listed have the surname first.
fn are_inverted(values: &[Value]) -> bool {
    let is_one = |value| text_of(value).is_some_and(|text| is_inverted(&text));
    values.len() > 1 && values.iter().take(MOST_AUTHORS).all(is_one)
}

fn read_authors(
    value: &Value,
    split: fn(&str) -> Vec<String>,
    notes: &mut Vec<String>,
) -> Vec<String> {
    let mut authors: Vec<String> = Vec::new();
    // A line of more names than that is no byline, and each new one is compared with all.
    let mut is_cut = false;
    let mut add = |names: Vec<String>| {
        is_cut |= names.len() > MOST_AUTHORS;
        for name in names.into_iter().take(MOST_AUTHORS) {
            if !authors.contains(&name) {
                authors.push(name);
            }
        }
    };
    match value {
        Value::String(text) => {
            if let Some(written) = written_list(text) {
                return read_authors(&written, split, notes);
            }
            let text = one_line(text);
            if is_address(&text) {
                notes.push(format!(
                    "author is an address: {}",
                    text.chars().take(120).collect::<String>()
                ));
            } else {
                add(split(&without_mail(&text)));
            }
        }
        Value::Array(values) => {
            let split = match are_inverted(values) {
                true => split_inverted_authors,
                false => split,
            };
            for value in values.iter().take(MOST_AUTHORS) {
                add(read_authors(value, split, notes));
            }
        }
        Value::Object(object) => {
            // NYT has the line and the persons; the line is complete.
            let name = [
                "name",
                "original",
                "fullName",
                "full_name",
                "displayName",
                "text",
                "value",
                "by",
                "byline",
                // CSL: who has no parts of a name.
                "literal",
            ]
            .iter()
            .find_map(|name| member(object, name).and_then(text_of));
            let part = |name: &str| member(object, name).and_then(text_of);
            let both = || match (
                part("firstName").or(part("first_name")).or(part("given")),
                part("lastName").or(part("last_name")).or(part("family")),
            ) {
                (Some(first), Some(last)) => Some(format!("{first} {last}")),
                (first, last) => first.or(last),
            };
            if let Some(name) = name.or_else(both).filter(|name| !is_address(name)) {
                add(split(&without_mail(&name)));
            }
        }
        Value::Number(_) | Value::Bool(_) | Value::Null => {}
    }
    if is_cut {
        notes.push(format!("more than {MOST_AUTHORS} authors in one line"));
    }
    authors
}

/// "jane@x.com (Jane Roe)" and "Jane Roe | jane@x.com" => "Jane Roe".
fn without_mail(text: &str) -> String {
    if !text.contains('@') {
        return text.to_owned();
    }
    let inner = text.split(['(', '<', '|', ')', '>', ',', ';']);
    let names: Vec<&str> = inner
        .map(str::trim)
        .filter(|part| !part.is_empty() && !part.contains('@'))
        .collect();
    names.join(", ")
}

/// An address of a page, and nothing else.
pub fn is_address(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www."))
        && !text.contains(char::is_whitespace)
}
