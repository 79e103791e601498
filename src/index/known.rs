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
use crate::reader::Reason;

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

/// Known files below the roots that are no longer there, in order.  What lies in a directory that
/// could not be listed may be there still.
pub fn gone(listed: &Walk, known: &HashMap<String, FileRecord>) -> Vec<String> {
    let here: HashSet<&str> = listed.files.iter().map(|f| f.path.as_str()).collect();
    let unlisted: Vec<String> = listed.errors.iter().map(|(path, _)| path.clone()).collect();
    let is_gone = |path: &str| {
        !here.contains(path) && is_below(path, &listed.roots) && !is_below(path, &unlisted)
    };
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

/// Whether a file must be read again though it is as it was: it could not be opened, it was a page
/// of a package that is gone, or an embargo in it is over.
pub fn is_outdated(known: &FileRecord, now: Option<i64>) -> bool {
    let is_released = known
        .embargo_ends
        .zip(now)
        .is_some_and(|(end, now)| end <= now);
    is_released || is_left_to_package(known) || could_not_be_opened(known)
}

/// Whether the file system failed and not the content: permissions do not change the time of a file,
/// and disks come back.
fn could_not_be_opened(known: &FileRecord) -> bool {
    let causes = [Reason::Permission, Reason::Io, Reason::Changed].map(Reason::code);
    let mut skipped = known.skipped.iter();
    known.hash.is_empty() && skipped.any(|(code, _)| causes.contains(&code.as_str()))
}

fn is_left_to_package(known: &FileRecord) -> bool {
    known.hash.starts_with(LEFT_TO)
}

/// Whether the archive remembers a page as it would be remembered now.
pub fn is_left_to(known: &FileRecord, package: &str) -> bool {
    known.hash.strip_prefix(LEFT_TO) == Some(package)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::walk::Found;

    #[test]
    fn what_could_not_be_listed_is_not_gone() {
        let paths = [
            "a/1.txt",
            "a/2.txt",
            "ab/3.txt",
            "b/c/4.txt",
            "b/5.txt",
            "x/6.txt",
        ];
        let record = |path: &str| (path.to_owned(), FileRecord::default());
        let known: HashMap<String, FileRecord> = paths.iter().map(|path| record(path)).collect();
        let mut listed = Walk {
            files: vec![Found {
                path: "a/1.txt".to_owned(),
                real: "a/1.txt".into(),
                size: 1,
                mtime: 0,
                is_regular: true,
            }],
            errors: Vec::new(),
            roots: vec!["a".to_owned(), "ab".to_owned(), "b".to_owned()],
        };
        assert_eq!(
            gone(&listed, &known),
            ["a/2.txt", "ab/3.txt", "b/5.txt", "b/c/4.txt"]
        );
        let error = |path: &str| (path.to_owned(), "permission denied".to_owned());
        listed.errors = vec![error("a"), error("b/c")];
        assert_eq!(gone(&listed, &known), ["ab/3.txt", "b/5.txt"]);
    }

    #[test]
    fn a_file_that_could_not_be_opened_is_tried_again() {
        let failed = |code: &str, hash: &str| FileRecord {
            hash: hash.to_owned(),
            outcome: Outcome::Failed,
            skipped: vec![(code.to_owned(), 1)],
            ..FileRecord::default()
        };
        for (code, hash, expected) in [
            ("permission", "", true),
            ("io", "", true),
            ("changed", "", true),
            // The content is at fault, and a link stays one.
            ("json_syntax", "0123", false),
            ("io", "0123", false),
            ("not_regular", "", false),
        ] {
            assert_eq!(is_outdated(&failed(code, hash), None), expected, "{code}");
        }
    }
}
