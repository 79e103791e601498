//! What is known of a spelling whatever the article: its folded forms, and what the lists say of it.
//!
//! The names of an archive repeat themselves, so each thread remembers what it looked up last.  The
//! memory is bounded and changes only the speed.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

use super::canonical::fold_name;
use super::gazetteer::{NameUse, Organisation, Place, PlaceKind, gazetteer, token_key};
use super::token::tokenise;
use crate::article::EntityKind;
use crate::text::fold_value;

/// Spellings remembered for each thread, some 300 bytes each.
const MOST_REMEMBERED: usize = 1 << 15;
/// Longer ones are no names that come again.
const LONGEST_REMEMBERED: usize = 96;

/// One spelling; everything but the first line is looked up when first asked for.
pub struct Spelling {
    raw: Box<str>,
    /// Folded, white space collapsed.
    pub folded: Box<str>,
    /// Words of the folded form.
    pub words: usize,
    pub is_all_caps: bool,
    names: [OnceCell<Box<str>>; EntityKind::ALL.len()],
    places: OnceCell<&'static [Place]>,
    organisation: OnceCell<Option<&'static Organisation>>,
    demonym: OnceCell<Option<&'static str>>,
    name_use: OnceCell<NameUse>,
    tokens: OnceCell<(usize, usize)>,
    longest_place: OnceCell<usize>,
}

impl Spelling {
    fn new(raw: &str) -> Self {
        let folded = fold_value(raw);
        Self {
            raw: raw.into(),
            words: folded.split(' ').count(),
            is_all_caps: raw.contains(char::is_uppercase) && !raw.contains(char::is_lowercase),
            folded: folded.into(),
            names: Default::default(),
            places: OnceCell::new(),
            organisation: OnceCell::new(),
            demonym: OnceCell::new(),
            name_use: OnceCell::new(),
            tokens: OnceCell::new(),
            longest_place: OnceCell::new(),
        }
    }

    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The folded name under which an entity of that kind is kept.
    pub fn name(&self, kind: EntityKind) -> &str {
        self.names[kind as usize].get_or_init(|| fold_name(kind, &self.raw).into())
    }

    /// All listed places of that name, the most important first.
    pub fn places(&self) -> &'static [Place] {
        self.places.get_or_init(|| gazetteer().places(&self.raw))
    }

    pub fn place(&self) -> Option<&'static Place> {
        self.places().first()
    }

    pub fn is_country(&self) -> bool {
        self.place()
            .is_some_and(|p| matches!(p.kind, PlaceKind::Country | PlaceKind::Area))
    }

    /// A place that is meant more often than a person or a company of the same name.
    pub fn is_known_place(&self) -> bool {
        self.place().is_some_and(|p| match p.kind {
            PlaceKind::Country | PlaceKind::Area => true,
            PlaceKind::Region => p.country == "US",
            PlaceKind::City => p.population >= 100,
        })
    }

    /// The listed organisation of that very spelling.
    pub fn organisation(&self) -> Option<&'static Organisation> {
        *self
            .organisation
            .get_or_init(|| gazetteer().organisation(&self.raw))
    }

    /// Country code, or name of an area, that it is a demonym or adjective of.
    pub fn demonym(&self) -> Option<&'static str> {
        *self
            .demonym
            .get_or_init(|| gazetteer().demonym(&self.folded))
    }

    /// How it is used in personal names, as one word.
    pub fn name_use(&self) -> NameUse {
        *self
            .name_use
            .get_or_init(|| gazetteer().name_use(token_key(&self.raw)))
    }

    /// Most tokens of a place name that begins with it, as one token; 0 when none does.
    pub fn longest_place(&self) -> usize {
        *self
            .longest_place
            .get_or_init(|| gazetteer().longest_from(token_key(&self.folded)))
    }

    /// Number of its tokens, and bytes of the first; 0 when it begins with white space.
    pub fn tokens(&self) -> (usize, usize) {
        *self.tokens.get_or_init(|| {
            let mut tokens = Vec::new();
            tokenise(&self.raw, &mut tokens);
            let first = tokens.first().filter(|token| token.start == 0);
            first.map_or((0, 0), |first| (tokens.len(), first.end as usize))
        })
    }
}

/// Looks a spelling up.
pub fn spelling(raw: &str) -> Rc<Spelling> {
    thread_local! {
        static REMEMBERED: RefCell<HashMap<Box<str>, Rc<Spelling>>> = RefCell::default();
    }
    if raw.len() > LONGEST_REMEMBERED {
        return Rc::new(Spelling::new(raw));
    }
    REMEMBERED.with_borrow_mut(|remembered| {
        if let Some(known) = remembered.get(raw) {
            return Rc::clone(known);
        }
        if remembered.len() >= MOST_REMEMBERED {
            remembered.clear();
        }
        let new = Rc::new(Spelling::new(raw));
        remembered.insert(raw.into(), Rc::clone(&new));
        new
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_spellings_than_are_remembered_are_looked_up_alike() {
        let known = spelling("Caracas");
        for i in 0..=MOST_REMEMBERED {
            assert_eq!(spelling(&format!("Name {i}")).words, 2);
        }
        let again = spelling("Caracas");
        assert!(!Rc::ptr_eq(&known, &again));
        assert_eq!(known.place(), again.place());
        let long = "Ä".repeat(LONGEST_REMEMBERED);
        assert_eq!(*spelling(&long).folded, *"a".repeat(LONGEST_REMEMBERED));
    }
}
