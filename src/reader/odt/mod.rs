//! OpenDocument texts (`.odt`, and `.fodt` in one file of XML), as LibreOffice writes them.
//!
//! Only the files with text are unpacked; nothing that a document refers to is fetched.

mod styles;
#[cfg(test)]
mod tests;
mod text;

use super::office::{Info, MAX_OFFICE_BYTES, OfficeText, Origin, give};
use super::package::{Package, Parts, read_parts};
use super::xml::{Tree, decode_xml, pieces};
use super::{Head, Input, ReadError, Reader, Reason, Sink, given};
use text::OpenText;

/// The reader of OpenDocument texts.
pub struct Odt;

/// Files of a document that are read.
const PARTS: &[&str] = &["content.xml", "styles.xml", "meta.xml", MANIFEST];
/// Says which files are encrypted.
pub const MANIFEST: &str = "META-INF/manifest.xml";

impl Reader for Odt {
    fn name(&self) -> &'static str {
        "odt"
    }

    fn doc(&self) -> &'static str {
        "OpenDocument texts (.odt, .fodt): articles, and downloads of newspaper databases"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["odt", "ott", "fodt"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        if head.package() == Some(Package::OpenText) || is_flat(head, "text") {
            100
        } else {
            0
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        given::check_size(input.bytes, MAX_OFFICE_BYTES)?;
        let is_flat = !input.bytes.starts_with(b"PK");
        let (office, encoding) = if is_flat {
            let decoded = decode_xml(input.bytes, input.charset);
            let mut office = OpenText::default();
            let is_whole = office.read(&decoded.text);
            let office = finish(office, is_whole, &decoded.text)?;
            (office, format!("fodt, {}", decoded.encoding))
        } else {
            (read_package(input.bytes)?, "odt".to_owned())
        };
        let origin = Origin {
            format: self.name(),
            path: input.path,
            encoding,
        };
        give(&office, &origin, sink)
    }
}

fn read_package(bytes: &[u8]) -> Result<OfficeText, ReadError> {
    let parts = read_parts(bytes, &|name| PARTS.contains(&name))?;
    let find = |wanted: &str| parts.find(|name| name == wanted);
    refuse_encrypted(&parts)?;
    let content = find("content.xml").ok_or_else(|| {
        let detail = "an OpenDocument text without its text (`content.xml`)";
        ReadError::new(Reason::Damaged, detail)
    })?;
    let mut office = OpenText::default();
    if let Some(styles) = find("styles.xml") {
        office.read(&decode_xml(styles, None).text);
    }
    let is_whole = office.read(&decode_xml(content, None).text);
    let meta = decode_xml(find("meta.xml").unwrap_or_default(), None).text;
    let mut office = finish(office, is_whole, &meta)?;
    office.notes.extend(parts.notes);
    Ok(office)
}

/// Refuses a document with a password.
pub fn refuse_encrypted(parts: &Parts) -> Result<(), ReadError> {
    let manifest = parts.find(|name| name == MANIFEST).unwrap_or_default();
    if memchr::memmem::find(manifest, b"encryption-data").is_some() {
        let detail = "the document is encrypted; save it without a password";
        return Err(ReadError::new(Reason::Encrypted, detail));
    }
    Ok(())
}

/// Whether this is a document in one file of XML, of a kind (`text`, `spreadsheet`).
pub fn is_flat(head: &Head<'_>, kind: &str) -> bool {
    head.root().is_some_and(|root| {
        root.full_name == "office:document"
            && root.attributes.contains(&format!("opendocument.{kind}"))
    })
}

/// What was read, with what the document says of itself.
fn finish(office: OpenText, is_whole: bool, meta: &str) -> Result<OfficeText, ReadError> {
    let language = office.languages.most();
    let mut office = office.composer.finish()?;
    office.info = read_info(meta);
    if !language.is_empty() {
        office.info.language = language;
    }
    if !is_whole {
        office.notes.push("the text is cut off".to_owned());
    }
    Ok(office)
}

/// Reads `office:meta`, in a file of its own or in a flat document.
fn read_info(xml: &str) -> Info {
    let meta = pieces(xml, &["office:meta"]).next();
    let tree = meta.and_then(|meta| Tree::parse(meta.text).ok());
    let said = |name: &str| -> String {
        let element = tree.as_ref().and_then(|tree| tree.all(name).next());
        element.map(|element| element.text()).unwrap_or_default()
    };
    // The creator in Dublin Core is whoever saved it last.
    let first = said("meta:initial-creator");
    Info {
        title: said("dc:title"),
        author: if first.is_empty() {
            said("dc:creator")
        } else {
            first
        },
        language: said("dc:language"),
        created: said("meta:creation-date"),
        modified: said("dc:date"),
    }
}
