//! The number of mentions of each matched article, from posting lists.
//!
//! Follows `query::matcher` line by line, as `spans` does; a query of which the index cannot see
//! every place (how a word is written, a name that too many go by) is left to the matcher, and
//! reads every article.

use std::ops::ControlFlow;

use anyhow::{Context, Result};
use tantivy::query::{EnableScoring, Scorer, Weight};
use tantivy::{DocId, SegmentReader};

use super::Local;
use super::compile::Compiler;
use super::entities::kind_of;
use super::spans::{Finder, Places, Span};
use crate::article::EntityKind;
use crate::field::TextField;
use crate::hit::FieldSpan;
use crate::query::ast::{Ast, KeyPattern, Scope, SpanExpr};
use crate::query::matcher::fields_of;
use crate::query::stretch::Stretch;
use crate::text::TokenisedArticle;

/// A query of which the index sees every mention.
struct Plan {
    root: Node,
}

enum Node {
    /// Matches, and has no mentions.
    Met,
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    /// One expression in each field of a scope.
    Text(Vec<(Places, Span)>),
    /// The mentions of who is asked for by name, and what is met also by those that a file gives
    /// without a mention.
    Named {
        mentions: Box<Node>,
        met: Box<Node>,
    },
    /// A condition without mentions.
    Silent(Box<dyn Weight>),
}

/// The same, opened for one segment.
enum Open {
    Met,
    Unmet,
    And(Vec<Open>),
    Or(Vec<Open>),
    Not(Box<Open>),
    Text(Vec<(u32, Finder)>),
    Named { mentions: Box<Open>, met: Box<Open> },
    Silent(Box<dyn Scorer>),
}

/// A place: number of the field, first and last position.
pub(super) type Place = (u32, u32, u32);

/// Takes segment and document of a matched article with its places.
type GivePlaces<'a> = &'a mut dyn FnMut(u32, DocId, &[Place]) -> Result<()>;

impl Local<'_> {
    /// Number of mentions in all matched articles; None when the articles must be read for it.
    pub fn indexed_mentions(&self, ast: &Ast) -> Result<Option<u64>> {
        let mut mentions = 0;
        let is_known = self.visit_mentions(ast, &mut |_, _, count| {
            mentions += count;
            Ok(())
        })?;
        Ok(is_known.then_some(mentions))
    }

    /// Gives segment, document and number of mentions of every matched article.
    pub(super) fn each_mention_count(
        &self,
        ast: &Ast,
        give: &mut dyn FnMut(u32, DocId, u64) -> Result<()>,
    ) -> Result<()> {
        if self.visit_mentions(ast, give)? {
            return Ok(());
        }
        let found = self.addresses(ast)?;
        let count = |_: &TokenisedArticle<'_>, spans: &[FieldSpan]| spans.len() as u64;
        let mut addresses = found.iter();
        let _never_stopped = self.sweep_addresses(ast, &found, &count, &mut |mentions| {
            if let Some(address) = addresses.next() {
                give(address.segment_ord, address.doc_id, mentions)?;
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(())
    }

    /// Gives segment, document and number of mentions of every matched article, in order of the
    /// documents; false, and nothing given, when the articles must be read for it.
    pub(super) fn visit_mentions(
        &self,
        ast: &Ast,
        give: &mut dyn FnMut(u32, DocId, u64) -> Result<()>,
    ) -> Result<bool> {
        self.visit_places(ast, &mut |segment, doc, places| {
            give(segment, doc, places.len() as u64)
        })
    }

    /// The same with the places themselves, in order.
    pub(super) fn visit_places(&self, ast: &Ast, give: GivePlaces<'_>) -> Result<bool> {
        let compiled = self.compile(ast, false, false)?;
        let plan = if compiled.exact {
            self.plan(ast)?
        } else {
            None
        };
        let Some(plan) = plan else {
            return Ok(false);
        };
        let mut open: Option<(u32, Open)> = None;
        let mut places = Vec::new();
        self.visit(ast, &compiled, false, |segment, doc, _| {
            let root = match &mut open {
                Some((opened, root)) if *opened == segment => root,
                other => {
                    let reader = self.searcher.segment_reader(segment);
                    &mut other.insert((segment, plan.root.open(reader)?)).1
                }
            };
            places.clear();
            let is_met = root.collect(doc, &mut places);
            debug_assert!(is_met, "the index found an article that does not match");
            places.sort_unstable();
            places.dedup();
            give(segment, doc, &places)
        })?;
        Ok(true)
    }

    fn plan(&self, ast: &Ast) -> Result<Option<Plan>> {
        let root = self.node(&self.compiler(false), ast, true)?;
        Ok(root.map(|root| Plan { root }))
    }

    /// `is_met`: every article that is asked about is known to match this part.
    fn node(&self, compiler: &Compiler<'_>, ast: &Ast, is_met: bool) -> Result<Option<Node>> {
        let all = |parts: &[Ast], is_met: bool| -> Result<Option<Vec<Node>>> {
            let parts = parts.iter().map(|part| self.node(compiler, part, is_met));
            parts.collect()
        };
        let silent = || -> Result<Option<Node>> {
            if is_met {
                return Ok(Some(Node::Met));
            }
            let compiled = compiler.compile_query(ast, false)?;
            if !compiled.exact {
                return Ok(None);
            }
            let scoring = EnableScoring::disabled_from_searcher(&self.searcher);
            let weight = compiled.query.weight(scoring);
            Ok(Some(Node::Silent(weight.context("prepare the query")?)))
        };
        Ok(match ast {
            Ast::And(parts) => all(parts, is_met)?.map(Node::And),
            Ast::Or(parts) => all(parts, false)?.map(Node::Or),
            Ast::Not(_) if is_met => Some(Node::Met),
            Ast::Not(inner) => self
                .node(compiler, inner, false)?
                .map(|inner| Node::Not(Box::new(inner))),
            Ast::Boost(inner, _) => self.node(compiler, inner, is_met)?,
            // Where the first paragraph ends, the matcher sees.
            Ast::Text {
                scope: Scope::Lead, ..
            } => None,
            Ast::Text { scope, expr } => {
                let fields = over_terms(compiler, expr, fields_of(*scope))?;
                fields.map(Node::Text)
            }
            Ast::Entity { pattern } => self.named(compiler, None, pattern, silent()?)?,
            Ast::Key { field, pattern } if kind_of(*field).is_some() => {
                self.named(compiler, kind_of(*field), pattern, silent()?)?
            }
            Ast::All
            | Ast::Nothing
            | Ast::Key { .. }
            | Ast::Has(_)
            | Ast::Date { .. }
            | Ast::DatePrecision(_)
            | Ast::DateSource(_)
            | Ast::Number { .. } => silent()?,
        })
    }

    /// Mentions of those who go by a name, and the articles that have them.
    fn named(
        &self,
        compiler: &Compiler<'_>,
        kind: Option<EntityKind>,
        pattern: &KeyPattern,
        met: Option<Node>,
    ) -> Result<Option<Node>> {
        let expr = SpanExpr::Mention {
            kind,
            pattern: pattern.clone(),
        };
        let mentions = over_terms(compiler, &expr, &TextField::DEFAULT)?;
        Ok(mentions.zip(met).map(|(fields, met)| Node::Named {
            mentions: Box::new(Node::Text(fields)),
            met: Box::new(met),
        }))
    }
}

/// An expression in each of the fields; None when the index does not see all of its places.
fn over_terms(
    compiler: &Compiler<'_>,
    expr: &SpanExpr,
    fields: &[TextField],
) -> Result<Option<Vec<(Places, Span)>>> {
    let mut out = Vec::new();
    for field in fields {
        let Some(span) = compiler.over_terms(expr, *field)? else {
            return Ok(None);
        };
        out.push((compiler.places(*field), span));
    }
    Ok(Some(out))
}

impl Node {
    fn open(&self, reader: &SegmentReader) -> Result<Open> {
        let all = |nodes: &[Node]| -> Result<Vec<Open>> {
            nodes.iter().map(|n| n.open(reader)).collect()
        };
        Ok(match self {
            Self::Met => Open::Met,
            Self::And(nodes) => Open::And(all(nodes)?),
            Self::Or(nodes) => Open::Or(all(nodes)?),
            Self::Not(inner) => Open::Not(Box::new(inner.open(reader)?)),
            Self::Text(fields) => {
                debug_assert!(fields.len() <= TextField::ALL.len());
                let mut open = Vec::new();
                for (places, span) in fields {
                    let finder = Finder::open(span, places, reader);
                    if let Some(finder) = finder.context("open the index")? {
                        open.push((places.words.field_id(), finder));
                    }
                }
                if open.is_empty() {
                    Open::Unmet
                } else {
                    Open::Text(open)
                }
            }
            Self::Named { mentions, met } => Open::Named {
                mentions: Box::new(mentions.open(reader)?),
                met: Box::new(met.open(reader)?),
            },
            Self::Silent(weight) => {
                Open::Silent(weight.scorer(reader, 1.0).context("open the index")?)
            }
        })
    }
}

impl Open {
    /// Adds the places of a document, of which later ones lie behind earlier ones; adds nothing and says so when it does not match.
    fn collect(&mut self, doc: DocId, out: &mut Vec<Place>) -> bool {
        match self {
            Self::Met => true,
            Self::Unmet => false,
            Self::And(parts) => {
                let before = out.len();
                let is_match = parts.iter_mut().all(|part| part.collect(doc, out));
                if !is_match {
                    out.truncate(before);
                }
                is_match
            }
            Self::Or(parts) => {
                let mut is_match = false;
                for part in parts {
                    is_match |= part.collect(doc, out);
                }
                is_match
            }
            Self::Not(inner) => !inner.collect(doc, &mut Vec::new()),
            Self::Text(fields) => {
                let before = out.len();
                let mut shown: Vec<Stretch> = Vec::new();
                for (number, finder) in fields {
                    shown.clear();
                    finder.places(doc, &mut shown);
                    out.extend(shown.iter().map(|place| (*number, place.first, place.last)));
                }
                out.len() > before
            }
            Self::Named { mentions, met } => {
                mentions.collect(doc, out);
                met.collect(doc, &mut Vec::new())
            }
            Self::Silent(scorer) => {
                if scorer.doc() < doc {
                    scorer.seek(doc);
                }
                scorer.doc() == doc
            }
        }
    }
}
