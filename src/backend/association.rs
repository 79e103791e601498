//! The measures of corpus linguistics, each with the source of its formula.
//!
//! Pure arithmetic on counts; the tests hold values worked out by hand.

/// A ln(a / b), nothing for no cases.
fn part(observed: f64, expected: f64) -> f64 {
    if observed > 0.0 && expected > 0.0 {
        observed * (observed / expected).ln()
    } else {
        0.0
    }
}

/// Log-likelihood of a word's frequency in two corpora: G² = 2 (a ln(a/E₁) + b ln(b/E₂)) with
/// E₁ = c (a+b) / (c+d), E₂ = d (a+b) / (c+d).
///
/// `a` of `c` words in the first corpus, `b` of `d` in the second.  Rayson and Garside, "Comparing
/// corpora using frequency profiling", 2000.  Above 3.84 p < .05, above 15.13 p < .0001.
pub fn keyness(a: u64, b: u64, c: u64, d: u64) -> f64 {
    let (a, b, c, d) = (a as f64, b as f64, c as f64, d as f64);
    if c + d == 0.0 {
        return 0.0;
    }
    let share = (a + b) / (c + d);
    2.0 * (part(a, c * share) + part(b, d * share))
}

/// Log ratio: how many doublings lie between the two relative frequencies.
///
/// Hardie, "Log Ratio: an informal introduction", 2014.  A word that is missing from one side
/// counts half there, as he proposes.
pub fn log_ratio(a: u64, b: u64, c: u64, d: u64) -> f64 {
    let at_least_half = |count: u64| (count as f64).max(0.5);
    let relative = |count: u64, of: u64| at_least_half(count) / (of as f64).max(1.0);
    (relative(a, c) / relative(b, d)).log2()
}

/// Log-likelihood of two things that occur together in `both` of `all` places, each by itself in
/// `first` and `second`: G² over the four cells of the table, negative when they shun each other.
///
/// Dunning, "Accurate methods for the statistics of surprise and coincidence", 1993.
pub fn association(both: u64, first: u64, second: u64, all: u64) -> f64 {
    let all_places = all as f64;
    if all == 0 {
        return 0.0;
    }
    let (in_first, in_second) = (first as f64, second as f64);
    let expected = |row: f64, column: f64| row * column / all_places;
    let cells = [
        (both as f64, in_first, in_second),
        (in_first - both as f64, in_first, all_places - in_second),
        (in_second - both as f64, all_places - in_first, in_second),
        (
            all_places - in_first - in_second + both as f64,
            all_places - in_first,
            all_places - in_second,
        ),
    ];
    let sum: f64 = cells
        .iter()
        .map(|(observed, row, column)| part(*observed, expected(*row, *column)))
        .sum();
    // Rounding may leave a little less than nothing.
    let likelihood = (2.0 * sum).max(0.0);
    if (both as f64) < expected(in_first, in_second) {
        -likelihood
    } else {
        likelihood
    }
}

/// logDice: 14 + log₂(2 f(xy) / (f(x) + f(y))); at most 14, independent of the size of the corpus.
///
/// Rychlý, "A lexicographer-friendly association score", 2008.
pub fn log_dice(both: u64, first: u64, second: u64) -> f64 {
    14.0 + (2.0 * both as f64 / (first + second) as f64).log2()
}

/// Mutual information: log₂(f(xy) N / (f(x) f(y))).
///
/// Church and Hanks, "Word association norms, mutual information, and lexicography", 1990; as
/// there, not corrected for the width of the window.
pub fn mutual_information(both: u64, first: u64, second: u64, words: u64) -> f64 {
    (both as f64 * words as f64 / (first as f64 * second as f64)).log2()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: f64, by_hand: f64) {
        assert!((found - by_hand).abs() < 5e-4, "{found}, by hand {by_hand}");
    }

    #[test]
    fn keyness_by_hand() {
        // 30 of 1,000 against 10 of 1,000: E = 20 and 20.
        // 2 (30 ln 1.5 + 10 ln 0.5) = 2 (12.16395 - 6.93147) = 10.46496.
        check(keyness(30, 10, 1000, 1000), 10.4650);
        // 5 of 100 against 10 of 900: E = 1.5 and 13.5.
        // 2 (5 ln 3.33333 + 10 ln 0.740741) = 2 (6.01986 - 3.00105) = 6.03763.
        check(keyness(5, 10, 100, 900), 6.0376);
        // Missing on one side: E = 5 and 5; 2 * 10 ln 2 = 13.86294.
        check(keyness(10, 0, 500, 500), 13.8629);
        check(keyness(7, 7, 100, 100), 0.0);
        check(keyness(0, 0, 0, 0), 0.0);
    }

    #[test]
    fn log_ratio_by_hand() {
        // 40 per thousand against 10 per thousand: two doublings.
        check(log_ratio(40, 20, 1000, 2000), 2.0);
        check(log_ratio(10, 20, 1000, 1000), -1.0);
        // Half a case instead of none: log2(8 / 0.5).
        check(log_ratio(8, 0, 1000, 1000), 4.0);
    }

    #[test]
    fn association_by_hand() {
        // Cells 30, 20, 10, 40 of 100: rows 50 and 50, columns 40 and 60; E = 20, 30, 20, 30.
        // 2 (30 ln 1.5 + 20 ln 0.66667 + 10 ln 0.5 + 40 ln 1.33333)
        // = 2 (12.16395 - 8.10930 - 6.93147 + 11.50728) = 17.26092.
        check(association(30, 50, 40, 100), 17.2609);
        // The same table turned round: they shun each other.
        check(association(10, 50, 40, 100), -17.2609);
        check(association(10, 20, 50, 100), 0.0);
        // Always together: 2 (10 ln 10 + 90 ln (90 * 100 / 8100)) = 46.0517 + 18.9649 = 65.0166.
        check(association(10, 10, 10, 100), 65.0166);
        check(association(0, 0, 0, 0), 0.0);
    }

    #[test]
    fn log_dice_and_mutual_information_by_hand() {
        // Always together: 14.  2 * 10 / (40 + 120) = 1/8: three less.
        check(log_dice(25, 25, 25), 14.0);
        check(log_dice(10, 40, 120), 11.0);
        // 8 * 1,000 / (10 * 100) = 8: three bits.
        check(mutual_information(8, 10, 100, 1000), 3.0);
        check(mutual_information(1, 10, 100, 1000), 0.0);
    }
}
