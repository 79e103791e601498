//! The linear tagger: sums of weights for each token, and the best sequence of tags by Viterbi.
//!
//! What depends on the word type alone is summed once and cached, for each thread; the caches are
//! bounded and change only the speed.  Everything is whole numbers, so the result is the same
//! whatever the machine or the thread.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Mutex;

use super::features::{Lexicon, ListTags, OFFSETS, SentenceFacts, WordFacts, sentence_features};
use super::hash::hash;
use super::label::{Label, OUTSIDE, TAGS, Tag, runs};
use super::model::{Model, Scores, WIDTH};
use super::token::Token;
use super::viterbi::viterbi;

/// Word types cached for each thread, some 350 bytes each.
const MAX_CACHED_TYPES: usize = 1 << 16;

/// How far ahead a small word's own weights must be for no name, so that its features together with
/// others need not be looked up when its neighbours are small words too.  Of 21,000 names in news
/// 25 were other ones with it, and tagging took a fifth less time.
const PLAIN_MARGIN: i32 = 200;

/// A tagger with its model and caches.
pub struct Tagger<'b> {
    model: Model,
    lexicon: Lexicon<'b>,
    /// Caches not in use; each running call takes one.
    idle: Mutex<Vec<Workspace>>,
}

/// A name found in one text: bytes and label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub start: usize,
    pub end: usize,
    pub label: Label,
}

#[derive(Default)]
struct Workspace {
    types: HashMap<Box<str>, u32, BuildHasherDefault<WordHasher>>,
    facts: Vec<WordFacts>,
    own: Vec<Scores>,
    /// Small words that hardly ever stand in a name.
    is_plain: Vec<bool>,
    context: Vec<[Scores; OFFSETS.len()]>,
    ids: Vec<u32>,
    list_tags: ListTags,
    scores: Vec<Scores>,
    back: Vec<[Tag; WIDTH]>,
    tags: Vec<Tag>,
    features: Vec<u32>,
}

/// The keys are compared as well, and a cache is bounded, so hostile words cost little.
#[derive(Default)]
struct WordHasher(u64);

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes) ^ self.0.rotate_left(7);
    }
}

impl<'b> Tagger<'b> {
    pub fn new(model: Model, lexicon: Lexicon<'b>) -> Self {
        Self {
            model,
            lexicon,
            idle: Mutex::new(Vec::new()),
        }
    }

    /// Finds the names of a text and its tokens, in order and without overlap.
    pub fn tag(&self, text: &str, tokens: &[Token], out: &mut Vec<Found>) {
        let idle = self.idle.lock().map(|mut idle| idle.pop()).ok().flatten();
        let mut workspace = idle.unwrap_or_default();
        out.clear();
        workspace.tag(self, text, tokens, out);
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(workspace);
        }
    }
}

impl Workspace {
    fn tag(&mut self, tagger: &Tagger, text: &str, tokens: &[Token], out: &mut Vec<Found>) {
        let mut start = 0;
        while start < tokens.len() {
            let length = 1 + tokens[start + 1..]
                .iter()
                .take_while(|t| !t.starts_sentence)
                .count();
            let sentence = &tokens[start..start + length];
            self.tag_sentence(tagger, text, sentence);
            for (a, b, label) in runs(&self.tags) {
                out.push(Found {
                    start: sentence[a].start as usize,
                    end: sentence[b - 1].end as usize,
                    label,
                });
            }
            start += length;
        }
    }

    fn tag_sentence(&mut self, tagger: &Tagger, text: &str, sentence: &[Token]) {
        if self.facts.len() > MAX_CACHED_TYPES {
            self.types.clear();
            self.facts.clear();
            self.own.clear();
            self.is_plain.clear();
            self.context.clear();
        }
        let mut ids = std::mem::take(&mut self.ids);
        ids.clear();
        ids.extend(
            sentence
                .iter()
                .map(|token| self.type_of(tagger, token.text(text))),
        );
        self.score(tagger, &ids);
        viterbi(
            &self.scores,
            &tagger.model.transitions,
            &mut self.back,
            &mut self.tags,
        );
        self.ids = ids;
    }

    fn type_of(&mut self, tagger: &Tagger, word: &str) -> u32 {
        if let Some(&id) = self.types.get(word) {
            return id;
        }
        let facts = WordFacts::new(word, &tagger.lexicon);
        let model = &tagger.model;
        let sum = |features: &[u32]| {
            let mut scores = [0; WIDTH];
            for feature in features {
                model.add(*feature, &mut scores);
            }
            scores
        };
        self.features.clear();
        facts.own_features(word, &mut self.features);
        let own = sum(&self.features);
        let mut context = [[0; WIDTH]; OFFSETS.len()];
        for (offset, scores) in context.iter_mut().enumerate() {
            self.features.clear();
            facts.context_features(offset, &mut self.features);
            *scores = sum(&self.features);
        }
        let id = self.facts.len() as u32;
        self.facts.push(facts);
        self.own.push(own);
        let best_name = own[1..TAGS].iter().copied().max().unwrap_or(0);
        let is_plain = !facts.is_capitalised && own[OUTSIDE as usize] - best_name >= PLAIN_MARGIN;
        self.is_plain.push(is_plain);
        self.context.push(context);
        self.types.insert(word.into(), id);
        id
    }

    fn score(&mut self, tagger: &Tagger, ids: &[u32]) {
        let words: Vec<&WordFacts> = ids.iter().map(|id| &self.facts[*id as usize]).collect();
        self.list_tags.fill(&words, tagger.lexicon.gazetteer);
        let sentence = SentenceFacts::new(&words, &self.list_tags);
        self.scores.clear();
        for (i, id) in ids.iter().enumerate() {
            let mut scores = self.own[*id as usize];
            let is_capitalised = |at: usize| words.get(at).is_some_and(|w| w.is_capitalised);
            if self.is_plain[*id as usize]
                && !is_capitalised(i.wrapping_sub(1))
                && !is_capitalised(i + 1)
            {
                self.scores.push(scores);
                continue;
            }
            for (offset, distance) in OFFSETS.iter().enumerate() {
                let Some(neighbour) = i.checked_add_signed(*distance).and_then(|j| ids.get(j))
                else {
                    continue;
                };
                let weights = &self.context[*neighbour as usize][offset];
                for (score, weight) in scores.iter_mut().zip(weights) {
                    *score += weight;
                }
            }
            sentence_features(&sentence, i, |feature| {
                tagger.model.add(feature, &mut scores);
            });
            self.scores.push(scores);
        }
    }
}
