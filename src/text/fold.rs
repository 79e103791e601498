//! Folding: the form under which words and values are compared.
//!
//! Lower case; marks are stripped from Latin and Greek base letters only, so Cyrillic й, Hebrew
//! points and Indic vowel signs stay; a few Latin letters that do not decompose are spelled out.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Folds a word: what a term in the index looks like.
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(&lower(word), &mut out);
    out
}

/// Lower-cases a word as `lower_into` does.
pub fn lower(word: &str) -> String {
    let mut lowered = String::with_capacity(word.len());
    lower_into(word, &mut lowered);
    lowered
}

/// Folds a whole value (source, person, tag): like `fold`, with quotes unified, white space
/// collapsed and trimmed.
pub fn fold_value(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    if value.is_ascii() {
        // Most values are, and there is nothing to compose.
        for part in value.split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            let start = out.len();
            out.push_str(part);
            out[start..].make_ascii_lowercase();
        }
        return out;
    }
    for part in value.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        let unified: String = part
            .chars()
            .map(|c| if is_apostrophe(c) { '\'' } else { c })
            .collect();
        let mut lowered = String::new();
        lower_keeping_apostrophes(&unified, &mut lowered);
        let mut folded = String::new();
        fold_into(&lowered, &mut folded);
        out.push_str(&folded);
    }
    out
}

/// Lower-cases a word and drops its apostrophes, its thousands commas (the only comma a word can
/// hold), soft hyphens and other invisible characters; accents stay.  This is what stemmers are given.
pub fn lower_into(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.extend(
            word.chars()
                .filter(|c| !matches!(c, '\'' | ','))
                .map(|c| c.to_ascii_lowercase()),
        );
        return;
    }
    // NFKC first: full-width letters, ligatures and decomposed accents become the usual ones.
    for c in word
        .nfkc()
        .filter(|c| !is_apostrophe(*c) && !is_invisible(*c) && *c != ',')
    {
        out.extend(c.to_lowercase());
    }
}

fn lower_keeping_apostrophes(word: &str, out: &mut String) {
    out.clear();
    for c in word.nfkc().filter(|c| !is_invisible(*c)) {
        out.extend(c.to_lowercase());
    }
}

/// Strips accents from a lower-cased word.
pub fn fold_into(lowered: &str, out: &mut String) {
    out.clear();
    if lowered.is_ascii() {
        out.push_str(lowered);
        return;
    }
    let mut strips_marks = false;
    for c in lowered.nfd() {
        if is_combining_mark(c) {
            if !strips_marks {
                out.push(c);
            }
            continue;
        }
        strips_marks = is_latin_or_greek(c);
        match c {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'þ' => out.push_str("th"),
            'ø' => out.push('o'),
            'ł' => out.push('l'),
            'đ' | 'ð' => out.push('d'),
            'ħ' => out.push('h'),
            'ı' => out.push('i'),
            'ſ' => out.push('s'),
            'ς' => out.push('σ'),
            other => out.push(other),
        }
    }
    // What was decomposed and not stripped is put together again (й, Hangul); ё is written е as
    // often as not, й is a letter of its own.
    let composed: String = out.nfc().map(|c| if c == 'ё' { 'е' } else { c }).collect();
    *out = composed;
}

fn is_latin_or_greek(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1FFF}'
        | '\u{370}'..='\u{3FF}' | '\u{250}'..='\u{2AF}')
}

/// Characters that stand for an apostrophe inside a word.
pub fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}' | '\u{FF07}' | '\u{201B}' | '\u{2032}'
    )
}

/// Characters that show nothing and are no part of a word: soft hyphen, zero-width characters,
/// direction marks, variation selectors, tag characters.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
        | '\u{E0000}'..='\u{E007F}' | '\u{E0100}'..='\u{E01EF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_compared_without_case_and_accents_but_letters_stay_letters() {
        for (word, folded) in [
            ("Rodríguez", "rodriguez"),
            ("RODRI\u{301}GUEZ", "rodriguez"),
            ("O’Brien", "obrien"),
            ("Straße", "strasse"),
            ("Łódź", "lodz"),
            ("Ægir", "aegir"),
            ("чужой", "чужой"),
            ("Ёлка", "елка"),
            ("Αθήνα", "αθηνα"),
            ("İstanbul", "istanbul"),
            ("ﬁnance", "finance"),
            ("ＡＢＣ", "abc"),
            ("re\u{AD}lease", "release"),
            ("한국", "한국"),
        ] {
            assert_eq!(fold(word), folded, "{word}");
        }
    }

    #[test]
    fn values_keep_their_apostrophes_and_single_spaces() {
        assert_eq!(fold_value("  Conan\u{a0} O’Brien "), "conan o'brien");
        assert_eq!(fold_value("São  Paulo"), "sao paulo");
    }
}
