//! Tags of a JSON object, and the people, places and organisations that it names.
//!
//! A tag may say of what kind it is: a person, a contributor, a category.  Numbers alone are keys of
//! terms that stand elsewhere, and are noted.

use serde_json::{Map, Value};

use super::super::byline::put_all_upright;
use super::super::given;
use super::article::{Found, note_field, values};
use super::authors::authors_of;
use super::fields::{Target, meaning};
use super::value::{names_of, text_of};
use crate::article::{Article, EntityKind, GivenEntity};

/// Lists within lists are looked into to this depth.
const MAX_DEPTH: usize = 3;

/// Adds what an object is about.
pub fn read_tags(found: &Found<'_>, article: &mut Article) {
    for (_, name, value) in values(found, Target::Tag) {
        if let Value::Array(terms) = value
            && terms.iter().all(Value::is_number)
        {
            let keys: Vec<String> = terms.iter().filter_map(text_of).take(10).collect();
            let note = format!("`{name}` has keys of terms: {}", keys.join(", "));
            article.notes.push(note);
            continue;
        }
        read_terms(value, 0, article);
    }
    for target in [Target::Place, Target::Person, Target::Organisation] {
        for (_, _, value) in values(found, target) {
            for name in names_of(value) {
                push_entity(target, &name, article);
            }
        }
    }
}

fn read_terms(value: &Value, depth: usize, article: &mut Article) {
    match value {
        Value::Array(terms) if depth < MAX_DEPTH => {
            for term in terms {
                match term {
                    Value::Array(_) => read_terms(term, depth + 1, article),
                    Value::Object(term) => read_term(term, article),
                    _ => push_tag(text_of(term), article),
                }
            }
        }
        Value::Object(term) if term.contains_key("name") => read_term(term, article),
        value => names_of(value)
            .into_iter()
            .for_each(|tag| push_tag(Some(tag), article)),
    }
}

fn read_term(term: &Map<String, Value>, article: &mut Article) {
    let word = |name: &str| term.get(name).and_then(Value::as_str).unwrap_or_default();
    let name = text_of(&Value::Object(term.clone()));
    // {"name": "persons", "value": "Roe, Ann"}: the name is that of a kind.
    if let (Some(Value::String(kind)), Some(Value::String(_))) =
        (term.get("name"), term.get("value"))
    {
        let value = term.get("value").and_then(text_of);
        if let (Some((target, _)), Some(value)) = (meaning(kind), &value) {
            push_entity(target, value, article);
        }
        push_tag(value, article);
    } else if word("type") == "contributor" {
        if article.authors.is_empty() {
            article.authors = authors_of(&Value::from(name), &mut article.notes);
            note_field(article, "authors", "tags");
        }
    } else if word("taxonomy") == "category" && article.section.is_none() {
        article.section = name;
    } else {
        push_tag(name, article);
    }
}

fn push_tag(tag: Option<String>, article: &mut Article) {
    if let Some(tag) = tag {
        // Readers of feeds: `user/1/label/Harbours`, `user/1/state/com.google/read`.
        let tag = match tag
            .strip_prefix("user/")
            .and_then(|rest| rest.split_once('/'))
        {
            Some((_, rest)) if rest.starts_with("state/") => return,
            Some((_, rest)) => rest.strip_prefix("label/").unwrap_or(&tag),
            None => &tag,
        };
        given::push_tag(article, tag);
    }
}

/// Adds a name of a target that is a kind of entities.
fn push_entity(target: Target, name: &str, article: &mut Article) {
    let (kind, name) = match target {
        Target::Place => (EntityKind::Place, name.to_owned()),
        Target::Person => (EntityKind::Person, put_all_upright(name).into_owned()),
        Target::Organisation => (EntityKind::Organisation, name.to_owned()),
        _ => return,
    };
    let entity = GivenEntity { kind, name };
    if given::has_room(article.entities.len(), "names", article)
        && !article.entities.contains(&entity)
    {
        article.entities.push(entity);
    }
}
