//! The mathematics of spaCy's entity recogniser: vectors of words, an encoder that looks at their
//! neighbours, and transitions that open and close entities from left to right.
//!
//! A sum is taken in one order everywhere, so that the result is the same on every machine; spaCy's
//! own order differs, so its numbers differ in the last bits and its entities do not.

use super::matrix::Matrix;
use super::stored::{Action, Floats, Layer, SEEN, Stored};
use super::words::{Word, string_id, table_rows};

/// Added to a variance so that nothing is divided by zero.
const VARIANCE_LEAST: f32 = 1e-8;
/// Rows that go through a layer at once; they stay in the second cache.
const BLOCK: usize = 128;

/// A model ready to run.
pub struct Network {
    stored: Stored,
    reduce: Matrix,
    encoder: Vec<Matrix>,
    hidden: Matrix,
    lower: Matrix,
    /// Bias and padding of the lower layer, pieces before numbers.
    lower_bias: Vec<f32>,
    lower_pad: Vec<f32>,
    upper: Matrix,
    /// Transitions that are possible outside of an entity.
    closed: Vec<usize>,
    /// Of each transition that begins an entity, those that go on with it and end it.
    open: Vec<Option<(usize, usize)>>,
}

/// Tokens and the transition that began them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    pub start: usize,
    pub end: usize,
    pub label: usize,
}

/// What the transitions must know of a token.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Border {
    pub is_space: bool,
    /// No entity goes across it from the token before.
    pub starts_sentence: bool,
}

/// Memory of one thread.
#[derive(Default)]
pub struct Workspace {
    rows: Vec<f32>,
    before: Vec<f32>,
    sums: Vec<f32>,
    states: Vec<f32>,
    scores: Vec<f32>,
}

impl Network {
    /// Lays the weights out for speed; they must have been checked.
    pub fn new(stored: Stored) -> Self {
        let width = stored.width;
        let of_layer = |layer: &Layer| {
            let pieces = layer.pieces;
            // From (number, piece, input) to (input, piece and number).
            let inputs = layer.weights.0.len() / (width * pieces);
            Matrix::new(inputs, width * pieces, |input, column| {
                let (piece, number) = (column / width, column % width);
                layer.weights.0[(number * pieces + piece) * inputs + input]
            })
        };
        let state = stored.hidden.bias.0.len();
        let lower_pieces = stored.lower.pieces;
        // From (token, number, piece, input) likewise.
        let from = |column: usize| {
            let (token, rest) = (
                column / (lower_pieces * state),
                column % (lower_pieces * state),
            );
            let (piece, number) = (rest / state, rest % state);
            (token * state + number) * lower_pieces + piece
        };
        let columns = SEEN * lower_pieces * state;
        let moves = &stored.moves;
        let find = |action, label: &str| {
            moves
                .iter()
                .position(|m| m.action == action && m.label == label)
        };
        let open = moves.iter().map(|m| match m.action {
            Action::Begin => find(Action::In, &m.label).zip(find(Action::Last, &m.label)),
            _ => None,
        });
        let is_possible = |action| matches!(action, Action::Begin | Action::Unit | Action::Out);
        Self {
            reduce: of_layer(&stored.reduce),
            encoder: stored.encoder.iter().map(of_layer).collect(),
            hidden: Matrix::new(width, state, |input, column| {
                stored.hidden.weights.0[column * width + input]
            }),
            lower: Matrix::new(state, columns, |input, column| {
                stored.lower.weights.0[from(column) * state + input]
            }),
            lower_bias: (0..lower_pieces * state)
                .map(|c| stored.lower.bias.0[from(c)])
                .collect(),
            lower_pad: (0..columns).map(|c| stored.lower.pad.0[from(c)]).collect(),
            upper: Matrix::new(state, moves.len(), |input, column| {
                stored.upper.weights.0[column * state + input]
            }),
            open: open.collect(),
            closed: (0..moves.len())
                .filter(|i| is_possible(moves[*i].action))
                .collect(),
            stored,
        }
    }

    pub fn stored(&self) -> &Stored {
        &self.stored
    }

    /// Adds the vector of a word to the end of `out`.
    pub fn embed(&self, word: &Word<'_>, work: &mut Workspace, out: &mut Vec<f32>) {
        let (stored, width) = (&self.stored, self.stored.width);
        let input = &mut work.rows;
        input.clear();
        for table in &stored.tables {
            let start = input.len();
            input.resize(start + width, 0.0);
            let rows = table.rows.0.len() / width;
            for row in table_rows(word.attribute(table.attribute), table.seed) {
                add(
                    &mut input[start..],
                    row_of(&table.rows, row as usize % rows, width),
                );
            }
        }
        if let Some(vectors) = &stored.vectors {
            let key = string_id(word.text);
            let found = vectors.rows_of.binary_search_by_key(&key, |(key, _)| *key);
            let start = input.len();
            input.resize(start + width, 0.0);
            if let Ok(at) = found {
                let row = vectors.rows_of[at].1 as usize;
                input[start..].copy_from_slice(row_of(&vectors.rows, row, width));
            }
        }
        work.sums.resize(self.reduce.columns, 0.0);
        self.reduce.multiply(input, input.len(), &mut work.sums);
        let start = out.len();
        out.resize(start + width, 0.0);
        add_normalised(&work.sums, &stored.reduce, &mut out[start..]);
    }

    /// Finds entities in tokens, given the vector of each from `embed`.
    pub fn recognise<'v>(
        &self,
        vectors: impl ExactSizeIterator<Item = &'v [f32]>,
        borders: &[Border],
        work: &mut Workspace,
        out: &mut Vec<Run>,
    ) {
        out.clear();
        if vectors.len() == 0 {
            return;
        }
        self.encode(vectors, work);
        self.decode(borders, work, out);
    }

    /// Leaves what each token brings to the transitions in `work.states`.
    fn encode<'v>(&self, vectors: impl ExactSizeIterator<Item = &'v [f32]>, work: &mut Workspace) {
        let (stored, width) = (&self.stored, self.stored.width);
        // spaCy pads a document with empty rows that take part in every layer, as many as a token
        // sees to each side; the window of the outermost needs one more.
        let padding = self.encoder.len();
        let (count, tokens) = (vectors.len() + 2 * padding, vectors.len());
        work.rows.clear();
        work.rows.resize((count + 2) * width, 0.0);
        let first = (padding + 1) * width;
        for (row, vector) in work.rows[first..].chunks_exact_mut(width).zip(vectors) {
            row.copy_from_slice(vector);
        }
        for (matrix, layer) in self.encoder.iter().zip(&stored.encoder) {
            work.before.clone_from(&work.rows);
            let inner = work.rows[width..].chunks_mut(BLOCK * width);
            for (out, start) in inner.zip((0..count).step_by(BLOCK)) {
                let rows = BLOCK.min(count - start);
                work.sums.resize(rows * matrix.columns, 0.0);
                matrix.multiply(&work.before[start * width..], width, &mut work.sums);
                let sums = work.sums.chunks_exact(matrix.columns);
                for (row, sums) in out.chunks_exact_mut(width).zip(sums) {
                    add_normalised(sums, layer, row);
                }
            }
        }
        work.sums.resize(tokens * self.hidden.columns, 0.0);
        self.hidden
            .multiply(&work.rows[first..], width, &mut work.sums);
        for row in work.sums.chunks_exact_mut(self.hidden.columns) {
            add(row, &stored.hidden.bias.0);
        }
        work.states.resize(tokens * self.lower.columns, 0.0);
        self.lower
            .multiply(&work.sums, self.hidden.columns, &mut work.states);
    }

    fn decode(&self, borders: &[Border], work: &mut Workspace, out: &mut Vec<Run>) {
        let state = self.hidden.columns;
        let part = self.lower.columns / SEEN;
        let moves = &self.stored.moves;
        let mut sums = vec![0.0; part];
        work.scores.resize(moves.len(), 0.0);
        let mut open: Option<(usize, usize)> = None;
        for i in 0..borders.len() {
            let row = |token: usize, place: usize| {
                let start = token * self.lower.columns + place * part;
                &work.states[start..start + part]
            };
            sums.copy_from_slice(&self.lower_bias);
            add(&mut sums, row(i, 0));
            match open {
                Some((start, _)) => {
                    add(&mut sums, row(start, 1));
                    add(&mut sums, row(i - 1, 2));
                }
                None => {
                    add(&mut sums, &self.lower_pad[part..2 * part]);
                    add(&mut sums, &self.lower_pad[2 * part..]);
                }
            }
            let (largest, others) = sums.split_at_mut(state);
            for piece in others.chunks_exact(state) {
                take_larger(largest, piece);
            }
            self.upper.multiply(largest, state, &mut work.scores);
            add(&mut work.scores, &self.stored.upper.bias.0);
            let next = borders.get(i + 1);
            let may_go_on = next.is_some_and(|next| !next.starts_sentence);
            if let Some((start, label)) = open {
                let (go_on, end) = self.open[label].expect("only labels with both are opened");
                if !may_go_on || work.scores[end] > work.scores[go_on] {
                    out.push(Run {
                        start,
                        end: i + 1,
                        label,
                    });
                    open = None;
                }
                continue;
            }
            let is_valid = |index: usize| match moves[index].action {
                Action::Begin => may_go_on && !borders[i].is_space && self.open[index].is_some(),
                Action::Unit => !borders[i].is_space && !moves[index].label.is_empty(),
                _ => true,
            };
            let mut best: Option<usize> = None;
            for index in self.closed.iter().copied().filter(|index| is_valid(*index)) {
                if best.is_none_or(|best| work.scores[index] > work.scores[best]) {
                    best = Some(index);
                }
            }
            let Some(best) = best else { continue };
            match moves[best].action {
                Action::Begin => open = Some((i, best)),
                Action::Unit => out.push(Run {
                    start: i,
                    end: i + 1,
                    label: best,
                }),
                _ => {}
            }
        }
    }
}

fn row_of(rows: &Floats, row: usize, width: usize) -> &[f32] {
    &rows.0[row * width..(row + 1) * width]
}

fn add(to: &mut [f32], numbers: &[f32]) {
    for (to, number) in to.iter_mut().zip(numbers) {
        *to += number;
    }
}

fn take_larger(to: &mut [f32], numbers: &[f32]) {
    for (to, number) in to.iter_mut().zip(numbers) {
        *to = if *number > *to { *number } else { *to };
    }
}

/// Takes the largest piece of each number, normalises them and adds them to `out`.
fn add_normalised(sums: &[f32], layer: &Layer, out: &mut [f32]) {
    let width = out.len();
    let mut largest = [0.0_f32; 512];
    let mut many = Vec::new();
    let numbers = if width <= largest.len() {
        &mut largest[..width]
    } else {
        many.resize(width, 0.0);
        &mut many[..]
    };
    let pieces = sums
        .chunks_exact(width)
        .zip(layer.bias.0.chunks_exact(width));
    for (place, (sums, bias)) in pieces.enumerate() {
        for ((number, sum), bias) in numbers.iter_mut().zip(sums).zip(bias) {
            let sum = sum + bias;
            *number = if place == 0 || sum > *number {
                sum
            } else {
                *number
            };
        }
    }
    let mean = total(numbers.iter().copied()) / width as f32;
    let variance = total(numbers.iter().map(|n| (n - mean) * (n - mean))) / width as f32;
    let scale = 1.0 / (variance + VARIANCE_LEAST).sqrt();
    let norms = layer.gain.0.iter().zip(&layer.shift.0);
    for ((out, number), (gain, shift)) in out.iter_mut().zip(numbers).zip(norms) {
        *out += (*number - mean) * scale * gain + shift;
    }
}

/// Sums eight numbers side by side, then those.
fn total(numbers: impl Iterator<Item = f32>) -> f32 {
    let mut sums = [0.0_f32; 8];
    for (i, number) in numbers.enumerate() {
        sums[i % 8] += number;
    }
    sums.iter().sum()
}
