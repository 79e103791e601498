//! Products of matrices in plain safe Rust, wide where the machine is.
//!
//! The loops run with the vector registers that the machine has, but every sum is taken in the same
//! order and without fused steps, so the result is the same bits on each.

use pulp::Arch;

/// Columns of a panel: two registers of eight.
const COLUMNS: usize = 16;
/// Rows that are summed at once; with the columns they fill half of the registers.
const ROWS: usize = 4;

/// The right side of products, in panels of `COLUMNS` columns that stay in the nearest cache.
#[derive(Debug, Clone, Default)]
pub struct Matrix {
    /// Panel after panel, each row after row; columns beyond the last are zero.
    panels: Vec<[f32; COLUMNS]>,
    pub rows: usize,
    pub columns: usize,
}

impl Matrix {
    /// Makes the matrix of that size from a function of row and column.
    pub fn new(rows: usize, columns: usize, at: impl Fn(usize, usize) -> f32) -> Self {
        let mut panels = Vec::with_capacity(rows * columns.div_ceil(COLUMNS));
        for first in (0..columns).step_by(COLUMNS) {
            for row in 0..rows {
                panels.push(std::array::from_fn(|i| {
                    if first + i < columns {
                        at(row, first + i)
                    } else {
                        0.0
                    }
                }));
            }
        }
        Self {
            panels,
            rows,
            columns,
        }
    }

    /// Writes `left * self`.  Row `i` of `left` is the `self.rows` numbers from `i * stride`, so that
    /// rows may overlap; there are as many rows as `out` has room for.
    pub fn multiply(&self, left: &[f32], stride: usize, out: &mut [f32]) {
        if self.columns > 0 && self.rows > 0 {
            Arch::new().dispatch(|| self.product(left, stride, out));
        }
    }

    #[inline(always)]
    fn product(&self, left: &[f32], stride: usize, out: &mut [f32]) {
        let panels = self.panels.chunks_exact(self.rows);
        for (panel, first) in panels.zip((0..).step_by(COLUMNS)) {
            let width = COLUMNS.min(self.columns - first);
            let mut rows = out.chunks_mut(self.columns * ROWS).enumerate();
            for (block, out) in &mut rows {
                let count = out.len() / self.columns;
                // Short of rows at the end the last one is summed more than once.
                let row = |i: usize| {
                    let start = (block * ROWS + i.min(count - 1)) * stride;
                    &left[start..start + self.rows]
                };
                let sums = sum([row(0), row(1), row(2), row(3)], panel);
                for (out, sum) in out.chunks_exact_mut(self.columns).zip(&sums) {
                    out[first..first + width].copy_from_slice(&sum[..width]);
                }
            }
        }
    }
}

#[inline(always)]
fn sum(rows: [&[f32]; ROWS], panel: &[[f32; COLUMNS]]) -> [[f32; COLUMNS]; ROWS] {
    let mut sums = [[0.0; COLUMNS]; ROWS];
    let [a, b, c, d] = rows;
    let numbers = a.iter().zip(b).zip(c).zip(d);
    for ((((a, b), c), d), weights) in numbers.zip(panel) {
        for i in 0..COLUMNS {
            sums[0][i] += a * weights[i];
            sums[1][i] += b * weights[i];
            sums[2][i] += c * weights[i];
            sums[3][i] += d * weights[i];
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_sums_of_products() {
        // Whole numbers, so that every order gives the same sum.
        for (count, rows, columns) in [(1, 1, 1), (5, 3, 17), (4, 7, 16), (9, 2, 33)] {
            let right = |row: usize, column: usize| (row * 3 + column) as f32 - 4.0;
            let matrix = Matrix::new(rows, columns, right);
            // Rows overlap by all but one number.
            let left: Vec<f32> = (0..count + rows).map(|i| (i % 5) as f32).collect();
            let mut out = vec![9.0; count * columns];
            matrix.multiply(&left, 1, &mut out);
            for i in 0..count {
                for column in 0..columns {
                    let expected: f32 = (0..rows).map(|k| left[i + k] * right(k, column)).sum();
                    assert_eq!(
                        out[i * columns + column],
                        expected,
                        "{count} {rows} {columns}"
                    );
                }
            }
        }
    }
}
