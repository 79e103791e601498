//! Which files there are: the given paths and everything below, in one fixed order.
//!
//! A link is followed only where it is given itself; hidden files and `.morgueignore` patterns are
//! passed over, and nothing is opened here.  The order is that of the archive paths' bytes, so it
//! depends neither on the file system nor on how the paths were given.

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use walkdir::{DirEntry, WalkDir};

use super::ARCHIVE_DIRECTORY;

/// Name of the file with patterns of what is no article, in gitignore's syntax.
const IGNORE_FILE: &str = ".morgueignore";

/// A file that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Path in the archive's terms.
    pub path: String,
    /// Path to open.
    pub real: PathBuf,
    pub size: u64,
    /// Nanoseconds since 1970.
    pub mtime: i64,
    pub is_regular: bool,
}

/// What a walk gave.
#[derive(Debug, Default)]
pub struct Walk {
    pub files: Vec<Found>,
    /// Paths that could not be listed, with the reason.
    pub errors: Vec<(String, String)>,
    /// Roots in the archive's terms, to tell what has vanished below them.
    pub roots: Vec<String>,
}

/// Lists every file below the roots.
pub fn walk(base: &Path, roots: &[PathBuf]) -> Walk {
    let mut walk = Walk::default();
    for root in roots {
        walk.roots.push(archive_path(base, root));
        let ignores = Ignores::new(root);
        let entries = WalkDir::new(root)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| {
                entry.depth() == 0
                    || !(is_hidden(entry.file_name())
                        || ignores.excludes(entry.path(), entry.file_type().is_dir()))
            });
        for entry in entries {
            match entry {
                Ok(entry) if entry.file_type().is_dir() => {}
                // Whoever names a link means what it leads to.
                Ok(entry) if entry.depth() == 0 && entry.path().is_dir() => {}
                Ok(entry) => match metadata_of(&entry) {
                    Ok(metadata) => walk.files.push(found(base, entry.path(), &metadata)),
                    Err(error) => {
                        walk.errors
                            .push((archive_path(base, entry.path()), error.to_string()));
                    }
                },
                Err(error) => {
                    let path = error
                        .path()
                        .map_or_else(String::new, |p| archive_path(base, p));
                    let reason = error
                        .io_error()
                        .map_or_else(|| error.to_string(), std::string::ToString::to_string);
                    walk.errors.push((path, reason));
                }
            }
        }
    }
    sort_and_tell_apart(base, &mut walk.files);
    walk
}

fn metadata_of(entry: &DirEntry) -> std::io::Result<Metadata> {
    if entry.depth() == 0 {
        return std::fs::metadata(entry.path());
    }
    Ok(entry.metadata()?)
}

/// Describes a file.
pub fn found(base: &Path, path: &Path, metadata: &Metadata) -> Found {
    let mtime = metadata
        .modified()
        .ok()
        .map_or(0, |time| match time.duration_since(UNIX_EPOCH) {
            Ok(after) => after.as_nanos() as i64,
            Err(before) => -(before.duration().as_nanos() as i64),
        });
    Found {
        path: archive_path(base, path),
        real: path.to_owned(),
        size: metadata.len(),
        mtime,
        is_regular: metadata.is_file(),
    }
}

fn is_hidden(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".") || name == ARCHIVE_DIRECTORY
}

/// Returns the path by which the archive knows a file: relative to the directory that holds the
/// archive, absolute outside it, `/` between parts, bytes that are no UTF-8 as `%E9`.
pub fn archive_path(base: &Path, path: &Path) -> String {
    let clean = clean(path);
    let relative = clean.strip_prefix(base).unwrap_or(&clean);
    let text = printable(relative);
    if text.is_empty() {
        ".".to_owned()
    } else {
        text
    }
}

/// The path from the root on, without detours.
fn clean(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut clean = PathBuf::new();
    for part in absolute.components() {
        match part {
            std::path::Component::ParentDir => {
                clean.pop();
            }
            std::path::Component::CurDir => {}
            other => clean.push(other),
        }
    }
    clean
}

/// Sorts files by their paths.  A file below two of the roots is one file, but `caf%E9.txt` is
/// another one than that whose name has the byte E9: of files that share a path, those whose names
/// are no UTF-8 take the hash of their names, or only one of them would be read.
fn sort_and_tell_apart(base: &Path, files: &mut Vec<Found>) {
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let same_path = files.chunk_by_mut(|a, b| a.path == b.path);
    for files in same_path.filter(|files| files.len() > 1) {
        let reals: Vec<PathBuf> = files.iter().map(|file| clean(&file.real)).collect();
        if reals.iter().all(|real| *real == reals[0]) {
            continue;
        }
        for (file, real) in files.iter_mut().zip(&reals) {
            if real.to_str().is_none() {
                let name = real.strip_prefix(base).unwrap_or(real);
                let hash = blake3::hash(name.as_os_str().as_encoded_bytes()).to_hex();
                file.path = format!("{}~{}", file.path, &hash[..16]);
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.dedup_by(|a, b| a.path == b.path);
}

fn printable(path: &Path) -> String {
    let mut out = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    if std::path::MAIN_SEPARATOR == '/' {
        out
    } else {
        out.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// Tells whether a path lies below one of the roots, both in the archive's terms.
pub fn is_below(path: &str, roots: &[String]) -> bool {
    roots.iter().any(|root| {
        root == "." && !path.starts_with('/')
            || path == root
            || path
                .strip_prefix(root.as_str())
                .is_some_and(|rest| rest.starts_with('/'))
    })
}

/// The `.morgueignore` files from the root downwards.
struct Ignores {
    root: PathBuf,
    rules: std::cell::RefCell<std::collections::HashMap<PathBuf, Gitignore>>,
}

impl Ignores {
    fn new(root: &Path) -> Self {
        Self {
            root: root.to_owned(),
            rules: Default::default(),
        }
    }

    /// The nearest file with a matching pattern decides, as with git.
    fn excludes(&self, path: &Path, is_dir: bool) -> bool {
        let mut rules = self.rules.borrow_mut();
        for folder in path.ancestors().skip(1) {
            let rule = rules
                .entry(folder.to_owned())
                .or_insert_with(|| read_ignores(folder));
            let matched = rule.matched(path, is_dir);
            if !matched.is_none() {
                return matched.is_ignore();
            }
            if folder == self.root {
                break;
            }
        }
        false
    }
}

fn read_ignores(folder: &Path) -> Gitignore {
    let file = folder.join(IGNORE_FILE);
    if !file.is_file() {
        return Gitignore::empty();
    }
    let mut builder = GitignoreBuilder::new(folder);
    // A pattern that cannot be read is left out, as git does.
    let _ = builder.add(file);
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_once_and_in_order_of_their_paths() {
        let here = tempfile::tempdir().expect("temporary directory");
        let base = here.path();
        for file in [
            "b.txt",
            "a/z.txt",
            "a.txt",
            ".hidden",
            "skip/x.log",
            "keep/x.log",
        ] {
            let path = base.join(file);
            std::fs::create_dir_all(path.parent().expect("parent")).expect("folder");
            std::fs::write(path, "x").expect("file");
        }
        std::fs::write(base.join(IGNORE_FILE), "*.log\n!keep/x.log\n").expect("ignore file");
        let roots = [base.to_owned(), base.join("a")];
        let paths: Vec<String> = walk(base, &roots)
            .files
            .into_iter()
            .map(|f| f.path)
            .collect();
        assert_eq!(paths, ["a.txt", "a/z.txt", "b.txt", "keep/x.log"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_looks_escaped_is_another_than_one_that_has_to_be() {
        use std::os::unix::ffi::OsStrExt as _;
        let here = tempfile::tempdir().expect("temporary directory");
        let base = here.path();
        let write = |name: &[u8]| {
            let path = base.join(std::ffi::OsStr::from_bytes(name));
            std::fs::write(&path, name).expect("file");
            path
        };
        let walked = |roots: &[PathBuf]| -> Vec<(String, Vec<u8>)> {
            let files = walk(base, roots).files.into_iter();
            let read = |f: Found| (f.path, std::fs::read(f.real).expect("read"));
            files.map(read).collect()
        };
        let alone = write(b"caf\xE9.txt");
        let before = walked(&[base.to_owned()]);
        assert_eq!(before, [("caf%E9.txt".to_owned(), b"caf\xE9.txt".to_vec())]);
        write(b"caf%E9.txt");
        let both = walked(&[base.to_owned(), alone]);
        assert_eq!(both.len(), 2, "{both:?}");
        assert_eq!(both[0], ("caf%E9.txt".to_owned(), b"caf%E9.txt".to_vec()));
        assert!(both[1].0.starts_with("caf%E9.txt~"), "{both:?}");
        assert_eq!(both[1].1, b"caf\xE9.txt");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_followed_where_it_is_given_itself() {
        let here = tempfile::tempdir().expect("temporary directory");
        let base = here.path();
        std::fs::create_dir(base.join("a")).expect("folder");
        std::fs::write(base.join("a/x.txt"), "x").expect("file");
        std::os::unix::fs::symlink("a", base.join("to-folder")).expect("link");
        std::os::unix::fs::symlink("x.txt", base.join("a/to-file")).expect("link");
        let walked = |root: &str| -> Vec<(String, bool)> {
            let walk = walk(base, &[base.join(root)]);
            assert_eq!(walk.errors, []);
            let files = walk.files.into_iter();
            files.map(|f| (f.path, f.is_regular)).collect()
        };
        let of = |path: &str, is_regular| (path.to_owned(), is_regular);
        assert_eq!(walked("a/to-file"), [of("a/to-file", true)]);
        let both = [of("to-folder/to-file", false), of("to-folder/x.txt", true)];
        assert_eq!(walked("to-folder"), both);
    }

    #[test]
    fn paths_are_below_their_roots_only() {
        let roots = ["a/b".to_owned()];
        assert!(is_below("a/b/c", &roots) && is_below("a/b", &roots));
        assert!(!is_below("a/bc", &roots) && !is_below("a", &roots));
        assert!(is_below("x", &[".".to_owned()]) && !is_below("/x", &[".".to_owned()]));
    }
}
