//! Features to a probability: a logistic model whose weights are data.
//!
//! `weights.tsv` is written by `scripts/train-html`, which says what it was trained on.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::feature::Feature;

static WEIGHTS: LazyLock<HashMap<Feature, f32>> =
    LazyLock::new(|| parse(include_str!("weights.tsv")));

/// How much speaks for the text being the article's: above 0, more than against.
pub fn weigh(features: &[Feature]) -> f32 {
    features
        .iter()
        .filter_map(|feature| WEIGHTS.get(feature))
        .sum()
}

/// `feature TAB weight` a line; comments begin with `#`.
fn parse(table: &str) -> HashMap<Feature, f32> {
    let mut weights = HashMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let pair = line.split_once('\t');
        if let Some((name, weight)) =
            pair.and_then(|(name, weight)| Some((name.parse().ok()?, weight.parse().ok()?)))
        {
            weights.insert(name, weight);
        }
    }
    weights
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_names_a_feature() {
        let table = include_str!("weights.tsv");
        let lines = table.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(parse(table).len(), lines);
    }
}
