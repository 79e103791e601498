//! Places of datelines, as they are written in a sentence.

use crate::reader::capitals::push_capitalised;

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
