//! Signs that only Factiva has: `adj5`, `near5`, `/N5/`, `/F50/`, `same`, and the space between two
//! words, which makes a phrase.

use super::Parser;
use super::resolve::{ConnectorKind, Level};
use super::tree::{Node, NodeKind};
use crate::article::Span;
use crate::query::lexer::{Token, TokenKind};
use crate::query::operator::{self, Found};

/// What a space between these two means: one behind the other, where both are words.
pub(super) fn adjacent(before: &Node, after: &Node) -> ConnectorKind {
    match operator::find_sign("PRE/1") {
        Some(found) if has_places(before) && has_places(after) => ConnectorKind::Proximity {
            operator: found.operator,
            number: found.number,
            negated: false,
        },
        _ => ConnectorKind::Space,
    }
}

fn has_places(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Word { .. } | NodeKind::Phrase { .. } | NodeKind::Proximity { .. } => true,
        NodeKind::Or(nodes) => nodes.iter().all(has_places),
        NodeKind::All
        | NodeKind::Regex(_)
        | NodeKind::Range { .. }
        | NodeKind::Compare { .. }
        | NodeKind::Set(_)
        | NodeKind::Field { .. }
        | NodeKind::Function { .. }
        | NodeKind::And(_)
        | NodeKind::Not(_)
        | NodeKind::Weight { .. }
        | NodeKind::Broken => false,
    }
}

/// Finds the operator that is written so in Factiva and otherwise elsewhere.
pub(super) fn find_sign(word: &str) -> Option<Found> {
    let lower = word.to_ascii_lowercase();
    let here = match lower.as_str() {
        "same" => "SAME".to_owned(),
        "adj" => "PRE/1".to_owned(),
        _ => {
            // `w/5` counts from the first to the second, as `adj5` does.
            let ordered = ["w/", "adj"]
                .iter()
                .find_map(|name| lower.strip_prefix(name));
            let number = ordered.or_else(|| lower.strip_prefix("near"))?;
            let name = if ordered.is_some() { "PRE" } else { "W" };
            if number.is_empty() || !number.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            format!("{name}/{number}")
        }
    };
    operator::find_sign(&here)
}

/// The number of `/N5/` or `/F50/`, which the lexer takes for a regular expression.
fn number_after(token: Option<&Token>, letter: char) -> Option<&str> {
    let TokenKind::Regex(pattern) = &token?.kind else {
        return None;
    };
    let number = pattern.strip_prefix([letter, letter.to_ascii_lowercase()])?;
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then_some(number)
}

impl Parser<'_> {
    /// Reads `/N5/` between two operands; false when it is none.
    pub(super) fn factiva_near(&mut self, level: &mut Level) -> bool {
        if !self.habits.factiva_signs || level.expects_operand() {
            return false;
        }
        let number = number_after(self.token(0), 'N');
        let Some(found) = number.and_then(|n| operator::find_sign(&format!("W/{n}"))) else {
            return false;
        };
        self.proximity(level, found, false, 1)
    }

    /// `x/F50/`: within the first 50 words.
    pub(super) fn factiva_first(&mut self, node: Node) -> Node {
        let token = self.token(0);
        if !self.habits.factiva_signs || token.is_none_or(|t| t.spaced) {
            return node;
        }
        let number = number_after(token, 'F');
        let found = number.and_then(|n| operator::find_function(&format!("FIRST{n}")));
        let (Some(found), Some(token)) = (found, token) else {
            return node;
        };
        self.at += 1;
        self.check_number(found, token.span);
        let span = Span::new(node.span.start, token.span.end);
        let kind = NodeKind::Function {
            operator: found.operator,
            number: found.number,
            inner: Box::new(node),
        };
        Node::new(kind, span)
    }
}
