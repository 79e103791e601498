//! Sets: the lines of a file, any of them, and values that were written side by side.

use super::Lowerer;
use super::place::Place;
use super::word::parts;
use crate::article::{EntityKind, Span};
use crate::query::ast::{Ast, Form, KeyPattern, Scope, Slot, SpanExpr, Word, WordPattern};
use crate::query::error::{Problem, QueryError};
use crate::query::limits::MAX_SET_LINES;

impl Lowerer<'_, '_> {
    /// The terms and phrases of a set file, any of them.
    pub fn set_expr(&mut self, name: &str, span: Span) -> Option<SpanExpr> {
        let mut members = self.set_members(name, span)?;
        match members.len() {
            0 => {
                self.error(QueryError::new(
                    Problem::UnreadableSet,
                    span,
                    format!("the set `{name}` is empty"),
                    "it has no line with a word",
                ));
                None
            }
            1 => Some(members.remove(0)),
            _ => Some(SpanExpr::Or(members)),
        }
    }

    pub fn word_set(&mut self, name: &str, span: Span, scope: Option<Scope>) -> Ast {
        let Some(members) = self.set_members(name, span) else {
            return Ast::Nothing;
        };
        let scope = scope.unwrap_or(self.default_scope());
        let mut members: Vec<Ast> = members
            .into_iter()
            .map(|expr| Ast::Text { scope, expr })
            .collect();
        match members.len() {
            0 => Ast::Nothing,
            1 => members.remove(0),
            _ => Ast::Or(members),
        }
    }

    fn set_members(&mut self, name: &str, span: Span) -> Option<Vec<SpanExpr>> {
        let lines = self.set_lines(name, span)?;
        let members = lines.iter().filter_map(|line| {
            let word = |form| {
                move |part: &String| Word {
                    pattern: WordPattern::Plain(part.to_owned()),
                    form,
                }
            };
            let parts = parts(line);
            match parts.as_slice() {
                [] => None,
                [only] => Some(SpanExpr::Word(word(Form::Inflected)(only))),
                _ => {
                    let slots = parts
                        .iter()
                        .map(|part| Slot::Word(word(Form::Literal)(part)))
                        .collect();
                    Some(SpanExpr::Phrase { slots, slop: 0 })
                }
            }
        });
        Some(members.collect())
    }

    /// The lines of a set file that are not blank.
    pub fn set_lines(&mut self, name: &str, span: Span) -> Option<Vec<String>> {
        let lines = match (self.ctx.sets)(name) {
            Ok(lines) => lines,
            Err(reason) => {
                let quoted = self.replaced(span, &format!("\"{name}\""));
                self.error(QueryError::new(Problem::UnreadableSet, span, format!("cannot read the set `{name}`"), reason)
                    .help(format!("`@` names a file with one term or phrase a line; for the word itself write `{quoted}`")));
                return None;
            }
        };
        let lines: Vec<String> = lines
            .into_iter()
            .map(|l| l.trim().to_owned())
            .filter(|l| !l.is_empty())
            .collect();
        if lines.len() > MAX_SET_LINES {
            let message = format!(
                "the set `{name}` has {} lines, more than {MAX_SET_LINES}",
                lines.len()
            );
            self.error(QueryError::new(
                Problem::TooManyClauses,
                span,
                message,
                "every line is a term of the query",
            ));
            return None;
        }
        Some(lines)
    }
}

// source:(a OR b) => one of a, b
pub(in crate::query) fn as_set(members: &[Ast], place: Place) -> Option<Ast> {
    let values = |of: fn(&Ast) -> Option<&KeyPattern>| -> Option<Vec<String>> {
        let value = |member| match of(member) {
            Some(KeyPattern::Is(value)) => Some(value.clone()),
            Some(KeyPattern::Wildcard(_) | KeyPattern::OneOf(_)) | None => None,
        };
        members.iter().map(value).collect()
    };
    match place {
        Place::Key(wanted) => {
            // A field named inside the group is another field.
            if !members
                .iter()
                .all(|m| matches!(m, Ast::Key { field, .. } if *field == wanted))
            {
                return None;
            }
            let values = values(|m| {
                if let Ast::Key { pattern, .. } = m {
                    Some(pattern)
                } else {
                    None
                }
            })?;
            Some(Ast::Key {
                field: wanted,
                pattern: KeyPattern::OneOf(values),
            })
        }
        Place::Entity => {
            let values = values(|m| {
                if let Ast::Entity { pattern } = m {
                    Some(pattern)
                } else {
                    None
                }
            })?;
            Some(Ast::Entity {
                pattern: KeyPattern::OneOf(values),
            })
        }
        Place::Text(_)
        | Place::Date(..)
        | Place::Precision
        | Place::Source
        | Place::Number(_)
        | Place::Query => None,
    }
}

/// The same among the operands of proximity.
pub(in crate::query) fn mention_set(
    members: &[SpanExpr],
    kind: Option<EntityKind>,
) -> Option<SpanExpr> {
    let value = |member: &SpanExpr| {
        let SpanExpr::Mention {
            pattern: KeyPattern::Is(value),
            ..
        } = member
        else {
            return None;
        };
        Some(value.clone())
    };
    let values: Option<Vec<String>> = members.iter().map(value).collect();
    Some(SpanExpr::Mention {
        kind,
        pattern: KeyPattern::OneOf(values?),
    })
}
