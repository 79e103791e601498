//! Formats of documents that are known and not read, so that the report says more than "binary".

use memchr::memmem;

use super::package::{Package, package_of};
use super::{ReadError, Reason};

mod magic;

use magic::told_by_bytes;

/// First bytes, and what begins with them.
#[cfg(not(feature = "pdf"))]
const UNREAD: &[(&[u8], &str)] = &[(
    b"%PDF-",
    "a PDF, and this build reads no PDF; one with the feature `pdf` does (cargo build --features pdf)",
)];
#[cfg(feature = "pdf")]
const UNREAD: &[(&[u8], &str)] = &[];

/// Compound files ([MS-CFB]), which programs of Office wrote until 2007.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Streams of compound files, and what a file with each is.
const STREAMS: &[(&str, Reason, &str)] = &[
    (
        "EncryptedPackage",
        Reason::Encrypted,
        "a document of Office with a password; save it without one",
    ),
    (
        "WordDocument",
        Reason::Unsupported,
        "an old Word file (.doc), which is not read; save it as .docx, .odt, RTF or text \
         (`soffice --convert-to docx FILE` does many)",
    ),
    (
        "Workbook",
        Reason::Unsupported,
        "an old spreadsheet (.xls), which is not read; save it as .xlsx or CSV",
    ),
    (
        "PowerPoint Document",
        Reason::Unsupported,
        "old slides (.ppt), which are not read; save their text as .docx or text",
    ),
    (
        "__substg1.0_",
        Reason::Unsupported,
        "a message of Outlook (.msg), which is not read; save it as .eml",
    ),
];

/// Roots of XML vocabularies, and what a document of each is.
const UNREAD_XML: &[(&str, Reason, &str)] = &[
    (
        "urlset",
        Reason::NotAnArticle,
        "a sitemap: addresses of pages",
    ),
    ("sitemapindex", Reason::NotAnArticle, "a list of sitemaps"),
    (
        "opml",
        Reason::NotAnArticle,
        "a list of feeds or an outline (OPML)",
    ),
    (
        "LCTL_TEXT",
        Reason::Unsupported,
        "a text cut into tokens (LTF), which is not read",
    ),
    ("svg", Reason::NotAnArticle, "a drawing (SVG)"),
    (
        "plist",
        Reason::Unsupported,
        "a property list of Apple (a link, or a page of Safari in XML), which is not read",
    ),
];

/// First bytes of what holds no article.
const NO_ARTICLES: &[(&[u8], &str)] = &[
    (b"BEGIN:VCALENDAR", "a calendar (iCalendar)"),
    (b"BEGIN:VCARD", "an address book (vCard)"),
    (b"<!DOCTYPE NETSCAPE", "bookmarks of a browser"),
    (b"[InternetShortcut]", "a link to a page (.url)"),
    (
        b"Scenarist_SCC V1.0",
        "captions in signals of television (SCC); save them as SubRip or TTML",
    ),
    (
        b"%!PS-Adobe",
        "a page in PostScript; save it as PDF or text",
    ),
];

/// White space may stand before the mark.
const BEFORE: usize = 16;

/// Says what a file is that no reader reads.
pub fn refuse_unread(bytes: &[u8]) -> Result<(), ReadError> {
    let head = &bytes[..bytes.len().min(BEFORE + 8)];
    let start = head.iter().position(|b| !b.is_ascii_whitespace());
    let head = &head[start.unwrap_or(0)..];
    if let Some((_, what)) = UNREAD.iter().find(|(mark, _)| head.starts_with(mark)) {
        return Err(ReadError::new(Reason::Unsupported, *what));
    }
    if let Some((_, what)) = NO_ARTICLES.iter().find(|(mark, _)| head.starts_with(mark)) {
        return Err(ReadError::new(Reason::NotAnArticle, *what));
    }
    if bytes.starts_with(COMPOUND) {
        return Err(refuse_compound(bytes));
    }
    if let Some((reason, what)) = told_by_bytes(bytes) {
        return Err(ReadError::new(reason, what));
    }
    match package_of(bytes) {
        Some(Package::Unread(what)) => Err(ReadError::new(Reason::Unsupported, what)),
        _ => Ok(()),
    }
}

/// Tells compound files by the names of their streams, which stand in UTF-16 somewhere in them.
fn refuse_compound(bytes: &[u8]) -> ReadError {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &wide).is_some()
    };
    match STREAMS.iter().find(|(name, ..)| has(name)) {
        Some((_, reason, what)) => ReadError::new(*reason, *what),
        None => ReadError::new(
            Reason::Unsupported,
            "an old Word or Office file, which is not read; save it as .docx or text",
        ),
    }
}

/// Whether the root of an XML document is one of those that are known and not read.
pub fn is_unread_xml(root: &str) -> bool {
    UNREAD_XML.iter().any(|(name, ..)| *name == root)
}

/// Says what an XML document is that no reader reads, by the name of its root.
pub fn unread_xml(root: &str) -> ReadError {
    match UNREAD_XML.iter().find(|(name, ..)| *name == root) {
        Some((_, reason, what)) => ReadError::new(*reason, *what),
        None => {
            let shown: String = root.chars().take(60).collect();
            let detail = format!(
                "XML with the root `{shown}`, in which no element has a headline and a text by name; \
                 --input-format html reads its text all the same"
            );
            ReadError::new(Reason::Unsupported, detail)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Input, read};
    use super::*;

    #[test]
    fn documents_that_are_not_read_are_named() {
        let pdf = if cfg!(feature = "pdf") {
            "process of its own"
        } else {
            "--features pdf"
        };
        for (bytes, word) in [
            (&b"%PDF-1.7\n1 0 obj << >> endobj"[..], pdf),
            (b"\n%PDF-1.4\n", pdf),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", "Word"),
        ] {
            let (_, result) = read(&Input::new("a.txt", bytes), None, &mut |_| {});
            let error = result.unwrap_err();
            assert_eq!(error.reason, Reason::Unsupported, "{word}");
            assert!(error.detail.contains(word), "{}", error.detail);
        }
        assert!(refuse_unread(b"About %PDF- files").is_ok());
    }

    #[test]
    fn compound_files_are_named_by_their_streams() {
        for (stream, reason, word) in [
            ("WordDocument", Reason::Unsupported, ".doc"),
            ("EncryptedPackage", Reason::Encrypted, "password"),
            ("Workbook", Reason::Unsupported, ".xls"),
        ] {
            let mut bytes = COMPOUND.to_vec();
            bytes.resize(600, 0);
            bytes.extend(stream.encode_utf16().flat_map(u16::to_le_bytes));
            let (_, result) = read(&Input::new("a.doc", &bytes), None, &mut |_| {});
            let error = result.unwrap_err();
            assert_eq!(error.reason, reason, "{stream}");
            assert!(error.detail.contains(word), "{}", error.detail);
        }
    }

    #[test]
    fn xml_that_is_not_read_is_named() {
        for (text, reason, word) in [
            (
                "<?xml version='1.0'?><urlset xmlns='x'><url><loc>https://x.example/a</loc>\
                 <n:news><n:title>Clock</n:title></n:news></url></urlset>",
                Reason::NotAnArticle,
                "sitemap",
            ),
            (
                "<?xml version='1.0'?><article article-type='news'><front><title>Clock</title>\
                 </front><body><p>It is right.</p></body></article>",
                Reason::Unsupported,
                "`article`",
            ),
            (
                "<?xml version='1.0'?><RECORD><Obj><Title>Clock</Title></Obj>\
                 <TextInfo><Text>It is right.</Text></TextInfo></RECORD>",
                Reason::Unsupported,
                "`RECORD`",
            ),
        ] {
            let (reader, result) = read(&Input::new("a.xml", text.as_bytes()), None, &mut |_| {});
            let error = result.unwrap_err();
            assert_eq!(
                (reader.name(), error.reason),
                ("xml_records", reason),
                "{text}"
            );
            assert!(error.detail.contains(word), "{}", error.detail);
        }
    }
}
