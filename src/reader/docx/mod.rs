//! Word documents of today (`.docx`, WordprocessingML): drafts, press releases, transcripts, and
//! what newspaper databases deliver.
//!
//! Only the parts with text are unpacked; nothing that a document refers to is fetched.  Templates
//! and documents with macros are the same to it; no macro is looked at.

mod styles;
#[cfg(test)]
mod tests;
mod text;

use super::office::{Info, MAX_OFFICE_BYTES, OfficeText, Origin, give};
use super::package::{Package, Parts, is_word_document, read_parts};
use super::xml::{Tree, decode_xml};
use super::{Head, Input, ReadError, Reader, Reason, Sink, given};
use styles::Styles;
use text::WordText;

/// The reader of Word documents.
pub struct Docx;

/// Beginnings of the names of parts that are read; the first is that of the text.
const PARTS: &[&str] = &[
    "word/document",
    "word/styles.xml",
    "word/footnotes",
    "word/endnotes",
    "word/header",
    "word/footer",
    "docProps/core.xml",
];

impl Reader for Docx {
    fn name(&self) -> &'static str {
        "docx"
    }

    fn doc(&self) -> &'static str {
        "Word documents (.docx): articles, and downloads of newspaper databases"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["docx", "docm", "dotx", "dotm"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        if head.package() == Some(Package::Word) {
            100
        } else {
            0
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        given::check_size(input.bytes, MAX_OFFICE_BYTES)?;
        let is_wanted = |name: &str| PARTS.iter().any(|start| name.starts_with(start));
        let parts = read_parts(input.bytes, &is_wanted)?;
        let office = read_text(&parts)?;
        let origin = Origin {
            format: self.name(),
            path: input.path,
            encoding: "docx".to_owned(),
        };
        give(&office, &origin, sink)
    }
}

/// Puts the parts of a document together.
fn read_text(parts: &Parts) -> Result<OfficeText, ReadError> {
    let document = parts.find(is_word_document).ok_or_else(|| {
        let detail = "a Word document without its text (`word/document.xml`)";
        ReadError::new(Reason::Damaged, detail)
    })?;
    let styles = parts.find(|name| name == "word/styles.xml");
    let styles = styles.map(|part| Styles::read(&decode_xml(part, None).text));
    let styles = styles.unwrap_or_default();
    let mut word = WordText::new(&styles);
    let is_whole = word.read(&decode_xml(document, None).text);
    for start in [
        "word/footnotes",
        "word/endnotes",
        "word/header",
        "word/footer",
    ] {
        for (name, part) in &parts.parts {
            if name.starts_with(start) {
                word.read(&decode_xml(part, None).text);
            }
        }
    }
    let language = word.languages.most();
    let mut office = word.composer.finish()?;
    office.notes.extend(parts.notes.iter().cloned());
    if !is_whole {
        office.notes.push("the text is cut off".to_owned());
    }
    if word.has_chunks {
        let note = "a file within the document is not read";
        office.notes.push(note.to_owned());
    }
    if let Some(core) = parts.find(|name| name == "docProps/core.xml") {
        office.info = read_info(&decode_xml(core, None).text);
    }
    if !language.is_empty() {
        office.info.language = language;
    }
    Ok(office)
}

/// What the document says of itself (`docProps/core.xml`, Dublin Core).
fn read_info(xml: &str) -> Info {
    let tree = Tree::parse(xml);
    let said = |name: &str| -> String {
        let tree = tree.as_ref().ok();
        let element = tree.and_then(|tree| tree.all(name).next());
        element.map(|element| element.text()).unwrap_or_default()
    };
    Info {
        title: said("title"),
        author: said("creator"),
        language: said("language"),
        created: said("created"),
        modified: said("modified"),
    }
}
