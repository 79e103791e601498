//! Which place a name means, and in which country it lies.
//!
//! In this order: what the text adds (`Paris, Texas`), the countries that the article speaks of, the
//! size of the places of that name.

use std::collections::HashMap;

use super::name::fold_name;
use super::{Named, Target};
use crate::analysis::entity::gazetteer::{Place, PlaceKind, gazetteer};
use crate::analysis::entity::label::Label;
use crate::article::EntityKind;
use crate::text::fold_value;

/// Another place of the same name may be this many times smaller and still be meant, when the
/// article speaks of its country and never of the larger one's.
const MUCH_LARGER: u32 = 100;

/// What the places of an article come to.
pub struct Places {
    pub targets: Vec<Option<Target>>,
    pub countries: Vec<&'static str>,
}

/// Resolves the places among the mentions.
pub fn resolve(named: &[Named]) -> Places {
    let candidates: Vec<&[Place]> = named
        .iter()
        .map(|n| match n.label {
            Label::Place => candidates(n.raw),
            _ => &[],
        })
        .collect();
    let evidence = Evidence::new(named, &candidates);
    let mut counts: HashMap<&'static str, (usize, usize)> = HashMap::new();
    let mut targets = Vec::with_capacity(named.len());
    for (i, name) in named.iter().enumerate() {
        let target = match name.label {
            Label::Place => Some(target(name, candidates[i], &evidence)),
            _ => None,
        };
        let demonym = (name.label == Label::Demonym).then(|| country_of_demonym(name.raw));
        let country = target
            .as_ref()
            .and_then(|t| t.country)
            .or(demonym.flatten());
        if let Some(country) = country {
            let count = counts.entry(country).or_insert((0, i));
            // A demonym is weak evidence: it counts half.
            count.0 += if target.is_some() { 2 } else { 1 };
        }
        targets.push(target);
    }
    let mut countries: Vec<_> = counts.into_iter().filter(|(_, (n, _))| *n >= 2).collect();
    countries.sort_by_key(|(_, (count, first))| (std::cmp::Reverse(*count), *first));
    Places {
        targets,
        countries: countries.into_iter().map(|(code, _)| code).collect(),
    }
}

fn candidates(raw: &str) -> &'static [Place] {
    let tables = gazetteer();
    let places = tables.places(raw);
    if places.is_empty() {
        let region = tables.abbreviated_region(raw);
        let stopped = || tables.abbreviated_region(&format!("{raw}."));
        if let Some(region) = region.or_else(stopped) {
            return tables.places(region);
        }
        if let Some(rest) = raw.strip_prefix("the ") {
            return tables.places(rest);
        }
    }
    places
}

/// How much the article speaks of each country.
struct Evidence {
    by_country: HashMap<&'static str, u32>,
}

impl Evidence {
    /// Names with one reading only, and demonyms.
    fn new(named: &[Named], candidates: &[&'static [Place]]) -> Self {
        let mut by_country = HashMap::new();
        let mut seen = std::collections::HashSet::new();
        for (name, places) in named.iter().zip(candidates) {
            if !seen.insert((name.raw, name.label)) {
                continue;
            }
            let country = match (name.label, *places) {
                (Label::Demonym, _) => country_of_demonym(name.raw),
                (Label::Place, [first, rest @ ..]) => {
                    let is_clear = rest.iter().all(|p| p.country == first.country)
                        || (first.kind == PlaceKind::Country && !is_country_or_region(rest));
                    is_clear.then_some(first.country)
                }
                _ => None,
            };
            if let Some(country) = country.filter(|c| !c.is_empty()) {
                *by_country.entry(country).or_insert(0) += 1;
            }
        }
        Self { by_country }
    }

    fn of(&self, country: &str) -> u32 {
        self.by_country.get(country).copied().unwrap_or(0)
    }
}

/// `Georgia`: a country and a region of another one.
fn is_country_or_region(others: &[Place]) -> bool {
    others.iter().any(|p| p.kind == PlaceKind::Region)
}

fn target(name: &Named, places: &'static [Place], evidence: &Evidence) -> Target {
    let folded = fold_name(EntityKind::Place, name.raw);
    let Some(first) = places.first() else {
        let demonym = gazetteer().demonym(&fold_value(name.raw));
        return demonym.map_or_else(
            || Target {
                folded,
                ..Target::default()
            },
            of_country,
        );
    };
    let wider = wider_place(name);
    let place = wider
        .and_then(|wider| explicit(wider, places))
        .or_else(|| by_evidence(first, places, evidence))
        .unwrap_or(first);
    let mut folded = fold_name(EntityKind::Place, place.known_as);
    let mut listed = place.known_as.to_owned();
    if place.kind >= PlaceKind::Region && place.country != first.country {
        // Not the place that the bare name means: the country is part of its key.
        folded = format!("{folded}, {}", place.country.to_lowercase());
        let country = gazetteer().country_name(place.country);
        listed = format!("{listed}, {}", country.unwrap_or(place.country));
    }
    Target {
        folded,
        listed: Some(listed),
        country: known(place.country),
        region: region_of(place, wider),
    }
}

fn known(name: &'static str) -> Option<&'static str> {
    (!name.is_empty()).then_some(name)
}

/// The region that the text names right behind a city, else the one of the list.
fn region_of(place: &Place, wider: Option<&Place>) -> Option<&'static str> {
    let named = wider.filter(|wider| {
        wider.kind == PlaceKind::Region
            && place.kind == PlaceKind::City
            && wider.country == place.country
    });
    known(named.map_or(place.region, |wider| wider.region))
}

/// The most important place of a name, without an article round it.
pub(super) fn listed(name: &str) -> Option<Target> {
    let place = candidates(name).first()?;
    Some(Target {
        folded: fold_name(EntityKind::Place, place.known_as),
        listed: Some(place.known_as.to_owned()),
        country: known(place.country),
        region: known(place.region),
    })
}

fn of_country(code: &'static str) -> Target {
    let name = gazetteer().country_name(code);
    Target {
        folded: fold_name(EntityKind::Place, name.unwrap_or(code)),
        listed: Some(name.unwrap_or(code).to_owned()),
        country: name.map(|_| code),
        region: None,
    }
}

/// What stands behind a name: `Paris, Texas`; `London, Ontario`.
fn wider_place(name: &Named) -> Option<&'static Place> {
    let rest = name.after.strip_prefix(", ")?;
    let end = rest.find([',', ';', '(', '\n', ':']).unwrap_or(rest.len());
    let words: Vec<&str> = rest[..end].split(' ').take(3).collect();
    (1..=words.len()).rev().find_map(|n| {
        let wider = words[..n].join(" ");
        let places = candidates(wider.trim_end_matches('.'));
        let places = if places.is_empty() {
            candidates(&wider)
        } else {
            places
        };
        places.first()
    })
}

fn explicit(wider: &Place, places: &'static [Place]) -> Option<&'static Place> {
    if places.len() < 2 {
        return None;
    }
    places
        .iter()
        .find(|p| p.country == wider.country && p.name != wider.name && p.kind > wider.kind)
}

fn by_evidence(
    first: &'static Place,
    places: &'static [Place],
    evidence: &Evidence,
) -> Option<&'static Place> {
    let is_open = evidence.of(first.country) == 0 || first.kind == PlaceKind::Country;
    if !is_open {
        return None;
    }
    places
        .iter()
        .filter(|p| p.country != first.country && !p.country.is_empty())
        .filter(|p| match (first.kind, p.kind) {
            // A country gives way to a region only, as Georgia does.
            (PlaceKind::Country, kind) => kind == PlaceKind::Region && p.population >= 1000,
            _ => first.population / MUCH_LARGER <= p.population,
        })
        .max_by_key(|p| evidence.of(p.country))
        .filter(|p| {
            let needed = evidence.of(first.country) + u32::from(first.kind == PlaceKind::Country);
            evidence.of(p.country) > needed
        })
}

fn country_of_demonym(raw: &str) -> Option<&'static str> {
    let code = gazetteer().demonym(&fold_value(raw))?;
    gazetteer().country_name(code).map(|_| code)
}
