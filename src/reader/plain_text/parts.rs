//! Parts of a line: what stands between bars, dots and spaced dashes.

/// Parts of a line between bars and dots, as stamps, authors and sections share one.
pub fn parts(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        while let Some(text) = rest {
            let part = match find_border(text) {
                Some((at, length)) => {
                    rest = Some(&text[at + length..]);
                    &text[..at]
                }
                None => {
                    rest = None;
                    text
                }
            };
            let part = part.trim();
            if !part.is_empty() {
                return Some(part);
            }
        }
        None
    })
}

/// The first bar, dot or spaced dash, and its length, by bytes: every line is asked for them.
pub fn find_border(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let border = |at: usize| border_at(bytes, at);
    let short = memchr::memchr3_iter(b'|', b'-', 0xC2, bytes).find_map(border);
    let before = short.map_or(bytes.len(), |(at, _)| at);
    let wide = memchr::memchr_iter(0xE2, &bytes[..before]).find_map(border);
    wide.or(short)
}

/// The border that begins with a byte, if it is one.
fn border_at(bytes: &[u8], at: usize) -> Option<(usize, usize)> {
    let is_spaced = |to: usize| at > 0 && bytes[at - 1] == b' ' && bytes.get(to) == Some(&b' ');
    match bytes[at] {
        b'|' => Some((at, 1)),
        b'-' if is_spaced(at + 1) => Some((at - 1, 3)),
        // `·`
        0xC2 if bytes.get(at + 1) == Some(&0xB7) => Some((at, 2)),
        0xE2 => match bytes.get(at + 1..at + 3) {
            // `•`, `●`, `▪`, `│`
            Some([0x80, 0xA2] | [0x97, 0x8F] | [0x96, 0xAA] | [0x94, 0x82]) => Some((at, 3)),
            // ` – `, ` — `
            Some([0x80, 0x93 | 0x94]) if is_spaced(at + 3) => Some((at - 1, 5)),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_lie_between_bars_dots_and_spaced_dashes() {
        for (text, expected) in [
            ("Ann Loe | AP", &["Ann Loe", "AP"][..]),
            (
                "one·two • three ● four ▪ five│six",
                &["one", "two", "three", "four", "five", "six"],
            ),
            ("one - two – three — four", &["one", "two", "three", "four"]),
            ("well-known 5–6 —", &["well-known 5–6 —"]),
            ("- one", &["- one"]),
            ("", &[]),
        ] {
            assert_eq!(parts(text).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
