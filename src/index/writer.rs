//! The one writer: adds, replaces, commits.
//!
//! Invariants: a commit never holds half of a file that replaces an older state of itself, and
//! says how far a new file has been read; after every commit exactly one version of each address is
//! visible.

use std::collections::{HashMap, HashSet};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use tantivy::directory::Directory;
use tantivy::directory::error::LockError;
use tantivy::indexer::NoMergePolicy;
use tantivy::schema::Field;
use tantivy::{IndexWriter, TantivyDocument, TantivyError, Term};

use super::files::NewArticle;
use super::stories::StoryKeeper;
use super::versions::settle;
use super::{Archive, ArchiveError, Partial, Payload, lock};
use crate::document::{ANALYZER_VERSION, FORMAT_VERSION, FileRecord, add_story, file_document};
use crate::field::KeyField;

/// Above this many segments every query pays for them, so they are merged.
const MAX_SEGMENTS: usize = 8;

/// When a commit is due.
#[derive(Debug, Clone, Copy)]
pub struct CommitEvery {
    pub articles: u64,
    pub time: Duration,
}

pub struct Writer<'a> {
    archive: &'a mut Archive,
    inner: IndexWriter,
    every: CommitEvery,
    since_commit: u64,
    last_commit: Instant,
    /// The file at hand, if it has no older state in the archive.
    open_file: Option<Partial>,
    /// The file at hand replaces an older state: no commit before it ends.
    replacing: bool,
    changed: bool,
    /// Ids made from addresses, with the number of articles added under each.
    shared_ids: HashMap<u64, u32>,
    unsettled: HashSet<u64>,
    /// The archive had articles before this run, so an address may be known already.
    had_articles: bool,
    stories: StoryKeeper,
    /// What finds the names in the articles that are added.
    pub entities: String,
    /// The frequent lines by which their lines are labelled.
    pub lines: String,
}

impl<'a> Writer<'a> {
    /// Takes the lock; `memory` is the size of the arena in bytes.
    pub fn new(archive: &'a mut Archive, every: CommitEvery, memory: usize) -> Result<Self> {
        let inner: IndexWriter = match archive.index.writer_with_num_threads(1, memory) {
            Err(error @ TantivyError::LockFailure(LockError::IoError(_), _)) => {
                return Err(super::damaged(error));
            }
            Err(TantivyError::LockFailure(..)) => {
                let holder = lock::holder(&archive.directory);
                return Err(ArchiveError::Locked { holder }.into());
            }
            other => other.context("open the index for writing")?,
        };
        lock::note_holder(&archive.directory);
        inner.set_merge_policy(Box::new(NoMergePolicy));
        let stories = StoryKeeper::new(archive)?;
        let had_articles = stories.before().num_docs() > 0;
        Ok(Self {
            archive,
            inner,
            every,
            since_commit: 0,
            last_commit: Instant::now(),
            open_file: None,
            replacing: false,
            changed: false,
            shared_ids: HashMap::new(),
            unsettled: HashSet::new(),
            had_articles,
            stories,
            entities: String::new(),
            lines: String::new(),
        })
    }

    /// Begins a file whose bytes have this hash.  `replaces` says that an older state of it goes;
    /// `done` articles of it are committed already.
    pub fn begin_file(
        &mut self,
        path: &str,
        hash: String,
        replaces: bool,
        done: u64,
    ) -> Result<()> {
        self.replacing = replaces;
        if replaces {
            self.remove_file(path)?;
        }
        self.open_file = Some(Partial {
            path: path.to_owned(),
            hash,
            articles: done,
        });
        Ok(())
    }

    /// Adds one article of the file at hand.
    pub fn add(&mut self, article: NewArticle) -> Result<()> {
        if let Some(id) = article.shared_id {
            let added = self.shared_ids.entry(id).or_insert(0);
            *added += 1;
            if *added > 1 || self.had_articles {
                self.unsettled.insert(id);
            }
        }
        let mut doc = article.doc;
        let story = self.stories.decide(self.archive, article.body)?;
        add_story(&mut doc, &self.archive.fields, story);
        self.add_document(doc)?;
        self.since_commit += 1;
        if let Some(file) = &mut self.open_file {
            file.articles += 1;
        }
        Ok(())
    }

    /// Ends the file at hand.
    pub fn end_file(&mut self, record: &FileRecord) -> Result<()> {
        self.open_file = None;
        self.replacing = false;
        self.remember(record)
    }

    /// Writes a file record anew.
    pub fn remember(&mut self, record: &FileRecord) -> Result<()> {
        let fields = &self.archive.fields;
        let key = format!("file:{}", record.path);
        self.inner
            .delete_term(Term::from_field_text(fields.version, &key));
        let mut doc = file_document(record, fields)?;
        doc.add_text(fields.version, key);
        self.add_document(doc)
    }

    /// Removes everything a file gave, and its record.
    pub fn remove_file(&mut self, path: &str) -> Result<()> {
        let field = self.archive.fields.key(KeyField::Path);
        for id in super::versions::shared_ids_of_file(self.archive, path)? {
            self.unsettled.insert(id);
        }
        for address in super::versions::articles_of_file(self.archive, self.stories.before(), path)?
        {
            self.stories.remove(address)?;
        }
        self.delete(field, path);
        Ok(())
    }

    /// Commits if it is time to and the file at hand allows it.  Returns the number of articles
    /// that the commit made safe.
    pub fn commit_if_due(&mut self) -> Result<Option<u64>> {
        let due = self.since_commit >= self.every.articles
            || (self.since_commit > 0 && self.last_commit.elapsed() >= self.every.time);
        if !due || self.replacing {
            return Ok(None);
        }
        self.commit().map(Some)
    }

    /// Commits what was added.  Returns the number of articles since the last commit.
    pub fn commit(&mut self) -> Result<u64> {
        self.commit_payload()?;
        if !self.unsettled.is_empty() {
            let ids = std::mem::take(&mut self.unsettled);
            if settle(self.archive, &mut self.inner, &ids)? {
                self.commit_payload()?;
            }
        }
        self.last_commit = Instant::now();
        Ok(std::mem::take(&mut self.since_commit))
    }

    fn commit_payload(&mut self) -> Result<()> {
        let payload = Payload {
            morgue: env!("CARGO_PKG_VERSION").to_owned(),
            format: FORMAT_VERSION,
            analyzer: ANALYZER_VERSION.to_owned(),
            revision: self.archive.payload.revision + u64::from(self.changed),
            entities: self.entities.clone(),
            lines: self.lines.clone(),
            partial: self
                .open_file
                .clone()
                .filter(|f| f.articles > 0 && !f.hash.is_empty()),
        };
        // A plain commit would erase the payload.
        let mut prepared = self.inner.prepare_commit().context("write the index")?;
        prepared.set_payload(&serde_json::to_string(&payload).context("serialise the payload")?);
        prepared.commit().context("commit the index")?;
        // tantivy renames meta.json without syncing the directory: after a power loss the last
        // commit might be gone though it was reported.
        self.archive
            .index
            .directory()
            .sync_directory()
            .context("sync the index directory")?;
        self.archive.payload = payload;
        self.changed = false;
        self.stories.committed();
        Ok(())
    }

    /// Merges where it pays, removes files nobody needs, and gives the lock back.
    pub fn finish(mut self) -> Result<()> {
        let metas = self
            .archive
            .index
            .searchable_segment_metas()
            .context("list the segments")?;
        let total: u64 = metas.iter().map(|m| u64::from(m.max_doc())).sum();
        let deleted: u64 = metas.iter().map(|m| u64::from(m.num_deleted_docs())).sum();
        let biggest = metas
            .iter()
            .map(|m| u64::from(m.max_doc()))
            .max()
            .unwrap_or(0);
        let is_bulk = metas.len() > 1 && biggest * 3 < total * 2;
        if metas.len() > MAX_SEGMENTS || is_bulk || deleted * 5 > total {
            let ids: Vec<_> = metas.iter().map(tantivy::SegmentMeta::id).collect();
            self.inner
                .merge(&ids)
                .wait()
                .context("merge the segments")?;
        }
        self.inner
            .garbage_collect_files()
            .wait()
            .context("remove old segments")?;
        self.archive
            .index
            .directory()
            .sync_directory()
            .context("sync the index directory")?;
        self.inner
            .wait_merging_threads()
            .context("finish merging")?;
        lock::forget_holder(&self.archive.directory);
        Ok(())
    }

    fn delete(&mut self, field: Field, text: &str) {
        self.changed = true;
        self.inner.delete_term(Term::from_field_text(field, text));
    }

    fn add_document(&mut self, doc: TantivyDocument) -> Result<()> {
        self.changed = true;
        self.inner.add_document(doc).context("add a document")?;
        Ok(())
    }
}
