//! Fits the weights of the line labeller: for `scripts/fit-lines`.
//!
//! A conditional random field over the labels and phases of `reader::plain_text`'s model, with
//! hidden labels: of a line is known which labels it may have, and the likelihood is that of all
//! paths that keep to them.  Wrong labels get a bonus while fitting (a margin), words counting more
//! in long lines.  Labels that the gold cannot tell apart move together; lines of our own fixtures,
//! whose labels are known exactly, move them one by one.
//! Reads one JSON object a line from standard input: first the set-up, then the samples.  Writes
//! the weights; samples that are held out are labelled by them and written after.

#![expect(
    clippy::disallowed_macros,
    reason = "a tool of the scripts has no messages to keep apart from archive text"
)]
#![expect(
    clippy::needless_range_loop,
    reason = "tables of label by label are walked by the numbers of the labels"
)]

use std::collections::HashMap;
use std::io::BufRead;

use serde::Deserialize;
use serde_json::json;

/// Labels at most; the bits of an allowed set.
const MAX: usize = 32;
/// Half lives of what AdaGrad remembers would be one thing more to tune; it forgets nothing.
const START_SQUARE: f64 = 1e-3;

#[derive(Deserialize)]
struct SetUp {
    labels: Vec<String>,
    /// Labels that only the story has; the first is the headline.
    story: Vec<String>,
    /// Labels that the gold cannot tell apart.
    groups: Vec<Vec<String>>,
    /// Weights to start from: rows by the name of a feature or `after LABEL`.
    start: HashMap<String, HashMap<String, f64>>,
    single: HashMap<String, f64>,
    epochs: usize,
    rate: f64,
    /// Pull of every weight towards its start, for each sample.
    pull: f64,
}

#[derive(Deserialize)]
struct Given {
    #[serde(default)]
    name: String,
    /// How much the sample counts; 0 for one that is held out.
    weight: f64,
    /// Labels are known one by one.
    fine: bool,
    lines: Vec<Vec<String>>,
    /// Bits of the labels that each line may have.
    allowed: Vec<u32>,
    /// What a label outside of them costs.
    costs: Vec<f64>,
}

struct Sample {
    name: String,
    weight: f64,
    fine: bool,
    lines: Vec<Vec<u32>>,
    allowed: Vec<u32>,
    costs: Vec<f64>,
}

type Row = [f64; MAX];

/// Weights, or sums of what each would have to change by.
#[derive(Clone)]
struct Weights {
    features: Vec<Row>,
    after: Vec<Row>,
    headless: f64,
    leave: f64,
}

/// The labels and what is fixed about them.
struct Frame {
    count: usize,
    story: [bool; MAX],
    headline: usize,
    group: Vec<Vec<usize>>,
}

fn main() {
    let mut input = std::io::stdin().lock().lines();
    let first = input.next().expect("a set-up").expect("text");
    let setup: SetUp = serde_json::from_str(&first).expect("the set-up is JSON");
    let mut names: Vec<String> = Vec::new();
    let mut ids: HashMap<String, u32> = HashMap::new();
    let mut start_names: Vec<&String> = setup.start.keys().collect();
    start_names.sort();
    let mut id_of = |name: &str, names: &mut Vec<String>| {
        *ids.entry(name.to_owned()).or_insert_with(|| {
            names.push(name.to_owned());
            (names.len() - 1) as u32
        })
    };
    for name in start_names
        .iter()
        .filter(|name| !name.starts_with("after "))
    {
        id_of(name, &mut names);
    }
    let mut samples = Vec::new();
    for line in input {
        let given: Given = serde_json::from_str(&line.expect("text")).expect("a sample is JSON");
        let lines = given
            .lines
            .iter()
            .map(|line| line.iter().map(|f| id_of(f, &mut names)).collect());
        samples.push(Sample {
            name: given.name,
            weight: given.weight,
            fine: given.fine,
            lines: lines.collect(),
            allowed: given.allowed,
            costs: given.costs,
        });
    }
    let frame = Frame::of(&setup);
    let start = Weights::start(&setup, &names, &frame);
    let weights = fit(&setup, &frame, &start, &samples);
    write(&setup, &names, &weights);
    for sample in samples.iter().filter(|sample| sample.weight == 0.0) {
        let labels = decode(&weights, &frame, sample);
        println!("{}", json!({ "name": sample.name, "labels": labels }));
    }
}

impl Frame {
    fn of(setup: &SetUp) -> Self {
        let id = |name: &String| {
            setup
                .labels
                .iter()
                .position(|l| l == name)
                .expect("a known label")
        };
        let mut story = [false; MAX];
        for name in &setup.story {
            story[id(name)] = true;
        }
        let mut group = vec![Vec::new(); setup.labels.len()];
        for names in &setup.groups {
            let ids: Vec<usize> = names.iter().map(id).collect();
            for &label in &ids {
                group[label] = ids.clone();
            }
        }
        Self {
            count: setup.labels.len(),
            story,
            headline: id(&setup.story[0]),
            group,
        }
    }
}

impl Weights {
    fn zero(features: usize, labels: usize) -> Self {
        Self {
            features: vec![[0.0; MAX]; features],
            after: vec![[0.0; MAX]; labels],
            headless: 0.0,
            leave: 0.0,
        }
    }

    fn start(setup: &SetUp, names: &[String], frame: &Frame) -> Self {
        let mut weights = Self::zero(names.len(), frame.count);
        let fill = |row: &mut Row, name: &str| {
            for (label, value) in setup.start.get(name).into_iter().flatten() {
                row[setup
                    .labels
                    .iter()
                    .position(|l| l == label)
                    .expect("a known label")] = *value;
            }
        };
        for (row, name) in weights.features.iter_mut().zip(names) {
            fill(row, name);
        }
        for (row, name) in weights.after.iter_mut().zip(&setup.labels) {
            fill(row, &format!("after {name}"));
        }
        weights.headless = setup.single.get("headless").copied().unwrap_or(0.0);
        weights.leave = setup.single.get("leave").copied().unwrap_or(0.0);
        weights
    }

    /// Every number of both, side by side.
    fn each(&mut self, other: &Self, mut apply: impl FnMut(&mut f64, f64)) {
        for (a, b) in self
            .features
            .iter_mut()
            .zip(&other.features)
            .chain(self.after.iter_mut().zip(&other.after))
        {
            for (a, b) in a.iter_mut().zip(b) {
                apply(a, *b);
            }
        }
        apply(&mut self.headless, other.headless);
        apply(&mut self.leave, other.leave);
    }
}

/// AdaGrad over all samples, in an order that is the same each time; the last half is averaged.
fn fit(setup: &SetUp, frame: &Frame, start: &Weights, samples: &[Sample]) -> Weights {
    let used: Vec<&Sample> = samples
        .iter()
        .filter(|sample| sample.weight > 0.0)
        .collect();
    let mut weights = start.clone();
    let mut square = Weights::zero(start.features.len(), frame.count);
    let mut total = square.clone();
    let mut order: Vec<usize> = (0..used.len()).collect();
    let mut chance = 0x2545_F491_4F6C_DD1D_u64;
    let mut averaged = 0.0;
    for epoch in 0..setup.epochs {
        for i in (1..order.len()).rev() {
            chance ^= chance << 13;
            chance ^= chance >> 7;
            chance ^= chance << 17;
            order.swap(i, (chance % (i as u64 + 1)) as usize);
        }
        let (mut loss, mut lines) = (0.0, 0);
        for batch in order.chunks(8) {
            let mut change = Weights::zero(start.features.len(), frame.count);
            for &i in batch {
                let sample = used[i];
                lines += sample.lines.len();
                let mut own = Weights::zero(start.features.len(), frame.count);
                let Some(wanted) = expect(&weights, frame, sample, true, &mut own, 1.0) else {
                    continue;
                };
                let Some(free) = expect(&weights, frame, sample, false, &mut own, -1.0) else {
                    continue;
                };
                loss += free - wanted;
                // A long page shall not shout down the others.
                let scale = sample.weight * (60.0 / sample.lines.len() as f64).min(1.0);
                if !sample.fine {
                    tie(&mut own, frame);
                }
                change.each(&own, |sum, part| *sum += scale * part);
            }
            let pull = setup.pull * batch.len() as f64;
            let mut origin = start.clone();
            origin.each(&weights, |start, now| *start = now - *start);
            change.each(&origin, |sum, away| *sum -= pull * away);
            square.each(&change, |sum, part| *sum += part * part);
            let mut step = change;
            step.each(&square, |step, square| {
                *step *= setup.rate / (START_SQUARE + square).sqrt()
            });
            weights.each(&step, |weight, step| *weight += step);
        }
        if epoch * 2 >= setup.epochs {
            total.each(&weights, |sum, weight| *sum += weight);
            averaged += 1.0;
        }
        if epoch % 5 == 0 || epoch + 1 == setup.epochs {
            eprintln!("epoch {epoch}: {:.4} a line", loss / lines.max(1) as f64);
        }
    }
    weights.each(&total, |weight, sum| *weight = sum / averaged);
    weights
}

/// Labels of a group share what moves them.
fn tie(change: &mut Weights, frame: &Frame) {
    let share = |row: &mut Row| {
        let own = *row;
        for label in 0..frame.count {
            row[label] = frame.group[label].iter().map(|other| own[*other]).sum();
        }
    };
    change.features.iter_mut().for_each(share);
    let own = change.after.clone();
    for (label, row) in change.after.iter_mut().enumerate() {
        let mut sum = [0.0; MAX];
        for other in &frame.group[label] {
            for (sum, part) in sum.iter_mut().zip(&own[*other]) {
                *sum += part;
            }
        }
        *row = sum;
        share(row);
    }
}

const BEFORE: usize = 0;
const STORY: usize = 1;
const AFTER: usize = 2;

/// Scores of one step for every label in every phase.
type Scores = [Row; 3];

fn own_scores(
    weights: &Weights,
    frame: &Frame,
    sample: &Sample,
    line: usize,
    is_bound: bool,
) -> Row {
    let mut row = [f64::NEG_INFINITY; MAX];
    for label in 0..frame.count {
        let is_allowed = sample.allowed[line] & (1 << label) != 0;
        if is_bound && !is_allowed {
            continue;
        }
        let sum: f64 = sample.lines[line]
            .iter()
            .map(|f| weights.features[*f as usize][label])
            .sum();
        row[label] = sum + if is_allowed { 0.0 } else { sample.costs[line] };
    }
    row
}

/// The sum of a row, four lanes at a time: the same order whatever the machine.
fn sum_of(row: &Row) -> f64 {
    let mut lanes = [0.0; 4];
    for part in row.chunks_exact(4) {
        for (lane, value) in lanes.iter_mut().zip(part) {
            *lane += value;
        }
    }
    (lanes[0] + lanes[1]) + (lanes[2] + lanes[3])
}

/// Factors of the steps between labels, apart for those that enter the story, stay in it and stay
/// out of it, so that loops over labels are straight.
struct Moves {
    /// Into the story from before it, by the label before.
    enter: Vec<Row>,
    /// Within the story.
    go_on: Vec<Row>,
    /// Within what is before or after it.
    without: Vec<Row>,
    /// The first line as the start of the story.
    entry: Row,
    /// 1 for labels that stand outside of the story.
    outside: Row,
    leave: f64,
}

impl Moves {
    fn of(weights: &Weights, frame: &Frame) -> Self {
        let headless = weights.headless.exp();
        let (mut entry, mut outside) = ([0.0; MAX], [0.0; MAX]);
        for label in 0..frame.count {
            entry[label] = if label == frame.headline {
                1.0
            } else {
                headless
            };
            outside[label] = if frame.story[label] { 0.0 } else { 1.0 };
        }
        let mut moves = Self {
            enter: vec![[0.0; MAX]; frame.count],
            go_on: vec![[0.0; MAX]; frame.count],
            without: vec![[0.0; MAX]; frame.count],
            entry,
            outside,
            leave: weights.leave.exp(),
        };
        for before in 0..frame.count {
            for label in 0..frame.count {
                let weight = weights.after[before][label].exp();
                if frame.story[label] {
                    moves.enter[before][label] = weight * entry[label];
                } else {
                    moves.without[before][label] = weight;
                }
                if label != frame.headline {
                    moves.go_on[before][label] = weight;
                }
            }
        }
        moves
    }
}

/// Adds `sign` times the expected counts under all paths (`is_bound`: those that the gold allows);
/// returns the logarithm of the sum of their scores, none if there is no path.
fn expect(
    weights: &Weights,
    frame: &Frame,
    sample: &Sample,
    is_bound: bool,
    counts: &mut Weights,
    sign: f64,
) -> Option<f64> {
    let (n, length) = (frame.count, sample.lines.len());
    let moves = Moves::of(weights, frame);
    let mut own: Vec<Row> = Vec::with_capacity(length);
    let mut forward: Vec<Scores> = Vec::with_capacity(length);
    let mut scales: Vec<f64> = Vec::with_capacity(length);
    let mut log_sum = 0.0;
    for line in 0..length {
        let scores = own_scores(weights, frame, sample, line, is_bound);
        let top = scores[..n]
            .iter()
            .copied()
            .fold(f64::NEG_INFINITY, f64::max);
        let row = scores.map(|score| (score - top).exp());
        let mut next: Scores = [[0.0; MAX]; 3];
        match forward.last() {
            None => {
                next[STORY][..n].copy_from_slice(&moves.entry[..n]);
                next[BEFORE][..n].copy_from_slice(&moves.outside[..n]);
            }
            Some(from) => {
                let story: f64 = from[STORY][..n].iter().sum();
                for before in 0..n {
                    let (b, s, a) = (
                        from[BEFORE][before],
                        from[STORY][before],
                        from[AFTER][before],
                    );
                    if b == 0.0 && s == 0.0 && a == 0.0 {
                        continue;
                    }
                    let (enter, go_on) = (&moves.enter[before], &moves.go_on[before]);
                    let outside = &moves.without[before];
                    for label in 0..MAX {
                        next[STORY][label] += b * enter[label] + s * go_on[label];
                        next[BEFORE][label] += b * outside[label];
                        next[AFTER][label] += a * outside[label];
                    }
                }
                for label in 0..n {
                    next[AFTER][label] += story * moves.leave * moves.outside[label];
                }
            }
        }
        let mut sum = 0.0;
        for phase in &mut next {
            for label in 0..n {
                phase[label] *= row[label];
                sum += phase[label];
            }
        }
        if sum <= 0.0 || !sum.is_finite() {
            return None;
        }
        next.iter_mut().flatten().for_each(|score| *score /= sum);
        log_sum += sum.ln() + top;
        own.push(row);
        forward.push(next);
        scales.push(sum);
    }
    let mut back: Scores = [[1.0; MAX]; 3];
    for line in (0..length).rev() {
        let at = &forward[line];
        let mut marginal = [0.0; MAX];
        let mut all = 0.0;
        for phase in 0..3 {
            for label in 0..n {
                let value = at[phase][label] * back[phase][label];
                marginal[label] += value;
                all += value;
            }
        }
        for label in 0..n {
            let value = sign * marginal[label] / all;
            if value != 0.0 {
                for feature in &sample.lines[line] {
                    counts.features[*feature as usize][label] += value;
                }
            }
        }
        let Some(from) = line.checked_sub(1).map(|i| &forward[i]) else {
            for label in (0..n).filter(|label| *label != frame.headline) {
                counts.headless += sign * at[STORY][label] * back[STORY][label] / all;
            }
            break;
        };
        // What the scores of this line and all after are worth, by the state it is in.
        let mut worth: Scores = back;
        for phase in &mut worth {
            for label in 0..n {
                phase[label] *= own[line][label] / scales[line];
            }
        }
        let mut earlier: Scores = [[0.0; MAX]; 3];
        let mut left = 0.0;
        for label in 0..n {
            left += worth[AFTER][label] * moves.outside[label];
        }
        let story: f64 = from[STORY][..n].iter().sum();
        counts.leave += sign * story * moves.leave * left / all;
        let share = sign / all;
        for before in 0..n {
            let (b, s, a) = (
                from[BEFORE][before],
                from[STORY][before],
                from[AFTER][before],
            );
            let (enter, go_on) = (&moves.enter[before], &moves.go_on[before]);
            let outside = &moves.without[before];
            let (mut entered, mut gone_on) = ([0.0; MAX], [0.0; MAX]);
            let (mut stayed_before, mut stayed_after) = ([0.0; MAX], [0.0; MAX]);
            for label in 0..MAX {
                entered[label] = enter[label] * worth[STORY][label];
                gone_on[label] = go_on[label] * worth[STORY][label];
                stayed_before[label] = outside[label] * worth[BEFORE][label];
                stayed_after[label] = outside[label] * worth[AFTER][label];
            }
            earlier[BEFORE][before] += sum_of(&entered) + sum_of(&stayed_before);
            earlier[AFTER][before] += sum_of(&stayed_after);
            earlier[STORY][before] += sum_of(&gone_on) + moves.leave * left;
            counts.headless += share * b * (sum_of(&entered) - entered[frame.headline]);
            let row = &mut counts.after[before];
            for label in 0..MAX {
                row[label] += share
                    * (b * (entered[label] + stayed_before[label])
                        + a * stayed_after[label]
                        + s * gone_on[label]);
            }
        }
        back = earlier;
    }
    Some(log_sum)
}

/// The best labels, as the reader finds them.
fn decode(weights: &Weights, frame: &Frame, sample: &Sample) -> Vec<usize> {
    let n = frame.count;
    let free = Sample {
        name: String::new(),
        weight: 0.0,
        fine: false,
        lines: sample.lines.clone(),
        allowed: vec![u32::MAX; sample.lines.len()],
        costs: vec![0.0; sample.lines.len()],
    };
    let entry = |label: usize| {
        if label == frame.headline {
            0.0
        } else {
            weights.headless
        }
    };
    let mut best: Scores = [[f64::NEG_INFINITY; MAX]; 3];
    let mut steps: Vec<[[(usize, usize); MAX]; 3]> = Vec::new();
    for line in 0..free.lines.len() {
        let own = own_scores(weights, frame, &free, line, false);
        let mut next: Scores = [[f64::NEG_INFINITY; MAX]; 3];
        let mut step = [[(0, 0); MAX]; 3];
        let mut offer = |phase: usize, label: usize, score: f64, from: (usize, usize)| {
            if score + own[label] > next[phase][label] {
                next[phase][label] = score + own[label];
                step[phase][label] = from;
            }
        };
        for label in 0..n {
            if line == 0 {
                offer(STORY, label, entry(label), (0, 0));
                if !frame.story[label] {
                    offer(BEFORE, label, 0.0, (0, 0));
                }
                continue;
            }
            for before in 0..n {
                let weight = weights.after[before][label];
                if frame.story[label] {
                    offer(
                        STORY,
                        label,
                        best[BEFORE][before] + weight + entry(label),
                        (BEFORE, before),
                    );
                } else {
                    offer(
                        BEFORE,
                        label,
                        best[BEFORE][before] + weight,
                        (BEFORE, before),
                    );
                    offer(AFTER, label, best[AFTER][before] + weight, (AFTER, before));
                    offer(
                        AFTER,
                        label,
                        best[STORY][before] + weights.leave,
                        (STORY, before),
                    );
                }
                if label != frame.headline {
                    offer(STORY, label, best[STORY][before] + weight, (STORY, before));
                }
            }
        }
        best = next;
        steps.push(step);
    }
    let mut state = (0, 0);
    for phase in 0..3 {
        for label in 0..n {
            if best[phase][label] > best[state.0][state.1] {
                state = (phase, label);
            }
        }
    }
    let mut labels = vec![0; steps.len()];
    for (line, step) in steps.iter().enumerate().rev() {
        labels[line] = state.1;
        state = step[state.0][state.1];
    }
    labels
}

fn write(setup: &SetUp, names: &[String], weights: &Weights) {
    let mut rows = json!({ "headless": weights.headless, "leave": weights.leave });
    let row_of = |row: &Row| -> HashMap<&String, f64> {
        setup.labels.iter().zip(row.iter().copied()).collect()
    };
    for (name, row) in names.iter().zip(&weights.features) {
        rows[name] = json!(row_of(row));
    }
    for (name, row) in setup.labels.iter().zip(&weights.after) {
        rows[format!("after {name}")] = json!(row_of(row));
    }
    println!("{rows}");
}
