//! Labels of credits: `Foto:`, `Crédit photo :`, `사진=`, in many languages.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

use super::hash::Quick;
use super::key::Key;
use super::lexicon::data_words;

/// Longest label of a credit, bytes, and the words of one at most: "Crédit photo :".
const MAX_LABEL_BYTES: usize = 40;
const MAX_LABEL_WORDS: usize = 3;

/// Words that label a credit, as keys.
static LABELS: LazyLock<HashSet<String, Quick>> = LazyLock::new(|| {
    data_words(include_str!("lexicon/credit_labels.txt"))
        .map(|word| Key::of(word).text)
        .collect()
});

/// Where the label of a credit starts that ends at this mark: `Foto:`, `Crédit photo :`, `사진=`.
pub fn label_start(text: &str, mark: usize) -> Option<usize> {
    let before = text[..mark].trim_end_matches([' ', '\u{A0}']);
    let start = before
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphabetic() || is_combining_mark(*c))
        .last()
        .map(|(at, _)| at)?;
    let word = &before[start..];
    let is_label = word.len() <= MAX_LABEL_BYTES
        && !word.starts_with(char::is_lowercase)
        && LABELS.contains(Key::of(word).text.as_str());
    // "Ljósmynd/" is Icelandic; "AP Photo/" names an agency.
    let is_whole = !text[mark..].starts_with('/') || word.starts_with("Ljósmynd");
    (is_label && is_whole).then_some(start)
}

/// Whether a text is such a label: `Fotos`.
pub fn is_credit_label(text: &str) -> bool {
    text.len() <= MAX_LABEL_BYTES && LABELS.contains(Key::of(text).text.as_str())
}

/// A line that begins with a label in brackets: `(Symbolbild) …`, `[사진] …`.
pub fn has_bracketed_label(line: &str) -> bool {
    let Some(inner) = line.strip_prefix(['(', '[', '【']) else {
        return false;
    };
    let end = inner
        .find([')', ']', '】'])
        .filter(|end| *end <= MAX_LABEL_BYTES);
    end.is_some_and(|end| is_credit_label(&inner[..end]))
}

/// "Photo by Jane Roe" → "Jane Roe"; a marker that is the credit itself stays.
pub fn strip_marker(credit: &str) -> &str {
    let credit = credit
        .trim()
        .trim_end_matches('.')
        .trim_start_matches(['©', ' ', '\u{A0}']);
    const MARKERS: &[&str] = &[
        "photograph by ",
        "photographs by ",
        "photos by ",
        "photo by ",
        "photo courtesy of ",
        "foto de ",
        "fot. ",
        "nuotr. ",
    ];
    for marker in MARKERS {
        if let Some(start) = credit.get(..marker.len())
            && start.to_lowercase() == **marker
            && credit.len() > marker.len()
        {
            return credit[marker.len()..].trim();
        }
    }
    // "Photo:", "crédit photo :"
    let Some(mark) = credit.find([':', '=', '：']) else {
        return credit.trim();
    };
    let label = Key::of(&credit[..mark]);
    let is_label = label.starts.len() <= MAX_LABEL_WORDS
        && label.text.split(' ').any(|word| LABELS.contains(word));
    let rest = credit[mark..].trim_start_matches([':', '=', '：', ' ', '\u{A0}']);
    if is_label && !rest.is_empty() {
        rest.trim()
    } else {
        credit.trim()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_in_many_languages() {
        for (text, start) in [
            ("Boats leave. Foto: Ann Loe", Some(13)),
            ("Boats leave Photo : Ann Loe", Some(12)),
            ("배가 떠난다 사진=뉴시스", Some(17)),
            ("Boats leave (Bildrechte: Ann Loe)", Some(13)),
            ("Her picture: a boat", None),
            ("AP Photo/Ann Loe", None),
        ] {
            let marks = text.char_indices().filter(|(_, c)| ":/=".contains(*c));
            let found = marks.filter_map(|(at, _)| label_start(text, at)).next();
            assert_eq!(found, start, "{text}");
        }
        assert!(has_bracketed_label("(Symbolbild) Boats leave."));
        assert!(!has_bracketed_label("(Oslo) Boats leave."));
        assert_eq!(strip_marker("Bildrechte: Ann Loe/AP"), "Ann Loe/AP");
        assert_eq!(strip_marker("crédit photo : Ann Loe"), "Ann Loe");
        assert_eq!(strip_marker("Ann Loe: Boats"), "Ann Loe: Boats");
    }
}
