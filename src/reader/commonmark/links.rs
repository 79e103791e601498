//! Links as Markdown writes them: where they are, and what converters break of them.

use std::borrow::Cow;
use std::ops::Range;

/// A text with fewer links is not read as Markdown.
const MIN_LINKS: usize = 3;
/// Whether a text holds links as Markdown writes them: `[text](https://…)`.
pub fn has_links(text: &str) -> bool {
    memchr::memmem::find_iter(text.as_bytes(), "](")
        .filter(|at| is_address(&text[at + 2..]))
        .nth(MIN_LINKS - 1)
        .is_some()
}

/// A line that is a link or a picture and nothing else.
pub fn is_link(line: &str) -> bool {
    let line = line.trim_end();
    (line.starts_with('[') || line.starts_with("![")) && line.ends_with(')') && line.contains("](")
}

/// Whether a text begins as an address does.
pub fn is_address(text: &str) -> bool {
    const STARTS: &[&str] = &[
        "http",
        "/",
        "#",
        "<",
        "?",
        "./",
        "../",
        "mailto:",
        "javascript:",
    ];
    STARTS.iter().any(|start| text.starts_with(start))
}

/// Longest address that is looked at, bytes.
const MAX_ADDRESS: usize = 2000;

/// White space within addresses, which converters break and leave there, becomes another character of
/// one byte: with it there is no link.
pub fn mend_addresses(text: &str) -> Cow<'_, str> {
    let mut mended = Cow::Borrowed(text);
    let mut done = 0;
    for open in memchr::memmem::find_iter(text.as_bytes(), "](") {
        let start = open + 2;
        if start < done || !is_address(&text[start..]) {
            continue;
        }
        let Some(end) = address_end(&text.as_bytes()[start..]).map(|at| start + at) else {
            continue;
        };
        done = end;
        let address = &text[start..end];
        // `[text](address "title")`
        if !address.contains(char::is_whitespace) || address.ends_with('"') {
            continue;
        }
        let is_white = |c: char| c.is_ascii_whitespace();
        mended
            .to_mut()
            .replace_range(start..end, &address.replace(is_white, "_"));
    }
    mended
}

/// Where the bracket closes that is open before these bytes; none if a blank line comes first.
fn address_end(bytes: &[u8]) -> Option<usize> {
    let mut depth = 0;
    let reach = bytes.iter().take(MAX_ADDRESS).enumerate();
    for (at, byte) in reach {
        match byte {
            b'(' => depth += 1,
            b')' if depth == 0 => return Some(at),
            b')' => depth -= 1,
            b'\n' if bytes.get(at + 1) == Some(&b'\n') => return None,
            _ => {}
        }
    }
    None
}

/// Without the halves of a link around several blocks: `[` before them, `](https://…)` behind.
pub fn without_halves(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(address) = text.strip_prefix("](").filter(|rest| is_address(rest)) {
        let Some(end) = address_end(address.as_bytes()) else {
            break;
        };
        text = address[end + 1..].trim_start();
    }
    text.strip_suffix('[').unwrap_or(text).trim_end()
}

/// A link of a line.
pub struct Link {
    /// Bytes of the line's text.
    pub text: Range<usize>,
    /// Bytes of the source, address included.
    pub source: Range<usize>,
}

/// Nothing but links, with marks between them: a menu in one line, a section over a title.
pub fn are_all_links(text: &str, links: &[Link]) -> bool {
    let mut at = 0;
    let is_bare = |between: &str| !between.contains(char::is_alphanumeric);
    let only_links = links.iter().all(|link| {
        let between = text.get(at..link.text.start).unwrap_or_default();
        at = link.text.end;
        is_bare(between)
    });
    !links.is_empty() && only_links && is_bare(text.get(at..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_have_an_address() {
        assert!(has_links("[a](/b) [c](https://d) [e](#f)"));
        assert!(!has_links("[a](/b) f[x](y) g[0](z) a](b"));
        assert!(is_link("![logo](/a.png)") && !is_link("[a](/b) said"));
    }

    #[test]
    fn white_space_in_addresses_is_mended_byte_for_byte() {
        for (text, expected) in [
            ("[a](/b\nc d)", "[a](/b_c_d)"),
            ("[a](/b (c) d) e f", "[a](/b_(c)_d) e f"),
            ("[a](/b \"c d\")", "[a](/b \"c d\")"),
            ("[a](/b\n\nc)", "[a](/b\n\nc)"),
            ("[a](b c)", "[a](b c)"),
        ] {
            assert_eq!(mend_addresses(text), expected);
        }
    }

    #[test]
    fn halves_come_off() {
        assert_eq!(
            without_halves("](/a) ](https://b.example/(c)) Gulls ["),
            "Gulls"
        );
        assert_eq!(without_halves("](said) he"), "](said) he");
    }
}
