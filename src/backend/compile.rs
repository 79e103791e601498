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

use super::spans::{Leaf, Span, SpanQuery, Unit};
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
            // File records have paths as articles do.
            Ast::Key { field, pattern } => Compiled {
                bound: *field != KeyField::Path,
                ..exactly(self.key(*field, pattern)?)
            },
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

    /// Articles in which the expression has a place in this field.
    fn span(&self, expr: &SpanExpr, field: TextField) -> Result<Compiled> {
        match expr {
            SpanExpr::Word(word) => return self.word(word, field),
            SpanExpr::Or(parts) => {
                let parts = parts.iter().map(|part| self.span(part, field));
                return Ok(any_of(parts.collect::<Result<_>>()?));
            }
            SpanExpr::Phrase { slots, slop: 0 } => {
                if let Some(compiled) = self.literal_phrase(slots, field) {
                    return Ok(compiled);
                }
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
                let (field, marks) = (self.fields.text(field), self.fields.marks(field));
                Ok(exactly(Box::new(SpanQuery { field, marks, root })))
            }
            None => self.candidates(expr, field),
        }
    }

    /// The expression over terms, for the index to decide; None when it needs the text.
    fn over_terms(&self, expr: &SpanExpr, field: TextField) -> Result<Option<Span>> {
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
            // How a word is written, and which entity is meant, stands in the record.
            SpanExpr::Case { .. } | SpanExpr::Mention { .. } => None,
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

    /// A phrase of two or more literal words, without `*` at its ends: what tantivy does best.
    fn literal_phrase(&self, slots: &[Slot], field: TextField) -> Option<Compiled> {
        let indexed = self.fields.text(field);
        let mut terms = Vec::new();
        for (i, slot) in slots.iter().enumerate() {
            match slot {
                Slot::Word(Word {
                    pattern: WordPattern::Plain(text),
                    form: Form::Literal,
                }) => {
                    terms.push((i, Term::from_field_text(indexed, &fold(text))));
                }
                Slot::Word(_) => return None,
                Slot::AnyWord if i == 0 || i + 1 == slots.len() => return None,
                Slot::AnyWord => {}
            }
        }
        (terms.len() > 1).then(|| exactly(Box::new(PhraseQuery::new_with_offset(terms))))
    }

    /// The terms that stand for a word; None when it must be compared as it is written.
    fn leaf(&self, word: &Word, field: TextField) -> Result<Option<Leaf>> {
        let indexed = self.fields.text(field);
        let terms = match (&word.pattern, word.form) {
            (_, Form::Exact) => return Ok(None),
            (WordPattern::Plain(text), Form::Inflected) => {
                let mut terms = self.stem_terms(text, indexed);
                if terms.is_empty() || self.has_unstemmed {
                    terms.push(Term::from_field_text(indexed, &fold(text)));
                }
                terms
            }
            (WordPattern::Plain(text), Form::Literal) => {
                vec![Term::from_field_text(indexed, &fold(text))]
            }
            (
                WordPattern::Wildcard(_) | WordPattern::Fuzzy { .. } | WordPattern::Regex(_),
                Form::Inflected | Form::Literal,
            ) => self.expanded(&word.pattern, indexed)?,
        };
        Ok(Some(Leaf { terms }))
    }

    /// The terms of the archive that a pattern accepts.
    fn expanded(&self, pattern: &WordPattern, field: Field) -> Result<Vec<Term>> {
        let (WordPattern::Plain(text)
        | WordPattern::Wildcard(text)
        | WordPattern::Regex(text)
        | WordPattern::Fuzzy { word: text, .. }) = pattern;
        let pattern = Pattern::new(pattern);
        let accepts = |term: &str| pattern.is_match(term);
        let words = expand(self.searcher, field, text, pattern.prefix(), &accepts)?;
        Ok(words
            .iter()
            .map(|word| Term::from_field_text(field, word))
            .collect())
    }

    fn word(&self, word: &Word, field: TextField) -> Result<Compiled> {
        let indexed = self.fields.text(field);
        let query = |term: Term| -> Box<dyn Query> {
            Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
        };
        let compiled = match (&word.pattern, word.form) {
            (WordPattern::Plain(text), Form::Inflected) => {
                let literal = query(Term::from_field_text(indexed, &fold(text)));
                let stems = self.stem_terms(text, indexed);
                let mut alternatives: Vec<Box<dyn Query>> = stems.into_iter().map(query).collect();
                if alternatives.is_empty() || self.has_unstemmed {
                    alternatives.push(literal);
                } else if self.scored {
                    alternatives.push(Box::new(BoostQuery::new(literal, LITERAL_BONUS)));
                }
                exactly(union(alternatives))
            }
            (WordPattern::Plain(text), Form::Literal | Form::Exact) => {
                exactly(query(Term::from_field_text(indexed, &fold(text))))
            }
            (WordPattern::Wildcard(_) | WordPattern::Fuzzy { .. } | WordPattern::Regex(_), _) => {
                exactly(term_set(self.expanded(&word.pattern, indexed)?))
            }
        };
        Ok(Compiled {
            exact: compiled.exact && word.form != Form::Exact,
            ..compiled
        })
    }

    /// The stems of a word in every language of the archive.
    fn stem_terms(&self, word: &str, field: Field) -> Vec<Term> {
        let mut lowered = String::new();
        lower_into(word, &mut lowered);
        let mut term = String::new();
        let mut terms = Vec::new();
        for language in self.languages {
            if let Some(stem) = Stems::new(Some(language)).stem(&lowered) {
                stem_term(language, stem, &mut term);
                terms.push(Term::from_field_text(field, &term));
            }
        }
        terms
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
                let terms = values
                    .iter()
                    .map(|v| Term::from_field_text(indexed, &fold_value(v)));
                term_set(terms.collect())
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
                {
                    let values = super::terms::scan(self.searcher, indexed, prefix, &accepts)?;
                    term_set(
                        values
                            .iter()
                            .map(|v| Term::from_field_text(indexed, v))
                            .collect(),
                    )
                }
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

fn term_set(terms: Vec<Term>) -> Box<dyn Query> {
    if terms.is_empty() {
        return Box::new(EmptyQuery);
    }
    Box::new(TermSetQuery::new(terms))
}
