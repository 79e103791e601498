//! Which person a name means: longest full names first, then shorter forms, then single names.

use std::collections::HashMap;

use super::{Named, Target};
use crate::analysis::entity::gazetteer::{Gender, gazetteer, token_key};
use crate::analysis::entity::label::Label;
use crate::analysis::entity::resolver::family_names;
use crate::article::EntityKind;

/// A name is short for people named within these many bytes only, when several bear it.
const NEAR: usize = 1500;

/// Of the most common family names another bearer is always possible: one that has not been named
/// for so many bytes may be somebody else, as nobody can tell from the article alone.
const NOT_FAR: usize = 1000;
/// People of an article who share a name and are told apart; more of them are a list of names.
const MOST_NAMESAKES: usize = 256;

/// Family names that tens of millions bear; folded, sorted.
const VERY_COMMON: &[&str] = &[
    "ahmed",
    "ali",
    "brown",
    "chen",
    "choi",
    "diaz",
    "fernandez",
    "garcia",
    "gomez",
    "gonzalez",
    "hassan",
    "hernandez",
    "hussain",
    "johnson",
    "jones",
    "khan",
    "kim",
    "kumar",
    "lee",
    "li",
    "liu",
    "lopez",
    "martinez",
    "mohammed",
    "nguyen",
    "park",
    "perez",
    "ramirez",
    "rodrigues",
    "rodriguez",
    "sanchez",
    "santos",
    "sharma",
    "silva",
    "singh",
    "smith",
    "tran",
    "wang",
    "williams",
    "yang",
    "zhang",
];

/// Forms of first names that everybody uses for one another.
const SHORT_FORMS: &[(&str, &str)] = &[
    ("abe", "abraham"),
    ("al", "albert"),
    ("alex", "alexander"),
    ("andy", "andrew"),
    ("art", "arthur"),
    ("ben", "benjamin"),
    ("bernie", "bernard"),
    ("bill", "william"),
    ("bob", "robert"),
    ("chris", "christopher"),
    ("chuck", "charles"),
    ("dan", "daniel"),
    ("dave", "david"),
    ("dick", "richard"),
    ("don", "donald"),
    ("doug", "douglas"),
    ("ed", "edward"),
    ("frank", "francis"),
    ("fred", "frederick"),
    ("greg", "gregory"),
    ("hank", "henry"),
    ("jack", "john"),
    ("jeff", "jeffrey"),
    ("jerry", "gerald"),
    ("jim", "james"),
    ("jimmy", "james"),
    ("joe", "joseph"),
    ("ken", "kenneth"),
    ("larry", "lawrence"),
    ("liz", "elizabeth"),
    ("matt", "matthew"),
    ("mike", "michael"),
    ("nick", "nicholas"),
    ("pat", "patrick"),
    ("pete", "peter"),
    ("phil", "philip"),
    ("ray", "raymond"),
    ("rick", "richard"),
    ("rob", "robert"),
    ("ron", "ronald"),
    ("sam", "samuel"),
    ("steve", "steven"),
    ("ted", "edward"),
    ("tim", "timothy"),
    ("tom", "thomas"),
    ("tony", "anthony"),
    ("vince", "vincent"),
    ("will", "william"),
];

/// Resolves the people among the mentions.
pub fn resolve(named: &[Named]) -> Vec<Option<Target>> {
    let folded: Vec<Option<&str>> = named
        .iter()
        .map(|n| (n.label == Label::Person).then(|| n.spelling.name(EntityKind::Person)))
        .collect();
    let full = FullNames::new(folded.iter().flatten().copied());
    let mut last_seen: HashMap<&str, (usize, usize)> = HashMap::new();
    let mut out = Vec::with_capacity(named.len());
    for (name, key) in named.iter().zip(folded) {
        let Some(key) = key else {
            out.push(None);
            continue;
        };
        let here = (name.mention.text, name.mention.span.start);
        let person = full.find(key, name, here, &last_seen);
        if let Some(person) = person {
            last_seen.insert(person, here);
        }
        out.push(Some(Target {
            folded: person.unwrap_or(key).to_owned(),
            ..Target::default()
        }));
    }
    out
}

/// The people of the article who are named in full.
struct FullNames {
    /// Every full spelling → the longest name of that person.
    canonical: HashMap<String, String>,
    /// Single names, and tails of names (`dos santos`) → longest names of the people so called.
    by_part: HashMap<String, Vec<String>>,
    /// First names → longest names of the people so called.
    by_first: HashMap<String, Vec<String>>,
}

impl FullNames {
    fn new<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut order: Vec<(usize, &str)> = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for name in names {
            if name.contains(' ') && seen.insert(name) {
                order.push((order.len(), name));
            }
        }
        order.sort_by_key(|(first, name)| {
            let words = name.split(' ').count();
            (
                std::cmp::Reverse(words),
                std::cmp::Reverse(name.len()),
                *first,
            )
        });
        let mut canonical: HashMap<String, String> = HashMap::new();
        let mut by_last: HashMap<&str, Vec<&str>> = HashMap::new();
        for (_, name) in &order {
            let last = name.rsplit(' ').next().unwrap_or("");
            let longer = by_last.entry(last).or_default();
            let mut known = longer[..longer.len().min(MOST_NAMESAKES)]
                .iter()
                .filter(|k| is_same_person(name, k));
            let target = match (known.next(), known.next()) {
                (Some(one), None) => *one,
                // None, or several: `J. Smith` beside John and James Smith is nobody of them.
                _ => {
                    longer.push(name);
                    name
                }
            };
            canonical.insert((*name).to_owned(), target.to_owned());
        }
        let mut by_part: HashMap<String, Vec<String>> = HashMap::new();
        let mut by_first: HashMap<String, Vec<String>> = HashMap::new();
        let mut people: Vec<&String> = canonical.values().collect();
        people.sort_unstable();
        people.dedup();
        for person in people {
            let words: Vec<&str> = person.split(' ').collect();
            by_first
                .entry(words[0].to_owned())
                .or_default()
                .push(person.clone());
            let mut parts: Vec<String> = family_names(&words)
                .iter()
                .map(|n| (*n).to_owned())
                .collect();
            parts.extend((1..words.len() - 1).map(|tail| words[tail..].join(" ")));
            for part in parts {
                by_part.entry(part).or_default().push(person.clone());
            }
        }
        Self {
            canonical,
            by_part,
            by_first,
        }
    }

    /// The person a name means; None when it could be several, or nobody who is named in full.
    fn find(
        &self,
        key: &str,
        name: &Named,
        here: (usize, usize),
        last_seen: &HashMap<&str, (usize, usize)>,
    ) -> Option<&str> {
        if let Some(person) = self.canonical.get(key) {
            return Some(person);
        }
        let title = gender_of_title(name.last_word_before());
        let people = match self.by_part.get(key) {
            Some(people) => people,
            None if key.contains(' ') => return None,
            None => self.by_first.get(key)?,
        };
        if people.len() > MOST_NAMESAKES {
            return None;
        }
        let mut candidates: Vec<&String> = people.iter().collect();
        if let Some(title) = title {
            candidates.retain(|person| gender_of(person).is_none_or(|gender| gender == title));
            let is_sure = |person: &&String| gender_of(person) == Some(title);
            if candidates.iter().any(is_sure) {
                candidates.retain(is_sure);
            }
        }
        match candidates.as_slice() {
            [] => None,
            [person] => {
                let is_old = last_seen.get(person.as_str()).is_some_and(|(text, at)| {
                    *text == here.0 && here.1.saturating_sub(*at) > NOT_FAR
                });
                let is_doubtful = is_old && VERY_COMMON.binary_search(&key).is_ok();
                (!is_doubtful || title.is_some_and(|t| gender_of(person) == Some(t)))
                    .then_some(person.as_str())
            }
            several => nearest(several, here, last_seen),
        }
    }
}

/// The one of several that was named last, and not long ago; None when no other is farther away.
fn nearest<'p>(
    people: &[&'p String],
    here: (usize, usize),
    last_seen: &HashMap<&str, (usize, usize)>,
) -> Option<&'p str> {
    let seen = |p: &&&String| last_seen.get(p.as_str()).copied();
    let best = people.iter().max_by_key(seen)?;
    let (text, at) = seen(&best)?;
    (text == here.0 && here.1.saturating_sub(at) <= NEAR).then_some(best.as_str())
}

/// `J. F. Kennedy`, `John Kennedy` and `Jack Kennedy` may be `John Fitzgerald Kennedy`.
pub(super) fn is_same_person(shorter: &str, longer: &str) -> bool {
    let (a, b): (Vec<&str>, Vec<&str>) =
        (shorter.split(' ').collect(), longer.split(' ').collect());
    let (Some((last_a, before_a)), Some((last_b, before_b))) = (a.split_last(), b.split_last())
    else {
        return false;
    };
    let (Some(first_a), Some(first_b)) = (before_a.first(), before_b.first()) else {
        return false;
    };
    if last_a != last_b {
        return false;
    }
    let is_initial = |x: &str, y: &str| x.len() == 1 && y.starts_with(x);
    let is_short = |x: &str, y: &str| SHORT_FORMS.contains(&(x, y));
    let firsts_agree = first_a == first_b
        || is_initial(first_a, first_b)
        || is_initial(first_b, first_a)
        || is_short(first_a, first_b)
        || is_short(first_b, first_a);
    if firsts_agree {
        // Middle names that are both given must agree.
        let middles = before_a[1..].iter().zip(&before_b[1..]);
        let mut middles = middles.filter(|_| before_a.len() == before_b.len());
        return middles.all(|(x, y)| x == y || is_initial(x, y) || is_initial(y, x));
    }
    before_a.len() < before_b.len() && before_a.iter().all(|word| before_b.contains(word))
}

fn gender_of_title(word: &str) -> Option<Gender> {
    match word.trim_end_matches('.') {
        "Mr" | "Sir" | "King" | "Prince" | "Lord" | "Father" => Some(Gender::Man),
        "Ms" | "Mrs" | "Miss" | "Lady" | "Dame" | "Queen" | "Princess" | "Madam" => {
            Some(Gender::Woman)
        }
        _ => None,
    }
}

fn gender_of(person: &str) -> Option<Gender> {
    let first = person.split(' ').next()?;
    gazetteer().name_use(token_key(first)).gender
}
