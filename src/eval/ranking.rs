//! Measures of an order of articles, as trec_eval computes them.
//!
//! A ranking is the list of the grades of the articles in it, best first: 0 is not relevant or not
//! judged.

/// Average precision: the mean, over all relevant articles, of the precision at the place of each;
/// those that are not in the list count as 0.
pub fn average_precision(grades: &[u32], relevant: usize) -> Option<f64> {
    if relevant == 0 {
        return None;
    }
    let mut found = 0;
    let mut sum = 0.0;
    for (i, grade) in grades.iter().enumerate() {
        if *grade > 0 {
            found += 1;
            sum += f64::from(found) / (i + 1) as f64;
        }
    }
    Some(sum / relevant as f64)
}

/// Share of the first `k` places that is relevant; places beyond the list count.
pub fn precision_at(grades: &[u32], k: usize) -> f64 {
    let found = grades.iter().take(k).filter(|grade| **grade > 0).count();
    found as f64 / k.max(1) as f64
}

/// Share of the relevant articles within the first `k` places.
pub fn recall_at(grades: &[u32], relevant: usize, k: usize) -> Option<f64> {
    let found = grades.iter().take(k).filter(|grade| **grade > 0).count();
    (relevant > 0).then(|| found as f64 / relevant as f64)
}

/// One by the place of the first relevant article; 0 when there is none.
pub fn reciprocal_rank(grades: &[u32]) -> f64 {
    let first = grades.iter().position(|grade| *grade > 0);
    first.map_or(0.0, |i| 1.0 / (i + 1) as f64)
}

/// Normalised discounted cumulative gain of the first `k` places: grade by log₂(place + 1), by that
/// of the best order of all judged grades (Järvelin and Kekäläinen 2002, discounted from the second
/// place on as trec_eval does).
pub fn ndcg(grades: &[u32], judged: &[u32], k: usize) -> Option<f64> {
    let gain = |grades: &mut dyn Iterator<Item = &u32>| -> f64 {
        let places = grades.take(k).enumerate();
        places
            .map(|(i, grade)| f64::from(*grade) / ((i + 2) as f64).log2())
            .sum()
    };
    let mut best: Vec<u32> = judged.to_vec();
    best.sort_unstable_by(|a, b| b.cmp(a));
    let ideal = gain(&mut best.iter());
    (ideal > 0.0).then(|| gain(&mut grades.iter()) / ideal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: Option<f64>, by_hand: f64) {
        let found = found.expect("there is something to divide by");
        assert!((found - by_hand).abs() < 5e-5, "{found}, by hand {by_hand}");
    }

    #[test]
    fn measures_by_hand() {
        // Relevant at places 1, 3 and 6, and one that is not in the list.
        let grades = [1, 0, 2, 0, 0, 1];
        // (1 + 2/3 + 3/6 + 0) / 4.
        check(average_precision(&grades, 4), 0.54167);
        check(Some(precision_at(&grades, 5)), 0.4);
        check(Some(precision_at(&grades, 10)), 0.3);
        check(recall_at(&grades, 4, 3), 0.5);
        check(Some(reciprocal_rank(&[0, 0, 1])), 0.33333);
        assert_eq!(reciprocal_rank(&[0]), 0.0);
        // (1 + 2 / 2 + 1 / log2 7) / (2 + 1 / log2 3 + 1 / 2 + 1 / log2 5)
        // = 2.35621 / (2 + 0.63093 + 0.5 + 0.43068) = 2.35621 / 3.56161.
        check(ndcg(&grades, &[1, 2, 1, 1, 0], 10), 0.66156);
        assert_eq!(average_precision(&[], 0), None);
        assert_eq!(ndcg(&[0, 0], &[], 10), None);
        assert_eq!(recall_at(&[1], 0, 10), None);
    }
}
