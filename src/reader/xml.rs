//! XML for readers: the elements of a document as a flat tree, and long documents piece by piece.
//!
//! Built on the lenient scanner of `markup`, so bare ampersands and stray closers cost nothing but
//! themselves.  No DTD is read, no entity of one expanded, nothing fetched: billion laughs and
//! external entities are inert text.  Invariants: depth and number of elements are bounded, time is
//! linear, a document that ends too early keeps what it has and says so.  Not a validator.

use super::fragment::collapse;
use super::markup::{Dialect, Scanner, Tag, Token, local};
use super::references::decode_references;
use super::{ReadError, Reason};
use crate::article::Span;

mod head;
mod pieces;

pub use head::{Root, decode_xml, root_of};
pub use pieces::{Piece, pieces};

/// Elements within elements; articles need about 20.
pub const MAX_DEPTH: usize = 256;

/// Elements and pieces of text in one tree; a newspaper page in ALTO has about 50,000.
pub const MAX_NODES: usize = 1_000_000;

/// A parsed document, or an element cut out of one.
#[derive(Debug)]
pub struct Tree<'a> {
    text: &'a str,
    /// Where `text` begins in the text of the file.
    at: usize,
    /// In document order, so that the descendants of a node follow it.
    nodes: Vec<Node<'a>>,
    /// Elements were still open at the end.
    pub is_truncated: bool,
    /// Closing tags that close nothing.
    pub stray_closers: usize,
}

#[derive(Debug)]
struct Node<'a> {
    what: What<'a>,
    /// One past the last descendant, as index.
    end: usize,
    /// Byte ranges in `text`: with the tags, and between them.
    outer: Span,
    inner: Span,
}

#[derive(Debug)]
enum What<'a> {
    Element(Tag<'a>),
    Text(&'a str),
    /// CDATA, in which references mean nothing.
    Raw(&'a str),
}

impl<'a> Tree<'a> {
    /// Parses a text; elements that are never closed end with it.
    pub fn parse(text: &'a str) -> Result<Self, ReadError> {
        Self::parse_at(text, 0)
    }

    /// Parses a piece that begins at byte `at` of the file's text, so that spans are the file's.
    pub fn parse_at(text: &'a str, at: usize) -> Result<Self, ReadError> {
        let mut tree = Self {
            text,
            at,
            nodes: Vec::new(),
            is_truncated: false,
            stray_closers: 0,
        };
        let mut open: Vec<usize> = Vec::new();
        let mut scanner = Scanner::new(text, Dialect::Xml);
        loop {
            let start = scanner.position();
            let Some(token) = scanner.next() else { break };
            let end = scanner.position();
            if tree.nodes.len() >= MAX_NODES {
                let detail = format!("more than {MAX_NODES} elements");
                return Err(ReadError::new(Reason::TooLarge, detail).at((at + start) as u64));
            }
            match token {
                Token::Text(text) => tree.push(What::Text(text), start, end),
                Token::Raw(text) => tree.push(What::Raw(text), start, end),
                Token::Other(other) => {
                    // A tag or a comment that the end of the file cuts off.
                    tree.is_truncated |= !other.ends_with('>');
                }
                Token::Open(tag) => {
                    tree.push(What::Element(tag), start, end);
                    if tag.is_empty || is_void(tag.name) {
                        continue;
                    }
                    open.push(tree.nodes.len() - 1);
                    if open.len() > MAX_DEPTH {
                        let detail = format!("elements nested deeper than {MAX_DEPTH}");
                        return Err(
                            ReadError::new(Reason::XmlDepth, detail).at((at + start) as u64)
                        );
                    }
                }
                Token::Close(name) => {
                    tree.is_truncated |= end == text.len() && !text.ends_with('>');
                    let opener = open.iter().rposition(|i| tree.nodes[*i].is_named(name));
                    match opener {
                        // What is open within ends here too.
                        Some(depth) => {
                            for i in open.drain(depth..) {
                                tree.close(i, start, end);
                            }
                        }
                        None => tree.stray_closers += usize::from(!is_void(name)),
                    }
                }
            }
        }
        tree.is_truncated |= !open.is_empty();
        for i in open {
            tree.close(i, text.len(), text.len());
        }
        Ok(tree)
    }

    fn push(&mut self, what: What<'a>, start: usize, end: usize) {
        self.nodes.push(Node {
            what,
            end: self.nodes.len() + 1,
            outer: Span::new(start, end),
            inner: Span::new(end, end),
        });
    }

    fn close(&mut self, index: usize, start: usize, end: usize) {
        let after = self.nodes.len();
        let node = &mut self.nodes[index];
        node.end = after;
        node.inner.end = start;
        node.outer.end = end;
    }

    fn shifted(&self, span: Span) -> Span {
        Span::new(span.start + self.at, span.end + self.at)
    }

    /// The outermost elements; a well-formed document has one.
    pub fn roots(&self) -> impl Iterator<Item = Element<'_, 'a>> {
        siblings(self, 0, self.nodes.len())
    }

    /// The first of the outermost elements.
    pub fn root(&self) -> Option<Element<'_, 'a>> {
        self.roots().next()
    }

    /// Every element with this name that is in no other of it: nesting cannot multiply its text.
    pub fn outermost(&self, name: &str) -> impl Iterator<Item = Element<'_, 'a>> {
        outermost(self.all(name))
    }

    /// Every element with this name, in document order.
    pub fn all(&self, name: &str) -> impl Iterator<Item = Element<'_, 'a>> {
        within(self, 0, self.nodes.len()).filter(move |element| element.is(name))
    }
}

/// Elements of HTML that hold nothing, closed or not: sloppy feeds have them unescaped and open.
fn is_void(name: &str) -> bool {
    matches!(name, "br" | "hr" | "img" | "wbr")
}

impl Node<'_> {
    fn is_named(&self, name: &str) -> bool {
        matches!(&self.what, What::Element(tag) if tag.name == name)
    }
}

/// Leaves out what lies within one that came before.
pub fn outermost<'t, 'a: 't>(
    elements: impl Iterator<Item = Element<'t, 'a>>,
) -> impl Iterator<Item = Element<'t, 'a>> {
    let mut end = 0;
    elements.filter(move |element| {
        let span = element.span();
        let is_outside = span.start >= end;
        end = end.max(span.end);
        is_outside
    })
}

fn siblings<'t, 'a>(
    tree: &'t Tree<'a>,
    from: usize,
    to: usize,
) -> impl Iterator<Item = Element<'t, 'a>> {
    let mut next = from;
    std::iter::from_fn(move || {
        while next < to {
            let index = next;
            next = tree.nodes[index].end;
            if let What::Element(tag) = tree.nodes[index].what {
                return Some(Element { tree, index, tag });
            }
        }
        None
    })
}

fn within<'t, 'a>(
    tree: &'t Tree<'a>,
    from: usize,
    to: usize,
) -> impl Iterator<Item = Element<'t, 'a>> {
    (from..to).filter_map(move |index| match tree.nodes[index].what {
        What::Element(tag) => Some(Element { tree, index, tag }),
        What::Text(_) | What::Raw(_) => None,
    })
}

/// What stands directly within an element, with its place in the text of the file.
#[derive(Debug, Clone, Copy)]
pub enum Child<'t, 'a> {
    Element(Element<'t, 'a>),
    /// References are not decoded.
    Text(&'a str, Span),
    /// Content of a CDATA section, where references mean nothing.
    Raw(&'a str, Span),
}

/// One element of a tree.
#[derive(Debug, Clone, Copy)]
pub struct Element<'t, 'a> {
    tree: &'t Tree<'a>,
    index: usize,
    tag: Tag<'a>,
}

impl<'t, 'a> Element<'t, 'a> {
    /// Name without prefix, in the case of the file.
    pub fn name(&self) -> &'a str {
        local(self.tag.name)
    }

    /// Name with its prefix, as it stands.
    pub fn full_name(&self) -> &'a str {
        self.tag.name
    }

    /// Whether the name is this one, in any case.
    ///
    /// `media:title` wants that prefix, `:title` wants none, `title` takes any.
    pub fn is(&self, name: &str) -> bool {
        match name.strip_prefix(':') {
            Some(bare) => self.tag.name.eq_ignore_ascii_case(bare),
            None if name.contains(':') => self.tag.name.eq_ignore_ascii_case(name),
            None => self.name().eq_ignore_ascii_case(name),
        }
    }

    /// Decoded and trimmed value of an attribute, compared without prefix and case; none if empty.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let value = self.tag.attribute(name)?;
        let value = value.trim();
        (!value.is_empty()).then(|| value.to_owned())
    }

    /// All attributes as they stand.
    pub fn attributes(&self) -> &'a str {
        self.tag.attributes
    }

    /// The elements directly within.
    pub fn children(&self) -> impl Iterator<Item = Element<'t, 'a>> + use<'t, 'a> {
        let end = self.tree.nodes[self.index].end;
        siblings(self.tree, self.index + 1, end)
    }

    /// Everything directly within: elements, and runs of text between them.
    pub fn child_nodes(&self) -> impl Iterator<Item = Child<'t, 'a>> + use<'t, 'a> {
        let tree = self.tree;
        let end = tree.nodes[self.index].end;
        let mut next = self.index + 1;
        std::iter::from_fn(move || {
            let index = next;
            if index >= end {
                return None;
            }
            let node = &tree.nodes[index];
            next = node.end;
            Some(match node.what {
                What::Element(tag) => Child::Element(Element { tree, index, tag }),
                What::Text(text) => Child::Text(text, tree.shifted(node.outer)),
                What::Raw(text) => Child::Raw(text, tree.shifted(node.outer)),
            })
        })
    }

    /// The elements directly within that have this name.
    pub fn children_named<'n>(
        &self,
        name: &'n str,
    ) -> impl Iterator<Item = Element<'t, 'a>> + use<'t, 'a, 'n> {
        self.children().filter(move |child| child.is(name))
    }

    /// The first element directly within that has this name.
    pub fn child(&self, name: &str) -> Option<Element<'t, 'a>> {
        self.children().find(|child| child.is(name))
    }

    /// The element at the end of a path of names, taking the first at each step.
    pub fn at(&self, path: &[&str]) -> Option<Element<'t, 'a>> {
        path.iter()
            .try_fold(*self, |element, name| element.child(name))
    }

    /// Every element within, at any depth, in document order.
    pub fn descendants(&self) -> impl Iterator<Item = Element<'t, 'a>> + use<'t, 'a> {
        let end = self.tree.nodes[self.index].end;
        within(self.tree, self.index + 1, end)
    }

    /// The first element within, at any depth, that has this name.
    pub fn find(&self, name: &str) -> Option<Element<'t, 'a>> {
        self.descendants().find(|element| element.is(name))
    }

    /// All text within: references decoded, tags dropped, white space as it stands.
    pub fn raw_text(&self) -> String {
        let end = self.tree.nodes[self.index].end;
        let mut out = String::new();
        for node in &self.tree.nodes[self.index + 1..end] {
            match node.what {
                What::Text(text) => out.push_str(&decode_references(text)),
                What::Raw(text) => out.push_str(text),
                What::Element(_) => {}
            }
        }
        out
    }

    /// All text within in one line.
    pub fn text(&self) -> String {
        collapse(&self.raw_text())
    }

    /// Text of the first child with this name in one line, if it has any.
    pub fn child_text(&self, name: &str) -> Option<String> {
        self.children_named(name)
            .map(|child| child.text())
            .find(|text| !text.is_empty())
    }

    /// The markup between the tags as it stands, for `fragment`.
    pub fn inner(&self) -> &'a str {
        &self.tree.text[self.tree.nodes[self.index].inner.range()]
    }

    /// Byte range in the text of the file, tags included.
    pub fn span(&self) -> Span {
        self.tree.shifted(self.tree.nodes[self.index].outer)
    }

    /// Byte range in the text of the file, between the tags.
    pub fn inner_span(&self) -> Span {
        self.tree.shifted(self.tree.nodes[self.index].inner)
    }

    /// The file's text at a span that lies within this tree.
    pub fn source(&self, span: Span) -> &'a str {
        &self.tree.text[span.start - self.tree.at..span.end - self.tree.at]
    }
}

#[cfg(test)]
mod tests;
