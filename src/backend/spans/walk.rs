//! Long posting lists, walked from end to end; `window` finds what several of them share.
//!
//! Where every list has many documents, leaping from one to the other finds few to pass over.
//! Walking through all of them, window by window, finds the common documents by bits, and knows of
//! each where its positions are: tantivy's own cursor adds up half a block of frequencies before
//! every reading.  As in tantivy's intersections (`docset.rs`) a window has 1,024 documents.

use tantivy::directory::FileSlice;
use tantivy::index::InvertedIndexReader;
use tantivy::positions::PositionReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, TERMINATED};

use super::leaf::Source;

/// Documents of a window.
pub const WINDOW: u32 = 1024;
pub const WORDS: usize = WINDOW as usize / 64;
/// Lists with fewer documents than one in so many are leapt through.
pub const SPARSE: u64 = 32;
/// No entry, no list.
const NONE: u32 = u32::MAX;

/// Documents of a window by their distance from its first.
pub type Bits = [u64; WORDS];

/// The posting list of one term.
struct Walker {
    list: BlockSegmentPostings,
    positions: PositionReader,
    /// Index in the block of the next document.
    at: usize,
    /// Positions of all documents before it.
    before: u64,
}

impl Walker {
    fn open(
        info: &TermInfo,
        inverted: &InvertedIndexReader,
        positions: &FileSlice,
    ) -> std::io::Result<Self> {
        let option = IndexRecordOption::WithFreqs;
        Ok(Self {
            list: inverted.read_block_postings_from_terminfo(info, option)?,
            positions: PositionReader::open(
                positions.read_bytes_slice(info.positions_range.clone())?,
            )?,
            at: 0,
            before: 0,
        })
    }

    fn doc(&self) -> DocId {
        let doc = self.list.docs().get(self.at);
        doc.copied().unwrap_or(TERMINATED)
    }

    /// Passes the documents before `end`, which lies at most a window behind `base`, giving those of
    /// `among` with the number of the first of their positions and how many they are.
    fn walk(
        &mut self,
        base: DocId,
        end: DocId,
        among: &Bits,
        mut give: impl FnMut(usize, u64, u32),
    ) {
        loop {
            let docs = self.list.docs();
            let rest = docs.get(self.at..).unwrap_or_default();
            let in_window = match rest.last() {
                None => return,
                Some(last) if *last < end => rest.len(),
                Some(_) => rest.partition_point(|doc| *doc < end),
            };
            let counts = &self.list.freqs()[self.at..self.at + in_window];
            for (doc, count) in rest[..in_window].iter().zip(counts) {
                let offset = doc.wrapping_sub(base) as usize;
                if among
                    .get(offset / 64)
                    .is_some_and(|word| word >> (offset % 64) & 1 != 0)
                {
                    give(offset, self.before, *count);
                }
                self.before += u64::from(*count);
            }
            self.at += in_window;
            if self.at < docs.len() {
                return;
            }
            self.list.advance();
            self.at = 0;
        }
    }
}

/// Where the positions of one term in one document of the window are.
struct Entry {
    /// The entry before it of the same document.
    next: u32,
    /// Number of the walker; none when its positions have been read.
    walker: u32,
    first: u64,
    count: u32,
}

/// The posting lists of the terms that stand for one word.
pub struct Walked {
    walkers: Vec<Walker>,
    /// By window, the first of the walkers whose next document is in it.
    calendar: Vec<u32>,
    /// By walker, the next one of the same window.
    following: Vec<u32>,
    /// Lists that count in some documents only.
    limited: Vec<Source>,
    documents: u64,
    /// Number of the window that comes next.
    next: u32,
    /// First document of the window.
    base: DocId,
    /// By document of the window, its last entry.
    heads: Vec<u32>,
    entries: Vec<Entry>,
    /// Positions of the limited lists in the window.
    limited_positions: Vec<u32>,
    /// Room for positions; the first `known` are those of the document they were read for.
    positions: Vec<u32>,
    known: usize,
    read_for: Option<DocId>,
}

impl Walked {
    /// Opens the lists; `positions` are those of the field.
    pub fn open(
        infos: &[TermInfo],
        limited: Vec<Source>,
        inverted: &InvertedIndexReader,
        positions: &FileSlice,
        max_doc: DocId,
    ) -> std::io::Result<Self> {
        let walkers = infos
            .iter()
            .map(|info| Walker::open(info, inverted, positions))
            .collect::<std::io::Result<Vec<_>>>()?;
        let documents = infos.iter().map(|info| u64::from(info.doc_freq));
        let limits = limited.iter().map(Source::documents);
        let mut walked = Self {
            calendar: vec![NONE; (max_doc / WINDOW + 1) as usize],
            following: vec![NONE; walkers.len()],
            documents: documents.chain(limits).sum(),
            walkers,
            limited,
            next: 0,
            base: 0,
            heads: vec![NONE; WINDOW as usize],
            entries: Vec::new(),
            limited_positions: Vec::new(),
            positions: Vec::new(),
            known: 0,
            read_for: None,
        };
        for i in 0..walked.walkers.len() as u32 {
            walked.put_back(i);
        }
        Ok(walked)
    }

    /// Documents of all lists together; a document in two of them counts twice.
    pub fn documents(&self) -> u64 {
        self.documents
    }

    /// Notes in the calendar where a walker goes on.
    fn put_back(&mut self, walker: u32) {
        let doc = self.walkers[walker as usize].doc();
        if doc < TERMINATED {
            let slot = &mut self.calendar[(doc / WINDOW) as usize];
            self.following[walker as usize] = std::mem::replace(slot, walker);
        }
    }

    /// Reads a window, which lies behind the one before, and keeps of `among` the documents that
    /// any of the lists has; their positions can be read until the next window.
    pub fn fill(&mut self, window: u32, among: &mut Bits) {
        let base = window * WINDOW;
        let end = base.saturating_add(WINDOW);
        self.base = base;
        self.read_for = None;
        self.heads.fill(NONE);
        self.entries.clear();
        self.limited_positions.clear();
        let mut found = Bits::default();
        for window in self.next..=window {
            let mut walker = std::mem::replace(&mut self.calendar[window as usize], NONE);
            while walker != NONE {
                let following = self.following[walker as usize];
                let walking = &mut self.walkers[walker as usize];
                let (heads, entries) = (&mut self.heads, &mut self.entries);
                walking.walk(base, end, among, |offset, first, count| {
                    found[offset / 64] |= 1 << (offset % 64);
                    let next = std::mem::replace(&mut heads[offset], entries.len() as u32);
                    entries.push(Entry {
                        next,
                        walker,
                        first,
                        count,
                    });
                });
                self.put_back(walker);
                walker = following;
            }
        }
        self.next = window + 1;
        for list in &mut self.limited {
            let mut doc = list.seek(base);
            while doc < end {
                let offset = (doc - base) as usize;
                let bit = among[offset / 64] & 1 << (offset % 64);
                if bit != 0 {
                    found[offset / 64] |= bit;
                    let head = &mut self.heads[offset];
                    let next = std::mem::replace(head, self.entries.len() as u32);
                    let first = self.limited_positions.len();
                    list.append_positions(&mut self.limited_positions);
                    self.entries.push(Entry {
                        next,
                        walker: NONE,
                        first: first as u64,
                        count: (self.limited_positions.len() - first) as u32,
                    });
                }
                doc = list.advance();
            }
        }
        *among = found;
    }

    /// The document itself if it is in the window and has one of the words, else one behind it.
    pub fn seek(&self, target: DocId) -> DocId {
        if self.head(target) == NONE {
            target.saturating_add(1)
        } else {
            target
        }
    }

    fn head(&self, doc: DocId) -> u32 {
        let offset = doc.checked_sub(self.base);
        let head = offset.and_then(|offset| self.heads.get(offset as usize));
        head.copied().unwrap_or(NONE)
    }

    /// The positions that were read last, ascending, each once.
    pub fn last_read(&self) -> &[u32] {
        &self.positions[..self.known]
    }

    /// Reads the positions in a document of the window.
    pub fn read(&mut self, doc: DocId) {
        if self.read_for == Some(doc) {
            return;
        }
        self.read_for = Some(doc);
        self.known = 0;
        let mut entry = self.head(doc);
        let mut is_joined = false;
        while let Some(found) = self.entries.get(entry as usize) {
            let (start, end) = (self.known, self.known + found.count as usize);
            if self.positions.len() < end {
                self.positions.resize(end.next_power_of_two(), 0);
            }
            self.known = end;
            let own = &mut self.positions[start..end];
            if let Some(walker) = self.walkers.get_mut(found.walker as usize) {
                walker.positions.read(found.first, own);
                // They are kept as distances.
                let mut position = 0;
                for place in own {
                    position += *place;
                    *place = position;
                }
            } else {
                let first = found.first as usize;
                own.copy_from_slice(&self.limited_positions[first..first + own.len()]);
            }
            is_joined |= start > 0;
            entry = found.next;
        }
        if is_joined {
            let all = &mut self.positions[..self.known];
            all.sort_unstable();
            let mut kept = 1;
            for i in 1..all.len() {
                if all[i] != all[kept - 1] {
                    all[kept] = all[i];
                    kept += 1;
                }
            }
            self.known = kept;
        }
    }
}
