//! Names that may stand before a colon, and the nearest of them to a misspelt one.

use crate::field::{FIELDS, Field, find_field};

use super::operator::{self, Edge};

/// What a name before a colon stands for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Named {
    Field(Field),
    /// `since:`, `until:`, `after:`, `before:`.
    Edge(Edge),
}

pub(super) fn find(name: &str) -> Option<Named> {
    match operator::find_edge(name) {
        Some(edge) => Some(Named::Edge(edge)),
        None => find_field(name).map(|info| Named::Field(info.field)),
    }
}

pub(super) fn is_known(name: &str) -> bool {
    find(name).is_some()
}

/// Values of this field have an order, so `<` and `>` mean something after its name.
pub(super) fn is_ordered(name: &str) -> bool {
    matches!(
        find(name),
        Some(Named::Field(Field::Date(_) | Field::Number(_)))
    )
}

/// Takes dates: the field itself or one of its edges.
pub(super) fn is_date(name: &str) -> bool {
    matches!(
        find(name),
        Some(Named::Field(Field::Date(_)) | Named::Edge(_))
    )
}

/// A field that may be written `name(…)`: one of words or of whole values.
pub(super) fn is_segment(name: &str) -> bool {
    matches!(
        find(name),
        Some(Named::Field(
            Field::Text(_) | Field::Key(_) | Field::Lead | Field::Entity
        ))
    )
}

/// Written like the name of a field, whether or not there is one.
pub(super) fn looks_like_field(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.len() <= 32
        && name
            .bytes()
            .all(|b| b.is_ascii_alphabetic() || matches!(b, b'.' | b'_'))
}

/// Names that other systems, and common sense, give to what is called otherwise here.
const SYNONYMS: &[(&str, &str)] = &[
    ("year", "date"),
    ("pubdate", "date"),
    ("from", "since"),
    ("to", "until"),
    ("ti", "title"),
    ("src", "source"),
    ("newspaper", "source"),
    ("paper", "source"),
    ("outlet", "source"),
    ("site", "url"),
    ("content", "body"),
    ("writer", "author"),
    ("journalist", "author"),
    ("reporter", "author"),
    ("people", "person"),
    ("who", "person"),
    ("company", "org"),
    ("where", "place"),
    ("city", "place"),
    ("country", "place"),
    ("location", "place"),
    ("subject", "tag"),
    ("topic", "tag"),
    ("keyword", "tag"),
    ("keywords", "tag"),
];

/// The known name that was meant by one that is not: another word for it, or a misspelling.
pub(super) fn meant(name: &str) -> Option<&'static str> {
    SYNONYMS
        .iter()
        .find(|(other, ours)| other.eq_ignore_ascii_case(name) && is_known(ours))
        .map(|(_, ours)| *ours)
        .or_else(|| nearest(name))
}

/// The known name nearest to a misspelt one, when it is near enough to be meant.
pub(super) fn nearest(name: &str) -> Option<&'static str> {
    let names = FIELDS
        .iter()
        .flat_map(|info| info.aliases.iter().copied().chain([info.name]));
    nearest_of(name, names.chain(operator::edge_names()))
}

/// The candidate nearest to a misspelt word: at most one letter in three may differ.
pub(super) fn nearest_of<'n>(
    word: &str,
    candidates: impl Iterator<Item = &'n str>,
) -> Option<&'n str> {
    let word = word.to_ascii_lowercase();
    let allowed = match word.chars().count() {
        0..=2 => return None,
        3..=5 => 1,
        _ => 2,
    };
    let letters = letters_of(&word);
    candidates
        // Lengths and letters rule most of them out: an edit changes two letters at most.
        .filter(|candidate| {
            candidate.len().abs_diff(word.len()) <= allowed
                && (letters ^ letters_of(candidate)).count_ones() as usize <= 2 * allowed
        })
        .map(|candidate| (distance(&word, &candidate.to_ascii_lowercase()), candidate))
        .filter(|(far, candidate)| *far <= allowed && candidate.len() > 2)
        .min_by_key(|(far, _)| *far)
        .map(|(_, candidate)| candidate)
}

/// The different letters of a word, each a bit, whatever its case; some share one.
fn letters_of(word: &str) -> u32 {
    word.chars()
        .fold(0, |letters, letter| letters | 1 << (letter as u32 & 31))
}

/// Edits from one word to another; swapped neighbours count as one.
pub fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (mut two_back, mut back) = (vec![0; b.len() + 1], (0..=b.len()).collect::<Vec<_>>());
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let change = back[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = change.min(back[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(two_back[j - 2] + 1);
            }
        }
        two_back = std::mem::replace(&mut back, row);
    }
    back[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_offered_only_when_it_is_near() {
        for (typed, expected) in [
            ("tittle", Some("title")),
            ("boddy", Some("body")),
            ("presno", Some("person")),
            ("sicne", Some("since")),
            ("venezuela", None),
            ("re", None),
        ] {
            assert_eq!(nearest(typed), expected, "{typed}");
        }
    }

    #[test]
    fn swapped_neighbours_are_one_edit() {
        assert_eq!(distance("gonzales", "gonzalse"), 1);
        assert_eq!(distance("ca", "abc"), 3);
        assert_eq!(distance("", "abc"), 3);
    }
}
