//! Tokens → tree.  Never fails: what cannot be read is reported and left out.
//!
//! Depth is checked before each descent, so no query can exhaust the stack, and every loop moves
//! forward, so no query takes more than linear time (save proximity chains, which are short).

use chrono::NaiveDate;

use super::ast::Form;
use super::error::{Problem, QueryError};
use super::lexer::{Token, TokenKind};
use super::limits::{MAX_DEPTH, MAX_ERRORS};
use super::note::{Note, Remark};
use super::operator;
use super::resolve::{Connector, ConnectorKind, Level, Precedence, Term};
use super::tree::{Node, NodeKind};
use super::{connect, dates, names};
use crate::article::Span;

/// What came of one reading of the tokens.
pub(super) struct Tree {
    /// None: nothing but errors and punctuation.
    pub root: Option<Node>,
    pub errors: Vec<QueryError>,
    pub notes: Vec<Note>,
    /// Where another precedence would give another tree.
    pub ambiguities: Vec<(Remark, Span)>,
}

/// Reads the tokens of `text` with this precedence.
pub(super) fn parse(
    text: &str,
    tokens: &[Token],
    precedence: Precedence,
    today: NaiveDate,
) -> Tree {
    let out = Tree {
        root: None,
        errors: vec![],
        notes: vec![],
        ambiguities: vec![],
    };
    let mut parser = Parser {
        text,
        tokens,
        at: 0,
        precedence,
        today,
        depth: 0,
        open: 0,
        out,
    };
    parser.out.root = parser.level();
    parser.out
}

pub(super) struct Parser<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
    pub at: usize,
    pub precedence: Precedence,
    pub today: NaiveDate,
    depth: usize,
    /// Parentheses that are open.
    open: usize,
    pub out: Tree,
}

impl<'t> Parser<'t> {
    pub fn token(&self, ahead: usize) -> Option<&'t Token> {
        self.tokens.get(self.at + ahead)
    }

    /// Reports an error, made only when it will be shown.
    pub fn error(&mut self, make: impl FnOnce(&Self) -> QueryError) {
        if self.out.errors.len() < MAX_ERRORS {
            let error = make(self);
            self.out.errors.push(error);
        }
    }

    /// The query with a part of it replaced.
    pub fn replaced(&self, span: Span, with: &str) -> String {
        format!(
            "{}{with}{}",
            &self.text[..span.start],
            &self.text[span.end..]
        )
    }

    /// Goes one level down; false, and the end of reading, when that is too deep.
    fn descend(&mut self, span: Span) -> bool {
        if self.depth < MAX_DEPTH {
            self.depth += 1;
            return true;
        }
        self.too_deep(span);
        false
    }

    fn too_deep(&mut self, span: Span) {
        self.at = self.tokens.len();
        if !self
            .out
            .errors
            .iter()
            .any(|e| e.problem == Problem::TooDeep)
        {
            let message = format!("too deep: more than {MAX_DEPTH} levels");
            let error = QueryError::new(
                Problem::TooDeep,
                span,
                message,
                "parentheses, functions, NOT and proximity each add a level",
            );
            self.out.errors.push(error);
        }
    }

    /// Reads operands and operators up to the end or a closing parenthesis.
    fn level(&mut self) -> Option<Node> {
        let mut level = Level::default();
        let mut negations: Vec<usize> = Vec::new();
        let mut pluses: Vec<Span> = Vec::new();
        while let Some(token) = self.token(0) {
            match &token.kind {
                TokenKind::Close if self.open > 0 => break,
                TokenKind::Close => {
                    self.at += 1;
                    let span = token.span;
                    self.error(|p| {
                        QueryError::new(
                            Problem::UnopenedGroup,
                            span,
                            "closing parenthesis without an opening one",
                            "every `)` needs a `(` before it",
                        )
                        .suggest(p.replaced(span, ""))
                    });
                }
                TokenKind::Negation => self.negation(token, 1, &mut negations),
                TokenKind::Percent => {
                    let span = token.span;
                    self.error(|p| {
                        QueryError::new(
                            Problem::ForeignOperator,
                            span,
                            "`%` is not an operator here",
                            "Westlaw writes BUT NOT so; here it is NOT",
                        )
                        .suggest(p.replaced(span, "NOT "))
                    });
                    self.negation(token, 1, &mut negations);
                }
                TokenKind::Plus if self.plus_operator(&mut level) => {}
                TokenKind::Plus => {
                    self.at += 1;
                    pluses.extend(self.plus(token.span));
                }
                TokenKind::Word { .. } if self.connector(&mut level, &mut negations) => {}
                TokenKind::Compare(_)
                | TokenKind::Range { .. }
                | TokenKind::Tilde(_)
                | TokenKind::Weight(_) => {
                    self.stray(token.span);
                }
                TokenKind::Open
                | TokenKind::Word { .. }
                | TokenKind::Phrase(_)
                | TokenKind::Field(_)
                | TokenKind::Regex(_)
                | TokenKind::Literal
                | TokenKind::Exact
                | TokenKind::Set(_)
                | TokenKind::Star => {
                    let first = self.at;
                    let node = self.unit();
                    self.push(&mut level, node, std::mem::take(&mut negations), first);
                }
            }
        }
        if let Some(start) = negations.first() {
            self.dangling(Span::new(*start, start + 1), "NOT");
        }
        if level.expects_operand() && !level.terms.is_empty() {
            let span = level.connectors.pop().map_or(Span::default(), |c| c.span);
            let sign = self.text[span.range()].to_owned();
            self.dangling(span, &sign);
        }
        self.check_pluses(&level, &pluses);
        self.out
            .ambiguities
            .extend(level.ambiguities(self.precedence));
        let proximities = level
            .connectors
            .iter()
            .filter(|c| matches!(c.kind, ConnectorKind::Proximity { .. }))
            .count();
        if proximities > MAX_DEPTH {
            self.too_deep(level.connectors[0].span);
            return None;
        }
        let node = level.resolve(self.precedence)?;
        if node.height > MAX_DEPTH {
            self.too_deep(node.span);
            return None;
        }
        Some(node)
    }

    fn negation(&mut self, token: &Token, tokens: usize, negations: &mut Vec<usize>) {
        self.at += tokens;
        negations.push(token.span.start);
        if negations.len() > MAX_DEPTH {
            self.too_deep(token.span);
        }
    }

    /// Adds an operand, with a space before it when nothing else stands there.
    fn push(&mut self, level: &mut Level, node: Node, negations: Vec<usize>, first: usize) {
        if !level.expects_operand() {
            let before = &level.terms[level.terms.len() - 1].node;
            if negations.is_empty() {
                self.note_field_of_one(before.clone_if_field(), &node);
            }
            let span = Span::new(
                before.span.end.min(node.span.start),
                self.tokens[first].span.end,
            );
            level.connectors.push(Connector {
                kind: ConnectorKind::Space,
                span,
            });
        }
        level.terms.push(Term { node, negations });
    }

    /// `title:a b`: only a is in title.
    fn note_field_of_one(&mut self, before: Option<(String, String, Span)>, node: &Node) {
        let (Some((name, word, span)), NodeKind::Word { text, .. }) = (before, &node.kind) else {
            return;
        };
        if names::is_date(&name) || names::is_ordered(&name) {
            return;
        }
        let message = format!(
            "only `{word}` is in {name}; `{name}:({word} {text})` for both, `{name}:\"{word} {text}\"` for the phrase"
        );
        self.out
            .notes
            .push(Remark::FieldCoversOne.note(Span::new(span.start, node.span.end), message));
    }

    fn stray(&mut self, span: Span) {
        self.at += 1;
        self.error(|p| {
            let sign = p.text[span.range()].to_owned();
            QueryError::new(
                Problem::BadFuzzy,
                span,
                format!("`{sign}` has nothing to act on"),
                "it stands after one word or phrase",
            )
            .suggest(p.replaced(span, ""))
        });
    }

    /// `+word`: redundant, since every word is required; remembered for the case of OR.
    fn plus(&mut self, span: Span) -> Option<Span> {
        match self.token(0) {
            Some(Token {
                kind: TokenKind::Word { text, .. },
                span: word,
                ..
            }) if text.bytes().all(|b| b.is_ascii_digit()) => {
                let message = format!(
                    "`+{text}` is read as the word `{text}`; between two operands `+n` (n up to 500) is PRE/n"
                );
                self.out
                    .notes
                    .push(Remark::PlusNumber.note(Span::new(span.start, word.end), message));
                None
            }
            _ => Some(span),
        }
    }

    fn check_pluses(&mut self, level: &Level, pluses: &[Span]) {
        let has_or = level
            .connectors
            .iter()
            .any(|c| matches!(c.kind, ConnectorKind::Or));
        if let (true, Some(span)) = (has_or, pluses.first()) {
            let span = *span;
            self.error(|p| {
                QueryError::new(
                    Problem::PlusWithOr,
                    span,
                    "`+` beside OR",
                    "here OR is boolean: a word is required or it is not",
                )
                .help("write `a AND (b OR c)` for what must be there")
                .suggest(p.replaced(span, ""))
            });
        }
    }

    pub fn dangling(&mut self, span: Span, sign: &str) {
        let sign = sign.to_owned();
        self.error(|p| {
            let sign = if sign == "NOT" {
                p.text.get(span.start..).map_or(sign.as_str(), |rest| {
                    if rest.starts_with("NOT") { "NOT" } else { "-" }
                })
            } else {
                &sign
            };
            let whole = Span::new(span.start, span.start + sign.len());
            let quoted = p.replaced(whole, &format!("\"{sign}\""));
            let error = QueryError::new(
                Problem::DanglingOperator,
                whole,
                format!("`{sign}` lacks an operand"),
                "an operator stands between two operands, NOT before one",
            );
            if sign.chars().any(char::is_alphanumeric) {
                error
                    .help("to search for the word, quote it")
                    .suggest(quoted)
            } else {
                error
            }
        });
    }

    /// One operand with its weight.
    pub fn unit(&mut self) -> Node {
        let node = self.atom();
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

    fn atom(&mut self) -> Node {
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
    fn formed(&mut self, sign: Span, form: Form) -> Node {
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

    fn word(&mut self, text: &str, span: Span, form: Form) -> Node {
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

    fn phrase(&mut self, text: &str, span: Span, form: Form, marked: bool) -> Node {
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
    fn group(&mut self, open: Span) -> Node {
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

    fn empty_group(&mut self, span: Span) {
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

    fn unclosed(&mut self, open: Span) {
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

    fn field(&mut self, name: &str, name_span: Span) -> Node {
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

    fn field_value(&mut self, name: &str, name_span: Span) -> Node {
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
                        inner.negate(token.span.start)
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

    fn field_value_after_plus(&mut self, name: &str, name_span: Span) -> Node {
        match self.token(0).map(|t| &t.kind) {
            Some(TokenKind::Word { .. } | TokenKind::Phrase(_)) => self.atom(),
            _ => self.missing_value(name, name_span),
        }
    }

    fn missing_value(&mut self, name: &str, span: Span) -> Node {
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

    /// `NAME(…)` and `ATLEASTn x`; None when the word is no function here.
    fn function(&mut self, text: &str, token: &Token) -> Option<Node> {
        let next = self.token(0)?;
        let is_glued = next.kind == TokenKind::Open && !next.spaced;
        let found = operator::find_function(text);
        let Some(found) = found else {
            if is_glued {
                connect::check_function_name(self, text, token.span);
            }
            return None;
        };
        let takes_operand =
            found.operator.name == "ATLEASTn" && connect::begins_operand(&next.kind);
        if !is_glued && !takes_operand {
            return None;
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
