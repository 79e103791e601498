//! Where the head of a story stands: the lines around its headline and its first paragraph.
//!
//! Scraped pages are full of days and names of other stories; those of the story stand here.

use super::label::Label;

/// Lines over the headline that belong to it.
const OVER: usize = 2;
/// Lines under the first line of the text that do.
const BESIDE: usize = 2;
/// Lines before the text that are looked at where there is no headline.
const HEADLESS: usize = 12;
/// Lines from the headline to the text at most; more is a page between.
pub const MAX_WINDOW: usize = 60;

/// The head of a story, as lines; `from` and `to` enclose it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    pub from: usize,
    /// The headline; where there is none, the first line.
    pub headline: usize,
    /// First and last line of the text.
    pub first: usize,
    pub last: usize,
    pub to: usize,
}

impl Head {
    /// Finds the head; none where there is no text.
    pub fn find(labels: &[Label]) -> Option<Self> {
        let first = labels.iter().position(|label| *label == Label::Body)?;
        let last = labels.iter().rposition(|label| *label == Label::Body)?;
        let headline = labels[..first]
            .iter()
            .position(|label| *label == Label::Headline);
        let from = match headline {
            Some(line) => line
                .saturating_sub(OVER)
                .max(first.saturating_sub(MAX_WINDOW)),
            None => first.saturating_sub(HEADLESS),
        };
        Some(Self {
            from,
            headline: headline.unwrap_or(from),
            first,
            last,
            to: (first + BESIDE + 1).min(labels.len()),
        })
    }

    /// The line under the last of the text that still belongs to it.
    pub fn end(&self, lines: usize) -> usize {
        (self.last + BESIDE).min(lines - 1)
    }

    pub fn has(&self, line: usize) -> bool {
        (self.from..self.to).contains(&line)
    }
}
