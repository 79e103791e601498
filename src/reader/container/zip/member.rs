//! The bytes of a member of a zip archive, unpacked and checked.

use std::io::{self, BufRead, Read};

use flate2::Crc;

use super::entry::Entry;
use crate::reader::Reason;
use crate::reader::container::frames::{Codec, zip_codec};
use crate::reader::container::window::Source;
use crate::reader::container::{Budget, Trouble};

/// Unpacks one member.
pub struct Unpacked<'m> {
    packed: &'m mut dyn BufRead,
    /// None: stored as it is.
    codec: Option<Box<dyn Codec>>,
    budget: &'m Budget,
    expected: Option<u32>,
    crc: Crc,
    /// Packed bytes that are left, as far as that is known.
    left: u64,
    taken: u64,
    given: u64,
    offset: u64,
    has_ended: bool,
}

impl<'m> Unpacked<'m> {
    /// `packed` stands at the first byte of the member's data.
    pub fn new(packed: &'m mut dyn BufRead, entry: &Entry, budget: &'m Budget) -> Self {
        Self {
            packed,
            codec: zip_codec(entry.method),
            budget,
            expected: entry.crc,
            crc: Crc::new(),
            left: entry.packed.unwrap_or(u64::MAX),
            taken: 0,
            given: 0,
            offset: entry.offset,
            has_ended: false,
        }
    }

    /// Reads what is left and forgets it.
    pub fn drain(&mut self) {
        let mut buffer = vec![0; 64 << 10];
        while matches!(self.read(&mut buffer), Ok(1..)) {}
    }

    fn next_bytes(&mut self, out: &mut [u8]) -> Result<usize, Trouble> {
        while !self.has_ended {
            let input = self.packed.fill_buf()?;
            let length = input.len().min(self.left.min(1 << 30) as usize);
            let input = &input[..length];
            let is_over = input.is_empty();
            let (taken, given) = match &mut self.codec {
                None => {
                    let length = length.min(out.len());
                    out[..length].copy_from_slice(&input[..length]);
                    (length, length)
                }
                Some(codec) => {
                    let step = codec
                        .step(input, out)
                        .inspect_err(|_| self.has_ended = true)?;
                    self.has_ended = step.has_ended;
                    (step.taken, step.given)
                }
            };
            self.packed.consume(taken);
            self.left -= taken as u64;
            self.taken += taken as u64;
            self.given += given as u64;
            self.crc.update(&out[..given]);
            let used = self.budget.unpack(given as u64, self.taken, self.given);
            used.inspect_err(|_| self.has_ended = true)?;
            if given > 0 {
                return Ok(given);
            }
            // Not before: a codec may hold what there was no room for.
            if is_over && !self.has_ended {
                self.has_ended = true;
                if self.codec.is_none() && self.left == 0 {
                    break;
                }
                let detail = format!("the member ends after {} bytes", self.given);
                return Err(Trouble::new(Reason::Truncated, detail));
            }
        }
        match self.expected.take() {
            Some(expected) if expected != self.crc.sum() => Err(Trouble::new(
                Reason::Damaged,
                "the checksum of the member is wrong",
            )),
            _ => Ok(0),
        }
    }
}

impl Read for Unpacked<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        let offset = self.offset;
        self.next_bytes(out).map_err(|mut trouble| {
            // A member that is damaged ends there; what is behind it is another member's.
            trouble.goes_on = trouble.reason != Reason::Io;
            self.expected = None;
            trouble.at(offset).into()
        })
    }
}

impl Source for Unpacked<'_> {}
