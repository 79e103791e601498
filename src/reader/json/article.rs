//! One JSON object to one article, by the table of field names.
//!
//! Nothing is decided about dates; every one that is found becomes a candidate.  An object without
//! headline and text is no article.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::super::dateline::{parse_dateline, take_dateline};
use super::authors::{authors_of, is_address};
use super::body::{read_body, read_messages};
use super::dates::read_dates;
use super::fields::{Target, is_strong_headline, meaning};
use super::status::read_status;
use super::tags::read_tags;
use super::value::text_of;
use crate::article::{Article, Evidence, Kind, Span};

/// Groups within groups are looked into to this depth.
const MAX_GROUPS: usize = 3;

/// Texts are looked for in lists within lists to this depth.
const MAX_PROSE: usize = 8;

/// What an object says, by target: rank, name of the field, value.
pub(super) type Found<'a> = HashMap<Target, Vec<(usize, &'a str, &'a Value)>>;

/// Reads an object; nothing when it is no article.
pub fn read_object(object: &Map<String, Value>) -> Option<Article> {
    let mut found = Found::new();
    collect(object, 0, &mut found);
    for values in found.values_mut() {
        values.sort_by_key(|(rank, name, _)| (*rank, *name));
    }
    let mut article = Article {
        parser: "json".to_owned(),
        confidence: 0.9,
        ..Article::default()
    };
    if let Some((name, text)) = first_text(&found, Target::Headline) {
        article.headline = text;
        note_field(&mut article, "headline", name);
    }
    read_body(&found, &mut article);
    read_names(&found, &mut article);
    read_dates(object, &found, &mut article);
    read_status(object, &found, &mut article);
    trim_headline(&mut article);
    let has_text = article.blocks.iter().any(|block| !block.text.is_empty());
    if !has_text && article.deck.is_empty() && (article.headline.is_empty() || !is_story(&found)) {
        return None;
    }
    read_messages(&found, &mut article);
    if !article.blocks.iter().any(|block| block.kind.is_body()) && article.kind == Kind::Story {
        article.kind = Kind::Stub;
    }
    Some(article)
}

/// Which parts of an article an object has a field for, with something in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holds {
    pub headline: bool,
    /// The headline has a name that little else has.
    pub strong_headline: bool,
    pub text: bool,
    /// A sentence at least.
    pub prose: bool,
    /// A date, an author or an address stands beside.
    pub origin: bool,
}

/// Looks for a headline and a text in an object and its groups, without reading them.
pub fn holds(object: &Map<String, Value>) -> Holds {
    let mut found = Found::new();
    collect(object, 0, &mut found);
    let is_text = |value: &Value| match value {
        Value::String(text) => !is_address(text),
        Value::Array(_) | Value::Object(_) => true,
        _ => false,
    };
    let has = |target, wanted: &dyn Fn(&str, &Value) -> bool| {
        values(&found, target)
            .iter()
            .any(|(_, name, value)| is_text(value) && wanted(name, value))
    };
    let origins = [
        Target::Published,
        Target::SomeDate,
        Target::Author,
        Target::Url,
    ];
    Holds {
        headline: has(Target::Headline, &|_, _| true),
        strong_headline: has(Target::Headline, &|name, _| is_strong_headline(name)),
        text: has(Target::Body, &|_, _| true),
        // What a program says to its users is long, too.
        prose: has(Target::Body, &|name, value| {
            !name.eq_ignore_ascii_case("message") && has_prose(value, 0)
        }),
        origin: origins.iter().any(|target| found.contains_key(target)),
    }
}

/// A sentence has so many words and characters.
const PROSE_WORDS: usize = 6;
const PROSE_CHARS: usize = 40;

/// Whether a sentence stands anywhere in a value.
fn has_prose(value: &Value, depth: usize) -> bool {
    match value {
        Value::String(text) => {
            let is_long = || text.chars().nth(PROSE_CHARS - 1).is_some();
            (text.split_whitespace().nth(PROSE_WORDS - 1).is_some() && is_long())
                || text.contains('。')
        }
        Value::Array(values) if depth < MAX_PROSE => {
            values.iter().any(|value| has_prose(value, depth + 1))
        }
        Value::Object(object) if depth < MAX_PROSE => {
            object.values().any(|value| has_prose(value, depth + 1))
        }
        _ => false,
    }
}

/// Nothing but a headline, as what holds the articles may have one.
pub fn is_bare(article: &Article) -> bool {
    article.kind == Kind::Stub
        && article.deck.is_empty()
        && article.authors.is_empty()
        && article.dates.is_empty()
}

/// An object with nothing but a title is a story if anything else says so.
fn is_story(found: &Found<'_>) -> bool {
    [
        Target::Published,
        Target::SomeDate,
        Target::Author,
        Target::Body,
        Target::Url,
        Target::Id,
    ]
    .iter()
    .any(|target| found.contains_key(target))
}

fn collect<'a>(object: &'a Map<String, Value>, group: usize, found: &mut Found<'a>) {
    for (name, value) in object {
        if is_blank(value) {
            continue;
        }
        // What a search engine exports; elsewhere `source` is the outlet.
        if name == "_source"
            && let Value::Object(inner) = value
        {
            collect(inner, group, found);
            continue;
        }
        let Some((target, rank)) = meaning(name) else {
            continue;
        };
        if let (Target::Group, Value::Object(inner)) = (target, value) {
            if group < MAX_GROUPS {
                collect(inner, group + 1, found);
            }
            continue;
        }
        found
            .entry(target)
            .or_default()
            .push((rank + 200 * group, name, value));
    }
}

fn is_blank(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => {
            text.trim().is_empty()
                || matches!(
                    text.trim(),
                    "null" | "NULL" | "None" | "nan" | "NaN" | "\\N"
                )
        }
        Value::Array(values) => values.is_empty(),
        Value::Object(object) => object.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

pub(super) fn values<'f, 'a>(
    found: &'f Found<'a>,
    target: Target,
) -> &'f [(usize, &'a str, &'a Value)] {
    found.get(&target).map_or(&[], Vec::as_slice)
}

pub(super) fn first_text<'a>(found: &Found<'a>, target: Target) -> Option<(&'a str, String)> {
    values(found, target)
        .iter()
        .find_map(|(_, name, value)| text_of(value).map(|text| (*name, text)))
}

pub(super) fn note_field(article: &mut Article, field: &str, name: &str) {
    article.evidence.push(Evidence {
        field: field.to_owned(),
        source: format!("json:{name}"),
        reason: "named so".to_owned(),
        span: Span::default(),
    });
}

fn read_names(found: &Found<'_>, article: &mut Article) {
    for (_, name, value) in values(found, Target::Author) {
        article.authors = authors_of(value, &mut article.notes);
        if !article.authors.is_empty() {
            note_field(article, "authors", name);
            break;
        }
    }
    // Readers of feeds have `origin: {"title": …}`; elsewhere it is a place.
    let is_link = |value: &Value| value.as_str().is_some_and(|text| text.contains("://"));
    let is_outlet = |name: &str, value: &Value| name != "origin" || value.is_object();
    let outlets = || {
        let sources = values(found, Target::Source).iter();
        sources.filter(|(_, name, value)| is_outlet(name, value))
    };
    // An address is an outlet where nothing better is.
    let named = outlets().find(|(_, _, value)| !is_link(value) && text_of(value).is_some());
    let outlet = named.or_else(|| outlets().find(|(_, _, value)| text_of(value).is_some()));
    article.source = outlet.and_then(|(_, _, value)| text_of(value));
    article.section = values(found, Target::Section)
        .iter()
        .find_map(|(_, _, value)| text_of(value));
    article.language = first_text(found, Target::Language)
        .map(|(_, text)| text)
        .filter(|text| text.len() <= 35);
    article.url = values(found, Target::Url)
        .iter()
        .find_map(|(_, _, value)| address_of(value));
    if article.url.is_none() && named.is_some() {
        // `source` is the page where another field has the outlet.
        article.url =
            outlets().find_map(|(_, _, value)| address_of(value).filter(|_| is_link(value)));
    }
    article.given_id = values(found, Target::Id)
        .iter()
        .find_map(|(_, _, value)| text_of(value));
    read_tags(found, article);
    take_dateline(article);
    if article.dateline.is_none()
        && let Some((_, text)) = first_text(found, Target::Located)
    {
        article.dateline =
            Some(parse_dateline(&text).0).filter(|dateline| !dateline.raw.is_empty());
    }
}

fn address_of(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Array(values) => return values.iter().find_map(address_of),
        Value::Object(object) => {
            let members = ["@id", "url", "href", "canonical", "value"];
            return members
                .iter()
                .filter_map(|name| object.get(*name))
                .find_map(address_of);
        }
        _ => return None,
    };
    let looks = text.contains("//")
        || (text.contains('/') && text.contains('.'))
        || text.starts_with("www.");
    (looks && !text.contains(char::is_whitespace)).then_some(text)
}

/// "Story - Outlet" => "Story", where the record names the outlet.
fn trim_headline(article: &mut Article) {
    let Some(source) = &article.source else {
        return;
    };
    for separator in [" - ", " | ", " – ", " — "] {
        if let Some((head, tail)) = article.headline.rsplit_once(separator)
            && tail.trim().eq_ignore_ascii_case(source)
            && !head.trim().is_empty()
        {
            article.headline = head.trim().to_owned();
            return;
        }
    }
}
