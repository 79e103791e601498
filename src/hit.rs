//! What a search returns: hits with their spans, totals and facet buckets.  Plain data.

use serde::{Deserialize, Serialize};

use crate::annotations::Record;
use crate::article::Span;
use crate::field::TextField;

/// One matched article.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// 1 is the best; counts from the start of the whole list, not of the page.
    pub rank: usize,
    /// None when the order is not by relevance.
    pub score: Option<f32>,
    pub record: Record,
    /// Every matched span, field by field in order of position.
    pub spans: Vec<FieldSpan>,
}

/// One mention: a matched span of a text field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FieldSpan {
    pub field: TextField,
    /// Byte range in the text of the field (`text::field_text`).
    pub bytes: Span,
    /// Position of the first token, counted from 0 in the field.
    pub first: u32,
    /// Position of the last token (inclusive).
    pub last: u32,
}

/// The answer to one search.
#[derive(Debug, Clone, Default)]
pub struct Hits {
    /// Exact number of matched articles in the whole archive.
    pub total: usize,
    /// The page that was asked for.
    pub hits: Vec<Hit>,
    /// Earliest and latest known publication day among all matches, ISO.
    pub span: Option<(String, String)>,
    /// Matched articles whose date is unknown.
    pub undated: usize,
    /// Asks for the next page; survives only the same commit.
    pub cursor: Option<String>,
}

/// One value of a facet with the number of matched articles that carry it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bucket {
    pub value: String,
    pub count: u64,
}

/// The values of one facet field among the matched articles.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// Name of the field ("person").
    pub field: String,
    /// Matched articles.
    pub matched: u64,
    /// Matched articles without any value.
    pub missing: u64,
    /// Values beyond those listed.
    pub unlisted: u64,
    /// The values that are listed, most frequent first.
    pub buckets: Vec<Bucket>,
    /// Articles with the same value in the whole archive, bucket by bucket; empty when not asked.
    pub in_archive: Vec<u64>,
}
