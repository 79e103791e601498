//! Plain text to paragraphs, and white space made one.
//!
//! Only lines are looked at: markup is `fragment`'s work, what a scraper left beside the article is
//! `plain_text`'s.

use crate::article::{Block, BlockKind, Span};

/// Lines within paragraphs by which a text is known to be wrapped, at least.
const MANY: usize = 3;

/// Blocks of a plain text: a paragraph a line, or between blank lines when lines are wrapped.
pub fn plain_blocks(text: &str) -> Vec<Block> {
    blocks_of(text, is_hard_wrapped(text, MANY))
}

/// The same of a letter, whose lines are wrapped wherever they seem so: mail has such lines.
pub fn letter_blocks(text: &str) -> Vec<Block> {
    blocks_of(text, is_hard_wrapped(text, 1))
}

fn blocks_of(text: &str, is_wrapped: bool) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut push = |text: &str| {
        let text = collapse(text);
        if !text.is_empty() {
            blocks.push(block(BlockKind::Paragraph, text));
        }
    };
    if is_wrapped {
        let mut paragraph = String::new();
        for line in lines(text) {
            if line.trim().is_empty() {
                push(&paragraph);
                paragraph.clear();
            } else {
                paragraph.push_str(line);
                paragraph.push(' ');
            }
        }
        push(&paragraph);
    } else {
        lines(text).for_each(push);
    }
    blocks
}

/// Lines however they end.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.split([
        '\n', '\r', '\u{2028}', '\u{2029}', '\u{b}', '\u{c}', '\u{85}',
    ])
}

/// Lines broken at a column: paragraphs stand between blank lines, most of at least so many lines
/// within them are of like length.
pub fn is_hard_wrapped(text: &str, at_least: usize) -> bool {
    if !(text.contains("\n\n") || text.contains("\n\r\n")) {
        return false;
    }
    let (mut inner, mut wrapped) = (0, 0);
    let mut previous = "";
    for line in text.lines() {
        if !line.trim().is_empty() && !previous.trim().is_empty() {
            inner += 1;
            wrapped += usize::from((45..=100).contains(&previous.trim_end().chars().count()));
        }
        previous = line;
    }
    inner >= at_least && wrapped * 10 >= inner * 7
}

/// White space collapsed and trimmed; soft hyphens and zero-width spaces dropped.
pub fn collapse(text: &str) -> String {
    let text = text.trim();
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    // Runs of ordinary characters are copied whole.
    let (mut run, mut at) = (0, 0);
    while at < bytes.len() {
        let byte = bytes[at];
        let is_plain = match byte {
            b' ' => {
                at > run
                    && bytes
                        .get(at + 1)
                        .is_some_and(|next| (b'!'..=b'~').contains(next))
            }
            b'!'..=b'~' => true,
            // First bytes of spaces, controls and invisible characters.
            0xc2 | 0xe1 | 0xe2 | 0xe3 | 0xef => false,
            0x80.. => true,
            _ => false,
        };
        if is_plain {
            at += 1;
            continue;
        }
        let c = text[at..].chars().next().unwrap_or(' ');
        let after = at + c.len_utf8();
        if c.is_whitespace() || c.is_control() {
            out.push_str(&text[run..at]);
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            run = after;
        } else if matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}') {
            out.push_str(&text[run..at]);
            run = after;
        }
        at = after;
    }
    out.push_str(&text[run..]);
    // Invisible characters may have hidden a space at the end.
    out.truncate(out.trim_end().len());
    out
}

/// A block without place in the file.
pub fn block(kind: BlockKind, text: String) -> Block {
    Block {
        kind,
        text,
        credit: String::new(),
        alternative: String::new(),
        span: Span::default(),
    }
}
