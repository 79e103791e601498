//! Packages of scanned newspapers: METS files whose articles are in ALTO pages beside or below them.
//!
//! A file is followed as a package by its name (`mets` in it), so that not every XML file must be
//! opened before the first is read.  What it names is looked for in its own directory and below and
//! nowhere else: no address, no absolute path, no `..`, no link out of it.  A page of a package is
//! not an article of its own as well.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::walk::{Found, archive_path, found};
use crate::reader::mets::{MAX_METS_BYTES, parts_of};
use crate::reader::{HEAD_BYTES, Input, NamedPart, choose_reader};

/// An issue has some dozen pages, a bound year some thousand.
const MOST_PARTS: usize = 2000;
/// Pages are held in memory together, a package a thread.
const MOST_BYTES: u64 = 256 << 20;

/// Which files are pages of which package.
#[derive(Debug, Default)]
pub struct Packages {
    by_page: HashMap<String, String>,
}

impl Packages {
    /// Finds the packages among the files of a run.  The size and time of a package become those of
    /// it and its pages together: a changed page changes it.
    pub fn find(base: &Path, files: &mut [Found]) -> Self {
        let mut packages = Self::default();
        for file in files {
            if !file.is_regular || !is_named_like_package(&file.real) {
                continue;
            }
            let Some(bytes) = read_limited(&file.real, MAX_METS_BYTES as u64) else {
                continue;
            };
            for (_, path) in find_parts(&file.real, &bytes) {
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
        }
        packages
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
    let parts = find_parts(path, bytes).into_iter();
    let read = parts.filter_map(|(name, path)| {
        let bytes = read_limited(&path, MOST_BYTES)?;
        Some(NamedPart { name, bytes })
    });
    read.collect()
}

fn is_named_like_package(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let name = name.to_ascii_lowercase();
    name.contains("mets") && (name.ends_with(".xml") || name.ends_with(".mets"))
}

/// The pages that a package names and that are there; none when they are too many or too large, so
/// that each is read alone.
fn find_parts(package: &Path, bytes: &[u8]) -> Vec<(String, PathBuf)> {
    let Some(folder) = package.parent() else {
        return Vec::new();
    };
    let Ok(inside) = fs::canonicalize(folder) else {
        return Vec::new();
    };
    let mut total = 0;
    let mut parts = Vec::new();
    for name in parts_of(bytes) {
        let Some(path) = relative(&name).map(|relative| folder.join(relative)) else {
            continue;
        };
        let Ok(metadata) = fs::symlink_metadata(&path) else {
            continue;
        };
        // The folders on the way may be links.
        let is_inside = fs::canonicalize(&path).is_ok_and(|real| real.starts_with(&inside));
        if metadata.is_file() && is_inside && is_page(&path) {
            total += metadata.len();
            parts.push((name, path));
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

/// The path that a package writes, if it stays in the package's directory: `file://./alto/1.xml`
/// is as common as `alto/1.xml`.
fn relative(name: &str) -> Option<PathBuf> {
    let name = name.strip_prefix("file:").unwrap_or(name);
    let name = name.strip_prefix("//").unwrap_or(name);
    let name = name.replace('\\', "/");
    let mut path = PathBuf::new();
    for part in name.split('/') {
        match part {
            "." => {}
            // An absolute path begins with an empty part; `c:` and `http:` are no folders.
            "" | ".." => return None,
            _ if part.contains([':', '\0']) => return None,
            _ => path.push(part),
        }
    }
    Some(path)
}

fn read_limited(path: &Path, most: u64) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = File::open(path).ok()?;
    let read = file.take(most + 1).read_to_end(&mut bytes).ok()?;
    (read as u64 <= most).then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_lie_in_the_directory_of_their_package() {
        let inside = |name: &str| relative(name).map(|path| path.to_string_lossy().into_owned());
        for name in [
            "alto/1.xml",
            "./alto/1.xml",
            "file://./alto/1.xml",
            "file:alto/1.xml",
            "alto\\1.xml",
        ] {
            assert_eq!(inside(name).as_deref(), Some("alto/1.xml"), "{name}");
        }
        for name in [
            "/etc/passwd",
            "file:///etc/passwd",
            "http://host.example/1.xml",
            "../1.xml",
            "alto/../../1.xml",
            "c:\\1.xml",
            "",
        ] {
            assert_eq!(inside(name), None, "{name}");
        }
    }
}
