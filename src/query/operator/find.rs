//! Which operator a written word is.

use super::{Edge, Meaning, OPERATORS, Operator};

/// A word that was found to be an operator.
#[derive(Debug, Clone, Copy)]
pub(in crate::query) struct Found {
    pub operator: &'static Operator,
    /// 0 when it has none.
    pub number: u32,
    /// Written with small letters where capitals are usual.
    pub lowercase: bool,
}

/// Finds the operator that stands between or before operands and is written so.
pub(in crate::query) fn find_sign(word: &str) -> Option<Found> {
    find(word, |meaning| {
        matches!(
            meaning,
            Meaning::And | Meaning::Or | Meaning::Not | Meaning::Proximity(_)
        )
    })
}

/// Finds the function of this name.
pub(in crate::query) fn find_function(word: &str) -> Option<Found> {
    find(word, |meaning| {
        matches!(meaning, Meaning::Choose(..) | Meaning::Within(_))
    })
}

pub(in crate::query) fn find_edge(name: &str) -> Option<Edge> {
    OPERATORS
        .iter()
        .find_map(|operator| match operator.meaning {
            Meaning::Date(edge)
                if operator
                    .spellings
                    .iter()
                    .any(|s| s.eq_ignore_ascii_case(name)) =>
            {
                Some(edge)
            }
            _ => None,
        })
}

pub(in crate::query) fn edge_names() -> impl Iterator<Item = &'static str> {
    let edges = OPERATORS
        .iter()
        .filter(|operator| matches!(operator.meaning, Meaning::Date(_)));
    edges.flat_map(|operator| operator.spellings.iter().copied())
}

/// Names of functions without their numbers.
pub(in crate::query) fn function_names() -> impl Iterator<Item = &'static str> {
    let functions = OPERATORS
        .iter()
        .filter(|o| matches!(o.meaning, Meaning::Choose(..)));
    functions.map(|operator| operator.name.trim_end_matches('n'))
}

fn find(word: &str, wanted: fn(Meaning) -> bool) -> Option<Found> {
    // Operators are short and ASCII; this spares most words the walk.
    if word.len() > 24 || !word.is_ascii() {
        return None;
    }
    OPERATORS
        .iter()
        .filter(|operator| wanted(operator.meaning))
        .find_map(|operator| {
            let number = operator
                .spellings
                .iter()
                .find_map(|s| matches(s, operator.number.is_some(), word))?;
            let lowercase = word.starts_with(|c: char| c.is_ascii_alphabetic())
                && word.bytes().any(|b| b.is_ascii_lowercase());
            Some(Found {
                operator,
                number,
                lowercase: lowercase && !is_units_only(word),
            })
        })
}

/// `W/s`: the small letter is the unit, the operator is in capitals.
fn is_units_only(word: &str) -> bool {
    word.split_once('/')
        .is_some_and(|(name, _)| !name.bytes().any(|b| b.is_ascii_lowercase()))
}

/// Compares a word with a spelling; gives the number, or 0 when the operator has none.
fn matches(spelling: &str, has_number: bool, word: &str) -> Option<u32> {
    if !has_number {
        let any_case = spelling.bytes().any(|b| b.is_ascii_lowercase());
        let same = if any_case {
            spelling.eq_ignore_ascii_case(word)
        } else {
            spelling == word
        };
        return same.then_some(0);
    }
    let stem = spelling.strip_suffix("n")?;
    let digits = word.get(stem.len()..)?;
    if !word[..stem.len()].eq_ignore_ascii_case(stem)
        || digits.is_empty()
        || !digits.bytes().all(|b| b.is_ascii_digit())
    {
        return None;
    }
    // A number too long to read is out of every range.
    Some(digits.parse().unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, expected: Option<(&str, u32, bool)>) {
        let found = find_sign(word).or_else(|| find_function(word));
        assert_eq!(
            found.map(|f| (f.operator.name, f.number, f.lowercase)),
            expected,
            "{word}"
        );
    }

    #[test]
    fn operators_are_known_by_every_spelling() {
        check("AND", Some(("AND", 0, false)));
        check("and", Some(("AND", 0, true)));
        check("||", Some(("OR", 0, false)));
        check("not", None);
        check("W/5", Some(("W/n", 5, false)));
        check("w/12", Some(("W/n", 12, true)));
        check("/500", Some(("W/n", 500, false)));
        check("W/s", Some(("/s", 0, false)));
        check("/s", Some(("/s", 0, false)));
        check("near", None);
        check("NEAR/3", Some(("W/n", 3, false)));
        check("atleast5", Some(("ATLEASTn", 5, true)));
        check("W/99999999999", Some(("W/n", u32::MAX, false)));
        check("9/11", None);
        check("w/o", None);
    }
}
