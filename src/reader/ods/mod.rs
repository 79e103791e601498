//! Spreadsheets of OpenDocument (`.ods`, and `.fods` in one file of XML), as LibreOffice writes them.
//!
//! Only the file with the cells is unpacked; formulas are not worked out.

mod cells;
#[cfg(test)]
mod tests;

use super::odt::{MANIFEST, is_flat, refuse_encrypted};
use super::office::MAX_OFFICE_BYTES;
use super::package::{Package, read_parts};
use super::workbook::{give_sheets, report_damage};
use super::xml::decode_xml;
use super::{Head, Input, ReadError, Reader, Reason, Sink, given};

/// The reader of OpenDocument spreadsheets.
pub struct Ods;

const CONTENT: &str = "content.xml";

impl Reader for Ods {
    fn name(&self) -> &'static str {
        "ods"
    }

    fn doc(&self) -> &'static str {
        "OpenDocument spreadsheets (.ods, .fods): each sheet that is a table of articles"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["ods", "ots", "fods"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        if head.package() == Some(Package::OpenSheets) || is_flat(head, "spreadsheet") {
            100
        } else {
            0
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        given::check_size(input.bytes, MAX_OFFICE_BYTES)?;
        if !input.bytes.starts_with(b"PK") {
            let xml = decode_xml(input.bytes, input.charset).text;
            return give_sheets(self.name(), cells::sheets(&xml), input, sink);
        }
        let parts = read_parts(input.bytes, &|name| [CONTENT, MANIFEST].contains(&name))?;
        refuse_encrypted(&parts)?;
        report_damage(&parts, sink);
        let content = parts.find(|name| name == CONTENT).ok_or_else(|| {
            let detail = "an OpenDocument spreadsheet without its cells (`content.xml`)";
            ReadError::new(Reason::Damaged, detail)
        })?;
        let xml = decode_xml(content, None).text;
        give_sheets(self.name(), cells::sheets(&xml), input, sink)
    }
}
