//! Operands and the operators between them → one tree, by binding strength.
//!
//! The order is proximity (smallest number first, then left to right), NOT, AND and the space, OR.
//! The other orders that readers know from elsewhere are a `Precedence` away: notes use it to show
//! the second reading, and a dialect has one of its own.

use crate::article::Span;
use crate::query::note::Remark;
use crate::query::operator::{Meaning, Operator};
use crate::query::parser::tree::{Node, NodeKind};

/// How a query is read; each flag is another system's habit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::query) struct Precedence {
    /// OR binds more tightly than AND (Lexis, Westlaw, Google).
    pub or_over_and: bool,
    /// OR binds more tightly than proximity (Lexis).
    pub or_over_proximity: bool,
    /// Proximity operators bind left to right, whatever their numbers.
    pub proximity_in_order: bool,
    /// A bare NEAR is a word.
    pub near_is_a_word: bool,
    /// AND NOT binds less tightly than AND: `a and not b and c` excludes what has both.
    pub and_not_last: bool,
    /// Lucene's way: AND and `+` make clauses that must be there, the others only rank.
    pub has_occurrences: bool,
    pub space: Space,
}

/// What a space between two operands means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::query) enum Space {
    And,
    /// `--match any`; binds more tightly than AND.
    Or,
    /// One behind the other, where both are words.
    Adjacent,
}

impl Precedence {
    /// The order of the language itself.
    pub const LANGUAGE: Self = Self {
        or_over_and: false,
        or_over_proximity: false,
        proximity_in_order: false,
        near_is_a_word: false,
        and_not_last: false,
        has_occurrences: false,
        space: Space::And,
    };
}

/// One operand with the negations before it.
pub(in crate::query) struct Term {
    pub node: Node,
    /// Each NOT before it.
    pub negations: Vec<Span>,
    /// `+` stands before it.
    pub required: bool,
}

/// What stands between two operands.
#[derive(Clone, Copy)]
pub(in crate::query) struct Connector {
    pub kind: ConnectorKind,
    pub span: Span,
}

#[derive(Clone, Copy)]
pub(in crate::query) enum ConnectorKind {
    And,
    Space,
    Or,
    Proximity {
        operator: &'static Operator,
        number: u32,
        negated: bool,
    },
}

/// The operands of one pair of parentheses, and what stands between them: one less.
#[derive(Default)]
pub(in crate::query) struct Level {
    pub terms: Vec<Term>,
    pub connectors: Vec<Connector>,
}

impl Level {
    pub fn expects_operand(&self) -> bool {
        self.connectors.len() == self.terms.len()
    }

    /// Where two operators meet whose order is a matter of taste.
    pub fn ambiguities(&self, precedence: Precedence) -> Vec<(Remark, Span)> {
        let or = self.connectors.iter().find(|c| is_or(c, precedence));
        let has = |wanted: fn(&Connector, Precedence) -> bool| {
            self.connectors.iter().any(|c| wanted(c, precedence))
        };
        let mut found = Vec::new();
        if let Some(or) = or {
            if has(is_and) {
                found.push((Remark::AndMeetsOr, or.span));
            }
            if has(is_proximity) {
                found.push((Remark::ProximityMeetsOr, or.span));
            }
        }
        let mut widths = self
            .connectors
            .windows(2)
            .filter_map(|pair| Some((width(&pair[0])?, width(&pair[1])?, pair[1].span)));
        if let Some((_, _, span)) = widths.find(|(first, second, _)| first > second) {
            found.push((Remark::Bracketing, span));
        }
        found
    }

    /// Builds the tree.  None when there is no operand.
    pub fn resolve(mut self, precedence: Precedence) -> Option<Node> {
        if precedence.or_over_proximity {
            self.join(precedence, is_or, NodeKind::Or);
        }
        self.bind_proximity(precedence);
        if precedence.or_over_and || precedence.or_over_proximity {
            self.join(precedence, is_or, NodeKind::Or);
        }
        if precedence.has_occurrences {
            return occurrences(self);
        }
        if precedence.and_not_last {
            self.exclude_last(precedence);
        }
        self.apply_negations();
        self.join(precedence, is_or_space, NodeKind::Or);
        self.join(precedence, is_and, NodeKind::And);
        self.join(precedence, is_or, NodeKind::Or);
        self.terms.into_iter().next().map(|term| term.node)
    }

    /// Joins operands with the tightest proximity operator between them, one after the other.
    fn bind_proximity(&mut self, precedence: Precedence) {
        loop {
            let candidates = self
                .connectors
                .iter()
                .enumerate()
                .filter_map(|(i, c)| Some((width(c)?, i)));
            let next = if precedence.proximity_in_order {
                candidates.map(|(_, i)| i).next()
            } else {
                candidates.min().map(|(_, i)| i)
            };
            let Some(i) = next else { return };
            let right = into_node(self.terms.remove(i + 1));
            let connector = self.connectors.remove(i);
            let ConnectorKind::Proximity {
                operator,
                number,
                negated,
            } = connector.kind
            else {
                return;
            };
            let left = &mut self.terms[i];
            let span = Span::new(left.node.span.start, right.span.end);
            let node = std::mem::replace(&mut left.node, Node::broken(span));
            let kind = NodeKind::Proximity {
                operator,
                number,
                negated,
                left: Box::new(node),
                right: Box::new(right),
            };
            left.node = Node::new(kind, span);
        }
    }

    /// Gives what follows AND NOT up to the next one to it.
    // (and a (not b) c) => (and a (not (and b c)))
    fn exclude_last(&mut self, precedence: Precedence) {
        let terms = std::mem::take(&mut self.terms);
        let connectors = std::mem::take(&mut self.connectors);
        let mut before = std::iter::once(None).chain(connectors.into_iter().map(Some));
        // What is excluded together, behind one AND NOT.
        let mut run: Vec<Term> = Vec::new();
        for term in terms {
            let connector = before.next().flatten();
            let is_joined = connector.is_some_and(|c| is_and(&c, precedence));
            if is_joined && !run.is_empty() && term.negations.is_empty() {
                run.push(term);
                continue;
            }
            if !run.is_empty() {
                self.terms
                    .push(joined(std::mem::take(&mut run), NodeKind::And));
            }
            self.connectors.extend(connector);
            if is_joined && !term.negations.is_empty() {
                run.push(term);
            } else {
                self.terms.push(term);
            }
        }
        if !run.is_empty() {
            self.terms.push(joined(run, NodeKind::And));
        }
    }

    fn apply_negations(&mut self) {
        for term in &mut self.terms {
            let negations = std::mem::take(&mut term.negations);
            let node = std::mem::replace(&mut term.node, Node::broken(Span::default()));
            term.node = negated(node, negations);
        }
    }

    /// Joins each run of operands between which nothing but this connector stands.
    fn join(
        &mut self,
        precedence: Precedence,
        is_joint: fn(&Connector, Precedence) -> bool,
        make: fn(Vec<Node>) -> NodeKind,
    ) {
        if !self.connectors.iter().any(|c| is_joint(c, precedence)) {
            return;
        }
        let terms = std::mem::take(&mut self.terms);
        let connectors = std::mem::take(&mut self.connectors);
        let mut run: Vec<Term> = Vec::new();
        let mut after = connectors.into_iter();
        for term in terms {
            run.push(term);
            let connector = after.next();
            if connector.is_some_and(|c| is_joint(&c, precedence)) {
                continue;
            }
            self.terms.push(joined(std::mem::take(&mut run), make));
            self.connectors.extend(connector);
        }
    }
}

/// Lucene's clauses: what must be there, what must not, and what only ranks beside the first.
// (+a b -c) => (and a (or * b) (not c))
fn occurrences(level: Level) -> Option<Node> {
    let ands: Vec<bool> = level
        .connectors
        .iter()
        .map(|c| matches!(c.kind, ConnectorKind::And))
        .collect();
    let (mut must, mut should, mut must_not) = (Vec::new(), Vec::new(), Vec::new());
    let mut whole: Option<Span> = None;
    for (i, term) in level.terms.into_iter().enumerate() {
        let start = whole.map_or(term.node.span.start, |w| w.start);
        whole = Some(Span::new(start, term.node.span.end));
        let after_and = i.checked_sub(1).is_some_and(|before| ands[before]);
        let before_and = ands.get(i).copied().unwrap_or(false);
        if term.negations.len() % 2 == 1 {
            must_not.push(negated(term.node, term.negations));
        } else if term.required || after_and || before_and {
            must.push(term.node);
        } else {
            should.push(term.node);
        }
    }
    let whole = whole?;
    let one_of = |mut nodes: Vec<Node>, make: fn(Vec<Node>) -> NodeKind| match nodes.len() {
        0 => None,
        1 => Some(nodes.remove(0)),
        _ => Some(Node::new(make(nodes), whole)),
    };
    let ranking = if must.is_empty() {
        one_of(should, NodeKind::Or)
    } else if should.is_empty() {
        None
    } else {
        should.insert(0, Node::new(NodeKind::All, whole));
        one_of(should, NodeKind::Or)
    };
    must.extend(ranking);
    must.extend(must_not);
    one_of(must, NodeKind::And)
}

/// Negations before the first operand of a run stand before the whole run.
fn joined(mut run: Vec<Term>, make: fn(Vec<Node>) -> NodeKind) -> Term {
    if run.len() == 1 {
        return run.remove(0);
    }
    let negations = std::mem::take(&mut run[0].negations);
    let nodes: Vec<Node> = run.into_iter().map(into_node).collect();
    let span = Span::new(nodes[0].span.start, nodes[nodes.len() - 1].span.end);
    Term {
        node: Node::new(make(nodes), span),
        negations,
        required: false,
    }
}

fn into_node(term: Term) -> Node {
    negated(term.node, term.negations)
}

fn negated(node: Node, negations: Vec<Span>) -> Node {
    negations.into_iter().rev().fold(node, Node::negate)
}

fn is_or(connector: &Connector, precedence: Precedence) -> bool {
    match connector.kind {
        ConnectorKind::Or => true,
        // Where OR comes before everything, so does the space that means it.
        ConnectorKind::Space => precedence.or_over_proximity && is_or_space(connector, precedence),
        ConnectorKind::And | ConnectorKind::Proximity { .. } => false,
    }
}

fn is_or_space(connector: &Connector, precedence: Precedence) -> bool {
    matches!(connector.kind, ConnectorKind::Space) && precedence.space == Space::Or
}

fn is_and(connector: &Connector, precedence: Precedence) -> bool {
    match connector.kind {
        ConnectorKind::And => true,
        ConnectorKind::Space => precedence.space != Space::Or,
        ConnectorKind::Or | ConnectorKind::Proximity { .. } => false,
    }
}

fn is_proximity(connector: &Connector, _: Precedence) -> bool {
    width(connector).is_some()
}

fn width(connector: &Connector) -> Option<u32> {
    match connector.kind {
        ConnectorKind::Proximity {
            operator, number, ..
        } => match operator.meaning {
            Meaning::Proximity(proximity) => Some(proximity.width(number)),
            Meaning::And
            | Meaning::Or
            | Meaning::Not
            | Meaning::Choose(..)
            | Meaning::Within(_)
            | Meaning::Date(_) => None,
        },
        ConnectorKind::And | ConnectorKind::Space | ConnectorKind::Or => None,
    }
}
