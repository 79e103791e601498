//! Places and personal names from openly licensed lists (`assets/README.md`), ready to be asked.
//!
//! A name is looked up by the hashes of its folded tokens, so that spacing does not matter and the
//! tagger need not build strings.  The tables are made once, at first use, and shared.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::hash::{KeyMap, hash, mix};
use super::token::tokenise;
use crate::text::fold_value;

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
            include_str!("assets/names.tsv"),
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
    fn new(countries: &'static str, places: &'static str, names: &'static str) -> Self {
        let mut rows: Vec<(u64, Place)> = Vec::with_capacity(40_000);
        let mut demonyms = HashMap::new();
        let mut country_names = HashMap::new();
        let mut add = |kind, name: &'static str, known_as, country, region, population| {
            if let Some(key) = name_key(name) {
                rows.push((
                    key,
                    Place {
                        kind,
                        name,
                        known_as,
                        country,
                        region,
                        population,
                    },
                ));
            }
        };
        for line in lines(countries) {
            let mut columns = line.split('\t');
            let (code, name) = (columns.next().unwrap_or(""), columns.next().unwrap_or(""));
            let is_area = code == "-";
            let kind = if is_area {
                PlaceKind::Area
            } else {
                PlaceKind::Country
            };
            let country = if is_area { "" } else { code };
            if !is_area {
                country_names.insert(code, name);
            }
            add(kind, name, name, country, "", 0);
            for other in list(columns.next()) {
                add(kind, other, name, country, "", 0);
            }
            for demonym in list(columns.next()) {
                demonyms.insert(fold_value(demonym), if is_area { name } else { code });
            }
        }
        for line in lines(places) {
            let mut columns = line.split('\t');
            let (Some(kind), Some(country), Some(population), Some(name)) = (
                columns.next(),
                columns.next(),
                columns.next(),
                columns.next(),
            ) else {
                continue;
            };
            let kind = if kind == "r" {
                PlaceKind::Region
            } else {
                PlaceKind::City
            };
            let known_as = columns.next().filter(|n| !n.is_empty()).unwrap_or(name);
            let region = match kind {
                PlaceKind::Region => known_as,
                _ => columns.next().unwrap_or(""),
            };
            let population = population.parse().unwrap_or(0);
            add(kind, name, known_as, country, region, population);
        }
        // Of equal names the country comes first, then the most people.
        rows.sort_by(|(a, p), (b, q)| {
            let size = |place: &Place| match place.kind {
                PlaceKind::Country | PlaceKind::Area => u32::MAX,
                PlaceKind::Region | PlaceKind::City => place.population,
            };
            (a, size(q), p.country).cmp(&(b, size(p), q.country))
        });
        let mut by_name: KeyMap<(u32, u32)> =
            KeyMap::with_capacity_and_hasher(rows.len(), Default::default());
        let mut first_tokens = KeyMap::default();
        let mut tokens = Vec::new();
        for (i, (key, place)) in rows.iter().enumerate() {
            let entry = by_name.entry(*key).or_insert((i as u32, 0));
            entry.1 += 1;
            tokenise(place.name, &mut tokens);
            if let Some(first) = tokens.first() {
                let longest = first_tokens
                    .entry(token_key(first.text(place.name)))
                    .or_insert(0);
                *longest = (*longest).max(tokens.len() as u8);
            }
        }
        let mut name_uses = KeyMap::with_capacity_and_hasher(50_000, Default::default());
        for line in lines(names) {
            let (name, which) = line.split_once('\t').unwrap_or((line, "fl"));
            let usage = NameUse {
                first: which != "l",
                family: which.contains('l'),
                gender: match (which.contains('m'), which.contains('w')) {
                    (true, false) => Some(Gender::Man),
                    (false, true) => Some(Gender::Woman),
                    _ => None,
                },
            };
            name_uses.insert(hash(name.as_bytes()), usage);
        }
        Self {
            places: rows.into_iter().map(|(_, place)| place).collect(),
            by_name,
            first_tokens,
            names: name_uses,
            organisations: KeyMap::default(),
            organisation_tokens: KeyMap::default(),
            abbreviations: HashMap::new(),
            demonyms,
            country_names,
            spanish: KeyMap::default(),
            spanish_tokens: KeyMap::default(),
        }
    }

    fn with_organisations(mut self, table: &'static str) -> Self {
        let mut tokens = Vec::new();
        for line in lines(table) {
            let (name, others) = line.split_once('\t').unwrap_or((line, ""));
            for spelling in [name].into_iter().chain(list(Some(others))) {
                let (spelling, is_ambiguous) = match spelling.strip_prefix('*') {
                    Some(rest) => (rest, true),
                    None => (spelling, false),
                };
                tokenise(spelling, &mut tokens);
                let mut keys = tokens.iter().map(|t| exact_key(t.text(spelling)));
                let Some(first) = keys.next() else { continue };
                let longest = self.organisation_tokens.entry(first).or_insert(0);
                *longest = (*longest).max(tokens.len() as u8);
                let organisation = Organisation { name, is_ambiguous };
                self.organisations
                    .entry(keys.fold(first, mix))
                    .or_insert(organisation);
            }
        }
        self
    }

    fn with_abbreviations(mut self, table: &'static str) -> Self {
        self.abbreviations = lines(table).filter_map(|l| l.split_once('\t')).collect();
        self
    }

    /// Spanish names of places that are listed by others.
    fn with_spanish(mut self, table: &'static str) -> Self {
        let mut tokens = Vec::new();
        for line in lines(table) {
            let (known, names) = line.split_once('\t').unwrap_or((line, ""));
            let known = self.country_name(known).unwrap_or(known);
            let Some((first, _)) = name_key(known)
                .and_then(|key| self.by_name.get(&key))
                .copied()
            else {
                continue;
            };
            for name in list(Some(names)) {
                tokenise(name, &mut tokens);
                let mut keys = tokens.iter().map(|t| token_key(t.text(name)));
                let Some(first_token) = keys.next() else {
                    continue;
                };
                let longest = self.spanish_tokens.entry(first_token).or_insert(0);
                *longest = (*longest).max(tokens.len() as u8);
                self.spanish.insert(keys.fold(first_token, mix), first);
            }
        }
        self
    }

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

fn lines(table: &'static str) -> impl Iterator<Item = &'static str> {
    table
        .lines()
        .filter(|l| !l.starts_with('#') && !l.is_empty())
}

fn list(column: Option<&'static str>) -> impl Iterator<Item = &'static str> {
    column
        .unwrap_or("")
        .split(';')
        .map(str::trim)
        .filter(|s| !s.is_empty())
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
