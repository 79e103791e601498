//! Signs: dashes, comparisons, ranges, what is stuck to the end of a word, regular expressions.

use super::{Lexer, TokenKind, is_quote};
use crate::article::Span;
use crate::query::error::{Problem, QueryError};
use crate::query::note::Remark;

impl Lexer<'_> {
    pub(super) fn symbol(&mut self, bytes: usize) {
        let text = self.rest()[..bytes].to_owned();
        self.sign(
            TokenKind::Word {
                text,
                escaped: false,
            },
            bytes,
        );
    }

    pub(super) fn dash(&mut self, c: char, touches_next: bool) {
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

    pub(super) fn compare(&mut self) {
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

    pub(super) fn range(&mut self) {
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

    pub(super) fn tilde(&mut self) {
        let digits = self.rest()[1..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        let number = &self.rest()[1..1 + digits];
        // A number too long to read is out of every range.
        let number = (digits > 0).then(|| number.parse().unwrap_or(u32::MAX));
        self.sign(TokenKind::Tilde(number), 1 + digits);
    }

    pub(super) fn weight_bytes(&self) -> usize {
        1 + self.rest()[1..]
            .bytes()
            .take_while(|b| b.is_ascii_digit() || *b == b'.')
            .count()
    }

    pub(super) fn set(&mut self) {
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

    /// Bytes of Factiva's `/N5/` or `/F50/`, which need no space around them; 0 when there is none.
    pub(super) fn factiva_sign_bytes(&self) -> usize {
        let rest = self.rest();
        if !self.habits.factiva_signs || !rest.get(1..2).is_some_and(|c| "NnFf".contains(c)) {
            return 0;
        }
        let digits = rest[2..].bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 && rest[2 + digits..].starts_with('/') {
            digits + 3
        } else {
            0
        }
    }

    /// Reads such a sign as the regular expression it looks like; the parser knows better.
    pub(super) fn factiva_sign(&mut self) -> bool {
        let bytes = self.factiva_sign_bytes();
        if bytes > 0 {
            let pattern = self.rest()[1..bytes - 1].to_owned();
            self.sign(TokenKind::Regex(pattern), bytes);
        }
        bytes > 0
    }

    /// Reads `/pattern/`; false when it is no regular expression but `/5` or a path.
    pub(super) fn regex(&mut self) -> bool {
        // Where one slash found no partner, no later one does: looked for once, not once for each.
        if self.at < self.no_regex_until {
            return false;
        }
        let rest = self.rest();
        let mut escaped = false;
        for (i, c) in rest.char_indices().skip(1) {
            if c.is_whitespace() {
                self.no_regex_until = self.at + i;
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
        self.no_regex_until = self.text.len();
        false
    }
}
