//! First names of people: what tells "Jane Roe" from "Hong Kong" and "Climate Change" where nothing
//! says that a line is a byline.
//!
//! The list is the one that entities are told by; only its data is shared.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::reader::plain_text::hash::Quick;
use crate::text::fold;

/// Folded first names: of each row the name, unless it is only a family name.
static GIVEN_NAMES: LazyLock<HashSet<&'static str, Quick>> = LazyLock::new(|| {
    include_str!("../../analysis/entity/assets/names.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| match line.split_once('\t') {
            Some((_, "l")) => None,
            Some((name, _)) => Some(name),
            None => Some(line),
        })
        .collect()
});

/// Whether a name begins with a known first name or an initial, or is in a script of which the list
/// knows none.
pub fn begins_with_given_name(name: &str) -> bool {
    let first = name.split_whitespace().next().unwrap_or("");
    let is_initial = first.trim_end_matches('.').chars().count() == 1;
    // "Jean-Paul", "Anne-Marie"
    let is_known = |word: &str| GIVEN_NAMES.contains(fold(word).as_str());
    is_initial
        || !name.contains(|c: char| c.is_ascii_alphabetic())
        || is_known(first)
        || first.split('-').next().is_some_and(is_known)
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
