//! The linear tagger: sums of weights for each token, and the best sequence of tags by Viterbi.
//!
//! What depends on the word type alone is summed once and cached, for each thread; the caches are
//! bounded and change only the speed.  Names have capitals: what stands far from any capital is
//! neither looked up nor scored.  Everything is whole numbers, so the result is the same whatever
//! the machine or the thread.

use std::sync::Mutex;

use super::features::{Lexicon, ListTags, OFFSETS, SentenceFacts, WordFacts, sentence_features};
use super::label::{Label, OUTSIDE, TAGS, Tag, runs};
use super::model::{Model, Scores, WIDTH};
use super::token::Token;
use super::viterbi::viterbi;
use super::word_ids::WordIds;

/// Word types cached for each thread, some 350 bytes each.
const MAX_CACHED_TYPES: usize = 1 << 16;

/// How far ahead a small word's own weights must be for no name, so that its features together with
/// others need not be looked up when its neighbours are small words too.  Of 21,000 names in news
/// 25 were other ones with it, and tagging took a fifth less time.
const PLAIN_MARGIN: i32 = 200;

/// Tokens on either side of a capital that may belong to its name, and are scored.
const NAME_REACH: usize = 1;
/// Tokens on either side of a scored one that its features look at.
const FEATURE_REACH: usize = 2;

/// Stands for a token that was not looked up.
const NOT_LOOKED_UP: u32 = u32::MAX;

/// Scores of a token that is in no name: no sum of weights comes near.
const NO_NAME: Scores = {
    let mut scores = [-100_000_000; WIDTH];
    scores[OUTSIDE as usize] = 0;
    scores
};

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

/// Sums of weights as they are cached: half as wide, so that more of them stay near the processor.
type NarrowScores = [i16; WIDTH];

/// What the weights of a word type come to, each summed when first asked for.
#[derive(Clone, Copy, Default)]
#[repr(align(64))]
struct Sums {
    /// At its own place.
    own: NarrowScores,
    /// For the tokens `OFFSETS` before it.
    context: [NarrowScores; OFFSETS.len()],
    has_own: bool,
    /// A small word that hardly ever stands in a name.
    is_plain: bool,
    /// A bit for each row of `context`.
    has_context: u8,
}

impl Sums {
    #[inline]
    fn own(
        &mut self,
        facts: &WordFacts,
        word: &str,
        model: &Model,
        features: &mut Vec<u32>,
    ) -> Scores {
        if !self.has_own {
            features.clear();
            facts.own_features(word, features);
            self.own = narrow(&sum(features, model));
            let best_name = self.own[1..TAGS].iter().copied().max().unwrap_or(0);
            let margin = i32::from(self.own[OUTSIDE as usize]) - i32::from(best_name);
            self.is_plain = !facts.is_capitalised && margin >= PLAIN_MARGIN;
            self.has_own = true;
        }
        self.own.map(i32::from)
    }

    #[inline]
    fn context(
        &mut self,
        offset: usize,
        facts: &WordFacts,
        model: &Model,
        features: &mut Vec<u32>,
    ) -> &NarrowScores {
        if self.has_context >> offset & 1 == 0 {
            features.clear();
            facts.context_features(offset, features);
            self.context[offset] = narrow(&sum(features, model));
            self.has_context |= 1 << offset;
        }
        &self.context[offset]
    }
}

/// Sums are far from the borders, but for those of hostile models.
fn narrow(scores: &Scores) -> NarrowScores {
    scores.map(|score| score.clamp(i16::MIN.into(), i16::MAX.into()) as i16)
}

fn sum(features: &[u32], model: &Model) -> Scores {
    let mut scores = [0; WIDTH];
    for feature in features {
        model.add(*feature, &mut scores);
    }
    scores
}

#[derive(Default)]
struct Workspace {
    types: WordIds,
    facts: Vec<WordFacts>,
    sums: Vec<Sums>,
    /// Of each token of the sentence how far the next capital is, `u8::MAX` for further.
    distances: Vec<u8>,
    ids: Vec<u32>,
    list_tags: ListTags,
    /// Scores of the tokens near a capital; tokens between them are one row.
    scores: Vec<Scores>,
    /// The token of each row.
    tokens: Vec<usize>,
    back: Vec<[Tag; WIDTH]>,
    tags: Vec<Tag>,
    features: Vec<u32>,
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
                    start: sentence[self.tokens[a]].start as usize,
                    end: sentence[self.tokens[b - 1]].end as usize,
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
            self.sums.clear();
        }
        self.tags.clear();
        if !self.measure_distances(text, sentence) {
            return;
        }
        let mut ids = std::mem::take(&mut self.ids);
        ids.clear();
        for (i, token) in sentence.iter().enumerate() {
            let is_seen = usize::from(self.distances[i]) <= NAME_REACH + FEATURE_REACH;
            ids.push(if is_seen {
                self.type_of(tagger, token.text(text))
            } else {
                NOT_LOOKED_UP
            });
        }
        self.score(tagger, text, sentence, &ids);
        viterbi(
            &self.scores,
            &tagger.model.transitions,
            &mut self.back,
            &mut self.tags,
        );
        self.ids = ids;
    }

    /// Says how far each token is from a capital; false when there is none.
    fn measure_distances(&mut self, text: &str, sentence: &[Token]) -> bool {
        let distances = &mut self.distances;
        distances.clear();
        let mut distance = u8::MAX;
        let mut end = u32::MAX;
        for token in sentence {
            let word = token.text(text);
            // `Jae-myung`: a hyphen carries a name on.
            let is_joined = word == "-" && distance == 0 && token.start == end;
            distance = if is_joined || may_be_named(word) {
                0
            } else {
                distance.saturating_add(1)
            };
            end = token.end;
            distances.push(distance);
        }
        let mut distance = u8::MAX;
        for known in distances.iter_mut().rev() {
            distance = (*known).min(distance.saturating_add(1));
            *known = distance;
        }
        distances.contains(&0)
    }

    fn type_of(&mut self, tagger: &Tagger, word: &str) -> u32 {
        if let Some(id) = self.types.get(word) {
            return id;
        }
        let id = self.facts.len() as u32;
        self.facts.push(WordFacts::new(word, &tagger.lexicon));
        self.sums.push(Sums::default());
        self.types.insert(word, id);
        id
    }

    fn score(&mut self, tagger: &Tagger, text: &str, tokens: &[Token], ids: &[u32]) {
        let (facts, model) = (&self.facts, &tagger.model);
        let facts_of = |id: u32| facts.get(id as usize).unwrap_or(&WordFacts::UNKNOWN);
        let words: Vec<&WordFacts> = ids.iter().map(|id| facts_of(*id)).collect();
        self.list_tags.fill(&words, tagger.lexicon.gazetteer);
        let sentence = SentenceFacts::new(&words, &self.list_tags);
        self.scores.clear();
        self.tokens.clear();
        for (i, id) in ids.iter().enumerate() {
            if usize::from(self.distances[i]) > NAME_REACH {
                // One row says it of all tokens up to the next that may be in a name.
                if i == 0 || usize::from(self.distances[i - 1]) <= NAME_REACH {
                    self.scores.push(NO_NAME);
                    self.tokens.push(i);
                }
                continue;
            }
            self.tokens.push(i);
            let sums = &mut self.sums[*id as usize];
            let word = tokens[i].text(text);
            let mut scores = sums.own(words[i], word, model, &mut self.features);
            let is_capitalised = |at: usize| words.get(at).is_some_and(|w| w.is_capitalised);
            if sums.is_plain && !is_capitalised(i.wrapping_sub(1)) && !is_capitalised(i + 1) {
                self.scores.push(scores);
                continue;
            }
            for (offset, distance) in OFFSETS.iter().enumerate() {
                let Some(at) = i.checked_add_signed(*distance).filter(|at| *at < ids.len()) else {
                    continue;
                };
                let neighbour = &mut self.sums[ids[at] as usize];
                let weights = neighbour.context(offset, words[at], model, &mut self.features);
                for (score, weight) in scores.iter_mut().zip(weights) {
                    *score += i32::from(*weight);
                }
            }
            sentence_features(&sentence, i, |feature| model.add(feature, &mut scores));
            self.scores.push(scores);
        }
    }
}

/// True for tokens with a capital, and for those of scripts that have none.
fn may_be_named(token: &str) -> bool {
    if token.is_ascii() {
        return token.bytes().any(|b| b.is_ascii_uppercase());
    }
    token
        .chars()
        .any(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_lowercase()))
}
