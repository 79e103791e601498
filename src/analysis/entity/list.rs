//! The `gazetteer` engine: listed places, titles and first names before capitalised words, and the
//! heads of organisations.  For languages without a model; it finds less and errs more.

use super::gazetteer::{Gazetteer, PlaceKind, gazetteer, token_key};
use super::hash::mix;
use super::label::Label;
use super::resolver::heads::{ORGANISATION_HEADS, ORGANISATION_HEADS_OF};
use super::resolver::words::{TITLES, has};
use super::token::Token;
use super::{Engine, EntityInput, RawMention};
use crate::article::Span;

/// Longest name put together from capitalised words.
const MAX_WORDS: usize = 6;

pub struct ListEngine;

impl Engine for ListEngine {
    fn name(&self) -> &'static str {
        "gazetteer"
    }

    fn recognise(&self, input: &EntityInput) -> Vec<RawMention> {
        let mut out = Vec::new();
        for (index, field) in input.texts.iter().enumerate() {
            let tokens = &field.tokens;
            let finder = Finder {
                text: field.text,
                tokens,
                tables: gazetteer(),
            };
            let mut i = 0;
            while i < tokens.len() {
                let Some((length, label)) = finder.name_at(i) else {
                    i += 1;
                    continue;
                };
                let span = Span::new(
                    tokens[i].start as usize,
                    tokens[i + length - 1].end as usize,
                );
                out.push(RawMention {
                    text: index,
                    span,
                    label,
                });
                i += length;
            }
        }
        out
    }
}

struct Finder<'a> {
    text: &'a str,
    tokens: &'a [Token],
    tables: &'static Gazetteer,
}

impl Finder<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.text(self.text))
    }

    /// The name that begins at a token: how many tokens, and what.
    fn name_at(&self, i: usize) -> Option<(usize, Label)> {
        let first = self.word(i);
        if !first.starts_with(char::is_uppercase) {
            return None;
        }
        let run = self.capitalised_run(i);
        let last = self.word(i + run - 1);
        if run > 1 && has(ORGANISATION_HEADS, last) {
            return Some((run, Label::Organisation));
        }
        if run > 2 && has(ORGANISATION_HEADS_OF, first) && matches!(self.word(i + 1), "of" | "for")
        {
            return Some((run, Label::Organisation));
        }
        if let Some(length) = self.place_at(i, run) {
            return Some((length, Label::Place));
        }
        let names = self.name_words(i);
        let is_titled = i > 0 && has(TITLES, self.word(i - 1)) && !self.tokens[i].starts_sentence;
        let is_first_name = self.tables.name_use(token_key(first)).first;
        if names > 0 && (is_titled || (is_first_name && names > 1)) {
            return Some((names, Label::Person));
        }
        None
    }

    /// Capitalised words from here, joined by `of` and the like; at least 1.
    fn capitalised_run(&self, i: usize) -> usize {
        let mut run = 1;
        for length in 2..=MAX_WORDS {
            let at = i + length - 1;
            if at >= self.tokens.len() || self.tokens[at].starts_sentence {
                break;
            }
            let word = self.word(at);
            if word.starts_with(char::is_uppercase) {
                run = length;
            } else if !matches!(
                word,
                "of" | "for" | "and" | "the" | "de" | "del" | "la" | "&"
            ) {
                break;
            }
        }
        run
    }

    /// Words of a personal name: capitalised, of letters, with particles between.
    fn name_words(&self, i: usize) -> usize {
        let mut words = 0;
        for length in 1..=MAX_WORDS {
            let at = i + length - 1;
            if at >= self.tokens.len() || (length > 1 && self.tokens[at].starts_sentence) {
                break;
            }
            let word = self.word(at);
            let is_name = word.starts_with(char::is_uppercase)
                && word
                    .chars()
                    .all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’'))
                && !(word.len() > 3 && word.chars().all(char::is_uppercase));
            if is_name {
                words = length;
            } else if !matches!(
                word,
                "de" | "del" | "la" | "bin" | "von" | "van" | "dos" | "al" | "-"
            ) {
                break;
            }
        }
        words
    }

    fn place_at(&self, i: usize, run: usize) -> Option<usize> {
        let mut key = token_key(self.word(i));
        let longest = self.tables.longest_from(key);
        let mut best = None;
        for length in 1..=longest.min(self.tokens.len() - i) {
            if length > 1 {
                key = mix(key, token_key(self.word(i + length - 1)));
            }
            let Some(place) = self.tables.places_by_key(key).first() else {
                continue;
            };
            let is_large = match place.kind {
                PlaceKind::Country | PlaceKind::Area => true,
                PlaceKind::Region => place.population >= 30,
                PlaceKind::City => place.population >= 100,
            };
            // `Santiago Peña` is a person: a city does not end inside a run of capitals.
            let fits = place.kind <= PlaceKind::Area || length >= run;
            if is_large && fits {
                best = Some(length);
            }
        }
        best
    }
}
