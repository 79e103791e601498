//! The tail rule: where the story is over and other stories, comments or end marks follow.
//!
//! After a heading of other stories, or three stories with their ages, the rest is tail, unless
//! long paragraphs return soon: then it was an inset.

use super::feature::{Feature, Features};
use super::shape::Shape;

/// Words of a paragraph that shows that the story goes on.
const RETURN_WORDS: u32 = 25;
/// As many of them among the next lines make a heading the start of an inset, not of the tail.
const RETURN_PARAGRAPHS: u32 = 2;
/// Paragraphs close before a heading of other stories.
const MIN_PARAGRAPHS: u32 = 2;
/// Paragraphs one after another that show it too, however short.
const RUN: usize = 2;
/// Lines that are close.
const CLOSE: usize = 40;
/// Lines of other stories before the story comes back for one paragraph.
const SOON: usize = 8;
/// Lines of an inset.
const MAX_INSET: usize = 12;

/// What each line stands after.
#[derive(Debug, Clone, Default)]
pub struct Tail {
    related: Vec<bool>,
    inset: Vec<bool>,
    comments: Vec<bool>,
    paired: Vec<bool>,
    after_end: Vec<bool>,
}

impl Tail {
    pub fn is_related(&self, line: usize) -> bool {
        self.related[line]
    }

    /// Right after a heading of other stories within the story.
    pub fn is_inset(&self, line: usize) -> bool {
        self.inset[line]
    }

    pub fn is_comments(&self, line: usize) -> bool {
        self.comments[line]
    }

    /// Among at least three lines each followed by an age.
    pub fn is_paired(&self, line: usize) -> bool {
        self.paired[line]
    }

    pub fn is_after_end(&self, line: usize) -> bool {
        self.after_end[line]
    }

    pub fn is_outside(&self, line: usize) -> bool {
        self.related[line] || self.comments[line] || self.paired[line]
    }
}

/// Finds the tails of a file.
pub fn find_tail(shapes: &[Shape], features: &[Features]) -> Tail {
    let length = shapes.len();
    let paragraphs = Paragraphs::count(shapes, features);
    let mut tail = Tail {
        related: vec![false; length],
        inset: vec![false; length],
        comments: vec![false; length],
        paired: find_pairs(shapes),
        after_end: vec![false; length],
    };
    let (mut in_related, mut in_comments, mut after_end) = (false, false, false);
    let mut inset_lines: usize = 0;
    for (i, f) in features.iter().enumerate() {
        let comes_back = paragraphs.between(i, i + CLOSE) >= RETURN_PARAGRAPHS
            && paragraphs.is_one(i)
            || paragraphs.is_run(i);
        if in_related && comes_back {
            in_related = false;
        }
        if paragraphs.is_one(i) {
            inset_lines = 0;
            after_end &= !paragraphs.is_one(i + 1);
        }
        tail.related[i] = in_related;
        tail.inset[i] = inset_lines > 0;
        tail.comments[i] = in_comments;
        tail.after_end[i] = after_end;
        inset_lines = inset_lines.saturating_sub(1);
        // Menus have such headings too, and a count of comments stands over many a story.
        let before = paragraphs.between(i.saturating_sub(CLOSE), i);
        if f.has(Feature::RelatedHead) && before >= MIN_PARAGRAPHS {
            let goes_on = paragraphs.between(i, i + CLOSE) >= RETURN_PARAGRAPHS
                || (i + 1..(i + 1 + SOON).min(length)).any(|next| paragraphs.is_run(next))
                || returns_once(i, features, &paragraphs);
            in_related |= !goes_on;
            inset_lines = if goes_on { MAX_INSET } else { 0 };
        }
        in_comments |= f.has(Feature::Comments) && before > MIN_PARAGRAPHS;
        after_end |= f.has(Feature::EndMark) && !f.has(Feature::TableRow);
    }
    tail
}

/// One paragraph that comes back soon is of the story if a second heading of other stories, or what
/// closes a page, stands behind it.
fn returns_once(head: usize, features: &[Features], paragraphs: &Paragraphs) -> bool {
    let soon = head + 1..(head + 1 + SOON).min(features.len());
    let Some(back) = soon.into_iter().find(|i| paragraphs.is_one(*i)) else {
        return false;
    };
    let rest = &features[back..(head + CLOSE).min(features.len())];
    let closes = [
        Feature::RelatedHead,
        Feature::TagsHead,
        Feature::Comments,
        Feature::Copyright,
        Feature::Bio,
    ];
    rest.iter()
        .any(|f| closes.iter().any(|close| f.has(*close)))
}

/// Where the long paragraphs stand, to be counted in any stretch.
struct Paragraphs {
    sums: Vec<u32>,
    /// Closed sentences of running text, however short.
    is_prose: Vec<bool>,
}

impl Paragraphs {
    fn count(shapes: &[Shape], features: &[Features]) -> Self {
        let mut sums = vec![0];
        let mut sum = 0;
        let mut is_prose = Vec::with_capacity(shapes.len());
        for (shape, f) in shapes.iter().zip(features) {
            let is_text = shape.is_prose()
                && shape.ends_sentence()
                && ![
                    Feature::Consent,
                    Feature::Promo,
                    Feature::Stub,
                    Feature::Bio,
                    Feature::Copyright,
                ]
                .into_iter()
                .any(|feature| f.has(feature));
            is_prose.push(is_text);
            sum += u32::from(is_text && shape.words >= RETURN_WORDS);
            sums.push(sum);
        }
        Self { sums, is_prose }
    }

    /// Paragraphs one after another: teasers have headlines between them.
    fn is_run(&self, line: usize) -> bool {
        let run = self.is_prose.get(line..line + RUN);
        run.is_some_and(|run| run.iter().all(|is_prose| *is_prose))
    }

    fn between(&self, start: usize, end: usize) -> u32 {
        let last = self.sums.len() - 1;
        self.sums[end.min(last)] - self.sums[start.min(last)]
    }

    fn is_one(&self, line: usize) -> bool {
        self.between(line, line + 1) == 1
    }
}

/// Marks runs of at least three (line, age) or (age, line) pairs.
fn find_pairs(shapes: &[Shape]) -> Vec<bool> {
    let mut paired = vec![false; shapes.len()];
    let ages: Vec<usize> = (0..shapes.len())
        .filter(|&i| shapes[i].is_relative_time())
        .collect();
    let mut run = 0;
    for i in 0..ages.len() {
        // Ages within four lines of each other belong to one list.
        let is_next = i > 0 && ages[i] - ages[i - 1] <= 4 && ages[i] - ages[i - 1] >= 2;
        run = if is_next { run + 1 } else { 1 };
        if run < 3 {
            continue;
        }
        // The third pair marks the two before it as well; after that only what is new is marked.
        let first = if run == 3 {
            ages[i - 2].saturating_sub(1)
        } else {
            ages[i - 1]
        };
        paired[first..=ages[i]].fill(true);
    }
    paired
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::plain_text::own::own_features;

    const PARAGRAPH: &str = "The ferry that links the two islands will run again from Monday, the \
        harbour board said after a meeting in the old town hall that lasted until midnight.";

    fn tail_of(lines: &[&str]) -> Tail {
        let shapes: Vec<Shape> = lines.iter().map(|line| Shape::of(line)).collect();
        let own = lines.iter().zip(&shapes);
        let features: Vec<Features> = own.map(|(line, shape)| own_features(line, shape)).collect();
        find_tail(&shapes, &features)
    }

    /// A last paragraph behind an inset was lost with it.
    #[test]
    fn one_paragraph_comes_back_where_a_second_heading_follows() {
        let story = [PARAGRAPH; 3];
        let inset = ["Related stories", "Harbour dues to rise", PARAGRAPH];
        let alone = tail_of(&[&story[..], &inset].concat());
        assert!(alone.is_related(5), "a teaser has a text too");
        let closed = tail_of(&[&story[..], &inset, &["Most read", "Trams stop"]].concat());
        assert!(!closed.is_related(5));
        assert!(closed.is_related(7), "the rest is of other stories");
    }
    /// Half of a story in short paragraphs was lost behind a box of other stories.
    #[test]
    fn short_paragraphs_one_after_another_are_the_story() {
        const SHORT: &str =
            "The repairs will cost a lot, and the insurers have agreed to pay half of it.";
        let story = [PARAGRAPH; 3];
        let back = tail_of(
            &[
                &story[..],
                &["Related stories", "Harbour dues to rise", SHORT, SHORT],
            ]
            .concat(),
        );
        assert!(!back.is_related(5) && !back.is_related(6));
        let teasers = [
            "Related stories",
            "Harbour dues to rise",
            SHORT,
            "Trams to stop",
            SHORT,
        ];
        let teasers = tail_of(&[&story[..], &teasers].concat());
        assert!(teasers.is_related(5) && teasers.is_related(7));
    }
}
