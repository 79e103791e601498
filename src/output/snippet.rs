//! Which parts of a matched article to show: fragments around the matched spans.
//!
//! Several fragments for an article, chosen so that every different thing that matched is shown
//! before anything is shown twice, then by how many matches stand close together.  They are cut at
//! the ends of sentences when these are near, else between words.  Marks are exactly the spans of
//! the matcher, a phrase in one run.  Linear in the text and its spans.

use std::collections::HashMap;

use super::cut_text::CutText;
use crate::annotations::Record;
use crate::article::Span;
use crate::field::TextField;
use crate::hit::FieldSpan;
use crate::language::find_language;
use crate::text::{TokenisedField, field_text};

/// How much to show of each article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SnippetOptions {
    pub max_fragments: usize,
    /// Columns of one fragment.
    pub width: usize,
}

impl Default for SnippetOptions {
    fn default() -> Self {
        Self {
            max_fragments: 3,
            width: 160,
        }
    }
}

/// One part of a field, on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment {
    pub field: TextField,
    /// Byte range in the text of the field.
    pub bytes: Span,
    /// Runs of white space are single spaces; `…` stands where a sentence was cut.  Not yet safe
    /// to show.
    pub text: String,
    /// Byte ranges of the matches in `text`.
    pub marks: Vec<Span>,
}

/// Where fragments come from, in the order in which they are shown.  The headline is always shown
/// whole, so it gives none.
const SOURCES: [TextField; 7] = [
    TextField::Deck,
    TextField::Body,
    TextField::Caption,
    TextField::Dateline,
    TextField::Byline,
    TextField::Credit,
    TextField::Related,
];

/// Spans are told apart by this many words,
const KIND_WORDS: usize = 8;

/// and by this many letters of each, so that `release` and `releasing` are one thing.  A stemmer
/// would be surer and cost more than all the rest.
const KIND_LETTERS: usize = 5;

/// Chooses the fragments of one article, in reading order.
///
/// Without a match outside the headline the beginning of the article stands for it.
pub fn fragments(record: &Record, spans: &[FieldSpan], options: SnippetOptions) -> Vec<Fragment> {
    if options.max_fragments == 0 {
        return Vec::new();
    }
    // Room for the two ellipses.
    let width = options.width.saturating_sub(2).max(1);
    let mut kinds = Kinds::default();
    let mut views: Vec<View> = SOURCES
        .into_iter()
        .filter(|field| spans.iter().any(|span| span.field == *field))
        .map(|field| View::new(record, field, spans, &mut kinds))
        .filter(|view| !view.matches.is_empty())
        .collect();
    if views.is_empty() {
        return beginning(record, width).into_iter().collect();
    }
    let mut is_shown = vec![false; kinds.by_words.len()];
    for _ in 0..options.max_fragments {
        // A quarter is kept for the words around the matches.
        let best = (0..views.len())
            .filter_map(|i| Some((i, views[i].best_window(width * 3 / 4, &is_shown)?)))
            .reduce(|best, other| {
                if other.1.score > best.1.score {
                    other
                } else {
                    best
                }
            });
        let Some((i, window)) = best else {
            break;
        };
        views[i].show(window, width, &mut is_shown);
    }
    views.into_iter().flat_map(View::into_fragments).collect()
}

/// Returns the marks of one field that is shown whole, in order and without overlaps.
pub fn field_marks(text: &str, field: TextField, spans: &[FieldSpan]) -> Vec<Span> {
    let wanted = spans.iter().filter(|span| span.field == field);
    let mut marks: Vec<Span> = wanted
        .map(|span| span.bytes)
        .filter(|bytes| is_within(*bytes, text))
        .collect();
    marks.sort_unstable();
    join_overlapping(&marks)
}

/// Numbers for the different things that matched.
#[derive(Default)]
struct Kinds {
    by_words: HashMap<String, usize>,
}

impl Kinds {
    fn number(&mut self, text: &TokenisedField, bytes: Span) -> usize {
        let mut words = String::new();
        for position in text.positions(bytes).take(KIND_WORDS) {
            let word = text.folded(position as usize);
            words.extend(word.chars().take(KIND_LETTERS));
            words.push(' ');
        }
        let next = self.by_words.len();
        *self.by_words.entry(words).or_insert(next)
    }
}

struct Match {
    bytes: Span,
    kind: usize,
    paragraph: usize,
    is_shown: bool,
}

/// Matches that fit into one fragment: a range of `View::matches`.
struct Window {
    start: usize,
    end: usize,
    score: usize,
}

/// One field with its matches and the fragments chosen so far.
struct View {
    field: TextField,
    text: CutText,
    /// By position.
    matches: Vec<Match>,
    chosen: Vec<Span>,
}

impl View {
    fn new(record: &Record, field: TextField, spans: &[FieldSpan], kinds: &mut Kinds) -> Self {
        let language = find_language(&record.annotations.language);
        let tokenised = TokenisedField::new(field_text(&record.article, field), language);
        // A span that does not fit the text is a fault elsewhere; the rest is still shown.
        let mut bytes: Vec<Span> = spans
            .iter()
            .filter(|span| span.field == field && is_within(span.bytes, &tokenised.text))
            .map(|span| span.bytes)
            .collect();
        bytes.sort_unstable();
        bytes.dedup();
        let text = CutText::new(tokenised);
        let matches = bytes
            .into_iter()
            .map(|bytes| Match {
                bytes,
                kind: kinds.number(text.field(), bytes),
                paragraph: text.paragraph_of(bytes.start),
                is_shown: false,
            })
            .collect();
        Self {
            field,
            text,
            matches,
            chosen: Vec::new(),
        }
    }

    /// Finds the matches that are best shown next, by a window that moves over those not shown.
    fn best_window(&self, width: usize, is_shown: &[bool]) -> Option<Window> {
        let mut count_of_kind: HashMap<usize, usize> = HashMap::new();
        let mut new_kinds = 0;
        let mut best: Option<Window> = None;
        let mut end = 0;
        for start in 0..self.matches.len() {
            let first = &self.matches[start];
            if first.is_shown {
                continue;
            }
            if end <= start {
                end = start;
                count_of_kind.clear();
                new_kinds = 0;
            }
            while let Some(next) = self.matches.get(end).filter(|next| {
                let joins = next.paragraph == first.paragraph
                    && self.text.columns(first.bytes.start, next.bytes.end) <= width;
                !next.is_shown && (end == start || joins)
            }) {
                let count = count_of_kind.entry(next.kind).or_insert(0);
                new_kinds += usize::from(*count == 0 && !is_shown[next.kind]);
                *count += 1;
                end += 1;
            }
            let score = new_kinds * 16 + (end - start).min(12);
            if best.as_ref().is_none_or(|best| score > best.score) {
                best = Some(Window { start, end, score });
            }
            let count = count_of_kind.entry(first.kind).or_insert(1);
            *count -= 1;
            new_kinds -= usize::from(*count == 0 && !is_shown[first.kind]);
        }
        best
    }

    /// Turns a window into a fragment with as much of its surroundings as fits.
    fn show(&mut self, window: Window, width: usize, is_shown: &mut [bool]) {
        let inside = &self.matches[window.start..window.end];
        let mut part = inside[0].bytes;
        part.end = inside
            .iter()
            .map(|m| m.bytes.end)
            .fold(part.end, usize::max);
        // What another fragment shows already is neither shown again nor widened into.
        let mut free = Span::new(0, self.text.len());
        for other in &self.chosen {
            if other.start <= part.start {
                free.start = free.start.max(other.end);
            } else {
                free.end = free.end.min(other.start);
            }
        }
        if let Some(words) = self.text.words_within(part, free) {
            part = self.text.widen(words, free, width);
            self.chosen.push(part);
        }
        for (i, seen) in self.matches.iter_mut().enumerate() {
            let is_inside = seen.bytes.start >= part.start && seen.bytes.end <= part.end;
            // The window itself is done with even when it is wider than a fragment can be.
            if is_inside || (window.start..window.end).contains(&i) {
                seen.is_shown = true;
                is_shown[seen.kind] = true;
            }
        }
    }

    fn into_fragments(mut self) -> Vec<Fragment> {
        self.chosen.sort_unstable();
        let spans: Vec<Span> = self.matches.iter().map(|m| m.bytes).collect();
        let marks = join_overlapping(&spans);
        let fragment = |bytes: &Span| {
            let (text, marks) = self.text.line(*bytes, &marks);
            Fragment {
                field: self.field,
                bytes: *bytes,
                text,
                marks,
            }
        };
        self.chosen.iter().map(fragment).collect()
    }
}

/// The first words of the deck, else of the body.
fn beginning(record: &Record, width: usize) -> Option<Fragment> {
    let language = find_language(&record.annotations.language);
    for field in [TextField::Deck, TextField::Body, TextField::Caption] {
        let text = CutText::new(TokenisedField::new(
            field_text(&record.article, field),
            language,
        ));
        let Some(first) = text.first_word() else {
            continue;
        };
        let bytes = text.widen(first, Span::new(0, text.len()), width);
        let (line, marks) = text.line(bytes, &[]);
        return Some(Fragment {
            field,
            bytes,
            text: line,
            marks,
        });
    }
    None
}

fn is_within(bytes: Span, text: &str) -> bool {
    !bytes.is_empty() && text.get(bytes.range()).is_some()
}

/// Joins spans that overlap; they come in order of their starts.
fn join_overlapping(spans: &[Span]) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => joined.push(*span),
        }
    }
    joined
}

#[cfg(test)]
#[path = "snippet_tests.rs"]
mod tests;
