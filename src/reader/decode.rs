//! Bytes to text: byte order mark, declared charset, valid UTF-8, UTF-16 by its NULs, detection.
//!
//! Placeholder until the decoder lands.

/// Text of a file and how its encoding was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    pub text: String,
    /// Label with the way it was found: "utf-8 (valid)", "windows-1252 (declared)".
    pub encoding: String,
    /// Number of bytes or units that could not be decoded and became U+FFFD.
    pub replaced: usize,
}

/// Decodes bytes; `declared` are the charsets that transport or markup name, most trusted first.
pub fn decode(bytes: &[u8], declared: &[&str]) -> Decoded {
    let _ = declared;
    Decoded {
        text: String::from_utf8_lossy(bytes).into_owned(),
        encoding: "utf-8 (assumed)".to_owned(),
        replaced: 0,
    }
}
