//! Names of people in a byline: where one ends and the next begins, and what can be one.

use std::cell::OnceCell;
use std::sync::LazyLock;

use super::post::is_one_of;
use crate::reader::capitals::push_capitalised;
use crate::reader::plain_text::by_word::ByWord;
use crate::reader::plain_text::key::{Key, MAX_PLAIN, fold_plain};
use crate::reader::plain_text::lexicon::data_lines;

/// Words between names; in capitals where the names are.
const JOINS: &[&str] = &[
    "and", "And", "&", "y", "e", "et", "und", "en", "og", "och", "ja", "и", "with", "con", "avec",
    "mit",
];

/// Longest of them, bytes.
const MAX_JOIN: usize = 4;

/// Marks between names; a slash is one too.
fn is_mark(c: char) -> bool {
    matches!(c, ',' | '|' | ';' | '•' | '·' | '\n' | '\t')
}

/// Words of a name at most.
const MAX_WORDS: usize = 6;

/// Lower-case parts of names.
const PARTICLES: &[&str] = &[
    "de", "del", "della", "dela", "di", "da", "dos", "das", "do", "du", "des", "la", "le", "los",
    "las", "van", "von", "der", "den", "ter", "ten", "zu", "zur", "al", "el", "bin", "bint", "ibn",
    "ben", "abu", "af", "av", "y", "san", "dal",
];

/// Where a capitalised word stands in no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Barred {
    /// Nowhere in one.
    Anywhere,
    /// Not as its first word, and not in one that nothing marks.
    Start,
}

/// Capitalised words that stand in no name, by their folded form.
static NO_NAMES: LazyLock<ByWord<Barred>> = LazyLock::new(|| {
    let lines = data_lines(include_str!("no_names.txt"));
    let mut words = ByWord::default();
    for (mark, line) in lines {
        for word in line.split(' ').map(str::as_bytes) {
            if mark == '*' {
                words.insert(word, Barred::Anywhere);
            } else if !words.has(word) {
                words.insert(word, Barred::Start);
            }
        }
    }
    words
});

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
            if is_join {
                let part = Part {
                    text: before,
                    is_joined: self.is_joined,
                };
                (self.start, self.is_joined) = (end, true);
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
        JOINS.contains(&word)
            || (word.contains(char::is_uppercase) && is_one_of(JOINS, word) && shouts())
    }
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
    matches!(word, "y" | "e")
        && (before.split_whitespace().nth(1).is_none() || next.nth(1).is_none())
}

/// `Ana Gil en París`, `corresponsal en París`: a Dutch "and" has names on both sides, a Spanish "in" a
/// town behind it.
fn is_place_behind(word: &str, before: &str, after: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or("");
    let is_alone = after.split_whitespace().nth(1).is_none();
    word == "en" && (is_alone || last.starts_with(char::is_lowercase))
}

/// Reads one name of one to six words; all capitals become a capital each.
pub fn read_name(text: &str) -> Option<String> {
    count_name_words(text, |_, word| is_no_name(word)).map(|_| write_name(text))
}

/// The same where the line says that it is a byline: words that only begin no name may stand in one.
pub fn read_marked_name(text: &str) -> Option<String> {
    let is_of_no_name = |i: usize, word: &str| match barred(word) {
        Some(Barred::Anywhere) => true,
        Some(Barred::Start) => i == 0,
        None => false,
    };
    count_name_words(text, is_of_no_name).map(|_| write_name(text))
}

/// How many words the name has that a text is; none if it is no name.
fn count_name_words(text: &str, is_of_no_name: impl Fn(usize, &str) -> bool) -> Option<usize> {
    let mut words = [""; MAX_WORDS];
    let mut count = 0;
    let mut ends_small = false;
    for word in text.split_whitespace() {
        *words.get_mut(count)? = word;
        let bare = bare_word(word);
        let first = bare.chars().next()?;
        let is_capital = first.is_uppercase() || (first.is_alphabetic() && !first.is_lowercase());
        // A particle stands between other words.
        ends_small = !(is_capital || is_elided(bare));
        // Most lines end here.
        if ends_small && !(count > 0 && is_particle(bare)) {
            return None;
        }
        count += 1;
    }
    let is_of_name = |(i, word): (usize, &&str)| {
        // "Found Broken--Engineer" is two lines of a headline.
        word.chars().all(is_name_char) && !has_dash(word) && !is_of_no_name(i, bare_word(word))
    };
    let mut words = words[..count].iter().enumerate();
    (count > 0 && !ends_small && words.all(is_of_name)).then_some(count)
}

fn has_dash(word: &str) -> bool {
    word.as_bytes().windows(2).any(|two| two == b"--")
}

/// Writes a name with one space between its words, and all capitals as a capital each.
fn write_name(text: &str) -> String {
    let shouts = !text.chars().any(char::is_lowercase) && text.chars().any(char::is_uppercase);
    let mut name = String::with_capacity(text.len());
    for (i, word) in text.split_whitespace().enumerate() {
        let bare = bare_word(word);
        if i > 0 {
            name.push(' ');
        }
        if !shouts || bare.chars().count() <= 1 || word.contains('.') {
            name.push_str(word);
        } else if i > 0 && bare.len() <= 3 && is_particle(bare) {
            name.push_str(&bare.to_lowercase());
        } else {
            push_capitalised(word, &mut name);
        }
    }
    name
}

/// A word without the marks that stand around names.
fn bare_word(word: &str) -> &str {
    // Most words have none.
    let is_plain = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
    if is_plain(word.as_bytes().first()) && is_plain(word.as_bytes().last()) {
        return word;
    }
    word.trim_matches(|c: char| matches!(c, '.' | '"' | '“' | '”' | '\'' | '’' | '(' | ')'))
}

/// True for two to four capitalised words and nothing else, as a bare author line is.
pub fn is_name(text: &str) -> bool {
    text.len() <= 60 && (2..=4).contains(&words_of_name(text))
}

/// How many words the name has that [`read_name`] would read, 0 for none.
pub fn words_of_name(text: &str) -> usize {
    count_name_words(text, |_, word| is_no_name(word)).unwrap_or(0)
}

/// A part of a name in small letters.
pub fn is_particle(word: &str) -> bool {
    is_one_of(PARTICLES, word)
}

/// How many words a name has.
pub fn words_of(name: &str) -> usize {
    name.split_whitespace().count()
}

fn barred(word: &str) -> Option<Barred> {
    let found = match fold_plain(word, &mut [0; MAX_PLAIN]) {
        Some(folded) => NO_NAMES.get(folded),
        None => NO_NAMES.get(Key::of(word).text.as_bytes()),
    };
    found.copied()
}

/// Whether a word stands in no name that nothing marks.
pub fn is_no_name(word: &str) -> bool {
    barred(word).is_some()
}

/// `d’Aubigné`, `al-Masri`
fn is_elided(word: &str) -> bool {
    const STARTS: [&str; 6] = ["d'", "d’", "o'", "o’", "al-", "el-"];
    STARTS.iter().any(|start| {
        let begun = word.get(..start.len());
        begun.is_some_and(|begun| begun.eq_ignore_ascii_case(start))
    })
}

fn is_name_char(c: char) -> bool {
    c.is_alphabetic()
        || matches!(c, '.' | '-' | '\'' | '’' | '“' | '”' | '"' | '‐' | '·')
        || unicode_normalization::char::is_combining_mark(c)
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

    #[test]
    fn shouted_names_are_written_as_names() {
        for (text, name) in [
            ("JANE ROE", "Jane Roe"),
            ("LUIS DE LA TORRE", "Luis de la Torre"),
            ("JOHN O’BRIEN-POE", "John O’Brien-Poe"),
            ("J.R. ROE", "J.R. Roe"),
        ] {
            assert_eq!(read_name(text).as_deref(), Some(name));
        }
    }

    #[test]
    fn words_that_begin_no_name_may_stand_in_a_marked_one() {
        for name in ["Kim In Suk", "Sarah Court"] {
            assert_eq!(read_marked_name(name).as_deref(), Some(name));
            assert_eq!(read_name(name), None, "{name}");
        }
        for text in ["In Suk Kim", "Court News", "Valley News", "The Numbers"] {
            assert_eq!(read_marked_name(text), None, "{text}");
        }
    }
}
