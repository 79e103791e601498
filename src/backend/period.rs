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

#[cfg(test)]
mod tests {
    use std::ops::Bound;

    use tantivy::collector::DocSetCollector;
    use tantivy::query::{BooleanQuery, RangeQuery, TermQuery};
    use tantivy::schema::IndexRecordOption;
    use tantivy::{Index, TantivyDocument, Term};

    use super::*;
    use crate::document::{Fields, build_schema, register_tokenizers};
    use crate::field::KeyField;

    #[test]
    fn few_and_many_articles_are_held_to_the_period() {
        let index = Index::create_in_ram(build_schema());
        register_tokenizers(index.tokenizers());
        let fields = Fields::new(&index.schema());
        let mut writer = index
            .writer_with_num_threads(1, 15_000_000)
            .expect("a writer");
        // Every fifth has no date; a day is an article's period, a year that of every seventh.
        let period = |n: i64| {
            let end = if n % 7 == 0 { 365 } else { 1 };
            (n % 5 != 0).then_some((n, n + end))
        };
        let key = fields.key(KeyField::Source);
        for n in 0..1000 {
            let mut document = TantivyDocument::new();
            document.add_text(key, "all");
            if n % 40 < 3 {
                document.add_text(key, "few");
            }
            if let Some((start, end)) = period(n) {
                document.add_i64(fields.published_start, start);
                document.add_i64(fields.published_end, end);
            }
            writer.add_document(document).expect("add a document");
        }
        writer.commit().expect("commit");
        let searcher = index.reader().expect("a reader").searcher();
        let bound = |field, value| Term::from_field_i64(field, value);
        for (from, until) in [(None, Some(300)), (Some(700), None), (Some(290), Some(500))] {
            let before = until.map_or(Bound::Unbounded, |until| {
                Bound::Excluded(bound(fields.published_start, until))
            });
            let after = from.map_or(Bound::Unbounded, |from| {
                Bound::Excluded(bound(fields.published_end, from))
            });
            let mut sides: Vec<Box<dyn Query>> = Vec::new();
            if until.is_some() {
                sides.push(Box::new(RangeQuery::new(Bound::Unbounded, before)));
            }
            if from.is_some() {
                sides.push(Box::new(RangeQuery::new(after, Bound::Unbounded)));
            }
            for word in ["all", "few"] {
                let term = Term::from_field_text(key, word);
                let query = InPeriod {
                    inner: Box::new(TermQuery::new(term, IndexRecordOption::Basic)),
                    period: Box::new(BooleanQuery::intersection(
                        sides.iter().map(|side| side.box_clone()).collect(),
                    )),
                    from,
                    until,
                };
                let found = searcher.search(&query, &DocSetCollector).expect("search");
                let mut found: Vec<i64> = found.iter().map(|at| i64::from(at.doc_id)).collect();
                found.sort_unstable();
                let expected: Vec<i64> = (0..1000)
                    .filter(|n| word == "all" || n % 40 < 3)
                    .filter(|n| {
                        period(*n).is_some_and(|(start, end)| {
                            until.is_none_or(|until| start < until)
                                && from.is_none_or(|from| end > from)
                        })
                    })
                    .collect();
                assert_eq!(found, expected, "{word} {from:?} {until:?}");
            }
        }
    }
}
