//! Which organisation a name means: listed names, acronyms of what is named in full, short forms.

use std::collections::HashMap;

use super::{Named, Target};
use crate::analysis::entity::label::Label;
use crate::analysis::entity::spelling::{Spelling, spelling};
use crate::article::EntityKind;

/// Words that give no letter to an acronym.
const SKIPPED: &[&str] = &[
    "&", "and", "de", "del", "des", "du", "e", "for", "in", "la", "of", "on", "the", "to", "y",
];

/// Resolves the organisations among the mentions.
pub fn resolve(named: &[Named]) -> Vec<Option<Target>> {
    let folded: Vec<Option<&str>> = named
        .iter()
        .map(|n| {
            let is_one = n.label == Label::Organisation;
            is_one.then(|| n.spelling.name(EntityKind::Organisation))
        })
        .collect();
    let known = Known::new(named, &folded);
    named
        .iter()
        .zip(&folded)
        .map(|(name, key)| key.map(|key| known.find(&name.spelling, key)))
        .collect()
}

#[derive(Default)]
struct Known<'a> {
    /// Acronym → long form that defined it or has its letters; empty when there are two.
    acronyms: HashMap<String, &'a str>,
    /// First word of a long form → long forms that begin with it.
    by_first: HashMap<&'a str, Vec<&'a str>>,
    /// Last two words → long forms that end with them.
    by_end: HashMap<String, Vec<&'a str>>,
}

impl<'a> Known<'a> {
    fn new(named: &[Named], folded: &[Option<&'a str>]) -> Self {
        let mut known = Self::default();
        let mut seen = std::collections::HashSet::new();
        let mut order = Vec::new();
        for (name, key) in named.iter().zip(folded) {
            let Some(key) = key else { continue };
            let words: Vec<&str> = key.split(' ').collect();
            if words.len() < 2 {
                continue;
            }
            if let Some(acronym) = bracketed(name.after) {
                known.acronyms.insert(fold_acronym(acronym), key);
            }
            if !seen.insert(*key) {
                continue;
            }
            order.push(*key);
            known.by_first.entry(words[0]).or_default().push(key);
            if words.len() > 2 {
                let end = words[words.len() - 2..].join(" ");
                known.by_end.entry(end).or_default().push(key);
            }
        }
        // Initials only after all definitions in brackets.
        for key in order {
            known.acronyms.entry(initials(key)).or_insert(key);
        }
        known
    }

    fn find(&self, spelling: &Spelling, key: &str) -> Target {
        let raw = spelling.raw();
        let is_acronym = (2..=8).contains(&raw.len())
            && !raw.contains(' ')
            && raw.chars().filter(|c| c.is_uppercase()).count() >= 2;
        if is_acronym && let Some(long) = self.acronyms.get(&fold_acronym(raw)) {
            return plain(long);
        }
        if let Some(target) = listed_spelling(spelling) {
            return target;
        }
        let words = key.split(' ').count();
        let longer: &[&str] = match words {
            1 | 2 => self
                .by_first
                .get(key.split(' ').next().unwrap_or(""))
                .map_or(&[], |l| l),
            _ => &[],
        };
        let mut longer = longer.iter().filter(|l| {
            l.len() > key.len() && l.starts_with(key) && l.as_bytes()[key.len()] == b' '
        });
        if let (Some(one), None) = (longer.next(), longer.next()) {
            return plain(one);
        }
        if words == 2
            && let Some([one]) = self.by_end.get(key).map(Vec::as_slice)
        {
            return plain(one);
        }
        plain(key)
    }
}

fn plain(folded: &str) -> Target {
    Target {
        folded: folded.to_owned(),
        ..Target::default()
    }
}

/// A name of the list, as it stands in the text.
pub(super) fn listed_spelling(known: &Spelling) -> Option<Target> {
    let organisation = known.organisation()?;
    let listed = spelling(organisation.name);
    Some(Target {
        folded: listed.name(EntityKind::Organisation).to_owned(),
        listed: Some(organisation.name.to_owned()),
        country: None,
        region: None,
    })
}

/// `(ABC)` right after the name.
fn bracketed(after: &str) -> Option<&str> {
    let inner = after.trim_start().strip_prefix('(')?;
    let (acronym, _) = inner.split_once(')')?;
    let acronym = acronym.trim();
    let is_acronym = (2..=10).contains(&acronym.len())
        && acronym
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'&' | b'-' | b'.'))
        && acronym.bytes().filter(u8::is_ascii_uppercase).count() >= 2;
    is_acronym.then_some(acronym)
}

fn fold_acronym(acronym: &str) -> String {
    acronym
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

fn initials(folded: &str) -> String {
    folded
        .split([' ', '-'])
        .filter(|word| !word.is_empty() && !SKIPPED.contains(word))
        .filter_map(|word| word.chars().next())
        .collect()
}
