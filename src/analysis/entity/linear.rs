//! The `linear` engine: the tagger with the English model that is part of the program, or with one
//! that was trained on an archive.

use super::clusters::Clusters;
use super::features::Lexicon;
use super::gazetteer::gazetteer;
use super::model::Model;
use super::tagger::Tagger;
use super::{Engine, EntityInput, RawMention};
use crate::article::Span;

static MODEL: &[u8] = include_bytes!("assets/en.model");
static CLUSTERS: &[u8] = include_bytes!("assets/clusters.bin");

/// Begins the file of a model with its language, in so many bytes, before the model itself.
const WITH_LANGUAGE: &[u8] = b"MLNG\x01\0\0\0";
const LANGUAGE_BYTES: usize = 8;

/// A tagger as an engine.
pub struct LinearEngine {
    tagger: Tagger<'static>,
    language: String,
}

impl LinearEngine {
    /// The built-in English model.
    pub fn english() -> Self {
        Self::read(MODEL).expect("the model in the program is read by a test")
    }

    /// A model from a file, of English unless it says another language; None when the bytes are
    /// not a model of this version.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (language, model) = match bytes.strip_prefix(WITH_LANGUAGE) {
            Some(rest) => {
                let (language, model) = rest.split_at_checked(LANGUAGE_BYTES)?;
                (
                    std::str::from_utf8(language).ok()?.trim_end_matches('\0'),
                    model,
                )
            }
            None => ("en", bytes),
        };
        Some(Self {
            tagger: Tagger::new(Model::read(model)?, lexicon()),
            language: language.to_owned(),
        })
    }

    /// The weights of the built-in English model, to train on from.
    pub fn built_in_model() -> Model {
        Model::read(MODEL).expect("the model in the program is read by a test")
    }
}

/// The file of a model of that language; longer codes than there is room for are cut.
pub fn to_bytes(model: &Model, language: &str) -> Vec<u8> {
    let mut out = WITH_LANGUAGE.to_vec();
    let mut code = [0; LANGUAGE_BYTES];
    for (to, byte) in code.iter_mut().zip(language.bytes()) {
        *to = byte;
    }
    out.extend(code);
    out.extend(model.to_bytes());
    out
}

/// The tables that the features of all linear models come from.
pub fn lexicon() -> Lexicon<'static> {
    Lexicon {
        clusters: Clusters::read(CLUSTERS).expect("the clusters in the program are read by a test"),
        gazetteer: gazetteer(),
    }
}

impl Engine for LinearEngine {
    fn name(&self) -> &'static str {
        "linear"
    }

    fn language(&self) -> Option<&str> {
        Some(&self.language)
    }

    fn recognise(&self, input: &EntityInput) -> Vec<RawMention> {
        let mut out = Vec::new();
        let mut found = Vec::new();
        for (text, field) in input.texts.iter().enumerate() {
            self.tagger.tag(field.text, &field.tokens, &mut found);
            out.extend(found.iter().map(|f| RawMention {
                text,
                span: Span::new(f.start, f.end),
                label: f.label,
            }));
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What ships is what was measured: a new model needs a new hash here.
    #[test]
    fn the_assets_are_those_that_were_measured() {
        for (bytes, hash) in [
            (MODEL, "44a3f63a7252e80ea58085cf82ea67bc"),
            (CLUSTERS, "bd2dfc14d8767d31e8c6a745d88e642d"),
        ] {
            assert_eq!(blake3::hash(bytes).to_hex()[..32], *hash);
        }
        assert!(MODEL.len() + CLUSTERS.len() <= 4 << 20);
    }
}
