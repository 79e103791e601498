//! The article among the data that a page carries for its own scripts: `__NEXT_DATA__`,
//! `__NUXT_DATA__`, Apollo's cache, `Fusion.globalContent` and the like.
//!
//! Nothing is run and no framework is asked for by name: what is JSON in the scripts is looked
//! through for objects with a headline and a text, by the field names of `json`.  Values that stand
//! elsewhere in the data are put in their places.  JavaScript that is not JSON is left to `state`.

use std::borrow::Cow;

use serde_json::{Deserializer, Map, Value};

use super::meta::key;
use super::shingles::words;
use super::state::{literal_end, unescape};
use crate::article::Article;
use crate::reader::json::article::{holds, read_object};
use crate::reader::json::value::text_of;

/// Most bytes of scripts that are looked at, and most values in one of them.
const MOST: usize = 4 << 20;
const MOST_VALUES: usize = 16;

/// Depth to which articles are looked for, and most values that are looked at.
const MAX_DEPTH: usize = 24;
const MOST_NODES: usize = 200_000;

/// Depth and number of the values that references are followed for.
const MAX_REFERENCE: usize = 8;
const MOST_PUT: usize = 20_000;

/// Most objects that are read to find the article.
const MOST_READ: usize = 12;

/// The article of the page whose titles these are, and the characters of its text.
pub fn find_article(scripts: &[&str], titles: &[String]) -> Option<(Article, usize)> {
    let titles: Vec<(String, Vec<u64>)> = titles
        .iter()
        .map(|title| (key(title), words(title)))
        .collect();
    let mut left = MOST;
    let mut best: Option<(Likeness, usize, Article)> = None;
    let mut seen = 0;
    for script in scripts {
        if script.len() > left {
            continue;
        }
        left -= script.len();
        for value in values_in(script) {
            let mut search = Search {
                found: Vec::new(),
                left: MOST_NODES,
            };
            search.look(&value, None, 0);
            let mut found: Vec<(Likeness, Candidate<'_>)> = search
                .found
                .into_iter()
                .map(|found| (likeness(found.object, &titles), found))
                .collect();
            seen += found.len();
            found.sort_by_key(|(likeness, _)| std::cmp::Reverse(*likeness));
            for (likeness, candidate) in found.iter().take(MOST_READ) {
                let Some(article) = candidate.read() else {
                    continue;
                };
                let size = size_of(&article);
                if best
                    .as_ref()
                    .is_none_or(|(like, most, _)| (*likeness, size) > (*like, *most))
                {
                    best = Some((*likeness, size, article));
                }
            }
        }
    }
    let has_title = titles.iter().any(|(_, words)| !words.is_empty());
    best.filter(|(likeness, ..)| *likeness > Likeness::Other || !has_title || seen == 1)
        .map(|(_, size, article)| (article, size))
}

/// Characters of the text of an article.
pub fn size_of(article: &Article) -> usize {
    let body = article.blocks.iter().filter(|block| block.kind.is_body());
    body.map(|block| block.text.chars().count()).sum()
}

/// How much the headline of an object is that of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    Other,
    /// Titles for search engines share a part of the words.
    Alike,
    Same,
}

fn likeness(object: &Map<String, Value>, titles: &[(String, Vec<u64>)]) -> Likeness {
    const NAMES: &[&str] = &["headline", "headlines", "title", "webTitle", "heading"];
    let mut best = Likeness::Other;
    for text in NAMES
        .iter()
        .filter_map(|name| object.get(*name))
        .filter_map(text_of)
    {
        let (own, own_words) = (key(&text), words(&text));
        for (title, title_words) in titles {
            let met = own_words
                .iter()
                .filter(|word| title_words.contains(word))
                .count();
            let is_same = own == *title || (own.len() > 15 && title.starts_with(&own));
            let is_alike = met > 0 && met * 2 >= own_words.len().max(title_words.len());
            best = best.max(match (is_same, is_alike) {
                (true, _) => Likeness::Same,
                (_, true) => Likeness::Alike,
                _ => Likeness::Other,
            });
        }
    }
    best
}

/// An object with a headline and a text.
struct Candidate<'v> {
    object: &'v Map<String, Value>,
    /// Where its references lead.
    table: Option<&'v Map<String, Value>>,
}

impl Candidate<'_> {
    fn read(&self) -> Option<Article> {
        match self.table {
            Some(table) => {
                let mut left = MOST_PUT;
                let object = put_object(self.object, table, 0, &mut left);
                read_object(&object)
            }
            None => read_object(self.object),
        }
    }
}

/// Looks for articles within a value.
struct Search<'v> {
    found: Vec<Candidate<'v>>,
    left: usize,
}

impl<'v> Search<'v> {
    fn look(&mut self, value: &'v Value, table: Option<&'v Map<String, Value>>, depth: usize) {
        if self.left == 0 || depth > MAX_DEPTH {
            return;
        }
        self.left -= 1;
        match value {
            Value::Array(values) => {
                for value in values {
                    self.look(value, table, depth + 1);
                }
            }
            Value::Object(object) => {
                let table = if object.contains_key("ROOT_QUERY") {
                    Some(object)
                } else {
                    table
                };
                let held = holds(object);
                if held.strong_headline && held.text {
                    self.found.push(Candidate { object, table });
                }
                for value in object.values() {
                    self.look(value, table, depth + 1);
                }
            }
            _ => {}
        }
    }
}

/// The values that a script has as JSON: all of it, or what it gives a name or a function.
fn values_in(script: &str) -> Vec<Value> {
    // What JavaScript writes for nothing.
    let script = match script.contains(":undefined") {
        true => Cow::Owned(script.replace(":undefined", ":null")),
        false => Cow::Borrowed(script),
    };
    if let Ok(value) = serde_json::from_str(script.trim()) {
        return vec![in_places(value)];
    }
    let bytes = script.as_bytes();
    let (mut values, mut tries, mut at) = (Vec::new(), 0, 0);
    while let Some(mark) = memchr::memchr2(b'=', b'(', &bytes[at..]).map(|len| at + len) {
        at = mark + 1;
        let rest = script[at..].trim_start();
        let is_object = rest
            .strip_prefix('{')
            .is_some_and(|rest| rest.trim_start().starts_with('"'));
        let is_literal = rest.starts_with("\"{\\\"") || rest.starts_with("\"[");
        if !(is_object || is_literal) {
            continue;
        }
        // Each try may read the rest of the script.
        tries += 1;
        if tries > MOST_VALUES {
            break;
        }
        let start = script.len() - rest.len();
        if is_literal {
            let Some(end) = literal_end(bytes, start + 1) else {
                break;
            };
            values.extend(serde_json::from_str(&unescape(&script[start + 1..end])).ok());
            at = end + 1;
            continue;
        }
        let mut stream = Deserializer::from_str(rest).into_iter::<Value>();
        if let Some(Ok(value)) = stream.next() {
            at = start + stream.byte_offset();
            values.push(value);
        }
    }
    values.into_iter().map(in_places).collect()
}

/// `[{"article": 1}, {"title": 2}, "A dam holds"]` => `{"article": {"title": "A dam holds"}}`:
/// values that stand in one list and name each other by number.
fn in_places(value: Value) -> Value {
    let Value::Array(values) = &value else {
        return value;
    };
    let is_number = |value: &Value| value.is_u64();
    let is_numbered = match values.first() {
        Some(Value::Object(first)) => !first.is_empty() && first.values().all(is_number),
        // `["ShallowReactive", 1]`
        Some(Value::Array(first)) => {
            matches!(first.as_slice(), [name, number] if name.is_string() && number.is_u64())
        }
        _ => false,
    };
    if !is_numbered {
        return value;
    }
    let mut left = MOST_NODES;
    numbered(values, 0, 0, &mut left)
}

fn numbered(values: &[Value], at: usize, depth: usize, left: &mut usize) -> Value {
    if depth > MAX_DEPTH || *left == 0 {
        return Value::Null;
    }
    *left -= 1;
    let mut follow = |number: &Value| {
        let at = number.as_u64().and_then(|at| usize::try_from(at).ok());
        at.map_or(Value::Null, |at| numbered(values, at, depth + 1, left))
    };
    match values.get(at) {
        Some(Value::Object(object)) => {
            let members = object
                .iter()
                .map(|(name, number)| (name.clone(), follow(number)));
            Value::Object(members.collect())
        }
        Some(Value::Array(list)) => match list.as_slice() {
            [Value::String(_), value] if value.is_u64() => follow(value),
            [Value::String(_), value] => copy(value, left),
            list => Value::Array(list.iter().map(follow).collect()),
        },
        Some(value) => copy(value, left),
        None => Value::Null,
    }
}

/// A value that may be asked for any number of times: what is long counts as many.
fn copy(value: &Value, left: &mut usize) -> Value {
    const UNIT: usize = 64;
    let size = match value {
        Value::String(text) => text.len() / UNIT,
        Value::Array(_) | Value::Object(_) => return Value::Null,
        _ => 0,
    };
    match left.checked_sub(size) {
        Some(rest) => {
            *left = rest;
            value.clone()
        }
        None => Value::Null,
    }
}

/// An object with what its references lead to in their places.
fn put_object(
    object: &Map<String, Value>,
    table: &Map<String, Value>,
    depth: usize,
    left: &mut usize,
) -> Map<String, Value> {
    let members = object.iter();
    members
        .map(|(name, value)| (name.clone(), put(value, table, depth + 1, left)))
        .collect()
}

fn put(value: &Value, table: &Map<String, Value>, depth: usize, left: &mut usize) -> Value {
    if depth > MAX_REFERENCE || *left == 0 {
        return Value::Null;
    }
    *left -= 1;
    match value {
        Value::Object(object) => {
            let named = object.get("__ref").or_else(|| {
                let is_id = object.get("type").and_then(Value::as_str) == Some("id");
                object.get("id").filter(|_| is_id)
            });
            let referred = named
                .and_then(Value::as_str)
                .and_then(|name| table.get(name));
            match referred {
                Some(referred) => put(referred, table, depth + 1, left),
                None => Value::Object(put_object(object, table, depth, left)),
            }
        }
        Value::Array(values) => {
            let values = values.iter();
            Value::Array(
                values
                    .map(|value| put(value, table, depth + 1, left))
                    .collect(),
            )
        }
        value => copy(value, left),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The dam above the town held through the night, the mayor said.";

    fn check(script: &str, expected: Option<&str>) {
        let titles = ["A dam holds in the north | Daily X".to_owned()];
        let found = find_article(&[script], &titles);
        let text = found
            .as_ref()
            .map(|(article, _)| article.blocks[0].text.as_str());
        assert_eq!(text, expected, "{script}");
    }

    #[test]
    fn articles_in_data() {
        let article = format!(r#"{{"title": "A dam holds in the north", "body": "{TEXT}"}}"#);
        let other = r#"{"title": "Cricket club wins", "body": "The club won the match by a long way, and then it rained."}"#;
        let found = Some(TEXT);
        check(
            &format!(r#"{{"props": {{"a": [{other}, {article}]}}}}"#),
            found,
        );
        check(
            &format!("window.state = {{\"a\": {article}}}; run();"),
            found,
        );
        check(&format!("x={{\"a\":undefined,\"b\":{article}}}"), found);
        let literal = article.replace('"', "\\\"");
        check(&format!("x = JSON.parse(\"{literal}\")"), found);
        // Other stories than the page's.
        check(&format!(r#"{{"a": [{other}, {other}]}}"#), None);
        check("x = {\"a\": {\"b\": 1}", None);
        check("x = {a: 1}", None);
    }

    #[test]
    fn a_long_text_is_not_put_in_a_thousand_places() {
        let long = "a".repeat(1 << 16);
        let many = vec!["1"; 10_000].join(",");
        let script = format!("[{{\"a\": 2}}, \"{long}\", [{many}]]");
        let [value] = values_in(&script).try_into().unwrap();
        let list = value["a"].as_array().unwrap();
        let size: usize = list.iter().filter_map(Value::as_str).map(str::len).sum();
        assert!(size < 64 * MOST_NODES, "{size}");
    }

    #[test]
    fn values_that_stand_elsewhere() {
        let numbered = format!(
            r#"[["Reactive", 1], {{"data": 2}}, {{"title": 3, "body": 4, "self": 2}}, "A dam holds in the north", ["Html", "{TEXT}"]]"#
        );
        check(&numbered, Some(TEXT));
        let cache = format!(
            r#"x = {{"ROOT_QUERY": {{"article": {{"__ref": "A:1"}}}}, "A:1": {{"headline": "A dam holds in the north", "body": [{{"__ref": "P:1"}}], "next": {{"__ref": "A:1"}}}}, "P:1": {{"html": "<p>{TEXT}</p>"}}}}"#
        );
        check(&cache, Some(TEXT));
    }
}
