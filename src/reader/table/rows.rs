//! The rows of a table, with the place of each, and with damage confined to the rows it is in.
//!
//! The `csv` crate reads records and forgives everything, so that one quote that is not closed
//! makes a field of the rest of the file.  Here each record is looked at again: one that swallowed
//! other rows is reported by its first line, and reading goes on at the next.

use super::super::Reason;
use super::delimiter::Shape;

/// Larger fields are no text of an article.
const MAX_FIELD: usize = 4 << 20;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    pub cells: Vec<String>,
    /// As a spreadsheet numbers it, from 1.
    pub number: usize,
    /// Number of its first line in the file, from 1, if that is text.
    pub line: Option<usize>,
    pub offset: usize,
    pub length: usize,
    /// Addresses that cells lead to, by the number of the column from 0.
    pub links: Vec<(usize, String)>,
    /// What was odd, as short sentences.
    pub notes: Vec<String>,
}

/// A row that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    pub number: usize,
    pub line: Option<usize>,
    pub offset: usize,
    pub reason: Reason,
    pub detail: String,
}

impl Bad {
    pub fn new(row: &Row, reason: Reason, detail: String) -> Self {
        Self {
            number: row.number,
            line: row.line,
            offset: row.offset,
            reason,
            detail,
        }
    }
}

/// Goes through the rows of a text.
pub struct Rows<'a> {
    text: &'a str,
    delimiter: u8,
    reader: csv::Reader<&'a [u8]>,
    /// Where the text begins that `reader` was given, and its line.
    start: usize,
    line: usize,
    number: usize,
    /// Fields that a row should have; 0 when that is not known yet.
    width: usize,
    /// Bytes that may still be read in vain, so that a thousand open quotes do not each read to
    /// the end of the file.
    patience: usize,
    is_over: bool,
}

impl<'a> Rows<'a> {
    pub fn new(text: &'a str, shape: &Shape) -> Self {
        let above = &text[..shape.preamble.min(text.len())];
        let lines = above.matches('\n').count();
        // Spreadsheets do not show what they are told of the delimiter.
        let shown = lines - usize::from(above.starts_with("sep=")).min(lines);
        Self {
            text,
            delimiter: shape.delimiter,
            reader: reader_at(text, shape.preamble, shape.delimiter),
            start: shape.preamble,
            line: 1 + lines,
            number: shown,
            width: 0,
            patience: 4 * text.len() + (1 << 20),
            is_over: false,
        }
    }

    /// Says how many fields a row should have.
    pub fn expect(&mut self, width: usize) {
        self.width = width;
    }

    /// Goes on at a byte of the text.
    fn restart(&mut self, at: usize, line: usize) {
        self.reader = reader_at(self.text, at, self.delimiter);
        self.start = at;
        self.line = line;
    }

    /// What is wrong with a record, if anything; `raw` is what it was made of.
    fn fault(&self, raw: &str, record: &csv::ByteRecord, is_last: bool) -> Option<&'static str> {
        memchr::memchr(b'"', raw.as_bytes())?;
        let quotes = scan_quotes(raw, self.delimiter);
        if is_last && quotes.is_open {
            return Some("a quote is opened and not closed");
        }
        let inner = raw.trim_end_matches(['\n', '\r']);
        let has_lines = memchr::memchr(b'\n', inner.as_bytes()).is_some();
        if !has_lines || self.width < 2 {
            return None;
        }
        // A closing quote in the midst of a field was an opening one: whole rows lie between.
        let swallows = || {
            let lines = inner.lines().skip(1);
            lines.into_iter().any(|line| self.is_whole_row(line))
        };
        let is_odd = quotes.is_stray || record.len() != self.width;
        (is_odd && swallows()).then_some("a quote is opened and not closed")
    }

    /// Whether a line alone has as many fields as a row should.
    fn is_whole_row(&self, line: &str) -> bool {
        let mut fields = 1;
        let mut quoted = false;
        for byte in line.bytes() {
            match byte {
                b'"' => quoted = !quoted,
                _ if byte == self.delimiter && !quoted => fields += 1,
                _ => {}
            }
        }
        fields == self.width && !quoted
    }
}

impl Iterator for Rows<'_> {
    type Item = Result<Row, Bad>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let mut record = csv::ByteRecord::new();
        let from = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        // Reading from memory does not fail, and flexible records are all let through.
        if !matches!(self.reader.read_byte_record(&mut record), Ok(true)) {
            self.is_over = true;
            return None;
        }
        let to = usize::try_from(self.reader.position().byte()).unwrap_or(usize::MAX);
        let place = record.position().map_or(from, |p| p.byte() as usize);
        let line_within = record.position().map_or(1, |p| p.line() as usize);
        let offset = skip_line_ends(self.text, self.start + place);
        let end = (self.start + to).min(self.text.len());
        let offset = offset.min(end);
        let line = self.line + line_within - 1;
        let raw = &self.text[offset..end];
        self.number += 1;
        let is_last = end == self.text.len();
        let bad = |reason, detail: &str| Bad {
            number: self.number,
            line: Some(line),
            offset,
            reason,
            detail: detail.to_owned(),
        };
        if let Some(fault) = self.fault(raw, &record, is_last) {
            let bad = bad(Reason::Damaged, fault);
            let next = memchr::memchr(b'\n', raw.as_bytes()).map(|len| offset + len + 1);
            self.patience = self.patience.saturating_sub(raw.len());
            match next {
                Some(next) if self.patience > 0 => self.restart(next, line + 1),
                _ => self.is_over = true,
            }
            return Some(Err(bad));
        }
        if record.iter().any(|field| field.len() > MAX_FIELD) {
            let detail = format!("a field of more than {} MB", MAX_FIELD >> 20);
            return Some(Err(bad(Reason::TooLarge, &detail)));
        }
        let cells = record
            .iter()
            .map(|field| String::from_utf8_lossy(field).into_owned())
            .collect();
        Some(Ok(Row {
            cells,
            number: self.number,
            line: Some(line),
            offset,
            length: raw.len(),
            links: Vec::new(),
            notes: Vec::new(),
        }))
    }
}

fn reader_at(text: &str, at: usize, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(&text.as_bytes()[at.min(text.len())..])
}

/// The place after the line ends that belong to the record before.
fn skip_line_ends(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let ends = rest.iter().take_while(|b| matches!(b, b'\n' | b'\r'));
    at + ends.count()
}

struct Quotes {
    /// A closing quote is followed by neither delimiter nor line end.
    is_stray: bool,
    /// The last quote that was opened is not closed.
    is_open: bool,
}

fn scan_quotes(raw: &str, delimiter: u8) -> Quotes {
    let bytes = raw.as_bytes();
    let (mut is_stray, mut quoted) = (false, false);
    let mut at_start = true;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if quoted {
            if *byte == b'"' {
                match bytes.get(at + 1) {
                    Some(b'"') => at += 1,
                    None | Some(b'\n' | b'\r') => quoted = false,
                    Some(next) if *next == delimiter => quoted = false,
                    Some(_) => {
                        quoted = false;
                        is_stray = true;
                    }
                }
            }
        } else if *byte == b'"' && at_start {
            quoted = true;
        }
        at_start = !quoted && (*byte == delimiter || matches!(byte, b'\n' | b'\r'));
        at += 1;
    }
    Quotes {
        is_stray,
        is_open: quoted,
    }
}
