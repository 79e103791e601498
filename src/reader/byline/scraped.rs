//! Bylines: who wrote it, and what only looks so.
//!
//! "By Jane Roe", "By Jane Roe and John Poe", "Jane Roe | AP", "Por …", "Von …", "Par …", "—Jane
//! Roe", with roles and agencies beside the names.  A name is one to six capitalised words; "By the
//! numbers", "By Monday" and photo credits are none.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::reader::plain_text::hash::Quick;
use crate::reader::plain_text::key::Key;
use crate::reader::plain_text::lexicon::{Class, Hits, phrases_in};
use crate::reader::plain_text::stamp::find_stamp;

/// Longest line that can be a byline, bytes.
const MAX_BYTES: usize = 240;

/// Words that stand before the names, longest first.
const PREFIXES: &[&str] = &[
    "written by",
    "story by",
    "words by",
    "text by",
    "report by",
    "analysis by",
    "opinion by",
    "article by",
    "posted by",
    "published by",
    "from our correspondent",
    "by:",
    "by",
    "escrito por",
    "texto de",
    "por:",
    "por",
    "escrito por:",
    "um texto de",
    "par:",
    "par",
    "écrit par",
    "propos recueillis par",
    "von:",
    "von",
    "ein artikel von",
    "eine analyse von",
    "ein kommentar von",
    "text:",
    "autor:",
    "autorin:",
    "autoren:",
    "author:",
    "authors:",
    "di:",
    "di",
    "a cura di",
    "door:",
    "door",
    "av:",
    "av",
    "af:",
    "af",
    "tekst:",
    "teksti:",
    "автор:",
    "auteur:",
    "redaktion:",
    "redazione:",
    "autore:",
    "tekst av",
    "text av",
];

/// Words between names, folded.
const JOINERS: &[&str] = &[
    "and", "&", "y", "e", "et", "und", "en", "og", "och", "ja", "и", "with", "con", "avec", "mit",
];

/// Words of a name at most.
const MAX_WORDS: usize = 6;
/// Longest joiner, bytes.
const MAX_JOINER: usize = 4;
/// Longest word that is folded in place, bytes.
const MAX_PLAIN: usize = 32;

/// Lower-case parts of names.
const PARTICLES: &[&str] = &[
    "de", "del", "della", "dela", "di", "da", "dos", "das", "do", "du", "des", "la", "le", "los",
    "las", "van", "von", "der", "den", "ter", "ten", "zu", "zur", "al", "el", "bin", "bint", "ibn",
    "ben", "abu", "af", "av", "y", "san", "dal",
];

/// Capitalised words that begin no name, folded.
static NO_NAMES: LazyLock<HashSet<&'static str, Quick>> = LazyLock::new(|| {
    include_str!("no_names.txt")
        .lines()
        .filter(|line| !line.starts_with(';'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// A line that names authors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Byline {
    /// Display forms, in order.
    pub authors: Vec<String>,
    /// It says so itself ("By", a role, an agency), rather than being just a name.
    pub is_marked: bool,
}

/// Reads a byline, or a part of a line between bars; stamps beside it must be cut off before.
pub fn read_byline(text: &str) -> Option<Byline> {
    read_byline_by(text, None)
}

/// The same for a text whose set phrases are known, if it is short enough.
pub fn read_byline_by(text: &str, known: Option<&Hits>) -> Option<Byline> {
    if text.len() > MAX_BYTES {
        return None;
    }
    let whole = text;
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '|' | '·'));
    let (rest, prefix) = strip_prefix(text);
    if rest.is_empty() {
        return None;
    }
    let has_prefix = prefix.is_some();
    let mut authors: Vec<String> = Vec::new();
    let mut is_marked = has_prefix;
    for (i, part) in split_names(rest).into_iter().enumerate() {
        let part = strip_note(part)
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '.' | ';' | ':'));
        if part.is_empty() {
            continue;
        }
        let hits = match known {
            Some(known) if part.len() == whole.len() => *known,
            _ => phrases_in(part),
        };
        let is_agency = hits.whole.has(Class::Agency);
        if is_agency {
            // The agency beside a person is where she works; alone it is the author.
            if authors.is_empty() {
                authors.push(part.to_owned());
            }
            is_marked = true;
            continue;
        }
        if i > 0 && (hits.head.has(Class::Role) || hits.inside.has(Class::Role)) {
            is_marked = true;
            continue;
        }
        if part.contains('@') || find_stamp(part, &hits).is_some() {
            continue;
        }
        match read_name(part) {
            Some(name) if has_prefix || words_of(&name) >= 2 => authors.push(name),
            // What follows the first name may be an outlet or a town.
            _ if i > 0 && !authors.is_empty() && (has_prefix || is_marked) => {}
            _ => return None,
        }
    }
    if authors.is_empty() {
        return None;
    }
    // "By Monday" and "By Design": one word is a name only if it is an agency's.
    let single = authors.len() == 1 && words_of(&authors[0]) == 1;
    if single && !phrases_in(&authors[0]).whole.has(Class::Agency) && prefix != Some("author:") {
        return None;
    }
    Some(Byline { authors, is_marked })
}

/// "Jane Roe (now)" => "Jane Roe": what live blogs and picture pages say of a name's part.
fn strip_note(part: &str) -> &str {
    let part = part.trim();
    let Some(open) = part
        .rfind('(')
        .filter(|open| *open > 0 && part.ends_with(')'))
    else {
        return part;
    };
    let note = &part[open + 1..part.len() - 1];
    let is_note = note.split_whitespace().count() <= 3 && !note.chars().any(char::is_uppercase);
    if is_note {
        part[..open].trim_end()
    } else {
        part
    }
}

/// Reads the names of "(Reporting by X and Y; Editing by Z)".
pub fn read_sign_off(text: &str) -> Vec<String> {
    let inner = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '.'));
    let first = inner.split(';').next().unwrap_or("");
    let lower = first.to_lowercase();
    let starts = [
        "reporting by ",
        "writing by ",
        "reporting and writing by ",
        "reportage de ",
        "reporte de ",
    ];
    let Some(prefix) = starts.iter().find(|prefix| lower.starts_with(**prefix)) else {
        return Vec::new();
    };
    let Some(names) = first.get(prefix.len()..) else {
        return Vec::new();
    };
    split_names(names)
        .into_iter()
        .filter_map(|part| {
            // "Jane Roe in Paris": the town is no part of the name.
            let name = part.split(" in ").next().unwrap_or(part);
            read_name(name.trim())
        })
        .filter(|name| words_of(name) >= 2)
        .collect()
}

/// True for one to four capitalised words and nothing else, as a bare author line is.
pub fn is_name(text: &str) -> bool {
    text.len() <= 60 && read_name(text).is_some_and(|name| (2..=4).contains(&words_of(&name)))
}

fn strip_prefix(text: &str) -> (&str, Option<&'static str>) {
    for dash in ['—', '–'] {
        if let Some(rest) = text.strip_prefix(dash) {
            return (rest.trim_start(), Some("—"));
        }
    }
    let mut best: (&str, Option<&'static str>) = (text, None);
    let first = text.chars().next().and_then(|c| c.to_lowercase().next());
    let mut buffer = [0; 4];
    let first = first.map_or(0, |c| c.encode_utf8(&mut buffer).as_bytes()[0]);
    for prefix in PREFIXES {
        if prefix.as_bytes()[0] != first {
            continue;
        }
        let length = prefix.len();
        let Some(start) = text.get(..length) else {
            continue;
        };
        if start.to_lowercase() != **prefix {
            continue;
        }
        let rest = &text[length..];
        let ends_word =
            prefix.ends_with(':') || rest.starts_with(|c: char| c.is_whitespace() || c == ':');
        let is_longer = best.1.is_none_or(|known| known.len() < length);
        if ends_word && is_longer {
            best = (
                rest.trim_start_matches([':', ' ', '\u{A0}']).trim_start(),
                Some(prefix),
            );
        }
    }
    best
}

/// Splits a list of names at commas, bars and joining words.
fn split_names(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    for piece in text.split([',', '|', '/', ';', '•', '·']) {
        let mut start = 0;
        let mut at = 0;
        for word in piece.split_inclusive(char::is_whitespace) {
            let bare = word.trim();
            // "y" and "e" join names only between two of them.
            let is_joiner = bare.len() <= MAX_JOINER
                && JOINERS.contains(&bare.to_lowercase().as_str())
                && !piece[start..at].trim().is_empty()
                && bare
                    .chars()
                    .all(|c| !c.is_uppercase() || piece.to_uppercase() == piece);
            if is_joiner {
                parts.push(&piece[start..at]);
                start = at + word.len();
            }
            at += word.len();
        }
        parts.push(&piece[start..]);
    }
    parts
}

/// Reads one name of one to six words; all capitals become a capital each.
fn read_name(text: &str) -> Option<String> {
    let text = text.trim();
    let shouts = !text.chars().any(char::is_lowercase) && text.chars().any(char::is_uppercase);
    let mut name = String::new();
    let mut words = text.split_whitespace().enumerate().peekable();
    while let Some((i, word)) = words.next() {
        if i == MAX_WORDS {
            return None;
        }
        let bare = word
            .trim_matches(|c: char| matches!(c, '.' | '"' | '“' | '”' | '\'' | '’' | '(' | ')'));
        let first = bare.chars().next()?;
        // Most lines end here, by a small letter.
        let is_capital = first.is_uppercase() || (first.is_alphabetic() && !first.is_lowercase());
        let is_inner = i > 0 && words.peek().is_some();
        if !(is_capital || is_elided(bare) || (is_inner && is_particle(bare))) {
            return None;
        }
        if !word.chars().all(is_name_char) || begins_no_name(bare) {
            return None;
        }
        if i > 0 {
            name.push(' ');
        }
        if shouts && bare.chars().count() > 1 && !word.contains('.') {
            push_capitalised(&bare.to_lowercase(), word, &mut name);
        } else {
            name.push_str(word);
        }
    }
    let name = name.trim_end_matches([',', ';']);
    (!name.is_empty()).then(|| name.to_owned())
}

/// A capitalised word that is none of a name.
fn begins_no_name(word: &str) -> bool {
    let mut folded = [0; MAX_PLAIN];
    if word.len() > MAX_PLAIN || !word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return NO_NAMES.contains(Key::of(word).text.as_str());
    }
    // Most words need no key of their own.
    let folded = &mut folded[..word.len()];
    folded.copy_from_slice(word.as_bytes());
    folded.make_ascii_lowercase();
    std::str::from_utf8(folded).is_ok_and(|word| NO_NAMES.contains(word))
}

/// A part of a name in small letters.
fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word.to_lowercase().as_str())
}

/// `d’Aubigné`, `al-Masri`
fn is_elided(word: &str) -> bool {
    let lower = word.to_lowercase();
    ["d'", "d’", "o'", "o’", "al-", "el-"]
        .iter()
        .any(|start| lower.starts_with(start))
}

fn push_capitalised(lower: &str, word: &str, name: &mut String) {
    if PARTICLES.contains(&lower) && lower.len() <= 3 && !name.is_empty() {
        name.push_str(lower);
        return;
    }
    let mut at_start = true;
    for c in word.chars() {
        if at_start {
            name.push(c);
        } else {
            name.extend(c.to_lowercase());
        }
        at_start = !c.is_alphabetic();
    }
}

fn is_name_char(c: char) -> bool {
    c.is_alphabetic()
        || matches!(c, '.' | '-' | '\'' | '’' | '“' | '”' | '"' | '‐' | '·')
        || unicode_normalization::char::is_combining_mark(c)
}

fn words_of(name: &str) -> usize {
    name.split_whitespace().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, authors: &[&str]) {
        let found = read_byline(text)
            .map(|byline| byline.authors)
            .unwrap_or_default();
        assert_eq!(found, authors, "{text}");
    }

    #[test]
    fn names_are_read_in_many_languages() {
        for (text, authors) in [
            ("By Jane Roe", &["Jane Roe"][..]),
            ("By Jane Roe and John Q. Poe", &["Jane Roe", "John Q. Poe"]),
            (
                "By Jane Roe, John Poe and Ann Loe",
                &["Jane Roe", "John Poe", "Ann Loe"],
            ),
            ("By JANE ROE, Staff Writer", &["Jane Roe"]),
            ("By JOHN DOE, Associated Press", &["John Doe"]),
            ("Jane Roe | Reuters", &["Jane Roe"]),
            ("Jane Roe, Staff Writer", &["Jane Roe"]),
            (
                "Por Juana Pérez y Luis de la Torre",
                &["Juana Pérez", "Luis de la Torre"],
            ),
            (
                "Von Johanna Weiß und Karl von Moor",
                &["Johanna Weiß", "Karl von Moor"],
            ),
            (
                "Par Jeanne d’Aubigné et Marc Le Goff",
                &["Jeanne d’Aubigné", "Marc Le Goff"],
            ),
            ("—Jane Roe", &["Jane Roe"]),
            ("Written by: Jane O’Brien", &["Jane O’Brien"]),
            ("The Associated Press", &["The Associated Press"]),
            ("By Reuters", &["Reuters"]),
            (
                "Jane Roe (now) and John Poe (earlier)",
                &["Jane Roe", "John Poe"],
            ),
            ("Автор: Иван Петров", &["Иван Петров"]),
        ] {
            check(text, authors);
        }
    }

    #[test]
    fn what_only_looks_like_a_byline_is_none() {
        for text in [
            "By the numbers",
            "By The Numbers",
            "By Monday",
            "By January",
            "By Design",
            "By my count, three of the ten had left",
            "By 2030, the town will be dry",
            "By far the largest",
            "Photo by Jane Roe",
            "Von Montag an",
            "Por ahora",
            "Par exemple",
            "By invitation only",
            "By Train And By Bus",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn sign_offs_name_the_reporters() {
        assert_eq!(
            read_sign_off("(Reporting by Jane Roe in Paris and John Poe; Editing by Ann Loe)"),
            ["Jane Roe", "John Poe"]
        );
    }
}
