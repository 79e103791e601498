//! From paths to a committed index: walk, read, analyse, write.
//!
//! One walker lists the files, worker threads read and analyse them, one writer takes their
//! results in path order, so the index does not depend on threads.  A bad file never stops the
//! run: it is reported, counted and remembered.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use anyhow::{Context, Result};
use crossbeam_channel::{Receiver, Sender, bounded};
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{TantivyDocument, Term};

use super::Archive;
use super::files::{Message, Task, identity_of, is_left_to, is_outdated, read_file};
use super::lines::{Search, choose_frequent, has_labelled_lines, lines_identity};
use super::packages::Packages;
use super::walk::{Found, Walk, is_below, walk};
use super::writer::{CommitEvery, Writer};
use crate::analysis::entity::recogniser::Recogniser;
use crate::document::{FileRecord, Outcome, record_kind};
use crate::reader::decode::{is_mojibake_note, is_repair_note};
use crate::reader::plain_text::FrequentLines;
use crate::reader::{ReadOptions, Reader, Skip};

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

/// What happened to the files; `read` is the sum of the next four.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Counters {
    pub files: u64,
    pub unchanged: u64,
    pub read: u64,
    pub indexed: u64,
    pub empty: u64,
    pub skipped: u64,
    pub failed: u64,
    /// Files, indexed or empty, of which a part was lost; counted above already.
    pub partly: u64,
    /// Known files below the given paths that are gone.
    pub vanished: u64,
    pub pruned: u64,
    /// Articles added in this run.
    pub articles: u64,
    /// Articles in which a reader met something odd.
    pub noted: u64,
    /// Articles with text that was garbled before it was written.
    pub garbled: u64,
    /// Articles in which such text was put right.
    pub repaired: u64,
    /// Text files whose lines stay labelled by an older table of frequent lines.
    pub labelled_before: u64,
    /// Bytes of text in those articles.
    pub text_bytes: u64,
    pub bytes: u64,
    /// Articles by the format that they were read from.
    pub formats: BTreeMap<String, u64>,
    /// Members of containers that nobody would look for an article in, by what they are.
    pub passed_over: BTreeMap<String, u64>,
    /// Parts that gave no article, by reason code.
    pub reasons: BTreeMap<String, u64>,
    pub interrupted: bool,
}

/// Something that a user may want to see while it happens.
pub enum Event<'a> {
    Started {
        files: u64,
        bytes: u64,
    },
    /// A part that gave no article.
    Skipped {
        path: &'a str,
        skip: &'a Skip,
    },
    /// Oddities that were met in an article and survived.
    Noted {
        path: &'a str,
        member: &'a str,
        offset: u64,
        notes: &'a [String],
    },
    /// A file is done with.
    File {
        path: &'a str,
        /// What it gave; None if it was not read again.
        record: Option<&'a FileRecord>,
        bytes: u64,
        counters: &'a Counters,
    },
    /// The frequent lines were learned in this run.
    Learned {
        lines: &'a FrequentLines,
    },
    /// A path that could not be listed.
    Unlisted {
        path: &'a str,
        detail: &'a str,
    },
    Vanished {
        path: &'a str,
    },
    /// This many articles are now safe, all runs included that this one continues.
    Committed {
        articles: u64,
        total: u64,
    },
    Merging,
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
                count_contents(counters, &record);
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

/// Adds what a file held: articles by format, and what was passed over in a container.
fn count_contents(counters: &mut Counters, record: &FileRecord) {
    let whole = [(record.format.clone(), record.articles)];
    let took = if record.took.is_empty() {
        &whole[..]
    } else {
        &record.took
    };
    for (format, articles) in took.iter().filter(|(_, articles)| *articles > 0) {
        *counters.formats.entry(format.clone()).or_insert(0) += articles;
    }
    for (what, members) in &record.passed_over {
        *counters.passed_over.entry(what.clone()).or_insert(0) += members;
    }
}

/// Files that `retry` reads again: they failed, or parts of them did.
fn has_failures(record: &FileRecord) -> bool {
    record.outcome == Outcome::Failed || !record.skipped.is_empty()
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
        files: listed.files.len() as u64,
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

/// Known files below the roots that are no longer there, in order.
fn gone(listed: &Walk, known: &HashMap<String, FileRecord>) -> Vec<String> {
    let here: HashSet<&str> = listed.files.iter().map(|f| f.path.as_str()).collect();
    let is_gone = |path: &str| !here.contains(path) && is_below(path, &listed.roots);
    let mut gone: Vec<String> = known.keys().filter(|path| is_gone(path)).cloned().collect();
    gone.sort_unstable();
    gone
}

/// Number of files whose names another engine or model found than the given one.
pub fn files_of_other_engines(archive: &Archive, identity: &str) -> Result<u64> {
    let records = file_records(archive)?;
    let has_names = |file: &&FileRecord| file.outcome == Outcome::Indexed;
    let others = records.values().filter(has_names);
    Ok(others.filter(|file| file.entities != identity).count() as u64)
}

/// Reads what the archive remembers of every file.
pub fn file_records(archive: &Archive) -> Result<HashMap<String, FileRecord>> {
    let searcher = archive.searcher()?;
    let term = Term::from_field_u64(archive.fields.record, record_kind::FILE);
    let query = TermQuery::new(term, IndexRecordOption::Basic);
    let mut found: Vec<_> = searcher
        .search(&query, &DocSetCollector)
        .context("list the known files")?
        .into_iter()
        .collect();
    found.sort_unstable();
    let mut records = HashMap::with_capacity(found.len());
    for address in found {
        let doc: TantivyDocument = searcher.doc(address).context("read a file record")?;
        let bytes = doc
            .get_first(archive.fields.stored)
            .and_then(|value| value.as_bytes());
        let record: FileRecord =
            serde_json::from_slice(bytes.context("a file without its record")?)
                .context("read a file record")?;
        records.insert(record.path.clone(), record);
    }
    Ok(records)
}
