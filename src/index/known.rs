//! What the archive remembers of the files it has read, and what that says of reading them again.

use std::collections::{HashMap, HashSet};

use anyhow::{Context, Result};
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{TantivyDocument, Term};

use super::Archive;
use super::walk::{Walk, is_below};
use crate::document::{FileRecord, Outcome, record_kind};

/// Number of files whose names another engine or model found than the given one.
pub fn files_of_other_engines(archive: &Archive, identity: &str) -> Result<u64> {
    let records = file_records(archive)?;
    let has_names = |file: &&FileRecord| file.outcome == Outcome::Indexed;
    let others = records.values().filter(has_names);
    Ok(others.filter(|file| file.entities != identity).count() as u64)
}

/// Reads what the archive remembers of every file.
pub fn file_records(archive: &Archive) -> Result<HashMap<String, FileRecord>> {
    let searcher = archive.searcher()?;
    let term = Term::from_field_u64(archive.fields.record, record_kind::FILE);
    let query = TermQuery::new(term, IndexRecordOption::Basic);
    let mut found: Vec<_> = searcher
        .search(&query, &DocSetCollector)
        .context("list the known files")?
        .into_iter()
        .collect();
    found.sort_unstable();
    let mut records = HashMap::with_capacity(found.len());
    for address in found {
        let doc: TantivyDocument = searcher.doc(address).context("read a file record")?;
        let bytes = doc
            .get_first(archive.fields.stored)
            .and_then(|value| value.as_bytes());
        let record: FileRecord =
            serde_json::from_slice(bytes.context("a file without its record")?)
                .context("read a file record")?;
        records.insert(record.path.clone(), record);
    }
    Ok(records)
}

/// Known files below the roots that are no longer there, in order.
pub fn gone(listed: &Walk, known: &HashMap<String, FileRecord>) -> Vec<String> {
    let here: HashSet<&str> = listed.files.iter().map(|f| f.path.as_str()).collect();
    let is_gone = |path: &str| !here.contains(path) && is_below(path, &listed.roots);
    let mut gone: Vec<String> = known.keys().filter(|path| is_gone(path)).cloned().collect();
    gone.sort_unstable();
    gone
}

/// Files that `retry` reads again: they failed, or parts of them did.
pub fn has_failures(record: &FileRecord) -> bool {
    record.outcome == Outcome::Failed || !record.skipped.is_empty()
}

/// What stands for the hash of a page whose package gives its text: no hash begins so.
pub const LEFT_TO: &str = "left to ";

/// Whether a file must be read again though it is as it was: it was a page of a package that is
/// gone, or an embargo in it is over.
pub fn is_outdated(known: &FileRecord, now: Option<i64>) -> bool {
    let is_released = known
        .embargo_ends
        .zip(now)
        .is_some_and(|(end, now)| end <= now);
    is_released || is_left_to_package(known)
}

fn is_left_to_package(known: &FileRecord) -> bool {
    known.hash.starts_with(LEFT_TO)
}

/// Whether the archive remembers a page as it would be remembered now.
pub fn is_left_to(known: &FileRecord, package: &str) -> bool {
    known.hash.strip_prefix(LEFT_TO) == Some(package)
}
