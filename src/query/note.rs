//! Notes: what a query means where its writer may have meant something else.
//!
//! A note never changes the answer.  Those that offer two readings carry both as trees, so that
//! the caller can count both; `strict` makes these errors.

use serde_json::{Value, json};

use super::ast::Ast;
use super::caret;
use super::error::{Problem, QueryError};
use crate::article::Span;

/// One remark on a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    pub remark: Remark,
    pub span: Span,
    /// Lower case, without a full stop.
    pub message: String,
    /// The reading that was taken first, then the other; empty when there is only one.
    pub readings: Vec<Reading>,
    /// Of a saved query that the query names, not of what was typed.
    pub is_of_saved: bool,
}

/// One way to read a query.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Canonical text: fully parenthesised, ready to paste.
    pub text: String,
    pub ast: Ast,
}

/// The kinds of notes, in the order of their codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Remark {
    AndMeetsOr,
    ProximityMeetsOr,
    BareNear,
    /// Small letters where capitals are usual, or a space before a parenthesis.
    OtherSpelling,
    /// To be shown only when the two readings differ in count.
    Bracketing,
    PlusNumber,
    ColonIsText,
    FieldCoversOne,
    DashIsNot,
    AfterPeriod,
    FinalQuestionMark,
    OneField,
    SpreadAnd,
    WordBeforeGroup,
    SignInWord,
    SingleQuotes,
    DateIsWords,
    CommaInName,
}

/// Every kind with its code.
pub const REMARKS: &[(Remark, &str)] = &[
    (Remark::AndMeetsOr, "N001"),
    (Remark::ProximityMeetsOr, "N002"),
    (Remark::BareNear, "N003"),
    (Remark::OtherSpelling, "N004"),
    (Remark::Bracketing, "N005"),
    (Remark::PlusNumber, "N006"),
    (Remark::ColonIsText, "N007"),
    (Remark::FieldCoversOne, "N008"),
    (Remark::DashIsNot, "N009"),
    (Remark::AfterPeriod, "N010"),
    (Remark::FinalQuestionMark, "N011"),
    (Remark::OneField, "N012"),
    (Remark::SpreadAnd, "N013"),
    (Remark::WordBeforeGroup, "N014"),
    (Remark::SignInWord, "N015"),
    (Remark::SingleQuotes, "N016"),
    (Remark::DateIsWords, "N017"),
    (Remark::CommaInName, "N018"),
];

impl Remark {
    pub fn code(self) -> &'static str {
        REMARKS
            .iter()
            .find(|(r, _)| *r == self)
            .map_or("N000", |(_, code)| *code)
    }

    /// Notes that `strict` makes errors: the query has two meanings.
    pub fn is_ambiguity(self) -> bool {
        matches!(
            self,
            Self::AndMeetsOr | Self::ProximityMeetsOr | Self::BareNear
        )
    }

    /// Worth showing only when the readings differ in what they find.
    pub fn needs_counts(self) -> bool {
        self == Self::Bracketing
    }

    pub(super) fn note(self, span: Span, message: impl Into<String>) -> Note {
        Note {
            remark: self,
            span,
            message: message.into(),
            readings: Vec::new(),
            is_of_saved: false,
        }
    }
}

impl Note {
    pub fn code(&self) -> &'static str {
        self.remark.code()
    }

    /// The note for a person.  `counts` are the articles of each reading, when they are known.
    pub fn render(&self, query: &str, counts: &[u64]) -> String {
        let mut out = format!("note[{}]: {}\n", self.code(), self.message);
        caret::render(query, self.span, &mut out);
        for (i, reading) in self.readings.iter().enumerate() {
            let label = if i == 0 { "read as" } else { "not as " };
            match counts.get(i) {
                Some(count) => out.push_str(&format!("  = {label} `{}`: {count}\n", reading.text)),
                None => out.push_str(&format!("  = {label} `{}`\n", reading.text)),
            }
        }
        out
    }

    /// The note for a program.
    pub fn to_json(&self, counts: &[u64]) -> Value {
        let readings: Vec<Value> = self
            .readings
            .iter()
            .enumerate()
            .map(|(i, reading)| json!({ "query": reading.text, "count": counts.get(i) }))
            .collect();
        json!({ "note": {
            "code": self.code(),
            "span": [self.span.start, self.span.end],
            "message": self.message,
            "readings": readings,
        }})
    }

    /// The note as the error that `strict` makes of it.
    pub(super) fn into_error(self) -> QueryError {
        let reason = match self.readings.as_slice() {
            [_, other] => format!(
                "it can also be read as `{}`; with `--strict` a query has one meaning",
                other.text
            ),
            _ => "with `--strict` a query has one meaning".to_owned(),
        };
        let error = QueryError::new(Problem::Ambiguous, self.span, self.message, reason);
        match self.readings.into_iter().next() {
            Some(first) => error.suggest(first.text),
            None => error,
        }
    }
}
