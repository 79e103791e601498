//! Pictures: what a caption is like without its credit, and two wordings of one picture.
//!
//! Agencies deliver a long wording with the credit spelled out, desks shorten it; scrapers keep
//! both.  The shorter stands as the text, the longer is its alternative: decided by containment of
//! words, since an edited caption may share less than half of its words by any symmetric measure.

use std::collections::VecDeque;
use std::sync::LazyLock;

use super::by_word::ByWord;
use super::hash::{Words, fnv1a};
use super::line::find_colon;

/// Words that two wordings of a picture have at least: four are soon contained in anything.
const MIN_WORDS: usize = 5;
/// Share of the shorter one's words that the longer has too, each word counted once.
const MIN_SHARE: f32 = 0.85;
/// Captions that a new one is compared with, from the last.
const MAX_KNOWN: usize = 256;

/// What a caption says, for comparing it with others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// Of the whole text.
    hash: u64,
    /// How many words it has.
    length: usize,
    /// Hashes of the words, each once and in order.
    words: Vec<u64>,
}

impl Wording {
    pub fn of(text: &str) -> Self {
        Self {
            hash: fnv1a(0, text.as_bytes()),
            length: text.split_whitespace().count(),
            words: word_set(text),
        }
    }

    /// True when both are captions of one picture, or one text.
    pub fn is_of_same_picture(&self, other: &Self) -> bool {
        let shorter = self.length.min(other.length);
        let is_contained = || self.containment(other) >= MIN_SHARE;
        self.hash == other.hash || (shorter >= MIN_WORDS && is_contained())
    }

    fn containment(&self, other: &Self) -> f32 {
        let (a, b) = (&self.words, &other.words);
        let shorter = a.len().min(b.len());
        if shorter == 0 {
            return 0.0;
        }
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while let (Some(one), Some(other)) = (a.get(i), b.get(j)) {
            shared += usize::from(one == other);
            i += usize::from(one <= other);
            j += usize::from(other <= one);
        }
        shared as f32 / shorter as f32
    }
}

/// The last captions of an article, by their places in it.
#[derive(Debug, Default)]
pub struct Captions {
    known: VecDeque<(usize, Wording)>,
}

impl Captions {
    /// Places of the captions of the same picture, in order.
    pub fn of_same_picture(&self, wording: &Wording) -> impl DoubleEndedIterator<Item = usize> {
        let same = |(_, known): &&(usize, Wording)| known.is_of_same_picture(wording);
        self.known.iter().filter(same).map(|(place, _)| *place)
    }

    /// Keeps what the caption at a place says now.
    pub fn set(&mut self, place: usize, wording: Wording) {
        match self.known.iter_mut().rfind(|known| known.0 == place) {
            Some(known) => known.1 = wording,
            None => self.known.push_back((place, wording)),
        }
        if self.known.len() > MAX_KNOWN {
            self.known.pop_front();
        }
    }
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
    let Some(colon) = find_colon(line).filter(|at| *at <= 70) else {
        return false;
    };
    let slug = &line[..colon];
    !slug.chars().any(char::is_lowercase)
        && slug.contains(['-', '–', '—'])
        && slug.chars().any(|c| c.is_ascii_digit())
        && slug.chars().any(char::is_alphabetic)
}

/// True when the first words of a line, folded, set a scene in the present tense, as captions do.
pub fn sets_scene<'h>(mut words: impl Iterator<Item = &'h str>) -> bool {
    words.any(|word| SCENES.has(word.as_bytes()))
}

static SCENES: LazyLock<ByWord<()>> = LazyLock::new(|| {
    let words = [
        "looks", "look", "seen", "pictured", "poses", "pose", "embrace", "embraces", "stands",
        "stand", "walks", "walk", "holds", "hold", "speaks", "speak", "attends", "attend",
        "gestures", "waves", "wave", "arrives", "arrive", "left", "right", "center", "centre",
        "smiles", "shows", "sits", "posa", "posan", "habla", "saluda", "durante", "abrazan",
        "vista", "imagen", "archivo", "pose", "posent", "assiste", "lors", "gauche", "droite",
        "steht", "stehen", "spricht", "links", "rechts", "blick", "zu",
    ];
    words
        .map(|word| (word.as_bytes(), ()))
        .into_iter()
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edited_caption_is_contained_in_the_long_one() {
        let long = "OSLO - JANUARY 5: Ann Loe looks on with a cup in her hand at the fair on January 5, 2026 in Oslo. The fair was opened by the mayor, who spoke for an hour about trams and about rain.";
        let short = "Ann Loe looks on with a cup in hand at the fair on January 5, 2026, in Oslo";
        let other = "The mayor walks to the tram with his dog and his daughter";
        let long = Wording::of(long);
        assert!(long.is_of_same_picture(&Wording::of(short)));
        assert!(!long.is_of_same_picture(&Wording::of(other)));
        assert!(!Wording::of("Ann Loe").is_of_same_picture(&Wording::of("Ann Loe in Oslo")));
        assert!(Wording::of("Ann Loe").is_of_same_picture(&Wording::of("Ann Loe")));
    }

    #[test]
    fn the_last_captions_are_known_by_their_places() {
        let mut captions = Captions::default();
        let wording = |i: usize| Wording::of(&format!("ferry{i} sails from{i} the old{i} quay{i}"));
        for i in 0..2 * MAX_KNOWN {
            captions.set(i, wording(i));
        }
        let find = |captions: &Captions, i| captions.of_same_picture(&wording(i)).next();
        assert_eq!(find(&captions, 0), None);
        assert_eq!(find(&captions, 2 * MAX_KNOWN - 1), Some(2 * MAX_KNOWN - 1));
        captions.set(2 * MAX_KNOWN - 1, wording(0));
        assert_eq!(find(&captions, 0), Some(2 * MAX_KNOWN - 1));
    }
}
