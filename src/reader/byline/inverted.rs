//! Names that are written as catalogues do, the surname first: "Pruett, Hannah".
//!
//! Only for fields of their own and behind labels; in a sentence what follows a comma is a town, an
//! outlet or a second person.  The surname has to be one word, beside its particles: "Jane Roe,
//! Meridian" is a name and a place.  Where nobody says that names are written so, they have to show
//! it themselves: "Priya, Chennai" has the same form.

use std::borrow::Cow;

use super::given_name::{is_only_given_name, is_surely_given_name};
use super::name::{is_particle, read_name};
use super::post::{is_in, is_outlet_word};
use crate::reader::plain_text::lexicon::{Class, phrases_in};

/// Marks between names that are written so.
const BORDERS: &[char] = &[';', '|', '•', '\n', '\t'];

/// Longest name, bytes.
const MAX_BYTES: usize = 80;
/// What companies are: "Siemens, AG".
const COMPANIES: &[&str] = &[
    "ag", "bv", "co", "company", "corp", "gmbh", "group", "holding", "inc", "kg", "limited", "llc",
    "llp", "ltd", "nv", "plc", "sa", "se", "spa", "srl",
];

/// Given names that are towns and countries as well: "Guardian, Sydney" is an outlet's office.
const PLACES: &[&str] = &[
    "adelaide",
    "alexandria",
    "america",
    "asia",
    "austin",
    "bristol",
    "brooklyn",
    "carolina",
    "chad",
    "charlotte",
    "chelsea",
    "china",
    "dakota",
    "dallas",
    "delhi",
    "devon",
    "florence",
    "france",
    "georgia",
    "holland",
    "houston",
    "india",
    "ireland",
    "israel",
    "jackson",
    "jordan",
    "kent",
    "kenya",
    "lima",
    "lincoln",
    "london",
    "lourdes",
    "madison",
    "milan",
    "odessa",
    "orlando",
    "paris",
    "phoenix",
    "roma",
    "salem",
    "santiago",
    "savannah",
    "siena",
    "sofia",
    "sydney",
    "troy",
    "verona",
    "victoria",
    "vienna",
    "virginia",
];

/// Most given names.
const MAX_GIVEN: usize = 3;

/// "Pruett, Hannah; Reed, Tom" => "Hannah Pruett; Tom Reed"; what is no such name stays, and so
/// does one alone unless it has an initial ("Pruett, Hannah M.") or a known given name at the end.
pub fn put_upright(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b',', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let pieces = text.split(BORDERS).filter(|piece| !piece.trim().is_empty());
    let (mut names, mut others) = (0, 0);
    for piece in pieces {
        match persons(piece) {
            Some(persons) => names += persons.len(),
            None => others += 1,
        }
    }
    let is_certain = names > 1 && others == 0;
    put(text, |piece| {
        is_certain || has_initial(piece) || has_given_name(piece)
    })
}

/// The same for a field that is known to have names so: databases, lists of persons.
pub fn put_all_upright(text: &str) -> Cow<'_, str> {
    if memchr::memchr(b',', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    put(text, |_| true)
}

/// Whether a text has the form of one such name.
pub fn is_inverted(text: &str) -> bool {
    person(text).is_some()
}

fn put(text: &str, is_certain: impl Fn(&str) -> bool) -> Cow<'_, str> {
    let mut upright = String::new();
    for piece in text.split_inclusive(BORDERS) {
        let bare = piece.trim_end_matches(BORDERS);
        match persons(bare).filter(|_| is_certain(bare)) {
            Some(names) => upright.push_str(&names.join(" and ")),
            None => upright.push_str(bare),
        }
        upright.push_str(&piece[bare.len()..]);
    }
    Cow::Owned(upright)
}

/// "Pruett, Hannah and Reed, Tom": all of them, or none.
fn persons(piece: &str) -> Option<Vec<String>> {
    piece.split(" and ").map(person).collect()
}

/// "Pruett, Hannah M.", "Pruett, H.": no town has an initial; "Trenton, N. J." is one in a state.
fn has_initial(piece: &str) -> bool {
    let Some((_, given)) = piece.split_once(',') else {
        return false;
    };
    let is_initial = |word: &str| word.trim_end_matches('.').chars().count() == 1;
    let initials = given.split_whitespace().filter(|word| is_initial(word));
    let words = given.split_whitespace().count();
    initials.count() == 1 || (words == 1 && is_initial(given.trim()))
}

/// "Pruett, Hannah": the second is a given name and no place, the first is none.
fn has_given_name(piece: &str) -> bool {
    let Some((surname, given)) = piece.trim().split_once(',') else {
        return false;
    };
    let first = given.split_whitespace().next().unwrap_or("");
    let last = surname.rsplit(' ').next().unwrap_or(surname);
    is_surely_given_name(first) && !is_in(PLACES, first) && !is_only_given_name(last)
}

fn person(text: &str) -> Option<String> {
    let text = text.trim();
    let (surname, given) = text.split_once(',').filter(|_| text.len() <= MAX_BYTES)?;
    let given = without_stop(given.trim());
    let count = given.split_whitespace().count();
    let is_person = is_surname(surname)
        && (1..=MAX_GIVEN).contains(&count)
        && read_name(given).is_some()
        && !is_suffix(given)
        && !is_in(COMPANIES, given)
        && surname != given
        && !is_acronym_beside(given, surname)
        && ![surname, given].into_iter().any(is_of_newsroom);
    is_person.then(|| format!("{given} {surname}"))
}

/// "Mary." ends a line; "M." and "Wm." are short.
fn without_stop(given: &str) -> &str {
    let last = given.rsplit(' ').next().unwrap_or(given);
    match given.strip_suffix('.') {
        Some(cut) if last.chars().count() > 3 => cut,
        _ => given,
    }
}

/// One word with its particles: `Pruett`, `van der Berg`, `O’Brien`.
fn is_surname(text: &str) -> bool {
    let (particles, last) = text.rsplit_once(' ').unwrap_or(("", text));
    particles.split_whitespace().all(is_particle)
        && last.chars().count() > 1
        && !last.ends_with('.')
        && read_name(last).is_some()
}

/// "Fox, Jr.": the rest of a name, none of its own.
fn is_suffix(text: &str) -> bool {
    let low = text.trim_end_matches('.').to_lowercase();
    matches!(
        low.as_str(),
        "jr" | "sr" | "ii" | "iii" | "iv" | "phd" | "ph.d" | "md" | "m.d"
    )
}

/// "Roe, ABC": an outlet; "Roe, JK" are initials, and "ROE, ANN" shouts.
fn is_acronym_beside(given: &str, surname: &str) -> bool {
    let is_shouted = |text: &str| !text.contains(char::is_lowercase);
    is_shouted(given)
        && !is_shouted(surname)
        && given
            .split(['.', ' ', '-'])
            .any(|word| word.chars().count() > 2)
}

fn is_of_newsroom(text: &str) -> bool {
    let hits = phrases_in(text);
    [Class::Agency, Class::Role, Class::Section]
        .into_iter()
        .any(|class| hits.any(class))
        || text.split(' ').any(is_outlet_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_surname_goes_last() {
        for (text, upright) in [
            ("Pruett, Hannah", "Hannah Pruett"),
            ("Pruett, Hannah M.", "Hannah M. Pruett"),
            ("PRUETT, HANNAH", "HANNAH PRUETT"),
            ("van der Berg, Jan", "Jan van der Berg"),
            ("O’Brien, J. K.", "J. K. O’Brien"),
            ("Roe, JK", "JK Roe"),
            ("Иванова, Анна", "Анна Иванова"),
            ("Pruett, Hannah; Reed, Tom", "Hannah Pruett;Tom Reed"),
            ("Pruett, Hannah; Tom Reed", "Hannah Pruett; Tom Reed"),
            ("Pruett, Hannah and Reed, Tom", "Hannah Pruett and Tom Reed"),
            ("Madonna, Cher", "Cher Madonna"),
        ] {
            assert_eq!(put_all_upright(text), upright, "{text}");
        }
    }

    #[test]
    fn a_name_alone_has_to_show_it() {
        for (text, upright) in [
            ("Pruett, Hannah; Reed, Tom", "Hannah Pruett;Tom Reed"),
            ("Pruett, Hannah and Reed, Tom", "Hannah Pruett and Tom Reed"),
            ("Pruett, Hannah M.", "Hannah M. Pruett"),
            ("Pruett, H.", "H. Pruett"),
            ("Pruett, Hannah", "Hannah Pruett"),
            ("Pruett, Hannah; Tom Reed", "Hannah Pruett; Tom Reed"),
            ("van der Berg, Jan", "Jan van der Berg"),
        ] {
            assert_eq!(put_upright(text), upright, "{text}");
        }
        for text in [
            "Priya, Chennai",
            "TEMPO.CO, Jakarta",
            "Guardian, London",
            "Guardian, Sydney",
            "Anna, Maria",
            "Paris, France",
            "Smith, Jones",
            "Google, Apple",
            "Priya, New Delhi",
            "Trenton, N. J.",
            "London, U.K.",
            "Roe, Jones; Tom Reed",
        ] {
            assert_eq!(put_upright(text), text, "{text}");
        }
    }

    #[test]
    fn what_follows_a_comma_may_be_something_else() {
        for text in [
            "Jane Roe, John Poe",
            "Jane Roe, Meridian",
            "Jane Roe, Tom Fox, Ann Loe",
            "Tom Fox, Jr.",
            "Fox, Jr.",
            "Roe, Reuters",
            "Reuters, London",
            "Roe, ABC",
            "Siemens, AG",
            "Johnson, Johnson",
            "Roe, Staff Writer",
            "Roe, Argus News",
            "Madonna, Cher, Prince",
            "Roe, who was there",
            "Hannah Pruett",
            ", ",
            "",
        ] {
            assert_eq!(put_all_upright(text), text, "{text}");
        }
    }

    #[test]
    fn long_lists_are_no_trouble() {
        let list = "Roe, Ann;".repeat(50_000);
        assert_eq!(put_upright(&list).len(), list.len() - 50_000);
        let list = "Roe, Ann and ".repeat(50_000);
        assert_eq!(put_upright(&list), list);
    }
}
