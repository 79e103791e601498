//! Who wrote it, in all the ways in which JSON says so: a name, a line of names, a list, an object
//! for each person, an object or a list that is written as text.
//!
//! Addresses of people and pages are no names.

use serde_json::Value;

use super::super::byline::split_authors;
use super::super::fragment::one_line;
use super::value::{member, text_of, written_list};

/// Names of authors, however they are written.
pub fn authors_of(value: &Value, notes: &mut Vec<String>) -> Vec<String> {
    let mut authors: Vec<String> = Vec::new();
    let mut add = |names: Vec<String>| {
        for name in names {
            if !authors.contains(&name) {
                authors.push(name);
            }
        }
    };
    match value {
        Value::String(text) => {
            if let Some(written) = written_list(text) {
                return authors_of(&written, notes);
            }
            let text = one_line(text);
            if is_address(&text) {
                notes.push(format!(
                    "author is an address: {}",
                    text.chars().take(120).collect::<String>()
                ));
            } else {
                add(split_authors(&without_mail(&text)));
            }
        }
        Value::Array(values) => {
            for value in values.iter().take(200) {
                add(authors_of(value, notes));
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
            ]
            .iter()
            .find_map(|name| member(object, name).and_then(text_of));
            let part = |name: &str| member(object, name).and_then(text_of);
            let both = || match (
                part("firstName").or(part("first_name")),
                part("lastName").or(part("last_name")),
            ) {
                (Some(first), Some(last)) => Some(format!("{first} {last}")),
                (first, last) => first.or(last),
            };
            if let Some(name) = name.or_else(both).filter(|name| !is_address(name)) {
                add(split_authors(&without_mail(&name)));
            }
        }
        Value::Number(_) | Value::Bool(_) | Value::Null => {}
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
