//! The words of known articles, as far as they are needed to compare them with new ones.
//!
//! What this run added and did not commit yet is held; the rest is read back from the records in
//! the archive and kept for a while.  So what is remembered is bounded by a commit, not by the
//! archive, and has no say in any decision.

use std::collections::HashMap;

use anyhow::{Context, Result};
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, Searcher, Term};

use super::Archive;
use super::versions::read_record;
use crate::analysis::stories::Source;
use crate::analysis::trace::{Trace, TraceWord, trace};
use crate::document::id_of;
use crate::field::TextField;
use crate::text::{TokenisedField, field_text};

/// Words that are kept, twice.
const KEPT_WORDS: usize = 4 << 20;

/// Gives the words of articles.
pub struct Traces {
    before: Searcher,
    /// The archive after the last commit; None: it was not needed since.
    latest: Option<Searcher>,
    /// Articles that are not committed.
    pending: HashMap<u64, Trace>,
    /// What was used lately: when the young ones are many, they become the old ones.
    young: HashMap<Source, Trace>,
    old: HashMap<Source, Trace>,
    young_words: usize,
}

impl Traces {
    /// `before` is the archive as it was when the run began.
    pub fn new(before: Searcher) -> Self {
        Self {
            before,
            latest: None,
            pending: HashMap::new(),
            young: HashMap::new(),
            old: HashMap::new(),
            young_words: 0,
        }
    }

    /// Holds the words of a new article.
    pub fn add(&mut self, version: u64, words: Trace) {
        self.pending.insert(version, words);
    }

    /// What was added can be read back from now on.
    pub fn committed(&mut self) {
        self.latest = None;
        for (version, words) in std::mem::take(&mut self.pending) {
            self.keep(Source::New(version), words);
        }
    }

    /// The words of an article; none if it is gone.
    pub fn get(&mut self, archive: &Archive, source: Source) -> Result<&[TraceWord]> {
        if let Source::New(version) = source
            && self.pending.contains_key(&version)
        {
            return Ok(&self.pending[&version]);
        }
        if !self.young.contains_key(&source) {
            let words = match self.old.remove(&source) {
                Some(words) => words,
                None => self.read(archive, source)?,
            };
            self.keep(source, words);
        }
        Ok(self.young.get(&source).map_or(&[], |words| words))
    }

    fn keep(&mut self, source: Source, words: Trace) {
        if self.young_words > KEPT_WORDS {
            self.old = std::mem::take(&mut self.young);
            self.young_words = 0;
        }
        self.young_words += words.len();
        self.young.insert(source, words);
    }

    fn read(&mut self, archive: &Archive, source: Source) -> Result<Trace> {
        let record = match source {
            Source::Before(key) => read_record(&self.before, archive, address_of(key))?,
            Source::New(version) => {
                if self.latest.is_none() {
                    self.latest = Some(archive.searcher()?);
                }
                let searcher = self.latest.as_ref().context("it was opened just now")?;
                let term = Term::from_field_text(archive.fields.version, &id_of(version));
                let query = TermQuery::new(term, IndexRecordOption::Basic);
                let found = searcher
                    .search(&query, &DocSetCollector)
                    .context("look up an article")?;
                let Some(address) = found.into_iter().min() else {
                    return Ok(Trace::default());
                };
                read_record(searcher, archive, address)?
            }
        };
        let body = field_text(&record.article, TextField::Body);
        Ok(trace(&TokenisedField::new(body, None)))
    }
}

/// A number for an address, and back.
pub fn key_of(address: DocAddress) -> u64 {
    u64::from(address.segment_ord) << 32 | u64::from(address.doc_id)
}

fn address_of(key: u64) -> DocAddress {
    DocAddress::new((key >> 32) as u32, key as u32)
}
