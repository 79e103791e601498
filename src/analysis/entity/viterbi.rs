//! The best sequence of tags: Viterbi over sums, whole numbers when tagging, fractions when training.

use std::ops::Add;

use super::label::{TAGS, Tag, is_inside};
use super::model::WIDTH;

/// A number that scores are made of.
pub trait Score: Copy + PartialOrd + Add<Output = Self> + Default {
    /// Less than any path can score, and still far from an overflow.
    const IMPOSSIBLE: Self;
}

impl Score for i32 {
    const IMPOSSIBLE: Self = i32::MIN / 2;
}

impl Score for f32 {
    const IMPOSSIBLE: Self = f32::MIN / 4.0;
}

/// Finds the sequence of tags with the highest sum; of equal ones the smaller tag wins.
pub fn viterbi<S: Score>(
    scores: &[[S; WIDTH]],
    transitions: &[[S; WIDTH]; TAGS + 1],
    back: &mut Vec<[Tag; WIDTH]>,
    tags: &mut Vec<Tag>,
) {
    back.clear();
    tags.clear();
    let Some(first) = scores.first() else {
        return;
    };
    let mut best = [S::IMPOSSIBLE; WIDTH];
    for tag in 0..TAGS {
        if !is_inside(tag as Tag) {
            best[tag] = first[tag] + transitions[TAGS][tag];
        }
    }
    back.push([0; WIDTH]);
    for token in &scores[1..] {
        let mut next = [S::IMPOSSIBLE; WIDTH];
        let mut from = [0; WIDTH];
        for tag in 0..TAGS {
            // A name is continued only by its own kind.
            let before = if is_inside(tag as Tag) {
                tag - 1..tag + 1
            } else {
                0..TAGS
            };
            for previous in before {
                let score = best[previous] + transitions[previous][tag];
                if score > next[tag] {
                    next[tag] = score;
                    from[tag] = previous as Tag;
                }
            }
            let score = next[tag] + token[tag];
            next[tag] = if score > S::IMPOSSIBLE {
                score
            } else {
                S::IMPOSSIBLE
            };
        }
        best = next;
        back.push(from);
    }
    let mut tag = 0;
    for other in 1..TAGS {
        if best[other] > best[tag] {
            tag = other;
        }
    }
    tags.resize(scores.len(), 0);
    for i in (0..scores.len()).rev() {
        tags[i] = tag as Tag;
        tag = usize::from(back[i][tag]);
    }
}
