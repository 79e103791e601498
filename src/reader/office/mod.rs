//! What word processors write, whichever of their formats it is in: paragraphs with their styles.
//!
//! The readers of RTF, Word and OpenDocument put a file together with `Composer`; from there on
//! all three are one.  The paragraphs become the lines of a text (`lay_out`), which is read as a
//! delivery of a newspaper database where it is one, else as one article (`article`).  Deleted and
//! hidden text and comments never come here.  Pictures are not looked at.

mod article;
mod compose;
mod elements;
mod language;
mod letters;
mod lines;
mod styles;
#[cfg(test)]
mod tests;
mod turns;

pub use article::{Origin, give};
pub use compose::{Composer, Flow};
pub use elements::{Elements, LeftOut, walk};
pub use language::Tally;
pub use styles::{inherited, role_of_style};
pub use turns::speaker_of;

/// Largest file that is read, bytes; pictures are part of it.
pub const MAX_OFFICE_BYTES: usize = 200 << 20;

/// What a paragraph is, as its style says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    #[default]
    Text,
    Title,
    Subtitle,
    /// Level from 1.
    Heading(u8),
    ListItem,
    Quote,
    Caption,
    /// Of a foot note or an end note.
    Note,
    /// Of a table of contents.
    Contents,
}

/// Where in a table a paragraph stands; numbers from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// Tables of one text have different numbers.
    pub table: u32,
    pub row: u32,
    pub column: u32,
}

/// How a paragraph looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Look {
    pub role: Role,
    /// In the middle or at the right margin.
    pub is_set_apart: bool,
}

/// One paragraph that shows something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// Tabs and line breaks as they stand.
    pub text: String,
    pub look: Look,
    pub cell: Option<Cell>,
    /// Empty paragraphs right before.
    pub blanks_before: u32,
    pub starts_page: bool,
}

/// What a file says of itself; empty where it does not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Info {
    pub title: String,
    pub author: String,
    /// BCP 47.
    pub language: String,
    /// ISO 8601.
    pub created: String,
    pub modified: String,
}

/// A word processor's text in reading order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfficeText {
    pub paragraphs: Vec<Paragraph>,
    /// Headers and footers, each once.
    pub running: Vec<String>,
    pub info: Info,
    /// What was odd, as short sentences.
    pub notes: Vec<String>,
}
