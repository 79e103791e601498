//! What is written behind a name without a border: a post, an address, an age, a town.

use super::given_name::{begins_with_given_name, is_surely_given_name};
use super::name::is_particle;
use super::post::{is_one_of, is_outlet, is_outlet_word, is_paper};
use crate::reader::plain_text::lexicon::{Class, Hits, is_phrase, phrases_in};

/// Words between a name and where somebody is or for whom she writes.
const PREPOSITIONS: &[&str] = &["for", "in", "from", "at", "aus", "om", "en"];

/// Ends of German adjectives before a post: "Landespolitische Korrespondentin".
const ADJECTIVES: &[&str] = &["ische", "ischer", "iche", "icher"];

/// Words before a post that are of no name.
const QUALITIES: &[&str] = &[
    "chief",
    "senior",
    "junior",
    "deputy",
    "assistant",
    "associate",
    "national",
    "foreign",
    "local",
    "crime",
    "sports",
    "business",
    "education",
    "health",
    "science",
    "arts",
    "environment",
    "transport",
    "technology",
    "consumer",
    "court",
    "religion",
    "parliamentary",
    "political",
    "city",
    "state",
];

/// Words of a name before what may trail it.
const MIN_NAME: usize = 2;

/// Longest text that is looked at, bytes; a longer one names nobody.
const MAX_BYTES: usize = 240;

/// Cuts off what follows a name of at least two words; tells whether that was a post.
pub fn cut_trailing(text: &str) -> (&str, bool) {
    if text.len() > MAX_BYTES {
        return (text, false);
    }
    let text = cut_town(cut_glued(cut_address(text)));
    let starts: Vec<usize> = text
        .split_whitespace()
        .map(|word| word.as_ptr() as usize - text.as_ptr() as usize)
        .collect();
    for &at in starts.iter().skip(MIN_NAME) {
        let rest = &text[at..];
        let first = rest.split_whitespace().next().unwrap_or(rest);
        let next = rest[first.len()..].trim_start();
        if first.starts_with(|c: char| c.is_ascii_digit()) {
            return (text[..at].trim_end(), false);
        }
        if is_one_of(PREPOSITIONS, first) {
            // "Lee Kyung In" is a name, and so may "Lee Kyung In Park" be.
            let is_small = first.starts_with(char::is_lowercase) || first == "For";
            let shouts = || !text.contains(char::is_lowercase);
            let is_place = next.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
                || next.starts_with("the ");
            if is_place && (is_small || shouts()) {
                return (text[..at].trim_end(), false);
            }
            continue;
        }
        if is_outlet_behind(&text[..at], rest) {
            return (text[..at].trim_end(), false);
        }
        // "Mary Jane Senior": a quality alone is no post.
        if next.is_empty() && is_quality(first) {
            continue;
        }
        let name = before_post(&text[..at]);
        if begins_post(rest, &phrases_in(rest)) && is_capital(name) {
            return (without_adjective(name), true);
        }
        // "Ann Roe The Associated Press", "Ann Roe STT"; "Ann Maria Sid" is a name.
        let is_written_out = match next.is_empty() {
            false => first.starts_with(char::is_uppercase),
            true => first.chars().all(char::is_uppercase) && text.contains(char::is_lowercase),
        };
        if is_written_out && is_capital(&text[..at]) && is_phrase(rest, Class::Agency) {
            return (text[..at].trim_end(), false);
        }
    }
    (text, false)
}

/// `Ann Roe` before `Valley Sentinel`: two words of a person and two of an outlet.
fn is_outlet_behind(name: &str, rest: &str) -> bool {
    let are_two = |text: &str| text.split_whitespace().count() == 2;
    let first = name.split_whitespace().next().unwrap_or(name);
    let is_of_outlet = || rest.rsplit(' ').next().is_some_and(is_outlet_word);
    are_two(name)
        && are_two(rest)
        && is_capital(name)
        && (is_outlet(rest) || (is_of_outlet() && !begins_with_given_name(rest)))
        && is_surely_given_name(first)
        && !is_paper(rest)
}

/// `Ann Roe Reporter`: a name and a post, where `Senior Games Editor` is a post alone.
pub fn is_name_with_post(text: &str) -> bool {
    let (name, has_post) = cut_trailing(text);
    let first = name.split(' ').next().unwrap_or(name);
    let is_of_post =
        is_quality(first) || is_phrase(first, Class::Role) || is_phrase(first, Class::Section);
    has_post && name.contains(' ') && !is_of_post
}

/// A word before a post that is of no name.
pub fn is_quality(word: &str) -> bool {
    is_one_of(QUALITIES, word)
}

fn begins_post(text: &str, hits: &Hits) -> bool {
    let first = text.split(' ').next().unwrap_or(text);
    hits.whole.has(Class::Role) || hits.head.has(Class::Role) || is_phrase(first, Class::Role)
}

/// `Ann Roe Rural affairs` => `Ann Roe`: a post of several words begins at the capital before the first
/// small letter.
fn before_post(text: &str) -> &str {
    let mut last = 0;
    for (i, word) in text.split_whitespace().enumerate() {
        if i > MIN_NAME && word.starts_with(char::is_lowercase) && !is_particle(word) {
            return text[..last].trim_end();
        }
        last = word.as_ptr() as usize - text.as_ptr() as usize;
    }
    text.trim_end()
}

/// Every word begins as words of names do: `Ledger staff` is none.
fn is_capital(name: &str) -> bool {
    let mut words = name.split_whitespace();
    words.all(|word| !word.starts_with(char::is_lowercase) || is_particle(word))
}

fn without_adjective(name: &str) -> &str {
    let is_adjective =
        |word: &str| is_quality(word) || ADJECTIVES.iter().any(|end| word.ends_with(end));
    match name.rsplit_once(' ') {
        Some((rest, last)) if rest.contains(' ') && is_adjective(last) => rest,
        _ => name,
    }
}

/// `Ann Roe aroe@paper.example`, `Ann Roe @aroe`, `Ann Roe@aroe`
fn cut_address(text: &str) -> &str {
    let Some(at) = text.find('@') else {
        return text;
    };
    let word = text[..at]
        .rfind(char::is_whitespace)
        .map_or(0, |space| space + 1);
    let end = text[at..]
        .find(char::is_whitespace)
        .map_or(text.len(), |end| at + end);
    let is_mail = text[at..end].contains('.');
    let cut = if is_mail { word } else { at };
    let name = text[..cut].trim_end();
    // An address alone is no name, but somebody may take it for one.
    if name.is_empty() { text } else { name }
}

/// Whether a name, a stop and a town is all that a text is: `Ann Roe. Skerry`.
pub fn has_town(text: &str) -> bool {
    cut_town(text).len() < text.len()
}

/// `Ann Roe. Skerry`: a stop behind a whole word ends the names, where a word or two of a town follow.
fn cut_town(text: &str) -> &str {
    const MAX_TOWN: usize = 2;
    let is_town_word =
        |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
    let town = text.rsplit_once(". ").map_or("", |(_, town)| town);
    let mut words = town.split(' ');
    if words.clone().count() > MAX_TOWN || !words.all(is_town_word) || !is_capital(text) {
        return text;
    }
    let ends_name = |at: &usize| {
        let name = &text[..*at];
        let last = name.rsplit(' ').next().unwrap_or(name);
        name.contains(' ') && last.chars().count() > 3 && !last.contains('.')
    };
    let mut stops = text.match_indices(". ").map(|(at, _)| at);
    stops.find(ends_name).map_or(text, |at| &text[..at])
}

/// `Ann Roe2 minutes ago`, `Ann RoeReporter`, `Ann RoeThe Ledger`: two elements of a page met here.
fn cut_glued(text: &str) -> &str {
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let name = &text[..at];
        if c.is_ascii_digit() && before.is_alphabetic() && name.contains(' ') {
            return name;
        }
        if c.is_uppercase() && before.is_lowercase() && name.contains(' ') {
            let rest = &text[at..];
            let is_outlet = rest.starts_with("The ") || rest.split(' ').any(is_outlet_word);
            if is_outlet || is_phrase(rest, Class::Agency) || begins_post(rest, &phrases_in(rest)) {
                return name;
            }
        }
        before = c;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_name_is_cut_off() {
        for (text, name, is_post) in [
            ("Ann Roe Political Correspondent", "Ann Roe", true),
            ("Ann Roe Landespolitische Korrespondentin", "Ann Roe", true),
            ("Ann Maria Roe Reporter", "Ann Maria Roe", true),
            ("Ann Roe Rural affairs correspondent", "Ann Roe", true),
            ("Ann Roe The Associated Press", "Ann Roe", false),
            ("Ann Maria Sid", "Ann Maria Sid", false),
            ("Ann Roe STT", "Ann Roe", false),
            ("Ann Skov. Skerry", "Ann Skov", false),
            ("Ann St. Roe", "Ann St. Roe", false),
            ("Ann Skov. © Holm", "Ann Skov. © Holm", false),
            ("ANN MARIA SID", "ANN MARIA SID", false),
            ("Ann Roe Valley Sentinel", "Ann Roe", false),
            ("Ann Roe Skerry Times", "Ann Roe", false),
            ("Ann Maria Roe Press", "Ann Maria Roe Press", false),
            ("Ann Roe Emily Post", "Ann Roe Emily Post", false),
            ("Ann Roe in Paris", "Ann Roe", false),
            ("Ann Roe for the Holm Argus", "Ann Roe", false),
            ("ANN ROE FOR MAILONLINE", "ANN ROE", false),
            ("Ann Roe aroe@paper.example", "Ann Roe", false),
            ("Ann Roe @aroe", "Ann Roe", false),
            ("Ann Roe@aroe", "Ann Roe", false),
            ("Ann Roe2 minutes ago", "Ann Roe", false),
            ("Ann RoeReporter", "Ann Roe", false),
            ("Ann RoeThe West Ledger", "Ann Roe", false),
            ("Ann McDonald", "Ann McDonald", false),
            ("Lee Kyung In", "Lee Kyung In", false),
            ("Mary Jane Senior", "Mary Jane Senior", false),
            ("Ann Roe For Ledger.Example", "Ann Roe", false),
            ("Ann Maria de la Torre", "Ann Maria de la Torre", false),
            ("Reporter", "Reporter", false),
            ("Ledger staff reporter", "Ledger staff reporter", false),
            ("aroe@paper.example", "aroe@paper.example", false),
        ] {
            assert_eq!(cut_trailing(text), (name, is_post), "{text}");
        }
        assert!(is_name_with_post("Ann Roe Reporter"));
        for post in [
            "Senior Games Editor",
            "Games Editor",
            "Ann Roe",
            "Sports Desk Editor",
        ] {
            assert!(!is_name_with_post(post), "{post}");
        }
    }
}
