//! Numbers, and ranges and comparisons of numbers and dates.

use super::word::with_signs;
use super::{Lowerer, place::Place};
use crate::article::Span;
use crate::field::NumberField;
use crate::query::ast::Ast;
use crate::query::error::{Problem, QueryError};

impl Lowerer<'_, '_> {
    /// `length:500`, `length:100..500`.
    pub fn number(&mut self, field: NumberField, text: &str, span: Span) -> Ast {
        let (min, max) = match text.split_once("..") {
            Some((from, to)) => (self.end(from, span), self.end(to, span)),
            None => match self.end(text, span) {
                Some(Some(number)) => (Some(Some(number)), Some(Some(number))),
                _ => return Ast::Nothing,
            },
        };
        let (Some(min), Some(max)) = (min, max) else {
            return Ast::Nothing;
        };
        if min.zip(max).is_some_and(|(min, max)| min > max) {
            self.error(QueryError::new(
                Problem::BadRange,
                span,
                "the range holds no number",
                "its first number must not be greater than its last",
            ));
            return Ast::Nothing;
        }
        Ast::Number { field, min, max }
    }

    /// One end of a range of numbers: None after an error, Some(None) for an open end.
    pub(super) fn end(&mut self, text: &str, span: Span) -> Option<Option<u64>> {
        let text = text.trim();
        if text.is_empty() || text == "*" {
            return Some(None);
        }
        let digits: String = text.chars().filter(|c| !matches!(c, ',' | '_')).collect();
        match digits.parse() {
            Ok(number) => Some(Some(number)),
            Err(_) => {
                self.error(
                    QueryError::new(
                        Problem::BadNumber,
                        span,
                        format!("`{text}` is not a number"),
                        "the field holds whole numbers",
                    )
                    .help("write `length:>1200` or `length:100..500`"),
                );
                None
            }
        }
    }

    pub fn range(
        &mut self,
        text: &str,
        from_included: bool,
        to_included: bool,
        span: Span,
        place: Place,
    ) -> Ast {
        let Some((from, to)) = text.split_once(" TO ").or_else(|| text.split_once(" to ")) else {
            self.error(QueryError::new(
                Problem::BadRange,
                span,
                "range without TO",
                "a range is written `[from TO to]` or `from..to`",
            ));
            return Ast::Nothing;
        };
        self.clauses += 1;
        match place {
            Place::Date(field, None) => {
                let read = self
                    .dates(field)
                    .range(from, to, from_included, to_included, span);
                self.date(read, span)
            }
            Place::Number(field) => {
                let (Some(from), Some(to)) = (self.end(from, span), self.end(to, span)) else {
                    return Ast::Nothing;
                };
                let min = from.map(|n| {
                    if from_included {
                        n
                    } else {
                        n.saturating_add(1)
                    }
                });
                let max = match to {
                    Some(0) if !to_included => return Ast::Nothing,
                    to => to.map(|n| if to_included { n } else { n - 1 }),
                };
                if min.zip(max).is_some_and(|(min, max)| min > max) {
                    self.error(QueryError::new(
                        Problem::BadRange,
                        span,
                        "the range holds no number",
                        "its first number must not be greater than its last",
                    ));
                    return Ast::Nothing;
                }
                Ast::Number { field, min, max }
            }
            Place::Text(_)
            | Place::Key(_)
            | Place::Entity
            | Place::Date(..)
            | Place::Precision
            | Place::Source
            | Place::Query => self.not_here(span, "a range", place),
        }
    }

    pub fn compare(&mut self, sign: &str, text: &str, span: Span, place: Place) -> Ast {
        self.clauses += 1;
        let text = with_signs(text);
        match place {
            Place::Date(field, None) => {
                let read = self.dates(field).compare(sign, &text, span);
                self.date(read, span)
            }
            Place::Number(field) => {
                let Some(Some(number)) = self.end(&text, span) else {
                    return Ast::Nothing;
                };
                let (min, max) = match sign {
                    ">" => (Some(number.saturating_add(1)), None),
                    ">=" => (Some(number), None),
                    "<" if number == 0 => return Ast::Nothing,
                    "<" => (None, Some(number - 1)),
                    _ => (None, Some(number)),
                };
                Ast::Number { field, min, max }
            }
            Place::Text(_)
            | Place::Key(_)
            | Place::Entity
            | Place::Date(..)
            | Place::Precision
            | Place::Source
            | Place::Query => self.not_here(span, "a comparison", place),
        }
    }
}
