//! The agreement on fields and analyzers: records become tantivy documents here, and nowhere else.
//!
//! The schema comes from `schema/index.json`; text is cut by `text`, with which `query::matcher`
//! reads the same record, so that index and matcher see the same words at the same positions.

mod entities;
mod marks;
mod schema;
mod starts;
mod tokenizer;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use tantivy::TantivyDocument;

pub use entities::{
    EntityValue, marked_name, read_place_in, read_spelling, read_value, spelling_term,
};
pub use marks::Mark;
pub use schema::{
    FORMAT_VERSION, Fields, MENTIONED_FACET, PLACE_IN_FACET, UNIT_STARTS, build_schema, facet_name,
};
pub use starts::{START_LISTS, Starts, split_starts, start_list};
pub use tokenizer::{
    ANALYZER_VERSION, is_literal, language_marker, register_tokenizers, stem_term,
};

use crate::analysis::fingerprint::{Fingerprint, fingerprint, pack};
use crate::analysis::trace::{Trace, trace};
use crate::annotations::Record;
use crate::article::{EntityKind, Published};
use crate::field::{KeyField, TextField};
use crate::text::{TokenisedArticle, fold_value};

/// Values of the `record` field.
pub mod record_kind {
    /// An article that searches see.
    pub const ARTICLE: u64 = 0;
    /// What is known of a file.
    pub const FILE: u64 = 1;
    /// An article that searches pass over: superseded, withdrawn, embargoed.
    pub const HIDDEN: u64 = 2;
}

/// What is remembered of a file, so that it need not be read again.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct FileRecord {
    pub path: String,
    pub size: u64,
    /// Modification time, nanoseconds since 1970.
    pub mtime: i64,
    /// BLAKE3 of the bytes, hex; empty when the file could not be read.
    pub hash: String,
    pub outcome: Outcome,
    /// Articles that it gave.
    pub articles: u64,
    /// Reason codes of what gave no article, with their numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skipped: Vec<(String, u64)>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// Name of the reader or container that was used.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub format: String,
    /// Articles of a container by the reader that read them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub took: Vec<(String, u64)>,
    /// Members of a container that nobody would look for an article in, by what they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub passed_over: Vec<(String, u64)>,
    /// What found the names in its articles, with the hash of a model.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub entities: String,
    /// The frequent lines by which its text was labelled; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lines: String,
    /// Civil minute UTC at which the first embargo of its articles ends: then it is read again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub embargo_ends: Option<i64>,
    /// Of a package: what it was by itself, and the pages that it names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub package: Option<PackageRecord>,
}

/// What is remembered of a package, so that its pages are known without reading it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackageRecord {
    /// Size and modification time of the package alone; those of the file record include its pages.
    pub size: u64,
    pub mtime: i64,
    /// Pages as the package writes them, there or not.
    pub pages: Vec<String>,
}

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    #[default]
    Indexed,
    /// Nothing in it to index, and nothing wrong.
    Empty,
    /// Not an article file, or an unwanted one; nothing wrong with it.
    Skipped,
    Failed,
}

/// The key of an article's place: unique in the archive, the term by which it is replaced.
pub fn number_of(text: &str) -> u64 {
    let hash = blake3::hash(text.as_bytes());
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&hash.as_bytes()[..8]);
    // 60 bits: twelve characters of five bits each.
    u64::from_be_bytes(bytes) >> 4
}

/// Crockford's base 32 in lower case: no letters that look alike, and the order of the text is the
/// order of the numbers.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Characters of an id.
pub const ID_LENGTH: usize = 12;

/// Prints a 60-bit number in twelve characters.
pub fn id_of(number: u64) -> String {
    (0..12)
        .rev()
        .map(|i| ALPHABET[(number >> (5 * i)) as usize & 31] as char)
        .collect()
}

/// Reads back what `id_of` printed.
pub fn number_of_id(id: &str) -> Option<u64> {
    if id.len() != ID_LENGTH {
        return None;
    }
    id.bytes().try_fold(0, |number, byte| {
        let digit = ALPHABET.iter().position(|known| *known == byte)?;
        Some(number << 5 | digit as u64)
    })
}

/// How an article is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keep {
    /// Searches pass over it.
    pub hidden: bool,
    /// It is compared with other articles.
    pub compared: bool,
}

/// What of an article is compared with other articles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Compared {
    pub fingerprint: Fingerprint,
    pub words: Trace,
}

/// Turns a record into a document, and works out what its body is compared by.
pub fn article_document(
    record: &Record,
    fields: &Fields,
    keep: Keep,
) -> Result<(TantivyDocument, Compared)> {
    let mut doc = TantivyDocument::new();
    let kind = if keep.hidden {
        record_kind::HIDDEN
    } else {
        record_kind::ARTICLE
    };
    doc.add_u64(fields.record, kind);
    doc.add_text(fields.version, &record.provenance.version);
    let number = number_of_id(&record.provenance.id)
        .with_context(|| format!("`{}` is no article id", record.provenance.id))?;
    doc.add_u64(fields.id_number, number);
    let content = u64::from_str_radix(record.provenance.content_hash.get(..16).unwrap_or("0"), 16);
    doc.add_u64(fields.content, content.unwrap_or(0));

    let tokenised = TokenisedArticle::new(record);
    let marker = language_marker(&record.annotations.language);
    for field in TextField::ALL {
        let cut = tokenised.field(field);
        if cut.is_empty() {
            continue;
        }
        let mut text = String::with_capacity(cut.text.len() + marker.len_utf8());
        text.push(marker);
        text.push_str(&cut.text);
        doc.add_text(fields.text(field), text);
        doc.add_text(fields.marks(field), marks::render(record, field, cut));
        doc.add_text(fields.has, field.name());
    }
    doc.add_custom(fields.unit_starts, &starts::encode(&tokenised));
    // The story is decided by the writer, which sees all articles: `add_story`.
    for field in KeyField::ALL.into_iter().filter(|f| *f != KeyField::Story) {
        add_key(&mut doc, record, fields, field);
    }
    if !record.annotations.entities.is_empty() {
        doc.add_text(fields.has, "entity");
    }
    let places = record.annotations.entities.iter();
    let places = places.filter(|e| e.kind == EntityKind::Place && !e.credit);
    for value in unique(places.filter_map(entities::place_in)) {
        doc.add_text(fields.place_in_facet, value);
    }
    add_dates(&mut doc, record, fields);
    doc.add_u64(fields.words, u64::from(record.annotations.words));
    doc.add_bytes(
        fields.stored,
        &serde_json::to_vec(record).context("serialise a record")?,
    );
    let body = tokenised.field(TextField::Body);
    let compared = if keep.compared {
        Compared {
            fingerprint: fingerprint(body),
            words: trace(body),
        }
    } else {
        Compared::default()
    };
    add_fingerprint(&mut doc, fields, &compared.fingerprint);
    Ok((doc, compared))
}

fn add_fingerprint(doc: &mut TantivyDocument, fields: &Fields, fingerprint: &Fingerprint) {
    if let Some(body) = fingerprint.body {
        doc.add_u64(fields.body_hash, body);
    }
    for number in fingerprint.sketch.iter().flat_map(pack) {
        doc.add_u64(fields.shingles, number);
    }
}

/// Adds what the archive decided about an article: the number of its story.
pub fn add_story(doc: &mut TantivyDocument, fields: &Fields, story: u64) {
    doc.add_u64(fields.story, story);
    doc.add_text(fields.has, KeyField::Story.name());
}

/// Turns a file record into a hidden document.
pub fn file_document(file: &FileRecord, fields: &Fields) -> Result<TantivyDocument> {
    let mut doc = TantivyDocument::new();
    doc.add_u64(fields.record, record_kind::FILE);
    doc.add_text(fields.key(KeyField::Path), &file.path);
    doc.add_bytes(
        fields.stored,
        &serde_json::to_vec(file).context("serialise a file record")?,
    );
    Ok(doc)
}

fn add_key(doc: &mut TantivyDocument, record: &Record, fields: &Fields, field: KeyField) {
    if EntityKind::ALL
        .iter()
        .any(|k| k.field_name() == field.name())
    {
        return entities::add(doc, record, fields, field);
    }
    let shown = record.values(field);
    if shown.is_empty() {
        return;
    }
    doc.add_text(fields.has, field.name());
    if let Some(facet) = fields.facet(field) {
        for value in unique(shown.iter().map(|v| (*v).to_owned())) {
            doc.add_text(facet, value);
        }
    }
    let folded = shown.iter().map(|value| match field {
        // The path is also the term by which a file's articles are replaced: never folded.
        KeyField::Path => (*value).to_owned(),
        _ => fold_value(value),
    });
    for value in unique(folded) {
        doc.add_text(fields.key(field), value);
    }
}

fn unique(values: impl Iterator<Item = String>) -> Vec<String> {
    let mut values: Vec<String> = values.filter(|v| !v.is_empty()).collect();
    values.sort_unstable();
    values.dedup();
    values
}

fn add_dates(doc: &mut TantivyDocument, record: &Record, fields: &Fields) {
    match &record.annotations.published {
        Some(Published {
            start,
            end,
            precision,
            source,
            ..
        }) => {
            doc.add_i64(fields.published_start, *start);
            doc.add_i64(fields.published_end, *end);
            doc.add_text(fields.date_precision, precision.name());
            doc.add_text(fields.date_source, source.name());
            doc.add_text(fields.has, "date");
        }
        None => doc.add_text(fields.date_precision, "none"),
    }
    let mentioned = record
        .annotations
        .dates
        .iter()
        .filter(|d| d.interval.is_some());
    for value in unique(mentioned.flat_map(|d| marks::calendar_parts(&d.value))) {
        doc.add_text(fields.mentioned, &value);
        doc.add_text(fields.mentioned_facet, value);
    }
    if record
        .annotations
        .dates
        .iter()
        .any(|d| d.interval.is_some())
    {
        doc.add_text(fields.has, "mentions");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_order_as_their_numbers() {
        let numbers = [0, 1, 31, 32, 12_345_678, (1 << 60) - 1];
        let ids: Vec<String> = numbers.iter().map(|n| id_of(*n)).collect();
        assert!(ids.is_sorted());
        for (number, id) in numbers.iter().zip(&ids) {
            assert_eq!(number_of_id(id), Some(*number));
        }
        assert_eq!(number_of_id("uuuuuuuuuuuu"), None);
    }
}
