//! Places and personal names from openly licensed lists (`assets/README.md`), ready to be asked.
//!
//! A name is looked up by the hashes of its folded tokens, so that spacing does not matter and the
//! tagger need not build strings.  The tables are made once, at first use, and shared.

mod tables;

use std::collections::HashMap;
use std::sync::OnceLock;

use super::hash::{KeyMap, hash, mix};
use super::token::tokenise;
use crate::text::{PERSON_NAMES, fold_value};

/// Longest name looked for, in tokens.
pub const MAX_NAME_TOKENS: usize = 6;

/// What sort of place a name stands for, largest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    Country,
    /// A continent, a sea, a part of the world: no country code.
    Area,
    Region,
    City,
}

/// One place; several can share a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    pub kind: PlaceKind,
    pub name: &'static str,
    /// The name it is better known by; the name itself for most.
    pub known_as: &'static str,
    /// ISO 3166-1 alpha-2; empty for areas.
    pub country: &'static str,
    /// The region it lies in, or that it is; empty when unknown.
    pub region: &'static str,
    /// In thousands; 0 when unknown.
    pub population: u32,
}

/// Whether a word is listed as a first or a family name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NameUse {
    pub first: bool,
    pub family: bool,
    /// A first name of men only, or of women only.
    pub gender: Option<Gender>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    Man,
    Woman,
}

/// A well-known organisation under one of its names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Organisation {
    /// The name it goes by.
    pub name: &'static str,
    /// The name is also an ordinary word, a place or a person.
    pub is_ambiguous: bool,
}

/// All tables.
pub struct Gazetteer {
    /// Ordered by name, most important place first.
    places: Vec<Place>,
    /// Token hashes of a name → first of its places and how many.
    by_name: KeyMap<(u32, u32)>,
    /// Hash of a first token → most tokens a name that begins with it has.
    first_tokens: KeyMap<u8>,
    names: KeyMap<NameUse>,
    /// Exact token hashes of an organisation's name → its row.
    organisations: KeyMap<Organisation>,
    /// Exact hash of a first token → most tokens an organisation that begins with it has.
    organisation_tokens: KeyMap<u8>,
    /// `Calif.` → `California`.
    abbreviations: HashMap<&'static str, &'static str>,
    /// Folded demonym or adjective → country code or, for an area, its name.
    demonyms: HashMap<String, &'static str>,
    country_names: HashMap<&'static str, &'static str>,
    /// Token hashes of a Spanish name → index of the place.
    spanish: KeyMap<u32>,
    /// Hash of a first token → most tokens a Spanish name that begins with it has.
    spanish_tokens: KeyMap<u8>,
}

/// Returns the built-in tables.
pub fn gazetteer() -> &'static Gazetteer {
    static TABLES: OnceLock<Gazetteer> = OnceLock::new();
    TABLES.get_or_init(|| {
        Gazetteer::new(
            include_str!("assets/countries.tsv"),
            include_str!("assets/places.tsv"),
            PERSON_NAMES,
        )
        .with_organisations(include_str!("assets/organisations.tsv"))
        .with_abbreviations(include_str!("assets/regions.tsv"))
        .with_spanish(include_str!("assets/spanish.tsv"))
    })
}

/// The key of a name: the hashes of its folded tokens, joined.  None when it is too long.
pub fn name_key(name: &str) -> Option<u64> {
    let mut tokens = Vec::new();
    tokenise(name, &mut tokens);
    if tokens.is_empty() || tokens.len() > MAX_NAME_TOKENS {
        return None;
    }
    let hashes = tokens.iter().map(|t| token_key(t.text(name)));
    hashes.reduce(mix)
}

/// The key of one token of a name.
pub fn token_key(token: &str) -> u64 {
    if token.is_ascii() && !token.bytes().any(|b| b.is_ascii_uppercase()) {
        return hash(token.as_bytes());
    }
    hash(fold_value(token).as_bytes())
}

/// The key of one token where case matters: `WHO` is not `who`.
pub fn exact_key(token: &str) -> u64 {
    hash(token.as_bytes())
}

impl Gazetteer {
    /// The place of a Spanish name, put together from `token_key`s.
    pub fn spanish_place(&self, key: u64) -> Option<&Place> {
        let index = self.spanish.get(&key)?;
        self.places.get(*index as usize)
    }

    /// Most tokens of a Spanish name that begins with this token; 0 when none does.
    pub fn longest_spanish_from(&self, first_token: u64) -> usize {
        self.spanish_tokens
            .get(&first_token)
            .map_or(0, |n| usize::from(*n))
    }

    /// The organisation of that name, put together from `exact_key`s of its tokens.
    pub fn organisation_by_key(&self, key: u64) -> Option<&Organisation> {
        self.organisations.get(&key)
    }

    /// The organisation of that very spelling.
    pub fn organisation(&self, name: &str) -> Option<&Organisation> {
        let mut tokens = Vec::new();
        tokenise(name, &mut tokens);
        let keys = tokens.iter().map(|t| exact_key(t.text(name)));
        self.organisation_by_key(keys.reduce(mix)?)
    }

    /// Most tokens of an organisation's name that begins with this token; 0 when none does.
    pub fn longest_organisation_from(&self, first_token: u64) -> usize {
        self.organisation_tokens
            .get(&first_token)
            .map_or(0, |n| usize::from(*n))
    }

    /// The region that a newspaper's abbreviation stands for (`Calif.`).
    pub fn abbreviated_region(&self, abbreviation: &str) -> Option<&'static str> {
        self.abbreviations.get(abbreviation).copied()
    }

    /// All places of that name, the most important first; of a name that is Spanish alone, the one.
    pub fn places(&self, name: &str) -> &[Place] {
        name_key(name).map_or(&[], |key| self.places_of_any_key(key))
    }

    /// Like `places`, for a key that was put together from token keys.
    pub fn places_of_any_key(&self, key: u64) -> &[Place] {
        match self.places_by_key(key) {
            [] => self.spanish_place(key).map_or(&[], std::slice::from_ref),
            listed => listed,
        }
    }

    /// The region of a country by any of its names.
    pub fn region(&self, country: &str, name: &str) -> Option<&'static str> {
        let mut listed = self.places(name).iter();
        let is_it = |place: &&Place| place.kind == PlaceKind::Region && place.country == country;
        let found = listed.find(is_it).map(|place| place.region);
        // Regions with names that mislead are known by their cities alone.
        found.or_else(|| {
            let folded = fold_value(name);
            let mut of_country = self.places.iter().filter(|p| p.country == country);
            let city = of_country.find(|p| !p.region.is_empty() && fold_value(p.region) == folded);
            city.map(|p| p.region)
        })
    }

    /// Like `places` for the key of an English name.
    pub fn places_by_key(&self, key: u64) -> &[Place] {
        self.by_name.get(&key).map_or(&[], |&(start, count)| {
            &self.places[start as usize..(start + count) as usize]
        })
    }

    /// Most tokens of a name that begins with this token; 0 when none does.
    pub fn longest_from(&self, first_token: u64) -> usize {
        self.first_tokens
            .get(&first_token)
            .map_or(0, |n| usize::from(*n))
    }

    /// How a word is used in personal names.
    pub fn name_use(&self, token: u64) -> NameUse {
        self.names.get(&token).copied().unwrap_or_default()
    }

    /// Country code, or name of an area, that a folded demonym or adjective stands for.
    pub fn demonym(&self, folded: &str) -> Option<&'static str> {
        self.demonyms.get(folded).copied()
    }

    /// Display name of a country by its code.
    pub fn country_name(&self, code: &str) -> Option<&'static str> {
        self.country_names.get(code).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_most_important_first() {
        let tables = gazetteer();
        for (name, kind, country) in [
            ("Georgia", PlaceKind::Country, "GE"),
            ("U.S.", PlaceKind::Country, "US"),
            ("paris", PlaceKind::City, "FR"),
            ("Côte d’Ivoire", PlaceKind::Country, "CI"),
            ("Guinea-Bissau", PlaceKind::Country, "GW"),
            ("Bosnia", PlaceKind::Country, "BA"),
            ("Middle East", PlaceKind::Area, ""),
            ("São Paulo", PlaceKind::City, "BR"),
            ("St. Petersburg", PlaceKind::City, "RU"),
            ("California", PlaceKind::Region, "US"),
        ] {
            let first = tables
                .places(name)
                .first()
                .unwrap_or_else(|| panic!("{name}"));
            assert_eq!((first.kind, first.country), (kind, country), "{name}");
        }
        assert!(tables.places("Nowhere in Particular").is_empty());
        assert!(tables.places("").is_empty());
    }

    #[test]
    fn cities_lie_in_regions() {
        let tables = gazetteer();
        for (name, country, region) in [
            ("Houston", "US", "Texas"),
            ("Maracaibo", "VE", "Zulia"),
            ("Texas", "US", "Texas"),
            ("Munich", "DE", "Bavaria"),
            ("Venezuela", "VE", ""),
        ] {
            let place = tables
                .places(name)
                .first()
                .unwrap_or_else(|| panic!("{name}"));
            assert_eq!((place.country, place.region), (country, region), "{name}");
        }
        let cities = tables.places.iter().filter(|p| p.kind == PlaceKind::City);
        let (placed, all) = cities.fold((0, 0), |(placed, all), city| {
            (placed + usize::from(!city.region.is_empty()), all + 1)
        });
        assert!(placed * 100 > all * 98, "{placed} of {all} cities");
        assert_eq!(tables.region("US", "texas"), Some("Texas"));
        assert_eq!(tables.region("VE", "Texas"), None);
    }

    #[test]
    fn demonyms_and_names_are_known() {
        let tables = gazetteer();
        assert_eq!(tables.demonym("venezuelans"), Some("VE"));
        assert_eq!(tables.demonym("african"), Some("Africa"));
        assert_eq!(tables.country_name("CI"), Some("Ivory Coast"));
        assert!(tables.name_use(token_key("María")).first);
        assert!(tables.name_use(token_key("Rodríguez")).family);
        assert_eq!(tables.name_use(token_key("xyzzy")), NameUse::default());
    }
}
