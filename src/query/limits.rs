//! The limits of the language.  Past one of them a query is refused with an error that names it;
//! nothing is cut off silently.

/// Bytes of query text.
pub const MAX_QUERY_BYTES: usize = 16 * 1024;
/// Levels of parentheses, functions, fields, negations and proximity operators, one in another.
pub const MAX_DEPTH: usize = 100;
/// Words, values and ranges of the written query; members of a set file count as one.
pub const MAX_CLAUSES: usize = 1024;
/// Terms that one wildcard, fuzzy word or regular expression may stand for.
pub const MAX_EXPANSIONS: usize = 10_000;
/// Regular expressions of a query: each is compiled, which takes longer than reading a page of words.
pub const MAX_REGEXES: usize = 100;
/// Lines of a set file.
pub const MAX_SET_LINES: usize = 100_000;
/// Saved queries one in another.
pub const MAX_QUERY_NESTING: usize = 5;
/// Literal characters that a wildcard needs.
pub const MIN_WILDCARD_LETTERS: usize = 2;
/// Letters that a fuzzy word needs; and below how many it may have one difference only.
pub const MIN_FUZZY_LETTERS: usize = 3;
pub const MIN_LETTERS_FOR_TWO: usize = 5;
/// Slop of a phrase.
pub const MAX_SLOP: u32 = 100;
/// Words of a phrase with slop.
pub const MAX_SLOPPY_WORDS: usize = 100;
/// Errors that are reported of one query.
pub const MAX_ERRORS: usize = 20;
