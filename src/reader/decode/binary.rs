//! Whether bytes are text at all.

use super::{utf16_by_nuls, utf32};

/// First bytes of files that are never text.
const MAGIC: &[&[u8]] = &[
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",
    b"GIF8",
    b"%PDF-",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"BZh",
    b"\x28\xb5\x2f\xfd",
    b"\xfd7zXZ\0",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a",
    b"\x7fELF",
    b"MZ\x90\0",
    b"\xca\xfe\xba\xbe",
    b"\xd0\xcf\x11\xe0",
    b"OggS",
    b"ID3",
    b"RIFF",
    b"\0\0\0\x18ftyp",
    b"\0\0\0\x20ftyp",
    b"SQLite format 3",
    b"wOFF",
    b"wOF2",
    b"II*\0",
    b"MM\0*",
];

/// Share of NULs (one in so many bytes) that still passes as noise in text.
const NUL_NOISE: usize = 1000;
/// A short text with this few of them is still a text.
const FEW_NULS: usize = 3;

/// Bytes that are no text in any encoding: a known binary format, or too many control bytes.
pub fn looks_binary(bytes: &[u8]) -> bool {
    if MAGIC.iter().any(|magic| bytes.starts_with(magic)) {
        return true;
    }
    if utf32::strip_mark(bytes).is_some() || encoding_rs::Encoding::for_bom(bytes).is_some() {
        return false;
    }
    let nuls = memchr::memchr_iter(0, bytes).count();
    if nuls > FEW_NULS && nuls * NUL_NOISE > bytes.len() && !is_padded(bytes) {
        return utf32::order_by_nuls(bytes).is_none() && utf16_by_nuls(bytes).is_none();
    }
    let start = bytes.iter().position(|b| *b != 0).unwrap_or(bytes.len());
    let sample = &bytes[start..bytes.len().min(start + (64 << 10))];
    let controls = sample
        .iter()
        .filter(|b| IS_CONTROL[usize::from(**b)])
        .count();
    // Wire copy has control characters too, a few a line; compressed data one byte in ten.
    controls * 20 > sample.len()
}

/// Bytes that are no text: not white space, escape, shifts of character sets, nor NUL.
const IS_CONTROL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 1;
    while byte < 0x20 {
        table[byte] = !matches!(byte as u8, b'\t'..=b'\r' | 0x1b | 0x0e | 0x0f);
        byte += 1;
    }
    table[0x7f] = true;
    table
};

/// Runs of NULs in a text that a disk or a download has filled up with them.
const MAX_PADDINGS: usize = 3;

/// Whether all NULs stand in a few long runs, with text before, between or behind them.
fn is_padded(bytes: &[u8]) -> bool {
    let mut runs = 0;
    let mut rest = bytes;
    while let Some(at) = memchr::memchr(0, rest) {
        let length = rest[at..].iter().take_while(|b| **b == 0).count();
        runs += 1;
        if runs > MAX_PADDINGS || length < 8 {
            return false;
        }
        rest = &rest[at + length..];
    }
    bytes.iter().any(|b| b.is_ascii_alphabetic())
}
