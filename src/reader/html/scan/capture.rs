//! Texts that are kept whole beside the blocks, when their element ends.

use super::Builder;
use crate::article::Span;
use crate::reader::fragment::collapse;
use crate::reader::html::elements::Capture;
use crate::reader::html::marks::Marks;
use crate::reader::html::names::join_lines;
use crate::reader::html::page::{MarkedAuthor, Term, TimeElement, cut};

/// Where an element breaks the line: white space that no page writes.
pub(super) const BREAK: char = '\u{2028}';

/// Longest text that is kept, bytes, and most links to sections and tags.
const LONGEST: usize = 1000;
const MOST_TERMS: usize = 500;

impl Builder<'_> {
    /// Keeps what was said since byte `from` of everything that was text.
    pub(super) fn keep(&mut self, capture: Capture, from: usize, marks: Marks) {
        let said = cut(&self.spoken[from..], LONGEST);
        let text = collapse(said);
        let at = self.page.blocks.len();
        match capture {
            Capture::Time(datetime, class) => self.page.times.push(TimeElement {
                datetime,
                class,
                text,
                at,
                marks,
                span: Span::new(self.start.unwrap_or(self.end), self.end),
            }),
            Capture::Author(how) if !text.is_empty() => {
                let lines: Vec<String> = said.split(BREAK).map(collapse).collect();
                let text = join_lines(&lines).unwrap_or(text);
                let author = MarkedAuthor {
                    how,
                    text,
                    marks,
                    at,
                };
                self.page.authors.push(author);
            }
            Capture::Property(name) if !text.is_empty() => {
                self.page.properties.push((name, text));
            }
            Capture::Term(is_section) if !text.is_empty() && self.page.terms.len() < MOST_TERMS => {
                self.page.terms.push(Term {
                    is_section,
                    text,
                    marks,
                    at,
                });
            }
            Capture::Author(_) | Capture::Property(_) | Capture::Term(_) => {}
        }
    }
}
