//! HAR 1.2: what a browser loaded, as its developer tools save it, in one JSON object.
//!
//! Each entry is a request with its answer; pages are captures as those of a web archive are.  The
//! entries are read one after the other, so a file that is cut off loses what is behind the cut.
//! Bodies that the browser did not keep are counted and are nowhere.

use std::ops::ControlFlow;

use serde_json::{Deserializer, Value};

use super::block::Block;
use super::capture::{Capture, give_capture};
use crate::reader::container::window::Window;
use crate::reader::container::{Around, Container, Give, Part, Trouble};
use crate::reader::newsml_content::decode_base64;
use crate::reader::{ReadError, Reason};

/// The container `.har`.
pub struct Har;

/// Largest file that is read: an hour of a browser with its pictures has some 50 MB.
const LARGEST: usize = 256 << 20;

impl Container for Har {
    fn name(&self) -> &'static str {
        "har"
    }

    fn doc(&self) -> &'static str {
        "what a browser loaded (HAR of its developer tools): pages with address and time"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["har"]
    }

    fn is_it(&self, head: &[u8]) -> bool {
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        let mut rest = head;
        for token in ["{", "\"log\"", ":", "{"] {
            match rest.trim_ascii_start().strip_prefix(token.as_bytes()) {
                Some(behind) => rest = behind,
                None => return false,
            }
        }
        let has = |name: &str| memchr::memmem::find(rest, name.as_bytes()).is_some();
        has("\"creator\"") && has("\"version\"") || has("\"startedDateTime\"")
    }

    fn open(
        &self,
        file: &mut Window<'_>,
        around: &Around<'_>,
        give: Give<'_>,
    ) -> Result<(), ReadError> {
        let bytes = file.look(LARGEST + 1)?;
        if bytes.len() > LARGEST {
            let detail = format!("a HAR file of more than {} MB", LARGEST >> 20);
            return Err(ReadError::new(Reason::TooLarge, detail));
        }
        let Some(mut at) = first_entry(bytes) else {
            return Err(ReadError::new(
                Reason::Damaged,
                "a HAR file without entries",
            ));
        };
        let mut number = 0;
        loop {
            let here = &bytes[at..];
            let start = at + here.len() - here.trim_ascii_start().len();
            match bytes.get(start) {
                Some(b']') => return Ok(()),
                Some(b',') => {
                    at = start + 1;
                    continue;
                }
                _ => {}
            }
            let mut values = Deserializer::from_slice(&bytes[start..]).into_iter::<Value>();
            let entry = match values.next() {
                Some(Ok(entry)) => entry,
                Some(Err(_)) | None => {
                    let cut = Trouble::new(Reason::Truncated, "the list of entries is cut off");
                    let _ = give(Part::Skipped(cut.skip("", start as u64)));
                    return Ok(());
                }
            };
            at = start + values.byte_offset();
            number += 1;
            around.budget.member()?;
            if give_entry(&entry, number, start as u64, give).is_break() {
                return Ok(());
            }
        }
    }
}

/// Where the list of entries begins.
fn first_entry(bytes: &[u8]) -> Option<usize> {
    memchr::memmem::find_iter(bytes, b"\"entries\"").find_map(|at| {
        let rest = bytes[at + b"\"entries\"".len()..].trim_ascii_start();
        let rest = rest.strip_prefix(b":")?.trim_ascii_start();
        let rest = rest.strip_prefix(b"[")?;
        Some(bytes.len() - rest.len())
    })
}

/// Gives the answer of an entry as a capture.
fn give_entry(entry: &Value, number: u64, offset: u64, give: Give<'_>) -> ControlFlow<()> {
    let text = |place: &str| entry.pointer(place).and_then(Value::as_str);
    let mut pass = |what: String| {
        give(Part::PassedOver {
            member: number.to_string(),
            what,
        })
    };
    let status = entry.pointer("/response/status").and_then(Value::as_u64);
    if !matches!(status, Some(200..300)) {
        return pass(format!("http {}", status.unwrap_or(0)));
    }
    let mime = text("/response/content/mimeType").unwrap_or_default();
    let Some(body) = text("/response/content/text").filter(|body| !body.is_empty()) else {
        return pass("answer without its content".to_owned());
    };
    let is_base64 = text("/response/content/encoding") == Some("base64");
    // Without an encoding the browser has decoded the text: what the server said of it is over.
    let (bytes, mime) = if is_base64 {
        (decode_base64(body), mime.to_owned())
    } else {
        let kind = mime.split(';').next().unwrap_or_default().trim();
        let bytes = body.as_bytes().to_vec();
        (Some(bytes), format!("{kind}; charset=utf-8"))
    };
    let Some(bytes) = bytes else {
        let damage = Trouble::new(Reason::Damaged, "the content is damaged base64");
        return give(Part::Skipped(damage.skip(&number.to_string(), offset)));
    };
    let capture = Capture {
        number,
        offset,
        address: text("/request/url").unwrap_or_default().to_owned(),
        date: text("/startedDateTime").unwrap_or_default().to_owned(),
        mime,
        block: Block {
            bytes,
            ..Block::default()
        },
    };
    give_capture(capture, give)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logs_of_browsers_are_told_from_other_objects() {
        for (head, expected) in [
            (
                &b"\xef\xbb\xbf{ \"log\": {\"version\": \"1.2\", \"creator\": {}"[..],
                true,
            ),
            (
                b"{\"log\":{\"entries\":[{\"startedDateTime\":\"2026\"",
                true,
            ),
            (
                b"{\"log\": {\"version\": \"1.2\", \"articles\": []}}",
                false,
            ),
            (b"{\"title\": \"log\", \"creator\": \"version\"}", false),
            (b"", false),
        ] {
            assert_eq!(Har.is_it(head), expected);
        }
        let list = |text: &str| first_entry(text.as_bytes()).map(|at| text[at..].to_owned());
        assert_eq!(
            list("{\"title\":\"entries\",\"entries\" : [1]}").as_deref(),
            Some("1]}")
        );
        assert_eq!(list("{\"entries\":{}}"), None);
    }
}
