//! Tables that come as rows of cells, not as text: the sheets of a workbook.
//!
//! A sheet gives what its text with commas would give: the same rules find the names of the
//! columns, also below other rows, and what each column holds.

use super::columns::Columns;
use super::delimiter::Shape;
use super::rows::Row;
use super::run::Run;
use super::{MOST_COLUMNS, SAMPLE_ROWS, columns_of};
use crate::reader::fragment::one_line;
use crate::reader::{ReadError, Reason, Sink};

/// Rows that are looked at to find the names of the columns.
const HEAD_ROWS: usize = 75;
/// Names are no longer than this, and of other cells it only matters that they are there.
const MOST_NAME: usize = 200;

/// What is known of a sheet beside its rows.
pub struct Sheet<'a> {
    /// What every article is told.
    pub notes: Vec<String>,
    /// What the first article is told for all.
    pub remarks: Vec<String>,
    pub encoding: &'a str,
}

/// Where in a sheet the table begins, and its columns.
pub struct SheetColumns {
    columns: Columns,
    /// Number of the first row of the table.
    first: usize,
    /// What stands above it.
    above: String,
}

impl SheetColumns {
    /// Whether a column of headlines or texts is named so; else what stands in it was looked at.
    pub fn is_named(&self) -> bool {
        self.columns.has_named_text()
    }
}

/// Finds the columns of a sheet by its first rows.
///
/// # Errors
///
/// `NotAnArticle` where no column can be a headline or a text, `Empty` where there is no row.
pub fn sheet_columns(
    rows: impl Iterator<Item = Row>,
    map: &[(String, String)],
) -> Result<SheetColumns, ReadError> {
    let mut rows: Vec<Row> = rows
        .filter(has_cells)
        .take(HEAD_ROWS + SAMPLE_ROWS)
        .collect();
    if rows.is_empty() {
        return Err(ReadError::new(Reason::Empty, "nothing stands in it"));
    }
    let widest = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let widest = widest.min(MOST_COLUMNS);
    let mut text = String::new();
    for row in rows.iter().take(HEAD_ROWS) {
        for i in 0..widest {
            let cell = one_line(row.cells.get(i).map_or("", String::as_str)).replace('"', "'");
            text.extend(cell.chars().take(MOST_NAME));
            text.push(if i + 1 == widest { '\n' } else { '\t' });
        }
    }
    let shape = Shape::of_rows(&text)
        .ok_or_else(|| ReadError::new(Reason::NotAnArticle, "no rows of columns"))?;
    let above = text[..shape.preamble].matches('\n').count();
    let table = rows.split_off(above);
    let mut sample: Vec<Row> = table.into_iter().take(SAMPLE_ROWS).collect();
    if let Some(first) = sample.first_mut() {
        // Columns without a name are columns too.
        first
            .cells
            .resize(widest.max(first.cells.len()), String::new());
    }
    Ok(SheetColumns {
        columns: columns_of(&sample, map)?,
        first: sample.first().map_or(0, |row| row.number),
        above: one_line(&text[..shape.preamble].replace('\t', " ")),
    })
}

/// Gives the articles of a sheet to the sink; members are the numbers of the rows.
pub fn give_sheet(
    sheet: Sheet<'_>,
    found: &SheetColumns,
    rows: impl Iterator<Item = Row>,
    sink: Sink<'_>,
) {
    let mut run = Run {
        above: &found.above,
        encoding: sheet.encoding,
        notes: sheet.notes,
        remarks: sheet.remarks,
        may_be_short: true,
        ..Run::new(sink, &found.columns)
    };
    let first = found.first + usize::from(found.columns.has_header);
    for row in rows.filter(|row| row.number >= first && has_cells(row)) {
        run.row(&row);
    }
}

fn has_cells(row: &Row) -> bool {
    row.cells.iter().any(|cell| !cell.trim().is_empty())
}
