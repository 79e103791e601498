//! Which mentions of an article stand for the same person, organisation or place, and under which
//! key the archive knows it.
//!
//! A key is the kind and the folded canonical name, so the same name in two articles has the same
//! key without anybody asking the archive.  What only the archive can know (that two spellings are
//! one, whom a bare surname means) is decided in `archive`, over keys.  A surname that could be two
//! people's stays a key of its own, with one word.

pub mod archive;
pub mod corrections;
mod name;
mod organisations;
mod people;
mod place_asked;
mod places;

use std::collections::HashMap;
use std::rc::Rc;

use super::label::Label;
use super::spelling::{Spelling, spelling};
use super::{EntityInput, RawMention};
use crate::annotations::EntityKey;
use crate::article::EntityKind;
pub use name::{fold_name, is_unresolved};
pub use place_asked::place_with_surroundings;

/// One entity of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Canonical {
    pub key: EntityKey,
    pub kind: EntityKind,
    /// The spelling to show.
    pub name: String,
    /// ISO 3166-1 alpha-2 of a place.
    pub country: Option<&'static str>,
    /// Region that a place lies in or is.
    pub region: Option<&'static str>,
    /// Its mentions, by their number.
    pub mentions: Vec<usize>,
}

/// What the mentions of an article come to.
#[derive(Debug, Clone, Default)]
pub struct Canonicalised {
    /// In the order of their first mention.
    pub entities: Vec<Canonical>,
    /// For each mention its entity; None for names that are no entity.
    pub entity_of: Vec<Option<usize>>,
    /// Codes of the countries the article speaks of, most often named first.
    pub countries: Vec<&'static str>,
}

/// A mention with its spelling.
struct Named<'a> {
    label: Label,
    raw: &'a str,
    spelling: Rc<Spelling>,
    mention: RawMention,
    /// The words before it, as far as they matter.
    before: &'a str,
    after: &'a str,
}

/// Bytes of text looked at on either side of a mention.
const CONTEXT: usize = 24;

/// Where a mention leads: the folded canonical name, and what is known of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Target {
    pub folded: String,
    /// Spelling from a list, better than those of the article.
    pub listed: Option<String>,
    pub country: Option<&'static str>,
    pub region: Option<&'static str>,
}

/// Joins the mentions of an article to entities.
pub fn canonicalise(input: &EntityInput, mentions: &[RawMention]) -> Canonicalised {
    let named: Vec<Named> = mentions.iter().map(|m| Named::new(input, *m)).collect();
    let people = people::resolve(&named);
    let organisations = organisations::resolve(&named);
    let places = places::resolve(&named);
    let mut out = Canonicalised::default();
    let mut by_key: HashMap<(EntityKind, &str), usize> = HashMap::new();
    for (i, name) in named.iter().enumerate() {
        let target = match name.label {
            Label::Person => &people[i],
            Label::Organisation => &organisations[i],
            Label::Place => &places.targets[i],
            Label::Demonym | Label::Other => &None,
        };
        let (Some(target), Some(kind)) = (target, name.label.kind()) else {
            out.entity_of.push(None);
            continue;
        };
        let next = out.entities.len();
        let index = *by_key.entry((kind, &target.folded)).or_insert(next);
        if index == next {
            out.entities.push(Canonical {
                key: EntityKey(format!("{}/{}", kind.field_name(), target.folded)),
                kind,
                name: target.listed.clone().unwrap_or_default(),
                country: target.country,
                region: target.region,
                mentions: Vec::new(),
            });
        }
        out.entities[index].mentions.push(i);
        out.entity_of.push(Some(index));
    }
    for entity in &mut out.entities {
        if entity.name.is_empty() {
            entity.name = name::display(entity, &named);
        }
    }
    out.countries = places.countries;
    out
}

impl<'a> Named<'a> {
    fn new(input: &EntityInput<'a>, mention: RawMention) -> Self {
        let text = input.texts[mention.text].text;
        let mut from = mention.span.start.saturating_sub(CONTEXT);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let mut to = (mention.span.end + CONTEXT).min(text.len());
        while !text.is_char_boundary(to) {
            to -= 1;
        }
        let raw = &text[mention.span.range()];
        Self {
            label: mention.label,
            raw,
            spelling: spelling(raw),
            mention,
            before: &text[from..mention.span.start],
            after: &text[mention.span.end..to],
        }
    }

    fn last_word_before(&self) -> &'a str {
        let word = self.before.trim_end().rsplit(char::is_whitespace).next();
        word.unwrap_or("")
    }
}

/// Where a name given by the source leads, if a list knows it.
pub(super) fn of_given(kind: EntityKind, name: &str) -> Option<Target> {
    match kind {
        EntityKind::Place => places::listed(name),
        EntityKind::Organisation => organisations::listed_spelling(&spelling(name))
            .or_else(|| organisations::listed_spelling(&spelling(&name.to_uppercase()))),
        EntityKind::Person => None,
    }
}
