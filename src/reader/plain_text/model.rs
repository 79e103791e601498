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
/// Scores that are compared at once.
const LANES: usize = 8;
/// More than everything else that can speak for a line of text.
const FREQUENT_COST: f32 = 30.0;

/// Steps that weigh nothing; to what is no label there are none.
const NO_STEP: Row = {
    let mut row = [f32::NEG_INFINITY; COLUMNS];
    let mut label = 0;
    while label < LABELS {
        row[label] = 0.0;
        label += 1;
    }
    row
};

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
    /// By how much a step from one label (column) may be better than from another (row) at most.
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
            transitions: vec![NO_STEP; LABELS],
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
    #[inline(always)]
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

    /// The best labels of a file, found in the widest registers that the machine has.
    pub fn decode(&self, lines: &[Features]) -> Vec<Label> {
        pulp::Arch::new().dispatch(|| self.decode_wide(lines))
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
        for label in Label::ALL.iter().copied() {
            let l = label as usize;
            if label.is_story() {
                // The best way on from before the story, which `before` itself has no use for.
                let start = to.before[l] + self.cost_of_start(label);
                to.story[l] = to.story[l].max(start);
                to.before[l] = IMPOSSIBLE;
                to.after[l] = IMPOSSIBLE;
            } else {
                to.after[l] = to.after[l].max(end + self.leave);
            }
            to.before[l] += own[l];
            to.story[l] += own[l];
            to.after[l] += own[l];
        }
        to
    }

    /// What a story is worth less that begins with this label.
    fn cost_of_start(&self, label: Label) -> f32 {
        if label == Label::Headline {
            0.0
        } else {
            self.headless
        }
    }

    /// Best way into each label from the labels of the same phase, the best of which is known.
    #[inline(always)]
    fn step_within(&self, from: &Row, (first, lead): (u8, f32), to: &mut Row) {
        if lead < IMPOSSIBLE / 2.0 {
            return;
        }
        // Labels so far behind the best are the way to none.
        let mut is_behind = [false; COLUMNS];
        let leads = &self.leads[usize::from(first)];
        for ((is_behind, base), over) in is_behind.iter_mut().zip(from).zip(leads) {
            *is_behind = base + over < lead;
        }
        for ((row, base), is_behind) in self.transitions.iter().zip(from).zip(is_behind) {
            if is_behind {
                continue;
            }
            for (to, step) in to.iter_mut().zip(row) {
                let score = base + step;
                *to = if score > *to { score } else { *to };
            }
        }
    }

    /// The labels of the best way to the last line.
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
    fn best_before(&self, from: &Row, label: Label) -> (u8, f32) {
        let mut best = (0, IMPOSSIBLE);
        for (before, row) in self.transitions.iter().enumerate() {
            let score = from[before] + row[label as usize];
            if from[before] >= IMPOSSIBLE / 2.0 && score > best.1 {
                best = (before as u8, score);
            }
        }
        best
    }
}

/// The most that each row of transitions is above each other one, and a little for rounding.
fn leads_of(transitions: &[Row]) -> Vec<Row> {
    let lead = |row: &Row, other: &Row| {
        let over = row.iter().zip(other).take(LABELS).map(|(a, b)| a - b);
        over.fold(f32::MIN, f32::max) + 0.01
    };
    let leads_over = |other: &Row| {
        std::array::from_fn(|label| transitions.get(label).map_or(0.0, |row| lead(row, other)))
    };
    transitions.iter().map(leads_over).collect()
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

/// The first label with the best score; columns that are no label have none.
#[inline(always)]
fn best_of(row: &Row) -> (u8, f32) {
    let mut lanes = [IMPOSSIBLE; LANES];
    for chunk in row.chunks_exact(LANES) {
        for (best, score) in lanes.iter_mut().zip(chunk) {
            *best = if score > best { *score } else { *best };
        }
    }
    let best = lanes.into_iter().fold(IMPOSSIBLE, f32::max);
    let label = row.iter().take(LABELS).position(|score| *score == best);
    (label.unwrap_or(0) as u8, best)
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
