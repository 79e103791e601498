//! AND inside proximity, for the dialects that have it: `a w/5 (b and c)` asks for both near a.

use crate::query::limits::MAX_QUERY_BYTES;
use crate::query::parser::tree::{Node, NodeKind};

/// Conditions that one proximity may become; beyond it AND stays an error.
const MOST: usize = 64;
/// Bytes of operands, as they were written, that may be said again in them; beyond it too.
const MOST_SAID_AGAIN: usize = 2 * MAX_QUERY_BYTES;

/// Joins nodes again as they were joined.
type Make = fn(Vec<Node>) -> NodeKind;

/// Moves AND out of a proximity; None when there is none in it, or too many.
// (near a (and b c)) => (and (near a b) (near a c)); (near a (or b (and c d))) likewise
pub(super) fn spread(node: &Node) -> Option<Node> {
    let mut made = Made::default();
    let out = moved(node, &mut made)?;
    (made.conditions > 0).then_some(out)
}

/// What has become of a proximity.
#[derive(Default)]
struct Made {
    conditions: usize,
    said_again: usize,
}

fn moved(node: &Node, made: &mut Made) -> Option<Node> {
    let NodeKind::Proximity {
        operator,
        number,
        negated: false,
        left,
        right,
    } = &node.kind
    else {
        let NodeKind::Or(nodes) = &node.kind else {
            return Some(node.clone());
        };
        let nodes: Option<Vec<Node>> = nodes.iter().map(|n| moved(n, made)).collect();
        return Some(Node::new(NodeKind::Or(nodes?), node.span));
    };
    let (left, right) = (moved(left, made)?, moved(right, made)?);
    let near = |left: &Node, right: &Node| {
        let kind = NodeKind::Proximity {
            operator,
            number: *number,
            negated: false,
            left: Box::new(left.clone()),
            right: Box::new(right.clone()),
        };
        Node::new(kind, node.span)
    };
    let (parts, make, is_left) = if let Some((parts, make)) = parts_of(&left) {
        (parts, make, true)
    } else if let Some((parts, make)) = parts_of(&right) {
        (parts, make, false)
    } else {
        return Some(near(&left, &right));
    };
    let other = if is_left { right.span } else { left.span };
    made.conditions += parts.len();
    made.said_again += parts.len() * other.range().len();
    if made.conditions > MOST || made.said_again > MOST_SAID_AGAIN {
        return None;
    }
    let parts = parts.iter().map(|part| {
        let one = if is_left {
            near(part, &right)
        } else {
            near(&left, part)
        };
        moved(&one, made)
    });
    Some(Node::new(make(parts.collect::<Option<_>>()?), node.span))
}

/// The members of AND, or of an OR that has AND among them.
fn parts_of(node: &Node) -> Option<(&[Node], Make)> {
    if let NodeKind::And(nodes) = &node.kind {
        return Some((nodes, NodeKind::And));
    }
    let NodeKind::Or(nodes) = &node.kind else {
        return None;
    };
    let has_and = nodes.iter().any(|n| parts_of(n).is_some());
    has_and.then_some((nodes, NodeKind::Or))
}
