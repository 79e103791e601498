//! RTF: what newspaper databases deliver by default, and every word processor of forty years reads.
//!
//! `token` cuts a file into groups, words and text, `text` puts the paragraphs together, `office`
//! reads those.  Invariants: linear time, bounded memory; a file that is cut off gives what it has.

mod code_page;
mod font;
mod language;
mod quotation;
mod state;
#[cfg(test)]
mod tests;
mod text;
mod token;
mod words;

use super::office::{MAX_OFFICE_BYTES, Origin, give};
use super::{Head, Input, ReadError, Reader, Sink, given};

/// The reader of RTF.
pub struct Rtf;

/// What a file begins with, behind white space and a byte order mark.
const MARK: &[u8] = b"{\\rtf";

/// Without white space and a mark of UTF-8 before it.
fn start(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.trim_ascii_start();
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

impl Reader for Rtf {
    fn name(&self) -> &'static str {
        "rtf"
    }

    fn doc(&self) -> &'static str {
        "rich text (RTF): articles, and downloads of newspaper databases"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["rtf"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        let text = start(head.bytes);
        // Many files with the extension `.doc` are this.
        if text.starts_with(MARK) && !quotation::is_quotation(text) {
            100
        } else {
            0
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        given::check_size(input.bytes, MAX_OFFICE_BYTES)?;
        let (office, page) = text::read_text(start(input.bytes))?;
        let origin = Origin {
            format: self.name(),
            path: input.path,
            encoding: format!("rtf ({})", page.name()),
        };
        give(&office, &origin, sink)
    }
}
