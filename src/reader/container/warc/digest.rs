//! Digests that records carry of themselves: `sha1:` in base 32, base 64 or hexadecimal digits.

use sha1::{Digest, Sha1};

use super::{Headers, http};

/// The digest of a record that is not true: that of its block, or that of what was sent in it.
pub fn false_digest<'h>(headers: &'h Headers, block: &[u8]) -> Option<&'h str> {
    let given = headers.get("warc-block-digest").unwrap_or("");
    if matches(given, block) == Some(false) {
        return Some(given);
    }
    let given = headers.get("warc-payload-digest").unwrap_or("");
    // The payload of a revisit is elsewhere.
    if headers.get("warc-type") == Some("revisit") || given.is_empty() {
        return None;
    }
    let mime = headers.get("content-type").unwrap_or("");
    let body = match http::body(block) {
        Some(body) if mime.contains("application/http") => body,
        _ => block,
    };
    // The standard does not say whether chunks are part of it, and programs differ.
    let is_false = matches(given, body) == Some(false)
        && http::unchunk(body).is_none_or(|(body, _)| matches(given, &body) == Some(false));
    is_false.then_some(given)
}

/// Whether the bytes have the digest; None if there is none that is known.  Digits that no digest has
/// are those of none.
pub fn matches(label: &str, bytes: &[u8]) -> Option<bool> {
    let (algorithm, value) = label.split_once(':')?;
    if !matches!(algorithm.trim(), "sha1" | "SHA1" | "sha-1" | "SHA-1") {
        return None;
    }
    let value = value.trim();
    let given = match value.len() {
        32 => from_base32(value),
        40 => from_hex(value),
        27 | 28 => {
            let standard = value.replace('-', "+").replace('_', "/");
            mail_parser::decoders::base64::base64_decode(standard.as_bytes())
        }
        _ => return None,
    };
    Some(given.is_some_and(|given| Sha1::digest(bytes).as_slice() == given))
}

fn from_base32(text: &str) -> Option<Vec<u8>> {
    let (mut out, mut bits, mut held) = (Vec::with_capacity(20), 0_u32, 0);
    for byte in text.bytes() {
        let digit = match byte.to_ascii_uppercase() {
            letter @ b'A'..=b'Z' => letter - b'A',
            digit @ b'2'..=b'7' => digit - b'2' + 26,
            _ => return None,
        };
        bits = bits << 5 | u32::from(digit);
        held += 5;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
            bits &= (1 << held) - 1;
        }
    }
    Some(out)
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pairs = text.as_bytes().chunks_exact(2);
    pairs
        .map(|pair| Some((digit(pair[0])? * 16 + digit(pair[1])?) as u8))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_67_a_digest_in_either_spelling_is_compared() {
        let hex = "sha1:a9993e364706816aba3e25717850c26c9cd0d89d";
        assert_eq!(matches(hex, b"abc"), Some(true));
        assert_eq!(
            matches("sha1:VGMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", b"abc"),
            Some(true)
        );
        assert_eq!(
            matches("sha1:qZk-NkcGgWq6PiVxeFDCbJzQ2J0=", b"abc"),
            Some(true)
        );
        assert_eq!(matches(hex, b"abd"), Some(false));
        // The figure 1 is no digit of base 32.
        assert_eq!(
            matches("sha1:1GMT4NSHA2AWVOR6EVYXQUGCNSONBWE5", b"abc"),
            Some(false)
        );
        assert_eq!(
            matches("md5:900150983cd24fb0d6963f7d28e17f72", b"abc"),
            None
        );
        assert_eq!(matches("", b"abc"), None);
    }
}
