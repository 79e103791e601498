//! A stretch of a stream as a stream of its own: a member whose length is known beforehand.

use std::io::{self, Read};

use super::Trouble;
use super::window::{Source, Window};
use crate::reader::Reason;

/// So many bytes of a window; fewer are a truncated member.
pub struct Stretch<'f, 'a> {
    file: &'f mut Window<'a>,
    left: u64,
    /// Offset to report.
    offset: u64,
}

impl<'f, 'a> Stretch<'f, 'a> {
    pub fn new(file: &'f mut Window<'a>, length: u64, offset: u64) -> Self {
        Self {
            file,
            left: length,
            offset,
        }
    }

    /// Bytes that were not read.
    pub fn left(&self) -> u64 {
        self.left
    }
}

impl Read for Stretch<'_, '_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 || out.is_empty() {
            return Ok(0);
        }
        let here = self.file.look(1)?;
        if here.is_empty() {
            let detail = format!("the file ends {} bytes before the member does", self.left);
            self.left = 0;
            return Err(Trouble::new(Reason::Truncated, detail)
                .at(self.offset)
                .into());
        }
        let length = here
            .len()
            .min(out.len())
            .min(self.left.min(1 << 30) as usize);
        out[..length].copy_from_slice(&here[..length]);
        self.file.skip(length);
        self.left -= length as u64;
        Ok(length)
    }
}

impl Source for Stretch<'_, '_> {}
