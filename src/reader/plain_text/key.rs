//! Keys: a line as folded words, for comparing lines and finding set phrases.
//!
//! Letters are lowered and lose their accents, numbers become `#`, punctuation separates, and each
//! character of a script without spaces is a word of its own.  At most `MAX_WORDS` words are kept.

use unicode_normalization::char::is_combining_mark;

use super::letter::{fold_letter, push_folded};
use super::line::is_blank;

/// Words that a key holds; longer lines have a key for each end.
pub const MAX_WORDS: usize = 14;

/// Bytes from which the key of a line's end is made.
pub const END_BYTES: usize = 160;

/// Longest word that is folded without a key, bytes.
pub const MAX_PLAIN: usize = 60;

/// Folded words of one end of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Key {
    /// Words with one space between them.
    pub text: String,
    /// Where each word starts in `text`.
    pub starts: Vec<u32>,
    /// The key holds all words of the line.
    pub is_whole: bool,
    /// Bytes of `text` before the first colon or spaced dash.
    pub label_end: Option<u32>,
}

impl Key {
    /// The key of the first words.
    pub fn of(line: &str) -> Self {
        let mut key = Self::with_capacity(line.len().min(END_BYTES), MAX_WORDS);
        key.is_whole = key.fold(line, MAX_WORDS, 0).is_some();
        key
    }

    pub fn with_capacity(bytes: usize, words: usize) -> Self {
        Self {
            text: String::with_capacity(bytes + 1),
            starts: Vec::with_capacity(words),
            is_whole: false,
            label_end: None,
        }
    }

    /// The key of the last words.
    pub fn of_end(line: &str) -> Self {
        let from = end_of(line);
        let mut key = Self::with_capacity(END_BYTES, END_BYTES / 4);
        key.fold(&line[from..], usize::MAX, 0);
        let skipped = key.starts.len().saturating_sub(MAX_WORDS);
        key.is_whole = from == 0 && skipped == 0;
        if skipped > 0 {
            let cut = key.starts[skipped];
            key.text.drain(..cut as usize);
            key.starts.drain(..skipped);
            key.starts.iter_mut().for_each(|start| *start -= cut);
        }
        key
    }

    /// Word `i`.
    pub fn word(&self, i: usize) -> &str {
        &self.text[self.starts[i] as usize..self.end_of_words(i + 1)]
    }

    /// Where the first `count` words end in `text`.
    pub fn end_of_words(&self, count: usize) -> usize {
        let next = self.starts.get(count).filter(|_| count > 0);
        next.map_or(self.text.len(), |next| *next as usize - 1)
    }

    /// Adds the first folded words of a text.  If they are all, tells how many begin before a byte.
    pub fn fold(&mut self, text: &str, limit: usize, byte: usize) -> Option<usize> {
        let mut before = 0;
        // Where the word that is being written starts, if one is.
        let mut word: Option<usize> = None;
        let mut rest = text;
        loop {
            // Most of a text is plain letters.
            let plain = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
            if plain > 0 {
                if word.is_none() {
                    if self.starts.len() >= limit {
                        return None;
                    }
                    before += usize::from(text.len() - rest.len() < byte);
                    word = Some(self.begin());
                }
                let from = self.text.len();
                self.text.push_str(&rest[..plain]);
                self.text[from..].make_ascii_lowercase();
                rest = &rest[plain..];
            }
            let mut chars = rest.chars();
            let Some(c) = chars.next() else {
                break;
            };
            rest = chars.as_str();
            // Most marks are spaces.
            if c == ' ' {
                if let Some(start) = word.take() {
                    self.end(start);
                }
                continue;
            }
            if c.is_ascii() && !c.is_ascii_digit() {
                if c == '\'' && word.is_some() {
                    continue;
                }
                if self.label_end.is_none() && is_label_mark(c, rest) {
                    self.label_end = Some(self.text.len() as u32);
                }
                if let Some(start) = word.take() {
                    self.end(start);
                }
                continue;
            }
            if let Some(letter) = fold_letter(c) {
                if word.is_none() {
                    if self.starts.len() >= limit {
                        return None;
                    }
                    before += usize::from(text.len() - rest.len() <= byte);
                    word = Some(self.begin());
                }
                self.text.push_str(letter);
                continue;
            }
            if is_apostrophe(c) && word.is_some() {
                continue;
            }
            if self.label_end.is_none() && is_label_mark(c, rest) {
                self.label_end = Some(self.text.len() as u32);
            }
            let stands_alone = is_ideograph(c) || c == '©';
            let is_part = !stands_alone && c.is_alphanumeric();
            if let Some(start) = word
                && (is_glued(&self.text[start..], c) || !(is_part || is_joiner(c)))
            {
                self.end(start);
                word = None;
            }
            if !(is_part || stands_alone) {
                continue;
            }
            if word.is_none() {
                if self.starts.len() >= limit {
                    return None;
                }
                before += usize::from(text.len() - rest.len() <= byte);
                word = Some(self.begin());
            }
            if stands_alone {
                self.text.push(c);
                word = None;
            } else {
                push_folded(c, &mut self.text);
            }
        }
        if let Some(start) = word {
            self.end(start);
        }
        Some(before)
    }

    fn begin(&mut self) -> usize {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.starts.push(self.text.len() as u32);
        self.text.len()
    }

    /// Any number is the same number.
    fn end(&mut self, start: usize) {
        if self.text.len() == start {
            // Nothing but accents: no word.
            self.starts.pop();
            self.text.truncate(start.saturating_sub(1));
            return;
        }
        if self.text[start..].bytes().all(|b| b.is_ascii_digit()) {
            self.text.truncate(start);
            self.text.push('#');
        }
    }
}

/// Where the last words of a line are looked for from, in bytes.
pub fn end_of(line: &str) -> usize {
    let mut from = line.len().saturating_sub(END_BYTES);
    while !line.is_char_boundary(from) {
        from += 1;
    }
    // Half a word at the cut would be a word of its own.
    if from > 0 {
        from += line[from..]
            .find(|c: char| c == ' ' || !c.is_ascii())
            .unwrap_or(0);
    }
    from
}

/// The folded form of a word of letters that are looked up, as most are, without a key of its own.
pub fn fold_plain<'b>(word: &str, buffer: &'b mut [u8; MAX_PLAIN]) -> Option<&'b [u8]> {
    if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        let folded = buffer.get_mut(..word.len())?;
        folded.copy_from_slice(word.as_bytes());
        folded.make_ascii_lowercase();
        return Some(folded);
    }
    let mut length = 0;
    for c in word.chars() {
        if c.is_ascii_alphabetic() {
            *buffer.get_mut(length)? = c.to_ascii_lowercase() as u8;
            length += 1;
        } else if !matches!(c, '\'' | '’' | '‘') {
            let letter = fold_letter(c)?.as_bytes();
            let slot = buffer.get_mut(length..length + letter.len())?;
            slot.copy_from_slice(letter);
            length += letter.len();
        }
    }
    Some(&buffer[..length])
}

/// The first word of a text as its key would have it; none unless that is sure at a glance.
pub fn first_plain<'b>(text: &str, buffer: &'b mut [u8; MAX_PLAIN]) -> Option<&'b [u8]> {
    let is_end = |byte: Option<&u8>| matches!(byte, None | Some(b' ' | b',' | b';' | b':' | b'|'));
    let bytes = text.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit());
    let digits = digits.count();
    if digits > 0 {
        return is_end(bytes.get(digits)).then_some(b"#");
    }
    let letters = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic());
    let letters = letters.count();
    if letters == 0 || !is_end(bytes.get(letters)) {
        return None;
    }
    fold_plain(&text[..letters], buffer)
}

/// "Published13 January": a label that lost its space; "covid19" is one word less often than that.
fn is_glued(word: &str, next: char) -> bool {
    next.is_ascii_digit() && word.len() >= 5 && word.chars().all(char::is_alphabetic)
}

/// A colon, or a dash with a space behind it.
fn is_label_mark(c: char, rest: &str) -> bool {
    matches!(c, ':' | '：') || matches!(c, '-' | '–' | '—') && rest.starts_with(' ')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

/// Marks inside a word: combining accents, soft hyphens, zero-width characters.
fn is_joiner(c: char) -> bool {
    !c.is_ascii() && (is_combining_mark(c) || (is_blank(c) && !c.is_whitespace()))
}

/// Scripts written without spaces.
pub fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_folded_words() {
        for (line, key) in [
            ("MORE  STORIES:", "more stories"),
            ("Comments (12)", "comments #"),
            ("Publié à 10h15", "publie a 10h15"),
            ("© 2026 The Outlet", "© # the outlet"),
            ("Don’t miss it!", "dont miss it"),
            ("Weißer Fluß", "weisser fluss"),
            ("相关新闻", "相 关 新 闻"),
            ("cafe\u{301} re\u{AD}lease", "cafe release"),
            ("— * —", ""),
            ("Publiziert17. Mai", "publiziert # mai"),
        ] {
            assert_eq!(Key::of(line).text, key, "{line}");
        }
    }

    #[test]
    fn plain_words_are_folded_as_in_a_key() {
        for word in [
            "Monday",
            "MAY",
            "O'Brien",
            "'tis",
            "Févr",
            "ΜΑΪΟΥ",
            "Straße",
            "d’août",
        ] {
            let mut buffer = [0; MAX_PLAIN];
            assert_eq!(
                fold_plain(word, &mut buffer),
                Some(Key::of(word).text.as_bytes())
            );
        }
        for word in ["10h15", "五月", "Jean-Luc", &"a".repeat(MAX_PLAIN + 1)] {
            assert_eq!(fold_plain(word, &mut [0; MAX_PLAIN]), None, "{word}");
        }
    }

    #[test]
    fn the_first_word_is_that_of_the_key() {
        for text in ["Posted: today", "May", "12 May", "2026", "By,"] {
            let key = Key::of(text);
            let first = first_plain(text, &mut [0; MAX_PLAIN]).map(<[u8]>::to_vec);
            assert_eq!(first, Some(key.word(0).as_bytes().to_vec()), "{text}");
        }
        for text in [
            "Posted12",
            "12th",
            "Févr. 12",
            "— May",
            "O'Brien",
            "a-b",
            "",
        ] {
            assert_eq!(first_plain(text, &mut [0; MAX_PLAIN]), None, "{text}");
        }
    }

    #[test]
    fn a_long_line_has_a_key_for_each_end() {
        let line = "one ".repeat(40) + "the last words";
        assert!(!Key::of(&line).is_whole);
        assert_eq!(Key::of(&line).starts.len(), MAX_WORDS);
        assert!(Key::of_end(&line).text.ends_with("one the last words"));
        assert_eq!(Key::of_end("two words").text, "two words");
        assert!(Key::of_end("two words").is_whole);
    }
}
