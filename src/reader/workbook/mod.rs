//! Workbooks of spreadsheets, whichever of their formats they are in: sheets, each a table of its own.
//!
//! The readers of Excel and OpenDocument give the rows of each sheet (`BookSheet`); the rules of
//! tables make articles of them.  What is hidden is read and said to be hidden, for saving a sheet
//! as text writes it too.  Invariant: rows come one at a time and nothing grows with the width or
//! height that a sheet claims to have.

use std::cell::Cell;
use std::collections::HashSet;

use super::package::Parts;
use super::table::{Row, Sheet, SheetColumns, give_sheet, sheet_columns};
use super::{Input, Item, ReadError, Reason, Sink, Skip};

mod merged;
mod repeated;
mod row;

pub use merged::Merged;
use repeated::Repeated;
pub use row::RowInProgress;

/// Text of all cells that is read for each byte of the file, and of any file: a string may be in
/// every cell, though it is stored once.
const MOST_RATIO: usize = 200;
const FREE_TEXT: usize = 16 << 20;

/// The rows of a sheet, from its beginning each time that they are asked for.
pub type RowsOf<'a> = Box<dyn Fn() -> Box<dyn Iterator<Item = Row> + 'a> + 'a>;

/// One sheet of a workbook.
pub struct BookSheet<'a> {
    pub name: String,
    pub is_hidden: bool,
    /// Its end is missing.
    pub is_cut: bool,
    /// What a user should know of all of it, as short sentences.
    pub remarks: Vec<String>,
    /// Or what it is that has no rows.
    pub rows: Result<RowsOf<'a>, String>,
}

/// Reports what of a workbook was damaged, whatever its sheets give.
pub fn report_damage(parts: &Parts, sink: Sink<'_>) {
    for note in &parts.notes {
        sink(Item::Skipped(Skip {
            member: String::new(),
            offset: 0,
            reason: Reason::Damaged,
            detail: note.clone(),
        }));
    }
}

/// Gives the articles of every sheet, named by the sheet and the number of the row.
pub fn give_sheets(
    format: &str,
    sheets: Vec<BookSheet<'_>>,
    input: &Input<'_>,
    sink: Sink<'_>,
) -> Result<(), ReadError> {
    let map = &input.options.map;
    let found: Vec<Result<SheetColumns, ReadError>> = sheets
        .iter()
        .map(|sheet| match &sheet.rows {
            Ok(rows) => sheet_columns(rows(), map),
            Err(what) => Err(ReadError::new(Reason::NotAnArticle, what.clone())),
        })
        .collect();
    let is_named =
        |found: &Result<SheetColumns, ReadError>| found.as_ref().is_ok_and(SheetColumns::is_named);
    let has_named = found.iter().any(is_named);
    let most = FREE_TEXT.max(input.bytes.len().saturating_mul(MOST_RATIO));
    let left = Cell::new(Some(most));
    let mut names: HashSet<String> = HashSet::new();
    for (i, (sheet, found)) in sheets.into_iter().zip(found).enumerate() {
        let mut name = sheet.name.clone();
        if !names.insert(name.clone()) {
            name = format!("{name}#{}", i + 1);
        }
        let guessed = || {
            let detail = "no column is called a headline or a text, as in another sheet; \
                          --map title=COLUMN says which";
            ReadError::new(Reason::NotAnArticle, detail)
        };
        let found = found.and_then(|found| match has_named && !found.is_named() {
            true => Err(guessed()),
            false => Ok(found),
        });
        let skip = |reason, detail: &str| {
            Item::Skipped(Skip {
                member: name.clone(),
                offset: 0,
                reason,
                detail: format!("sheet `{}`: {detail}", sheet.name),
            })
        };
        match (found, &sheet.rows) {
            (Ok(found), Ok(rows)) => {
                let about = About {
                    format,
                    name: &name,
                    found: &found,
                    left: &left,
                };
                give_rows(&about, &sheet, rows, sink);
            }
            (Err(error), _) => sink(skip(error.reason, &error.detail)),
            // There are no columns without rows.
            (Ok(_), Err(what)) => sink(skip(Reason::NotAnArticle, what)),
        }
        if sheet.is_cut {
            sink(skip(Reason::Truncated, "its end is missing"));
        }
        if left.get().is_none() {
            let detail = format!("the cells unfold to more than {most} bytes");
            return Err(ReadError::new(Reason::Bomb, detail));
        }
    }
    Ok(())
}

/// What the rows of a sheet are given with.
struct About<'a> {
    format: &'a str,
    /// Of the sheet, unique in its workbook.
    name: &'a str,
    found: &'a SheetColumns,
    /// Bytes of text that may still be read; none once that was too little.
    left: &'a Cell<Option<usize>>,
}

fn give_rows(about: &About<'_>, sheet: &BookSheet<'_>, rows: &RowsOf<'_>, sink: Sink<'_>) {
    let About {
        format,
        name,
        found,
        left,
    } = *about;
    let hidden = sheet.is_hidden.then(|| "the sheet is hidden".to_owned());
    let sheet_of = Sheet {
        notes: hidden.into_iter().collect(),
        remarks: sheet.remarks.clone(),
        encoding: format,
    };
    let rows = rows().take_while(|row| {
        left.set(left.get().and_then(|left| left.checked_sub(row.length)));
        left.get().is_some()
    });
    let mut repeated = Repeated::default();
    let rows = rows.map(|mut row| {
        repeated.leave_out(&mut row);
        row
    });
    give_sheet(sheet_of, found, rows, &mut |item| {
        sink(match item {
            Item::Article(mut read) => {
                read.article.parser = format.to_owned();
                read.member = format!("{name}!{}", read.member);
                Item::Article(read)
            }
            Item::Skipped(skip) => Item::Skipped(Skip {
                member: format!("{name}!{}", skip.member),
                detail: format!("sheet `{}`: {}", sheet.name, skip.detail),
                ..skip
            }),
        });
    });
}
