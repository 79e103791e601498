//! Zstandard, RFC 8878: frames, and frames to be skipped, one of which may hold the dictionary of
//! a web archive (`.warc.zst`).

use zstd::stream::raw::{DParameter, Decoder, InBuffer, Operation, OutBuffer};

use super::{Codec, Step, open_frames};
use crate::reader::container::window::Window;
use crate::reader::container::{Around, Container, Give, Trouble};
use crate::reader::{ReadError, Reason};

/// The container `.zst`.
pub struct Zstandard;

const EXTENSIONS: &[&str] = &["zst", "tzst", "zstd"];
/// Greatest window, as a power of two: 128 MB, what the command line tool accepts.
const WINDOW: u32 = 27;
/// Greatest dictionary that is believed.
const DICTIONARY: u64 = 16 << 20;

impl Container for Zstandard {
    fn name(&self) -> &'static str {
        "zstandard"
    }

    fn doc(&self) -> &'static str {
        "what Zstandard compressed, with the dictionary of a web archive too"
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
        let mut codec = ZstandardCodec::new()?;
        open_frames(file, &mut codec, EXTENSIONS, around, give)
    }
}

fn decoder(dictionary: &[u8]) -> Result<Decoder<'static>, Trouble> {
    let made = Decoder::with_dictionary(dictionary).and_then(|mut decoder| {
        decoder.set_parameter(DParameter::WindowLogMax(WINDOW))?;
        Ok(decoder)
    });
    made.map_err(|error| Trouble::new(Reason::Damaged, format!("zstd dictionary: {error}")))
}

fn is_frame(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0x28, 0xb5, 0x2f, 0xfd])
}

fn is_skippable(bytes: &[u8]) -> bool {
    bytes.len() >= 8 && bytes[0] & 0xf0 == 0x50 && bytes[1..4] == [0x2a, 0x4d, 0x18]
}

fn is_header(bytes: &[u8]) -> bool {
    is_frame(bytes) || is_skippable(bytes)
}

pub struct ZstandardCodec {
    decoder: Decoder<'static>,
    /// Nothing but the first frame can be the dictionary.
    may_be_dictionary: bool,
}

impl ZstandardCodec {
    pub fn new() -> Result<Self, Trouble> {
        Ok(Self {
            decoder: decoder(&[])?,
            may_be_dictionary: true,
        })
    }
}

impl Codec for ZstandardCodec {
    fn ahead(&self) -> usize {
        8
    }

    fn first(&self) -> u8 {
        0x28
    }

    fn is_start(&self, bytes: &[u8]) -> bool {
        is_header(bytes)
    }

    fn begin(&mut self, file: &mut Window<'_>) -> Result<bool, Trouble> {
        let here = file.look(8)?;
        let is_dictionary = std::mem::take(&mut self.may_be_dictionary) && here[0] == 0x5d;
        if is_skippable(here) {
            let length = u64::from(u32::from_le_bytes([here[4], here[5], here[6], here[7]]));
            file.skip(8);
            if is_dictionary && length <= DICTIONARY {
                let here = file.look(length as usize)?;
                let dictionary = here.get(..length as usize).ok_or_else(cut)?.to_vec();
                file.skip(length as usize);
                self.decoder = decoder(&unpack_dictionary(&dictionary)?)?;
            } else if file.pass(length)? < length {
                return Err(cut());
            }
            return Ok(false);
        }
        let reinit = self.decoder.reinit();
        reinit.map_err(|error| Trouble::new(Reason::Damaged, error.to_string()))?;
        Ok(true)
    }

    fn step(&mut self, input: &[u8], output: &mut [u8]) -> Result<Step, Trouble> {
        let mut input = InBuffer::around(input);
        let mut output = OutBuffer::around(output);
        let left = self.decoder.run(&mut input, &mut output).map_err(|error| {
            let detail = error.to_string();
            // "Frame requires too much memory for decoding": its window is beyond the limit.
            let is_huge = detail.contains("memory");
            let reason = if is_huge {
                Reason::Bomb
            } else {
                Reason::Damaged
            };
            Trouble::new(reason, format!("zstd: {detail}")).going_on()
        })?;
        Ok(Step {
            taken: input.pos(),
            given: output.pos(),
            has_ended: left == 0,
        })
    }

    fn end(&mut self, _file: &mut Window<'_>) -> Result<(), Trouble> {
        Ok(())
    }
}

/// The dictionary may be a frame itself.
fn unpack_dictionary(bytes: &[u8]) -> Result<Vec<u8>, Trouble> {
    if !is_frame(bytes) {
        return Ok(bytes.to_vec());
    }
    zstd::bulk::decompress(bytes, DICTIONARY as usize)
        .map_err(|error| Trouble::new(Reason::Damaged, format!("zstd dictionary: {error}")))
}

fn cut() -> Trouble {
    Trouble::new(Reason::Truncated, "the zstd frame is cut off")
}
