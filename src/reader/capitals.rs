//! Words in all capitals, as they are written in a sentence.

use unicode_normalization::char::is_combining_mark;

/// Adds a word with a capital at its start and after each mark in it: "WINSTON-SALEM" =>
/// "Winston-Salem", "O'BRIEN" => "O'Brien", but "JOHN'S" => "John's".
pub fn push_capitalised(word: &str, out: &mut String) {
    // Letters since the last capital, that one included.
    let mut letters = 0;
    for c in word.chars() {
        if is_combining_mark(c) {
            out.push(c);
        } else if !c.is_alphabetic() {
            out.push(c);
            if !(matches!(c, '\'' | '’') && letters > 1) {
                letters = 0;
            }
        } else {
            if letters == 0 {
                out.extend(c.to_uppercase());
            } else {
                out.extend(c.to_lowercase());
            }
            letters += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_stand_where_words_begin() {
        for (word, expected) in [
            ("WINSTON-SALEM", "Winston-Salem"),
            ("O'BRIEN", "O'Brien"),
            ("D’AUBIGNÉ", "D’Aubigné"),
            ("JOHN'S", "John's"),
            ("(ROME)", "(Rome)"),
            ("GO\u{301}MEZ", "Go\u{301}mez"),
            ("москва", "Москва"),
        ] {
            let mut out = String::new();
            push_capitalised(word, &mut out);
            assert_eq!(out, expected);
        }
    }
}
