//! UTF-8 that was once read as windows-1252 and written again: "â€™" for "’".
//!
//! It is always noticed and counted; it is put right only when asked for, and only where a whole
//! paragraph goes back to its bytes and these are UTF-8, which good text hardly ever does.

use std::borrow::Cow;

/// Characters that windows-1252 has at 0x80 to 0x9F, in the order of their bytes; a blank stands
/// for the five bytes that it leaves open, which browsers read as controls.
const SPECIALS: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// How often a text is put right again: it may have been garbled several times.
const MOST_ROUNDS: usize = 3;

/// End of every note about text that is garbled.
const GARBLED: &str = "like UTF-8 that was once read as windows-1252";
/// End of every note about text that was put right.
const REPAIRED: &str = "UTF-8 that was once read as windows-1252: repaired";

/// Number of places that look like it; 0 for fewer than two, since single ones occur in good text.
pub fn count_mojibake(text: &str) -> usize {
    let places = count_places(text);
    if places < 2 { 0 } else { places }
}

/// Says how much of an article is garbled.
pub fn mojibake_note(places: usize) -> String {
    format!("{places} places look {GARBLED}")
}

/// Says how much of an article, or of its file, was put right.
pub fn repair_note(pieces: usize, of: &str) -> String {
    let noun = if pieces == 1 {
        "piece was"
    } else {
        "pieces were"
    };
    format!("{pieces} {noun} in {of} {REPAIRED}")
}

/// Whether a note says that text is garbled.
pub fn is_mojibake_note(note: &str) -> bool {
    note.ends_with(GARBLED)
}

/// Whether a note says that garbled text was put right.
pub fn is_repair_note(note: &str) -> bool {
    note.ends_with(REPAIRED)
}

/// The paragraph as it was before it was garbled; nothing if it is not, or not as a whole.
pub fn repair(paragraph: &str) -> Option<String> {
    let mut text: Option<String> = None;
    for _ in 0..MOST_ROUNDS {
        let Some(better) = repair_once(text.as_deref().unwrap_or(paragraph)) else {
            break;
        };
        text = Some(better);
    }
    text
}

/// Puts a whole file right, piece by piece between line ends and the given borders; returns the
/// number of pieces that were.
pub fn repair_pieces<'a>(text: &'a str, borders: &[char]) -> (Cow<'a, str>, usize) {
    if count_places(text) == 0 {
        return (Cow::Borrowed(text), 0);
    }
    let mut out = String::with_capacity(text.len());
    let mut repaired = 0;
    for piece in text.split_inclusive(borders) {
        match repair(piece) {
            Some(better) => {
                repaired += 1;
                out.push_str(&better);
            }
            None => out.push_str(piece),
        }
    }
    (Cow::Owned(out), repaired)
}

fn repair_once(text: &str) -> Option<String> {
    if count_places(text) == 0 {
        return None;
    }
    let bytes: Option<Vec<u8>> = text.chars().map(byte_of).collect();
    String::from_utf8(bytes?).ok()
}

fn count_places(text: &str) -> usize {
    let mut places = 0;
    // All characters that can begin such a place are U+00C2 to U+00F4: 0xC3 in UTF-8.
    for at in memchr::memchr_iter(0xc3, text.as_bytes()) {
        let mut chars = text[at..].chars();
        let lead = chars.next().unwrap_or(' ');
        let follows = match lead {
            // The leads of accents and signs; "ß”" and "É…" occur in good text.
            'Â' | 'Ã' | 'Ð' | 'Ñ' | 'Î' | 'Ï' => 1,
            'à'..='ï' => 2,
            'ð' => 3,
            _ => continue,
        };
        if chars
            .by_ref()
            .take(follows)
            .filter(|c| is_continuation(*c))
            .count()
            == follows
        {
            places += 1;
        }
    }
    places
}

fn is_continuation(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{bf}') || (SPECIALS.contains(c) && c != ' ')
}

/// The byte that windows-1252 reads as this character.
fn byte_of(c: char) -> Option<u8> {
    match c {
        '\0'..='\u{ff}' => u8::try_from(u32::from(c)).ok(),
        _ => {
            let place = SPECIALS.chars().position(|special| special == c)?;
            u8::try_from(0x80 + place).ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What happens to text: its UTF-8 is read as windows-1252.
    fn garble(text: &str) -> String {
        text.bytes()
            .map(|byte| match byte {
                0x80..=0x9f => match SPECIALS.chars().nth(usize::from(byte - 0x80)) {
                    Some(' ') | None => char::from(byte),
                    Some(special) => special,
                },
                _ => char::from(byte),
            })
            .collect()
    }

    #[test]
    fn garbled_text_comes_back() {
        for text in [
            "L’hôtesse à l’œuvre — “voilà”, dit-elle… 5 €",
            "Über die Ärzte, groß",
            "Señor Íñigo Ánimo",
            "Заключённые вернулись",
            "写真 🦀",
        ] {
            let garbled = garble(text);
            assert_eq!(repair(&garbled).as_deref(), Some(text), "{garbled}");
            let twice = garble(&garbled);
            assert_eq!(repair(&twice).as_deref(), Some(text), "{twice}");
        }
    }

    #[test]
    fn good_text_stays() {
        for text in [
            "L’hôtesse à l’œuvre",
            "SÃO PAULO, „Spaß“, É…",
            "plain",
            "",
            "Ünïcödé ©®",
            // One good quote in the paragraph: it does not go back as a whole.
            "itâ€™s a “good” day",
            "日本 â€™",
        ] {
            assert_eq!(repair(text), None, "{text}");
        }
    }

    #[test]
    fn pieces_are_repaired_one_by_one() {
        let (text, repaired) = repair_pieces("cafÃ©\n“good” cafÃ©\nÃ la\n", &['\n']);
        assert_eq!(repaired, 1);
        assert_eq!(text, "café\n“good” cafÃ©\nÃ la\n");
        assert_eq!(repair_pieces("good é", &['\n']).1, 0);
    }

    #[test]
    fn notes_are_told_apart() {
        assert!(is_mojibake_note(&mojibake_note(3)));
        assert!(!is_mojibake_note(&repair_note(3, "the file")));
        assert!(is_repair_note(&repair_note(1, "the article")));
    }
}
