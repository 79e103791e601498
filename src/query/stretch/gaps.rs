//! The gaps of a stretch: what lies between its operands.

use std::cmp::Reverse;

use super::Stretch;

/// Runs of words within a stretch that no operand has: the widest, should there be more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Gaps(pub [Gap; GAPS]);

/// Gaps of a stretch that are remembered: those between five operands.
const GAPS: usize = 4;

/// Positions from the first to before the end; empty where the end is no greater.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Gap {
    pub first: u32,
    pub end: u32,
}

impl Gap {
    pub fn width(self) -> u32 {
        self.end.saturating_sub(self.first)
    }

    pub fn holds(self, stretch: Stretch) -> bool {
        self.first <= stretch.first && stretch.last < self.end
    }
}

impl Gaps {
    pub fn of(all: impl Iterator<Item = Gap>) -> Self {
        let mut kept = [Gap::default(); GAPS];
        for gap in all {
            // The widest first; of equally wide ones the first.
            let at = kept.partition_point(|other| {
                (Reverse(other.width()), other.first) <= (Reverse(gap.width()), gap.first)
            });
            if gap.width() > 0 && at < GAPS {
                kept[at..].rotate_right(1);
                kept[at] = gap;
            }
        }
        Self(kept)
    }

    pub fn width(self) -> u32 {
        self.0.iter().map(|gap| gap.width()).sum()
    }

    pub fn are_none(self) -> bool {
        self.0[0].width() == 0
    }
}
