//! Which words are operators, and where: the part of the parser that reads what stands between
//! operands.
//!
//! Operators in capitals are operators anywhere, and an error where they have nothing to join.
//! Those in small letters are operators only between two operands, with a note, else words.

use crate::article::Span;
use crate::query::dialect::SmallLetters;
use crate::query::error::{Problem, QueryError};
use crate::query::lexer::{Token, TokenKind};
use crate::query::names;
use crate::query::note::Remark;
use crate::query::operator::{self, Found, Meaning};
use crate::query::parser::Parser;
use crate::query::parser::factiva;
use crate::query::parser::foreign;
use crate::query::parser::resolve::{Connector, ConnectorKind, Level, Term};
use crate::query::parser::tree::{Node, NodeKind};

/// True when an operand can begin with this token.
pub(in crate::query) fn begins_operand(kind: &TokenKind) -> bool {
    match kind {
        TokenKind::Open
        | TokenKind::Word { .. }
        | TokenKind::Phrase(_)
        | TokenKind::Field(_)
        | TokenKind::Regex(_)
        | TokenKind::Negation
        | TokenKind::Plus
        | TokenKind::Literal
        | TokenKind::Exact
        | TokenKind::Set(_)
        | TokenKind::Star => true,
        TokenKind::Close
        | TokenKind::Compare(_)
        | TokenKind::Range { .. }
        | TokenKind::Tilde(_)
        | TokenKind::Weight(_)
        | TokenKind::Percent => false,
    }
}

/// The plain word of a token that is not escaped.
pub(in crate::query) fn plain_word(token: Option<&Token>) -> Option<&str> {
    match token.map(|t| &t.kind) {
        Some(TokenKind::Word {
            text,
            escaped: false,
        }) => Some(text),
        _ => None,
    }
}

/// Reports `ATLEST5(`, which is near to a function and would otherwise be a word and a group.
pub(in crate::query) fn check_function_name(parser: &mut Parser<'_>, text: &str, span: Span) {
    let stem = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_capital = text
        .bytes()
        .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    // `atleast(`: the very name, in small letters too.
    let nearest = names::nearest_of(stem, operator::function_names())
        .filter(|near| stem.len() > 3 && (is_capital || near.eq_ignore_ascii_case(stem)));
    let Some(nearest) = nearest else {
        let message =
            format!("`{text}(` is no function, so it is read as the word `{text}` and a group");
        parser
            .out
            .notes
            .push(Remark::WordBeforeGroup.note(span, message));
        return;
    };
    let digits = &text[stem.len()..];
    let name = format!("{nearest}{digits}");
    let is_itself = stem.eq_ignore_ascii_case(nearest);
    if operator::find_function(&name).is_some() && !is_itself {
        parser.error(|p| {
            QueryError::new(
                Problem::UnknownFunction,
                span,
                format!("no function `{text}`"),
                "a word that touches a parenthesis is the name of a function",
            )
            .help(format!("did you mean `{name}`?"))
            .suggest(p.replaced(span, &name))
        });
    } else if digits.is_empty() || is_itself {
        parser.error(|p| {
            QueryError::new(
                Problem::UnknownFunction,
                span,
                format!("no function `{text}`"),
                format!("`{nearest}` has its number in its name, or none"),
            )
            .suggest(p.replaced(
                span,
                if digits.is_empty() {
                    "ATLEAST2"
                } else {
                    nearest
                },
            ))
        });
    }
}

impl Node {
    /// Name and word of `title:word`.
    pub(in crate::query) fn clone_if_field(&self) -> Option<(String, String, Span)> {
        let NodeKind::Field { name, inner, .. } = &self.kind else {
            return None;
        };
        let NodeKind::Word { text, .. } = &inner.kind else {
            return None;
        };
        Some((name.clone(), text.clone(), self.span))
    }
}

impl Parser<'_> {
    /// True when an operand, or NOT, stands this many tokens ahead.
    fn has_operand(&self, ahead: usize) -> bool {
        let Some(token) = self.token(ahead) else {
            return false;
        };
        let is_sign = plain_word(Some(token)).and_then(|word| self.find_sign(word));
        begins_operand(&token.kind)
            && is_sign.is_none_or(|f| matches!(f.operator.meaning, Meaning::Not) || f.lowercase)
    }

    /// The operator that a word is, in this dialect.
    pub(super) fn find_sign(&self, word: &str) -> Option<Found> {
        let found = factiva::find_sign(word).filter(|_| self.habits.factiva_signs);
        found.or_else(|| operator::find_sign(word))
    }

    /// Reads an operator if there is one here; false when the word is an operand.
    pub(in crate::query) fn connector(
        &mut self,
        level: &mut Level,
        negations: &mut Vec<Span>,
    ) -> bool {
        let Some(token) = self.token(0) else {
            return false;
        };
        let Some(word) = plain_word(Some(token)) else {
            return false;
        };
        let has_left = !level.expects_operand();
        if has_left
            && (word == "BUT" || self.habits.small_letters != SmallLetters::Words)
            && word.eq_ignore_ascii_case("but")
            && plain_word(self.token(1)).is_some_and(|w| w.eq_ignore_ascii_case("not"))
            && self.has_operand(2)
        {
            if word == "but" {
                self.note_lowercase(token.span, "but not", "NOT");
            }
            return self.exclude(token, 2, negations);
        }
        if (word == "AROUND" || word == "around")
            && let Some((found, tokens)) = self.around()
        {
            if word == "around" {
                self.note_lowercase(token.span, "around(n)", "W/n");
            }
            return self.proximity(level, found, false, tokens);
        }
        let is_not = matches!(word, "NOT" | "ANDNOT");
        if is_not || word.eq_ignore_ascii_case("not") {
            if has_left
                && negations.is_empty()
                && let Some((found, tokens)) = self.proximity_at(1)
                && self.has_operand(1 + tokens)
                && (is_not || self.habits.small_letters != SmallLetters::Words)
            {
                if !is_not {
                    self.note_lowercase(token.span, "not", "NOT");
                }
                return self.proximity(level, found, true, 1 + tokens);
            }
            // `and not`: small letters count after a connector only, so `not guilty` stays words.
            let after_and = matches!(level.connectors.last(), Some(c) if !has_left && matches!(c.kind, ConnectorKind::And));
            let is_small = match self.habits.small_letters {
                SmallLetters::Noted => after_and && self.was_lowercase_and(),
                SmallLetters::Operators => after_and || self.habits.small_not,
                SmallLetters::Words => false,
            };
            if is_not || is_small && self.has_operand(1) {
                return self.exclude(token, 1, negations);
            }
            return false;
        }
        if let Some(read) = foreign::date_phrase(self) {
            if let Some((node, first)) = read {
                let negations = std::mem::take(negations);
                let term = Term {
                    node,
                    negations,
                    required: false,
                };
                self.push(level, term, first);
            }
            return true;
        }
        let Some(found) = self.find_sign(word) else {
            return false;
        };
        if found.lowercase && self.habits.small_letters == SmallLetters::Words {
            return false;
        }
        let kind = match found.operator.meaning {
            Meaning::And => ConnectorKind::And,
            Meaning::Or => ConnectorKind::Or,
            Meaning::Proximity(_) if self.habits.precedence.near_is_a_word && word == "NEAR" => {
                return false;
            }
            Meaning::Proximity(_) => {
                if found.lowercase && !(has_left && self.has_operand(1)) {
                    return false;
                }
                return self.proximity(level, found, false, 1);
            }
            Meaning::Not | Meaning::Choose(..) | Meaning::Within(_) | Meaning::Date(_) => {
                return false;
            }
        };
        if found.lowercase {
            if !has_left || !negations.is_empty() || !self.has_operand(1) {
                return false;
            }
            self.note_lowercase(token.span, word, found.operator.name);
        }
        self.at += 1;
        self.connect(
            level,
            negations,
            Connector {
                kind,
                span: token.span,
            },
        );
        true
    }

    fn was_lowercase_and(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|i| self.tokens.get(i));
        plain_word(before).is_some_and(|w| w == "and" || w == "And")
    }

    fn exclude(&mut self, token: &Token, tokens: usize, negations: &mut Vec<Span>) -> bool {
        self.at += tokens;
        if negations.len() > crate::query::limits::MAX_DEPTH {
            // Counted by the caller's limit; more of them cannot change the tree.
            return true;
        }
        let last = self.tokens[self.at - 1].span;
        negations.push(Span::new(token.span.start, last.end));
        true
    }

    fn connect(&mut self, level: &mut Level, negations: &mut Vec<Span>, connector: Connector) {
        if let Some(sign) = negations.first().copied() {
            negations.clear();
            self.dangling(sign);
        } else if level.expects_operand() {
            self.dangling(connector.span);
        } else {
            level.connectors.push(connector);
        }
    }

    /// Joins with a proximity operator that is this many tokens long.
    pub(super) fn proximity(
        &mut self,
        level: &mut Level,
        found: Found,
        negated: bool,
        tokens: usize,
    ) -> bool {
        let first = self.tokens[self.at].span;
        let last = self.tokens[self.at + tokens - 1].span;
        let span = Span::new(first.start, last.end);
        self.check_number(found, last);
        if found.lowercase {
            let word = self.text[last.range()].to_owned();
            let name = found.operator.name.replace('n', &found.number.to_string());
            self.note_lowercase(last, &word, &name);
        }
        if found.operator.name == "NEAR" && self.habits.notes_readings {
            self.out.ambiguities.push((Remark::BareNear, span));
        }
        self.at += tokens;
        let kind = ConnectorKind::Proximity {
            operator: found.operator,
            number: found.number,
            negated,
        };
        self.connect(level, &mut Vec::new(), Connector { kind, span });
        true
    }

    /// The proximity operator this many tokens ahead, and how many tokens it has.
    fn proximity_at(&self, ahead: usize) -> Option<(Found, usize)> {
        let token = self.token(ahead)?;
        if token.kind == TokenKind::Plus {
            let word = plain_word(self.token(ahead + 1))?;
            return operator::find_sign(&format!("+{word}")).map(|found| (found, 2));
        }
        let found = self.find_sign(plain_word(Some(token))?)?;
        matches!(found.operator.meaning, Meaning::Proximity(_)).then_some((found, 1))
    }

    /// `AROUND(5)`: four tokens.
    fn around(&self) -> Option<(Found, usize)> {
        let number = plain_word(self.token(2))?;
        let is_call =
            self.token(1)?.kind == TokenKind::Open && self.token(3)?.kind == TokenKind::Close;
        let is_number = number.bytes().all(|b| b.is_ascii_digit());
        let found = operator::find_sign(&format!("W/{number}")).filter(|_| is_number)?;
        is_call.then_some((found, 4))
    }

    /// `+11` and `+s` between two operands, with spaces.
    pub(in crate::query) fn plus_operator(&mut self, level: &mut Level) -> bool {
        let (Some(plus), Some(word)) = (self.token(0), self.token(1)) else {
            return false;
        };
        if level.expects_operand()
            || !plus.spaced
            || word.spaced
            || !self.token(2).is_some_and(|t| t.spaced)
            || !self.has_operand(2)
            || self.habits.small_letters == SmallLetters::Words
        {
            return false;
        }
        let Some((found, tokens)) = self.proximity_at(0) else {
            return false;
        };
        if found
            .operator
            .number
            .is_some_and(|(_, most)| found.number > most)
        {
            return false;
        }
        let span = Span::new(plus.span.start, word.span.end);
        if found.number > 0 && self.habits.notes_readings {
            let number = found.number;
            let message = format!(
                "`+{number}` is read as PRE/{number}; quote it for the number: `\"{number}\"`"
            );
            self.out.notes.push(Remark::PlusNumber.note(span, message));
        }
        self.proximity(
            level,
            Found {
                lowercase: false,
                ..found
            },
            false,
            tokens,
        )
    }

    fn note_lowercase(&mut self, span: Span, word: &str, name: &str) {
        if self.habits.small_letters != SmallLetters::Noted {
            return;
        }
        let message = format!("`{word}` is read as {name}; quote it for the word");
        self.out
            .notes
            .push(Remark::OtherSpelling.note(span, message));
    }
}
