//! First names of people: what tells "Jane Roe" from "Hong Kong" and "Climate Change" where nothing
//! says that a line is a byline.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::reader::plain_text::hash::Quick;
use crate::text::{PERSON_NAMES, fold};

/// Folded names and the letters of what they are.
static NAMES: LazyLock<HashMap<&'static str, &'static str, Quick>> = LazyLock::new(|| {
    PERSON_NAMES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .collect()
});

fn kinds(word: &str) -> &'static str {
    NAMES.get(fold(word).as_str()).copied().unwrap_or("")
}

fn is_given_name(word: &str) -> bool {
    kinds(word).contains('f')
}

/// Whether a word is a first name and hardly ever a family name: "Hannah", "Piet"; not "Jones".
pub fn is_surely_given_name(word: &str) -> bool {
    let kinds = kinds(word);
    kinds.contains('f') && (kinds.contains('w') || !kinds.contains('l'))
}

/// Whether a word is a first name and never a family name.
pub fn is_only_given_name(word: &str) -> bool {
    let kinds = kinds(word);
    kinds.contains('f') && !kinds.contains('l')
}

/// Whether a name begins with a known first name or an initial, or is in a script of which the list
/// knows none.
pub fn begins_with_given_name(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or("");
    let is_initial = first.trim_end_matches('.').chars().count() == 1;
    // "Jean-Paul", "Anne-Marie"
    is_initial
        || !name.contains(|c: char| c.is_ascii_alphabetic())
        || is_given_name(first)
        || first.split('-').next().is_some_and(is_given_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_names_are_known() {
        for name in [
            "Jane Roe",
            "JANE ROE",
            "Jean-Paul Roe",
            "J. R. Roe",
            "José Roe",
            "大渡 美咲",
        ] {
            assert!(begins_with_given_name(name), "{name}");
        }
        for text in [
            "Port Elder",
            "Tamil Nadu",
            "Hong Kong",
            "San Francisco",
            "Buenos Aires",
            "Ciudad de México",
            "Public Safety",
            "Health Care",
            "Climate Change",
        ] {
            assert!(!begins_with_given_name(text), "{text}");
        }
    }
}
