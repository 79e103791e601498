//! A trained linear model: a row of weights for each feature, and weights of tag after tag.
//!
//! Weights are whole numbers, so sums do not depend on their order and the result is the same on
//! every machine and thread.  Models come from files too: reading checks every length and never
//! panics, and a model of other features is refused by its version.

use super::label::TAGS;

/// Tags padded to what vector registers like.
pub const WIDTH: usize = 12;

/// Sums of weights, one for each tag.
pub type Scores = [i32; WIDTH];

/// Raised whenever `token` or `features` change.
const MAGIC: &[u8] = b"MLIN\x01\0\0\0";
/// No feature: an empty slot.  A feature with this number is dropped in training.
const EMPTY: u32 = u32::MAX;
/// A larger file is no model of ours.
const MAX_ROWS: usize = 1 << 22;

/// Bits of a feature that the filter looks at: the highest, as slots go by the lowest.
const FILTER_BITS: u32 = 20;

/// Weights of every tag for one feature.
pub type Row = [i16; WIDTH];

/// A feature and its weights side by side: where most of the time goes into waiting for memory, one
/// place to look is better than two.
#[derive(Clone, Copy)]
#[repr(align(32))]
struct Slot {
    feature: u32,
    row: Row,
}

/// The weights, ready to be summed.
pub struct Model {
    /// Open addressing; the number of slots is a power of two, at least half of them empty.
    slots: Vec<Slot>,
    len: usize,
    /// A bit for the high half of every feature that has weights: most features have none, and the
    /// bits stay in a nearer cache than the slots.
    filter: Vec<u64>,
    /// `transitions[before][tag]`; the last row is for the first token of a sentence.
    pub transitions: [Scores; TAGS + 1],
}

impl Model {
    /// Features that come twice keep both rows; only the first is found.
    pub fn new(rows: Vec<(u32, Row)>, transitions: [Scores; TAGS + 1]) -> Self {
        let slot_count = (rows.len() * 2).next_power_of_two().max(16);
        let empty = Slot {
            feature: EMPTY,
            row: [0; WIDTH],
        };
        let mut model = Self {
            slots: vec![empty; slot_count],
            len: rows.len(),
            filter: vec![0; 1 << (FILTER_BITS - 6)],
            transitions,
        };
        for (feature, row) in rows {
            let bit = feature >> (32 - FILTER_BITS);
            model.filter[bit as usize >> 6] |= 1 << (bit & 63);
            let mut slot = model.first_slot(feature);
            while model.slots[slot].feature != EMPTY {
                slot = (slot + 1) & (slot_count - 1);
            }
            model.slots[slot] = Slot { feature, row };
        }
        model
    }

    /// Number of features with weights.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Every feature with its weights, in the order of the features.
    pub fn rows(&self) -> Vec<(u32, &Row)> {
        let used = self.slots.iter().filter(|slot| slot.feature != EMPTY);
        let mut rows: Vec<_> = used.map(|slot| (slot.feature, &slot.row)).collect();
        rows.sort_by_key(|(feature, _)| *feature);
        rows
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    #[inline]
    fn first_slot(&self, feature: u32) -> usize {
        // Features are hashes already.
        feature as usize & (self.slots.len() - 1)
    }

    /// Adds the weights of a feature, if it has any.
    #[inline]
    pub fn add(&self, feature: u32, scores: &mut Scores) {
        let bit = feature >> (32 - FILTER_BITS);
        if self.filter[bit as usize >> 6] >> (bit & 63) & 1 == 0 {
            return;
        }
        let mut slot = self.first_slot(feature);
        loop {
            let found = &self.slots[slot];
            if found.feature == EMPTY {
                return;
            }
            if found.feature == feature {
                for (score, weight) in scores.iter_mut().zip(&found.row) {
                    *score += i32::from(*weight);
                }
                return;
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// The file form: features ascending, each with a mask of its weights that are not zero.
    pub fn to_bytes(&self) -> Vec<u8> {
        let rows = self.rows();
        let mut out = MAGIC.to_vec();
        out.extend((rows.len() as u32).to_le_bytes());
        for row in &self.transitions {
            for weight in &row[..TAGS] {
                out.extend(weight.to_le_bytes());
            }
        }
        for (feature, row) in rows {
            out.extend(feature.to_le_bytes());
            let weights = &row[..TAGS];
            let mask = (0..TAGS).fold(0_u16, |m, i| m | (u16::from(weights[i] != 0) << i));
            out.extend(mask.to_le_bytes());
            for weight in weights.iter().filter(|w| **w != 0) {
                write_weight(*weight, &mut out);
            }
        }
        out
    }

    /// Reads the file form; None when the bytes are not a model of this version.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC)?;
        let count = u32::from_le_bytes(take(&mut rest)?) as usize;
        if count > MAX_ROWS {
            return None;
        }
        let mut transitions = [[0; WIDTH]; TAGS + 1];
        for row in &mut transitions {
            for weight in &mut row[..TAGS] {
                // Bounded, so that no sum over a sentence can overflow.
                *weight = i32::from_le_bytes(take(&mut rest)?).clamp(-100_000, 100_000);
            }
        }
        let mut rows = Vec::with_capacity(count.min(rest.len()));
        for _ in 0..count {
            let feature = u32::from_le_bytes(take(&mut rest)?);
            let mask = u16::from_le_bytes(take(&mut rest)?);
            let mut row = [0; WIDTH];
            for (i, weight) in row[..TAGS].iter_mut().enumerate() {
                if mask >> i & 1 == 1 {
                    *weight = read_weight(&mut rest)?;
                }
            }
            if feature == EMPTY {
                return None;
            }
            rows.push((feature, row));
        }
        rest.is_empty().then(|| Self::new(rows, transitions))
    }
}

/// One byte for small weights, else the mark -128 and two bytes.
fn write_weight(weight: i16, out: &mut Vec<u8>) {
    match i8::try_from(weight) {
        Ok(small) if small != i8::MIN => out.push(small as u8),
        _ => {
            out.push(i8::MIN as u8);
            out.extend(weight.to_le_bytes());
        }
    }
}

fn read_weight(rest: &mut &[u8]) -> Option<i16> {
    let [byte] = take(rest)?;
    match byte as i8 {
        i8::MIN => Some(i16::from_le_bytes(take(rest)?)),
        small => Some(i16::from(small)),
    }
}

fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (head, tail) = rest.split_first_chunk::<N>()?;
    *rest = tail;
    Some(*head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_model_survives_its_file_form() {
        let mut row = [0; WIDTH];
        row[1] = 300;
        row[2] = -5;
        let mut transitions = [[0; WIDTH]; TAGS + 1];
        transitions[TAGS][3] = -70_000;
        let model = Model::new(vec![(7, row), (1 << 30, row)], transitions);
        let bytes = model.to_bytes();
        let again = Model::read(&bytes).expect("a model");
        assert_eq!(again.to_bytes(), bytes);
        let mut scores = [0; WIDTH];
        again.add(7, &mut scores);
        again.add(8, &mut scores);
        assert_eq!((scores[1], scores[2], scores[3]), (300, -5, 0));
        for cut in 0..bytes.len() {
            assert!(Model::read(&bytes[..cut]).is_none(), "{cut}");
        }
    }
}
