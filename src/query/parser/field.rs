//! A field name and what follows it.

use super::Parser;
use super::tree::{Node, NodeKind};
use crate::article::Span;
use crate::query::ast::Form;
use crate::query::error::{Problem, QueryError};
use crate::query::lexer::TokenKind;
use crate::query::lower::dates;
use crate::query::{names, operator};

impl Parser<'_> {
    pub(super) fn field(&mut self, name: &str, name_span: Span) -> Node {
        if !self.descend(name_span) {
            return Node::broken(name_span);
        }
        let inner = self.field_value(name, name_span);
        self.depth -= 1;
        let span = Span::new(name_span.start, inner.span.end.max(name_span.end));
        Node::new(
            NodeKind::Field {
                name: name.to_owned(),
                name_span,
                inner: Box::new(inner),
            },
            span,
        )
    }

    pub(super) fn field_value(&mut self, name: &str, name_span: Span) -> Node {
        let Some(token) = self.token(0) else {
            return self.missing_value(name, name_span);
        };
        match &token.kind {
            TokenKind::Negation => {
                self.at += 1;
                match self.token(0).map(|t| &t.kind) {
                    None | Some(TokenKind::Close | TokenKind::Negation) => {
                        self.missing_value(name, name_span)
                    }
                    Some(_) => {
                        let inner = self.atom();
                        inner.negate(token.span)
                    }
                }
            }
            TokenKind::Compare(sign) => {
                self.at += 1;
                let (text, span) = match self.token(0).map(|t| (&t.kind, t.span)) {
                    Some((TokenKind::Word { .. }, _)) => dates::written(self, names::is_date(name)),
                    Some((TokenKind::Phrase(text), span)) => {
                        self.at += 1;
                        (text.clone(), span)
                    }
                    _ => return self.missing_value(name, name_span),
                };
                Node::new(
                    NodeKind::Compare { sign, text },
                    Span::new(token.span.start, span.end),
                )
            }
            TokenKind::Range {
                text,
                from_included,
                to_included,
            } => {
                self.at += 1;
                let kind = NodeKind::Range {
                    text: text.clone(),
                    from_included: *from_included,
                    to_included: *to_included,
                };
                Node::new(kind, token.span)
            }
            TokenKind::Word { text, escaped } => {
                if token.spaced
                    && !escaped
                    && operator::find_sign(text).is_some_and(|found| !found.lowercase)
                {
                    return self.missing_value(name, name_span);
                }
                if names::is_date(name) && !escaped {
                    let (text, span) = dates::written(self, true);
                    return Node::new(
                        NodeKind::Word {
                            text,
                            form: Form::Inflected,
                            fuzzy: None,
                        },
                        span,
                    );
                }
                self.atom()
            }
            TokenKind::Open
            | TokenKind::Phrase(_)
            | TokenKind::Field(_)
            | TokenKind::Regex(_)
            | TokenKind::Literal
            | TokenKind::Exact
            | TokenKind::Set(_)
            | TokenKind::Star => self.atom(),
            TokenKind::Plus => {
                self.at += 1;
                self.field_value_after_plus(name, name_span)
            }
            TokenKind::Close | TokenKind::Tilde(_) | TokenKind::Weight(_) | TokenKind::Percent => {
                self.missing_value(name, name_span)
            }
        }
    }

    pub(super) fn field_value_after_plus(&mut self, name: &str, name_span: Span) -> Node {
        match self.token(0).map(|t| &t.kind) {
            Some(TokenKind::Word { .. } | TokenKind::Phrase(_)) => self.atom(),
            _ => self.missing_value(name, name_span),
        }
    }

    pub(super) fn missing_value(&mut self, name: &str, span: Span) -> Node {
        let known = names::is_known(name);
        self.error(|p| {
            let error = QueryError::new(
                Problem::MissingValue,
                span,
                format!("`{name}:` has no value"),
                "the word, phrase or group to look for follows the colon",
            );
            let quoted = p.replaced(span, &format!("\"{name}\""));
            if known {
                error
                    .help(format!("`{name}:*` finds articles that have a {name}"))
                    .suggest(quoted)
            } else {
                error.suggest(quoted)
            }
        });
        Node::broken(span)
    }
}
