//! How people of other systems write queries: what the same signs mean there.
//!
//! A dialect changes how text is read, never what a tree means: the canonical form is the same for
//! all.  Who names a dialect says which reading is meant, so the notes on two readings are not for
//! them.  One table, `DIALECTS`; to add one, add a row.

use super::parser::{Precedence, Space};

/// Whose habits a query is read with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Dialect {
    #[default]
    Auto,
    Lexis,
    Westlaw,
    Factiva,
    Google,
    Lucene,
}

/// One row of the table.
#[derive(Debug)]
pub struct DialectInfo {
    pub dialect: Dialect,
    /// As the option takes it.
    pub name: &'static str,
    /// What differs from the language itself.
    pub doc: &'static str,
    pub(in crate::query) habits: Habits,
}

/// What a dialect does differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::query) struct Habits {
    pub precedence: Precedence,
    pub small_letters: SmallLetters,
    /// A `not` in small letters between two operands excludes, without `and` before it.
    pub small_not: bool,
    /// `*` within or behind a word is one character.
    pub star_is_one: bool,
    /// `%` is BUT NOT.
    pub percent_excludes: bool,
    /// Factiva's `adj5`, `near5`, `/N5/`, `/F50/` and `same`; `w/5` is ordered.
    pub factiva_signs: bool,
    /// `date aft 1/31/2024` and the like are read, not answered with a translation.
    pub reads_foreign_dates: bool,
    /// `after:2024` includes 2024.
    pub after_includes: bool,
    /// `a w/5 (b and c)` asks for both near a.
    pub spreads_and: bool,
    /// Other readings are worth a note.
    pub notes_readings: bool,
}

/// What an operator in small letters is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::query) enum SmallLetters {
    /// An operator between two operands, with a note.
    Noted,
    /// An operator, as it is in that system.
    Operators,
    Words,
}

impl Dialect {
    pub(in crate::query) fn habits(self) -> Habits {
        DIALECTS
            .iter()
            .find(|row| row.dialect == self)
            .map_or(LANGUAGE, |row| row.habits)
    }
}

/// Finds a dialect by its name.
pub fn find_dialect(name: &str) -> Option<Dialect> {
    DIALECTS
        .iter()
        .find(|row| row.name.eq_ignore_ascii_case(name))
        .map(|row| row.dialect)
}

/// The language itself.
const LANGUAGE: Habits = Habits {
    precedence: Precedence::LANGUAGE,
    small_letters: SmallLetters::Noted,
    small_not: false,
    star_is_one: false,
    percent_excludes: false,
    factiva_signs: false,
    reads_foreign_dates: false,
    after_includes: false,
    spreads_and: false,
    notes_readings: true,
};

/// What the dialects have in common: they say what they mean.
const FOREIGN: Habits = Habits {
    small_letters: SmallLetters::Operators,
    notes_readings: false,
    ..LANGUAGE
};

/// Every dialect, in the order of the help page.
pub const DIALECTS: &[DialectInfo] = &[
    DialectInfo {
        dialect: Dialect::Auto,
        name: "auto",
        doc: "the language as this page has it; what others write differently is noted or refused",
        habits: LANGUAGE,
    },
    DialectInfo {
        dialect: Dialect::Lexis,
        name: "lexis",
        doc: "OR first, then proximity (smallest n first), AND, AND NOT last; \
              `a w/5 (b and c)` asks for both near a; `date aft 1/31/2024`",
        habits: Habits {
            precedence: Precedence {
                or_over_proximity: true,
                and_not_last: true,
                ..Precedence::LANGUAGE
            },
            reads_foreign_dates: true,
            spreads_and: true,
            ..FOREIGN
        },
    },
    DialectInfo {
        dialect: Dialect::Westlaw,
        name: "westlaw",
        doc: "a space is OR, which comes first, then proximity, &, and % (BUT NOT) last; \
              `*` is one character, a final `!` any",
        habits: Habits {
            precedence: Precedence {
                or_over_proximity: true,
                and_not_last: true,
                space: Space::Or,
                ..Precedence::LANGUAGE
            },
            star_is_one: true,
            percent_excludes: true,
            spreads_and: true,
            ..FOREIGN
        },
    },
    DialectInfo {
        dialect: Dialect::Factiva,
        name: "factiva",
        doc: "words side by side are a phrase; `w/5` and `adj5` are ordered, `near5` and `/N5/` \
              are not; `same`; `x/F50/`; `date from 20240101 to 20240131`, `date after -30`",
        habits: Habits {
            precedence: Precedence {
                space: Space::Adjacent,
                ..Precedence::LANGUAGE
            },
            small_not: true,
            factiva_signs: true,
            reads_foreign_dates: true,
            spreads_and: true,
            ..FOREIGN
        },
    },
    DialectInfo {
        dialect: Dialect::Google,
        name: "google",
        doc: "OR first: `a b OR c` is a AND (b OR c); operators in capitals only; \
              `after:2024` includes 2024",
        habits: Habits {
            precedence: Precedence {
                or_over_and: true,
                ..Precedence::LANGUAGE
            },
            small_letters: SmallLetters::Words,
            after_includes: true,
            ..FOREIGN
        },
    },
    DialectInfo {
        dialect: Dialect::Lucene,
        name: "lucene",
        doc: "a space is OR; `+a` and both sides of AND must be there, `-a` must not, the rest \
              only ranks; operators in capitals only",
        habits: Habits {
            precedence: Precedence {
                space: Space::Or,
                has_occurrences: true,
                ..Precedence::LANGUAGE
            },
            small_letters: SmallLetters::Words,
            ..FOREIGN
        },
    },
];
