//! Charsets that a document declares inside itself: XML declaration, `<meta charset>`, http-equiv.

use memchr::memmem;

/// How far into a document a declaration is looked for; browsers look at 1,024, pages do not care.
const REACH: usize = 8192;

/// The charset labels in the head of a document, in the order in which they stand.
pub fn declared_in_markup(bytes: &[u8]) -> Vec<&str> {
    let head = &bytes[..bytes.len().min(REACH)];
    let mut labels = Vec::new();
    let start = head
        .iter()
        .position(|b| !b.is_ascii_whitespace())
        .unwrap_or(0);
    if head[start..].starts_with(b"<?xml") {
        let end = memchr::memchr(b'>', head).unwrap_or(head.len());
        labels.extend(value_after(&head[start..end.max(start)], b"encoding"));
    }
    let mut from = 0;
    while let Some(at) = find_ignore_case(&head[from..], b"<meta").map(|at| at + from) {
        let end = memchr::memchr(b'>', &head[at..]).map_or(head.len(), |len| at + len);
        labels.extend(value_after(&head[at..end], b"charset"));
        from = end;
    }
    labels
}

/// `name = "value"` with any quotes or none.
fn value_after<'a>(tag: &'a [u8], name: &[u8]) -> Option<&'a str> {
    let mut rest = &tag[find_ignore_case(tag, name)? + name.len()..];
    rest = rest
        .trim_ascii_start()
        .strip_prefix(b"=")?
        .trim_ascii_start();
    rest = rest
        .strip_prefix(b"\"")
        .or(rest.strip_prefix(b"'"))
        .unwrap_or(rest);
    let end = rest
        .iter()
        .position(|b| !(b.is_ascii_alphanumeric() || b"-_:.+".contains(b)))
        .unwrap_or(rest.len());
    let label = std::str::from_utf8(&rest[..end]).ok()?;
    (!label.is_empty()).then_some(label)
}

fn find_ignore_case(bytes: &[u8], needle: &[u8]) -> Option<usize> {
    if let Some(at) = memmem::find(bytes, needle) {
        return Some(at);
    }
    bytes
        .windows(needle.len())
        .position(|window| window.eq_ignore_ascii_case(needle))
}
