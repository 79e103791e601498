//! Places of datelines: what may be one, and how it is written in a sentence.

use crate::reader::capitals::push_capitalised;
use crate::reader::plain_text::lexicon::{Class, phrases_in};

/// Words that stay small within a place; "DES" is left out for Des Moines.
const SMALL: &[&str] = &[
    "AM", "AN", "AND", "DA", "DE", "DEL", "DER", "DI", "DO", "DOS", "DU", "EL", "ES", "LA", "LAS",
    "LE", "LOS", "OF", "SUR", "THE", "UPON", "Y",
];

/// Abbreviations that a place may begin with.
const CODES: &[&str] = &[
    "US", "UK", "UN", "EU", "UAE", "USA", "DC", "NY", "LA", "DRC",
];

/// "RIO DE JANEIRO" => "Rio de Janeiro", "WASHINGTON, DC" => "Washington, DC".
pub fn display_place(place: &str) -> String {
    let mut shown = String::with_capacity(place.len());
    for (i, part) in place.split(',').enumerate() {
        if i > 0 {
            shown.push_str(", ");
        }
        let is_alone = !part.trim().contains(' ');
        for (j, word) in part.split_whitespace().enumerate() {
            if j > 0 {
                shown.push(' ');
            }
            let letters = word.chars().filter(|c| c.is_alphabetic()).count();
            // "LA" is a city, "LA PAZ" another.
            let is_code = (i > 0 && letters <= 2)
                || (i == 0 && j == 0 && CODES.contains(&word) && (is_alone || word != "LA"))
                || word.matches('.').count() > 1;
            if is_code || word.contains(char::is_lowercase) {
                shown.push_str(word);
            } else if j > 0 && SMALL.contains(&word) {
                shown.push_str(&word.to_lowercase());
            } else {
                push_capitalised(word, &mut shown);
            }
        }
    }
    shown
}

/// A place: capitals, then perhaps a state or country in small letters after a comma.  With an
/// agency or a date beside it, a capital per word is enough.
pub fn is_place(place: &str, is_backed: bool) -> bool {
    if place.chars().any(|c| c.is_ascii_digit()) || place.chars().count() > 45 {
        return false;
    }
    let first = place.split(',').next().unwrap_or("").trim();
    let letters = first.chars().filter(|c| c.is_alphabetic()).count();
    let words = first.split_whitespace().count();
    if letters < 2 || words > 5 || place.split(',').count() > 3 {
        return false;
    }
    let hits = phrases_in(first);
    let is_other = [
        Class::RelatedHead,
        Class::ReadMore,
        Class::Ad,
        Class::Correction,
        Class::Updated,
        Class::Published,
        Class::Credit,
        Class::Live,
        Class::Section,
        Class::Slug,
        Class::Nav,
        Class::Promo,
        Class::Agency,
    ]
    .into_iter()
    .any(|class| {
        // A town has a section of its own in many a paper.
        let is_town = class == Class::Section && is_backed;
        !is_town && (hits.whole.has(class) || (hits.head.has(class) && words <= 3))
    });
    if is_other {
        return false;
    }
    let is_upper = !first.chars().any(char::is_lowercase) && first.chars().any(char::is_uppercase);
    let is_title = first.split_whitespace().all(|word| {
        let word = word.trim_start_matches('(');
        word.starts_with(char::is_uppercase) || word.len() <= 3
    }) && first.starts_with(char::is_uppercase);
    let rest_fits = place.split(',').skip(1).all(|part| {
        let part = part.trim();
        part.split_whitespace().count() <= 3
            && part
                .split_whitespace()
                .all(|w| w.starts_with(|c: char| c.is_uppercase()) || w.len() <= 3)
    });
    rest_fits && ((is_upper && letters >= 3) || (is_backed && is_title))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_written_as_in_a_sentence() {
        for (place, expected) in [
            ("RIO DE JANEIRO", "Rio de Janeiro"),
            ("SAN MARTINO DI ROE, Italy", "San Martino di Roe, Italy"),
            ("WASHINGTON, DC", "Washington, DC"),
            ("WOODBRIDGE, N.J.", "Woodbridge, N.J."),
            ("U.S. VIRGIN ISLANDS", "U.S. Virgin Islands"),
            ("UN HEADQUARTERS", "UN Headquarters"),
            ("LA PAZ", "La Paz"),
            ("LA", "LA"),
            ("ST. JOHN'S", "St. John's"),
            ("Richmond,Va.", "Richmond, Va."),
        ] {
            assert_eq!(display_place(place), expected);
        }
    }
}
