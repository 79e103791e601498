//! What a body looks like to another copy of it: a hash of its words, and a sketch of its phrases
//! by which bodies are found that are worth comparing.
//!
//! The sketch is MinHash: for each of 64 orders of all phrases, the first phrase that the body has,
//! as 8 bits.  Two bodies agree in such a value as often as their phrases overlap (Jaccard), and in
//! one value of 256 by chance.  A phrase is as short as means something, two words mostly: a scanned
//! copy loses one word in ten, and two of them together have two in three pairs of words in common,
//! but only half of the triples.

use crate::text::TokenisedField;

/// Values of a sketch.
pub const SKETCH_VALUES: usize = 64;
/// Numbers in which a sketch is kept.
pub const SKETCH_NUMBERS: usize = SKETCH_VALUES / 8;
/// Bodies of fewer words have no hash: a placeholder is nobody's story.
const MIN_WORDS: usize = 8;
/// Bodies of fewer words have no sketch: one changed word would change a fifth of their phrases.
const MIN_SKETCH_WORDS: usize = 12;

/// Letters of a phrase, in bytes, and words at most: `of the` is in every text, and so are two signs
/// of Chinese.
const PHRASE_BYTES: usize = 9;
const PHRASE_WORDS: usize = 4;

/// One value for each order of phrases.
pub type Sketch = [u8; SKETCH_VALUES];

/// What of a body is compared with other bodies.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fingerprint {
    /// Hash of the folded words; equal for bodies that differ in nothing but layout, case, accents
    /// and punctuation.
    pub body: Option<u64>,
    pub sketch: Option<Sketch>,
}

/// Works out the fingerprint of a body.
pub fn fingerprint(body: &TokenisedField) -> Fingerprint {
    let words: Vec<u64> = (0..body.len())
        .map(|i| hash_word(body.folded(i).as_bytes()))
        .collect();
    Fingerprint {
        body: (words.len() >= MIN_WORDS).then(|| hash_words(&words)),
        sketch: (words.len() >= MIN_SKETCH_WORDS).then(|| sketch(body, &words)),
    }
}

/// Packs a sketch into numbers for a column.
pub fn pack(sketch: &Sketch) -> [u64; SKETCH_NUMBERS] {
    std::array::from_fn(|i| {
        let mut bytes = [0; 8];
        bytes.copy_from_slice(&sketch[i * 8..i * 8 + 8]);
        u64::from_le_bytes(bytes)
    })
}

/// Reads back what `pack` made.
pub fn unpack(numbers: impl Iterator<Item = u64>) -> Option<Sketch> {
    let mut sketch = [0; SKETCH_VALUES];
    let mut read = 0;
    for (number, place) in numbers.zip(sketch.chunks_exact_mut(8)) {
        place.copy_from_slice(&number.to_le_bytes());
        read += 1;
    }
    (read == SKETCH_NUMBERS).then_some(sketch)
}

/// Estimated overlap of the phrases of two bodies: common ones among all, 0 to 1.
pub fn overlap(a: &Sketch, b: &Sketch) -> f64 {
    let equal = a.iter().zip(b).filter(|(a, b)| a == b).count() as f64;
    // One value in 256 is equal by chance.
    let chance = 1.0 / 256.0;
    ((equal / SKETCH_VALUES as f64 - chance) / (1.0 - chance)).max(0.0)
}

fn sketch(body: &TokenisedField, words: &[u64]) -> Sketch {
    let mut least = [u32::MAX; SKETCH_VALUES];
    for first in 0..words.len() - 1 {
        let mut phrase = words[first].rotate_left(23);
        let (mut bytes, mut next) = (body.folded(first).len(), first + 1);
        while next < words.len()
            && (next < first + 2 || bytes < PHRASE_BYTES)
            && next < first + PHRASE_WORDS
        {
            phrase = (phrase ^ words[next]).rotate_left(23);
            bytes += body.folded(next).len();
            next += 1;
        }
        let hash = mix(phrase);
        for (least, order) in least.iter_mut().zip(&ORDERS) {
            *least = (*least).min((hash.wrapping_mul(*order) >> 32) as u32);
        }
    }
    // The least values of long texts are all small: mixed, their bits are even.
    least.map(|value| (mix(u64::from(value)) >> 56) as u8)
}

/// FNV-1a, mixed.
fn hash_word(word: &[u8]) -> u64 {
    let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    mix(word.iter().fold(0xcbf2_9ce4_8422_2325, step))
}

fn hash_words(words: &[u64]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for word in words {
        hasher.update(&word.to_le_bytes());
    }
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&hasher.finalize().as_bytes()[..8]);
    u64::from_le_bytes(bytes)
}

/// SplitMix64's finaliser.
const fn mix(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// One odd multiplier for each order of phrases.
const ORDERS: [u64; SKETCH_VALUES] = {
    let mut orders = [0; SKETCH_VALUES];
    let mut i = 0;
    while i < SKETCH_VALUES {
        orders[i] = mix((i as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)) | 1;
        i += 1;
    }
    orders
};

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Fingerprint {
        fingerprint(&TokenisedField::new(text.to_owned(), None))
    }

    /// A text of different words from a small generator.
    fn text(words: usize, seed: u64) -> Vec<String> {
        (0..words as u64)
            .map(|i| format!("w{:x}", mix(seed << 32 | i) >> 44))
            .collect()
    }

    #[test]
    fn layout_case_and_accents_do_not_matter() {
        let plain = of("The minister, who was late, said nothing at all.");
        assert_eq!(
            plain,
            of("the MINISTER who was late\n\nsaid “nothing” at áll")
        );
        assert_ne!(
            plain.body,
            of("The minister, who was late, said nothing at ill.").body
        );
        assert_eq!(of("Seven words are no story to anyone").body, None);
    }

    #[test]
    fn overlap_is_estimated_within_its_error() {
        let long = text(400, 1);
        let part = long[..280].join(" ");
        let (a, b) = (of(&long.join(" ")), of(&part));
        let found = overlap(&a.sketch.unwrap(), &b.sketch.unwrap());
        assert!((found - 0.7).abs() < 0.15, "{found}");
        let other = of(&text(400, 2).join(" "));
        assert!(overlap(&a.sketch.unwrap(), &other.sketch.unwrap()) < 0.05);
    }

    #[test]
    fn sketches_survive_packing() {
        let sketch = of(&text(50, 3).join(" ")).sketch.unwrap();
        assert_eq!(unpack(pack(&sketch).into_iter()), Some(sketch));
        assert_eq!(unpack([1, 2].into_iter()), None);
    }
}
