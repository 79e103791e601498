//! Why a file, or a part of one, gave no article.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Why something gave no article.  The names are part of the report format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// No bytes, or only white space.
    Empty,
    /// Not text and no format that is known.
    Binary,
    /// A known format without any text of an article.
    NoText,
    /// A list of links, a package, a concept: known, and not an article.
    NotAnArticle,
    TooLarge,
    Permission,
    /// FIFO, socket, device.
    NotRegular,
    /// Changed, grew or vanished while it was read.
    Changed,
    Io,
    JsonSyntax,
    JsonDepth,
    HtmlTooDeep,
    XmlSyntax,
    XmlDepth,
    SgmlTruncated,
    Truncated,
    Bomb,
    Encrypted,
    Damaged,
    Unsupported,
    /// Pages that are pictures of text.
    PdfNoText,
    /// It took longer to read than any file may.
    Timeout,
    /// A capture of what was captured before: nothing new, and where it was.
    Revisit,
}

impl Reason {
    /// The code as it stands in reports.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Binary => "binary",
            Self::NoText => "no_text",
            Self::NotAnArticle => "not_an_article",
            Self::TooLarge => "too_large",
            Self::Permission => "permission",
            Self::NotRegular => "not_regular",
            Self::Changed => "changed",
            Self::Io => "io",
            Self::JsonSyntax => "json_syntax",
            Self::JsonDepth => "json_depth",
            Self::HtmlTooDeep => "html_too_deep",
            Self::XmlSyntax => "xml_syntax",
            Self::XmlDepth => "xml_depth",
            Self::SgmlTruncated => "sgml_truncated",
            Self::Truncated => "truncated",
            Self::Bomb => "bomb",
            Self::Encrypted => "encrypted",
            Self::Damaged => "damaged",
            Self::Unsupported => "unsupported",
            Self::PdfNoText => "pdf_no_text",
            Self::Timeout => "timeout",
            Self::Revisit => "revisit",
        }
    }

    /// Nothing was wrong: there was just nothing to index.
    pub fn is_harmless(self) -> bool {
        matches!(
            self,
            Self::Empty | Self::NoText | Self::NotAnArticle | Self::Revisit
        )
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// A whole file that could not be read.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{reason}: {detail}")]
pub struct ReadError {
    pub reason: Reason,
    pub detail: String,
    /// Byte offset at which it went wrong, when known.
    pub offset: Option<u64>,
}

impl ReadError {
    pub fn new(reason: Reason, detail: impl Into<String>) -> Self {
        Self {
            reason,
            detail: detail.into(),
            offset: None,
        }
    }

    pub fn at(mut self, offset: u64) -> Self {
        self.offset = Some(offset);
        self
    }
}
