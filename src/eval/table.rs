//! Found or not against relevant or not, and the intervals of what follows from it.

/// Judged articles, by whether they are relevant and whether the query finds them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Judged {
    /// Relevant and found.
    pub hits: u64,
    /// Found, but not relevant.
    pub false_alarms: u64,
    /// Relevant, but not found.
    pub misses: u64,
    /// Neither.
    pub rejections: u64,
}

/// A share with its confidence interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// The 97.5th percentile of the normal distribution: intervals of 95 %.
const Z: f64 = 1.959_963_984_540_054;

/// Wilson's score interval of a share; None when there is nothing to divide by.
///
/// Wilson, "Probable inference, the law of succession, and statistical inference", 1927.  Unlike
/// the textbook interval it stays within 0 and 1 and is right for few cases and extreme shares
/// (Brown, Cai and DasGupta 2001).
pub fn wilson(cases: u64, of: u64) -> Option<Estimate> {
    if of == 0 || cases > of {
        return None;
    }
    let n = of as f64;
    let share = cases as f64 / n;
    let z2 = Z * Z;
    let centre = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z / (1.0 + z2 / n) * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    // At the ends the interval reaches the end; rounding would miss it by a hair.
    Some(Estimate {
        value: share,
        low: if cases == 0 {
            0.0
        } else {
            (centre - half).max(0.0)
        },
        high: if cases == of {
            1.0
        } else {
            (centre + half).min(1.0)
        },
    })
}

impl Judged {
    /// Adds one article.
    pub fn add(&mut self, is_relevant: bool, is_found: bool) {
        let count = match (is_relevant, is_found) {
            (true, true) => &mut self.hits,
            (false, true) => &mut self.false_alarms,
            (true, false) => &mut self.misses,
            (false, false) => &mut self.rejections,
        };
        *count += 1;
    }

    pub fn relevant(self) -> u64 {
        self.hits + self.misses
    }

    pub fn found(self) -> u64 {
        self.hits + self.false_alarms
    }

    /// Share of the found that is relevant.
    pub fn precision(self) -> Option<Estimate> {
        wilson(self.hits, self.found())
    }

    /// Share of the relevant that is found.
    pub fn recall(self) -> Option<Estimate> {
        wilson(self.hits, self.relevant())
    }

    /// Harmonic mean of precision and recall (van Rijsbergen 1979).
    ///
    /// F1 is 2J/(1+J) of the share J = hits / (hits + false alarms + misses), and grows with it, so
    /// the ends of Wilson's interval of J, put through the same, are the ends of that of F1.
    pub fn f1(self) -> Option<Estimate> {
        let share = wilson(self.hits, self.hits + self.false_alarms + self.misses)?;
        let f1 = |share: f64| 2.0 * share / (1.0 + share);
        Some(Estimate {
            value: f1(share.value),
            low: f1(share.low),
            high: f1(share.high),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: Option<Estimate>, by_hand: [f64; 3]) {
        let found = found.expect("there is something to divide by");
        for (found, by_hand) in [found.value, found.low, found.high].iter().zip(by_hand) {
            assert!((found - by_hand).abs() < 5e-4, "{found}, by hand {by_hand}");
        }
    }

    #[test]
    fn intervals_by_hand() {
        // 8 of 10: centre (0.8 + 0.19207) / 1.38415 = 0.71674,
        // half 1.95996 / 1.38415 * sqrt(0.016 + 0.0096036) = 0.22657.
        check(wilson(8, 10), [0.8, 0.4902, 0.9433]);
        // None of 10: the upper end is z² / (n + z²) = 3.84146 / 13.84146.
        check(wilson(0, 10), [0.0, 0.0, 0.2775]);
        check(wilson(10, 10), [1.0, 0.7225, 1.0]);
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(3, 2), None);
    }

    #[test]
    fn precision_recall_and_f1_by_hand() {
        let mut judged = Judged::default();
        for (relevant, found, times) in [
            (true, true, 8),
            (false, true, 2),
            (true, false, 8),
            (false, false, 82),
        ] {
            (0..times).for_each(|_| judged.add(relevant, found));
        }
        check(judged.precision(), [0.8, 0.4902, 0.9433]);
        // 8 of 16: centre 0.5, half 1.95996 / 1.24009 * sqrt(0.015625 + 0.0037514) = 0.22000.
        check(judged.recall(), [0.5, 0.28, 0.72]);
        // 2 * 0.8 * 0.5 / 1.3 = 0.61538; J = 8/18 = 0.44444 from 0.24559 to 0.66289,
        // so from 0.39433 to 0.79727.
        check(judged.f1(), [0.6154, 0.3943, 0.7973]);
        assert_eq!((judged.relevant(), judged.found()), (16, 10));
        assert_eq!(Judged::default().f1(), None);
    }
}
