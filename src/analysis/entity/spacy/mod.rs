//! An engine from a spaCy 3 pipeline: its entity recogniser run in safe Rust, for more accuracy or
//! for languages that the program has no model of.
//!
//! Not spaCy's tokenizer: names are found in our tokens, cut further where the pipeline has
//! exceptions (`don't`), with its tokens of white space put in, because its layers have seen those.
//! On spaCy's own tokens the entities are spaCy's.

mod config;
mod import;
mod matrix;
mod network;
mod stored;
mod thinc;
mod words;

use std::collections::HashMap;
use std::sync::Mutex;

use super::label::Label;
use super::token::Token;
use super::{Engine, EntityInput, RawMention};
use crate::article::Span;
use network::{Border, Network, Run, Workspace};
use stored::{Move, Piece, Stored};
use words::{Attribute, Word};

pub use import::{Files, import};
pub use stored::MAGIC;

/// Why a pipeline cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    #[error("no file `{0}`")]
    Missing(String),
    #[error("`{file}` is damaged: {detail}")]
    Damaged { file: String, detail: String },
    #[error("this layout cannot be run: {0}")]
    Layout(String),
    #[error("`{file}`: {detail}")]
    Unreadable { file: String, detail: String },
}

/// Labels of known schemes, and what they are here.  Dates and quantities are no names.
const LABELS: &[(&str, Label)] = &[
    ("PER PERSON PERS PRS persName", Label::Person),
    ("ORG ORGANIZATION ORGANISATION orgName", Label::Organisation),
    (
        "LOC GPE FAC LOCATION FACILITY GPE_LOC GPE_ORG geogName placeName",
        Label::Place,
    ),
    ("NORP", Label::Demonym),
    (
        "MISC EVENT EVT PRODUCT PROD WORK_OF_ART WORK LAW LANGUAGE DRV",
        Label::Other,
    ),
];

/// Word types cached for each thread.
const MAX_CACHED_TYPES: usize = 1 << 15;
/// Tokens that go through the network at once, so that memory does not grow with a text.
const MOST_TOKENS: usize = 4096;

/// The engine.
pub struct SpacyEngine {
    network: Network,
    /// What the entities of a transition are.
    labels: Vec<Option<Label>>,
    exceptions: HashMap<String, u32>,
    /// The network looks at whether a space follows.
    sees_spaces: bool,
    idle: Mutex<Vec<Caches>>,
}

/// What one thread keeps between texts, and its memory.
#[derive(Default)]
struct Caches {
    types: [HashMap<Box<str>, u32>; 2],
    /// By exception, piece and whether a space follows.
    pieces: HashMap<(u32, u32, bool), u32>,
    vectors: Vec<f32>,
    is_space: Vec<bool>,
    work: Workspace,
    ids: Vec<u32>,
    spans: Vec<Span>,
    borders: Vec<Border>,
    runs: Vec<Run>,
}

/// What a model is, for those who choose one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    pub name: String,
    pub language: String,
    /// Labels of the model that become entities, and those that do not.
    pub used: Vec<String>,
    pub unused: Vec<String>,
}

/// Makes the file of a model from a pipeline, and says what it is.
pub fn import_to_bytes(files: &mut Files<'_>) -> Result<(Vec<u8>, Description), ImportError> {
    let stored = import(files)?;
    let names = |is_used: bool| {
        let begins = stored
            .moves
            .iter()
            .filter(|m| m.action == stored::Action::Begin);
        let chosen = begins.filter(|m| label_of(m).and_then(Label::kind).is_some() == is_used);
        let mut names: Vec<String> = chosen.map(|m| m.label.clone()).collect();
        names.sort();
        names
    };
    let description = Description {
        name: stored.name.clone(),
        language: stored.language.clone(),
        used: names(true),
        unused: names(false),
    };
    if description.used.is_empty() {
        let labels = description.unused.join(", ");
        return Err(ImportError::Layout(format!(
            "no label for people, organisations or places among {labels}"
        )));
    }
    let bytes = stored.to_bytes();
    let bytes = bytes.ok_or_else(|| ImportError::Layout("it cannot be stored".to_owned()))?;
    Ok((bytes, description))
}

fn label_of(found: &Move) -> Option<Label> {
    let row = LABELS
        .iter()
        .find(|(names, _)| names.split(' ').any(|name| name == found.label));
    row.map(|(_, label)| *label)
}

impl SpacyEngine {
    /// A model from a file; None when the bytes are not one of this version.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        Stored::read(bytes).map(Self::new)
    }

    fn new(stored: Stored) -> Self {
        let exceptions = stored.exceptions.iter().zip(0..);
        Self {
            labels: stored.moves.iter().map(label_of).collect(),
            exceptions: exceptions.map(|((word, _), i)| (word.clone(), i)).collect(),
            sees_spaces: stored
                .tables
                .iter()
                .any(|t| t.attribute == Attribute::Spacy),
            network: Network::new(stored),
            idle: Mutex::new(Vec::new()),
        }
    }

    /// The names in a text and its tokens, by byte.
    fn find(
        &self,
        text: &str,
        tokens: &[Token],
        caches: &mut Caches,
        out: &mut Vec<(Span, Label)>,
    ) {
        let mut start = 0;
        while start < tokens.len() {
            let end = end_of_part(tokens, start);
            caches.clear_if_full();
            self.add_tokens(text, tokens, start..end, caches);
            self.run(caches);
            for run in &caches.runs {
                if let Some(label) = self.labels[run.label] {
                    let (first, last) = (caches.spans[run.start], caches.spans[run.end - 1]);
                    out.push((Span::new(first.start, last.end), label));
                }
            }
            start = end;
        }
    }

    /// Cuts tokens as the pipeline would and gives each the number of its type.
    fn add_tokens(
        &self,
        text: &str,
        tokens: &[Token],
        range: std::ops::Range<usize>,
        caches: &mut Caches,
    ) {
        caches.ids.clear();
        caches.spans.clear();
        caches.borders.clear();
        for i in range.clone() {
            let (start, end) = (tokens[i].start as usize, tokens[i].end as usize);
            let next = tokens.get(i + 1).map_or(text.len(), |t| t.start as usize);
            let gap = &text[end..next];
            let has_space = gap.starts_with(' ');
            let word = &text[start..end];
            let mut starts_sentence = tokens[i].starts_sentence && i > range.start;
            match self.exceptions.get(word) {
                Some(&exception) => {
                    let pieces = &self.network.stored().exceptions[exception as usize].1;
                    let mut at = start;
                    for (number, piece) in (0..).zip(pieces) {
                        let has_space = has_space && at + piece.text.len() == end;
                        let key = (exception, number, has_space && self.sees_spaces);
                        let id = self.piece_id(key, piece, caches);
                        let span = Span::new(at, at + piece.text.len());
                        at = span.end;
                        caches.push(id, span, std::mem::take(&mut starts_sentence));
                    }
                }
                None => {
                    let id = self.type_id(word, has_space, caches);
                    caches.push(id, Span::new(start, end), starts_sentence);
                }
            }
            // One space belongs to the token before; what is more is a token of its own.
            let rest = gap.strip_prefix(' ').unwrap_or(gap);
            if i + 1 < range.end && !rest.is_empty() && rest.chars().all(char::is_whitespace) {
                let id = self.type_id(rest, false, caches);
                caches.push(id, Span::new(next - rest.len(), next), false);
            }
        }
    }

    fn type_id(&self, word: &str, has_space: bool, caches: &mut Caches) -> u32 {
        let has_space = has_space && self.sees_spaces;
        if let Some(&id) = caches.types[usize::from(has_space)].get(word) {
            return id;
        }
        let id = self.embed(word, None, has_space, caches);
        caches.types[usize::from(has_space)].insert(word.into(), id);
        id
    }

    fn piece_id(&self, key: (u32, u32, bool), piece: &Piece, caches: &mut Caches) -> u32 {
        if let Some(&id) = caches.pieces.get(&key) {
            return id;
        }
        let id = self.embed(&piece.text, piece.norm.as_deref(), key.2, caches);
        caches.pieces.insert(key, id);
        id
    }

    fn embed(&self, text: &str, norm: Option<&str>, has_space: bool, caches: &mut Caches) -> u32 {
        let listed = norm.map(str::to_owned).or_else(|| {
            let norms = &self.network.stored().norms;
            let found = norms.binary_search_by_key(&words::string_id(text), |(id, _)| *id);
            found.ok().map(|at| norms[at].1.clone())
        });
        let word = Word {
            text,
            norm: &listed.unwrap_or_else(|| words::base_norm(text)),
            has_space,
        };
        self.network
            .embed(&word, &mut caches.work, &mut caches.vectors);
        caches.is_space.push(word.is_space());
        (caches.is_space.len() - 1) as u32
    }

    fn run(&self, caches: &mut Caches) {
        let width = self.network.stored().width;
        let vectors = caches.ids.iter().map(|id| {
            let start = *id as usize * width;
            &caches.vectors[start..start + width]
        });
        self.network
            .recognise(vectors, &caches.borders, &mut caches.work, &mut caches.runs);
    }
}

impl Caches {
    fn push(&mut self, id: u32, span: Span, starts_sentence: bool) {
        self.ids.push(id);
        self.spans.push(span);
        self.borders.push(Border {
            is_space: self.is_space[id as usize],
            starts_sentence,
        });
    }

    fn clear_if_full(&mut self) {
        if self.is_space.len() > MAX_CACHED_TYPES {
            self.types.iter_mut().for_each(HashMap::clear);
            self.pieces.clear();
            self.vectors.clear();
            self.is_space.clear();
        }
    }
}

/// Where to cut a text that is too long: at the last sentence that fits.
fn end_of_part(tokens: &[Token], start: usize) -> usize {
    let limit = (start + MOST_TOKENS).min(tokens.len());
    if limit == tokens.len() {
        return limit;
    }
    let sentence = (start + 1..=limit)
        .rev()
        .find(|i| tokens[*i].starts_sentence);
    sentence.unwrap_or(limit)
}

impl Engine for SpacyEngine {
    fn name(&self) -> &'static str {
        "spacy"
    }

    fn language(&self) -> Option<&str> {
        let language = self.network.stored().language.as_str();
        (language != "xx").then_some(language)
    }

    fn recognise(&self, input: &EntityInput) -> Vec<RawMention> {
        let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
        let mut caches = idle.unwrap_or_default();
        let mut out = Vec::new();
        let mut found = Vec::new();
        for (text, field) in input.texts.iter().enumerate() {
            found.clear();
            self.find(field.text, &field.tokens, &mut caches, &mut found);
            out.extend(found.iter().map(|(span, label)| RawMention {
                text,
                span: *span,
                label: *label,
            }));
        }
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(caches);
        }
        out
    }
}

/// What a pipeline of spaCy would find in its own tokens: first and last token and the label, for
/// comparison with it.
pub fn find_in_tokens(
    engine: &SpacyEngine,
    tokens: &[GivenToken<'_>],
) -> Vec<(usize, usize, String)> {
    let mut caches = Caches::default();
    for (i, token) in tokens.iter().enumerate() {
        let id = engine.embed(token.text, token.norm, token.has_space, &mut caches);
        caches.push(id, Span::new(i, i + 1), false);
    }
    engine.run(&mut caches);
    let moves = &engine.network.stored().moves;
    let runs = caches.runs.iter();
    runs.map(|run| (run.start, run.end, moves[run.label].label.clone()))
        .collect()
}

/// A token as spaCy has cut it.
#[derive(Debug, Clone, Copy)]
pub struct GivenToken<'a> {
    pub text: &'a str,
    /// Its normal form; that of the word's type when it is None.
    pub norm: Option<&'a str>,
    pub has_space: bool,
}

#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod tests;
