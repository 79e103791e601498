//! What the tagger looks at: the features of a word, of its neighbours and of their combinations.
//!
//! A feature is a number of 32 bits; training and tagging compute the same ones here.  What depends
//! on the word type alone is kept apart from what depends on the sentence, because the first can
//! be summed once for each type.  A change here makes every trained model useless.

use super::clusters::{Clusters, WordClusters};
use super::gazetteer::{Gazetteer, MAX_NAME_TOKENS, PlaceKind, exact_key, token_key};
use super::hash::{hash, mix};
use crate::text::fold_value;

/// Neighbours whose words count as features.
pub const OFFSETS: [isize; 4] = [-2, -1, 1, 2];

/// The tables behind the features.
pub struct Lexicon<'b> {
    pub clusters: Clusters<'b>,
    pub gazetteer: &'static Gazetteer,
}

/// What is known of a word type without looking at the sentence.
#[derive(Debug, Clone, Copy)]
pub struct WordFacts {
    pub lowered: u64,
    /// Key of the folded word in the gazetteer.
    pub key: u64,
    /// Key of the very word in the list of organisations.
    pub exact: u64,
    pub shape: u64,
    pub suffix: u64,
    pub clusters: Option<WordClusters>,
    pub is_capitalised: bool,
    /// Letters, and all of them capitals.
    pub is_all_caps: bool,
    pub is_first_name: bool,
    pub is_family_name: bool,
    pub is_demonym: bool,
    /// Most tokens of a place name that begins with this word.
    pub place_tokens: u8,
    /// Most tokens of an organisation's name that begins with this word.
    pub organisation_tokens: u8,
}

/// One sentence as the features see it.
pub struct SentenceFacts<'s> {
    pub words: &'s [&'s WordFacts],
    pub tags: &'s ListTags,
    pub is_mostly_capitals: bool,
}

impl<'s> SentenceFacts<'s> {
    pub fn new(words: &'s [&'s WordFacts], tags: &'s ListTags) -> Self {
        let capitalised = words.iter().filter(|w| w.is_capitalised).count();
        Self {
            words,
            tags,
            is_mostly_capitals: capitalised * 10 > words.len() * 6,
        }
    }
}

fn feature(value: u64, template: u64) -> u32 {
    (mix(value, template) >> 32) as u32
}

impl WordFacts {
    /// Of a word that nobody looked up.
    pub const UNKNOWN: Self = Self {
        lowered: 0,
        key: 0,
        exact: 0,
        shape: 0,
        suffix: 0,
        clusters: None,
        is_capitalised: false,
        is_all_caps: false,
        is_first_name: false,
        is_family_name: false,
        is_demonym: false,
        place_tokens: 0,
        organisation_tokens: 0,
    };

    /// Looks a word up; what it costs is paid once for each word type.
    pub fn new(word: &str, lexicon: &Lexicon) -> Self {
        let word = plain_quote(word);
        let lowered = word.to_lowercase();
        let key = token_key(word);
        let exact = exact_key(word);
        let organisation_tokens = lexicon.gazetteer.longest_organisation_from(exact);
        let names = lexicon.gazetteer.name_use(key);
        let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
        let is_capitalised = word.chars().next().is_some_and(char::is_uppercase);
        let suffix_start = lowered.char_indices().rev().nth(2).map_or(0, |(i, _)| i);
        Self {
            lowered: hash(lowered.as_bytes()),
            key,
            exact,
            shape: hash(short_shape(word).as_bytes()),
            suffix: hash(&lowered.as_bytes()[suffix_start..]),
            clusters: lexicon.clusters.find(&lowered),
            is_capitalised,
            is_all_caps: letters.peek().is_some() && letters.all(char::is_uppercase),
            is_first_name: names.first && is_capitalised,
            is_family_name: names.family && is_capitalised,
            is_demonym: is_capitalised && lexicon.gazetteer.demonym(&fold_value(word)).is_some(),
            place_tokens: lexicon.gazetteer.longest_from(key).min(MAX_NAME_TOKENS) as u8,
            organisation_tokens: organisation_tokens.min(MAX_NAME_TOKENS) as u8,
        }
    }

    /// Features of the word at its own place.
    pub fn own_features(&self, word: &str, out: &mut Vec<u32>) {
        let word = plain_quote(word);
        let lowered = word.to_lowercase();
        let shape: String = word.chars().map(shape_of).take(8).collect();
        out.push(feature(hash(word.as_bytes()), 1));
        out.push(feature(self.lowered, 2));
        out.push(feature(hash(shape.as_bytes()), 3));
        out.push(feature(self.shape, 4));
        let borders: Vec<usize> = lowered.char_indices().map(|(i, _)| i).collect();
        for length in 1..=4_usize {
            if borders.len() > length {
                let prefix = &lowered.as_bytes()[..borders[length]];
                let suffix = &lowered.as_bytes()[borders[borders.len() - length]..];
                out.push(feature(hash(prefix), 10 + length as u64));
                out.push(feature(hash(suffix), 20 + length as u64));
            }
        }
        if let Some(clusters) = self.clusters {
            out.push(feature(u64::from(clusters.leaf), 60));
            out.push(feature(u64::from(clusters.middle), 61));
            out.push(feature(u64::from(clusters.top), 62));
            out.push(feature(
                mix(u64::from(clusters.leaf), u64::from(self.is_capitalised)),
                66,
            ));
        }
        for flag in self.flags() {
            out.push(feature(flag, 40));
        }
    }

    /// Features of the word for the token `OFFSETS[i]` places before it, in a row of their own for
    /// each offset.
    pub fn context_features(&self, offset: usize, out: &mut Vec<u32>) {
        let row = 100 + offset as u64;
        out.push(feature(mix(self.lowered, 30), row));
        out.push(feature(mix(self.shape, 31), row));
        out.push(feature(mix(self.suffix, 32), row));
        if let Some(clusters) = self.clusters {
            out.push(feature(mix(u64::from(clusters.leaf), 63), row));
            out.push(feature(mix(u64::from(clusters.middle), 64), row));
            out.push(feature(mix(u64::from(clusters.top), 65), row));
        }
        for flag in self.flags() {
            out.push(feature(mix(flag, 41), row));
        }
    }

    fn flags(&self) -> impl Iterator<Item = u64> {
        let flags = [
            (self.is_first_name, 1),
            (self.is_family_name, 2),
            (self.is_demonym, 3),
        ];
        flags
            .into_iter()
            .filter_map(|(is_set, flag)| is_set.then_some(flag))
    }
}

/// Features of the token at `i` that need more than one word, each given to `each`.
#[inline]
pub fn sentence_features(sentence: &SentenceFacts, i: usize, mut each: impl FnMut(u32)) {
    let word = sentence.words[i];
    let count = sentence.words.len();
    each(feature(5, 50));
    if i == 0 {
        each(feature(1, 51));
        if word.is_capitalised {
            each(feature(2, 51));
        }
    }
    if i + 1 == count {
        each(feature(3, 51));
    }
    if sentence.is_mostly_capitals {
        each(feature(4, 51));
    }
    let before = (i > 0).then(|| sentence.words[i - 1]);
    let after = (i + 1 < count).then(|| sentence.words[i + 1]);
    if let Some(before) = before {
        each(feature(mix(before.lowered, word.lowered), 52));
        each(feature(mix(before.shape, word.shape), 53));
        if let (Some(a), Some(b)) = (before.clusters, word.clusters) {
            each(feature(mix(u64::from(a.middle), u64::from(b.middle)), 70));
        }
    }
    if let Some(after) = after {
        each(feature(mix(word.lowered, after.lowered), 54));
        each(feature(mix(word.shape, after.shape), 55));
        if let (Some(a), Some(b)) = (word.clusters, after.clusters) {
            each(feature(mix(u64::from(a.middle), u64::from(b.middle)), 71));
        }
    }
    if let (Some(before), Some(after)) = (before, after) {
        let pair = mix(before.shape, word.shape);
        each(feature(mix(pair, after.shape), 56));
    }
    for (distance, template) in [(0, 57), (-1, 58), (1, 59)] {
        let Some(at) = i.checked_add_signed(distance) else {
            continue;
        };
        let tag = |tags: &[u8]| tags.get(at).copied().unwrap_or(0);
        let (place, organisation) = (
            tag(&sentence.tags.places),
            tag(&sentence.tags.organisations),
        );
        if place > 0 {
            each(feature(u64::from(place), template));
        }
        if organisation > 0 {
            each(feature(u64::from(organisation), template + 20));
        }
    }
}

/// Which tokens of a sentence belong to listed names, longest names first.
#[derive(Debug, Default)]
pub struct ListTags {
    /// 0 for none, else the kind of place and whether the name has several tokens.
    pub places: Vec<u8>,
    /// 0 for none, else whether the name has several tokens, and whether it is ambiguous.
    pub organisations: Vec<u8>,
}

impl ListTags {
    /// Looks the names of a sentence up.
    pub fn fill(&mut self, words: &[&WordFacts], gazetteer: &Gazetteer) {
        mark(words, &mut self.places, |word, rest| {
            let longest = usize::from(word.place_tokens) * usize::from(word.is_capitalised);
            longest_place(&rest[..rest.len().min(longest)], gazetteer)
        });
        mark(words, &mut self.organisations, |word, rest| {
            let longest = usize::from(word.organisation_tokens);
            longest_organisation(&rest[..rest.len().min(longest)], gazetteer)
        });
    }
}

fn mark(
    words: &[&WordFacts],
    out: &mut Vec<u8>,
    longest: impl Fn(&WordFacts, &[&WordFacts]) -> (usize, u8),
) {
    out.clear();
    out.resize(words.len(), 0);
    let mut i = 0;
    while i < words.len() {
        let (length, tag) = longest(words[i], &words[i..]);
        for tagged in &mut out[i..i + length] {
            *tagged = tag;
        }
        i += length.max(1);
    }
}

fn longest_place(words: &[&WordFacts], gazetteer: &Gazetteer) -> (usize, u8) {
    let mut best = (0, 0);
    let mut key = 0;
    for (i, word) in words.iter().enumerate() {
        key = if i == 0 { word.key } else { mix(key, word.key) };
        let Some(place) = gazetteer.places_by_key(key).first() else {
            continue;
        };
        let kind = match place.kind {
            PlaceKind::Country => 1,
            PlaceKind::Area => 2,
            PlaceKind::Region => 3,
            PlaceKind::City if place.population >= 500 => 4,
            PlaceKind::City if place.population >= 100 => 5,
            PlaceKind::City => 6,
        };
        best = (i + 1, kind * 2 + u8::from(i > 0));
    }
    best
}

fn longest_organisation(words: &[&WordFacts], gazetteer: &Gazetteer) -> (usize, u8) {
    let mut best = (0, 0);
    let mut key = 0;
    for (i, word) in words.iter().enumerate() {
        key = if i == 0 {
            word.exact
        } else {
            mix(key, word.exact)
        };
        if let Some(organisation) = gazetteer.organisation_by_key(key) {
            best = (
                i + 1,
                1 + u8::from(i > 0) + 2 * u8::from(organisation.is_ambiguous),
            );
        }
    }
    best
}

/// All quotes are one: wire copy writes ``, newspapers write “.
fn plain_quote(word: &str) -> &str {
    match word {
        "``" | "''" | "“" | "”" | "„" | "«" | "»" => "\"",
        "’" | "‘" | "`" => "'",
        "’s" | "'S" | "’S" => "'s",
        "—" | "–" | "--" => "-",
        other => other,
    }
}

fn shape_of(c: char) -> char {
    if c.is_uppercase() {
        'X'
    } else if c.is_alphabetic() {
        'x'
    } else if c.is_numeric() {
        'd'
    } else {
        c
    }
}

/// Shape with runs of the same sort of character cut to one: `Xx`, `X.X.`, `d-x`.
fn short_shape(word: &str) -> String {
    let mut shape = String::new();
    for c in word.chars().map(shape_of) {
        if !shape.ends_with(c) {
            shape.push(c);
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_short() {
        for (word, shape) in [
            ("McDonald", "XxXx"),
            ("U.S.", "X.X."),
            ("F-16s", "X-dx"),
            ("北京", "x"),
        ] {
            assert_eq!(short_shape(word), shape);
        }
    }
}
