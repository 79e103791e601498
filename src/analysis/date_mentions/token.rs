//! Cuts a text into the tokens that patterns match: words, numbers with what is glued to them, marks.
//!
//! One pass without allocation for ASCII words. Numbers are judged here: 1990s is a decade, 20th an
//! ordinal, 10:30 a clock, 1,500 and $90 are amounts and never years.

use super::Language;
use super::lexicon::{Class, Entry, Lexicon};
use crate::text::fold;

#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub start: u32,
    pub end: u32,
    pub entry: Entry,
    pub kind: Kind,
    /// No space stands before it.
    pub is_glued: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word {
        is_capital: bool,
        ending: Ending,
    },
    Number,
    Mark(char),
    /// A blank line or line break.
    Break,
}

/// The tense that the ending of a word shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Past,
    Ahead,
    Other,
}

impl Token {
    pub fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.start as usize..self.end as usize]
    }

    pub fn is(&self, class: Class) -> bool {
        self.entry.is(class)
    }

    pub fn is_mark(&self, mark: char) -> bool {
        self.kind == Kind::Mark(mark)
    }

    pub fn is_capital(&self) -> bool {
        matches!(
            self.kind,
            Kind::Word {
                is_capital: true,
                ..
            }
        )
    }
}

/// No word of a lexicon is longer, in bytes.
const LONGEST: usize = 24;

/// Cuts `text` up. Texts of more than 4 GB are beyond the limits of readers.
pub(super) fn tokenise(text: &str, lexicon: &Lexicon, language: &Language) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut is_glued = false;
    while let Some(c) = text[at..].chars().next() {
        let end;
        let mut entry = Entry::default();
        let kind = match c {
            '\n' | '\r' => {
                end = at + 1;
                Kind::Break
            }
            c if c.is_whitespace() => {
                at += c.len_utf8();
                is_glued = false;
                continue;
            }
            c if c.is_ascii_digit() => {
                (entry, end) = number(text, at, tokens.last(), is_glued);
                Kind::Number
            }
            c if c.is_alphabetic() => {
                end = end_of_word(text, at);
                let word = &text[at..end];
                entry = look_up(word, lexicon);
                Kind::Word {
                    is_capital: c.is_uppercase(),
                    ending: ending(word, language),
                }
            }
            '\'' | '’' => {
                // 's is a token of its own: "this year's".
                let after = at + c.len_utf8();
                let is_s = matches!(bytes.get(after), Some(b's' | b'S'))
                    && !text[after + 1..].starts_with(char::is_alphanumeric);
                end = after + usize::from(is_s && is_glued);
                entry.literal = lexicon.known_literal(if end > after { "'s" } else { "'" });
                Kind::Mark('\'')
            }
            c => {
                end = at + c.len_utf8();
                let mark = match c {
                    '‐' | '‑' | '–' | '−' => '-',
                    c => c,
                };
                let mut buffer = [0; 4];
                entry.literal = lexicon.known_literal(mark.encode_utf8(&mut buffer));
                Kind::Mark(mark)
            }
        };
        let (start, stop) = (position(at), position(end));
        tokens.push(Token {
            start,
            end: stop,
            entry,
            kind,
            is_glued,
        });
        is_glued = kind != Kind::Break;
        at = end;
    }
    tokens
}

/// Words of four letters and names show no tense.
fn ending(word: &str, language: &Language) -> Ending {
    let has = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if word.len() <= 4 {
        Ending::Other
    } else if has(language.ahead_endings) {
        Ending::Ahead
    } else if has(language.past_endings) {
        Ending::Past
    } else {
        Ending::Other
    }
}

fn position(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

fn look_up(word: &str, lexicon: &Lexicon) -> Entry {
    if word.len() > LONGEST {
        return Entry::default();
    }
    if word.is_ascii() {
        let mut buffer = [0u8; LONGEST];
        let lower = &mut buffer[..word.len()];
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        let lower = std::str::from_utf8(lower).unwrap_or_default();
        return lexicon.get(lower).unwrap_or_default();
    }
    lexicon.get(&fold(word)).unwrap_or_default()
}

fn end_of_word(text: &str, start: usize) -> usize {
    let rest = &text[start..];
    let is_in_word =
        |c: char| c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c);
    start + rest.find(|c| !is_in_word(c)).unwrap_or(rest.len())
}

/// Reads a number and everything that belongs to it; returns what it can mean.
fn number(text: &str, start: usize, before: Option<&Token>, is_glued: bool) -> (Entry, usize) {
    let bytes = text.as_bytes();
    let digits_from = |at: usize| {
        bytes[at..]
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count()
    };
    let length = digits_from(start);
    let mut end = start + length;
    let mut entry = Entry::default();
    let value: i32 = text[start..end].parse().unwrap_or(-1);
    entry.number = value;
    // 1,500 and 2.36 are amounts, 10:30 is a clock.
    let is_clock = length <= 2 && bytes.get(end) == Some(&b':') && digits_from(end + 1) == 2;
    if is_clock {
        let minute: i32 = text[end + 1..end + 3].parse().unwrap_or(-1);
        end += 3;
        if bytes.get(end) == Some(&b':') && digits_from(end + 1) == 2 {
            end += 3;
        }
        if (0..24).contains(&value) && (0..60).contains(&minute) {
            entry.classes = Class::Clock.bit();
            entry.number = value * 60 + minute;
        }
        return (entry, end);
    }
    let mut is_amount = false;
    while matches!(bytes.get(end), Some(b',' | b'.'))
        && bytes.get(end + 1).is_some_and(u8::is_ascii_digit)
    {
        let next = digits_from(end + 1);
        if bytes[end] == b',' && next != 3 {
            break;
        }
        is_amount = true;
        end += 1 + next;
    }
    let money = is_glued
        && before
            .is_some_and(|t| matches!(t.kind, Kind::Mark('$' | '£' | '€' | '¥' | '#' | '.' | '/')));
    if bytes.get(end) == Some(&b'%') || money {
        return (Entry::default(), end);
    }
    if is_amount {
        entry.number = text[start..end].replace(',', "").parse().unwrap_or(-1);
        if entry.number >= 0 {
            entry.classes = Class::Number.bit();
        }
        return (entry, end);
    }
    let suffix_end = end_of_word(text, end);
    match &text[end..suffix_end] {
        "" => {
            entry.classes = Class::Number.bit();
            if (1..=31).contains(&value) && length <= 2 {
                entry.classes |= Class::Day.bit();
            }
            if length == 4 && (1500..=2100).contains(&value) {
                entry.classes |= Class::Year.bit();
            }
            (entry, end)
        }
        "st" | "nd" | "rd" | "th" | "er" | "º" | "ª" | "o" => {
            entry.classes = Class::Ordinal.bit();
            if (1..=31).contains(&value) && length <= 2 {
                entry.classes |= Class::Day.bit();
            }
            (entry, suffix_end)
        }
        "s" if length == 4 && value % 10 == 0 && (1000..2100).contains(&value) => {
            entry.classes = Class::Decade.bit();
            (entry, suffix_end)
        }
        "s" if length == 2 && value % 10 == 0 => {
            // the '80s, the 80s
            entry.classes = Class::Decade.bit();
            entry.number = 1900 + value;
            (entry, suffix_end)
        }
        // 9pm, 10h: the letters stay a token of their own.
        _ => {
            entry.classes = Class::Number.bit();
            (entry, end)
        }
    }
}
