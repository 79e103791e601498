//! Corrects what an engine found with what the rest of the article says.
//!
//! The steps, each in a file of its own: borders are repaired, kinds are decided (titles, heads of
//! organisations, surnames of people named in full, the gazetteer, the majority), and names known
//! by now are looked for where the engine missed them.  Nothing here knows how the names were
//! found.  Linear in the length of the text and in the number of mentions.

mod border;
pub(super) mod heads;
mod kind;
mod people;
mod propagate;
mod shouted;
mod surface;
pub(super) mod words;

use super::label::Label;
use super::token::Token;
use super::{EntityInput, RawMention};
use crate::article::Span;
pub(super) use people::family_names;
use surface::Surfaces;

/// One name on its way through the steps.
#[derive(Debug, Clone, Copy)]
struct Mention {
    text: usize,
    start: usize,
    end: usize,
    label: Label,
    /// Index in `Surfaces`.
    surface: usize,
}

/// A text with its tokens.
struct TokenisedText<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// Lines in capitals.
    shouted: Vec<std::ops::Range<usize>>,
}

/// Corrects the mentions of an article; they come back ordered and without overlap.
pub fn resolve(input: &EntityInput<'_>, raw: &[RawMention]) -> Vec<RawMention> {
    let texts: Vec<TokenisedText> = input
        .texts
        .iter()
        .map(|field| TokenisedText {
            text: field.text,
            tokens: &field.tokens,
            shouted: shouted::shouted_lines(field.text),
        })
        .collect();
    let mut surfaces = Surfaces::default();
    let mut mentions = border::repair(&texts, raw, &mut surfaces);
    let people = people::People::new(&mentions, &surfaces);
    kind::decide(&texts, &mut mentions, &surfaces, &people);
    propagate::propagate(&texts, &mut mentions, &mut surfaces);
    finish(&mentions)
}

fn finish(mentions: &[Mention]) -> Vec<RawMention> {
    let mut out: Vec<RawMention> = mentions
        .iter()
        .map(|m| RawMention {
            text: m.text,
            span: Span::new(m.start, m.end),
            label: m.label,
        })
        .collect();
    out.sort_by_key(|m| (m.text, m.span.start, std::cmp::Reverse(m.span.end)));
    // Of two that overlap the first stays.
    let mut last = (usize::MAX, 0);
    out.retain(|m| {
        let fits = !m.span.is_empty() && (m.text != last.0 || m.span.start >= last.1);
        if fits {
            last = (m.text, m.span.end);
        }
        fits
    });
    out
}

impl<'a> TokenisedText<'a> {
    /// Index of the first token that ends after `at`.
    fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|t| (t.end as usize) <= at)
    }

    fn word(&self, token: usize) -> &'a str {
        self.tokens.get(token).map_or("", |t| t.text(self.text))
    }

    /// The token before the one at `at`; empty at the start of a sentence.
    fn word_before(&self, at: usize) -> &'a str {
        let token = self.token_at(at);
        let starts = self.tokens.get(token).is_none_or(|t| t.starts_sentence);
        match token.checked_sub(1) {
            Some(before) if !starts => self.word(before),
            _ => "",
        }
    }
}
