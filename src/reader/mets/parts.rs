//! Which files a package is made of, and where they may lie.
//!
//! What a package names is a hint, never an address: a path leads nowhere but below its own folder.

use std::collections::HashSet;

use super::super::xml::{Tree, decode_xml};
use super::MAX_METS_BYTES;
use super::package::Package;

/// Names of the ALTO files whose text the articles of a package are made of, as the package writes
/// them; without articles, those of its pages in their order.
pub fn parts_of(bytes: &[u8]) -> Vec<String> {
    if bytes.len() > MAX_METS_BYTES {
        return Vec::new();
    }
    let decoded = decode_xml(bytes, None);
    let Ok(tree) = Tree::parse(&decoded.text) else {
        return Vec::new();
    };
    let package = Package::of(&tree);
    let mut seen = HashSet::new();
    let areas = package.articles.iter().flat_map(|article| &article.areas);
    let files = areas.map(|area| &area.file).chain(&package.pages);
    files
        .filter_map(|file| package.files.get(file))
        .filter(|name| seen.insert(name.as_str()))
        .cloned()
        .collect()
}

/// The path of a part below the package's own folder, if it stays there: `file://./alto/1.xml` is
/// as common as `alto/1.xml`.
pub fn part_path(name: &str) -> Option<String> {
    let name = name.strip_prefix("file:").unwrap_or(name);
    let name = name.strip_prefix("//").unwrap_or(name);
    let name = name.replace('\\', "/");
    let mut path = Vec::new();
    for part in name.split('/') {
        match part {
            "." => {}
            // An absolute path begins with an empty part; `c:` and `http:` are no folders.
            "" | ".." => return None,
            _ if part.contains([':', '\0']) => return None,
            _ => path.push(part),
        }
    }
    Some(path.join("/"))
}
