//! How dense running text stands around a line: stories are dense, lists of teasers are not.
//!
//! Filler between paragraphs is seen past.  Linear in the number of lines.

use super::feature::{Feature, Features};
use super::shape::Shape;

/// Lines on each side that are looked at.
const REACH: usize = 5;
/// Lines without running text that a stretch of it goes on behind.
const MAX_GAP: usize = 3;
/// A gap of so many lines is wide.
const WIDE_GAP: usize = 8;
/// A short stretch has less than this share of the words of the longest, per cent.
const SMALL_SHARE: u32 = 20;

/// Adds what the neighbourhood of each line says about it.
pub fn add_density(shapes: &[Shape], features: &mut [Features]) {
    // Numbers of the lines that are no filler.
    let seen: Vec<usize> = (0..shapes.len())
        .filter(|&i| !features[i].has(Feature::Filler))
        .collect();
    let prose: Vec<bool> = seen.iter().map(|&i| shapes[i].is_prose()).collect();
    add_shares(&seen, &prose, features);
    add_stretches(shapes, &seen, &prose, features);
    for f in features.iter_mut() {
        let off = f.has(Feature::OffTopic);
        f.set(Feature::ProseOffTopic, off && f.has(Feature::Prose));
        let is_service = f.has(Feature::ServiceWords) || f.has(Feature::ManyServiceWords);
        f.set(Feature::ServiceOffTopic, off && is_service);
        f.set(
            Feature::OffTopicApart,
            off && f.has(Feature::ClusterSmall) && f.has(Feature::Prose),
        );
    }
}

/// The share of running text among the nearest lines.
fn add_shares(seen: &[usize], prose: &[bool], features: &mut [Features]) {
    let mut sums = vec![0_usize; prose.len() + 1];
    for (i, is_prose) in prose.iter().enumerate() {
        sums[i + 1] = sums[i] + usize::from(*is_prose);
    }
    for (i, &line) in seen.iter().enumerate() {
        let (from, to) = (i.saturating_sub(REACH), (i + REACH + 1).min(prose.len()));
        let around = sums[to] - sums[from] - usize::from(prose[i]);
        let share = around * 100 / (to - from - 1).max(1);
        let f = &mut features[line];
        f.set(Feature::Sparse, share <= 15);
        f.set(Feature::Mixed, (16..50).contains(&share));
        f.set(Feature::Dense, share >= 70);
        f.set(Feature::ProseSparse, prose[i] && share <= 15);
        f.set(Feature::ProseMixed, prose[i] && (16..50).contains(&share));
    }
}

/// Stretches of running text with small gaps, against the longest of them.
fn add_stretches(shapes: &[Shape], seen: &[usize], prose: &[bool], features: &mut [Features]) {
    // First and last place in `seen`, and words.
    let mut stretches: Vec<(usize, usize, u32)> = Vec::new();
    for i in (0..seen.len()).filter(|&i| prose[i]) {
        let words = shapes[seen[i]].words.min(100);
        match stretches.last_mut() {
            Some((_, last, sum)) if i - *last <= MAX_GAP + 1 => {
                (*last, *sum) = (i, *sum + words);
            }
            before => {
                if let Some((_, last, _)) = before {
                    let gap = i - *last - 1;
                    let f = &mut features[seen[i]];
                    f.set(Feature::GapBefore, gap < WIDE_GAP);
                    f.set(Feature::WideGapBefore, gap >= WIDE_GAP);
                }
                stretches.push((i, i, words));
            }
        }
    }
    let Some(most) = stretches.iter().map(|stretch| stretch.2).max() else {
        return;
    };
    for (first, last, words) in stretches {
        for &line in &seen[first..=last] {
            features[line].set(Feature::ClusterMain, words == most);
            features[line].set(Feature::ClusterSmall, words * 100 < most * SMALL_SHARE);
        }
    }
}
