//! What can be said of a hit: the one table of output fields, shared by JSON, CSV, TSV and text.
//!
//! `--fields` chooses from it and sets the order (`choose_fields`).  JSON keys and column headings
//! are the names with `_` for `.`.  Adding a field is one row here and one property in
//! `schema/hit.schema.json`.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::snippet::{Fragment, SnippetOptions, field_marks, fragments};
use crate::article::{EntityKind, Published, Span};
use crate::field::TextField;
use crate::hit::Hit;
use crate::text::field_text;

/// One value of one hit.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'h> {
    Missing,
    Text(Cow<'h, str>),
    List(Vec<Cow<'h, str>>),
    Count(u64),
    Number(f64),
    Fragments(Vec<Fragment>),
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct OutputField {
    pub name: &'static str,
    pub aliases: &'static [&'static str],
    pub doc: &'static str,
    /// Where it stands when no fields are chosen.
    pub shown: Shown,
    pub value: for<'h> fn(&'h Hit, SnippetOptions) -> Value<'h>,
}

/// Where a field stands when none are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// In JSON and in tables.
    Everywhere,
    /// In JSON only.
    Json,
    /// Only when it is asked for.
    OnRequest,
}

impl OutputField {
    /// Key in JSON and heading in tables.
    pub fn key(&self) -> String {
        self.name.replace('.', "_")
    }
}

const fn row(
    name: &'static str,
    aliases: &'static [&'static str],
    doc: &'static str,
    shown: Shown,
    value: for<'h> fn(&'h Hit, SnippetOptions) -> Value<'h>,
) -> OutputField {
    OutputField {
        name,
        aliases,
        doc,
        shown,
        value,
    }
}

use Shown::{Everywhere, Json, OnRequest};

/// Every output field, in the order in which they stand by default.
pub const FIELDS: &[OutputField] = &[
    row(
        "rank",
        &[],
        "place in the whole list, from 1",
        Everywhere,
        |h, _| Value::Count(h.rank as u64),
    ),
    row("id", &[], "article id", Everywhere, |h, _| {
        text(&h.record.provenance.id)
    }),
    row(
        "version",
        &[],
        "id of this version of the article",
        Json,
        |h, _| text(&h.record.provenance.version),
    ),
    row(
        "story",
        &[],
        "id of the story: near-identical articles have the same",
        Json,
        |h, _| optional(&h.record.annotations.story),
    ),
    row(
        "copies",
        &[],
        "other matching articles of the story for which it stands (`--collapse`)",
        OnRequest,
        |h, _| Value::Count(h.copies as u64),
    ),
    row(
        "date",
        &["published"],
        "publication date, as exactly as it is known",
        Everywhere,
        |h, _| of_date(h, |d| text(&d.value)),
    ),
    row(
        "date.precision",
        &[],
        "year, month, day or minute",
        Everywhere,
        |h, _| of_date(h, |d| text(d.precision.name())),
    ),
    row(
        "date.source",
        &["date.from"],
        "what dated the article: json_ld, stamp, url, …",
        Json,
        |h, _| of_date(h, |d| name_of(&d.source)),
    ),
    row(
        "date.confidence",
        &[],
        "how sure the date is, 0 to 1",
        Json,
        |h, _| of_date(h, |d| number(d.confidence)),
    ),
    row(
        "updated",
        &[],
        "date of the last change that the file gives",
        Json,
        |h, _| {
            h.record
                .annotations
                .updated
                .as_ref()
                .map_or(Value::Missing, |d| text(&d.value))
        },
    ),
    row("headline", &[], "headline", Everywhere, |h, _| {
        text(&h.record.article.headline)
    }),
    row(
        "deck",
        &[],
        "standfirst under the headline",
        Json,
        |h, _| text(&h.record.article.deck),
    ),
    row(
        "source",
        &[],
        "outlet, as the file names it",
        Everywhere,
        |h, _| optional(&h.record.article.source),
    ),
    row(
        "section",
        &[],
        "section of the newspaper",
        Everywhere,
        |h, _| optional(&h.record.article.section),
    ),
    row(
        "authors",
        &["author", "byline"],
        "names of the authors",
        Everywhere,
        |h, _| list(&h.record.article.authors),
    ),
    row("dateline", &[], "dateline as it stood", Json, |h, _| {
        h.record
            .article
            .dateline
            .as_ref()
            .map_or(Value::Missing, |d| text(&d.raw))
    }),
    row(
        "language",
        &[],
        "language code, und when unknown",
        Everywhere,
        |h, _| text(&h.record.annotations.language),
    ),
    row(
        "words",
        &["length"],
        "words in the body",
        Everywhere,
        |h, _| Value::Count(u64::from(h.record.annotations.words)),
    ),
    row(
        "score",
        &[],
        "relevance; empty in other orders",
        Json,
        |h, _| h.score.map_or(Value::Missing, number),
    ),
    row(
        "mentions",
        &[],
        "number of matched spans",
        Everywhere,
        |h, _| Value::Count(h.spans.len() as u64),
    ),
    row(
        "snippets",
        &["snippet"],
        "passages around the matches",
        Everywhere,
        snippets,
    ),
    row(
        "persons",
        &["person"],
        "people named, most mentioned first",
        Json,
        |h, _| names(h, EntityKind::Person),
    ),
    row("orgs", &["org"], "organisations named", Json, |h, _| {
        names(h, EntityKind::Organisation)
    }),
    row("places", &["place"], "places named", Json, |h, _| {
        names(h, EntityKind::Place)
    }),
    row(
        "countries",
        &["country"],
        "countries of the places, ISO codes",
        Json,
        countries,
    ),
    row(
        "tags",
        &["tag"],
        "keywords and topics as given",
        Json,
        |h, _| list(&h.record.article.tags),
    ),
    row(
        "kind",
        &[],
        "story, live_blog, gallery, stub, index_page or notice",
        Json,
        |h, _| name_of(&h.record.article.kind),
    ),
    row(
        "status",
        &[],
        "usable, embargoed or canceled",
        Json,
        |h, _| name_of(&h.record.article.status),
    ),
    row("url", &[], "address as given", Everywhere, |h, _| {
        optional(&h.record.article.url)
    }),
    row("path", &[], "file it was read from", Everywhere, |h, _| {
        text(&h.record.provenance.path)
    }),
    row(
        "member",
        &[],
        "article number or member within the file",
        Json,
        |h, _| text(&h.record.provenance.member),
    ),
    row("format", &[], "format of the file", Json, |h, _| {
        text(&h.record.provenance.format)
    }),
    row(
        "hash",
        &["content.hash"],
        "hash of headline and body",
        Json,
        |h, _| text(&h.record.provenance.content_hash),
    ),
    row("body", &["text"], "the whole body", OnRequest, |h, _| {
        field(h, TextField::Body)
    }),
    row(
        "captions",
        &["caption"],
        "picture captions",
        OnRequest,
        |h, _| field(h, TextField::Caption),
    ),
    row(
        "credits",
        &["credit"],
        "photo credits and sign-offs",
        OnRequest,
        |h, _| field(h, TextField::Credit),
    ),
    row(
        "related",
        &[],
        "teasers and other furniture of the page",
        OnRequest,
        |h, _| field(h, TextField::Related),
    ),
];

fn text(value: &str) -> Value<'_> {
    if value.is_empty() {
        Value::Missing
    } else {
        Value::Text(Cow::Borrowed(value))
    }
}

fn optional(value: &Option<String>) -> Value<'_> {
    value.as_deref().map_or(Value::Missing, text)
}

fn list(values: &[String]) -> Value<'_> {
    Value::List(values.iter().map(|v| Cow::Borrowed(v.as_str())).collect())
}

/// The shortest decimal that gives the number back; nothing when it is not a number.
fn number<'h>(value: f32) -> Value<'h> {
    match value.to_string().parse() {
        Ok(number) if value.is_finite() => Value::Number(number),
        _ => Value::Missing,
    }
}

/// The name of a variant as JSON has it, so that it is written in one place only.
fn name_of<'h>(variant: &impl serde::Serialize) -> Value<'h> {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(name)) => Value::Text(Cow::Owned(name)),
        _ => Value::Missing,
    }
}

fn of_date<'h>(hit: &'h Hit, value: fn(&'h Published) -> Value<'h>) -> Value<'h> {
    let published = hit.record.annotations.published.as_ref();
    published.map_or(Value::Missing, value)
}

fn names(hit: &Hit, kind: EntityKind) -> Value<'_> {
    let entities = hit.record.annotations.entities.iter();
    let names = entities
        .filter(|e| e.kind == kind)
        .map(|e| Cow::Borrowed(e.name.as_str()));
    Value::List(names.collect())
}

fn countries(hit: &Hit, _: SnippetOptions) -> Value<'_> {
    let entities = hit.record.annotations.entities.iter();
    let codes: BTreeSet<&str> = entities.filter_map(|e| e.country.as_deref()).collect();
    Value::List(codes.into_iter().map(Cow::Borrowed).collect())
}

fn field(hit: &Hit, field: TextField) -> Value<'_> {
    match field_text(&hit.record.article, field) {
        text if text.is_empty() => Value::Missing,
        text => Value::Text(Cow::Owned(text)),
    }
}

/// The headline if it matched, then the fragments.
fn snippets(hit: &Hit, options: SnippetOptions) -> Value<'_> {
    let headline = &hit.record.article.headline;
    let marks = field_marks(headline, TextField::Headline, &hit.spans);
    let whole = (!marks.is_empty()).then(|| Fragment {
        field: TextField::Headline,
        bytes: Span::new(0, headline.len()),
        text: headline.clone(),
        marks,
    });
    let others = fragments(&hit.record, &hit.spans, options);
    Value::Fragments(whole.into_iter().chain(others).collect())
}
