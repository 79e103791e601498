//! ARC 1 and 2, what web archives were before WARC: a line for each capture, then its bytes.

use std::ops::ControlFlow;

use super::block::read_block;
use super::capture::{Capture, give_capture};
use super::pass_blank_lines;
use crate::reader::container::window::Window;
use crate::reader::container::{Around, Container, Give, Part, Trouble};
use crate::reader::{ReadError, Reason};

/// The container `.arc`.
pub struct Arc;

/// Longest line of a header.
const LONGEST_LINE: usize = 64 << 10;

impl Container for Arc {
    fn name(&self) -> &'static str {
        "arc"
    }

    fn doc(&self) -> &'static str {
        "web archives, ARC 1 and 2"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["arc"]
    }

    fn is_it(&self, head: &[u8]) -> bool {
        head.starts_with(b"filedesc://")
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

/// Reads the record at hand; None at the end of the file.
fn next_record(
    file: &mut Window<'_>,
    number: &mut u64,
    around: &Around<'_>,
    give: Give<'_>,
) -> Result<Option<ControlFlow<()>>, Trouble> {
    pass_blank_lines(file)?;
    let offset = file.offset();
    let from = file.position();
    let Some(line) = file.line(LONGEST_LINE)? else {
        return Ok(None);
    };
    let Some(header) = Header::parse(&line) else {
        // Everything to the next line that is a header is one damage.
        loop {
            let here = file.look(LONGEST_LINE)?;
            if here.is_empty() || is_header(here) || file.line(LONGEST_LINE)?.is_none() {
                break;
            }
        }
        let detail = format!("{} bytes that are no record", file.position() - from);
        let damage = Trouble::new(Reason::Damaged, detail);
        return Ok(Some(give(Part::Skipped(damage.skip("", offset)))));
    };
    *number += 1;
    let member = number.to_string();
    let Some(length) = header.length else {
        let damage = Trouble::new(Reason::Damaged, "the record has no length");
        return Ok(Some(give(Part::Skipped(damage.skip(&member, offset)))));
    };
    let first = b'h';
    let mut block = read_block(file, length, 1024, first, &is_header, around.budget)?;
    if let Some(trouble) = block.damage.take() {
        let stop = !trouble.goes_on;
        let flow = give(Part::Skipped(trouble.skip(&member, offset)));
        if stop || flow.is_break() {
            return Ok(Some(ControlFlow::Break(())));
        }
    }
    if header.address.starts_with("filedesc://") {
        let what = "filedesc".to_owned();
        return Ok(Some(give(Part::PassedOver { member, what })));
    }
    let capture = Capture {
        number: *number,
        offset,
        address: header.address,
        date: header.date,
        mime: header.mime,
        block,
    };
    Ok(Some(give_capture(capture, give)))
}

/// Whether the first line of these bytes is a header of a record.
fn is_header(bytes: &[u8]) -> bool {
    let end = memchr::memchr(b'\n', bytes).unwrap_or(bytes.len());
    let line = bytes[..end].strip_suffix(b"\r").unwrap_or(&bytes[..end]);
    Header::parse(line).is_some()
}

struct Header {
    address: String,
    /// ISO 8601.
    date: String,
    mime: String,
    /// None: it says something else.
    length: Option<u64>,
}

impl Header {
    /// `URL IP DATE TYPE LENGTH`, in version 2 with five more before the length.  Addresses hold
    /// spaces, so it is read from its end.
    fn parse(line: &[u8]) -> Option<Self> {
        let line = std::str::from_utf8(line).ok()?;
        let scheme = line.split_once(':')?.0;
        if scheme.is_empty() || !scheme.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        let words: Vec<&str> = line.split(' ').collect();
        let is_time = |word: &str| word.len() >= 14 && word.bytes().all(|b| b.is_ascii_digit());
        let date = [4, 9].into_iter().find_map(|fields| {
            let at = words.len().checked_sub(fields - 1)?;
            let date = words.get(at).filter(|w| is_time(w))?;
            (at >= 2).then_some((at, *date))
        });
        let (at, date) = date?;
        let mut iso = String::with_capacity(20);
        for (digit, mark) in date.chars().take(14).zip(1..) {
            iso.push(digit);
            iso.push_str(match mark {
                4 | 6 => "-",
                8 => "T",
                10 | 12 => ":",
                14 => "Z",
                _ => "",
            });
        }
        Some(Self {
            address: words[..at - 1].join(" "),
            date: iso,
            mime: words.get(at + 1).unwrap_or(&"").to_string(),
            length: words.last()?.parse().ok(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Option<(&str, &str, Option<u64>)>) {
        let found = Header::parse(line.as_bytes());
        let found = found
            .as_ref()
            .map(|h| (h.address.as_str(), h.date.as_str(), h.length));
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn row_67_headers_of_both_versions_with_spaces_and_nonsense() {
        let day = "2014-02-16T05:02:21Z";
        check(
            "http://a.example/x?t=a b c 93.184.216.119 20140216050221 text/html 1591",
            Some(("http://a.example/x?t=a b c", day, Some(1591))),
        );
        check(
            "http://a.example/ 1.2.3.4 20140216050221 text/html 200 - - 12 x.arc 77",
            Some(("http://a.example/", day, Some(77))),
        );
        check(
            "http://a.example/ 1.2.3.4 20140216050221 text/html -1",
            Some(("http://a.example/", day, None)),
        );
        check(
            "URL IP-address Archive-date Content-type Archive-length",
            None,
        );
        check("He said: come at 20140216050221 or so", None);
    }
}
