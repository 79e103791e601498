//! Names of people in a byline: what can be one, and how it is written.

use std::sync::LazyLock;

use super::post::is_one_of;
use crate::reader::capitals::push_capitalised;
use crate::reader::plain_text::by_word::ByWord;
use crate::reader::plain_text::key::{Key, MAX_PLAIN, fold_plain};
use crate::reader::plain_text::lexicon::data_lines;
use crate::text::stands_in;

/// Words of a name at most.
const MAX_WORDS: usize = 6;

/// Lower-case parts of names.
const PARTICLES: &[&str] = &[
    "de", "del", "della", "dela", "di", "da", "dos", "das", "do", "du", "des", "la", "le", "los",
    "las", "van", "von", "der", "den", "ter", "ten", "zu", "zur", "al", "el", "bin", "bint", "ibn",
    "ben", "abu", "af", "av", "y", "san", "dal", "t", "ka", "wa",
];

/// Where a capitalised word stands in no name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Barred {
    /// Nowhere in one.
    Anywhere,
    /// Not as its first word, and not in one that nothing marks.
    Start,
    /// Not as the first word of one that nothing marks.
    Title,
}

/// Capitalised words that stand in no name, by their folded form.
static NO_NAMES: LazyLock<ByWord<Barred>> = LazyLock::new(|| {
    let lines = data_lines(include_str!("no_names.txt"));
    let mut words = ByWord::default();
    for (mark, line) in lines {
        for word in line.split(' ').map(str::as_bytes) {
            match mark {
                '*' => words.insert(word, Barred::Anywhere),
                '^' if !words.has(word) => words.insert(word, Barred::Start),
                '<' if !words.has(word) => words.insert(word, Barred::Title),
                _ => {}
            }
        }
    }
    words
});

/// Reads one name of one to six words; all capitals become a capital each.
pub fn read_name(text: &str) -> Option<String> {
    count_name_words(text, is_of_no_name).map(|_| write_name(text))
}

/// The same where the line says that it is a byline: words that only begin no name may stand in one.
pub fn read_marked_name(text: &str) -> Option<String> {
    let is_of_no_name = |i: usize, word: &str| match barred(word) {
        Some(Barred::Anywhere) => true,
        Some(Barred::Start) => i == 0,
        Some(Barred::Title) | None => false,
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
    count_name_words(text, is_of_no_name).unwrap_or(0)
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

/// Whether a text begins with the title of somebody in the news: "Mayor Ann Roe".
pub fn begins_with_title(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or(text);
    barred(bare_word(first)) == Some(Barred::Title)
}

/// Whether a text tells of somebody, by the family name.
pub fn is_told_of(name: &str, text: &str) -> bool {
    let family = name.rsplit(' ').next().unwrap_or(name);
    let mut capitalised = String::new();
    push_capitalised(family, &mut capitalised);
    // "Lan Minh" is not told of where the day breaks, which is "bình minh".
    [capitalised, family.to_uppercase(), family.to_owned()]
        .iter()
        .any(|family| stands_in(family, text))
}

/// Whether a word begins no name that nothing marks.
pub fn is_no_name(word: &str) -> bool {
    is_of_no_name(0, word)
}

/// Whether a word stands, as the first or a later one, in no name that nothing marks.
fn is_of_no_name(i: usize, word: &str) -> bool {
    match barred(word) {
        Some(Barred::Title) => i == 0,
        barred => barred.is_some(),
    }
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
        assert_eq!(read_name("Mayor Ann Roe"), None);
        assert!(read_name("Ana Mayor").is_some() && read_marked_name("Mayor Ann Roe").is_some());
        for text in ["In Suk Kim", "Court News", "Valley News", "The Numbers"] {
            assert_eq!(read_marked_name(text), None, "{text}");
        }
    }
}
