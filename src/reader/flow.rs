//! The text of scholarly XML (TEI, JATS) to blocks: one walk for every vocabulary, whose own table
//! says what each element does.
//!
//! Lines of the page are joined where the vocabulary marks their ends, tokens of linguistic corpora
//! are spaced (`tokens`).  Depth is bounded by the tree, so recursion is; every element is walked
//! once, so time is linear.

use super::broken_word::{append_second_part, cut_hyphen};
use super::fragment::{block, collapse};
use super::references::decode_references;
use super::xml::{Child, Element};
use crate::article::{Block, BlockKind, Span};

mod tokens;

pub use tokens::Spacing;

/// What an element does to the text.
#[derive(Debug, Clone, Copy)]
pub enum Effect<'t, 'a> {
    /// Its text stands within the line.
    Inline,
    /// The same, with a space before it at least: a sentence.
    Sentence,
    /// A line within a paragraph: verse, an address.
    Line,
    /// Ends the paragraph before it and its last one; the kind around it goes on.
    Container,
    /// The same with a kind of its own; paragraphs and headings within are of that kind.
    Block(BlockKind),
    /// Stands behind the paragraph in which it is called: a note.
    Aside(BlockKind),
    /// The end of a printed line; true: surely within a word.
    LineEnd(bool),
    Row,
    Cell,
    /// This element is read in its place; none: nothing is.
    Instead(Option<Element<'t, 'a>>),
    /// A token of a linguistic corpus.
    Word,
    /// A punctuation mark of one.
    Sign,
}

/// What an element (the second) within another does.
pub type Vocabulary<'v, 't, 'a> = &'v dyn Fn(Element<'t, 'a>, Element<'t, 'a>) -> Effect<'t, 'a>;

/// The blocks of everything within an element.
pub fn blocks_of<'t, 'a>(
    element: Element<'t, 'a>,
    vocabulary: Vocabulary<'_, 't, 'a>,
    spacing: Spacing,
) -> Vec<Block> {
    let mut flow = Flow::new(vocabulary, spacing, BlockKind::Paragraph, element.span());
    flow.inside(element);
    flow.end();
    flow.blocks
}

/// Everything within an element in one line.
pub fn line_of<'t, 'a>(
    element: Element<'t, 'a>,
    vocabulary: Vocabulary<'_, 't, 'a>,
    spacing: Spacing,
) -> String {
    let blocks = blocks_of(element, vocabulary, spacing);
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    collapse(&texts.join(" "))
}

struct Flow<'v, 't, 'a> {
    vocabulary: Vocabulary<'v, 't, 'a>,
    spacing: Spacing,
    blocks: Vec<Block>,
    /// What the paragraph calls and what stands behind it.
    asides: Vec<Block>,
    line: Line,
    kind: BlockKind,
    span: Span,
}

impl<'v, 't, 'a> Flow<'v, 't, 'a> {
    fn new(
        vocabulary: Vocabulary<'v, 't, 'a>,
        spacing: Spacing,
        kind: BlockKind,
        span: Span,
    ) -> Self {
        Self {
            vocabulary,
            spacing,
            blocks: Vec::new(),
            asides: Vec::new(),
            line: Line::default(),
            kind,
            span,
        }
    }

    fn inside(&mut self, element: Element<'t, 'a>) {
        for child in element.child_nodes() {
            match child {
                Child::Element(inner) => self.element(element, inner),
                Child::Text(text, _) => self.line.push(&decode_references(text)),
                Child::Raw(text, _) => self.line.push(text),
            }
        }
    }

    fn element(&mut self, parent: Element<'t, 'a>, element: Element<'t, 'a>) {
        match (self.vocabulary)(parent, element) {
            Effect::Inline | Effect::Cell => self.inside(element),
            Effect::Sentence => {
                self.line.space();
                self.inside(element);
            }
            Effect::Line => {
                self.line.end_line(false);
                self.inside(element);
                self.line.end_line(false);
            }
            Effect::Container => self.block(element, self.kind),
            Effect::Block(kind) => {
                let gives_way = matches!(kind, BlockKind::Paragraph | BlockKind::Subhead);
                let is_plain = matches!(self.kind, BlockKind::Paragraph | BlockKind::Subhead);
                self.block(
                    element,
                    if gives_way && !is_plain {
                        self.kind
                    } else {
                        kind
                    },
                );
            }
            Effect::Aside(kind) => self.aside(element, kind),
            Effect::LineEnd(is_in_word) => self.line.end_line(is_in_word),
            Effect::Row => self.row(element),
            Effect::Instead(Some(other)) => self.inside(other),
            Effect::Instead(None) => {}
            Effect::Word => self.token(element, false),
            Effect::Sign => self.token(element, true),
        }
    }

    fn block(&mut self, element: Element<'t, 'a>, kind: BlockKind) {
        self.end();
        let around = (self.kind, self.span);
        (self.kind, self.span) = (kind, element.span());
        self.inside(element);
        self.end();
        (self.kind, self.span) = around;
    }

    fn aside(&mut self, element: Element<'t, 'a>, kind: BlockKind) {
        let mut inner = Flow::new(self.vocabulary, self.spacing, kind, element.span());
        inner.inside(element);
        inner.end();
        self.asides.append(&mut inner.blocks);
        if self.line.is_empty() {
            self.end();
        }
    }

    /// A row of one cell is layout, not a table.
    fn row(&mut self, element: Element<'t, 'a>) {
        let is_cell =
            |cell: &Element<'t, 'a>| matches!((self.vocabulary)(element, *cell), Effect::Cell);
        let cells: Vec<Element<'t, 'a>> = element.children().filter(is_cell).collect();
        if cells.len() < 2 {
            return self.block(element, self.kind);
        }
        self.end();
        let texts: Vec<String> = cells
            .into_iter()
            .map(|cell| line_of(cell, self.vocabulary, self.spacing))
            .collect();
        let row = texts.join("\t");
        if row.trim().is_empty() {
            return;
        }
        match self.blocks.last_mut() {
            Some(last) if last.kind == BlockKind::Table => {
                last.text.push('\n');
                last.text.push_str(row.trim_end());
                last.span.end = element.span().end;
            }
            _ => self.give(BlockKind::Table, row.trim_end().to_owned(), element.span()),
        }
    }

    fn token(&mut self, element: Element<'t, 'a>, is_sign: bool) {
        if self.spacing == Spacing::AsWritten {
            return self.inside(element);
        }
        if element.inner().trim().is_empty() {
            return;
        }
        let sides = tokens::sides(element, is_sign, self.spacing, &mut self.line.quotes);
        if !sides.left && !std::mem::take(&mut self.line.is_tied) {
            self.line.space();
        }
        self.inside(element);
        (self.line.is_tied, self.line.is_behind_token) = (sides.right, true);
    }

    /// Ends the paragraph; what it called follows.
    fn end(&mut self) {
        let text = self.line.finish();
        if !text.is_empty() {
            self.give(self.kind, text, self.span);
        }
        self.blocks.append(&mut self.asides);
    }

    fn give(&mut self, kind: BlockKind, text: String, span: Span) {
        let mut new = block(kind, text);
        new.span = span;
        self.blocks.push(new);
    }
}

/// A word that the end of a line breaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Broken {
    /// The file says so.
    Surely,
    /// A hyphen stands there, and was cut off.
    ByHyphen,
}

/// The paragraph that is being put together.
#[derive(Debug, Default)]
struct Line {
    text: String,
    broken: Option<Broken>,
    /// The last token wants no space behind it.
    is_tied: bool,
    /// White space that follows is the file's layout.
    is_behind_token: bool,
    /// Quotation marks that are open.
    quotes: tokens::Quotes,
}

impl Line {
    fn is_empty(&self) -> bool {
        self.text.trim_start().is_empty()
    }

    fn push(&mut self, piece: &str) {
        let is_blank = piece.trim_start().is_empty();
        if is_blank && (self.is_behind_token || self.broken.is_some()) {
            return;
        }
        self.is_behind_token = false;
        let Some(broken) = self.broken.take() else {
            self.text.push_str(piece);
            return;
        };
        let piece = piece.trim_start();
        if broken == Broken::Surely {
            self.text.push_str(piece);
            return;
        }
        let end = piece.find(char::is_whitespace).unwrap_or(piece.len());
        append_second_part(&mut self.text, "-", &piece[..end]);
        self.text.push_str(&piece[end..]);
    }

    /// Sees to it that the next word does not touch the last one.
    fn space(&mut self) {
        let is_open = self.broken.is_none() && !self.text.ends_with(char::is_whitespace);
        if is_open && !self.text.is_empty() {
            self.text.push(' ');
        }
    }

    fn end_line(&mut self, is_in_word: bool) {
        if self.broken.is_none() {
            let length = self.text.trim_end().len();
            self.text.truncate(length);
            if cut_hyphen(&mut self.text) {
                self.broken = Some(Broken::ByHyphen);
            } else if !is_in_word {
                self.space();
            }
        }
        if is_in_word && !self.text.is_empty() {
            self.broken = Some(Broken::Surely);
        }
    }

    fn finish(&mut self) -> String {
        let mut line = std::mem::take(self);
        if line.broken == Some(Broken::ByHyphen) {
            line.text.push('-');
        }
        collapse(&line.text)
    }
}
