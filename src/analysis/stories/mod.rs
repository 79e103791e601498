//! Stories: which articles are copies of one another, exactly or nearly.
//!
//! A copy has the same body, or was published within two weeks of an article that it is a copy of
//! when the two are laid beside each other (`alignment`); it joins the story of the article that has
//! most of it.  Here is found which articles are worth comparing, by their sketches.  Articles come
//! one after the other and a decision is never taken back, but it depends only on which articles are
//! known, not on the order in which they became known: an archive that is opened again decides as
//! if it had never been closed.

mod articles;

use std::collections::{BTreeMap, HashMap};

use self::articles::{Articles, Entry};
use super::fingerprint::{Fingerprint, overlap};

/// Days within which a copy appears.
pub const WINDOW_DAYS: i64 = 14;
/// Least estimated overlap of bodies that are compared word by word.
const MIN_OVERLAP: f64 = 0.08;
/// Articles that one is compared with word by word: reports by one form are all alike.
const MAX_PROMISING: usize = 12;

/// One article as other articles see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    pub source: Source,
    pub story: u64,
    /// Days since 1970; None: undated.
    pub day: Option<i64>,
    pub fingerprint: Fingerprint,
}

/// Where the text of an article is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// At this address in the archive as it was when the run began; it may be removed again.
    Before(u64),
    /// Under this number of its place; it came in this run.
    New(u64),
}

/// An article that may be a copy of another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Promising {
    pub source: Source,
    pub story: u64,
    /// Estimated overlap of the phrases, 0 to 1.
    pub overlap: f64,
}

/// Every known article, to be searched for copies.
#[derive(Debug, Default)]
pub struct Stories {
    /// Story of each body, and the number of articles that have it.
    exact: HashMap<u64, (u64, u32)>,
    blocks: BTreeMap<Block, Articles>,
}

/// Articles are kept in blocks of a month, so that few are looked through; the undated are apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Block {
    Undated,
    /// Number of the block of 28 days.
    Month(i64),
}

const BLOCK_DAYS: i64 = 28;

/// The blocks in which copies of an article of this day may be.  An undated article is compared
/// with undated ones only.
pub fn blocks_around(day: Option<i64>) -> Vec<Block> {
    match day {
        None => vec![Block::Undated],
        Some(day) => {
            let first = (day - WINDOW_DAYS).div_euclid(BLOCK_DAYS);
            let last = (day + WINDOW_DAYS).div_euclid(BLOCK_DAYS);
            (first..=last).map(Block::Month).collect()
        }
    }
}

/// The block in which an article of this day is kept.
pub fn block_of(day: Option<i64>) -> Block {
    day.map_or(Block::Undated, |day| {
        Block::Month(day.div_euclid(BLOCK_DAYS))
    })
}

impl Stories {
    /// The story of the articles that have this very body.
    pub fn same(&self, body: Option<u64>) -> Option<u64> {
        let (story, _) = self.exact.get(&body?)?;
        Some(*story)
    }

    /// The articles that are worth comparing with one, most promising first.
    pub fn promising(&self, fingerprint: &Fingerprint, day: Option<i64>) -> Vec<Promising> {
        let mut found = Vec::new();
        let Some(sketch) = &fingerprint.sketch else {
            return found;
        };
        for block in blocks_around(day) {
            let Some(articles) = self.blocks.get(&block) else {
                continue;
            };
            for i in articles.candidates(sketch) {
                let other = articles.entry(i);
                if day.is_some_and(|day| (day - other.day).abs() > WINDOW_DAYS) {
                    continue;
                }
                let overlap = overlap(sketch, &other.sketch);
                if overlap >= MIN_OVERLAP {
                    found.push(Promising {
                        source: other.source,
                        story: other.story,
                        overlap,
                    });
                }
            }
        }
        // Of equally good ones the least number, whatever the order they came in.
        found.sort_by(|a, b| {
            let order = b.overlap.total_cmp(&a.overlap);
            order
                .then(a.story.cmp(&b.story))
                .then(a.source.cmp(&b.source))
        });
        found.truncate(MAX_PROMISING);
        found
    }

    /// Makes an article known.
    pub fn add(&mut self, known: &Known) {
        self.add_body(known.fingerprint.body, known.story);
        self.add_sketch(known);
    }

    /// Makes the body of an article known, but not what is nearly like it.
    pub fn add_body(&mut self, body: Option<u64>, story: u64) {
        if let Some(body) = body {
            let (least, articles) = self.exact.entry(body).or_insert((story, 0));
            *least = (*least).min(story);
            *articles += 1;
        }
    }

    /// Makes known what an article is nearly like, but not its body.
    pub fn add_sketch(&mut self, known: &Known) {
        if let Some(sketch) = known.fingerprint.sketch {
            let articles = self.blocks.entry(block_of(known.day)).or_default();
            articles.add(Entry {
                source: known.source,
                story: known.story,
                day: known.day.unwrap_or(0),
                sketch,
            });
        }
    }

    /// Forgets an article that is removed.
    pub fn remove_body(&mut self, body: u64) {
        if let Some((_, articles)) = self.exact.get_mut(&body) {
            *articles -= 1;
            if *articles == 0 {
                self.exact.remove(&body);
            }
        }
    }

    /// Forgets the sketch of an article that is removed.
    pub fn remove_sketch(&mut self, source: Source, day: Option<i64>) {
        if let Some(articles) = self.blocks.get_mut(&block_of(day)) {
            articles.remove(source);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::fingerprint::fingerprint;
    use crate::text::TokenisedField;

    fn of(text: &str) -> Fingerprint {
        fingerprint(&TokenisedField::new(text.to_owned(), None))
    }

    /// A body of different words.
    fn body(topic: &str, words: std::ops::Range<u32>) -> String {
        words.map(|i| format!("{topic}{i} ")).collect()
    }

    fn known(text: &str, story: u64, day: Option<i64>) -> Known {
        Known {
            source: Source::Before(story),
            story,
            day,
            fingerprint: of(text),
        }
    }

    fn promising(stories: &Stories, text: &str, day: Option<i64>) -> Vec<u64> {
        let found = stories.promising(&of(text), day);
        found.iter().map(|other| other.story).collect()
    }

    #[test]
    fn copies_are_promising_within_two_weeks() {
        let mut stories = Stories::default();
        stories.add(&known(&body("flood", 0..200), 1, Some(100)));
        stories.add(&known(&body("election", 0..200), 2, Some(100)));
        let check = |text: &str, day, expected: &[u64]| {
            assert_eq!(promising(&stories, text, Some(day)), expected, "{text}");
        };
        check(&body("flood", 0..140), 105, &[1]);
        check(&body("flood", 0..140), 114, &[1]);
        check(&body("flood", 0..140), 115, &[]);
        check(&body("election", 30..200), 86, &[2]);
        check(&body("election", 30..200), 85, &[]);
        check(&body("chess", 0..200), 100, &[]);
    }

    #[test]
    fn the_same_body_is_never_too_late() {
        let mut stories = Stories::default();
        let first = known(&body("flood", 0..200), 1, Some(100));
        stories.add(&first);
        assert_eq!(stories.same(first.fingerprint.body), Some(1));
        assert_eq!(stories.same(of(&body("flood", 0..199)).body), None);
        assert_eq!(stories.same(None), None, "too short to have a body");
    }

    #[test]
    fn undated_articles_are_compared_with_each_other() {
        let mut stories = Stories::default();
        stories.add(&known(&body("flood", 0..200), 1, None));
        let copy = body("flood", 0..160);
        assert_eq!(promising(&stories, &copy, None), [1]);
        assert!(promising(&stories, &copy, Some(0)).is_empty());
    }

    #[test]
    fn what_is_removed_attracts_nobody() {
        let mut stories = Stories::default();
        let first = known(&body("flood", 0..200), 1, Some(100));
        let second = Known {
            source: Source::New(8),
            ..known(&body("flood", 0..160), 1, Some(101))
        };
        stories.add(&first);
        stories.add(&second);
        let copy = body("flood", 0..190);
        stories.remove_body(first.fingerprint.body.unwrap());
        stories.remove_sketch(Source::Before(1), Some(100));
        assert_eq!(
            promising(&stories, &copy, Some(100)),
            [1],
            "the story lives on in its copy"
        );
        assert_eq!(stories.same(first.fingerprint.body), None);
        stories.remove_sketch(Source::New(8), Some(101));
        assert!(promising(&stories, &copy, Some(100)).is_empty());
    }

    #[test]
    fn the_order_in_which_articles_became_known_does_not_matter() {
        let all: Vec<Known> = (0..300)
            .map(|i| {
                let words = i % 7..i % 7 + 100 + i % 90;
                known(&body("flood", words), u64::from(i), Some(100))
            })
            .collect();
        let (mut forward, mut backward) = (Stories::default(), Stories::default());
        all.iter().for_each(|k| forward.add(k));
        all.iter().rev().for_each(|k| backward.add(k));
        for length in [60, 90, 140, 180] {
            let copy = body("flood", 3..length);
            let found = promising(&forward, &copy, Some(99));
            assert_eq!(found, promising(&backward, &copy, Some(99)));
            assert_eq!(found.len(), MAX_PROMISING);
        }
    }

    #[test]
    fn one_story_however_many_copies_it_has() {
        let mut stories = Stories::default();
        for i in 0..3000 {
            let copy = Known {
                story: 7,
                ..known(&body("weather", 0..50 + i % 3), u64::from(i), Some(100))
            };
            stories.add(&copy);
        }
        let copy = body("weather", 0..45);
        let found = promising(&stories, &copy, Some(100));
        assert!(
            !found.is_empty() && found.iter().all(|story| *story == 7),
            "{found:?}"
        );
        for i in 0..3000 {
            stories.remove_sketch(Source::Before(i), Some(100));
        }
        assert!(promising(&stories, &copy, Some(100)).is_empty());
    }

    #[test]
    fn boilerplate_takes_no_quadratic_time() {
        let mut stories = Stories::default();
        for i in 0..3000 {
            stories.add(&known(&body("weather", 0..50), i, Some(100)));
        }
        assert!(
            promising(&stories, &body("weather", 0..45), Some(100)).is_empty(),
            "shared by too many to mean anything"
        );
    }
}
