//! Files that hold other files: compression, archives, web archives, mailboxes, nested in each other.
//!
//! A container is read as a stream and gives its members one at a time; nothing is unpacked to
//! disk and no member's name is ever used as a path.  Invariants: memory does not grow with the
//! size of the file or the number of its members beyond their names; whatever a member claims about
//! sizes is not believed; damage costs the damaged part and is reported with its offset.

mod budget;
mod frames;
mod issue;
mod mbox;
mod name;
mod open;
mod publication;
mod stretch;
mod tar;
mod warc;
mod window;
pub(in crate::reader) mod zip;

use std::fmt;
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;

pub use budget::{Budget, Limits};
pub use open::{Given, How, Opened, Whence, read_source, see_source};
pub use publication::Publication;
pub use window::{ReadSeek, Source, Window};

use super::{ReadError, Reason, Skip};

/// One kind of file that holds others.
pub trait Container: Sync {
    /// Name for reports, in snake case.
    fn name(&self) -> &'static str;
    /// One line for `morgue formats`.
    fn doc(&self) -> &'static str;
    /// Extensions in lower case, without the dot; for the list of formats only.
    fn extensions(&self) -> &'static [&'static str];
    /// Whether the first bytes say that this is the kind.  Content alone decides.
    fn is_it(&self, head: &[u8]) -> bool;
    /// Whether its members are files in folders, of which one may be made of others.
    fn holds_files(&self) -> bool {
        false
    }
    /// Gives every member in order.  Damage that costs a part is given as `Part::Skipped`; an error
    /// ends the file.  Stops when told to break.
    fn open(
        &self,
        file: &mut Window<'_>,
        around: &Around<'_>,
        give: Give<'_>,
    ) -> Result<(), ReadError>;
}

/// Every kind of container.
pub const CONTAINERS: &[&dyn Container] = &[
    &frames::Gzip,
    &frames::Bzip2,
    &frames::Zstandard,
    &zip::Zip,
    &warc::Warc,
    &warc::Arc,
    &warc::Har,
    &tar::Tar,
    &mbox::Mbox,
];

/// What a container needs to know of the file it is in.
pub struct Around<'a> {
    /// File or member name of the container itself, a hint only.
    pub name: &'a str,
    pub budget: &'a Budget,
}

/// What a container gives, in the order of the file.
pub enum Part<'a> {
    Member(Member<'a>),
    /// A part that gave nothing, and why.
    Skipped(Skip),
    /// A part in which nobody would look for an article: a picture, a request, a folder.
    PassedOver {
        member: String,
        what: String,
    },
}

/// Receives the parts; says whether to go on.
pub type Give<'a> = &'a mut dyn FnMut(Part<'_>) -> ControlFlow<()>;

/// One file within a container.
pub struct Member<'a> {
    /// Unique in its container; empty for the one content of a compressed file.
    pub name: String,
    /// Path to take hints from (dates, headline): never that of the container.
    pub hint: String,
    /// Offset of the member in its container.
    pub offset: u64,
    pub charset: Option<String>,
    pub url: Option<String>,
    /// When the member existed already: capture or modification time, ISO 8601.
    pub seen: Option<String>,
    /// Of which the container is an issue.
    pub publication: Option<Arc<Publication>>,
    /// The section of the publication that the member is in.
    pub section: Option<String>,
    /// What was odd, as short sentences.
    pub notes: Vec<String>,
    pub content: &'a mut dyn Source,
}

impl<'a> Member<'a> {
    pub fn new(name: String, offset: u64, content: &'a mut dyn Source) -> Self {
        Self {
            hint: name.clone(),
            name,
            offset,
            charset: None,
            url: None,
            seen: None,
            publication: None,
            section: None,
            notes: Vec::new(),
            content,
        }
    }
}

/// What went wrong in a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    pub reason: Reason,
    pub detail: String,
    /// Where, if it is not where reading stopped.
    pub offset: Option<u64>,
    /// The next read continues behind the damage.
    pub goes_on: bool,
}

impl Trouble {
    pub fn new(reason: Reason, detail: impl Into<String>) -> Self {
        Self {
            reason,
            detail: detail.into(),
            offset: None,
            goes_on: false,
        }
    }

    pub fn at(mut self, offset: u64) -> Self {
        self.offset = Some(offset);
        self
    }

    pub fn going_on(mut self) -> Self {
        self.goes_on = true;
        self
    }

    /// The part that was lost to it.
    pub fn skip(self, member: &str, offset: u64) -> Skip {
        Skip {
            member: member.to_owned(),
            offset: self.offset.unwrap_or(offset),
            reason: self.reason,
            detail: self.detail,
        }
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.reason, self.detail)
    }
}

impl std::error::Error for Trouble {}

impl From<Trouble> for io::Error {
    fn from(trouble: Trouble) -> Self {
        Self::other(trouble)
    }
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        match error.downcast::<Self>() {
            Ok(trouble) => trouble,
            Err(error) => Self::new(Reason::Io, error.to_string()),
        }
    }
}

impl From<Trouble> for ReadError {
    fn from(trouble: Trouble) -> Self {
        Self {
            reason: trouble.reason,
            detail: trouble.detail,
            offset: trouble.offset,
        }
    }
}

/// Chooses the container that the first bytes of a file make it.
pub fn choose_container(head: &[u8]) -> Option<&'static dyn Container> {
    CONTAINERS.iter().copied().find(|c| c.is_it(head))
}
