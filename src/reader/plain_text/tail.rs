//! The tail rule: where the story is over and other stories, comments or end marks follow.
//!
//! After a heading of other stories, or three stories with their ages, the rest is tail, unless two
//! paragraphs of forty words return: then it was an inset.

use super::feature::{Feature, Features};
use super::shape::Shape;

/// Words of a paragraph that ends a tail, together with another one.
const RETURN_WORDS: u32 = 40;

/// What each line stands after.
#[derive(Debug, Clone, Default)]
pub struct Tail {
    related: Vec<bool>,
    comments: Vec<bool>,
    paired: Vec<bool>,
    after_end: Vec<bool>,
}

impl Tail {
    pub fn is_related(&self, line: usize) -> bool {
        self.related[line]
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
    let mut tail = Tail {
        related: vec![false; length],
        comments: vec![false; length],
        paired: find_pairs(shapes),
        after_end: vec![false; length],
    };
    let (mut in_related, mut in_comments, mut after_end) = (false, false, false);
    for (i, f) in features.iter().enumerate() {
        if returns(shapes, i) {
            in_related = false;
            // Comments are full of paragraphs; only an end mark can be overruled.
            after_end = false;
        }
        tail.related[i] = in_related;
        tail.comments[i] = in_comments;
        tail.after_end[i] = after_end;
        if f.has(Feature::RelatedHead) {
            in_related = true;
        }
        if f.has(Feature::Comments) && i * 3 > length {
            in_comments = true;
        }
        if f.has(Feature::EndMark) && !f.has(Feature::TableRow) {
            after_end = true;
        }
    }
    tail
}

/// Two paragraphs on end.
fn returns(shapes: &[Shape], i: usize) -> bool {
    let is_paragraph =
        |shape: &Shape| shape.words >= RETURN_WORDS && shape.is_prose() && shape.ends_sentence();
    is_paragraph(&shapes[i]) && shapes.get(i + 1).is_some_and(is_paragraph)
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
