//! Hits of one story together: the best of them for all, or all of them one behind the other.
//!
//! Only articles that match are hits: what else belongs to a story `morgue story` shows.  So the
//! number of collapsed hits is the number of stories that `--count stories` gives, and the number of
//! expanded ones the number of articles.

use std::collections::HashMap;

use tantivy::DocAddress;

use super::tally::{Candidate, Place};

/// What becomes of the copies among the hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Copies {
    /// Every article has its own place.
    #[default]
    Apart,
    /// The best article of a story stands for it.
    Collapsed,
    /// The others follow the best.
    Expanded,
}

/// One hit of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Shown {
    pub candidate: Candidate,
    /// Other hits of its story that are not shown for it.
    pub copies: usize,
}

/// Hits story by story.
#[derive(Default)]
pub(super) struct ByStory {
    groups: HashMap<Result<u64, DocAddress>, Vec<Candidate>>,
}

impl ByStory {
    /// Adds a hit; an article without a story is one by itself.
    pub fn add(&mut self, story: Option<u64>, candidate: Candidate) {
        let key = story.ok_or(candidate.address);
        self.groups.entry(key).or_default().push(candidate);
    }

    /// The page of so many stories behind a place, and the place at which the next page begins.
    pub fn page(
        self,
        copies: Copies,
        limit: usize,
        after: Option<Place>,
    ) -> (Vec<Shown>, Option<Place>) {
        let mut groups: Vec<Vec<Candidate>> = self.groups.into_values().collect();
        for group in &mut groups {
            group.sort_unstable_by(|a, b| b.cmp(a));
        }
        groups.retain(|group| after.is_none_or(|after| group[0].place < after));
        groups.sort_unstable_by(|a, b| b[0].cmp(&a[0]));
        let has_more = groups.len() > limit;
        groups.truncate(limit);
        let next = groups
            .last()
            .filter(|_| has_more)
            .map(|group| group[0].place);
        let mut shown = Vec::new();
        for group in groups {
            if copies == Copies::Expanded {
                shown.extend(group.into_iter().map(|candidate| Shown {
                    candidate,
                    copies: 0,
                }));
            } else {
                shown.push(Shown {
                    candidate: group[0],
                    copies: group.len() - 1,
                });
            }
        }
        (shown, next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::Sort;

    fn by_story() -> ByStory {
        let mut hits = ByStory::default();
        for (doc, story, score) in [
            (0, Some(7), 1.0),
            (1, Some(9), 3.0),
            (2, Some(7), 5.0),
            (3, None, 2.0),
            (4, Some(7), 4.0),
        ] {
            hits.add(
                story,
                Candidate {
                    place: Place::new(Sort::Relevance, score, None, u64::from(doc)),
                    address: DocAddress::new(0, doc),
                },
            );
        }
        hits
    }

    fn check(copies: Copies, limit: usize, expected: &[(u32, usize)]) -> Option<Place> {
        let (shown, next) = by_story().page(copies, limit, None);
        let docs: Vec<(u32, usize)> = shown
            .iter()
            .map(|s| (s.candidate.address.doc_id, s.copies))
            .collect();
        assert_eq!(docs, expected);
        next
    }

    #[test]
    fn the_best_of_a_story_stands_for_it() {
        assert_eq!(check(Copies::Collapsed, 9, &[(2, 2), (1, 0), (3, 0)]), None);
        let next = check(Copies::Collapsed, 2, &[(2, 2), (1, 0)]);
        let (rest, end) = by_story().page(Copies::Collapsed, 2, next);
        assert_eq!(rest.len(), 1);
        assert_eq!((rest[0].candidate.address.doc_id, end), (3, None));
    }

    #[test]
    fn copies_follow_the_best() {
        let all = [(2, 0), (4, 0), (0, 0), (1, 0), (3, 0)];
        assert_eq!(check(Copies::Expanded, 9, &all), None);
        check(Copies::Expanded, 1, &all[..3]);
    }
}
