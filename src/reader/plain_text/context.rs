//! From lines to features: what a line is by itself, and what stands around it.

use super::density::add_density;
use super::feature::{Feature, Features};
use super::frequent::{Frequency, FrequentLines};
use super::heading::add_headings;
use super::line::Line;
use super::own::own_features;
use super::picture::Wording;
use super::shape::{Author, Shape};
use super::tail::{Tail, find_tail};
use super::topic::{add_authors, add_titles, add_topics};

/// What is known of a file beside its lines.
#[derive(Debug, Clone, Copy, Default)]
pub struct Surroundings<'a> {
    /// Name of the file without folders and extension.
    pub file_name: &'a str,
    /// Lines that are frequent in the archive.
    pub frequent: Option<&'a FrequentLines>,
}

impl<'a> Surroundings<'a> {
    /// What the path of a file says.
    pub fn of_path(path: &'a str) -> Self {
        let name = path.rsplit('/').next().unwrap_or(path);
        Self {
            file_name: name.rsplit_once('.').map_or(name, |(stem, _)| stem),
            frequent: None,
        }
    }
}

/// Lines between the running text and what is far from it.
const FAR: usize = 15;
/// A line that stands in a file so often is filler.
const FILLER_TIMES: usize = 4;
/// Filler lines that neighbours are looked for behind.
const MAX_FILLER: usize = 4;

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
    if let Some(frequent) = around.frequent {
        add_frequencies(frequent, shapes, &mut features);
    }
    add_repeats(lines, shapes, &mut features);
    add_neighbours(lines, shapes, &mut features);
    let tail = find_tail(shapes, &features);
    add_core(shapes, &tail, &mut features);
    add_topics(shapes, &mut features);
    add_titles(lines, shapes, around, &mut features);
    add_authors(lines, shapes, &mut features);
    add_near(lines, &mut features);
    add_density(shapes, &mut features);
    add_headings(shapes, &mut features);
    for (i, f) in features.iter_mut().enumerate() {
        f.set(Feature::InTail, tail.is_related(i));
        f.set(Feature::InInset, tail.is_inset(i));
        f.set(Feature::InComments, tail.is_comments(i));
        f.set(Feature::InPairs, tail.is_paired(i));
        f.set(Feature::AfterEnd, tail.is_after_end(i));
    }
    features
}

/// How often the archive has each line.
fn add_frequencies(frequent: &FrequentLines, shapes: &[Shape], features: &mut [Features]) {
    for (shape, f) in shapes.iter().zip(features) {
        // An author and a form of date are in many stories, and part of each.
        let is_of_story = shape.stamp.is_some()
            || shape.has_stamp_part
            || shape.byline != Author::No
            || shape.credit.is_some();
        let Some(frequency) = frequent.of(shape.hash).filter(|_| !is_of_story) else {
            continue;
        };
        f.add(match frequency {
            Frequency::Often => Feature::Frequent,
            Frequency::Seen => Feature::SeenElsewhere,
        });
        f.set(Feature::FrequentProse, shape.is_prose());
    }
}

/// Equal lines anywhere, near-equal neighbours.
fn add_repeats(lines: &[Line<'_>], shapes: &[Shape], features: &mut [Features]) {
    let times_of = count_equal(shapes);
    // Of the line before, if it was compared.
    let mut last: Option<(usize, Wording)> = None;
    for (i, shape) in shapes.iter().enumerate() {
        let times = times_of[i];
        let repeats = shape.letters > 0 && times > 1;
        features[i].set(Feature::Repeated, repeats && shape.words <= 16);
        features[i].set(Feature::RepeatedText, repeats && shape.words > 16);
        let f = features[i];
        // "Article content" before each paragraph is seen past, as advert markers are.
        let is_filler = (times >= FILLER_TIMES && shape.words <= 8 && !shape.is_relative_time())
            || (shape.words <= 4 && (f.has(Feature::Ad) || f.has(Feature::Social)))
            || f.has(Feature::PageMark);
        features[i].set(Feature::Filler, is_filler);
        let Some(next) = shapes.get(i + 1) else {
            continue;
        };
        // Only what can be a caption: two paragraphs are compared in vain.
        let long_enough = shape.words.min(next.words) >= 8 && shape.words.max(next.words) <= 160;
        let can_be = shape.credit.is_some() || next.credit.is_some() || shape.hash == next.hash;
        if long_enough && can_be {
            let known = last.take().filter(|(at, _)| *at == i);
            let this = known.map_or_else(|| Wording::of(&lines[i].text), |(_, known)| known);
            let next = Wording::of(&lines[i + 1].text);
            if this.is_of_same_picture(&next) {
                features[i].add(Feature::NearRepeat);
                features[i + 1].add(Feature::NearRepeat);
            }
            last = Some((i + 1, next));
        }
    }
}

/// How often the file has each line.
fn count_equal(shapes: &[Shape]) -> Vec<usize> {
    let mut lines: Vec<usize> = (0..shapes.len()).collect();
    lines.sort_unstable_by_key(|line| shapes[*line].hash);
    let mut times = vec![0; shapes.len()];
    for equal in lines.chunk_by(|a, b| shapes[*a].hash == shapes[*b].hash) {
        for line in equal {
            times[*line] = equal.len();
        }
    }
    times
}

fn add_neighbours(lines: &[Line<'_>], shapes: &[Shape], features: &mut [Features]) {
    let runs = short_runs(shapes, features);
    let (before, after) = seen_past(features);
    for i in 0..lines.len() {
        let mut around = features[i];
        around.set(Feature::BlankBefore, lines[i].blanks_before > 0);
        if let Some(next) = lines.get(i + 1) {
            around.set(Feature::BlankAfter, next.blanks_before > 0);
        }
        if let Some(next) = after[i] {
            let (f, shape) = (&features[next], &shapes[next]);
            around.set(Feature::NextProse, shape.is_prose());
            around.set(Feature::NextShort, shape.is_short());
            let is_dated = is_stamp(f) || f.has(Feature::LooseStamp);
            around.set(Feature::NextStamp, is_dated);
            around.set(Feature::NextAge, shape.is_relative_time());
            around.set(Feature::NextByline, f.has(Feature::BylineMarked));
            around.set(Feature::NextCredit, is_credited(f));
            let second = after[next].is_some_and(|second| shapes[second].is_prose());
            around.set(Feature::Next2Prose, second);
        }
        if let Some(previous) = before[i] {
            let (f, shape) = (&features[previous], &shapes[previous]);
            around.set(Feature::PrevProse, shape.is_prose());
            around.set(Feature::PrevShort, shape.is_short());
            around.set(Feature::PrevStamp, is_stamp(f));
            around.set(Feature::PrevAge, shape.is_relative_time());
            around.set(Feature::PrevByline, f.has(Feature::BylineMarked));
            around.set(Feature::PrevCredit, is_credited(f));
            around.set(Feature::PrevQuestion, f.has(Feature::EndsQuestion));
        }
        around.set(Feature::ShortRun, (4..10).contains(&runs[i]));
        around.set(Feature::LongShortRun, runs[i] >= 10);
        let (prev, next) = (
            around.has(Feature::PrevProse),
            around.has(Feature::NextProse),
        );
        if around.has(Feature::Prose) {
            around.set(Feature::AmidProse, prev && next);
            around.set(Feature::LonelyProse, !prev && !next);
        }
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

/// Lines that a stamp or an author is looked for around a headline.
const NEAR: usize = 3;

/// What stands a few lines away, and what a line shares with the one beside it.
fn add_near(lines: &[Line<'_>], features: &mut [Features]) {
    let is_mark =
        |f: &Features| is_stamp(f) || f.has(Feature::BylineMarked) || f.has(Feature::LooseStamp);
    let mut off_topic = 0;
    for i in 0..lines.len() {
        let near = i.saturating_sub(NEAR)..(i + NEAR + 1).min(lines.len());
        let is_near = near.into_iter().any(|j| j != i && is_mark(&features[j]));
        let text = lines[i].text.as_ref();
        let extends = |other: Option<&Line<'_>>| {
            other.is_some_and(|other| {
                let other = other.text.as_ref();
                let (short, long) = if text.len() < other.len() {
                    (text, other)
                } else {
                    (other, text)
                };
                short.len() >= 15 && (long.starts_with(short) || long.ends_with(short))
            })
        };
        let extends =
            extends(lines.get(i + 1)) || extends(i.checked_sub(1).and_then(|j| lines.get(j)));
        let f = &mut features[i];
        f.set(Feature::NearStamp, is_near && f.has(Feature::BeforeCore));
        f.set(Feature::HeadExtends, extends);
        f.set(Feature::AfterOffTopic, off_topic >= 2);
        if f.has(Feature::OnTopic) || f.has(Feature::NearTopic) {
            off_topic = 0;
        } else if f.has(Feature::OffTopic) {
            off_topic += 1;
        }
    }
}

/// The nearest lines before and after each that are no filler, at most `MAX_FILLER` lines away.
fn seen_past(features: &[Features]) -> (Vec<Option<usize>>, Vec<Option<usize>>) {
    let length = features.len();
    let is_filler = |i: usize| features[i].has(Feature::Filler);
    let near =
        |i: usize, seen: Option<usize>| seen.filter(|seen| i.abs_diff(*seen) <= MAX_FILLER + 1);
    let (mut before, mut after) = (vec![None; length], vec![None; length]);
    let mut seen = None;
    for (i, before) in before.iter_mut().enumerate() {
        *before = near(i, seen).or(i.checked_sub(1));
        if !is_filler(i) {
            seen = Some(i);
        }
    }
    seen = None;
    for (i, after) in after.iter_mut().enumerate().rev() {
        *after = near(i, seen).or((i + 1 < length).then_some(i + 1));
        if !is_filler(i) {
            seen = Some(i);
        }
    }
    (before, after)
}

fn is_credited(features: &Features) -> bool {
    features.has(Feature::CreditAlone) || features.has(Feature::CreditBracketed)
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
fn short_runs(shapes: &[Shape], features: &[Features]) -> Vec<u32> {
    let mut runs = vec![0; shapes.len()];
    let mut start = 0;
    for i in 0..=shapes.len() {
        let is_short = shapes
            .get(i)
            .is_some_and(|shape| shape.is_short() && !shape.is_prose())
            && !features[i].has(Feature::Filler);
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
    let (start, end) = find_core(shapes, tail, features);
    for i in 0..shapes.len() {
        let prose = shapes[i].is_prose();
        let f = &mut features[i];
        f.set(Feature::BeforeCore, i < start);
        f.set(Feature::InCore, (start..end).contains(&i));
        f.set(Feature::AfterCore, i >= end);
        f.set(Feature::NearCore, i < start && start - i <= 8);
        f.set(Feature::CoreStart, i == start && end > start);
        f.set(
            Feature::FarFromCore,
            end > start && (i + FAR < start || i >= end + FAR),
        );
        f.set(Feature::ProseInCore, prose && (start..end).contains(&i));
        f.set(Feature::ProseApart, prose && !(start..end).contains(&i));
    }
}

/// Largest sum of words of running text less the cost of what is none, in one pass.
fn find_core(shapes: &[Shape], tail: &Tail, features: &[Features]) -> (usize, usize) {
    let mut best = (0, 0, 0.0_f32);
    let (mut start, mut sum) = (0, 0.0_f32);
    for (i, shape) in shapes.iter().enumerate() {
        if sum <= 0.0 {
            (start, sum) = (i, 0.0);
        }
        sum += core_value(i, shape, tail, &features[i]);
        if sum > best.2 {
            best = (start, i + 1, sum);
        }
    }
    (best.0, best.1)
}

fn core_value(i: usize, shape: &Shape, tail: &Tail, features: &Features) -> f32 {
    if features.has(Feature::Filler) {
        return -1.0;
    }
    let words = shape.words.min(80) as f32;
    if tail.is_outside(i) {
        return -8.0 - words * 0.5;
    }
    // A consent notice is long; a story about one has other words too.
    let is_template = features.has(Feature::Frequent);
    let is_service = features.has(Feature::Consent) || features.has(Feature::ManyServiceWords);
    if shape.is_prose() && !is_service && !is_template {
        return words;
    }
    -5.0 - words.min(20.0) * 0.3
}
