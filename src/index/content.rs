//! What is in a file: bytes for a reader with the files that belong to it, or a container to be
//! streamed.
//!
//! Here files are opened, and nowhere below.  A container is never held in memory whole.

use std::fs::{self, File};
use std::io::{self, Read, Seek};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use super::packages;
use super::walk::Found;
use crate::reader::container::{
    Given, How, Limits, Opened, ReadSeek, Source, Whence, choose_container, read_source,
};
use crate::reader::{
    HEAD_BYTES, Input, Item, NamedPart, Reason, Skip, choose_reader, read, refuse_own,
};

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
        /// What it was when it was opened.
        then: Stamp,
    },
}

/// What tells that an open file is as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
}

impl Stamp {
    fn of(file: &File) -> io::Result<Self> {
        let metadata = file.metadata()?;
        Ok(Self {
            size: metadata.len(),
            modified: metadata.modified().ok(),
        })
    }
}

/// What lies at a path that is no regular file.
fn what_it_is(path: &Path) -> &'static str {
    match fs::symlink_metadata(path).map(|metadata| metadata.file_type()) {
        Ok(kind) if kind.is_symlink() => "a link, which is followed only where it is given itself",
        Ok(kind) if kind.is_dir() => "a directory",
        _ => "no regular file",
    }
}

/// Opens a regular file and looks at its first bytes.
pub fn open(found: &Found) -> Result<Content, (Reason, String)> {
    // Opening a pipe would wait for somebody to write into it, and one may have taken the place of
    // the file since it was listed.
    let is_regular = found.is_regular && fs::metadata(&found.real).map_err(io_reason)?.is_file();
    if !is_regular {
        return Err((Reason::NotRegular, what_it_is(&found.real).to_owned()));
    }
    let mut file = File::open(&found.real).map_err(io_reason)?;
    let mut head = Vec::with_capacity(HEAD_BYTES);
    (&mut file)
        .take(HEAD_BYTES as u64)
        .read_to_end(&mut head)
        .map_err(io_reason)?;
    if choose_container(&head).is_some() {
        file.rewind().map_err(io_reason)?;
        let then = Stamp::of(&file).map_err(io_reason)?;
        return Ok(Content::Container { file, then });
    }
    let bytes = read_bytes(&found.real)?;
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
            Self::Container { then, .. } => then.size,
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
            Self::Container { file, then } => {
                let mut source = OnDisk(file);
                let size = then.size;
                let opened = read_source(&mut source, path, size, Limits::default(), how, sink);
                let after = Stamp::of(&source.0).unwrap_or(then);
                if after != then {
                    let detail = match after.size {
                        same if same == size => "written to while it was read".to_owned(),
                        other => format!("{size} bytes when it was opened, now {other}"),
                    };
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
    // Whoever names the format means it.
    let refused = match how.reader {
        Some(_) => Ok(()),
        None => refuse_own(bytes),
    };
    let result = refused.and_then(|()| read(&input, Some(reader), &mut take).1);
    Opened { format, result }
}

/// A file as a source of bytes.
pub struct OnDisk(pub File);

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

/// A file that is being read, and what it was when it was opened.
struct Opening<R> {
    content: R,
    size: u64,
}

/// Reads the bytes of a regular file, once more if it changed meanwhile.
fn read_bytes(path: &Path) -> Result<Vec<u8>, (Reason, String)> {
    read_whole(|| {
        let content = File::open(path)?;
        let size = content.metadata()?.len();
        Ok(Opening { content, size })
    })
}

/// Reads all of a file that has the size it had when it was opened; opens it once more if not.
fn read_whole<R: Read>(
    mut open: impl FnMut() -> io::Result<Opening<R>>,
) -> Result<Vec<u8>, (Reason, String)> {
    for _ in 0..2 {
        let Opening { content, size } = open().map_err(io_reason)?;
        if size > MAX_FILE_BYTES {
            return Err((Reason::TooLarge, format!("{size} bytes")));
        }
        let mut bytes = Vec::with_capacity(size as usize + 1);
        // One byte more than expected shows that the file is growing.
        content
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

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;
    use crate::index::walk::found;

    /// Reads a file that has these sizes when it is opened and these contents when it is read.
    fn check(openings: &[(u64, &'static str)], expected: Result<&str, Reason>) {
        let mut left = openings.iter();
        let read = read_whole(|| match left.next() {
            Some((size, content)) => Ok(Opening {
                content: content.as_bytes(),
                size: *size,
            }),
            None => Err(io::ErrorKind::NotFound.into()),
        });
        let read = read.map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
        let read = read.map_err(|(reason, _)| reason);
        assert_eq!(read.as_deref(), expected.as_ref().copied(), "{openings:?}");
        assert_eq!(left.len(), 0, "{openings:?}");
    }

    #[test]
    fn row_40_a_file_that_changes_is_read_once_more() {
        check(&[(4, "text")], Ok("text"));
        // It grows, shrinks, vanishes; once is survived, twice is reported.
        check(&[(3, "text"), (4, "text")], Ok("text"));
        check(&[(9, "text"), (4, "text")], Ok("text"));
        check(&[(9, "text")], Err(Reason::Changed));
        check(&[(3, "text"), (9, "text")], Err(Reason::Changed));
    }

    #[test]
    fn row_40_a_container_that_is_written_to_says_so() {
        let here = tempfile::tempdir().expect("temporary directory");
        let path = here.path().join("all.jsonl.gz");
        let story = |word: &str| {
            let line = format!("{{\"title\": \"A {word}\", \"body\": \"Anna walked.\"}}\n");
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::none());
            io::Write::write_all(&mut gzip, line.as_bytes()).expect("compress");
            gzip.finish().expect("compress")
        };
        std::fs::write(&path, story("lamp")).expect("the file");
        let listed = found(
            here.path(),
            &path,
            &std::fs::metadata(&path).expect("there"),
        );
        let content = open(&listed).expect("a container");
        // Of the same size, so that only its time tells.
        let later = SystemTime::now() + std::time::Duration::from_secs(60);
        let written = File::options().append(true).open(&path).expect("open");
        written.set_modified(later).expect("touch");
        let how = How {
            reader: None,
            options: crate::reader::ReadOptions::NONE,
        };
        let (articles, skips) = (Cell::new(0), Cell::new(0));
        content.read("all.jsonl.gz", how, &mut |given| {
            match given {
                Given::Article { .. } => articles.set(articles.get() + 1),
                Given::Skipped(skip) => {
                    assert_eq!(skip.reason, Reason::Changed);
                    skips.set(skips.get() + 1);
                }
                Given::PassedOver { .. } => {}
            }
            ControlFlow::Continue(())
        });
        assert_eq!((articles.get(), skips.get()), (1, 1));
    }

    #[cfg(unix)]
    #[test]
    fn row_41_a_pipe_in_the_place_of_a_file_is_not_opened() {
        let here = tempfile::tempdir().expect("temporary directory");
        let path = here.path().join("a.txt");
        std::fs::write(&path, "text").expect("the file");
        let listed = found(
            here.path(),
            &path,
            &std::fs::metadata(&path).expect("there"),
        );
        std::fs::remove_file(&path).expect("remove it");
        let made = std::process::Command::new("mkfifo").arg(&path).status();
        assert!(made.is_ok_and(|status| status.success()), "mkfifo");
        assert_eq!(
            open(&listed).err().map(|(reason, _)| reason),
            Some(Reason::NotRegular)
        );
    }
}
