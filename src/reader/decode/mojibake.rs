//! UTF-8 that was once read as windows-1252 and written again: "â€™" for "’".

/// Characters that windows-1252 has at 0x80 to 0x9F.
const SPECIALS: &str = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

/// Number of places that look like it; 0 for fewer than two, since single ones occur in good text.
pub fn count_mojibake(text: &str) -> usize {
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
    if places < 2 { 0 } else { places }
}

fn is_continuation(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{bf}') || SPECIALS.contains(c)
}
