//! Entities as values of their keyword field: what queries find them by, and what facets count.
//!
//! Found are the name, every spelling in the article, and the key.  The column holds keys with the
//! name of each article, never final names: which keys are one entity is decided beside the index,
//! so merges and corrections need no article to be written again.

use tantivy::TantivyDocument;

use super::{Fields, unique};
use crate::analysis::entity::gazetteer::gazetteer;
use crate::annotations::{Entity, EntityKey, KEY_SIGN, Record};
use crate::article::EntityKind;
use crate::field::KeyField;
use crate::text::fold_value;

/// Between the parts of a column's value; no part of a name.
const SEPARATOR: char = '\u{1f}';
/// Third part of a value that only tells another spelling.
const SPELLING: &str = "s";
/// Third part of a value that the file itself gives.
const GIVEN: &str = "g";

/// One value of an entity column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityValue<'v> {
    pub key: EntityKey,
    /// The name in the article, or an acronym that stands for it.
    pub name: &'v str,
    /// The entity is counted by this value, not by another of the same article.
    pub is_counted: bool,
    /// The file itself names it: lists never leave it out as a surname that nobody owns.
    pub is_given: bool,
}

/// Reads a value of the column of that kind.
pub fn read_value(kind: EntityKind, value: &str) -> EntityValue<'_> {
    let (name, rest) = value.split_once(SEPARATOR).unwrap_or((value, value));
    let (shown, mark) = rest.split_once(SEPARATOR).unwrap_or((rest, ""));
    EntityValue {
        key: EntityKey(format!("{}/{name}", kind.field_name())),
        name: shown,
        is_counted: mark != SPELLING,
        is_given: mark == GIVEN,
    }
}

/// The term of a spelling under which an article names the entity of that key, when it is not the
/// name of the key: queries find by it which mentions a spelling stands for.
pub fn spelling_term(kind: EntityKind, spelling: &str, name: &str) -> String {
    format!("{}/{spelling}{SEPARATOR}{name}", kind.field_name())
}

/// Spelling and name of a term of `spelling_term`, without the kind.
pub fn read_spelling(term: &str) -> Option<(&str, &str)> {
    term.split_once('/')?.1.split_once(SEPARATOR)
}

/// The value of the column of places: its key's name, and the way down to it.
pub(super) fn place_in(entity: &Entity) -> Option<String> {
    let part = |text: &str| text.replace([SEPARATOR, '/'], " ");
    let mut path = entity.country.clone()?;
    if let Some(region) = &entity.region {
        path.push('/');
        path.push_str(&part(region));
    }
    let is_itself = entity.region.as_ref() == Some(&entity.name)
        || gazetteer().country_name(&path) == Some(&entity.name);
    if !is_itself {
        path.push('/');
        path.push_str(&part(&entity.name));
    }
    Some(format!(
        "{}{SEPARATOR}{path}",
        marked_name(entity.key.name())
    ))
}

/// Reads a value of the column of places: the place, and the way down to it.
pub fn read_place_in(value: &str) -> (EntityValue<'_>, &str) {
    let (name, path) = value.split_once(SEPARATOR).unwrap_or((value, ""));
    let last = path.rsplit('/').next().unwrap_or(path);
    let shown = gazetteer().country_name(path).unwrap_or(last);
    let place = EntityValue {
        key: EntityKey(format!("{}/{name}", EntityKind::Place.field_name())),
        name: shown,
        is_counted: true,
        is_given: true,
    };
    (place, path)
}

/// Adds the entities of a field.
pub(super) fn add(doc: &mut TantivyDocument, record: &Record, fields: &Fields, field: KeyField) {
    let entities = &record.annotations.entities;
    let of_kind = || {
        entities
            .iter()
            .filter(|e| e.kind.field_name() == field.name())
    };
    let shown = || of_kind().filter(|e| !e.credit);
    if shown().next().is_some() {
        doc.add_text(fields.has, field.name());
    }
    if let Some(facet) = fields.facet(field) {
        for value in unique(shown().flat_map(column_values)) {
            doc.add_text(facet, value);
        }
    }
    let (mut values, mut spellings) = (Vec::new(), Vec::new());
    for entity in of_kind() {
        values.push(fold_value(&entity.name));
        values.push(entity.key.name().to_owned());
        values.push(entity.key.term());
        let first_spelling = values.len() - 3;
        let mut last = "";
        for mention in &entity.mentions {
            // Most mentions are spelled like the one before.
            if mention.surface != last {
                values.push(fold_value(&mention.surface));
                last = &mention.surface;
            }
        }
        if !entity.mentions.is_empty() {
            let name = marked_name(entity.key.name());
            let others = values[first_spelling..].iter();
            let others = others.filter(|s| *s != entity.key.name() && !s.starts_with(KEY_SIGN));
            let terms = others.map(|s| spelling_term(entity.kind, &marked_name(s), &name));
            spellings.extend(terms);
        }
    }
    for value in unique(spellings.into_iter()) {
        doc.add_text(fields.spelling, value);
    }
    for value in unique(values.into_iter()) {
        doc.add_text(fields.key(field), value);
    }
}

/// The name of a key as marks hold it: one line, and nothing that parts terms.
pub fn marked_name(name: &str) -> String {
    name.replace(['\n', SEPARATOR], " ")
}

/// The value an entity is counted by, and one for each acronym the article uses for it.
fn column_values(entity: &Entity) -> Vec<String> {
    let clean = |text: &str| text.replace(SEPARATOR, " ");
    let name = clean(entity.key.name());
    let mut value = format!("{name}{SEPARATOR}{}", clean(&entity.name));
    if entity.given {
        value.push(SEPARATOR);
        value.push_str(GIVEN);
    }
    let mut values = vec![value];
    if entity.kind == EntityKind::Organisation && name.contains(' ') {
        let acronyms = entity.mentions.iter().map(|m| m.surface.as_str());
        for acronym in acronyms.filter(|s| is_acronym(s)) {
            values.push(format!(
                "{name}{SEPARATOR}{}{SEPARATOR}{SPELLING}",
                clean(acronym)
            ));
        }
    }
    values
}

fn is_acronym(surface: &str) -> bool {
    surface.len() <= 12
        && !surface.contains(char::is_whitespace)
        && surface.chars().filter(|c| c.is_uppercase()).count() >= 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotations::Mention;
    use crate::article::Span;
    use crate::field::TextField;

    #[test]
    fn places_keep_the_way_down_to_them() {
        let place = |name: &str, country: &str, region: Option<&str>| Entity {
            key: EntityKey(format!("place/{}", fold_value(name))),
            kind: EntityKind::Place,
            name: name.to_owned(),
            given: false,
            credit: false,
            country: Some(country.to_owned()),
            region: region.map(str::to_owned),
            mentions: Vec::new(),
        };
        for (entity, path) in [
            (place("Houston", "US", Some("Texas")), "US/Texas/Houston"),
            (place("Texas", "US", Some("Texas")), "US/Texas"),
            (place("Bath/Wells", "GB", None), "GB/Bath Wells"),
            (place("Venezuela", "VE", None), "VE"),
        ] {
            let value = place_in(&entity).expect("a country");
            let (read, way) = read_place_in(&value);
            assert_eq!((&read.key, way), (&entity.key, path));
            assert_eq!(read.name, entity.name.replace('/', " "));
        }
    }

    #[test]
    fn values_are_read_as_they_were_written() {
        let mention = |surface: &str| Mention {
            field: TextField::Body,
            span: Span::default(),
            surface: surface.to_owned(),
        };
        let entity = Entity {
            key: EntityKey("org/national electoral council".to_owned()),
            kind: EntityKind::Organisation,
            name: "National Electoral Council".to_owned(),
            given: false,
            credit: false,
            country: None,
            region: None,
            mentions: vec![mention("National Electoral Council"), mention("CNE")],
        };
        let values = column_values(&entity);
        let read: Vec<(&str, bool)> = values
            .iter()
            .map(|value| {
                let value = read_value(EntityKind::Organisation, value);
                assert_eq!(value.key, entity.key);
                (value.name, value.is_counted)
            })
            .collect();
        assert_eq!(read, [("National Electoral Council", true), ("CNE", false)]);
        let given = Entity {
            given: true,
            ..entity
        };
        let values = column_values(&given);
        let value = read_value(EntityKind::Organisation, &values[0]);
        assert!(value.is_given && value.is_counted);
        assert_eq!(value.name, "National Electoral Council");
    }
}
