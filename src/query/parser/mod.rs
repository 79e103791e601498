//! Tokens → tree.  Never fails: what cannot be read is reported and left out.
//!
//! Depth is checked before each descent, so no query can exhaust the stack, and every loop moves
//! forward, so no query takes more than linear time (save proximity chains, which are short).

pub(in crate::query) mod connect;
mod factiva;
mod field;
mod foreign;
mod operand;
mod resolve;
pub(in crate::query) mod tree;

pub(in crate::query) use resolve::{Precedence, Space};

use chrono::NaiveDate;

use crate::article::Span;
use crate::query::dialect::Habits;
use crate::query::error::{Problem, QueryError};
use crate::query::lexer::{Token, TokenKind};
use crate::query::limits::{MAX_DEPTH, MAX_ERRORS};
use crate::query::names;
use crate::query::note::{Note, Remark};
use crate::query::parser::tree::{Node, NodeKind};
use resolve::{Connector, ConnectorKind, Level, Term};

/// What came of one reading of the tokens.
pub(in crate::query) struct Tree {
    /// None: nothing but errors and punctuation.
    pub root: Option<Node>,
    pub errors: Vec<QueryError>,
    pub notes: Vec<Note>,
    /// Where another precedence would give another tree.
    pub ambiguities: Vec<(Remark, Span)>,
}

/// Reads the tokens of `text` with these habits.
pub(in crate::query) fn parse(
    text: &str,
    tokens: &[Token],
    habits: Habits,
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
        habits,
        today,
        depth: 0,
        open: 0,
        out,
    };
    parser.out.root = parser.level();
    parser.out
}

pub(in crate::query) struct Parser<'t> {
    pub text: &'t str,
    pub tokens: &'t [Token],
    pub at: usize,
    pub habits: Habits,
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
        let mut negations: Vec<Span> = Vec::new();
        let mut pluses: Vec<Span> = Vec::new();
        let mut required = false;
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
                TokenKind::Percent if self.habits.percent_excludes => {
                    self.negation(token, 1, &mut negations);
                }
                TokenKind::Percent => {
                    let span = token.span;
                    self.error(|p| {
                        QueryError::new(
                            Problem::ForeignOperator,
                            span,
                            "`%` is not an operator here",
                            "Westlaw writes BUT NOT so; here it is NOT",
                        )
                        .suggest({
                            let is_glued = !p.text[span.end..].starts_with(char::is_whitespace);
                            p.replaced(span, if is_glued { "NOT " } else { "NOT" })
                        })
                    });
                    self.negation(token, 1, &mut negations);
                }
                TokenKind::Plus if self.habits.precedence.has_occurrences => {
                    self.at += 1;
                    required = true;
                }
                TokenKind::Plus if self.plus_operator(&mut level) => {}
                TokenKind::Plus => {
                    self.at += 1;
                    pluses.extend(self.plus(token.span));
                }
                TokenKind::Word { .. } if self.connector(&mut level, &mut negations) => {}
                TokenKind::Regex(_) if self.factiva_near(&mut level) => {}
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
                    let required = std::mem::take(&mut required);
                    let term = Term {
                        node,
                        negations: std::mem::take(&mut negations),
                        required,
                    };
                    self.push(&mut level, term, first);
                }
            }
        }
        if let Some(sign) = negations.first() {
            self.dangling(*sign);
        }
        if level.expects_operand() && !level.terms.is_empty() {
            let span = level.connectors.pop().map_or(Span::default(), |c| c.span);
            self.dangling(span);
        }
        self.check_pluses(&level, &pluses);
        self.out
            .ambiguities
            .extend(level.ambiguities(self.habits.precedence));
        let proximities = level
            .connectors
            .iter()
            .filter(|c| matches!(c.kind, ConnectorKind::Proximity { .. }))
            .count();
        if proximities > MAX_DEPTH {
            self.too_deep(level.connectors[0].span);
            return None;
        }
        let node = level.resolve(self.habits.precedence)?;
        if node.height > MAX_DEPTH {
            self.too_deep(node.span);
            return None;
        }
        Some(node)
    }

    fn negation(&mut self, token: &Token, tokens: usize, negations: &mut Vec<Span>) {
        self.at += tokens;
        negations.push(token.span);
        if negations.len() > MAX_DEPTH {
            self.too_deep(token.span);
        }
    }

    /// Adds an operand, with a space before it when nothing else stands there.
    pub(super) fn push(&mut self, level: &mut Level, term: Term, first: usize) {
        if !level.expects_operand() {
            let before = &level.terms[level.terms.len() - 1].node;
            let span = Span::new(
                before.span.end.min(term.node.span.start),
                self.tokens[first].span.end,
            );
            let kind = self.space_between(before, &term);
            if term.negations.is_empty() {
                self.note_field_of_one(before.clone_if_field(), &term.node);
            }
            level.connectors.push(Connector { kind, span });
        }
        level.terms.push(term);
    }

    /// What a space before this operand means.
    fn space_between(&self, before: &Node, term: &Term) -> ConnectorKind {
        let precedence = self.habits.precedence;
        match precedence.space {
            // What is excluded is no alternative.
            Space::Or if !term.negations.is_empty() && !precedence.has_occurrences => {
                ConnectorKind::And
            }
            Space::Adjacent if term.negations.is_empty() => factiva::adjacent(before, &term.node),
            Space::Or | Space::And | Space::Adjacent => ConnectorKind::Space,
        }
    }

    /// `title:a b`: only a is in title.
    fn note_field_of_one(&mut self, before: Option<(String, String, Span)>, node: &Node) {
        let (Some((name, word, span)), NodeKind::Word { text, .. }) = (before, &node.kind) else {
            return;
        };
        if names::is_date(&name) || names::is_ordered(&name) || !self.habits.notes_readings {
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

    /// Reports an operator that has nothing to join.
    pub fn dangling(&mut self, span: Span) {
        self.error(|p| {
            let sign = &p.text[span.range()];
            let error = QueryError::new(
                Problem::DanglingOperator,
                span,
                format!("`{sign}` lacks an operand"),
                "an operator stands between two operands, NOT before one",
            );
            if !sign.chars().any(char::is_alphanumeric) {
                return error;
            }
            let quoted = p.replaced(span, &format!("\"{sign}\""));
            error
                .help("to search for the word, quote it")
                .suggest(quoted)
        });
    }
}
