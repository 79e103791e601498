//! The tables of the gazetteer, read from its assets.

use std::collections::HashMap;

use super::{
    Gazetteer, Gender, NameUse, Organisation, Place, PlaceKind, exact_key, name_key, token_key,
};
use crate::analysis::entity::hash::{KeyMap, hash, mix};
use crate::analysis::entity::token::tokenise;
use crate::text::fold_value;

impl Gazetteer {
    pub(super) fn new(countries: &'static str, places: &'static str, names: &'static str) -> Self {
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

    pub(super) fn with_organisations(mut self, table: &'static str) -> Self {
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

    pub(super) fn with_abbreviations(mut self, table: &'static str) -> Self {
        self.abbreviations = lines(table).filter_map(|l| l.split_once('\t')).collect();
        self
    }

    /// Spanish names of places that are listed by others.
    pub(super) fn with_spanish(mut self, table: &'static str) -> Self {
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
