//! Two bodies laid beside each other: what they have in common in the same order, and in what they
//! differ in between.
//!
//! Runs of equal words are chained in order; what lies between two runs is compared word by word if
//! it is short, and was cut or added if it is long.  A copy that was scanned badly differs in words
//! that look alike; two reports by one form differ in names and figures.

use super::trace::TraceWord;

/// Letters of the shortest run: `of the` says nothing.
const MIN_RUN_LETTERS: u32 = 8;
/// Words of a run whatever their letters: a sign of Chinese is a word.
const MIN_RUN_WORDS: usize = 4;
/// Words between two runs that stand for each other.
const MAX_GAP: usize = 4;
/// The same if both bodies have as many.
const MAX_EQUAL_GAP: usize = 12;
/// Places of a pair of words that are looked at: a repeated phrase has many.
const MAX_PLACES: usize = 8;
/// Runs that are chained, the longest: the chain costs the square of them.
const MAX_RUNS: usize = 400;

/// What two bodies have in common.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Alignment {
    /// Words that are equal, in order.
    pub equal: u32,
    /// Words at the same place that look alike.
    pub alike: u32,
    /// Words at the same place that do not.
    pub different: u32,
    /// Figures among the equal words.
    pub numbers: u32,
    /// Figures at the same place that are not equal.
    pub other_numbers: u32,
    /// Words of the shorter and of the longer body.
    pub shorter: u32,
    pub longer: u32,
}

/// One body, ready to be compared with others.
pub struct Aligner<'t> {
    words: &'t [TraceWord],
    /// First place of each pair of words, by the low bits of its number.
    heads: Vec<u32>,
    /// The next place with the same bits.
    next: Vec<u32>,
}

const NONE: u32 = u32::MAX;

/// Equal words in both bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Run {
    here: u32,
    there: u32,
    length: u32,
}

impl<'t> Aligner<'t> {
    pub fn new(words: &'t [TraceWord]) -> Self {
        let size = (words.len() * 2).next_power_of_two().max(16);
        let (mut heads, mut next) = (vec![NONE; size], vec![NONE; words.len()]);
        for (i, pair) in words.windows(2).enumerate().rev() {
            let place = place(pair, size);
            next[i] = heads[place];
            heads[place] = i as u32;
        }
        Self { words, heads, next }
    }

    /// Lays another body beside this one.
    pub fn align(&self, other: &[TraceWord]) -> Alignment {
        let runs = chain(&self.runs(other));
        let mut alignment = Alignment {
            shorter: self.words.len().min(other.len()) as u32,
            longer: self.words.len().max(other.len()) as u32,
            ..Alignment::default()
        };
        let mut ends: Option<(usize, usize)> = None;
        for run in runs {
            let (mut here, mut there) = (run.here as usize, run.there as usize);
            let end = here + run.length as usize;
            if let Some((end_here, end_there)) = ends {
                // Runs may overlap by a word that stands twice in one of the bodies.
                let both = end_here
                    .saturating_sub(here)
                    .max(end_there.saturating_sub(there));
                (here, there) = (here + both, there + both);
                alignment.add_gap(&self.words[end_here..here], &other[end_there..there]);
            }
            for word in &self.words[here.min(end)..end] {
                alignment.add_equal(*word);
            }
            ends = Some((end, there + (end - here.min(end))));
        }
        alignment
    }

    fn runs(&self, other: &[TraceWord]) -> Vec<Run> {
        let mut runs = Vec::new();
        for (there, pair) in other.windows(2).enumerate() {
            let (mut at, mut places) = (self.heads[place(pair, self.heads.len())], 0);
            while at != NONE && places < MAX_PLACES {
                let here = at as usize;
                at = self.next[here];
                if self.words[here..here + 2] != *pair {
                    continue;
                }
                places += 1;
                let goes_on = here > 0 && there > 0 && self.words[here - 1] == other[there - 1];
                if goes_on {
                    continue;
                }
                let equal = self.words[here..].iter().zip(&other[there..]);
                let length = equal.take_while(|(a, b)| a == b).count();
                let letters: u32 = other[there..there + length.min(4)]
                    .iter()
                    .map(|word| word.length())
                    .sum();
                if letters >= MIN_RUN_LETTERS || length >= MIN_RUN_WORDS {
                    runs.push(Run {
                        here: here as u32,
                        there: there as u32,
                        length: length as u32,
                    });
                }
            }
        }
        if runs.len() > MAX_RUNS {
            runs.sort_by_key(|run| (std::cmp::Reverse(run.length), run.here, run.there));
            runs.truncate(MAX_RUNS);
        }
        runs.sort_unstable();
        runs
    }
}

fn place(pair: &[TraceWord], size: usize) -> usize {
    (pair[0].pair(pair[1]) >> 7) as usize & (size - 1)
}

/// The runs that cover most, one after the other in both bodies.
fn chain(runs: &[Run]) -> Vec<Run> {
    let mut best: Vec<(i32, u32)> = Vec::with_capacity(runs.len());
    for (k, run) in runs.iter().enumerate() {
        let mut most = (run.length as i32, NONE);
        for (p, before) in runs[..k].iter().enumerate() {
            if before.here >= run.here || before.there >= run.there {
                continue;
            }
            let gap_here = i64::from(run.here) - i64::from(before.here + before.length);
            let gap_there = i64::from(run.there) - i64::from(before.there + before.length);
            let both = (-gap_here.min(gap_there)).max(0);
            if both >= i64::from(run.length) {
                continue;
            }
            // Each leap costs as much as a chance run gives.
            let cost = if gap_here == gap_there && gap_here <= 8 {
                0
            } else if gap_here.max(gap_there) <= MAX_GAP as i64 {
                1
            } else {
                2
            };
            let score = best[p].0 + run.length as i32 - both as i32 - cost;
            if score > most.0 {
                most = (score, p as u32);
            }
        }
        best.push(most);
    }
    let mut at = (0..runs.len()).max_by_key(|k| (best[*k].0, std::cmp::Reverse(*k)));
    let mut chain = Vec::new();
    while let Some(k) = at {
        chain.push(runs[k]);
        at = (best[k].1 != NONE).then_some(best[k].1 as usize);
    }
    chain.reverse();
    chain
}

impl Alignment {
    fn add_equal(&mut self, word: TraceWord) {
        self.equal += 1;
        self.numbers += u32::from(word.is_number());
    }

    /// Compares what lies between two runs.
    fn add_gap(&mut self, here: &[TraceWord], there: &[TraceWord]) {
        let (least, most) = (here.len().min(there.len()), here.len().max(there.len()));
        if here.len() == there.len() && most <= MAX_EQUAL_GAP {
            for (a, b) in here.iter().zip(there) {
                self.add_pair(*a, *b);
            }
            return;
        }
        let letters = |words: &[TraceWord]| words.iter().fold(0, |all, w| all | w.letters());
        let numbers = |words: &[TraceWord]| words.iter().filter(|w| w.is_number()).count() as u32;
        if most <= MAX_GAP {
            // A word that fell apart, or two that ran together.
            let is_alike = least > 0 && (letters(here) ^ letters(there)).count_ones() <= 3;
            if is_alike {
                self.alike += most as u32;
            } else {
                self.different += most as u32;
                self.other_numbers += numbers(here).max(numbers(there));
            }
        } else if least <= MAX_GAP {
            // Something was cut beside one garbled word, or it was put in other words.
            self.different += (least as u32).saturating_sub(1);
            self.other_numbers += numbers(here).min(numbers(there));
        }
        // Else different passages were cut at the same place.
    }

    fn add_pair(&mut self, a: TraceWord, b: TraceWord) {
        if a == b {
            self.add_equal(a);
        } else if a.is_number() && b.is_number() {
            self.different += 1;
            self.other_numbers += 1;
        } else if a.is_like(b) {
            self.alike += 1;
        } else {
            self.different += 1;
            self.other_numbers += u32::from(a.is_number() || b.is_number());
        }
    }

    /// Part of the shorter body that the longer one has too, 0 to 1.
    pub fn coverage(&self) -> f64 {
        f64::from(self.equal + self.alike) / f64::from(self.shorter.max(1))
    }

    /// Whether one body is a copy of the other.
    pub fn is_copy(&self) -> bool {
        let common = f64::from(self.equal + self.alike);
        let compared = common + f64::from(self.different);
        let numbers = f64::from(self.numbers + self.other_numbers);
        let least_coverage = if self.equal >= ENOUGH_EQUAL {
            MIN_COVERAGE
        } else {
            MIN_SHORT_COVERAGE
        };
        let odd_numbers = f64::from(u8::from(self.equal >= MANY_EQUAL));
        self.equal >= MIN_EQUAL
            && self.coverage() >= least_coverage
            && common >= MIN_OF_LONGER * f64::from(self.longer)
            && f64::from(self.different) <= 1.0 + MAX_DIFFERENT * compared
            && f64::from(self.other_numbers) <= odd_numbers + MAX_OTHER_NUMBERS * numbers
    }
}

/// Fewer equal words are a phrase.
const MIN_EQUAL: u32 = 8;
/// So many equal words in one order are no chance.
const ENOUGH_EQUAL: u32 = 20;
/// Among so many one figure may have been read badly.
const MANY_EQUAL: u32 = 40;
/// Least part of the shorter body: two copies may have been cut in different places.
const MIN_COVERAGE: f64 = 0.4;
/// The same where few words are equal.
const MIN_SHORT_COVERAGE: f64 = 0.7;
/// Least part of the longer body: a brief within a long report is no copy of it.
const MIN_OF_LONGER: f64 = 0.15;
/// Most words at the same place that do not look alike.
const MAX_DIFFERENT: f64 = 0.05;
/// Most figures at the same place that differ: in a form they nearly all do.
const MAX_OTHER_NUMBERS: f64 = 0.15;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::trace::trace;
    use crate::text::TokenisedField;

    const REPORT: &str = "The harbour board of Eastport said on Monday that it would close the old \
        ferry landing in June. Repairs to the timber piles had been put off since 2019, the board \
        said, and divers found that 14 of 60 piles no longer carried any weight. Ferries to the \
        islands will leave from the fish dock until a new landing opens. Traders at the landing \
        fear for the summer season and want compensation of 200,000 crowns.";

    fn align(a: &str, b: &str) -> Alignment {
        let words = |text: &str| trace(&TokenisedField::new(text.to_owned(), None));
        let found = Aligner::new(&words(a)).align(&words(b));
        let back = Aligner::new(&words(b)).align(&words(a));
        assert_eq!(found.is_copy(), back.is_copy(), "{found:?} {back:?}");
        found
    }

    fn check(a: &str, b: &str, is_copy: bool) {
        let found = align(a, b);
        assert_eq!(found.is_copy(), is_copy, "{b}: {found:?}");
    }

    #[test]
    fn equal_texts_are_equal_throughout() {
        let found = align(REPORT, REPORT);
        let words = found.longer;
        assert_eq!((found.equal, found.shorter, found.alike), (words, words, 0));
        assert_eq!(
            (found.numbers, found.other_numbers, found.different),
            (4, 0, 0)
        );
        assert!((found.coverage() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn abridged_copies_are_copies_wherever_they_were_cut() {
        let sentences: Vec<&str> = REPORT.split_inclusive(". ").collect();
        check(REPORT, &sentences[..3].concat(), true);
        check(REPORT, &sentences[1..].concat(), true);
        let without_middle = [sentences[0], sentences[2], sentences[3]].concat();
        check(REPORT, &without_middle, true);
        check(&sentences[..3].concat(), &sentences[1..].concat(), true);
        check(
            REPORT,
            "Traders fear for the summer season and want compensation.",
            false,
        );
    }

    #[test]
    fn badly_read_copies_are_copies() {
        let scanned = "The harhour board of Eastport said on M0nday that it would close the old \
            ferry landlng in June. Repairs to the tirnber piles had been put off since 2019, tbe \
            board said, and divers fonnd that 14 of 60 pi1es no longer carried any weight. Femes \
            to the islands will leave from the fishdock until a new landing 0pens.";
        check(REPORT, scanned, true);
        let found = align(REPORT, scanned);
        assert!(found.alike >= 7 && found.different <= 2, "{found:?}");
    }

    #[test]
    fn reports_by_one_form_are_no_copies() {
        check(
            "Harwick Mills quarterly net was 31 cts a share against 27 cts a share. Sales were \
             194.3 mln against 171.7 mln. Average shares were 36.6 mln against 36.4 mln.",
            "Bolton Glass quarterly net was 12 cts a share against 15 cts a share. Sales were \
             20.5 mln against 19.8 mln. Average shares were 4.1 mln against 4.0 mln.",
            false,
        );
        check(
            "The central bank fixed the rates for May 4 as follows: dollar 7.1210, pound 11.8420, \
             franc 1.1870, mark 3.9911, yen 0.0508. Fixings hold until noon on the next day.",
            "The central bank fixed the rates for May 5 as follows: dollar 7.1495, pound 11.8102, \
             franc 1.1902, mark 3.9854, yen 0.0511. Fixings hold until noon on the next day.",
            false,
        );
    }

    #[test]
    fn other_texts_and_phrases_are_no_copies() {
        check(REPORT, "", false);
        check(
            REPORT,
            "The fishery board said on Monday that it would close the cod season in June, and \
             boats of the islands will leave for the southern banks until the ban ends.",
            false,
        );
    }

    #[test]
    fn repeated_words_cost_no_square() {
        let long = "the bank said the bank said ".repeat(170);
        let found = align(&long, &long);
        assert!(found.equal > 900, "{found:?}");
    }
}
