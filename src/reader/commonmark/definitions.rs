//! Lines that have the form of a definition, `[1]: https://…`, and are what somebody says:
//! `[Roe]: Yes.`
//!
//! A definition is never shown, so it needs an address behind it; any other line is text.

use super::links::is_address;

/// Longest name between brackets, bytes.
const MAX_NAME: usize = 300;
/// Longest extension of a file, bytes.
const MAX_EXTENSION: usize = 5;

/// Places of the brackets that open such lines.
pub fn speakers(text: &str) -> Vec<usize> {
    let mut places = Vec::new();
    for close in memchr::memmem::find_iter(text.as_bytes(), "]:") {
        let Some(open) = opening(text, close) else {
            continue;
        };
        // What is defined may stand on the next line.
        let rest = text[close + 2..].trim_start_matches([' ', '\t']);
        let next = || rest.trim_start_matches(['\r', '\n', ' ', '\t', '>']);
        let rest = if rest.starts_with(['\r', '\n']) {
            next()
        } else {
            rest
        };
        let target = rest.split(char::is_whitespace).next().unwrap_or_default();
        // A footnote has words; one of a single word is a definition where there are no footnotes.
        let line = rest.lines().next().unwrap_or_default().trim();
        if text[open + 1..].starts_with('^') && line != target {
            continue;
        }
        if !is_target(target) {
            places.push(open);
        }
    }
    places
}

/// Where the bracket stands that opens a line, behind the marks of quotations and lists.
fn opening(text: &str, close: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let from = close.saturating_sub(MAX_NAME);
    let open = from + memchr::memrchr(b'[', &bytes[from..close])?;
    let name = &bytes[open + 1..close];
    let before = &bytes[open.saturating_sub(MAX_NAME)..open];
    let line = match memchr::memrchr2(b'\n', b'\r', before) {
        Some(end) => &before[end + 1..],
        None => before,
    };
    let is_mark = |byte: &u8| byte.is_ascii_digit() || b" \t>-*+.)".contains(byte);
    (!name.trim_ascii().is_empty() && line.iter().all(is_mark)).then_some(open)
}

/// What a definition may name: an address, or a file beside the text.
fn is_target(word: &str) -> bool {
    let word = word.trim_start_matches('<').trim_end_matches('>');
    if is_address(word) || word.starts_with("www.") || word.contains("://") {
        return true;
    }
    // `notes.md`, `a/b.html#c`; `U.S.` and `Yes.No` are words.
    let path = word.split(['#', '?']).next().unwrap_or_default();
    path.rsplit_once('.').is_some_and(|(name, extension)| {
        !name.is_empty()
            && (2..=MAX_EXTENSION).contains(&extension.len())
            && extension
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_have_an_address() {
        for (text, expected) in [
            ("[Roe]: Yes.", &[0][..]),
            ("a\n\n> [Roe]: \"No.\"\n\n1. [Fox]:\nPerhaps.", &[5, 22]),
            ("[Roe]: U.S.\n[Fox]: N/A", &[0, 12]),
            ("[Roe]:", &[0]),
            ("[1]: https://x.example/a \"T\"", &[]),
            ("[1]: <https://x.example/a>", &[]),
            ("[1]:\n   /a", &[]),
            ("[1]: notes.md\n[2]: b/c.html#d\n[3]: www.x.example", &[]),
            ("[^1]: Nobody said so.\n[^2]: Perhaps.", &[22]),
            ("he said [sic]: yes", &[]),
            ("[]: yes", &[]),
        ] {
            assert_eq!(speakers(text), expected, "{text}");
        }
        for unit in ["[a]:", "]:", "[", "[a]: b\n"] {
            speakers(&unit.repeat(200_000));
        }
    }
}
