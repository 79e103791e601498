//! Puts the paragraphs of a file together in reading order, whatever nests in what.
//!
//! Text boxes follow the paragraph that they are anchored in, notes the whole text.  Invariant:
//! memory is bounded (`MAX_TEXT`), whatever the file claims.

use std::mem::take;

use super::{Cell, Look, OfficeText, Paragraph, Role};
use crate::reader::{ReadError, Reason};

/// Largest text, bytes, with some for each paragraph.
const MAX_TEXT: usize = 32 << 20;

/// Bytes that a paragraph costs beside its text.
const PARAGRAPH: usize = 60;

/// Headers and footers that are kept, and flows in each other.
const MAX_RUNNING: usize = 200;
const MAX_FLOWS: usize = 16;

/// A text beside the one that it is anchored in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    Main,
    /// A text box: behind the paragraph.
    Box,
    /// A foot note or an end note: behind the text.
    Note,
    /// A header or a footer.
    Running,
}

/// Takes text, ends of paragraphs and borders of cells in the order of the file.
#[derive(Debug, Default)]
pub struct Composer {
    /// Innermost last; the first is the main one.
    open: Vec<Open>,
    /// Flows that are open beyond `MAX_FLOWS`: their text is that of the last one.
    ignored: usize,
    tables: u32,
    notes: Vec<Paragraph>,
    running: Vec<String>,
    bytes: usize,
    is_full: bool,
}

#[derive(Debug)]
struct Open {
    flow: Flow,
    text: String,
    done: Vec<Paragraph>,
    /// Text boxes of the paragraph that is open.
    beside: Vec<Paragraph>,
    blanks: u32,
    starts_page: bool,
    /// Tables in each other; cells are those of the outermost.
    depth: usize,
    cell: Cell,
}

impl Open {
    fn new(flow: Flow) -> Self {
        Self {
            flow,
            text: String::new(),
            done: Vec::new(),
            beside: Vec::new(),
            blanks: 0,
            starts_page: false,
            depth: 0,
            cell: Cell {
                table: 0,
                row: 0,
                column: 0,
            },
        }
    }
}

impl Composer {
    fn here(&mut self) -> &mut Open {
        if self.open.is_empty() {
            self.open.push(Open::new(Flow::Main));
        }
        let last = self.open.len() - 1;
        &mut self.open[last]
    }

    /// Whether more was given than any text may have; then nothing more is taken.
    pub fn is_full(&self) -> bool {
        self.is_full
    }

    fn pay(&mut self, bytes: usize) -> bool {
        self.bytes += bytes;
        self.is_full |= self.bytes > MAX_TEXT;
        !self.is_full
    }

    /// Adds to the open paragraph; `\n` is a line break in it.  Soft hyphens and control characters
    /// are left out.
    pub fn push(&mut self, text: &str) {
        if self.pay(text.len()) {
            let open = &mut self.here().text;
            if text.contains(is_unseen) {
                open.extend(text.chars().filter(|c| !is_unseen(*c)));
            } else {
                open.push_str(text);
            }
        }
    }

    /// Ends the open paragraph; one that shows nothing is counted.
    pub fn end_paragraph(&mut self, look: Look) {
        // Empty ones are counted and cost nothing.
        if !self.here().text.is_empty() && !self.pay(PARAGRAPH) {
            return;
        }
        let here = self.here();
        let text = take(&mut here.text);
        let cell = (here.depth > 0).then_some(here.cell);
        if text.trim().is_empty() {
            here.blanks = here.blanks.saturating_add(1);
        } else {
            let is_note = here.flow == Flow::Note;
            let role = if is_note { Role::Note } else { look.role };
            here.done.push(Paragraph {
                text,
                look: Look { role, ..look },
                cell,
                blanks_before: take(&mut here.blanks),
                starts_page: take(&mut here.starts_page),
            });
        }
        for mut paragraph in take(&mut here.beside) {
            paragraph.cell = cell.or(paragraph.cell);
            here.done.push(paragraph);
        }
    }

    /// What comes next begins a page; text that is open is a paragraph of this look.
    pub fn begin_page(&mut self, look: Look) {
        if !self.here().text.trim().is_empty() {
            self.end_paragraph(look);
        }
        self.here().starts_page = true;
    }

    /// Whether the open text is within a table.
    pub fn is_in_table(&mut self) -> bool {
        self.here().depth > 0
    }

    pub fn begin_table(&mut self) {
        let table = self.tables;
        let here = self.here();
        here.depth += 1;
        if here.depth == 1 {
            here.cell = Cell {
                table,
                row: 0,
                column: 0,
            };
            self.tables = self.tables.wrapping_add(1);
        }
    }

    pub fn end_table(&mut self) {
        let here = self.here();
        here.depth = here.depth.saturating_sub(1);
    }

    pub fn end_cell(&mut self) {
        let here = self.here();
        if here.depth == 1 {
            here.cell.column = here.cell.column.saturating_add(1);
        }
    }

    pub fn end_row(&mut self) {
        let here = self.here();
        if here.depth == 1 {
            here.cell.row = here.cell.row.saturating_add(1);
            here.cell.column = 0;
        }
    }

    /// Begins a text beside the open one.
    pub fn begin(&mut self, flow: Flow) {
        self.here();
        if self.open.len() < MAX_FLOWS {
            self.open.push(Open::new(flow));
        } else {
            self.ignored += 1;
        }
    }

    /// Ends the text that was begun last.
    pub fn end(&mut self, look: Look) {
        if self.ignored > 0 {
            self.ignored -= 1;
            return;
        }
        if self.open.len() < 2 {
            return;
        }
        if !self.here().text.is_empty() {
            self.end_paragraph(look);
        }
        let Some(mut closed) = self.open.pop() else {
            return;
        };
        closed.done.append(&mut closed.beside);
        match closed.flow {
            Flow::Main => self.here().done.append(&mut closed.done),
            Flow::Box => self.here().beside.append(&mut closed.done),
            Flow::Note => self.notes.append(&mut closed.done),
            Flow::Running => {
                for paragraph in closed.done {
                    let text = crate::reader::fragment::collapse(&paragraph.text);
                    if self.running.len() < MAX_RUNNING && !self.running.contains(&text) {
                        self.running.push(text);
                    }
                }
            }
        }
    }

    /// Everything in reading order.
    ///
    /// # Errors
    ///
    /// `TooLarge` where there was more text than any document may have.
    pub fn finish(mut self) -> Result<OfficeText, ReadError> {
        while self.ignored > 0 || self.open.len() > 1 {
            self.end(Look::default());
        }
        if self.is_full {
            let detail = format!("a text of more than {MAX_TEXT} bytes");
            return Err(ReadError::new(Reason::TooLarge, detail));
        }
        if !self.here().text.is_empty() || !self.here().beside.is_empty() {
            self.end_paragraph(Look::default());
        }
        let mut paragraphs = take(&mut self.here().done);
        paragraphs.append(&mut self.notes);
        Ok(OfficeText {
            paragraphs,
            running: self.running,
            ..OfficeText::default()
        })
    }
}

fn is_unseen(c: char) -> bool {
    c == '\u{ad}' || c.is_control() && !matches!(c, '\t' | '\n')
}
