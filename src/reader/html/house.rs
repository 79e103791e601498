//! The outlet where a name would stand: "Valley Sentinel", "Redaktion Valley Sentinel", "admin".
//!
//! A page that names nobody else may still show who wrote its story.

use super::meta::{About, key};
use crate::reader::byline::is_outlet_word;
use crate::reader::plain_text::lexicon::{Class, is_phrase};

/// Words of a name at most: it is compared with the outlet from each of them to each.
const MOST_WORDS: usize = 8;

/// Letters of a word by which an outlet is known.
const LEAST_BEGINNING: usize = 4;

/// Who puts pages up, and nobody's name.
const ACCOUNTS: &[&str] = &[
    "admin",
    "administrator",
    "author",
    "editor",
    "guest",
    "newsroom",
    "root",
    "super user",
    "staff",
    "user",
    "web desk",
    "webdesk",
    "webmaster",
];

/// Words for the editors of an outlet.
pub const DESKS: &[&str] = &[
    "redaccion",
    "redacción",
    "redactie",
    "redaktion",
    "redakcja",
    "redação",
    "redazione",
    "rédaction",
];

/// Other words beside the name of an outlet for those who work there.
const DESK_WORDS: &[&str] = &[
    "admin",
    "com",
    "contributors",
    "correspondents",
    "de",
    "del",
    "digital",
    "editor",
    "editorial",
    "editors",
    "equipe",
    "equipo",
    "la",
    "newsdesk",
    "newsroom",
    "redaktionsteam",
    "reporters",
    "staff",
    "team",
    "the",
    "web",
    "webdesk",
    "writers",
];

/// The names of a page's outlet.
pub struct House {
    keys: Vec<String>,
}

impl House {
    #[cfg(test)]
    pub fn of(names: &[&str]) -> Self {
        Self {
            keys: names.iter().map(|name| key(name)).collect(),
        }
    }

    /// The outlet by one of its names, or an account of its system.
    pub fn is_itself(&self, name: &str) -> bool {
        self.keys.contains(&key(name)) || ACCOUNTS.contains(&name.to_lowercase().as_str())
    }

    /// The outlet, or people of it who are not named: its desk, its team.
    pub fn is_of(&self, name: &str) -> bool {
        if self.is_itself(name) {
            return true;
        }
        let words: Vec<&str> = name.split_whitespace().collect();
        if words.len() > MOST_WORDS {
            return false;
        }
        let are_desk = |words: &[&str]| words.iter().all(|word| is_desk_word(word));
        let is_outlet = |words: &[&str]| self.keys.contains(&key(&words.concat()));
        let has_outlet = |from: usize| {
            let mut ends = from + 1..=words.len();
            are_desk(&words[..from])
                && ends.any(|to| are_desk(&words[to..]) && is_outlet(&words[from..to]))
        };
        let [first, rest @ ..] = words.as_slice() else {
            return false;
        };
        // "Valley D" and "Valley News" of the "Valley Sentinel".
        let is_short = |word: &&str| word.chars().count() == 1 || is_desk_word(word);
        let begins_alike = || {
            let first = key(first);
            first.chars().count() >= LEAST_BEGINNING
                && self.keys.iter().any(|outlet| outlet.starts_with(&first))
        };
        are_desk(&words)
            || (0..words.len()).any(has_outlet)
            || (rest.iter().all(is_short) && begins_alike())
    }

    /// "DAILY North": a desk by the outlet's name and a place.
    pub fn begins(&self, name: &str) -> bool {
        let first = name.split_once(' ');
        first.is_some_and(|(first, _)| self.keys.contains(&key(first)))
    }
}

impl About<'_> {
    pub fn house(&self, source: Option<&str>) -> House {
        House {
            keys: self.outlets(source),
        }
    }
}

fn is_desk_word(word: &str) -> bool {
    let low = word.to_lowercase();
    DESKS.contains(&low.as_str())
        || DESK_WORDS.contains(&low.as_str())
        || is_outlet_word(word)
        || is_phrase(word, Class::Role)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outlet_and_its_desks_are_no_people() {
        let house = House::of(&["Valley Sentinel", "valleysentinel.example"]);
        for name in [
            "Valley Sentinel",
            "valleysentinel.example",
            "Valley Sentinel Online",
            "Valley Sentinel Web Team",
            "The Valley Sentinel Staff",
            "Redaktion Valley Sentinel",
            "Redacción de Valley Sentinel",
            "ValleySentinel",
            "Valley D",
            "valley news",
            "Redakcja",
            "admin",
        ] {
            assert!(house.is_of(name), "{name}");
        }
        for name in ["Ann Roe", "Ann Valley", "Valley Sentinel Ann Roe", ""] {
            assert!(!house.is_of(name), "{name}");
        }
    }
}
