//! Entities that the source itself gives, with their mentions found by their spelling.

use crate::annotations::{Entity, EntityKey};
use crate::article::{Article, EntityKind};
use crate::text::fold_value;

/// Returns the given entities, one per kind and folded name, in that order.
pub fn given(article: &Article) -> Vec<Entity> {
    let mut entities: Vec<Entity> = Vec::new();
    for entity in &article.entities {
        let key = key_of(entity.kind, &entity.name);
        if key.0.ends_with('/') || entities.iter().any(|known| known.key == key) {
            continue;
        }
        entities.push(Entity {
            key,
            kind: entity.kind,
            name: entity.name.trim().to_owned(),
            given: true,
            credit: false,
            country: None,
            region: None,
            mentions: Vec::new(),
        });
    }
    entities.sort_by(|a, b| a.key.cmp(&b.key));
    entities
}

/// Makes the key of an entity from its kind and name.
pub fn key_of(kind: EntityKind, name: &str) -> EntityKey {
    EntityKey(format!("{}/{}", kind.field_name(), fold_value(name)))
}
