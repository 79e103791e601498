//! bzip2: streams one after the other, each of blocks with checksums.

use ::bzip2::{Decompress, Status};

use super::{Codec, Step, open_frames};
use crate::reader::container::window::Window;
use crate::reader::container::{Around, Container, Give, Trouble};
use crate::reader::{ReadError, Reason};

/// The container `.bz2`.
pub struct Bzip2;

const EXTENSIONS: &[&str] = &["bz2", "tbz2"];

impl Container for Bzip2 {
    fn name(&self) -> &'static str {
        "bzip2"
    }

    fn doc(&self) -> &'static str {
        "what bzip2 compressed"
    }

    fn extensions(&self) -> &'static [&'static str] {
        EXTENSIONS
    }

    fn is_it(&self, head: &[u8]) -> bool {
        is_header(head)
    }

    fn open(
        &self,
        file: &mut Window<'_>,
        around: &Around<'_>,
        give: Give<'_>,
    ) -> Result<(), ReadError> {
        let mut codec = Bzip2Codec::new();
        open_frames(file, &mut codec, EXTENSIONS, around, give)
    }
}

/// Magic number, size of blocks, and the magic number of the first block or of an empty stream's
/// end.
fn is_header(bytes: &[u8]) -> bool {
    bytes.len() >= 10
        && bytes.starts_with(b"BZh")
        && matches!(bytes[3], b'1'..=b'9')
        && (bytes[4..10] == [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]
            || bytes[4..10] == [0x17, 0x72, 0x45, 0x38, 0x50, 0x90])
}

pub struct Bzip2Codec(Decompress);

impl Bzip2Codec {
    pub fn new() -> Self {
        Self(Decompress::new(false))
    }
}

impl Codec for Bzip2Codec {
    fn ahead(&self) -> usize {
        10
    }

    fn first(&self) -> u8 {
        b'B'
    }

    fn is_start(&self, bytes: &[u8]) -> bool {
        is_header(bytes)
    }

    fn begin(&mut self, _file: &mut Window<'_>) -> Result<bool, Trouble> {
        self.0 = Decompress::new(false);
        Ok(true)
    }

    fn step(&mut self, input: &[u8], output: &mut [u8]) -> Result<Step, Trouble> {
        let (taken, given) = (self.0.total_in(), self.0.total_out());
        let status = self
            .0
            .decompress(input, output)
            .map_err(|_| Trouble::new(Reason::Damaged, "the bzip2 data are damaged"))?;
        Ok(Step {
            taken: (self.0.total_in() - taken) as usize,
            given: (self.0.total_out() - given) as usize,
            has_ended: status == Status::StreamEnd,
        })
    }

    fn end(&mut self, _file: &mut Window<'_>) -> Result<(), Trouble> {
        Ok(())
    }
}
