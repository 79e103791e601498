//! Documents that are zip archives by what is in them: Word, OpenDocument, and those that are not
//! read.  To readers such a file is one document, not a container of XML files.
//!
//! Members are unpacked by the container's own code, so its limits hold before any parser.

use std::io::{Cursor, Read};
use std::ops::ControlFlow;

use memchr::memmem;

use super::container::zip::Zip;
use super::container::{Around, Budget, Container, Limits, Member, Part, Trouble, Window};
use super::{HEAD_BYTES, ReadError, Reason};

mod apple;

/// What an archive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Package {
    /// WordprocessingML (ECMA-376).
    Word,
    /// OpenDocument text.
    OpenText,
    /// SpreadsheetML (ECMA-376).
    Sheets,
    /// OpenDocument spreadsheet.
    OpenSheets,
    /// A document of another kind, with what is said of it.
    Unread(&'static str),
}

/// Largest member that is read, bytes.
const MAX_PART: u64 = 192 << 20;

/// A document has some dozen members, one with many pictures some thousand.
const LIMITS: Limits = Limits {
    ratio: 200,
    free: 16 << 20,
    total: 512 << 20,
    members: 20_000,
    depth: 1,
    member_bytes: MAX_PART,
};

/// Beginnings of the names that are first in documents.
const FIRST: &[&[u8]] = &[
    b"[Content_Types].xml",
    b"_rels/",
    b"docProps/",
    b"customXml/",
    b"word/",
    b"ppt/",
    b"xl/",
    b"mimetype",
    b"META-INF/",
    b"content.xml",
    b"meta.xml",
    b"settings.xml",
    b"styles.xml",
    b"Configurations2/",
    b"Thumbnails/",
    b"Pictures/",
    b"Index/",
    b"Index.zip",
    b"index.xml",
    b"index.apxl",
    b"Data/",
    b"Metadata/",
    b"QuickLook/",
    b"Contents/",
    b"preview",
    b"buildVersionHistory.plist",
];

/// Documents that are known by a member, and not read.
const UNREAD: &[(&str, &str)] = &[
    (
        "ppt/presentation.xml",
        "slides (PowerPoint), which are not read; save their text as .docx, .odt or text",
    ),
    (
        "xl/workbook.bin",
        "a spreadsheet in Excel's binary form (.xlsb), which is not read; save it as .xlsx",
    ),
];

/// The same by the type that OpenDocument writes into the archive.
const OPEN_DOCUMENT: &str = "application/vnd.oasis.opendocument.";
const UNREAD_OPEN: &[(&str, &str)] = &[
    (
        "presentation",
        "slides (OpenDocument), which are not read; save their text as .odt or text",
    ),
    ("graphics", "a drawing (OpenDocument), which is not read"),
];

/// Whether an archive with this beginning may be a document: `package_of` knows.
pub fn may_begin(head: &[u8]) -> bool {
    // The name of the first member stands behind its header of thirty bytes.
    head.starts_with(b"PK\x03\x04")
        && head
            .get(30..)
            .is_some_and(|name| FIRST.iter().any(|first| name.starts_with(first)))
}

/// What the bytes of an archive are; None: no document, or one whose members are pages (EPUB).
pub fn package_of(bytes: &[u8]) -> Option<Package> {
    if !may_begin(bytes) {
        return None;
    }
    let mut names: Vec<String> = Vec::new();
    let mut kind = String::new();
    let mut content = Vec::new();
    // What is damaged is reported when it is read.
    let _ = each_member(bytes, &mut |part| {
        match part {
            Part::Member(member) => {
                if member.name == "mimetype" {
                    let _ = member.content.take(200).read_to_string(&mut kind);
                } else if member.name == "content.xml" && content.is_empty() {
                    let _ = member
                        .content
                        .take(HEAD_BYTES as u64)
                        .read_to_end(&mut content);
                }
                names.push(member.name);
            }
            Part::Skipped(skip) => names.push(skip.member),
            Part::PassedOver { .. } => {}
        }
        ControlFlow::Continue(())
    });
    let has = |name: &str| names.iter().any(|known| known == name);
    if let Some(kind) = kind.trim().strip_prefix(OPEN_DOCUMENT) {
        let unread = UNREAD_OPEN
            .iter()
            .find(|(start, _)| kind.starts_with(start));
        return match unread {
            Some((_, what)) => Some(Package::Unread(what)),
            None if kind.starts_with("text") => Some(Package::OpenText),
            None => kind
                .starts_with("spreadsheet")
                .then_some(Package::OpenSheets),
        };
    }
    if apple::is_document(&has) {
        return Some(Package::Unread(apple::WHAT));
    }
    let has_types = has("[Content_Types].xml");
    // Folders of other archives may be called like those of Office.
    if let Some((_, what)) = UNREAD.iter().find(|(name, _)| has_types && has(name)) {
        return Some(Package::Unread(what));
    }
    if has_types && has("xl/workbook.xml") {
        return Some(Package::Sheets);
    }
    if has_types && names.iter().any(|name| is_word_document(name)) {
        return Some(Package::Word);
    }
    let is_open = kind.is_empty() && has("META-INF/manifest.xml") && is_open_content(&content);
    is_open.then_some(Package::OpenText)
}

/// Beginnings of the namespaces of OpenDocument and of the format before it.
const OPEN_NAMESPACES: &[&str] = &[
    "urn:oasis:names:tc:opendocument:",
    "http://openoffice.org/2000/",
];

/// Whether the beginning of a `content.xml` is that of OpenDocument: other archives call a member so.
fn is_open_content(head: &[u8]) -> bool {
    // The first tag alone may be longer than the head.
    let mut names = OPEN_NAMESPACES.iter();
    names.any(|name| memmem::find(head, name.as_bytes()).is_some())
}

/// `word/document.xml`; some programs number it.
pub fn is_word_document(name: &str) -> bool {
    name.strip_prefix("word/document").is_some_and(|rest| {
        rest.strip_suffix(".xml")
            .is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

/// The members of a document that a reader asked for.
#[derive(Debug, Default)]
pub struct Parts {
    /// In the order of the archive, each with its name.
    pub parts: Vec<(String, Vec<u8>)>,
    /// What was damaged, as short sentences.
    pub notes: Vec<String>,
}

impl Parts {
    /// The bytes of the first member whose name is wanted.
    pub fn find(&self, is_wanted: impl Fn(&str) -> bool) -> Option<&[u8]> {
        let found = self.parts.iter().find(|(name, _)| is_wanted(name));
        found.map(|(_, bytes)| bytes.as_slice())
    }
}

/// Unpacks the wanted members.
///
/// # Errors
///
/// `Bomb` and `TooLarge` where they unfold to too much, `Encrypted` where one is.
pub fn read_parts(bytes: &[u8], is_wanted: &dyn Fn(&str) -> bool) -> Result<Parts, ReadError> {
    let mut parts = Parts::default();
    let mut failed = None;
    each_member(bytes, &mut |part| {
        let result = match part {
            Part::Member(member) if is_wanted(&member.name) => read_part(member, &mut parts),
            Part::Skipped(skip) if skip.member.is_empty() || is_wanted(&skip.member) => {
                parts.notes.push(format!("damaged: {}", skip.detail));
                match skip.reason {
                    Reason::Encrypted => Err(Trouble::new(skip.reason, skip.detail)),
                    _ => Ok(()),
                }
            }
            _ => Ok(()),
        };
        match result {
            Ok(()) => ControlFlow::Continue(()),
            Err(trouble) => {
                failed = Some(trouble);
                ControlFlow::Break(())
            }
        }
    })?;
    match failed {
        Some(trouble) => Err(trouble.into()),
        None => Ok(parts),
    }
}

fn read_part(member: Member<'_>, parts: &mut Parts) -> Result<(), Trouble> {
    let mut bytes = Vec::new();
    let result = member.content.take(MAX_PART + 1).read_to_end(&mut bytes);
    if bytes.len() as u64 > MAX_PART {
        let detail = format!("`{}` of more than {MAX_PART} bytes", member.name);
        return Err(Trouble::new(Reason::TooLarge, detail));
    }
    if let Err(trouble) = result.map_err(Trouble::from) {
        if matches!(trouble.reason, Reason::Bomb | Reason::Io) {
            return Err(trouble);
        }
        let note = format!("damaged: `{}`: {}", member.name, trouble.detail);
        parts.notes.push(note);
    }
    parts.parts.push((member.name, bytes));
    Ok(())
}

fn each_member(
    bytes: &[u8],
    give: &mut dyn FnMut(Part<'_>) -> ControlFlow<()>,
) -> Result<(), ReadError> {
    let budget = Budget::new(LIMITS, bytes.len() as u64);
    let around = Around {
        name: "",
        budget: &budget,
    };
    let mut source = Cursor::new(bytes);
    Zip.open(&mut Window::new(&mut source), &around, give)
}

#[cfg(test)]
pub mod tests {
    //! Which document an archive is; archives for the tests of the readers.

    use std::io::Write;

    use super::*;

    /// An archive with these members.
    pub fn pack(members: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in members {
            let options = zip::write::SimpleFileOptions::default();
            archive.start_file(*name, options).expect("it is memory");
            archive.write_all(text.as_bytes()).expect("it is memory");
        }
        archive.finish().expect("it is memory").into_inner()
    }

    const OPEN_CONTENT: &str = "<?xml version='1.0'?><office:document-content \
        xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'>";
    const OLD_CONTENT: &str = "<!DOCTYPE office:document-content PUBLIC 'a' 'office.dtd'>\
        <office:document-content xmlns:office='http://openoffice.org/2000/office'>";

    #[test]
    fn documents_are_told_from_archives() {
        let types = ("[Content_Types].xml", "<Types/>");
        let open = |kind: &'static str| ("mimetype", kind);
        for (members, expected) in [
            (&[types, ("word/document.xml", "")][..], Some(Package::Word)),
            (
                &[("_rels/.rels", ""), ("word/document2.xml", ""), types],
                Some(Package::Word),
            ),
            (&[types, ("word/documentary.xml", "")], None),
            (&[("xl/workbook.xml", ""), ("xl/a.txt", "")], None),
            (&[("word/document.xml", ""), ("word/a.docx", "")], None),
            (&[("a.docx", ""), types, ("word/document.xml", "")], None),
            (
                &[open("application/vnd.oasis.opendocument.text")],
                Some(Package::OpenText),
            ),
            (
                &[open("application/vnd.oasis.opendocument.text-template")],
                Some(Package::OpenText),
            ),
            (&[types, ("xl/workbook.xml", "")], Some(Package::Sheets)),
            (
                &[open("application/vnd.oasis.opendocument.spreadsheet")],
                Some(Package::OpenSheets),
            ),
            (
                &[("content.xml", OPEN_CONTENT), ("META-INF/manifest.xml", "")],
                Some(Package::OpenText),
            ),
            (
                &[("META-INF/manifest.xml", ""), ("content.xml", OLD_CONTENT)],
                Some(Package::OpenText),
            ),
            (
                &[("content.xml", "<news/>"), ("META-INF/manifest.xml", "")],
                None,
            ),
            (&[("content.xml", ""), ("META-INF/manifest.xml", "")], None),
            (
                &[open("application/epub+zip"), ("META-INF/container.xml", "")],
                None,
            ),
        ] {
            assert_eq!(package_of(&pack(members)), expected, "{members:?}");
        }
        for members in [
            [types, ("xl/workbook.bin", "")],
            [types, ("ppt/presentation.xml", "")],
            [
                open("application/vnd.oasis.opendocument.presentation"),
                ("content.xml", ""),
            ],
            [("Index/Document.iwa", ""), ("preview.jpg", "")],
            [("Data/a.jpg", ""), ("Index/Document.iwa", "")],
            [("Index.zip", ""), ("Metadata/Properties.plist", "")],
            [("index.xml", ""), ("buildVersionHistory.plist", "")],
            [("Contents/PkgInfo", ""), ("index.apxl.gz", "")],
        ] {
            let package = package_of(&pack(&members));
            assert!(matches!(package, Some(Package::Unread(_))), "{members:?}");
        }
        // Articles in folders and files of such names.
        for members in [
            [("index.xml", "<news/>"), ("a.txt", "")],
            [("index.xml", "<rss/>"), ("Metadata/a.xml", "")],
            [("Data/a.txt", ""), ("Index/b.txt", "")],
        ] {
            assert_eq!(package_of(&pack(&members)), None, "{members:?}");
        }
    }

    #[test]
    fn members_are_whole_whatever_the_room_for_them() {
        for count in [1, 20, 5_000] {
            let text = "the clock of Port Elder ".repeat(count);
            let bytes = pack(&[("[Content_Types].xml", ""), ("word/document.xml", &text)]);
            let parts = read_parts(&bytes, &|name| name.starts_with("word")).expect("it is small");
            assert!(parts.notes.is_empty(), "{:?}", parts.notes);
            assert_eq!(parts.find(|_| true), Some(text.as_bytes()));
        }
    }

    #[test]
    fn members_that_unfold_to_too_much_are_not_read() {
        let bomb = "x".repeat(64 << 20);
        let bytes = pack(&[("[Content_Types].xml", ""), ("word/document.xml", &bomb)]);
        assert_eq!(package_of(&bytes), Some(Package::Word));
        let error = read_parts(&bytes, &|_| true).expect_err("it is a bomb");
        assert_eq!(error.reason, Reason::Bomb);
    }
}
