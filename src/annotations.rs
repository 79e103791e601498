//! What analysis adds to an article: language, resolved dates, entities, dates in the text,
//! fingerprint.  Plain data; how it is found is the business of `analysis`.

use serde::{Deserialize, Serialize};

use crate::article::{Article, EntityKind, Provenance, Published, Span};
use crate::field::{KeyField, TextField};

/// Everything that was worked out about one article.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Annotations {
    /// Code from `language::LANGUAGES`, or `und`.
    pub language: String,
    /// None: unknown, and it stays unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Published>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<Published>,
    /// Entities of the article, one entry per key, most mentioned first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<Entity>,
    /// ISO 3166-1 codes of the countries the article speaks of, most often named first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub countries: Vec<String>,
    /// Dates the text speaks of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<DateMention>,
    /// Words in the body, by the one tokenizer.
    pub words: u32,
    /// Id of the story: near-identical articles have the same.  The archive decides it and keeps
    /// it in a column, so it is not part of the stored record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub story: Option<String>,
    /// What analysis had to leave out, as short sentences.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// Identifies an entity across the archive: kind and folded canonical name ("person/donald trump").
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntityKey(pub String);

/// Stands before a key's name where names and keys are compared with one pattern: nobody types it.
pub const KEY_SIGN: char = '\u{1}';

impl EntityKey {
    /// The folded canonical name, without the kind.
    pub fn name(&self) -> &str {
        self.0.split_once('/').map_or("", |(_, name)| name)
    }

    /// The kind, as the field of its entities is called.
    pub fn kind_name(&self) -> &str {
        self.0.split_once('/').map_or("", |(kind, _)| kind)
    }

    /// The value that only this very key has among those of its kind: what a query for a merged
    /// entity asks for, since names alone may be others' too.
    pub fn term(&self) -> String {
        format!("{KEY_SIGN}{}", self.name())
    }
}

/// One entity of one article, with all its mentions there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    pub key: EntityKey,
    pub kind: EntityKind,
    /// Display form within this article.
    pub name: String,
    /// Named by the source itself rather than recognised in the text.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub given: bool,
    /// Named only in credits, sign-offs and datelines: kept, but no facet value.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub credit: bool,
    /// ISO 3166-1 alpha-2 code, for places and only when sure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// Region that a place lies in or is, where the lists know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
}

impl Entity {
    /// Where a place lies, as far as it is known: `US/Texas`, `VE`.
    pub fn lies_in(&self) -> Option<String> {
        let country = self.country.as_ref()?;
        let region = self.region.as_ref().filter(|region| **region != self.name);
        Some(region.map_or_else(|| country.clone(), |r| format!("{country}/{r}")))
    }
}

/// One place in the text where an entity is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mention {
    pub field: TextField,
    /// Byte range in the text of that field (`text::field_text`).
    pub span: Span,
    /// The spelling that stood there.
    pub surface: String,
}

/// A temporal expression in the text, resolved where it can be.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DateMention {
    pub field: TextField,
    /// Byte range in the text of that field.
    pub span: Span,
    pub surface: String,
    pub kind: DateMentionKind,
    /// TimeML value: `2026-01-13`, `2026-W02`, `P3D`, `PAST_REF`.
    pub value: String,
    /// Civil minutes, half-open, when the expression names a period of the calendar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interval: Option<(i64, i64)>,
}

/// TimeML TIMEX3 types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateMentionKind {
    Date,
    Time,
    Duration,
    Set,
}

/// One article as the archive keeps it: the only thing that is stored.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    pub provenance: Provenance,
    pub article: Article,
    pub annotations: Annotations,
}

impl Record {
    /// Every value of a keyword field as it is shown.
    pub fn values(&self, field: KeyField) -> Vec<&str> {
        let (article, provenance) = (&self.article, &self.provenance);
        let entities = &self.annotations.entities;
        match field {
            KeyField::Source => article.source.iter().map(String::as_str).collect(),
            KeyField::Section => article.section.iter().map(String::as_str).collect(),
            KeyField::Language => vec![self.annotations.language.as_str()],
            KeyField::Tag => article.tags.iter().map(String::as_str).collect(),
            KeyField::Person | KeyField::Organisation | KeyField::Place => {
                let of_kind = entities
                    .iter()
                    .filter(|e| e.kind.field_name() == field.name() && !e.credit);
                of_kind.map(|e| e.name.as_str()).collect()
            }
            KeyField::Country => {
                let countries = self.annotations.countries.iter().map(String::as_str);
                let of_places = entities.iter().filter_map(|e| e.country.as_deref());
                countries.chain(of_places).collect()
            }
            KeyField::Author => article.authors.iter().map(String::as_str).collect(),
            KeyField::Format => vec![provenance.format.as_str()],
            KeyField::Kind => vec![article.kind.name()],
            KeyField::Status => vec![article.status.name()],
            KeyField::Url => article.url.iter().map(String::as_str).collect(),
            KeyField::Path => vec![provenance.path.as_str()],
            KeyField::Id => vec![provenance.id.as_str()],
            KeyField::Story => self.annotations.story.iter().map(String::as_str).collect(),
        }
    }
}
