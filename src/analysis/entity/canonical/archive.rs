//! Which keys of an archive stand for the same entity: pure functions over what the archive counted.
//!
//! Keys stay in the articles as they were written; what is decided here is a table from key to
//! entity beside them, so that merges, splits and corrections need no article to be read again.
//! Two keys are joined only when nothing speaks against it: a name that could be two people's is
//! left alone, and a bare surname stays unresolved rather than wrong.

mod rules;

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::corrections::{Correction, Corrections};
use super::name::{has_diacritics, is_unresolved};
use crate::annotations::EntityKey;

/// Share of the uses that a spelling with diacritics needs to be shown.
const DIACRITICS_SHARE: f64 = 0.05;

/// What was worked out from the whole archive at one time, and is used unchanged until it is worked
/// out again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Learned {
    /// Counted from 1; 0 when nothing was learned.
    pub generation: u64,
    /// Articles it was learned from.
    pub articles: u64,
    pub merges: Vec<Merge>,
    /// Names of the entities that are spelled in several ways.
    pub names: BTreeMap<EntityKey, String>,
}

/// What the archive knows of one key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeyStatistics {
    pub key: EntityKey,
    /// Number of articles that hold the key.
    pub articles: u32,
    /// Spellings with the number of mentions of each.
    pub spellings: Vec<(String, u32)>,
    /// Articles on each day (days since 1970) that is known, ascending.
    pub days: Vec<(i32, u32)>,
    /// Of a bare surname: people who have it and are named in full in articles that still did not
    /// take the surname for theirs, with the number of those articles.
    pub beside: Vec<(EntityKey, u32)>,
}

/// Why two keys are one entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// First names, middle names and initials agree, and nobody else has them.
    SamePerson,
    /// The long form that the archive's articles give for an acronym.
    Acronym,
    /// The only person of that surname in the weeks around.
    Surname,
    /// Nearly all articles take that name for another kind.
    Kind,
    /// A line of the corrections file.
    Correction,
}

impl Reason {
    /// Says it in words.
    pub fn text(self) -> &'static str {
        match self {
            Self::SamePerson => "the same person",
            Self::Acronym => "its acronym",
            Self::Surname => "the only one of that surname",
            Self::Kind => "of that kind nearly everywhere",
            Self::Correction => "your correction",
        }
    }
}

/// One key that leads to another entity than its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    pub from: EntityKey,
    pub to: EntityKey,
    pub reason: Reason,
}

/// The table from keys to entities.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntityTable {
    pub merges: Vec<Merge>,
    /// Every key that leads elsewhere, to where it leads in the end.
    entity_of: HashMap<EntityKey, EntityKey>,
    names: HashMap<EntityKey, String>,
    hidden: HashSet<EntityKey>,
    /// Entities of several keys or with a name of their own: the entity, then its other keys.
    groups: BTreeMap<EntityKey, Vec<EntityKey>>,
    /// Some entity has keys of another kind.
    joins_kinds: bool,
}

impl Learned {
    /// Works out merges and names; the same statistics, in any order, give the same.
    pub fn new(statistics: &[KeyStatistics], generation: u64, articles: u64) -> Self {
        let by_key: BTreeMap<&EntityKey, &KeyStatistics> =
            statistics.iter().map(|s| (&s.key, s)).collect();
        let mut merges = rules::same_people(&by_key);
        merges.extend(rules::acronyms(&by_key));
        merges.extend(rules::kinds(&by_key, &merges));
        merges.extend(rules::surnames(&by_key, &merges));
        merges.sort_by(|a, b| a.from.cmp(&b.from));
        let mut learned = Self {
            generation,
            articles,
            merges,
            names: BTreeMap::new(),
        };
        let table = EntityTable::new(&learned, &Corrections::default());
        let mut spellings: BTreeMap<&EntityKey, Vec<(&str, u32)>> = BTreeMap::new();
        for (key, key_statistics) in by_key {
            let known = spellings.entry(table.entity(key)).or_default();
            let of_key = key_statistics.spellings.iter();
            known.extend(of_key.map(|(s, n)| (s.as_str(), *n)));
        }
        learned.names = spellings
            .iter()
            .filter(|(_, spellings)| spellings.len() > 1)
            .filter_map(|(entity, spellings)| {
                let name = choose_spelling(entity, spellings)?;
                Some(((*entity).clone(), name.to_owned()))
            })
            .collect();
        learned
    }
}

impl EntityTable {
    /// Puts together what was learned and what the user corrects; later lines win.
    pub fn new(learned: &Learned, corrections: &Corrections) -> Self {
        let mut merges: BTreeMap<EntityKey, Merge> = BTreeMap::new();
        for merge in &learned.merges {
            merges.insert(merge.from.clone(), merge.clone());
        }
        for key in corrections.kept_apart() {
            merges.remove(key);
        }
        for correction in &corrections.0 {
            match correction {
                Correction::Merge { from, to } => {
                    break_circle(&mut merges, from, to);
                    let merge = Merge {
                        from: from.clone(),
                        to: to.clone(),
                        reason: Reason::Correction,
                    };
                    merges.insert(from.clone(), merge);
                }
                Correction::Split { key } => {
                    merges.remove(key);
                }
                Correction::Rename { .. } | Correction::Hide { .. } => {}
            }
        }
        let mut table = Self::default();
        for from in merges.keys() {
            let entity = last_of(&merges, from);
            if entity == from {
                continue;
            }
            table.joins_kinds |= entity.kind_name() != from.kind_name();
            table.entity_of.insert(from.clone(), entity.clone());
            let keys = table.groups.entry(entity.clone()).or_default();
            keys.push(from.clone());
        }
        for (key, name) in &learned.names {
            table.names.insert(key.clone(), name.clone());
        }
        // A key that leads elsewhere names the entity that it leads to.
        for correction in &corrections.0 {
            match correction {
                Correction::Rename { key, name } => {
                    let entity = table.entity(key).clone();
                    table.groups.entry(entity.clone()).or_default();
                    table.names.insert(entity, name.clone());
                }
                Correction::Hide { key } => {
                    let entity = table.entity(key).clone();
                    table.hidden.insert(entity);
                }
                Correction::Merge { .. } | Correction::Split { .. } => {}
            }
        }
        table.merges = merges.into_values().collect();
        table
    }

    /// Every entity of several keys, with its other keys.
    pub fn groups(&self) -> impl Iterator<Item = (&EntityKey, &[EntityKey])> {
        self.groups
            .iter()
            .map(|(entity, keys)| (entity, keys.as_slice()))
    }

    /// All keys of an entity, its own first.
    pub fn keys<'k>(&'k self, entity: &'k EntityKey) -> impl Iterator<Item = &'k EntityKey> {
        let others = self.groups.get(entity).map_or(&[][..], Vec::as_slice);
        std::iter::once(entity).chain(others)
    }

    /// The entity of a key: often the key itself.
    pub fn entity<'k>(&'k self, key: &'k EntityKey) -> &'k EntityKey {
        self.entity_of.get(key).unwrap_or(key)
    }

    /// True when some entity has keys of another kind than its own.
    pub fn joins_kinds(&self) -> bool {
        self.joins_kinds
    }

    /// The name to show for an entity; None when its articles agree.
    pub fn display_name(&self, entity: &EntityKey) -> Option<&str> {
        self.names.get(entity).map(String::as_str)
    }

    /// True for entities that lists leave out: hidden by hand, or a surname nobody owns unless the
    /// file itself gives it.
    pub fn is_hidden(&self, entity: &EntityKey, is_given: bool) -> bool {
        (is_unresolved(entity) && !is_given) || self.hidden.contains(entity)
    }
}

/// Takes the older step out of what would lead back to `from`.
fn break_circle(merges: &mut BTreeMap<EntityKey, Merge>, from: &EntityKey, to: &EntityKey) {
    let mut at = to.clone();
    while let Some(merge) = merges.get(&at) {
        if merge.to == *from {
            merges.remove(&at);
            return;
        }
        at = merge.to.clone();
    }
}

/// The end of the merges that begin with a key.
fn last_of<'m>(merges: &'m BTreeMap<EntityKey, Merge>, from: &'m EntityKey) -> &'m EntityKey {
    let mut at = from;
    // A damaged table may lead in a circle; none of its merges is followed twice.
    for _ in 0..=merges.len() {
        match merges.get(at) {
            Some(merge) => at = &merge.to,
            None => return at,
        }
    }
    from
}

/// The most frequent full spelling, among those with diacritics if they make up enough of all.
pub fn choose_spelling<'s>(entity: &EntityKey, spellings: &[(&'s str, u32)]) -> Option<&'s str> {
    // Surnames and acronyms do not name what has a longer name.
    let words = entity.0.split_once('/')?.1.split(' ').count().min(2);
    let is_full = |spelling: &str| spelling.split_whitespace().count() >= words;
    let full: Vec<(&str, u32)> = spellings
        .iter()
        .copied()
        .filter(|(s, _)| is_full(s))
        .collect();
    let choice = if full.is_empty() { spellings } else { &full };
    let all: u32 = choice.iter().map(|(_, n)| n).sum();
    let marked: u32 = choice
        .iter()
        .filter(|(s, _)| has_diacritics(s))
        .map(|(_, n)| n)
        .sum();
    let wants_marks = f64::from(marked) >= DIACRITICS_SHARE * f64::from(all) && marked > 0;
    choice
        .iter()
        .filter(|(s, _)| !wants_marks || has_diacritics(s))
        .max_by(|(a, n), (b, m)| (n, b).cmp(&(m, a)))
        .map(|(spelling, _)| *spelling)
}

#[cfg(test)]
mod tests;
