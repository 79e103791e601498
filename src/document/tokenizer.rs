//! The tantivy tokenizers: `news` over `text`, and `marks` for tokens that carry their position.
//!
//! A `news` value begins with one private-use character that names its language.  Each word gives
//! its stems, tagged with the language so that stems of two languages never meet, and its literal
//! form, all at the position of the word.

use tantivy::tokenizer::{TextAnalyzer, Token, TokenStream, Tokenizer, TokenizerManager};

use crate::language::{LANGUAGES, Language, find_language};
use crate::text::{Stems, Words, fold_into, lower_into, words};

pub(super) const NEWS_TOKENIZER: &str = "news";
pub(super) const MARKS_TOKENIZER: &str = "marks";

/// Changes whenever the same text would give other terms.
pub const ANALYZER_VERSION: &str = "4+frostem-1.20260821.8";

/// No letter of any text, so a stem is never taken for a word.
const STEM: char = '\u{1}';
const MARKER_BASE: u32 = 0xE000;
const MARKER_NONE: char = '\u{E0FF}';

/// The character that names a language in front of a `news` value.
pub fn language_marker(code: &str) -> char {
    let row = find_language(code).and_then(|l| LANGUAGES.iter().position(|o| o.code == l.code));
    row.and_then(|i| char::from_u32(MARKER_BASE + i as u32))
        .unwrap_or(MARKER_NONE)
}

fn language_of_marker(marker: char) -> Option<&'static Language> {
    LANGUAGES.get((marker as usize).checked_sub(MARKER_BASE as usize)?)
}

/// The term of a stem: `\u{1}en` before it.
pub fn stem_term(language: &Language, stem: &str, out: &mut String) {
    out.clear();
    out.push(STEM);
    out.push_str(language.code);
    out.push_str(stem);
}

/// Tells whether a term of a text field is a word as it stands rather than a stem.
pub fn is_literal(term: &[u8]) -> bool {
    term.first() != Some(&(STEM as u8))
}

/// Makes both tokenizers known to an index.
pub fn register_tokenizers(manager: &TokenizerManager) {
    manager.register(NEWS_TOKENIZER, TextAnalyzer::from(NewsTokenizer::default()));
    manager.register(
        MARKS_TOKENIZER,
        TextAnalyzer::from(MarksTokenizer::default()),
    );
}

/// Cuts values of running text.
#[derive(Clone, Default)]
struct NewsTokenizer {
    /// One per language, made when first met.
    stems: Vec<Option<Stems>>,
    /// Of the word; a word with accents may have two.
    found: [Token; 2],
    literal: Token,
    lowered: String,
}

struct NewsStream<'a> {
    owner: &'a mut NewsTokenizer,
    text: &'a str,
    words: Words<'a>,
    language: Option<&'static Language>,
    row: usize,
    position: usize,
    /// Forms of the word that are still to come: at none the literal form is shown, else a stem.
    left: usize,
}

impl Tokenizer for NewsTokenizer {
    type TokenStream<'a> = NewsStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> NewsStream<'a> {
        let marker = text.chars().next().unwrap_or(MARKER_NONE);
        let language = language_of_marker(marker);
        // The first row is for texts without a language; it was English's too once, and an archive
        // that began with such a text had no English stems.
        let row = language.map_or(0, |_| 1 + marker as usize - MARKER_BASE as usize);
        if self.stems.len() <= row {
            self.stems.resize(row + 1, None);
        }
        if self.stems[row].is_none() {
            self.stems[row] = Some(Stems::new(language));
        }
        let is_marker = language.is_some() || marker == MARKER_NONE;
        let text = if is_marker {
            &text[marker.len_utf8().min(text.len())..]
        } else {
            text
        };
        NewsStream {
            owner: self,
            text,
            words: words(text),
            language,
            row,
            position: 0,
            left: 0,
        }
    }
}

impl TokenStream for NewsStream<'_> {
    fn advance(&mut self) -> bool {
        if self.left > 0 {
            self.left -= 1;
            return true;
        }
        let Some(word) = self.words.next() else {
            return false;
        };
        let NewsTokenizer {
            stems,
            found,
            literal,
            lowered,
        } = &mut *self.owner;
        lower_into(word.text(self.text), lowered);
        fold_into(lowered, &mut literal.text);
        literal.position = self.position;
        (literal.offset_from, literal.offset_to) = (word.start, word.end);
        self.left = 0;
        if let (Some(language), Some(stems)) = (self.language, &mut stems[self.row]) {
            for (token, stem) in found.iter_mut().zip(stems.stems(lowered)) {
                stem_term(language, stem, &mut token.text);
                token.position = self.position;
                (token.offset_from, token.offset_to) = (word.start, word.end);
                self.left += 1;
            }
        }
        self.position += 1;
        true
    }

    fn token(&self) -> &Token {
        match self.left.checked_sub(1) {
            None => &self.owner.literal,
            Some(stem) => &self.owner.found[stem],
        }
    }

    fn token_mut(&mut self) -> &mut Token {
        match self.left.checked_sub(1) {
            None => &mut self.owner.literal,
            Some(stem) => &mut self.owner.found[stem],
        }
    }
}

/// Cuts `position:token` lines; the tokens may hold anything but a line feed.
#[derive(Clone, Default)]
struct MarksTokenizer {
    token: Token,
}

struct MarksStream<'a> {
    lines: std::str::Lines<'a>,
    token: &'a mut Token,
}

impl Tokenizer for MarksTokenizer {
    type TokenStream<'a> = MarksStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> MarksStream<'a> {
        MarksStream {
            lines: text.lines(),
            token: &mut self.token,
        }
    }
}

impl TokenStream for MarksStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((position, token)) = self.lines.next().and_then(|line| line.split_once(':'))
        else {
            return false;
        };
        self.token.text.clear();
        self.token.text.push_str(token);
        // Only `marks::render` writes these values, and it writes numbers.
        self.token.position = position.parse().unwrap_or(0);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, text: &str, expected: &str) {
        let mut tokenizer = NewsTokenizer::default();
        for _ in 0..2 {
            // Twice: the tokenizer is used again for every document.
            let value = format!("{}{text}", language_marker(code));
            let mut stream = tokenizer.token_stream(&value);
            let mut found = Vec::new();
            while stream.advance() {
                let token = stream.token();
                found.push(format!(
                    "{}:{}",
                    token.position,
                    token.text.replace(STEM, "^")
                ));
            }
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn words_give_stem_and_literal_at_one_position() {
        check(
            "en",
            "Machado’s releases, 2,000",
            "0:^enmachado 0:machado 1:^enreleas 1:releases 2:^en2000 2:2000",
        );
        check(
            "es",
            "Francés total",
            "0:^esfranc 0:^esfrances 0:frances 1:^estotal 1:total",
        );
        check("und", "releases", "0:releases");
    }

    #[test]
    fn marks_carry_their_positions() {
        let mut tokenizer = MarksTokenizer::default();
        let mut stream = tokenizer.token_stream("0:p\n0:s\n12:@person/a: b");
        let mut found = Vec::new();
        while stream.advance() {
            found.push((stream.token().position, stream.token().text.clone()));
        }
        assert_eq!(
            found,
            [
                (0, "p".to_owned()),
                (0, "s".to_owned()),
                (12, "@person/a: b".to_owned())
            ]
        );
    }
}
