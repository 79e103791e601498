//! Words, and the field names that may stand before them.

use super::{ANY_ONE, ANY_RUN, Lexer, TokenKind, is_quote};
use crate::article::Span;
use crate::query::names;
use crate::query::note::Remark;

impl Lexer<'_> {
    /// Adds a character of a word or phrase, with the wildcards in their inner form.
    pub(super) fn push_char(&self, c: char, text: &mut String) {
        match c {
            '*' if self.habits.star_is_one && text.ends_with(char::is_alphanumeric) => {
                text.push(ANY_ONE);
            }
            '*' => text.push(ANY_RUN),
            '?' => text.push(ANY_ONE),
            '!' if text.ends_with(char::is_alphanumeric) && self.is_border(0) => text.push(ANY_RUN),
            // Nobody can mean these two letters.
            ANY_RUN | ANY_ONE => {}
            c => text.push(c),
        }
    }

    pub(super) fn word(&mut self) {
        let start = self.at;
        self.note_single_quotes();
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
                '/' if !text.is_empty() && self.factiva_sign_bytes() > 0 => break,
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
                    // `*:*` is Lucene's way to ask for everything.
                    if !(self.text[start..].starts_with("*:*") && self.is_border(2)) {
                        let name = &self.text[start..self.at];
                        self.note_colon(name, start, bytes);
                    }
                    may_be_field = false;
                }
                _ => {}
            }
            self.at += bytes;
            self.push_char(c, &mut text);
        }
        if !escaped && !is_value && names::is_ordered(&text) && self.has_comparison() {
            // `length > 500`: with spaces, as Lexis writes it.
            self.push(TokenKind::Field(text), start);
            return;
        }
        if !escaped && !is_value {
            self.note_sign(&text, start);
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

    /// A comparison follows, with a number or date behind it.
    fn has_comparison(&self) -> bool {
        let rest = self.rest().trim_start_matches(' ');
        let value = rest.trim_start_matches(['>', '<', '≥', '≤', '=']);
        rest.starts_with(['>', '<', '≥', '≤'])
            && value
                .trim_start_matches(' ')
                .starts_with(|c: char| c.is_ascii_digit())
    }

    /// `wom!n`, `colo$r`, `organi[sz]ation`: signs that stand for letters elsewhere.
    fn note_sign(&mut self, text: &str, start: usize) {
        let signs = ['#', '$', '!', '['];
        let Some(at) = text.find(signs) else { return };
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        if !is_letter(text[..at].chars().next_back()) || !is_letter(text[at + 1..].chars().next()) {
            return;
        }
        let sign = &text[at..=at];
        let message =
            format!("`{sign}` separates words here; for one letter write `?`, for any letters `*`");
        let span = Span::new(start, self.at);
        self.out.notes.push(Remark::SignInWord.note(span, message));
    }

    /// `'political prisoners'`: an apostrophe does not quote.
    fn note_single_quotes(&mut self) {
        // Farther away is no partner; this also keeps a query of nothing but apostrophes fast.
        const LONGEST: usize = 100;
        let rest = self.rest();
        let Some(inner) = rest.strip_prefix(['\'', '‘']) else {
            return;
        };
        let is_open = |c: char| matches!(c, '"' | '(' | ')');
        let end = inner
            .char_indices()
            .take(LONGEST)
            .take_while(|(_, c)| !is_open(*c))
            .find(|(i, c)| {
                let after = inner[i + c.len_utf8()..].chars().next();
                matches!(c, '\'' | '’')
                    && inner[..*i].ends_with(char::is_alphanumeric)
                    && after.is_none_or(|c| c.is_whitespace() || c == ')')
            });
        let Some((end, _)) = end.filter(|(end, _)| inner[..*end].contains(char::is_whitespace))
        else {
            return;
        };
        let message = format!(
            "`'` does not quote; for the phrase write `\"{}\"`",
            &inner[..end]
        );
        let bytes = rest.len() - inner.len() + end + 1;
        let bytes = (bytes..=rest.len())
            .find(|at| rest.is_char_boundary(*at))
            .unwrap_or(rest.len());
        let span = Span::new(self.at, self.at + bytes);
        self.out
            .notes
            .push(Remark::SingleQuotes.note(span, message));
    }

    pub(super) fn is_tilde_end(&self) -> bool {
        let digits = self.rest()[1..]
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        self.is_border(1 + digits) || self.rest()[1 + digits..].starts_with('^')
    }

    /// Decides whether the name before a sign is a field, and if so ends the token there.
    pub(super) fn field(&mut self, name: &str, start: usize, sign: char) -> bool {
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

    pub(super) fn note_colon(&mut self, name: &str, start: usize, bytes: usize) {
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
