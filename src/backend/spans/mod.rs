//! Proximity on the index: a query over positions, for any tree of words, phrases, groups, `W/n`,
//! `/s`, `NOT W/n`, `ATLEAST` and `FIRST`.
//!
//! tantivy has no span queries, and its slop is wrong from three terms on.  This is two-phase:
//! `seek` finds the next document that may match by documents alone, then positions decide.  The
//! arithmetic on positions is `query::stretch`, the matcher's own, so the two cannot disagree; the
//! score is BM25 over the number of matches, as for a word.

mod exec;
mod finder;
mod leaf;
mod open;
mod pair;
mod span;
mod walk;
mod window;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentReader;
use tantivy::query::{Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Field;
use tantivy::{DocId, DocSet, Score, TERMINATED, TantivyError};

use crate::field::TextField;
use crate::query::stretch::Stretch;

pub use finder::Finder;
pub use span::{Leaf, MentionList, Span, Unit};

/// Articles in which an expression has a place in one field.
#[derive(Debug, Clone)]
pub struct SpanQuery {
    pub places: Places,
    pub root: Span,
}

/// What the index has of one text field.
#[derive(Debug, Clone, Copy)]
pub struct Places {
    pub field: TextField,
    pub words: Field,
    pub marks: Field,
}

impl Query for SpanQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let EnableScoring::Enabled {
            searcher,
            statistics_provider,
            ..
        } = scoring
        else {
            return Ok(Box::new(SpanWeight {
                query: self.clone(),
                bm25: Vec::new(),
            }));
        };
        let articles = statistics_provider.total_num_docs()?;
        let tokens = statistics_provider.total_num_tokens(self.places.words)?;
        let mean_length = tokens as Score / articles.max(1) as Score;
        let mut bm25 = Vec::new();
        for leaf in self.root.leaves() {
            // A wildcard is as rare as the articles it finds, at most the sum over its words.
            let mut frequency = 0;
            for term in &leaf.terms {
                frequency += searcher.doc_freq(term)?;
            }
            if let Some(words) = &leaf.words {
                let segments = searcher.segment_readers().iter();
                let infos = segments.flat_map(|reader| words.infos(reader.segment_id()));
                frequency += infos.map(|info| u64::from(info.doc_freq)).sum::<u64>();
            }
            let frequency = frequency.min(articles);
            bm25.push(Bm25Weight::for_one_term(frequency, articles, mean_length));
        }
        Ok(Box::new(SpanWeight {
            query: self.clone(),
            bm25,
        }))
    }
}

struct SpanWeight {
    query: SpanQuery,
    /// One per leaf; none when scores are not wanted.
    bm25: Vec<Bm25Weight>,
}

impl Weight for SpanWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let SpanQuery { places, root } = &self.query;
        let Some(finder) = Finder::open(root, places, reader)? else {
            return Ok(Box::new(EmptyScorer));
        };
        let norms = reader
            .get_fieldnorms_reader(places.words)
            .unwrap_or_else(|_| FieldNormReader::constant(reader.max_doc(), 1));
        let bm25 = self
            .bm25
            .iter()
            .map(|weight| weight.boost_by(boost))
            .collect();
        let mut scorer = SpanScorer {
            finder,
            doc: 0,
            spans: Vec::new(),
            bm25,
            norms,
        };
        scorer.doc = scorer.finder.next(0);
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!(
                "document {doc} does not match"
            )));
        }
        Ok(Explanation::new(
            "BM25 over the number of matches",
            scorer.score(),
        ))
    }
}

struct SpanScorer {
    finder: Finder,
    doc: DocId,
    /// Places in the current document, when scores are wanted.
    spans: Vec<Stretch>,
    bm25: Vec<Bm25Weight>,
    norms: FieldNormReader,
}

impl DocSet for SpanScorer {
    fn advance(&mut self) -> DocId {
        if self.doc < TERMINATED {
            self.doc = self.finder.next(self.doc + 1);
        }
        self.doc
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc < target {
            self.doc = self.finder.next(target);
        }
        self.doc
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.finder.cost().min(u64::from(u32::MAX)) as u32 / 8
    }

    // Reading positions is dear: cheaper conditions should go first.
    fn cost(&self) -> u64 {
        self.finder.cost() * 10
    }
}

impl Scorer for SpanScorer {
    fn score(&mut self) -> Score {
        self.spans.clear();
        self.finder.places(self.doc, &mut self.spans);
        let norm = self.norms.fieldnorm_id(self.doc);
        let matches = self.spans.len() as u32;
        self.bm25
            .iter()
            .map(|weight| weight.score(norm, matches))
            .sum()
    }
}
