//! Stretches of words and how operators combine them: the arithmetic of proximity.
//!
//! The matcher and the engine feed these functions with positions from different places and get
//! the same answer, since there is only one.  Every list is sorted and without duplicates.
//!
//! Two operands of a proximity never share a word, so `a W/5 a` needs two of them.  A match is the
//! stretch from the first word of the one to the last word of the other.  All pairs that are near
//! enough are matches, so that each may go on to meet a third; only in a field with more than
//! `CROWD` of them are the shortest kept, one from each start and one to each end.  What lies in the
//! gap between the two is near them, so `a /s b /s c` does not ask in which order the words stand.

mod gaps;
mod sloppy;

use std::cmp::Reverse;

use self::gaps::{Gap, Gaps};
use crate::query::ast::Order;

pub use self::sloppy::sloppy;

/// Pairs of one operator in one field beyond which only the shortest are kept.
pub const CROWD: usize = 10_000;

/// Consecutive words of one field, by their positions, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Stretch {
    pub first: u32,
    pub last: u32,
    gaps: Gaps,
}

impl Stretch {
    /// Words that all belong to one operand.
    pub fn new(first: u32, last: u32) -> Self {
        Self {
            first,
            last,
            gaps: Gaps::default(),
        }
    }

    /// From the first word of one operand to the last word of another that follows it.
    fn joined(before: Self, after: Self) -> Self {
        let between = Gap {
            first: before.last + 1,
            end: after.first,
        };
        let (before_it, behind_it) = (before.gaps.0, after.gaps.0);
        let all = before_it.into_iter().chain([between]).chain(behind_it);
        Self {
            first: before.first,
            last: after.last,
            gaps: Gaps::of(all),
        }
    }

    /// With an operand that lies in one of its gaps.
    fn filled(self, inside: Self) -> Self {
        let all = self.gaps.0.into_iter().flat_map(|gap| {
            let cut = |first, end| Gap { first, end };
            let none = Gap::default();
            if gap.holds(inside) {
                [cut(gap.first, inside.first), cut(inside.last + 1, gap.end)]
            } else {
                [gap, none]
            }
        });
        Self {
            gaps: Gaps::of(all.chain(inside.gaps.0)),
            ..self
        }
    }

    fn bounds(self) -> (u32, u32) {
        (self.first, self.last)
    }
}

/// Sorts, and drops duplicates; of those with the same bounds the one with the widest gaps stays.
pub fn tidy(list: &mut Vec<Stretch>) {
    list.sort_unstable_by_key(|s| (s.first, s.last, Reverse(s.gaps.width()), s.gaps));
    list.dedup_by_key(|s| s.bounds());
}

/// Keeps the stretches that hold no other: the places to show and to count.
pub fn keep_innermost(list: &mut Vec<Stretch>) {
    tidy(list);
    // From the back: a stretch that starts later and ends no later lies inside.
    let mut least_last = u32::MAX;
    let mut kept = list.len();
    for i in (0..list.len()).rev() {
        let is_innermost = list[i].last < least_last;
        if is_innermost {
            least_last = list[i].last;
            kept -= 1;
            list[kept] = list[i];
        }
    }
    list.drain(..kept);
    // Of several from one start the first, which is the shortest, was met last.
    list.dedup_by_key(|s| s.first);
}

/// `left W/n right` and `left PRE/n right`: at most `distance` from the end of one to the start of
/// the other, where neighbours are 1 apart.
pub fn near(
    left: &[Stretch],
    right: &[Stretch],
    distance: u32,
    order: Order,
    out: &mut Vec<Stretch>,
) {
    pair(
        left,
        right,
        order,
        |before, start| start - before.last <= distance,
        out,
    );
}

/// `left /s right`: both wholly in one unit.  `starts` are the positions at which units start.
pub fn same(
    left: &[Stretch],
    right: &[Stretch],
    starts: &[u32],
    order: Order,
    out: &mut Vec<Stretch>,
) {
    let (left, right) = (within_units(left, starts), within_units(right, starts));
    pair(
        &left,
        &right,
        order,
        |before, start| unit_of(starts, before.first) == unit_of(starts, start),
        out,
    );
}

/// `left NOT W/n right`: each `left` that has no `right` so near.  A `right` that overlaps it is
/// near, unless it lies inside, where it is the `left`'s own words.
pub fn not_near(
    left: &[Stretch],
    right: &[Stretch],
    distance: u32,
    order: Order,
    out: &mut Vec<Stretch>,
) {
    let neighbours = Neighbours::new(right);
    let within = innermost(right);
    let is_lonely = |stretch: &Stretch| {
        let stretch = *stretch;
        if order == Order::Any && first_inside(stretch, &within).is_some() {
            return false;
        }
        let follows = neighbours
            .next_start(stretch)
            .is_some_and(|start| start - stretch.last <= distance);
        let precedes = order == Order::Any
            && neighbours
                .previous_end(stretch)
                .is_some_and(|end| stretch.first - end <= distance);
        !follows && !precedes && !neighbours.has_overlap(stretch)
    };
    out.extend(left.iter().copied().filter(is_lonely));
}

/// `left NOT /s right`: each `left` that has no `right` in its unit.
pub fn not_same(
    left: &[Stretch],
    right: &[Stretch],
    starts: &[u32],
    order: Order,
    out: &mut Vec<Stretch>,
) {
    let inside = within_units(right, starts);
    let within = innermost(&inside);
    let (all, inside) = (Neighbours::new(right), Neighbours::new(&inside));
    let is_lonely = |stretch: &Stretch| {
        let stretch = *stretch;
        if all.has_overlap(stretch) {
            return false;
        }
        let unit = unit_of(starts, stretch.first);
        if unit != unit_of(starts, stretch.last) {
            return true;
        }
        if order == Order::Any && first_inside(stretch, &within).is_some() {
            return false;
        }
        let in_unit = |position: u32| unit_of(starts, position) == unit;
        let follows = inside.next_start(stretch).is_some_and(in_unit);
        let precedes = order == Order::Any && inside.previous_end(stretch).is_some_and(in_unit);
        !follows && !precedes
    };
    out.extend(left.iter().copied().filter(is_lonely));
}

/// Number of the unit that holds a position.
fn unit_of(starts: &[u32], position: u32) -> usize {
    starts.partition_point(|start| *start <= position)
}

fn within_units(list: &[Stretch], starts: &[u32]) -> Vec<Stretch> {
    let is_within = |s: &Stretch| unit_of(starts, s.first) == unit_of(starts, s.last);
    list.iter().copied().filter(is_within).collect()
}

/// Pairs in both orders, or in one.  `reaches(before, start)` says whether a stretch may be
/// followed by one that starts there; it is true up to some position and false after it.
fn pair(
    left: &[Stretch],
    right: &[Stretch],
    order: Order,
    reaches: impl Fn(Stretch, u32) -> bool,
    out: &mut Vec<Stretch>,
) {
    let mut followed = |before: &[Stretch], after: &[Stretch]| -> bool {
        let total: usize = before
            .iter()
            .map(|b| window(*b, after, &reaches).len())
            .sum();
        if total <= CROWD {
            for b in before {
                out.extend(
                    after[window(*b, after, &reaches)]
                        .iter()
                        .map(|a| Stretch::joined(*b, *a)),
                );
            }
            return false;
        }
        pair_nearest(before, after, &reaches, out);
        true
    };
    let mut is_crowded = followed(left, right);
    if order == Order::Any {
        is_crowded |= followed(right, left);
        fill_gaps(left, right, out);
        fill_gaps(right, left, out);
    }
    tidy(out);
    if is_crowded {
        keep_shortest(out);
    }
}

/// Adds those of `around` that have one of `inside` in their gap.
fn fill_gaps(around: &[Stretch], inside: &[Stretch], out: &mut Vec<Stretch>) {
    if around.iter().all(|stretch| stretch.gaps.are_none()) {
        return;
    }
    let inside = innermost(inside);
    out.extend(around.iter().filter_map(|stretch| {
        let found = first_inside(*stretch, &inside)?;
        Some(stretch.filled(found))
    }));
}

/// The first of some stretches, of which none holds another, that lies in a gap of a stretch.
fn first_inside(stretch: Stretch, innermost: &[Stretch]) -> Option<Stretch> {
    let in_gap = |gap: &Gap| {
        let next = innermost.partition_point(|s| s.first < gap.first);
        // It also ends first.
        innermost.get(next).copied().filter(|s| gap.holds(*s))
    };
    stretch.gaps.0.iter().find_map(in_gap)
}

fn innermost(list: &[Stretch]) -> Vec<Stretch> {
    let mut list = list.to_vec();
    keep_innermost(&mut list);
    list
}

/// The stretches of `after` that may follow this one.
fn window(
    before: Stretch,
    after: &[Stretch],
    reaches: &impl Fn(Stretch, u32) -> bool,
) -> std::ops::Range<usize> {
    let start = after.partition_point(|a| a.first <= before.last);
    let length = after[start..].partition_point(|a| reaches(before, a.first));
    start..start + length
}

/// Each stretch with the nearest after it, and each with the nearest before it.
fn pair_nearest(
    before: &[Stretch],
    after: &[Stretch],
    reaches: &impl Fn(Stretch, u32) -> bool,
    out: &mut Vec<Stretch>,
) {
    for b in before {
        let range = window(*b, after, reaches);
        out.extend(after[range].first().map(|a| Stretch::joined(*b, *a)));
    }
    let mut by_last = before.to_vec();
    by_last.sort_unstable_by_key(|b| (b.last, b.first));
    for a in after {
        let ends_before = by_last.partition_point(|b| b.last < a.first);
        let nearest = by_last[..ends_before].last();
        out.extend(
            nearest
                .filter(|b| reaches(**b, a.first))
                .map(|b| Stretch::joined(*b, *a)),
        );
    }
}

/// Keeps the shortest from each start and the shortest to each end: at most two for every word.
fn keep_shortest(list: &mut Vec<Stretch>) {
    let mut kept: Vec<Stretch> = Vec::new();
    for stretch in list.iter() {
        if kept.last().is_none_or(|k| k.first != stretch.first) {
            kept.push(*stretch);
        }
    }
    list.sort_unstable_by_key(|s| (s.last, Reverse(s.first)));
    list.dedup_by_key(|s| s.last);
    list.append(&mut kept);
    tidy(list);
}

/// Finds the stretch of a list that is next to another.
struct Neighbours<'l> {
    /// By start.
    list: &'l [Stretch],
    /// Greatest end up to each index of `list`.
    greatest_last: Vec<u32>,
    /// Ends, ascending.
    lasts: Vec<u32>,
}

impl<'l> Neighbours<'l> {
    fn new(list: &'l [Stretch]) -> Self {
        let mut greatest = 0;
        let greatest_last = list
            .iter()
            .map(|s| {
                greatest = greatest.max(s.last);
                greatest
            })
            .collect();
        let mut lasts: Vec<u32> = list.iter().map(|s| s.last).collect();
        lasts.sort_unstable();
        Self {
            list,
            greatest_last,
            lasts,
        }
    }

    /// Start of the first stretch after this one.
    fn next_start(&self, of: Stretch) -> Option<u32> {
        self.list
            .get(self.list.partition_point(|s| s.first <= of.last))
            .map(|s| s.first)
    }

    /// End of the last stretch before this one.
    fn previous_end(&self, of: Stretch) -> Option<u32> {
        let before = self.lasts.partition_point(|last| *last < of.first);
        self.lasts[..before].last().copied()
    }

    /// Some stretch shares words with this one without lying inside it.
    fn has_overlap(&self, of: Stretch) -> bool {
        // Those that start before it and reach into it, and those that start no later than its end
        // and go on after it.
        let reaches = |count: usize, last: u32| count > 0 && self.greatest_last[count - 1] >= last;
        let started = self.list.partition_point(|s| s.first < of.first);
        let begun = self.list.partition_point(|s| s.first <= of.last);
        reaches(started, of.first) || reaches(begun, of.last + 1)
    }
}

#[cfg(test)]
mod tests;
