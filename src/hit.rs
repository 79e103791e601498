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
    /// Other hits of the same story for which this one stands.
    pub copies: usize,
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

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    #[default]
    Articles,
    /// Clusters of near-identical articles.
    Stories,
    /// Different outlets; articles whose outlet is unknown add none.
    Sources,
    /// Matched places in the text.
    Mentions,
}

impl Unit {
    pub const ALL: [Self; 4] = [Self::Articles, Self::Stories, Self::Sources, Self::Mentions];

    /// The name for `--count`, and the plural noun.
    pub fn name(self) -> &'static str {
        match self {
            Self::Articles => "articles",
            Self::Stories => "stories",
            Self::Sources => "sources",
            Self::Mentions => "mentions",
        }
    }

    /// The noun for this many.
    pub fn noun(self, count: u64) -> &'static str {
        match self {
            _ if count != 1 => self.name(),
            Self::Articles => "article",
            Self::Stories => "story",
            Self::Sources => "source",
            Self::Mentions => "mention",
        }
    }

    /// Several articles may give one and the same unit, which is counted once.
    pub fn is_distinct(self) -> bool {
        matches!(self, Self::Stories | Self::Sources)
    }
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
    /// What is counted.
    #[serde(default)]
    pub counted: Unit,
    /// Matches, in this unit.
    pub matched: u64,
    /// Matches without any value.
    pub missing: u64,
    /// Values beyond those listed.
    pub unlisted: u64,
    /// The values that are listed, most frequent first.
    pub buckets: Vec<Bucket>,
    /// Articles with the same value in the whole archive, bucket by bucket; empty when not asked.
    pub in_archive: Vec<u64>,
}

/// Two facets against each other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrossTable {
    pub rows: Facet,
    pub columns: Facet,
    /// The pairs of values that occur, in the order of rows, then of columns.
    pub cells: Vec<CrossCell>,
}

/// One pair of values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrossCell {
    pub row: String,
    pub column: String,
    pub count: u64,
}

/// One line of a concordance: a mention with what stands around it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KwicLine {
    /// Id of the article.
    pub id: String,
    /// Publication date as exactly as it is known.
    pub date: Option<String>,
    pub source: Option<String>,
    /// Name of the field ("body").
    pub field: String,
    /// Number of the paragraph within the field, from 1.
    pub paragraph: usize,
    pub left: String,
    pub matched: String,
    pub right: String,
}

/// Counts over time of one or several queries, with what the archive holds in each period.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Timeline {
    /// Name of the period ("month").
    pub unit: String,
    /// What is counted ("articles", "stories", "sources", "mentions").
    pub counted: String,
    /// Every period from the first to the last, empty ones too.
    pub buckets: Vec<TimeBucket>,
    pub series: Vec<TimeSeries>,
    /// Articles of the archive whose date is unknown.
    pub undated: u64,
    /// Articles of the archive whose date is known less exactly than the periods are long.
    pub imprecise: u64,
}

/// One period, and how much the archive has of it whatever is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeBucket {
    /// "2026-01", "2026-W03", "Monday".
    pub label: String,
    pub articles: u64,
    pub words: u64,
    pub sources: u64,
    /// The archive has markedly less of this period than of its neighbours.
    pub has_gap: bool,
    /// Sources of which there is markedly less than in the neighbouring periods.
    pub gap_sources: Vec<String>,
}

/// The counts of one query.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeSeries {
    /// The query.
    pub name: String,
    /// One count for each bucket.
    pub counts: Vec<u64>,
    /// Matches whose date is unknown.
    pub undated: u64,
    /// Matches whose date is known, but not as exactly as the periods are long.
    pub imprecise: u64,
}

/// Entities that occur together.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Graph {
    /// The query.
    pub name: String,
    pub nodes: Vec<GraphNode>,
    pub edges: Vec<GraphEdge>,
}

/// One entity of a graph.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraphNode {
    /// Unique in the graph ("person/donald trump").
    pub key: String,
    pub label: String,
    /// "person", "org", "place".
    pub kind: String,
    /// Number of articles that name it.
    pub count: u64,
}

/// Two entities that occur together; without direction.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct GraphEdge {
    /// Indices of `Graph::nodes`.
    pub source: usize,
    pub target: usize,
    /// How often they occur together.
    pub weight: u64,
    /// Log-likelihood of their occurring together, when it was asked for.
    pub significance: Option<f64>,
}
