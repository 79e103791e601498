//! One news story as a reader gives it: the single shape that every file format becomes.
//!
//! Plain data, no logic beyond looking at itself.  Nothing here is resolved: a reader reports every
//! candidate date and every given name with the place it came from, and `analysis` decides.
//! Invariant: text is kept, never dropped; what is not the story stands in a block of another kind.

use serde::{Deserialize, Serialize};

/// One story: the fields of a newspaper article, its blocks in reading order, and what was said
/// about it by the file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Article {
    /// Empty when the file has none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub headline: String,
    /// Standfirst or summary under the headline; empty when there is none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub deck: String,
    /// Names of the authors, without "By".
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dateline: Option<Dateline>,
    /// Everything else that was read, in reading order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub blocks: Vec<Block>,
    /// Every date the file gives for the article itself, unresolved.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<DateCandidate>,
    /// How the file writes days and months in other articles of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_order: Option<DateOrder>,
    /// The outlet: publisher or site name, only if the file says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The language the file declares (BCP 47), not the detected one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Canonical address as given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The file's own identifier of the article (GUID, NEWID, ninjs uri).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_id: Option<String>,
    /// Keywords, topics and subjects as given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Names that the source itself marked up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<GivenEntity>,
    #[serde(skip_serializing_if = "is_default")]
    pub status: Status,
    /// Until when it is held back, as the file says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embargo: Option<String>,
    #[serde(skip_serializing_if = "is_default")]
    pub kind: Kind,
    /// Which rung of the reader's ladder understood the file ("json-ld", "lines", "whole-file").
    #[serde(skip_serializing_if = "String::is_empty")]
    pub parser: String,
    /// How sure the reader is of its division into fields, 0 to 1.
    pub confidence: f32,
    /// Why single fields hold what they hold, for `inspect`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Oddities met and survived, as short sentences ("hour 605 ignored").
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// How numbers for day and month stand in a date such as `03/04/2026`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    DayFirst,
    MonthFirst,
}

/// One run of text in reading order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    pub kind: BlockKind,
    /// Without line breaks inside, unless the kind keeps them (`Table`).
    pub text: String,
    /// Photo credit of a caption; empty otherwise.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub credit: String,
    /// A longer wording of the same caption that was folded into this one; searched as well.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub alternative: String,
    /// Byte range in the decoded text of the file; empty range when unknown.
    #[serde(default, skip_serializing_if = "Span::is_empty")]
    pub span: Span,
}

/// What a block is in the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    Paragraph,
    Subhead,
    Quote,
    ListItem,
    Table,
    Caption,
    /// Credit that belongs to no caption; agency sign-offs.
    Credit,
    /// Correction or clarification note, kept apart from the body.
    Correction,
    /// Teasers of other stories, newsletter lines, adverts: out of the default fields.
    Related,
    /// Navigation, cookie text, copyright, share buttons, comments: out of the default fields.
    Boilerplate,
}

impl BlockKind {
    /// Blocks that make up the body, as the reader of the newspaper would see it.
    pub fn is_body(self) -> bool {
        matches!(
            self,
            Self::Paragraph
                | Self::Subhead
                | Self::Quote
                | Self::ListItem
                | Self::Table
                | Self::Correction
        )
    }
}

/// Half-open byte range.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    pub fn is_empty(&self) -> bool {
        self.start >= self.end
    }

    pub fn range(self) -> std::ops::Range<usize> {
        self.start..self.end
    }
}

/// Where and when the story was filed: `WASHINGTON, Jan 5 (AP) —`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// As it stood, without the separator.
    pub raw: String,
    /// Display form of the place ("Washington, DC").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// "AP", "Reuters".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// The date part as it stood ("Jan 5").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// A date that the file gives for the article, before anything is decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateCandidate {
    pub role: DateRole,
    pub source: DateSource,
    /// Exactly as found, trimmed of white space.
    pub raw: String,
    /// Where it stood in the decoded text; empty range when unknown.
    #[serde(default, skip_serializing_if = "Span::is_empty")]
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateRole {
    Published,
    Updated,
    /// Said to be a date of the article, not which one.
    Unspecified,
}

/// Where a date came from, most trusted first; the order of the variants is the trust order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateSource {
    /// schema.org `datePublished`, `dateModified` in JSON-LD.
    JsonLd,
    /// A named date field of a news format: NITF `date.issue`, NewsML-G2 `contentCreated`, ninjs
    /// `versioncreated`, feed `pubDate`, mail `Date`, Reuters `DATE`, JSON `publishedAt`.
    Field,
    /// `article:published_time` and other page metadata.
    Meta,
    /// `<time datetime>` of the page.
    TimeElement,
    /// A labelled line: "Published:", "Last updated".
    Stamp,
    Dateline,
    Url,
    FileName,
    Folder,
    /// Worked out from weekday, month and day together with bounds.
    Constraints,
    /// Last full date mentioned in the text: a lower bound only.
    Mentioned,
    /// WARC-Date, HTTP Last-Modified, archive member time, file time: upper bounds only.
    UpperBound,
}

impl DateSource {
    /// The name in JSON, in `date.from:` and in the index.
    pub fn name(self) -> &'static str {
        match self {
            Self::JsonLd => "json_ld",
            Self::Field => "field",
            Self::Meta => "meta",
            Self::TimeElement => "time_element",
            Self::Stamp => "stamp",
            Self::Dateline => "dateline",
            Self::Url => "url",
            Self::FileName => "file_name",
            Self::Folder => "folder",
            Self::Constraints => "constraints",
            Self::Mentioned => "mentioned",
            Self::UpperBound => "upper_bound",
        }
    }
}

/// The resolved day (or year, month, minute) on which the article was published.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// ISO 8601 civil date at its precision: `1905`, `1905-03`, `2026-01-13`, `2026-01-13T10:15`.
    pub value: String,
    pub precision: Precision,
    /// First civil minute of the period since 1970-01-01T00:00, outlet's local time.
    pub start: i64,
    /// First civil minute after the period.
    pub end: i64,
    /// Offset from UTC in minutes, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<i16>,
    pub source: DateSource,
    /// 0 to 1.
    pub confidence: f32,
    /// The text that gave it.
    pub raw: String,
    /// How it was decided, one short sentence for `inspect`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// How exactly a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    Year,
    Month,
    Day,
    Minute,
}

impl Precision {
    pub const ALL: [Self; 4] = [Self::Year, Self::Month, Self::Day, Self::Minute];

    pub fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Minute => "minute",
        }
    }
}

/// A name that the source itself gives: Reuters PLACES, NITF `person`, JSON-LD `about`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct GivenEntity {
    pub kind: EntityKind,
    pub name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntityKind {
    Person,
    Organisation,
    Place,
}

impl EntityKind {
    pub const ALL: [Self; 3] = [Self::Person, Self::Organisation, Self::Place];

    /// The name of the facet field that lists entities of this kind.
    pub fn field_name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "org",
            Self::Place => "place",
        }
    }
}

/// Whether the publisher still stands by the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    #[default]
    Usable,
    /// Held back until a time; hidden by default.
    Embargoed,
    /// Killed or withdrawn; hidden by default.
    Canceled,
}

impl Status {
    /// The name in JSON and in `status:`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Usable => "usable",
            Self::Embargoed => "embargoed",
            Self::Canceled => "canceled",
        }
    }
}

/// What sort of item it is, as far as the reader can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    #[default]
    Story,
    LiveBlog,
    Gallery,
    /// Only the beginning stands in the file: paywall, feed summary, truncated record.
    Stub,
    /// A list of links to articles rather than an article.
    IndexPage,
    /// What a site says instead of an article: an error, a question for consent, a check for robots.
    Notice,
}

impl Kind {
    /// The name in JSON and in `kind:`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Story => "story",
            Self::LiveBlog => "live_blog",
            Self::Gallery => "gallery",
            Self::Stub => "stub",
            Self::IndexPage => "index_page",
            Self::Notice => "notice",
        }
    }
}

/// Why a field holds what it holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// Field name as in JSON output ("headline").
    pub field: String,
    /// Where it came from ("line 1", "json-ld", "og:title").
    pub source: String,
    /// One short reason.
    pub reason: String,
    #[serde(default, skip_serializing_if = "Span::is_empty")]
    pub span: Span,
}

/// Where an article came from: enough to find the very bytes again.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Provenance {
    /// Short, printable, stable; shared by all versions of one address.
    pub id: String,
    /// Unique: the id itself, or `id~n` for the versions of one address.
    pub version: String,
    /// Relative to the directory that holds the archive, `/` between parts; lossy when not UTF-8.
    pub path: String,
    /// Article number within the file, or the name of the container's member with it ("a.xml#3").
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub member: String,
    /// BLAKE3 of the normalised headline and body, 32 hex digits.
    pub content_hash: String,
    /// Name of the reader in `READERS`.
    pub format: String,
    /// Label of the encoding and how it was found ("utf-8 (valid)", "windows-1252 (declared)").
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub encoding: String,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
