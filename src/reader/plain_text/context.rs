//! From lines to features: what a line is by itself, and what stands around it.

use std::collections::HashMap;

use super::caption::are_same_picture;
use super::feature::{Feature, Features};
use super::key::Key;
use super::line::Line;
use super::own::own_features;
use super::shape::Shape;
use super::stats::LineStats;
use super::tail::{Tail, find_tail};

/// What is known of a file beside its lines.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings<'a> {
    /// Name of the file without folders and extension.
    pub file_name: &'a str,
    /// Lines that are frequent in the archive.
    pub stats: Option<&'a LineStats>,
}

impl<'a> Surroundings<'a> {
    /// What the path of a file says.
    pub fn of_path(path: &'a str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        Self {
            file_name: name.rsplit_once('.').map_or(name, |(stem, _)| stem),
            stats: None,
        }
    }
}

/// Finds the features of every line.
pub fn find_features(
    lines: &[Line<'_>],
    shapes: &[Shape],
    around: &Surroundings<'_>,
) -> Vec<Features> {
    let mut features: Vec<Features> = lines
        .iter()
        .zip(shapes)
        .map(|(line, shape)| own_features(&line.text, shape))
        .collect();
    add_repeats(lines, shapes, &mut features);
    add_neighbours(lines, shapes, &mut features);
    let tail = find_tail(shapes, &features);
    add_core(shapes, &tail, &mut features);
    add_titles(lines, shapes, around, &mut features);
    for (i, shape) in shapes.iter().enumerate() {
        features[i].set(Feature::InTail, tail.is_related(i));
        features[i].set(Feature::InComments, tail.is_comments(i));
        features[i].set(Feature::InPairs, tail.is_paired(i));
        features[i].set(Feature::AfterEnd, tail.is_after_end(i));
        if let Some(stats) = around.stats {
            features[i].set(Feature::Frequent, stats.is_frequent(shape.hash));
        }
    }
    features
}

/// Equal lines anywhere, near-equal neighbours.
fn add_repeats(lines: &[Line<'_>], shapes: &[Shape], features: &mut [Features]) {
    let mut seen: HashMap<u64, usize> = HashMap::with_capacity(shapes.len());
    for shape in shapes {
        *seen.entry(shape.hash).or_default() += 1;
    }
    for (i, shape) in shapes.iter().enumerate() {
        features[i].set(
            Feature::Repeated,
            shape.letters > 0 && seen[&shape.hash] > 1,
        );
        let Some(next) = shapes.get(i + 1) else {
            continue;
        };
        // Only what can be a caption: two paragraphs are compared in vain.
        let long_enough = shape.words.min(next.words) >= 8 && shape.words.max(next.words) <= 160;
        let can_be = shape.credit.is_some() || next.credit.is_some() || shape.hash == next.hash;
        if long_enough && can_be && are_same_picture(&lines[i].text, &lines[i + 1].text) {
            features[i].add(Feature::NearRepeat);
            features[i + 1].add(Feature::NearRepeat);
        }
    }
}

fn add_neighbours(lines: &[Line<'_>], shapes: &[Shape], features: &mut [Features]) {
    let run_start = short_runs(shapes);
    for i in 0..lines.len() {
        let previous = i.checked_sub(1);
        let next = (i + 1 < lines.len()).then_some(i + 1);
        let own = features[i];
        let mut around = own;
        around.set(Feature::BlankBefore, lines[i].blanks_before > 0);
        if let Some(next) = next {
            around.set(Feature::BlankAfter, lines[next].blanks_before > 0);
            let f = &features[next];
            around.set(Feature::NextProse, shapes[next].is_prose());
            around.set(Feature::NextShort, shapes[next].is_short());
            around.set(Feature::NextStamp, is_stamp(f));
            around.set(Feature::NextAge, shapes[next].is_relative_time());
            around.set(Feature::NextByline, f.has(Feature::BylineMarked));
            around.set(
                Feature::NextCredit,
                f.has(Feature::CreditAlone) || f.has(Feature::CreditBracketed),
            );
        }
        if i + 2 < lines.len() {
            around.set(Feature::Next2Prose, shapes[i + 2].is_prose());
        }
        if let Some(previous) = previous {
            let f = &features[previous];
            around.set(Feature::PrevProse, shapes[previous].is_prose());
            around.set(Feature::PrevShort, shapes[previous].is_short());
            around.set(Feature::PrevStamp, is_stamp(f));
            around.set(Feature::PrevAge, shapes[previous].is_relative_time());
            around.set(Feature::PrevByline, f.has(Feature::BylineMarked));
            around.set(
                Feature::PrevCredit,
                f.has(Feature::CreditAlone) || f.has(Feature::CreditBracketed),
            );
            around.set(Feature::PrevQuestion, f.has(Feature::EndsQuestion));
        }
        let run = run_start[i];
        around.set(Feature::ShortRun, (4..10).contains(&run));
        around.set(Feature::LongShortRun, run >= 10);
        let between = around.has(Feature::PrevProse) && around.has(Feature::NextProse);
        around.set(
            Feature::BetweenProse,
            between && shapes[i].words <= 14 && !shapes[i].ends_sentence(),
        );
        around.set(Feature::First, i == 0);
        around.set(Feature::Second, i == 1);
        around.set(Feature::Third, i == 2);
        around.set(Feature::Early, i < 8);
        around.set(Feature::Last, i + 1 == lines.len());
        features[i] = around;
    }
}

fn is_stamp(features: &Features) -> bool {
    [
        Feature::StampLabelled,
        Feature::StampDate,
        Feature::StampRelative,
        Feature::StampPart,
    ]
    .into_iter()
    .any(|feature| features.has(feature))
}

/// Length of the run of short lines that each line stands in; 0 for long lines.
fn short_runs(shapes: &[Shape]) -> Vec<u32> {
    let mut runs = vec![0; shapes.len()];
    let mut start = 0;
    for i in 0..=shapes.len() {
        let is_short = shapes
            .get(i)
            .is_some_and(|shape| shape.is_short() && !shape.is_prose());
        if !is_short {
            let length = (i - start) as u32;
            runs[start..i].fill(length);
            start = i + 1;
        }
    }
    runs
}

/// The stretch of lines where running text outweighs everything else.
fn add_core(shapes: &[Shape], tail: &Tail, features: &mut [Features]) {
    let (start, end) = find_core(shapes, tail);
    for i in 0..shapes.len() {
        let prose = shapes[i].is_prose();
        let f = &mut features[i];
        f.set(Feature::BeforeCore, i < start);
        f.set(Feature::InCore, (start..end).contains(&i));
        f.set(Feature::AfterCore, i >= end);
        f.set(Feature::NearCore, i < start && start - i <= 8);
        f.set(Feature::CoreStart, i == start && end > start);
        f.set(Feature::ProseInCore, prose && (start..end).contains(&i));
        f.set(Feature::ProseApart, prose && !(start..end).contains(&i));
    }
}

/// Largest sum of words of running text less the cost of what is none, in one pass.
fn find_core(shapes: &[Shape], tail: &Tail) -> (usize, usize) {
    let mut best = (0, 0, 0.0_f32);
    let (mut start, mut sum) = (0, 0.0_f32);
    for (i, shape) in shapes.iter().enumerate() {
        if sum <= 0.0 {
            (start, sum) = (i, 0.0);
        }
        sum += core_value(i, shape, tail);
        if sum > best.2 {
            best = (start, i + 1, sum);
        }
    }
    (best.0, best.1)
}

fn core_value(i: usize, shape: &Shape, tail: &Tail) -> f32 {
    let words = shape.words.min(80) as f32;
    if tail.is_outside(i) {
        return -8.0 - words * 0.5;
    }
    if shape.is_prose() {
        return words;
    }
    -5.0 - words.min(20.0) * 0.3
}

/// Lines worded like the page title (the first line of many scrapes) or the file name.
fn add_titles(
    lines: &[Line<'_>],
    shapes: &[Shape],
    around: &Surroundings<'_>,
    features: &mut [Features],
) {
    let Some(first) = lines.first() else {
        return;
    };
    let title = Key::of(&first.text).text;
    let name_words: Vec<String> = Key::of(around.file_name)
        .text
        .split(' ')
        .filter(|word| word.chars().count() >= 4)
        .map(str::to_owned)
        .collect();
    for i in 0..lines.len() {
        let words = shapes[i].words;
        if !(3..=40).contains(&words) {
            continue;
        }
        let key = Key::of(&lines[i].text).text;
        let matches = i > 0 && key.len() >= 12 && title.starts_with(&key);
        features[i].set(Feature::MatchesTitle, matches);
        if matches && title.len() > key.len() {
            features[0].add(Feature::TitleTail);
        }
        if name_words.len() >= 3 {
            let met = name_words
                .iter()
                .filter(|word| key.split(' ').any(|k| k == word.as_str()))
                .count();
            features[i].set(Feature::MatchesName, met * 10 >= name_words.len() * 6);
        }
    }
}
