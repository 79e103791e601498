//! Cuts a file of many documents into single ones.

use memchr::memmem;

/// One document of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Document<'a> {
    /// Byte offset of its beginning, tag or header included.
    pub at: usize,
    /// Content without the outer tags or the header.
    pub text: &'a str,
    /// Byte offset of the content.
    pub body_at: usize,
    /// Value of an `id` attribute.
    pub id: Option<&'a str>,
    /// The line with which SMART begins a document.
    pub smart_header: Option<&'a str>,
    pub is_closed: bool,
}

/// Every document of a text, in order.
pub fn documents(text: &str) -> Vec<Document<'_>> {
    let smart = smart_documents(text);
    if smart.is_empty() {
        sgml_documents(text)
    } else {
        smart
    }
}

/// `<DOC>` or `<DOC id="…">` to `</DOC>`, or to the next one.
fn sgml_documents(text: &str) -> Vec<Document<'_>> {
    let bytes = text.as_bytes();
    let starts: Vec<usize> = memmem::find_iter(bytes, b"<DOC")
        .filter(|at| matches!(bytes.get(at + 4), Some(b'>' | b' ' | b'\t' | b'\r' | b'\n')))
        .collect();
    let mut found = Vec::with_capacity(starts.len());
    for (i, at) in starts.iter().copied().enumerate() {
        let limit = starts.get(i + 1).copied().unwrap_or(text.len());
        let body_at = memchr::memchr(b'>', &bytes[at..limit]).map_or(limit, |len| at + len + 1);
        let close = memmem::find(&bytes[body_at..limit], b"</DOC>").map(|len| body_at + len);
        found.push(Document {
            at,
            text: &text[body_at..close.unwrap_or(limit)],
            body_at,
            id: id_of(&text[at..body_at]),
            smart_header: None,
            is_closed: close.is_some(),
        });
    }
    found
}

fn id_of(tag: &str) -> Option<&str> {
    let value = &tag[tag.find(" id=").or_else(|| tag.find(" ID="))? + 4..];
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let value = &value[1..];
    Some(&value[..value.find(quote)?])
}

/// Lines that begin with `*TEXT` to the next one, or to `*STOP`.
fn smart_documents(text: &str) -> Vec<Document<'_>> {
    let mut found: Vec<Document<'_>> = Vec::new();
    let mut is_open = false;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let header = line.trim_end();
        let begins = header.starts_with("*TEXT ");
        if !begins && header != "*STOP" {
            continue;
        }
        if let Some(last) = found.last_mut().filter(|_| is_open) {
            last.text = &text[last.body_at..start];
        }
        is_open = begins;
        if begins {
            found.push(Document {
                at: start,
                text: &text[at..],
                body_at: at,
                id: None,
                smart_header: Some(header),
                is_closed: true,
            });
        }
    }
    found
}

/// Whether a line is `*TEXT`, a number, and a date with slashes.
pub fn is_smart_header(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    words.next() == Some("*TEXT")
        && words.next().is_some_and(is_number)
        && words
            .next()
            .is_none_or(|date| date.bytes().all(|b| b.is_ascii_digit() || b == b'/'))
}
