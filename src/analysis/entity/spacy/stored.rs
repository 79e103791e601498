//! An imported model as it is kept: every weight as spaCy has it, in one file of ours.
//!
//! The same checks are made when a pipeline is imported and when the file is read, so that what runs
//! fits together whatever the bytes were.

use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::thinc::{Weights, read_floats};
use super::words::Attribute;

/// Raised whenever the shape of `Stored` or its meaning changes.
pub const MAGIC: &[u8] = b"MCNN\x01\0\0\0";
/// A pipeline with larger layers is none of those that are meant.
const MOST: usize = 1 << 12;

/// All of a model.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stored {
    /// Language, name and version of the pipeline.
    pub name: String,
    /// Code of the language, `xx` for any.
    pub language: String,
    /// Numbers that stand for a token between two layers.
    pub width: usize,
    pub tables: Vec<Table>,
    pub vectors: Option<Vectors>,
    pub reduce: Layer,
    pub encoder: Vec<Layer>,
    /// From `width` to what the transitions see.
    pub hidden: Linear,
    pub lower: Lower,
    pub upper: Linear,
    pub moves: Vec<Move>,
    /// Normal forms by the number of the word, ascending.
    pub norms: Vec<(u64, String)>,
    /// Words that are cut or have a normal form of their own, ascending.
    pub exceptions: Vec<(String, Vec<Piece>)>,
}

/// Rows that a hash selects.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    pub attribute: Attribute,
    pub seed: u32,
    pub rows: Floats,
}

/// Vectors of known words, projected to `width`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Vectors {
    /// Numbers of the words, ascending, with the row of each.
    pub rows_of: Vec<(u64, u32)>,
    pub rows: Floats,
}

/// Weights whose sums are candidates, of which the largest is normalised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Layer {
    /// Candidates for each number, of which the largest is taken.
    pub pieces: usize,
    /// Of number, piece and input.
    pub weights: Floats,
    /// Of piece and number.
    pub bias: Floats,
    pub gain: Floats,
    pub shift: Floats,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Linear {
    pub weights: Floats,
    pub bias: Floats,
}

/// What each of three tokens brings to the state of the transitions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Lower {
    /// Candidates for each number of the state.
    pub pieces: usize,
    pub weights: Floats,
    pub bias: Floats,
    /// In place of a token that is not there.
    pub pad: Floats,
}

/// A transition and the label of its entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    pub action: Action,
    pub label: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Action {
    Begin,
    In,
    Last,
    Unit,
    Out,
    /// What cannot be chosen.
    Never,
}

/// A part of a word that the tokenizer treats by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    pub text: String,
    pub norm: Option<String>,
}

/// Pieces of one word; those of real pipelines are up to five.
const MOST_PIECES: usize = 16;

/// The tokens that the transitions look at.
pub const SEEN: usize = 3;

impl Stored {
    pub fn to_bytes(&self) -> Option<Vec<u8>> {
        let mut out = MAGIC.to_vec();
        out.extend(rmp_serde::to_vec(self).ok()?);
        Some(out)
    }

    /// Reads the file form; None when the bytes are not a model of this version that fits together.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = rmp_serde::Deserializer::from_read_ref(bytes.strip_prefix(MAGIC)?);
        reader.set_max_depth(64);
        let stored = Self::deserialize(&mut reader).ok()?;
        stored.check().is_ok().then_some(stored)
    }

    /// Says what does not fit.
    pub fn check(&self) -> Result<(), String> {
        let width = self.width;
        if width == 0 || width > MOST || self.encoder.len() > 64 {
            return Err(format!("width {width}, depth {}", self.encoder.len()));
        }
        if self.moves.len() > MOST || self.tables.len() > 64 {
            let (moves, tables) = (self.moves.len(), self.tables.len());
            return Err(format!("{moves} transitions, {tables} tables"));
        }
        let fit = |what: &str, numbers: &Floats, size: usize| {
            if numbers.0.len() == size && numbers.0.iter().all(|n| n.is_finite()) {
                return Ok(());
            }
            Err(format!("{what}: {} numbers, not {size}", numbers.0.len()))
        };
        for table in &self.tables {
            fit(
                "a table",
                &table.rows,
                table.rows.0.len().max(width).next_multiple_of(width),
            )?;
        }
        let mut inputs = self.tables.len() * width;
        if let Some(vectors) = &self.vectors {
            inputs += width;
            let rows = vectors.rows.0.len() / width;
            fit("the vectors", &vectors.rows, rows * width)?;
            if vectors.rows_of.iter().any(|(_, row)| *row as usize >= rows) {
                return Err("a word without its vector".to_owned());
            }
            if !vectors.rows_of.is_sorted_by(|a, b| a.0 < b.0) {
                return Err("words out of order".to_owned());
            }
        }
        if inputs == 0 {
            return Err("no features of words".to_owned());
        }
        let layers = std::iter::once((&self.reduce, inputs));
        for (layer, inputs) in layers.chain(self.encoder.iter().map(|l| (l, SEEN * width))) {
            let pieces = layer.pieces;
            if pieces == 0 || pieces > 16 {
                return Err(format!("a layer of {pieces} pieces"));
            }
            fit("a layer", &layer.weights, width * pieces * inputs)?;
            fit("its bias", &layer.bias, width * pieces)?;
            fit("its gain", &layer.gain, width)?;
            fit("its shift", &layer.shift, width)?;
        }
        let state = self.hidden.bias.0.len();
        // The numbers of the state before and after the lower layer are the same here as in spaCy;
        // what each token keeps is three times these sums.
        let sums = self.lower.pieces.saturating_mul(state);
        if state == 0 || sums > MOST || !(2..=16).contains(&self.lower.pieces) {
            return Err(format!(
                "a state of {state} numbers, {} pieces",
                self.lower.pieces
            ));
        }
        fit("the hidden layer", &self.hidden.weights, state * width)?;
        fit("its bias", &self.hidden.bias, state)?;
        fit("the lower layer", &self.lower.weights, SEEN * sums * state)?;
        fit("its bias", &self.lower.bias, sums)?;
        fit("its padding", &self.lower.pad, SEEN * sums)?;
        fit(
            "the upper layer",
            &self.upper.weights,
            self.moves.len() * state,
        )?;
        fit("its bias", &self.upper.bias, self.moves.len())?;
        let mut labels = self.moves.iter().filter(|m| m.action == Action::Begin);
        let has = |action, label: &str| {
            self.moves
                .iter()
                .any(|m| m.action == action && m.label == label)
        };
        if !labels.all(|m| has(Action::In, &m.label) && has(Action::Last, &m.label)) {
            return Err("a label that begins and does not end".to_owned());
        }
        if !has(Action::Out, "") {
            return Err("no move for what is no entity".to_owned());
        }
        let is_whole = |(word, pieces): &(String, Vec<Piece>)| {
            pieces.len() <= MOST_PIECES
                && pieces.iter().all(|p| !p.text.is_empty())
                && pieces.iter().map(|p| p.text.as_str()).collect::<String>() == *word
        };
        if !self.exceptions.iter().all(is_whole) {
            return Err("a word that is not the sum of its parts".to_owned());
        }
        Ok(())
    }
}

/// Numbers that are stored as bytes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Floats(pub Vec<f32>);

impl From<Weights> for Floats {
    fn from(weights: Weights) -> Self {
        Self(weights.numbers)
    }
}

impl Serialize for Floats {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = self.0.iter().flat_map(|n| n.to_le_bytes()).collect();
        serializer.serialize_bytes(&bytes)
    }
}

impl<'a> Deserialize<'a> for Floats {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        struct Numbers;
        impl Visitor<'_> for Numbers {
            type Value = Floats;

            fn expecting(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str("bytes of numbers")
            }

            fn visit_bytes<E: de::Error>(self, bytes: &[u8]) -> Result<Floats, E> {
                Ok(Floats(read_floats(bytes)))
            }
        }
        deserializer.deserialize_bytes(Numbers)
    }
}
