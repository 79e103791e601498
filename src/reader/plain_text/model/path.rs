//! The best sequence of labels under the weights (Viterbi, IEEE Transactions on Information Theory 13,
//! 1967), over three phases: before the headline, the story, after its end.

use super::{LABELS, Model};
use crate::reader::plain_text::feature::Features;
use crate::reader::plain_text::label::{COLUMNS, Label};
use crate::reader::plain_text::row::{IMPOSSIBLE, Row, best_of, bits_of, larger, smaller};

/// The most that a label is worth outside the story.
const OUTSIDE: Row = {
    let mut row = [f32::INFINITY; COLUMNS];
    let mut label = 0;
    while label < LABELS {
        if Label::ALL[label].is_story() {
            row[label] = IMPOSSIBLE;
        }
        label += 1;
    }
    row
};

impl Model {
    /// The best labels of a file, found in the widest registers that the machine has.
    pub fn decode(&self, lines: &[Features]) -> Vec<Label> {
        pulp::Arch::new().dispatch(Decode { model: self, lines })
    }

    // All that is called within is inlined, or it would be compiled for narrow registers.
    #[inline(always)]
    fn decode_wide(&self, lines: &[Features]) -> Vec<Label> {
        let mut scores: Vec<Scores> = Vec::with_capacity(lines.len());
        for features in lines {
            let own = self.score(features);
            let next = match scores.last() {
                Some(from) => self.advance(from, &own),
                None => self.begin(&own),
            };
            scores.push(next);
        }
        self.trace_back(&scores)
    }

    /// Scores of the first line.
    fn begin(&self, own: &Row) -> Scores {
        let mut to = Scores::start();
        for label in Label::ALL.iter().copied() {
            let l = label as usize;
            to.story[l] = own[l] + self.cost_of_start(label);
            if !label.is_story() {
                to.before[l] = own[l];
            }
        }
        to
    }

    /// Scores of a line after another; which labels they came by is asked of the best ones alone.
    #[inline(always)]
    fn advance(&self, from: &Scores, own: &Row) -> Scores {
        let mut to = Scores::start();
        let (last, end) = best_of(&from.story);
        self.step_within(&from.before, best_of(&from.before), &mut to.before);
        self.step_within(&from.story, (last, end), &mut to.story);
        self.step_within(&from.after, best_of(&from.after), &mut to.after);
        // There is one headline, and what stands before it is no story.
        to.story[Label::Headline as usize] = IMPOSSIBLE;
        for l in 0..COLUMNS {
            // The best way on from before the story, which `before` itself has no use for.
            to.story[l] = larger(to.story[l], to.before[l] + self.starts[l]) + own[l];
            to.before[l] = smaller(to.before[l], OUTSIDE[l]) + own[l];
            let after = larger(to.after[l], end + self.leaves[l]);
            to.after[l] = smaller(after, OUTSIDE[l]) + own[l];
        }
        to
    }

    /// Best way into each label from the labels of the same phase, the best of which is known.
    #[inline(always)]
    fn step_within(&self, from: &Row, (first, lead): (u8, f32), to: &mut Row) {
        if lead < IMPOSSIBLE / 2.0 {
            return;
        }
        // Labels so far behind the best are the way to none.
        let leads = &self.leads[usize::from(first)];
        let mut near: u32 = 0;
        for l in 0..COLUMNS {
            near |= u32::from(from[l] + leads[l] >= lead) << l;
        }
        for label in bits_of(near) {
            let (base, row) = (from[label], &self.transitions[label]);
            for l in 0..COLUMNS {
                to[l] = larger(base + row[l], to[l]);
            }
        }
    }

    /// The labels of the best way to the last line.
    #[inline(always)]
    fn trace_back(&self, scores: &[Scores]) -> Vec<Label> {
        let Some(last) = scores.last() else {
            return Vec::new();
        };
        let mut phase = Phase::Before;
        let (mut label, mut score) = best_of(&last.before);
        for other in [Phase::Story, Phase::After] {
            let (candidate, best) = best_of(last.of(other));
            if best > score {
                (phase, label, score) = (other, candidate, best);
            }
        }
        let mut labels = vec![Label::ALL[usize::from(label)]; scores.len()];
        for i in (1..scores.len()).rev() {
            (phase, label) = self.step_back(&scores[i - 1], phase, labels[i]);
            labels[i - 1] = Label::ALL[usize::from(label)];
        }
        labels
    }

    /// The phase and the label of the line before that a label was come to by.
    #[inline(always)]
    fn step_back(&self, from: &Scores, phase: Phase, label: Label) -> (Phase, u8) {
        let (within, mut score) = self.best_before(from.of(phase), label);
        match phase {
            Phase::Story if label.is_story() => {
                if label == Label::Headline {
                    score = IMPOSSIBLE;
                }
                let (entry, start) = self.best_before(&from.before, label);
                if start + self.cost_of_start(label) > score {
                    return (Phase::Before, entry);
                }
            }
            Phase::After if !label.is_story() => {
                let (last, end) = best_of(&from.story);
                if end + self.leave > score {
                    return (Phase::Story, last);
                }
            }
            _ => {}
        }
        (phase, within)
    }

    /// The label that is the best way into another, and the score by it.
    #[inline(always)]
    fn best_before(&self, from: &Row, label: Label) -> (u8, f32) {
        let mut scores = self.ways_in[label as usize];
        for (score, from) in scores.iter_mut().zip(from) {
            *score = if *from >= IMPOSSIBLE / 2.0 {
                from + *score
            } else {
                IMPOSSIBLE
            };
        }
        best_of(&scores)
    }
}

/// The work of [`Model::decode`]: a closure would not be inlined where the wide registers are.
struct Decode<'a> {
    model: &'a Model,
    lines: &'a [Features],
}

impl pulp::NullaryFnOnce for Decode<'_> {
    type Output = Vec<Label>;

    #[inline(always)]
    fn call(self) -> Vec<Label> {
        self.model.decode_wide(self.lines)
    }
}

/// Best score of each label in each phase.
#[derive(Debug, Clone)]
struct Scores {
    before: Row,
    story: Row,
    after: Row,
}

impl Scores {
    fn start() -> Self {
        Self {
            before: [IMPOSSIBLE; COLUMNS],
            story: [IMPOSSIBLE; COLUMNS],
            after: [IMPOSSIBLE; COLUMNS],
        }
    }

    fn of(&self, phase: Phase) -> &Row {
        match phase {
            Phase::Before => &self.before,
            Phase::Story => &self.story,
            Phase::After => &self.after,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Before,
    Story,
    After,
}
