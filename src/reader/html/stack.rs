//! The open elements of a page, with the ends that HTML implies.
//!
//! `<p>` is ended by any block, `<li>` by the next one, and an end tag without a beginning ends
//! nothing that it should not.  Nothing is dropped here: who asks pops.

use super::elements::{Capture, ElementKind, is_heading};
use super::marks::Marks;
use super::page::BlockTag;

/// Elements that are kept; deeper ones are not told apart.
pub const MAX_STACK: usize = 600;

/// An open element.
pub struct Open<'a> {
    pub name: &'a str,
    pub kind: ElementKind,
    /// Marks of everything around, this one included.
    pub marks: Marks,
    pub own_marks: Marks,
    /// Index in `Page::elements` of this or the nearest block element.
    pub element: usize,
    /// Only programs read it out, and it stands within a line.
    pub is_unseen: bool,
    /// Index in `Page::articles`.
    pub article: Option<usize>,
    /// What its text is collected for, and where that begins.
    pub capture: Option<(Capture, usize)>,
}

/// Only elements near the top can be ended by the beginning of another.
const NEAR: usize = 12;

/// Elements that end their like, and the elements around them that keep them from it.
const GROUPS: &[(&[&str], &[&str])] = &[
    (&["li"], &["ul", "ol", "menu"]),
    (&["dt", "dd"], &["dl"]),
    (&["td", "th"], &["tr", "table"]),
    (&["tr"], &["table", "tbody", "thead"]),
    (&["option"], &["select"]),
];

/// Open elements, innermost last.
#[derive(Default)]
pub struct Stack<'a>(Vec<Open<'a>>);

impl<'a> Stack<'a> {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn push(&mut self, open: Open<'a>) {
        self.0.push(open);
    }

    /// Takes the innermost element off, unless only this many are left.
    pub fn pop_above(&mut self, left: usize) -> Option<Open<'a>> {
        (self.0.len() > left).then(|| self.0.pop()).flatten()
    }

    pub fn last(&self) -> Option<&Open<'a>> {
        self.0.last()
    }

    /// Marks of everything around.
    pub fn marks(&self) -> Marks {
        self.last().map_or(Marks::default(), |open| open.marks)
    }

    /// The nearest block element: its tag, its own marks and its index.
    pub fn holder(&self) -> (BlockTag, Marks, usize) {
        let holder = self.0.iter().rev().find_map(|open| match open.kind {
            ElementKind::Block(tag) => Some((tag, open.own_marks, open.element)),
            _ => None,
        });
        holder.unwrap_or((BlockTag::Division, Marks::default(), 0))
    }

    /// The outermost element that the beginning of a block element ends.
    pub fn ended_by_open(&self, name: &str) -> Option<usize> {
        let same = |a: &str, b: &[&str]| b.iter().any(|b| a.eq_ignore_ascii_case(b));
        let group = GROUPS.iter().find(|(members, _)| same(name, members));
        let near = self.0.len().saturating_sub(NEAR);
        for (i, open) in self.0.iter().enumerate().skip(near).rev() {
            if open.name.eq_ignore_ascii_case("p") || (is_heading(open.name) && is_heading(name)) {
                return Some(i);
            }
            match group {
                Some((members, _)) if same(open.name, members) => return Some(i),
                Some((_, holders)) if same(open.name, holders) => return None,
                Some(_) => {}
                None if matches!(open.kind, ElementKind::Block(_)) => return None,
                None => {}
            }
        }
        None
    }

    /// The element that an end tag ends, with everything in it.
    pub fn ended_by_close(&self, name: &str, kind: ElementKind) -> Option<usize> {
        for (i, open) in self.0.iter().enumerate().rev() {
            if open.name.eq_ignore_ascii_case(name) {
                return Some(i);
            }
            // A stray inline end tag ends no block; a block end tag ends what is inside, but a
            // cell or a list does not end the table or list around it.
            if kind == ElementKind::Inline && matches!(open.kind, ElementKind::Block(_)) {
                return None;
            }
        }
        None
    }
}
