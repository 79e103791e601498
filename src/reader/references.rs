//! Character references (`&lt;`, `&#8217;`, `&nbsp;`) to characters, as browsers read them.
//!
//! Lenient: what is no reference stays as it stands.  References to control characters give
//! nothing, since wire formats use them for signals that XML forbids; 128 to 159 are read as
//! windows-1252, as HTML says.

use std::borrow::Cow;

/// Longest name of an HTML entity, with some room.
const LONGEST_NAME: usize = 34;

/// Decodes every reference once.
pub fn decode_references(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let len = push_reference(rest, &mut out);
        if len == 0 {
            out.push('&');
            rest = &rest[1..];
        } else {
            rest = &rest[len..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Pushes what the reference at the start of `text` stands for; returns its length, 0 if none.
fn push_reference(text: &str, out: &mut String) -> usize {
    let bytes = text.as_bytes();
    if bytes.get(1) == Some(&b'#') {
        return push_numeric(bytes, out);
    }
    let len = bytes[1..]
        .iter()
        .take(LONGEST_NAME)
        .take_while(|b| b.is_ascii_alphanumeric())
        .count();
    let name = &text[1..1 + len];
    if bytes.get(1 + len) == Some(&b';') {
        if let Some(value) = quick_xml::escape::resolve_html5_entity(name) {
            out.push_str(value);
            return len + 2;
        }
        return 0;
    }
    // The old names count without a semicolon too.
    for name in ["nbsp", "quot", "amp", "lt", "gt"] {
        let follows = bytes.get(1 + name.len());
        if text[1..].starts_with(name)
            && !follows.is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'=')
        {
            out.push_str(quick_xml::escape::resolve_html5_entity(name).unwrap_or_default());
            return 1 + name.len();
        }
    }
    0
}

fn push_numeric(bytes: &[u8], out: &mut String) -> usize {
    let (radix, start) = match bytes.get(2) {
        Some(b'x' | b'X') => (16, 3),
        _ => (10, 2),
    };
    let mut value: u32 = 0;
    let mut at = start;
    while let Some(digit) = bytes.get(at).and_then(|b| (*b as char).to_digit(radix)) {
        value = value.saturating_mul(radix).saturating_add(digit);
        at += 1;
    }
    if at == start {
        return 0;
    }
    match value {
        9 | 10 | 13 => out.push(if value == 9 { '\t' } else { '\n' }),
        0..=31 | 127 => {}
        128..=159 => {
            let byte = [value as u8];
            out.push_str(
                &encoding_rs::WINDOWS_1252
                    .decode_without_bom_handling(&byte)
                    .0,
            );
        }
        _ => out.push(char::from_u32(value).unwrap_or('\u{fffd}')),
    }
    if bytes.get(at) == Some(&b';') {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        for (text, expected) in [
            ("a &lt;B.N> &amp;lt; c", "a <B.N> &lt; c"),
            ("&#5;&#5;RM&#30;", "RM"),
            ("Roe&#8217;s &#x2014; &eacute;&nbsp;", "Roe’s — é\u{a0}"),
            ("&#147;x&#148;", "“x”"),
            ("AT&T & R&D &unknown; &", "AT&T & R&D &unknown; &"),
            ("?a=1&lt=2&amp b&#", "?a=1&lt=2& b&#"),
            ("&#99999999999;&#xD800;", "\u{fffd}\u{fffd}"),
            ("&#10;", "\n"),
            ("&é;", "&é;"),
        ] {
            assert_eq!(decode_references(text), expected);
        }
    }
}
