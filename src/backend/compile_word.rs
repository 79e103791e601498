//! Words to terms: what of the index stands for a word, and how much a match counts.

use std::cell::RefCell;
use std::collections::HashMap;

use anyhow::Result;
use tantivy::Term;
use tantivy::schema::Field;

use super::any_word::{AnyWord, Part};
use super::compile::{Compiled, Compiler, exactly};
use super::spans::Leaf;
use super::terms::{Words, expand};
use crate::document::stem_term;
use crate::field::TextField;
use crate::query::ast::{Ast, Form, Scope, SpanExpr, Word, WordPattern};
use crate::query::matcher::fields_of;
use crate::text::{Stems, fold, lower};

/// How much a match in a field counts.
pub(super) fn weight(field: TextField) -> f32 {
    match field {
        TextField::Headline => 2.0,
        TextField::Deck => 1.5,
        TextField::Body => 1.0,
        TextField::Caption => 0.6,
        TextField::Byline | TextField::Dateline | TextField::Credit => 0.5,
        TextField::Related => 0.2,
    }
}

/// Share of a literal match's score that is added to that of the inflected one.
const LITERAL_BONUS: f32 = 0.4;

thread_local! {
    // Stemmers with their caches take a tenth of a millisecond each to make: for every word in every
    // field they were most of the time of a query.
    static STEMS: RefCell<HashMap<&'static str, Stems>> = RefCell::new(HashMap::new());
}

/// How a word is written, the matcher sees.
pub(super) fn decided(any: AnyWord, form: Form) -> Compiled {
    Compiled {
        exact: form != Form::Exact,
        ..exactly(Box::new(any))
    }
}

impl Compiler<'_> {
    /// The terms that stand for a word; None when it must be compared as it is written.
    pub(super) fn leaf(&self, word: &Word, field: TextField) -> Result<Option<Leaf>> {
        let indexed = self.fields.text(field);
        let literal = |text: &str| Term::from_field_text(indexed, &fold(text));
        Ok(match (&word.pattern, word.form) {
            (_, Form::Exact) => None,
            (WordPattern::Plain(text), Form::Inflected) => {
                let terms = self.stem_terms(text, indexed);
                let is_unstemmed = terms.is_empty();
                let mut leaf = Leaf {
                    terms,
                    ..Leaf::default()
                };
                if is_unstemmed {
                    leaf.terms.push(literal(text));
                } else if !self.unstemmed.is_empty() {
                    leaf.unstemmed = Some((literal(text), self.unstemmed.to_vec()));
                }
                Some(leaf)
            }
            (WordPattern::Plain(text), Form::Literal) => Some(Leaf {
                terms: vec![literal(text)],
                ..Leaf::default()
            }),
            (
                WordPattern::Wildcard(_) | WordPattern::Fuzzy { .. } | WordPattern::Regex(_),
                Form::Inflected | Form::Literal,
            ) => Some(Leaf {
                words: Some(self.expanded(&word.pattern, indexed)?),
                ..Leaf::default()
            }),
        })
    }

    /// The terms of the archive that a pattern accepts.
    fn expanded(&self, pattern: &WordPattern, field: Field) -> Result<Words> {
        let (WordPattern::Plain(text)
        | WordPattern::Wildcard(text)
        | WordPattern::Regex(text)
        | WordPattern::Fuzzy { word: text, .. }) = pattern;
        expand(self.searcher, field, text, pattern)
    }

    pub(super) fn word(&self, word: &Word, field: TextField) -> Result<Compiled> {
        let mut any = self.no_word();
        self.add_word(word, field, 1.0, &mut any)?;
        Ok(decided(any, word.form))
    }

    /// Adds a condition that is one word, which the index decides; false when it is another.
    pub(super) fn add_decided(&self, ast: &Ast, any: &mut AnyWord) -> Result<bool> {
        let Ast::Text {
            scope,
            expr: SpanExpr::Word(word),
        } = ast
        else {
            return Ok(false);
        };
        if word.form == Form::Exact || *scope == Scope::Lead {
            return Ok(false);
        }
        for field in fields_of(*scope) {
            self.add_word(word, *field, weight(*field), any)?;
        }
        Ok(true)
    }

    pub(super) fn no_word(&self) -> AnyWord {
        AnyWord {
            parts: Vec::new(),
            unstemmed: self.unstemmed.to_vec(),
        }
    }

    /// Adds what stands for a word in a field.
    pub(super) fn add_word(
        &self,
        word: &Word,
        field: TextField,
        weight: f32,
        any: &mut AnyWord,
    ) -> Result<()> {
        let indexed = self.fields.text(field);
        let term = |term: Term, weight: f32| Part::Term {
            term,
            weight,
            unstemmed: None,
        };
        match (&word.pattern, word.form) {
            (WordPattern::Plain(text), Form::Inflected) => {
                let literal = Term::from_field_text(indexed, &fold(text));
                let stems = self.stem_terms(text, indexed);
                if stems.is_empty() {
                    any.parts.push(term(literal, weight));
                    return Ok(());
                }
                any.parts
                    .extend(stems.into_iter().map(|stem| term(stem, weight)));
                // Where there are no stems the word itself is all there is; elsewhere it only
                // raises the score of what its stem has found.
                if !self.unstemmed.is_empty() || self.scored {
                    any.parts.push(Part::Term {
                        term: literal,
                        weight: weight * LITERAL_BONUS,
                        unstemmed: Some(weight * (1.0 + LITERAL_BONUS)),
                    });
                }
            }
            (WordPattern::Plain(text), Form::Literal | Form::Exact) => {
                let literal = Term::from_field_text(indexed, &fold(text));
                any.parts.push(term(literal, weight));
            }
            (WordPattern::Wildcard(_) | WordPattern::Fuzzy { .. } | WordPattern::Regex(_), _) => {
                any.parts.push(Part::Set {
                    field: indexed,
                    words: self.expanded(&word.pattern, indexed)?,
                    weight,
                });
            }
        }
        Ok(())
    }

    /// The stems of a word in every language of the archive.
    fn stem_terms(&self, word: &str, field: Field) -> Vec<Term> {
        let lowered = lower(word);
        let mut term = String::new();
        let mut terms: Vec<Term> = Vec::new();
        STEMS.with_borrow_mut(|all| {
            for language in self.languages {
                let stems = all
                    .entry(language.code)
                    .or_insert_with(|| Stems::new(Some(language)));
                for stem in stems.stems(&lowered) {
                    stem_term(language, stem, &mut term);
                    terms.push(Term::from_field_text(field, &term));
                }
            }
        });
        terms
    }
}
