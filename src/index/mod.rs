//! The archive on disk: create, open, version check, ingest, integrity.
//!
//! The index is its own manifest: what is known of files lies in hidden documents, the checkpoint
//! and all versions travel in the commit payload, so nothing can disagree after a crash.

#[cfg(feature = "pdf")]
mod apart;
mod check;
mod content;
mod directory;
mod entities;
mod files;
mod ingest;
mod inspect;
mod known;
mod lines;
mod lock;
mod packages;
mod progress;
mod records;
mod segment;
mod stories;
mod traces;
mod versions;
mod walk;
mod writer;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use tantivy::directory::MmapDirectory;
use tantivy::directory::error::LockError;
use tantivy::{Index, IndexBuilder, IndexReader, ReloadPolicy, Searcher};

use crate::document::{
    ANALYZER_VERSION, FORMAT_VERSION, Fields, build_schema, register_tokenizers,
};

#[cfg(feature = "pdf")]
pub use apart::{Apart, limit_this_process};
pub use check::{Integrity, check};
pub use directory::ReadableDirectory;
pub use entities::{
    CORRECTIONS_FILE, ENTITY_FIELDS, adapted_path, add_correction, corrections_path, entity_table,
    imported_models, imported_path, keep_adapted, keep_imported, read_corrections, read_learned,
    read_model_file, relearn,
};

pub use files::identity_of;
pub use ingest::{Options, dry_run, ingest};
pub use inspect::{Inspected, InspectedArticle, Inspection, Listed, inspect_file};
pub use known::{file_records, files_of_other_engines};
pub use lines::{has_labelled_lines, lines_identity, read_frequent};
pub use progress::{Counters, Event};
pub use segment::{DayTotal, UnitStarts, WordList, day_totals};
pub use walk::archive_path;

/// Name of the directory that holds an archive, found like `.git`.
pub const ARCHIVE_DIRECTORY: &str = ".morgue";

/// Why an archive cannot be used; `cli` turns these into exit codes.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    #[error("no archive here or in any directory above")]
    NotFound,
    /// The directory that was named holds none.
    #[error("there is no archive")]
    NotThere,
    #[error("the archive is locked{holder}")]
    Locked { holder: String },
    #[error("the archive is damaged: {0}")]
    Damaged(String),
    #[error("the archive was made by {0}")]
    Incompatible(String),
}

/// What travels in every commit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Payload {
    /// Version of the program that wrote the commit.
    pub morgue: String,
    pub format: u64,
    pub analyzer: String,
    /// Commits that changed anything, counted from 1.
    pub revision: u64,
    /// What found the names in the articles that the last run read, with the hash of a model.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub entities: String,
    /// The frequent lines by which the last run labelled text files; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lines: String,
    /// A file that was read in part when the commit was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partial: Option<Partial>,
}

/// How far a file had been read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Partial {
    pub path: String,
    pub hash: String,
    /// Articles of the file that are committed.
    pub articles: u64,
}

/// An open archive.
pub struct Archive {
    /// The `.morgue` directory.
    pub directory: PathBuf,
    /// The directory that holds it; paths are kept relative to it.
    pub base: PathBuf,
    pub index: Index,
    pub fields: Fields,
    pub payload: Payload,
}

impl Archive {
    /// Finds the archive directory: the one given, else `.morgue` here or above.
    pub fn find(given: Option<&Path>, from: &Path) -> Result<PathBuf, ArchiveError> {
        if let Some(given) = given {
            let inner = given.join(ARCHIVE_DIRECTORY);
            return Ok(if inner.is_dir() {
                inner
            } else {
                given.to_owned()
            });
        }
        from.ancestors()
            .map(|above| above.join(ARCHIVE_DIRECTORY))
            .find(|candidate| candidate.is_dir())
            .ok_or(ArchiveError::NotFound)
    }

    /// Opens an archive for searching; it may lie on a read-only medium.
    pub fn open(directory: &Path) -> Result<Self> {
        let index_directory = directory.join("index");
        if !index_directory.join("meta.json").is_file() {
            let error = if directory.is_dir() && index_directory.is_dir() {
                ArchiveError::Damaged("its creation was cut short; run `morgue index` again".into())
            } else {
                ArchiveError::NotThere
            };
            return Err(anyhow::Error::new(error).context(directory.display().to_string()));
        }
        let readable = ReadableDirectory::open(&index_directory)
            .with_context(|| format!("open {}", index_directory.display()))?;
        let mut index = Index::open(readable).map_err(damaged)?;
        register_plugins(&mut index);
        Self::from_index(directory, index)
    }

    /// Opens the index once more, for whoever walks through all posting lists in order: they are read
    /// in pieces, so that memory never holds them all.
    pub fn index_to_walk(&self) -> Result<Index> {
        let readable = ReadableDirectory::open_to_walk(&self.directory.join("index"))
            .with_context(|| format!("open {}", self.directory.display()))?;
        Index::open(readable).map_err(damaged)
    }

    /// Opens an archive for writing, and makes it first if it is not there.
    pub fn open_or_create(directory: &Path) -> Result<Self> {
        let index_directory = directory.join("index");
        if index_directory.join("meta.json").is_file() {
            let mut index = Index::open_in_dir(&index_directory).map_err(damaged)?;
            register_plugins(&mut index);
            return Self::from_index(directory, index);
        }
        // A creation that was cut short leaves nothing worth keeping: no commit, no meta.json.
        if index_directory.is_dir() {
            std::fs::remove_dir_all(&index_directory)
                .with_context(|| format!("remove the unfinished {}", index_directory.display()))?;
        }
        std::fs::create_dir_all(&index_directory)
            .with_context(|| format!("create {}", index_directory.display()))?;
        let settings = tantivy::IndexSettings {
            docstore_compression: tantivy::store::Compressor::Zstd(
                tantivy::store::ZstdCompressor {
                    compression_level: Some(3),
                },
            ),
            // Four times the usual block: articles of one archive are alike, and a page of hits
            // decompresses in under a millisecond all the same.
            docstore_blocksize: 1 << 16,
            ..Default::default()
        };
        let mmap = MmapDirectory::open(&index_directory)
            .with_context(|| format!("open {}", index_directory.display()))?;
        let builder = Index::builder().schema(build_schema()).settings(settings);
        let builder = segment::plugins()
            .into_iter()
            .fold(builder, IndexBuilder::register_plugin);
        let index = builder.open_or_create(mmap).context("create the index")?;
        Self::from_index(directory, index)
    }

    fn from_index(directory: &Path, index: Index) -> Result<Self> {
        register_tokenizers(index.tokenizers());
        let payload = read_payload(&index)?;
        if let Some(payload) = &payload
            && (payload.format, payload.analyzer.as_str()) != (FORMAT_VERSION, ANALYZER_VERSION)
        {
            return Err(anyhow::Error::new(ArchiveError::Incompatible(format!(
                "morgue {} (format {}, analyzer {}); this is morgue {} (format {}, analyzer {})",
                payload.morgue,
                payload.format,
                payload.analyzer,
                env!("CARGO_PKG_VERSION"),
                FORMAT_VERSION,
                ANALYZER_VERSION
            ))));
        }
        let directory = std::path::absolute(directory).context("resolve the archive's path")?;
        let base = directory.parent().unwrap_or(Path::new("/")).to_owned();
        let fields = Fields::new(&index.schema());
        Ok(Self {
            directory,
            base,
            index,
            fields,
            payload: payload.unwrap_or_default(),
        })
    }

    /// Opens a reader that sees the last commit and stays with it.
    pub fn reader(&self) -> Result<IndexReader> {
        self.index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            // Neighbours in a block are read one after the other; every segment has its cache.
            .doc_store_cache_num_blocks(16)
            .try_into()
            .map_err(damaged)
    }

    /// Returns a view of the last commit, which stays whole whatever is committed later.
    pub fn searcher(&self) -> Result<Searcher> {
        let mut is_last_try = false;
        loop {
            let searcher = self.reader()?.searcher();
            // A commit between the two may have taken a segment away; what it left is whole.
            match segment::open_all(&searcher) {
                Err(error) if is_last_try => {
                    return Err(ArchiveError::Damaged(error.to_string()).into());
                }
                Err(_) => is_last_try = true,
                Ok(()) => return Ok(searcher),
            }
        }
    }

    /// Number of the last commit, as cursors and receipts name it.
    pub fn opstamp(&self) -> Result<u64> {
        Ok(self.index.load_metas().map_err(damaged)?.opstamp)
    }
}

fn register_plugins(index: &mut Index) {
    for plugin in segment::plugins() {
        index.register_plugin(plugin);
    }
}

fn read_payload(index: &Index) -> Result<Option<Payload>> {
    let metas = index.load_metas().map_err(damaged)?;
    let Some(text) = metas.payload else {
        return Ok(None);
    };
    let payload = serde_json::from_str(&text)
        .map_err(|error| ArchiveError::Damaged(format!("commit payload: {error}")))?;
    Ok(Some(payload))
}

/// Says in our words what tantivy found wrong.
fn damaged(error: tantivy::TantivyError) -> anyhow::Error {
    use tantivy::TantivyError;
    match error {
        TantivyError::IncompatibleIndex(detail) => {
            ArchiveError::Incompatible(format!("another version: {detail:?}")).into()
        }
        TantivyError::LockFailure(LockError::IoError(error), _) => {
            anyhow::Error::msg(error.to_string()).context("lock the archive")
        }
        TantivyError::LockFailure(..) | TantivyError::SystemError(_) => error.into(),
        other => ArchiveError::Damaged(other.to_string()).into(),
    }
}
