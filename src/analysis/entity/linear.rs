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

/// A tagger as an engine.
pub struct LinearEngine {
    tagger: Tagger<'static>,
}

impl LinearEngine {
    /// The built-in English model.
    pub fn english() -> Self {
        Self::read(MODEL).expect("the model in the program is read by a test")
    }

    /// A model from a file; None when the bytes are not a model of this version.
    pub fn read(model: &[u8]) -> Option<Self> {
        let tagger = Tagger::new(Model::read(model)?, lexicon());
        Some(Self { tagger })
    }
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
            (MODEL, "d08c1c580039fd37fd873ec8816d52dc"),
            (CLUSTERS, "bd2dfc14d8767d31e8c6a745d88e642d"),
        ] {
            assert_eq!(blake3::hash(bytes).to_hex()[..32], *hash);
        }
        assert!(MODEL.len() + CLUSTERS.len() <= 4 << 20);
    }
}
