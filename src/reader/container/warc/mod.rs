//! WARC 1.0 and 1.1: records of a crawl, one after the other, each with its capture time.
//!
//! Pages are given to the readers with address, charset and capture time; requests, pictures and
//! the like are passed over and counted; a revisit is a note that names its original.  A record
//! that lies about its length is cut where the next one begins.

mod arc;
mod block;
mod capture;
mod digest;
mod har;
mod http;

use std::ops::ControlFlow;

use super::window::Window;
use super::{Around, Container, Give, Part, Trouble};
use crate::reader::{ReadError, Reason, Skip};
pub use arc::Arc;
use block::{Block, End, read_block};
use capture::{Capture, give_capture};
pub use har::Har;

/// The container `.warc`.
pub struct Warc;

/// Longest line of a header and most bytes of all of them.
const LONGEST_LINE: usize = 64 << 10;
const LONGEST_HEADERS: usize = 1 << 20;
/// Bytes that show that a record begins.
const AHEAD: usize = 8;

impl Container for Warc {
    fn name(&self) -> &'static str {
        "warc"
    }

    fn doc(&self) -> &'static str {
        "web archives, WARC 1.0 and 1.1: pages with address and capture time"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["warc"]
    }

    fn is_it(&self, head: &[u8]) -> bool {
        is_start(head.trim_ascii_start())
    }

    fn open(
        &self,
        file: &mut Window<'_>,
        around: &Around<'_>,
        give: Give<'_>,
    ) -> Result<(), ReadError> {
        let mut number = 0;
        loop {
            match next_record(file, &mut number, around, give) {
                Ok(Some(ControlFlow::Continue(()))) => {}
                Ok(Some(ControlFlow::Break(()))) | Ok(None) => return Ok(()),
                Err(trouble) if trouble.goes_on => {
                    if give(Part::Skipped(trouble.skip("", file.offset()))).is_break() {
                        return Ok(());
                    }
                }
                Err(trouble) => return Err(trouble.into()),
            }
        }
    }
}

/// `WARC/1.`, or the versions before it.
fn is_start(bytes: &[u8]) -> bool {
    bytes.starts_with(b"WARC/")
        && matches!(bytes.get(5), Some(b'0'..=b'9'))
        && bytes.get(6) == Some(&b'.')
}

/// Reads the record at hand; None at the end of the file.
fn next_record(
    file: &mut Window<'_>,
    number: &mut u64,
    around: &Around<'_>,
    give: Give<'_>,
) -> Result<Option<ControlFlow<()>>, Trouble> {
    pass_blank_lines(file)?;
    let offset = file.offset();
    let here = file.look(AHEAD)?;
    if here.is_empty() {
        return Ok(None);
    }
    if !is_start(here) {
        return resync(file, offset, "that are no record", give).map(Some);
    }
    *number += 1;
    let headers = match read_headers(file)? {
        Ok(headers) => headers,
        Err(detail) => return resync(file, offset, &detail, give).map(Some),
    };
    let Some(length) = headers
        .get("content-length")
        .and_then(|l| l.parse::<u64>().ok())
    else {
        let given = headers.get("content-length").unwrap_or("none");
        let detail = format!("of a record without a length (Content-Length: {given})");
        return resync(file, offset, &detail, give).map(Some);
    };
    let mut block = read_block(file, length, AHEAD, b'W', &is_start, around.budget)?;
    let member = number.to_string();
    let mut flow = ControlFlow::Continue(());
    if block.end == End::Whole
        && let Some(given) = digest::false_digest(&headers, &block.bytes)
    {
        block.is_falsified = true;
        let damage = Trouble::new(
            Reason::Damaged,
            format!("it does not have the digest {given}"),
        );
        flow = give(Part::Skipped(damage.skip(&member, offset)));
    }
    if let Some(trouble) = block.damage.take() {
        let stop = !trouble.goes_on;
        flow = give(Part::Skipped(trouble.skip(&member, offset)));
        if stop {
            return Ok(Some(ControlFlow::Break(())));
        }
    }
    if flow.is_continue() {
        flow = take_record(&headers, block, *number, offset, give);
    }
    Ok(Some(flow))
}

fn take_record(
    headers: &Headers,
    block: Block,
    number: u64,
    offset: u64,
    give: Give<'_>,
) -> ControlFlow<()> {
    let get = |name: &str| headers.get(name).unwrap_or("");
    // Some programs write the address as `<http://…>`.
    let address = |name: &str| {
        let value = get(name);
        let value = value.strip_prefix('<').unwrap_or(value);
        value.strip_suffix('>').unwrap_or(value).to_owned()
    };
    let kind = get("warc-type").to_ascii_lowercase();
    let member = number.to_string();
    let capture = Capture {
        number,
        offset,
        address: address("warc-target-uri"),
        date: get("warc-date").to_owned(),
        mime: get("content-type").to_owned(),
        block,
    };
    match kind.as_str() {
        "response" | "resource" | "conversion" => give_capture(capture, give),
        "revisit" => {
            let original = match address("warc-refers-to-target-uri") {
                original if original.is_empty() => capture.address,
                original => original,
            };
            let when = match get("warc-refers-to-date") {
                "" => String::new(),
                date => format!(" captured {date}"),
            };
            give(Part::Skipped(Skip {
                member,
                offset,
                reason: Reason::Revisit,
                detail: format!("unchanged on {}: see {original}{when}", capture.date),
            }))
        }
        "continuation" => {
            let detail = "a record in several segments".to_owned();
            let skip = Trouble::new(Reason::Unsupported, detail).skip(&member, offset);
            give(Part::Skipped(skip))
        }
        "request" | "metadata" | "warcinfo" => give(Part::PassedOver { member, what: kind }),
        _ => {
            let what = "record of an unknown type".to_owned();
            give(Part::PassedOver { member, what })
        }
    }
}

/// Named fields of a header, names in lower case.
#[derive(Debug, Default)]
pub struct Headers(Vec<(String, String)>);

impl Headers {
    /// Value of the first field of this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Adds a line: a field, or more of the last one.  False: it is neither.
    pub fn add(&mut self, line: &[u8]) -> bool {
        let text = String::from_utf8_lossy(line);
        if text.starts_with([' ', '\t']) {
            if let Some((_, value)) = self.0.last_mut() {
                value.push(' ');
                value.push_str(text.trim());
            }
            return !self.0.is_empty();
        }
        let Some((name, value)) = text.split_once(':') else {
            return false;
        };
        let name = name.trim().to_ascii_lowercase();
        self.0.push((name, value.trim().to_owned()));
        true
    }
}

/// Reads the lines of a header to the blank one; Err: what is wrong with them.
fn read_headers(file: &mut Window<'_>) -> Result<Result<Headers, String>, Trouble> {
    let mut headers = Headers::default();
    let mut length = 0;
    let _version = file.line(LONGEST_LINE)?;
    loop {
        if is_start(file.look(AHEAD)?) && length > 0 {
            return Ok(Err("of a record without an end of its header".to_owned()));
        }
        let Some(line) = file.line(LONGEST_LINE)? else {
            let offset = file.offset();
            let cut = Trouble::new(Reason::Truncated, "the file ends in the header of a record");
            return Err(cut.at(offset).going_on());
        };
        if line.is_empty() {
            return Ok(Ok(headers));
        }
        length += line.len();
        if length > LONGEST_HEADERS {
            return Ok(Err("of a record with an endless header".to_owned()));
        }
        // A line that is no field is a field's value broken by a program without escapes.
        headers.add(&line);
    }
}

fn pass_blank_lines(file: &mut Window<'_>) -> Result<(), Trouble> {
    loop {
        let here = file.look(1)?;
        let blanks = here
            .iter()
            .take_while(|b| matches!(b, b'\r' | b'\n'))
            .count();
        file.skip(blanks);
        if blanks == 0 {
            return Ok(());
        }
    }
}

/// Goes to the next record and reports what was lost on the way.
fn resync(
    file: &mut Window<'_>,
    offset: u64,
    detail: &str,
    give: Give<'_>,
) -> Result<ControlFlow<()>, Trouble> {
    let from = file.position();
    if is_start(file.look(AHEAD)?) && file.offset() == offset {
        file.skip(1);
    }
    let found = find_record(file, b'W', AHEAD, &is_start);
    let lost = file.position() - from;
    let damage = Trouble::new(Reason::Damaged, format!("{lost} bytes {detail}"));
    let flow = give(Part::Skipped(damage.skip("", offset)));
    // What stopped the search is told after what was lost before it.
    found.map(|_| flow)
}

/// Goes to the next place at which a record begins.
fn find_record(
    file: &mut Window<'_>,
    first: u8,
    ahead: usize,
    is_start: &dyn Fn(&[u8]) -> bool,
) -> Result<bool, Trouble> {
    // A page may speak of "WARC/1.0"; a record's next line is a field.
    let begins = |bytes: &[u8]| is_start(bytes) && looks_like_record(bytes);
    file.find(first, ahead.max(64), &begins)
}

/// Whether the line behind the version is a field.
fn looks_like_record(bytes: &[u8]) -> bool {
    if !bytes.starts_with(b"WARC/") {
        return true;
    }
    let Some(end) = memchr::memchr(b'\n', &bytes[..bytes.len().min(16)]) else {
        return false;
    };
    let line = &bytes[end + 1..];
    let name = line
        .iter()
        .take_while(|b| b.is_ascii_alphanumeric() || **b == b'-')
        .count();
    name > 0 && line.get(name).is_none_or(|b| *b == b':')
}

/// How a block ended, in words, for the notes of an article.
fn note_of(end: End) -> Option<&'static str> {
    match end {
        End::Whole => None,
        End::Early => Some("the record is shorter than it says"),
        End::Late => Some("the record is longer than it says"),
        End::Truncated => Some("the record is truncated"),
        End::TooLarge => Some("the record is larger than what is kept"),
    }
}
