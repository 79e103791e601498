//! Cells of a page gathered into rows, and rows into a table, or into the paragraphs that they are.
//!
//! Old pages are laid out in tables: there a cell holds a story, in several blocks.

use super::page::{Page, PageBlock};
use crate::article::{Block, BlockKind, Span};

/// Bytes of a cell above which its table is there for the layout.
const LONG: usize = 600;

/// A cell: its element and the blocks in it.
struct Cell {
    element: usize,
    texts: Vec<(String, Span)>,
}

/// The rows that are being gathered.
#[derive(Default)]
pub struct Rows {
    rows: Vec<Vec<Cell>>,
    /// Element of the last row.
    row: Option<usize>,
}

impl Rows {
    /// Adds a block of a cell.
    pub fn cell(&mut self, page: &Page<'_>, block: &PageBlock) {
        let row = page.elements[block.element].parent;
        let text = (block.text.clone(), block.span);
        let cells = match self.rows.last_mut() {
            Some(cells) if self.row == Some(row) => cells,
            _ => {
                self.row = Some(row);
                self.rows.push(Vec::new());
                self.rows.last_mut().expect("one was just pushed")
            }
        };
        match cells.last_mut() {
            Some(cell) if cell.element == block.element => cell.texts.push(text),
            _ => cells.push(Cell {
                element: block.element,
                texts: vec![text],
            }),
        }
    }

    /// Ends the table, if there is one: a table for layout becomes paragraphs.
    pub fn end(&mut self, blocks: &mut Vec<Block>) {
        self.row = None;
        let rows = std::mem::take(&mut self.rows);
        let is_long =
            |cell: &Cell| cell.texts.iter().map(|(text, _)| text.len()).sum::<usize>() > LONG;
        let is_layout =
            rows.iter().all(|cells| cells.len() == 1) || rows.iter().flatten().any(is_long);
        let texts: Vec<(String, Span)> = if is_layout {
            let cells = rows.into_iter().flatten();
            cells.flat_map(|cell| cell.texts).collect()
        } else {
            table(&rows).into_iter().collect()
        };
        blocks.extend(texts.into_iter().map(|(text, span)| Block {
            kind: if is_layout {
                BlockKind::Paragraph
            } else {
                BlockKind::Table
            },
            text,
            credit: String::new(),
            alternative: String::new(),
            span,
        }));
    }
}

/// Rows as lines, cells with tabs between.
fn table(rows: &[Vec<Cell>]) -> Option<(String, Span)> {
    let mut spans = rows.iter().flatten().flat_map(|cell| &cell.texts);
    let first = spans.next()?.1;
    let last = spans.last().map_or(first, |(_, span)| *span);
    let of_cell = |cell: &Cell| -> String {
        let texts: Vec<&str> = cell.texts.iter().map(|(text, _)| text.as_str()).collect();
        texts.join(" ")
    };
    let lines = rows.iter().map(|cells| {
        let cells: Vec<String> = cells.iter().map(of_cell).collect();
        cells.join("\t")
    });
    let lines: Vec<String> = lines.collect();
    Some((lines.join("\n"), Span::new(first.start, last.end)))
}
