//! The tantivy schema, made from `schema/index.json`, and handles to its fields.

use serde::Deserialize;
use tantivy::schema::{
    Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};

use super::tokenizer::{MARKS_TOKENIZER, NEWS_TOKENIZER};
use crate::field::{KeyField, TextField};

const DESCRIPTION: &str = include_str!("../../schema/index.json");

/// Version of the index format; an archive of another version is refused.
pub const FORMAT_VERSION: u64 = 6;

#[derive(Deserialize)]
struct Description {
    version: u64,
    fields: Vec<Row>,
}

#[derive(Deserialize)]
struct Row {
    name: String,
    r#type: Type,
}

/// How a field is kept; the words of `schema/index.json`.
#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum Type {
    /// Words with positions and norms.
    Text,
    /// Tokens with explicit positions, no norms.
    Marks,
    /// Whole values to look up.
    Key,
    /// Whole values to count and show.
    Facet,
    /// Numbers to filter and sort by.
    I64,
    U64,
    /// Numbers to look up.
    U64Indexed,
    Stored,
    /// Bytes that a plugin keeps beside the segments.
    Plugin,
}

/// Builds the schema that `schema/index.json` describes.
pub fn build_schema() -> Schema {
    let description: Description =
        serde_json::from_str(DESCRIPTION).expect("schema/index.json is checked by a test");
    debug_assert_eq!(description.version, FORMAT_VERSION);
    let mut builder = Schema::builder();
    for Row { name, r#type } in &description.fields {
        match r#type {
            Type::Text => builder.add_text_field(name, positions(NEWS_TOKENIZER, true)),
            Type::Marks => builder.add_text_field(name, positions(MARKS_TOKENIZER, false)),
            Type::Key => builder.add_text_field(name, key()),
            Type::Facet => builder.add_text_field(name, TextOptions::default().set_fast("raw")),
            Type::I64 => builder.add_i64_field(name, NumericOptions::default().set_fast()),
            Type::U64 => builder.add_u64_field(name, NumericOptions::default().set_fast()),
            Type::U64Indexed => {
                builder.add_u64_field(name, NumericOptions::default().set_fast().set_indexed())
            }
            Type::Stored => {
                builder.add_bytes_field(name, tantivy::schema::BytesOptions::default().set_stored())
            }
            Type::Plugin => builder.add_custom_field(name, name, serde_json::Value::Null),
        };
    }
    builder.build()
}

fn positions(tokenizer: &str, norms: bool) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions)
            .set_fieldnorms(norms),
    )
}

fn key() -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(IndexRecordOption::Basic)
            .set_fieldnorms(false),
    )
}

/// Handles to every field of the schema.
#[derive(Debug, Clone)]
pub struct Fields {
    pub record: Field,
    pub version: Field,
    pub has: Field,
    pub date_precision: Field,
    pub date_source: Field,
    pub mentioned: Field,
    pub mentioned_facet: Field,
    pub place_in_facet: Field,
    pub spelling: Field,
    pub id_number: Field,
    pub published_start: Field,
    pub published_end: Field,
    pub words: Field,
    pub content: Field,
    pub story: Field,
    pub body_hash: Field,
    pub shingles: Field,
    pub unit_starts: Field,
    pub stored: Field,
    text: [Field; TextField::ALL.len()],
    marks: [Field; TextField::ALL.len()],
    keys: [Field; KeyField::ALL.len()],
    facets: [Option<Field>; KeyField::ALL.len()],
}

impl Fields {
    /// Looks the handles up; the schema must be the one of `build_schema`.
    pub fn new(schema: &Schema) -> Self {
        let get = |name: &str| {
            schema
                .get_field(name)
                .unwrap_or_else(|_| panic!("schema/index.json lacks `{name}`"))
        };
        Self {
            record: get("record"),
            version: get("version"),
            has: get("has"),
            date_precision: get("date_precision"),
            date_source: get("date_source"),
            mentioned: get("mentioned"),
            mentioned_facet: get(MENTIONED_FACET),
            place_in_facet: get(PLACE_IN_FACET),
            spelling: get("spelling"),
            id_number: get("id_number"),
            published_start: get("published_start"),
            published_end: get("published_end"),
            words: get("words"),
            content: get("content"),
            story: get("story"),
            body_hash: get("body_hash"),
            shingles: get("shingles"),
            unit_starts: get(UNIT_STARTS),
            stored: get("stored"),
            text: TextField::ALL.map(|f| get(f.name())),
            marks: TextField::ALL.map(|f| get(&format!("{}_marks", f.name()))),
            keys: KeyField::ALL.map(|f| get(f.name())),
            facets: KeyField::ALL.map(|f| f.is_facet().then(|| get(&facet_name(f)))),
        }
    }

    /// Words of a text field.
    pub fn text(&self, field: TextField) -> Field {
        self.text[field as usize]
    }

    /// Marks beside a text field.
    pub fn marks(&self, field: TextField) -> Field {
        self.marks[field as usize]
    }

    /// Folded values of a keyword field.
    pub fn key(&self, field: KeyField) -> Field {
        self.keys[field as usize]
    }

    /// Shown values of a keyword field.
    pub fn facet(&self, field: KeyField) -> Option<Field> {
        self.facets[field as usize]
    }
}

/// Name of the field of where sentences and paragraphs start.
pub const UNIT_STARTS: &str = "unit_starts";

/// Name of the column of the dates that the text speaks of.
pub const MENTIONED_FACET: &str = "mentioned_facet";

/// Name of the column of places with the way down to them: `US/Texas/Houston`.
pub const PLACE_IN_FACET: &str = "place_in_facet";

/// Name of the column that holds a keyword field's shown values.
pub fn facet_name(field: KeyField) -> String {
    format!("{}_facet", field.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schema_has_every_field_and_the_version_of_the_code() {
        let schema = build_schema();
        Fields::new(&schema);
        let description: Description = serde_json::from_str(DESCRIPTION).expect("valid JSON");
        assert_eq!(description.version, FORMAT_VERSION);
        assert_eq!(description.fields.len(), schema.fields().count());
        for (i, field) in KeyField::ALL.iter().enumerate() {
            assert_eq!(*field as usize, i);
        }
    }
}
