//! Paragraphs as the lines of a text, which the readers of deliveries and of plain text take.
//!
//! Paragraphs stand between blank lines, unless each is a line of a text that was wrapped: then the
//! blank lines are those of the file.  What is set in the middle is indented, as in text files.

use super::{Paragraph, Role};
use crate::article::Span;
use crate::reader::fragment::collapse;
use crate::reader::paragraphs::is_hard_wrapped;

/// Spaces before what is set apart.
const INDENT: &str = "                        ";

/// Lines of like length within paragraphs by which a text is known to be wrapped.
const WRAPPED: usize = 3;

/// Bytes of a cell above which its table is there for the layout, as in pages.
const LONG: usize = 600;

/// What becomes a block: a paragraph, or a table.
#[derive(Debug, PartialEq, Eq)]
pub struct Piece {
    pub role: Role,
    pub is_table: bool,
    /// Place in the text.
    pub span: Span,
}

/// Text that stands by itself, with what stands before it.
struct Line<'p> {
    text: String,
    first: &'p Paragraph,
    is_table: bool,
}

/// The text as a database delivers it: line breaks are lines, the cells of a row have tabs between
/// them, and a table of contents is left out.
pub fn delivery_text(paragraphs: &[Paragraph]) -> String {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut last: Option<&Paragraph> = None;
    for paragraph in paragraphs {
        if paragraph.look.role == Role::Contents {
            continue;
        }
        // `PD`, `14 March 2026` => `PD<tab>14 March 2026`
        let is_beside = last.and_then(|last| last.cell).is_some_and(|last| {
            paragraph.cell.is_some_and(|cell| {
                (cell.table, cell.row) == (last.table, last.row) && cell.column != last.column
            })
        });
        match lines.last_mut() {
            Some(line) if is_beside => {
                line.text.push('\t');
                line.text.push_str(&paragraph.text);
            }
            _ => lines.push(Line {
                text: paragraph.text.clone(),
                first: paragraph,
                is_table: false,
            }),
        }
        last = Some(paragraph);
    }
    set(&lines).0
}

/// The text of one article, with the places of its pieces.
pub fn article_text(paragraphs: &[Paragraph]) -> (String, Vec<Piece>) {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut at = 0;
    while let Some(first) = paragraphs.get(at) {
        let table = first.cell.map(|cell| cell.table);
        let rest = paragraphs.get(at..).unwrap_or_default();
        let length = match table {
            Some(_) => rest
                .iter()
                .take_while(|next| next.cell.map(|cell| cell.table) == table)
                .count(),
            None => 1,
        };
        let group = &rest[..length.min(rest.len())];
        match rows(group) {
            Some(text) => lines.push(Line {
                text,
                first,
                is_table: true,
            }),
            None => lines.extend(
                group
                    .iter()
                    .filter(|paragraph| paragraph.look.role != Role::Contents)
                    .map(|paragraph| Line {
                        text: joined_breaks(paragraph),
                        first: paragraph,
                        is_table: false,
                    }),
            ),
        }
        at += length.max(1);
    }
    let (text, spans) = set(&lines);
    let pieces = lines.iter().zip(spans).map(|(line, span)| Piece {
        role: line.first.look.role,
        is_table: line.is_table,
        span,
    });
    (text, pieces.collect())
}

/// The rows of a table as lines with tabs; None: it is there for the layout, or no table.
fn rows(group: &[Paragraph]) -> Option<String> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut last = None;
    for paragraph in group {
        let cell = paragraph.cell?;
        let text = collapse(&paragraph.text);
        match last.replace((cell.row, cell.column)) {
            Some(here) if here == (cell.row, cell.column) => {
                let text_of_cell = rows.last_mut()?.last_mut()?;
                text_of_cell.push(' ');
                text_of_cell.push_str(&text);
            }
            Some((row, _)) if row == cell.row => rows.last_mut()?.push(text),
            _ => rows.push(vec![text]),
        }
    }
    let is_layout = rows.iter().all(|cells| cells.len() == 1)
        || rows.iter().flatten().any(|cell| cell.len() > LONG);
    let lines: Vec<String> = rows.iter().map(|cells| cells.join("\t")).collect();
    (!is_layout).then(|| lines.join("\n"))
}

/// A line break amid a sentence is a space, as in a page.
fn joined_breaks(paragraph: &Paragraph) -> String {
    let is_title = matches!(paragraph.look.role, Role::Title | Role::Heading(_));
    let mut out = String::with_capacity(paragraph.text.len());
    for line in paragraph.text.split('\n') {
        let line = &collapse(line);
        let goes_on = is_title
            || line.starts_with(char::is_lowercase)
                && !out.ends_with(['.', '!', '?', ':', '”', '"', '»', '\n']);
        if !out.is_empty() && (!is_title || !line.is_empty()) {
            out.push(if goes_on { ' ' } else { '\n' });
        }
        out.push_str(line);
    }
    out
}

/// Sets lines one under the other; returns the place of each.
fn set(lines: &[Line<'_>]) -> (String, Vec<Span>) {
    let close = set_with(lines, &|line| line.first.blanks_before.saturating_add(1));
    if is_hard_wrapped(&close.0, WRAPPED) {
        return close;
    }
    set_with(lines, &|_| 2)
}

fn set_with(lines: &[Line<'_>], ends: &dyn Fn(&Line<'_>) -> u32) -> (String, Vec<Span>) {
    let length: usize = lines.iter().map(|line| line.text.len() + 3).sum();
    let (mut text, mut spans) = (String::with_capacity(length), Vec::new());
    for line in lines {
        if !text.is_empty() {
            // More blank lines than these say nothing more.
            for _ in 0..ends(line).min(4) {
                text.push('\n');
            }
        }
        if line.first.starts_page {
            text.push('\u{C}');
        }
        if line.first.look.is_set_apart && !line.is_table {
            text.push_str(INDENT);
        }
        let start = text.len();
        text.push_str(&line.text);
        spans.push(Span::new(start, text.len()));
    }
    (text, spans)
}
