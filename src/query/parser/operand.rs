//! Operands: words, phrases, groups, functions, weights.

use super::Parser;
use super::{
    connect,
    tree::{Node, NodeKind},
};
use crate::article::Span;
use crate::query::ast::Form;
use crate::query::error::{Problem, QueryError};
use crate::query::lexer::{Token, TokenKind};
use crate::query::note::Remark;
use crate::query::{names, operator};

impl Parser<'_> {
    /// One operand with its weight.
    pub fn unit(&mut self) -> Node {
        let node = self.atom();
        let node = self.factiva_first(node);
        let Some(Token {
            kind: TokenKind::Weight(number),
            span,
            ..
        }) = self.token(0)
        else {
            return node;
        };
        self.at += 1;
        let weight = number
            .parse::<f64>()
            .ok()
            .filter(|w| (0.001..=1000.0).contains(w));
        let Some(weight) = weight else {
            let span = *span;
            self.error(|p| {
                QueryError::new(
                    Problem::NumberOutOfRange,
                    span,
                    "weight out of range",
                    "a weight lies between 0.001 and 1000",
                )
                .suggest(p.replaced(span, "^2"))
            });
            return node;
        };
        let whole = Span::new(node.span.start, span.end);
        Node::new(
            NodeKind::Weight {
                thousandths: (weight * 1000.0).round() as u32,
                inner: Box::new(node),
            },
            whole,
        )
    }

    pub(super) fn atom(&mut self) -> Node {
        let Some(token) = self.token(0) else {
            return Node::broken(Span::new(self.text.len(), self.text.len()));
        };
        self.at += 1;
        match &token.kind {
            TokenKind::Open => self.group(token.span),
            TokenKind::Field(name) => self.field(name, token.span),
            TokenKind::Word { text, escaped } => {
                if !escaped && let Some(node) = self.function(text, token) {
                    return node;
                }
                self.word(text, token.span, Form::Inflected)
            }
            TokenKind::Phrase(text) => self.phrase(text, token.span, Form::Literal, false),
            TokenKind::Literal => self.formed(token.span, Form::Literal),
            TokenKind::Exact => self.formed(token.span, Form::Exact),
            TokenKind::Regex(pattern) => Node::new(NodeKind::Regex(pattern.clone()), token.span),
            TokenKind::Set(name) => Node::new(NodeKind::Set(name.clone()), token.span),
            TokenKind::Star => Node::new(NodeKind::All, token.span),
            TokenKind::Close
            | TokenKind::Compare(_)
            | TokenKind::Range { .. }
            | TokenKind::Negation
            | TokenKind::Plus
            | TokenKind::Tilde(_)
            | TokenKind::Weight(_)
            | TokenKind::Percent => {
                // Callers look before they ask; kept so that a new caller cannot loop.
                Node::broken(token.span)
            }
        }
    }

    /// What follows `=` or `==`.
    pub(super) fn formed(&mut self, sign: Span, form: Form) -> Node {
        match self.token(0).map(|t| (&t.kind, t.span)) {
            Some((TokenKind::Word { text, .. }, span)) => {
                self.at += 1;
                self.word(text, Span::new(sign.start, span.end), form)
            }
            Some((TokenKind::Phrase(text), span)) => {
                self.at += 1;
                self.phrase(text, Span::new(sign.start, span.end), form, true)
            }
            _ => {
                self.error(|p| {
                    QueryError::new(
                        Problem::MissingValue,
                        sign,
                        "`=` without a word",
                        "it makes the one word or phrase after it literal",
                    )
                    .suggest(p.replaced(sign, ""))
                });
                Node::broken(sign)
            }
        }
    }

    pub(super) fn word(&mut self, text: &str, span: Span, form: Form) -> Node {
        let mut whole = span;
        let fuzzy = match self.token(0) {
            Some(Token {
                kind: TokenKind::Tilde(number),
                span,
                ..
            }) => {
                self.at += 1;
                whole.end = span.end;
                Some(*number)
            }
            _ => None,
        };
        Node::new(
            NodeKind::Word {
                text: text.to_owned(),
                form,
                fuzzy,
            },
            whole,
        )
    }

    pub(super) fn phrase(&mut self, text: &str, span: Span, form: Form, marked: bool) -> Node {
        let mut whole = span;
        let mut slop = 0;
        if let Some(Token {
            kind: TokenKind::Tilde(number),
            span,
            ..
        }) = self.token(0)
        {
            self.at += 1;
            whole.end = span.end;
            // A phrase with a bare `~` allows one word between.
            slop = number.unwrap_or(1);
        }
        Node::new(
            NodeKind::Phrase {
                text: text.to_owned(),
                form,
                slop,
                marked,
            },
            whole,
        )
    }

    /// Reads what stands in parentheses; the opening one has been read.
    pub(super) fn group(&mut self, open: Span) -> Node {
        if !self.descend(open) {
            return Node::broken(open);
        }
        self.open += 1;
        let mut node = self.level();
        match self.token(0) {
            Some(Token {
                kind: TokenKind::Close,
                span,
                ..
            }) => {
                self.at += 1;
                let whole = Span::new(open.start, span.end);
                match &mut node {
                    Some(node) => node.span = whole,
                    None => self.empty_group(whole),
                }
            }
            _ => self.unclosed(open),
        }
        self.open -= 1;
        self.depth -= 1;
        node.unwrap_or_else(|| Node::broken(open))
    }

    pub(super) fn empty_group(&mut self, span: Span) {
        let inner = self.text[span.range()].trim_matches(|c: char| !c.is_alphanumeric());
        // Errors inside explain themselves.
        if inner.is_empty() {
            self.error(|p| {
                QueryError::new(
                    Problem::EmptyGroup,
                    span,
                    "empty parentheses",
                    "there is nothing to search for between them",
                )
                .suggest(p.replaced(span, ""))
            });
        }
    }

    pub(super) fn unclosed(&mut self, open: Span) {
        if self
            .out
            .errors
            .iter()
            .any(|e| matches!(e.problem, Problem::UnclosedGroup | Problem::TooDeep))
        {
            return;
        }
        let missing = self.open;
        self.error(|p| {
            QueryError::new(
                Problem::UnclosedGroup,
                open,
                "unclosed parenthesis",
                "every `(` needs a `)` after it",
            )
            .suggest(format!("{}{}", p.text.trim_end(), ")".repeat(missing)))
        });
    }

    /// `NAME(…)` and `ATLEASTn x`; None when the word is no function here.
    pub(super) fn function(&mut self, text: &str, token: &Token) -> Option<Node> {
        let next = self.token(0)?;
        let is_glued = next.kind == TokenKind::Open && !next.spaced;
        let found = operator::find_function(text);
        let Some(found) = found else {
            // `SECTION(politics)`: Lexis and Westlaw write fields so.
            if is_glued && names::is_segment(text) && !self.is_plural_group() {
                return Some(self.field(text, token.span));
            }
            if is_glued {
                connect::check_function_name(self, text, token.span);
            }
            return None;
        };
        let takes_operand =
            found.operator.name == "ATLEASTn" && connect::begins_operand(&next.kind);
        // `HEADLINE (x)`: in capitals nobody means the word.
        let is_apart = next.kind == TokenKind::Open && !found.lowercase;
        if !is_glued && !takes_operand && !is_apart {
            return None;
        }
        if !is_glued && !takes_operand {
            let message = format!("`{text} (` is read as `{text}(`; quote it for the word");
            self.out
                .notes
                .push(Remark::OtherSpelling.note(token.span, message));
        }
        self.check_number(found, token.span);
        if !self.descend(token.span) {
            return Some(Node::broken(token.span));
        }
        let inner = self.atom();
        self.depth -= 1;
        let span = Span::new(token.span.start, inner.span.end.max(token.span.end));
        let kind = NodeKind::Function {
            operator: found.operator,
            number: found.number,
            inner: Box::new(inner),
        };
        Some(Node::new(kind, span))
    }

    /// `source(s)`, `box(es)`: how one or more are written.
    fn is_plural_group(&self) -> bool {
        let inner = connect::plain_word(self.token(1));
        inner.is_some_and(|word| matches!(word, "s" | "es"))
            && self.token(2).is_some_and(|t| t.kind == TokenKind::Close)
    }

    pub fn check_number(&mut self, found: operator::Found, span: Span) {
        let Some((least, most)) = found.operator.number else {
            return;
        };
        if (least..=most).contains(&found.number) {
            return;
        }
        let name = found.operator.name;
        let nearest = if found.number < least { least } else { most };
        self.error(|p| {
            let written = &p.text[span.range()];
            let digits = written
                .find(|c: char| c.is_ascii_digit())
                .unwrap_or(written.len());
            let end = written[digits..]
                .find(|c: char| !c.is_ascii_digit())
                .map_or(written.len(), |i| digits + i);
            let fixed = Span::new(span.start + digits, span.start + end);
            QueryError::new(
                Problem::NumberOutOfRange,
                span,
                format!("number out of range in `{written}`"),
                format!("{name} takes {least} to {most}"),
            )
            .suggest(p.replaced(fixed, &nearest.to_string()))
        });
    }
}
