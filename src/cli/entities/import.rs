//! `morgue entities import-spacy`: a spaCy pipeline to a model file.

use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::analysis::entity::spacy::{ImportError, import_to_bytes};
use crate::cli::{Exit, Global, Ui};
use crate::index::{imported_path, keep_imported};

/// Bytes of a file of a pipeline; a larger one is none that is meant here.
fn most_bytes(path: &str) -> u64 {
    match path {
        "meta.json" | "config.cfg" | "ner/moves" | "vocab/vectors.cfg" => 1 << 20,
        "tokenizer" => 16 << 20,
        "vocab/vectors" | "vocab/key2row" | "vocab/lookups.bin" => 1 << 30,
        // Layers: those of real pipelines have some ten megabytes.
        _ => 256 << 20,
    }
}

/// Runs the action.
pub fn run(
    directory: &Path,
    output: Option<PathBuf>,
    global: &Global,
    ui: &mut Ui,
) -> Result<Exit> {
    let mut files = |path: &str| read_file(directory, path);
    let (bytes, model) =
        import_to_bytes(&mut files).with_context(|| format!("import {}", directory.display()))?;
    let path = match output {
        Some(path) => path,
        None => {
            let archive = global
                .find_archive()
                .context("hint: without an archive, name a file with --output")?;
            let name = model.name.split(' ').next().unwrap_or_default();
            imported_path(&archive, &file_name(name))
        }
    };
    if path.exists() {
        ui.note(&format!("replaces `{}`", path.display()));
    }
    keep_imported(&path, &bytes)?;
    let hash = blake3::hash(&bytes).to_hex();
    ui.line(&format!(
        "{}: {:.1} MB, BLAKE3 {}",
        path.display(),
        bytes.len() as f64 / 1e6,
        &hash[..32]
    ))?;
    ui.line(&format!(
        "{}, language {}: names from {}",
        model.name,
        model.language,
        model.used.join(", ")
    ))?;
    if !model.unused.is_empty() {
        ui.note(&format!(
            "not used as entities: {}",
            model.unused.join(", ")
        ));
    }
    ui.note(&format!(
        "to use it: `morgue index --entities {}`",
        path.display()
    ));
    Ok(Exit::Success)
}

/// The name of a pipeline as that of a file.
fn file_name(name: &str) -> String {
    let safe = |c: char| {
        if c.is_ascii_alphanumeric() || "_-".contains(c) {
            c
        } else {
            '_'
        }
    };
    name.chars().take(80).map(safe).collect()
}

fn read_file(directory: &Path, path: &str) -> Result<Option<Vec<u8>>, ImportError> {
    let unreadable = |detail: String| ImportError::Unreadable {
        file: path.to_owned(),
        detail,
    };
    let whole = directory.join(path);
    match std::fs::metadata(&whole) {
        // Opening a pipe would wait for somebody to write into it, a device may never end.
        Ok(metadata) if !metadata.is_file() => {
            return Err(unreadable("no regular file".to_owned()));
        }
        Ok(_) => {}
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error.to_string())),
    }
    let file = std::fs::File::open(&whole).map_err(|error| unreadable(error.to_string()))?;
    let most = most_bytes(path);
    let mut bytes = Vec::new();
    let read = file.take(most + 1).read_to_end(&mut bytes);
    read.map_err(|error| unreadable(error.to_string()))?;
    if bytes.len() as u64 > most {
        return Err(unreadable(format!("larger than {} MB", most >> 20)));
    }
    Ok(Some(bytes))
}
