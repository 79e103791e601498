//! Trains the linear model: an averaged perceptron over whole sentences.
//!
//! Deterministic: the same documents in the same order give the same bytes.  Where the labels come
//! from is not decided here; the caller brings them.

use std::collections::HashMap;

use super::features::{Lexicon, ListTags, OFFSETS, SentenceFacts, WordFacts, sentence_features};
use super::label::{Label, OUTSIDE, TAGS, Tag, begin, inside};
use super::model::{Model, Row, Scores, WIDTH};
use super::token::{Token, tokenise};
use super::viterbi::viterbi;

/// A text with its names: byte ranges in order, without overlap.
#[derive(Debug, Clone, Default)]
pub struct LabelledText {
    pub text: String,
    pub names: Vec<(usize, usize, Label)>,
}

/// How to train; the defaults are those of the shipped model.
#[derive(Debug, Clone)]
pub struct Settings {
    pub epochs: usize,
    /// Features seen less often get no weights.
    pub least_count: u32,
    /// Features kept: those with the largest weights.
    pub most_features: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            epochs: 6,
            least_count: 2,
            most_features: 90_000,
        }
    }
}

/// What a training run was like.
#[derive(Debug, Clone, Default)]
pub struct Report {
    pub sentences: usize,
    pub tokens: usize,
    pub features: usize,
    /// Share of tokens tagged wrongly while learning, for each epoch.
    pub errors: Vec<f64>,
}

type Weights = [f32; WIDTH];

/// Weights are kept in quarters.
const QUARTERS: f32 = 4.0;

struct Sentence {
    types: Vec<u32>,
    gold: Vec<Tag>,
    /// Rows of the features of the sentence, token after token.
    rows: Vec<u32>,
    row_ends: Vec<u32>,
}

struct WordType {
    facts: WordFacts,
    count: u32,
    own: Vec<u32>,
    context: [Vec<u32>; OFFSETS.len()],
}

struct Trainer<'l, 'b> {
    lexicon: &'l Lexicon<'b>,
    by_word: HashMap<String, u32>,
    types: Vec<WordType>,
    sentences: Vec<Sentence>,
    /// Feature of each row.
    features: Vec<u32>,
    weights: Vec<Weights>,
    /// Sums of updates times the step they came at, for the average.
    totals: Vec<Weights>,
    transitions: [Weights; TAGS + 1],
    transition_totals: [Weights; TAGS + 1],
}

/// Trains a model on labelled texts, from the weights of another one or from nothing.
pub fn train(
    texts: &[LabelledText],
    lexicon: &Lexicon,
    base: Option<&Model>,
    settings: &Settings,
) -> (Model, Report) {
    let mut trainer = Trainer::new(lexicon);
    for text in texts {
        trainer.add_text(text);
    }
    trainer.choose_features(settings.least_count, base);
    if let Some(base) = base {
        trainer.start_from(base);
    }
    let mut report = Report {
        sentences: trainer.sentences.len(),
        tokens: trainer.sentences.iter().map(|s| s.types.len()).sum(),
        features: trainer.features.len(),
        errors: Vec::new(),
    };
    trainer.learn(settings.epochs, &mut report);
    (trainer.finish(settings.most_features), report)
}

impl<'l, 'b> Trainer<'l, 'b> {
    fn new(lexicon: &'l Lexicon<'b>) -> Self {
        Self {
            lexicon,
            by_word: HashMap::new(),
            types: Vec::new(),
            sentences: Vec::new(),
            features: Vec::new(),
            weights: Vec::new(),
            totals: Vec::new(),
            transitions: [[0.0; WIDTH]; TAGS + 1],
            transition_totals: [[0.0; WIDTH]; TAGS + 1],
        }
    }

    fn add_text(&mut self, labelled: &LabelledText) {
        let mut tokens = Vec::new();
        tokenise(&labelled.text, &mut tokens);
        let gold = gold_tags(&tokens, &labelled.names);
        let mut start = 0;
        while start < tokens.len() {
            let length = 1 + tokens[start + 1..]
                .iter()
                .take_while(|t| !t.starts_sentence)
                .count();
            let types = tokens[start..start + length]
                .iter()
                .map(|t| self.type_of(t.text(&labelled.text)))
                .collect();
            self.sentences.push(Sentence {
                types,
                gold: gold[start..start + length].to_vec(),
                rows: Vec::new(),
                row_ends: Vec::new(),
            });
            start += length;
        }
    }

    fn type_of(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.by_word.get(word) {
            self.types[id as usize].count += 1;
            return id;
        }
        let facts = WordFacts::new(word, self.lexicon);
        let mut own = Vec::new();
        facts.own_features(word, &mut own);
        let context = std::array::from_fn(|offset| {
            let mut features = Vec::new();
            facts.context_features(offset, &mut features);
            features
        });
        let id = self.types.len() as u32;
        self.types.push(WordType {
            facts,
            count: 1,
            own,
            context,
        });
        self.by_word.insert(word.to_owned(), id);
        id
    }

    /// Counts all features and gives those that are common enough or have weights already a row;
    /// the lists of features become lists of rows.
    fn choose_features(&mut self, least_count: u32, base: Option<&Model>) {
        let mut counts: HashMap<u32, u32> = HashMap::new();
        for word_type in &self.types {
            for feature in word_type
                .own
                .iter()
                .chain(word_type.context.iter().flatten())
            {
                *counts.entry(*feature).or_insert(0) += word_type.count;
            }
        }
        let mut sentences = std::mem::take(&mut self.sentences);
        for sentence in &mut sentences {
            self.list_features(sentence);
            for feature in &sentence.rows {
                *counts.entry(*feature).or_insert(0) += 1;
            }
        }
        let mut features: Vec<u32> = counts
            .iter()
            .filter(|(feature, count)| **count >= least_count && **feature != u32::MAX)
            .map(|(feature, _)| *feature)
            .collect();
        drop(counts);
        features.extend(
            base.iter()
                .flat_map(|base| base.rows())
                .map(|(feature, _)| feature),
        );
        features.sort_unstable();
        features.dedup();
        let row_of: HashMap<u32, u32> = features.iter().copied().zip(0..).collect();
        let to_rows = |list: &mut Vec<u32>| {
            list.retain_mut(|feature| row_of.get(feature).map(|row| *feature = *row).is_some());
            list.shrink_to_fit();
        };
        for word_type in &mut self.types {
            to_rows(&mut word_type.own);
            word_type.context.iter_mut().for_each(to_rows);
        }
        for sentence in &mut sentences {
            let mut start = 0;
            let mut rows = Vec::with_capacity(sentence.rows.len());
            for end in &mut sentence.row_ends {
                let known = sentence.rows[start..*end as usize]
                    .iter()
                    .filter_map(|feature| row_of.get(feature));
                rows.extend(known);
                start = *end as usize;
                *end = rows.len() as u32;
            }
            rows.shrink_to_fit();
            sentence.rows = rows;
        }
        self.sentences = sentences;
        self.weights = vec![[0.0; WIDTH]; features.len()];
        self.totals = vec![[0.0; WIDTH]; features.len()];
        self.features = features;
    }

    /// Takes the weights of a model to begin with.
    fn start_from(&mut self, base: &Model) {
        let rows = base.rows();
        let mut rows = rows.iter().peekable();
        for (feature, weights) in self.features.iter().zip(&mut self.weights) {
            if let Some((_, row)) = rows.next_if(|(known, _)| known == feature) {
                *weights = row.map(|weight| f32::from(weight) / QUARTERS);
            }
        }
        self.transitions = base
            .transitions
            .map(|row| row.map(|weight| weight as f32 / QUARTERS));
    }

    fn list_features(&self, sentence: &mut Sentence) {
        let words: Vec<&WordFacts> = sentence
            .types
            .iter()
            .map(|id| &self.types[*id as usize].facts)
            .collect();
        let mut tags = ListTags::default();
        tags.fill(&words, self.lexicon.gazetteer);
        let facts = SentenceFacts::new(&words, &tags);
        for i in 0..words.len() {
            sentence_features(&facts, i, |feature| sentence.rows.push(feature));
            sentence.row_ends.push(sentence.rows.len() as u32);
        }
    }

    fn learn(&mut self, epochs: usize, report: &mut Report) {
        let mut order: Vec<u32> = (0..self.sentences.len() as u32).collect();
        let mut random = 12345_u64;
        let mut step = 1.0_f32;
        let (mut scores, mut back, mut tags) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..epochs {
            for i in (1..order.len()).rev() {
                random = random
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                order.swap(i, (random >> 33) as usize % (i + 1));
            }
            let mut wrong = 0;
            for &index in &order {
                let sentence = &self.sentences[index as usize];
                scores.clear();
                for i in 0..sentence.types.len() {
                    let mut sum = [0.0; WIDTH];
                    rows_at(sentence, &self.types, i, |row| {
                        for (s, w) in sum.iter_mut().zip(&self.weights[row as usize]) {
                            *s += w;
                        }
                    });
                    scores.push(sum);
                }
                viterbi(&scores, &self.transitions, &mut back, &mut tags);
                if tags != sentence.gold {
                    wrong += self.update(index as usize, &tags, step);
                }
                step += 1.0;
            }
            report
                .errors
                .push(wrong as f64 / report.tokens.max(1) as f64);
        }
        for (weights, totals) in self.weights.iter_mut().zip(&self.totals) {
            for (weight, total) in weights.iter_mut().zip(totals) {
                *weight -= total / step;
            }
        }
        for (weights, totals) in self.transitions.iter_mut().zip(&self.transition_totals) {
            for (weight, total) in weights.iter_mut().zip(totals) {
                *weight -= total / step;
            }
        }
    }

    /// Moves the weights from the found tags to the right ones; returns the number of wrong tags.
    fn update(&mut self, index: usize, found: &[Tag], step: f32) -> usize {
        let sentence = &self.sentences[index];
        let mut wrong = 0;
        let mut before = (TAGS, TAGS);
        for (i, (gold, found)) in sentence.gold.iter().zip(found).enumerate() {
            let now = (usize::from(*gold), usize::from(*found));
            if now.0 != now.1 || before.0 != before.1 {
                self.transitions[before.0][now.0] += 1.0;
                self.transition_totals[before.0][now.0] += step;
                self.transitions[before.1][now.1] -= 1.0;
                self.transition_totals[before.1][now.1] -= step;
            }
            if now.0 != now.1 {
                wrong += 1;
                rows_at(sentence, &self.types, i, |row| {
                    let row = row as usize;
                    self.weights[row][now.0] += 1.0;
                    self.totals[row][now.0] += step;
                    self.weights[row][now.1] -= 1.0;
                    self.totals[row][now.1] -= step;
                });
            }
            before = now;
        }
        wrong
    }

    /// Keeps the features with the largest weights, in quarters.
    fn finish(self, most_features: usize) -> Model {
        let largest = |row: &Weights| row.iter().fold(0.0_f32, |a, w| a.max(w.abs()));
        let mut sizes: Vec<f32> = self.weights.iter().map(largest).collect();
        sizes.sort_unstable_by(|a, b| b.total_cmp(a));
        let least = sizes.get(most_features).copied().unwrap_or(0.0).max(0.1);
        let quantise = |w: f32| (w * QUARTERS).round().clamp(-32_000.0, 32_000.0);
        let rows: Vec<(u32, Row)> = self
            .features
            .iter()
            .zip(&self.weights)
            .filter(|(_, row)| largest(row) > least)
            .map(|(feature, row)| (*feature, row.map(|w| quantise(w) as i16)))
            .collect();
        let transitions = self
            .transitions
            .map(|row| -> Scores { row.map(|w| quantise(w) as i32) });
        Model::new(rows, transitions)
    }
}

/// Rows of everything that is known of the token at `i`.
#[inline]
fn rows_at(sentence: &Sentence, types: &[WordType], i: usize, mut each: impl FnMut(u32)) {
    let start = if i == 0 { 0 } else { sentence.row_ends[i - 1] };
    for row in &sentence.rows[start as usize..sentence.row_ends[i] as usize] {
        each(*row);
    }
    for row in &types[sentence.types[i] as usize].own {
        each(*row);
    }
    for (offset, distance) in OFFSETS.iter().enumerate() {
        let neighbour = i
            .checked_add_signed(*distance)
            .and_then(|j| sentence.types.get(j));
        if let Some(neighbour) = neighbour {
            for row in &types[*neighbour as usize].context[offset] {
                each(*row);
            }
        }
    }
}

/// Tags of the tokens that lie inside a name.
fn gold_tags(tokens: &[Token], names: &[(usize, usize, Label)]) -> Vec<Tag> {
    let mut tags = vec![OUTSIDE; tokens.len()];
    let mut next = 0;
    let mut previous = usize::MAX;
    for (i, token) in tokens.iter().enumerate() {
        let (start, end) = (token.start as usize, token.end as usize);
        while next < names.len() && names[next].1 <= start {
            next += 1;
        }
        let Some(&(from, to, label)) = names.get(next) else {
            break;
        };
        if start >= from && end <= to {
            let continues = previous == next && !token.starts_sentence && tags[i - 1] != OUTSIDE;
            tags[i] = if continues {
                inside(label)
            } else {
                begin(label)
            };
            previous = next;
        }
    }
    tags
}
