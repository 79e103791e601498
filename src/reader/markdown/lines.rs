//! Front matter line by line, for what its parser refuses: `key: value` and lists, nothing more.

use serde_json::{Map, Value};

/// More entries than this are no front matter.
const MOST: usize = 500;

/// Reads what can be read; later values do not replace earlier ones.
pub fn read_lines(text: &str, longest: usize) -> Map<String, Value> {
    let mut values: Map<String, Value> = Map::new();
    let mut list: Option<String> = None;
    let mut seen = 0;
    for line in text.lines() {
        seen += line.len() + 1;
        if seen > longest || values.len() >= MOST {
            break;
        }
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        if let (Some(item), Some(name)) = (trimmed.strip_prefix("- "), &list) {
            if let Some(Value::Array(items)) = values.get_mut(name) {
                items.push(Value::String(unquoted(item).to_owned()));
            }
            continue;
        }
        // What is indented belongs to a structure that is not read here.
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some(at) = trimmed.find([':', '=']) else {
            continue;
        };
        let name = trimmed[..at].trim().trim_matches('"').to_lowercase();
        let rest = trimmed[at + 1..].trim();
        if name.is_empty() || name.len() > 60 || values.contains_key(&name) {
            list = None;
            continue;
        }
        list = rest.is_empty().then(|| name.clone());
        let value = match rest {
            "" => Value::Array(Vec::new()),
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => match rest
                .strip_prefix('[')
                .and_then(|inner| inner.strip_suffix(']'))
            {
                Some(inner) => inner
                    .split(',')
                    .map(unquoted)
                    .filter(|item| !item.is_empty())
                    .map(|item| Value::String(item.to_owned()))
                    .collect(),
                None => Value::String(unquoted(rest).to_owned()),
            },
        };
        values.insert(name, value);
    }
    values
}

/// Without the quotes around it, if they are around all of it.
fn unquoted(text: &str) -> &str {
    let text = text.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = text
            .strip_prefix(quote)
            .and_then(|rest| rest.strip_suffix(quote))
            && !inner.contains(quote)
        {
            return inner;
        }
    }
    text
}
