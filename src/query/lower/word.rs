//! Words and phrases as the one word splitter cuts them.
//!
//! A written word that is cut in several parts (`well-being`, `U.S.`, `10:30`) is a phrase of the
//! parts: the inner ones as they stand, the last with its inflections.  One joined by hyphens is
//! also looked for in one piece (`wellbeing`).

use crate::article::Span;
use crate::query::ast::{Form, Slot, SpanExpr, Word, WordPattern};
use crate::query::error::{Problem, QueryError};
use crate::query::lexer::{ANY_ONE, ANY_RUN};
use crate::query::limits::{
    MAX_REGEXES, MAX_SLOP, MAX_SLOPPY_WORDS, MIN_FUZZY_LETTERS, MIN_LETTERS_FOR_TWO,
    MIN_WILDCARD_LETTERS,
};
use crate::query::lower::Lowerer;
use crate::query::note::Remark;
use crate::query::pattern::compile_regex;
use crate::text::{fold, is_apostrophe, is_invisible, words};

impl Lowerer<'_, '_> {
    pub fn word(
        &mut self,
        text: &str,
        form: Form,
        fuzzy: Option<Option<u32>>,
        span: Span,
    ) -> Option<SpanExpr> {
        let parts = parts(text);
        self.note_question_mark(text, span);
        // Whoever names a field means its words.
        let is_bare = !self.text[..span.start].ends_with(':');
        if is_bare && is_iso_date(text) {
            let message = format!(
                "a date by itself is looked for as words; for articles of that time write \
                 `date:{text}`"
            );
            self.out.notes.push(Remark::DateIsWords.note(span, message));
        }
        if let Some(distance) = fuzzy {
            return self.fuzzy(&parts, form, distance, span).map(SpanExpr::Word);
        }
        match parts.as_slice() {
            [] => {
                self.error(QueryError::new(
                    Problem::NoWords,
                    span,
                    "no letters or digits to search for",
                    "punctuation is not indexed",
                ));
                None
            }
            [only] => self.one_word(only, form, span).map(SpanExpr::Word),
            [inner @ .., last] => {
                let inner_form = if form == Form::Exact {
                    Form::Exact
                } else {
                    Form::Literal
                };
                let mut slots = Vec::with_capacity(parts.len());
                for part in inner {
                    slots.push(Slot::Word(self.one_word(part, inner_form, span)?));
                }
                slots.push(Slot::Word(self.one_word(last, form, span)?));
                let phrase = SpanExpr::Phrase { slots, slop: 0 };
                if !is_hyphenated(text) {
                    return Some(phrase);
                }
                let joined = self.one_word(&parts.concat(), form, span)?;
                Some(SpanExpr::Or(vec![phrase, SpanExpr::Word(joined)]))
            }
        }
    }

    /// One word of the splitter; wildcards are never stemmed.
    fn one_word(&mut self, part: &str, form: Form, span: Span) -> Option<Word> {
        if !part.contains([ANY_RUN, ANY_ONE]) {
            return Some(Word {
                pattern: WordPattern::Plain(part.to_owned()),
                form,
            });
        }
        let folded = fold(part);
        let letters = folded.chars().filter(|c| is_letter(*c)).count();
        if letters < MIN_WILDCARD_LETTERS {
            let written = with_signs(part);
            let reason = format!(
                "with fewer than {MIN_WILDCARD_LETTERS} letters or digits it stands for most of the archive"
            );
            self.error(
                QueryError::new(
                    Problem::WildcardTooShort,
                    span,
                    format!("wildcard `{written}` is too short"),
                    reason,
                )
                .help("`*` alone finds every article; in a phrase it is any one word"),
            );
            return None;
        }
        let form = if form == Form::Exact {
            form
        } else {
            Form::Literal
        };
        let text = with_signs(part);
        Some(Word {
            pattern: WordPattern::Wildcard(text),
            form,
        })
    }

    fn fuzzy(
        &mut self,
        parts: &[String],
        form: Form,
        distance: Option<u32>,
        span: Span,
    ) -> Option<Word> {
        let bad =
            |message: &str, reason: &str| QueryError::new(Problem::BadFuzzy, span, message, reason);
        let [part] = parts else {
            self.error(bad(
                "`~` on more than one word",
                "it asks for words that differ from one word by a letter or two",
            ));
            return None;
        };
        if part.contains([ANY_RUN, ANY_ONE]) || form == Form::Exact {
            self.error(bad(
                "`~` together with a wildcard or `==`",
                "a word is either spelled freely or exactly",
            ));
            return None;
        }
        let word = part.to_owned();
        let letters = fold(&word).chars().count();
        if letters < MIN_FUZZY_LETTERS {
            self.error(bad(
                &format!("`{part}~` is too short"),
                &format!("a fuzzy word needs {MIN_FUZZY_LETTERS} letters"),
            ));
            return None;
        }
        let most = if letters < MIN_LETTERS_FOR_TWO { 1 } else { 2 };
        let distance = distance.unwrap_or(if letters <= 7 { 1 } else { 2 });
        if distance == 0 || distance > most {
            let reason = format!(
                "a word of {letters} letters may differ by {}",
                if most == 1 { "1" } else { "1 or 2" }
            );
            let fixed = self.replaced(span, &format!("{part}~{most}"));
            self.error(
                QueryError::new(
                    Problem::NumberOutOfRange,
                    span,
                    format!("distance {distance} is out of range"),
                    reason,
                )
                .suggest(fixed),
            );
            return None;
        }
        Some(Word {
            pattern: WordPattern::Fuzzy {
                word,
                distance: distance as u8,
            },
            form: Form::Literal,
        })
    }

    pub fn phrase(&mut self, text: &str, form: Form, slop: u32, span: Span) -> Option<SpanExpr> {
        self.note_question_mark(text, span);
        if slop > MAX_SLOP {
            let reason = format!("slop reaches from 0 to {MAX_SLOP}");
            self.error(
                QueryError::new(
                    Problem::NumberOutOfRange,
                    span,
                    format!("slop {slop} is out of range"),
                    reason,
                )
                .help("for words farther apart use W/n"),
            );
            return None;
        }
        let mut slots = Vec::new();
        for part in parts(text) {
            if part.chars().all(|c| c == ANY_RUN) {
                slots.push(Slot::AnyWord);
            } else if !part.chars().all(|c| c == ANY_ONE) {
                slots.push(Slot::Word(self.one_word(&part, form, span)?));
            }
        }
        if !slots.iter().any(|s| matches!(s, Slot::Word(_))) {
            self.error(QueryError::new(
                Problem::NoWords,
                span,
                "no letters or digits between the quotation marks",
                "punctuation is not indexed",
            ));
            return None;
        }
        if slop > 0 && slots.len() > MAX_SLOPPY_WORDS {
            let message = format!("phrase of {} words with slop", slots.len());
            self.error(QueryError::new(
                Problem::NumberOutOfRange,
                span,
                message,
                format!("with slop it may have {MAX_SLOPPY_WORDS}"),
            ));
            return None;
        }
        match slots.as_slice() {
            [Slot::Word(only)] => Some(SpanExpr::Word(only.clone())),
            _ => Some(SpanExpr::Phrase { slots, slop }),
        }
    }

    pub fn regex(&mut self, pattern: &str, has_field: bool, span: Span) -> Option<SpanExpr> {
        if !has_field {
            let quoted = self.replaced(span, &format!("\"{}\"", pattern.replace(['"', '\\'], "")));
            self.error(
                QueryError::new(
                    Problem::RegexWithoutField,
                    span,
                    "regular expression without a field",
                    "slashes begin one only after a field",
                )
                .help(format!("write `body:/{pattern}/`, or quote the words"))
                .suggest(quoted),
            );
            return None;
        }
        self.regexes += 1;
        if self.regexes > MAX_REGEXES {
            if self.regexes == MAX_REGEXES + 1 {
                self.error(QueryError::new(
                    Problem::TooManyClauses,
                    span,
                    format!("more than {MAX_REGEXES} regular expressions"),
                    "each of them is compiled and tried on every word of the archive",
                ));
            }
            return None;
        }
        let folded = fold_pattern(pattern);
        if let Err(problem) = compile_regex(&folded) {
            let text = problem.to_string();
            let reason = text
                .lines()
                .last()
                .unwrap_or("it cannot be compiled")
                .trim_start_matches("error: ")
                .to_owned();
            self.error(QueryError::new(
                Problem::BadRegex,
                span,
                "regular expression cannot be used",
                reason,
            ));
            return None;
        }
        Some(SpanExpr::Word(Word {
            pattern: WordPattern::Regex(folded),
            form: Form::Literal,
        }))
    }

    fn note_question_mark(&mut self, text: &str, span: Span) {
        let ends_so = |word: &str| {
            word.ends_with(ANY_ONE) && word.chars().any(|c| c.is_alphanumeric() && c != ANY_ONE)
        };
        if let Some(word) = text.split(' ').find(|word| ends_so(word)) {
            let word = with_signs(word);
            let bare = word.trim_end_matches('?');
            self.out.notes.push(Remark::FinalQuestionMark.note(span, format!("`{word}` asks for one more letter after `{bare}`; leave the `?` out for the word itself")));
        }
    }
}

/// Wildcards as people write them.
pub(in crate::query) fn with_signs(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c == ANY_RUN {
                '*'
            } else if c == ANY_ONE {
                '?'
            } else {
                c
            }
        })
        .collect()
}

/// The words of a text, as they are written but for signs that are no part of them.
pub(super) fn parts(text: &str) -> Vec<String> {
    let parts = words(text).map(|word| plain(word.text(text)));
    parts.filter(|part| !fold(part).is_empty()).collect()
}

/// A thousands comma is the only comma a word can hold; an apostrophe at its end is none of it.
fn plain(part: &str) -> String {
    let end = part.trim_end_matches(|c| is_apostrophe(c) || is_invisible(c));
    end.replace(',', "")
}

/// Words joined by single hyphens, the first beginning with a letter: `well-being`, `COVID-19`.
fn is_hyphenated(text: &str) -> bool {
    let mut end = None;
    for word in words(text) {
        let gap = end.map(|end| &text[end..word.start]);
        let is_joined = match gap {
            None => text[word.start..].starts_with(|c| is_letter(c) && c.is_alphabetic()),
            Some(gap) => gap.chars().count() == 1 && gap.chars().all(is_hyphen),
        };
        if !is_joined {
            return false;
        }
        end = Some(word.end);
    }
    true
}

/// A month or a day as the standard writes it: `2026-01`, `2026-01-13`.
fn is_iso_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let is_number = |part: &str, digits: usize, range: std::ops::RangeInclusive<u32>| {
        part.len() == digits
            && part.bytes().all(|byte| byte.is_ascii_digit())
            && part.parse().is_ok_and(|number| range.contains(&number))
    };
    match parts.as_slice() {
        [year, month, day @ ..] if day.len() < 2 => {
            is_number(year, 4, 1600..=2199)
                && is_number(month, 2, 1..=12)
                && day.iter().all(|day| is_number(day, 2, 1..=31))
        }
        _ => false,
    }
}

/// A letter or digit that is no wildcard.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && c != ANY_RUN && c != ANY_ONE
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Folds the letters of a regular expression; escapes stay as they are, save that of the slash.
fn fold_pattern(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('/') => out.push('/'),
                escaped => {
                    out.push(c);
                    out.extend(escaped);
                }
            },
            c if c.is_alphabetic() => {
                let folded = fold(c.encode_utf8(&mut [0; 4]));
                // Some letters are a blank with a mark on it to Unicode, which no word has.
                if folded.contains(|c: char| c.is_whitespace() || c.is_ascii_punctuation()) {
                    out.push(c);
                } else {
                    out.push_str(&folded);
                }
            }
            c => out.push(c),
        }
    }
    out
}
