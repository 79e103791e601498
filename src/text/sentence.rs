//! Sentence starts: whether a new sentence begins between two words.
//!
//! Decided from the characters between the words, the word before and the first letter after.  A
//! line break always ends a sentence, since blocks are joined by them.  By language there are only
//! abbreviations; initials and digits are treated alike everywhere.

use crate::language::Language;

/// True when a sentence starts at the word after `gap`.  `before` is the raw word before the gap,
/// `after` begins with the word after it.
pub fn starts_sentence(before: &str, gap: &str, after: &str, language: Option<&Language>) -> bool {
    if gap == " " {
        return false;
    }
    if gap.contains(['\n', '\u{2028}', '\u{2029}', '。', '！', '？']) {
        return true;
    }
    let Some(mark) = gap.find(['.', '!', '?', '…']) else {
        return false;
    };
    let rest = &gap[mark..];
    // `U.S`, `10.30`, `example.com`: nothing but the mark between two words.
    if !rest.contains(char::is_whitespace) {
        return false;
    }
    let Some(first) = after.chars().next() else {
        return false;
    };
    // A sentence starts with a capital, a digit, or in a script that has no capitals.
    if first.is_lowercase() {
        return false;
    }
    let is_full_stop = rest.starts_with('.') && !rest.starts_with("..");
    if !is_full_stop {
        return true;
    }
    // `“Go.” She went`: a closing quote after the stop ends the sentence whatever the word was.
    if rest[1..].starts_with(['"', '”', '’', '»', ')']) {
        return true;
    }
    if mark != 0 {
        // `(AP). The`, `99%. The`: the stop does not touch the word, so it is no abbreviation.
        return true;
    }
    let mut letters = before.chars();
    let initial = letters.next().is_some_and(|c| c.is_uppercase()) && letters.next().is_none();
    !initial && !is_abbreviation(before, language)
}

fn is_abbreviation(word: &str, language: Option<&Language>) -> bool {
    let Some(language) = language else {
        return false;
    };
    if word.len() > 12 {
        return false;
    }
    let lower = word.to_lowercase();
    language.abbreviations.contains(&lower.as_str())
}
