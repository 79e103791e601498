//! What a query found, in a form that can be compared with what it finds another day.

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use super::{Backend, Local};
use crate::document::id_of;
use crate::hit::Unit;
use crate::query::ast::Ast;

/// Articles that a receipt names one by one; beyond that only their hash is kept.
const MAX_LISTED: usize = 100_000;

/// The articles that a query found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub articles: u64,
    pub stories: u64,
    pub sources: u64,
    /// Articles without a known date.
    pub undated: u64,
    /// First and last known day.
    pub first: Option<String>,
    pub last: Option<String>,
    /// BLAKE3 of the lines of `list`, also when it is too long to be kept.
    pub hash: String,
    /// `id content-hash` of each article, in order of the ids; none beyond 100,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<Vec<String>>,
}

impl Local<'_> {
    /// Says what a query finds; `hidden` articles too.
    pub fn found(&self, ast: &Ast, hidden: bool) -> Result<Found> {
        let compiled = self.compile(ast, hidden, false)?;
        let columns = self.columns()?;
        let segments = self.searcher.segment_readers().iter();
        let contents = segments
            .map(|segment| {
                segment
                    .fast_fields()
                    .u64("content")
                    .context("read the hashes")
            })
            .collect::<Result<Vec<_>>>()?;
        let mut articles = Vec::new();
        let mut tally = super::tally::Tally::new(0, None);
        self.visit(ast, &compiled, false, |segment, doc, _| {
            let columns = &columns[segment as usize];
            let content = contents[segment as usize].first(doc).unwrap_or(0);
            articles.push((columns.id.first(doc).unwrap_or(0), content));
            tally.note(columns.published(doc));
            Ok(())
        })?;
        articles.sort_unstable();
        let mut hasher = blake3::Hasher::new();
        let mut list = Vec::new();
        for (id, content) in &articles {
            let line = format!("{} {content:016x}", id_of(*id));
            hasher.update(line.as_bytes());
            hasher.update(b"\n");
            if articles.len() <= MAX_LISTED {
                list.push(line);
            }
        }
        let totals = tally.totals();
        let (first, last) = totals.span.unzip();
        Ok(Found {
            articles: articles.len() as u64,
            stories: self.count_units(ast, Unit::Stories)?,
            sources: self.count_units(ast, Unit::Sources)?,
            undated: totals.undated as u64,
            first,
            last,
            hash: hasher.finalize().to_hex().to_string(),
            list: (articles.len() <= MAX_LISTED).then_some(list),
        })
    }
}
