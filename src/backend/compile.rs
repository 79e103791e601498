//! `Ast` to tantivy query, with a note of whether the query is exact.
//!
//! What tantivy cannot decide becomes a query that finds too much, never too little, and is marked
//! inexact; the matcher then decides article by article.  So every operator means the same
//! everywhere, and this file is only about speed.

use anyhow::Result;
use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, Occur, Query, RangeQuery,
    TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::period::InPeriod;
use crate::document::{Fields, ID_LENGTH, number_of_id, record_kind};
use crate::field::{DateField, KeyField, NumberField};
use crate::language::Language;
use crate::query::ast::{Ast, KeyPattern, Presence};
use crate::query::pattern::Pattern;
use crate::text::fold_value;

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
    /// Languages, as terms, whose articles have no stems: only their literal words can be met.
    pub unstemmed: &'a [Term],
    /// Scores are wanted, so literal matches are looked for beside inflected ones.
    pub scored: bool,
}

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
                // The words of a set file are one query, not thousands.
                let mut words = self.no_word();
                let mut others = Vec::new();
                for part in parts {
                    if !self.add_decided(part, &mut words)? {
                        others.push(self.compile(part)?);
                    }
                }
                if !words.parts.is_empty() {
                    others.push(exactly(Box::new(words)));
                }
                any_of(others)
            }
            Ast::Not(_) => self.conjunction(std::slice::from_ref(ast))?,
            Ast::Text { scope, expr } => self.text(*scope, expr)?,
            Ast::Key {
                field: KeyField::Story,
                pattern,
            } => self.story(pattern),
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
        let mut period = None;
        for part in parts {
            if let Ast::Date {
                field: DateField::Published,
                from,
                until,
            } = part
                && (from.is_some() || until.is_some())
            {
                // Of several periods, what they share.
                let (from_known, until_known) = period.unwrap_or((None, None));
                let until_known = [until_known, *until].into_iter().flatten().min();
                period = Some(((*from).max(from_known), until_known));
            } else if let Ast::Not(inner) = part {
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
        let has_period = period.is_some();
        let period = period.map(|(from, until)| (self.published(from, until), from, until));
        let query = match period {
            Some((period, from, until)) if has_positive => Box::new(InPeriod {
                inner: Box::new(BooleanQuery::new(clauses)),
                period,
                from,
                until,
            }) as Box<dyn Query>,
            Some((period, ..)) => {
                clauses.push((Occur::Must, period));
                Box::new(BooleanQuery::new(clauses))
            }
            None => {
                if !has_positive {
                    let all = ConstScoreQuery::new(Box::new(AllQuery), 0.0);
                    clauses.push((Occur::Must, Box::new(all)));
                }
                Box::new(BooleanQuery::new(clauses))
            }
        };
        Ok(Compiled {
            query,
            exact,
            bound: bound || has_period,
        })
    }

    /// Articles with such a value in a keyword field.
    pub(super) fn key(&self, field: KeyField, pattern: &KeyPattern) -> Result<Box<dyn Query>> {
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

    /// Articles of a story.  Stories are numbers in the order of their ids, so a beginning is a range.
    fn story(&self, pattern: &KeyPattern) -> Compiled {
        let is_whole = matches!(pattern, KeyPattern::Is(_));
        let pattern = Pattern::key(pattern);
        let beginning = pattern.prefix();
        let end = |digit: char| {
            let rest = ID_LENGTH.checked_sub(beginning.len())?;
            let rest = std::iter::repeat_n(digit, rest);
            number_of_id(&beginning.chars().chain(rest).collect::<String>())
        };
        let (Some(first), Some(last)) = (end('0'), end('z')) else {
            return exactly(Box::new(EmptyQuery));
        };
        let bound = |n| std::ops::Bound::Included(Term::from_field_u64(self.fields.story, n));
        let range = RangeQuery::new(bound(first), bound(last));
        Compiled {
            query: Box::new(ConstScoreQuery::new(Box::new(range), 0.0)),
            exact: is_whole && beginning.len() == ID_LENGTH,
            bound: true,
        }
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

    /// Articles that hold a term, without a score.
    pub(super) fn term(&self, field: Field, value: Value<'_>) -> Box<dyn Query> {
        let term = match value {
            Value::Text(text) => Term::from_field_text(field, text),
            Value::Number(number) => Term::from_field_u64(field, number),
        };
        let query = Box::new(TermQuery::new(term, IndexRecordOption::Basic));
        Box::new(ConstScoreQuery::new(query, 0.0))
    }
}

/// What a term is made of.
pub(super) enum Value<'a> {
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

pub(super) fn exactly(query: Box<dyn Query>) -> Compiled {
    Compiled {
        query,
        exact: true,
        bound: true,
    }
}

pub(super) fn inexactly(query: Box<dyn Query>) -> Compiled {
    Compiled {
        query,
        exact: false,
        bound: true,
    }
}

pub(super) fn any_of(parts: Vec<Compiled>) -> Compiled {
    let exact = parts.iter().all(|part| part.exact);
    let bound = parts.iter().all(|part| part.bound);
    Compiled {
        query: union(parts.into_iter().map(|part| part.query).collect()),
        exact,
        bound,
    }
}

pub(super) fn union(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match queries.len() {
        0 => Box::new(EmptyQuery),
        1 => queries.remove(0),
        _ => Box::new(BooleanQuery::union(queries)),
    }
}

pub(super) fn term_set(terms: Vec<Term>) -> Box<dyn Query> {
    if terms.is_empty() {
        return Box::new(EmptyQuery);
    }
    Box::new(TermSetQuery::new(terms))
}
