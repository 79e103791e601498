//! What sets one set of articles apart from another: words, phrases or entities.
//!
//! Words are counted from posting lists, entities from columns, phrases from the texts.  The two
//! sets have no article in common: what the first has is taken out of the second.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use anyhow::Result;

use super::Local;
use super::association::{keyness, log_ratio};
use super::vocabulary::{Frequency, Sides};
use crate::field::{KeyField, TextField};
use crate::query::ast::Ast;
use crate::text::{TokenisedArticle, TokenisedField};

/// Cells of the sketch of phrases: one byte each.
const SKETCH: usize = 1 << 25;

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trait {
    Words,
    /// Two and three words in a row within a sentence, without function words at the ends.
    Phrases,
    /// People, organisations and places, by the articles that name them.
    Entities,
}

impl Trait {
    pub const ALL: [Self; 3] = [Self::Words, Self::Phrases, Self::Entities];

    pub fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Phrases => "phrases",
            Self::Entities => "entities",
        }
    }
}

/// What is asked of a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    pub compared: Trait,
    /// How many of each side.
    pub limit: usize,
    /// How often at least on the side that has more.
    pub min_count: u64,
    /// In how many articles of that side at least.
    pub min_articles: u64,
}

/// One word, phrase or entity.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    pub value: String,
    /// "person", "org", "place"; empty for words.
    pub kind: &'static str,
    pub frequency: Frequency,
    pub likelihood: f64,
    /// Doublings between the relative frequencies; above nothing when the first side has more.
    pub log_ratio: f64,
}

/// A comparison.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Keys {
    /// Articles on each side.
    pub articles: (u64, u64),
    /// What relative frequencies are of: words, phrases, articles.
    pub totals: (u64, u64),
    /// Articles of the second query that the first has too, and that are left out.
    pub overlap: u64,
    /// What the first side has more of, strongest first.
    pub first: Vec<Key>,
    /// What the second side has more of, strongest first; of phrases nothing.
    pub second: Vec<Key>,
}

impl Local<'_> {
    /// Compares the articles of a query with those of another, or with the rest of the archive.
    pub fn keys(&self, first: &Ast, second: Option<&Ast>, wanted: Wanted) -> Result<Keys> {
        let (sides, overlap) = Sides::of(self, first, second)?;
        let mut keys = Keys {
            articles: sides.articles(),
            overlap,
            ..Keys::default()
        };
        if keys.articles.0 == 0 || keys.articles.1 == 0 {
            // Nothing is more frequent than in no text at all.
            return Ok(keys);
        }
        let counted = match wanted.compared {
            Trait::Words => self.count_words(&sides, wanted)?,
            Trait::Entities => self.count_entities(&sides, keys.articles, wanted)?,
            Trait::Phrases => self.count_phrases(first, second, wanted)?,
        };
        keys.totals = counted.totals;
        (keys.first, keys.second) = strongest(counted, wanted.limit);
        if wanted.compared == Trait::Phrases {
            // Phrases were looked for in the first side only.
            keys.second.clear();
        }
        Ok(keys)
    }

    fn count_words(&self, sides: &Sides, wanted: Wanted) -> Result<Counted> {
        let mut items = Vec::new();
        let totals = self.each_word(&TextField::DEFAULT, sides, &mut |word, frequency| {
            // Figures and signs are no vocabulary.
            if wanted.takes(frequency) && word.chars().any(char::is_alphabetic) {
                items.push((word.to_owned(), "", frequency));
            }
        })?;
        Ok(Counted { items, totals })
    }

    fn count_entities(&self, sides: &Sides, totals: (u64, u64), wanted: Wanted) -> Result<Counted> {
        let mut items = Vec::new();
        for field in [KeyField::Person, KeyField::Organisation, KeyField::Place] {
            let values = self.field_values(field)?;
            let mut counts = vec![Frequency::default(); values.len()];
            sides.each(&mut |segment, doc, is_first| {
                for value in values.of(segment, doc) {
                    counts[value as usize].add_article(is_first);
                }
            });
            for (number, frequency) in (0..).zip(counts) {
                if wanted.takes(frequency) {
                    items.push((values.name(number).to_owned(), field.name(), frequency));
                }
            }
        }
        Ok(Counted { items, totals })
    }

    /// Counts phrases in three passes over the texts: a sketch of the first side, so that the many
    /// phrases that occur once are never kept; the frequent ones of it; the same in the second.
    fn count_phrases(&self, first: &Ast, second: Option<&Ast>, wanted: Wanted) -> Result<Counted> {
        let function_words = self.function_words()?;
        let is_open = |field: &TokenisedField, at| function_words.contains(field.folded(at));
        let hashes = |article: &TokenisedArticle<'_>, _: &[_]| {
            let mut phrases = Vec::new();
            let mut total = 0u64;
            each_phrase(article, &mut |field, first, last| {
                total += 1;
                if !is_open(field, first) && !is_open(field, last) {
                    phrases.push(hash_of(field, first, last));
                }
            });
            (total, phrases)
        };
        let mut totals = (0, 0);
        let mut sketch = vec![0u8; SKETCH];
        self.sweep_unordered(first, &hashes, &mut |(total, phrases)| {
            totals.0 += total;
            for phrase in phrases {
                let slot = &mut sketch[phrase as usize % SKETCH];
                *slot = slot.saturating_add(1);
            }
            Ok(())
        })?;
        let least = wanted.min_count.min(255) as u8;
        let spelt = |article: &TokenisedArticle<'_>, _: &[_]| {
            let mut phrases = Vec::new();
            each_phrase(article, &mut |field, first, last| {
                let phrase = hash_of(field, first, last);
                let is_frequent = sketch[phrase as usize % SKETCH] >= least;
                if is_frequent && !is_open(field, first) && !is_open(field, last) {
                    let words: Vec<&str> = (first..=last).map(|at| field.folded(at)).collect();
                    phrases.push(words.join(" "));
                }
            });
            phrases.sort_unstable();
            phrases
        };
        let mut counts: HashMap<String, Frequency> = HashMap::new();
        self.sweep_unordered(first, &spelt, &mut |phrases| {
            let mut before = String::new();
            for phrase in phrases {
                let frequency = counts.entry(phrase.clone()).or_default();
                frequency.first += 1;
                frequency.first_articles += u64::from(phrase != before);
                before = phrase;
            }
            Ok(())
        })?;
        counts.retain(|_, frequency| wanted.takes(*frequency));
        let mut by_hash: HashMap<u64, (String, Frequency)> = HashMap::new();
        for (phrase, frequency) in counts {
            let words: Vec<&str> = phrase.split(' ').collect();
            by_hash.insert(hash_words(words.into_iter()), (phrase, frequency));
        }
        let rest = rest_of(first, second);
        self.sweep_unordered(&rest, &hashes, &mut |(total, mut phrases)| {
            totals.1 += total;
            phrases.sort_unstable();
            let mut before = None;
            for phrase in phrases {
                if let Some((_, frequency)) = by_hash.get_mut(&phrase) {
                    frequency.second += 1;
                    frequency.second_articles += u64::from(before != Some(phrase));
                }
                before = Some(phrase);
            }
            Ok(())
        })?;
        let items = by_hash.into_values();
        let items = items.map(|(phrase, frequency)| (phrase, "", frequency));
        Ok(Counted {
            items: items.collect(),
            totals,
        })
    }

    /// Words that stand in more than a quarter of all articles: what a language is held together
    /// with, whichever it is.
    fn function_words(&self) -> Result<HashSet<String>> {
        let sides = Sides::everything(self)?;
        let (articles, _) = sides.articles();
        let mut words = HashSet::new();
        self.each_word(&TextField::DEFAULT, &sides, &mut |word, frequency| {
            if frequency.first_articles * 4 > articles {
                words.insert(word.to_owned());
            }
        })?;
        Ok(words)
    }
}

impl Wanted {
    fn takes(self, frequency: Frequency) -> bool {
        let enough = |count, articles| count >= self.min_count && articles >= self.min_articles;
        enough(frequency.first, frequency.first_articles)
            || enough(frequency.second, frequency.second_articles)
    }
}

/// What was counted of both sides.
struct Counted {
    items: Vec<(String, &'static str, Frequency)>,
    totals: (u64, u64),
}

/// The second side: another query without what the first finds, or everything else.
fn rest_of(first: &Ast, second: Option<&Ast>) -> Ast {
    let without = Ast::Not(Box::new(first.clone()));
    match second {
        Some(second) => Ast::And(vec![second.clone(), without]),
        None => without,
    }
}

fn strongest(counted: Counted, limit: usize) -> (Vec<Key>, Vec<Key>) {
    let (c, d) = counted.totals;
    let key = |(value, kind, frequency): (String, &'static str, Frequency)| Key {
        value,
        kind,
        frequency,
        likelihood: keyness(frequency.first, frequency.second, c, d),
        log_ratio: log_ratio(frequency.first, frequency.second, c, d),
    };
    let keys = counted.items.into_iter().map(key);
    let (mut first, mut second): (Vec<Key>, Vec<Key>) = keys.partition(|key| {
        let Frequency { first, second, .. } = key.frequency;
        u128::from(first) * u128::from(d) > u128::from(second) * u128::from(c)
    });
    for side in [&mut first, &mut second] {
        side.retain(|key| key.likelihood > 0.0);
        side.sort_by(|a, b| {
            b.likelihood
                .total_cmp(&a.likelihood)
                .then_with(|| a.value.cmp(&b.value))
                .then_with(|| a.kind.cmp(b.kind))
        });
        side.truncate(limit);
    }
    (first, second)
}

/// Gives every run of two or three words within a sentence of the default fields.
fn each_phrase(
    article: &TokenisedArticle<'_>,
    give: &mut dyn FnMut(&TokenisedField, usize, usize),
) {
    for field in TextField::DEFAULT {
        let field = article.field(field);
        let mut starts = field
            .sentences
            .iter()
            .map(|start| *start as usize)
            .peekable();
        while let Some(start) = starts.next() {
            let end = starts.peek().copied().unwrap_or(field.len());
            for first in start..end {
                for last in first + 1..(first + 3).min(end) {
                    give(field, first, last);
                }
            }
        }
    }
}

fn hash_of(field: &TokenisedField, first: usize, last: usize) -> u64 {
    hash_words((first..=last).map(|at| field.folded(at)))
}

/// A hash of words, the same everywhere in one run.
fn hash_words<'w>(words: impl Iterator<Item = &'w str>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for word in words {
        word.hash(&mut hasher);
    }
    hasher.finish()
}
