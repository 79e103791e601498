//! Names of members: what they are called in reports and ids, and what is hinted by them.
//!
//! A name is text and nothing else; it is never opened, joined to a path or created.

use std::collections::HashMap;

/// Longest name that is kept, bytes; the rest is replaced by a hash of all of it.
const LONGEST: usize = 1024;

/// Bytes of a name as text: UTF-8 where it is that, other bytes as `%XX`.
pub fn text_of(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        for byte in chunk.invalid() {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    shorten(out)
}

fn shorten(name: String) -> String {
    if name.len() <= LONGEST {
        return name;
    }
    let mut end = LONGEST - 20;
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    let hash = blake3::hash(name.as_bytes()).to_hex();
    format!("{}~{}", &name[..end], &hash[..16])
}

/// The name as a relative path without `.` and `..`, for hints of date and headline.
pub fn hint_of(name: &str) -> String {
    let parts = name.split('/').filter(|p| !matches!(*p, "" | "." | ".."));
    parts.collect::<Vec<_>>().join("/")
}

/// Gives every member of a container a name of its own.
#[derive(Default)]
pub struct Names {
    /// Hash of each name with how often it was met.
    met: HashMap<u64, u32>,
}

impl Names {
    /// The name itself the first time, `name#2` the second.
    pub fn unique(&mut self, name: String) -> String {
        let mut key = [0; 8];
        key.copy_from_slice(&blake3::hash(name.as_bytes()).as_bytes()[..8]);
        let times = self.met.entry(u64::from_be_bytes(key)).or_insert(0);
        *times += 1;
        if *times == 1 {
            name
        } else {
            format!("{name}#{times}")
        }
    }
}

/// Extensions of what holds no article; the same things that a page refers to.
const NO_ARTICLE: &[&str] = &[
    "jpg", "jpeg", "png", "gif", "webp", "svg", "ico", "bmp", "tif", "tiff", "avif", "heic", "mp3",
    "mp4", "m4a", "m4v", "mov", "avi", "webm", "ogg", "wav", "flac", "css", "js", "mjs", "map",
    "woff", "woff2", "ttf", "otf", "eot", "exe", "dll", "so", "class", "pyc", "sqlite", "db",
];

/// Why a member of an archive is passed over without looking: hidden, or of a kind that holds no
/// article.
pub fn passed_over(name: &str) -> Option<String> {
    let last = name.rsplit('/').next().unwrap_or(name);
    if name.starts_with("__MACOSX/") || name.split('/').any(is_hidden) {
        return Some("hidden".to_owned());
    }
    let (stem, extension) = last.rsplit_once('.')?;
    let extension = extension.to_ascii_lowercase();
    (!stem.is_empty() && NO_ARTICLE.contains(&extension.as_str())).then(|| format!(".{extension}"))
}

fn is_hidden(part: &str) -> bool {
    part.starts_with('.') && !matches!(part, "." | "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_text_hints_are_relative_and_both_are_unique() {
        assert_eq!(text_of(b"a\xff/b"), "a%FF/b");
        assert_eq!(hint_of("/../../etc/./x.txt"), "etc/x.txt");
        let mut names = Names::default();
        assert_eq!(names.unique("a".into()), "a");
        assert_eq!(names.unique("a".into()), "a#2");
        assert!(text_of(&[b'x'; 5000]).len() <= LONGEST);
        assert_eq!(passed_over("a/.git/x.txt").as_deref(), Some("hidden"));
        assert_eq!(passed_over("a/b.JPG").as_deref(), Some(".jpg"));
        assert_eq!(passed_over("../a.html"), None);
    }
}
