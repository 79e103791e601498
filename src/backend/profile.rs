//! One entity across the archive: how it is spelled, when and where it is named, and beside whom.

use std::collections::{BTreeMap, HashMap};

use anyhow::{Context, Result};

use super::entities::kind_of;
use super::{Backend, Local};
use crate::annotations::{EntityKey, Record};
use crate::article::EntityKind;
use crate::document::{facet_name, read_value};
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
}

/// What the archive says of one entity.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Profile {
    pub articles: u64,
    pub mentions: u64,
    /// Every spelling with its number of mentions, most frequent first.
    pub aliases: Vec<(String, u64)>,
    /// First and last dated article that names it.
    pub first: Option<Sighting>,
    pub last: Option<Sighting>,
    /// Articles of each month, in order of time.
    pub months: Vec<(String, u64)>,
    /// Articles of each outlet, most first.
    pub sources: Vec<(String, u64)>,
    /// Entities named in the same articles, most first: key, name, articles.
    pub beside: Vec<(EntityKey, String, u64)>,
}

/// One article that names an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sighting {
    pub date: String,
    pub id: String,
    pub headline: String,
}

impl Local<'_> {
    /// The entities whose key, name or any alias of the archive is this one, as `org/…` keys are.
    pub fn find_entities(&self, name: &str, kind: Option<EntityKind>) -> Result<Vec<Known>> {
        let wanted = fold_value(name);
        let mut found = BTreeMap::new();
        self.each_name(kind, &mut |entity, key, shown| {
            if key.name() == wanted || key.0 == wanted || fold_value(shown) == wanted {
                found.insert(entity.clone(), shown.to_owned());
            }
        })?;
        let table = self.entity_table()?;
        for (entity, _) in table.groups() {
            let is_shown = table
                .display_name(entity)
                .is_some_and(|shown| fold_value(shown) == wanted);
            if is_shown && kind.is_none_or(|k| is_of_kind(entity, k)) {
                found.entry(entity.clone()).or_default();
            }
        }
        let known = found.into_iter().map(|(entity, shown)| {
            let name = table.display_name(&entity).map_or(shown, str::to_owned);
            Known { entity, name }
        });
        Ok(known.collect())
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

    /// Gathers what the archive says of an entity; reads every article that names it.
    pub fn profile(&self, entity: &EntityKey) -> Result<Profile> {
        let table = self.entity_table()?;
        let keys: Vec<&EntityKey> = table.keys(entity).collect();
        let row = ENTITY_FIELDS
            .iter()
            .find(|(_, kind)| is_of_kind(entity, *kind));
        let (field, _) = row.context("a key begins with a kind")?;
        let ast = Ast::Key {
            field: *field,
            pattern: KeyPattern::OneOf(keys.iter().map(|key| key.term()).collect()),
        };
        let mut gather = Gather::default();
        self.each_record(&ast, &mut |record| {
            gather.add(&record, &keys, |key| table.entity(key).clone());
            Ok(())
        })?;
        let mut profile = gather.finish();
        for (key, name, _) in &mut profile.beside {
            if let Some(shown) = table.display_name(key) {
                shown.clone_into(name);
            }
        }
        profile
            .beside
            .retain(|(key, _, _)| !table.is_hidden(key, false));
        Ok(profile)
    }
}

fn is_of_kind(key: &EntityKey, kind: EntityKind) -> bool {
    key.0
        .split_once('/')
        .is_some_and(|(name, _)| name == kind.field_name())
}

#[derive(Default)]
struct Gather {
    articles: u64,
    mentions: u64,
    aliases: HashMap<String, u64>,
    /// By first minute and id, so that the order of articles does not matter.
    first: Option<(i64, Sighting)>,
    last: Option<(i64, Sighting)>,
    months: BTreeMap<String, u64>,
    sources: HashMap<String, u64>,
    beside: HashMap<EntityKey, (String, u64)>,
}

impl Gather {
    fn add(
        &mut self,
        record: &Record,
        keys: &[&EntityKey],
        entity_of: impl Fn(&EntityKey) -> EntityKey,
    ) {
        let annotations = &record.annotations;
        self.articles += 1;
        let mut beside = BTreeMap::new();
        for entity in &annotations.entities {
            if keys.contains(&&entity.key) {
                if entity.mentions.is_empty() {
                    *self.aliases.entry(entity.name.clone()).or_insert(0) += 1;
                }
                for mention in &entity.mentions {
                    let spelling = mention.surface.split_whitespace().collect::<Vec<_>>();
                    *self.aliases.entry(spelling.join(" ")).or_insert(0) += 1;
                }
                self.mentions += entity.mentions.len() as u64;
            } else if !entity.credit {
                beside.insert(entity_of(&entity.key), entity.name.as_str());
            }
        }
        for (key, name) in beside {
            let entry = self.beside.entry(key);
            entry.or_insert_with(|| (name.to_owned(), 0)).1 += 1;
        }
        if let Some(source) = &record.article.source {
            *self.sources.entry(source.clone()).or_insert(0) += 1;
        }
        let Some(published) = &annotations.published else {
            return;
        };
        let month = published.value.get(..7).unwrap_or(&published.value);
        *self.months.entry(month.to_owned()).or_insert(0) += 1;
        let sighting = || Sighting {
            date: published.value.clone(),
            id: record.provenance.id.clone(),
            headline: record.article.headline.clone(),
        };
        if self
            .first
            .as_ref()
            .is_none_or(|(at, _)| published.start < *at)
        {
            self.first = Some((published.start, sighting()));
        }
        if self
            .last
            .as_ref()
            .is_none_or(|(at, _)| published.start > *at)
        {
            self.last = Some((published.start, sighting()));
        }
    }

    fn finish(self) -> Profile {
        let mut beside: Vec<(EntityKey, String, u64)> = self
            .beside
            .into_iter()
            .map(|(key, (name, count))| (key, name, count))
            .collect();
        beside.sort_by(|a, b| (b.2, &a.0).cmp(&(a.2, &b.0)));
        Profile {
            articles: self.articles,
            mentions: self.mentions,
            aliases: most_first(self.aliases),
            first: self.first.map(|(_, sighting)| sighting),
            last: self.last.map(|(_, sighting)| sighting),
            months: self.months.into_iter().collect(),
            sources: most_first(self.sources),
            beside,
        }
    }
}

fn most_first(counts: HashMap<String, u64>) -> Vec<(String, u64)> {
    let mut list: Vec<(String, u64)> = counts.into_iter().collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    list
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
