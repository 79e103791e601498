//! An article as a reference manager knows it: what CSL-JSON, RIS and BibTeX are written from.
//!
//! All values are on one line and safe to show; addresses are web addresses or nothing.  Names are
//! divided the way reference managers do it, and kept whole where that would be a guess.

use super::{safe_text, web_address};
use crate::article::Provenance;
use crate::hit::Hit;

/// Stands for a title that is not known; every format demands one.
const NO_HEADLINE: &str = "(no headline)";

/// One reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Citation {
    pub id: String,
    pub title: String,
    pub authors: Vec<Name>,
    /// The newspaper.
    pub source: Option<String>,
    pub section: Option<String>,
    pub issued: Option<Issued>,
    pub place: Option<String>,
    pub language: Option<String>,
    pub deck: Option<String>,
    pub tags: Vec<String>,
    pub url: Option<String>,
    pub path: String,
    /// Id, version and content hash, so that the very article is found again.
    pub note: String,
}

/// A civil date as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Issued {
    pub year: u16,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

/// A name of an author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Name {
    /// An organisation, or a name that cannot be divided with confidence.
    Whole(String),
    Person {
        given: String,
        family: String,
        suffix: Option<String>,
    },
}

impl Citation {
    pub(super) fn of(hit: &Hit) -> Self {
        let (article, origin) = (&hit.record.article, &hit.record.provenance);
        let annotations = &hit.record.annotations;
        let known = |value: &str| Some(one_line(value)).filter(|text| !text.is_empty());
        let published = annotations.published.as_ref();
        let dateline = article.dateline.as_ref();
        Self {
            id: one_line(&origin.version),
            title: known(&article.headline).unwrap_or_else(|| NO_HEADLINE.to_owned()),
            authors: article
                .authors
                .iter()
                .map(|name| divide_name(&one_line(name)))
                .collect(),
            source: article.source.as_deref().and_then(known),
            section: article.section.as_deref().and_then(known),
            issued: published.and_then(|date| Issued::parse(&date.value)),
            place: dateline.and_then(|d| d.place.as_deref()).and_then(known),
            language: known(&annotations.language).filter(|code| code != "und"),
            deck: known(&article.deck),
            tags: article.tags.iter().filter_map(|tag| known(tag)).collect(),
            url: article.url.as_deref().and_then(web_address),
            path: one_line(&origin.path),
            note: note(origin),
        }
    }
}

impl Issued {
    /// Reads the value of a `Published`.
    fn parse(value: &str) -> Option<Self> {
        let mut parts = value.split('T').next()?.split('-');
        Some(Self {
            year: parts.next()?.parse().ok()?,
            month: parts.next().and_then(|month| month.parse().ok()),
            day: parts.next().and_then(|day| day.parse().ok()),
        })
    }
}

fn note(origin: &Provenance) -> String {
    let mut note = format!("morgue {}", one_line(&origin.id));
    if origin.version != origin.id {
        note += &format!(", version {}", one_line(&origin.version));
    }
    if !origin.content_hash.is_empty() {
        note += &format!(", content {}", one_line(&origin.content_hash));
    }
    note
}

/// A text with its white space collapsed, safe to show.
pub(super) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    safe_text(&words.join(" ")).into_owned()
}

/// Words that no person is called, in the bylines of newspapers.
const NOT_A_PERSON: &[&str] = &[
    "staff",
    "press",
    "agency",
    "agencia",
    "agence",
    "agencies",
    "reuters",
    "news",
    "desk",
    "editorial",
    "board",
    "team",
    "service",
    "services",
    "bureau",
    "correspondent",
    "correspondents",
    "reporter",
    "reporters",
    "writer",
    "writers",
    "editor",
    "editors",
    "redacción",
    "redaktion",
    "newsroom",
    "wire",
    "times",
    "post",
    "the",
    "and",
    "of",
    "for",
    "from",
];

const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// Divides a name at its last word, as reference managers do; particles go with the family name.
fn divide_name(name: &str) -> Name {
    let whole = || Name::Whole(name.to_owned());
    let mut words: Vec<&str> = name.split(' ').collect();
    let last = words.last().copied().unwrap_or_default();
    let bare = last.trim_end_matches('.').to_lowercase();
    let mut suffix = None;
    if words.len() > 2 && SUFFIXES.contains(&bare.as_str()) {
        suffix = words.pop().map(str::to_owned);
        if let Some(before) = words.last_mut() {
            *before = before.trim_end_matches(',');
        }
    }
    let is_person = (2..=5).contains(&words.len())
        && words.iter().all(|word| is_name_word(word))
        && words
            .first()
            .is_some_and(|word| word.starts_with(char::is_uppercase))
        && words
            .last()
            .is_some_and(|word| word.starts_with(char::is_uppercase));
    if !is_person {
        return whole();
    }
    // The first particle after the first word begins the family name: `Ana de la Cruz`.
    let particle = words
        .iter()
        .position(|word| word.starts_with(char::is_lowercase));
    let (given, family) = words.split_at(particle.unwrap_or(words.len() - 1));
    Name::Person {
        given: given.join(" "),
        family: family.join(" "),
        suffix,
    }
}

fn is_name_word(word: &str) -> bool {
    // An abbreviation in capitals is an agency, unless it is an initial.
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let is_agency = letters > 1 && !word.contains('.') && word.chars().all(char::is_uppercase);
    let is_letters = word
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’' | '\u{300}'..='\u{36F}'));
    letters > 0 && is_letters && !is_agency && !NOT_A_PERSON.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_divided_where_it_is_no_guess() {
        for (name, expected) in [
            ("Ana Ferrer", "Ferrer | Ana"),
            ("Ana Maria Ferrer", "Ferrer | Ana Maria"),
            ("Ana de la Cruz", "de la Cruz | Ana"),
            ("Jan van der Berg", "van der Berg | Jan"),
            ("J. R. Smith, Jr.", "Smith | J. R. | Jr."),
            ("Conan O’Brien", "O’Brien | Conan"),
            ("Reuters", "Reuters"),
            ("Associated Press", "Associated Press"),
            ("The Coast Ledger", "The Coast Ledger"),
            ("AFP Caracas", "AFP Caracas"),
            ("O’Brien, Jr.", "O’Brien, Jr."),
            ("@cmd; A", "@cmd; A"),
            ("Ferrer", "Ferrer"),
            ("", ""),
        ] {
            let shown = match divide_name(name) {
                Name::Whole(name) => name,
                Name::Person {
                    given,
                    family,
                    suffix: None,
                } => format!("{family} | {given}"),
                Name::Person {
                    given,
                    family,
                    suffix: Some(suffix),
                } => {
                    format!("{family} | {given} | {suffix}")
                }
            };
            assert_eq!(shown, expected);
        }
    }

    #[test]
    fn dates_keep_their_precision() {
        let parts = |value| Issued::parse(value).map(|i| (i.year, i.month, i.day));
        assert_eq!(parts("1905"), Some((1905, None, None)));
        assert_eq!(parts("1905-03"), Some((1905, Some(3), None)));
        assert_eq!(parts("2026-01-13T10:15"), Some((2026, Some(1), Some(13))));
        assert_eq!(parts(""), None);
    }
}
