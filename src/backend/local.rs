//! The engine of a local archive: tantivy finds candidates, the matcher decides what it cannot.

use std::sync::OnceLock;

use anyhow::{Context, Result};
use tantivy::columnar::Column;
use tantivy::query::EnableScoring;
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{
    DocAddress, DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, TantivyDocument, Term,
};

use super::compile::{Compiled, Compiler};
use super::stories::{ByStory, Shown};
use super::tally::{Candidate, Cursor, Place, Sort, Tally};
use super::terms::Expansion;
use super::units::UnitReader;
use super::{Backend, Copies, Counted, Detail, FacetField, Refusal, Request, Share, Visit};
use crate::analysis::entity::canonical::archive::EntityTable;
use crate::annotations::Record;
use crate::document::{Fields, id_of};
use crate::field::KeyField;
use crate::hit::{CrossTable, Facet, Hit, Hits, Unit};
use crate::index::Archive;
use crate::language::{LANGUAGES, Language, UNDETERMINED, find_language};
use crate::query::ast::Ast;
use crate::query::matcher::Matcher;
use crate::text::TokenisedArticle;

/// A view of one commit of a local archive.
pub struct Local<'a> {
    pub(super) archive: &'a Archive,
    pub(super) searcher: Searcher,
    opstamp: u64,
    languages: Vec<&'static Language>,
    /// Languages without stems, as terms.
    unstemmed: Vec<Term>,
    /// Number of the story of each document, by segment.
    stories: Vec<Column<u64>>,
    /// Read when a query or a facet asks for entities.
    entities: OnceLock<EntityTable>,
}

/// The columns of a segment that every hit needs.
pub(super) struct Columns {
    pub id: Column<u64>,
    start: Column<i64>,
    end: Column<i64>,
}

impl Columns {
    fn new(segment: &SegmentReader) -> Result<Self> {
        let columns = segment.fast_fields();
        Ok(Self {
            id: columns.u64("id_number").context("read the ids")?,
            start: columns.i64("published_start").context("read the dates")?,
            end: columns.i64("published_end").context("read the dates")?,
        })
    }

    pub fn published(&self, doc: DocId) -> Option<(i64, i64)> {
        Some((self.start.first(doc)?, self.end.first(doc)?))
    }
}

impl<'a> Local<'a> {
    /// Opens a view of the last commit.
    pub fn open(archive: &'a Archive) -> Result<Self> {
        let opstamp = archive.opstamp()?;
        let searcher = archive.searcher()?;
        let codes = super::terms::scan(
            &searcher,
            archive.fields.key(KeyField::Language),
            "",
            &|_| true,
        )?;
        let languages: Vec<&'static Language> = codes
            .iter()
            .filter_map(|code| find_language(code))
            .collect();
        let language = archive.fields.key(KeyField::Language);
        let unstemmed = codes
            .iter()
            .filter(|code| {
                *code == UNDETERMINED || find_language(code).is_none_or(|l| l.stemmer.is_none())
            })
            .map(|code| Term::from_field_text(language, code))
            .collect();
        let story = |segment: &SegmentReader| {
            let column = segment.fast_fields().u64("story");
            column.context("read the stories")
        };
        let stories = searcher.segment_readers().iter().map(story);
        Ok(Self {
            archive,
            stories: stories.collect::<Result<_>>()?,
            searcher,
            opstamp,
            languages,
            unstemmed,
            entities: OnceLock::new(),
        })
    }

    /// Which keys of the archive are one entity.
    pub fn entity_table(&self) -> Result<&EntityTable> {
        if let Some(table) = self.entities.get() {
            return Ok(table);
        }
        let table = crate::index::entity_table(self.archive)?;
        Ok(self.entities.get_or_init(|| table))
    }

    /// Languages of the articles in the archive.
    pub fn languages(&self) -> &[&'static Language] {
        &self.languages
    }

    /// Tells whether the index alone decides a query, without the matcher.
    pub fn is_exact(&self, ast: &Ast) -> Result<bool> {
        Ok(self.compile(ast, false, false)?.exact)
    }

    /// What each wildcard, fuzzy word, regular expression and bare word of a query stands for, with
    /// the number of articles that have it in any of the default fields, most frequent first.
    pub fn expansions(&self, ast: &Ast) -> Result<Vec<Expansion>> {
        super::terms::expansions(&self.searcher, &self.archive.fields, &self.languages, ast)
    }

    pub(super) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    pub(super) fn fields(&self) -> &Fields {
        &self.archive.fields
    }

    /// Counts the articles that the index offers; where it is not exact, the matcher then decides.
    pub fn offered(&self, ast: &Ast) -> Result<usize> {
        let compiled = self.compile(ast, false, false)?;
        compiled
            .query
            .count(&self.searcher)
            .context("run the query")
    }

    pub(super) fn compile(&self, ast: &Ast, hidden: bool, scored: bool) -> Result<Compiled> {
        self.compiler(scored).compile_query(ast, hidden)
    }

    pub(super) fn compiler(&self, scored: bool) -> Compiler<'_> {
        debug_assert!(self.languages.len() <= LANGUAGES.len());
        Compiler {
            searcher: &self.searcher,
            fields: &self.archive.fields,
            languages: &self.languages,
            unstemmed: &self.unstemmed,
            scored,
        }
    }

    /// Gives every matched document of every segment, in order of their numbers.
    pub(super) fn visit(
        &self,
        ast: &Ast,
        compiled: &Compiled,
        scored: bool,
        mut visit: impl FnMut(u32, DocId, Score) -> Result<()>,
    ) -> Result<()> {
        let scoring = if scored {
            EnableScoring::enabled_from_searcher(&self.searcher)
        } else {
            EnableScoring::disabled_from_searcher(&self.searcher)
        };
        let matcher = Matcher::new(ast);
        let weight = compiled
            .query
            .weight(scoring)
            .context("prepare the query")?;
        for (segment, reader) in (0..).zip(self.searcher.segment_readers()) {
            let alive = reader.alive_bitset();
            let mut result: Result<()> = Ok(());
            let mut take = |doc: DocId, score: Score| {
                if result.is_err() || alive.is_some_and(|alive| !alive.is_alive(doc)) {
                    return;
                }
                result = (|| {
                    if compiled.exact || self.is_match(&matcher, DocAddress::new(segment, doc))? {
                        visit(segment, doc, score)?;
                    }
                    Ok(())
                })();
            };
            if scored {
                weight.for_each(reader, &mut take)
            } else {
                weight.for_each_no_score(reader, &mut |docs| {
                    docs.iter().for_each(|doc| take(*doc, 0.0));
                })
            }
            .context("run the query")?;
            result?;
        }
        Ok(())
    }

    fn is_match(&self, matcher: &Matcher, address: DocAddress) -> Result<bool> {
        let record = self.record(address)?;
        Ok(matcher.matches(&TokenisedArticle::new(&record)))
    }

    pub(super) fn record(&self, address: DocAddress) -> Result<Record> {
        let doc: TantivyDocument = self
            .searcher
            .doc(address)
            .context("read a stored article")?;
        let stored = doc
            .get_first(self.archive.fields.stored)
            .and_then(|value| value.as_bytes());
        let stored = stored.context("an article without its record")?;
        let mut record: Record = serde_json::from_slice(stored).context("read a stored article")?;
        let story = self.stories[address.segment_ord as usize].first(address.doc_id);
        record.annotations.story = story.map(id_of);
        Ok(record)
    }

    /// The article that has this very version, hidden or not.
    pub fn article_of_version(&self, version: &str) -> Result<Option<Hit>> {
        let term = Term::from_field_text(self.archive.fields.version, version);
        for (segment, reader) in (0..).zip(self.searcher.segment_readers()) {
            let index = reader.inverted_index(self.archive.fields.version);
            let postings = index
                .context("read a dictionary")?
                .read_postings(&term, IndexRecordOption::Basic)
                .context("read a posting list")?;
            let Some(mut postings) = postings else {
                continue;
            };
            while postings.doc() != TERMINATED {
                if !reader.is_deleted(postings.doc()) {
                    let record = self.record(DocAddress::new(segment, postings.doc()))?;
                    return Ok(Some(Hit {
                        rank: 1,
                        score: None,
                        copies: 0,
                        record,
                        spans: Vec::new(),
                    }));
                }
                postings.advance();
            }
        }
        Ok(None)
    }

    pub(super) fn columns(&self) -> Result<Vec<Columns>> {
        self.searcher
            .segment_readers()
            .iter()
            .map(Columns::new)
            .collect()
    }

    /// Hash of a query, to tell whose page a cursor continues.
    fn query_hash(request: &Request) -> Result<u64> {
        let mut bytes = serde_json::to_vec(&request.ast).context("serialise the query")?;
        match request.copies {
            Copies::Apart => {}
            Copies::Collapsed => bytes.push(b'c'),
            Copies::Expanded => bytes.push(b'e'),
        }
        let mut first = [0; 8];
        first.copy_from_slice(&blake3::hash(&bytes).as_bytes()[..8]);
        Ok(u64::from_be_bytes(first))
    }
}

/// Whether a conjunction has a condition on a date.
fn has_date(ast: &Ast) -> bool {
    match ast {
        Ast::And(parts) => parts.iter().any(has_date),
        Ast::Date { .. } => true,
        Ast::Boost(inner, _) => has_date(inner),
        Ast::All
        | Ast::Nothing
        | Ast::Or(_)
        | Ast::Not(_)
        | Ast::Text { .. }
        | Ast::Key { .. }
        | Ast::Entity { .. }
        | Ast::Has(_)
        | Ast::DatePrecision(_)
        | Ast::DateSource(_)
        | Ast::Number { .. } => false,
    }
}

impl Backend for Local<'_> {
    fn search(&self, request: &Request, visit: Visit<'_>) -> Result<Hits> {
        let query = Self::query_hash(request)?;
        if let Some(cursor) = &request.cursor
            && (cursor.opstamp, cursor.query, cursor.sort) != (self.opstamp, query, request.sort)
        {
            return Err(Refusal::StaleCursor.into());
        }
        let scored = request.sort == Sort::Relevance && request.limit > 0;
        let compiled = self.compile(&request.ast, request.hidden, scored)?;
        let columns = self.columns()?;
        let after = request.cursor.as_ref().map(|c| c.place);
        let mut tally = Tally::new(request.limit, after);
        let mut by_story = ByStory::default();
        self.visit(&request.ast, &compiled, scored, |segment, doc, score| {
            let columns = &columns[segment as usize];
            let published = columns.published(doc);
            let id = columns.id.first(doc).unwrap_or(0);
            let place = Place::new(request.sort, score, published.map(|(start, _)| start), id);
            let address = DocAddress::new(segment, doc);
            let candidate = Candidate { place, address };
            if request.copies == Copies::Apart {
                tally.add(candidate, published);
            } else {
                tally.note(published);
                by_story.add(self.stories[segment as usize].first(doc), candidate);
            }
            Ok(())
        })?;
        let mut totals = tally.totals();
        let seen = request.cursor.as_ref().map_or(0, |cursor| cursor.seen);
        let (best, next) = if request.copies == Copies::Apart {
            let best = tally.into_best();
            let last = best.last().map(|last| last.place);
            let next = last.filter(|_| seen + best.len() < totals.total);
            let alone = |candidate| Shown {
                candidate,
                copies: 0,
            };
            (best.into_iter().map(alone).collect(), next)
        } else {
            by_story.page(request.copies, request.limit, after)
        };
        totals.cursor = next.map(|place| {
            let (opstamp, sort) = (self.opstamp, request.sort);
            Cursor {
                opstamp,
                sort,
                query,
                place,
                seen: seen + best.len(),
            }
            .encode()
        });
        let matcher = Matcher::new(&request.ast);
        for (i, Shown { candidate, copies }) in best.iter().enumerate() {
            let mut hit = Hit {
                rank: seen + i + 1,
                score: scored.then(|| candidate.place.score()),
                copies: *copies,
                record: Record::default(),
                spans: Vec::new(),
            };
            if request.detail == Detail::Id {
                let columns = &columns[candidate.address.segment_ord as usize];
                let id = columns.id.first(candidate.address.doc_id).unwrap_or(0);
                hit.record.provenance.id = id_of(id);
            } else {
                hit.record = self.record(candidate.address)?;
            }
            if request.detail == Detail::Spans {
                hit.spans = matcher.spans(&TokenisedArticle::new(&hit.record));
            }
            visit(&totals, hit)?;
        }
        Ok(totals)
    }

    fn count(&self, ast: &Ast) -> Result<usize> {
        let compiled = self.compile(ast, false, false)?;
        // Counted by blocks, a range looks at every date of the archive, not only at those of the
        // articles that the other conditions leave.
        if compiled.exact && !has_date(ast) {
            return compiled
                .query
                .count(&self.searcher)
                .context("run the query");
        }
        let mut count = 0;
        self.visit(ast, &compiled, false, |_, _, _| {
            count += 1;
            Ok(())
        })?;
        Ok(count)
    }

    fn each_counted(
        &self,
        ast: &Ast,
        unit: Unit,
        visit: &mut dyn FnMut(&Counted) -> Result<()>,
    ) -> Result<()> {
        let columns = self.columns()?;
        let mut give = |segment: u32, doc, share| {
            let published = columns[segment as usize].published(doc);
            visit(&Counted {
                segment,
                doc,
                published,
                share,
            })
        };
        if unit == Unit::Mentions {
            return self.each_mention_count(ast, &mut |segment, doc, mentions| {
                give(segment, doc, Share::Whole(mentions))
            });
        }
        let reader = UnitReader::new(unit, self.searcher.segment_readers())?;
        let compiled = self.compile(ast, false, false)?;
        self.visit(ast, &compiled, false, |segment, doc, _| {
            give(segment, doc, reader.share(segment, doc))
        })
    }

    fn facets(&self, ast: &Ast, fields: &[FacetField], unit: Unit) -> Result<Vec<Facet>> {
        self.count_facets(ast, fields, unit)
    }

    fn cross(&self, ast: &Ast, fields: [FacetField; 2], unit: Unit) -> Result<CrossTable> {
        self.count_cross(ast, fields, unit)
    }

    fn each_record(&self, ast: &Ast, visit: &mut dyn FnMut(Record) -> Result<()>) -> Result<()> {
        let compiled = self.compile(ast, false, false)?;
        let columns = self.columns()?;
        let mut found = Vec::new();
        self.visit(ast, &compiled, false, |segment, doc, _| {
            let id = columns[segment as usize].id.first(doc).unwrap_or(0);
            found.push((id, DocAddress::new(segment, doc)));
            Ok(())
        })?;
        found.sort_unstable();
        found
            .into_iter()
            .try_for_each(|(_, address)| visit(self.record(address)?))
    }
}
