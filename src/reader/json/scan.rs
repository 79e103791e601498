//! Where a JSON value ends, by its brackets and strings.

use memchr::{memchr, memchr2};

/// After white space, byte order marks, record separators and, in lists, commas.
pub(super) fn skip_blank(bytes: &[u8], mut at: usize, commas: bool) -> usize {
    while let Some(byte) = bytes.get(at) {
        match byte {
            b' ' | b'\n' | b'\r' | b'\t' | 0x1e => at += 1,
            b',' if commas => at += 1,
            0xef if bytes[at..].starts_with("\u{feff}".as_bytes()) => at += 3,
            _ => break,
        }
    }
    at
}

/// The name of a member at `at`, and where its value begins.
pub(super) fn member_name(text: &str, at: usize) -> Option<(&str, usize)> {
    let bytes = text.as_bytes();
    let inner = at + 1;
    let end = (bytes.get(at) == Some(&b'"')).then(|| string_end(bytes, inner))??;
    let colon = skip_blank(bytes, end + 1, false);
    (bytes.get(colon) == Some(&b':'))
        .then(|| (&text[inner..end], skip_blank(bytes, colon + 1, false)))
}

/// What a value is from its outside.
pub(super) struct Scan {
    pub end: usize,
    /// Brackets open at once, at most.
    pub depth: usize,
    /// A string reaches over a line end, which JSON forbids.
    pub breaks_string: bool,
}

/// Finds the end of the value at `start` by its brackets and strings; fails with the position at
/// which they do not balance.
pub(super) fn scan_value(bytes: &[u8], start: usize) -> Result<Scan, usize> {
    let mut at = start;
    let mut open: Vec<u8> = Vec::new();
    let mut deepest = 0;
    let mut breaks_string = false;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                let inner = at + 1;
                at = string_end(bytes, inner).ok_or(bytes.len())?;
                breaks_string |= memchr(b'\n', &bytes[inner..at]).is_some();
            }
            b'{' | b'[' => {
                // Its closing bracket: both stand two code points after the opening one.
                open.push(byte + 2);
                deepest = deepest.max(open.len());
            }
            b'}' | b']' if !open.is_empty() => {
                if open.pop() != Some(*byte) {
                    return Err(at);
                }
            }
            _ if !open.is_empty() => {
                at += 1;
                continue;
            }
            // A bare word or number at the top.
            b'}' | b']' | b',' | b' ' | b'\n' | b'\r' | b'\t' => break,
            _ => {
                at += 1;
                while bytes
                    .get(at)
                    .is_some_and(|b| !b",]}{[\" \n\r\t".contains(b))
                {
                    at += 1;
                }
                break;
            }
        }
        at += 1;
        if open.is_empty() {
            break;
        }
    }
    if !open.is_empty() {
        return Err(bytes.len());
    }
    Ok(Scan {
        end: at,
        depth: deepest,
        breaks_string,
    })
}

/// Position of the quote that closes the string whose text begins at `at`.
fn string_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr2(b'"', b'\\', bytes.get(at..)?)?;
        if bytes[at] == b'"' {
            return Some(at);
        }
        at += 2;
    }
}
