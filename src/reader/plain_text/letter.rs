//! Letters folded one by one: small, without accents.
//!
//! Those of the alphabets from Latin to Georgian are looked up, as they are met in every line; all
//! others are folded where they stand.

use std::sync::LazyLock;

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// The letters that are looked up, plain ones aside: Latin, Greek, Cyrillic, Hebrew, Arabic, those of
/// India and its neighbours, Georgian.
const FIRST: u32 = 0xC0;
const END: u32 = 0x1100;

/// Folded forms by the letter; none for what is no letter.
static FOLDED: LazyLock<Vec<Option<Box<str>>>> = LazyLock::new(|| {
    let fold = |c: char| {
        let mut folded = String::new();
        push_slowly(c, &mut folded);
        // An apostrophe that counts as a letter is left out of words.
        (c.is_alphanumeric() && c != 'ʼ').then(|| folded.into())
    };
    let letters = (FIRST..END).map(|code| char::from_u32(code).and_then(fold));
    letters.collect()
});

/// The folded form of a letter that is looked up.
pub fn fold_letter(c: char) -> Option<&'static str> {
    let place = (c as u32)
        .checked_sub(FIRST)
        .filter(|at| *at < END - FIRST)?;
    FOLDED[place as usize].as_deref()
}

/// Adds the lower-case base letter of any letter.
pub fn push_folded(c: char, word: &mut String) {
    if c.is_ascii() {
        word.push(c.to_ascii_lowercase());
    } else if let Some(letter) = fold_letter(c) {
        word.push_str(letter);
    } else {
        push_slowly(c, word);
    }
}

fn push_slowly(c: char, word: &mut String) {
    let mut is_first = true;
    for lower in c.to_lowercase() {
        decompose_canonical(lower, |part| {
            // Only the base letter of Latin and Greek; a mark of another script is a letter.
            if is_first || !is_combining_mark(part) {
                match part {
                    'ß' => word.push_str("ss"),
                    'æ' => word.push_str("ae"),
                    'œ' => word.push_str("oe"),
                    'ø' => word.push('o'),
                    'ł' => word.push('l'),
                    'ı' => word.push('i'),
                    part if !is_combining_mark(part) => word.push(part),
                    _ => {}
                }
            }
            is_first = false;
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_folded_as_they_are_looked_up() {
        for (text, expected) in [
            ("ÉßÆŁıİ", "essaelii"),
            ("ΆΣς", "ασς"),
            ("ЁЙ", "еи"),
            ("ष", "ष"),
        ] {
            let mut folded = String::new();
            text.chars().for_each(|c| push_folded(c, &mut folded));
            assert_eq!(folded, expected, "{text}");
        }
        for c in ['×', 'ʼ', '\u{301}', 'a', '中'] {
            assert_eq!(fold_letter(c), None, "{c}");
        }
    }
}
