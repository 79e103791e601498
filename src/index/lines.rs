//! The frequent lines of an archive: learned from its text files before they are read, kept beside
//! the index.
//!
//! A table is used unchanged until it is learned again (`morgue index --relearn PATH`).  Each file
//! record says which table its lines were labelled by, so nothing stays labelled by an older one
//! without a word.  Text files in containers count like others.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};

use super::ArchiveError;
use super::content::OnDisk;
use super::entities::write_whole;
use super::walk::Found;
use crate::document::FileRecord;
use crate::reader::container::{How, Limits, choose_container, see_source};
use crate::reader::decode::{decode, looks_binary};
use crate::reader::plain_text::{FileLines, FrequentLines};
use crate::reader::{HEAD_BYTES, Input, ReadOptions, Reader, choose_reader};

/// Name of the table, in the archive.
pub const LINES_FILE: &str = "lines.json";
/// Format whose files have lines.
const FORMAT: &str = "plain_text";
/// Text files that are counted at most: a table of them is as good as one of all.
const MAX_COUNTED: usize = 20_000;
/// Files that are opened at most to find them.
const MAX_OPENED: usize = 60_000;
/// Larger files are no single article.
const MAX_BYTES: u64 = 1 << 20;
/// Text files that one container counts for at most, and all; they take no file's place.
const MAX_MEMBERS: usize = 1_000;
const MAX_ALL_MEMBERS: usize = 10_000;
/// Bytes of members that are unpacked for it.
const MAX_MEMBER_BYTES: u64 = 64 << 20;
/// Members after which a container is left whose text files are fewer than one in so many.
const MIN_SEEN: usize = 100;
const TEXT_SHARE: usize = 4;
/// Files between two looks at how many there are.
const BATCH: usize = 512;

/// Reads the table of an archive; None when nothing was learned.
pub fn read_frequent(archive_directory: &Path) -> Result<Option<FrequentLines>> {
    let path = archive_directory.join(LINES_FILE);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("read {}", path.display())),
    };
    let table = FrequentLines::from_json(&bytes)
        .ok_or_else(|| ArchiveError::Damaged(format!("{LINES_FILE} is not a table of lines")))
        .context("hint: `morgue index --relearn PATH` makes it anew")?;
    Ok(Some(table))
}

/// Keeps a table.
pub fn keep_frequent(archive_directory: &Path, table: &FrequentLines) -> Result<()> {
    let bytes = table.to_json().context("serialise the lines")?;
    write_whole(&archive_directory.join(LINES_FILE), &bytes)
}

/// What a file record remembers of the table: nothing if no line is frequent.
pub fn lines_identity(table: Option<&FrequentLines>) -> String {
    let table = table.filter(|table| !table.is_empty());
    table.map(FrequentLines::identity).unwrap_or_default()
}

/// Whether a file gave articles whose lines were labelled.
pub fn has_labelled_lines(record: &FileRecord) -> bool {
    record.format == FORMAT
        || record
            .took
            .iter()
            .any(|(format, n)| format == FORMAT && *n > 0)
}

/// Where learning looks, and how.
pub struct Search<'a> {
    /// The directory that paths are relative to.
    pub base: &'a Path,
    pub listed: &'a [Found],
    /// What the archive remembers of files.
    pub known: &'a HashMap<String, FileRecord>,
    /// Format of every file, instead of looking at each.
    pub reader: Option<&'static dyn Reader>,
    pub threads: usize,
}

/// Learns from the text files that are listed and those that the archive knows.
///
/// Of very many, those are counted whose paths have the least hashes: the same whatever the order.
/// Returns None if there are fewer than two.
pub fn learn_frequent(search: &Search<'_>, generation: u64) -> Option<FrequentLines> {
    let mut paths: Vec<(u64, &str, PathBuf)> = Vec::new();
    for found in search.listed.iter().filter(|found| found.is_regular) {
        paths.push((order_of(&found.path), &found.path, found.real.clone()));
    }
    for record in search
        .known
        .values()
        .filter(|record| has_labelled_lines(record))
    {
        paths.push((
            order_of(&record.path),
            &record.path,
            search.base.join(&record.path),
        ));
    }
    paths.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    paths.dedup_by(|a, b| a.1 == b.1);
    paths.truncate(MAX_OPENED);
    let mut counted = Vec::new();
    let mut containers = Vec::new();
    for batch in paths.chunks(BATCH) {
        let share = batch.len().div_ceil(search.threads.max(1));
        let read = |part: &[(u64, &str, PathBuf)]| -> Vec<(String, Looked)> {
            let looked = part.iter().filter_map(|(_, path, real)| {
                let looked = read_lines(path, real, search.reader)?;
                Some((path.to_string(), looked))
            });
            looked.collect()
        };
        std::thread::scope(|scope| {
            let parts = batch
                .chunks(share)
                .map(|part| scope.spawn(move || read(part)));
            for part in parts.collect::<Vec<_>>() {
                // A file on which learning panics is one that reading reports.
                for (path, looked) in part.join().unwrap_or_default() {
                    match looked {
                        Looked::Lines(lines) => counted.push((path, lines)),
                        Looked::Container(real) => containers.push((path, real)),
                    }
                }
            }
        });
        if counted.len() >= MAX_COUNTED {
            counted.truncate(MAX_COUNTED);
            break;
        }
    }
    // One after the other, so that what is held does not depend on the threads.
    let mut members = Vec::new();
    for (path, real) in containers {
        if members.len() < MAX_ALL_MEMBERS {
            members.extend(read_members(&path, &real, search.reader).unwrap_or_default());
        }
    }
    counted.extend(members);
    (counted.len() >= 2).then(|| FrequentLines::learn(counted, generation))
}

fn order_of(path: &str) -> u64 {
    let hash = blake3::hash(path.as_bytes());
    let first = hash.as_bytes().first_chunk().copied().unwrap_or_default();
    u64::from_be_bytes(first)
}

/// What a first look at a file gives.
enum Looked {
    Lines(FileLines),
    /// A container, closed again: there may be more of them than files may be open.
    Container(PathBuf),
}

/// The lines of a text file; what cannot be read is reported when it is read.
fn read_lines(path: &str, real: &Path, reader: Option<&'static dyn Reader>) -> Option<Looked> {
    let mut file = File::open(real).ok()?;
    let size = file.metadata().ok().filter(|m| m.is_file())?.len();
    let mut bytes = Vec::with_capacity(HEAD_BYTES);
    (&mut file)
        .take(HEAD_BYTES as u64)
        .read_to_end(&mut bytes)
        .ok()?;
    if choose_container(&bytes).is_some() {
        return Some(Looked::Container(real.to_owned()));
    }
    if size == 0 || size > MAX_BYTES || looks_binary(&bytes) {
        return None;
    }
    let reader = reader.unwrap_or_else(|| choose_reader(&Input::new(path, &bytes)));
    if reader.name() != FORMAT {
        return None;
    }
    file.take(MAX_BYTES).read_to_end(&mut bytes).ok()?;
    Some(Looked::Lines(FileLines::of(&decode(&bytes, &[]).text)))
}

/// The lines of the first text files of a container.
fn read_members(
    path: &str,
    real: &Path,
    reader: Option<&'static dyn Reader>,
) -> Option<Vec<(String, FileLines)>> {
    let file = File::open(real).ok()?;
    let size = file.metadata().ok().filter(|m| m.is_file())?.len();
    let limits = Limits {
        member_bytes: MAX_BYTES,
        ..Limits::default()
    };
    let how = How {
        reader,
        options: &ReadOptions::default(),
    };
    let (mut counted, mut seen, mut bytes) = (Vec::new(), 0, 0);
    let mut see = |input: &Input<'_>, member: &str, reader: &'static dyn Reader| {
        seen += 1;
        bytes += input.bytes.len() as u64;
        if reader.name() == FORMAT && !looks_binary(input.bytes) {
            let declared: Vec<&str> = input.charset.into_iter().collect();
            let lines = FileLines::of(&decode(input.bytes, &declared).text);
            counted.push((format!("{path}!{member}"), lines));
        }
        // Of pages or pictures a few are looked at, not all of a crawl.
        let is_of_others = counted.len() * TEXT_SHARE < seen && seen >= MIN_SEEN;
        if counted.len() >= MAX_MEMBERS || bytes >= MAX_MEMBER_BYTES || is_of_others {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    };
    see_source(&mut OnDisk(file), path, size, limits, how, &mut see);
    Some(counted)
}

/// The table that a run labels by, and what is to be said of it.
#[derive(Debug, Clone, Default)]
pub struct Chosen {
    pub table: Option<Arc<FrequentLines>>,
    /// It was learned in this run.
    pub is_new: bool,
}

/// The table that is kept, or a new one: for an archive without one, and when `again` is set.
pub fn choose_frequent(
    archive_directory: &Path,
    search: &Search<'_>,
    again: bool,
) -> Result<Chosen> {
    let kept = if again {
        // A damaged table is no reason not to make a new one.
        read_frequent(archive_directory).ok().flatten()
    } else {
        read_frequent(archive_directory)?
    };
    let is_fresh = |found: &Found| {
        let known = search.known.get(&found.path);
        known.is_none_or(|k| (k.size, k.mtime) != (found.size, found.mtime))
    };
    let may_learn = match &kept {
        Some(_) => again && !search.listed.is_empty(),
        // Nothing new, nothing to learn: an archive of other formats is not opened each time.
        None => search.listed.iter().any(is_fresh),
    };
    if may_learn {
        let generation = kept.as_ref().map_or(0, |kept| kept.generation) + 1;
        if let Some(table) = learn_frequent(search, generation) {
            keep_frequent(archive_directory, &table)?;
            return Ok(Chosen {
                table: Some(Arc::new(table)),
                is_new: true,
            });
        }
    }
    Ok(Chosen {
        table: kept.map(Arc::new),
        is_new: false,
    })
}
