//! Looks up one word of a text in the table of date words.
//!
//! Spellings are compared folded: lower case, without accents, й as и, Arabic ي and ك as Persian; vowels that Indian scripts write
//! as marks stay, since June and the short January of Bengali differ by nothing else. A word that is
//! longer than any spelling is not looked up at all, so hostile text costs one pass.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::names::NAMES;

/// How much company a spelling needs before it counts as a date word in running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Need {
    /// The word is a date word wherever it stands.
    #[default]
    Nothing,
    /// It must be capitalised or have a year beside it.
    Capital,
    /// It must have a year beside it.
    Year,
}

/// A set of rows of the table of names, one bit each.
pub(super) type Languages = u128;

/// A stretch of time that can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

/// What a stamp says about the date that follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    Published,
    Updated,
}

/// Everything that one folded spelling can mean, over all languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Word {
    /// 1 to 12.
    pub month: Option<u8>,
    pub month_need: Need,
    /// The full name of a month somewhere: a full stop behind it ends a sentence.
    pub is_full_month: bool,
    /// The languages that call a month so.
    pub month_languages: Languages,
    /// Another month, and the languages that mean it (Croatian `listopad` is October).
    pub other_month: Option<(u8, Languages)>,
    /// 1 to 12 of the Solar Hijri calendar.
    pub solar_month: Option<u8>,
    /// 1 (Monday) to 7.
    pub weekday: Option<u8>,
    pub unit: Option<Unit>,
    /// 0 today, 1 yesterday.
    pub days_ago: Option<u8>,
    pub days_ago_need: Need,
    pub ago_before: bool,
    pub ago_after: bool,
    pub link: bool,
    pub lead: Option<Lead>,
}

const UNITS: [Unit; 6] = [
    Unit::Minute,
    Unit::Hour,
    Unit::Day,
    Unit::Week,
    Unit::Month,
    Unit::Year,
];

/// What a spelling of the table is part of, for whoever only wants the shape of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Month,
    /// A month whose spelling needs the year beside it (`!` in the table), as all solar ones do.
    RareMonth,
    Weekday,
    Unit,
    /// Today, yesterday.
    Now,
    Ago,
    /// A word between the parts of a date.
    Link,
}

/// Returns every spelling of the table as it is written, with what it is part of.
pub fn spellings() -> impl Iterator<Item = (Part, &'static str)> {
    NAMES.iter().flat_map(|names| {
        let rows = [
            (Part::Month, names.months),
            (Part::RareMonth, names.solar),
            (Part::Weekday, names.weekdays),
            (Part::Unit, names.units),
            (Part::Now, names.today),
            (Part::Now, names.yesterday),
            (Part::Ago, names.ago_before),
            (Part::Ago, names.ago_after),
            (Part::Link, names.links),
        ];
        rows.into_iter().flat_map(|(part, spellings)| {
            // The parts of a name, without the number in "tháng 1".
            let words = spellings.split(|c: char| c.is_whitespace() || "|~_.".contains(c));
            let words = words.filter(|word| word.starts_with(|c: char| !c.is_ascii_digit()));
            words.map(move |word| match (part, word.strip_prefix('!')) {
                (Part::Month, Some(rare)) => (Part::RareMonth, rare),
                (part, rare) => (part, rare.unwrap_or(word)),
            })
        })
    })
}

/// No spelling in the table is longer; a test holds this.
const LONGEST: usize = 48;

static WORDS: LazyLock<HashMap<String, Word>> = LazyLock::new(build);

/// Returns the month (1 to 12) that a word names in any language, alone or shortened.
pub fn month_of(word: &str) -> Option<u8> {
    look_up(word)?.month
}

/// Returns the meanings of `word`, if it has any in dates.
pub(super) fn look_up(word: &str) -> Option<Word> {
    if word.len() > LONGEST {
        return None;
    }
    let mut buffer = [0u8; LONGEST];
    if word.is_ascii() {
        // Nearly every word of a text comes this way: no allocation.
        let folded = &mut buffer[..word.len()];
        folded.copy_from_slice(word.as_bytes());
        folded.make_ascii_lowercase();
        return WORDS.get(std::str::from_utf8(folded).ok()?).copied();
    }
    WORDS.get(fold(word).as_str()).copied()
}

/// The rows of languages that name months of the Solar Hijri calendar.
pub(super) static SOLAR_ROWS: LazyLock<Languages> = LazyLock::new(|| {
    let rows = (0..).zip(NAMES.iter());
    rows.filter(|(_, names)| !names.solar.is_empty())
        .fold(0, |all, (row, _)| all | 1 << row)
});

static ROWS: LazyLock<HashMap<&str, Languages>> = LazyLock::new(|| {
    let mut rows = HashMap::new();
    for (row, names) in NAMES.iter().enumerate() {
        for code in names.codes.split(' ') {
            *rows.entry(code).or_default() |= 1 << row;
        }
    }
    rows
});

/// Returns the rows of the table that are the language `code`; none for one without date words.
pub(super) fn rows_of(code: &str) -> Languages {
    ROWS.get(code).copied().unwrap_or(0)
}

/// Returns `word` in lower case without accents and characters that cannot be seen.
pub(super) fn fold(word: &str) -> String {
    word.nfd()
        .filter(|c| !is_accent(*c))
        .flat_map(char::to_lowercase)
        .filter(|c| !is_accent(*c))
        .map(|c| match c {
            'ø' => 'o',
            'æ' => 'a',
            // Persian is typed on Arabic keyboards too.
            'ي' | 'ى' => 'ی',
            'ك' => 'ک',
            c => c,
        })
        .collect()
}

/// A mark that changes no letter into another: accents, vowels of Hebrew and Arabic, the dot below of
/// Devanagari and Bengali, joiners.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{93c}' | '\u{9bc}'
        | '\u{200c}' | '\u{200d}')
}

fn build() -> HashMap<String, Word> {
    let mut words = HashMap::new();
    for (row, names) in NAMES.iter().enumerate() {
        for (month, spellings) in (1..).zip(names.months.split('|')) {
            each(&mut words, spellings, |word, need| {
                if word.month.is_some_and(|first| first != month) {
                    let others = word.other_month.map_or(0, |(_, languages)| languages);
                    word.other_month = Some((month, others | 1 << row));
                    return;
                }
                // Two languages may disagree on how common a word is: the stricter one wins.
                word.month_need = word.month_need.max(need);
                word.month = Some(month);
                word.month_languages |= 1 << row;
            });
        }
        // The first spelling of each is the full name.
        for full in names
            .months
            .split('|')
            .filter_map(|row| row.split_whitespace().next())
        {
            each(&mut words, full, |word, _| word.is_full_month = true);
        }
        for (month, spellings) in (1..).zip(names.solar.split('|')) {
            each(&mut words, spellings, |word, _| {
                word.solar_month = Some(month)
            });
        }
        for (weekday, spellings) in (1..).zip(names.weekdays.split('|')) {
            each(&mut words, spellings, |word, _| {
                word.weekday = Some(weekday)
            });
        }
        for (unit, spellings) in UNITS.into_iter().zip(names.units.split('|')) {
            each(&mut words, spellings, |word, _| {
                word.unit = word.unit.or(Some(unit))
            });
        }
        for (days_ago, spellings) in (0..).zip([names.today, names.yesterday]) {
            each(&mut words, spellings, |word, need| {
                word.days_ago = Some(days_ago);
                word.days_ago_need = need;
            });
        }
        each(&mut words, names.ago_before, |word, _| {
            word.ago_before = true
        });
        each(&mut words, names.ago_after, |word, _| word.ago_after = true);
        each(&mut words, names.links, |word, _| word.link = true);
        each(&mut words, names.published, |word, _| {
            word.lead = Some(Lead::Published)
        });
        each(&mut words, names.updated, |word, _| {
            word.lead = Some(Lead::Updated)
        });
    }
    words
}

fn each(words: &mut HashMap<String, Word>, spellings: &str, set: impl Fn(&mut Word, Need)) {
    for spelling in spellings.split_whitespace() {
        let (need, spelling) = match spelling.as_bytes()[0] {
            b'~' => (Need::Capital, &spelling[1..]),
            b'!' => (Need::Year, &spelling[1..]),
            _ => (Need::Nothing, spelling),
        };
        let spelling = fold(spelling).replace('_', " ");
        set(words.entry(spelling).or_default(), need);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_spelling_is_longer_than_the_lookup_allows() {
        assert!(WORDS.keys().all(|word| word.len() <= LONGEST));
    }

    /// What two languages mean by one spelling, the second of them Croatian.
    const CROATIAN: [&str; 5] = ["listopad", "listopada", "lis", "lip", "srp"];

    #[test]
    fn no_spelling_names_two_months_or_two_weekdays_but_croatian_ones() {
        let mut seen: HashMap<(String, bool), u8> = HashMap::new();
        for names in NAMES.iter() {
            let months = (1..)
                .zip(names.months.split('|'))
                .map(|(number, words)| (number, words, true));
            let days = (1..)
                .zip(names.weekdays.split('|'))
                .map(|(number, words)| (number, words, false));
            for (number, words, is_month) in months.chain(days) {
                for word in words.split_whitespace() {
                    let word = word.trim_start_matches(['~', '!']);
                    let other = *seen.entry((fold(word), is_month)).or_insert(number);
                    let is_known = names.codes.starts_with("hr") && CROATIAN.contains(&word);
                    assert!(other == number || is_known, "{word} in {}", names.codes);
                }
            }
        }
    }

    #[test]
    fn lookup_folds_case_and_accents() {
        for (word, month) in [
            ("JAN", 1),
            ("Février", 2),
            ("fe\u{301}vrier", 2),
            ("МАЯ", 5),
            ("август", 8),
        ] {
            assert_eq!(
                look_up(word).and_then(|word| word.month),
                Some(month),
                "{word}"
            );
        }
        assert_eq!(
            look_up("mar").map(|word| (word.month, word.weekday)),
            Some((Some(3), Some(2)))
        );
        let listopada = look_up("listopada").expect("a month");
        let croatian = rows_of("hr");
        assert_eq!(croatian.count_ones(), 1);
        assert_eq!(rows_of("sr").count_ones(), 2);
        assert_eq!(rows_of("tlh"), 0);
        assert_eq!(listopada.month, Some(11));
        assert_eq!(listopada.other_month, Some((10, croatian)));
        assert_eq!(look_up("Lørdag").and_then(|word| word.weekday), Some(6));
        assert_eq!(look_up(&"a".repeat(1000)), None);
    }
}
