//! Pages as Safari saves them whole (`.webarchive`): a binary property list of Apple, with the page, its
//! address and its charset, and every picture and script of it.
//!
//! Only the page itself is read, as any page is.  The list is a table of offsets; each is looked up by
//! itself, within bounds, so that nothing runs in circles.  Other property lists are not read.

use super::html::Html;
use super::{Head, Input, ReadError, Reader, Reason, Sink};

mod plist;

use plist::{Object, Plist};

/// The reader of pages that Safari saved.
pub struct WebArchive;

/// What holds the page.
const MAIN: &[u8] = b"WebMainResource";

impl Reader for WebArchive {
    fn name(&self) -> &'static str {
        "webarchive"
    }

    fn doc(&self) -> &'static str {
        "pages saved whole by Safari (.webarchive)"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["webarchive"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        let is_list = head.bytes.starts_with(plist::MAGIC);
        // Names stand at the beginning, before the page.
        if is_list && memchr::memmem::find(head.bytes, MAIN).is_some() {
            100
        } else {
            0
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        let damaged = || ReadError::new(Reason::Damaged, "a property list that cannot be read");
        let list = Plist::of(input.bytes).ok_or_else(damaged)?;
        let top = list.top().ok_or_else(damaged)?;
        let page = list.member(&top, "WebMainResource").ok_or_else(damaged)?;
        let text = |name: &str| match list.member(&page, name) {
            Some(Object::Text(text)) => Some(text),
            _ => None,
        };
        let Some(Object::Data(bytes)) = list.member(&page, "WebResourceData") else {
            return Err(damaged());
        };
        let kind = text("WebResourceMIMEType").unwrap_or_default();
        if !kind.is_empty() && !kind.contains("html") {
            let kind: String = kind.chars().take(60).collect();
            let detail = format!("what was saved is no page but `{kind}`");
            return Err(ReadError::new(Reason::Unsupported, detail));
        }
        let (url, charset) = (text("WebResourceURL"), text("WebResourceTextEncodingName"));
        let inner = Input {
            bytes,
            url: url.as_deref().or(input.url),
            charset: charset.as_deref(),
            ..*input
        };
        Html.read(&inner, sink)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Item, read};
    use super::*;

    /// A list of these strings, data and dictionaries of pairs of them; the first is the top.
    fn list(objects: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = plist::MAGIC.to_vec();
        let mut offsets = Vec::new();
        for object in objects {
            offsets.extend(u32::try_from(bytes.len()).unwrap().to_be_bytes());
            bytes.extend(object);
        }
        let table = bytes.len() as u64;
        bytes.extend(offsets);
        bytes.extend([0, 0, 0, 0, 0, 0, 4, 1]);
        for number in [objects.len() as u64, 0, table] {
            bytes.extend(number.to_be_bytes());
        }
        bytes
    }

    fn sized(kind: u8, bytes: &[u8]) -> Vec<u8> {
        let length = u16::try_from(bytes.len()).unwrap().to_be_bytes();
        [&[kind << 4 | 15, 0x11], &length[..], bytes].concat()
    }

    fn saved(page: &[u8]) -> Vec<u8> {
        list(&[
            vec![0xd1, 1, 2],
            sized(5, b"WebMainResource"),
            vec![0xd3, 3, 4, 5, 6, 7, 8],
            sized(5, b"WebResourceData"),
            sized(5, b"WebResourceURL"),
            sized(5, b"WebResourceTextEncodingName"),
            sized(4, page),
            sized(5, b"https://x.example/2026/03/03/ferry"),
            sized(5, b"UTF-8"),
        ])
    }

    #[test]
    fn the_page_is_read_with_its_address() {
        let page = "<html><head><title>A ferry is late</title></head><body><h1>A ferry is late</h1>\
            <p>The ferry to Skerry was late again on Tuesday, the harbour master said, and nobody knew why.</p>\
            <p>It was the third time in a week, and the island's church has asked for a new one by spring.</p></body></html>";
        let mut articles = Vec::new();
        let bytes = saved(page.as_bytes());
        let (reader, result) = read(&Input::new("a.webarchive", &bytes), None, &mut |item| {
            if let Item::Article(read) = item {
                articles.push(read.article);
            }
        });
        assert_eq!((reader.name(), result), ("webarchive", Ok(())));
        assert_eq!(articles[0].headline, "A ferry is late");
        assert_eq!(
            articles[0].url.as_deref(),
            Some("https://x.example/2026/03/03/ferry")
        );
        assert_eq!(articles[0].blocks.len(), 2);
    }

    #[test]
    fn lists_that_are_damaged_are_reported() {
        let whole = saved(b"<p>The ferry is late.</p>");
        for end in [40, 60, whole.len() - 33, whole.len() - 1] {
            let (_, result) = read(
                &Input::new("a.webarchive", &whole[..end]),
                None,
                &mut |_| {},
            );
            assert!(result.is_err(), "{end}");
        }
        // A dictionary that is its own member.
        let circle = list(&[vec![0xd1, 1, 0], sized(5, b"WebMainResource")]);
        let (_, result) = read(&Input::new("a.webarchive", &circle), None, &mut |_| {});
        assert_eq!(result.unwrap_err().reason, Reason::Damaged);
    }
}
