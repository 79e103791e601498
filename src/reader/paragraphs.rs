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

/// The same of a letter: its lines are wrapped also where they are too few to tell, and each then
/// shows that it goes on.
pub fn letter_blocks(text: &str) -> Vec<Block> {
    if is_hard_wrapped(text, MANY) || !is_hard_wrapped(text, 1) {
        return plain_blocks(text);
    }
    let width = |line: &str| line.chars().count();
    let all = || lines(text).map(str::trim);
    let prose = all().filter(|line| line.contains(' ')).map(width);
    let Some(longest) = prose.max().filter(|longest| *longest <= LONGEST_LINE) else {
        return plain_blocks(text);
    };
    let mut joined = String::with_capacity(text.len());
    let mut previous = "";
    for line in all() {
        let first = line.split_whitespace().next().unwrap_or("");
        let is_full = width(previous) + 1 + width(first) > longest;
        if !previous.is_empty() {
            let is_one = is_full && goes_on(previous, first);
            joined.push(if is_one { ' ' } else { '\n' });
        }
        joined.push_str(line);
        previous = line;
    }
    blocks_of(&joined, false)
}

/// Longest line of a text that was wrapped, characters.
const LONGEST_LINE: usize = 80;

/// Whether a line may go on with a word: not with an address, a label or the mark of an item, and
/// with a capital only behind a comma.
fn goes_on(line: &str, word: &str) -> bool {
    let is_inner = |c: char| c.is_alphanumeric() && !c.is_uppercase();
    let is_capital = word.starts_with(char::is_uppercase) && line.ends_with(',');
    let is_number = word.starts_with(char::is_numeric) && word.ends_with(['.', ')']);
    (is_capital || word.starts_with(is_inner))
        && !is_number
        && !word.contains(':')
        && !word.starts_with("www.")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_letter_are_joined_where_one_shows_that_it_goes_on() {
        let wrapped = "The clock of Port Elder, which has been four minutes fast, told the\nright time.\n\nIt is old.\n";
        assert_eq!(letter_blocks(wrapped).len(), 2);
        for two in [
            "Ferry to sail on Sundays, the council of Skerry decides on Tuesday\nhttps://courier.example/ferry\n\n",
            "Ferry to sail on Sundays, the council of Skerry decides at meeting\nThe boats will carry churchgoers.\n\n",
            "Q: Will the ferry sail on Sundays from May on, as the council says?\nA: Yes, it will.\n\n",
            "FOR IMMEDIATE RELEASE TO ALL OF THE PAPERS AND RADIO STATIONS HERE\nContact: Jane Roe\n\n",
            "The ferry will sail on Sundays, and the quay will then be shut, too\n2. clock\n\n",
            // The word would have had room.
            "The ferry will sail on Sundays, and the clock is right\nsays Ann.\n\nThe quay of Port Elder will be shut until the autumn, the mayor said.\n",
        ] {
            let lines = two.lines().filter(|line| !line.is_empty()).count();
            assert_eq!(letter_blocks(two).len(), lines, "{two}");
        }
    }
}
