//! Bytes to text: byte order mark, declared charset, valid UTF-8, UTF-16 and UTF-32 by their NULs,
//! detection; the first that can be true wins, and which one it was is recorded.
//!
//! A declaration that the bytes contradict is overridden and said so.  Nothing is repaired here:
//! text that was garbled before it was written is `mojibake`'s.  Charsets that the WHATWG
//! standard does not know are noted by name and decoded as the detector thinks best.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

mod binary;
mod declared;
pub mod dos;
mod doubt;
mod mojibake;
mod utf32;

pub use binary::looks_binary;
pub use declared::declared_in_markup;
pub use mojibake::{
    count_mojibake, is_mojibake_note, is_repair_note, mojibake_note, repair, repair_note,
    repair_pieces,
};

/// Text of a file and how its encoding was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// Borrowed when the bytes were the text already.
    pub text: Cow<'a, str>,
    /// Label with the way it was found: "utf-8 (valid)", "windows-1252 (declared)".
    pub encoding: String,
    /// Number of bytes or units that could not be decoded and became U+FFFD.
    pub replaced: usize,
    /// What was odd, as short sentences.
    pub notes: Vec<String>,
}

/// Decodes bytes; `declared` are the charsets that transport or markup name, most trusted first.
pub fn decode<'a>(bytes: &'a [u8], declared: &[&str]) -> Decoded<'a> {
    let mut decoded = convert(bytes, declared);
    drop_nuls(&mut decoded);
    if decoded.replaced > 0 {
        decoded.notes.push(format!(
            "{} places could not be decoded as {}",
            decoded.replaced, decoded.encoding
        ));
    }
    decoded
}

/// Decodes markup, where the document itself may declare its charset.
pub fn decode_markup<'a>(bytes: &'a [u8], transport: Option<&str>) -> Decoded<'a> {
    let mut declared: Vec<&str> = transport.into_iter().collect();
    declared.extend(declared_in_markup(bytes));
    decode(bytes, &declared)
}

fn convert<'a>(bytes: &'a [u8], declared: &[&str]) -> Decoded<'a> {
    // UTF-32 first: its little-endian mark begins with the one of UTF-16.
    if let Some((order, rest)) = utf32::strip_mark(bytes) {
        return utf32::decode(rest, order, "bom");
    }
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return with_encoding(&bytes[length..], encoding, "bom");
    }
    if let Some(order) = utf32::order_by_nuls(bytes) {
        return utf32::decode(bytes, order, "nul pattern");
    }
    if let Some(encoding) = utf16_by_nuls(bytes) {
        return with_encoding(bytes, encoding, "nul pattern");
    }
    if memchr::memmem::find(&bytes[..bytes.len().min(4096)], b"\x1b$)C").is_some() {
        return decode_iso_2022_kr(bytes);
    }
    let mut notes = Vec::new();
    let named = first_known(declared, &mut notes);
    if let Some(mut decoded) = as_utf8(bytes, named, &mut notes) {
        decoded.notes.splice(0..0, notes);
        return decoded;
    }
    let mut decoded = match named.filter(|encoding| *encoding != UTF_8) {
        Some(encoding) => with_named(bytes, encoding, &mut notes),
        None => doubt::decode_detected(bytes, detect(bytes)),
    };
    decoded.notes.splice(0..0, notes);
    decoded
}

/// Names that files use and the WHATWG standard does not list.
const ALIASES: &[(&str, &str)] = &[
    ("maccyrillic", "x-mac-cyrillic"),
    ("mac-cyrillic", "x-mac-cyrillic"),
    ("macroman", "macintosh"),
    ("mac-roman", "macintosh"),
    ("cp932", "shift_jis"),
    ("cp936", "gbk"),
    ("cp949", "euc-kr"),
    ("uhc", "euc-kr"),
    ("cp950", "big5"),
    ("cp874", "windows-874"),
    ("utf8mb4", "utf-8"),
    ("utf_8", "utf-8"),
    ("iso8859_1", "iso-8859-1"),
    ("iso_8859_1", "iso-8859-1"),
    ("win-1251", "windows-1251"),
    ("win1251", "windows-1251"),
    ("win-1252", "windows-1252"),
    ("gb_2312", "gbk"),
];

fn usual_label(label: &str) -> &str {
    let known = |(alias, _): &&(&str, &str)| alias.eq_ignore_ascii_case(label);
    ALIASES.iter().find(known).map_or(label, |(_, usual)| usual)
}

/// The first declared charset that exists, and that bytes without NULs can be in.
fn first_known(declared: &[&str], notes: &mut Vec<String>) -> Option<&'static Encoding> {
    for label in declared {
        let label =
            label.trim_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';'));
        if label.is_empty() {
            continue;
        }
        match Encoding::for_label(usual_label(label).as_bytes()) {
            // A declaration that can be read byte by byte is not in UTF-16, whatever it says.
            Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => {}
            Some(encoding)
                if encoding != encoding_rs::REPLACEMENT
                    && encoding != encoding_rs::X_USER_DEFINED =>
            {
                return Some(encoding);
            }
            _ => notes.push(format!(
                "declared charset `{}` is not supported",
                label.chars().take(40).collect::<String>()
            )),
        }
    }
    None
}

/// UTF-8, when the bytes are that, or are that but for a few slips.
fn as_utf8<'a>(
    bytes: &'a [u8],
    named: Option<&'static Encoding>,
    notes: &mut Vec<String>,
) -> Option<Decoded<'a>> {
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            let multibyte = count_multibyte(bytes);
            if multibyte == 0 && has_iso_2022_jp(bytes) {
                return None;
            }
            let how = match named {
                None => "valid",
                Some(encoding) if encoding == UTF_8 => "declared",
                Some(encoding) => {
                    // A few two-byte characters of a CJK charset may pass as UTF-8 by chance.
                    if multibyte > 0 && multibyte < 3 && !encoding.is_single_byte() {
                        return None;
                    }
                    if multibyte > 0 {
                        notes.push(format!(
                            "declared {} but is valid UTF-8",
                            encoding.name().to_ascii_lowercase()
                        ));
                    }
                    "valid"
                }
            };
            Some(Decoded {
                text: Cow::Borrowed(text),
                encoding: format!("utf-8 ({how})"),
                replaced: 0,
                notes: Vec::new(),
            })
        }
        Err(_) => {
            if named.is_some_and(|encoding| encoding != UTF_8) {
                return None;
            }
            let text = String::from_utf8_lossy(bytes);
            let replaced = text.matches('\u{fffd}').count();
            // Text in a legacy charset gives hardly any valid sequence of several bytes; a page of
            // UTF-8 with slips (a cut character, one pasted byte) gives mostly valid ones.
            let valid = text.bytes().filter(|b| *b >= 0xc2).count() - replaced;
            if valid < 5 * replaced {
                if named.is_some() {
                    notes.push("declared utf-8 but is not".to_owned());
                }
                return None;
            }
            let how = if named.is_some() {
                "declared"
            } else {
                "mostly valid"
            };
            Some(Decoded {
                text: Cow::Owned(text.into_owned()),
                encoding: format!("utf-8 ({how})"),
                replaced,
                notes: Vec::new(),
            })
        }
    }
}

fn with_named<'a>(
    bytes: &'a [u8],
    encoding: &'static Encoding,
    notes: &mut Vec<String>,
) -> Decoded<'a> {
    let declared = with_encoding(bytes, encoding, "declared");
    let bad = declared.replaced + count_controls(&declared.text);
    if bad == 0 {
        return declared;
    }
    // The declaration cannot be wholly true: take what the detector says if that fits better.
    let mut detected = doubt::decode_detected(bytes, detect(bytes));
    if detected.replaced + count_controls(&detected.text) < bad.div_ceil(2) {
        notes.push(format!(
            "declared {} but is not",
            encoding.name().to_ascii_lowercase()
        ));
        notes.append(&mut detected.notes);
        return detected;
    }
    declared
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    // 1 MB is plenty to know a charset by, and the detector is the slowest part.
    let sample = &bytes[..bytes.len().min(1 << 20)];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(sample, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn with_encoding<'a>(bytes: &'a [u8], encoding: &'static Encoding, how: &str) -> Decoded<'a> {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    let replaced = if had_errors {
        text.matches('\u{fffd}').count()
    } else {
        0
    };
    Decoded {
        encoding: format!("{} ({how})", encoding.name().to_ascii_lowercase()),
        text,
        replaced,
        notes: Vec::new(),
    }
}

/// UTF-16 without a mark: text in it has NULs in every other byte and nowhere else.
fn utf16_by_nuls(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    memchr::memchr(0, sample)?;
    let (mut even, mut odd) = (0, 0);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let units = sample.len() / 2;
    let (encoding, most, least) = if odd > even {
        (UTF_16LE, odd, even)
    } else {
        (UTF_16BE, even, odd)
    };
    // Western text has a NUL in most units; Chinese only in line ends, spaces and digits, so there
    // the pattern must be strict.
    let clear = most * 10 >= units * 4 && least * 20 <= units;
    // An English line with a stray NUL is valid UTF-8, which Chinese in UTF-16 is not.
    let strict = most * 50 >= units && least == 0 && std::str::from_utf8(sample).is_err();
    if !(clear || strict) || units < 2 {
        return None;
    }
    let (text, had_errors) = encoding.decode_without_bom_handling(sample);
    let odd_characters = text
        .chars()
        .filter(|c| c.is_control() && !c.is_whitespace())
        .count();
    (!had_errors || clear)
        .then_some(encoding)
        .filter(|_| odd_characters * 50 <= units)
}

/// ISO-2022-KR, which browsers refuse: EUC-KR with the high bits cut off, between SO and SI.
fn decode_iso_2022_kr(bytes: &[u8]) -> Decoded<'static> {
    let mut eight_bit = Vec::with_capacity(bytes.len());
    let mut korean = false;
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        at += 1;
        match byte {
            0x0e => korean = true,
            0x0f => korean = false,
            0x1b if bytes[at..].starts_with(b"$)C") => at += 3,
            0x21..=0x7e if korean => eight_bit.push(byte | 0x80),
            _ => eight_bit.push(byte),
        }
    }
    let decoded = with_encoding(&eight_bit, encoding_rs::EUC_KR, "escapes");
    Decoded {
        encoding: "iso-2022-kr (escapes)".to_owned(),
        replaced: decoded.replaced,
        notes: Vec::new(),
        text: Cow::Owned(decoded.text.into_owned()),
    }
}

/// Number of sequences of several bytes, given that the bytes are valid UTF-8.
fn count_multibyte(bytes: &[u8]) -> usize {
    if bytes.is_ascii() {
        return 0;
    }
    bytes.iter().filter(|b| **b >= 0xc0).count()
}

/// C1 controls, which no text has and which wrong charsets give.
fn count_controls(text: &str) -> usize {
    text.chars()
        .filter(|c| ('\u{80}'..='\u{9f}').contains(c) && *c != '\u{85}')
        .count()
}

fn has_iso_2022_jp(bytes: &[u8]) -> bool {
    memchr::memchr_iter(0x1b, bytes).any(|at| {
        matches!(
            bytes.get(at + 1..at + 3),
            Some(b"$B" | b"$@" | b"(J" | b"(I" | b"$(")
        )
    })
}

fn drop_nuls(decoded: &mut Decoded<'_>) {
    let nuls = memchr::memchr_iter(0, decoded.text.as_bytes()).count();
    if nuls > 0 {
        decoded.text = Cow::Owned(decoded.text.replace('\0', ""));
        decoded.notes.push(format!("{nuls} NUL characters dropped"));
    }
}

#[cfg(test)]
mod tests;
