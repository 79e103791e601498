//! From paths to a committed index: walk, read, analyse, write.
//!
//! One walker lists the files, worker threads read and analyse them, one writer takes their
//! results in path order, so the index does not depend on threads.  A bad file never stops the
//! run: it is reported, counted and remembered.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, Result};
use crossbeam_channel::{Receiver, Sender, bounded};

use super::Archive;
use super::files::{Message, Task, identity_of, read_file};
use super::known::{file_records, gone, has_failures, is_left_to, is_outdated};
use super::lines::{Search, choose_frequent, has_labelled_lines, lines_identity};
use super::packages::Packages;
use super::progress::{Counters, Event};
use super::walk::{Found, walk};
use super::writer::{CommitEvery, Writer};
use crate::analysis::entity::recogniser::Recogniser;
use crate::document::{FileRecord, Outcome};
use crate::reader::decode::{is_mojibake_note, is_repair_note};
use crate::reader::{ReadOptions, Reader};

/// Articles of one file that may wait for the writer.
const QUEUE: usize = 512;
/// Files that may be read ahead of the writer.
const FILES_AHEAD: usize = 64;
/// Stack of a worker: HTML trees are walked by recursion in libraries.
const WORKER_STACK: usize = 64 << 20;

/// How to ingest.
#[derive(Clone)]
pub struct Options {
    /// Worker threads, at least 1.
    pub threads: usize,
    pub commit_every: u64,
    pub commit_time: Duration,
    /// Remove articles of files that are gone.
    pub prune: bool,
    /// Read files again that failed before.
    pub retry: bool,
    /// Format of every file, instead of looking at each.
    pub reader: Option<&'static dyn Reader>,
    /// What the user asked of the readers.
    pub read: ReadOptions,
    /// Today, civil minutes.
    pub now: Option<i64>,
    /// Learn frequent lines anew; read files again whose names something else has found, or whose
    /// lines were labelled by others.
    pub recognise_again: bool,
    /// Finds names in the text.
    pub recogniser: Option<&'static Recogniser>,
    /// Find copies of articles; else each is a story of its own.
    pub stories: bool,
    /// Arena of the index writer, bytes.
    pub memory: usize,
}

/// Ingests everything below the roots.
pub fn ingest(
    archive: &mut Archive,
    roots: &[PathBuf],
    options: &Options,
    stop: &AtomicBool,
    observe: &mut dyn FnMut(Event<'_>),
) -> Result<Counters> {
    let mut listed = walk(&archive.base, roots);
    let known = file_records(archive)?;
    let packages = match options.reader {
        None => Packages::find(&archive.base, &mut listed.files, &known),
        Some(_) => Packages::default(),
    };
    let mut counters = Counters {
        files: listed.files.len() as u64,
        ..Counters::default()
    };
    let bytes = listed.files.iter().map(|f| f.size).sum();
    observe(Event::Started {
        files: counters.files,
        bytes,
    });
    for (path, detail) in &listed.errors {
        counters.files += 1;
        counters.read += 1;
        counters.failed += 1;
        *counters.reasons.entry("unlisted".to_owned()).or_insert(0) += 1;
        observe(Event::Unlisted { path, detail });
    }
    let chosen = choose_frequent(
        &archive.directory,
        &Search {
            base: &archive.base,
            listed: &listed.files,
            known: &known,
            reader: options.reader,
            threads: options.threads,
        },
        options.recognise_again,
    )?;
    if let Some(lines) = chosen.table.as_deref().filter(|_| chosen.is_new) {
        observe(Event::Learned { lines });
    }
    let lines = lines_identity(chosen.table.as_deref());
    let mut partial = archive.payload.partial.clone();
    if let Some(partial) = &mut partial
        && archive.payload.lines != lines
    {
        // Half of it is labelled by other lines: it is read from its start.
        partial.hash.clear();
    }
    let read = ReadOptions {
        frequent: chosen.table,
        ..options.read.clone()
    };
    let gone = gone(&listed, &known);
    counters.vanished = gone.len() as u64;
    for path in &gone {
        observe(Event::Vanished { path });
    }
    let fields = archive.fields.clone();
    let every = CommitEvery {
        articles: options.commit_every.max(1),
        time: options.commit_time,
    };
    let had_commit = archive.payload.format != 0;
    let identity = identity_of(options.recogniser);
    let mut writer = Writer::new(archive, every, options.memory)?;
    writer.entities = identity.clone();
    writer.lines = lines.clone();
    if !had_commit {
        // An archive exists from here on, whatever happens next.
        writer.commit()?;
    }
    let is_labelled_before = |known: &FileRecord| has_labelled_lines(known) && known.lines != lines;
    let before = known.values().filter(|known| is_labelled_before(known));
    counters.labelled_before = before.count() as u64;
    if options.prune {
        for path in &gone {
            writer.remove_file(path)?;
            counters.pruned += 1;
            counters.labelled_before -= u64::from(known.get(path).is_some_and(is_labelled_before));
        }
    }
    let task = |found| Task {
        found,
        package: packages.of_page(&found.path),
        as_package: packages.record_of(&found.path),
        known: known.get(&found.path),
        fields: &fields,
        reader: options.reader,
        read: &read,
        now: options.now,
        recogniser: options.recogniser,
        stories: options.stories,
        again: known.get(&found.path).is_some_and(|known| {
            (options.retry && has_failures(known))
                || (options.recognise_again && known.entities != identity)
                || (options.recognise_again && is_labelled_before(known))
        }),
        partial: partial
            .as_ref()
            .filter(|p| p.path == found.path)
            .map(|p| (p.hash.as_str(), p.articles)),
    };
    let result = std::thread::scope(|scope| -> Result<()> {
        let (give_job, jobs) = bounded::<(&Found, Sender<Message>)>(FILES_AHEAD);
        let (give_result, results) = bounded::<(&Found, Receiver<Message>)>(FILES_AHEAD);
        for _ in 0..options.threads.max(1) {
            let (jobs, task) = (jobs.clone(), &task);
            std::thread::Builder::new()
                .name("read".to_owned())
                .stack_size(WORKER_STACK)
                .spawn_scoped(scope, move || {
                    for (found, out) in jobs {
                        read_file(&task(found), &out, stop);
                    }
                })
                .context("start a worker")?;
        }
        drop(jobs);
        scope.spawn(|| {
            for found in &listed.files {
                let (out, messages) = bounded(QUEUE);
                let stopped = stop.load(Ordering::Relaxed);
                if stopped
                    || give_result.send((found, messages)).is_err()
                    || give_job.send((found, out)).is_err()
                {
                    break;
                }
            }
            drop((give_job, give_result));
        });
        for (found, messages) in &results {
            let is_known = known.contains_key(&found.path);
            let unchanged = counters.unchanged;
            let is_whole = take_file(
                found,
                is_known,
                &messages,
                &mut writer,
                &mut counters,
                observe,
            )?;
            let is_read = is_whole && counters.unchanged == unchanged;
            if is_read && known.get(&found.path).is_some_and(is_labelled_before) {
                counters.labelled_before -= 1;
            }
            if !is_whole || stop.load(Ordering::Relaxed) {
                break;
            }
        }
        Ok(())
    });
    counters.interrupted = stop.load(Ordering::Relaxed);
    result?;
    let articles = writer.commit()?;
    observe(Event::Committed {
        articles,
        total: counters.articles,
    });
    if counters.interrupted {
        return Ok(counters);
    }
    observe(Event::Merging);
    writer.finish()?;
    Ok(counters)
}

/// Takes what a worker says of one file.  Returns false if the file was not read to its end.
fn take_file(
    found: &Found,
    is_known: bool,
    messages: &Receiver<Message>,
    writer: &mut Writer<'_>,
    counters: &mut Counters,
    observe: &mut dyn FnMut(Event<'_>),
) -> Result<bool> {
    let path = found.path.as_str();
    let (mut has_begun, mut has_losses) = (false, false);
    for message in messages {
        match message {
            Message::Unchanged { record } => {
                counters.unchanged += 1;
                if let Some(record) = record {
                    writer.remember(&record)?;
                }
                observe(Event::File {
                    path,
                    record: None,
                    bytes: found.size,
                    counters,
                });
                return Ok(true);
            }
            Message::Begin {
                hash,
                replaces,
                done,
            } => {
                writer.begin_file(path, hash, replaces, done)?;
                has_begun = true;
            }
            Message::Article(article) => {
                counters.articles += 1;
                counters.text_bytes += article.text_bytes;
                writer.add(*article)?;
                if let Some(articles) = writer.commit_if_due()? {
                    observe(Event::Committed {
                        articles,
                        total: counters.articles,
                    });
                }
            }
            Message::Noted {
                member,
                offset,
                notes,
            } => {
                counters.noted += 1;
                counters.garbled += u64::from(notes.iter().any(|note| is_mojibake_note(note)));
                counters.repaired += u64::from(notes.iter().any(|note| is_repair_note(note)));
                observe(Event::Noted {
                    path,
                    member: &member,
                    offset,
                    notes: &notes,
                });
            }
            Message::Skipped(skip) => {
                has_losses |= !skip.reason.is_harmless();
                *counters
                    .reasons
                    .entry(skip.reason.code().to_owned())
                    .or_insert(0) += 1;
                observe(Event::Skipped { path, skip: &skip });
            }
            Message::Finished(record) => {
                counters.read += 1;
                counters.bytes += record.size;
                counters.add_contents(&record);
                match record.outcome {
                    Outcome::Indexed => counters.indexed += 1,
                    Outcome::Empty => counters.empty += 1,
                    Outcome::Skipped => counters.skipped += 1,
                    Outcome::Failed => counters.failed += 1,
                }
                let is_read = matches!(record.outcome, Outcome::Indexed | Outcome::Empty);
                counters.partly += u64::from(is_read && has_losses);
                // A known file that cannot be opened now keeps its articles and its record, so
                // the next run tries again.
                if has_begun || !is_known {
                    writer.end_file(&record)?;
                }
                observe(Event::File {
                    path,
                    record: Some(&record),
                    bytes: found.size,
                    counters,
                });
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// Says what `ingest` would do, without touching anything.  No archive: every file is new.
pub fn dry_run(
    archive: Option<&Archive>,
    base: &Path,
    roots: &[PathBuf],
    retry: bool,
    now: Option<i64>,
) -> Result<Counters> {
    let mut listed = walk(base, roots);
    let known = archive.map_or_else(|| Ok(HashMap::new()), file_records)?;
    let packages = Packages::find(base, &mut listed.files, &known);
    let mut counters = Counters {
        files: (listed.files.len() + listed.errors.len()) as u64,
        failed: listed.errors.len() as u64,
        ..Counters::default()
    };
    for found in &listed.files {
        let is_unchanged = |record: &FileRecord| match packages.of_page(&found.path) {
            Some(package) => is_left_to(record, package),
            None => {
                (record.size, record.mtime) == (found.size, found.mtime)
                    && !is_outdated(record, now)
                    && !(retry && has_failures(record))
            }
        };
        if known.get(&found.path).is_some_and(is_unchanged) {
            counters.unchanged += 1;
        } else {
            counters.read += 1;
            counters.bytes += found.size;
        }
    }
    counters.vanished = gone(&listed, &known).len() as u64;
    Ok(counters)
}
