//! Looking at parsed JSON as text: one line, a list of names, blocks.
//!
//! Publishers wrap the same text in many ways (`"x"`, `{"value": "x"}`, `[{"name": "x"}]`,
//! `{"rendered": "<p>x"}`); this is where the wrapping comes off.  Recursion is bounded by the
//! depth that the splitter lets through.

use serde_json::{Map, Value};

use super::super::fragment::{collapse, one_line, text_blocks};
use crate::article::{Block, BlockKind};

/// Members of an object that hold its text, in order.
const TEXT_MEMBERS: &[&str] = &[
    "main",
    "basic",
    "name",
    "value",
    "rendered",
    "text",
    "#text",
    "$t",
    "_",
    "@value",
    "original",
    "title",
    "default",
    "content",
    "headline",
    "full",
    "label",
    "webTitle",
    "displayName",
    "id",
    "en",
    "eng",
    "$oid",
];

/// Members that hold the text of a part of a body.
const PART_MEMBERS: &[&str] = &[
    "value",
    "rendered",
    "html",
    "content",
    "text",
    "body",
    "paragraphs",
    "children",
    "elements",
    "blocks",
    "data",
    "items",
    "content_elements",
    "fullcaption",
    "caption",
    "main",
    "en",
    "eng",
];

/// Kinds of parts that repeat what the record says of itself, or stand beside the text.
const BESIDE_TEXT: &[&str] = &[
    "kicker",
    "byline",
    "author_info",
    "date",
    "interstitial_link",
];

/// Objects with more members have them by their exact names.
const MOST_MEMBERS: usize = 64;

/// A member of an object by its name, whose case is the producer's: `Name`, `name`.
pub fn member<'v>(object: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    object.get(name).or_else(|| {
        let mut members = object.iter().take(MOST_MEMBERS);
        let (_, value) = members.find(|(known, _)| known.eq_ignore_ascii_case(name))?;
        Some(value)
    })
}

/// The text of a value in one line; nothing when there is none.
pub fn text_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => one_line(text),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => best_role(values).and_then(text_of)?,
        Value::Object(object) => TEXT_MEMBERS
            .iter()
            .filter_map(|name| member(object, name))
            .find_map(text_of)?,
        Value::Bool(_) | Value::Null => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// Every name in a value: members of an array, or parts of a string with separators.
pub fn names_of(value: &Value) -> Vec<String> {
    let mut names = Vec::new();
    match value {
        Value::Array(values) => {
            for value in values {
                if let Some(name) = text_of(value) {
                    push_new(&mut names, name);
                }
            }
        }
        Value::String(text) => {
            let text = collapse(text);
            if let Some(list) = written_list(&text) {
                return names_of(&list);
            }
            let separator = [';', '|', ',']
                .into_iter()
                .find(|c| text.contains(*c))
                .unwrap_or(',');
            for part in text.split(separator) {
                push_new(&mut names, one_line(part));
            }
        }
        Value::Object(object) if object.values().all(Value::is_array) && !object.is_empty() => {
            for value in object.values() {
                for name in names_of(value) {
                    push_new(&mut names, name);
                }
            }
        }
        _ => names.extend(text_of(value)),
    }
    names
}

/// A list that was written into a string, as JSON or as Python: `"['a', 'b']"`.
pub fn written_list(text: &str) -> Option<Value> {
    let text = text.trim();
    let looks = (text.starts_with('[') && text.ends_with(']'))
        || (text.starts_with('{') && text.ends_with('}'));
    // What is longer is a text that happens to stand in brackets.
    if !looks || text.len() > 10_000 {
        return None;
    }
    serde_json::from_str(text)
        .or_else(|_| serde_json::from_str(&super::repair::repair(text)))
        .ok()
        .filter(|value: &Value| value.is_array() || value.is_object())
}

fn push_new(names: &mut Vec<String>, name: String) {
    if !name.is_empty() && !names.contains(&name) {
        names.push(name);
    }
}

/// Of several wordings with roles (ninjs 2 and 3) the main one, else the first.
fn best_role(values: &[Value]) -> Option<&Value> {
    let role = |value: &Value| {
        value
            .get("role")
            .and_then(Value::as_str)
            .map(str::to_lowercase)
    };
    let is_main =
        |value: &&Value| role(value).is_none_or(|role| role.contains("main") || role.is_empty());
    values.iter().find(is_main).or(values.first())
}

/// Blocks of a value that holds a body.
pub fn blocks_of(value: &Value) -> Vec<Block> {
    let mut blocks = Vec::new();
    push_blocks(value, &mut blocks);
    blocks
}

fn push_blocks(value: &Value, blocks: &mut Vec<Block>) {
    match value {
        Value::String(text) => blocks.extend(text_blocks(text)),
        Value::Array(values) if are_alternatives(values) => {
            if let Some(best) = best_format(values) {
                push_blocks(best, blocks);
            }
        }
        Value::Array(values) if are_runs(values) => {
            let text: String = values.iter().filter_map(run_of).collect();
            blocks.extend(text_blocks(&text));
        }
        Value::Array(values) => values.iter().for_each(|value| push_blocks(value, blocks)),
        Value::Object(object) => push_part(object, blocks),
        Value::Number(_) | Value::Bool(_) | Value::Null => {}
    }
}

/// Whether a list is one text in runs: `["The dam ", {"type": "bold", "text": "holds"}, "."]`.
fn are_runs(values: &[Value]) -> bool {
    let is_marked = |value: &Value| value.get("type").is_some() && value.get("text").is_some();
    values.iter().any(Value::is_string)
        && values.iter().any(is_marked)
        && values.iter().all(|value| run_of(value).is_some())
}

fn run_of(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.get("text")?.as_str())
}

/// One part of a body that is kept in pieces: a paragraph, a heading, a picture.
fn push_part(object: &Map<String, Value>, blocks: &mut Vec<Block>) {
    let word = |name: &str| {
        object
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or("")
            .to_lowercase()
    };
    let (kind, subkind) = (word("type"), word("subtype"));
    let before = blocks.len();
    // A marked-up text run inside a paragraph stands as its own node: its parent joins them.
    let is_inline = |value: &Value| value.get("type").and_then(Value::as_str) == Some("text");
    if let Some(Value::Array(runs)) = object.get("content")
        && !runs.is_empty()
        && runs.iter().any(is_inline)
    {
        let text: String = runs
            .iter()
            .filter_map(|run| run.get("text").and_then(Value::as_str))
            .collect();
        blocks.extend(text_blocks(&text));
    } else {
        for name in PART_MEMBERS {
            if let Some(value) = member(object, name) {
                push_blocks(value, blocks);
                if blocks.len() > before {
                    break;
                }
            }
        }
    }
    let forced = if BESIDE_TEXT.contains(&kind.as_str()) {
        Some(BlockKind::Boilerplate)
    } else if kind.contains("image")
        || kind.contains("photo")
        || kind.contains("caption")
        || subkind.contains("caption")
    {
        Some(BlockKind::Caption)
    } else if kind.contains("head") || subkind.contains("head") {
        Some(BlockKind::Subhead)
    } else if kind.contains("list") {
        Some(BlockKind::ListItem)
    } else if kind.contains("quote") {
        Some(BlockKind::Quote)
    } else {
        None
    };
    for block in &mut blocks[before..] {
        if block.kind == BlockKind::Paragraph
            && let Some(kind) = forced
        {
            block.kind = kind;
        }
    }
}

/// Objects that say in which format they are hold the same text several times.
fn are_alternatives(values: &[Value]) -> bool {
    !values.is_empty()
        && values.iter().all(|value| {
            value.is_object()
                && (value.get("contenttype").is_some()
                    || value.get("contentType").is_some()
                    || value.get("role").is_some())
        })
}

fn best_format(values: &[Value]) -> Option<&Value> {
    let format = |value: &Value| {
        let word = |name| value.get(name).and_then(Value::as_str).unwrap_or("");
        format!(
            "{}{} {}",
            word("contenttype"),
            word("contentType"),
            word("role")
        )
        .to_lowercase()
    };
    let has = |wanted: &'static str| {
        values
            .iter()
            .find(move |value| format(value).contains(wanted))
    };
    has("html")
        .or_else(|| has("nitf"))
        .or_else(|| has("xml"))
        .or_else(|| has("main"))
        .or(values.first())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn wrapped_texts() {
        for (value, expected) in [
            (json!("a &amp; <b>b</b>"), Some("a & b")),
            (json!({"value": "x"}), Some("x")),
            (
                json!([{"role": "short", "value": "x"}, {"role": "main", "value": "y"}]),
                Some("y"),
            ),
            (json!({"rendered": "<p>x</p>"}), Some("x")),
            (json!(null), None),
            (json!(7), Some("7")),
        ] {
            assert_eq!(text_of(&value).as_deref(), expected);
        }
        assert_eq!(
            names_of(&json!("['Ann Roe', 'Bob Fox']")),
            ["Ann Roe", "Bob Fox"]
        );
        assert_eq!(names_of(&json!("a; b, c; a")), ["a", "b, c"]);
        assert_eq!(names_of(&json!([{"name": "a"}, "b"])), ["a", "b"]);
    }

    #[test]
    fn bodies_in_parts() {
        let value = json!([
            {"type": "header", "content": "H"},
            {"type": "sanitized_html", "subtype": "paragraph", "content": "One <i>p</i>."},
            {"type": "image", "fullcaption": "Cap"},
            {"type": "paragraph", "content": [{"type": "text", "text": "Two "}, {"type": "text", "text": "runs."}]},
        ]);
        let blocks: Vec<_> = blocks_of(&value)
            .into_iter()
            .map(|b| (b.kind, b.text))
            .collect();
        assert_eq!(
            blocks,
            [
                (BlockKind::Subhead, "H".to_owned()),
                (BlockKind::Paragraph, "One p.".to_owned()),
                (BlockKind::Caption, "Cap".to_owned()),
                (BlockKind::Paragraph, "Two runs.".to_owned()),
            ]
        );
    }
}
