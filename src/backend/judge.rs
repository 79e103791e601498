//! A query against the judgement of people: which judged articles it finds, and which of its parts
//! is to blame for the others.

use std::collections::BTreeMap;

use anyhow::Result;

use super::{Backend, Local};
use crate::eval::Judged;
use crate::field::KeyField;
use crate::query::ast::{Ast, KeyPattern, SpanExpr};
use crate::query::matcher::Matcher;
use crate::query::print::print;
use crate::text::TokenisedArticle;

/// What somebody thinks of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    pub id: String,
    pub is_relevant: bool,
}

/// What the judgements say of a query.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Verdict {
    pub judged: Judged,
    /// Judged articles that the archive does not have.
    pub unknown: Vec<String>,
    /// Parts that must all be met, when there are several.
    pub clauses: Vec<JudgedClause>,
    /// Parts of which one is enough.
    pub alternatives: Vec<Alternative>,
}

/// A part that an article must meet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JudgedClause {
    /// In canonical form.
    pub text: String,
    /// Relevant articles that are not found, and that do not meet this part.
    pub misses: u64,
    /// Those that meet all other parts.
    pub misses_alone: u64,
}

/// A part that is enough by itself, among others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alternative {
    /// In canonical form.
    pub text: String,
    /// Articles that are found and meet this part, relevant or not, and those that meet no other of
    /// the same group.
    pub hits: u64,
    pub hits_alone: u64,
    pub false_alarms: u64,
    pub false_alarms_alone: u64,
}

impl Local<'_> {
    /// Judges a query.  Of several judgements of one article the last counts.
    pub fn judge(&self, ast: &Ast, judgements: &[Judgement]) -> Result<Verdict> {
        let mut wanted: BTreeMap<&str, bool> = BTreeMap::new();
        for judgement in judgements {
            wanted.insert(&judgement.id, judgement.is_relevant);
        }
        let mut parts = Vec::new();
        flatten(ast, &mut parts);
        let mut clauses: Vec<(JudgedClause, Matcher)> = if parts.len() > 1 {
            parts
                .iter()
                .map(|part| (clause(part), Matcher::new(part)))
                .collect()
        } else {
            Vec::new()
        };
        let mut groups: Vec<Vec<(Alternative, Matcher)>> = Vec::new();
        for part in &parts {
            let alternatives = alternatives_of(part);
            if alternatives.len() > 1 {
                let ready = |part: &Ast| (alternative(part), Matcher::new(part));
                groups.push(alternatives.iter().map(ready).collect());
            }
        }
        let matcher = Matcher::new(ast);
        let mut verdict = Verdict::default();
        let ids = wanted.keys().map(|id| (*id).to_owned()).collect();
        let those = Ast::Key {
            field: KeyField::Id,
            pattern: KeyPattern::OneOf(ids),
        };
        self.each_record(&those, &mut |record| {
            let Some(is_relevant) = wanted.remove(record.provenance.id.as_str()) else {
                return Ok(());
            };
            let article = TokenisedArticle::new(&record);
            let is_found = matcher.matches(&article);
            verdict.judged.add(is_relevant, is_found);
            if is_relevant && !is_found {
                blame(&mut clauses, &article);
            }
            if is_found {
                groups
                    .iter_mut()
                    .for_each(|group| credit(group, &article, is_relevant));
            }
            Ok(())
        })?;
        verdict.unknown = wanted.into_keys().map(str::to_owned).collect();
        verdict.clauses = clauses.into_iter().map(|(clause, _)| clause).collect();
        let alternatives = groups.into_iter().flatten();
        verdict.alternatives = alternatives.map(|(alternative, _)| alternative).collect();
        Ok(verdict)
    }
}

/// The parts of a conjunction, those of conjunctions in it too.
fn flatten<'a>(ast: &'a Ast, out: &mut Vec<&'a Ast>) {
    match ast {
        Ast::And(parts) => parts.iter().for_each(|part| flatten(part, out)),
        Ast::Boost(inner, _) => flatten(inner, out),
        other => out.push(other),
    }
}

/// The parts of which one is enough.
fn alternatives_of(ast: &Ast) -> Vec<Ast> {
    match ast {
        Ast::Or(parts) => parts.clone(),
        Ast::Text {
            scope,
            expr: SpanExpr::Or(parts),
        } => {
            let parts = parts.iter().map(|expr| Ast::Text {
                scope: *scope,
                expr: expr.clone(),
            });
            parts.collect()
        }
        _ => Vec::new(),
    }
}

fn clause(part: &Ast) -> JudgedClause {
    JudgedClause {
        text: print(part),
        ..JudgedClause::default()
    }
}

fn alternative(part: &Ast) -> Alternative {
    Alternative {
        text: print(part),
        ..Alternative::default()
    }
}

fn blame(clauses: &mut [(JudgedClause, Matcher)], article: &TokenisedArticle<'_>) {
    let refused: Vec<bool> = clauses
        .iter()
        .map(|(_, matcher)| !matcher.matches(article))
        .collect();
    let count = refused.iter().filter(|refused| **refused).count();
    for ((clause, _), refused) in clauses.iter_mut().zip(refused) {
        clause.misses += u64::from(refused);
        clause.misses_alone += u64::from(refused && count == 1);
    }
}

fn credit(group: &mut [(Alternative, Matcher)], article: &TokenisedArticle<'_>, is_relevant: bool) {
    let met: Vec<bool> = group
        .iter()
        .map(|(_, matcher)| matcher.matches(article))
        .collect();
    let is_alone = met.iter().filter(|met| **met).count() == 1;
    for ((alternative, _), met) in group.iter_mut().zip(met) {
        let (all, alone) = if is_relevant {
            (&mut alternative.hits, &mut alternative.hits_alone)
        } else {
            (
                &mut alternative.false_alarms,
                &mut alternative.false_alarms_alone,
            )
        };
        *all += u64::from(met);
        *alone += u64::from(met && is_alone);
    }
}
