//! The words of temporal expressions: what classes a word belongs to, and what number it stands for.
//!
//! A language lists its words as rows of (class, spellings); a word may be in several classes, with
//! one number for each kind of thing it can name. Words that only patterns know get an entry too, so
//! every comparison during matching is one of integers.

use std::collections::HashMap;

/// What a word can be. One bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Class {
    /// A number in words or digits: two, 37, a dozen.
    Number,
    /// A vague number: several, few, some.
    Vague,
    /// An ordinal in words or digits: third, 20th.
    Ordinal,
    /// Digits that can be a day of the month.
    Day,
    /// Four digits that can be a year.
    Year,
    /// 1990s, nineties.
    Decade,
    /// 10:30
    Clock,
    Month,
    Weekday,
    /// Fridays
    Weekdays,
    Season,
    /// morning, noon
    Part,
    /// year, quarter
    Unit,
    /// years, quarters
    Units,
    /// today, yesterday: an offset in days.
    Deictic,
    /// last −1, this 0, next +1
    Direction,
    /// A word that places an event in the past, or ahead; for tense only.
    PastCue,
    AheadCue,
    /// be: turns a participle ahead; been: turns a plan past.
    Be,
    Been,
    /// A full stop behind it ends no sentence.
    Abbreviation,
    /// What is counted: behind a number it shows that the number is no year.
    Counted,
    /// A month whose name is also that of people, or a verb.
    AlsoName,
    /// Prepositions that a lone month or year stands behind.
    Preposition,
    /// hundred, thousand
    Multiplier,
}

impl Class {
    pub const fn bit(self) -> u32 {
        1 << self as u32
    }

    /// Reads the name that patterns use.
    pub fn from_name(name: &str) -> Option<Class> {
        Some(match name {
            "N" => Class::Number,
            "FEW" => Class::Vague,
            "ORD" => Class::Ordinal,
            "D" => Class::Day,
            "Y" => Class::Year,
            "DECADE" => Class::Decade,
            "CLOCK" => Class::Clock,
            "M" => Class::Month,
            "W" => Class::Weekday,
            "WS" => Class::Weekdays,
            "S" => Class::Season,
            "P" => Class::Part,
            "U" => Class::Unit,
            "US" => Class::Units,
            "REL" => Class::Deictic,
            "DIR" => Class::Direction,
            "PREP" => Class::Preposition,
            "MULT" => Class::Multiplier,
            _ => return None,
        })
    }
}

/// A stretch of time that is counted, smallest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
}

impl Unit {
    const ALL: [Unit; 12] = [
        Unit::Second,
        Unit::Minute,
        Unit::Hour,
        Unit::Day,
        Unit::Weekend,
        Unit::Week,
        Unit::Month,
        Unit::Quarter,
        Unit::Half,
        Unit::Year,
        Unit::Decade,
        Unit::Century,
    ];
}

/// What one word means. The numbers are valid where the class is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Entry {
    pub classes: u32,
    /// Identifies the spelling for literals of patterns; 0 for words that no pattern names.
    pub literal: u16,
    /// Number, ordinal, day, year, decade (its first year), clock (minute of the day), multiplier.
    pub number: i32,
    /// Month 1–12, weekday 1–7, season 1–4 or part of the day, by class.
    pub month: u8,
    pub weekday: u8,
    pub season: u8,
    pub part: u8,
    pub unit: u8,
    /// Days for a deictic word, steps for a direction.
    pub shift: i8,
}

impl Entry {
    pub fn is(&self, class: Class) -> bool {
        self.classes & class.bit() != 0
    }

    pub fn unit(&self) -> Unit {
        Unit::ALL[usize::from(self.unit).min(Unit::ALL.len() - 1)]
    }

    fn set(&mut self, class: Class, number: i32) {
        self.classes |= class.bit();
        let small = u8::try_from(number).unwrap_or(0);
        match class {
            Class::Month => self.month = small,
            Class::Weekday | Class::Weekdays => self.weekday = small,
            Class::Season => self.season = small,
            Class::Part => self.part = small,
            Class::Unit | Class::Units => self.unit = small,
            Class::Deictic | Class::Direction => self.shift = i8::try_from(number).unwrap_or(0),
            Class::Number
            | Class::Ordinal
            | Class::Day
            | Class::Year
            | Class::Decade
            | Class::Clock
            | Class::Multiplier => self.number = number,
            Class::Vague
            | Class::PastCue
            | Class::AheadCue
            | Class::Be
            | Class::Been
            | Class::Abbreviation
            | Class::Counted
            | Class::AlsoName
            | Class::Preposition => {}
        }
    }
}

/// A row of a language's word table: the class, the number of the first word, and the words. Words
/// in a row count up (`Month, 1, "january|jan february|feb"`), spellings of one are split by bars.
pub(super) type Row = (Class, i32, &'static str);

/// The words of one language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    entries: HashMap<String, Entry>,
    literals: u16,
}

impl Lexicon {
    pub fn new(rows: &[Row]) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for (class, first, words) in rows {
            for (number, spellings) in (*first..).zip(words.split_whitespace()) {
                // A row of synonyms repeats its number instead of counting.
                let number = if is_flat(*class) { *first } else { number };
                for spelling in spellings.split('|') {
                    lexicon
                        .entries
                        .entry(spelling.to_owned())
                        .or_default()
                        .set(*class, number);
                }
            }
        }
        lexicon
    }

    /// Returns the entry of a lower-case word without accents.
    pub fn get(&self, word: &str) -> Option<Entry> {
        self.entries.get(word).copied()
    }

    /// Returns the number of a literal, giving the word one if it has none.
    pub fn literal(&mut self, word: &str) -> u16 {
        let entry = self.entries.entry(word.to_owned()).or_default();
        if entry.literal == 0 {
            self.literals += 1;
            entry.literal = self.literals;
        }
        entry.literal
    }

    /// Returns the number of a literal that a pattern uses; 0 if none does.
    pub fn known_literal(&self, word: &str) -> u16 {
        self.get(word).map_or(0, |entry| entry.literal)
    }
}

/// Classes whose words in a row mean the same thing.
fn is_flat(class: Class) -> bool {
    matches!(
        class,
        Class::Unit
            | Class::Units
            | Class::Deictic
            | Class::Direction
            | Class::Vague
            | Class::PastCue
            | Class::AheadCue
            | Class::Be
            | Class::Been
            | Class::Preposition
            | Class::Abbreviation
            | Class::Counted
            | Class::AlsoName
            | Class::Part
            | Class::Multiplier
    )
}
