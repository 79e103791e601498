//! Containers made for tests: archives, compressed files and web archives, whole and hostile.

use std::io::{self, Cursor, Read, Write};
use std::ops::ControlFlow;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use morgue::reader::container::{Given, How, Limits, ReadSeek, Source, read_source};
use morgue::reader::{ReadOptions, Reader};

/// An article that every test can make: the headline, and a text that holds it.
pub fn article(headline: &str) -> Vec<u8> {
    let text = format!("{headline}: the clock of the town hall told the right time on Tuesday.");
    serde_json::json!({"title": headline, "text": text, "date": "2026-01-13"})
        .to_string()
        .into_bytes()
}

pub fn page(headline: &str) -> Vec<u8> {
    let text = "The clock of the town hall told the right time on Tuesday, for the first time \
                since anybody could remember, and nobody knew what to make of it at breakfast.";
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>{headline}</title></head><body><article>\
         <h1>{headline}</h1><p>{text}</p><p>Then {text}</p></article></body></html>"
    )
    .into_bytes()
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

pub fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

pub fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

pub fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::bulk::compress(bytes, 3).expect("memory")
}

/// `page("Uhr geht vor")` as brotli packs it, in base 64: the program can only unpack it.
pub fn brotli_page() -> Vec<u8> {
    const PACKED: &str = "G80BIIyTXPnknLot1YV2DGWpC6oX5D/nCCYPVZXlDpi767LW1hbUFgeJfHuygCgATrcJHn9RW2WwRxNymZvwhUx/iR\
     M+rYk9tfA8wwosXiOgG2kbENq2YJqoqvqqlRLqcZXfof9Qm7R+7tVZCsXZ6PbxKUFTWKSeWGEvXAlCSSld+ikYDwB5\
     HycJln8zUC2y2ectAw==";
    mail_parser::decoders::base64::base64_decode(PACKED.as_bytes()).expect("base 64")
}

/// A member of a zip archive, with everything that can be said wrongly of it.
#[derive(Clone)]
pub struct ZipMember {
    pub name: Vec<u8>,
    pub bytes: Vec<u8>,
    pub is_stored: bool,
    pub flags: u16,
    pub attributes: u32,
    pub crc: Option<u32>,
}

pub fn zip_member(name: &str, bytes: &[u8]) -> ZipMember {
    ZipMember {
        name: name.as_bytes().to_vec(),
        bytes: bytes.to_vec(),
        is_stored: false,
        flags: 0,
        attributes: 0,
        crc: None,
    }
}

/// Builds a zip archive: local headers, directory, end.
pub fn zip(members: &[ZipMember]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for member in members {
        let packed = if member.is_stored {
            member.bytes.clone()
        } else {
            deflate(&member.bytes)
        };
        let mut crc = flate2::Crc::new();
        crc.update(&member.bytes);
        let offset = out.len() as u32;
        let mut shared = Vec::new();
        shared.extend(20_u16.to_le_bytes());
        shared.extend(member.flags.to_le_bytes());
        shared.extend(if member.is_stored { 0_u16 } else { 8 }.to_le_bytes());
        // 12:30 on 13 January 2026.
        shared.extend((12_u16 << 11 | 30 << 5).to_le_bytes());
        shared.extend((46_u16 << 9 | 1 << 5 | 13).to_le_bytes());
        shared.extend(member.crc.unwrap_or(crc.sum()).to_le_bytes());
        shared.extend((packed.len() as u32).to_le_bytes());
        shared.extend((member.bytes.len() as u32).to_le_bytes());
        shared.extend((member.name.len() as u16).to_le_bytes());
        shared.extend(0_u16.to_le_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&shared);
        out.extend(&member.name);
        out.extend(&packed);
        directory.extend(b"PK\x01\x02");
        directory.extend((3_u16 << 8 | 20).to_le_bytes());
        directory.extend(&shared);
        directory.extend([0; 6]);
        directory.extend(member.attributes.to_le_bytes());
        directory.extend(offset.to_le_bytes());
        directory.extend(&member.name);
    }
    end_zip(&mut out, &directory, members.len());
    out
}

pub fn end_zip(out: &mut Vec<u8>, directory: &[u8], members: usize) {
    let start = out.len() as u32;
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend((members as u16).to_le_bytes());
    out.extend((members as u16).to_le_bytes());
    out.extend((directory.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0; 2]);
}

/// One member of a tar archive: header and padded content.
pub fn tar_member(name: &str, kind: u8, size: usize, bytes: &[u8]) -> Vec<u8> {
    let mut header = [0_u8; 512];
    let name = &name.as_bytes()[..name.len().min(100)];
    header[..name.len()].copy_from_slice(name);
    header[100..108].copy_from_slice(b"0000644\0");
    header[124..136].copy_from_slice(format!("{size:011o}\0").as_bytes());
    header[136..148].copy_from_slice(format!("{:011o}\0", 1_768_300_000_u64).as_bytes());
    header[148..156].copy_from_slice(b"        ");
    header[156] = kind;
    header[257..265].copy_from_slice(b"ustar\x0000");
    let sum: u32 = header.iter().map(|b| u32::from(*b)).sum();
    header[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    let mut out = header.to_vec();
    out.extend(bytes);
    out.resize(out.len().next_multiple_of(512), 0);
    out
}

pub fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, bytes) in members {
        out.extend(tar_member(name, b'0', bytes.len(), bytes));
    }
    out.extend([0; 1024]);
    out
}

/// A record of a web archive.
pub fn record(kind: &str, url: &str, fields: &str, block: &[u8]) -> Vec<u8> {
    record_of_length(kind, url, fields, block, &block.len().to_string())
}

pub fn record_of_length(
    kind: &str,
    url: &str,
    fields: &str,
    block: &[u8],
    length: &str,
) -> Vec<u8> {
    let mut out =
        format!("WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\n").into_bytes();
    if !fields.contains("WARC-Date") {
        out.extend(b"WARC-Date: 2026-01-16T04:00:01Z\r\n");
    }
    out.extend(fields.as_bytes());
    out.extend(format!("Content-Length: {length}\r\n\r\n").as_bytes());
    out.extend(block);
    out.extend(b"\r\n\r\n");
    out
}

/// A captured page.
pub fn capture(url: &str, headline: &str) -> Vec<u8> {
    record(
        "response",
        url,
        HTTP,
        &answer(
            "Content-Type: text/html; charset=utf-8\r\n",
            &page(headline),
        ),
    )
}

/// The content type of records that hold an answer.
pub const HTTP: &str = "Content-Type: application/http; msgtype=response\r\n";

pub fn answer(headers: &str, body: &[u8]) -> Vec<u8> {
    let mut out = format!("HTTP/1.1 200 OK\r\n{headers}\r\n").into_bytes();
    out.extend(body);
    out
}

/// What a file gave.
#[derive(Debug, Default)]
pub struct Got {
    pub format: &'static str,
    /// Member, format, headline.
    pub articles: Vec<(String, String, String)>,
    pub texts: Vec<String>,
    pub notes: Vec<Vec<String>>,
    /// Member, offset, reason; the file itself last.
    pub skips: Vec<(String, u64, &'static str)>,
    pub details: Vec<String>,
    /// Member and what it is.
    pub passed: Vec<(String, String)>,
}

impl Got {
    pub fn members(&self) -> Vec<&str> {
        self.articles
            .iter()
            .map(|(member, ..)| member.as_str())
            .collect()
    }

    pub fn headlines(&self) -> Vec<&str> {
        self.articles
            .iter()
            .map(|(.., headline)| headline.as_str())
            .collect()
    }

    pub fn reasons(&self) -> Vec<&str> {
        self.skips.iter().map(|(.., reason)| *reason).collect()
    }
}

/// Bytes that can be read from anywhere, as a file can.
struct Memory<'a>(Cursor<&'a [u8]>);

impl Read for Memory<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.0.read(out)
    }
}

impl<'a> Source for Memory<'a> {
    fn seekable(&mut self) -> Option<&mut dyn ReadSeek> {
        Some(&mut self.0)
    }
}

/// Opens bytes as a file of this name.
pub fn open(name: &str, bytes: &[u8]) -> Got {
    open_with(name, bytes, Limits::default(), None)
}

pub fn open_with(
    name: &str,
    bytes: &[u8],
    limits: Limits,
    reader: Option<&'static dyn Reader>,
) -> Got {
    let mut source = Memory(Cursor::new(bytes));
    read_all(&mut source, name, bytes.len() as u64, limits, reader)
}

/// Opens bytes that can only be read from front to back.
pub fn open_stream(name: &str, bytes: &[u8]) -> Got {
    let mut source = bytes;
    read_all(
        &mut source,
        name,
        bytes.len() as u64,
        Limits::default(),
        None,
    )
}

fn read_all(
    source: &mut dyn Source,
    name: &str,
    size: u64,
    limits: Limits,
    reader: Option<&'static dyn Reader>,
) -> Got {
    let mut got = Got::default();
    let how = How {
        reader,
        options: ReadOptions::NONE,
    };
    let opened = read_source(source, name, size, limits, how, &mut |given| {
        match given {
            Given::Article { read, format, .. } => {
                let blocks = read.article.blocks.iter().map(|block| block.text.as_str());
                let text: Vec<&str> = [read.article.deck.as_str()]
                    .into_iter()
                    .chain(blocks)
                    .collect();
                got.texts.push(text.join("\n"));
                got.notes.push(read.article.notes);
                let headline = read.article.headline;
                got.articles
                    .push((read.member, format.to_owned(), headline));
            }
            Given::Skipped(skip) => {
                got.skips
                    .push((skip.member, skip.offset, skip.reason.code()));
                got.details.push(skip.detail);
            }
            Given::PassedOver { member, what } => got.passed.push((member, what)),
        }
        ControlFlow::Continue(())
    });
    got.format = opened.format;
    if let Err(error) = opened.result {
        got.skips.push((
            String::new(),
            error.offset.unwrap_or(0),
            error.reason.code(),
        ));
        got.details.push(error.detail);
    }
    got
}
