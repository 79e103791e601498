//! The tree as it was written: names unresolved, dates as text, and the place of every node.

use crate::article::Span;
use crate::query::ast::Form;
use crate::query::operator::Operator;

/// One part of a query with its place in the text.
#[derive(Debug, Clone)]
pub(in crate::query) struct Node {
    pub kind: NodeKind,
    pub span: Span,
    /// Levels below and including this one; the parser keeps it below the limit.
    pub height: usize,
}

#[derive(Debug, Clone)]
pub(in crate::query) enum NodeKind {
    /// `*`.
    All,
    Word {
        text: String,
        form: Form,
        fuzzy: Option<Option<u32>>,
    },
    /// `marked`: `=` stands before it.
    Phrase {
        text: String,
        form: Form,
        slop: u32,
        marked: bool,
    },
    Regex(String),
    Range {
        text: String,
        from_included: bool,
        to_included: bool,
    },
    Compare {
        sign: &'static str,
        text: String,
    },
    Set(String),
    Field {
        name: String,
        name_span: Span,
        inner: Box<Node>,
    },
    Function {
        operator: &'static Operator,
        number: u32,
        inner: Box<Node>,
    },
    Proximity {
        operator: &'static Operator,
        number: u32,
        negated: bool,
        left: Box<Node>,
        right: Box<Node>,
    },
    And(Vec<Node>),
    Or(Vec<Node>),
    Not(Box<Node>),
    Weight {
        thousandths: u32,
        inner: Box<Node>,
    },
    /// Stands where an error was reported.
    Broken,
}

impl Node {
    pub fn new(kind: NodeKind, span: Span) -> Self {
        let below = match &kind {
            NodeKind::All
            | NodeKind::Word { .. }
            | NodeKind::Phrase { .. }
            | NodeKind::Regex(_)
            | NodeKind::Range { .. }
            | NodeKind::Compare { .. }
            | NodeKind::Set(_)
            | NodeKind::Broken => 0,
            NodeKind::Field { inner, .. }
            | NodeKind::Function { inner, .. }
            | NodeKind::Not(inner)
            | NodeKind::Weight { inner, .. } => inner.height,
            NodeKind::Proximity { left, right, .. } => left.height.max(right.height),
            NodeKind::And(nodes) | NodeKind::Or(nodes) => {
                nodes.iter().map(|n| n.height).max().unwrap_or(0)
            }
        };
        Self {
            kind,
            span,
            height: below + 1,
        }
    }

    pub fn broken(span: Span) -> Self {
        Self::new(NodeKind::Broken, span)
    }

    pub fn negate(self, sign: Span) -> Self {
        let span = Span::new(sign.start, self.span.end);
        Self::new(NodeKind::Not(Box::new(self)), span)
    }
}
