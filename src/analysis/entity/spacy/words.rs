//! What spaCy looks at in a word, as the numbers that its tables are asked with.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

/// A side of a word that has a table of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Attribute {
    Orth,
    Lower,
    Norm,
    Prefix,
    Suffix,
    Shape,
    /// Whether a space follows.
    Spacy,
    IsSpace,
}

/// The attributes by spaCy's names.
pub const ATTRIBUTES: &[(&str, Attribute)] = &[
    ("ORTH", Attribute::Orth),
    ("LOWER", Attribute::Lower),
    ("NORM", Attribute::Norm),
    ("PREFIX", Attribute::Prefix),
    ("SUFFIX", Attribute::Suffix),
    ("SHAPE", Attribute::Shape),
    ("SPACY", Attribute::Spacy),
    ("IS_SPACE", Attribute::IsSpace),
];

/// A word as the network sees it.
#[derive(Debug, Clone, Copy)]
pub struct Word<'a> {
    pub text: &'a str,
    /// Its normal form, as its tokenizer exception or the tables of the language give it.
    pub norm: &'a str,
    pub has_space: bool,
}

impl Word<'_> {
    pub fn is_space(&self) -> bool {
        self.text.chars().all(char::is_whitespace)
    }

    pub fn attribute(&self, attribute: Attribute) -> u64 {
        match attribute {
            Attribute::Orth => string_id(self.text),
            Attribute::Lower => string_id(&self.text.to_lowercase()),
            Attribute::Norm => string_id(self.norm),
            Attribute::Prefix => string_id(first(self.text)),
            Attribute::Suffix => string_id(last_three(self.text)),
            Attribute::Shape => string_id(&shape(self.text)),
            Attribute::Spacy => u64::from(self.has_space),
            Attribute::IsSpace => u64::from(self.is_space()),
        }
    }
}

fn first(text: &str) -> &str {
    let end = text.char_indices().nth(1).map_or(text.len(), |(i, _)| i);
    &text[..end]
}

fn last_three(text: &str) -> &str {
    let start = text.char_indices().rev().nth(2).map_or(0, |(i, _)| i);
    &text[start..]
}

/// Letters as `X` and `x`, digits as `d`, no run longer than four.
fn shape(text: &str) -> Cow<'static, str> {
    if text.chars().count() >= 100 {
        return Cow::Borrowed("LONG");
    }
    let mut out = String::with_capacity(text.len());
    let (mut last, mut run) = (None, 0);
    for c in text.chars() {
        let sort = match c {
            _ if is_letter(c) && c.is_uppercase() => 'X',
            _ if is_letter(c) => 'x',
            _ if is_digit(c) => 'd',
            other => other,
        };
        run = if last == Some(sort) { run + 1 } else { 0 };
        last = Some(sort);
        if run < 4 {
            out.push(sort);
        }
    }
    Cow::Owned(out)
}

/// As Python has it: not the letter-like marks and numbers that Unicode calls alphabetic.
fn is_letter(c: char) -> bool {
    static LETTER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\p{L}$"));
    c.is_ascii_alphabetic() || (!c.is_ascii() && LETTER.is_match(c.encode_utf8(&mut [0; 4])))
}

/// As Python has it: superscripts and circled digits too.
fn is_digit(c: char) -> bool {
    static DIGIT: LazyLock<Regex> =
        LazyLock::new(|| pattern("^[\\p{Nd}²³¹⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒]$"));
    c.is_ascii_digit() || (!c.is_ascii() && DIGIT.is_match(c.encode_utf8(&mut [0; 4])))
}

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is constant")
}

/// Normal forms of every language, beneath those of a model's own table.
const BASE_NORMS: &[(&str, &str)] = &[
    ("'S 's ’s ’S", "'s"),
    ("’ ‘ ´ `", "'"),
    ("” “ '' `` ´´ „ » « ‘‘ ’’", "\""),
    ("？", "?"),
    ("！", "!"),
    ("，", ","),
    ("；", ";"),
    ("：", ":"),
    ("。 ।", "."),
    ("…", "..."),
    ("— – -- --- ——", "-"),
    ("€ £ ¥ ฿ US$ C$ A$ ₺ ₹ ৳ ₩ Mex$ ₣ E£", "$"),
];

/// The normal form that a word has in every language.
pub fn base_norm(text: &str) -> String {
    let listed = (text.len() <= 9)
        .then(|| {
            BASE_NORMS
                .iter()
                .find(|(words, _)| words.split(' ').any(|w| w == text))
        })
        .flatten();
    listed.map_or_else(|| text.to_lowercase(), |(_, norm)| (*norm).to_owned())
}

/// spaCy's number of a string: its names of attributes and labels have fixed ones.
pub fn string_id(text: &str) -> u64 {
    static SYMBOLS: LazyLock<HashMap<&str, u64>> = LazyLock::new(|| {
        let rows = include_str!("symbols.tsv")
            .lines()
            .filter_map(|line| line.split_once('\t'));
        rows.filter_map(|(name, id)| Some((name, id.parse().ok()?)))
            .collect()
    });
    match SYMBOLS.get(text) {
        _ if text.is_empty() => 0,
        Some(id) => *id,
        None => murmur64(text.as_bytes(), 1),
    }
}

/// MurmurHash64A.
fn murmur64(bytes: &[u8], seed: u64) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let mut hash = seed ^ (bytes.len() as u64).wrapping_mul(M);
    let (words, rest) = bytes.as_chunks::<8>();
    for word in words {
        let mut k = u64::from_le_bytes(*word).wrapping_mul(M);
        k = (k ^ (k >> 47)).wrapping_mul(M);
        hash = (hash ^ k).wrapping_mul(M);
    }
    if !rest.is_empty() {
        let tail = rest
            .iter()
            .rev()
            .fold(0, |tail, byte| tail << 8 | u64::from(*byte));
        hash = (hash ^ tail).wrapping_mul(M);
    }
    hash = (hash ^ (hash >> 47)).wrapping_mul(M);
    hash ^ (hash >> 47)
}

/// The four rows of a table that a number selects: MurmurHash3 with 128 bits of its eight bytes.
pub fn table_rows(id: u64, seed: u32) -> [u32; 4] {
    let mix = |mut k: u64| {
        k = (k ^ (k >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        k = (k ^ (k >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        k ^ (k >> 33)
    };
    let k = id.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31);
    let seed = u64::from(seed);
    let (mut a, mut b) = (seed ^ k.wrapping_mul(0x4cf5_ad43_2745_937f) ^ 8, seed ^ 8);
    a = a.wrapping_add(b);
    b = b.wrapping_add(a);
    (a, b) = (mix(a), mix(b));
    a = a.wrapping_add(b);
    b = b.wrapping_add(a);
    [a as u32, (a >> 32) as u32, b as u32, (b >> 32) as u32]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Expected values: spaCy 3.8.7 (`hash_string`, `word_shape`) and thinc 8.3.11 (`Ops.hash`).
    #[test]
    fn numbers_are_those_of_spacy() {
        for (text, id) in [
            ("", 0),
            ("X", 101),
            ("apple", 8_566_208_034_543_834_098),
            ("case", 8_110_129_090_154_140_942),
            ("eightfld", 7_033_421_078_445_605_913),
            ("Delcy Rodríguez", 7_378_980_936_146_607_857),
        ] {
            assert_eq!(string_id(text), id, "{text}");
        }
        assert_eq!(
            table_rows(12_345_678_901_234_567, 8),
            [1_519_880_696, 3_764_588_297, 132_337_396, 3_499_398_798]
        );
        assert_eq!(
            table_rows(42, 8),
            [4_184_185_056, 2_436_947_566, 1_981_310_288, 3_655_421_350]
        );
    }

    #[test]
    fn shapes_and_ends_are_those_of_spacy() {
        for (text, expected) in [
            ("McDonald’s", "XxXxxxx’x"),
            ("12.345,67²", "dd.ddd,ddd"),
            ("ABCDEFGhijklmno", "XXXXxxxx"),
            ("½Ωk", "½Xx"),
        ] {
            assert_eq!(shape(text), expected, "{text}");
        }
        assert_eq!(
            (first("Élan"), last_three("Élan"), last_three("é")),
            ("É", "lan", "é")
        );
        assert_eq!(base_norm("„"), "\"");
        assert_eq!(base_norm("HOUSE"), "house");
    }
}
