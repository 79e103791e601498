//! One file read as `index` would read it, without an archive.

use std::path::Path;

use anyhow::{Context, Result};

use super::files::{make_record, modified_minute, read_bytes};
use super::walk::found;
use crate::analysis::entity::recogniser::Recogniser;
use crate::annotations::Record;
use crate::reader::{Input, Item, ReadOptions, Reader, Skip, read};

/// What one file gave, without an archive.
pub struct Inspected {
    pub bytes: Vec<u8>,
    pub records: Vec<Record>,
    pub skips: Vec<Skip>,
    /// Modification time and present, civil minutes UTC, as the records were dated with.
    pub modified: Option<i64>,
    pub now: Option<i64>,
}

/// How to read the file.
#[derive(Clone, Copy)]
pub struct Inspection<'a> {
    /// Format, instead of looking at the content.
    pub reader: Option<&'static dyn Reader>,
    pub read: &'a ReadOptions,
    /// Today, civil minutes.
    pub now: Option<i64>,
    pub recogniser: Option<&'a Recogniser>,
}

/// Reads one file as `index` would and keeps the evidence.
pub fn inspect_file(base: &Path, path: &Path, how: Inspection<'_>) -> Result<Inspected> {
    let Inspection {
        reader,
        read: options,
        now,
        recogniser,
    } = how;
    let metadata = std::fs::metadata(path).with_context(|| format!("open {}", path.display()))?;
    let found = found(base, path, &metadata);
    let bytes = read_bytes(&found)
        .map_err(|(reason, detail)| anyhow::anyhow!("{}: {reason}: {detail}", path.display()))?;
    let (mut records, mut skips) = (Vec::new(), Vec::new());
    let input = Input {
        options,
        ..Input::new(&found.path, &bytes)
    };
    let format = reader
        .unwrap_or_else(|| crate::reader::choose_reader(&input))
        .name();
    let mut sink = |item: Item| match item {
        Item::Article(read) => {
            records.push(make_record(&found, *read, format, now, recogniser));
        }
        Item::Skipped(skip) => skips.push(skip),
    };
    if let Err(error) = read(&input, reader, &mut sink).1 {
        let offset = error.offset.unwrap_or(0);
        let (reason, detail) = (error.reason, error.detail);
        skips.push(Skip {
            member: String::new(),
            offset,
            reason,
            detail,
        });
    }
    let modified = modified_minute(&found);
    Ok(Inspected {
        bytes,
        records,
        skips,
        modified,
        now,
    })
}
