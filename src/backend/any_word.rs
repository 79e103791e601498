//! Articles that have any of a set of words: a word with its stems in every field of a scope, what
//! a wildcard stands for, a list of names.
//!
//! The documents are collected in a bit set, which is the fastest thing to intersect, and a score is
//! worked out only for documents that the rest of the query lets through.  tantivy's union of term
//! queries scores every document of every list: six times as slow on a conjunction of frequent
//! words over a million articles.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::{InvertedIndexReader, SegmentReader};
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::query::{Bm25Weight, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, DocSet, Score, TERMINATED, TantivyError, Term};

use super::gathered::{Block, Docs, Gathered};
use super::terms::Words;

/// Articles that have any of these.
#[derive(Debug, Clone, Default)]
pub struct AnyWord {
    pub parts: Vec<Part>,
    /// Terms of the articles that have no stems.
    pub unstemmed: Vec<Term>,
}

/// One term, or a set of them.
#[derive(Debug, Clone)]
pub enum Part {
    /// Scored by BM25.  With a weight for unstemmed articles it finds these only, and elsewhere
    /// adds to the score of what others found.
    Term {
        term: Term,
        weight: Score,
        unstemmed: Option<Score>,
    },
    /// One score for any of them.
    Set {
        field: Field,
        words: Words,
        weight: Score,
    },
}

impl Query for AnyWord {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let mut bm25 = Vec::new();
        if let EnableScoring::Enabled {
            statistics_provider,
            ..
        } = scoring
        {
            for part in &self.parts {
                bm25.push(match part {
                    Part::Term { term, .. } => Some(Bm25Weight::for_terms(
                        statistics_provider,
                        std::slice::from_ref(term),
                    )?),
                    Part::Set { .. } => None,
                });
            }
        }
        Ok(Box::new(AnyWordWeight {
            query: self.clone(),
            bm25,
        }))
    }
}

struct AnyWordWeight {
    query: AnyWord,
    /// One for each part; none at all when scores are not wanted.
    bm25: Vec<Option<Bm25Weight>>,
}

impl Weight for AnyWordWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let mut docs = Gathered::new(self.query.postings(reader)?, reader.max_doc());
        let mut scores = Vec::new();
        let unstemmed = Arc::new(documents(&self.query.unstemmed, reader)?);
        for (i, part) in self.query.parts.iter().enumerate() {
            match part {
                Part::Term {
                    term,
                    weight,
                    unstemmed: weight_there,
                } => {
                    let inverted = reader.inverted_index(term.field())?;
                    let Some(info) = inverted.get_term_info(term)? else {
                        continue;
                    };
                    // The whole list finds no more: a word is one of its own inflections.
                    let is_few = unstemmed.len() as u32 * 2 < reader.max_doc();
                    if weight_there.is_some() && is_few {
                        let mut list = inverted
                            .read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
                        for doc in unstemmed.iter() {
                            if list.doc() < *doc {
                                list.seek(*doc);
                            }
                            if list.doc() == *doc {
                                docs.extend(&[*doc]);
                            }
                        }
                    } else {
                        insert_all(&inverted, &info, &mut docs)?;
                    }
                    if let Some(Some(bm25)) = self.bm25.get(i) {
                        let list = inverted
                            .read_postings_from_terminfo(&info, IndexRecordOption::WithFreqs)?;
                        scores.push(Share::Term(Box::new(TermShare {
                            list,
                            bm25: bm25.boost_by(boost * weight),
                            norms: norms(reader, term.field()),
                            unstemmed: weight_there.map(|there| Unstemmed {
                                docs: Arc::clone(&unstemmed),
                                at: 0,
                                factor: there / weight,
                            }),
                        })));
                    }
                }
                Part::Set {
                    field,
                    words,
                    weight,
                } => {
                    let inverted = reader.inverted_index(*field)?;
                    let infos = words.infos(reader.segment_id());
                    if self.bm25.is_empty() {
                        for info in infos {
                            insert_all(&inverted, info, &mut docs)?;
                        }
                        continue;
                    }
                    let postings = infos.iter().map(|info| u64::from(info.doc_freq)).sum();
                    let mut own = Gathered::new(postings, reader.max_doc());
                    for info in infos {
                        insert_all(&inverted, info, &mut docs)?;
                        insert_all(&inverted, info, &mut own)?;
                    }
                    scores.push(Share::Set {
                        docs: own.into_docs(),
                        score: boost * weight,
                    });
                }
            }
        }
        Ok(Box::new(AnyWordScorer {
            docs: docs.into_docs(),
            scores,
            sums: Sums::default(),
        }))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!(
                "document {doc} does not match"
            )));
        }
        Ok(Explanation::new("BM25 of any of the words", scorer.score()))
    }
}

/// The documents that have one of a few terms, in order.
pub(super) fn documents(terms: &[Term], reader: &SegmentReader) -> tantivy::Result<Vec<DocId>> {
    let mut docs = Vec::new();
    for term in terms {
        let inverted = reader.inverted_index(term.field())?;
        if let Some(info) = inverted.get_term_info(term)? {
            let mut list =
                inverted.read_block_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
            while !list.docs().is_empty() {
                docs.extend_from_slice(list.docs());
                list.advance();
            }
        }
    }
    docs.sort_unstable();
    docs.dedup();
    Ok(docs)
}

fn insert_all(
    inverted: &InvertedIndexReader,
    info: &TermInfo,
    docs: &mut Gathered,
) -> tantivy::Result<()> {
    let mut list = inverted.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
    while !list.docs().is_empty() {
        docs.extend(list.docs());
        list.advance();
    }
    Ok(())
}

impl AnyWord {
    /// Postings to be read in a segment.
    fn postings(&self, reader: &SegmentReader) -> tantivy::Result<u64> {
        let mut postings = 0;
        for part in &self.parts {
            match part {
                Part::Term { term, .. } => {
                    let info = reader.inverted_index(term.field())?.get_term_info(term)?;
                    postings += info.map_or(0, |info| u64::from(info.doc_freq));
                }
                Part::Set { words, .. } => {
                    let infos = words.infos(reader.segment_id()).iter();
                    postings += infos.map(|info| u64::from(info.doc_freq)).sum::<u64>();
                }
            }
        }
        Ok(postings)
    }
}

fn norms(reader: &SegmentReader, field: Field) -> FieldNormReader {
    reader
        .get_fieldnorms_reader(field)
        .unwrap_or_else(|_| FieldNormReader::constant(reader.max_doc(), 1))
}

/// What one part adds to the score of a document.
enum Share {
    Term(Box<TermShare>),
    Set { docs: Docs, score: Score },
}

struct TermShare {
    list: SegmentPostings,
    bm25: Bm25Weight,
    norms: FieldNormReader,
    unstemmed: Option<Unstemmed>,
}

/// Articles in which a term counts so many times as much.
struct Unstemmed {
    docs: Arc<Vec<DocId>>,
    /// Index of the first that has not been passed.
    at: usize,
    factor: Score,
}

impl Unstemmed {
    /// Tells whether a document is one of them; they are asked for in order.
    fn has(&mut self, doc: DocId) -> bool {
        let passed = self.docs[self.at..].iter().take_while(|own| **own < doc);
        self.at += passed.count();
        self.docs.get(self.at) == Some(&doc)
    }
}

impl Share {
    /// Adds to the scores of consecutive documents from `first` on.
    fn add(&mut self, first: DocId, sums: &mut [Score]) {
        let end = first + sums.len() as u32;
        match self {
            Self::Term(share) => {
                let list = &mut share.list;
                if list.doc() < first {
                    list.seek(first);
                }
                while share.list.doc() < end {
                    sums[(share.list.doc() - first) as usize] += share.here();
                    share.list.advance();
                }
            }
            Self::Set { docs, score } => {
                docs.seek(first);
                while docs.doc() < end {
                    sums[(docs.doc() - first) as usize] += *score;
                    docs.advance();
                }
            }
        }
    }
}

impl TermShare {
    /// What it adds to the score of the document at which its list stands.
    fn here(&mut self) -> Score {
        let doc = self.list.doc();
        let norm = self.norms.fieldnorm_id(doc);
        let share = self.bm25.score(norm, self.list.term_freq());
        let unstemmed = self.unstemmed.as_mut();
        let factor = unstemmed.and_then(|unstemmed| unstemmed.has(doc).then_some(unstemmed.factor));
        share * factor.unwrap_or(1.0)
    }
}

/// Documents whose scores are worked out together once some of them have been asked for.
const WINDOW: u32 = 1024;
/// Scores of one window that are worked out alone: a few of many are found sooner by leaping.
const ALONE: u32 = 8;

/// Scores of consecutive documents.
#[derive(Default)]
struct Sums {
    /// First document of `sums`.
    first: DocId,
    sums: Vec<Score>,
    /// Number of the window that was asked for last, and how often.
    window: u32,
    asked: u32,
}

struct AnyWordScorer {
    docs: Docs,
    scores: Vec<Share>,
    sums: Sums,
}

impl DocSet for AnyWordScorer {
    fn advance(&mut self) -> DocId {
        self.docs.advance()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.docs.seek(target)
    }

    fn doc(&self) -> DocId {
        self.docs.doc()
    }

    fn size_hint(&self) -> u32 {
        self.docs.size_hint()
    }

    fn fill_bitset_block(&mut self, min_doc: DocId, mask: &mut Block) -> DocId {
        self.docs.fill_bitset_block(min_doc, mask)
    }

    fn count_including_deleted(&mut self) -> u32 {
        self.docs.count_including_deleted()
    }
}

impl Scorer for AnyWordScorer {
    fn score(&mut self) -> Score {
        let doc = self.docs.doc();
        if doc == TERMINATED {
            return 0.0;
        }
        let sums = &mut self.sums;
        let known = doc.checked_sub(sums.first);
        if let Some(known) = known.and_then(|at| sums.sums.get(at as usize)) {
            return *known;
        }
        if sums.window != doc / WINDOW {
            (sums.window, sums.asked) = (doc / WINDOW, 0);
        }
        sums.asked += 1;
        let together = if sums.asked <= ALONE {
            1
        } else {
            WINDOW - doc % WINDOW
        };
        sums.first = doc;
        sums.sums.clear();
        sums.sums.resize(together as usize, 0.0);
        for share in &mut self.scores {
            share.add(doc, &mut sums.sums);
        }
        sums.sums[0]
    }
}
