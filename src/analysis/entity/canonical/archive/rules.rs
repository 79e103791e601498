//! The rules by which keys of an archive are joined: the same person, an acronym, another kind, a bare
//! surname.  Each looks at what all articles say, and refuses where two readings are left.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::{KeyStatistics, Merge, Reason};
use crate::analysis::entity::canonical::people::is_same_person;
use crate::annotations::EntityKey;

/// Share of its definitions that a long form must have to own an acronym.
const ACRONYM_SHARE: f64 = 0.8;
/// Share of a surname's articles that a person must have to own the bare surname.
const SURNAME_SHARE: f64 = 0.9;
/// Days on either side in which that share is counted.
const SURNAME_DAYS: i32 = 30;
/// Share of the articles with a name of several words that must agree on its kind to overrule the
/// others, and how many there must be.
const KIND_SHARE: f64 = 0.9;
const KIND_LEAST: u32 = 5;

/// Full names of the same people: `John F. Kennedy` and `John Kennedy`, if there is one only.
pub fn same_people(by_key: &BTreeMap<&EntityKey, &KeyStatistics>) -> Vec<Merge> {
    let mut by_last: BTreeMap<&str, Vec<(&str, &EntityKey)>> = BTreeMap::new();
    for key in by_key.keys() {
        if let Some(name) = key.0.strip_prefix("person/")
            && let Some((_, last)) = name.rsplit_once(' ')
        {
            let people = by_last.entry(last).or_default();
            people.push((name, key));
        }
    }
    let mut longer_of = BTreeMap::new();
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
            longer_of.insert(*key, *target);
        }
    }
    to_most_frequent(&longer_of, by_key)
}

/// Joins the names of each person under the one that most articles have, the longest of equals.
fn to_most_frequent(
    longer_of: &BTreeMap<&EntityKey, &EntityKey>,
    by_key: &BTreeMap<&EntityKey, &KeyStatistics>,
) -> Vec<Merge> {
    let mut people: BTreeMap<&EntityKey, BTreeSet<&EntityKey>> = BTreeMap::new();
    for (key, longer) in longer_of {
        let mut longest = *longer;
        // Every step leads to a longer name.
        while let Some(longer) = longer_of.get(longest) {
            longest = longer;
        }
        people.entry(longest).or_default().extend([*key, longest]);
    }
    let mut merges = Vec::new();
    for names in people.values() {
        let articles = |key: &EntityKey| by_key.get(key).map_or(0, |known| known.articles);
        let most = names
            .iter()
            .max_by_key(|key| (articles(key), key.0.len(), std::cmp::Reverse(**key)));
        let Some(most) = most else { continue };
        let others = names.iter().filter(|key| *key != most);
        merges.extend(others.map(|key| Merge {
            from: (*key).clone(),
            to: (*most).clone(),
            reason: Reason::SamePerson,
        }));
    }
    merges
}

/// Acronyms that articles use without their long form.
pub fn acronyms(by_key: &BTreeMap<&EntityKey, &KeyStatistics>) -> Vec<Merge> {
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

/// Names that a few articles take for another kind than all the others: `Elon Musk` as an
/// organisation.  Single words are too often the names of several.
pub fn kinds(by_key: &BTreeMap<&EntityKey, &KeyStatistics>, known: &[Merge]) -> Vec<Merge> {
    let led: HashSet<&EntityKey> = known.iter().map(|merge| &merge.from).collect();
    let mut by_name: BTreeMap<&str, Vec<(&EntityKey, u32)>> = BTreeMap::new();
    for (key, statistics) in by_key {
        if key.name().contains(' ') {
            let kinds = by_name.entry(key.name()).or_default();
            kinds.push((key, statistics.articles));
        }
    }
    let mut merges = Vec::new();
    for kinds in by_name.values().filter(|kinds| kinds.len() > 1) {
        let all: u32 = kinds.iter().map(|(_, n)| n).sum();
        let most = kinds.iter().max_by_key(|(_, n)| *n);
        let Some((target, count)) = most else {
            continue;
        };
        if *count < KIND_LEAST || f64::from(*count) < KIND_SHARE * f64::from(all) {
            continue;
        }
        let others = kinds
            .iter()
            .filter(|(key, _)| key != target && !led.contains(key));
        merges.extend(others.map(|(key, _)| Merge {
            from: (*key).clone(),
            to: (*target).clone(),
            reason: Reason::Kind,
        }));
    }
    merges
}

/// People of one surname, with the days of their articles.
type Bearers<'k> = BTreeMap<&'k EntityKey, Vec<(i32, u32)>>;

/// Bare surnames that one person owns whenever they are used.
pub fn surnames(by_key: &BTreeMap<&EntityKey, &KeyStatistics>, known: &[Merge]) -> Vec<Merge> {
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
