//! Who goes by a name in the archive: whole names, and the spellings that stand for them in some
//! article.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};

use super::entities::{is_of_kind, kind_of};
use super::terms::scan;
use super::{Backend, Local};
use crate::analysis::entity::canonical::archive::EntityTable;
use crate::analysis::entity::canonical::is_unresolved;
use crate::annotations::EntityKey;
use crate::article::EntityKind;
use crate::document::{facet_name, marked_name, read_spelling, read_value, spelling_term};
use crate::field::KeyField;
use crate::index::ENTITY_FIELDS;
use crate::query::ast::{Ast, KeyPattern};
use crate::text::fold_value;

/// Names looked through for near ones are cut off here, so that no archive makes a typing error slow.
const MAX_NEAR: usize = 8;

/// An entity that a name may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub entity: EntityKey,
    /// The name that is shown.
    pub name: String,
    /// Articles that name it, by whatever spelling.
    pub articles: u64,
}

/// Who goes by a name, in each list most articles first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bearers {
    /// Whom the name means: one, unless the archive leaves it open.
    pub meant: Vec<Known>,
    /// Who goes by it as well, but less often than the one whose name it is; and the mentions of a
    /// bare surname of which nobody knows whose they are.
    pub others: Vec<Known>,
}

impl Local<'_> {
    /// The entities that go by a name in any spelling of the archive, or the one of a key such as
    /// `org/citgo`.
    pub fn find_entities(&self, name: &str, kind: Option<EntityKind>) -> Result<Bearers> {
        let wanted = fold_value(name);
        // By entity, whether the name is its own rather than short for it.
        let mut found: BTreeMap<EntityKey, (String, bool)> = BTreeMap::new();
        let mut of_key = None;
        self.each_name(kind, &mut |entity, key, shown| {
            if key.0 == wanted {
                of_key = Some((entity.clone(), shown.to_owned()));
            }
            if key.name() == wanted || fold_value(shown) == wanted {
                found.insert(entity.clone(), (shown.to_owned(), true));
            }
        })?;
        let table = self.entity_table()?;
        if let Some((entity, shown)) = of_key {
            let meant = vec![self.known(entity, shown, table)?];
            return Ok(Bearers {
                meant,
                ..Bearers::default()
            });
        }
        for (entity, _) in table.groups() {
            let is_shown = table
                .display_name(entity)
                .is_some_and(|shown| fold_value(shown) == wanted);
            if is_shown && kind.is_none_or(|k| is_of_kind(entity, k)) {
                found.entry(entity.clone()).or_default().1 = true;
            }
        }
        self.each_short_for(&wanted, kind, table, &mut |entity| {
            found.entry(entity).or_default();
        })?;
        if found.is_empty() {
            // A surname by which nobody is called in any article alone.
            self.each_name(kind, &mut |entity, key, shown| {
                let before = key.name().strip_suffix(wanted.as_str());
                let is_surname = before.is_some_and(|before| before.ends_with(' '));
                if is_surname && is_of_kind(entity, EntityKind::Person) {
                    found.insert(entity.clone(), (shown.to_owned(), false));
                }
            })?;
        }
        self.name_those(&mut found, table)?;
        let mut bearers = Bearers::default();
        let mut own = Vec::new();
        for (entity, (shown, is_own)) in found {
            let is_open = is_unresolved(&entity);
            let known = self.known(entity, shown, table)?;
            if is_open {
                bearers.others.push(known);
            } else {
                own.push(is_own.then(|| known.entity.clone()));
                bearers.meant.push(known);
            }
        }
        let own: BTreeSet<EntityKey> = own.into_iter().flatten().collect();
        for list in [&mut bearers.meant, &mut bearers.others] {
            list.sort_by(|a, b| (b.articles, &a.entity).cmp(&(a.articles, &b.entity)));
        }
        // Whose own name it is goes before those who are called so for short, if it is used most.
        let is_clear = |first: &Known| own.len() == 1 && own.contains(&first.entity);
        if bearers.meant.first().is_some_and(is_clear) {
            let others = bearers.meant.split_off(1);
            bearers.others.splice(..0, others);
        }
        if bearers.meant.is_empty() {
            std::mem::swap(&mut bearers.meant, &mut bearers.others);
        }
        Ok(bearers)
    }

    /// Gives the entities that a name stands for in some article without being theirs.
    fn each_short_for(
        &self,
        wanted: &str,
        kind: Option<EntityKind>,
        table: &EntityTable,
        each: &mut dyn FnMut(EntityKey),
    ) -> Result<()> {
        let kinds = EntityKind::ALL.into_iter();
        for kind in kinds.filter(|known| kind.is_none_or(|kind| kind == *known)) {
            let prefix = spelling_term(kind, &marked_name(wanted), "");
            for term in scan(
                &self.searcher,
                self.archive.fields.spelling,
                &prefix,
                &|_| true,
            )? {
                if let Some((_, name)) = read_spelling(&term) {
                    let key = EntityKey(format!("{}/{name}", kind.field_name()));
                    each(table.entity(&key).clone());
                }
            }
        }
        Ok(())
    }

    /// Finds the names of those that have none yet.
    fn name_those(
        &self,
        found: &mut BTreeMap<EntityKey, (String, bool)>,
        table: &EntityTable,
    ) -> Result<()> {
        if found.values().any(|(shown, _)| shown.is_empty()) {
            self.each_name(None, &mut |entity, key, shown| {
                if let Some((known, _)) = found.get_mut(entity)
                    && (known.is_empty() || key == entity)
                {
                    shown.clone_into(known);
                }
            })?;
        }
        for (entity, (shown, _)) in found {
            if let Some(name) = table.display_name(entity) {
                name.clone_into(shown);
            }
        }
        Ok(())
    }

    fn known(&self, entity: EntityKey, shown: String, table: &EntityTable) -> Result<Known> {
        let name = table.display_name(&entity).map_or(shown, str::to_owned);
        let articles = match condition(&entity, table) {
            Some(ast) => self.count(&ast)? as u64,
            None => 0,
        };
        Ok(Known {
            entity,
            name,
            articles,
        })
    }

    /// Names of the archive that are nearly this one: a word of it, or two letters away.
    pub fn near_entities(&self, name: &str, kind: Option<EntityKind>) -> Result<Vec<String>> {
        // Keys have no points after initials.
        let wanted = fold_value(name).replace('.', "");
        let mut near: BTreeMap<(usize, EntityKey), String> = BTreeMap::new();
        self.each_name(kind, &mut |entity, key, shown| {
            let known = key.name();
            let is_part = !wanted.is_empty() && known.split(' ').any(|word| word == wanted);
            let distance = if is_part {
                1
            } else {
                distance(&wanted, known, 2)
            };
            // Two letters are near every other two.
            if distance <= 2 && distance * 2 < wanted.chars().count() {
                near.entry((distance, entity.clone()))
                    .or_insert_with(|| shown.to_owned());
            }
        })?;
        let mut names: Vec<String> = Vec::new();
        for name in near.into_values() {
            if !names.contains(&name) && names.len() < MAX_NEAR {
                names.push(name);
            }
        }
        Ok(names)
    }

    /// Gives every key of the archive with its entity and each of its names.
    fn each_name(
        &self,
        kind: Option<EntityKind>,
        each: &mut dyn FnMut(&EntityKey, &EntityKey, &str),
    ) -> Result<()> {
        let table = self.entity_table()?;
        for (field, of_field) in ENTITY_FIELDS {
            if kind.is_some_and(|wanted| wanted != of_field) {
                continue;
            }
            for segment in self.searcher.segment_readers() {
                let column = segment.fast_fields().str(&facet_name(field));
                let Some(column) = column.context("read the entities")? else {
                    continue;
                };
                let mut values = column.dictionary().stream().context("read the entities")?;
                while values.advance() {
                    let text = String::from_utf8_lossy(values.key());
                    let value = read_value(of_field, &text);
                    each(table.entity(&value.key), &value.key, value.name);
                }
            }
        }
        Ok(())
    }
}

/// The articles that name an entity by any of its keys; None for what is no key.
pub(super) fn condition(entity: &EntityKey, table: &EntityTable) -> Option<Ast> {
    let mut parts = Vec::new();
    for (field, kind) in ENTITY_FIELDS {
        let keys = table.keys(entity).filter(|key| is_of_kind(key, kind));
        let terms: Vec<String> = keys.map(EntityKey::term).collect();
        if !terms.is_empty() {
            parts.push(Ast::Key {
                field,
                pattern: KeyPattern::OneOf(terms),
            });
        }
    }
    match parts.len() {
        0 | 1 => parts.pop(),
        _ => Some(Ast::Or(parts)),
    }
}

/// Letters to change, add or leave out; `most + 1` when there are more than `most`.
fn distance(a: &str, b: &str, most: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most || a.len() > 80 {
        return most + 1;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()].min(most + 1)
}

/// The kind that a field's name stands for.
pub fn find_kind(name: &str) -> Option<EntityKind> {
    let row = crate::field::find_field(name)?;
    match row.field {
        crate::field::Field::Key(
            field @ (KeyField::Person | KeyField::Organisation | KeyField::Place),
        ) => kind_of(field),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_counted_up_to_a_limit() {
        for (a, b, expected) in [
            ("rodriguez", "rodriguez", 0),
            ("rodrigues", "rodriguez", 1),
            ("machdo", "machado", 1),
            ("", "ab", 2),
            ("petro", "trump", 3),
        ] {
            assert_eq!(distance(a, b, 2), expected, "{a} {b}");
        }
    }
}
