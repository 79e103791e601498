//! What can be wrong with a query, and how it is told: code, place, reason, and a query to paste.
//!
//! Every problem has a row in `PROBLEMS`; a test shows each of them once with its caret.

use serde_json::{Value, json};

use super::caret;
use crate::article::Span;

/// One mistake in a query.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryError {
    pub problem: Problem,
    /// Byte range in the query text.
    pub span: Span,
    /// What is wrong: lower case, without a full stop.
    pub message: String,
    /// Why it is wrong, one sentence without a full stop.
    pub reason: String,
    /// What to write instead, in words, when there is no whole query to suggest.
    pub help: Option<String>,
    /// A whole query that can be pasted.
    pub suggested_query: Option<String>,
}

/// The kinds of mistakes, in the order of their codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Problem {
    Empty,
    TooLong,
    TooDeep,
    TooManyClauses,
    NoWords,
    UnclosedGroup,
    UnclosedQuote,
    DanglingOperator,
    UnopenedGroup,
    AndInProximity,
    NoPlaceInText,
    PlusWithOr,
    NumberOutOfRange,
    EmptyGroup,
    Ambiguous,
    UnknownField,
    MissingValue,
    UnknownValue,
    UnknownFunction,
    NotForThisField,
    BadNumber,
    BadRange,
    TwoFields,
    BadDate,
    AmbiguousDate,
    ForeignDate,
    WildcardTooShort,
    BadRegex,
    BadFuzzy,
    UnreadableSet,
    UnreadableQuery,
    ForeignOperator,
    RegexWithoutField,
}

/// Every problem with its code.
pub const PROBLEMS: &[(Problem, &str)] = &[
    (Problem::Empty, "E001"),
    (Problem::TooLong, "E002"),
    (Problem::TooDeep, "E003"),
    (Problem::TooManyClauses, "E004"),
    (Problem::NoWords, "E005"),
    (Problem::UnclosedGroup, "E010"),
    (Problem::UnclosedQuote, "E011"),
    (Problem::DanglingOperator, "E012"),
    (Problem::UnopenedGroup, "E013"),
    (Problem::AndInProximity, "E014"),
    (Problem::NoPlaceInText, "E015"),
    (Problem::PlusWithOr, "E016"),
    (Problem::NumberOutOfRange, "E017"),
    (Problem::EmptyGroup, "E018"),
    (Problem::Ambiguous, "E019"),
    (Problem::UnknownField, "E020"),
    (Problem::MissingValue, "E021"),
    (Problem::UnknownValue, "E022"),
    (Problem::UnknownFunction, "E023"),
    (Problem::NotForThisField, "E024"),
    (Problem::BadNumber, "E025"),
    (Problem::BadRange, "E026"),
    (Problem::TwoFields, "E027"),
    (Problem::BadDate, "E031"),
    (Problem::AmbiguousDate, "E032"),
    (Problem::ForeignDate, "E033"),
    (Problem::WildcardTooShort, "E040"),
    (Problem::BadRegex, "E041"),
    (Problem::BadFuzzy, "E042"),
    (Problem::UnreadableSet, "E043"),
    (Problem::UnreadableQuery, "E044"),
    (Problem::ForeignOperator, "E045"),
    (Problem::RegexWithoutField, "E046"),
];

impl Problem {
    pub fn code(self) -> &'static str {
        PROBLEMS
            .iter()
            .find(|(p, _)| *p == self)
            .map_or("E000", |(_, code)| *code)
    }
}

impl QueryError {
    pub fn new(
        problem: Problem,
        span: Span,
        message: impl Into<String>,
        reason: impl Into<String>,
    ) -> Self {
        Self {
            problem,
            span,
            message: message.into(),
            reason: reason.into(),
            help: None,
            suggested_query: None,
        }
    }

    /// Adds advice in words.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a whole query to paste.
    pub fn suggest(mut self, query: impl Into<String>) -> Self {
        // What is left when the only part is taken away is no suggestion.
        self.suggested_query = Some(query.into().trim().to_owned()).filter(|q| !q.is_empty());
        self
    }

    pub fn code(&self) -> &'static str {
        self.problem.code()
    }

    /// The error for a person: message, query with a caret, reason, help.
    pub fn render(&self, query: &str) -> String {
        let mut out = format!("error[{}]: {}\n", self.code(), self.message);
        caret::render(query, self.span, &mut out);
        out.push_str(&format!("  = {}\n", self.reason));
        if let Some(help) = &self.help {
            out.push_str(&format!("help: {help}\n"));
        }
        if let Some(suggested) = &self.suggested_query {
            out.push_str(&format!("help: write `{suggested}`\n"));
        }
        out
    }

    /// The error for a program.
    pub fn to_json(&self) -> Value {
        json!({ "schema": "morgue.error/1", "error": {
            "code": self.code(),
            "span": [self.span.start, self.span.end],
            "message": self.message,
            "reason": self.reason,
            "help": self.help,
            "suggested_query": self.suggested_query,
        }})
    }
}
