//! Lines of a decoded text, with their place in it.
//!
//! Every line end that scrapers and scanners leave is one: LF, CRLF, CR, vertical tab, form feed,
//! NEL, U+2028 and U+2029.  Blank lines are counted, not kept.  Invariant: the spans of the lines
//! are ordered, do not overlap, and together hold every visible character of the text.

use std::borrow::Cow;

use crate::article::{Block, BlockKind, Span};

/// One line that shows something, or several that were wrapped from one.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'t> {
    /// Without white space at both ends; wrapped lines are joined by a space.
    pub text: Cow<'t, str>,
    /// Byte range of the text, first to last visible character.
    pub span: Span,
    /// Blank lines right before.
    pub blanks_before: u32,
    /// White space before the text, tabs counted as eight.
    pub indent: u32,
    /// A form feed stands before it.
    pub starts_page: bool,
    /// What the text says that it is.
    pub mark: Option<Mark>,
}

/// What marks of the text say of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A heading of the first level.
    Title,
    /// The field of a headline, without its label.
    Headline,
    /// That of a standfirst.
    Deck,
    /// Another field above the text, which is no part of the story.
    Field,
    /// The description of a picture, which a page does not show.
    Picture,
}

impl Line<'_> {
    /// The block that the line becomes.
    pub fn to_block(&self, kind: BlockKind) -> Block {
        Block {
            kind,
            text: self.text.to_string(),
            credit: String::new(),
            alternative: String::new(),
            span: self.span,
        }
    }
}

/// Splits a text into its visible lines.
pub fn split_lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::with_capacity(text.len() / 60 + 1);
    let mut blanks = 0;
    let mut starts_page = false;
    let mut at = 0;
    loop {
        let (end, next, end_mark) = find_line_end(text, at);
        let raw = &text[at..end];
        let visible = raw.trim_matches(is_blank);
        if visible.is_empty() {
            blanks += 1;
        } else {
            let start = at + (raw.len() - raw.trim_start_matches(is_blank).len());
            lines.push(Line {
                text: Cow::Borrowed(visible),
                span: Span::new(start, start + visible.len()),
                blanks_before: if lines.is_empty() { 0 } else { blanks },
                indent: indent_width(&text[at..start]),
                starts_page,
                mark: None,
            });
            blanks = 0;
            starts_page = false;
        }
        starts_page |= end_mark == '\u{C}';
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    lines
}

/// White space of any kind, and what shows nothing: byte order marks, zero-width characters, NUL.
pub fn is_blank(c: char) -> bool {
    match c {
        '\0'..=' ' => true,
        '!'..='~' => false,
        _ => {
            c.is_whitespace()
                || c.is_control()
                || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}'
                    | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        }
    }
}

/// Where the first colon stands that a space follows.
pub fn find_colon(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b':', bytes).find(|at| bytes.get(at + 1) == Some(&b' '))
}

/// Bytes that a line end begins with.
const MAY_END: [bool; 256] = {
    let mut may_end = [false; 256];
    let starts = *b"\n\x0B\x0C\r\xC2\xE2";
    let mut i = 0;
    while i < starts.len() {
        may_end[starts[i] as usize] = true;
        i += 1;
    }
    may_end
};

/// End of the line that starts at `at`, start of the next one if there is one, and the mark.
fn find_line_end(text: &str, at: usize) -> (usize, Option<usize>, char) {
    let bytes = text.as_bytes();
    let mut i = at;
    while let Some(plain) = bytes[i..]
        .iter()
        .position(|byte| MAY_END[usize::from(*byte)])
    {
        i += plain;
        let (mark, length) = match bytes[i] {
            b'\n' => ('\n', 1),
            0x0B => ('\u{B}', 1),
            0x0C => ('\u{C}', 1),
            b'\r' if bytes.get(i + 1) == Some(&b'\n') => ('\r', 2),
            b'\r' => ('\r', 1),
            0xC2 if bytes.get(i + 1) == Some(&0x85) => ('\u{85}', 2),
            0xE2 if bytes[i + 1..].starts_with(&[0x80, 0xA8]) => ('\u{2028}', 3),
            0xE2 if bytes[i + 1..].starts_with(&[0x80, 0xA9]) => ('\u{2029}', 3),
            _ => {
                i += 1;
                continue;
            }
        };
        return (i, Some(i + length), mark);
    }
    (bytes.len(), None, '\0')
}

fn indent_width(blank: &str) -> u32 {
    blank.chars().fold(0, |width: u32, c| {
        width.saturating_add(match c {
            '\t' => 8,
            '\u{3000}' => 2,
            c if c.is_whitespace() => 1,
            _ => 0,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_is_one() {
        let text = "a\nb\r\nc\rd\u{B}e\u{C}f\u{85}g\u{2028}h\u{2029}i";
        let lines = split_lines(text);
        let texts: Vec<&str> = lines.iter().map(|l| l.text.as_ref()).collect();
        assert_eq!(texts.concat(), "abcdefghi");
        assert!(lines.iter().all(|l| l.blanks_before == 0));
        assert!(lines[5].starts_page && !lines[6].starts_page);
    }

    #[test]
    fn spans_leave_out_what_cannot_be_seen() {
        let text = "\u{FEFF}  Head\u{A0}\r\n\r\n \u{200B}\n\tBody";
        let lines = split_lines(text);
        assert_eq!(lines.len(), 2);
        assert_eq!(&text[lines[0].span.range()], "Head");
        assert_eq!(&text[lines[1].span.range()], "Body");
        assert_eq!((lines[1].blanks_before, lines[1].indent), (2, 8));
    }

    #[test]
    fn a_text_without_a_visible_character_has_no_lines() {
        assert!(split_lines("").is_empty());
        assert!(split_lines("\u{FEFF} \r\n\t\u{A0}\n").is_empty());
    }
}
