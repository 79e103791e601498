//! Packages of scanned newspapers: METS files whose articles are in ALTO pages beside or below them.
//!
//! A file is followed as a package by its name (`mets` in it, or `manifest.xml`), so that not every XML file must be
//! opened before the first is read.  What it names is looked for in its own directory and below and
//! nowhere else: no address, no absolute path, no `..`, no link out of it.  A page of a package is
//! not an article of its own as well.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::walk::{Found, archive_path, found};
use crate::document::{FileRecord, PackageRecord};
use crate::reader::mets::{MAX_METS_BYTES, part_path, parts_of};
use crate::reader::{HEAD_BYTES, Input, NamedPart, choose_reader};

/// An issue has some dozen pages, a bound year some thousand.
const MOST_PARTS: usize = 2000;
/// Pages are held in memory together, a package a thread.
const MOST_BYTES: u64 = 256 << 20;

/// Which files are pages of which package.
#[derive(Debug, Default)]
pub struct Packages {
    by_page: HashMap<String, String>,
    /// What each package names, by its path.
    records: HashMap<String, PackageRecord>,
}

impl Packages {
    /// Finds the packages among the files of a run.  The size and time of a package become those of
    /// it and its pages together: a changed page changes it.  Those that are as the archive knows
    /// them are not read.
    pub fn find(base: &Path, files: &mut [Found], known: &HashMap<String, FileRecord>) -> Self {
        let mut packages = Self::default();
        for file in files {
            if !file.is_regular || !is_named_like_package(&file.real) {
                continue;
            }
            let of_file = known
                .get(&file.path)
                .and_then(|known| known.package.as_ref());
            let unchanged = of_file.filter(|r| (r.size, r.mtime) == (file.size, file.mtime));
            let record = match unchanged {
                Some(record) => record.clone(),
                None => match read_limited(&file.real, MAX_METS_BYTES as u64) {
                    Some(bytes) => PackageRecord {
                        size: file.size,
                        mtime: file.mtime,
                        pages: parts_of(&bytes),
                    },
                    None => continue,
                },
            };
            for (_, path) in find_parts(&file.real, &record.pages) {
                let Ok(metadata) = fs::metadata(&path) else {
                    continue;
                };
                let page = found(base, &path, &metadata);
                file.size += page.size;
                file.mtime = file.mtime.max(page.mtime);
                let name = archive_path(base, &path);
                let owner = packages.by_page.entry(name);
                owner.or_insert_with(|| file.path.clone());
            }
            packages.records.insert(file.path.clone(), record);
        }
        packages
    }

    /// What is to be remembered of a package.
    pub fn record_of(&self, path: &str) -> Option<&PackageRecord> {
        self.records.get(path)
    }

    /// The package that gives the articles of this page.
    pub fn of_page(&self, path: &str) -> Option<&str> {
        self.by_page.get(path).map(String::as_str)
    }
}

/// Reads the pages that a file names, if it is a package.
pub fn read_parts(path: &Path, bytes: &[u8]) -> Vec<NamedPart> {
    if !is_named_like_package(path) {
        return Vec::new();
    }
    let parts = find_parts(path, &parts_of(bytes)).into_iter();
    let read = parts.filter_map(|(name, path)| {
        let bytes = read_limited(&path, MOST_BYTES)?;
        Some(NamedPart { name, bytes })
    });
    read.collect()
}

fn is_named_like_package(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.to_ascii_lowercase();
    let is_called_so = name.contains("mets") && (name.ends_with(".xml") || name.ends_with(".mets"));
    // The national library of France.
    is_called_so || name == "manifest.xml"
}

/// The pages that a package names and that are there; none when they are too many or too large, so
/// that each is read alone.
fn find_parts(package: &Path, names: &[String]) -> Vec<(String, PathBuf)> {
    let folder = match package.parent() {
        // A name alone lies where the program runs.
        Some(folder) if folder.as_os_str().is_empty() => Path::new("."),
        Some(folder) => folder,
        None => return Vec::new(),
    };
    let Ok(inside) = fs::canonicalize(folder) else {
        return Vec::new();
    };
    let mut total = 0;
    let mut parts = Vec::new();
    for name in names {
        let Some(path) = part_path(name).map(|relative| folder.join(relative)) else {
            continue;
        };
        let Ok(metadata) = fs::symlink_metadata(&path) else {
            continue;
        };
        // The folders on the way may be links.
        let is_inside = fs::canonicalize(&path).is_ok_and(|real| real.starts_with(&inside));
        if metadata.is_file() && is_inside && is_page(&path) {
            total += metadata.len();
            parts.push((name.clone(), path));
        }
        if parts.len() > MOST_PARTS || total > MOST_BYTES {
            return Vec::new();
        }
    }
    parts
}

/// Whether a file is ALTO: a package must not hide other articles, nor itself.
fn is_page(path: &Path) -> bool {
    let mut head = Vec::with_capacity(HEAD_BYTES);
    let read =
        File::open(path).and_then(|file| file.take(HEAD_BYTES as u64).read_to_end(&mut head));
    read.is_ok() && choose_reader(&Input::new("page.xml", &head)).name() == "alto"
}

fn read_limited(path: &Path, most: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = File::open(path).ok()?;
    let read = file.take(most + 1).read_to_end(&mut bytes).ok()?;
    (read as u64 <= most).then_some(bytes)
}
