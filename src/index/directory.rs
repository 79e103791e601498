//! A directory that can be read where nothing can be written, and with little memory.
//!
//! tantivy takes a lock file to open a reader, which fails on read-only media (tantivy#557).  This
//! wrapper grants that one lock without a file when the file cannot be made.  The texts of the
//! articles are read block by block: mapped, a verb that reads them all would have all of them in
//! its memory at the end.  For the same reason whoever walks through all posting lists has them read
//! in pieces.  Files that a query may need late are kept open from the first time on, so that a
//! commit meanwhile takes nothing away.  Everything else is the mapped directory's own.

use std::collections::{HashMap, VecDeque};
use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use tantivy::HasLen;
use tantivy::directory::error::{
    DeleteError, LockError, OpenDirectoryError, OpenReadError, OpenWriteError,
};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, OwnedBytes,
    WatchCallback, WatchHandle, WritePtr,
};

use super::segment::OPENED_LATE;

/// Endings of the files that hold the texts and the posting lists.
const STORE: &str = "store";
const POSTINGS: &str = "idx";

/// Bytes that are read at once at most; whoever wants more gets them mapped.
const MAX_READ: usize = 1 << 20;

/// Bytes of posting lists that are read ahead, for each of the fields that are walked through side by
/// side.
const AHEAD: usize = 1 << 18;
const FIELDS_AHEAD: usize = 8;

/// Mapped files, readable on read-only media.
#[derive(Debug, Clone)]
pub struct ReadableDirectory {
    inner: MmapDirectory,
    path: PathBuf,
    is_walk: bool,
    kept: Arc<Mutex<HashMap<PathBuf, Arc<dyn FileHandle>>>>,
}

impl ReadableDirectory {
    /// Opens the directory at a path.
    pub fn open(path: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self {
            inner: MmapDirectory::open(path)?,
            path: path.to_owned(),
            is_walk: false,
            kept: Arc::default(),
        })
    }

    /// Opens the directory to walk through its posting lists in the order of the words.
    pub fn open_to_walk(path: &Path) -> Result<Self, OpenDirectoryError> {
        Ok(Self {
            is_walk: true,
            ..Self::open(path)?
        })
    }
}

/// A file that is read in pieces.
#[derive(Debug)]
struct ReadFile {
    file: File,
    mapped: Arc<dyn FileHandle>,
}

impl HasLen for ReadFile {
    fn len(&self) -> usize {
        self.mapped.len()
    }
}

impl FileHandle for ReadFile {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        if range.len() > MAX_READ {
            return self.mapped.read_bytes(range);
        }
        let mut bytes = vec![0; range.len()];
        read_at(&self.file, &mut bytes, range.start as u64)?;
        Ok(OwnedBytes::new(bytes))
    }
}

/// A file that is read in pieces, with what probably comes next.
#[derive(Debug)]
struct WalkedFile {
    file: File,
    length: usize,
    /// Where each piece starts; the one that was read last is the first.
    pieces: Mutex<VecDeque<(usize, OwnedBytes)>>,
}

impl HasLen for WalkedFile {
    fn len(&self) -> usize {
        self.length
    }
}

impl FileHandle for WalkedFile {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        let read = |length: usize| {
            let mut bytes = vec![0; length];
            read_at(&self.file, &mut bytes, range.start as u64)?;
            Ok::<_, io::Error>(OwnedBytes::new(bytes))
        };
        if range.len() > AHEAD {
            return read(range.len());
        }
        let mut pieces = self.pieces.lock().unwrap_or_else(PoisonError::into_inner);
        let holds = |(start, bytes): &&(usize, OwnedBytes)| {
            *start <= range.start && range.end <= start + bytes.len()
        };
        if let Some((start, bytes)) = pieces.iter().find(holds) {
            return Ok(bytes.slice(range.start - start..range.end - start));
        }
        let bytes = read(
            AHEAD
                .min(self.length.saturating_sub(range.start))
                .max(range.len()),
        )?;
        pieces.push_front((range.start, bytes.clone()));
        pieces.truncate(FIELDS_AHEAD);
        Ok(bytes.slice(0..range.len()))
    }
}

#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, at)
}

#[cfg(windows)]
fn read_at(file: &File, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let read = std::os::windows::fs::FileExt::seek_read(file, bytes, at)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes = &mut bytes[read..];
        at += read as u64;
    }
    Ok(())
}

impl Directory for ReadableDirectory {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let ending = path.extension().and_then(|ending| ending.to_str());
        if ending.is_some_and(|ending| OPENED_LATE.contains(&ending)) {
            let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(file) = kept.get(path) {
                return Ok(Arc::clone(file));
            }
            let file = self.inner.get_file_handle(path)?;
            kept.insert(path.to_owned(), Arc::clone(&file));
            return Ok(file);
        }
        let mapped = self.inner.get_file_handle(path)?;
        let is = |ending: &str| path.extension().is_some_and(|found| found == ending);
        let open = || {
            File::open(self.path.join(path))
                .map_err(|error| OpenReadError::wrap_io_error(error, path.to_owned()))
        };
        if is(STORE) {
            let file = open()?;
            return Ok(Arc::new(ReadFile { file, mapped }));
        }
        if self.is_walk && is(POSTINGS) {
            return Ok(Arc::new(WalkedFile {
                file: open()?,
                length: mapped.len(),
                pieces: Mutex::default(),
            }));
        }
        Ok(mapped)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.inner.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.inner.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.inner.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.inner.atomic_read(path)
    }

    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.inner.atomic_write(path, data)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.inner.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.inner.acquire_lock(lock) {
            Err(LockError::IoError(error))
                if lock.filepath == META_LOCK.filepath && cannot_write(&error) =>
            {
                // Nobody can write here, so nobody can remove segments under the reader.
                Ok(DirectoryLock::from(Box::new(())))
            }
            other => other,
        }
    }

    fn watch(&self, callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.inner.watch(callback)
    }
}

fn cannot_write(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied
    )
}
