//! Pictures: what a caption is like without its credit, and two wordings of one picture.
//!
//! Agencies deliver a long wording with the credit spelled out, desks shorten it; scrapers keep
//! both.  The shorter stands as the text, the longer is its alternative: decided by containment of
//! words, since an edited caption may share less than half of its words by any symmetric measure.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::hash::{Quick, Words};
use super::key::Key;

/// Share of the shorter text's words that the longer has too, counting each word once.
pub fn containment(a: &str, b: &str) -> f32 {
    let (a, b) = (word_set(a), word_set(b));
    let shorter = a.len().min(b.len());
    if shorter == 0 {
        return 0.0;
    }
    let shared = a.iter().filter(|word| b.binary_search(word).is_ok());
    shared.count() as f32 / shorter as f32
}

/// True when two captions are wordings of one.
pub fn are_same_picture(a: &str, b: &str) -> bool {
    let shorter = a
        .split_whitespace()
        .count()
        .min(b.split_whitespace().count());
    // Four words are soon contained in anything.
    (shorter >= 5 && containment(a, b) >= 0.85) || a == b
}

/// Hashes of the words in small letters, each once and in order.
fn word_set(text: &str) -> Vec<u64> {
    let mut words = Vec::with_capacity(text.len() / 5);
    let mut word = Words::default();
    for c in text.chars() {
        if c.is_alphanumeric() {
            word.push_lower(c);
        } else {
            words.extend(word.take());
        }
    }
    words.extend(word.take());
    words.sort_unstable();
    words.dedup();
    words
}

/// True when a line begins like an agency caption: `OSLO, NORWAY - JANUARY 5: `.
pub fn has_caption_slug(line: &str) -> bool {
    let Some(colon) = line.find(": ").filter(|at| *at <= 70) else {
        return false;
    };
    let slug = &line[..colon];
    !slug.chars().any(char::is_lowercase)
        && slug.contains(['-', '–', '—'])
        && slug.chars().any(|c| c.is_ascii_digit())
        && slug.chars().any(char::is_alphabetic)
}

/// True when the words of a line set a scene in the present tense, as captions do.
pub fn sets_scene(key: &Key) -> bool {
    key.text.split(' ').any(|word| SCENES.contains(word))
}

static SCENES: LazyLock<HashSet<&'static str, Quick>> = LazyLock::new(|| {
    let words = [
        "looks", "look", "seen", "pictured", "poses", "pose", "embrace", "embraces", "stands",
        "stand", "walks", "walk", "holds", "hold", "speaks", "speak", "attends", "attend",
        "gestures", "waves", "wave", "arrives", "arrive", "left", "right", "center", "centre",
        "smiles", "shows", "sits", "posa", "posan", "habla", "saluda", "durante", "abrazan",
        "vista", "imagen", "archivo", "pose", "posent", "assiste", "lors", "gauche", "droite",
        "steht", "stehen", "spricht", "links", "rechts", "blick", "zu",
    ];
    words.into_iter().collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edited_caption_is_contained_in_the_long_one() {
        let long = "OSLO - JANUARY 5: Ann Loe looks on with a cup in her hand at the fair on January 5, 2026 in Oslo. The fair was opened by the mayor, who spoke for an hour about trams and about rain.";
        let short = "Ann Loe looks on with a cup in hand at the fair on January 5, 2026, in Oslo";
        assert!(are_same_picture(long, short));
        assert!(!are_same_picture(
            long,
            "The mayor walks to the tram with his dog and his daughter"
        ));
    }
}
