//! Tables as JSON: names once and rows of values, or a list or an object of values for each column,
//! as data frames are written.
//!
//! Only what has a column of headlines or texts is taken for a table, and only where all columns
//! have the same rows.

use serde_json::{Map, Value};

use super::fields::{Target, meaning};
use super::value::text_of;

/// Members that are lists in a single article.
const PARTS: &[&str] = &["headlines", "subheadlines", "paragraphs", "bodies"];

/// The rows of a table, each as an object of its own; nothing when the object is no table.
pub fn rows(object: &Map<String, Value>) -> Option<Vec<Value>> {
    named_once(object)
        .or_else(|| by_number(object))
        .or_else(|| by_place(object))
}

/// `{"columns": ["title", "text"], "data": [["A", "x"], ["B", "y"]]}`
fn named_once(object: &Map<String, Value>) -> Option<Vec<Value>> {
    let list = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| object.get(*name).and_then(Value::as_array))
    };
    let names: Vec<String> = list(&["columns", "header", "fields"])?
        .iter()
        .map(|name| text_of(name).unwrap_or_default())
        .collect();
    let rows = list(&["data", "rows", "values"])?;
    let is_row = |row: &Value| row.as_array().is_some_and(|row| row.len() <= names.len());
    if !has_text(names.iter()) || rows.is_empty() || !rows.iter().all(is_row) {
        return None;
    }
    let of_row = |row: &Value| {
        let cells = row.as_array().into_iter().flatten().cloned();
        Value::Object(names.iter().cloned().zip(cells).collect())
    };
    Some(rows.iter().map(of_row).collect())
}

/// `{"title": {"0": "A", "1": "B"}, "text": {"0": "x", "1": "y"}}`
fn by_number(object: &Map<String, Value>) -> Option<Vec<Value>> {
    let columns: Vec<(&String, &Map<String, Value>)> = object
        .iter()
        .map(|(name, value)| Some((name, value.as_object()?)))
        .collect::<Option<_>>()?;
    let (_, first) = columns.first()?;
    let is_number = |name: &String| name.bytes().all(|b| b.is_ascii_digit());
    let are_numbers = first.keys().all(is_number);
    let is_same = |column: &Map<String, Value>| column.keys().eq(first.keys());
    if columns.len() < 2
        || first.is_empty()
        // Other names are those of languages (`en`, `de`) or of forms (`rendered`, `raw`).
        || !are_numbers
        || !has_text(columns.iter().map(|(name, _)| *name))
        || !columns.iter().all(|(_, column)| is_same(column))
        || columns
            .iter()
            .any(|(_, column)| column.values().any(Value::is_object))
    {
        return None;
    }
    let mut rows: Vec<&String> = first.keys().collect();
    rows.sort_by_key(|row| (row.len(), *row));
    let of_row = |row: &String| {
        let cell = |column: &Map<String, Value>| column.get(row).cloned().unwrap_or_default();
        let cells = columns
            .iter()
            .map(|(name, column)| ((*name).clone(), cell(column)));
        Value::Object(cells.collect())
    };
    Some(rows.into_iter().map(of_row).collect())
}

/// `{"title": ["A", "B"], "text": ["x", "y"]}`
fn by_place(object: &Map<String, Value>) -> Option<Vec<Value>> {
    let columns: Vec<(&String, &Vec<Value>)> = object
        .iter()
        .map(|(name, value)| Some((name, value.as_array()?)))
        .collect::<Option<_>>()?;
    let (_, first) = columns.first()?;
    let length = first.len();
    let of_target = |wanted| move |(name, _): &&(&String, &Vec<Value>)| matches!(meaning(name), Some((target, _)) if target == wanted);
    // A text in paragraphs beside a list of headlines is an article with lists of one field each.
    let has_both = [Target::Headline, Target::Body].into_iter().all(|wanted| {
        columns
            .iter()
            .find(of_target(wanted))
            .is_some_and(|(_, column)| column.iter().all(|cell| cell.is_string() || cell.is_null()))
    });
    // Names of several parts of one article.
    let is_of_parts = |name: &str| PARTS.iter().any(|known| known.eq_ignore_ascii_case(name));
    if columns.iter().any(|(name, _)| is_of_parts(name)) {
        return None;
    }
    if length < 2 || !has_both || columns.iter().any(|(_, column)| column.len() != length) {
        return None;
    }
    let of_row = |row: usize| {
        let cells = columns
            .iter()
            .map(|(name, column)| ((*name).clone(), column[row].clone()));
        Value::Object(cells.collect())
    };
    Some((0..length).map(of_row).collect())
}

fn has_text<'a>(mut names: impl Iterator<Item = &'a String>) -> bool {
    names.any(|name| matches!(meaning(name), Some((Target::Headline | Target::Body, _))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[track_caller]
    fn check(table: &Value, expected: Option<&Value>) {
        let rows = rows(table.as_object().unwrap()).map(Value::from);
        assert_eq!(rows.as_ref(), expected, "{table}");
    }

    #[test]
    fn every_orientation() {
        let rows = json!([{"title": "A", "text": "x"}, {"title": "B", "text": "y"}]);
        for table in [
            json!({"columns": ["title", "text"], "index": [0, 1], "data": [["A", "x"], ["B", "y"]]}),
            json!({"title": {"0": "A", "1": "B"}, "text": {"0": "x", "1": "y"}}),
            json!({"title": ["A", "B"], "text": ["x", "y"]}),
        ] {
            check(&table, Some(&rows));
        }
        // Rows come in the order of their numbers.
        let column = |text: &str| -> Value {
            (0..11)
                .map(|i| (i.to_string(), json!(format!("{text}{i}"))))
                .collect::<Map<String, Value>>()
                .into()
        };
        let table = json!({"title": column("t"), "text": column("x")});
        let rows = super::rows(table.as_object().unwrap()).unwrap();
        assert_eq!(rows[10], json!({"title": "t10", "text": "x10"}));
    }

    #[test]
    fn objects_that_are_no_tables() {
        for object in [
            json!({"title": {"rendered": "A"}, "content": {"rendered": "x"}}),
            json!({"title": {"0": "A", "1": "B"}, "text": {"0": "x"}}),
            json!({"title": {"rendered": "A", "raw": "A"}, "content": {"rendered": "x", "raw": "x"}}),
            json!({"title": {"en": "A", "de": "B"}, "text": {"en": "x", "de": "y"}}),
            json!({"headlines": ["A", "B"], "paragraphs": ["x", "y"]}),
            json!({"title": ["A"], "text": ["x"]}),
            json!({"title": ["A", "B"], "text": ["x"]}),
            json!({"columns": ["x", "y"], "data": [[1, 2]]}),
            json!({}),
        ] {
            check(&object, None);
        }
    }
}
