//! Entities as values of their keyword field: what queries find them by, and what facets count.
//!
//! Found are the name, every spelling in the article, and the key.  The column holds keys with the
//! name of each article, never final names: which keys are one entity is decided beside the index,
//! so merges and corrections need no article to be written again.

use tantivy::TantivyDocument;

use super::{Fields, unique};
use crate::annotations::{Entity, EntityKey, Record};
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
    let mut values = Vec::new();
    for entity in of_kind() {
        values.push(fold_value(&entity.name));
        values.push(entity.key.name().to_owned());
        values.push(entity.key.term());
        let mut last = "";
        for mention in &entity.mentions {
            // Most mentions are spelled like the one before.
            if mention.surface != last {
                values.push(fold_value(&mention.surface));
                last = &mention.surface;
            }
        }
    }
    for value in unique(values.into_iter()) {
        doc.add_text(fields.key(field), value);
    }
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
