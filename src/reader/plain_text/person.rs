//! What proves that a text in the head of a story is a person who wrote it.

use crate::reader::byline::{
    begins_with_given_name, cut_lead, is_name, is_name_with_post, is_outlet, is_outlet_word,
    is_post, read_known_byline,
};

use super::lexicon::{Class, is_phrase, phrases_in};
use super::parts::parts;
use super::stamp::{is_date_name, stamp_in};

/// Words of a post with its place at most.
const MAX_POST: usize = 5;
/// Characters of two names in a script without capitals, at most.
const MAX_UNCASED: usize = 8;
/// Letters before a capital within a name at most: `MacDonald`.
const MAX_PREFIX: usize = 4;

/// A post in a line of its own: `Reporter`, `Corresponsal en Atenas`.
pub fn is_work(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or(text);
    let begins = || first.chars().count() > 3 && is_phrase(first, Class::Role);
    is_post(text) || (text.split(' ').count() <= MAX_POST && begins())
}

/// `Jane Roe Reporter`, `Jane Roe – Journalist in Rome`, `Jane Roe (The Harbour Post)`
pub fn has_work_behind(text: &str) -> bool {
    let is_bracketed = || {
        let note = text
            .strip_suffix(')')
            .and_then(|text| text.split_once(" ("));
        note.is_some_and(|(name, note)| is_sure_name(name) && note.split(' ').any(is_outlet_word))
    };
    let is_dashed = || {
        let mut parts = parts(text);
        let (name, post) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
        is_sure_name(name) && phrases_in(post).head.has(Class::Role)
    };
    let has_post = || {
        let byline = read_known_byline(text);
        byline.is_some_and(|byline| byline.authors.iter().all(|name| is_sure_name(name)))
    };
    (is_name_with_post(text) && !is_described(text) && has_post()) || is_bracketed() || is_dashed()
}

/// A name and neither a day, words of the page nor an outlet.
pub fn is_sure_name(text: &str) -> bool {
    let hits = phrases_in(text);
    is_name(text)
        && !is_post(text)
        && !is_outlet(text)
        && hits.whole.is_empty()
        && hits.head.is_empty()
        && text.split(' ').all(is_name_word)
        && !text.split(' ').all(is_date_name)
        && (text.contains(char::is_uppercase) || text.chars().count() <= MAX_UNCASED)
}

/// The same where nothing but a stamp stands beside it, as it does beside a place or a topic.
pub fn is_person(text: &str) -> bool {
    is_sure_name(text) && begins_with_given_name(text)
}

/// `Tom Fox, the mayor of Skerry`, `Ann Roe, owner of the dam`: who a person of the story is, and no post
/// of an author.
pub fn is_described(text: &str) -> bool {
    const ARTICLES: &[&str] = &[
        "the", "a", "an", "le", "la", "el", "il", "o", "der", "die", "de",
    ];
    /// Longer words before a place or an outlet.
    const PREPOSITIONS: &[&str] = &[
        "from", "avec", "depuis", "desde", "para", "près", "vanuit", "with",
    ];
    const SHORT: usize = 3;
    let behind = text.split_once(", ").map_or("", |(_, behind)| behind);
    let first = behind.split(' ').next().unwrap_or("");
    let is_word = || {
        first.starts_with(char::is_lowercase)
            && first.chars().count() > SHORT
            && first.len() < behind.len()
            && first.chars().all(char::is_alphabetic)
            && !PREPOSITIONS.contains(&first)
            && !phrases_in(behind).any(Class::Role)
            && cut_lead(text).is_none()
    };
    ARTICLES.contains(&first) || is_word()
}

/// Not two words that were glued (`TimesNovember`) or an abbreviation (`Adm.`).
fn is_name_word(word: &str) -> bool {
    let is_glued = word
        .char_indices()
        .skip(MAX_PREFIX)
        .any(|(at, c)| c.is_uppercase() && word[..at].ends_with(char::is_lowercase));
    let is_short = word.ends_with('.') && word.chars().count() > 3;
    !is_glued && !is_short
}

/// `Jane Roe2 minutes ago`, `Jane Roe 4 May 2026 - 14:41`
pub fn has_stamp_behind(text: &str) -> bool {
    let Some(digit) = text.find(|c: char| c.is_ascii_digit()) else {
        return false;
    };
    let name = text[..digit].trim_end();
    let is_day = name.rsplit(' ').next().is_some_and(is_date_name);
    !is_day && is_person(name) && stamp_in(&text[digit..]).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_behind_a_name_is_proof() {
        assert!(is_work("Corresponsal en Atenas") && is_work("Reporter"));
        assert!(!is_work("In Atenas") && !is_work("Jane Roe"));
        for text in [
            "Jane Roe Parliamentary editor",
            "Jane Roe – Journalist i Paris",
            "Jane Roe (The Harbour Post)",
        ] {
            assert!(has_work_behind(text), "{text}");
        }
        for text in [
            "Jane Roe",
            "Middle East (News)",
            "Games Editor",
            "Sund – Journalist",
            "Tom Fox, the mayor of Skerry",
            "Tom Fox, mayor of Skerry",
            "Tom Fox, the editor of the year, at the gala",
        ] {
            assert!(!has_work_behind(text), "{text}");
        }
    }

    #[test]
    fn words_of_a_page_are_no_names() {
        for name in ["Jane Roe", "Ian MacDonald", "大渡 美咲", "J. R. Roe"] {
            assert!(is_sure_name(name), "{name}");
        }
        for text in [
            "Games Editor",
            "Valley Sentinel",
            "Lesotho TimesNovember",
            "South West",
            "Northern Coast League",
            "ADM. Direktør",
            "Wed March",
            "Copyright Roe",
        ] {
            assert!(!is_sure_name(text), "{text}");
        }
    }
}
