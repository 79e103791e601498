//! Which place a name means, and in which country it lies.
//!
//! In this order: what the text adds (`Paris, Texas`), the countries that the article speaks of, the
//! size of the places of that name.

use std::collections::HashMap;

use super::{Named, Target};
use crate::analysis::entity::gazetteer::{Place, PlaceKind, gazetteer};
use crate::analysis::entity::label::Label;
use crate::analysis::entity::spelling::{Spelling, spelling};
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

/// Countries whose newspapers name the state behind a city rather than the country.
const WITH_STATES: [&str; 3] = ["AU", "CA", "US"];

/// In thousands: a city of this size in another state is not what `Springfield, Illinois` would be
/// without the list; behind larger ones a state is more likely the next item of an enumeration.
const LARGEST_UNLISTED: u32 = 500;

/// A place and the region it lies in, which the text may say otherwise than the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Choice {
    place: &'static Place,
    region: &'static str,
}

impl Choice {
    pub(super) fn listed(place: &'static Place) -> Self {
        let region = place.region;
        Self { place, region }
    }
}

/// Resolves the places among the mentions.
pub fn resolve(named: &[Named]) -> Places {
    let candidates: Vec<&[Place]> = named
        .iter()
        .map(|n| match n.label {
            Label::Place => candidates(&n.spelling),
            _ => &[],
        })
        .collect();
    let evidence = Evidence::new(named, &candidates);
    let stated: Vec<Option<Choice>> = named
        .iter()
        .zip(&candidates)
        .map(|(name, places)| stated(name, places))
        .collect();
    let introduced = introduced(named, &stated);
    let mut counts: HashMap<&'static str, (usize, usize)> = HashMap::new();
    let mut targets = Vec::with_capacity(named.len());
    for (i, name) in named.iter().enumerate() {
        let target = match name.label {
            Label::Place => {
                let known = stated[i].or_else(|| introduced.get(name.raw).copied().flatten());
                Some(target(name, candidates[i], known, &evidence))
            }
            _ => None,
        };
        let demonym = (name.label == Label::Demonym).then(|| country_of_demonym(&name.spelling));
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

/// Which place an article means by a name that it explains somewhere: `Springfield, Illinois`, and
/// `Springfield` from then on.  None for names that it explains in two ways.
fn introduced<'n>(
    named: &[Named<'n>],
    stated: &[Option<Choice>],
) -> HashMap<&'n str, Option<Choice>> {
    let mut out: HashMap<&str, Option<Choice>> = HashMap::new();
    for (name, choice) in named.iter().zip(stated) {
        if choice.is_some() {
            let known = out.entry(name.raw).or_insert(*choice);
            if known != choice {
                *known = None;
            }
        }
    }
    out
}

pub(super) fn candidates(known: &Spelling) -> &'static [Place] {
    let places = known.places();
    if !places.is_empty() {
        return places;
    }
    let (tables, raw) = (gazetteer(), known.raw());
    let region = tables.abbreviated_region(raw);
    let stopped = || tables.abbreviated_region(&format!("{raw}."));
    if let Some(region) = region.or_else(stopped) {
        return spelling(region).places();
    }
    match raw.strip_prefix("the ") {
        Some(rest) => spelling(rest).places(),
        None => places,
    }
}

/// How much the article speaks of each country.
struct Evidence {
    by_country: HashMap<&'static str, u32>,
    /// Country and region of the regions that it names.
    regions: Vec<(&'static str, &'static str)>,
}

impl Evidence {
    /// Names with one reading only, and demonyms.
    fn new(named: &[Named], candidates: &[&'static [Place]]) -> Self {
        let mut by_country = HashMap::new();
        let mut regions = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for (name, places) in named.iter().zip(candidates) {
            if !seen.insert((name.raw, name.label)) {
                continue;
            }
            let country = match (name.label, *places) {
                (Label::Demonym, _) => country_of_demonym(&name.spelling),
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
            let named_regions = places.iter().filter(|p| p.kind == PlaceKind::Region);
            regions.extend(named_regions.map(|p| (p.country, p.region)));
        }
        Self {
            by_country,
            regions,
        }
    }

    fn has_region(&self, place: &Place) -> bool {
        self.regions.contains(&(place.country, place.region))
    }

    fn of(&self, country: &str) -> u32 {
        self.by_country.get(country).copied().unwrap_or(0)
    }
}

/// `Georgia`: a country and a region of another one.
fn is_country_or_region(others: &[Place]) -> bool {
    others.iter().any(|p| p.kind == PlaceKind::Region)
}

fn target(
    name: &Named,
    places: &'static [Place],
    known: Option<Choice>,
    evidence: &Evidence,
) -> Target {
    let Some(first) = places.first() else {
        return name.spelling.demonym().map_or_else(
            || Target {
                folded: place_name(name.raw),
                ..Target::default()
            },
            of_country,
        );
    };
    let Choice { place, region } = known.unwrap_or_else(|| {
        let place = by_evidence(first, places, evidence).unwrap_or(first);
        Choice::listed(in_named_region(place, places, evidence))
    });
    let (folded, listed) = kept_as(Choice { place, region }, first);
    Target {
        folded,
        listed: Some(listed),
        country: known_name(place.country),
        region: known_name(region),
    }
}

/// The folded name under which a place is kept, and the name that is shown.  `first` is the place
/// that the bare name means.
pub(super) fn kept_as(choice: Choice, first: &Place) -> (String, String) {
    let Choice { place, region } = choice;
    let mut folded = place_name(place.known_as);
    let mut listed = place.known_as.to_owned();
    let is_other_region =
        place.kind == PlaceKind::City && !first.region.is_empty() && region != first.region;
    if place.kind >= PlaceKind::Region && (place.country != first.country || is_other_region) {
        // Not the place that the bare name means: what it lies in is part of its key.
        let is_city = place.kind == PlaceKind::City && !region.is_empty();
        if is_city {
            folded = format!("{folded}, {}", fold_value(region));
        }
        folded = format!("{folded}, {}", place.country.to_lowercase());
        let has_state = WITH_STATES.contains(&place.country) || place.country == first.country;
        let around = if is_city && has_state {
            region
        } else {
            let country = gazetteer().country_name(place.country);
            country.unwrap_or(place.country)
        };
        listed = format!("{listed}, {around}");
    }
    (folded, listed)
}

fn known_name(name: &'static str) -> Option<&'static str> {
    (!name.is_empty()).then_some(name)
}

/// Of cities that share their name and country, the one in a region that the article names.
fn in_named_region(
    place: &'static Place,
    places: &'static [Place],
    evidence: &Evidence,
) -> &'static Place {
    if place.kind != PlaceKind::City || evidence.has_region(place) {
        return place;
    }
    let others = places.iter().filter(|other| {
        other.kind == PlaceKind::City
            && other.country == place.country
            && place.population / MUCH_LARGER <= other.population
            && evidence.has_region(other)
    });
    let mut others = others.filter(|other| other.region != place.region);
    match (others.next(), others.next()) {
        (Some(one), None) => one,
        _ => place,
    }
}

/// The most important place of a name, without an article round it.
pub(super) fn listed(name: &str) -> Option<Target> {
    let place = candidates(&spelling(name)).first()?;
    Some(Target {
        folded: place_name(place.known_as),
        listed: Some(place.known_as.to_owned()),
        country: known_name(place.country),
        region: known_name(place.region),
    })
}

fn of_country(code: &'static str) -> Target {
    let name = gazetteer().country_name(code);
    Target {
        folded: place_name(name.unwrap_or(code)),
        listed: Some(name.unwrap_or(code).to_owned()),
        country: name.map(|_| code),
        region: None,
    }
}

/// The place that the text itself says: `Paris, Texas`; `London, Ontario`; `Springfield, Ill.`.
fn stated(name: &Named, places: &'static [Place]) -> Option<Choice> {
    let first = places.first()?;
    let (wider, follows) = wider_places(name)?;
    for around in wider {
        let lies_in = |place: &&Place| {
            place.country == around.country
                && place.kind > around.kind
                && place.name != around.name
                && (around.kind != PlaceKind::Region || place.region == around.region)
        };
        if let Some(place) = places.iter().find(lies_in) {
            return Some(Choice::listed(place));
        }
    }
    // A town that the list does not have beside larger ones of its name.  `Boston, New York`, and
    // `Boston, Texas and Ohio`, are several places.
    let [around] = wider else { return None };
    let is_enumerated = ["and ", "or ", "& "].iter().any(|w| follows.starts_with(w));
    if around.kind != PlaceKind::Region || first.kind != PlaceKind::City || is_enumerated {
        return None;
    }
    let mut cities = places
        .iter()
        .filter(|place| place.country == around.country);
    let place = cities.next()?;
    let region = around.region;
    (place.population <= LARGEST_UNLISTED).then_some(Choice { place, region })
}

/// The places of the longest name that stands behind a comma, and the text behind that.
fn wider_places<'a>(name: &Named<'a>) -> Option<(&'static [Place], &'a str)> {
    let rest = name.after.strip_prefix(", ")?;
    let end = rest.find([',', ';', '(', '\n', ':']).unwrap_or(rest.len());
    let ends: Vec<usize> = rest[..end]
        .split_inclusive(' ')
        .take(3)
        .scan(0, |at, word| {
            *at += word.len();
            Some(*at)
        })
        .collect();
    ends.into_iter().rev().find_map(|end| {
        let wider = rest[..end].trim_end();
        let places = candidates(&spelling(wider.trim_end_matches('.')));
        let places = if places.is_empty() {
            candidates(&spelling(wider))
        } else {
            places
        };
        (!places.is_empty()).then(|| (places, rest[end..].trim_start()))
    })
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

fn country_of_demonym(known: &Spelling) -> Option<&'static str> {
    let code = known.demonym()?;
    gazetteer().country_name(code).map(|_| code)
}

/// The folded name of a place.
fn place_name(name: &str) -> String {
    spelling(name).name(EntityKind::Place).to_owned()
}
