//! A page after one pass: its text in blocks with what stands around them, and everything its head
//! and its attributes say.

use std::ops::Range;

use super::marks::Marks;
use crate::article::Span;

/// A run of text between two block borders.
#[derive(Debug, Clone)]
pub struct PageBlock {
    pub text: String,
    /// Bytes of `text` before its first break of line, all where it has none.
    pub first_line: usize,
    /// Byte range in the page.
    pub span: Span,
    /// Characters of `text`.
    pub chars: usize,
    /// Characters of `text` inside links.
    pub link_chars: usize,
    pub tag: BlockTag,
    pub marks: Marks,
    /// Marks of the nearest block element alone.
    pub own_marks: Marks,
    /// Index of the element that holds the block.
    pub element: usize,
    /// Open elements around it.
    pub depth: usize,
    /// The whole text is bold.
    pub is_strong: bool,
    /// The whole text is italic.
    pub is_italic: bool,
    /// It is set at the right margin.
    pub is_right: bool,
}

impl PageBlock {
    /// The first line, and what stands below it.
    pub fn lines(&self) -> (&str, &str) {
        let lines = self.text.split_at_checked(self.first_line);
        let (first, rest) = lines.unwrap_or((&self.text, ""));
        (first, rest.trim_start())
    }
}

/// The block element nearest to a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockTag {
    Paragraph,
    Heading(u8),
    ListItem,
    Cell,
    Caption,
    Preformatted,
    /// `div`, `section` and all others.
    Division,
}

/// A block element, open or closed.
#[derive(Debug, Clone)]
pub struct Element {
    pub parent: usize,
    /// Text of paragraphs directly inside, characters.
    pub paragraph_chars: usize,
    /// All text inside, characters.
    pub chars: usize,
    pub link_chars: usize,
    /// Its text is set at the right margin.
    pub is_right: bool,
}

/// An `<article>`, which may hold others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleElement {
    /// Byte range in the page, tags included.
    pub span: Span,
    pub blocks: Range<usize>,
}

/// A `<time>` element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeElement {
    pub datetime: String,
    /// Words of its `class`.
    pub class: String,
    pub text: String,
    /// Number of the block that it stands in.
    pub at: usize,
    pub marks: Marks,
    pub span: Span,
}

/// A text marked as an author's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedAuthor {
    /// `rel`, `itemprop`, `class`, or `href` for a link to an author's page.
    pub how: &'static str,
    pub text: String,
    pub marks: Marks,
    /// Blocks of the page before the end of it.
    pub at: usize,
}

/// A link to the page of a section or a tag, by its `rel`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub is_section: bool,
    pub text: String,
    pub marks: Marks,
    /// Number of the block that it stands in.
    pub at: usize,
}

/// Everything that one pass finds.
#[derive(Debug, Default)]
pub struct Page<'a> {
    pub blocks: Vec<PageBlock>,
    pub elements: Vec<Element>,
    /// In the order of their beginnings.
    pub articles: Vec<ArticleElement>,
    /// Name, property or itemprop in lower case, and content.
    pub metas: Vec<(String, String)>,
    /// Without that of the archive that keeps the page.
    pub canonical: Option<String>,
    /// Digits of the second in which an archive took it.
    pub captured: Option<String>,
    /// Where the program says that it saved it from.
    pub saved_from: Option<String>,
    /// What relative addresses are relative to.
    pub base: Option<String>,
    /// What a picture that is a heading says.
    pub pictured: Option<String>,
    /// Sections and tags by the links to their pages.
    pub terms: Vec<Term>,
    pub title: String,
    pub language: Option<String>,
    /// Texts of `application/ld+json` scripts.
    pub json_ld: Vec<&'a str>,
    /// Other scripts that are long enough to hold a page's data.
    pub scripts: Vec<&'a str>,
    pub times: Vec<TimeElement>,
    pub authors: Vec<MarkedAuthor>,
    /// Values of `itemprop` attributes other than in `metas`.
    pub properties: Vec<(String, String)>,
    /// Last parts of `itemtype` addresses: `NewsArticle`.
    pub item_types: Vec<String>,
}

impl Page<'_> {
    /// Adds the text of blocks up to their elements, and that of elements to those around them.
    pub fn add_up(&mut self) {
        for block in &self.blocks {
            if block.tag == BlockTag::Paragraph {
                // The parent of the paragraph, which gathers its siblings.
                let parent = self.elements[block.element].parent;
                self.elements[parent].paragraph_chars += block.chars;
            }
        }
        // Children follow their parents, so one pass backwards adds everything up.
        for i in (1..self.elements.len()).rev() {
            let (chars, links) = (self.elements[i].chars, self.elements[i].link_chars);
            let parent = self.elements[i].parent;
            self.elements[parent].chars += chars;
            self.elements[parent].link_chars += links;
        }
    }
}

/// The first `most` bytes of a text, cut at a character.
pub fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let mut end = most;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
