//! Words of an ALTO page put together to blocks of text.

use super::super::fragment::collapse;
use super::super::xml::Element;
use crate::article::Span;

/// A text block of a page.
#[derive(Debug)]
pub struct PageBlock {
    pub text: String,
    /// Mean height of its words in the page's unit; 0 when the file has none.
    pub height: f32,
    pub span: Span,
}

/// Joins words, and knows from block to block what is still to come of a broken one.
#[derive(Debug, Default)]
pub struct Joiner {
    /// The whole word whose first part ended the last line.
    awaited: Option<String>,
    /// A hyphen ended the last line, and the file does not say what the whole word is.
    hyphen: Option<String>,
    confidence: f64,
    words: usize,
}

impl Joiner {
    /// Reads one `TextBlock`.
    pub fn block(&mut self, element: Element<'_, '_>) -> PageBlock {
        let mut text = String::new();
        let (mut heights, mut measured) = (0.0, 0usize);
        for line in element.descendants().filter(|inner| inner.is("TextLine")) {
            for word in line.children_named("String") {
                if let Some(height) = number(word, "HEIGHT") {
                    heights += height;
                    measured += 1;
                }
            }
            self.line(line, &mut text);
        }
        PageBlock {
            text: collapse(&text),
            height: if measured == 0 {
                0.0
            } else {
                (heights / measured as f64) as f32
            },
            span: element.span(),
        }
    }

    /// A text with the lines that follow it.
    pub fn lines<'t, 'a: 't>(
        &mut self,
        mut text: String,
        lines: impl Iterator<Item = Element<'t, 'a>>,
    ) -> String {
        for line in lines {
            self.line(line, &mut text);
        }
        collapse(&text)
    }

    fn line(&mut self, line: Element<'_, '_>, text: &mut String) {
        for piece in line.children() {
            if piece.is("String") {
                self.word(piece, text);
            } else if piece.is("HYP") {
                self.hyphen(piece, text);
            }
        }
        // Some programs have no element for the hyphen, it stands in the last word of the line.
        if self.awaited.is_none() && self.hyphen.is_none() && cut_hyphen(text) {
            self.hyphen = Some("-".to_owned());
        }
    }

    fn word(&mut self, word: Element<'_, '_>, text: &mut String) {
        let Some(content) = word.attribute("CONTENT") else {
            return;
        };
        if let Some(confidence) = number(word, "WC") {
            self.confidence += confidence.clamp(0.0, 1.0);
            self.words += 1;
        }
        let whole = word.attribute("SUBS_CONTENT");
        match word.attribute("SUBS_TYPE").as_deref() {
            Some("HypPart1") => {
                push(text, whole.as_deref().unwrap_or(&content));
                if whole.is_none() {
                    cut_hyphen(text);
                }
                self.awaited = Some(whole.unwrap_or_default());
                self.hyphen = None;
                return;
            }
            // The whole word stands already; a second part alone keeps what there is of it.
            Some("HypPart2") if self.awaited.is_some() => {
                let awaited = self.awaited.take().unwrap_or_default();
                if awaited.is_empty() {
                    text.push_str(&content);
                } else if whole.is_some_and(|whole| whole != awaited) {
                    push(text, &content);
                }
                return;
            }
            _ => {}
        }
        self.awaited = None;
        match self.hyphen.take() {
            // "de-" and "livered" are one word, "Anglo-" and "Saxon" are two.
            Some(_) if content.starts_with(char::is_lowercase) => text.push_str(&content),
            // A block that begins with the second of the two must not begin with the hyphen.
            Some(mark) if !text.is_empty() => {
                text.push_str(&mark);
                text.push_str(&content);
            }
            Some(_) | None => push(text, &content),
        }
    }

    fn hyphen(&mut self, piece: Element<'_, '_>, text: &str) {
        if self.awaited.is_none() && !text.is_empty() {
            let mark = piece.attribute("CONTENT").unwrap_or_else(|| "-".to_owned());
            // A soft hyphen is never a part of the word.
            self.hyphen = Some(mark.replace('\u{ad}', "-"));
        }
    }

    /// Mean confidence of the words that have one, and their number.
    pub fn confidence(&self) -> Option<(f32, usize)> {
        (self.words > 0).then(|| ((self.confidence / self.words as f64) as f32, self.words))
    }
}

/// Takes off the hyphen that breaks the last word, and says whether there was one.
///
/// `¬` is what recognition programs write for it.
fn cut_hyphen(text: &mut String) -> bool {
    let is_broken = text
        .strip_suffix(['-', '\u{2010}', '\u{ad}', '¬'])
        .is_some_and(|word| word.ends_with(char::is_alphanumeric));
    if is_broken {
        text.pop();
    }
    is_broken
}

fn push(text: &mut String, word: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(word);
}

fn number(element: Element<'_, '_>, name: &str) -> Option<f64> {
    let value: f64 = element.attribute(name)?.parse().ok()?;
    (value.is_finite() && value >= 0.0).then_some(value)
}
