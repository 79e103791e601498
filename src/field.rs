//! The fields of an article: one table of names, aliases and meanings, shared by the query
//! language, the index schema, facets and output.
//!
//! A query cannot name a field that is not here, and `schema/index.json` is tested against it.

use serde::{Deserialize, Serialize};

/// A field of running text: tokenised, with positions, sentences and paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TextField {
    Headline,
    Deck,
    Body,
    Caption,
    Byline,
    Dateline,
    Credit,
    Related,
}

impl TextField {
    pub const ALL: [Self; 8] = [
        Self::Headline,
        Self::Deck,
        Self::Body,
        Self::Caption,
        Self::Byline,
        Self::Dateline,
        Self::Credit,
        Self::Related,
    ];

    /// Where a bare word is looked for.
    pub const DEFAULT: [Self; 4] = [Self::Headline, Self::Deck, Self::Body, Self::Caption];

    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Deck => "deck",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::Byline => "byline",
            Self::Dateline => "dateline",
            Self::Credit => "credit",
            Self::Related => "related",
        }
    }
}

/// A field of whole values: compared folded, counted as facets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KeyField {
    Source,
    Section,
    Language,
    Tag,
    Person,
    Organisation,
    Place,
    Country,
    Author,
    Format,
    Kind,
    Status,
    Url,
    Path,
    Id,
    Story,
}

impl KeyField {
    pub const ALL: [Self; 16] = [
        Self::Source,
        Self::Section,
        Self::Language,
        Self::Tag,
        Self::Person,
        Self::Organisation,
        Self::Place,
        Self::Country,
        Self::Author,
        Self::Format,
        Self::Kind,
        Self::Status,
        Self::Url,
        Self::Path,
        Self::Id,
        Self::Story,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Section => "section",
            Self::Language => "lang",
            Self::Tag => "tag",
            Self::Person => "person",
            Self::Organisation => "org",
            Self::Place => "place",
            Self::Country => "country",
            Self::Author => "author",
            Self::Format => "format",
            Self::Kind => "kind",
            Self::Status => "status",
            Self::Url => "url",
            Self::Path => "path",
            Self::Id => "id",
            Self::Story => "story",
        }
    }

    /// Fields whose values make sense as a list of counts.
    pub fn is_facet(self) -> bool {
        !matches!(self, Self::Url | Self::Path | Self::Id | Self::Story)
    }
}

/// A field of whole numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NumberField {
    /// Words in the body.
    Length,
}

/// A field of civil dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateField {
    Published,
    /// Dates the text speaks of.
    Mentioned,
}

/// What a field name in a query stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Field {
    Text(TextField),
    Key(KeyField),
    /// Person, organisation and place together.
    Entity,
    Date(DateField),
    DatePrecision,
    /// Which kind of evidence dated the article (`date.from:url`).
    DateSource,
    Number(NumberField),
    /// The lead: headline, deck and the first paragraph.
    Lead,
    /// Every text field, furniture too.
    AllText,
    /// A saved query by name.
    Query,
}

/// One row of the table: the canonical name, other systems' names for it, and what it holds.
#[derive(Debug, Clone, Copy)]
pub struct FieldInfo {
    pub field: Field,
    pub name: &'static str,
    pub aliases: &'static [&'static str],
    pub doc: &'static str,
}

const fn row(
    field: Field,
    name: &'static str,
    aliases: &'static [&'static str],
    doc: &'static str,
) -> FieldInfo {
    FieldInfo {
        field,
        name,
        aliases,
        doc,
    }
}

/// Every field that a query can name.
pub const FIELDS: &[FieldInfo] = &[
    row(
        Field::Text(TextField::Headline),
        "headline",
        &["title", "intitle", "hd", "hl", "head", "hlead1"],
        "headline",
    ),
    row(
        Field::Text(TextField::Deck),
        "deck",
        &["standfirst", "summary"],
        "deck or standfirst",
    ),
    row(
        Field::Text(TextField::Body),
        "body",
        &["text", "intext", "td"],
        "body: paragraphs, subheads, quotes, lists",
    ),
    row(
        Field::Text(TextField::Caption),
        "caption",
        &["captions", "cutline"],
        "picture captions, without credits",
    ),
    row(
        Field::Text(TextField::Byline),
        "byline",
        &["by"],
        "names of the authors, as words",
    ),
    row(
        Field::Text(TextField::Dateline),
        "dateline",
        &[],
        "dateline: place and agency",
    ),
    row(
        Field::Text(TextField::Credit),
        "credit",
        &["credits"],
        "photo credits and agency sign-offs",
    ),
    row(
        Field::Text(TextField::Related),
        "related",
        &["boilerplate"],
        "teasers, newsletter lines and other furniture, out of the default fields",
    ),
    row(
        Field::Lead,
        "lead",
        &["lp", "hlead"],
        "headline, deck and first paragraph",
    ),
    row(
        Field::AllText,
        "alltext",
        &["allfields", "anywhere", "tx"],
        "every text field, furniture too",
    ),
    row(
        Field::Key(KeyField::Source),
        "source",
        &["outlet", "publisher", "sn", "publication"],
        "outlet, as the file names it",
    ),
    row(
        Field::Key(KeyField::Section),
        "section",
        &["desk", "se"],
        "section of the newspaper",
    ),
    row(
        Field::Key(KeyField::Language),
        "lang",
        &["language", "la"],
        "language code (en, es, …; und = unknown)",
    ),
    row(
        Field::Key(KeyField::Tag),
        "tag",
        &["tags", "keyword", "topic", "subject", "ns"],
        "keywords and topics as given",
    ),
    row(
        Field::Key(KeyField::Person),
        "person",
        &["people", "per"],
        "people, any spelling",
    ),
    row(
        Field::Key(KeyField::Organisation),
        "org",
        &["organisation", "organization", "company", "co"],
        "organisations, any spelling",
    ),
    row(
        Field::Key(KeyField::Place),
        "place",
        &["location", "loc", "geo"],
        "places, any spelling",
    ),
    row(
        Field::Key(KeyField::Country),
        "country",
        &[],
        "countries by name or ISO code",
    ),
    row(
        Field::Entity,
        "entity",
        &["name"],
        "people, organisations and places together",
    ),
    row(
        Field::Key(KeyField::Author),
        "author",
        &["authors", "writer"],
        "one author's whole name",
    ),
    row(
        Field::Key(KeyField::Format),
        "format",
        &["filetype"],
        "file format it was read from",
    ),
    row(
        Field::Key(KeyField::Kind),
        "kind",
        &["type"],
        "story, live_blog, gallery, stub, index_page or notice",
    ),
    row(
        Field::Key(KeyField::Status),
        "status",
        &[],
        "usable, embargoed or canceled (only usable is searched by default)",
    ),
    row(
        Field::Key(KeyField::Url),
        "url",
        &["inurl", "site", "link"],
        "address, or a part of it",
    ),
    row(
        Field::Key(KeyField::Path),
        "path",
        &["file"],
        "path of the file, or a part of it",
    ),
    row(
        Field::Key(KeyField::Id),
        "id",
        &["an"],
        "article id or a unique prefix of it",
    ),
    row(
        Field::Key(KeyField::Story),
        "story",
        &[],
        "story (cluster of near-identical articles)",
    ),
    row(
        Field::Date(DateField::Published),
        "date",
        &["published", "pd"],
        "publication date (date:2026-01, since:, until:, after:, before:)",
    ),
    row(
        Field::Date(DateField::Mentioned),
        "mentions",
        &["mentioned"],
        "dates the text speaks of",
    ),
    row(
        Field::DatePrecision,
        "date.precision",
        &[],
        "how exactly the date is known: year, month, day, minute, none",
    ),
    row(
        Field::DateSource,
        "date.from",
        &[],
        "what dated the article: json_ld, field, meta, stamp, url, …",
    ),
    row(
        Field::Number(NumberField::Length),
        "length",
        &["words", "wc"],
        "words in the body (length:>1200)",
    ),
    row(Field::Query, "query", &[], "a saved query by name"),
];

/// Finds a field by its name or one of its aliases, whatever the case.
pub fn find_field(name: &str) -> Option<&'static FieldInfo> {
    let matches = |known: &str| known.eq_ignore_ascii_case(name);
    FIELDS
        .iter()
        .find(|info| matches(info.name) || info.aliases.iter().any(|a| matches(a)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_stands_for_two_fields() {
        let mut names: Vec<&str> = FIELDS
            .iter()
            .flat_map(|f| f.aliases.iter().copied().chain([f.name]))
            .collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
