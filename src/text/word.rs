//! The word splitter: where words begin and end.
//!
//! One pass, linear time, no tables by language.  A word is a run of letters, digits and marks,
//! with these additions, each because readers write and search it that way:
//! an apostrophe between letters belongs to the word (`O'Brien`, `don't`), except after an elided
//! article (`l'homme` is `l` and `homme`, in every language); a final `'s` is stripped; a thousands
//! comma joins digits (`2,000` is `2000`); `C++` and `C#` keep their signs; a character of a script
//! written without spaces is a word of its own.  Everything else separates.

use unicode_normalization::char::is_combining_mark;

use super::fold::{is_apostrophe, is_invisible};

/// Longer words are cut here, in documents and queries alike (bytes of the raw text).
pub const MAX_WORD_BYTES: usize = 200;

/// One word as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RawWord {
    /// Byte range to highlight: the possessive `'s` is inside it.
    pub start: usize,
    pub end: usize,
    /// End of the part that is compared: before the possessive.
    pub stem_end: usize,
}

/// Splits a text into words.
pub fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

/// Iterator over the words of a text.
#[derive(Debug, Clone)]
pub struct Words<'t> {
    text: &'t str,
    at: usize,
}

/// Whether a part stands in a text, not within another word.
pub fn stands_in(part: &str, text: &str) -> bool {
    text.match_indices(part).any(|(at, _)| {
        !text[..at].ends_with(char::is_alphanumeric)
            && !text[at + part.len()..].starts_with(char::is_alphanumeric)
    })
}

/// Articles and pronouns that lose their vowel before another (French, Italian, Catalan).
const ELIDED: &[&str] = &[
    "l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "un",
    "dell", "all", "dall", "nell", "sull", "coll", "quell", "quest", "sant", "bell",
];

impl Iterator for Words<'_> {
    type Item = RawWord;

    fn next(&mut self) -> Option<RawWord> {
        let text = self.text;
        let start = next_word_start(text, self.at)?;
        let mut end = start;
        let limit = start + MAX_WORD_BYTES;
        let first = char_at(text, start)?;
        if is_ideographic(first) {
            end += first.len_utf8();
            // A mark or selector after the character belongs to it.
            while let Some(c) = char_at(text, end).filter(|c| is_combining_mark(*c)) {
                if end >= limit {
                    break;
                }
                end += c.len_utf8();
            }
            self.at = end;
            return Some(RawWord {
                start,
                end,
                stem_end: end,
            });
        }
        let mut has_apostrophe = false;
        let mut rest = None;
        while let Some(c) = char_at(text, end) {
            if end + c.len_utf8() > limit {
                // The rest of an endless word is swallowed, so that it yields one word, not many.
                rest = Some(skip_word(text, end));
                break;
            }
            if is_ideographic(c) {
                break;
            }
            if is_word_char(c) || is_invisible(c) {
                end += c.len_utf8();
                continue;
            }
            let next = end + c.len_utf8();
            let follows = char_at(text, next);
            if is_apostrophe(c) && follows.is_some_and(|f| f.is_alphabetic() && !is_ideographic(f))
            {
                if is_elided(&text[start..end]) {
                    break;
                }
                has_apostrophe = true;
                end = next;
                continue;
            }
            if c == ',' && joins_thousands(text, start, end) {
                end = next;
                continue;
            }
            break;
        }
        // Invisible characters at the end are no part of the word.
        end = start + text[start..end].trim_end_matches(is_invisible).len();
        let mut stem_end = end;
        if has_apostrophe {
            // Also of what has it twice, or a word would change when it is printed and read again.
            while let Some(owner) = without_possessive(&text[start..stem_end]) {
                stem_end = start + owner.len();
            }
        }
        // Not the `P` of `S&P's`: its owner's sign is not a part of the word.
        if end - start == 1 {
            end = sign_end(text, start, end);
            stem_end = end;
        }
        self.at = rest.unwrap_or(end.max(start + 1));
        Some(RawWord {
            start,
            end,
            stem_end,
        })
    }
}

impl RawWord {
    /// The part that is compared, thousands commas still in it.
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.stem_end]
    }
}

/// The word before `'s`; None when it does not end so.
fn without_possessive(word: &str) -> Option<&str> {
    let sign = word.strip_suffix(['s', 'S'])?;
    let owner = sign
        .trim_end_matches(is_invisible)
        .strip_suffix(is_apostrophe)?;
    Some(owner.trim_end_matches(is_invisible))
}

#[inline]
fn char_at(text: &str, at: usize) -> Option<char> {
    let first = *text.as_bytes().get(at)?;
    if first < 0x80 {
        Some(first as char)
    } else {
        text[at..].chars().next()
    }
}

fn next_word_start(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        let byte = bytes[at];
        if byte < 0x80 {
            if byte.is_ascii_alphanumeric() {
                return Some(at);
            }
            at += 1;
        } else {
            let c = char_at(text, at)?;
            if c.is_alphanumeric() {
                return Some(at);
            }
            at += c.len_utf8();
        }
    }
    None
}

fn skip_word(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    rest.find(|c: char| !is_word_char(c) && !is_invisible(c))
        .map_or(text.len(), |i| from + i)
}

#[inline]
fn is_word_char(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        c.is_alphanumeric() || is_combining_mark(c)
    }
}

/// Scripts written without spaces between words: each character is a word.
fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30FF}'
        | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}' | '\u{E01}'..='\u{E7F}'
        | '\u{E80}'..='\u{EFF}' | '\u{1780}'..='\u{17FF}' | '\u{1000}'..='\u{109F}')
        && !is_combining_mark(c)
}

fn is_elided(word: &str) -> bool {
    word.len() <= 6 && ELIDED.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// True for the comma of `2,000` and `1,234,567`: digits only before it, exactly three after.
fn joins_thousands(text: &str, start: usize, comma: usize) -> bool {
    let before = &text[start..comma];
    let head = before.split(',').next().unwrap_or("");
    let after = text.as_bytes()[comma + 1..]
        .iter()
        .take(4)
        .take_while(|b| b.is_ascii_digit());
    // Other letters right after the group ("1,000m") do not matter; a fourth digit does.
    after.count() == 3
        && (1..=3).contains(&head.len())
        && before.bytes().all(|b| b.is_ascii_digit() || b == b',')
}

/// `C++`, `C#`, `F#`: one letter and its signs.
fn sign_end(text: &str, start: usize, end: usize) -> usize {
    if !text.as_bytes()[start].is_ascii_alphabetic() {
        return end;
    }
    let rest = &text[end..];
    let signs = if rest.starts_with("++") {
        2
    } else if rest.starts_with('#') {
        1
    } else {
        return end;
    };
    match char_at(text, end + signs) {
        Some(c) if is_word_char(c) || c == '+' || c == '#' => end,
        _ => end + signs,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let cut: Vec<&str> = words(text).map(|w| w.text(text)).collect();
        assert_eq!(cut.join("|"), expected, "{text}");
    }

    #[test]
    fn words_are_cut_as_readers_write_them() {
        check("Machado’s release, at last.", "Machado|release|at|last");
        check("O'Brien don't rock ’n’ roll", "O'Brien|don't|rock|n|roll");
        check("S&P's rating, Unit 1's, C#'s", "S|P|rating|Unit|1|C#|s");
        check(
            "the mayor's office; the mayors' office",
            "the|mayor|office|the|mayors|office",
        );
        check(
            "well-being AT&T U.S. 9/11 10:30",
            "well|being|AT|T|U|S|9|11|10|30",
        );
        check(
            "C++ and C# but not c+ or A++B",
            "C++|and|C#|but|not|c|or|A|B",
        );
        check(
            "2,000 people, 1,234,567; 12,34 5,6789",
            "2,000|people|1,234,567|12|34|5|6789",
        );
        check(
            "l’homme d'État qu'il dell'arte",
            "l|homme|d|État|qu|il|dell|arte",
        );
        check("東京でRust 3件", "東|京|で|Rust|3|件");
        check("the mayor's'東", "the|mayor|東");
        check(
            "e\u{301}lan re\u{AD}lease x\u{200B}y",
            "e\u{301}lan|re\u{AD}lease|x\u{200B}y",
        );
        check("", "");
        check("… — ' \u{301}", "");
    }

    #[test]
    fn possessive_is_highlighted_but_not_compared() {
        let text = "Machado's";
        let word = words(text).next().expect("one word");
        assert_eq!((word.end, word.stem_end), (9, 7));
        let twice = words("mayor's's").next().expect("one word");
        assert_eq!((twice.end, twice.stem_end), (9, 5));
    }

    #[test]
    fn an_endless_word_is_one_word() {
        let text = format!("{} end", "x".repeat(100_000));
        let cut: Vec<RawWord> = words(&text).collect();
        assert_eq!(cut.len(), 2);
        assert_eq!(cut[0].stem_end, MAX_WORD_BYTES);
    }

    #[test]
    fn what_is_invisible_makes_no_other_word_of_a_long_one() {
        let unseen = "\u{200B}".repeat(MAX_WORD_BYTES);
        check(&format!("mayor's{unseen} end"), "mayor|end");
        check("mayor's\u{200B}'s mayor\u{AD}'s\u{AD}", "mayor|mayor");
    }
}
