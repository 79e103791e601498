//! The index against the text: does a query find what a plain scan of every article finds, and in the
//! same places?
//!
//! This is the promise of the whole design, so it can be asked of any archive.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use anyhow::Result;

use super::mentions::Place;
use super::{Backend, Detail, Local, Request, Sort};
use crate::document::id_of;
use crate::query::ast::Ast;
use crate::query::matcher::Matcher;
use crate::text::TokenisedArticle;

/// How the two answers to one query compare.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Comparison {
    /// Articles that the plain scan finds.
    pub scanned: usize,
    /// Ids that only the index finds, and ids that only the scan finds.
    pub only_index: Vec<String>,
    pub only_scan: Vec<String>,
    /// Ids of articles in which the two find different places; None where the index does not know
    /// the places of this query and the matcher is asked anyway.
    pub other_places: Option<Vec<String>>,
}

impl Comparison {
    pub fn is_equal(&self) -> bool {
        self.only_index.is_empty()
            && self.only_scan.is_empty()
            && self.other_places.as_ref().is_none_or(Vec::is_empty)
    }
}

/// Compares the answers to every query; each article is read once for all of them.
pub fn compare(local: &Local<'_>, queries: &[Ast]) -> Result<Vec<Comparison>> {
    let matchers: Vec<Matcher> = queries.iter().map(Matcher::new).collect();
    // Of the places only a hash is kept: thousands of queries have millions of them.
    let mut scans: Vec<BTreeMap<String, u64>> = vec![BTreeMap::new(); queries.len()];
    local.each_record(&Ast::All, &mut |record| {
        let article = TokenisedArticle::new(&record);
        for (matcher, scan) in matchers.iter().zip(&mut scans) {
            if matcher.matches(&article) {
                let spans = matcher.spans(&article);
                let mut places: Vec<Place> = spans
                    .iter()
                    .map(|span| {
                        let field = local.fields().text(span.field).field_id();
                        (field, span.first, span.last)
                    })
                    .collect();
                places.sort_unstable();
                places.dedup();
                scan.insert(record.provenance.id.clone(), hash(&places));
            }
        }
        Ok(())
    })?;
    let mut comparisons = Vec::with_capacity(queries.len());
    for (ast, scan) in queries.iter().zip(scans) {
        let request = Request {
            limit: usize::MAX,
            sort: Sort::Relevance,
            detail: Detail::Id,
            ..Request::new(ast.clone())
        };
        let hits = local.hits(&request)?.hits;
        let found: Vec<&str> = hits
            .iter()
            .map(|h| h.record.provenance.id.as_str())
            .collect();
        // Scored and unscored evaluation take different paths in the engine.
        let counted = local.count(ast)?;
        let mut only_index: Vec<String> = found
            .iter()
            .filter(|id| !scan.contains_key(**id))
            .map(|id| (*id).to_owned())
            .collect();
        if counted != found.len() {
            only_index.push(format!("{counted} counted, {} listed", found.len()));
        }
        let listed: std::collections::HashSet<&str> = found.into_iter().collect();
        let only_scan = scan
            .keys()
            .filter(|id| !listed.contains(id.as_str()))
            .cloned()
            .collect();
        comparisons.push(Comparison {
            scanned: scan.len(),
            only_index,
            only_scan,
            other_places: other_places(local, ast, &scan)?,
        });
    }
    Ok(comparisons)
}

/// Ids of the articles in which the index sees other places than the scan.
fn other_places(
    local: &Local<'_>,
    ast: &Ast,
    scan: &BTreeMap<String, u64>,
) -> Result<Option<Vec<String>>> {
    let columns = local.columns()?;
    let mut other = Vec::new();
    let is_known = local.visit_places(ast, &mut |segment, doc, places| {
        let id = id_of(columns[segment as usize].id.first(doc).unwrap_or(0));
        if scan.get(&id).is_some_and(|seen| *seen != hash(places)) {
            other.push(id);
        }
        Ok(())
    })?;
    Ok(is_known.then_some(other))
}

fn hash(places: &[Place]) -> u64 {
    let mut hasher = DefaultHasher::new();
    places.hash(&mut hasher);
    hasher.finish()
}
