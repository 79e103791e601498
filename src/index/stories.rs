//! The writer's memory of stories: what the archive knew when the run began, and what the run added.
//!
//! Everything is read back from columns, so nothing else has to survive a crash: a run that goes on
//! after one knows what was committed, and nothing more was decided.  Months are read when an article
//! of theirs comes, so that a day's additions do not cost a reading of the whole archive.

use std::collections::HashSet;

use anyhow::{Context, Result};
use tantivy::{DocAddress, DocId, Searcher, SegmentReader};

use super::Archive;
use super::traces::{Traces, key_of};
use crate::analysis::alignment::Aligner;
use crate::analysis::fingerprint::{Fingerprint, unpack};
use crate::analysis::stories::{Block, Known, Source, Stories, block_of, blocks_around};
use crate::analysis::trace::Trace;
use crate::document::number_of;

/// Minutes of a day.
const DAY: i64 = 1440;

/// What of a new article is compared with others.
pub struct NewBody {
    /// The article's place as a number, unique in the archive.
    pub version: u64,
    /// First civil minute and first one after the publication date.
    pub published: Option<(i64, i64)>,
    pub fingerprint: Fingerprint,
    pub words: Trace,
}

/// Decides the story of each article.
pub struct StoryKeeper {
    stories: Stories,
    traces: Traces,
    /// The archive as it was when the run began.
    before: Searcher,
    loaded: HashSet<Block>,
    has_bodies: bool,
    /// Documents of `before` that were removed in this run.
    removed: HashSet<DocAddress>,
}

impl StoryKeeper {
    pub fn new(archive: &Archive) -> Result<Self> {
        let before = archive.searcher()?;
        Ok(Self {
            stories: Stories::default(),
            traces: Traces::new(before.clone()),
            before,
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
    pub fn decide(&mut self, archive: &Archive, article: NewBody) -> Result<u64> {
        let NewBody {
            version,
            published,
            fingerprint,
            words,
        } = article;
        let day = day(published);
        self.load_bodies()?;
        for block in blocks_around(day) {
            self.load(block)?;
        }
        let found = match self.stories.same(fingerprint.body) {
            Some(story) => Some(story),
            None => self.find_near(archive, &fingerprint, day, &words)?,
        };
        // Named after its first article and its text: a file that gets another text later gives
        // another story, even if copies of the old one are still there.
        let body = fingerprint.body.unwrap_or(0);
        let story = found.unwrap_or_else(|| number_of(&format!("story:{version:x}:{body:x}")));
        self.stories.add(&Known {
            source: Source::New(version),
            story,
            day,
            fingerprint,
        });
        if fingerprint.sketch.is_some() {
            self.traces.add(version, words);
        }
        Ok(story)
    }

    /// The story of the article that an article is a copy of, the one that has most of it.
    fn find_near(
        &mut self,
        archive: &Archive,
        fingerprint: &Fingerprint,
        day: Option<i64>,
        words: &Trace,
    ) -> Result<Option<u64>> {
        let promising = self.stories.promising(fingerprint, day);
        if promising.is_empty() {
            return Ok(None);
        }
        let aligner = Aligner::new(words);
        let mut best: Option<(f64, u64)> = None;
        for other in promising {
            let alignment = aligner.align(self.traces.get(archive, other.source)?);
            let coverage = alignment.coverage();
            // Of equally good ones the least number, whatever the order they came in.
            let is_better = best.is_none_or(|(most, story)| {
                coverage > most || (coverage == most && other.story < story)
            });
            if alignment.is_copy() && is_better {
                best = Some((coverage, other.story));
            }
        }
        Ok(best.map(|(_, story)| story))
    }

    /// What was added is committed.
    pub fn committed(&mut self) {
        self.traces.committed();
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
            let source = Source::Before(key_of(address));
            self.stories.remove_sketch(source, day);
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
                        source: Source::Before(key_of(address)),
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
        }
    }
}

/// The day of a period that is known to the day.
fn day(period: Option<(i64, i64)>) -> Option<i64> {
    let (start, end) = period?;
    (end - start <= DAY).then(|| start.div_euclid(DAY))
}
