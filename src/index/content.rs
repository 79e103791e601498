//! What is in a file: bytes for a reader with the files that belong to it, or a container to be
//! streamed.
//!
//! Here files are opened, and nowhere below.  A container is never held in memory whole.

use std::fs::File;
use std::io::{self, Read, Seek};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use super::packages;
use super::walk::Found;
use crate::reader::container::{
    Given, How, Limits, Opened, ReadSeek, Source, Whence, choose_container, read_source,
};
use crate::reader::{HEAD_BYTES, Input, Item, NamedPart, Reason, Skip, choose_reader, read};

/// Larger files that are no container are not read into memory.
const MAX_FILE_BYTES: u64 = 4 << 30;

/// A file that was opened.
pub enum Content {
    Bytes {
        bytes: Vec<u8>,
        parts: Vec<NamedPart>,
    },
    Container {
        file: File,
        size: u64,
    },
}

/// Opens a regular file and looks at its first bytes.
pub fn open(found: &Found) -> Result<Content, (Reason, String)> {
    // Opening a pipe would wait for somebody to write into it.
    if !found.is_regular {
        return Err((Reason::NotRegular, "no regular file".to_owned()));
    }
    let mut file = File::open(&found.real).map_err(io_reason)?;
    let mut head = Vec::with_capacity(HEAD_BYTES);
    (&mut file)
        .take(HEAD_BYTES as u64)
        .read_to_end(&mut head)
        .map_err(io_reason)?;
    if choose_container(&head).is_some() {
        file.rewind().map_err(io_reason)?;
        let size = file.metadata().map_err(io_reason)?.len();
        return Ok(Content::Container { file, size });
    }
    let bytes = read_bytes(found)?;
    let parts = packages::read_parts(&found.real, &bytes);
    Ok(Content::Bytes { bytes, parts })
}

impl Content {
    pub fn size(&self) -> u64 {
        match self {
            Self::Bytes { bytes, parts } => {
                let parts = parts.iter().map(|part| part.bytes.len());
                (bytes.len() + parts.sum::<usize>()) as u64
            }
            Self::Container { size, .. } => *size,
        }
    }

    /// BLAKE3 of the bytes and of those that belong to it, in hexadecimal digits; None if `stop` was set meanwhile.
    pub fn hash(&mut self, stop: &AtomicBool) -> io::Result<Option<String>> {
        let file = match self {
            Self::Bytes { bytes, parts } => {
                let mut hasher = blake3::Hasher::new();
                hasher.update(bytes);
                for part in parts {
                    hasher.update(&part.bytes);
                }
                return Ok(Some(hasher.finalize().to_hex().to_string()));
            }
            Self::Container { file, .. } => file,
        };
        let mut hasher = blake3::Hasher::new();
        let mut buffer = vec![0; 1 << 20];
        loop {
            let length = file.read(&mut buffer)?;
            if length == 0 {
                file.rewind()?;
                return Ok(Some(hasher.finalize().to_hex().to_string()));
            }
            if stop.load(Ordering::Relaxed) {
                return Ok(None);
            }
            hasher.update(&buffer[..length]);
        }
    }

    /// Gives everything in the file to the sink, containers opened, until it breaks.
    pub fn read(
        self,
        path: &str,
        how: How<'_>,
        sink: &mut dyn FnMut(Given<'_>) -> ControlFlow<()>,
    ) -> Opened {
        match self {
            Self::Bytes { bytes, parts } => give_items(&bytes, &parts, path, how, sink),
            Self::Container { file, size } => {
                let mut source = OnDisk(file);
                let opened = read_source(&mut source, path, size, Limits::default(), how, sink);
                let after = source.0.metadata().map_or(size, |m| m.len());
                if after != size {
                    let detail = format!("{size} bytes when it was opened, now {after}");
                    let _ = sink(Given::Skipped(Skip {
                        member: String::new(),
                        offset: 0,
                        reason: Reason::Changed,
                        detail,
                    }));
                }
                opened
            }
        }
    }
}

fn give_items(
    bytes: &[u8],
    parts: &[NamedPart],
    path: &str,
    how: How<'_>,
    sink: &mut dyn FnMut(Given<'_>) -> ControlFlow<()>,
) -> Opened {
    let input = Input {
        parts,
        options: how.options,
        ..Input::new(path, bytes)
    };
    let reader = how.reader.unwrap_or_else(|| choose_reader(&input));
    let format = reader.name();
    let mut flow = ControlFlow::Continue(());
    let mut take = |item: Item| {
        if flow.is_continue() {
            flow = sink(match item {
                Item::Skipped(skip) => Given::Skipped(skip),
                Item::Article(read) => Given::Article {
                    read,
                    format,
                    whence: Whence {
                        hint: path,
                        url: None,
                        is_member: false,
                    },
                },
            });
        }
    };
    let result = read(&input, Some(reader), &mut take).1;
    Opened { format, result }
}

/// A file as a source of bytes.
struct OnDisk(File);

impl Read for OnDisk {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.0.read(out)
    }
}

impl Source for OnDisk {
    fn seekable(&mut self) -> Option<&mut dyn ReadSeek> {
        Some(&mut self.0)
    }
}

/// Reads the bytes of a regular file, once more if it changed meanwhile.
fn read_bytes(found: &Found) -> Result<Vec<u8>, (Reason, String)> {
    for _ in 0..2 {
        let mut file = File::open(&found.real).map_err(io_reason)?;
        let size = file.metadata().map_err(io_reason)?.len();
        if size > MAX_FILE_BYTES {
            return Err((Reason::TooLarge, format!("{size} bytes")));
        }
        let mut bytes = Vec::with_capacity(size as usize + 1);
        // One byte more than expected shows that the file is growing.
        (&mut file)
            .take(size + 1)
            .read_to_end(&mut bytes)
            .map_err(io_reason)?;
        if bytes.len() as u64 == size {
            return Ok(bytes);
        }
    }
    Err((
        Reason::Changed,
        "the file changed while it was read".to_owned(),
    ))
}

/// What kept a file from being read.
pub fn io_reason(error: io::Error) -> (Reason, String) {
    let reason = match error.kind() {
        io::ErrorKind::PermissionDenied => Reason::Permission,
        io::ErrorKind::NotFound => Reason::Changed,
        _ => Reason::Io,
    };
    (reason, error.to_string())
}
