//! Entities that occur together in the matched articles: in an article, a paragraph or a sentence.
//!
//! Articles are counted from columns; paragraphs and sentences from the texts, since they are known
//! there only.  Entities are those of the facets, under the same names.

use std::collections::HashMap;

use anyhow::Result;

use super::Local;
use super::association::association;
use super::values::FieldValues;
use crate::field::{KeyField, TextField};
use crate::hit::{FieldSpan, Graph, GraphEdge, GraphNode};
use crate::query::ast::Ast;
use crate::text::TokenisedArticle;

/// Where two entities must stand to be together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    Article,
    Paragraph,
    Sentence,
}

impl Within {
    pub const ALL: [Self; 3] = [Self::Article, Self::Paragraph, Self::Sentence];

    pub fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Paragraph => "paragraph",
            Self::Sentence => "sentence",
        }
    }
}

/// What is asked of a network.
#[derive(Debug, Clone)]
pub struct NetworkRequest {
    pub within: Within,
    /// Kinds of entities.
    pub kinds: Vec<KeyField>,
    /// The entities that most articles name.
    pub nodes: usize,
    /// Pairs that are together at least so often.
    pub min_weight: u64,
}

/// The entities of a network, numbered.
struct Nodes {
    kinds: Vec<(KeyField, FieldValues)>,
    /// Kind and value of each, most frequent first, with the articles that name it.
    chosen: Vec<(usize, u32, u64)>,
}

impl Local<'_> {
    /// Counts which entities occur together in the matched articles.  Weights are numbers of
    /// articles, paragraphs or sentences; significances log-likelihoods over all of these.
    pub fn network(&self, name: &str, ast: &Ast, request: &NetworkRequest) -> Result<Graph> {
        let (nodes, articles) = self.choose_nodes(ast, request)?;
        let together = match request.within {
            Within::Article => self.together_in_articles(ast, &nodes, articles)?,
            Within::Paragraph | Within::Sentence => {
                self.together_in_parts(ast, &nodes, request.within)?
            }
        };
        let mut edges: Vec<GraphEdge> = together
            .pairs
            .iter()
            .filter(|(_, weight)| **weight >= request.min_weight)
            .map(|((a, b), weight)| GraphEdge {
                source: *a as usize,
                target: *b as usize,
                weight: *weight,
                significance: Some(association(
                    *weight,
                    together.alone[*a as usize],
                    together.alone[*b as usize],
                    together.places,
                )),
            })
            .collect();
        edges.sort_by_key(|edge| (std::cmp::Reverse(edge.weight), edge.source, edge.target));
        let node = |(kind, value, count): &(usize, u32, u64)| {
            let (field, values) = &nodes.kinds[*kind];
            GraphNode {
                key: format!("{}/{}", field.name(), values.name(*value)),
                label: values.name(*value).to_owned(),
                kind: field.name().to_owned(),
                count: *count,
            }
        };
        Ok(Graph {
            name: name.to_owned(),
            nodes: nodes.chosen.iter().map(node).collect(),
            edges,
        })
    }

    fn choose_nodes(&self, ast: &Ast, request: &NetworkRequest) -> Result<(Nodes, u64)> {
        let mut kinds = Vec::new();
        for kind in &request.kinds {
            kinds.push((*kind, self.field_values(*kind)?));
        }
        let mut counts: Vec<Vec<u64>> = kinds.iter().map(|(_, v)| vec![0; v.len()]).collect();
        let mut articles = 0;
        let compiled = self.compile(ast, false, false)?;
        self.visit(ast, &compiled, false, |segment, doc, _| {
            articles += 1;
            for ((_, values), counts) in kinds.iter().zip(&mut counts) {
                for value in values.of(segment, doc) {
                    counts[value as usize] += 1;
                }
            }
            Ok(())
        })?;
        let mut chosen: Vec<(usize, u32, u64)> = Vec::new();
        for (kind, counts) in counts.iter().enumerate() {
            let named = (0..).zip(counts).filter(|(_, count)| **count > 0);
            chosen.extend(named.map(|(value, count)| (kind, value, *count)));
        }
        // Values are numbered in order of their names, which breaks ties.
        chosen.sort_by_key(|(kind, value, count)| (std::cmp::Reverse(*count), *kind, *value));
        chosen.truncate(request.nodes);
        Ok((Nodes { kinds, chosen }, articles))
    }

    fn together_in_articles(&self, ast: &Ast, nodes: &Nodes, articles: u64) -> Result<Together> {
        let numbers: HashMap<(usize, u32), u32> = (0..)
            .zip(&nodes.chosen)
            .map(|(number, (kind, value, _))| ((*kind, *value), number))
            .collect();
        let mut together = Together::new(nodes.chosen.len());
        let mut here = Vec::new();
        let compiled = self.compile(ast, false, false)?;
        self.visit(ast, &compiled, false, |segment, doc, _| {
            here.clear();
            for (kind, (_, values)) in nodes.kinds.iter().enumerate() {
                let values = values.of(segment, doc);
                here.extend(values.filter_map(|value| numbers.get(&(kind, value)).copied()));
            }
            together.add(&mut here);
            Ok(())
        })?;
        together.places = articles;
        Ok(together)
    }

    fn together_in_parts(&self, ast: &Ast, nodes: &Nodes, within: Within) -> Result<Together> {
        let mut numbers: HashMap<(&str, &str), u32> = HashMap::new();
        for (number, (kind, value, _)) in (0..).zip(&nodes.chosen) {
            let (field, values) = &nodes.kinds[*kind];
            numbers.insert((field.name(), values.name(*value)), number);
        }
        let map = |article: &TokenisedArticle<'_>, _: &[FieldSpan]| {
            let places: usize = TextField::DEFAULT
                .iter()
                .map(|field| match within {
                    Within::Sentence => article.field(*field).sentences.len(),
                    Within::Paragraph | Within::Article => article.field(*field).paragraphs.len(),
                })
                .sum();
            (places as u64, parts(article, within, &numbers))
        };
        let mut together = Together::new(nodes.chosen.len());
        self.sweep_unordered(ast, &map, &mut |(places, parts)| {
            together.places += places;
            for mut part in parts {
                together.add(&mut part);
            }
            Ok(())
        })?;
        Ok(together)
    }
}

/// Numbers of the entities in each paragraph or sentence that has any.
fn parts(
    article: &TokenisedArticle<'_>,
    within: Within,
    numbers: &HashMap<(&str, &str), u32>,
) -> Vec<Vec<u32>> {
    let mut parts: HashMap<(TextField, usize), Vec<u32>> = HashMap::new();
    for entity in &article.record.annotations.entities {
        let known = numbers.get(&(entity.kind.field_name(), entity.name.as_str()));
        let Some(number) = known.filter(|_| !entity.credit) else {
            continue;
        };
        for mention in &entity.mentions {
            if !TextField::DEFAULT.contains(&mention.field) {
                continue;
            }
            let field = article.field(mention.field);
            let words = field.positions(mention.span);
            if words.is_empty() {
                continue;
            }
            let part = match within {
                Within::Sentence => field.sentence_of(words.start),
                Within::Paragraph | Within::Article => field.paragraph_of(words.start),
            };
            parts
                .entry((mention.field, part))
                .or_default()
                .push(*number);
        }
    }
    parts.into_values().collect()
}

/// How often entities are together, and each by itself.
struct Together {
    pairs: HashMap<(u32, u32), u64>,
    alone: Vec<u64>,
    /// Articles, paragraphs or sentences in all.
    places: u64,
}

impl Together {
    fn new(nodes: usize) -> Self {
        Self {
            pairs: HashMap::new(),
            alone: vec![0; nodes],
            places: 0,
        }
    }

    /// Adds the entities of one place.
    fn add(&mut self, here: &mut Vec<u32>) {
        here.sort_unstable();
        here.dedup();
        for (i, a) in here.iter().enumerate() {
            self.alone[*a as usize] += 1;
            for b in &here[i + 1..] {
                *self.pairs.entry((*a, *b)).or_insert(0) += 1;
            }
        }
    }
}
