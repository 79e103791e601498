//! Query text → tokens.  Knows which characters are signs and where a field name ends; knows
//! nothing of operators, precedence or dates.
//!
//! Quotes, dashes, colons and spaces are taken in every form that keyboards and word processors
//! give them.  An unescaped `*` or `?` inside a word becomes a letter that no newspaper uses
//! (`ANY_RUN`, `ANY_ONE`), so that the one word splitter cuts `O'Br*` as it cuts `O'Brien`.

mod sign;
mod word;

use crate::article::Span;
use crate::query::dialect::Habits;
use crate::query::error::{Problem, QueryError};
use crate::query::note::Note;

/// Stands for an active `*`: Linear A, which is undeciphered, and a letter to the word splitter.
pub(in crate::query) const ANY_RUN: char = '\u{10600}';
/// Stands for an active `?`.
pub(in crate::query) const ANY_ONE: char = '\u{10601}';

#[derive(Debug, Clone, PartialEq)]
pub(in crate::query) struct Token {
    pub kind: TokenKind,
    pub span: Span,
    /// White space stands before it.
    pub spaced: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(in crate::query) enum TokenKind {
    Open,
    Close,
    /// Letters, or the sign of an operator; `escaped` words are never operators.
    Word {
        text: String,
        escaped: bool,
    },
    /// What stands between quotation marks.
    Phrase(String),
    /// A name with its `:` (or `=`); the name may be unknown.
    Field(String),
    /// `>`, `>=`, `<`, `<=` after a field.
    Compare(&'static str),
    /// `[a TO b]` after a field.
    Range {
        text: String,
        from_included: bool,
        to_included: bool,
    },
    /// `/pattern/`.
    Regex(String),
    /// `-` or `!` before an operand.
    Negation,
    /// `+` before an operand.
    Plus,
    /// `=` and `==` before a word or phrase.
    Literal,
    Exact,
    /// `~` or `~n` after a word or phrase; None without a number.
    Tilde(Option<u32>),
    /// `^n` after an operand.
    Weight(String),
    /// `@file`.
    Set(String),
    /// `*` alone.
    Star,
    /// `%`: Westlaw's BUT NOT.
    Percent,
}

pub(in crate::query) struct Lexed {
    pub tokens: Vec<Token>,
    pub errors: Vec<QueryError>,
    pub notes: Vec<Note>,
}

/// Cuts a query into tokens; never fails.
pub(in crate::query) fn lex(text: &str, habits: Habits) -> Lexed {
    let mut lexer = Lexer {
        text,
        habits,
        at: 0,
        no_regex_until: 0,
        spaced: true,
        out: Lexed {
            tokens: vec![],
            errors: vec![],
            notes: vec![],
        },
    };
    while lexer.skip_space() {
        lexer.token();
    }
    lexer.out
}

struct Lexer<'t> {
    text: &'t str,
    habits: Habits,
    at: usize,
    /// No regular expression begins before this.
    no_regex_until: usize,
    spaced: bool,
    out: Lexed,
}

pub(in crate::query) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂' | '″')
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// True when the character after this many bytes ends an operand.
    fn is_border(&self, skipped: usize) -> bool {
        let next = self.rest()[skipped..].chars().next();
        next.is_none_or(|c| {
            c.is_whitespace() || matches!(c, ')' | '）' | '|' | '(' | '（') || is_quote(c)
        })
    }

    fn skip_space(&mut self) -> bool {
        let trimmed = self
            .rest()
            .trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '\u{FEFF}');
        let skipped = self.rest().len() - trimmed.len();
        self.spaced = skipped > 0 || self.at == 0;
        self.at += skipped;
        self.at < self.text.len()
    }

    fn push(&mut self, kind: TokenKind, start: usize) {
        let span = Span::new(start, self.at);
        self.out.tokens.push(Token {
            kind,
            span,
            spaced: self.spaced,
        });
    }

    fn last(&self) -> Option<&TokenKind> {
        self.out.tokens.last().map(|t| &t.kind)
    }

    fn is_after_field(&self) -> bool {
        matches!(self.last(), Some(TokenKind::Field(_)))
    }

    /// True when a sign here touches an operand that ends just before it.
    fn touches_operand(&self) -> bool {
        !self.spaced
            && matches!(
                self.last(),
                Some(
                    TokenKind::Close
                        | TokenKind::Word { .. }
                        | TokenKind::Phrase(_)
                        | TokenKind::Star
                        | TokenKind::Tilde(_)
                        | TokenKind::Regex(_)
                        | TokenKind::Set(_)
                )
            )
    }

    fn sign(&mut self, kind: TokenKind, bytes: usize) {
        let start = self.at;
        self.at += bytes;
        self.push(kind, start);
    }

    fn token(&mut self) {
        let Some(c) = self.peek() else { return };
        let bytes = c.len_utf8();
        let touches_next = !self.is_border(bytes)
            || self.rest()[bytes..].starts_with(|c| matches!(c, '(' | '（') || is_quote(c));
        match c {
            '(' | '（' => self.sign(TokenKind::Open, bytes),
            ')' | '）' => self.sign(TokenKind::Close, bytes),
            '|' => {
                let bytes = if self.rest().starts_with("||") { 2 } else { 1 };
                self.symbol(bytes);
            }
            '&' if self.rest().starts_with("&&") => self.symbol(2),
            '&' if self.is_border(1) => self.symbol(1),
            '-' | '–' | '−' | '‐' | '‑' => self.dash(c, touches_next),
            '!' if touches_next => self.sign(TokenKind::Negation, 1),
            '+' if touches_next && !self.touches_operand() => self.sign(TokenKind::Plus, 1),
            '=' if self.rest().starts_with("==") && !self.is_blank(2) => {
                self.sign(TokenKind::Exact, 2)
            }
            '=' if touches_next => self.sign(TokenKind::Literal, 1),
            '>' | '<' | '≥' | '≤' if self.is_after_field() => self.compare(),
            '[' | '{' if self.is_after_field() => self.range(),
            '~' if self.touches_operand() => self.tilde(),
            '^' if self.touches_operand() && self.weight_bytes() > 1 => {
                let start = self.at;
                self.at += self.weight_bytes();
                let number = self.text[start + 1..self.at].to_owned();
                self.push(TokenKind::Weight(number), start);
            }
            '%' if self.is_border(1) || self.rest()[1..].starts_with(char::is_alphabetic) => {
                self.sign(TokenKind::Percent, 1);
            }
            '@' if touches_next => self.set(),
            '/' if self.factiva_sign() || self.regex() => {}
            c if is_quote(c) => self.phrase(),
            // Signs that mean nothing here separate words, as they do in a text.
            '!' | '+' | '=' | '>' | '<' | '≥' | '≤' | '[' | ']' | '{' | '}' | '~' | '^' | '%'
            | '@' => {
                self.at += bytes;
            }
            _ => self.word(),
        }
    }

    fn is_blank(&self, skipped: usize) -> bool {
        self.rest()[skipped..]
            .chars()
            .next()
            .is_none_or(char::is_whitespace)
    }

    fn phrase(&mut self) {
        let start = self.at;
        let text = self.quoted(start);
        self.push(TokenKind::Phrase(text), start);
    }

    /// Reads from one quotation mark to the next.
    fn quoted(&mut self, open: usize) -> String {
        self.at += self.peek().map_or(0, char::len_utf8);
        let mut text = String::new();
        while let Some(c) = self.peek() {
            self.at += c.len_utf8();
            match c {
                '\\' => {
                    if let Some(next) = self.peek() {
                        self.at += next.len_utf8();
                        text.push(next);
                    }
                }
                c if is_quote(c) => return text,
                c => self.push_char(c, &mut text),
            }
        }
        let span = Span::new(
            open,
            open + self.text[open..].chars().next().map_or(0, char::len_utf8),
        );
        let fixed = format!("{}\"", self.text.trim_end());
        self.out.errors.push(
            QueryError::new(
                Problem::UnclosedQuote,
                span,
                "unclosed quotation mark",
                "every quotation mark needs a partner; a lone one is written `\\\"`",
            )
            .suggest(fixed),
        );
        text
    }
}
