//! Brackets that Markdown would take for its own and that are the text's: a note
//! `[[1]](https://…)`, a test of a shell `[[ -f x ]]`, a speaker `[Roe]: Yes.`, an aside
//! `<inaudible>`.
//!
//! They are hidden from the parser behind characters that few texts have, byte for byte, and shown
//! again in what it gives.

use super::{asides, definitions};

/// Stand for `[`, `]` and `<`.
const OPEN: char = '\u{1}';
const CLOSE: char = '\u{2}';
const LESS: char = '\u{3}';

/// Longest text between brackets that is looked at, bytes.
const MAX_INNER: usize = 300;

/// The text with such brackets hidden; nothing when there are none.
pub fn hide(text: &str) -> Option<String> {
    if text.contains([OPEN, CLOSE, LESS]) {
        return None;
    }
    let mut places = double_brackets(text);
    places.extend(definitions::speakers(text));
    places.extend(asides::find(text));
    if places.is_empty() {
        return None;
    }
    let mut hidden = text.as_bytes().to_vec();
    for at in places {
        hidden[at] = match hidden[at] {
            b'[' => OPEN,
            b']' => CLOSE,
            b'<' => LESS,
            other => other.into(),
        } as u8;
    }
    // One byte of ASCII stands for another.
    String::from_utf8(hidden).ok()
}

/// Places of doubled brackets that are no links of a notebook.
fn double_brackets(text: &str) -> Vec<usize> {
    let bytes = text.as_bytes();
    let mut places = Vec::new();
    let mut done = 0;
    for end in memchr::memmem::find_iter(bytes, "]]") {
        let from = end.saturating_sub(MAX_INNER).max(done);
        let Some(start) = memchr::memmem::rfind(&bytes[from..end], b"[[").map(|at| from + at)
        else {
            continue;
        };
        let inner = &text[start + 2..end];
        if text[end + 2..].starts_with('(') {
            places.extend([start + 1, end]);
        } else if inner.trim().len() < inner.len() {
            places.extend([start, start + 1, end, end + 1]);
        } else {
            continue;
        }
        done = end + 2;
    }
    places
}

/// The brackets as they were.
pub fn show(text: &str) -> String {
    text.replace(OPEN, "[")
        .replace(CLOSE, "]")
        .replace(LESS, "<")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_link_is_hidden_and_shown_again() {
        for (text, expected) in [
            ("a[[1]](x)", Some("a[\u{1}1\u{2}](x)")),
            ("é [[ -f x ]] b", Some("é \u{1}\u{1} -f x \u{2}\u{2} b")),
            ("[[Holm]] [[Holm|the town]] (x)", None),
            ("[Roe]: Yes.", Some("\u{1}Roe]: Yes.")),
            ("he <sighs> left", Some("he \u{3}sighs> left")),
            ("]] [[", None),
        ] {
            let hidden = hide(text);
            assert_eq!(hidden.as_deref(), expected, "{text}");
            if let Some(hidden) = hidden {
                assert_eq!((show(&hidden), hidden.len()), (text.to_owned(), text.len()));
            }
        }
        assert!(hide(&"[[".repeat(500_000)).is_none());
        assert!(hide(&"]]".repeat(500_000)).is_none());
    }
}
