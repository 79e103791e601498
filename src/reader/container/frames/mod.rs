//! Compressed streams: gzip, bzip2, Zstandard, each a row of frames of its own.
//!
//! A frame that is damaged costs itself: reading goes on at the next one, and both places are
//! known.  Web archives rely on it: they are a frame for each record.

use std::io::{self, Read};
use std::ops::ControlFlow;

use super::window::{Source, Window};
use super::{Around, Budget, Give, Member, Part, Trouble};
use crate::reader::{ReadError, Reason};

mod bzip2;
mod gzip;
mod zstandard;

pub use bzip2::Bzip2;
pub use gzip::Gzip;
pub use zstandard::Zstandard;

/// Bytes of one file that may be gone back over: thousands of false beginnings, each of which seems
/// to go on to the end of the file, would take hours.
const MOST_REREAD: u64 = 64 << 20;

/// One way to compress, frame by frame.
pub trait Codec {
    /// Bytes that `is_start` wants to see.
    fn ahead(&self) -> usize;
    /// First byte of every frame.
    fn first(&self) -> u8;
    /// Whether a frame can begin with these bytes.
    fn is_start(&self, bytes: &[u8]) -> bool;
    /// Reads what stands before the data of a frame.  False: the frame holds no data.
    fn begin(&mut self, file: &mut Window<'_>) -> Result<bool, Trouble>;
    /// Unpacks: bytes taken, bytes given, whether the data of the frame has ended.
    fn step(&mut self, input: &[u8], output: &mut [u8]) -> Result<Step, Trouble>;
    /// Reads what stands behind the data of a frame, and checks it.
    fn end(&mut self, file: &mut Window<'_>) -> Result<(), Trouble>;
}

pub struct Step {
    pub taken: usize,
    pub given: usize,
    pub has_ended: bool,
}

/// The codec of a member of a zip archive, by the number of its method.
pub fn zip_codec(method: u16) -> Option<Box<dyn Codec>> {
    match method {
        8 => Some(Box::new(gzip::GzipCodec::new())),
        12 => Some(Box::new(bzip2::Bzip2Codec::new())),
        93 => zstandard::ZstandardCodec::new()
            .ok()
            .map(|codec| Box::new(codec) as Box<dyn Codec>),
        _ => None,
    }
}

/// Gives the one content of a compressed file.
fn open_frames(
    file: &mut Window<'_>,
    codec: &mut dyn Codec,
    extensions: &[&str],
    around: &Around<'_>,
    give: Give<'_>,
) -> Result<(), ReadError> {
    let mut frames = Frames {
        file,
        codec,
        budget: around.budget,
        in_frame: false,
        piece: 0,
        given_from: None,
        packed: 0,
        given: 0,
        reread: 0,
        late: None,
    };
    let hint = unpacked_name(around.name, extensions);
    let member = Member {
        hint,
        ..Member::new(String::new(), 0, &mut frames)
    };
    let _: ControlFlow<()> = give(Part::Member(member));
    Ok(())
}

/// The file name as it was before it was compressed.
fn unpacked_name(name: &str, extensions: &[&str]) -> String {
    let Some((stem, extension)) = name.rsplit_once('.') else {
        return name.to_owned();
    };
    match extension.to_ascii_lowercase().as_str() {
        "tgz" | "tbz2" | "tzst" => format!("{stem}.tar"),
        "wacz" => name.to_owned(),
        known if extensions.contains(&known) => stem.to_owned(),
        _ => name.to_owned(),
    }
}

/// The unpacked bytes of all frames.
struct Frames<'f, 'a> {
    file: &'f mut Window<'a>,
    codec: &'f mut dyn Codec,
    budget: &'f Budget,
    in_frame: bool,
    /// Offset of the frame at hand.
    piece: u64,
    /// Offset of the frame that the last bytes came from.
    given_from: Option<u64>,
    /// Bytes of the frame at hand, packed and unpacked.
    packed: u64,
    given: u64,
    /// Bytes that were gone back over to look for the next frame.
    reread: u64,
    /// What was wrong at the end of the last frame.
    late: Option<Trouble>,
}

impl Frames<'_, '_> {
    /// Goes to the next frame; false at the end.
    fn begin(&mut self) -> Result<bool, Trouble> {
        // Some writers fill the last block with zeros.
        while let Some(zeros) = leading_zeros(self.file.look(1)?) {
            self.file.skip(zeros);
        }
        let ahead = self.codec.ahead();
        let here = self.file.look(ahead)?;
        if here.is_empty() {
            return Ok(false);
        }
        let (offset, from) = (self.file.offset(), self.file.position());
        let here = self.file.look(ahead)?;
        if !self.codec.is_start(here) {
            let codec = &*self.codec;
            let is_start = |bytes: &[u8]| codec.is_start(bytes);
            let more = self.file.find(codec.first(), ahead, &is_start)?;
            let length = self.file.position() - from;
            let where_to = if more { "between frames" } else { "at the end" };
            return Err(Trouble::new(
                Reason::Damaged,
                format!("{length} bytes {where_to} that are not compressed data"),
            )
            .at(offset)
            .going_on());
        }
        self.piece = offset;
        (self.packed, self.given) = (0, 0);
        self.file.hold();
        self.in_frame = self.codec.begin(self.file)?;
        Ok(true)
    }

    /// Leaves the frame at hand and looks for the next one from its second byte on.
    fn leave(&mut self, trouble: Trouble) -> Trouble {
        self.in_frame = false;
        let offset = self.piece;
        if trouble.reason != Reason::Io {
            // What was taken for this frame's data may have been the next frame.
            let here = self.file.position();
            if self.reread < MOST_REREAD && self.file.go_back() {
                self.reread += here - self.file.position();
                self.file.skip(1);
            }
            let codec = &*self.codec;
            let is_start = |bytes: &[u8]| codec.is_start(bytes);
            // Trouble in the packed stream comes again with the next read.
            let _ = self.file.find(codec.first(), codec.ahead(), &is_start);
        }
        Trouble {
            offset: trouble.offset.or(Some(offset)),
            goes_on: trouble.goes_on
                || matches!(trouble.reason, Reason::Damaged | Reason::Truncated),
            ..trouble
        }
    }

    fn next_bytes(&mut self, out: &mut [u8]) -> Result<usize, Trouble> {
        loop {
            if let Some(trouble) = self.late.take() {
                return Err(trouble);
            }
            if !self.in_frame {
                match self.begin() {
                    Ok(true) => continue,
                    Ok(false) => return Ok(0),
                    // A frame that begins badly is left; bytes between frames were passed already.
                    Err(trouble) if trouble.goes_on => return Err(trouble),
                    Err(trouble) => return Err(self.leave(trouble)),
                }
            }
            let input = match self.file.look(1) {
                Ok(input) => input,
                Err(trouble) => {
                    self.in_frame = false;
                    return Err(trouble);
                }
            };
            if input.is_empty() {
                let detail = format!("the compressed data end after {} bytes", self.given);
                return Err(self.leave(Trouble::new(Reason::Truncated, detail)));
            }
            let step = match self.codec.step(input, out) {
                Ok(step) => step,
                Err(trouble) => return Err(self.leave(trouble)),
            };
            self.file.skip(step.taken);
            self.packed += step.taken as u64;
            self.given += step.given as u64;
            if step.given > 0 {
                self.given_from = Some(self.piece);
                let used = self
                    .budget
                    .unpack(step.given as u64, self.packed, self.given);
                if let Err(trouble) = used {
                    return Err(self.leave(trouble));
                }
            }
            if step.has_ended {
                self.in_frame = false;
                if let Err(trouble) = self.codec.end(self.file) {
                    // The bytes are given first: what they hold is mostly whole.
                    self.late = Some(trouble.at(self.piece).going_on());
                }
            }
            if step.given > 0 {
                return Ok(step.given);
            }
        }
    }
}

fn leading_zeros(bytes: &[u8]) -> Option<usize> {
    let zeros = bytes.iter().take_while(|b| **b == 0).count();
    (zeros > 0).then_some(zeros)
}

impl Read for Frames<'_, '_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if out.is_empty() {
            return Ok(0);
        }
        if let Some(trouble) = self.late.take() {
            return Err(trouble.into());
        }
        self.next_bytes(out).map_err(io::Error::from)
    }
}

impl Source for Frames<'_, '_> {
    fn piece(&self) -> Option<u64> {
        self.given_from
    }
}
