//! The writer's memory of stories: what the archive knew when the run began, and what the run added.
//!
//! Everything is read back from columns, so nothing else has to survive a crash: a run that goes on
//! after one knows what was committed, and nothing more was decided.  Months are read when an article
//! of theirs comes, so that a day's additions do not cost a reading of the whole archive.

use std::collections::HashSet;

use anyhow::{Context, Result};
use tantivy::{DocAddress, DocId, Searcher, SegmentReader};

use super::Archive;
use crate::analysis::fingerprint::{Fingerprint, unpack};
use crate::analysis::stories::{Block, Known, Stories, block_of, blocks_around};
use crate::document::number_of;

/// Minutes of a day.
const DAY: i64 = 1440;

/// Decides the story of each article.
pub struct StoryKeeper {
    stories: Stories,
    /// The archive as it was when the run began.
    before: Searcher,
    loaded: HashSet<Block>,
    has_bodies: bool,
    /// Documents of `before` that were removed in this run.
    removed: HashSet<DocAddress>,
}

impl StoryKeeper {
    pub fn new(archive: &Archive) -> Result<Self> {
        Ok(Self {
            stories: Stories::default(),
            before: archive.searcher()?,
            loaded: HashSet::new(),
            has_bodies: false,
            removed: HashSet::new(),
        })
    }

    /// The archive as it was when the run began.
    pub fn before(&self) -> &Searcher {
        &self.before
    }

    /// Decides the story of a new article and remembers it.
    pub fn decide(
        &mut self,
        version: u64,
        published: Option<(i64, i64)>,
        fingerprint: Fingerprint,
    ) -> Result<u64> {
        let day = day(published);
        self.load_bodies()?;
        for block in blocks_around(day) {
            self.load(block)?;
        }
        let found = self.stories.find(&fingerprint, day);
        // Named after its first article and its text: a file that gets another text later gives
        // another story, even if copies of the old one are still there.
        let body = fingerprint.body.unwrap_or(0);
        let story = found.unwrap_or_else(|| number_of(&format!("story:{version:x}:{body:x}")));
        self.stories.add(&Known {
            key: None,
            story,
            day,
            fingerprint,
        });
        Ok(story)
    }

    /// Forgets a document of `before` that is removed.
    pub fn remove(&mut self, address: DocAddress) -> Result<()> {
        let segment = self.before.segment_reader(address.segment_ord);
        let columns = Columns::new(segment)?;
        if !self.removed.insert(address) {
            return Ok(());
        }
        if self.has_bodies
            && let Some(body) = columns.body.first(address.doc_id)
        {
            self.stories.remove_body(body);
        }
        let day = columns.day(address.doc_id);
        if self.loaded.contains(&block_of(day)) {
            self.stories.remove_sketch(key_of(address), day);
        }
        Ok(())
    }

    /// Learns the bodies of all articles of the archive.
    fn load_bodies(&mut self) -> Result<()> {
        if std::mem::replace(&mut self.has_bodies, true) {
            return Ok(());
        }
        for (segment, reader) in (0..).zip(self.before.segment_readers()) {
            let columns = Columns::new(reader)?;
            for doc in reader.doc_ids_alive() {
                if !self.removed.contains(&DocAddress::new(segment, doc))
                    && let Some(story) = columns.story.first(doc)
                {
                    self.stories.add_body(columns.body.first(doc), story);
                }
            }
        }
        Ok(())
    }

    /// Learns the articles of one month of the archive.
    fn load(&mut self, block: Block) -> Result<()> {
        if !self.loaded.insert(block) {
            return Ok(());
        }
        for (segment, reader) in (0..).zip(self.before.segment_readers()) {
            let columns = Columns::new(reader)?;
            for doc in reader.doc_ids_alive() {
                let address = DocAddress::new(segment, doc);
                let day = columns.day(doc);
                if block_of(day) != block || self.removed.contains(&address) {
                    continue;
                }
                if let Some(story) = columns.story.first(doc) {
                    self.stories.add_sketch(&Known {
                        key: Some(key_of(address)),
                        story,
                        day,
                        fingerprint: columns.fingerprint(doc),
                    });
                }
            }
        }
        Ok(())
    }
}

/// The columns of a segment that say how articles are compared.
struct Columns {
    story: tantivy::columnar::Column<u64>,
    body: tantivy::columnar::Column<u64>,
    sketch: tantivy::columnar::Column<u64>,
    words: tantivy::columnar::Column<u64>,
    start: tantivy::columnar::Column<i64>,
    end: tantivy::columnar::Column<i64>,
}

impl Columns {
    fn new(segment: &SegmentReader) -> Result<Self> {
        let columns = segment.fast_fields();
        let number = |name: &str| columns.u64(name).with_context(|| format!("read `{name}`"));
        let date = |name: &str| columns.i64(name).with_context(|| format!("read `{name}`"));
        Ok(Self {
            story: number("story")?,
            body: number("body_hash")?,
            sketch: number("shingles")?,
            words: number("words")?,
            start: date("published_start")?,
            end: date("published_end")?,
        })
    }

    fn day(&self, doc: DocId) -> Option<i64> {
        day(self.start.first(doc).zip(self.end.first(doc)))
    }

    fn fingerprint(&self, doc: DocId) -> Fingerprint {
        Fingerprint {
            body: self.body.first(doc),
            sketch: unpack(self.sketch.values_for_doc(doc)),
            words: self.words.first(doc).unwrap_or(0) as u32,
        }
    }
}

/// The day of a period that is known to the day.
fn day(period: Option<(i64, i64)>) -> Option<i64> {
    let (start, end) = period?;
    (end - start <= DAY).then(|| start.div_euclid(DAY))
}

fn key_of(address: DocAddress) -> u64 {
    u64::from(address.segment_ord) << 32 | u64::from(address.doc_id)
}
