//! In what a copy differs from the article it is a copy of, from their texts.
//!
//! It is measured as copies are found (`alignment`), but over the whole of long texts.

use super::alignment::Aligner;
use super::trace::trace_up_to;
use crate::text::TokenisedField;

/// Words of a body that are compared for showing.
const MAX_WORDS: usize = 20_000;

/// How a body compares with another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// Part of the words of the shorter body that the longer one has in the same order, 0 to 1.
    pub similarity: f64,
    /// Words among them that only look alike: read badly, or mended.
    pub garbled: u32,
    /// Words at the same place that do not look alike.
    pub different: u32,
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
            garbled: 0,
            different: 0,
            change: Change::None,
        };
    }
    let (of_first, of_copy) = (trace_up_to(first, MAX_WORDS), trace_up_to(copy, MAX_WORDS));
    let alignment = Aligner::new(&of_first).align(&of_copy);
    // A tenth is what headers, credits and corrections come to.
    let change = if copy.len() * 10 < first.len() * 9 {
        Change::Abridged
    } else if copy.len() * 9 > first.len() * 10 {
        Change::Extended
    } else {
        Change::Varied
    };
    Likeness {
        similarity: alignment.coverage(),
        garbled: alignment.alike,
        different: alignment.different,
        change,
    }
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
        let text = "fog over the old port held every ship until noon";
        check(
            text,
            "Fog over the old “port” held every ship until noon.",
            Change::None,
            1.0,
        );
        check(text, "fog over the old port held", Change::Abridged, 1.0);
        check(
            text,
            &format!("{text} and then it rained"),
            Change::Extended,
            1.0,
        );
        check(
            text,
            "fog over the old port kept every ship until noon",
            Change::Varied,
            0.9,
        );
        check("", "a b", Change::Extended, 0.0);
    }

    #[test]
    fn garbled_words_are_counted() {
        let cut = |text: &str| TokenisedField::new(text.to_owned(), None);
        let found = likeness(
            &cut("fog over the old port held every ship until noon"),
            &cut("fog over the o1d port held evcry ship until four"),
        );
        assert_eq!((found.garbled, found.different), (2, 0), "{found:?}");
    }
}
