//! An HTTP answer as it was captured: its header, and its body without chunks and codings.
//!
//! Archives hold bodies that were unpacked while their header was kept, and the other way round, so
//! a coding that the bytes contradict is not believed.

use std::io::Read;

use super::Headers;
use crate::reader::Reason;
use crate::reader::container::Trouble;

/// Greatest body, unpacked.
const LARGEST: u64 = 64 << 20;
/// Times as large as it was packed before it is a bomb, and the size below which that is no matter.
const RATIO: u64 = 200;
const FREE: u64 = 16 << 20;

/// What a server answered.
#[derive(Debug)]
pub struct Answer<'a> {
    pub status: u16,
    /// Media type in lower case, without parameters.
    pub mime: String,
    pub charset: Option<String>,
    pub chunked: bool,
    /// Content codings in the order in which they were applied.
    pub codings: Vec<String>,
    pub body: &'a [u8],
}

/// A body without chunks and codings.
#[derive(Debug, Default)]
pub struct Decoded {
    pub bytes: Vec<u8>,
    pub notes: Vec<String>,
    /// What was lost.
    pub trouble: Option<Trouble>,
}

/// Reads the header of an answer; None if there is none.
pub fn parse_answer(bytes: &[u8]) -> Option<Answer<'_>> {
    let mut rest = bytes;
    let mut line = || {
        let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
        let line = &rest[..end];
        rest = &rest[(end + 1).min(rest.len())..];
        line.strip_suffix(b"\r").unwrap_or(line)
    };
    let first = line();
    if !first.starts_with(b"HTTP/") && !first.starts_with(b"ICY ") {
        return None;
    }
    let status = first
        .split(|b| *b == b' ')
        .filter(|w| !w.is_empty())
        .nth(1)?;
    let status = std::str::from_utf8(status).ok()?.parse().ok()?;
    let mut headers = Headers::default();
    loop {
        let line = line();
        if line.is_empty() {
            break;
        }
        headers.add(line);
    }
    let list = |name| headers.get(name).unwrap_or("").to_ascii_lowercase();
    let words = |text: String| -> Vec<String> {
        let words = text.split(',').map(|w| w.trim().to_owned());
        words.filter(|w| !w.is_empty() && w != "identity").collect()
    };
    let (mime, charset) = media_type(headers.get("content-type").unwrap_or(""));
    Some(Answer {
        status,
        mime,
        charset,
        chunked: list("transfer-encoding").contains("chunked"),
        codings: words(list("content-encoding")),
        body: rest,
    })
}

/// Media type in lower case and its charset.
pub fn media_type(value: &str) -> (String, Option<String>) {
    let mut parts = value.split(';');
    let mime = parts.next().unwrap_or("").trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    });
    (mime, charset)
}

impl Answer<'_> {
    /// The body as its reader would get it.
    pub fn decode(&self) -> Decoded {
        let mut out = Decoded::default();
        let chunked = self.chunked.then(|| unchunk(self.body));
        let mut bytes = match chunked {
            None => self.body.to_vec(),
            Some(None) => {
                out.notes
                    .push("the answer says that it is chunked, and is not".to_owned());
                self.body.to_vec()
            }
            Some(Some((bytes, is_whole))) => {
                if !is_whole {
                    out.notes
                        .push("the chunks of the answer are damaged".to_owned());
                }
                bytes
            }
        };
        for coding in self.codings.iter().rev() {
            match unpack(coding, &bytes) {
                Unpacked::All(unpacked) => bytes = unpacked,
                Unpacked::Some(unpacked, trouble) => {
                    out.notes.push(format!("damaged: {}", trouble.detail));
                    out.trouble = Some(trouble);
                    bytes = unpacked;
                }
                Unpacked::None => {
                    out.notes
                        .push(format!("the answer says that it is {coding}, and is not"));
                }
            }
        }
        out.bytes = bytes;
        out
    }
}

/// What stands behind the header of an answer or a request.
pub fn body(bytes: &[u8]) -> Option<&[u8]> {
    let mut ends = memchr::memchr_iter(b'\n', bytes);

    ends.find_map(|at| match &bytes[at + 1..] {
        [b'\n', rest @ ..] | [b'\r', b'\n', rest @ ..] => Some(rest),
        _ => None,
    })
}

/// Joins chunks; None if there are none.  False: they end before the last.
pub fn unchunk(bytes: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    let mut is_first = true;
    loop {
        let end = memchr::memchr(b'\n', &rest[..rest.len().min(200)]);
        let size = end.and_then(|end| chunk_size(&rest[..end]));
        let (Some(end), Some(size)) = (end, size) else {
            if is_first {
                return None;
            }
            // What follows is kept: it is mostly the text, with a wrong size before it.
            out.extend_from_slice(rest);
            return Some((out, false));
        };
        is_first = false;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some((out, true));
        }
        if size > rest.len() {
            out.extend_from_slice(rest);
            return Some((out, false));
        }
        out.extend_from_slice(&rest[..size]);
        rest = &rest[size..];
        rest = rest.strip_prefix(b"\r").unwrap_or(rest);
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
        if rest.is_empty() {
            return Some((out, false));
        }
    }
}

fn chunk_size(line: &[u8]) -> Option<usize> {
    let text = std::str::from_utf8(line).ok()?;
    let text = text.split(';').next()?.trim();
    if text.is_empty() || text.len() > 8 {
        return None;
    }
    usize::from_str_radix(text, 16).ok()
}

enum Unpacked {
    All(Vec<u8>),
    Some(Vec<u8>, Trouble),
    /// The bytes are not what the header says.
    None,
}

fn unpack(coding: &str, bytes: &[u8]) -> Unpacked {
    match coding {
        "gzip" | "x-gzip" if bytes.starts_with(&[0x1f, 0x8b]) => drain(
            flate2::read::MultiGzDecoder::new(bytes),
            coding,
            bytes.len(),
        ),
        "deflate" => match drain(flate2::read::ZlibDecoder::new(bytes), coding, bytes.len()) {
            // Half of all servers send the data without the wrapper that the standard asks for.
            Unpacked::None => drain(
                flate2::read::DeflateDecoder::new(bytes),
                coding,
                bytes.len(),
            ),
            unpacked => unpacked,
        },
        "br" if !looks_like_text(bytes) => {
            let decoder = brotli_decompressor::Decompressor::new(bytes, 64 << 10);
            drain(decoder, coding, bytes.len())
        }
        "zstd" if bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => {
            let made = zstd::stream::read::Decoder::with_buffer(bytes).and_then(|mut decoder| {
                // RFC 9659: what is sent as a content coding needs no more than 8 MB.
                decoder.window_log_max(23)?;
                Ok(decoder)
            });
            made.map_or(Unpacked::None, |decoder| {
                drain(decoder, coding, bytes.len())
            })
        }
        _ => Unpacked::None,
    }
}

/// Markup that was stored unpacked; data of a coding do not look like that.
fn looks_like_text(bytes: &[u8]) -> bool {
    let start = bytes[..bytes.len().min(64)].trim_ascii_start();
    start.starts_with(b"<")
        && start
            .iter()
            .all(|b| (32..127).contains(b) || b"\r\n\t".contains(b))
}

fn drain(decoder: impl Read, coding: &str, packed: usize) -> Unpacked {
    let mut out = Vec::new();
    let limit = LARGEST.min((packed as u64 * RATIO).max(FREE));
    let result = decoder.take(limit + 1).read_to_end(&mut out);
    if out.len() as u64 > limit {
        let detail = format!("{packed} bytes of {coding} unfold to more than {limit}");
        return Unpacked::Some(Vec::new(), Trouble::new(Reason::Bomb, detail));
    }
    match result {
        Ok(_) if out.is_empty() && packed > 32 => Unpacked::None,
        Ok(_) => Unpacked::All(out),
        Err(_) if out.is_empty() => Unpacked::None,
        Err(_) => {
            let detail = format!(
                "the {coding} data of the answer end after {} bytes",
                out.len()
            );
            Unpacked::Some(out, Trouble::new(Reason::Truncated, detail))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &[u8], expected: Option<(&str, bool)>) {
        let found = unchunk(body).map(|(b, whole)| (String::from_utf8(b).unwrap(), whole));
        let expected = expected.map(|(text, whole)| (text.to_owned(), whole));
        assert_eq!(found, expected, "{}", String::from_utf8_lossy(body));
    }

    #[test]
    fn row_67_chunks_are_joined_and_wrong_ones_lose_nothing() {
        check(
            b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n",
            Some(("abcde", true)),
        );
        check(b"3\nabc\n0\n\n", Some(("abc", true)));
        check(b"<html>no chunks</html>", None);
        check(
            b"3\r\nabc\r\nffff\r\nthe rest",
            Some(("abcthe rest", false)),
        );
        check(b"3\r\nabc\r\nno size\r\n", Some(("abcno size\r\n", false)));
        check(b"", None);
    }

    #[test]
    fn row_67_codings_that_are_not_true_are_not_believed() {
        let text = b"HTTP/1.1 200 OK\nContent-Encoding: gzip, br\nContent-Type: Text/HTML; charset=\"x\"\n\n<p>plain</p>";
        let answer = parse_answer(text).unwrap();
        assert_eq!((answer.status, answer.mime.as_str()), (200, "text/html"));
        assert_eq!(answer.charset.as_deref(), Some("x"));
        let decoded = answer.decode();
        assert_eq!(decoded.bytes, b"<p>plain</p>");
        assert_eq!(decoded.notes.len(), 2);
        assert!(parse_answer(b"<html>").is_none());
    }
}
