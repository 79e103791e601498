//! The `spanish` engine: rules for Spanish news, where no openly licensed text has labels to learn
//! from.
//!
//! Capitalised words that belong together are one candidate (`Ministerio de Asuntos Exteriores`,
//! `Marta Ruiz de la Vega`), and its head, the lists of places and personal names, and the words
//! before and behind it say what it is.  People have no article in Spanish, which tells them from
//! organisations and teams.  What an article says elsewhere is the resolver's business.

mod heads;
mod words;

use super::gazetteer::{Gazetteer, Place, PlaceKind, gazetteer, token_key};
use super::hash::mix;
use super::label::Label;
use super::resolver::words::PARTICLES;
use super::token::Token;
use super::{Engine, EntityInput, RawMention};
use crate::article::Span;
use crate::text::fold_value;
use heads::{
    INSTITUTIONS, NO_ACRONYMS, ORGANISATION_HEADS, ORGANISATION_TAILS, OTHER_HEADS, PLACE_HEADS,
    has,
};
use words::{SAYS, SENTENCE_WORDS, TITLES};

/// Longest name put together, in tokens.
const MAX_TOKENS: usize = 14;

/// In thousands: smaller cities need a word that speaks for a place.
const LARGE_CITY: u32 = 100;

pub struct SpanishEngine;

impl Engine for SpanishEngine {
    fn name(&self) -> &'static str {
        "spanish"
    }

    fn language(&self) -> Option<&str> {
        Some("es")
    }

    fn recognise(&self, input: &EntityInput) -> Vec<RawMention> {
        let mut out = Vec::new();
        for (index, field) in input.texts.iter().enumerate() {
            let finder = Finder {
                text: field.text,
                tokens: &field.tokens,
                tables: gazetteer(),
            };
            let mut i = 0;
            while i < field.tokens.len() {
                let Some(name) = finder.name_at(i) else {
                    i += 1;
                    continue;
                };
                if let Some(label) = name.label {
                    let span = Span::new(
                        field.tokens[name.first].start as usize,
                        field.tokens[name.end - 1].end as usize,
                    );
                    out.push(RawMention {
                        text: index,
                        span,
                        label,
                    });
                }
                i = name.end;
            }
        }
        out
    }
}

/// Tokens of a candidate, and what it is; None for words that are no name.
struct Name {
    first: usize,
    end: usize,
    label: Option<Label>,
}

struct Finder<'a> {
    text: &'a str,
    tokens: &'a [Token],
    tables: &'static Gazetteer,
}

/// What stands right before a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// `el`, `la`, `del`, `al`.
    Article,
    /// `en`, `desde`, `hacia`.
    Place,
    /// `presidente`, `señor`.
    Title,
    /// `ministro de`.
    Office,
    /// `de`.
    Complement,
    Other,
}

impl Finder<'_> {
    fn word(&self, i: usize) -> &str {
        self.tokens.get(i).map_or("", |t| t.text(self.text))
    }

    fn folded(&self, i: usize) -> String {
        fold_value(self.word(i))
    }

    fn is_capitalised(&self, i: usize) -> bool {
        self.word(i).starts_with(char::is_uppercase)
    }

    fn starts_sentence(&self, i: usize) -> bool {
        self.tokens.get(i).is_none_or(|t| t.starts_sentence)
            || i == 0
            || matches!(
                self.word(i - 1),
                "\"" | "“" | "«" | "-" | "¿" | "¡" | "." | ":"
            )
    }

    /// The candidate that begins at a token.
    fn name_at(&self, i: usize) -> Option<Name> {
        if !self.is_capitalised(i) {
            return None;
        }
        let skipped = |end| {
            Some(Name {
                first: i,
                end,
                label: None,
            })
        };
        let starts = self.starts_sentence(i);
        let first = self.folded(i);
        let end = self.group_end(i);
        if let Some((length, place)) = self.place_at(i)
            && end <= i + length
            && (length > 1 || !is_small_word(&first))
        {
            return Some(self.place(i, i + length, place));
        }
        if (starts || end == i + 1) && has(SENTENCE_WORDS, &first) {
            return skipped(i + 1);
        }
        if has(OTHER_HEADS, &first) {
            let end = self.with_complement(i, end);
            return Some(self.named(i, end, Label::Other));
        }
        let is_whole = end > i + 1 || self.has_complement(end);
        if has(ORGANISATION_HEADS, &first) && (is_whole || has(INSTITUTIONS, &first)) {
            let end = self.with_complement(i, end);
            return Some(self.named(i, end, Label::Organisation));
        }
        if has(PLACE_HEADS, &first) && is_whole {
            let end = self.with_complement(i, end);
            return Some(self.named(i, end, Label::Place));
        }
        if end > i + 1 && has(ORGANISATION_TAILS, &self.folded(end - 1)) {
            return Some(self.named(i, end, Label::Organisation));
        }
        if has(ORGANISATION_HEADS, &first) || has(PLACE_HEADS, &first) {
            return skipped(end);
        }
        if has(TITLES, &first) && end > i + 1 {
            // `Rey Juan Carlos`: the name begins behind the title.
            return skipped(i + 1);
        }
        self.other(i, end, starts)
    }

    fn named(&self, first: usize, end: usize, label: Label) -> Name {
        Name {
            first,
            end,
            label: Some(label),
        }
    }

    /// A listed place: the team of that name after an article, the place otherwise.
    fn place(&self, i: usize, end: usize, place: &Place) -> Name {
        let label = match (place.kind, self.before(i)) {
            (PlaceKind::City, Before::Article) => Label::Organisation,
            // `la reina Sofía`.
            (PlaceKind::City, Before::Title) => Label::Person,
            _ => Label::Place,
        };
        self.named(i, end, label)
    }

    /// Names without a head.
    fn other(&self, i: usize, end: usize, starts: bool) -> Option<Name> {
        let before = self.before(i);
        let word = self.word(i);
        let use_of_first = self.tables.name_use(token_key(word));
        if before == Before::Office && !use_of_first.first {
            return Some(Name {
                first: i,
                end: self.with_complement(i, end),
                label: None,
            });
        }
        if end == i + 1 {
            let label = self.single(i, before, starts);
            return Some(Name {
                first: i,
                end,
                label,
            });
        }
        let is_shouted = (i..end).all(|at| is_all_capitals(self.word(at)));
        let last_use = self.tables.name_use(token_key(self.word(end - 1)));
        if matches!(self.folded(i).as_str(), "san" | "santa" | "santo" | "saint")
            && before != Before::Title
        {
            return Some(self.named(i, end, Label::Place));
        }
        let is_person = !is_shouted
            && before != Before::Article
            && (use_of_first.first || last_use.family || before == Before::Other);
        if is_person || before == Before::Title {
            let end = self.with_family_name(end);
            return Some(self.named(i, end, Label::Person));
        }
        let label = match before {
            Before::Place => Label::Place,
            _ => Label::Organisation,
        };
        Some(self.named(i, end, label))
    }

    fn single(&self, i: usize, before: Before, starts: bool) -> Option<Label> {
        let word = self.word(i);
        if is_all_capitals(word) {
            let is_word = has(NO_ACRONYMS, &self.folded(i));
            let is_acronym = (2..=7).contains(&word.len()) && !is_roman(word) && !is_word;
            return is_acronym.then_some(Label::Organisation);
        }
        if self.in_brackets(i) {
            return Some(Label::Place);
        }
        let uses = self.tables.name_use(token_key(word));
        let next = self.folded(i + 1);
        match before {
            Before::Title => Some(Label::Person),
            Before::Place => Some(Label::Place),
            Before::Article if !starts => Some(Label::Organisation),
            _ if starts => {
                // `Ibarra dijo`, `Ibarra viajó`.
                let acts = has(SAYS, &next) || self.word(i + 1).ends_with('ó');
                (acts && !is_small_word(&self.folded(i))).then_some(Label::Person)
            }
            _ if uses.first || uses.family => Some(Label::Person),
            _ => Some(Label::Organisation),
        }
    }

    /// `Villalba (Lugo)`.
    fn in_brackets(&self, i: usize) -> bool {
        self.word(i + 1) == "(" && self.place_at(i + 2).is_some()
    }

    fn before(&self, i: usize) -> Before {
        let Some(at) = i.checked_sub(1).filter(|_| !self.tokens[i].starts_sentence) else {
            return Before::Other;
        };
        let word = self.folded(at);
        match word.as_str() {
            "el" | "la" | "los" | "las" | "al" | "del" => Before::Article,
            "en" | "desde" | "hacia" => Before::Place,
            _ if has(TITLES, &word) => Before::Title,
            "de" => match at.checked_sub(1).map(|at| self.folded(at)) {
                Some(office) if has(TITLES, &office) => Before::Office,
                _ => Before::Complement,
            },
            _ => Before::Other,
        }
    }

    /// One past the capitalised words that follow one another from here.
    fn group_end(&self, i: usize) -> usize {
        let mut end = i + 1;
        while end < self.tokens.len() && end - i < MAX_TOKENS && !self.tokens[end].starts_sentence {
            let touches = self.tokens[end - 1].end == self.tokens[end].start;
            if self.is_capitalised(end) {
                end += 1;
            } else if self.word(end) == "-" && touches && self.is_capitalised(end + 1) {
                end += 2;
            } else {
                break;
            }
        }
        end.min(self.tokens.len())
    }

    /// The small words of a complement from here, if a capitalised word follows: `de la`, `y`.
    fn complement(&self, at: usize) -> Option<usize> {
        let mut next = at;
        while next < at + 3
            && self.tokens.get(next).is_some_and(|t| !t.starts_sentence)
            && matches!(
                self.word(next),
                "de" | "del" | "la" | "las" | "los" | "el" | "y" | "e" | "para" | "a" | "en"
            )
        {
            next += 1;
        }
        let is_one = next > at && self.is_capitalised(next) && !self.tokens[next].starts_sentence;
        (is_one && matches!(self.word(at), "de" | "del" | "y" | "e" | "para")).then_some(next)
    }

    fn has_complement(&self, at: usize) -> bool {
        self.complement(at).is_some()
    }

    /// `Consejo de Ministros`, `Ministerio de Economía y Hacienda`.
    fn with_complement(&self, first: usize, end: usize) -> usize {
        let mut end = end;
        while let Some(next) = self.complement(end) {
            if next - first > MAX_TOKENS {
                break;
            }
            let is_joined = matches!(self.word(end), "y" | "e");
            let folded = self.folded(next);
            let is_other = has(ORGANISATION_HEADS, &folded)
                || self.tables.name_use(token_key(self.word(next))).first
                || self.place_at(next).is_some();
            if is_joined && is_other {
                break;
            }
            end = self.group_end(next);
        }
        end
    }

    /// `Ruiz` + `de la Vega`.
    fn with_family_name(&self, end: usize) -> usize {
        let is_particle = has(PARTICLES, self.word(end)) && self.word(end) != "al";
        if !is_particle {
            return end;
        }
        match self.complement(end) {
            Some(next) if self.place_at(next).is_none() => self.group_end(next),
            _ => end,
        }
    }

    /// The longest listed place from a token: tokens and the place.
    fn place_at(&self, i: usize) -> Option<(usize, &'static Place)> {
        let mut key = 0;
        let first = token_key(self.word(i));
        let longest = self.tables.longest_from(first);
        let longest = longest.max(self.tables.longest_spanish_from(first));
        let mut best = None;
        for length in 1..=longest.min(self.tokens.len().saturating_sub(i)) {
            let word = token_key(self.word(i + length - 1));
            key = if length == 1 { word } else { mix(key, word) };
            let spanish = self.tables.spanish_place(key);
            let place = spanish.or_else(|| self.tables.places_by_key(key).first());
            let is_large = |place: &&Place| match place.kind {
                PlaceKind::Country | PlaceKind::Area | PlaceKind::Region => true,
                PlaceKind::City => place.population >= LARGE_CITY || place.country == "ES",
            };
            if let Some(place) = place.filter(is_large)
                && self.is_capitalised(i + length - 1)
            {
                best = Some((length, place));
            }
        }
        best
    }
}

/// True for words that are seldom a place even where a town has their name.
fn is_small_word(folded: &str) -> bool {
    let tables = [
        SENTENCE_WORDS,
        ORGANISATION_HEADS,
        PLACE_HEADS,
        OTHER_HEADS,
        TITLES,
    ];
    tables.iter().any(|table| has(table, folded))
}

fn is_all_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_uppercase()).count() >= 2 && !word.contains(char::is_lowercase)
}

fn is_roman(word: &str) -> bool {
    word.bytes()
        .all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C' | b'M'))
}
