//! The index against the text: does a query find what a plain scan of every article finds?
//!
//! This is the promise of the whole design, so it can be asked of any archive.

use std::collections::BTreeSet;

use anyhow::Result;

use super::{Backend, Detail, Local, Request, Sort};
use crate::query::ast::Ast;
use crate::query::matcher::Matcher;
use crate::text::TokenisedArticle;

/// How the two answers to one query compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Articles that the plain scan finds.
    pub scanned: usize,
    /// Ids that only the index finds, and ids that only the scan finds.
    pub only_index: Vec<String>,
    pub only_scan: Vec<String>,
}

impl Comparison {
    pub fn is_equal(&self) -> bool {
        self.only_index.is_empty() && self.only_scan.is_empty()
    }
}

/// Compares the answers to every query; each article is read once for all of them.
pub fn compare(local: &Local<'_>, queries: &[Ast]) -> Result<Vec<Comparison>> {
    let matchers: Vec<Matcher> = queries.iter().map(Matcher::new).collect();
    let mut scans: Vec<BTreeSet<String>> = vec![BTreeSet::new(); queries.len()];
    local.each_record(&Ast::All, &mut |record| {
        let article = TokenisedArticle::new(&record);
        for (matcher, scan) in matchers.iter().zip(&mut scans) {
            if matcher.matches(&article) {
                scan.insert(record.provenance.id.clone());
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
        let hits = local.hits(&request)?;
        let found: BTreeSet<String> = hits
            .hits
            .into_iter()
            .map(|hit| hit.record.provenance.id)
            .collect();
        // Scored and unscored evaluation take different paths in the engine.
        let counted = local.count(ast)?;
        let mut only_index: Vec<String> = found.difference(&scan).cloned().collect();
        if counted != found.len() {
            only_index.push(format!("{counted} counted, {} listed", found.len()));
        }
        let only_scan = scan.difference(&found).cloned().collect();
        comparisons.push(Comparison {
            scanned: scan.len(),
            only_index,
            only_scan,
        });
    }
    Ok(comparisons)
}
