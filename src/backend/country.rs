//! Countries by their names: articles have codes, people type names.

use crate::analysis::entity::gazetteer::{PlaceKind, gazetteer};
use crate::query::ast::KeyPattern;

/// The code of a country (ISO 3166-1) by its name or code.
pub fn find_country(name: &str) -> Option<&'static str> {
    let gazetteer = gazetteer();
    let upper = name.to_uppercase();
    // The name of a code leads to its country, whose code lives as long as the program.
    let listed = gazetteer.country_name(&upper).unwrap_or(name);
    let mut places = gazetteer.places(listed).iter();
    let country = places.find(|place| place.kind == PlaceKind::Country);
    country.map(|place| place.country)
}

/// A condition on countries with the codes of those that it names; what is no name stays.
pub(super) fn with_codes(pattern: &KeyPattern) -> KeyPattern {
    let code = |name: &String| find_country(name).map_or_else(|| name.clone(), str::to_owned);
    match pattern {
        KeyPattern::Is(name) => KeyPattern::Is(code(name)),
        KeyPattern::OneOf(names) => KeyPattern::OneOf(names.iter().map(code).collect()),
        KeyPattern::Wildcard(_) => pattern.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_are_asked_for_by_name_or_code() {
        for (typed, expected) in [
            ("Venezuela", "VE"),
            ("venezuela", "VE"),
            ("ve", "VE"),
            ("VE", "VE"),
            ("United States", "US"),
            ("Georgia", "GE"),
            ("nowhere", "nowhere"),
            ("Caracas", "Caracas"),
        ] {
            let is = with_codes(&KeyPattern::Is(typed.to_owned()));
            assert_eq!(is, KeyPattern::Is(expected.to_owned()), "{typed}");
        }
        let several = KeyPattern::OneOf(vec!["Chile".to_owned(), "pe".to_owned()]);
        let codes = KeyPattern::OneOf(vec!["CL".to_owned(), "PE".to_owned()]);
        assert_eq!(with_codes(&several), codes);
    }
}
