//! A text that parts are cut from: how wide each part is, and where it may begin and end.
//!
//! A part begins and ends between words, with the punctuation that touches them, and stays within
//! its paragraph unless what it must hold does not.  Constant time for each question, after one
//! pass over the text.

use unicode_width::UnicodeWidthChar;

use crate::article::Span;
use crate::text::TokenisedField;

/// Punctuation that touches a word is part of it up to this many bytes.
const MAX_TOUCHING: usize = 12;

const ELLIPSIS: char = '…';

/// A field with the width of every part of it.
pub(super) struct CutText {
    field: TokenisedField,
    /// Columns before each word, then columns of the whole text.
    columns: Vec<u32>,
}

impl CutText {
    pub(super) fn new(field: TokenisedField) -> Self {
        let mut columns = Vec::with_capacity(field.len() + 1);
        let (mut at, mut column) = (0, 0);
        for word in &field.words {
            column += width_of(&field.text[at..word.start]);
            at = word.start;
            columns.push(column);
        }
        columns.push(column + width_of(&field.text[at..]));
        Self { field, columns }
    }

    /// Number of bytes.
    pub(super) fn len(&self) -> usize {
        self.field.text.len()
    }

    pub(super) fn field(&self) -> &TokenisedField {
        &self.field
    }

    /// Number of the paragraph that holds a byte.
    pub(super) fn paragraph_of(&self, byte: usize) -> usize {
        if self.field.is_empty() {
            return 0;
        }
        let (word, _) = self.words_around(Span::new(byte, byte));
        self.field.paragraph_of(word as u32)
    }

    pub(super) fn first_word(&self) -> Option<Span> {
        self.field.words.first().copied()
    }

    /// Columns from the word that holds one byte to the end of the word that holds another; no
    /// less than the real width.
    pub(super) fn columns(&self, start: usize, end: usize) -> usize {
        let (first, last) = self.words_around(Span::new(start, end));
        self.columns_of_words(first, last)
    }

    /// The words that a part touches and that are free, from the first to the last.
    pub(super) fn words_within(&self, part: Span, free: Span) -> Option<Span> {
        let words = &self.field.words;
        let first = words.partition_point(|word| word.end <= part.start);
        let end = words.partition_point(|word| word.start < part.end);
        let first = first.max(words.partition_point(|word| word.start < free.start));
        let end = end.min(words.partition_point(|word| word.end <= free.end));
        (first < end).then(|| Span::new(words[first].start, words[end - 1].end))
    }

    /// Widens a part to whole sentences if they fit into `width` columns, else to whole words, and
    /// not beyond the part that is free.
    pub(super) fn widen(&self, part: Span, free: Span, width: usize) -> Span {
        if self.field.is_empty() {
            return part;
        }
        let (first, last) = self.words_around(part);
        let (floor, ceiling) = self.words_allowed(first, last, free);
        let (mut start, mut end) = (first, last);
        if self.columns_of_words(first, last) > width {
            end = self.forward(first, first, last, width);
        }
        let sentence = self.sentence_start(first).max(floor);
        if self.columns_of_words(sentence, end) <= width {
            start = sentence;
        } else {
            // Half of what is left goes before the match, half after it.
            let spare = width.saturating_sub(self.columns_of_words(start, end)) / 2;
            start = self.back(start, end, floor.max(sentence), width.saturating_sub(spare));
        }
        // Whole sentences after the match, then whole sentences before it, then words.
        let mut fits_whole = true;
        while fits_whole && end < ceiling {
            let next = if end == self.sentence_end(end) {
                end + 1
            } else {
                end
            };
            let next = self.sentence_end(next).min(ceiling);
            fits_whole = self.columns_of_words(start, next) <= width;
            if fits_whole {
                end = next;
            }
        }
        while start > floor {
            let before = self.sentence_start(start - 1).max(floor);
            if start != self.sentence_start(start) || self.columns_of_words(before, end) > width {
                break;
            }
            start = before;
        }
        if end < self.sentence_end(end) {
            end = self.forward(start, end, ceiling.min(self.sentence_end(end)), width);
        }
        if start > self.sentence_start(start) {
            start = self.back(start, end, floor.max(self.sentence_start(start)), width);
        }
        Span::new(self.visible_start(start), self.visible_end(end))
    }

    /// Returns a part on one line, with `…` where it cuts a sentence, and the marks in it.
    ///
    /// The marks are given as byte ranges of the text, in order, and come back as ranges of the
    /// line.
    pub(super) fn line(&self, part: Span, marks: &[Span]) -> (String, Vec<Span>) {
        let mut line = Line::default();
        let (first, last) = self.words_around(part);
        let has_words = !self.field.is_empty();
        if has_words && first != self.sentence_start(first) {
            line.text.push(ELLIPSIS);
        }
        let from = marks.partition_point(|mark| mark.end <= part.start);
        let mut at = part.start;
        for mark in marks[from..]
            .iter()
            .take_while(|mark| mark.start < part.end)
        {
            let (start, end) = (mark.start.max(at), mark.end.min(part.end));
            line.push(&self.field.text[at..start]);
            let marked = line.push_marked(&self.field.text[start..end]);
            line.marks.extend(marked);
            at = end;
        }
        line.push(&self.field.text[at..part.end]);
        let trimmed = line.text.trim_end().len();
        line.text.truncate(trimmed);
        if has_words && last != self.sentence_end(last) {
            line.text.push(ELLIPSIS);
        }
        (line.text, line.marks)
    }

    /// First and last word that a part touches, or the nearest ones.
    fn words_around(&self, part: Span) -> (usize, usize) {
        let words = &self.field.words;
        let first = words.partition_point(|word| word.end <= part.start);
        let last = words.partition_point(|word| word.start < part.end);
        let most = words.len().saturating_sub(1);
        let first = first.min(most);
        (first, last.saturating_sub(1).clamp(first, most))
    }

    /// The words that a part may be widened to: those of its paragraphs that are free.
    fn words_allowed(&self, first: usize, last: usize, free: Span) -> (usize, usize) {
        let paragraphs = &self.field.paragraphs;
        let floor = paragraphs[self.field.paragraph_of(first as u32)] as usize;
        let next = paragraphs.get(self.field.paragraph_of(last as u32) + 1);
        let ceiling = next.map_or(self.field.len(), |start| *start as usize) - 1;
        let words = &self.field.words;
        let free_floor = words.partition_point(|word| word.start < free.start);
        let free_ceiling = words.partition_point(|word| word.end <= free.end);
        (
            floor.max(free_floor).min(first),
            ceiling.min(free_ceiling.saturating_sub(1)).max(last),
        )
    }

    fn columns_of_words(&self, first: usize, last: usize) -> usize {
        match self.columns.get(last + 1) {
            Some(after) => (after - self.columns[first]) as usize,
            None => 0,
        }
    }

    fn sentence_start(&self, word: usize) -> usize {
        self.field.sentences[self.field.sentence_of(word as u32)] as usize
    }

    /// The last word of the sentence of a word.
    fn sentence_end(&self, word: usize) -> usize {
        let next = self.field.sentence_of(word as u32) + 1;
        let next = self.field.sentences.get(next);
        next.map_or(self.field.len(), |start| *start as usize) - 1
    }

    /// The earliest word from which everything up to `end` fits.
    fn back(&self, start: usize, end: usize, floor: usize, width: usize) -> usize {
        let limit = self.columns[end + 1].saturating_sub(width as u32);
        floor + self.columns[floor..start].partition_point(|column| *column < limit)
    }

    /// The latest word up to which everything from `start` fits.
    fn forward(&self, start: usize, end: usize, ceiling: usize, width: usize) -> usize {
        let limit = self.columns[start] as usize + width;
        let after = &self.columns[end + 2..ceiling + 2];
        end + after.partition_point(|column| *column as usize <= limit)
    }

    /// Byte at which a word begins, with the opening punctuation that touches it.
    fn visible_start(&self, word: usize) -> usize {
        let end = self.field.words[word].start;
        let before = word.checked_sub(1).map_or(0, |i| self.field.words[i].end);
        let gap = &self.field.text[before..end];
        let touching = match gap.rfind(may_break) {
            Some(at) => gap[at..].trim_start_matches(may_break),
            None if word == 0 => gap,
            None => "",
        };
        end - if touching.len() <= MAX_TOUCHING {
            touching.len()
        } else {
            0
        }
    }

    /// Byte at which a word ends, with the closing punctuation that touches it.
    fn visible_end(&self, word: usize) -> usize {
        let start = self.field.words[word].end;
        let after = self
            .field
            .words
            .get(word + 1)
            .map_or(self.len(), |w| w.start);
        let gap = &self.field.text[start..after];
        let touching = match gap.find(may_break) {
            Some(at) => &gap[..at],
            None if after == self.len() => gap,
            None => "",
        };
        start
            + if touching.len() <= MAX_TOUCHING {
                touching.len()
            } else {
                0
            }
    }
}

/// White space that separates; `« ` with its no-break space does not.
fn may_break(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{202F}')
}

/// A line that is being put together, white space collapsed.
#[derive(Default)]
struct Line {
    text: String,
    marks: Vec<Span>,
}

impl Line {
    fn push(&mut self, part: &str) {
        for c in part.chars() {
            if !c.is_whitespace() {
                self.text.push(c);
            } else if !self.text.is_empty() && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
        }
    }

    fn push_marked(&mut self, part: &str) -> Option<Span> {
        let start = self.text.len();
        self.push(part);
        let end = self.text.len();
        (start < end).then(|| Span::new(start, end))
    }
}

/// Columns of a text, the sum of those of its characters.
pub(super) fn width_of(text: &str) -> u32 {
    if text.is_ascii() {
        return text.len() as u32;
    }
    // Characters are summed one by one, so that the sums of parts are the sum of the whole.
    text.chars().map(|c| c.width().unwrap_or(1) as u32).sum()
}
