//! The cells of a sheet, row by row as they stand in the file.

use std::collections::HashSet;

use crate::reader::markup::{Dialect, Scanner, Tag, Token};
use crate::reader::office::LeftOut;
use crate::reader::references::decode_references;
use crate::reader::table::{MOST_COLUMNS, Row};
use crate::reader::workbook::{BookSheet, Merged, RowInProgress};
use crate::reader::xml::{Piece, pieces};

/// Rows that are said to follow each other alike, which are given one by one.
const MOST_ALIKE: usize = 1000;

/// The sheets of a document in their order.
pub fn sheets(xml: &str) -> Vec<BookSheet<'_>> {
    let hidden = hidden_styles(xml);
    let tables = pieces(xml, &["table:table"]);
    tables.map(|table| sheet(table, &hidden)).collect()
}

fn sheet<'a>(table: Piece<'a>, hidden: &HashSet<String>) -> BookSheet<'a> {
    let first = Scanner::new(table.text, Dialect::Xml).find_map(|token| match token {
        Token::Open(tag) => Some(tag),
        _ => None,
    });
    let said = |name: &str| first.and_then(|tag| tag.attribute(name));
    let has_hidden_columns = Scanner::new(table.text, Dialect::Xml)
        .take_while(|token| !matches!(token, Token::Open(tag) if tag.name == "table:table-row"))
        .any(|token| {
            matches!(token, Token::Open(tag)
                if tag.name == "table:table-column" && is_hidden(&tag))
        });
    let remark = has_hidden_columns.then(|| "some columns are hidden".to_owned());
    let text = table.text;
    let rows = move || -> Box<dyn Iterator<Item = Row> + 'a> { Box::new(CellRows::new(text)) };
    BookSheet {
        name: said("name").unwrap_or_default().into_owned(),
        is_hidden: said("style-name").is_some_and(|style| hidden.contains(&*style)),
        is_cut: !table.is_closed,
        remarks: remark.into_iter().collect(),
        rows: Ok(Box::new(rows)),
    }
}

/// Names of styles of sheets that are not shown; they stand before the first sheet.
fn hidden_styles(xml: &str) -> HashSet<String> {
    let mut hidden = HashSet::new();
    let mut style = String::new();
    for token in Scanner::new(xml, Dialect::Xml) {
        let Token::Open(tag) = token else { continue };
        match tag.name {
            "style:style" => style = tag.attribute("name").unwrap_or_default().into_owned(),
            "style:table-properties" if tag.attribute("display").as_deref() == Some("false") => {
                hidden.insert(std::mem::take(&mut style));
            }
            "table:table" => break,
            _ => {}
        }
    }
    hidden
}

fn is_hidden(tag: &Tag<'_>) -> bool {
    let visibility = tag.attribute("visibility");
    matches!(visibility.as_deref(), Some("collapse" | "filter"))
}

fn count(tag: &Tag<'_>, name: &str) -> usize {
    let count = tag.attribute(name).and_then(|count| count.parse().ok());
    count.unwrap_or(1).max(1)
}

/// Goes through the rows of a sheet.
struct CellRows<'a> {
    scanner: Scanner<'a>,
    row: Option<RowInProgress>,
    cell: Option<CellInProgress>,
    /// Last rows of the cells of this row that are merged.
    ends: Vec<(usize, usize)>,
    merged: Merged,
    left_out: LeftOut,
    /// Number of the last row.
    number: usize,
    /// How often the row that is open stands there.
    times: usize,
    /// A row that was given and stands there again.
    again: Option<(Row, usize)>,
}

#[derive(Debug, Default)]
struct CellInProgress {
    /// Cells alike beside each other.
    times: usize,
    rows: usize,
    /// What the cell is where its text is only how that is shown.
    value: Option<String>,
    text: String,
    paragraphs: usize,
    is_in_text: bool,
    link: Option<String>,
}

impl<'a> CellRows<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            scanner: Scanner::new(text, Dialect::Xml),
            row: None,
            cell: None,
            ends: Vec::new(),
            merged: Merged::default(),
            left_out: LeftOut::default(),
            number: 0,
            times: 1,
            again: None,
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        if self.left_out.opens(tag) {
            return;
        }
        match tag.name {
            "table:table-row" => {
                self.close_cell();
                self.times = count(tag, "number-rows-repeated");
                let mut row = RowInProgress::new(self.number + 1);
                if is_hidden(tag) {
                    row.note("the row is hidden".to_owned());
                }
                self.row = Some(row);
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.close_cell();
                self.cell = Some(CellInProgress::new(tag));
                if tag.is_empty {
                    self.close_cell();
                }
            }
            // Comments, pictures and their captions.
            "office:annotation" | "draw:frame" | "table:shapes" => self.left_out.begin(tag),
            _ => {
                if let Some(cell) = &mut self.cell {
                    cell.open(tag);
                }
            }
        }
    }

    fn close_cell(&mut self) {
        let (Some(cell), Some(row)) = (self.cell.take(), &mut self.row) else {
            return;
        };
        let column = row.column;
        row.column += cell.times;
        if let Some(link) = &cell.link {
            row.link(column, link);
        }
        if cell.rows > 1 {
            self.ends.push((column, row.number() + cell.rows - 1));
        }
        let text = cell.value.unwrap_or(cell.text);
        if text.is_empty() {
            return;
        }
        for i in 0..cell.times.min(MOST_COLUMNS) {
            row.set(column.saturating_add(i), text.clone());
        }
    }

    fn close_row(&mut self) -> Option<Row> {
        self.close_cell();
        let mut row = self.row.take()?.finish();
        self.number = self.number.saturating_add(self.times);
        let ends = std::mem::take(&mut self.ends);
        self.merged.fill(&mut row, |column| {
            ends.iter()
                .find(|(at, _)| *at == column)
                .map(|(_, last)| *last)
        });
        if self.times > 1 && !row.cells.is_empty() {
            self.again = Some((row.clone(), self.times.min(MOST_ALIKE) - 1));
            if self.times > MOST_ALIKE {
                let note = format!("{} rows are alike; {MOST_ALIKE} are read", self.times);
                row.notes.push(note);
            }
        }
        Some(row)
    }
}

impl Iterator for CellRows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        if let Some((row, left)) = self.again.take().filter(|(_, left)| *left > 0) {
            let row = Row {
                number: row.number + 1,
                ..row
            };
            self.again = Some((row.clone(), left - 1));
            return Some(row);
        }
        while let Some(token) = self.scanner.next() {
            match token {
                Token::Open(tag) => self.open(&tag),
                Token::Close(name) if self.left_out.closes(name) => {}
                Token::Close("table:table-cell" | "table:covered-table-cell") => self.close_cell(),
                Token::Close("table:table-row") => {
                    if let Some(row) = self.close_row() {
                        return Some(row);
                    }
                }
                Token::Close(name) => {
                    if let Some(cell) = self.cell.as_mut().filter(|_| name == "text:p") {
                        cell.is_in_text = false;
                    }
                }
                Token::Text(text) => self.text(&decode_references(text)),
                Token::Raw(text) => self.text(text),
                Token::Other(_) => {}
            }
        }
        self.close_row()
    }
}

impl CellRows<'_> {
    fn text(&mut self, text: &str) {
        if self.left_out.is_open() {
            return;
        }
        if let Some(cell) = self.cell.as_mut().filter(|cell| cell.is_in_text) {
            cell.text.push_str(text);
        }
    }
}

impl CellInProgress {
    fn new(tag: &Tag<'_>) -> Self {
        let said = |name: &str| tag.attribute(name).map(std::borrow::Cow::into_owned);
        let kind = said("value-type").unwrap_or_default();
        Self {
            times: count(tag, "number-columns-repeated"),
            rows: count(tag, "number-rows-spanned"),
            value: match kind.as_str() {
                "date" => said("date-value"),
                "boolean" => said("boolean-value").map(|value| value.to_uppercase()),
                "float" => said("value"),
                _ => None,
            },
            ..Self::default()
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag.name {
            "text:p" => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
                self.is_in_text = !tag.is_empty;
            }
            "text:s" => {
                let spaces = count(tag, "c").min(100);
                self.text.extend(std::iter::repeat_n(' ', spaces));
            }
            "text:tab" => self.text.push('\t'),
            "text:line-break" => self.text.push('\n'),
            "text:a" => {
                let href = tag.attribute("href").map(std::borrow::Cow::into_owned);
                self.link = self.link.take().or(href);
            }
            _ => {}
        }
    }
}
