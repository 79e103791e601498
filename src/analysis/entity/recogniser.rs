//! From an article to its entities: engine, resolver, canonicaliser, and the names the source gives.

use std::sync::OnceLock;

use super::canonical::{Canonicalised, Target, canonicalise, fold_name};
use super::credit::{credits, is_credit};
use super::list::ListEngine;
use super::resolver::resolve;
use super::{ENGINES, Engine, EntityInput, FieldText, RawMention};
use crate::annotations::{Entity, EntityKey, Mention};
use crate::article::{Article, EntityKind, GivenEntity};
use crate::field::TextField;
use crate::text::{field_text, fold_value};

/// Fields in which names are looked for, in the order in which a reader meets them.
const FIELDS: [TextField; 5] = [
    TextField::Headline,
    TextField::Deck,
    TextField::Dateline,
    TextField::Body,
    TextField::Caption,
];

/// An engine ready for articles of any language.
pub struct Recogniser {
    engine: Box<dyn Engine>,
    identity: String,
}

/// What was recognised in one article.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recognised {
    /// One for each key, most mentioned first.
    pub entities: Vec<Entity>,
    /// ISO 3166-1 codes of the countries the article speaks of, most often named first.
    pub countries: Vec<String>,
}

impl std::fmt::Debug for Recogniser {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Recogniser({})", self.engine.name())
    }
}

/// The recogniser with the engine of that name, made at first use and shared by all threads; None
/// for `none` and for names that are not in `ENGINES`.
pub fn shared(name: &str) -> Option<&'static Recogniser> {
    static MADE: [OnceLock<Recogniser>; ENGINES.len()] = [const { OnceLock::new() }; ENGINES.len()];
    let row = ENGINES.iter().position(|e| e.name == name)?;
    let make = || Recogniser::new((ENGINES[row].open)());
    (name != "none").then(|| MADE[row].get_or_init(make))
}

/// The recogniser of the program that is made for a language; None for languages that have only lists.
pub fn own_recogniser(language: &str) -> Option<&'static Recogniser> {
    match language {
        "en" => shared("linear"),
        "es" => shared("spanish"),
        _ => None,
    }
}

impl Recogniser {
    pub fn new(engine: Box<dyn Engine>) -> Self {
        let identity = engine.name().to_owned();
        Self { engine, identity }
    }

    /// The same with an engine from a file, which is known by its name and hash.
    pub fn of_file(engine: Box<dyn Engine>, name: &str, hash: &str) -> Self {
        let identity = format!("{name} {hash}");
        Self { engine, identity }
    }

    /// What found the names: the engine's name, with the hash of its file if it has one.
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// Finds the entities of an article in that language (code, or `und`).
    pub fn recognise(&self, article: &Article, language: &str) -> Recognised {
        with_input(article, |input| {
            self.recognise_input(article, input, language)
        })
    }

    fn recognise_input(
        &self,
        article: &Article,
        input: &EntityInput<'_>,
        language: &str,
    ) -> Recognised {
        let mentions = self.mentions(input, language);
        let canonical = canonicalise(input, &mentions);
        let mut entities = to_entities(input, &mentions, &canonical);
        add_given(&mut entities, &article.entities);
        entities.sort_by(|a, b| {
            let count = |e: &Entity| std::cmp::Reverse(e.mentions.len());
            (a.credit, count(a), &a.key).cmp(&(b.credit, count(b), &b.key))
        });
        let mut countries: Vec<String> = canonical
            .countries
            .iter()
            .map(|c| (*c).to_owned())
            .collect();
        for country in entities
            .iter()
            .filter(|e| e.given)
            .filter_map(|e| e.country.as_ref())
        {
            if !countries.contains(country) {
                countries.push(country.clone());
            }
        }
        Recognised {
            entities,
            countries,
        }
    }

    /// Names of all kinds, resolved.
    pub fn mentions(&self, input: &EntityInput, language: &str) -> Vec<RawMention> {
        let is_fit = self.engine.language().is_none_or(|l| l == language);
        if is_fit {
            return resolve(input, &self.engine.recognise(input));
        }
        // An engine of another language leaves articles to our own for theirs.
        match own_recogniser(language) {
            Some(own) => own.mentions(input, language),
            None => resolve(input, &ListEngine.recognise(input)),
        }
    }
}

/// Runs something on the texts of an article in which names are looked for.
pub fn with_input<T>(article: &Article, run: impl FnOnce(&EntityInput<'_>) -> T) -> T {
    let texts = FIELDS.map(|field| (field, field_text(article, field)));
    let input = EntityInput {
        texts: texts
            .iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(field, text)| FieldText::new(*field, text))
            .collect(),
    };
    run(&input)
}

fn to_entities(
    input: &EntityInput,
    mentions: &[RawMention],
    canonical: &Canonicalised,
) -> Vec<Entity> {
    let credits: Vec<_> = input.texts.iter().map(|t| credits(t.text)).collect();
    let is_agency_line = |m: &RawMention| {
        input.texts[m.text].field == TextField::Dateline && m.label != super::label::Label::Place
    };
    canonical
        .entities
        .iter()
        .map(|entity| {
            let named = || entity.mentions.iter().map(|i| &mentions[*i]);
            Entity {
                key: entity.key.clone(),
                kind: entity.kind,
                name: entity.name.clone(),
                given: false,
                credit: named()
                    .all(|m| is_agency_line(m) || is_credit(&credits[m.text], m.span.start)),
                country: entity.country.map(str::to_owned),
                region: entity.region.map(str::to_owned),
                mentions: named()
                    .map(|m| Mention {
                        field: input.texts[m.text].field,
                        span: m.span,
                        surface: input.texts[m.text].text[m.span.range()].to_owned(),
                    })
                    .collect(),
            }
        })
        .collect()
}

/// Joins the names that the source gives to those found, and adds those that were not found.
fn add_given(entities: &mut Vec<Entity>, given: &[GivenEntity]) {
    for name in given {
        let Some(known) = given_entity(name) else {
            continue;
        };
        let key = &known.key;
        // `reagan` is the one person of that surname in the article.
        let surname = format!(" {}", key.0.split_once('/').map_or("", |(_, n)| n));
        let is_surname =
            |e: &Entity| name.kind == EntityKind::Person && e.key.0.ends_with(&surname);
        let index = match entities.iter().position(|e| e.key == *key) {
            Some(index) => Some(index),
            None => {
                let mut bearers = (0..entities.len())
                    .filter(|i| entities[*i].kind == name.kind && is_surname(&entities[*i]));
                match (bearers.next(), bearers.next()) {
                    (Some(one), None) => Some(one),
                    _ => None,
                }
            }
        };
        match index {
            Some(index) => {
                entities[index].given = true;
                entities[index].credit = false;
            }
            None => entities.push(known),
        }
    }
}

/// The entity of a given name; None when there is no letter in it.
fn given_entity(given: &GivenEntity) -> Option<Entity> {
    let name = given.name.trim();
    // `james-baker`, `saudi-arabia`: code words of the wire.
    let is_code = !name.contains(char::is_whitespace) && !name.contains(char::is_uppercase);
    let spelled = if is_code {
        name.replace('-', " ")
    } else {
        name.to_owned()
    };
    let canonical = super::canonical::of_given(given.kind, &spelled);
    let folded = canonical
        .as_ref()
        .map_or_else(|| fold_name(given.kind, &spelled), |c| c.folded.clone());
    if !folded.contains(char::is_alphanumeric) {
        return None;
    }
    let display = canonical.as_ref().and_then(|c| c.listed.clone());
    let display = display.unwrap_or_else(|| {
        if is_code {
            title_case(&spelled)
        } else {
            spelled
        }
    });
    let key = format!("{}/{}", given.kind.field_name(), fold_value(&folded));
    let place = |part: fn(&Target) -> Option<&'static str>| {
        canonical.as_ref().and_then(part).map(str::to_owned)
    };
    Some(Entity {
        key: EntityKey(key),
        kind: given.kind,
        name: display,
        given: true,
        credit: false,
        country: place(|c| c.country),
        region: place(|c| c.region),
        mentions: Vec::new(),
    })
}

fn title_case(name: &str) -> String {
    let words = name.split(' ').map(|word| {
        let mut letters = word.chars();
        let first: String = letters
            .next()
            .into_iter()
            .flat_map(char::to_uppercase)
            .collect();
        first + letters.as_str()
    });
    words.collect::<Vec<_>>().join(" ")
}
