//! Keys: a line as folded words, for comparing lines and finding set phrases.
//!
//! Letters are lowered and lose their accents, numbers become `#`, punctuation separates, and each
//! character of a script without spaces is a word of its own.  At most `MAX_WORDS` words are kept.

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use super::line::is_blank;

/// Words that a key holds; longer lines have a key for each end.
pub const MAX_WORDS: usize = 14;

/// Bytes from which the key of a line's end is made.
const END_BYTES: usize = 160;

/// Folded words of one end of a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Key {
    /// Words with one space between them.
    pub text: String,
    /// Where each word starts in `text`.
    pub starts: Vec<u32>,
    /// The key holds all words of the line.
    pub is_whole: bool,
}

impl Key {
    /// The key of the first words.
    pub fn of(line: &str) -> Self {
        let mut key = Self::default();
        key.is_whole = key.push_words(line);
        key
    }

    /// The key of the last words.
    pub fn of_end(line: &str) -> Self {
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
        let words = folded_words(&line[from..], usize::MAX).0;
        let skipped = words.len().saturating_sub(MAX_WORDS);
        let mut key = Self {
            is_whole: from == 0 && skipped == 0,
            ..Self::default()
        };
        for word in &words[skipped..] {
            key.push_word(word);
        }
        key
    }

    fn push_words(&mut self, line: &str) -> bool {
        let (words, is_whole) = folded_words(line, MAX_WORDS);
        for word in &words {
            self.push_word(word);
        }
        is_whole
    }

    fn push_word(&mut self, word: &str) {
        if !self.text.is_empty() {
            self.text.push(' ');
        }
        self.starts.push(self.text.len() as u32);
        self.text.push_str(word);
    }
}

/// The first folded words of a text, and whether they are all.
fn folded_words(text: &str, limit: usize) -> (Vec<String>, bool) {
    let mut words = Vec::new();
    let mut word = String::new();
    for c in text.chars() {
        if is_apostrophe(c) && !word.is_empty() {
            continue;
        }
        let stands_alone = is_ideograph(c) || c == '©';
        if (stands_alone || !c.is_alphanumeric()) && !word.is_empty() && !is_joiner(c) {
            push_folded(&mut words, &mut word);
        }
        if words.len() >= limit && (c.is_alphanumeric() || stands_alone) {
            return (words, false);
        }
        if stands_alone {
            words.push(c.to_string());
        } else if c.is_alphanumeric() {
            push_lower(c, &mut word);
        }
    }
    if !word.is_empty() {
        push_folded(&mut words, &mut word);
    }
    (words, true)
}

fn push_folded(words: &mut Vec<String>, word: &mut String) {
    if word.bytes().all(|b| b.is_ascii_digit()) {
        words.push("#".to_owned());
        word.clear();
    } else {
        words.push(std::mem::take(word));
    }
}

/// Adds the lower-case base letter.
fn push_lower(c: char, word: &mut String) {
    if c.is_ascii() {
        word.push(c.to_ascii_lowercase());
        return;
    }
    let mut is_first = true;
    for lower in c.to_lowercase() {
        decompose_canonical(lower, |part| {
            // Only the base letter of Latin and Greek; a mark of another script is a letter.
            if is_first || !is_combining_mark(part) {
                match part {
                    'ß' => word.push_str("ss"),
                    'æ' => word.push_str("ae"),
                    'œ' => word.push_str("oe"),
                    'ø' => word.push('o'),
                    'ł' => word.push('l'),
                    part if !is_combining_mark(part) => word.push(part),
                    _ => {}
                }
            }
            is_first = false;
        });
    }
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
        ] {
            assert_eq!(Key::of(line).text, key, "{line}");
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
