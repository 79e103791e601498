//! Text as the wires set it: lines broken at a column, paragraphs begun by an indent or a blank
//! line, tables among them.
//!
//! For the readers of teletype and research formats.  Invariant: every line that is not blank is in
//! exactly one paragraph.

use std::borrow::Cow;

use super::fragment::{block, collapse};
use super::references::decode_references;
use crate::article::{Block, BlockKind, Span};

/// Blocks of a wire text that begins at byte `at` of the file's text.
pub fn wire_blocks(text: &str, at: usize) -> Vec<Block> {
    let layout = layout_of(text);
    let mut paragraphs: Vec<(Span, Vec<Cow<'_, str>>)> = Vec::new();
    let mut is_open = false;
    let mut offset = at;
    for raw in text.split_inclusive('\n') {
        let span = Span::new(offset, offset + raw.trim_end().len());
        offset += raw.len();
        let line = clean_line(raw);
        if line.trim().is_empty() {
            is_open &= layout == Layout::DoubleSpaced;
            continue;
        }
        let is_indented = line.starts_with("  ") || line.starts_with('\t');
        let begins = layout == Layout::Indented && is_indented;
        if is_open
            && !begins
            && !is_signature(line.trim())
            && let Some((whole, lines)) = paragraphs.last_mut()
        {
            whole.end = span.end;
            lines.push(line);
            continue;
        }
        paragraphs.push((span, vec![line]));
        is_open = true;
    }
    let last = paragraphs.len().saturating_sub(1);
    let blocks = paragraphs.iter().enumerate().map(|(i, (span, lines))| {
        let (mut kind, text) = paragraph_text(lines);
        if i == last && is_signature(&text) {
            kind = BlockKind::Credit;
        }
        let mut new = block(kind, text);
        new.span = *span;
        new
    });
    blocks.filter(|block| !block.text.is_empty()).collect()
}

/// Kind and text of the lines of one paragraph: columns keep their lines.
pub fn paragraph_text(lines: &[Cow<'_, str>]) -> (BlockKind, String) {
    let is_table =
        lines.len() > 1 && lines.iter().filter(|line| is_tabular(line)).count() * 2 > lines.len();
    if is_table {
        (BlockKind::Table, lines.join("\n"))
    } else {
        (BlockKind::Paragraph, join_lines(lines))
    }
}

/// How paragraphs are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Layout {
    /// By an indent or a blank line.
    Indented,
    /// By blank lines alone: every line is indented.
    Margin,
    /// Not at all: a blank line follows every line.
    DoubleSpaced,
}

fn layout_of(text: &str) -> Layout {
    let (mut lines, mut indented, mut wrapped, mut followed) = (0usize, 0usize, 0usize, 0usize);
    let mut was_text = false;
    for line in text.lines() {
        let is_blank = line.trim().is_empty();
        followed += usize::from(was_text && is_blank);
        was_text = !is_blank;
        if !is_blank {
            lines += 1;
            indented += usize::from(line.starts_with("  ") || line.starts_with('\t'));
            wrapped += usize::from((40..=100).contains(&line.trim_end().len()));
        }
    }
    let is_wrapped = lines >= 5 && wrapped * 10 >= lines * 6;
    if is_wrapped && followed * 10 >= lines * 9 {
        Layout::DoubleSpaced
    } else if is_wrapped && indented * 10 >= lines * 9 {
        Layout::Margin
    } else {
        Layout::Indented
    }
}

/// Joins lines with spaces; a line that breaks after a hyphen within a word goes on directly.
pub fn join_lines(lines: &[Cow<'_, str>]) -> String {
    let mut out = String::with_capacity(lines.iter().map(|line| line.len() + 1).sum());
    for line in lines {
        let line = line.trim_start();
        let broken = out.strip_suffix('-').is_some_and(|before| {
            before.ends_with(char::is_alphanumeric) && line.starts_with(char::is_alphanumeric)
        });
        if !out.is_empty() && !broken {
            out.push(' ');
        }
        if line.contains("  ") || line.contains('\t') {
            out.push_str(&collapse(line));
        } else {
            out.push_str(line.trim_end());
        }
    }
    out
}

/// Columns: leaders, two gaps within the line, or a gap or as many numbers as words.
pub fn is_tabular(line: &str) -> bool {
    let (mut gaps, mut words, mut numbers, mut stops) = (0, 0, 0, 0);
    let (mut previous, mut spaces) = (b' ', 0);
    for byte in line.trim().bytes() {
        if byte == b' ' {
            spaces += 1;
            gaps += usize::from(spaces == 2);
        } else {
            if previous == b' ' {
                words += 1;
                numbers += usize::from(byte.is_ascii_digit());
            }
            spaces = 0;
        }
        stops = if byte == b'.' { stops + 1 } else { 0 };
        if stops == 3 {
            return true;
        }
        previous = byte;
    }
    gaps >= 2 || (gaps > 0 && numbers > 0) || (words >= 2 && numbers * 2 >= words)
}

/// "REUTER", "Reuter...", "MORE": how the wire ends a take.
pub fn is_signature(line: &str) -> bool {
    let line = line.trim_end_matches('.');
    ["reuter", "reuters", "more"]
        .iter()
        .any(|end| line.eq_ignore_ascii_case(end))
}

/// A line with its references decoded, without control characters.
pub fn clean_line(raw: &str) -> Cow<'_, str> {
    let line = decode_references(raw.trim_end());
    if line.bytes().all(|b| b >= b' ' && b != 0x7f || b == b'\t') {
        return line;
    }
    Cow::Owned(
        line.chars()
            .filter(|c| !c.is_control() || *c == '\t')
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let blocks = wire_blocks(text, 0);
        let found: Vec<String> = blocks
            .iter()
            .map(|block| format!("{:?}: {}", block.kind, block.text))
            .collect();
        assert_eq!(found, expected, "{text}");
        for block in &blocks {
            assert!(!text[block.span.range()].trim().is_empty());
        }
    }

    #[test]
    fn indents_and_blank_lines_begin_paragraphs() {
        check(
            "    One two\nthree anti-\nfour.\n    Five.\n\nSix.\nREUTER\n",
            &[
                "Paragraph: One two three anti-four.",
                "Paragraph: Five.",
                "Paragraph: Six.",
                "Credit: REUTER",
            ],
        );
        check("", &[]);
    }

    #[test]
    fn double_spacing_and_margins_are_no_paragraphs() {
        let line = "A line that is about as long as the lines of a magazine set by machine";
        check(
            &format!("{line}\n\n").repeat(6),
            &[&format!("Paragraph: {}", [line; 6].join(" "))],
        );
        let indented = format!("     {line}\n").repeat(5);
        let whole = [line; 5].join(" ");
        check(
            &format!("{indented}\n{indented}"),
            &[
                &format!("Paragraph: {whole}"),
                &format!("Paragraph: {whole}"),
            ],
        );
    }

    #[test]
    fn tables_keep_their_lines() {
        check(
            "    Gold    380.10    +1.20\n    Silver    5.60    -0.10\n",
            &[
                "Paragraph: Gold 380.10 +1.20",
                "Paragraph: Silver 5.60 -0.10",
            ],
        );
        check(
            "Gold    380.10    +1.20\nSilver    5.60    -0.10\n",
            &["Table: Gold    380.10    +1.20\nSilver    5.60    -0.10"],
        );
    }
}
