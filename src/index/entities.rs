//! Which keys are one entity, across the archive: what was learned, and what the user corrects.
//!
//! The learned table lies beside the index and is used unchanged until it is learned again.  The
//! corrections are the user's own text file beside `.morgue`, so neither indexing anew nor removing
//! the archive touches them.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tantivy::SegmentReader;

use super::{Archive, ArchiveError};
use crate::analysis::entity::canonical::archive::{EntityTable, KeyStatistics, Learned};
use crate::analysis::entity::canonical::corrections::{Correction, CorrectionError, Corrections};
use crate::annotations::EntityKey;
use crate::article::EntityKind;
use crate::document::{facet_name, read_value, record_kind};
use crate::field::KeyField;

/// Name of the corrections file, beside `.morgue`.
pub const CORRECTIONS_FILE: &str = ".morgue-entities";
/// Name of the learned table, in the archive.
pub const LEARNED_FILE: &str = "entities.json";
const MINUTES_OF_A_DAY: i64 = 1440;

/// Name of the model that was trained on the archive, in it.
const ADAPTED_FILE: &str = "entities.model";
/// Directory of imported models, in the archive.
const MODELS_DIRECTORY: &str = "models";

/// Where the model that was trained on an archive is kept.
pub fn adapted_path(archive_directory: &Path) -> PathBuf {
    archive_directory.join(ADAPTED_FILE)
}

/// Keeps the model that was trained on an archive.
pub fn keep_adapted(archive: &Archive, model: &[u8]) -> Result<PathBuf> {
    let path = adapted_path(&archive.directory);
    write_whole(&path, model)?;
    Ok(path)
}

/// A larger file is no model.
const MOST_MODEL_BYTES: u64 = 1 << 30;

/// Reads the bytes of a model from a regular file.
pub fn read_model_file(path: &Path) -> Result<Vec<u8>> {
    let name = path.display();
    let metadata = std::fs::metadata(path).with_context(|| format!("read {name}"))?;
    // Opening a pipe would wait for somebody to write into it, a device may never end.
    if !metadata.is_file() {
        bail!("`{name}` is no regular file");
    }
    if metadata.len() > MOST_MODEL_BYTES {
        bail!("`{name}` is larger than any model");
    }
    std::fs::read(path).with_context(|| format!("read {name}"))
}

/// Where an imported model of that name is kept.
pub fn imported_path(archive_directory: &Path, name: &str) -> PathBuf {
    archive_directory
        .join(MODELS_DIRECTORY)
        .join(format!("{name}.model"))
}

/// Keeps an imported model, wherever it shall lie.
pub fn keep_imported(path: &Path, model: &[u8]) -> Result<()> {
    if model.len() as u64 > MOST_MODEL_BYTES {
        bail!("the model is larger than any that can be used");
    }
    if let Some(parent) = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
    {
        std::fs::create_dir_all(parent).with_context(|| format!("create {}", parent.display()))?;
    }
    write_whole(path, model)
}

/// The imported models of an archive, by name.
pub fn imported_models(archive: &Archive) -> Result<Vec<PathBuf>> {
    let directory = archive.directory.join(MODELS_DIRECTORY);
    let entries = match std::fs::read_dir(&directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(|| format!("list {}", directory.display())),
    };
    let paths = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let mut models: Vec<_> = paths
        .filter(|p| p.extension().is_some_and(|e| e == "model"))
        .collect();
    models.sort();
    Ok(models)
}

/// Fields that name entities, with their kinds.
pub const ENTITY_FIELDS: [(KeyField, EntityKind); 3] = [
    (KeyField::Person, EntityKind::Person),
    (KeyField::Organisation, EntityKind::Organisation),
    (KeyField::Place, EntityKind::Place),
];

/// Reads the table that this archive's entities go by.
pub fn entity_table(archive: &Archive) -> Result<EntityTable> {
    let learned = read_learned(archive)?.unwrap_or_default();
    let (corrections, _) = read_corrections(archive)?;
    Ok(EntityTable::new(&learned, &corrections))
}

/// Reads what was learned; None when nothing was.
pub fn read_learned(archive: &Archive) -> Result<Option<Learned>> {
    let path = archive.directory.join(LEARNED_FILE);
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("read {}", path.display())),
    };
    let learned = serde_json::from_slice(&bytes)
        .map_err(|error| ArchiveError::Damaged(format!("{LEARNED_FILE}: {error}")))
        .context("hint: `morgue index --relearn` makes it anew")?;
    Ok(Some(learned))
}

/// Learns the table from the whole archive and keeps it.
pub fn relearn(archive: &Archive) -> Result<Learned> {
    // A damaged table is no reason not to make a new one.
    let generation = read_learned(archive)
        .ok()
        .flatten()
        .map_or(0, |l| l.generation);
    let (statistics, articles) = statistics(archive)?;
    let learned = Learned::new(&statistics, generation + 1, articles);
    let path = archive.directory.join(LEARNED_FILE);
    let bytes = serde_json::to_vec_pretty(&learned).context("serialise the entities")?;
    write_whole(&path, &bytes)?;
    Ok(learned)
}

/// Where the corrections of an archive are kept.
pub fn corrections_path(archive: &Archive) -> PathBuf {
    archive.base.join(CORRECTIONS_FILE)
}

/// Reads the corrections, and the lines that were not understood.
pub fn read_corrections(archive: &Archive) -> Result<(Corrections, Vec<CorrectionError>)> {
    let path = corrections_path(archive);
    match std::fs::read(&path) {
        Ok(bytes) => Ok(Corrections::parse(&String::from_utf8_lossy(&bytes))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Default::default()),
        Err(error) => Err(error).with_context(|| format!("read {}", path.display())),
    }
}

/// Adds a line to the corrections.
pub fn add_correction(archive: &Archive, correction: &Correction) -> Result<()> {
    let path = corrections_path(archive);
    // Kept byte for byte, whatever else the user has in it.
    let mut text = match std::fs::read(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            b"# Corrections of entities; later lines win, and no indexing is needed.\n".to_vec()
        }
        Err(error) => return Err(error).with_context(|| format!("read {}", path.display())),
    };
    if !text.is_empty() && !text.ends_with(b"\n") {
        text.push(b'\n');
    }
    text.extend(format!("{correction}\n").into_bytes());
    write_whole(&path, &text)
}

/// Writes a file so that it is never seen half written.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> Result<()> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let write = || {
        let mut file = std::fs::File::create(&part)?;
        file.write_all(bytes)?;
        file.sync_all()
    };
    let kept = write()
        .with_context(|| format!("write {}", part.display()))
        .and_then(|()| {
            std::fs::rename(&part, path).with_context(|| format!("replace {}", path.display()))
        });
    if kept.is_err() {
        // Why it could not be kept is told; that its half could not be removed adds nothing.
        let _ = std::fs::remove_file(&part);
    }
    kept
}

/// Counts of one key while the columns are read.
#[derive(Default)]
struct Counts {
    articles: u32,
    spellings: BTreeMap<String, u32>,
    days: BTreeMap<i32, u32>,
    beside: BTreeMap<EntityKey, u32>,
}

/// What the columns know of every key, and the number of articles.
fn statistics(archive: &Archive) -> Result<(Vec<KeyStatistics>, u64)> {
    let searcher = archive.searcher()?;
    let mut by_key: BTreeMap<EntityKey, Counts> = BTreeMap::new();
    let mut articles = 0;
    for segment in searcher.segment_readers() {
        articles += count_segment(segment, &mut by_key)?;
    }
    let statistics = by_key.into_iter().map(|(key, counts)| KeyStatistics {
        key,
        articles: counts.articles,
        spellings: counts.spellings.into_iter().collect(),
        days: counts.days.into_iter().collect(),
        beside: counts.beside.into_iter().collect(),
    });
    Ok((statistics.collect(), articles))
}

fn count_segment(segment: &SegmentReader, out: &mut BTreeMap<EntityKey, Counts>) -> Result<u64> {
    let columns = segment.fast_fields();
    let record = columns.u64("record").context("read the kinds of records")?;
    let start = columns.i64("published_start").context("read the dates")?;
    let end = columns.i64("published_end").context("read the dates")?;
    let is_article = |doc| record.first(doc) == Some(record_kind::ARTICLE);
    let articles = segment
        .doc_ids_alive()
        .filter(|doc| is_article(*doc))
        .count() as u64;
    for (field, kind) in ENTITY_FIELDS {
        let column = columns
            .str(&facet_name(field))
            .context("read the entities")?;
        let Some(column) = column else { continue };
        // By the number of the value: articles, and those of each day.
        let mut counts: Vec<(u32, BTreeMap<i32, u32>)> =
            vec![Default::default(); column.num_terms()];
        for doc in segment.doc_ids_alive().filter(|doc| is_article(*doc)) {
            let day = start.first(doc).zip(end.first(doc));
            let day = day.filter(|(start, end)| end - start <= MINUTES_OF_A_DAY);
            let day = day.and_then(|(start, _)| i32::try_from(start / MINUTES_OF_A_DAY).ok());
            for value in column.term_ords(doc) {
                let (articles, days) = &mut counts[value as usize];
                *articles += 1;
                if let Some(day) = day {
                    *days.entry(day).or_insert(0) += 1;
                }
            }
        }
        let mut keys = Vec::with_capacity(counts.len());
        let mut values = column.dictionary().stream().context("read the entities")?;
        let mut counts = counts.into_iter();
        while values.advance() {
            let (articles, days) = counts.next().unwrap_or_default();
            let value = String::from_utf8_lossy(values.key());
            let value = read_value(kind, &value);
            keys.push(value.key.clone());
            if articles == 0 {
                continue;
            }
            let known = out.entry(value.key).or_default();
            *known.spellings.entry(value.name.to_owned()).or_insert(0) += articles;
            if value.is_counted {
                known.articles += articles;
                for (day, count) in days {
                    *known.days.entry(day).or_insert(0) += count;
                }
            }
        }
        if kind == EntityKind::Person {
            for doc in segment.doc_ids_alive().filter(|doc| is_article(*doc)) {
                count_beside(column.term_ords(doc), &keys, out);
            }
        }
    }
    Ok(articles)
}

/// Counts the people of one article beside the bare surname that they have.
fn count_beside(
    people: impl Iterator<Item = u64>,
    keys: &[EntityKey],
    out: &mut BTreeMap<EntityKey, Counts>,
) {
    let people: Vec<&EntityKey> = people.map(|value| &keys[value as usize]).collect();
    let mut bearers: HashMap<&str, Vec<&EntityKey>> = HashMap::new();
    for key in &people {
        if let Some((_, last)) = key.name().rsplit_once(' ') {
            bearers.entry(last).or_default().push(key);
        }
    }
    for surname in people {
        let Some(bearers) = bearers.get(surname.name()) else {
            continue;
        };
        if let Some(counts) = out.get_mut(surname) {
            for bearer in bearers {
                *counts.beside.entry((*bearer).clone()).or_insert(0) += 1;
            }
        }
    }
}
