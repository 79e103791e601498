//! Why a query found nothing: what each of its parts finds alone, which two of them no article
//! meets together, what is spelled nearly like a word that is nowhere, and what time the archive
//! covers.

use std::collections::HashMap;

use anyhow::Result;

use super::local::Local;
use super::nearest::{Near, plain_value, plain_word};
use super::{Backend, Request};
use crate::field::KeyField;
use crate::query::ast::{Ast, KeyPattern, Slot, SpanExpr, Word, WordPattern};
use crate::query::print::{is_other_keys, is_other_mentions};

/// What is known of a query that found nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnosis {
    /// Articles in the archive.
    pub articles: usize,
    /// First and last day of the dated ones.
    pub span: Option<(String, String)>,
    /// Every condition of the query, those inside one that finds nothing below it.
    pub clauses: Vec<Clause>,
    /// Conditions that each find something and together nothing: two, or as few as it takes.
    pub conflict: Vec<Ast>,
    /// Superseded, withdrawn and embargoed articles that the query would find.
    pub hidden: usize,
    /// The query with the nearest words and values in the place of those that are nowhere.
    pub corrected: Option<Ast>,
}

/// One condition.
#[derive(Debug, Clone, PartialEq)]
pub struct Clause {
    pub depth: usize,
    pub ast: Ast,
    /// Articles that meet it alone.
    pub count: usize,
    /// Articles that have all its words, when it asks for more than that and finds nothing.
    pub together: Option<usize>,
    pub nearest: Vec<Near>,
}

/// Conditions that are looked at; a longer query is not made clearer by more of them.
const MAX_CLAUSES: usize = 30;

impl Local<'_> {
    /// Finds out why a query finds nothing.
    pub fn diagnose(&self, ast: &Ast) -> Result<Diagnosis> {
        let everything = self.hits(&Request {
            limit: 0,
            ..Request::new(Ast::All)
        })?;
        let hidden = self.hits(&Request {
            limit: 0,
            hidden: true,
            ..Request::new(ast.clone())
        })?;
        let mut clauses = Vec::new();
        let parts = conditions(ast);
        for part in &parts {
            self.examine(part, 0, &mut clauses)?;
        }
        let replacements: HashMap<String, String> = clauses
            .iter()
            .filter_map(|clause| {
                let typed = typed(&clause.ast)?;
                Some((typed.to_owned(), clause.nearest.first()?.text.clone()))
            })
            .collect();
        let corrected = (!replacements.is_empty()).then(|| corrected(ast, &replacements));
        Ok(Diagnosis {
            articles: everything.total,
            span: everything.span,
            hidden: hidden.total.saturating_sub(self.count(ast)?),
            conflict: self.conflict(&parts, &clauses)?,
            clauses,
            corrected,
        })
    }

    fn examine(&self, ast: &Ast, depth: usize, out: &mut Vec<Clause>) -> Result<()> {
        if out.len() >= MAX_CLAUSES {
            return Ok(());
        }
        let count = self.count(ast)?;
        let parts = if count == 0 {
            parts_of(ast)
        } else {
            Vec::new()
        };
        let nearest = if count == 0 {
            self.nearest(ast)?
        } else {
            Vec::new()
        };
        let at = out.len();
        out.push(Clause {
            depth,
            ast: ast.clone(),
            count,
            together: None,
            nearest,
        });
        for part in &parts {
            self.examine(part, depth + 1, out)?;
        }
        let inner = out[at + 1..].iter().filter(|c| c.depth == depth + 1);
        if parts.len() > 1
            && inner.clone().count() == parts.len()
            && inner.clone().all(|c| c.count > 0)
        {
            out[at].together = Some(self.count(&Ast::And(parts))?);
        }
        Ok(())
    }

    fn nearest(&self, ast: &Ast) -> Result<Vec<Near>> {
        match ast {
            Ast::Text { scope, expr } => match plain_word(expr) {
                Some(word) => self.near_words(word, *scope),
                None => Ok(Vec::new()),
            },
            Ast::Key { field, pattern } => match plain_value(pattern) {
                Some(value) => self.near_values(value, *field),
                None => Ok(Vec::new()),
            },
            Ast::Entity { pattern } => {
                let Some(value) = plain_value(pattern) else {
                    return Ok(Vec::new());
                };
                let mut found = Vec::new();
                for field in [KeyField::Person, KeyField::Organisation, KeyField::Place] {
                    found.extend(self.near_values(value, field)?);
                }
                found.sort_by(|a, b| {
                    b.articles
                        .cmp(&a.articles)
                        .then_with(|| a.text.cmp(&b.text))
                });
                Ok(found)
            }
            Ast::All
            | Ast::Nothing
            | Ast::And(_)
            | Ast::Or(_)
            | Ast::Not(_)
            | Ast::Has(_)
            | Ast::Date { .. }
            | Ast::DatePrecision(_)
            | Ast::DateSource(_)
            | Ast::Number { .. }
            | Ast::Boost(..) => Ok(Vec::new()),
        }
    }

    /// The first condition at which a conjunction becomes empty, with the one before it that it
    /// excludes; all up to it when no single one does.
    fn conflict(&self, parts: &[Ast], clauses: &[Clause]) -> Result<Vec<Ast>> {
        let is_met = |part: &Ast| {
            clauses
                .iter()
                .any(|c| c.depth == 0 && c.ast == *part && c.count > 0)
        };
        if parts.len() < 2 || !parts.iter().all(is_met) {
            return Ok(Vec::new());
        }
        for last in 1..parts.len() {
            if self.count(&Ast::And(parts[..=last].to_vec()))? > 0 {
                continue;
            }
            for first in &parts[..last] {
                let pair = vec![first.clone(), parts[last].clone()];
                if self.count(&Ast::And(pair.clone()))? == 0 {
                    return Ok(pair);
                }
            }
            return Ok(parts[..=last].to_vec());
        }
        Ok(Vec::new())
    }
}

/// The members of the outermost AND, however it is bracketed.
fn conditions(ast: &Ast) -> Vec<Ast> {
    match ast {
        Ast::And(parts) => parts.iter().flat_map(conditions).collect(),
        Ast::Boost(inner, _) => conditions(inner),
        Ast::All
        | Ast::Nothing
        | Ast::Or(_)
        | Ast::Not(_)
        | Ast::Text { .. }
        | Ast::Key { .. }
        | Ast::Entity { .. }
        | Ast::Has(_)
        | Ast::Date { .. }
        | Ast::DatePrecision(_)
        | Ast::DateSource(_)
        | Ast::Number { .. } => vec![ast.clone()],
    }
}

/// What must or may be met for a condition to be met: each a query by itself.
pub fn parts_of(ast: &Ast) -> Vec<Ast> {
    match ast {
        // A name with the other keys of its entities is one condition.
        Ast::Or(parts) if parts.iter().any(is_other_keys) => Vec::new(),
        Ast::And(parts) | Ast::Or(parts) => parts.clone(),
        Ast::Boost(inner, _) => parts_of(inner),
        Ast::Text { scope, expr } => operands(expr)
            .into_iter()
            .map(|expr| Ast::Text {
                scope: *scope,
                expr,
            })
            .collect(),
        Ast::Key {
            field,
            pattern: KeyPattern::OneOf(values),
        } => values
            .iter()
            .map(|value| Ast::Key {
                field: *field,
                pattern: KeyPattern::Is(value.clone()),
            })
            .collect(),
        // What is excluded finds too much, not too little.
        Ast::Not(_)
        | Ast::All
        | Ast::Nothing
        | Ast::Key { .. }
        | Ast::Entity { .. }
        | Ast::Has(_)
        | Ast::Date { .. }
        | Ast::DatePrecision(_)
        | Ast::DateSource(_)
        | Ast::Number { .. } => Vec::new(),
    }
}

fn operands(expr: &SpanExpr) -> Vec<SpanExpr> {
    match expr {
        SpanExpr::Word(_) | SpanExpr::Mention { .. } => Vec::new(),
        SpanExpr::Phrase { slots, .. } => slots
            .iter()
            .filter_map(|slot| match slot {
                Slot::Word(word) => Some(SpanExpr::Word(word.clone())),
                Slot::AnyWord => None,
            })
            .collect(),
        SpanExpr::Or(parts) if parts.iter().any(is_other_mentions) => Vec::new(),
        SpanExpr::Or(parts) => parts.clone(),
        SpanExpr::Near { left, right, .. } | SpanExpr::Same { left, right, .. } => {
            vec![(**left).clone(), (**right).clone()]
        }
        SpanExpr::NotNear { left, .. } | SpanExpr::NotSame { left, .. } => vec![(**left).clone()],
        SpanExpr::AtLeast { expr, .. }
        | SpanExpr::First { expr, .. }
        | SpanExpr::Case { expr, .. } => vec![(**expr).clone()],
    }
}

/// What was typed, where it can be misspelt.
fn typed(ast: &Ast) -> Option<&str> {
    match ast {
        Ast::Text { expr, .. } => plain_word(expr),
        Ast::Key { pattern, .. } | Ast::Entity { pattern } => plain_value(pattern),
        Ast::All
        | Ast::Nothing
        | Ast::And(_)
        | Ast::Or(_)
        | Ast::Not(_)
        | Ast::Has(_)
        | Ast::Date { .. }
        | Ast::DatePrecision(_)
        | Ast::DateSource(_)
        | Ast::Number { .. }
        | Ast::Boost(..) => None,
    }
}

/// The query with other words and values.
fn corrected(ast: &Ast, replacements: &HashMap<String, String>) -> Ast {
    let value = |pattern: &KeyPattern| match pattern {
        KeyPattern::Is(value) => KeyPattern::Is(replacements.get(value).unwrap_or(value).clone()),
        KeyPattern::Wildcard(_) => pattern.clone(),
        KeyPattern::OneOf(values) => KeyPattern::OneOf(
            values
                .iter()
                .map(|value| replacements.get(value).unwrap_or(value).clone())
                .collect(),
        ),
    };
    let all = |parts: &[Ast]| parts.iter().map(|p| corrected(p, replacements)).collect();
    match ast {
        Ast::And(parts) => Ast::And(all(parts)),
        Ast::Or(parts) => Ast::Or(all(parts)),
        Ast::Not(inner) => Ast::Not(Box::new(corrected(inner, replacements))),
        Ast::Boost(inner, factor) => Ast::Boost(Box::new(corrected(inner, replacements)), *factor),
        Ast::Text { scope, expr } => {
            let mut expr = expr.clone();
            correct_words(&mut expr, replacements);
            Ast::Text {
                scope: *scope,
                expr,
            }
        }
        Ast::Key { field, pattern } => Ast::Key {
            field: *field,
            pattern: value(pattern),
        },
        Ast::Entity { pattern } => Ast::Entity {
            pattern: value(pattern),
        },
        Ast::All
        | Ast::Nothing
        | Ast::Has(_)
        | Ast::Date { .. }
        | Ast::DatePrecision(_)
        | Ast::DateSource(_)
        | Ast::Number { .. } => ast.clone(),
    }
}

fn correct_words(expr: &mut SpanExpr, replacements: &HashMap<String, String>) {
    let correct = |word: &mut Word| {
        if let WordPattern::Plain(text) = &mut word.pattern
            && let Some(other) = replacements.get(text)
        {
            text.clone_from(other);
        }
    };
    match expr {
        SpanExpr::Word(word) => correct(word),
        SpanExpr::Phrase { slots, .. } => {
            for slot in slots {
                if let Slot::Word(word) = slot {
                    correct(word);
                }
            }
        }
        SpanExpr::Or(parts) => {
            for part in parts {
                correct_words(part, replacements);
            }
        }
        SpanExpr::Near { left, right, .. }
        | SpanExpr::Same { left, right, .. }
        | SpanExpr::NotNear { left, right, .. }
        | SpanExpr::NotSame { left, right, .. } => {
            correct_words(left, replacements);
            correct_words(right, replacements);
        }
        SpanExpr::AtLeast { expr, .. }
        | SpanExpr::First { expr, .. }
        | SpanExpr::Case { expr, .. } => correct_words(expr, replacements),
        SpanExpr::Mention { .. } => {}
    }
}
