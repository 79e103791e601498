//! From the bytes of a PDF to its pages; runs in a process of its own, whose limits are set by
//! whoever starts it.
//!
//! Nothing here is quick to give up: a page that cannot be read costs itself, and is named.

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, decode_text_string};

use super::content::{content_of, paint};
use super::font::as_number;
use super::layout::{Column, columns_of};
use super::matrix::Matrix;
use super::write::write_pages;
use super::{Answer, Pages};
use crate::reader::{MAX_ARTICLE_BYTES, Reason};

/// A bound year of a weekly has some thousand.
const MAX_PAGES: usize = 10_000;
/// Streams that the file itself is made of, unfolded, bytes each.
const MAX_STREAM: usize = 128 << 20;

/// Takes a PDF apart and says it as JSON.
pub fn answer(bytes: &[u8]) -> Vec<u8> {
    let answer = match extract(bytes) {
        Ok(pages) => Answer::Pages(pages),
        Err((reason, detail)) => Answer::Error { reason, detail },
    };
    serde_json::to_vec(&answer).unwrap_or_default()
}

/// Takes a PDF apart.
///
/// # Errors
///
/// `Encrypted` when it asks for a password, `Damaged` when it is no PDF, `Bomb` when it unfolds to
/// too much.
pub fn extract(bytes: &[u8]) -> Result<Pages, (Reason, String)> {
    let options = LoadOptions {
        max_decompressed_size: Some(MAX_STREAM),
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| {
        let reason = match &error {
            lopdf::Error::Decompress(_) => Reason::Bomb,
            lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword => Reason::Encrypted,
            _ => Reason::Damaged,
        };
        (reason, format!("PDF: {error}"))
    })?;
    // A file that is opened without a password is encrypted no more.
    let is_locked =
        document.trailer.get(b"Encrypt").is_ok() && document.page_iter().next().is_none();
    if document.is_encrypted() || is_locked {
        let detail = "the PDF asks for a password".to_owned();
        return Err((Reason::Encrypted, detail));
    }
    let mut found = Pages::default();
    about(&document, &mut found);
    let mut pages: Vec<Vec<Column>> = Vec::new();
    let (mut unread, mut unknown, mut total) = (0_usize, 0_usize, 0_usize);
    let mut is_cut = false;
    for (number, page) in document.page_iter().enumerate() {
        if number >= MAX_PAGES || total > MAX_ARTICLE_BYTES {
            found
                .notes
                .push(format!("only the first {number} pages were read"));
            break;
        }
        let Some(content) = content_of(&document, page) else {
            unread += 1;
            pages.push(Vec::new());
            continue;
        };
        let mut painted = paint(&document, &content, &resources_of(&document, page));
        unknown += painted.unknown;
        is_cut |= painted.is_cut;
        unread += usize::from(painted.is_broken);
        let quarters = inherited(&document, page, b"Rotate").and_then(as_number);
        let turned = Matrix::turned((quarters.unwrap_or(0.0) / 90.0) as i64);
        if turned != Matrix::IDENTITY {
            for glyph in &mut painted.glyphs {
                glyph.turn(turned);
            }
        }
        total += painted
            .glyphs
            .iter()
            .map(|glyph| glyph.text.len())
            .sum::<usize>();
        pages.push(columns_of(painted.glyphs));
    }
    found.pages = write_pages(&pages);
    if unread > 0 {
        found
            .notes
            .push(format!("{unread} pages could not be read to their end"));
    }
    if unknown > 0 {
        found.notes.push(format!(
            "{unknown} characters of fonts that do not say what they mean"
        ));
    }
    if is_cut {
        found
            .notes
            .push("a page holds more than is read of one".to_owned());
    }
    if found.pages.is_empty() {
        return Err((Reason::Damaged, "PDF: it has no pages".to_owned()));
    }
    Ok(found)
}

/// What the file says of itself.
fn about(document: &Document, found: &mut Pages) {
    let text = |dictionary: &Dictionary, name: &[u8]| {
        let value = dictionary.get_deref(name, document).ok();
        let text = value.and_then(|value| decode_text_string(value).ok());
        // A title of a page or two is an attack.
        text.unwrap_or_default()
            .chars()
            .take(1000)
            .collect::<String>()
    };
    let info = document.trailer.get_deref(b"Info", document);
    if let Ok(info) = info.and_then(Object::as_dict) {
        found.title = text(info, b"Title");
        found.author = text(info, b"Author");
        found.created = iso_date(&text(info, b"CreationDate")).unwrap_or_default();
    }
    if let Ok(catalog) = document.catalog() {
        found.language = text(catalog, b"Lang");
    }
}

/// "D:20260105093000+01'00'" => "2026-01-05T09:30:00+01:00".
fn iso_date(date: &str) -> Option<String> {
    let date = date.trim().strip_prefix("D:").unwrap_or(date.trim());
    let digits: String = date.chars().take_while(char::is_ascii_digit).collect();
    let part = |from: usize, to: usize| digits.get(from..to);
    let mut iso = format!("{}-{}-{}", part(0, 4)?, part(4, 6)?, part(6, 8)?);
    if let (Some(hour), Some(minute)) = (part(8, 10), part(10, 12)) {
        let second = part(12, 14).unwrap_or("00");
        iso.push_str(&format!("T{hour}:{minute}:{second}"));
        let zone = &date[digits.len()..];
        let of_zone: String = zone.chars().filter(char::is_ascii_digit).collect();
        match (zone.chars().next(), of_zone.get(..2)) {
            (Some('Z'), _) => iso.push('Z'),
            (Some(sign @ ('+' | '-')), Some(hours)) => {
                let minutes = of_zone.get(2..4).unwrap_or("00");
                iso.push_str(&format!("{sign}{hours}:{minutes}"));
            }
            _ => {}
        }
    }
    Some(iso)
}

/// Levels of the tree of pages that are looked up.
const MAX_LEVELS: usize = 64;

/// The pages above a page, it first.
fn levels(document: &Document, page: ObjectId) -> impl Iterator<Item = &Dictionary> {
    let above = |level: &&Dictionary| {
        let parent = level.get(b"Parent").and_then(Object::as_reference).ok()?;
        document.get_dictionary(parent).ok()
    };
    std::iter::successors(document.get_dictionary(page).ok(), above).take(MAX_LEVELS)
}

/// What a page has or inherits.
fn inherited<'d>(document: &'d Document, page: ObjectId, name: &[u8]) -> Option<&'d Object> {
    levels(document, page).find_map(|level| level.get_deref(name, document).ok())
}

fn resources_of(document: &Document, page: ObjectId) -> Vec<&Dictionary> {
    let found = inherited(document, page, b"Resources");
    found
        .and_then(|found| found.as_dict().ok())
        .into_iter()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_files() {
        let check = |date: &str, expected: Option<&str>| {
            assert_eq!(iso_date(date).as_deref(), expected, "{date}");
        };
        check("D:20260105093000+01'00'", Some("2026-01-05T09:30:00+01:00"));
        check("D:20260105093000Z", Some("2026-01-05T09:30:00Z"));
        check("D:20260105", Some("2026-01-05"));
        check("20260105093000", Some("2026-01-05T09:30:00"));
        check("Monday", None);
        check("D:2026", None);
    }
}
