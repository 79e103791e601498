//! Lists of names in a byline: where one ends and the next begins.

use std::cell::OnceCell;

use super::arabic::is_arabic_given_name;
use super::post::is_one_of;

/// Words between names; in capitals where the names are.
const JOINS: &[&str] = &[
    "and", "And", "&", "y", "e", "et", "und", "en", "og", "och", "ja", "и", "i", "oraz", "a", "és",
    "și", "şi", "ve", "та", "і", "й", "και", "dan", "with", "con", "avec", "mit", "com", "med",
];

/// Of these, words that may stand within a name, or alone for something else: they join whole names.
const WEAK_JOINS: &[&str] = &["y", "e", "i", "a", "ve", "та", "і", "й", "dan"];

/// Of these, words that are initials in capitals.
const INITIALS: &[&str] = &["a", "i"];

/// Longest of them, bytes.
const MAX_JOIN: usize = 6;

/// Marks between names; a slash is one too.
fn is_mark(c: char) -> bool {
    matches!(c, ',' | '|' | ';' | '•' | '·' | '\n' | '\t')
}

/// Whether a word joins names: "and", "et".
pub fn is_join(word: &str) -> bool {
    word.len() <= MAX_JOIN && is_one_of(JOINS, word)
}

/// Whether a mark stands between names.
pub fn is_border(mark: char) -> bool {
    is_mark(mark) || matches!(mark, '&' | '/')
}

/// One of the names in a byline, or what stands between two of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part<'t> {
    pub text: &'t str,
    /// A joining word stands before it, no comma: "and Cher".
    pub is_joined: bool,
}

/// Splits a list of names at commas, bars and joining words.
pub fn split_names(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut is_first = true;
    let mut pieces = text.split(is_mark).flat_map(split_at_slashes);
    let mut piece: Option<Piece<'_>> = None;
    std::iter::from_fn(move || {
        if piece.is_none() {
            piece = Some(Piece::of(pieces.next()?));
        }
        let part = piece.as_mut()?.next(is_first);
        is_first = false;
        if part.1 {
            piece = None;
        }
        Some(part.0)
    })
}

/// What stands between two borders, of which names are cut off at joining words.
struct Piece<'t> {
    text: &'t str,
    /// Where the next name begins.
    start: usize,
    is_joined: bool,
    /// Asked once: a hostile list has a joining word in capitals for each of its words.
    shouts: OnceCell<bool>,
}

impl<'t> Piece<'t> {
    fn of(text: &'t str) -> Self {
        Self {
            text,
            start: 0,
            is_joined: false,
            shouts: OnceCell::new(),
        }
    }

    /// The next name, and whether it is the last.
    fn next(&mut self, is_first: bool) -> (Part<'t>, bool) {
        let (text, start) = (self.text, self.start);
        let mut at = start;
        for word in text[start..].split_inclusive(char::is_whitespace) {
            let end = at + word.len();
            // Joining words stand between two names.
            let before = &text[start..at];
            let is_join = self.is_joining(word.trim())
                && (!is_first || !before.trim().is_empty())
                && !is_of_name(word.trim(), before, &text[end..])
                && !is_place_behind(word.trim(), before, &text[end..]);
            let next = if is_join {
                Some(end)
            } else {
                joined_arabic(word, before).map(|len| at + len)
            };
            if let Some(next) = next {
                let part = Part {
                    text: before,
                    is_joined: self.is_joined,
                };
                (self.start, self.is_joined) = (next, true);
                return (part, false);
            }
            at = end;
        }
        let part = Part {
            text: &text[start..],
            is_joined: self.is_joined,
        };
        (part, true)
    }

    /// A joining word; in capitals where the names around it are.
    fn is_joining(&self, word: &str) -> bool {
        if word.is_empty() || word.len() > MAX_JOIN {
            return false;
        }
        let shouts = || {
            *self
                .shouts
                .get_or_init(|| !self.text.contains(char::is_lowercase))
        };
        let is_initial = || is_one_of(INITIALS, word);
        JOINS.contains(&word)
            || (word.contains(char::is_uppercase)
                && is_one_of(JOINS, word)
                && !is_initial()
                && shouts())
    }
}

/// Bytes of the Arabic "and" that is part of the first name behind it: `سامي الحداد وليلى منصور`.
fn joined_arabic(word: &str, before: &str) -> Option<usize> {
    const AND: char = 'و';
    let name = word.strip_prefix(AND)?.trim_end();
    let is_second = before.split_whitespace().nth(1).is_some();
    (is_second && is_arabic_given_name(name)).then_some(AND.len_utf8())
}

/// "Ann Roe/dpa" => "Ann Roe", "dpa"; "xyz/ar" are the initials of one, "/u/Roe" is how a forum
/// writes a name, and "(she/her)" is said of one.
fn split_at_slashes(text: &str) -> impl Iterator<Item = &str> {
    let is_one = text.trim_start().starts_with('/') || !text.contains(char::is_uppercase);
    let mut depth = 0_usize;
    text.split(move |c| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == '/' && depth == 0 && !is_one
    })
}

/// `Ortega y Gasset`, `Costa e Silva`: a Spanish "and" joins whole names, or parts of one.
fn is_of_name(word: &str, before: &str, after: &str) -> bool {
    let mut next = after
        .split_whitespace()
        .take_while(|word| !JOINS.contains(word));
    WEAK_JOINS.contains(&word)
        && (before.split_whitespace().nth(1).is_none() || next.nth(1).is_none())
}

/// `Ana Gil en París`, `corresponsal en París`: a Dutch "and" has names on both sides, a Spanish "in" a
/// town behind it.
fn is_place_behind(word: &str, before: &str, after: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or("");
    let is_alone = after.split_whitespace().nth(1).is_none();
    word == "en" && (is_alone || last.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_at_commas_and_joining_words() {
        for (text, expected) in [
            ("Ann Roe and Bob Fox", "Ann Roe |+ Bob Fox"),
            ("ANN ROE AND BOB FOX", "ANN ROE |+ BOB FOX"),
            ("Ann Roe And Bob Fox", "Ann Roe |+ Bob Fox"),
            ("Ann Roe, Bob Fox, and Cher", "Ann Roe| Bob Fox| |+ Cher"),
            ("Y Roe y Luis Gil", "Y Roe |+ Luis Gil"),
            ("José Roe y Gasset", "José Roe y Gasset"),
            (
                "Ana Costa e Silva e Luis Gil",
                "Ana Costa e Silva |+ Luis Gil",
            ),
            ("Con Roe", "Con Roe"),
            ("Anna Lis i Jan Sum", "Anna Lis |+ Jan Sum"),
            ("Jana Zlá a Petr Malý", "Jana Zlá |+ Petr Malý"),
            ("MARY A ROE JONES", "MARY A ROE JONES"),
            ("Elif Kara ve Ali Sel", "Elif Kara |+ Ali Sel"),
            ("Szabó Éva és Nagy Pál", "Szabó Éva |+ Nagy Pál"),
            ("Jan Roe en Piet Fox", "Jan Roe |+ Piet Fox"),
            ("Ana Roe en París", "Ana Roe en París"),
            (
                "Ana Roe, corresponsal en París",
                "Ana Roe| corresponsal en París",
            ),
            ("Ann Roe (she/her)", "Ann Roe (she/her)"),
            ("Ann Roe/dpa", "Ann Roe|dpa"),
            ("xyz/ar", "xyz/ar"),
            ("/u/Roe", "/u/Roe"),
            ("سامي الحداد وليلى منصور", "سامي الحداد |+ ليلى منصور"),
            ("سامي وليد منصور", "سامي وليد منصور"),
        ] {
            let parts: Vec<String> = split_names(text)
                .map(|part| {
                    let mark = if part.is_joined { "+ " } else { "" };
                    format!("{mark}{}", part.text)
                })
                .collect();
            assert_eq!(parts.join("|"), expected, "{text}");
        }
    }
}
