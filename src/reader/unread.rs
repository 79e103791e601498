//! Formats of documents that are known and not read, so that the report says more than "binary".

use super::{ReadError, Reason};

/// First bytes, and what begins with them.
const UNREAD: &[(&[u8], &str)] = &[
    #[cfg(not(feature = "pdf"))]
    (
        b"%PDF-",
        "a PDF, and this build reads no PDF; one with the feature `pdf` does (cargo build --features pdf)",
    ),
    (
        b"{\\rtf",
        "rich text (RTF), which is not read; save it as text or HTML",
    ),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Word or Office file, which is not read; save it as text or HTML",
    ),
];

/// White space may stand before the mark.
const BEFORE: usize = 16;

/// Says what a file is that no reader reads.
pub fn refuse_unread(bytes: &[u8]) -> Result<(), ReadError> {
    let head = &bytes[..bytes.len().min(BEFORE + 8)];
    let start = head.iter().position(|b| !b.is_ascii_whitespace());
    let head = &head[start.unwrap_or(0)..];
    match UNREAD.iter().find(|(mark, _)| head.starts_with(mark)) {
        Some((_, what)) => Err(ReadError::new(Reason::Unsupported, *what)),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Input, read};
    use super::*;

    #[test]
    fn documents_that_are_not_read_are_named() {
        let pdf = if cfg!(feature = "pdf") {
            "process of its own"
        } else {
            "--features pdf"
        };
        for (bytes, word) in [
            (&b"%PDF-1.7\n1 0 obj << >> endobj"[..], pdf),
            (b"\n%PDF-1.4\n", pdf),
            (b"{\\rtf1\\ansi The clock is right.}", "RTF"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "Word"),
        ] {
            let (_, result) = read(&Input::new("a.txt", bytes), None, &mut |_| {});
            let error = result.unwrap_err();
            assert_eq!(error.reason, Reason::Unsupported, "{word}");
            assert!(error.detail.contains(word), "{}", error.detail);
        }
        assert!(refuse_unread(b"About %PDF- files").is_ok());
    }
}
