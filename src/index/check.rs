//! Integrity: every byte of every segment against its checksum.
//!
//! tantivy opens and searches a file with flipped bits without a word, and its own check passes
//! over everything when `.managed.json` is missing.  So the files are taken from the commit, and
//! each footer is verified here.  Tables beside the index have no checksum, and are read.

use std::path::Path;

use anyhow::{Context, Result};
use tantivy::HasLen;
use tantivy::directory::Directory;

use super::Archive;
use super::entities::{LEARNED_FILE, read_learned};
use super::lines::{LINES_FILE, read_frequent};

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Integrity {
    pub files: usize,
    pub bytes: u64,
    /// File and what is wrong with it, in order of the names.
    pub damage: Vec<(String, String)>,
}

/// Verifies every file of the last commit.
pub fn check(archive: &Archive) -> Result<Integrity> {
    let metas = archive.index.load_metas().context("read the commit")?;
    let directory = archive.index.directory();
    let mut files: Vec<_> = metas
        .list_segment_files()
        .into_iter()
        // A segment without deletions has no file of deletions.
        .filter(|file| !is_deletions(file) || has_deletions(&metas, file))
        .collect();
    files.sort();
    let mut found = Integrity::default();
    for file in files {
        found.files += 1;
        let name = file.display().to_string();
        match directory.open_read(&file) {
            Ok(slice) => found.bytes += slice.len() as u64,
            Err(error) => {
                found
                    .damage
                    .push((name, format!("cannot be read: {error}")));
                continue;
            }
        }
        match directory.validate_checksum(&file) {
            Ok(true) => {}
            Ok(false) => found
                .damage
                .push((name, "its checksum does not fit".to_owned())),
            Err(error) => found
                .damage
                .push((name, format!("cannot be read: {error}"))),
        }
    }
    check_learned(archive, &mut found);
    Ok(found)
}

/// Reads what the archive has learned beside the index.
fn check_learned(archive: &Archive, found: &mut Integrity) {
    let entities = read_learned(archive).map(|_| ());
    let lines = read_frequent(&archive.directory).map(|_| ());
    for (name, result) in [(LEARNED_FILE, entities), (LINES_FILE, lines)] {
        if let Ok(metadata) = archive.directory.join(name).metadata() {
            found.files += 1;
            found.bytes += metadata.len();
        }
        if let Err(error) = result {
            let damage = format!("cannot be read: {}", error.root_cause());
            found.damage.push((name.to_owned(), damage));
        }
    }
}

fn is_deletions(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension == "del")
}

fn has_deletions(metas: &tantivy::IndexMeta, file: &Path) -> bool {
    let name = file.to_string_lossy();
    metas
        .segments
        .iter()
        .any(|segment| segment.has_deletes() && name.starts_with(&segment.id().uuid_string()))
}
