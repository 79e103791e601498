//! Queries to hits: the trait of an engine, and what is asked of it.
//!
//! An engine only makes `query::matcher` fast: it returns the articles the matcher would return.
//! What it cannot decide by itself it hands to the matcher, and says so.

mod any_word;
mod association;
mod collocates;
mod compare;
mod compile;
mod compile_text;
mod compile_word;
mod country;
mod coverage;
mod diagnose;
mod entities;
mod facets;
mod first;
mod gathered;
mod judge;
mod keyness;
mod local;
mod mention_span;
mod mentions;
mod names;
mod nearest;
mod network;
mod period;
mod profile;
mod receipt;
mod related;
mod sample;
mod spans;
mod stories;
mod sweep;
mod tally;
mod terms;
mod timeline;
mod units;
mod values;
mod vocabulary;

use anyhow::Result;

use crate::annotations::Record;
use crate::hit::{CrossTable, Facet, Hit, Hits, Unit};
use crate::query::ast::Ast;

pub use collocates::{Collocate, Collocates, Window};
pub use compare::{Comparison, compare};
pub use country::find_country;
pub use diagnose::{Clause, Diagnosis, parts_of};
pub use entities::{PlaceArea, resolve_entities};
pub use facets::{FACETS, FacetField, find_facet};
pub use first::{Appearances, Silence, ValueAppearance};
pub use judge::{Alternative, JudgedClause, Judgement, Verdict};
pub use keyness::{Key, Keys, Trait, Wanted};
pub use local::Local;
pub use names::{Bearers, Known, find_kind};
pub use nearest::Near;
pub use network::{NetworkRequest, Within};
pub use profile::{Profile, Sighting};
pub use receipt::Found;
pub use related::Particulars;
pub use sample::{Design, Sample, Stratum};
pub use stories::Copies;
pub use tally::{Cursor, Sort};
pub use timeline::TimeUnit;
pub use units::{Amount, Counted, Share};
pub use vocabulary::Frequency;

/// One search.
#[derive(Debug, Clone)]
pub struct Request {
    pub ast: Ast,
    pub sort: Sort,
    /// Hits to return; `usize::MAX` for all.
    pub limit: usize,
    /// Continues behind an earlier page.
    pub cursor: Option<Cursor>,
    /// Also superseded, withdrawn and embargoed articles.
    pub hidden: bool,
    pub detail: Detail,
    /// What becomes of the copies of an article; `limit` counts stories if they are together.
    pub copies: Copies,
}

/// How much of each hit is wanted; less is faster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Detail {
    /// Nothing but the id; the rest of the record is empty.
    Id,
    Record,
    /// The record and every matched span.
    Spans,
}

impl Request {
    /// Asks for the best hits of a query.
    pub fn new(ast: Ast) -> Self {
        Self {
            ast,
            sort: Sort::Relevance,
            limit: 10,
            cursor: None,
            hidden: false,
            detail: Detail::Record,
            copies: Copies::Apart,
        }
    }
}

/// Why an engine refuses a query that is well formed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("`{pattern}` stands for more than {limit} different words")]
    TooManyTerms { pattern: String, limit: usize },
    #[error("the page belongs to another state of the archive: start again without `--cursor`")]
    StaleCursor,
}

/// Takes the hits of a page, with the totals that are known before the first of them.
pub type Visit<'a> = &'a mut dyn FnMut(&Hits, Hit) -> Result<()>;

/// Something that answers queries.
pub trait Backend {
    /// Gives one page of hits, best first, one at a time; returns the exact totals, without hits.
    fn search(&self, request: &Request, visit: Visit<'_>) -> Result<Hits>;

    /// Returns one page of hits together with the totals.
    fn hits(&self, request: &Request) -> Result<Hits> {
        let mut page = Vec::new();
        let totals = self.search(request, &mut |_, hit| {
            page.push(hit);
            Ok(())
        })?;
        Ok(Hits {
            hits: page,
            ..totals
        })
    }

    /// Counts the matched articles.
    fn count(&self, ast: &Ast) -> Result<usize>;
    /// Gives every matched article, in no meaningful order, with what it adds to a count of this
    /// unit; `Amount` adds it up.
    fn each_counted(
        &self,
        ast: &Ast,
        unit: Unit,
        visit: &mut dyn FnMut(&Counted) -> Result<()>,
    ) -> Result<()>;

    /// Counts the articles, stories, sources or mentions that match.
    fn count_units(&self, ast: &Ast, unit: Unit) -> Result<u64> {
        if unit == Unit::Articles {
            return Ok(self.count(ast)? as u64);
        }
        let mut amount = Amount::new(unit);
        self.each_counted(ast, unit, &mut |counted| {
            amount.add(counted.share);
            Ok(())
        })?;
        Ok(amount.count())
    }

    /// Counts the values of facets among the matched articles: values most frequent first and
    /// equal counts by value, periods in order of time.  One list per facet, complete.
    fn facets(&self, ast: &Ast, facets: &[FacetField], unit: Unit) -> Result<Vec<Facet>>;

    /// Counts the pairs of values of two facets.
    fn cross(&self, ast: &Ast, facets: [FacetField; 2], unit: Unit) -> Result<CrossTable>;

    /// Gives every matched record in order of id.
    fn each_record(&self, ast: &Ast, visit: &mut dyn FnMut(Record) -> Result<()>) -> Result<()>;
}
