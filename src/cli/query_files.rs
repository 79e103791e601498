//! Texts of queries that lie in files: a query, the lines of a set, saved queries.

use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::query;

/// Reads a text file, or stdin for `-`.
pub fn read_text(file: &Path) -> Result<String> {
    let text = if file.as_os_str() == "-" {
        std::io::read_to_string(std::io::stdin()).context("read stdin")?
    } else {
        std::fs::read_to_string(file).with_context(|| format!("read {}", file.display()))?
    };
    Ok(without_mark(&text).to_owned())
}

/// Editors put a mark of the byte order before a text, which is no part of its first word.
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Reads the lines of a set; lines that begin with `#` are comments.
pub fn read_set(file: &Path) -> Result<Vec<String>, String> {
    let text = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
    let lines = without_mark(&text)
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty());
    Ok(lines
        .filter(|line| !line.starts_with('#'))
        .map(str::to_owned)
        .collect())
}

/// Reads a saved query.
pub fn read_query(directory: &Path, name: &str) -> Result<String, String> {
    // A name, never a path: saved queries come from one place.
    if name.contains(['/', '\\']) || name.starts_with('.') {
        return Err("a saved query has no slashes in its name".to_owned());
    }
    let text =
        std::fs::read_to_string(directory.join(name)).map_err(|error| match error.kind() {
            ErrorKind::NotFound => none_of_this_name(directory),
            _ => error.to_string(),
        })?;
    Ok(query::without_comments(without_mark(&text)))
}

/// Says which saved queries there are, or where they would lie.
fn none_of_this_name(directory: &Path) -> String {
    let entries = std::fs::read_dir(directory).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    let mut names: Vec<String> = names.filter(|name| !name.starts_with('.')).collect();
    names.sort_unstable();
    if names.is_empty() {
        return "none is saved; a saved query is a file in `.morgue/queries`".to_owned();
    }
    format!("there are {}", names.join(", "))
}
