//! gzip, RFC 1952: a member is a header, deflated data, a checksum and a length.

use flate2::{Crc, Decompress, FlushDecompress, Status};

use super::{Codec, Step, open_frames};
use crate::reader::container::window::Window;
use crate::reader::container::{Around, Container, Give, Trouble};
use crate::reader::{ReadError, Reason};

/// The container `.gz`.
pub struct Gzip;

const EXTENSIONS: &[&str] = &["gz", "tgz", "gzip"];
/// Longest field of a header that is believed.
const LONGEST_FIELD: usize = 64 << 10;

impl Container for Gzip {
    fn name(&self) -> &'static str {
        "gzip"
    }

    fn doc(&self) -> &'static str {
        "what gzip compressed; damaged members cost themselves only"
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
        let mut codec = GzipCodec::new();
        open_frames(file, &mut codec, EXTENSIONS, around, give)
    }
}

/// Magic number, deflate, no reserved flag, and a known extra flag: three bytes alone are met by
/// chance in every few megabytes of damaged data.
fn is_header(bytes: &[u8]) -> bool {
    bytes.len() >= 10
        && bytes.starts_with(&[0x1f, 0x8b, 8])
        && bytes[3] & 0xe0 == 0
        && matches!(bytes[8], 0 | 2 | 4)
}

pub struct GzipCodec {
    inflate: Decompress,
    crc: Crc,
}

impl GzipCodec {
    pub fn new() -> Self {
        Self {
            inflate: Decompress::new(false),
            crc: Crc::new(),
        }
    }
}

impl Codec for GzipCodec {
    fn ahead(&self) -> usize {
        10
    }

    fn first(&self) -> u8 {
        0x1f
    }

    fn is_start(&self, bytes: &[u8]) -> bool {
        is_header(bytes)
    }

    fn begin(&mut self, file: &mut Window<'_>) -> Result<bool, Trouble> {
        let flags = file.look(10)?[3];
        file.skip(10);
        if flags & 4 != 0 {
            let length = match file.look(2)? {
                [low, high, ..] => u64::from(u16::from_le_bytes([*low, *high])),
                _ => return Err(cut()),
            };
            file.skip(2);
            if file.pass(length)? < length {
                return Err(cut());
            }
        }
        for flag in [8, 16] {
            if flags & flag != 0 {
                pass_text(file)?;
            }
        }
        if flags & 2 != 0 && file.pass(2)? < 2 {
            return Err(cut());
        }
        self.inflate.reset(false);
        self.crc.reset();
        Ok(true)
    }

    fn step(&mut self, input: &[u8], output: &mut [u8]) -> Result<Step, Trouble> {
        let (taken, given) = (self.inflate.total_in(), self.inflate.total_out());
        let status = self
            .inflate
            .decompress(input, output, FlushDecompress::None)
            .map_err(|_| Trouble::new(Reason::Damaged, "the deflated data are damaged"))?;
        let given = (self.inflate.total_out() - given) as usize;
        self.crc.update(&output[..given]);
        Ok(Step {
            taken: (self.inflate.total_in() - taken) as usize,
            given,
            has_ended: status == Status::StreamEnd,
        })
    }

    fn end(&mut self, file: &mut Window<'_>) -> Result<(), Trouble> {
        let trailer = file.look(8)?;
        let Some(trailer) = trailer.first_chunk::<8>() else {
            let length = trailer.len();
            file.skip(length);
            return Err(cut());
        };
        let [a, b, c, d, ..] = *trailer;
        let is_right = u32::from_le_bytes([a, b, c, d]) == self.crc.sum();
        file.skip(8);
        if is_right {
            Ok(())
        } else {
            Err(Trouble::new(
                Reason::Damaged,
                "the checksum of a gzip member is wrong",
            ))
        }
    }
}

/// Passes a text that ends with NUL.
fn pass_text(file: &mut Window<'_>) -> Result<(), Trouble> {
    for _ in 0..LONGEST_FIELD {
        match file.look(1)?.first() {
            None => return Err(cut()),
            Some(0) => {
                file.skip(1);
                return Ok(());
            }
            Some(_) => file.skip(1),
        }
    }
    Err(Trouble::new(
        Reason::Damaged,
        "a field of the gzip header does not end",
    ))
}

fn cut() -> Trouble {
    Trouble::new(Reason::Truncated, "the gzip member is cut off")
}
