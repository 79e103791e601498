//! One capture of one address: what was answered, and whether anybody would read it.

use std::ops::ControlFlow;

use super::block::{Block, End};
use super::http::{Answer, media_type, parse_answer};
use super::note_of;
use crate::reader::container::{Give, Member, Part, Trouble};
use crate::reader::package::{Package, package_of};
use crate::reader::{Reason, Skip};

/// A record that holds what was found at an address.
pub struct Capture {
    pub number: u64,
    pub offset: u64,
    pub address: String,
    /// ISO 8601.
    pub date: String,
    /// Content type of the record.
    pub mime: String,
    pub block: Block,
}

/// Gives the page of a capture to the readers, or says why not.
pub fn give_capture(capture: Capture, give: Give<'_>) -> ControlFlow<()> {
    let member = capture.number.to_string();
    let pass = |what: String, give: Give<'_>| {
        let member = member.clone();
        give(Part::PassedOver { member, what })
    };
    if !is_page_address(&capture.address) {
        let scheme = capture.address.split(':').next().unwrap_or("");
        let what = if capture.address.contains(':') && scheme.len() < 12 {
            format!("{} record", scheme.to_ascii_lowercase())
        } else {
            "file of the crawler".to_owned()
        };
        return pass(what, give);
    }
    let mut notes: Vec<String> = note_of(capture.block.end)
        .map(str::to_owned)
        .into_iter()
        .collect();
    if capture.block.is_falsified {
        notes.push("the digest of the record does not match".to_owned());
    }
    let is_http = capture
        .mime
        .to_ascii_lowercase()
        .starts_with("application/http")
        || capture.block.bytes.starts_with(b"HTTP/");
    let answer = if is_http {
        match parse_answer(&capture.block.bytes) {
            Some(answer) => answer,
            None => {
                let damage = Trouble::new(Reason::Damaged, "the answer has no HTTP header");
                return give(Part::Skipped(damage.skip(&member, capture.offset)));
            }
        }
    } else {
        Answer::plain(&capture.mime, &capture.block.bytes)
    };
    if !(200..300).contains(&answer.status) {
        return pass(format!("http {}", answer.status), give);
    }
    if !is_text(&answer.mime, answer.body) {
        let is_type = |c: char| c.is_ascii_alphanumeric() || "/+-._".contains(c);
        let what = match answer.mime.as_str() {
            "" => "no type",
            mime if mime.len() < 80 && mime.chars().all(is_type) => mime,
            _ => "unknown type",
        };
        return pass(what.to_owned(), give);
    }
    if capture.block.end == End::TooLarge {
        return give(Part::Skipped(Skip {
            member,
            offset: capture.offset,
            reason: Reason::TooLarge,
            detail: "a page of more than 64 MB".to_owned(),
        }));
    }
    let decoded = answer.decode();
    if let Some(trouble) = decoded.trouble {
        // What could be unpacked is read all the same, unless it is a bomb.
        let is_bomb = trouble.reason == Reason::Bomb;
        give(Part::Skipped(trouble.skip(&member, capture.offset)))?;
        if is_bomb {
            return ControlFlow::Continue(());
        }
    }
    notes.extend(decoded.notes);
    if decoded.bytes.is_empty() {
        return pass("empty answer".to_owned(), give);
    }
    let mut content = decoded.bytes.as_slice();
    give(Part::Member(Member {
        hint: file_name(&capture.address),
        charset: answer.charset.clone(),
        url: Some(capture.address),
        seen: Some(capture.date).filter(|date| !date.is_empty()),
        notes,
        ..Member::new(member, capture.offset, &mut content)
    }))
}

/// Whether an article could be at this address: not the crawler's own notes, not what sites say to
/// crawlers.
fn is_page_address(address: &str) -> bool {
    let Some((scheme, rest)) = address.split_once("://") else {
        return false;
    };
    let is_known = ["http", "https", "ftp", "file"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    let path = rest.split(['?', '#']).next().unwrap_or(rest);
    is_known && !path.ends_with("/robots.txt") && !path.ends_with("/ads.txt")
}

/// Last part of the address's path, for its extension.
fn file_name(address: &str) -> String {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let path = rest.split(['?', '#']).next().unwrap_or(rest);
    match path.split_once('/') {
        Some((_, path)) => path.rsplit('/').next().unwrap_or("").to_owned(),
        None => String::new(),
    }
}

/// Types of documents of word processors and workbooks, templates and those with macros among them.
const DOCUMENTS: &[&str] = &[
    "application/vnd.openxmlformats-officedocument.wordprocessingml.",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.",
    "application/vnd.ms-word.",
    "application/vnd.ms-excel.sheet.macroenabled",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
];

/// Whether content is a document or a workbook that is read, whatever it is called.
fn is_document(body: &[u8]) -> bool {
    let is_package = || match package_of(body) {
        Some(Package::Word | Package::OpenText | Package::Sheets | Package::OpenSheets) => true,
        Some(Package::Unread(_)) | None => false,
    };
    let start = body.trim_ascii_start();
    // A PDF is read or, where the program reads none, reported with what to do.
    [&b"{\\rtf"[..], b"%PDF-"]
        .iter()
        .any(|mark| start.starts_with(mark))
        || is_package()
}

/// Whether the readers might find an article in content of this type.
fn is_text(mime: &str, body: &[u8]) -> bool {
    match mime {
        "text/html"
        | "application/xhtml+xml"
        | "text/plain"
        | "text/xml"
        | "application/xml"
        | "application/json"
        | "text/markdown"
        | "text/x-markdown"
        | "application/ld+json"
        | "message/rfc822"
        | "multipart/related"
        | "application/x-ndjson"
        | "text/json"
        | "application/pdf"
        | "application/x-pdf"
        | "text/rtf"
        | "application/rtf"
        | "application/rss" => true,
        "image/svg+xml" => false,
        // Servers that do not know say so, or nothing; pages are known by their first tag.
        "" | "application/octet-stream" | "unknown/unknown" | "unk" | "content/unknown" => {
            let start = body[..body.len().min(512)].trim_ascii_start();
            start.starts_with(b"<") && !start.starts_with(b"<svg") || is_document(body)
        }
        // Old files of Office are not read; what is called so may be another document.
        "application/msword" | "application/vnd.ms-excel" | "application/zip" => is_document(body),
        other if DOCUMENTS.iter().any(|start| other.starts_with(start)) => true,
        other => other.ends_with("+xml") || other.ends_with("+json"),
    }
}

impl<'a> Answer<'a> {
    /// Content that no server wrapped.
    fn plain(mime: &str, body: &'a [u8]) -> Self {
        let (mime, charset) = media_type(mime);
        Self {
            status: 200,
            mime,
            charset,
            chunked: false,
            codings: Vec::new(),
            body,
        }
    }
}
