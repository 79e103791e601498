//! Places on a page: the six numbers of a PDF matrix, row by row as the format writes them.

/// `[a b c d e f]`: x' = a·x + c·y + e, y' = b·x + d·y + f.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Matrix(pub [f64; 6]);

impl Matrix {
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub fn shift(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// This first, then the other.
    pub fn then(self, other: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, other.0);
        Self([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }

    /// Where the origin comes to lie.
    pub fn origin(self) -> (f64, f64) {
        (self.0[4], self.0[5])
    }

    /// A quarter turn of a page, clockwise, some number of times.
    pub fn turned(quarters: i64) -> Self {
        match quarters.rem_euclid(4) {
            1 => Self([0.0, -1.0, 1.0, 0.0, 0.0, 0.0]),
            2 => Self([-1.0, 0.0, 0.0, -1.0, 0.0, 0.0]),
            3 => Self([0.0, 1.0, -1.0, 0.0, 0.0, 0.0]),
            _ => Self::IDENTITY,
        }
    }

    /// How much longer or shorter lines become, both ways: along, and across.
    pub fn scale(self) -> (f64, f64) {
        let [a, b, c, d, ..] = self.0;
        (a.hypot(b), c.hypot(d))
    }

    /// Text runs from left to right, not up, down or upside down.
    pub fn is_upright(self) -> bool {
        let [a, b, ..] = self.0;
        a > 0.0 && b.abs() < a * 0.2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matrices_follow_each_other() {
        let twice = Matrix([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]);
        assert_eq!(Matrix::shift(3.0, 4.0).then(twice).origin(), (6.0, 8.0));
        assert_eq!(twice.then(Matrix::shift(3.0, 4.0)).origin(), (3.0, 4.0));
        assert_eq!(twice.scale(), (2.0, 2.0));
        let up = Matrix::turned(3);
        assert!(!up.is_upright() && up.then(Matrix::turned(1)).is_upright());
    }
}
