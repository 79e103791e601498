//! The lines of a record by what they are: head, labelled fields, text, and what stands behind it.

use super::dialect::Dialect;
use super::head::head_end;
use super::labels::{Field, Labelled};
use super::signs::is_rights;
use crate::article::Span;
use crate::reader::fragment::collapse;
use crate::reader::plain_text::line::Line;

/// Words of a line without a label among labels at most: `Page 3 of 5`.
const MAX_NOTE_WORDS: usize = 8;

/// Words of a line that begins a text without labels over it, at least.
const MIN_WORDS: usize = 12;

/// A labelled field with the lines that belong to it.
#[derive(Debug)]
pub struct Value<'t> {
    pub field: Field,
    pub label: &'t str,
    pub lines: Vec<Piece<'t>>,
    pub span: Span,
}

/// A line, or what is left of it behind its label.
#[derive(Debug, Clone, Copy)]
pub struct Piece<'t> {
    pub text: &'t str,
    pub span: Span,
    /// A blank line stands before it.
    pub is_apart: bool,
}

/// The lines of a record by what they are.
#[derive(Debug, Default)]
pub struct Parts<'r, 't> {
    pub head: Vec<&'r Line<'t>>,
    pub values: Vec<Value<'r>>,
    pub body: Vec<Piece<'r>>,
    /// Behind the text, and of no label.
    pub rest: Vec<&'r Line<'t>>,
}

/// Where in a record a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Head,
    Body,
    Tail,
}

impl Value<'_> {
    /// The lines as one.
    pub fn joined(&self) -> String {
        let texts: Vec<&str> = self.lines.iter().map(|line| line.text).collect();
        collapse(&texts.join(" "))
    }
}

/// Sorts the lines of a record.
pub fn divide<'r, 't>(dialect: Dialect, lines: &'r [Line<'t>]) -> Parts<'r, 't> {
    let labels: Vec<_> = lines.iter().map(|line| dialect.label(&line.text)).collect();
    let has_body = labels
        .iter()
        .flatten()
        .any(|found| found.field == Field::Body);
    let by_order = matches!(dialect, Dialect::Factiva | Dialect::Europresse);
    let head_end = if by_order {
        head_end(dialect, lines)
    } else {
        0
    };
    let tail = tail_start(dialect, lines, &labels);
    let mut parts = Parts::default();
    let mut place = Place::Head;
    // The line may go on with the field before it.
    let mut is_open = false;
    for (i, line) in lines.iter().enumerate() {
        if let Some(found) = labels[i]
            && (place != Place::Body || i >= tail || goes_on_tagged(dialect, &line.text, &found))
        {
            place = match (place, found.field) {
                (Place::Tail, _) => Place::Tail,
                (_, Field::Body) => Place::Body,
                (Place::Body, _) => Place::Tail,
                (Place::Head, _) => Place::Head,
            };
            let start = line.span.end - found.value.len();
            let piece = Piece {
                text: found.value,
                span: Span::new(start, line.span.end),
                is_apart: true,
            };
            let first = Some(piece).filter(|piece| !piece.text.is_empty());
            if found.field == Field::Body {
                parts.body.extend(first);
                is_open = false;
            } else {
                parts.values.push(Value {
                    field: found.field,
                    label: found.label,
                    lines: first.into_iter().collect(),
                    span: line.span,
                });
                is_open = true;
            }
            continue;
        }
        if place == Place::Body {
            // Rights behind a text stand before its last lines.
            if is_rights(&line.text) && (i + 3 >= lines.len() || i + 1 >= tail) {
                parts.rest.push(line);
            } else {
                parts.body.push(piece_of(line));
            }
            continue;
        }
        let is_apart = line.blanks_before > 0;
        if is_open
            && let Some(value) = parts.values.last_mut()
            && (value.lines.is_empty()
                || (value.field.goes_on() && (!is_apart || dialect.is_tagged())))
        {
            value.lines.push(piece_of(line));
            value.span.end = line.span.end;
            continue;
        }
        is_open = false;
        let begins = if by_order {
            i >= head_end
        } else if parts.values.is_empty() {
            // No label stands over the text: it begins with its first long line.
            !has_body && parts.head.len() > 2 && line.text.split_whitespace().count() >= MIN_WORDS
        } else {
            !has_body && !leads_to_head(&labels, i)
        };
        match place {
            Place::Tail => parts.rest.push(line),
            _ if begins => {
                place = Place::Body;
                parts.body.push(piece_of(line));
            }
            _ => parts.head.push(line),
        }
    }
    parts
}

fn piece_of<'r>(line: &'r Line<'_>) -> Piece<'r> {
    Piece {
        text: &line.text,
        span: line.span,
        is_apart: line.blanks_before > 0 || is_indented(line),
    }
}

/// LexisNexis begins paragraphs with an indent where it leaves no blank lines.
fn is_indented(line: &Line<'_>) -> bool {
    (2..=7).contains(&line.indent)
}

/// Within a text with tags only those count that stand behind texts: "BY the evening all was calm".
fn goes_on_tagged(dialect: Dialect, line: &str, found: &Labelled<'_>) -> bool {
    // In word processors tags stand in a column of their own.
    let is_column = || line.as_bytes().get(found.label.len()) == Some(&b'\t');
    let is_behind = match found.field {
        Field::Body => found.value.is_empty() || is_column() || dialect == Dialect::Ris,
        Field::Id | Field::Tags | Field::Kept | Field::Caption => true,
        _ => dialect == Dialect::Ris,
    };
    dialect.is_tagged() && is_behind
}

/// The next label is one of the head's: the line stands in it.
fn leads_to_head(labels: &[Option<Labelled<'_>>], at: usize) -> bool {
    // A headline has three lines at most.
    let next = labels[at + 1..].iter().take(3).flatten().next();
    next.is_some_and(|found| found.field.is_of_head())
}

/// Where the labels begin that stand behind the text: from there on no paragraph is without one.
fn tail_start(dialect: Dialect, lines: &[Line<'_>], labels: &[Option<Labelled<'_>>]) -> usize {
    if dialect.is_tagged() {
        return lines.len();
    }
    let mut start = lines.len();
    for i in (0..lines.len()).rev() {
        let line = &lines[i];
        match labels[i] {
            Some(found) if found.field == Field::Body => break,
            // Amid a text of LexisNexis: "NOTE: it is old."
            Some(_)
                if dialect == Dialect::Lexis
                    && line.blanks_before == 0
                    && i > 0
                    && labels[i - 1].is_none() =>
            {
                break;
            }
            Some(_) => start = i,
            None if (line.blanks_before > 0 || is_indented(line)) && i > 0 => {
                let is_value = labels[i - 1].is_some_and(|found| found.value.is_empty());
                let is_short = line.text.split_whitespace().count() <= MAX_NOTE_WORDS
                    && !line.text.ends_with(['.', '!', '?', '"', '”', '…']);
                if !(is_value || is_short || is_rights(&line.text)) {
                    break;
                }
            }
            None => {}
        }
    }
    start
}
