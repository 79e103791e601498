//! The labeller: weights of features and transitions, and the best sequence of labels under them.
//!
//! A file has three phases: before its headline, the story, after its end.  Labels of the story
//! stand in the story only, and there is one headline; that is structure, everything else is
//! weights, which are data (`weights.tsv`).  Linear in the number of lines.

mod path;

use std::sync::{LazyLock, OnceLock};

use super::feature::{Feature, Features};
use super::label::{COLUMNS, Label};
use super::row::Row;

const LABELS: usize = Label::ALL.len();
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

/// Forms that no deck has either.
const NO_DECK: [Feature; 3] = [
    Feature::StampDate,
    Feature::StampLabelled,
    Feature::StampRelative,
];

/// Weights of features, transitions and phases.
#[derive(Debug, Clone)]
pub struct Model {
    features: Vec<Row>,
    /// By the label before.
    transitions: Vec<Row>,
    /// The same by the label after.
    ways_in: Vec<Row>,
    /// By how much a step from one label (column) may be better than from another (row) at most.
    leads: Vec<Row>,
    /// What a story is worth less that begins with each label.
    starts: Row,
    /// What the end of a story before each label is worth.
    leaves: Row,
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
            ways_in: Vec::new(),
            leads: Vec::new(),
            starts: [f32::NEG_INFINITY; COLUMNS],
            leaves: [f32::NEG_INFINITY; COLUMNS],
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
        model.ways_in = (0..LABELS).map(|label| model.way_into(label)).collect();
        model.leads = leads_of(&model.transitions);
        for label in Label::ALL.iter().copied() {
            if label.is_story() {
                model.starts[label as usize] = model.cost_of_start(label);
            } else {
                model.leaves[label as usize] = model.leave;
            }
        }
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
    /// back in each may be.  A day, a byline or a credit is no headline, and a day no deck.
    #[inline(always)]
    pub fn score(&self, features: &Features) -> Row {
        let mut row = [0.0; COLUMNS];
        for feature in features.iter() {
            let weights = &self.features[feature as usize];
            for l in 0..COLUMNS {
                row[l] += weights[l];
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
        if NO_DECK.iter().any(|feature| features.has(*feature)) {
            row[Label::Deck as usize] -= FREQUENT_COST;
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

    /// Steps to a label from each other one.
    fn way_into(&self, label: usize) -> Row {
        let mut row = [f32::NEG_INFINITY; COLUMNS];
        for (way, from) in row.iter_mut().zip(&self.transitions) {
            *way = from[label];
        }
        row
    }

    /// What a story is worth less that begins with this label.
    fn cost_of_start(&self, label: Label) -> f32 {
        if label == Label::Headline {
            0.0
        } else {
            self.headless
        }
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
