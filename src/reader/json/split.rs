//! JSON text to its top-level values, without parsing them: one object, an array, objects in a
//! row, or one value a line.
//!
//! It only balances brackets and strings, so depth and size are known before a parser sees a
//! value, and a damaged value costs itself and not the file.  Lines are trusted most: in JSON
//! lines nothing can reach across a line end.

use memchr::{memchr, memchr_iter};

use super::super::{MAX_ARTICLE_BYTES, Reason};
use super::scan::{member_name, scan_value, skip_blank};

/// Deepest nesting that is parsed; the parser itself stops at 128.
const MAX_DEPTH: usize = 100;

/// One top-level value, an element of the top-level array, or a value within a large one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    pub text: &'a str,
    /// Under which name its object has it, as written; empty elsewhere.
    pub name: &'a str,
    pub offset: usize,
    /// Number of the line it begins in, from 1.
    pub line: usize,
}

/// A part that is no value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    pub offset: usize,
    pub line: usize,
    pub reason: Reason,
    pub detail: String,
    /// An object or a list that ends with the text: what is closed within it may be read.
    pub is_cut: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Lines,
    /// Inside the top-level array; values in a row may follow it.
    Array,
    Row,
    /// Inside an array or an object, and no further.
    Elements,
    Members,
}

/// Bytes of a name that a script gives a value: `window.YTD.tweets.part0 = [`.
pub fn assignment(text: &str) -> usize {
    const LONGEST: usize = 120;
    let starts = ["window.", "var ", "let ", "const "];
    if !starts.iter().any(|start| text.starts_with(start)) {
        return 0;
    }
    let is_name = |b: u8| b.is_ascii_alphanumeric() || b"._$ []\"'".contains(&b);
    let end = text.bytes().take(LONGEST).position(|b| b == b'=');
    let Some(end) = end.filter(|end| text.bytes().take(*end).all(is_name)) else {
        return 0;
    };
    let rest = text[end + 1..].trim_start();
    let inner = rest.trim_start_matches(['[', ' ', '\n', '\r', '\t']);
    let is_object = inner
        .strip_prefix('{')
        .is_some_and(|rest| rest.trim_start().starts_with('"'));
    if is_object {
        text.len() - rest.len()
    } else {
        0
    }
}

/// The values of a text, in order.
pub struct Pieces<'a> {
    text: &'a str,
    at: usize,
    mode: Mode,
    /// Up to where line ends have been counted, and how many there were.
    counted: (usize, usize),
    /// Bytes that may still be scanned in vain, so that a thousand open brackets do not each
    /// search to the end of the file.
    patience: usize,
}

impl<'a> Pieces<'a> {
    pub fn new(text: &'a str) -> Self {
        let at = skip_blank(text.as_bytes(), 0, false);
        let at = at + assignment(&text[at..]);
        let mode = find_mode(text, at);
        Self {
            text,
            at: at + usize::from(mode == Mode::Array),
            mode,
            counted: (0, 1),
            patience: 4 * text.len() + (1 << 20),
        }
    }

    /// Whether the whole text is one value that is no list.
    pub fn is_single(&self) -> bool {
        let bytes = self.text.as_bytes();
        self.mode == Mode::Row
            && scan_value(bytes, self.at)
                .is_ok_and(|scan| skip_blank(bytes, scan.end, false) == bytes.len())
    }

    /// Values inside the array or object that begins at `at`, in this line, for containers too
    /// large to parse.
    pub fn within(text: &'a str, at: usize, line: usize) -> Self {
        let is_array = text.as_bytes().get(at) == Some(&b'[');
        Self {
            text,
            at: at + 1,
            mode: if is_array {
                Mode::Elements
            } else {
                Mode::Members
            },
            counted: (at, line),
            patience: 4 * text.len() + (1 << 20),
        }
    }

    fn line_of(&mut self, at: usize) -> usize {
        let (from, lines) = self.counted;
        let lines = lines + memchr_iter(b'\n', &self.text.as_bytes()[from.min(at)..at]).count();
        self.counted = (at, lines);
        lines
    }

    fn bad(&mut self, offset: usize, reason: Reason, detail: &str) -> Bad {
        Bad {
            offset,
            line: self.line_of(offset),
            reason,
            detail: detail.to_owned(),
            is_cut: false,
        }
    }

    fn piece(&mut self, start: usize, end: usize, name: &'a str) -> Result<Piece<'a>, Bad> {
        if end - start > MAX_ARTICLE_BYTES {
            return Err(self.bad(
                start,
                Reason::TooLarge,
                "value is larger than an article may be",
            ));
        }
        Ok(Piece {
            text: &self.text[start..end],
            name,
            offset: start,
            line: self.line_of(start),
        })
    }

    fn next_line(&mut self) -> Option<Result<Piece<'a>, Bad>> {
        let bytes = self.text.as_bytes();
        loop {
            if self.at >= bytes.len() {
                return None;
            }
            let start = self.at;
            let end = memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |len| start + len);
            self.at = end + 1;
            let line = self.text[start..end].trim();
            if !line.is_empty() {
                let start = start + (line.as_ptr() as usize - self.text[start..].as_ptr() as usize);
                return Some(self.piece(start, start + line.len(), ""));
            }
        }
    }

    fn next_value(&mut self) -> Option<Result<Piece<'a>, Bad>> {
        let bytes = self.text.as_bytes();
        let mut start = skip_blank(bytes, self.at, true);
        self.at = start;
        match (self.mode, *bytes.get(start)?) {
            (Mode::Array, b']') => {
                self.at = start + 1;
                self.mode = Mode::Row;
                return self.next_value();
            }
            (Mode::Elements, b']') | (Mode::Members, b'}') => return None,
            _ => {}
        }
        let mut name = "";
        if self.mode == Mode::Members
            && let Some((found, at)) = member_name(self.text, start)
        {
            (name, start) = (found, at);
            if start >= bytes.len() {
                self.at = start;
                return Some(Err(self.bad(
                    start,
                    Reason::JsonSyntax,
                    "no value behind a name",
                )));
            }
        }
        match scan_value(bytes, start) {
            Ok(scan) => {
                // Something that begins no value must not stop the scan.
                self.at = scan.end.max(start + 1);
                if scan.depth > MAX_DEPTH {
                    let detail = format!("nested {} deep, at most {MAX_DEPTH} is read", scan.depth);
                    return Some(Err(self.bad(start, Reason::JsonDepth, &detail)));
                }
                Some(self.piece(start, self.at, name))
            }
            Err(stopped) => {
                let mut bad = self.bad(start, Reason::JsonSyntax, "value is not closed");
                // Go on at the next line that begins an object.
                self.patience = self.patience.saturating_sub(stopped - start);
                let next = self.text[start + 1..]
                    .find("\n{")
                    .map(|len| start + 1 + len);
                self.at = next.filter(|_| self.patience > 0).unwrap_or(bytes.len());
                let is_in_object = matches!(self.mode, Mode::Row | Mode::Members);
                bad.is_cut = is_in_object && next.is_none() && matches!(bytes[start], b'{' | b'[');
                Some(Err(bad))
            }
        }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, Bad>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.mode == Mode::Lines {
            self.next_line()
        } else {
            self.next_value()
        }
    }
}

fn find_mode(text: &str, at: usize) -> Mode {
    let bytes = text.as_bytes();
    let is_whole = |line: &str| {
        let line = line.trim();
        line.starts_with(['{', '['])
            && scan_value(line.as_bytes(), 0).is_ok_and(|scan| scan.end == line.len())
    };
    let mut lines = text[at..].lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().unwrap_or_default();
    let has_more = lines.next().is_some();
    if has_more && is_whole(first) {
        return Mode::Lines;
    }
    let is_array = bytes.get(at) == Some(&b'[');
    if has_more && !is_array {
        // The first line may be the damaged one: if the file does not balance but later lines do,
        // it is lines all the same.
        let balanced = scan_value(bytes, at).is_ok_and(|scan| !scan.breaks_string);
        let mut later = text[at..]
            .lines()
            .skip(1)
            .filter(|line| !line.is_empty())
            .take(3);
        if !balanced && later.any(is_whole) {
            return Mode::Lines;
        }
    }
    if is_array { Mode::Array } else { Mode::Row }
}

#[cfg(test)]
mod tests;
