//! The elements of a document in XML, one after the other, with those that are left out.
//!
//! One pass without a tree: nesting costs nothing, whatever a file claims.

use crate::reader::markup::{Dialect, Scanner, Tag, Token};
use crate::reader::references::decode_references;

/// Takes what a file holds, in its order.
pub trait Elements {
    /// Takes the first element of the file; `open` takes it too.
    fn begin(&mut self, _root: &str) {}
    fn open(&mut self, tag: &Tag<'_>);
    /// Takes the end of an element, by its name with the prefix.
    fn close(&mut self, name: &str);
    fn text(&mut self, text: &str);
    /// Whether nothing more is wanted.
    fn is_full(&self) -> bool;
}

/// Goes through a file to its end; returns whether its root was closed.
pub fn walk(xml: &str, to: &mut impl Elements) -> bool {
    let mut root = "";
    let mut is_whole = false;
    for token in Scanner::new(xml, Dialect::Xml) {
        if to.is_full() {
            break;
        }
        match token {
            Token::Open(tag) => {
                if root.is_empty() {
                    root = tag.name;
                    to.begin(root);
                }
                to.open(&tag);
            }
            Token::Close(name) => {
                is_whole = name == root;
                to.close(name);
            }
            Token::Text(text) => to.text(&decode_references(text)),
            Token::Raw(text) => to.text(text),
            Token::Other(_) => {}
        }
    }
    is_whole
}

/// The element whose text is left out with all that is in it, if one is open.
#[derive(Debug, Default)]
pub struct LeftOut {
    /// Its name, and how many of that name are open.
    open: Option<(String, usize)>,
}

impl LeftOut {
    pub fn begin(&mut self, tag: &Tag<'_>) {
        if !tag.is_empty {
            self.open = Some((tag.name.to_owned(), 1));
        }
    }

    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether an element that opens is left out.
    pub fn opens(&mut self, tag: &Tag<'_>) -> bool {
        if let Some((name, depth)) = &mut self.open {
            *depth += usize::from(name == tag.name && !tag.is_empty);
        }
        self.is_open()
    }

    /// Whether an element that ends was left out.
    pub fn closes(&mut self, full: &str) -> bool {
        let Some((name, depth)) = &mut self.open else {
            return false;
        };
        if name == full {
            *depth -= 1;
            if *depth == 0 {
                self.open = None;
            }
        }
        true
    }
}
