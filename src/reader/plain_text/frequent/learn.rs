//! How the table of frequent lines is made: stories, templates, counts.
//!
//! Files that share most of their long lines are one story.  Files that share most of the lines
//! that several stories have are one template: scrapes of one outlet, by one program.  A line
//! counts by the stories of a template that have it.  Greedy and in the order of paths: each file
//! is compared with the first of every story and template that shares lines with it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{FileLines, Frequency, FrequentLines, Outlet};
use crate::article::DateOrder;
use crate::date::order::Votes;

/// Words of a line that tells stories apart.
const LONG: u16 = 12;
/// Long lines of a file by which copies of it are looked for.
const PROBES: usize = 8;
/// Stories that are remembered by one line.
const LEADERS: usize = 4;
/// Templates that are remembered by one line.
const MAX_TEMPLATES: usize = 64;
/// Stories that have a frequent line, at least.
const MIN_STORIES: usize = 5;
/// The same as a share of a template: one story in this many.
const SHARE: usize = 200;
/// Stories whose dates tell how their outlet writes them, at least.
const MIN_VOTES: usize = 3;
/// Lines that tell an outlet from others, at least.
const MIN_FURNITURE: usize = 3;
/// Stories of a template for each that has a line that was seen before.
const SEEN_SHARE: usize = 5;

/// Learns from files; the order in which they are given does not matter.
pub fn learn(mut files: Vec<(String, FileLines)>) -> FrequentLines {
    files.sort_by(|a, b| a.0.cmp(&b.0));
    let files: Vec<FileLines> = files.into_iter().map(|(_, lines)| lines).collect();
    let stories = find_stories(&files);
    let shared = shared_lines(&files, &stories);
    let templates = find_templates(&shared);
    let lines = count(&shared, &stories, &templates);
    FrequentLines {
        generation: 0,
        files: files.len() as u64,
        templates: templates
            .iter()
            .flatten()
            .max()
            .map_or(0, |last| *last as u64 + 1),
        outlets: find_outlets(&files, &stories, &templates, &lines),
        lines,
    }
}

/// The outlets whose way of writing day and month their stories agree on.
///
/// A template is taken for an outlet if it has furniture of its own: lines that four in five of its
/// stories have, and no other template.  A story that two of its files date differently votes twice.
fn find_outlets(
    files: &[FileLines],
    stories: &[usize],
    templates: &[Option<usize>],
    lines: &HashMap<u64, Frequency>,
) -> Vec<Outlet> {
    #[derive(Default)]
    struct Template {
        stories: BTreeSet<usize>,
        votes: BTreeSet<(usize, DateOrder)>,
        uses: BTreeSet<(u64, usize)>,
    }
    let mut all: BTreeMap<usize, Template> = BTreeMap::new();
    let mut users: HashMap<u64, BTreeSet<usize>> = HashMap::new();
    for ((file, story), number) in files.iter().zip(stories).zip(templates) {
        let Some(number) = *number else { continue };
        let template = all.entry(number).or_default();
        template.stories.insert(*story);
        template
            .votes
            .extend(file.order.map(|order| (*story, order)));
        let hashes = file.lines.iter().map(|(hash, _)| *hash);
        for hash in hashes.filter(|hash| lines.contains_key(hash)) {
            template.uses.insert((hash, *story));
            users.entry(hash).or_default().insert(number);
        }
    }
    let outlets = all.values().filter_map(|template| {
        let mut votes = Votes::default();
        template
            .votes
            .iter()
            .for_each(|(_, order)| votes.add_order(*order));
        let order = votes
            .order()
            .filter(|_| template.votes.len() >= MIN_VOTES)?;
        let uses: Vec<(u64, usize)> = template.uses.iter().copied().collect();
        let often = uses.chunk_by(|a, b| a.0 == b.0).filter(|uses| {
            uses.len() * 5 >= template.stories.len() * 4 && users[&uses[0].0].len() == 1
        });
        let furniture: Vec<u64> = often.map(|uses| uses[0].0).collect();
        (furniture.len() >= MIN_FURNITURE).then_some(Outlet { furniture, order })
    });
    let mut outlets: Vec<Outlet> = outlets.collect();
    outlets.sort_unstable();
    outlets
}

/// The story of each file: the number of the first file that prints it.
fn find_stories(files: &[FileLines]) -> Vec<usize> {
    let mut times: HashMap<u64, u32> = HashMap::new();
    for (hash, words) in files.iter().flat_map(|file| &file.lines) {
        if *words >= LONG {
            *times.entry(*hash).or_default() += 1;
        }
    }
    let mut leaders: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut copies: HashMap<&[(u64, u16)], usize> = HashMap::new();
    let mut stories = Vec::with_capacity(files.len());
    for (i, file) in files.iter().enumerate() {
        // Files without long lines are copies only when they are equal.
        if let Some(first) = copies.get(file.lines.as_slice()) {
            stories.push(*first);
            continue;
        }
        let mut probes: Vec<(u16, u64)> = file
            .lines
            .iter()
            .filter(|(hash, _)| times.get(hash).is_some_and(|n| *n >= 2))
            .map(|(hash, words)| (*words, *hash))
            .collect();
        probes.sort_unstable_by(|a, b| b.cmp(a));
        probes.truncate(PROBES);
        let known = probes
            .iter()
            .filter_map(|(_, hash)| leaders.get(hash))
            .flatten();
        let mut candidates: Vec<usize> = known.copied().collect();
        candidates.sort_unstable();
        candidates.dedup();
        let story = candidates
            .into_iter()
            .find(|leader| are_one_story(file, &files[*leader]));
        let story = story.unwrap_or(i);
        copies.insert(&file.lines, story);
        stories.push(story);
        if story == i {
            for (_, hash) in probes {
                let known = leaders.entry(hash).or_default();
                if known.len() < LEADERS {
                    known.push(i);
                }
            }
        }
    }
    stories
}

/// Half of the words in long lines of the shorter stand in the other.
fn are_one_story(a: &FileLines, b: &FileLines) -> bool {
    let size = |file: &FileLines| -> u64 {
        let long = file.lines.iter().filter(|(_, words)| *words >= LONG);
        long.map(|(_, words)| u64::from(*words)).sum()
    };
    let mut shared = 0;
    let mut rest = b.lines.iter().peekable();
    for (hash, words) in a.lines.iter().filter(|(_, words)| *words >= LONG) {
        while rest.next_if(|(other, _)| other < hash).is_some() {}
        if rest.peek().is_some_and(|(other, _)| other == hash) {
            shared += u64::from(*words);
        }
    }
    shared > 0 && shared * 2 >= size(a).min(size(b))
}

/// Of each file, the lines that at least two stories have.
fn shared_lines(files: &[FileLines], stories: &[usize]) -> Vec<Vec<u64>> {
    // The only story that has a line, until another one comes.
    let mut only: HashMap<u64, Option<usize>> = HashMap::new();
    for (file, story) in files.iter().zip(stories) {
        for (hash, _) in &file.lines {
            let known = only.entry(*hash).or_insert(Some(*story));
            if *known != Some(*story) {
                *known = None;
            }
        }
    }
    let is_shared = |hash: &u64| only.get(hash).is_some_and(Option::is_none);
    let of = |file: &FileLines| {
        let hashes = file.lines.iter().map(|(hash, _)| *hash);
        hashes.filter(is_shared).collect()
    };
    files.iter().map(of).collect()
}

/// The template of each file; None for one that shares no line.
fn find_templates(shared: &[Vec<u64>]) -> Vec<Option<usize>> {
    let mut by_line: HashMap<u64, Vec<usize>> = HashMap::new();
    // Lines of the first file of each template.
    let mut sizes: Vec<usize> = Vec::new();
    let mut templates = Vec::with_capacity(shared.len());
    for lines in shared {
        if lines.is_empty() {
            templates.push(None);
            continue;
        }
        let mut met: BTreeMap<usize, usize> = BTreeMap::new();
        for template in lines.iter().filter_map(|hash| by_line.get(hash)).flatten() {
            *met.entry(*template).or_default() += 1;
        }
        let best = met
            .into_iter()
            .filter(|(template, met)| met * 2 >= lines.len().min(sizes[*template]))
            // Of equal ones the first.
            .max_by_key(|(template, met)| (*met, std::cmp::Reverse(*template)));
        let template = best.map_or(sizes.len(), |(template, _)| template);
        templates.push(Some(template));
        if template == sizes.len() {
            sizes.push(lines.len());
            for hash in lines {
                let known = by_line.entry(*hash).or_default();
                if known.len() < MAX_TEMPLATES {
                    known.push(template);
                }
            }
        }
    }
    templates
}

/// Decides which lines are frequent.
fn count(
    shared: &[Vec<u64>],
    stories: &[usize],
    templates: &[Option<usize>],
) -> HashMap<u64, Frequency> {
    let mut sizes: Vec<(usize, usize)> = Vec::new();
    let mut uses: Vec<(u64, usize, usize)> = Vec::new();
    for ((lines, story), template) in shared.iter().zip(stories).zip(templates) {
        let Some(template) = *template else { continue };
        sizes.push((template, *story));
        uses.extend(lines.iter().map(|hash| (*hash, template, *story)));
    }
    sizes.sort_unstable();
    sizes.dedup();
    let mut stories_of: HashMap<usize, usize> = HashMap::new();
    for (template, _) in sizes {
        *stories_of.entry(template).or_default() += 1;
    }
    uses.sort_unstable();
    uses.dedup();
    let mut lines = HashMap::new();
    for uses in uses.chunk_by(|a, b| a.0 == b.0) {
        let mut frequency = None;
        let mut templates = 0;
        for within in uses.chunk_by(|a, b| a.1 == b.1) {
            templates += 1;
            let own = frequency_of(within.len(), stories_of[&within[0].1]);
            frequency = frequency.max(own);
        }
        if templates >= MIN_STORIES {
            frequency = Some(Frequency::Often);
        }
        if let Some(frequency) = frequency {
            lines.insert(uses[0].0, frequency);
        }
    }
    lines
}

/// What a line is that `stories` of a template's `all` have.
fn frequency_of(stories: usize, all: usize) -> Option<Frequency> {
    if stories >= MIN_STORIES.max(all.div_ceil(SHARE)) {
        return Some(Frequency::Often);
    }
    (stories >= 2 && stories * SEEN_SHARE >= all).then_some(Frequency::Seen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_frequent_by_number_and_by_share() {
        for (stories, all, expected) in [
            (5, 40, Some(Frequency::Often)),
            (4, 40, None),
            (4, 20, Some(Frequency::Seen)),
            (2, 2, Some(Frequency::Seen)),
            (1, 1, None),
            (499, 100_000, None),
            (500, 100_000, Some(Frequency::Often)),
        ] {
            assert_eq!(frequency_of(stories, all), expected, "{stories} of {all}");
        }
    }
}
