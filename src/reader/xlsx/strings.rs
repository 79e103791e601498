//! Strings that cells share, and how text is written in cells.

use crate::reader::markup::{Dialect, Scanner, Token, local};
use crate::reader::references::decode_references;

/// The strings of a workbook, in one piece: millions may be empty.
#[derive(Debug, Default)]
pub struct Strings {
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Strings {
    pub fn read(xml: &str) -> Self {
        let mut strings = Self::default();
        let mut rich = RichText::default();
        for token in Scanner::new(xml, Dialect::Xml) {
            match token {
                Token::Open(tag) if local(tag.name) == "si" && tag.is_empty => strings.push(""),
                Token::Close(name) if local(name) == "si" => strings.push(&rich.take()),
                token => rich.token(&token),
            }
        }
        strings
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        // A part has fewer bytes than that.
        self.ends
            .push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
    }

    pub fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)? as usize;
        let start = index
            .checked_sub(1)
            .map_or(0, |before| self.ends[before] as usize);
        self.text.get(start..end)
    }
}

/// Text in one or several runs; how it is pronounced (`rPh`) is left out.
#[derive(Debug, Default)]
pub struct RichText {
    text: String,
    is_in_text: bool,
    is_kept: bool,
    is_phonetic: bool,
}

impl RichText {
    /// Takes the next piece of what may be text.
    pub fn token(&mut self, token: &Token<'_>) {
        match token {
            Token::Open(tag) if !tag.is_empty => match local(tag.name) {
                "t" => {
                    self.is_in_text = true;
                    self.is_kept |= tag.attribute("space").as_deref() == Some("preserve");
                }
                "rPh" => self.is_phonetic = true,
                _ => {}
            },
            Token::Close(name) => match local(name) {
                "t" => self.is_in_text = false,
                "rPh" => self.is_phonetic = false,
                _ => {}
            },
            Token::Text(text) if self.is_in_text && !self.is_phonetic => {
                self.text.push_str(&decode_references(text));
            }
            Token::Raw(text) if self.is_in_text && !self.is_phonetic => self.text.push_str(text),
            _ => {}
        }
    }

    /// The text so far, which is then empty.
    pub fn take(&mut self) -> String {
        let rich = std::mem::take(self);
        let text = match rich.is_kept {
            true => rich.text.as_str(),
            false => rich.text.trim(),
        };
        unescape(text)
    }
}

/// `_x000D_` => the carriage return that XML would not keep.
pub fn unescape(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let code = rest.get(at + 2..at + 6);
        let is_closed = rest.as_bytes().get(at + 6) == Some(&b'_');
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        match code.and_then(char::from_u32).filter(|_| is_closed) {
            Some(c) => {
                plain.push_str(&rest[..at]);
                // Other signs without a shape say nothing.
                if !c.is_control() || matches!(c, '\t' | '\n' | '\r') {
                    plain.push(c);
                }
                rest = &rest[at + 7..];
            }
            None => {
                plain.push_str(&rest[..at + 2]);
                rest = &rest[at + 2..];
            }
        }
    }
    plain.push_str(rest);
    plain
}
