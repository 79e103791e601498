//! In what a copy differs from the article it is a copy of, from their texts.
//!
//! Stories are found by sketches; what is shown of them is worked out exactly.

use std::collections::HashSet;

use crate::text::TokenisedField;

/// How a body compares with another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// Part of the word triples of the shorter body that the longer one has too, 0 to 1.
    pub similarity: f64,
    pub change: Change,
}

/// What was done to a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// The same words; layout, case and punctuation may differ.
    None,
    Abridged,
    Extended,
    /// About as long: some words differ.
    Varied,
}

impl Change {
    /// The name in JSON and for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "same",
            Self::Abridged => "abridged",
            Self::Extended => "extended",
            Self::Varied => "varied",
        }
    }
}

/// Compares a copy with the article it is a copy of.
pub fn likeness(first: &TokenisedField, copy: &TokenisedField) -> Likeness {
    let is_same =
        first.len() == copy.len() && (0..first.len()).all(|i| first.folded(i) == copy.folded(i));
    if is_same {
        return Likeness {
            similarity: 1.0,
            change: Change::None,
        };
    }
    let (of_first, of_copy) = (triples(first), triples(copy));
    let common = of_first.intersection(&of_copy).count() as f64;
    let shorter = of_first.len().min(of_copy.len()).max(1) as f64;
    // A tenth is what headers, credits and corrections come to.
    let change = if copy.len() * 10 < first.len() * 9 {
        Change::Abridged
    } else if copy.len() * 9 > first.len() * 10 {
        Change::Extended
    } else {
        Change::Varied
    };
    Likeness {
        similarity: common / shorter,
        change,
    }
}

fn triples(body: &TokenisedField) -> HashSet<[&str; 3]> {
    let last = body.len().saturating_sub(2);
    (0..last)
        .map(|i| [body.folded(i), body.folded(i + 1), body.folded(i + 2)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(first: &str, copy: &str, change: Change, similarity: f64) {
        let cut = |text: &str| TokenisedField::new(text.to_owned(), None);
        let found = likeness(&cut(first), &cut(copy));
        assert_eq!(found.change, change, "{copy}");
        assert!((found.similarity - similarity).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn changes_are_told_apart() {
        let text = "a b c d e f g h i j";
        check(text, "A, b c d “e” f g h i j.", Change::None, 1.0);
        check(text, "a b c d e f g", Change::Abridged, 1.0);
        check(text, "a b c d e f g h i j k l m", Change::Extended, 1.0);
        check(text, "a b c d x f g h i j", Change::Varied, 5.0 / 8.0);
        check("", "a b", Change::Extended, 0.0);
    }
}
