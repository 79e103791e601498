//! What a run says of itself: counters, and events as they happen.

use std::collections::BTreeMap;

use crate::document::FileRecord;
use crate::reader::Skip;
use crate::reader::plain_text::FrequentLines;

/// What happened to the files; `read` is the sum of the next four.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counters {
    pub files: u64,
    pub unchanged: u64,
    pub read: u64,
    pub indexed: u64,
    pub empty: u64,
    pub skipped: u64,
    pub failed: u64,
    /// Files, indexed or empty, of which a part was lost; counted above already.
    pub partly: u64,
    /// Known files below the given paths that are gone.
    pub vanished: u64,
    pub pruned: u64,
    /// Articles added in this run.
    pub articles: u64,
    /// Articles in which a reader met something odd.
    pub noted: u64,
    /// Articles with text that was garbled before it was written.
    pub garbled: u64,
    /// Articles in which such text was put right.
    pub repaired: u64,
    /// Text files whose lines stay labelled by an older table of frequent lines.
    pub labelled_before: u64,
    /// Bytes of text in those articles.
    pub text_bytes: u64,
    pub bytes: u64,
    /// Articles by the format that they were read from.
    pub formats: BTreeMap<String, u64>,
    /// Members of containers that nobody would look for an article in, by what they are.
    pub passed_over: BTreeMap<String, u64>,
    /// Parts that gave no article, by reason code.
    pub reasons: BTreeMap<String, u64>,
    pub interrupted: bool,
}

/// Something that a user may want to see while it happens.
pub enum Event<'a> {
    Started {
        files: u64,
        bytes: u64,
    },
    /// A part that gave no article.
    Skipped {
        path: &'a str,
        skip: &'a Skip,
    },
    /// Oddities that were met in an article and survived.
    Noted {
        path: &'a str,
        member: &'a str,
        offset: u64,
        notes: &'a [String],
    },
    /// A file is done with.
    File {
        path: &'a str,
        /// What it gave; None if it was not read again.
        record: Option<&'a FileRecord>,
        bytes: u64,
        counters: &'a Counters,
    },
    /// The frequent lines were learned in this run.
    Learned {
        lines: &'a FrequentLines,
    },
    /// A path that could not be listed.
    Unlisted {
        path: &'a str,
        detail: &'a str,
    },
    Vanished {
        path: &'a str,
    },
    /// This many articles are now safe, all runs included that this one continues.
    Committed {
        articles: u64,
        total: u64,
    },
    Merging,
}

impl Counters {
    /// Adds what a file held: articles by format, and what was passed over in a container.
    pub fn add_contents(&mut self, record: &FileRecord) {
        let whole = [(record.format.clone(), record.articles)];
        let took = if record.took.is_empty() {
            &whole[..]
        } else {
            &record.took
        };
        for (format, articles) in took.iter().filter(|(_, articles)| *articles > 0) {
            *self.formats.entry(format.clone()).or_insert(0) += articles;
        }
        for (what, members) in &record.passed_over {
            *self.passed_over.entry(what.clone()).or_insert(0) += members;
        }
    }
}
