//! The labeller: weights of features and transitions, and the best sequence of labels under them.
//!
//! A file has three phases: before its headline, the story, after its end.  Labels of the story
//! stand in the story only, and there is one headline; that is structure, everything else is
//! weights, which are data (`weights.tsv`).  Linear in the number of lines.

use std::sync::{LazyLock, OnceLock};

use super::feature::{Feature, Features};
use super::label::{COLUMNS, Label};

/// One weight a label.
type Row = [f32; COLUMNS];

const LABELS: usize = Label::ALL.len();
const IMPOSSIBLE: f32 = -1.0e9;
/// More than everything else that can speak for a line of text.
const FREQUENT_COST: f32 = 30.0;

/// Forms that no headline has.
const NO_HEADLINE: [Feature; 7] = [
    Feature::BylineMarked,
    Feature::BylineLead,
    Feature::StampDate,
    Feature::StampLabelled,
    Feature::StampRelative,
    Feature::CreditAlone,
    Feature::CaptionSlug,
];

/// Weights of features, transitions and phases.
#[derive(Debug, Clone)]
pub struct Model {
    features: Vec<Row>,
    /// By the label before.
    transitions: Vec<Row>,
    /// By how much a step from one label (row) may be better than from another (column) at most.
    leads: Vec<Row>,
    /// A story without headline.
    headless: f32,
    /// The step from the story to what follows it.
    leave: f32,
    /// Words the file could not be read by; empty when sound.
    pub errors: Vec<String>,
}

static OTHER: OnceLock<Model> = OnceLock::new();
static MODEL: LazyLock<Model> = LazyLock::new(|| Model::parse(include_str!("weights.tsv")));

impl Model {
    /// The model the program comes with, or the one that was put in its place.
    pub fn in_use() -> &'static Self {
        OTHER.get().unwrap_or(&MODEL)
    }

    /// Puts other weights in place of the program's; returns what is wrong with them.
    pub fn replace(file: &str) -> Vec<String> {
        let model = Self::parse(file);
        let mut errors = model.errors.clone();
        if errors.is_empty() && OTHER.set(model).is_err() {
            errors.push("the weights were replaced before".to_owned());
        }
        errors
    }

    /// Reads weights: a feature, `after LABEL` or a name of a single weight, then `LABEL=weight`.
    pub fn parse(file: &str) -> Self {
        let mut model = Self {
            features: vec![[0.0; COLUMNS]; Feature::ALL.len()],
            transitions: vec![[0.0; COLUMNS]; LABELS],
            leads: Vec::new(),
            headless: 0.0,
            leave: 0.0,
            errors: Vec::new(),
        };
        for line in file
            .lines()
            .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        {
            if let Err(error) = model.read_line(line) {
                model.errors.push(error);
            }
        }
        model.leads = leads_of(&model.transitions);
        model
    }

    fn read_line(&mut self, line: &str) -> Result<(), String> {
        let mut parts = line.split_whitespace();
        let name = parts.next().ok_or("empty line")?;
        let row = match name {
            "headless" | "leave" => {
                let value = parts
                    .next()
                    .and_then(|v| v.parse().ok())
                    .ok_or(format!("{name}: no weight"))?;
                if name == "leave" {
                    self.leave = value;
                } else {
                    self.headless = value;
                }
                return Ok(());
            }
            "after" => {
                let label = parts
                    .next()
                    .and_then(Label::find)
                    .ok_or(format!("{line}: no label"))?;
                &mut self.transitions[label as usize]
            }
            name => {
                let feature = Feature::find(name).ok_or(format!("no feature `{name}`"))?;
                &mut self.features[feature as usize]
            }
        };
        for part in parts {
            let (label, value) = part.split_once('=').ok_or(format!("{name}: `{part}`"))?;
            let label = Label::find(label).ok_or(format!("{name}: no label `{label}`"))?;
            row[label as usize] = value.parse().map_err(|_| format!("{name}: `{value}`"))?;
        }
        Ok(())
    }

    /// How well each label fits a line by itself.
    ///
    /// A line that many stories have is part of none, whatever it looks like; a heading that comes
    /// back in each may be.  A day, a byline or a credit is no headline.
    pub fn score(&self, features: &Features) -> Row {
        let mut row = [0.0; COLUMNS];
        for feature in features.iter() {
            let weights = &self.features[feature as usize];
            for (sum, weight) in row.iter_mut().zip(weights) {
                *sum += weight;
            }
        }
        if features.has(Feature::Frequent) {
            for label in Label::ALL.iter().filter(|label| label.is_text()) {
                row[*label as usize] -= FREQUENT_COST;
            }
        }
        if NO_HEADLINE.iter().any(|feature| features.has(*feature)) {
            row[Label::Headline as usize] -= FREQUENT_COST;
        }
        row
    }

    /// The features that speak most for a label against another, best first.
    pub fn reasons(&self, features: &Features, label: Label, rival: Label) -> Vec<Feature> {
        let mut weighed: Vec<(f32, Feature)> = features
            .iter()
            .map(|feature| {
                let row = &self.features[feature as usize];
                (row[label as usize] - row[rival as usize], feature)
            })
            .filter(|(weight, feature)| *weight > 0.2 && *feature != Feature::Any)
            .collect();
        weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        weighed.into_iter().map(|(_, feature)| feature).collect()
    }

    /// The best labels of a file.
    pub fn decode(&self, lines: &[Features]) -> Vec<Label> {
        let mut steps: Vec<Step> = Vec::with_capacity(lines.len());
        let mut best = Scores::start();
        for (i, features) in lines.iter().enumerate() {
            let own = self.score(features);
            let (next, step) = self.advance(&best, &own, i == 0);
            best = next;
            steps.push(step);
        }
        trace_back(&best, &steps)
    }

    fn advance(&self, from: &Scores, own: &Row, is_first: bool) -> (Scores, Step) {
        let mut to = Scores::start();
        let mut step = Step::default();
        if is_first {
            for label in Label::ALL.iter().copied() {
                let l = label as usize;
                let headless = if label == Label::Headline {
                    0.0
                } else {
                    self.headless
                };
                to.story[l] = own[l] + headless;
                if !label.is_story() {
                    to.before[l] = own[l];
                }
            }
            return (to, step);
        }
        self.step_within(&from.before, &mut to.before, &mut step.before);
        self.step_within(&from.story, &mut to.story, &mut step.story);
        self.step_within(&from.after, &mut to.after, &mut step.after);
        // There is one headline, and what stands before it is no story.
        to.story[Label::Headline as usize] = IMPOSSIBLE;
        let (last, end) = best_of(&from.story);
        for label in Label::ALL.iter().copied() {
            let l = label as usize;
            if label.is_story() {
                // The best way on from before the story, which `before` itself has no use for.
                let (entry, mut start) = (step.before[l], to.before[l]);
                if label != Label::Headline {
                    start += self.headless;
                }
                if start > to.story[l] {
                    to.story[l] = start;
                    step.story[l] = FROM_OTHER | entry;
                }
                to.before[l] = IMPOSSIBLE;
                to.after[l] = IMPOSSIBLE;
            } else if end + self.leave > to.after[l] {
                to.after[l] = end + self.leave;
                step.after[l] = FROM_OTHER | last;
            }
            to.before[l] += own[l];
            to.story[l] += own[l];
            to.after[l] += own[l];
        }
        (to, step)
    }

    /// Best way into each label from the labels of the same phase.
    fn step_within(&self, from: &Row, to: &mut Row, step: &mut [u8; COLUMNS]) {
        // As wide as the scores, so that both go through the same lanes.
        let mut best = [0_u32; COLUMNS];
        let (first, lead) = best_of(from);
        for (before, row) in self.transitions.iter().enumerate() {
            let base = from[before];
            // Labels so far behind the best are the way to none.
            if base < IMPOSSIBLE / 2.0 || base + self.leads[before][usize::from(first)] < lead {
                continue;
            }
            for label in 0..COLUMNS {
                let score = base + row[label];
                let is_better = score > to[label];
                to[label] = if is_better { score } else { to[label] };
                best[label] = if is_better {
                    before as u32
                } else {
                    best[label]
                };
            }
        }
        for (step, best) in step.iter_mut().zip(best) {
            *step = best as u8;
        }
    }
}

/// The most that each row of transitions is above each other one, and a little for rounding.
fn leads_of(transitions: &[Row]) -> Vec<Row> {
    let lead = |row: &Row, other: &Row| {
        let over = row.iter().zip(other).map(|(a, b)| a - b);
        over.fold(f32::MIN, f32::max) + 0.01
    };
    transitions
        .iter()
        .map(|row| {
            let mut leads = [0.0; COLUMNS];
            for (column, other) in leads.iter_mut().zip(transitions) {
                *column = lead(row, other);
            }
            leads
        })
        .collect()
}

/// Mark of a step that comes from the phase before.
const FROM_OTHER: u8 = 0x80;

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
}

/// The label each label came from.
#[derive(Debug, Clone, Default)]
struct Step {
    before: [u8; COLUMNS],
    story: [u8; COLUMNS],
    after: [u8; COLUMNS],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Before,
    Story,
    After,
}

fn best_of(row: &Row) -> (u8, f32) {
    let mut best = (0, IMPOSSIBLE);
    for (label, score) in row.iter().enumerate().take(LABELS) {
        if *score > best.1 {
            best = (label as u8, *score);
        }
    }
    best
}

fn trace_back(scores: &Scores, steps: &[Step]) -> Vec<Label> {
    let mut phase = Phase::Before;
    let (mut label, mut score) = best_of(&scores.before);
    for (other, row) in [(Phase::Story, &scores.story), (Phase::After, &scores.after)] {
        let (candidate, best) = best_of(row);
        if best > score {
            (phase, label, score) = (other, candidate, best);
        }
    }
    let mut labels = vec![Label::Other; steps.len()];
    for (i, step) in steps.iter().enumerate().rev() {
        labels[i] = Label::ALL[label as usize];
        let from = match phase {
            Phase::Before => step.before[label as usize],
            Phase::Story => step.story[label as usize],
            Phase::After => step.after[label as usize],
        };
        if from & FROM_OTHER != 0 {
            phase = if phase == Phase::After {
                Phase::Story
            } else {
                Phase::Before
            };
        }
        label = from & !FROM_OTHER;
    }
    labels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_weights_are_sound() {
        assert_eq!(Model::in_use().errors, [""; 0]);
        const { assert!(LABELS <= COLUMNS) };
    }

    #[test]
    fn a_wrong_line_of_weights_is_reported() {
        let model = Model::parse("nonsense BODY=1\nafter BODY BODIES=1\nany BODY=x\nleave");
        assert_eq!(model.errors.len(), 4);
    }
}
