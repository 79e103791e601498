//! Front matter: the record before the text, in YAML, TOML or JSON, cut off and parsed.

use serde_json::{Map, Value};

use super::lines::read_lines;

/// Longer front matter is not parsed but read line by line.
const MAX_BYTES: usize = 64 << 10;
/// How far the end of the front matter is looked for.
const MAX_REACH: usize = 16 << 20;
/// Deepest nesting that is parsed.
const MAX_DEPTH: usize = 16;

/// What stands before the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Front {
    /// "YAML", "TOML", "JSON", "properties", or "page": what a reader service says of a page.
    pub kind: &'static str,
    pub values: Map<String, Value>,
    /// The parser refused it.
    pub is_line_wise: bool,
    /// Bytes of the whole, borders included.
    pub length: usize,
}

/// Whether a text begins with front matter.
pub fn begins(text: &str) -> bool {
    let mut lines = text.lines();
    match lines.next().map(str::trim_end) {
        Some("---") => lines
            .find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
            .is_some_and(is_yaml_line),
        Some("+++") => lines
            .find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))
            .is_some_and(|line| line.contains('=') || line.trim_start().starts_with('[')),
        Some(line) if line.starts_with('{') => json_end(text).is_some(),
        Some(line) if line.starts_with(PAGE_TITLE) => page_head(text).is_some(),
        _ => false,
    }
}

/// Splits a text into its front matter, if there is any, and the byte where the text begins.
pub fn split(text: &str) -> (Option<Front>, usize) {
    if !begins(text) {
        return (None, 0);
    }
    if text.starts_with('{') {
        let Some(end) = json_end(text) else {
            return (None, 0);
        };
        let values = match serde_json::from_str::<Value>(&text[..end]) {
            Ok(Value::Object(values)) => values,
            _ => return (None, 0),
        };
        let front = front("JSON", values, false, end);
        return (Some(front), end);
    }
    if let Some((head, after)) = page_head(text) {
        let values = read_lines(head, MAX_BYTES).into_iter();
        let named = values.map(
            |(name, value)| match PAGE_NAMES.iter().find(|n| n.0 == name) {
                Some((_, field)) => ((*field).to_owned(), value),
                None => (name, value),
            },
        );
        let front = front(PAGE, named.collect(), false, after);
        return (Some(front), after);
    }
    let (mark, kind) = if text.starts_with("---") {
        ("---", "YAML")
    } else {
        ("+++", "TOML")
    };
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    let (end, after) = find_end(text, start, mark);
    let head = &text[start..end];
    let parsed = match kind {
        _ if head.len() > MAX_BYTES => None,
        "YAML" => parse_yaml(head),
        _ => parse_toml(head),
    };
    let is_line_wise = parsed.is_none();
    let values = parsed.unwrap_or_else(|| read_lines(head, MAX_BYTES));
    (Some(front(kind, values, is_line_wise, after)), after)
}

fn front(
    kind: &'static str,
    values: Map<String, Value>,
    is_line_wise: bool,
    length: usize,
) -> Front {
    Front {
        kind,
        values: values
            .into_iter()
            .map(|(name, value)| (name.to_lowercase(), value))
            .collect(),
        is_line_wise,
        length,
    }
}

/// Where the front matter ends and the text begins.  One that is never closed ends where its lines
/// cease to look like it, so that the text is not lost with it.
fn find_end(text: &str, start: usize, mark: &str) -> (usize, usize) {
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == mark || (mark == "---" && bare == "...") {
            return (at, at + line.len());
        }
        at += line.len();
        if at - start > MAX_REACH {
            break;
        }
    }
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let is_head = if mark == "---" {
            is_yaml_line(line) || line.starts_with([' ', '-', '#'])
        } else {
            line.contains('=') || line.starts_with(['[', '#'])
        };
        if !is_head || line.trim().is_empty() {
            break;
        }
        at += line.len();
    }
    (at, at)
}

/// Kind of the head that a reader service writes.
pub const PAGE: &str = "page";
/// What reader services put before a page that they turned into Markdown, and what it is called here.
const PAGE_TITLE: &str = "Title:";
const PAGE_NAMES: [(&str, &str); 2] = [("url source", "url"), ("published time", "published")];
/// The line between the head and the page.
const PAGE_BORDER: &str = "Markdown Content:";
/// Bytes that the head takes at most.
const MAX_PAGE_HEAD: usize = 4096;

/// `Title: …`, `URL Source: …`, `Markdown Content:`, with blank lines between: the head, and where the
/// page begins.
fn page_head(text: &str) -> Option<(&str, usize)> {
    if !text.starts_with(PAGE_TITLE) {
        return None;
    }
    let (mut at, mut has_address) = (0, false);
    for line in text.split_inclusive('\n') {
        let after = at + line.len();
        if after > MAX_PAGE_HEAD {
            break;
        }
        if line.trim_end() == PAGE_BORDER {
            return has_address.then_some((&text[..at], after));
        }
        has_address |= line.starts_with("URL Source:");
        at = after;
    }
    None
}

/// `key: value` with a name for a key.
fn is_yaml_line(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches("- ");
    let Some((key, rest)) = line.split_once(':') else {
        return false;
    };
    let key = key.trim_matches(['"', '\'']);
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | ':');
    !key.is_empty()
        && key.len() <= 60
        && key.chars().all(is_name)
        && key.split(' ').count() <= 3
        && (rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
}

/// End of a JSON object at the start of a text that goes on with something else on a new line.
fn json_end(text: &str) -> Option<usize> {
    let reach = text.len().min(MAX_BYTES);
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate().take(reach) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return None;
                }
            }
            b'}' | b']' if !quoted => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let rest = &text[at + 1..];
                    let follows = rest.trim_start();
                    let is_text = rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
                        && !follows.is_empty()
                        && !follows.starts_with(['{', '[', ',', ']', '\u{1e}']);
                    return is_text.then_some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

fn parse_yaml(text: &str) -> Option<Map<String, Value>> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: MAX_DEPTH,
            max_events: 10_000,
            max_nodes: 5_000,
            max_aliases: 50,
            max_anchors: 50,
            max_documents: 1,
            flow_nesting_limit: MAX_DEPTH,
        },
        strict_booleans: true,
    };
    match serde_saphyr::from_str_with_options::<Value>(text, options) {
        Ok(Value::Object(values)) => Some(values),
        Ok(Value::Null) => Some(Map::new()),
        _ => None,
    }
}

fn parse_toml(text: &str) -> Option<Map<String, Value>> {
    let table: toml::Table = toml::from_str(text).ok()?;
    let values = table
        .into_iter()
        .map(|(name, value)| (name, plain(value, 0)));
    Some(values.collect())
}

/// TOML as JSON: its dates become text.
fn plain(value: toml::Value, depth: usize) -> Value {
    if depth > MAX_DEPTH {
        return Value::Null;
    }
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(value) => value.into(),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(values) => values
            .into_iter()
            .map(|value| plain(value, depth + 1))
            .collect(),
        toml::Value::Table(table) => table
            .into_iter()
            .map(|(name, value)| (name, plain(value, depth + 1)))
            .collect::<Map<String, Value>>()
            .into(),
    }
}
