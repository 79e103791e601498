//! What the archive has that is spelled nearly so: for queries that found nothing.
//!
//! Words come from the dictionaries by a Levenshtein automaton, whole values by a scan, since a
//! value that holds what was typed is as good an offer as one that is spelled like it.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use tantivy::query::FuzzyTermQuery;
use tantivy::schema::Field;
use tantivy::{Searcher, Term};

use super::local::Local;
use crate::field::KeyField;
use crate::query::ast::{KeyPattern, Scope, SpanExpr, Word, WordPattern};
use crate::query::{edit_distance, matcher::fields_of};
use crate::text::{fold, fold_value};

/// A word or value of the archive, with the number of articles that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Near {
    pub text: String,
    pub articles: u64,
}

/// Offers for one word or value.
const OFFERS: usize = 3;
/// Characters of a word beyond which its automaton is not worth making.
const MAX_LETTERS: usize = 40;

impl Local<'_> {
    /// The words of the scope that are spelled nearly like this one, nearest and most frequent first.
    pub(super) fn near_words(&self, word: &str, scope: Scope) -> Result<Vec<Near>> {
        let wanted = fold(word);
        let letters = wanted.chars().count();
        if !(3..=MAX_LETTERS).contains(&letters) {
            return Ok(Vec::new());
        }
        let allowed = if letters < 5 { 1 } else { 2 };
        let mut found: BTreeMap<String, u64> = BTreeMap::new();
        for field in fields_of(scope) {
            let field = self.fields().text(*field);
            let query = FuzzyTermQuery::new(Term::from_field_text(field, &wanted), allowed, true);
            let mut here: BTreeMap<String, u64> = BTreeMap::new();
            for segment in self.searcher().segment_readers() {
                let inverted = segment.inverted_index(field).context("read a dictionary")?;
                let automaton = query.automaton().context("look for near words")?;
                let mut stream = inverted
                    .terms()
                    .search(automaton)
                    .into_stream()
                    .context("scan a dictionary")?;
                while stream.advance() {
                    // Stems begin with a control character that no word has.
                    let Ok(term) = std::str::from_utf8(stream.key()) else {
                        continue;
                    };
                    if !term.starts_with('\u{1}') && term != wanted {
                        *here.entry(term.to_owned()).or_insert(0) +=
                            u64::from(stream.value().doc_freq);
                    }
                }
            }
            for (term, articles) in here {
                let count = found.entry(term).or_insert(0);
                *count = (*count).max(articles);
            }
        }
        Ok(best(found, |term| edit_distance(&wanted, term)))
    }

    /// The values of a field that are spelled nearly like this one, or hold it as a word.
    pub(super) fn near_values(&self, value: &str, field: KeyField) -> Result<Vec<Near>> {
        let wanted = fold_value(value);
        let letters = wanted.chars().count();
        if letters < 3 || !field.is_facet() {
            return Ok(Vec::new());
        }
        let distance = |term: &str| -> usize {
            if is_within_words(&wanted, term) {
                return 1;
            }
            // Lengths alone rule most values out.
            if term.chars().count().abs_diff(letters) > 2 {
                return usize::MAX;
            }
            edit_distance(&wanted, term)
        };
        let allowed = if letters < 5 { 1 } else { 2 };
        // Keys of entities begin with a control character that no value has.
        let accepts =
            |term: &str| !term.starts_with('\u{1}') && term != wanted && distance(term) <= allowed;
        let indexed = self.fields().key(field);
        let mut found = BTreeMap::new();
        for term in super::terms::scan(self.searcher(), indexed, "", &accepts)? {
            let articles = frequency(self.searcher(), indexed, &term)?;
            found.insert(term, articles);
        }
        Ok(best(found, distance))
    }
}

fn frequency(searcher: &Searcher, field: Field, term: &str) -> Result<u64> {
    Ok(searcher.doc_freq(&Term::from_field_text(field, term))?)
}

/// The nearest first, of equal ones the most frequent.
fn best(found: BTreeMap<String, u64>, distance: impl Fn(&str) -> usize) -> Vec<Near> {
    let mut found: Vec<(usize, Near)> = found
        .into_iter()
        .map(|(text, articles)| (distance(&text), Near { text, articles }))
        .collect();
    // Terms that only deleted articles have are still in the dictionary until segments merge.
    found.retain(|(_, near)| near.articles > 0);
    found.sort_by(|(a, x), (b, y)| (a, y.articles, &x.text).cmp(&(b, x.articles, &y.text)));
    found
        .into_iter()
        .map(|(_, near)| near)
        .take(OFFERS)
        .collect()
}

/// Tells whether the one stands in the other as whole words.
fn is_within_words(inner: &str, outer: &str) -> bool {
    outer.match_indices(inner).any(|(at, _)| {
        let before = outer[..at].chars().next_back();
        let after = outer[at + inner.len()..].chars().next();
        let is_border = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        is_border(before) && is_border(after)
    })
}

/// The word of an operand that could be misspelt; None for patterns, which say what they allow.
pub(super) fn plain_word(expr: &SpanExpr) -> Option<&str> {
    match expr {
        SpanExpr::Word(Word {
            pattern: WordPattern::Plain(text),
            ..
        }) => Some(text),
        SpanExpr::Word(_)
        | SpanExpr::Phrase { .. }
        | SpanExpr::Or(_)
        | SpanExpr::Near { .. }
        | SpanExpr::Same { .. }
        | SpanExpr::NotNear { .. }
        | SpanExpr::NotSame { .. }
        | SpanExpr::AtLeast { .. }
        | SpanExpr::First { .. }
        | SpanExpr::Case { .. }
        | SpanExpr::Mention { .. } => None,
    }
}

/// The value of a pattern that could be misspelt.
pub(super) fn plain_value(pattern: &KeyPattern) -> Option<&str> {
    match pattern {
        KeyPattern::Is(value) => Some(value),
        KeyPattern::Wildcard(_) | KeyPattern::OneOf(_) => None,
    }
}
