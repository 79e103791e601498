//! Brackets that look like links of a notebook and are none: a note `[[1]](https://…)`, a test of a
//! shell `[[ -f x ]]`.
//!
//! They are hidden from the parser behind characters that few texts have, byte for byte, and shown
//! again in what it gives.

/// Stand for `[` and `]`.
const OPEN: char = '\u{1}';
const CLOSE: char = '\u{2}';

/// Longest text between brackets that is looked at, bytes.
const MAX_INNER: usize = 300;

/// The text with such brackets hidden; nothing when there are none.
pub fn hide(text: &str) -> Option<String> {
    if text.contains([OPEN, CLOSE]) {
        return None;
    }
    let bytes = text.as_bytes();
    let mut hidden = String::new();
    let mut done = 0;
    for end in memchr::memmem::find_iter(bytes, "]]") {
        let from = end.saturating_sub(MAX_INNER).max(done);
        let Some(start) = memchr::memmem::rfind(&bytes[from..end], b"[[").map(|at| from + at)
        else {
            continue;
        };
        let inner = &text[start + 2..end];
        let (before, after) = if text[end + 2..].starts_with('(') {
            (['[', OPEN], [CLOSE, ']'])
        } else if inner.trim().len() < inner.len() {
            ([OPEN, OPEN], [CLOSE, CLOSE])
        } else {
            continue;
        };
        hidden.push_str(&text[done..start]);
        hidden.extend(before);
        hidden.push_str(inner);
        hidden.extend(after);
        done = end + 2;
    }
    hidden.push_str(&text[done..]);
    (done > 0).then_some(hidden)
}

/// The brackets as they were.
pub fn show(text: &str) -> String {
    text.replace(OPEN, "[").replace(CLOSE, "]")
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
