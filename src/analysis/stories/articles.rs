//! The articles of a month, found by what their sketches share.

use std::collections::{BTreeMap, HashMap};

use super::Source;
use crate::analysis::fingerprint::{SKETCH_VALUES, Sketch};

/// Pairs of sketch values; two articles are compared when one pair is equal.
const BANDS: usize = SKETCH_VALUES / 2;
/// Articles that share a pair of values and are looked at one by one; of more, a few of each story.
const MAX_CHAIN: usize = 1024;
/// Articles that stand for a story in a crowd.
const MAX_OF_STORY: usize = 8;
/// Stories of a crowd; what more of them share is boilerplate.
const MAX_STORIES: usize = MAX_CHAIN / MAX_OF_STORY;
const NONE: u32 = u32::MAX;

/// An article as it is compared.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    pub source: Source,
    pub story: u64,
    /// Days since 1970; 0 when undated.
    pub day: i64,
    pub sketch: Sketch,
}

/// The articles of a block, with a table from pairs of sketch values to them.
#[derive(Debug, Default)]
pub struct Articles {
    entries: Vec<Entry>,
    /// Others keep their numbers when one is removed.
    is_removed: Vec<bool>,
    /// The next article with the same place in the table, for each band.
    next: Vec<[u32; BANDS]>,
    /// The last article of each place; a part for each band.
    heads: Vec<u32>,
    /// How many articles each place has.
    lengths: Vec<u32>,
    /// The places that have too many.
    crowds: HashMap<usize, Crowd>,
    /// Binary logarithm of the size of a part.
    bits: u32,
}

/// The articles of one place when they are many.
#[derive(Debug)]
enum Crowd {
    /// Those of each story in the order of their sources: the first ones stand for all, so that it
    /// does not matter in which order they became known.
    Few(BTreeMap<u64, Vec<u32>>),
    /// Of so many stories that what they share is boilerplate, and brings nobody together.  It stays
    /// so until hardly any are left.
    Boilerplate,
}

impl Crowd {
    fn add(&mut self, i: u32, entries: &[Entry]) {
        let Self::Few(stories) = self else { return };
        let source = |i: u32| entries[i as usize].source;
        let of_story = stories.entry(entries[i as usize].story).or_default();
        let at = of_story.partition_point(|other| source(*other) < source(i));
        of_story.insert(at, i);
        if stories.len() > MAX_STORIES {
            *self = Self::Boilerplate;
        }
    }

    fn remove(&mut self, i: u32, entries: &[Entry]) {
        let Self::Few(stories) = self else { return };
        let Entry { source, story, .. } = entries[i as usize];
        if let Some(of_story) = stories.get_mut(&story)
            && let Ok(at) = of_story.binary_search_by_key(&source, |i| entries[*i as usize].source)
        {
            of_story.remove(at);
            if of_story.is_empty() {
                stories.remove(&story);
            }
        }
    }

    /// Those who stand for all.
    fn members(&self) -> impl Iterator<Item = u32> + '_ {
        let stories = match self {
            Self::Few(stories) => Some(stories),
            Self::Boilerplate => None,
        };
        let stories = stories.into_iter().flat_map(BTreeMap::values);
        stories.flat_map(|of_story| of_story.iter().take(MAX_OF_STORY).copied())
    }
}

impl Articles {
    /// The article of a number that `candidates` gave.
    pub fn entry(&self, number: u32) -> &Entry {
        &self.entries[number as usize]
    }

    pub fn add(&mut self, entry: Entry) {
        let is_full = self.entries.len() >> self.bits > 0 && self.bits < 16;
        self.entries.push(entry);
        self.is_removed.push(false);
        self.next.push([NONE; BANDS]);
        let last = self.entries.len() as u32 - 1;
        if self.heads.is_empty() || is_full {
            self.bits = (self.bits + 2).clamp(6, 16);
            self.heads.clear();
            self.heads.resize(BANDS << self.bits, NONE);
            self.lengths.clear();
            self.lengths.resize(BANDS << self.bits, 0);
            self.crowds.clear();
            for i in 0..=last {
                if !self.is_removed[i as usize] {
                    self.link(i);
                }
            }
        } else {
            self.link(last);
        }
    }

    fn link(&mut self, i: u32) {
        for band in 0..BANDS {
            let place = self.place(band, &self.entries[i as usize].sketch);
            self.next[i as usize][band] = self.heads[place];
            self.heads[place] = i;
            self.lengths[place] += 1;
            if let Some(crowd) = self.crowds.get_mut(&place) {
                crowd.add(i, &self.entries);
            } else if self.lengths[place] as usize > MAX_CHAIN {
                self.gather(band, place);
            }
        }
    }

    /// Makes the crowd of a place.
    fn gather(&mut self, band: usize, place: usize) {
        let mut crowd = Crowd::Few(BTreeMap::new());
        for i in self.chain(band, place) {
            crowd.add(i, &self.entries);
        }
        self.crowds.insert(place, crowd);
    }

    /// Removes the article of a source, if it is there.
    pub fn remove(&mut self, source: Source) {
        let is_wanted = |i: &usize| self.entries[*i].source == source && !self.is_removed[*i];
        let Some(i) = (0..self.entries.len()).find(is_wanted) else {
            return;
        };
        self.is_removed[i] = true;
        let sketch = self.entries[i].sketch;
        for band in 0..BANDS {
            let place = self.place(band, &sketch);
            self.lengths[place] -= 1;
            if self.lengths[place] as usize <= MAX_CHAIN {
                self.crowds.remove(&place);
            } else if let Some(crowd) = self.crowds.get_mut(&place) {
                crowd.remove(i as u32, &self.entries);
            }
        }
    }

    fn place(&self, band: usize, sketch: &Sketch) -> usize {
        (band << self.bits) | (usize::from(key(sketch, band)) & ((1 << self.bits) - 1))
    }

    /// The articles of a place, the last one first.
    fn chain(&self, band: usize, place: usize) -> impl Iterator<Item = u32> + '_ {
        let some = |i: u32| (i != NONE).then_some(i);
        let all = std::iter::successors(some(self.heads[place]), move |i| {
            some(self.next[*i as usize][band])
        });
        all.filter(|i| !self.is_removed[*i as usize])
    }

    /// Articles that share a pair of values, each once.
    pub fn candidates(&self, sketch: &Sketch) -> Vec<u32> {
        let mut found = Vec::new();
        if self.heads.is_empty() {
            return found;
        }
        for band in 0..BANDS {
            let wanted = key(sketch, band);
            let place = self.place(band, sketch);
            let shares = |i: &u32| key(&self.entries[*i as usize].sketch, band) == wanted;
            match self.crowds.get(&place) {
                None => found.extend(self.chain(band, place).filter(shares)),
                Some(crowd) => found.extend(crowd.members().filter(shares)),
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

fn key(sketch: &Sketch, band: usize) -> u16 {
    u16::from_le_bytes([sketch[band * 2], sketch[band * 2 + 1]])
}
