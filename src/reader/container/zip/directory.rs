//! The directory at the end of a zip archive.

use std::io::{BufReader, Read, SeekFrom};

use super::entry::{DIRECTORY, DIRECTORY_SIZE, Entry, u16_at, u32_at, u64_at};
use crate::reader::Reason;
use crate::reader::container::window::ReadSeek;
use crate::reader::container::{Budget, Trouble};

/// Bytes of the last record before its comment.
const END_SIZE: usize = 22;
/// Longest comment of an archive.
const COMMENT: u64 = 65_535;

/// Reads every entry of the directory.
pub fn read_directory(file: &mut dyn ReadSeek, budget: &Budget) -> Result<Vec<Entry>, Trouble> {
    let end = find_end(file)?;
    // What stands before the archive (a program that unpacks it) moves every place in it.
    let Some(moved) = end
        .at
        .checked_sub(end.size)
        .and_then(|s| s.checked_sub(end.start))
    else {
        return Err(Trouble::new(
            Reason::Damaged,
            "the directory lies about its place",
        ));
    };
    file.seek(SeekFrom::Start(end.at - end.size))?;
    let mut bytes = BufReader::with_capacity(64 << 10, &mut *file).take(end.size);
    let mut entries = Vec::new();
    loop {
        let mut head = [0; DIRECTORY_SIZE];
        if bytes.limit() < DIRECTORY_SIZE as u64 {
            break;
        }
        bytes.read_exact(&mut head)?;
        if !head.starts_with(DIRECTORY) {
            return Err(Trouble::new(
                Reason::Damaged,
                "an entry of the directory is damaged",
            ));
        }
        let rest = [28, 30, 32]
            .map(|at| usize::from(u16_at(&head, at)))
            .iter()
            .sum();
        let mut rest: Vec<u8> = vec![0; rest];
        bytes
            .read_exact(&mut rest)
            .map_err(|_| Trouble::new(Reason::Damaged, "the directory is cut off"))?;
        budget.member()?;
        let mut entry = Entry::read_listed(&head, &rest);
        entry.offset = entry.offset.saturating_add(moved);
        entries.push(entry);
    }
    if (entries.len() as u64) < end.entries {
        let detail = format!(
            "{} of {} entries of the directory",
            entries.len(),
            end.entries
        );
        return Err(Trouble::new(Reason::Damaged, detail));
    }
    Ok(entries)
}

struct End {
    /// Place behind the directory.
    at: u64,
    /// Bytes of the directory.
    size: u64,
    /// Place of the directory as the archive says it.
    start: u64,
    entries: u64,
}

fn find_end(file: &mut dyn ReadSeek) -> Result<End, Trouble> {
    let missing = || Trouble::new(Reason::Truncated, "the directory at the end is missing");
    let length = file.seek(SeekFrom::End(0))?;
    let tail_size = length.min(COMMENT + END_SIZE as u64 + 20);
    let tail_start = length - tail_size;
    file.seek(SeekFrom::Start(tail_start))?;
    let mut tail = vec![0; tail_size as usize];
    file.read_exact(&mut tail)?;
    let last = tail.len().checked_sub(END_SIZE).ok_or_else(missing)?;
    // The comment may hold anything, so its length has to fit.
    let fits = |at: &usize| {
        tail[*at..].starts_with(b"PK\x05\x06")
            && at + END_SIZE + usize::from(u16_at(&tail, at + 20)) <= tail.len()
    };
    let at = (0..=last).rev().find(fits).ok_or_else(missing)?;
    let record = &tail[at..];
    let short = End {
        at: tail_start + at as u64,
        size: u64::from(u32_at(record, 12)),
        start: u64::from(u32_at(record, 16)),
        entries: u64::from(u16_at(record, 10)),
    };
    let is_long = short.size == u64::from(u32::MAX)
        || short.start == u64::from(u32::MAX)
        || short.entries == u64::from(u16::MAX);
    let locator = at.checked_sub(20).map(|from| &tail[from..at]);
    match locator {
        Some(locator) if is_long && locator.starts_with(b"PK\x06\x07") => {
            read_long_end(file, u64_at(locator, 8), short)
        }
        _ => Ok(short),
    }
}

/// The end of an archive that is too large for 32 bits.
fn read_long_end(file: &mut dyn ReadSeek, at: u64, short: End) -> Result<End, Trouble> {
    file.seek(SeekFrom::Start(at))?;
    let mut record = [0; 56];
    if file.read_exact(&mut record).is_err() || !record.starts_with(b"PK\x06\x06") {
        return Ok(short);
    }
    Ok(End {
        at,
        size: u64_at(&record, 40),
        start: u64_at(&record, 48),
        entries: u64_at(&record, 32),
    })
}
