//! Words of a recognised page put together to text, with what the end of a line broke.

use super::super::broken_word::{append_second_part, cut_hyphen, push_word};

/// Joins words, and knows from block to block what is still to come of a broken one.
#[derive(Debug, Default)]
pub struct Joiner {
    /// The whole word whose first part ended the last line; empty when only that is known.
    awaited: Option<String>,
    /// A hyphen ended the last line, and the file does not say what the whole word is.
    hyphen: Option<String>,
    confidence: f64,
    words: usize,
}

impl Joiner {
    /// Appends a word.
    pub fn word(&mut self, content: &str, text: &mut String) {
        self.awaited = None;
        match self.hyphen.take() {
            Some(mark) => append_second_part(text, &mark, content),
            None => push_word(text, content),
        }
    }

    /// Appends the words of a line that the format does not take apart.
    pub fn line(&mut self, line: &str, text: &mut String) {
        for word in line.split_whitespace() {
            self.word(word, text);
        }
        self.end_line(text);
    }

    /// Appends a word that is known to go on in the next line, whole where the file has it.
    pub fn first_part(&mut self, content: &str, whole: Option<String>, text: &mut String) {
        push_word(text, whole.as_deref().unwrap_or(content));
        if whole.is_none() {
            cut_hyphen(text);
        }
        self.awaited = Some(whole.unwrap_or_default());
        self.hyphen = None;
    }

    /// Appends what is known to be the second part of a word; false when nothing is known of the
    /// first, so that it is a word like any other.
    pub fn second_part(&mut self, content: &str, whole: Option<&str>, text: &mut String) -> bool {
        let Some(awaited) = self.awaited.take() else {
            return false;
        };
        // The whole word stands already, unless it is another one.
        if awaited.is_empty() {
            text.push_str(content);
        } else if whole.is_some_and(|whole| whole != awaited) {
            push_word(text, content);
        }
        true
    }

    /// Notes a hyphen that the format has beside the word.
    pub fn hyphen(&mut self, mark: Option<String>, text: &str) {
        if self.awaited.is_none() && !text.is_empty() {
            let mark = mark.unwrap_or_else(|| "-".to_owned());
            // A soft hyphen is never a part of the word.
            self.hyphen = Some(mark.replace('\u{ad}', "-"));
        }
    }

    /// Ends a line: some programs have no element for the hyphen, it stands in the last word.
    pub fn end_line(&mut self, text: &mut String) {
        if self.awaited.is_none() && self.hyphen.is_none() && cut_hyphen(text) {
            self.hyphen = Some("-".to_owned());
        }
    }

    /// Takes note of how sure the program was of so many words, 0 to 1.
    pub fn weigh(&mut self, confidence: Option<f64>, words: usize) {
        if let Some(confidence) = confidence.filter(|value| value.is_finite()) {
            self.confidence += confidence.clamp(0.0, 1.0) * words as f64;
            self.words += words;
        }
    }

    /// Mean confidence of the words that have one, and their number.
    pub fn confidence(&self) -> Option<(f32, usize)> {
        (self.words > 0).then(|| ((self.confidence / self.words as f64) as f32, self.words))
    }
}
