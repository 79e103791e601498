//! A place that is asked for with what it lies in: `Caracas, Venezuela`, `Paris, Texas`.
//!
//! The name by which articles keep the place, by the same rule.  Where the lists have no such place
//! there is no answer: `Paris` in a region without one is not the Paris of France.

use super::places::{Choice, candidates, kept_as};
use crate::analysis::entity::gazetteer::{Place, PlaceKind, gazetteer};
use crate::analysis::entity::spelling::spelling;

/// The name of a place as it is kept, of one that is written with all that it lies in; none when
/// the lists do not know it so.
pub fn place_with_surroundings(name: &str) -> Option<String> {
    let (place, around) = name.split_once(',')?;
    // Names with a comma of their own: `Washington, D.C.`
    if !spelling(name.trim()).places().is_empty() {
        return None;
    }
    let around: Vec<Vec<&Place>> = around
        .split(',')
        .map(|part| readings(part.trim()))
        .collect();
    let places = candidates(&spelling(place.trim()));
    let lies_in = |place: &&Place| {
        let is_in = |wider: &&Place| {
            place.country == wider.country
                && place.kind > wider.kind
                && (wider.kind != PlaceKind::Region || place.region == wider.region)
        };
        around.iter().all(|readings| readings.iter().any(is_in))
    };
    let meant = places.iter().find(lies_in)?;
    Some(kept_as(Choice::listed(meant), places.first()?).0)
}

/// The countries and regions of a name, an abbreviation or a code.
fn readings(name: &str) -> Vec<&'static Place> {
    let listed = |name: &str| {
        let places = candidates(&spelling(name)).iter();
        places.filter(|place| matches!(place.kind, PlaceKind::Country | PlaceKind::Region))
    };
    let country = gazetteer().country_name(&name.to_uppercase());
    listed(name)
        .chain(country.into_iter().flat_map(listed))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_place_lies_in_says_which_is_meant() {
        for (typed, expected) in [
            ("Caracas, Venezuela", Some("caracas")),
            ("caracas,venezuela", Some("caracas")),
            ("Caracas, VE", Some("caracas")),
            ("Paris, France", Some("paris")),
            ("Paris, Texas", Some("paris, texas, us")),
            ("Houston, Texas, USA", Some("houston")),
            ("Houston, TX", Some("houston")),
            ("Houston, Tex.", Some("houston")),
            ("Texas, United States", Some("texas")),
            ("Athens, Georgia", Some("athens, georgia, us")),
            ("New York, New York", Some("new york city")),
            // None of this name is listed there.
            ("Caracas, Peru", None),
            ("Houston, Texas, Peru", None),
            ("Paris, Bavaria", None),
            ("Little Holm, Kent", None),
            ("Venezuela, Caracas", None),
            ("Caracas", None),
            ("Caracas,", None),
            (", Venezuela", None),
        ] {
            let name = place_with_surroundings(typed);
            assert_eq!(name.as_deref(), expected, "{typed}");
        }
    }
}
