//! Texts that only quote how RTF begins: taken for a document, all that follows would be lost.
//!
//! A document has words that set fonts, write letters or end paragraphs, or its one group is the
//! whole file.

use super::token::{Token, Tokens};

/// Words with which every document begins, which a quotation may have as well.
const HEADER: &[&[u8]] = &[
    b"rtf", b"ansi", b"mac", b"pc", b"pca", b"ansicpg", b"deff", b"deflang", b"uc",
];

/// Whether the head of a file that begins with the mark of RTF is that of a text about it.
pub fn is_quotation(head: &[u8]) -> bool {
    let mut depth = 0_usize;
    let mut tokens = Tokens::new(head);
    while let Some(token) = tokens.next() {
        match token {
            Token::Open => depth += 1,
            Token::Close if depth <= 1 => return has_text(tokens),
            Token::Close => depth -= 1,
            Token::Word(name, _) if !HEADER.contains(&name) => return false,
            Token::Byte(_) | Token::Binary { .. } => return false,
            Token::Word(..) | Token::Symbol(_) | Token::Text(_) => {}
        }
    }
    // Never closed, and without a word that does anything.
    true
}

/// Whether words are among what is left; documents may end with NULs and odd signs.
pub fn has_text(mut rest: Tokens<'_>) -> bool {
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    rest.any(|token| matches!(token, Token::Text(text) if text.iter().any(is_letter)))
}
