//! Two operands and what must hold between them: near, in one sentence or paragraph, or not so.
//!
//! The arithmetic is `query::stretch`; only for two plain words is there a shorter way.

use std::cmp::Ordering;

use tantivy::DocId;

use super::exec::Exec;
use super::span::Unit;
use crate::index::UnitStarts;
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
    pub starts: Option<UnitStarts>,
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
        let (left, right) = (left.positions(doc), right.positions(doc));
        if left.is_empty() || right.is_empty() {
            return Some(false);
        }
        let starts = self.starts.as_ref().map(|starts| starts.of(doc));
        let starts = starts.into_iter().flatten();
        Some(has_near_words(left, right, self.unit, self.order, starts))
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
        let starts = self.starts.as_ref().map(|starts| starts.of(doc));
        let starts: Vec<u32> = starts.into_iter().flatten().collect();
        let order = self.order;
        match (self.unit, self.negated) {
            (Unit::Words(n), false) => stretch::near(&left, &right, n, order, &mut out),
            (Unit::Words(n), true) => stretch::not_near(&left, &right, n, order, &mut out),
            (Unit::Same(_), false) => stretch::same(&left, &right, &starts, order, &mut out),
            (Unit::Same(_), true) => stretch::not_same(&left, &right, &starts, order, &mut out),
        }
        out
    }
}

/// Walks the lists once.  Only neighbours of the two need be compared: if any pair is near enough,
/// so is the closest pair within it.
fn has_near_words(
    left: &[u32],
    right: &[u32],
    unit: Unit,
    order: Order,
    mut starts: impl Iterator<Item = u32>,
) -> bool {
    match unit {
        Unit::Words(n) => has_neighbours(left, right, order, |before, after| after - before <= n),
        Unit::Same(_) => {
            // What comes before only moves on, so the units are walked through once too.
            let mut next = starts.next();
            has_neighbours(left, right, order, |before, after| {
                while next.is_some_and(|start| start <= before) {
                    next = starts.next();
                }
                next.is_none_or(|start| start > after)
            })
        }
    }
}

/// Tells whether a word of either list is near the next one of the other; each list is ascending.
fn has_neighbours(
    left: &[u32],
    right: &[u32],
    order: Order,
    mut is_near: impl FnMut(u32, u32) -> bool,
) -> bool {
    let any = order == Order::Any;
    let (mut i, mut j) = (0, 0);
    while let (Some(&a), Some(&b)) = (left.get(i), right.get(j)) {
        match a.cmp(&b) {
            Ordering::Less if is_near(a, b) => return true,
            Ordering::Greater if any && is_near(b, a) => return true,
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            // One word that both mean: each goes with the next of the other.
            Ordering::Equal => {
                i += 1;
                j += 1;
                let follows = right.get(j).is_some_and(|after| is_near(a, *after));
                let precedes = any && left.get(i).is_some_and(|after| is_near(b, *after));
                if follows || precedes {
                    return true;
                }
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::query::ast;

    fn positions() -> impl Strategy<Value = Vec<u32>> {
        proptest::collection::btree_set(0_u32..24, 0..6).prop_map(|set| set.into_iter().collect())
    }

    fn places(positions: &[u32]) -> Vec<Stretch> {
        positions.iter().map(|p| Stretch::new(*p, *p)).collect()
    }

    proptest! {
        #[test]
        fn the_short_way_agrees_with_the_arithmetic(
            left in positions(),
            right in positions(),
            starts in positions(),
            n in 1_u32..8,
            is_ordered in any::<bool>(),
        ) {
            let order = if is_ordered { Order::LeftFirst } else { Order::Any };
            let (first, second) = (places(&left), places(&right));
            let mut found = Vec::new();
            stretch::near(&first, &second, n, order, &mut found);
            let near = has_near_words(&left, &right, Unit::Words(n), order, std::iter::empty());
            prop_assert_eq!(near, !found.is_empty());
            found.clear();
            stretch::same(&first, &second, &starts, order, &mut found);
            let unit = Unit::Same(ast::Unit::Sentence);
            let same = has_near_words(&left, &right, unit, order, starts.iter().copied());
            prop_assert_eq!(same, !found.is_empty());
        }
    }
}
