//! What stands beside a name in a byline: the post that somebody has, and where she works.

use crate::reader::plain_text::lexicon::{Class, Hits, is_phrase};

/// Words of outlets and their parts, of which no name of a person is made; in small letters.
const OUTLET_WORDS: &[&str] = &[
    "agency",
    "bulletin",
    "bureau",
    "business",
    "chronicle",
    "courier",
    "desk",
    "dispatch",
    "examiner",
    "gazette",
    "herald",
    "journal",
    "magazine",
    "media",
    "news",
    "newspaper",
    "observer",
    "online",
    "post",
    "press",
    "radio",
    "redacción",
    "redaktion",
    "rédaction",
    "sentinel",
    "service",
    "telegraph",
    "television",
    "times",
    "tribune",
    "tv",
    "university",
];

/// Of these, words that are surnames too: "Emily Post".
const SURNAMES: &[&str] = &["desk", "journal", "post", "press", "service", "times"];

/// Before the name of a paper.
const ARTICLES: &[&str] = &[
    "the", "le", "la", "les", "el", "il", "o", "de", "het", "der", "die", "da", "do",
];

/// A post in a newsroom and nobody's name: "Games Editor".
pub fn is_post(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or(text);
    text.split(' ').count() <= 4 && is_phrase(last, Class::Role)
}

/// What an outlet calls itself where a name would stand: "Valley Sentinel", "Redacción Valle".
pub fn is_outlet(text: &str) -> bool {
    let is_sure = |word: &str| is_outlet_word(word) && !is_in(SURNAMES, word);
    text.contains(' ') && (is_paper(text) || text.split(' ').any(is_sure))
}

/// `Le Figaro`, `The Ledger`: an article and a word.
pub fn is_paper(text: &str) -> bool {
    let paper = text.split_once(' ');
    paper.is_some_and(|(first, rest)| is_in(ARTICLES, first) && !rest.contains(' '))
}

/// `Da Folhapress` => `Folhapress`; only before an agency.
pub fn without_article(text: &str) -> Option<&str> {
    let (first, rest) = text.split_once(' ')?;
    let is_agency = |text| is_phrase(text, Class::Agency);
    (is_in(ARTICLES, first) && !is_agency(text) && is_agency(rest)).then_some(rest)
}

/// Whether a text that follows names, not joined to them by a word, is no other name but says where
/// somebody works: "Jane Roe, Staff Writer", "Jane Roe, CNN Business".
pub fn is_beside(names: &[String], text: &str, hits: &Hits) -> bool {
    names.last().is_some_and(|last| last.contains(' '))
        && (hits.any(Class::Role) || is_post(text) || text.split(' ').any(is_outlet_word))
}

/// The same of a single word after a full name, which may be an outlet or a town that no list knows:
/// "Jane Roe, Meridian".
pub fn is_single_beside(names: &[String], text: &str) -> bool {
    names.last().is_some_and(|last| last.contains(' ')) && !text.contains([' ', '.'])
}

/// A word that outlets are called by and people are not.
pub fn is_outlet_word(word: &str) -> bool {
    is_in(OUTLET_WORDS, word)
}

/// Whether a word is in a list, in small letters.
pub fn is_in(words: &[&str], word: &str) -> bool {
    is_one_of(words, word.trim_matches(|c: char| !c.is_alphanumeric()))
}

/// Whether a word, in small letters, is one of these.
pub fn is_one_of(words: &[&str], word: &str) -> bool {
    if word.is_ascii() {
        // Most words are of another length, and need not be lowered for it.
        return words.iter().any(|one| one.eq_ignore_ascii_case(word));
    }
    words.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::plain_text::lexicon::phrases_in;

    #[test]
    fn posts_and_outlets_are_no_names() {
        for text in ["Games Editor", "editor", "Staff Writer", "Freie Autorin"] {
            assert!(is_post(text), "{text}");
        }
        for text in [
            "Editor Jane Roe",
            "Jane Roe",
            "The paper’s own sports editor",
        ] {
            assert!(!is_post(text), "{text}");
        }
        assert!(is_outlet("La Nacion") && !is_outlet("Luis de la Torre"));
        assert_eq!(without_article("Da Folhapress"), Some("Folhapress"));
        assert_eq!(without_article("The Associated Press"), None);
        assert!(is_outlet("Valley Sentinel") && is_outlet("Redacción Valle"));
        assert!(!is_outlet("Emily Post") && !is_outlet("Jane Roe") && !is_outlet("Sentinel"));
        let names = ["Jane Roe".to_owned()];
        let check = |text: &str| is_beside(&names, text, &phrases_in(text));
        for text in ["Meridian News", "CNN Contributor", "Special to the Sun"] {
            assert!(check(text), "{text}");
        }
        assert!(!check("Tom Fox"));
        assert!(is_single_beside(&names, "Meridian") && !is_single_beside(&names, "J. Fox"));
    }
}
