//! What stands beside a name in a byline: the post that somebody has, and where she works.

use super::name::is_particle;
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

/// Words of a post before a name at most.
const MAX_POST: usize = 5;

/// Letters of initials at most, and bytes of a line of agencies.
const MAX_INITIALS: usize = 4;
const MAX_AGENCIES: usize = 40;

/// What somebody has written, before her name with or without a colon.
const FORMS: &[&str] = &[
    "analyse",
    "analysis",
    "column",
    "comment",
    "essay",
    "interview",
    "kolumne",
    "kommentar",
    "opinion",
    "reportage",
    "tekst",
    "teksti",
    "testo",
    "text",
    "texte",
    "texto",
    "words",
];

/// Between a place and the name of who is there.
const VERBS: &[&str] = &["berichtet", "berichten"];

/// A post in a newsroom and nobody's name: "Games Editor".
pub fn is_post(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or(text);
    text.split(' ').count() <= 4 && is_phrase(last, Class::Role)
}

/// Takes off a post before a name: `Staff Writer Ann Roe`, `onze redacteur Ann Roe`, `Aus Rom berichtet
/// Ann Roe`.
pub fn cut_post(text: &str) -> &str {
    let mut names = text;
    let (mut capitals, mut at) = (0, 0);
    let mut is_ours = false;
    for word in text.split_inclusive(' ').take(MAX_POST) {
        at += word.len();
        let bare = word.trim();
        let is_post = bare.chars().count() > 3 && is_phrase(bare, Class::Role);
        if is_in(VERBS, bare) || (is_post && capitals < 2) || is_ours {
            names = &text[at..];
        } else if bare.starts_with(char::is_uppercase) {
            capitals += 1;
        }
        // "unserem Mitarbeiter Karl Roe": what is ours is a post, by whatever word.
        is_ours = is_in(OURS, bare);
    }
    let is_name = names.starts_with(char::is_uppercase) && names.contains(' ');
    if is_name && !is_post(names) {
        names
    } else {
        text
    }
}

/// Words before a post or a desk that say that nobody is named: `our correspondent`, `de notre envoyé
/// spécial à Kiev`.
const OURS: &[&str] = &[
    "our", "unser", "unsere", "unserer", "unserem", "unseren", "notre", "nos", "nuestro",
    "nuestra", "nuestros", "nostro", "nostra", "nosso", "nossa", "onze", "vår", "vores",
];
const ARTICLES_OF_POSTS: &[&str] = &["a", "an", "own", "der", "la"];

/// A post with the word for whose it is, and no name.
pub fn is_our_post(text: &str) -> bool {
    let mut words = text.split(' ');
    let begins = words
        .by_ref()
        .take(2)
        .any(|word| is_in(OURS, word) || is_in(ARTICLES_OF_POSTS, word));
    let is_of_post = |word: &str| is_phrase(word, Class::Role) || is_desk_word(word);
    begins && text.split(' ').any(is_of_post)
}

/// Words for the editors of an outlet.
fn is_desk_word(word: &str) -> bool {
    const DESKS: &[&str] = &[
        "redaktion",
        "redactie",
        "redazione",
        "redacción",
        "rédaction",
        "redação",
    ];
    is_in(DESKS, word)
}

/// Takes off what somebody has written, before her name: `Tekst Ann Roe`, `Kommentar: Ann Roe`.
pub fn cut_form(text: &str) -> &str {
    match text.split_once(' ') {
        Some((first, rest)) if is_in(FORMS, first) && rest.trim().contains(' ') => rest.trim(),
        _ => text,
    }
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

/// `dpa/jr`, `/ritzau/`, `STT–AFP` => the agency, where nothing stands beside it but initials and other
/// agencies.
pub fn agency_with_initials(text: &str) -> Option<&str> {
    let is_agency = |part: &&str| is_phrase(part, Class::Agency);
    let is_initials =
        |part: &&str| part.chars().count() <= MAX_INITIALS && part.chars().all(char::is_lowercase);
    let mut parts = text
        .split(['/', '–', '+'])
        .map(str::trim)
        .filter(|part| !part.is_empty());
    let is_short = text.len() <= MAX_AGENCIES && text.contains(['/', '–', '+']);
    let are_known = is_short
        && parts
            .clone()
            .all(|part| is_agency(&part) || is_initials(&part));
    parts.find(is_agency).filter(|_| are_known)
}

/// `Da Folhapress`, `l’AFP` => the agency; only before one.
pub fn without_article(text: &str) -> Option<&str> {
    let elided = text
        .split_once(['’', '\''])
        .filter(|(first, _)| is_one_of(&["l"], first));
    let (first, rest) = elided.or_else(|| text.split_once(' '))?;
    let is_agency = |text| is_phrase(text, Class::Agency);
    let is_article = elided.is_some() || is_in(ARTICLES, first);
    (is_article && !is_agency(text) && is_agency(rest)).then_some(rest)
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

/// The same of words in small letters: "Jane Roe, mayor of Skerry", "Jane Roe, à Paris".
pub fn is_description(names: &[String], text: &str) -> bool {
    let is_full = names.last().is_some_and(|last| last.contains(' '));
    is_full
        && text.contains(' ')
        && text.starts_with(char::is_lowercase)
        && !begins_with_particle(text)
}

/// "von der Berg", "van Dijk": a name may begin with a small letter.
fn begins_with_particle(text: &str) -> bool {
    let mut words = text.split(' ').skip_while(|word| is_particle(word));
    let is_capital = words
        .next()
        .is_some_and(|word| word.starts_with(char::is_uppercase));
    text.split(' ').next().is_some_and(is_particle) && is_capital
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
        for text in [
            "Our Correspondent",
            "our own correspondent",
            "a Staff Correspondent",
            "unserer Redaktion",
        ] {
            assert!(is_our_post(text), "{text}");
        }
        assert!(!is_our_post("Jane Roe") && !is_our_post("La Rioja"));
        assert!(is_outlet("La Nacion") && !is_outlet("Luis de la Torre"));
        assert_eq!(without_article("Da Folhapress"), Some("Folhapress"));
        assert_eq!(without_article("The Associated Press"), None);
        assert_eq!(without_article("l’AFP"), Some("AFP"));
        for (text, agency) in [
            ("dpa/jr", Some("dpa")),
            ("jr/dpa", Some("dpa")),
            ("/ritzau/", Some("ritzau")),
            ("STT–AFP", Some("STT")),
            ("Jane Roe/dpa", None),
            ("xyz/ar", None),
            ("dpa", None),
        ] {
            assert_eq!(agency_with_initials(text), agency, "{text}");
        }
        assert_eq!(cut_post("unserem Mitarbeiter Karl Roe"), "Karl Roe");
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
