//! Spreadsheets of Excel (`.xlsx`, SpreadsheetML): downloads of media databases, codings.
//!
//! Only the parts with cells are unpacked; formulas are not worked out: what they last gave stands
//! in the file.  `calamine` is not used: 1,200 bytes with a cell in the last corner abort it, one
//! reference to no string loses its sheet, and it unpacks without limits.

mod book;
mod cells;
mod serial;
mod strings;
mod styles;
#[cfg(test)]
mod tests;

use super::office::MAX_OFFICE_BYTES;
use super::package::{Package, read_parts};
use super::workbook::{give_sheets, report_damage};
use super::xml::decode_xml;
use super::{Head, Input, ReadError, Reader, Sink, given};
use book::Book;
use strings::Strings;
use styles::Styles;

/// The reader of Excel's spreadsheets.
pub struct Xlsx;

/// Beginnings of the names of parts that are read.
const PARTS: &[&str] = &[
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/worksheets/",
];

impl Reader for Xlsx {
    fn name(&self) -> &'static str {
        "xlsx"
    }

    fn doc(&self) -> &'static str {
        "Excel (.xlsx): each sheet that is a table of articles, as its CSV would be read"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xlsx", "xlsm", "xltx", "xltm"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        if head.package() == Some(Package::Sheets) {
            100
        } else {
            0
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        given::check_size(input.bytes, MAX_OFFICE_BYTES)?;
        let is_wanted = |name: &str| PARTS.iter().any(|start| name.starts_with(start));
        let parts = read_parts(input.bytes, &is_wanted)?;
        report_damage(&parts, sink);
        let find = |wanted: &str| parts.find(|name| name == wanted);
        let read = |name: &str| find(name).map(|part| decode_xml(part, None).text);
        let workbook = read("xl/workbook.xml").unwrap_or_default();
        let relations = read("xl/_rels/workbook.xml.rels").unwrap_or_default();
        let strings = read("xl/sharedStrings.xml").unwrap_or_default();
        let styles = read("xl/styles.xml").unwrap_or_default();
        let book = Book::read(&workbook, &relations);
        let about = cells::About {
            strings: Strings::read(&strings),
            styles: Styles::read(&styles),
            has_1904: book.has_1904,
        };
        let texts: Vec<_> = book
            .sheets
            .iter()
            .map(|sheet| {
                let rels = read(&book::relations_of(&sheet.path));
                (read(&sheet.path), rels.unwrap_or_default())
            })
            .collect();
        let facts: Vec<cells::Facts> = texts
            .iter()
            .map(|(xml, rels)| cells::Facts::read(xml.as_deref().unwrap_or_default(), rels))
            .collect();
        let sheets = book.sheets.iter().zip(&texts).zip(&facts);
        let sheets = sheets
            .map(|((sheet, (xml, _)), facts)| cells::sheet(sheet, xml.as_deref(), facts, &about));
        give_sheets(self.name(), sheets.collect(), input, sink)
    }
}
