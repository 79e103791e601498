//! Rows of scores, one for each label, and what is done with all of a row at once.
//!
//! Everything is inlined where it is called, and its loops have a fixed length: so the compiler turns
//! them into a few steps of the widest registers that the caller is compiled for.

use super::label::{COLUMNS, Label};

/// One score or weight a label.
pub type Row = [f32; COLUMNS];

/// The score of what cannot be.
pub const IMPOSSIBLE: f32 = -1.0e9;

const LABELS: usize = Label::ALL.len();
/// Scores that are compared at once.
const LANES: usize = 8;

/// The first label with the best score; columns that are no label have none.
#[inline(always)]
pub fn best_of(row: &Row) -> (u8, f32) {
    let mut lanes = [IMPOSSIBLE; LANES];
    for start in (0..COLUMNS).step_by(LANES) {
        for i in 0..LANES {
            lanes[i] = larger(row[start + i], lanes[i]);
        }
    }
    let best = lanes.into_iter().fold(IMPOSSIBLE, larger);
    let mut equal: u32 = 0;
    for (l, score) in row.iter().enumerate() {
        equal |= u32::from(*score == best) << l;
    }
    let first = equal.trailing_zeros() as usize;
    let label = if first < LABELS { first } else { 0 };
    (label as u8, best)
}

/// The larger of two numbers, as the machine compares them, which [`f32::max`] is not.
#[inline(always)]
pub fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// The smaller one in the same way.
#[inline(always)]
pub fn smaller(a: f32, b: f32) -> f32 {
    if a < b { a } else { b }
}

/// The numbers of the bits that are set, from the lowest.
#[inline(always)]
pub fn bits_of(mut bits: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = bits.trailing_zeros();
        bits &= bits.wrapping_sub(1);
        (at < u32::BITS).then_some(at as usize)
    })
}
