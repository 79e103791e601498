//! Our own output: hits, concordances and coding sheets that were saved beside the articles are no
//! further articles, or every count would grow with each answer that is kept.
//!
//! A hit that carries its whole text is one, as `show --format json` is: so articles go from one
//! archive to another.

use serde_json::{Map, Value};

/// Why an object or a table is passed over.
pub const DETAIL: &str = "output of morgue, not an article";

/// Columns by which our tables are told: hits, samples, concordances, first matches, stories.
const SIGNATURES: &[&[&str]] = &[
    &["date_precision", "snippets"],
    &["stratum_articles", "weight"],
    &["paragraph", "left", "matched", "right"],
    &["lag_days", "first_id", "first_headline"],
    &["similarity", "garbled", "headline"],
];

/// The column and member that holds the whole text of a hit.
const BODY: &str = "body";

/// True for JSON of ours without the text of an article.
pub fn is_own_object(object: &Map<String, Value>) -> bool {
    let text = |name: &str| object.get(name).and_then(Value::as_str);
    if let Some(schema) = text("schema").and_then(|schema| schema.strip_prefix("morgue.")) {
        return match schema.split('/').next() {
            // Its hits are looked at one by one.
            Some("hits" | "article") => false,
            Some("hit") => !object.contains_key(BODY),
            _ => true,
        };
    }
    // References say in a note which article and version they cite.
    text("note").is_some_and(|note| note.starts_with("morgue ") && note.contains(", content "))
}

/// True for the names of the columns of a table of ours without the texts of articles.
pub fn is_own_heading(names: &[String]) -> bool {
    let has = |name: &str| names.iter().any(|known| known == name);
    !has(BODY)
        && SIGNATURES
            .iter()
            .any(|columns| columns.iter().all(|column| has(column)))
}
