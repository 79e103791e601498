//! What matches a query and was published in a period: few articles are looked up one by one, for
//! many the date columns are read from end to end.
//!
//! tantivy reads a column for a range whatever else is asked: over a million articles five
//! milliseconds, more than the rest of most queries.

use tantivy::columnar::Column;
use tantivy::index::SegmentReader;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight, intersect_scorers};
use tantivy::{DocId, DocSet, Score, TERMINATED, TantivyError};

/// Articles of `inner` whose period of publication overlaps this one.
#[derive(Debug)]
pub struct InPeriod {
    pub inner: Box<dyn Query>,
    /// The same period as a query by itself.
    pub period: Box<dyn Query>,
    pub from: Option<i64>,
    pub until: Option<i64>,
}

/// Looking one article up costs as much as reading so many of a column.
const LOOKUP: u64 = 4;

impl Clone for InPeriod {
    fn clone(&self) -> Self {
        Self {
            inner: self.inner.box_clone(),
            period: self.period.box_clone(),
            ..*self
        }
    }
}

impl Query for InPeriod {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(InPeriodWeight {
            inner: self.inner.weight(scoring)?,
            period: self.period.weight(scoring)?,
            from: self.from,
            until: self.until,
        }))
    }
}

struct InPeriodWeight {
    inner: Box<dyn Weight>,
    period: Box<dyn Weight>,
    from: Option<i64>,
    until: Option<i64>,
}

impl Weight for InPeriodWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let inner = self.inner.scorer(reader, boost)?;
        if inner.cost().saturating_mul(LOOKUP) > u64::from(reader.max_doc()) {
            let period = self.period.scorer(reader, boost)?;
            return Ok(intersect_scorers(vec![inner, period], reader.max_doc()));
        }
        let columns = reader.fast_fields();
        let mut scorer = Filter {
            inner,
            start: columns.i64("published_start")?,
            end: columns.i64("published_end")?,
            from: self.from,
            until: self.until,
        };
        scorer.skip();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(reader, 1.0)?;
        if scorer.doc() > doc || scorer.seek(doc) != doc {
            return Err(TantivyError::InvalidArgument(format!(
                "document {doc} does not match"
            )));
        }
        self.inner.explain(reader, doc)
    }
}

/// Articles that are looked up one by one.
struct Filter {
    inner: Box<dyn Scorer>,
    start: Column<i64>,
    end: Column<i64>,
    from: Option<i64>,
    until: Option<i64>,
}

impl Filter {
    /// Goes on to the next article of the period, unless it stands at one.
    fn skip(&mut self) -> DocId {
        loop {
            let doc = self.inner.doc();
            if doc == TERMINATED || self.is_met(doc) {
                return doc;
            }
            self.inner.advance();
        }
    }

    fn is_met(&self, doc: DocId) -> bool {
        let starts_before = |until| self.start.first(doc).is_some_and(|start| start < until);
        let ends_after = |from| self.end.first(doc).is_some_and(|end| end > from);
        self.until.is_none_or(starts_before) && self.from.is_none_or(ends_after)
    }
}

impl DocSet for Filter {
    fn advance(&mut self) -> DocId {
        self.inner.advance();
        self.skip()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.inner.seek(target);
        self.skip()
    }

    fn doc(&self) -> DocId {
        self.inner.doc()
    }

    fn size_hint(&self) -> u32 {
        self.inner.size_hint() / 2
    }

    fn cost(&self) -> u64 {
        self.inner.cost().saturating_mul(2)
    }
}

impl Scorer for Filter {
    fn score(&mut self) -> Score {
        self.inner.score()
    }
}
