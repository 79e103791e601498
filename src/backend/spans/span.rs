//! An expression over terms: what is asked of the index, before any segment is opened.

use tantivy::Term;

use crate::backend::terms::Words;
use crate::query::ast::{self, Order};

/// A set of terms that stand for one word.
#[derive(Debug, Clone, Default)]
pub struct Leaf {
    pub terms: Vec<Term>,
    /// What a pattern stands for.
    pub words: Option<Words>,
    /// A term that counts only in the articles that have one of these others.
    pub unstemmed: Option<(Term, Vec<Term>)>,
}

/// Mentions of certain people, organisations or places, all of one length and spelled by one key.
#[derive(Debug, Clone)]
pub struct MentionList {
    /// Words that each covers.
    pub words: u32,
    /// The mark at its first word.
    pub mark: Term,
    /// Articles with one of these alone count; none for all articles.
    pub within: Vec<Term>,
}

/// What nearness means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Words(u32),
    Same(ast::Unit),
}

/// An expression over terms.
#[derive(Debug, Clone)]
pub enum Span {
    Word(Leaf),
    /// Words with their index in the phrase.
    Phrase {
        words: Vec<(u32, Leaf)>,
        length: u32,
        slop: u32,
    },
    Mention {
        lists: Vec<MentionList>,
        /// The marks, for their frequency.
        leaf: Leaf,
    },
    Or(Vec<Span>),
    Pair {
        left: Box<Span>,
        right: Box<Span>,
        unit: Unit,
        order: Order,
        negated: bool,
    },
    AtLeast {
        count: u32,
        inner: Box<Span>,
    },
    First {
        words: u32,
        inner: Box<Span>,
    },
}

impl Span {
    /// Every leaf whose presence makes an article match; those that must be absent do not count.
    pub fn leaves(&self) -> Vec<&Leaf> {
        let mut leaves = Vec::new();
        self.collect_leaves(&mut leaves);
        leaves
    }

    fn collect_leaves<'a>(&'a self, out: &mut Vec<&'a Leaf>) {
        match self {
            Self::Word(leaf) | Self::Mention { leaf, .. } => out.push(leaf),
            Self::Phrase { words, .. } => out.extend(words.iter().map(|(_, leaf)| leaf)),
            Self::Or(parts) => parts.iter().for_each(|part| part.collect_leaves(out)),
            Self::Pair {
                left,
                right,
                negated,
                ..
            } => {
                left.collect_leaves(out);
                if !negated {
                    right.collect_leaves(out);
                }
            }
            Self::AtLeast { inner, .. } | Self::First { inner, .. } => inner.collect_leaves(out),
        }
    }
}
