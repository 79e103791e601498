//! Words that keep company with the matches: counted in a window around every mention, weighed
//! against how often they stand anywhere.

use std::collections::HashMap;

use anyhow::Result;

use super::Local;
use super::association::{association, log_dice, mutual_information};
use super::vocabulary::Sides;
use crate::field::{KeyField, TextField};
use crate::hit::FieldSpan;
use crate::query::ast::{Ast, Scope};
use crate::query::matcher::fields_of;
use crate::text::TokenisedArticle;

/// The words that are looked at around a match, within its sentence or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub left: usize,
    pub right: usize,
    /// Stop at the ends of the sentence.
    pub in_sentence: bool,
}

/// One word in the company of the matches.
#[derive(Debug, Clone, PartialEq)]
pub struct Collocate {
    pub word: String,
    /// Times in a window; left and right of the match.
    pub left: u64,
    pub right: u64,
    /// Articles in which it is so.
    pub articles: u64,
    /// Times in the same fields of the whole archive.
    pub frequency: u64,
    pub log_dice: f64,
    pub mutual_information: f64,
    pub likelihood: f64,
}

impl Collocate {
    /// Times in a window.
    pub fn count(&self) -> u64 {
        self.left + self.right
    }
}

/// The company of the matches of one query.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Collocates {
    pub mentions: u64,
    pub articles: u64,
    /// Words of the same fields in the whole archive.
    pub words: u64,
    /// In order of the words; the caller sorts by the measure that is wanted.
    pub collocates: Vec<Collocate>,
}

#[derive(Clone, Copy, Default)]
struct Counts {
    left: u64,
    right: u64,
    articles: u64,
}

impl Local<'_> {
    /// Counts the words around every mention that stand there at least so often.
    pub fn collocates(&self, ast: &Ast, window: Window, min_count: u64) -> Result<Collocates> {
        let mut found = Collocates::default();
        let mut counts: HashMap<String, Counts> = HashMap::new();
        let map = |article: &TokenisedArticle<'_>, spans: &[FieldSpan]| {
            (spans.len(), company(article, spans, window))
        };
        let articles = self.sweep_unordered(ast, &map, &mut |(mentions, words)| {
            found.mentions += mentions as u64;
            for (word, here) in words {
                let counts = counts.entry(word).or_default();
                counts.left += here.left;
                counts.right += here.right;
                counts.articles += 1;
            }
            Ok(())
        })?;
        found.articles = articles as u64;
        counts.retain(|_, counts| counts.left + counts.right >= min_count);
        let (fields, mentions) = (fields_looked_into(ast), found.mentions);
        let everything = Sides::everything(self)?;
        let mut words = Vec::new();
        let (all, _) = self.each_word(&fields, &everything, &mut |word, frequency| {
            if let Some(counts) = counts.get(word) {
                words.push((word.to_owned(), *counts, frequency.first));
            }
        })?;
        found.words = all;
        found.collocates = words
            .into_iter()
            .map(|(word, counts, frequency)| {
                let both = counts.left + counts.right;
                // A word between two matches is in both their windows, so it may be met more often
                // than it stands in the text: as a table it is met at most every time.
                let in_table = both.min(mentions).min(frequency);
                Collocate {
                    word,
                    left: counts.left,
                    right: counts.right,
                    articles: counts.articles,
                    frequency,
                    log_dice: log_dice(both, mentions, frequency),
                    mutual_information: mutual_information(both, mentions, frequency, all),
                    likelihood: association(in_table, mentions, frequency, all),
                }
            })
            .collect();
        Ok(found)
    }
}

/// The words around the matches of one article, with their numbers.
fn company(
    article: &TokenisedArticle<'_>,
    spans: &[FieldSpan],
    window: Window,
) -> HashMap<String, Counts> {
    let mut words: HashMap<String, Counts> = HashMap::new();
    for span in spans {
        let field = article.field(span.field);
        let (first, last) = (span.first as usize, span.last as usize);
        let (mut from, mut until) = (0, field.len());
        if window.in_sentence {
            from = field.sentences[field.sentence_of(span.first)] as usize;
            let next = field.sentence_of(span.last) + 1;
            until = field
                .sentences
                .get(next)
                .map_or(until, |start| *start as usize);
        }
        for at in first.saturating_sub(window.left).max(from)..first {
            words.entry(field.folded(at).to_owned()).or_default().left += 1;
        }
        for at in last + 1..(last + 1 + window.right).min(until) {
            words.entry(field.folded(at).to_owned()).or_default().right += 1;
        }
    }
    words
}

/// The text fields that a query looks into, in order: what its words are counted among.
fn fields_looked_into(ast: &Ast) -> Vec<TextField> {
    let mut fields = Vec::new();
    collect_fields(ast, &mut fields);
    if fields.is_empty() {
        fields.extend(TextField::DEFAULT);
    }
    fields.sort_unstable();
    fields.dedup();
    fields
}

fn collect_fields(ast: &Ast, out: &mut Vec<TextField>) {
    match ast {
        Ast::And(parts) | Ast::Or(parts) => parts.iter().for_each(|part| collect_fields(part, out)),
        Ast::Boost(inner, _) => collect_fields(inner, out),
        Ast::Text { scope, .. } => out.extend(fields_of(*scope)),
        // Mentions of entities are looked for where words are.
        Ast::Entity { .. }
        | Ast::Key {
            field: KeyField::Person | KeyField::Organisation | KeyField::Place,
            ..
        } => out.extend(fields_of(Scope::Default)),
        // What is taken away has no mentions.
        Ast::Not(_)
        | Ast::Key { .. }
        | Ast::All
        | Ast::Nothing
        | Ast::Has(_)
        | Ast::Date { .. }
        | Ast::DatePrecision(_)
        | Ast::DateSource(_)
        | Ast::Number { .. } => {}
    }
}
