//! `Ast` to tantivy query, with a note of whether the query is exact.
//!
//! What tantivy cannot decide becomes a query that finds too much, never too little, and is marked
//! inexact; the matcher then decides article by article.  So every operator means the same
//! everywhere, and this file is only about speed.

use anyhow::Result;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query,
    RangeQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::terms::expand;
use crate::article::EntityKind;
use crate::document::{Fields, record_kind, stem_term};
use crate::field::{DateField, KeyField, NumberField, TextField};
use crate::language::Language;
use crate::query::ast::{
    Ast, Form, KeyPattern, Presence, Scope, Slot, SpanExpr, Word, WordPattern,
};
use crate::query::pattern::Pattern;
use crate::text::{Stems, fold, fold_value, lower_into};

/// A compiled condition.
pub struct Compiled {
    pub query: Box<dyn Query>,
    /// Finds exactly the articles of the condition; else it finds more.
    pub exact: bool,
    /// Finds nothing but articles: file records have neither words nor values.
    pub bound: bool,
}

/// What compilation needs to know of the archive.
pub struct Compiler<'a> {
    pub searcher: &'a Searcher,
    pub fields: &'a Fields,
    /// Languages that the archive holds.
    pub languages: &'a [&'static Language],
    /// Some articles have no stems: only their literal words can be met.
    pub has_unstemmed: bool,
    /// Scores are wanted, so literal matches are looked for beside inflected ones.
    pub scored: bool,
}

/// How much a match in a field counts.
fn weight(field: TextField) -> f32 {
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

impl Compiler<'_> {
    /// Compiles a whole query, restricted to what searches see (or also what is hidden).
    pub fn compile_query(&self, ast: &Ast, hidden: bool) -> Result<Compiled> {
        let compiled = self.compile(ast)?;
        let has_hidden = self.document_frequency(record_kind::HIDDEN)? > 0;
        if compiled.bound && (hidden || !has_hidden) {
            return Ok(compiled);
        }
        let mut kinds = vec![record_kind::ARTICLE];
        if hidden {
            kinds.push(record_kind::HIDDEN);
        }
        let kinds = kinds
            .iter()
            .map(|kind| self.term(self.fields.record, Value::Number(*kind)));
        let filter: Box<dyn Query> = Box::new(ConstScoreQuery::new(union(kinds.collect()), 0.0));
        let query = BooleanQuery::new(vec![(Occur::Must, compiled.query), (Occur::Must, filter)]);
        Ok(Compiled {
            query: Box::new(query),
            ..compiled
        })
    }

    fn document_frequency(&self, kind: u64) -> Result<u64> {
        Ok(self
            .searcher
            .doc_freq(&Term::from_field_u64(self.fields.record, kind))?)
    }

    fn compile(&self, ast: &Ast) -> Result<Compiled> {
        Ok(match ast {
            Ast::All => everything(),
            Ast::Nothing => exactly(Box::new(EmptyQuery)),
            Ast::And(parts) => self.conjunction(parts)?,
            Ast::Or(parts) => {
                let parts = parts
                    .iter()
                    .map(|part| self.compile(part))
                    .collect::<Result<_>>()?;
                any_of(parts)
            }
            Ast::Not(_) => self.conjunction(std::slice::from_ref(ast))?,
            Ast::Text { scope, expr } => self.text(*scope, expr)?,
            Ast::Key { field, pattern } => exactly(self.key(*field, pattern)?),
            Ast::Entity { pattern } => {
                let fields = [KeyField::Person, KeyField::Organisation, KeyField::Place];
                let parts = fields.iter().map(|field| self.key(*field, pattern));
                exactly(union(parts.collect::<Result<_>>()?))
            }
            Ast::Has(presence) => {
                let name = match presence {
                    Presence::Text(field) => field.name(),
                    Presence::Key(field) => field.name(),
                    Presence::Entity => "entity",
                    Presence::Date(DateField::Published) => "date",
                    Presence::Date(DateField::Mentioned) => "mentions",
                };
                exactly(self.term(self.fields.has, Value::Text(name)))
            }
            Ast::Date {
                field: DateField::Published,
                from,
                until,
            } => exactly(self.published(*from, *until)),
            Ast::Date {
                field: DateField::Mentioned,
                from: _,
                until: _,
            } => Compiled {
                exact: false,
                ..exactly(self.term(self.fields.has, Value::Text("mentions")))
            },
            Ast::DatePrecision(precision) => {
                let name = precision.map_or("none", crate::article::Precision::name);
                exactly(self.term(self.fields.date_precision, Value::Text(name)))
            }
            Ast::DateSource(source) => {
                exactly(self.term(self.fields.date_source, Value::Text(source.name())))
            }
            Ast::Number {
                field: NumberField::Length,
                min,
                max,
            } => {
                let bound = |value: &Option<u64>| match value {
                    Some(value) => {
                        std::ops::Bound::Included(Term::from_field_u64(self.fields.words, *value))
                    }
                    None => std::ops::Bound::Unbounded,
                };
                match (min, max) {
                    (None, None) => everything(),
                    (Some(min), Some(max)) if min > max => exactly(Box::new(EmptyQuery)),
                    _ => exactly(Box::new(RangeQuery::new(bound(min), bound(max)))),
                }
            }
            Ast::Boost(inner, factor) => {
                let inner = self.compile(inner)?;
                Compiled {
                    query: Box::new(BoostQuery::new(inner.query, factor.value())),
                    ..inner
                }
            }
        })
    }

    /// All parts; negated ones are taken away from the others, or from everything.
    fn conjunction(&self, parts: &[Ast]) -> Result<Compiled> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let (mut exact, mut bound, mut has_positive) = (true, false, false);
        for part in parts {
            if let Ast::Not(inner) = part {
                let inner = self.compile(inner)?;
                if inner.exact {
                    clauses.push((Occur::MustNot, inner.query));
                } else {
                    // Taking away too much would lose articles: leave it to the matcher.
                    exact = false;
                }
            } else {
                let inner = self.compile(part)?;
                exact &= inner.exact;
                bound |= inner.bound;
                has_positive = true;
                clauses.push((Occur::Must, inner.query));
            }
        }
        if !has_positive {
            clauses.push((
                Occur::Must,
                Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0)),
            ));
        }
        Ok(Compiled {
            query: Box::new(BooleanQuery::new(clauses)),
            exact,
            bound,
        })
    }

    fn text(&self, scope: Scope, expr: &SpanExpr) -> Result<Compiled> {
        let in_field = |field: TextField| -> Result<Compiled> {
            let compiled = self.span(expr, field)?;
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
        let mut parts = Vec::new();
        for field in fields {
            let mut part = in_field(*field)?;
            // Which paragraph of the body it was, the matcher sees.
            part.exact &= scope != Scope::Lead || *field != TextField::Body;
            parts.push(part);
        }
        Ok(any_of(parts))
    }

    /// Articles in which the expression may have a span in this field.
    fn span(&self, expr: &SpanExpr, field: TextField) -> Result<Compiled> {
        Ok(match expr {
            SpanExpr::Word(word) => self.word(word, field)?,
            SpanExpr::Phrase { slots, slop } => self.phrase(slots, *slop, field)?,
            SpanExpr::Or(parts) => any_of(
                parts
                    .iter()
                    .map(|part| self.span(part, field))
                    .collect::<Result<_>>()?,
            ),
            SpanExpr::Near { left, right, .. } | SpanExpr::Same { left, right, .. } => {
                let sides = [
                    self.span(left, field)?.query,
                    self.span(right, field)?.query,
                ];
                inexactly(Box::new(BooleanQuery::intersection(sides.into())))
            }
            SpanExpr::NotNear { left, .. } | SpanExpr::NotSame { left, .. } => {
                inexactly(self.span(left, field)?.query)
            }
            SpanExpr::AtLeast { expr, .. }
            | SpanExpr::First { expr, .. }
            | SpanExpr::Case { expr, .. } => inexactly(self.span(expr, field)?.query),
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

    fn phrase(&self, slots: &[Slot], slop: u32, field: TextField) -> Result<Compiled> {
        let mut terms = Some(Vec::new());
        let mut words = Vec::new();
        for (i, slot) in slots.iter().enumerate() {
            let Slot::Word(word) = slot else { continue };
            let compiled = self.word(word, field)?;
            let is_plain =
                word.form == Form::Literal && matches!(word.pattern, WordPattern::Plain(_));
            match (&mut terms, &word.pattern) {
                (Some(terms), WordPattern::Plain(text)) if is_plain => {
                    terms.push((
                        i,
                        Term::from_field_text(self.fields.text(field), &fold(text)),
                    ));
                }
                _ => terms = None,
            }
            words.push(compiled.query);
        }
        Ok(match terms {
            // A `*` at either end only asks that there be another word: the matcher sees that.
            Some(terms) if slop == 0 && terms.len() > 1 => {
                let ends = matches!(slots.first(), Some(Slot::Word(_)))
                    && matches!(slots.last(), Some(Slot::Word(_)));
                let query: Box<dyn Query> = Box::new(PhraseQuery::new_with_offset(terms));
                Compiled {
                    query,
                    exact: ends,
                    bound: true,
                }
            }
            _ if words.is_empty() => {
                inexactly(self.term(self.fields.has, Value::Text(field.name())))
            }
            _ if words.len() == 1 && slots.len() == 1 => {
                let mut words = words;
                let Some(Slot::Word(word)) = slots.first() else {
                    return Ok(everything());
                };
                Compiled {
                    query: words.remove(0),
                    exact: word.form != Form::Exact,
                    bound: true,
                }
            }
            _ => inexactly(Box::new(BooleanQuery::intersection(words))),
        })
    }

    fn word(&self, word: &Word, field: TextField) -> Result<Compiled> {
        let indexed = self.fields.text(field);
        let literal = |term: &str| -> Box<dyn Query> {
            let term = Term::from_field_text(indexed, term);
            Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
        };
        let compiled = match (&word.pattern, word.form) {
            (WordPattern::Plain(text), Form::Inflected) => {
                let folded = fold(text);
                let mut alternatives = self.stems(text, indexed);
                if alternatives.is_empty() || self.has_unstemmed {
                    alternatives.push(literal(&folded));
                } else if self.scored {
                    alternatives.push(Box::new(BoostQuery::new(literal(&folded), LITERAL_BONUS)));
                }
                exactly(union(alternatives))
            }
            (WordPattern::Plain(text), _) => exactly(literal(&fold(text))),
            (pattern @ (WordPattern::Wildcard(text) | WordPattern::Regex(text)), _)
            | (pattern @ WordPattern::Fuzzy { word: text, .. }, _) => {
                let pattern = Pattern::new(pattern);
                let accepts = |term: &str| pattern.is_match(term);
                let terms = expand(self.searcher, indexed, text, pattern.prefix(), &accepts)?;
                exactly(term_set(indexed, &terms))
            }
        };
        Ok(Compiled {
            exact: compiled.exact && word.form != Form::Exact,
            ..compiled
        })
    }

    /// The stems of a word in every language of the archive.
    fn stems(&self, word: &str, field: Field) -> Vec<Box<dyn Query>> {
        let mut lowered = String::new();
        lower_into(word, &mut lowered);
        let mut term = String::new();
        let mut stems: Vec<Box<dyn Query>> = Vec::new();
        for language in self.languages {
            if let Some(stem) = Stems::new(Some(language)).stem(&lowered) {
                stem_term(language, stem, &mut term);
                let term = Term::from_field_text(field, &term);
                stems.push(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)));
            }
        }
        stems
    }

    fn key(&self, field: KeyField, pattern: &KeyPattern) -> Result<Box<dyn Query>> {
        let indexed = self.fields.key(field);
        // Paths are kept unfolded, since files are replaced by them.
        let is_folded = field != KeyField::Path;
        Ok(match pattern {
            KeyPattern::Is(value) if is_folded => {
                self.term(indexed, Value::Text(&fold_value(value)))
            }
            KeyPattern::OneOf(values) if is_folded => {
                let values: Vec<String> = values.iter().map(|value| fold_value(value)).collect();
                term_set(indexed, &values)
            }
            _ => {
                let pattern = Pattern::key(pattern);
                let accepts = |term: &str| {
                    if is_folded {
                        pattern.is_match(term)
                    } else {
                        pattern.is_match(&fold_value(term))
                    }
                };
                let prefix = if is_folded { pattern.prefix() } else { "" };
                term_set(
                    indexed,
                    &super::terms::scan(self.searcher, indexed, prefix, &accepts)?,
                )
            }
        })
    }

    /// Articles whose publication period overlaps this one.
    fn published(&self, from: Option<i64>, until: Option<i64>) -> Box<dyn Query> {
        use std::ops::Bound::{Excluded, Unbounded};
        let mut sides: Vec<Box<dyn Query>> = Vec::new();
        if let Some(until) = until {
            let before = Excluded(Term::from_field_i64(self.fields.published_start, until));
            sides.push(Box::new(RangeQuery::new(Unbounded, before)));
        }
        if let Some(from) = from {
            let after = Excluded(Term::from_field_i64(self.fields.published_end, from));
            sides.push(Box::new(RangeQuery::new(after, Unbounded)));
        }
        if sides.is_empty() {
            return self.term(self.fields.has, Value::Text("date"));
        }
        // Being in a period says nothing of how well an article fits.
        Box::new(ConstScoreQuery::new(
            Box::new(BooleanQuery::intersection(sides)),
            0.0,
        ))
    }

    fn term(&self, field: Field, value: Value<'_>) -> Box<dyn Query> {
        let term = match value {
            Value::Text(text) => Term::from_field_text(field, text),
            Value::Number(number) => Term::from_field_u64(field, number),
        };
        let query = Box::new(TermQuery::new(term, IndexRecordOption::Basic));
        Box::new(ConstScoreQuery::new(query, 0.0))
    }
}

enum Value<'a> {
    Text(&'a str),
    Number(u64),
}

fn everything() -> Compiled {
    let query = Box::new(ConstScoreQuery::new(Box::new(AllQuery), 0.0));
    Compiled {
        query,
        exact: true,
        bound: false,
    }
}

/// File records have paths as articles do: conditions on values are not bound to articles.
fn exactly(query: Box<dyn Query>) -> Compiled {
    Compiled {
        query,
        exact: true,
        bound: true,
    }
}

fn inexactly(query: Box<dyn Query>) -> Compiled {
    Compiled {
        query,
        exact: false,
        bound: true,
    }
}

fn any_of(parts: Vec<Compiled>) -> Compiled {
    let exact = parts.iter().all(|part| part.exact);
    let bound = parts.iter().all(|part| part.bound);
    Compiled {
        query: union(parts.into_iter().map(|part| part.query).collect()),
        exact,
        bound,
    }
}

fn union(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

fn term_set(field: Field, terms: &[String]) -> Box<dyn Query> {
    match terms {
        [] => Box::new(EmptyQuery),
        terms => {
            let terms = terms.iter().map(|term| Term::from_field_text(field, term));
            Box::new(TermSetQuery::new(terms))
        }
    }
}
