//! Where detection is known to fail: what it takes for something else, and when it cannot know.

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1252, X_MAC_CYRILLIC};

use super::{Decoded, with_encoding};

/// So few bytes beyond ASCII say little about the charset.
const FEW: usize = 3;

/// Decodes bytes that nobody declared, by what the detector thought of them.
pub fn decode_detected<'a>(bytes: &'a [u8], guess: &'static Encoding) -> Decoded<'a> {
    let western = guess == WINDOWS_1251 || guess == WINDOWS_1252;
    if western && is_mac_cyrillic(bytes) {
        return with_encoding(bytes, X_MAC_CYRILLIC, "detected");
    }
    let mut decoded = with_encoding(bytes, guess, "detected");
    let beyond = bytes.iter().filter(|b| !b.is_ascii()).take(FEW + 1).count();
    if guess.is_single_byte() && (1..=FEW).contains(&beyond) {
        let s = if beyond == 1 { "" } else { "s" };
        decoded
            .notes
            .push(format!("the charset is a guess from {beyond} byte{s}"));
    }
    // Charsets that the detector does not know (EUC-TW) land in what others leave unassigned.
    let private = decoded.text.chars().filter(is_private).count();
    if private > 0 {
        decoded.notes.push(format!(
            "{private} characters of private use: the charset may be another"
        ));
    }
    decoded
}

fn is_private(c: &char) -> bool {
    ('\u{e000}'..='\u{f8ff}').contains(c)
}

/// Whether text is Russian from an old Macintosh, which the detector does not know.
///
/// Both charsets of Russian have the small letters in the same place, all but я: it is 0xDF on the
/// Macintosh, and 0xFF elsewhere, where 0xDF is a capital that does not stand within words.
fn is_mac_cyrillic(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(1 << 16)];
    let is_small = |b: u8| (0xe0..=0xfe).contains(&b);
    let (mut small, mut in_words, mut mac, mut windows) = (0, 0, 0, 0);
    for pair in sample.windows(2) {
        small += usize::from(is_small(pair[1]));
        if is_small(pair[0]) {
            in_words += usize::from(is_small(pair[1]));
            mac += usize::from(pair[1] == 0xdf);
            windows += usize::from(pair[1] == 0xff);
        }
    }
    // In a Western text such letters stand alone among ASCII ("größer", "été").
    mac >= 3 && mac > 10 * windows && in_words * 2 > small
}

#[cfg(test)]
mod tests {
    use super::super::decode;
    use crate::reader::{Input, Item, read};

    #[test]
    fn russian_of_the_macintosh_is_told_from_that_of_windows() {
        let text = "Старая башня стояла над рекой, и каждая семья знала её историю.";
        let windows = encoding_rs::WINDOWS_1251.encode(text).0.into_owned();
        let mac: Vec<u8> = windows
            .iter()
            .map(|b| match b {
                0xff => 0xdf,
                0xc0..=0xdf => b - 0x40,
                0xb8 => 0xde,
                _ => *b,
            })
            .collect();
        for (bytes, label) in [(mac, "x-mac-cyrillic"), (windows, "windows-1251")] {
            let decoded = decode(&bytes, &[]);
            assert_eq!(decoded.text, text);
            assert_eq!(decoded.encoding, format!("{label} (detected)"));
            assert!(decoded.notes.is_empty(), "{:?}", decoded.notes);
        }
    }

    #[test]
    fn guesses_from_nearly_nothing_are_noted() {
        let decoded = decode(b"The bet was \xa3825 in all, and nobody paid.", &[]);
        assert_eq!(decoded.notes, ["the charset is a guess from 1 byte"]);
        let text = "Der König läßt größere Türme für die Stadt bauen.";
        let bytes = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        let decoded = decode(&bytes, &[]);
        assert_eq!(decoded.text, text);
        assert!(decoded.notes.is_empty(), "{:?}", decoded.notes);
    }

    #[test]
    fn scraped_text_keeps_what_was_doubtful() {
        let input = Input::new(
            "a.txt",
            b"A bet\n\nThe bet was \xa3825 in all, and nobody paid.",
        );
        let mut notes = Vec::new();
        let (_, result) = read(&input, None, &mut |item| {
            if let Item::Article(read) = item {
                notes.extend(read.article.notes);
            }
        });
        result.unwrap();
        assert_eq!(notes, ["the charset is a guess from 1 byte"]);
    }

    #[test]
    fn chinese_in_an_unknown_charset_is_noted() {
        // The second character is in the area that GBK leaves to its users.
        let decoded = super::decode_detected(b"\xd6\xd0\xf8\xa1\xb9\xfa", encoding_rs::GBK);
        let is_flagged = decoded
            .notes
            .iter()
            .any(|note| note.contains("private use"));
        assert!(is_flagged, "{}: {:?}", decoded.encoding, decoded.notes);
    }
}
