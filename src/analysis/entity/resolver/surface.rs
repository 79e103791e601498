//! Spellings of one article, each looked at once: folded form, words, and what the gazetteer says.

use std::collections::HashMap;

use crate::analysis::entity::gazetteer::{Place, PlaceKind, gazetteer, name_key};
use crate::text::fold_value;

/// One spelling as it stands in the text.
pub struct Surface<'a> {
    pub raw: &'a str,
    /// Folded, white space collapsed.
    pub folded: String,
    pub words: usize,
    pub is_all_caps: bool,
    /// The most important place of that name.
    pub place: Option<&'static Place>,
}

/// The spellings of one article.
#[derive(Default)]
pub struct Surfaces<'a> {
    ids: HashMap<&'a str, usize>,
    all: Vec<Surface<'a>>,
}

impl<'a> Surfaces<'a> {
    /// Returns the number of a spelling.
    pub fn id(&mut self, raw: &'a str) -> usize {
        if let Some(&id) = self.ids.get(raw) {
            return id;
        }
        let folded = fold_value(raw);
        let place = name_key(raw).and_then(|key| gazetteer().places_by_key(key).first());
        self.all.push(Surface {
            raw,
            words: folded.split(' ').count(),
            is_all_caps: raw.chars().any(char::is_uppercase)
                && !raw.chars().any(char::is_lowercase),
            place,
            folded,
        });
        let id = self.all.len() - 1;
        self.ids.insert(raw, id);
        id
    }

    pub fn get(&self, id: usize) -> &Surface<'a> {
        &self.all[id]
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }
}

impl Surface<'_> {
    pub fn is_country(&self) -> bool {
        self.place
            .is_some_and(|p| matches!(p.kind, PlaceKind::Country | PlaceKind::Area))
    }

    /// A place that is meant more often than a person or a company of the same name.
    pub fn is_known_place(&self) -> bool {
        self.place.is_some_and(|p| match p.kind {
            PlaceKind::Country | PlaceKind::Area => true,
            PlaceKind::Region => p.country == "US",
            PlaceKind::City => p.population >= 100,
        })
    }
}
