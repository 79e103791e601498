//! Which blocks of a page an extractor kept: its text laid along the page's blocks, in order.
//!
//! A run of words that the extractor has once can be found in one block only, so a copy of a
//! paragraph elsewhere on the page is not mistaken for the paragraph.  Blocks too short to be sure
//! of (a subhead, "Home") must stand between what their neighbours left.

use super::shingles::hash_run;

/// Words in a run; shorter blocks are found by their neighbours.
const RUN: usize = 4;

/// Words between two neighbours that are searched for a short block.
const MOST_BETWEEN: usize = 400;

/// Share above which a block is taken to be where its runs are.
const FOUND: f32 = 0.5;

/// The text of an extractor, ready to be looked up.
#[derive(Debug, Default)]
pub struct Kept {
    words: Vec<u64>,
    /// Hash and place of every run, by hash, then place.
    runs: Vec<(u64, u32)>,
}

impl Kept {
    pub fn of(text: &str) -> Self {
        let words = super::shingles::words(text);
        let mut runs: Vec<(u64, u32)> = words
            .windows(RUN)
            .enumerate()
            .map(|(at, run)| (hash_run(run), at as u32))
            .collect();
        runs.sort_unstable();
        Self { words, runs }
    }

    /// Share of each block's words that the extractor kept, 0 to 1.
    pub fn shares(&self, blocks: &[Vec<u64>]) -> Vec<f32> {
        let mut shares = vec![0.0; blocks.len()];
        let mut spans: Vec<Option<(usize, usize)>> = vec![None; blocks.len()];
        let mut is_used = vec![false; self.words.len()];
        for (i, block) in blocks.iter().enumerate().filter(|(_, b)| b.len() >= RUN) {
            let places = self.places(block, &is_used);
            let share = places.len() as f32 / (block.len() + 1 - RUN) as f32;
            shares[i] = share;
            if let (Some(first), Some(last), true) = (places.first(), places.last(), share > FOUND)
            {
                spans[i] = Some((*first, (*last).max(*first) + RUN));
                places.iter().for_each(|at| is_used[*at] = true);
            }
        }
        let mut next_start = vec![self.words.len(); blocks.len()];
        for i in (1..blocks.len()).rev() {
            next_start[i - 1] = spans[i].map_or(next_start[i], |(start, _)| start);
        }
        let mut from = 0;
        for (i, block) in blocks.iter().enumerate() {
            if let Some((_, end)) = spans[i] {
                from = end;
            } else if !block.is_empty() && block.len() < RUN && from < next_start[i] {
                let between = &self.words[from..next_start[i].min(from + MOST_BETWEEN)];
                if let Some(at) = between.windows(block.len()).position(|run| run == block) {
                    shares[i] = 1.0;
                    from += at + block.len();
                }
            }
        }
        shares
    }

    /// Where the runs of a block are: after the one before, else at the first place that is free.
    fn places(&self, block: &[u64], is_used: &[bool]) -> Vec<usize> {
        let mut places: Vec<usize> = Vec::new();
        for run in block.windows(RUN) {
            if let Some(next) = places.last().map(|at| at + 1)
                && self.words.get(next..next + RUN) == Some(run)
                && !is_used[next]
            {
                places.push(next);
                continue;
            }
            let hash = hash_run(run);
            let start = self.runs.partition_point(|(known, _)| *known < hash);
            let free = self.runs[start..]
                .iter()
                .take_while(|(known, _)| *known == hash)
                // A run that comes a hundred times is no evidence of place.
                .take(100)
                .map(|(_, at)| *at as usize)
                .find(|at| !is_used[*at]);
            places.extend(free);
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use super::super::shingles::words;
    use super::*;

    fn check(kept: &str, blocks: &[(&str, f32)]) {
        let texts: Vec<Vec<u64>> = blocks.iter().map(|(text, _)| words(text)).collect();
        let expected: Vec<f32> = blocks.iter().map(|(_, share)| *share).collect();
        assert_eq!(Kept::of(kept).shares(&texts), expected, "{kept}");
    }

    #[test]
    fn a_copy_is_found_once() {
        check(
            "The dam holds for now. Rain goes on and on.",
            &[
                ("The dam holds for now.", 1.0),
                ("The dam holds for now.", 0.0),
                ("Rain goes on and stops", 0.5),
            ],
        );
    }

    #[test]
    fn short_blocks_stand_between_their_neighbours() {
        check(
            "The dam holds for now. At home. Rain goes on and on.",
            &[
                ("Home", 0.0),
                ("The dam holds for now.", 1.0),
                ("At home", 1.0),
                ("Rain goes on and on.", 1.0),
                ("Home", 0.0),
            ],
        );
        check(
            "",
            &[("Home", 0.0), ("", 0.0), ("The dam holds for now", 0.0)],
        );
    }
}
