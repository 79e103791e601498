//! A buffered view of a stream that can be looked into, and that knows where its bytes lie on disk.
//!
//! Compressed streams come in pieces (gzip members, zstd frames); the offset to report is that of
//! the piece when a record begins with it, else the place in the unpacked stream.  Damage is met
//! once: whoever reads is told of it, and the next read goes on behind it.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read, Seek};

use super::Trouble;

/// What can be read from anywhere: a file, or bytes in memory.
pub trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// The bytes of a file or of a member.
///
/// An error that carries a `Trouble` which goes on is damage: the next read continues behind it.
pub trait Source: Read {
    /// Offset of the compressed piece that the bytes of the last read came from.
    fn piece(&self) -> Option<u64> {
        None
    }

    /// The stream as something that can be read from anywhere, if it is that.
    fn seekable(&mut self) -> Option<&mut dyn ReadSeek> {
        None
    }
}

impl Source for &[u8] {}

impl Source for io::Cursor<&[u8]> {
    fn seekable(&mut self) -> Option<&mut dyn ReadSeek> {
        Some(self)
    }
}

/// Bytes that are asked for at once.
const CHUNK: usize = 64 << 10;
/// Bytes behind a held place that are kept at most.
const HELD: usize = 1 << 20;

/// A buffered, seeing reader of a source.
pub struct Window<'a> {
    source: &'a mut dyn Source,
    buffer: Vec<u8>,
    /// Index of the next byte in the buffer.
    next: usize,
    /// Place in the stream of the first byte of the buffer.
    base: u64,
    /// Place in the stream at which each compressed piece begins, with its offset on disk.
    pieces: VecDeque<(u64, u64)>,
    /// Place from which bytes are kept so that reading can go back there.
    held: Option<u64>,
    /// What stopped the stream behind the buffered bytes.
    trouble: Option<Trouble>,
    ended: bool,
}

impl<'a> Window<'a> {
    pub fn new(source: &'a mut dyn Source) -> Self {
        Self {
            source,
            buffer: Vec::new(),
            next: 0,
            base: 0,
            pieces: VecDeque::new(),
            held: None,
            trouble: None,
            ended: false,
        }
    }

    /// Place of the next byte in the unpacked stream.
    pub fn position(&self) -> u64 {
        self.base + self.next as u64
    }

    /// Offset to report for the next byte: of the piece that begins here, else the position.
    pub fn offset(&self) -> u64 {
        let here = self.position();
        let piece = self.pieces.iter().rev().find(|(at, _)| *at <= here);
        match piece {
            Some((at, offset)) if *at == here => *offset,
            _ => here,
        }
    }

    /// Bytes from here to the next beginning of a compressed piece, as far as it is buffered.
    pub fn to_next_piece(&self) -> Option<usize> {
        let here = self.position();
        let next = self.pieces.iter().find(|(at, _)| *at > here)?;
        Some((next.0 - here) as usize)
    }

    /// Buffers at least this many bytes, unless the stream ends or is damaged before; returns all
    /// that is buffered.  Trouble is returned when nothing is left before it.
    pub fn look(&mut self, wanted: usize) -> Result<&[u8], Trouble> {
        while self.buffer.len() - self.next < wanted && !self.ended && self.trouble.is_none() {
            self.fill(wanted);
        }
        if self.next == self.buffer.len()
            && let Some(trouble) = self.trouble.take()
        {
            self.ended = !trouble.goes_on;
            return Err(trouble);
        }
        Ok(&self.buffer[self.next..])
    }

    fn fill(&mut self, wanted: usize) {
        self.compact();
        let old = self.buffer.len();
        let missing = wanted.saturating_sub(old - self.next);
        self.buffer.resize(old + missing.clamp(CHUNK, 1 << 20), 0);
        let result = self.source.read(&mut self.buffer[old..]);
        let read = *result.as_ref().unwrap_or(&0);
        self.buffer.truncate(old + read);
        match result {
            Ok(0) => self.ended = true,
            Ok(_) => {
                let at = self.base + old as u64;
                if let Some(offset) = self.source.piece()
                    && self.pieces.back().is_none_or(|(_, last)| *last != offset)
                {
                    self.pieces.push_back((at, offset));
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => self.trouble = Some(Trouble::from(error)),
        }
    }

    /// Drops what was read and is not held.
    fn compact(&mut self) {
        let here = self.position();
        if self.held.is_some_and(|held| here - held > HELD as u64) {
            self.held = None;
        }
        let keep = (self.held.unwrap_or(here) - self.base) as usize;
        // Moving bytes costs, so small leftovers stay.
        if keep >= CHUNK || keep == self.buffer.len() {
            self.buffer.drain(..keep);
            self.base += keep as u64;
            self.next -= keep;
        }
        while self.pieces.len() > 1 && self.pieces[1].0 <= self.base {
            self.pieces.pop_front();
        }
    }

    /// Goes on by so many buffered bytes.
    pub fn skip(&mut self, bytes: usize) {
        self.next = (self.next + bytes).min(self.buffer.len());
    }

    /// Goes on by so many bytes, buffered or not.  Returns how many there were.
    pub fn pass(&mut self, bytes: u64) -> Result<u64, Trouble> {
        let mut passed = 0;
        while passed < bytes {
            let here = self.look(1)?.len();
            if here == 0 {
                break;
            }
            let step = (here as u64).min(bytes - passed);
            self.skip(step as usize);
            passed += step;
        }
        Ok(passed)
    }

    /// Keeps the bytes from here on, up to a limit, so that `go_back` can return.
    pub fn hold(&mut self) {
        self.held = Some(self.position());
    }

    /// Returns to the held place; false if it was let go meanwhile.
    pub fn go_back(&mut self) -> bool {
        let Some(held) = self.held.take() else {
            return false;
        };
        self.next = (held - self.base) as usize;
        true
    }

    /// Takes one line without its end, at most `limit` bytes of it; None at the end.
    pub fn line(&mut self, limit: usize) -> Result<Option<Vec<u8>>, Trouble> {
        let mut seen = 0;
        loop {
            let here = self.look(seen + 1)?;
            if here.is_empty() {
                return Ok(None);
            }
            if let Some(at) = memchr::memchr(b'\n', &here[seen..]) {
                let end = seen + at;
                let line = here[..end].strip_suffix(b"\r").unwrap_or(&here[..end]);
                let line = line.to_vec();
                self.skip(end + 1);
                return Ok(Some(line));
            }
            if here.len() == seen || here.len() >= limit {
                let line = here[..here.len().min(limit)].to_vec();
                self.skip(line.len());
                return Ok(Some(line));
            }
            seen = here.len();
        }
    }

    /// Goes to the first place, from here on, at which `is_start` accepts the bytes; it is shown
    /// `ahead` bytes, fewer at the end.  Only places at which `first` stands are asked about.
    /// False: there is none before the end; everything was passed.
    pub fn find(
        &mut self,
        first: u8,
        ahead: usize,
        is_start: &dyn Fn(&[u8]) -> bool,
    ) -> Result<bool, Trouble> {
        loop {
            let here = self.look(ahead)?;
            if here.is_empty() {
                return Ok(false);
            }
            let is_last = here.len() < ahead;
            let sure = if is_last {
                here.len()
            } else {
                here.len() - ahead + 1
            };
            let found = memchr::memchr_iter(first, &here[..sure]).find(|at| is_start(&here[*at..]));
            match found {
                Some(at) => {
                    self.skip(at);
                    return Ok(true);
                }
                None => self.skip(sure),
            }
        }
    }

    /// Puts bytes that were just taken before what comes next.
    pub fn give_back(&mut self, bytes: Vec<u8>) {
        let here = self.position();
        self.base = here - bytes.len() as u64;
        self.buffer.splice(..self.next, bytes);
        self.next = 0;
        self.held = None;
    }

    /// Lets the trouble be met by the next look.
    pub fn put_off(&mut self, trouble: Trouble) {
        self.ended = false;
        if self.trouble.is_none() {
            self.trouble = Some(trouble);
        }
    }

    /// The stream from its first byte as something that can be read from anywhere.
    pub fn seekable(&mut self) -> Option<&mut dyn ReadSeek> {
        self.source.seekable()
    }

    /// Begins the stream anew after it was read as `seekable`.
    pub fn restart(&mut self) -> io::Result<()> {
        if let Some(file) = self.source.seekable() {
            file.seek(io::SeekFrom::Start(0))?;
            self.buffer.clear();
            (self.next, self.base) = (0, 0);
            (self.held, self.trouble, self.ended) = (None, None, false);
            self.pieces.clear();
        }
        Ok(())
    }
}

impl Read for Window<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let here = self.fill_buf()?;
        let length = here.len().min(out.len());
        out[..length].copy_from_slice(&here[..length]);
        self.skip(length);
        Ok(length)
    }
}

impl BufRead for Window<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.look(1).map_err(io::Error::from)
    }

    fn consume(&mut self, bytes: usize) {
        self.skip(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_places_survive_small_reads() {
        struct Drip<'a>(&'a [u8]);
        impl Read for Drip<'_> {
            fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
                self.0.read(&mut out[..1])
            }
        }
        impl Source for Drip<'_> {}
        let mut source = Drip(b"one\r\ntwo\n\nlong line without end");
        let mut window = Window::new(&mut source);
        let mut line = |limit| {
            window
                .line(limit)
                .unwrap()
                .map(|l| String::from_utf8(l).unwrap())
        };
        assert_eq!(line(80).as_deref(), Some("one"));
        assert_eq!(line(80).as_deref(), Some("two"));
        assert_eq!(line(80).as_deref(), Some(""));
        assert_eq!(line(9).as_deref(), Some("long line"));
        assert_eq!(line(80).as_deref(), Some(" without end"));
        assert_eq!(line(80), None);
    }

    #[test]
    fn a_pattern_is_found_across_reads_and_the_held_place_again() {
        let mut bytes = vec![b'x'; 3 * CHUNK - 2];
        bytes.extend(b"WARC/1.0");
        let mut source = bytes.as_slice();
        let mut window = Window::new(&mut source);
        window.pass(5).unwrap();
        window.hold();
        assert!(window.find(b'W', 5, &|b| b.starts_with(b"WARC/")).unwrap());
        assert_eq!(window.position(), 3 * CHUNK as u64 - 2);
        assert!(window.go_back());
        assert_eq!(window.position(), 5);
        assert!(!window.find(b'Q', 5, &|_| true).unwrap());
    }
}
