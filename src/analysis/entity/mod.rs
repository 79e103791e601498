//! Entities: names found in the text of an article, told apart by kind, and joined to the person,
//! organisation or place they stand for.
//!
//! An engine finds names sentence by sentence; the resolver corrects them with what the rest of the
//! article says; the canonicaliser gives each a key.  Engines stand in `ENGINES`.  Invariant of
//! every engine and of the resolver: mentions are ordered, do not overlap, lie inside their text on
//! character borders, and are the same for the same text whatever the thread.

pub mod adapt;
pub mod canonical;
pub mod clusters;
pub mod credit;
pub mod features;
pub mod gazetteer;
pub mod hash;
pub mod label;
pub mod linear;
pub mod list;
pub mod model;
pub mod recogniser;
pub mod resolver;
pub mod spacy;
pub mod spanish;
pub mod spelling;
pub mod tagger;
pub mod token;
pub mod train;
mod viterbi;
mod word_ids;

use crate::article::Span;
use crate::field::TextField;
use label::Label;
use token::{Token, tokenise};

/// The texts of one article in which names are looked for.
#[derive(Debug, Clone, Default)]
pub struct EntityInput<'a> {
    /// In reading order: what the reader sees first introduces a name.
    pub texts: Vec<FieldText<'a>>,
}

/// One field with its text as `text::field_text` gives it, cut once for engine and resolver.
#[derive(Debug, Clone)]
pub struct FieldText<'a> {
    pub field: TextField,
    pub text: &'a str,
    pub tokens: Vec<Token>,
}

impl<'a> FieldText<'a> {
    pub fn new(field: TextField, text: &'a str) -> Self {
        let mut tokens = Vec::with_capacity(text.len() / 5);
        tokenise(text, &mut tokens);
        Self {
            field,
            text,
            tokens,
        }
    }
}

/// A name found in a text, before anything is resolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RawMention {
    /// Index in `EntityInput::texts`.
    pub text: usize,
    /// Bytes of that text.
    pub span: Span,
    pub label: Label,
}

/// One row of the table: the engine's name, what it is, and how it is made.
pub struct EngineInfo {
    /// Value of `--entities`.
    pub name: &'static str,
    pub doc: &'static str,
    pub open: fn() -> Box<dyn Engine>,
}

/// Every engine of the program; the first is the default.
pub const ENGINES: &[EngineInfo] = &[
    EngineInfo {
        name: "linear",
        doc: "trained English model; Spanish by rules, other languages by lists",
        open: || Box::new(linear::LinearEngine::english()),
    },
    EngineInfo {
        name: "spanish",
        doc: "rules for Spanish; English by its model, other languages by lists",
        open: || Box::new(spanish::SpanishEngine),
    },
    EngineInfo {
        name: "gazetteer",
        doc: "lists of places, first names and titles only",
        open: || Box::new(list::ListEngine),
    },
    EngineInfo {
        name: "none",
        doc: "no names but those the source gives",
        open: || Box::new(NoEngine),
    },
];

/// Makes the engine of that name.
pub fn open_engine(name: &str) -> Option<Box<dyn Engine>> {
    let info = ENGINES.iter().find(|e| e.name == name)?;
    Some((info.open)())
}

/// Makes an engine from the bytes of a model file; None when they are not a model of this version.
pub fn read_engine(bytes: &[u8]) -> Option<Box<dyn Engine>> {
    if bytes.starts_with(spacy::MAGIC) {
        return spacy::SpacyEngine::read(bytes).map(|engine| Box::new(engine) as Box<dyn Engine>);
    }
    linear::LinearEngine::read(bytes).map(|engine| Box::new(engine) as Box<dyn Engine>)
}

/// Finds nothing.
struct NoEngine;

impl Engine for NoEngine {
    fn name(&self) -> &'static str {
        "none"
    }

    fn recognise(&self, _: &EntityInput) -> Vec<RawMention> {
        Vec::new()
    }
}

/// Finds names.  Implementations keep the invariant of this module for any text at all.
pub trait Engine: Send + Sync {
    /// Name in `ENGINES`, or of the file it came from.
    fn name(&self) -> &'static str;

    /// Code of the language it was made for; None for any.
    fn language(&self) -> Option<&str> {
        None
    }

    fn recognise(&self, input: &EntityInput) -> Vec<RawMention>;
}

#[cfg(test)]
mod regression;
#[cfg(test)]
mod tests;
