//! Phrases and proximity to tantivy queries: the part of compilation that looks into text.
//!
//! An expression over terms is decided by the index (`spans`); one that asks how a word is written
//! gives candidates for the matcher.

use anyhow::Result;
use tantivy::query::{BooleanQuery, BoostQuery, Query};

use super::compile::{Compiled, Compiler, Value, any_of, exactly, inexactly, union};
use super::compile_word::{decided, weight};
use super::mention_span::mention_span;
use super::spans::{Places, Span, SpanQuery, Unit};
use crate::article::EntityKind;
use crate::field::{KeyField, TextField};
use crate::query::ast::{Form, Scope, Slot, SpanExpr};

/// Whether the expression is met less often by a longer text.
fn has_negation(expr: &SpanExpr) -> bool {
    match expr {
        SpanExpr::NotNear { .. } | SpanExpr::NotSame { .. } => true,
        SpanExpr::Or(parts) => parts.iter().any(has_negation),
        SpanExpr::Near { left, right, .. } | SpanExpr::Same { left, right, .. } => {
            has_negation(left) || has_negation(right)
        }
        SpanExpr::AtLeast { expr, .. }
        | SpanExpr::First { expr, .. }
        | SpanExpr::Case { expr, .. } => has_negation(expr),
        SpanExpr::Word(_) | SpanExpr::Phrase { .. } | SpanExpr::Mention { .. } => false,
    }
}

impl Compiler<'_> {
    /// Articles in which the expression has a place in some field of the scope.
    pub(super) fn text(&self, scope: Scope, expr: &SpanExpr) -> Result<Compiled> {
        let in_field = |field: TextField| -> Result<Compiled> {
            // What must not be near may stand behind the first paragraph, where nobody looks.
            let is_cut = scope == Scope::Lead && field == TextField::Body;
            let compiled = if is_cut && has_negation(expr) {
                self.candidates(expr, field)?
            } else {
                self.span(expr, field)?
            };
            let query: Box<dyn Query> = if self.scored {
                Box::new(BoostQuery::new(compiled.query, weight(field)))
            } else {
                compiled.query
            };
            Ok(Compiled { query, ..compiled })
        };
        let fields: &[TextField] = match scope {
            Scope::Default => &TextField::DEFAULT,
            Scope::All => &TextField::ALL,
            Scope::Field(field) => return in_field(field),
            Scope::Lead => &[TextField::Headline, TextField::Deck, TextField::Body],
        };
        if let (SpanExpr::Word(word), Scope::Default | Scope::All) = (expr, scope) {
            let mut any = self.no_word();
            for field in fields {
                self.add_word(word, *field, weight(*field), &mut any)?;
            }
            return Ok(decided(any, word.form));
        }
        let mut parts = Vec::new();
        for field in fields {
            let mut part = in_field(*field)?;
            // Which paragraph of the body it was, the matcher sees.
            part.exact &= scope != Scope::Lead || *field != TextField::Body;
            parts.push(part);
        }
        Ok(any_of(parts))
    }

    /// Articles in which the expression has a place in this field.
    fn span(&self, expr: &SpanExpr, field: TextField) -> Result<Compiled> {
        match expr {
            SpanExpr::Word(word) => return self.word(word, field),
            SpanExpr::Or(parts) => {
                let mut words = self.no_word();
                let mut others = Vec::new();
                for part in parts {
                    match part {
                        SpanExpr::Word(word) if word.form != Form::Exact => {
                            self.add_word(word, field, 1.0, &mut words)?;
                        }
                        other => others.push(self.span(other, field)?),
                    }
                }
                if !words.parts.is_empty() {
                    others.push(exactly(Box::new(words)));
                }
                return Ok(any_of(others));
            }
            SpanExpr::Phrase { .. }
            | SpanExpr::Near { .. }
            | SpanExpr::Same { .. }
            | SpanExpr::NotNear { .. }
            | SpanExpr::NotSame { .. }
            | SpanExpr::AtLeast { .. }
            | SpanExpr::First { .. }
            | SpanExpr::Case { .. }
            | SpanExpr::Mention { .. } => {}
        }
        match self.over_terms(expr, field)? {
            Some(root) => {
                let places = self.places(field);
                Ok(exactly(Box::new(SpanQuery { places, root })))
            }
            None => self.candidates(expr, field),
        }
    }

    /// What the index has of a text field.
    pub(super) fn places(&self, field: TextField) -> Places {
        Places {
            field,
            words: self.fields.text(field),
            marks: self.fields.marks(field),
        }
    }

    /// The expression over terms, for the index to decide; None when it needs the text.
    pub(super) fn over_terms(&self, expr: &SpanExpr, field: TextField) -> Result<Option<Span>> {
        let boxed = |expr: &SpanExpr| -> Result<Option<Box<Span>>> {
            Ok(self.over_terms(expr, field)?.map(Box::new))
        };
        let pair = |left: &SpanExpr, right: &SpanExpr, unit, order, negated| -> Result<_> {
            let (Some(left), Some(right)) = (boxed(left)?, boxed(right)?) else {
                return Ok(None);
            };
            Ok(Some(Span::Pair {
                left,
                right,
                unit,
                order,
                negated,
            }))
        };
        Ok(match expr {
            SpanExpr::Word(word) => self.leaf(word, field)?.map(Span::Word),
            SpanExpr::Phrase { slots, slop } => {
                let mut words = Vec::new();
                for (index, slot) in (0..).zip(slots) {
                    let Slot::Word(word) = slot else { continue };
                    let Some(leaf) = self.leaf(word, field)? else {
                        return Ok(None);
                    };
                    words.push((index, leaf));
                }
                // A `*` at either end asks that there be another word: the index does not know
                // where a field ends.
                let has_ends = matches!(slots.first(), Some(Slot::Word(_)))
                    && matches!(slots.last(), Some(Slot::Word(_)));
                let (length, slop) = (slots.len() as u32, *slop);
                (has_ends || slop > 0 && !words.is_empty()).then_some(Span::Phrase {
                    words,
                    length,
                    slop,
                })
            }
            SpanExpr::Or(parts) => {
                let parts: Vec<Option<Span>> = parts
                    .iter()
                    .map(|part| self.over_terms(part, field))
                    .collect::<Result<_>>()?;
                parts
                    .into_iter()
                    .collect::<Option<Vec<Span>>>()
                    .map(Span::Or)
            }
            SpanExpr::Near {
                left,
                right,
                distance,
                order,
            } => pair(left, right, Unit::Words(*distance), *order, false)?,
            SpanExpr::Same {
                left,
                right,
                unit,
                order,
            } => pair(left, right, Unit::Same(*unit), *order, false)?,
            SpanExpr::NotNear {
                left,
                right,
                distance,
                order,
            } => pair(left, right, Unit::Words(*distance), *order, true)?,
            SpanExpr::NotSame {
                left,
                right,
                unit,
                order,
            } => pair(left, right, Unit::Same(*unit), *order, true)?,
            SpanExpr::AtLeast { count, expr } => boxed(expr)?.map(|inner| Span::AtLeast {
                count: *count,
                inner,
            }),
            SpanExpr::First { words, expr } => boxed(expr)?.map(|inner| Span::First {
                words: *words,
                inner,
            }),
            SpanExpr::Mention { kind, pattern } => {
                mention_span(self.searcher, self.fields, field, *kind, pattern)?
            }
            // How a word is written stands in the record.
            SpanExpr::Case { .. } => None,
        })
    }

    /// Articles in which the expression may have a place: too many, never too few.
    fn candidates(&self, expr: &SpanExpr, field: TextField) -> Result<Compiled> {
        Ok(match expr {
            SpanExpr::Word(word) => inexactly(self.word(word, field)?.query),
            SpanExpr::Phrase { slots, .. } => {
                let words = slots.iter().filter_map(|slot| match slot {
                    Slot::Word(word) => Some(self.word(word, field)),
                    Slot::AnyWord => None,
                });
                let mut words = words.collect::<Result<Vec<_>>>()?;
                match words.len() {
                    0 => inexactly(self.term(self.fields.has, Value::Text(field.name()))),
                    1 => inexactly(words.remove(0).query),
                    _ => {
                        let words = words.into_iter().map(|word| word.query).collect();
                        inexactly(Box::new(BooleanQuery::intersection(words)))
                    }
                }
            }
            SpanExpr::Or(parts) => {
                let parts = parts.iter().map(|part| self.candidates(part, field));
                any_of(parts.collect::<Result<_>>()?)
            }
            SpanExpr::Near { left, right, .. } | SpanExpr::Same { left, right, .. } => {
                let sides = [
                    self.candidates(left, field)?.query,
                    self.candidates(right, field)?.query,
                ];
                inexactly(Box::new(BooleanQuery::intersection(sides.into())))
            }
            SpanExpr::NotNear { left, .. } | SpanExpr::NotSame { left, .. } => {
                self.candidates(left, field)?
            }
            SpanExpr::AtLeast { expr, .. }
            | SpanExpr::First { expr, .. }
            | SpanExpr::Case { expr, .. } => self.candidates(expr, field)?,
            SpanExpr::Mention { kind, pattern } => {
                let kinds: &[EntityKind] = match kind {
                    Some(kind) => std::slice::from_ref(kind),
                    None => &EntityKind::ALL,
                };
                let parts = kinds.iter().map(|kind| {
                    let field = match kind {
                        EntityKind::Person => KeyField::Person,
                        EntityKind::Organisation => KeyField::Organisation,
                        EntityKind::Place => KeyField::Place,
                    };
                    self.key(field, pattern)
                });
                inexactly(union(parts.collect::<Result<_>>()?))
            }
        })
    }
}
