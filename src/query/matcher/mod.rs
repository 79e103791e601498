//! The meaning of the language: which articles a query matches, and where.
//!
//! Written to be obviously right.  The engine is only a faster way to the same answer, held to
//! this one by tests; highlights, concordance, mention counts and saved searches come from here.
//!
//! **Articles.**  `AND`, `OR`, `NOT` are what they are in logic.  A word, phrase or proximity is
//! met in one field of its scope.  A whole value is met when the field has it, both sides folded;
//! people, organisations and places also by every spelling in the article.  A date is met when the
//! article's period overlaps it; an article without a date meets no date.
//!
//! **Spans.**  An article that does not match has none.  `AND` gives the spans of all its parts,
//! `OR` those of the parts that match, `NOT` none.  A word gives each of its places, a phrase each
//! run of adjacent words, `ATLEAST` all its operand's, `NOT W/n` the lonely ones of its left side,
//! `CAPS` and `FIRST` those that fit.  Proximity gives, for each pair that is near enough, the
//! stretch from the first word of the one to the last of the other, and of those only the ones
//! that hold no other: they are what is shown and counted.  A person, organisation or place that a
//! query asks for as a value gives its mentions in the default fields.
//!
//! `ready` is the query made ready for many articles, `places` finds the places of an expression.

mod places;
mod ready;
mod stem;

#[cfg(test)]
mod tests;

use super::ast::{Ast, KeyPattern, Presence};
use super::pattern::Pattern;
use crate::annotations::{Entity, Record};
use crate::article::EntityKind;
use crate::field::{DateField, KeyField, NumberField, TextField};
use crate::hit::FieldSpan;
use crate::text::{TokenisedArticle, fold_value};
use places::View;
use ready::{Node, prepare};

pub use places::fields_of;

/// Tells whether an article matches.  For many articles make a `Matcher`.
pub fn matches(ast: &Ast, article: &TokenisedArticle) -> bool {
    Matcher::new(ast).matches(article)
}

/// Every matched place of an article, in order and without duplicates.
pub fn spans(ast: &Ast, article: &TokenisedArticle) -> Vec<FieldSpan> {
    Matcher::new(ast).spans(article)
}

/// A query made ready to be asked of many articles.
pub struct Matcher {
    root: Node,
}

impl Matcher {
    pub fn new(ast: &Ast) -> Self {
        Self { root: prepare(ast) }
    }

    /// Tells whether an article matches.
    pub fn matches(&self, article: &TokenisedArticle) -> bool {
        is_met(&self.root, article)
    }

    /// Every matched place of an article, in order and without duplicates; none when the article
    /// does not match.
    pub fn spans(&self, article: &TokenisedArticle) -> Vec<FieldSpan> {
        let mut out = Vec::new();
        collect(&self.root, article, &mut out);
        out.sort_unstable();
        out.dedup();
        out
    }
}

fn is_met(node: &Node, article: &TokenisedArticle) -> bool {
    match node {
        Node::All => true,
        Node::Nothing => false,
        Node::And(nodes) => nodes.iter().all(|n| is_met(n, article)),
        Node::Or(nodes) => nodes.iter().any(|n| is_met(n, article)),
        Node::Not(inner) => !is_met(inner, article),
        Node::Text { scope, expr } => fields_of(*scope)
            .iter()
            .any(|field| View::new(article, *field, *scope).has(expr)),
        Node::Key { field, pattern } => has_value(article.record, *field, pattern),
        Node::Entity(pattern) => entities(article.record, None).any(|e| is_named(e, pattern)),
        Node::Has(presence) => is_present(article, *presence),
        Node::Date { field, from, until } => is_dated(article.record, *field, *from, *until),
        Node::DatePrecision(wanted) => {
            let published = article.record.annotations.published.as_ref();
            published.map(|p| p.precision) == *wanted
        }
        Node::DateSource(wanted) => article
            .record
            .annotations
            .published
            .as_ref()
            .is_some_and(|p| p.source == *wanted),
        Node::Number { field, min, max } => {
            let number = match field {
                NumberField::Length => u64::from(article.record.annotations.words),
            };
            min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max)
        }
    }
}

/// Adds the spans of a node that matches; adds nothing and says so when it does not.
fn collect(node: &Node, article: &TokenisedArticle, out: &mut Vec<FieldSpan>) -> bool {
    match node {
        Node::And(nodes) => {
            let before = out.len();
            let is_match = nodes.iter().all(|n| collect(n, article, out));
            if !is_match {
                out.truncate(before);
            }
            is_match
        }
        Node::Or(nodes) => {
            let mut is_match = false;
            for node in nodes {
                is_match |= collect(node, article, out);
            }
            is_match
        }
        Node::Text { scope, expr } => {
            let before = out.len();
            for field in fields_of(*scope) {
                let view = View::new(article, *field, *scope);
                let found = view.shown(expr);
                out.extend(found.into_iter().map(|s| view.span(s)));
            }
            out.len() > before
        }
        Node::Key { field, pattern } => {
            if let Some(kind) = kind_of(*field) {
                collect_mentions(article, Some(kind), pattern, out);
            }
            is_met(node, article)
        }
        Node::Entity(pattern) => {
            collect_mentions(article, None, pattern, out);
            is_met(node, article)
        }
        Node::All
        | Node::Nothing
        | Node::Not(_)
        | Node::Has(_)
        | Node::Date { .. }
        | Node::DatePrecision(_)
        | Node::DateSource(_)
        | Node::Number { .. } => is_met(node, article),
    }
}

fn collect_mentions(
    article: &TokenisedArticle,
    kind: Option<EntityKind>,
    pattern: &Pattern,
    out: &mut Vec<FieldSpan>,
) {
    for entity in entities(article.record, kind).filter(|e| is_named(e, pattern)) {
        for mention in entity
            .mentions
            .iter()
            .filter(|m| TextField::DEFAULT.contains(&m.field))
        {
            let field = article.field(mention.field);
            let words = field.positions(mention.span);
            if !words.is_empty() {
                let (first, last) = (words.start, words.end - 1);
                out.push(FieldSpan {
                    field: mention.field,
                    bytes: field.bytes(first, last),
                    first,
                    last,
                });
            }
        }
    }
}

fn kind_of(field: KeyField) -> Option<EntityKind> {
    EntityKind::ALL
        .into_iter()
        .find(|kind| kind.field_name() == field.name())
}

fn entities(record: &Record, kind: Option<EntityKind>) -> impl Iterator<Item = &Entity> {
    record
        .annotations
        .entities
        .iter()
        .filter(move |e| kind.is_none_or(|kind| e.kind == kind))
}

/// True when the pattern accepts the entity's name, its key, or one of its spellings in the article.
fn is_named(entity: &Entity, pattern: &Pattern) -> bool {
    let is_match = |name: &str| pattern.is_match(&fold_value(name));
    is_match(&entity.name)
        || pattern.is_match(entity.key.name())
        || pattern.is_match(&entity.key.term())
        || entity
            .mentions
            .iter()
            .any(|m| m.surface != entity.name && is_match(&m.surface))
}

fn has_value(record: &Record, field: KeyField, pattern: &Pattern) -> bool {
    match kind_of(field) {
        Some(kind) => entities(record, Some(kind)).any(|e| is_named(e, pattern)),
        None => record
            .values(field)
            .iter()
            .any(|value| pattern.is_match(&fold_value(value))),
    }
}

fn is_present(article: &TokenisedArticle, presence: Presence) -> bool {
    let annotations = &article.record.annotations;
    match presence {
        Presence::Text(field) => !article.field(field).is_empty(),
        Presence::Key(field) => article
            .record
            .values(field)
            .iter()
            .any(|value| !value.is_empty()),
        Presence::Entity => !annotations.entities.is_empty(),
        Presence::Date(DateField::Published) => annotations.published.is_some(),
        Presence::Date(DateField::Mentioned) => {
            annotations.dates.iter().any(|d| d.interval.is_some())
        }
    }
}

/// Overlap of half-open periods; an open end reaches for ever.
fn is_dated(record: &Record, field: DateField, from: Option<i64>, until: Option<i64>) -> bool {
    let overlaps = |start: i64, end: i64| {
        until.is_none_or(|until| start < until) && from.is_none_or(|from| end > from)
    };
    match field {
        DateField::Published => record
            .annotations
            .published
            .as_ref()
            .is_some_and(|p| overlaps(p.start, p.end)),
        DateField::Mentioned => {
            let mut periods = record.annotations.dates.iter().filter_map(|d| d.interval);
            periods.any(|(start, end)| overlaps(start, end))
        }
    }
}

/// The pattern of whole values, ready; kept here so that `ready` need not know values.
fn key_pattern(pattern: &KeyPattern) -> Pattern {
    Pattern::key(pattern)
}
