//! Which keys of an archive stand for the same entity: pure functions over what the archive counted.
//!
//! Keys stay in the articles as they were written; what is decided here is a table from key to
//! entity beside them, so that merges, splits and corrections need no article to be read again.
//! Two keys are joined only when nothing speaks against it: a name that could be two people's is
//! left alone, and a bare surname stays unresolved rather than wrong.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::corrections::{Correction, Corrections};
use super::name::{has_diacritics, is_unresolved};
use super::people::is_same_person;
use crate::annotations::EntityKey;

/// Share of its definitions that a long form must have to own an acronym.
const ACRONYM_SHARE: f64 = 0.8;
/// Share of a surname's articles that a person must have to own the bare surname.
const SURNAME_SHARE: f64 = 0.9;
/// Days on either side in which that share is counted.
const SURNAME_DAYS: i32 = 30;
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
    entity_of: HashMap<EntityKey, EntityKey>,
    names: HashMap<EntityKey, String>,
    hidden: Vec<EntityKey>,
    /// Entities of several keys or with a name of their own: the entity, then its other keys.
    groups: BTreeMap<EntityKey, Vec<EntityKey>>,
}

impl Learned {
    /// Works out merges and names; the same statistics, in any order, give the same.
    pub fn new(statistics: &[KeyStatistics], generation: u64, articles: u64) -> Self {
        let by_key: BTreeMap<&EntityKey, &KeyStatistics> =
            statistics.iter().map(|s| (&s.key, s)).collect();
        let mut merges = same_people(&by_key);
        merges.extend(acronyms(&by_key));
        merges.extend(surnames(&by_key, &merges));
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
    /// Puts together what was learned and what the user corrects.
    pub fn new(learned: &Learned, corrections: &Corrections) -> Self {
        let kept = corrections.kept_apart();
        let mut merges = learned.merges.clone();
        merges.retain(|m| !kept.contains(&&m.from));
        let mut table = Self::default();
        for (key, name) in &learned.names {
            table.names.insert(key.clone(), name.clone());
        }
        for correction in &corrections.0 {
            match correction {
                Correction::Merge { from, to } => {
                    merges.retain(|m| m.from != *from);
                    merges.push(Merge {
                        from: from.clone(),
                        to: to.clone(),
                        reason: Reason::Correction,
                    });
                }
                Correction::Rename { key, name } => {
                    table.names.insert(key.clone(), name.clone());
                    table.groups.entry(key.clone()).or_default();
                }
                Correction::Hide { key } => table.hidden.push(key.clone()),
                Correction::Split { .. } => {}
            }
        }
        merges.sort_by(|a, b| a.from.cmp(&b.from));
        for merge in &merges {
            table.entity_of.insert(merge.from.clone(), merge.to.clone());
        }
        for merge in &merges {
            let entity = table.entity(&merge.from).clone();
            if entity != merge.from {
                let keys = table.groups.entry(entity).or_default();
                keys.push(merge.from.clone());
            }
        }
        table.merges = merges;
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
        let mut key = key;
        // A chain of corrections may be a circle; no sane one is longer.
        for _ in 0..16 {
            match self.entity_of.get(key) {
                Some(next) if next != key => key = next,
                _ => break,
            }
        }
        key
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

/// Full names of the same people: `John F. Kennedy` and `John Kennedy`, if there is one only.
fn same_people(by_key: &BTreeMap<&EntityKey, &KeyStatistics>) -> Vec<Merge> {
    let mut by_last: BTreeMap<&str, Vec<(&str, &EntityKey)>> = BTreeMap::new();
    for key in by_key.keys() {
        if let Some(name) = key.0.strip_prefix("person/")
            && let Some((_, last)) = name.rsplit_once(' ')
        {
            let people = by_last.entry(last).or_default();
            people.push((name, key));
        }
    }
    let mut merges = Vec::new();
    for people in by_last.values() {
        // Bounded, so that a family of thousands does not take thousands squared.
        if people.len() < 2 || people.len() > 2_000 {
            continue;
        }
        for (name, key) in people {
            let longer: Vec<_> = people
                .iter()
                .filter(|(other, _)| other.len() > name.len() && is_same_person(name, other))
                .collect();
            // Several longer names must be the same person among themselves.
            let agree = longer.iter().all(|(a, _)| {
                longer
                    .iter()
                    .all(|(b, _)| a == b || is_same_person(a, b) || is_same_person(b, a))
            });
            let longest = longer.iter().max_by_key(|(other, _)| other.len());
            let Some((_, target)) = longest.filter(|_| agree) else {
                continue;
            };
            merges.push(Merge {
                from: (*key).clone(),
                to: (*target).clone(),
                reason: Reason::SamePerson,
            });
        }
    }
    merges
}

/// Acronyms that articles use without their long form.
fn acronyms(by_key: &BTreeMap<&EntityKey, &KeyStatistics>) -> Vec<Merge> {
    let mut long_forms: BTreeMap<String, BTreeMap<&EntityKey, u32>> = BTreeMap::new();
    for (key, statistics) in by_key {
        let Some(name) = key.0.strip_prefix("org/").filter(|n| n.contains(' ')) else {
            continue;
        };
        for (spelling, count) in &statistics.spellings {
            let is_acronym = !spelling.contains(' ')
                && spelling.chars().filter(|c| c.is_uppercase()).count() >= 2
                && spelling.len() < name.len();
            if is_acronym {
                let folded = spelling.to_lowercase().replace('.', "");
                let forms = long_forms.entry(format!("org/{folded}")).or_default();
                *forms.entry(key).or_insert(0) += count;
            }
        }
    }
    let mut merges = Vec::new();
    for (acronym, forms) in long_forms {
        let acronym = EntityKey(acronym);
        let all: u32 = forms.values().sum();
        let best = forms
            .iter()
            .max_by_key(|(key, n)| (**n, std::cmp::Reverse(**key)));
        if let Some((target, count)) = best
            && by_key.contains_key(&acronym)
            && f64::from(*count) >= ACRONYM_SHARE * f64::from(all)
        {
            merges.push(Merge {
                from: acronym,
                to: (*target).clone(),
                reason: Reason::Acronym,
            });
        }
    }
    merges
}

/// People of one surname, with the days of their articles.
type Bearers<'k> = BTreeMap<&'k EntityKey, Vec<(i32, u32)>>;

/// Bare surnames that one person owns whenever they are used.
fn surnames(by_key: &BTreeMap<&EntityKey, &KeyStatistics>, known: &[Merge]) -> Vec<Merge> {
    let led: HashMap<&EntityKey, &EntityKey> = known.iter().map(|m| (&m.from, &m.to)).collect();
    let mut bearers: BTreeMap<&str, Bearers> = BTreeMap::new();
    for (key, statistics) in by_key {
        if let Some(name) = key.0.strip_prefix("person/")
            && let Some((_, last)) = name.rsplit_once(' ')
        {
            let person = led.get(key).copied().unwrap_or(key);
            let people = bearers.entry(last).or_default();
            people.entry(person).or_default().extend(&statistics.days);
        }
    }
    let mut merges = Vec::new();
    for (key, statistics) in by_key {
        let Some(surname) = key.0.strip_prefix("person/").filter(|n| !n.contains(' ')) else {
            continue;
        };
        let Some(people) = bearers.get(surname) else {
            continue;
        };
        // What the articles themselves left open is not decided over their heads.
        let is_refused = |owner: &EntityKey| {
            let beside = statistics.beside.iter();
            let person =
                |key: &EntityKey| led.get(key).is_some_and(|to| *to == owner) || key == owner;
            let refused: u32 = beside.filter(|(key, _)| person(key)).map(|(_, n)| n).sum();
            f64::from(statistics.articles.saturating_sub(refused))
                < SURNAME_SHARE * f64::from(statistics.articles)
        };
        if let Some(owner) = owner(people, &statistics.days).filter(|owner| !is_refused(owner)) {
            merges.push(Merge {
                from: (*key).clone(),
                to: owner.clone(),
                reason: Reason::Surname,
            });
        }
    }
    merges
}

/// The person who has the surname on every one of those days.
fn owner<'k>(people: &Bearers<'k>, days: &[(i32, u32)]) -> Option<&'k EntityKey> {
    let mut owner = None;
    for (day, _) in days {
        let around = |list: &[(i32, u32)]| -> u32 {
            list.iter()
                .filter(|(other, _)| {
                    (i64::from(*other) - i64::from(*day)).abs() <= i64::from(SURNAME_DAYS)
                })
                .map(|(_, n)| n)
                .sum()
        };
        let counts: Vec<(&EntityKey, u32)> = people
            .iter()
            .map(|(key, list)| (*key, around(list)))
            .collect();
        let all: u32 = counts.iter().map(|(_, n)| n).sum();
        let (best, count) = counts
            .into_iter()
            .max_by_key(|(key, n)| (*n, std::cmp::Reverse(*key)))?;
        let owns = count > 0 && f64::from(count) >= SURNAME_SHARE * f64::from(all);
        if !owns || owner.is_some_and(|known| known != best) {
            return None;
        }
        owner = Some(best);
    }
    owner
}

#[cfg(test)]
mod tests;
