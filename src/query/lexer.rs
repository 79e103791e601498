//! Query text → tokens.  Knows which characters are signs and where a field name ends; knows
//! nothing of operators, precedence or dates.
//!
//! Quotes, dashes, colons and spaces are taken in every form that keyboards and word processors
//! give them.  An unescaped `*` or `?` inside a word becomes a letter that no newspaper uses
//! (`ANY_RUN`, `ANY_ONE`), so that the one word splitter cuts `O'Br*` as it cuts `O'Brien`.

use super::error::{Problem, QueryError};
use super::names;
use super::note::{Note, Remark};
use crate::article::Span;

/// Stands for an active `*`: Linear A, which is undeciphered, and a letter to the word splitter.
pub(super) const ANY_RUN: char = '\u{10600}';
/// Stands for an active `?`.
pub(super) const ANY_ONE: char = '\u{10601}';

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub span: Span,
    /// White space stands before it.
    pub spaced: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind {
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

pub(super) struct Lexed {
    pub tokens: Vec<Token>,
    pub errors: Vec<QueryError>,
    pub notes: Vec<Note>,
}

/// Cuts a query into tokens; never fails.
pub(super) fn lex(text: &str) -> Lexed {
    let mut lexer = Lexer {
        text,
        at: 0,
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
    at: usize,
    spaced: bool,
    out: Lexed,
}

pub(super) fn is_quote(c: char) -> bool {
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
            '/' if self.regex() => {}
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

    fn symbol(&mut self, bytes: usize) {
        let text = self.rest()[..bytes].to_owned();
        self.sign(
            TokenKind::Word {
                text,
                escaped: false,
            },
            bytes,
        );
    }

    fn dash(&mut self, c: char, touches_next: bool) {
        let run = self.rest().len()
            - self
                .rest()
                .trim_start_matches(['-', '–', '−', '‐', '‑'])
                .len();
        if run > c.len_utf8() || !touches_next || self.touches_operand() {
            self.at += run;
            return;
        }
        let start = self.at;
        self.sign(TokenKind::Negation, run);
        if c != '-' {
            self.out.notes.push(Remark::DashIsNot.note(
                Span::new(start, self.at),
                "a dash before a word excludes it",
            ));
        }
    }

    fn compare(&mut self) {
        let (sign, bytes) = match self.rest() {
            rest if rest.starts_with(">=") => (">=", 2),
            rest if rest.starts_with("<=") => ("<=", 2),
            rest if rest.starts_with('>') => (">", 1),
            rest if rest.starts_with('<') => ("<", 1),
            rest if rest.starts_with('≥') => (">=", '≥'.len_utf8()),
            _ => ("<=", '≤'.len_utf8()),
        };
        self.sign(TokenKind::Compare(sign), bytes);
    }

    fn range(&mut self) {
        let start = self.at;
        let Some(length) = self.rest().find([']', '}']) else {
            let span = Span::new(start, start + 1);
            self.at = self.text.len();
            let fixed = format!("{}]", self.text);
            self.out.errors.push(
                QueryError::new(
                    Problem::UnclosedGroup,
                    span,
                    "unclosed bracket",
                    "a range is written `[from TO to]`",
                )
                .suggest(fixed),
            );
            return;
        };
        let text = self.rest()[1..length].trim().to_owned();
        let from_included = self.rest().starts_with('[');
        let to_included = self.rest()[length..].starts_with(']');
        self.at += length + 1;
        self.push(
            TokenKind::Range {
                text,
                from_included,
                to_included,
            },
            start,
        );
    }

    fn tilde(&mut self) {
        let digits = self.rest()[1..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        let number = &self.rest()[1..1 + digits];
        // A number too long to read is out of every range.
        let number = (digits > 0).then(|| number.parse().unwrap_or(u32::MAX));
        self.sign(TokenKind::Tilde(number), 1 + digits);
    }

    fn weight_bytes(&self) -> usize {
        1 + self.rest()[1..]
            .bytes()
            .take_while(|b| b.is_ascii_digit() || *b == b'.')
            .count()
    }

    fn set(&mut self) {
        let start = self.at;
        self.at += 1;
        if self.peek().is_some_and(is_quote) {
            let open = self.at;
            let name = self.quoted(open);
            self.push(TokenKind::Set(name), start);
            return;
        }
        let length = self
            .rest()
            .find(|c: char| c.is_whitespace() || c == ')')
            .unwrap_or(self.rest().len());
        let name = self.rest()[..length].to_owned();
        self.at += length;
        self.push(TokenKind::Set(name), start);
    }

    /// Reads `/pattern/`; false when it is no regular expression but `/5` or a path.
    fn regex(&mut self) -> bool {
        let rest = self.rest();
        let mut escaped = false;
        for (i, c) in rest.char_indices().skip(1) {
            if c.is_whitespace() {
                return false;
            }
            if c == '/' && !escaped {
                let after = rest[i + 1..].chars().next();
                if !after.is_none_or(|c| c.is_whitespace() || matches!(c, ')' | '^')) {
                    continue;
                }
                let pattern = rest[1..i].to_owned();
                let start = self.at;
                self.at += i + 1;
                self.push(TokenKind::Regex(pattern), start);
                return true;
            }
            escaped = c == '\\' && !escaped;
        }
        false
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

    /// Adds a character of a word or phrase, with the wildcards in their inner form.
    fn push_char(&self, c: char, text: &mut String) {
        match c {
            '*' => text.push(ANY_RUN),
            '?' => text.push(ANY_ONE),
            '!' if text.ends_with(char::is_alphanumeric) && self.is_border(0) => text.push(ANY_RUN),
            // Nobody can mean these two letters.
            ANY_RUN | ANY_ONE => {}
            c => text.push(c),
        }
    }

    fn word(&mut self) {
        let start = self.at;
        let (mut text, mut escaped, mut may_be_field) = (String::new(), false, true);
        // The value of a field may hold colons: `url:https://…`, `date:2026-01-13T10:15`.
        let is_value = self.is_after_field();
        while let Some(c) = self.peek() {
            let bytes = c.len_utf8();
            match c {
                '\\' => {
                    self.at += 1;
                    escaped = true;
                    if let Some(next) = self.peek() {
                        self.at += next.len_utf8();
                        text.push(next);
                    }
                    continue;
                }
                '(' | ')' | '（' | '）' | '|' => break,
                '&' if self.rest().starts_with("&&") => break,
                c if c.is_whitespace() || is_quote(c) => break,
                '~' if !text.is_empty() && self.is_tilde_end() => break,
                '^' if !text.is_empty()
                    && self.is_border(self.weight_bytes())
                    && self.weight_bytes() > 1 =>
                {
                    break;
                }
                ':' | '：' | '=' | '>' | '<'
                    if may_be_field
                        && !escaped
                        && names::looks_like_field(&text)
                        && (!is_value || names::is_known(&text)) =>
                {
                    if self.field(&text, start, c) {
                        return;
                    }
                    may_be_field = false;
                }
                ':' | '：' if may_be_field && !escaped && !is_value => {
                    self.note_colon(&text, start, bytes);
                    may_be_field = false;
                }
                _ => {}
            }
            self.at += bytes;
            self.push_char(c, &mut text);
        }
        if text
            .chars()
            .any(|c| c.is_alphanumeric() && c != ANY_RUN && c != ANY_ONE)
        {
            self.push(TokenKind::Word { text, escaped }, start);
        } else if text.contains(ANY_RUN) {
            self.push(TokenKind::Star, start);
        }
        // Anything else is punctuation, which separates words in a query as it does in a text.
        debug_assert!(self.at > start);
    }

    fn is_tilde_end(&self) -> bool {
        let digits = self.rest()[1..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        self.is_border(1 + digits) || self.rest()[1 + digits..].starts_with('^')
    }

    /// Decides whether the name before a sign is a field, and if so ends the token there.
    fn field(&mut self, name: &str, start: usize, sign: char) -> bool {
        let after = &self.rest()[sign.len_utf8()..];
        let known = names::is_known(name);
        let is_field = match sign {
            ':' | '：' if known => true,
            ':' | '：' if after.starts_with("//") => false,
            // `Venezuela: release` is a headline, `tittle: release` a slip of the pen.
            ':' | '：' if self.is_blank(sign.len_utf8()) => names::nearest(name).is_some(),
            ':' | '：' => true,
            '=' => known,
            _ => names::is_ordered(name),
        };
        if !is_field {
            if matches!(sign, ':' | '：') {
                self.note_colon(name, start, sign.len_utf8());
            }
            return false;
        }
        if !matches!(sign, '>' | '<') {
            self.at += sign.len_utf8();
        }
        self.push(TokenKind::Field(name.to_owned()), start);
        true
    }

    fn note_colon(&mut self, name: &str, start: usize, bytes: usize) {
        if self.is_blank(bytes) && !names::looks_like_field(name) || name.is_empty() {
            return;
        }
        let message = format!("`{name}` is no field, so `{name}:` is read as words");
        let end = self.at + bytes;
        self.out
            .notes
            .push(Remark::ColonIsText.note(Span::new(start, end), message));
    }
}
