//! Days of the Bikram Sambat, the calendar of Nepal: told apart and refused.
//!
//! The lengths of its months follow no rule but a table that is published from year to year, and
//! printed tables of the same year differ.  Read as ours, such a day lies 56 years and eight months
//! ahead.  Names of its months are no names of ours and are not read.

use std::ops::RangeInclusive;

use super::scan::{Mode, Scanner};

/// Years that are 2000 to 2053 of ours.
const YEARS: RangeInclusive<u64> = 2057..=2110;

impl Scanner<'_> {
    /// Whether a day of figures begins at a token whose year is one of Nepal's: in a Nepali text, or in
    /// the digits of Nepal where no date of ours would lie so far ahead.
    pub fn is_nepali_at(&self, at: usize) -> bool {
        let is_nepali = |i: usize| {
            self.number(i).is_some_and(|year| {
                let is_written_so = year.devanagari || self.hints.language == Some("ne");
                year.digits == 4 && YEARS.contains(&year.value) && is_written_so
            })
        };
        let mark = self.glued_mark(at + 1).filter(|mark| "/-.".contains(*mark));
        let is_of_figures = mark.is_some() && self.glued_mark(at + 3) == mark;
        let is_whole = self.mode == Mode::Whole && is_nepali(at);
        is_whole || (is_of_figures && (is_nepali(at) || is_nepali(at + 4)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{check, check_with};
    use super::super::{Hints, find};

    #[test]
    fn days_of_nepal_are_refused() {
        let nepali = Hints {
            language: Some("ne"),
            ..Hints::default()
        };
        for text in [
            "2082-11-19",
            "2082/11/19",
            "19/11/2082",
            "2082-11-19T10:00:00+05:45",
            "2082",
        ] {
            check_with(text, &nepali, "other_calendar");
        }
        for text in ["२०८२/११/१९", "२०८२-११-१९ १०:३०", "१९.११.२०८२"]
        {
            check(text, "other_calendar");
        }
        assert!(find("काठमाडौं, २०८२/११/१९ मा भएको", &Hints::default()).is_empty());
        assert!(find("२०८२/११/१९ र 2082-11-19 मा", &nepali).is_empty());
    }

    #[test]
    fn days_of_ours_are_read_in_the_same_digits() {
        let of = |language| Hints {
            language: Some(language),
            ..Hints::default()
        };
        check_with("2026-03-03", &of("ne"), "2026-03-03");
        check_with("२०२६-०३-०३", &of("ne"), "2026-03-03");
        check_with("2082-11-19", &of("en"), "2082-11-19");
        check("2082-11-19", "2082-11-19");
        check("०३/१३/२०२६", "2026-03-13");
    }
}
