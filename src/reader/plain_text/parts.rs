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

/// Bytes that a border begins with.
const MAY_BEGIN: [bool; 256] = {
    let mut may_begin = [false; 256];
    may_begin[b'|' as usize] = true;
    may_begin[b'-' as usize] = true;
    may_begin[0xC2] = true;
    may_begin[0xE2] = true;
    may_begin
};

/// The first bar, dot or spaced dash, and its length, by bytes: every line is asked for them.
pub fn find_border(text: &str) -> Option<(usize, usize)> {
    let bytes = text.as_bytes();
    let is_spaced = |from: usize, to: usize| {
        from > 0 && bytes[from - 1] == b' ' && bytes.get(to) == Some(&b' ')
    };
    let may_be = bytes.iter().enumerate();
    for (i, byte) in may_be.filter(|(_, byte)| MAY_BEGIN[usize::from(**byte)]) {
        match byte {
            b'|' => return Some((i, 1)),
            b'-' if is_spaced(i, i + 1) => return Some((i - 1, 3)),
            // `·`
            0xC2 if bytes.get(i + 1) == Some(&0xB7) => return Some((i, 2)),
            0xE2 => match bytes.get(i + 1..i + 3) {
                // `•`, `●`, `▪`, `│`
                Some([0x80, 0xA2] | [0x97, 0x8F] | [0x96, 0xAA] | [0x94, 0x82]) => {
                    return Some((i, 3));
                }
                // ` – `, ` — `
                Some([0x80, 0x93 | 0x94]) if is_spaced(i, i + 3) => return Some((i - 1, 5)),
                _ => {}
            },
            _ => {}
        }
    }
    None
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
