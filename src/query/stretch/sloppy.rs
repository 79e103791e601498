//! Phrases whose words may stand apart: `"a b c"~3`.

use super::{Stretch, keep_innermost};

/// Lucene's slop: the words' positions, each less its index in the phrase, lie within `slop` of
/// each other, and no position is used twice.  `slots` holds, for each word of the phrase, its
/// index in it and the positions where it stands.
///
/// One match is found for each lowest shifted position from which there is one; where a word can
/// stand in several places it takes the leftmost that leaves room for the others.
pub fn sloppy(slots: &[(u32, Vec<u32>)], slop: u32, out: &mut Vec<Stretch>) {
    let shift = |index: u32, position: u32| i64::from(position) - i64::from(index);
    let mut starts: Vec<i64> = slots
        .iter()
        .flat_map(|(index, found)| found.iter().map(|p| shift(*index, *p)))
        .collect();
    starts.sort_unstable();
    starts.dedup();
    let mut seats: Vec<(u32, usize)> = Vec::new();
    for least in starts {
        let greatest = least + i64::from(slop);
        let choices = |slot: usize| {
            let (index, found) = &slots[slot];
            let from = found.partition_point(|p| shift(*index, *p) < least);
            let until = found.partition_point(|p| shift(*index, *p) <= greatest);
            &found[from..until]
        };
        if (0..slots.len()).any(|slot| choices(slot).is_empty()) {
            continue;
        }
        seats.clear();
        let is_seated =
            (0..slots.len()).all(|slot| seat(slot, &choices, &mut seats, &mut Vec::new()));
        if is_seated {
            let first = seats.iter().map(|(p, _)| *p).min().unwrap_or(0);
            let last = seats.iter().map(|(p, _)| *p).max().unwrap_or(0);
            out.push(Stretch::new(first, last));
        }
    }
    keep_innermost(out);
}

/// Gives a word of the phrase a position of its own, moving others aside where they can.
///
/// Recursion goes as deep as words compete for positions, which the length of a query bounds.
fn seat<'f>(
    slot: usize,
    choices: &impl Fn(usize) -> &'f [u32],
    seats: &mut Vec<(u32, usize)>,
    tried: &mut Vec<u32>,
) -> bool {
    for position in choices(slot) {
        if tried.contains(position) {
            continue;
        }
        tried.push(*position);
        let taken = seats.iter().position(|(p, _)| p == position);
        match taken {
            None => {
                seats.push((*position, slot));
                return true;
            }
            Some(i) => {
                let owner = seats[i].1;
                if seat(owner, choices, seats, tried) {
                    // The owner sits elsewhere now; its old seat is ours.
                    if let Some(old) = seats.iter_mut().find(|(p, s)| p == position && *s == owner)
                    {
                        old.1 = slot;
                    }
                    return true;
                }
            }
        }
    }
    false
}
