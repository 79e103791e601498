//! Running text with marked parts: made safe, wrapped to a width, and written in ink.
//!
//! Invariant: the marks follow the text through neutralising and wrapping, so what is highlighted
//! is what matched.  Linear.

use std::io::{self, Write};

use unicode_width::UnicodeWidthChar;

use super::safe_text::safe_text;
use super::style::{Ink, Style, write_ink};
use crate::article::Span;

/// Safe text with marked parts, as one paragraph.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Marked {
    text: String,
    /// In order, apart, not empty.
    marks: Vec<Span>,
}

impl Marked {
    /// Makes a text safe.  The marks are byte ranges of it in order; what does not fit is left out.
    pub fn new(text: &str, marks: &[Span]) -> Self {
        let mut marked = Self::default();
        let mut at = 0;
        for mark in marks {
            if mark.start < at || text.get(mark.range()).is_none() {
                continue;
            }
            marked.text.push_str(&safe_text(&text[at..mark.start]));
            let start = marked.text.len();
            marked.text.push_str(&safe_text(&text[mark.range()]));
            if start < marked.text.len() {
                marked.marks.push(Span::new(start, marked.text.len()));
            }
            at = mark.end;
        }
        marked.text.push_str(&safe_text(&text[at..]));
        marked
    }

    /// Writes the text wrapped to a width, each line after `indent` spaces, ended by a line feed.
    pub fn write_wrapped(
        &self,
        out: &mut dyn Write,
        style: &Style,
        ink: Ink,
        indent: usize,
    ) -> io::Result<()> {
        let width = style.text_width().saturating_sub(indent).max(1);
        for line in wrap(&self.text, width) {
            write!(out, "{:indent$}", "")?;
            self.write_part(out, style, ink, line)?;
            writeln!(out)?;
        }
        Ok(())
    }

    /// Writes the whole text on one line, without a line feed.
    pub fn write(&self, out: &mut dyn Write, style: &Style, ink: Ink) -> io::Result<()> {
        self.write_part(out, style, ink, Span::new(0, self.text.len()))
    }

    fn write_part(
        &self,
        out: &mut dyn Write,
        style: &Style,
        ink: Ink,
        part: Span,
    ) -> io::Result<()> {
        let mut at = part.start;
        let first = self.marks.partition_point(|mark| mark.end <= part.start);
        for mark in self.marks[first..]
            .iter()
            .take_while(|m| m.start < part.end)
        {
            let (start, end) = (mark.start.max(part.start), mark.end.min(part.end));
            write_piece(out, style, ink, &self.text[at..start])?;
            write_piece(out, style, Ink::Match, &self.text[start..end])?;
            at = end;
        }
        write_piece(out, style, ink, &self.text[at..part.end])
    }
}

fn write_piece(out: &mut dyn Write, style: &Style, ink: Ink, text: &str) -> io::Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    write_ink(out, style, ink, text)
}

/// Cuts a text into lines of at most `width` columns, at white space if there is any, else
/// anywhere between letters.  An empty text has no lines.
pub fn wrap(text: &str, width: usize) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    // Bytes and columns of the line that is being filled.
    let mut column = 0;
    // Where the last word of the line ended and where the next one began.
    let mut last_break: Option<Span> = None;
    for (at, c) in text.char_indices() {
        let columns = c.width().unwrap_or(0);
        if c.is_whitespace() {
            match &mut last_break {
                Some(space) if space.end == at => space.end = at + c.len_utf8(),
                _ => last_break = Some(Span::new(at, at + c.len_utf8())),
            }
        } else if column + columns > width && at > start {
            let space = match last_break {
                Some(space) if space.start > start => space,
                _ => Span::new(at, at),
            };
            lines.push(Span::new(start, space.start));
            start = space.end;
            column = text[start..at]
                .chars()
                .map(|c| c.width().unwrap_or(0))
                .sum();
            last_break = None;
        }
        column += columns;
    }
    let end = text.trim_end().len();
    if start < end {
        lines.push(Span::new(start, end));
    }
    lines
}

/// Cuts a text to a number of columns, with `…` where it was cut.
pub fn cut_to_width(text: &str, width: usize) -> String {
    let mut column = 0;
    // The last place at which there was still room for the ellipsis.
    let mut end = 0;
    for (at, c) in text.char_indices() {
        column += c.width().unwrap_or(0);
        if column > width {
            return format!("{}…", &text[..end]);
        }
        if column < width {
            end = at + c.len_utf8();
        }
    }
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str, width: usize) -> Vec<&str> {
        let lines = wrap(text, width).into_iter();
        lines.map(|line| &text[line.range()]).collect()
    }

    #[test]
    fn lines_are_cut_at_spaces_and_long_words_anywhere() {
        assert_eq!(
            lines("the cat sat on the mat", 9),
            ["the cat", "sat on", "the mat"]
        );
        assert_eq!(lines("the cat sat", 11), ["the cat sat"]);
        assert_eq!(lines("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(lines("東京の新聞社", 4), ["東京", "の新", "聞社"]);
        assert_eq!(lines("", 9), [""; 0]);
        assert_eq!(lines("a  b", 1), ["a", "b"]);
        assert_eq!(lines("漢", 1), ["漢"]);
        assert_eq!(lines("one  two", 4), ["one", "two"]);
    }

    #[test]
    fn marks_follow_the_text_over_lines() {
        let style = Style {
            width: 20,
            marks: Some(("[", "]")),
            ..Style::PIPE
        };
        let text = "a \u{1b}b prisoner release in the winter";
        let start = text.find("prisoner").expect("it is there");
        let marks = [Span::new(start, start + "prisoner release".len())];
        let mut out = Vec::new();
        let marked = Marked::new(text, &marks);
        marked
            .write_wrapped(&mut out, &style, Ink::Plain, 2)
            .expect("a vector takes all that is written");
        let out = String::from_utf8(out).expect("text was written");
        assert_eq!(out, "  a ␛b [prisoner]\n  [release] in the\n  winter\n");
    }

    #[test]
    fn text_is_cut_to_columns() {
        assert_eq!(cut_to_width("abcdef", 6), "abcdef");
        assert_eq!(cut_to_width("abcdefg", 6), "abcde…");
        assert_eq!(cut_to_width("東京都", 5), "東京…");
        assert_eq!(cut_to_width("abc", 0), "…");
    }
}
