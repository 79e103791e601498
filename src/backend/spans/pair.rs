//! Two operands and what must hold between them: near, in one sentence or paragraph, or not so.
//!
//! The arithmetic is `query::stretch`; only for two plain words is there a shorter way.

use tantivy::DocId;

use super::exec::Exec;
use super::leaf::PostingList;
use super::span::Unit;
use crate::query::ast::Order;
use crate::query::stretch::{self, Stretch};

/// Two operands and what must hold between them.
pub struct Pair {
    pub left: Exec,
    pub right: Exec,
    pub unit: Unit,
    pub order: Order,
    pub negated: bool,
    /// Where sentences or paragraphs start.
    pub starts: Option<PostingList>,
}

impl Pair {
    /// Answers for two plain words without making lists; None when it must be worked out.
    pub fn has_words(&mut self, doc: DocId) -> Option<bool> {
        let (Exec::Word(left), Exec::Word(right)) = (&mut self.left, &mut self.right) else {
            return None;
        };
        if self.negated {
            return None;
        }
        if left.seek(doc) != doc || right.seek(doc) != doc {
            return Some(false);
        }
        let starts = match (&mut self.starts, self.unit) {
            (Some(starts), Unit::Same(_)) => {
                starts.seek(doc);
                starts.positions(doc)
            }
            _ => &[],
        };
        Some(has_near_words(
            left.positions(doc),
            right.positions(doc),
            self.unit,
            self.order,
            starts,
        ))
    }

    pub fn all(&mut self, doc: DocId) -> Vec<Stretch> {
        let mut out = Vec::new();
        let left = if self.left.seek(doc) == doc {
            self.left.all(doc)
        } else {
            Vec::new()
        };
        if left.is_empty() {
            return out;
        }
        let right = if self.right.seek(doc) == doc {
            self.right.all(doc)
        } else {
            Vec::new()
        };
        let starts = match &mut self.starts {
            Some(starts) => {
                starts.seek(doc);
                starts.positions(doc)
            }
            None => &[],
        };
        let order = self.order;
        match (self.unit, self.negated) {
            (Unit::Words(n), false) => stretch::near(&left, &right, n, order, &mut out),
            (Unit::Words(n), true) => stretch::not_near(&left, &right, n, order, &mut out),
            (Unit::Same(_), false) => stretch::same(&left, &right, starts, order, &mut out),
            (Unit::Same(_), true) => stretch::not_same(&left, &right, starts, order, &mut out),
        }
        out
    }
}

/// Walks the lists once.  Only neighbours of the two need be compared: if any pair is near enough,
/// so is the closest pair within it.
fn has_near_words(left: &[u32], right: &[u32], unit: Unit, order: Order, starts: &[u32]) -> bool {
    // Each place with the number of the sentence or paragraph that holds it.
    let is_near = |before: (u32, usize), after: (u32, usize)| match unit {
        Unit::Words(n) => after.0 - before.0 <= n,
        Unit::Same(_) => after.1 == before.1,
    };
    let is_before = |last: Option<(u32, usize)>, here| last.is_some_and(|last| is_near(last, here));
    // The last place of each side before the current position.
    let (mut last_left, mut last_right) = (None, None);
    let (mut i, mut j, mut begun) = (0, 0, 0);
    while i < left.len() || j < right.len() {
        let (a, b) = (left.get(i).copied(), right.get(j).copied());
        let at = a.unwrap_or(u32::MAX).min(b.unwrap_or(u32::MAX));
        while starts.get(begun).is_some_and(|start| *start <= at) {
            begun += 1;
        }
        let here = (at, begun);
        let (is_left, is_right) = (a == Some(at), b == Some(at));
        if is_right && is_before(last_left, here)
            || is_left && order == Order::Any && is_before(last_right, here)
        {
            return true;
        }
        if is_left {
            last_left = Some(here);
            i += 1;
        }
        if is_right {
            last_right = Some(here);
            j += 1;
        }
        // Behind the last place of one side only the next of the other is near it.
        if is_left != is_right && (i == left.len() && is_right || j == right.len() && is_left) {
            return false;
        }
    }
    false
}
