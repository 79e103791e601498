//! What kind of name a mention is, by its words, by the words round it, and by the rest of the
//! article.

use super::heads::{
    BARE_HEADS, NOT_NAMES, ORGANISATION_HEADS, ORGANISATION_HEADS_OF, PLACE_HEADS, PLACE_HEADS_OF,
    PLACE_LIKE_HEADS,
};
use super::people::People;
use super::surface::{Surface, Surfaces};
use super::words::{
    ORGANISATION_NOUNS, PLACE_PREPOSITIONS, PORTFOLIO_HEADS, PORTFOLIOS, TITLES, has,
};
use super::{Mention, TokenisedText};
use crate::analysis::entity::gazetteer::{gazetteer, token_key};
use crate::analysis::entity::label::Label;

/// Decides the kind of every mention.
pub fn decide(
    texts: &[TokenisedText],
    mentions: &mut Vec<Mention>,
    surfaces: &Surfaces,
    people: &People,
) {
    mentions.retain(|m| {
        let surface = surfaces.get(m.surface);
        !is_portfolio(&texts[m.text], m, surface) && !is_no_name(m.label, surface)
    });
    for mention in mentions.iter_mut() {
        let surface = surfaces.get(mention.surface);
        let before = texts[mention.text].word_before(mention.start);
        mention.label = label_of(mention.label, surface, before, people);
        let is_doubtful = matches!(mention.label, Label::Person | Label::Place)
            && surface.words > 1
            && !surface.is_known_place();
        if is_doubtful && is_called_organisation(&texts[mention.text], mention, before) {
            mention.label = Label::Organisation;
        }
    }
    vote(mentions, surfaces);
}

fn label_of(label: Label, surface: &Surface, before: &str, people: &People) -> Label {
    let mut label = label;
    let is_one_word = surface.words == 1;
    if matches!(label, Label::Organisation | Label::Place)
        && surface.demonym().is_some()
        && surface.place().is_none()
    {
        return Label::Demonym;
    }
    if matches!(label, Label::Organisation | Label::Person) && is_place_name(surface.raw) {
        return Label::Place;
    }
    if matches!(label, Label::Person | Label::Place) && !is_one_word {
        let head = organisation_head(surface.raw);
        if head.is_some_and(|h| label != Label::Place || !has(PLACE_LIKE_HEADS, h)) {
            label = Label::Organisation;
        }
    }
    if label != Label::Person
        && is_one_word
        && has(TITLES, before)
        && before.starts_with(char::is_uppercase)
        && !surface.is_known_place()
        && !surface.is_all_caps
        && label != Label::Demonym
    {
        label = Label::Person;
    }
    if label != Label::Person && !surface.is_country() {
        let folded: &str = &surface.folded;
        let is_placed = has(PLACE_PREPOSITIONS, before) && surface.is_known_place();
        if people.has_surname(folded) {
            let is_place = label == Label::Place && is_placed;
            if !is_place && !before.eq_ignore_ascii_case("the") {
                label = Label::Person;
            }
        } else if label == Label::Organisation
            && is_one_word
            && people.has_first_name(folded)
            && !surface.name_use().first
            && !is_placed
        {
            // Family names that come first: `Wang Yi` and then `Wang`.
            label = Label::Person;
        }
    }
    let is_person = people.has_surname(&surface.folded) || people.has_first_name(&surface.folded);
    let organisation = surface.organisation();
    if matches!(label, Label::Organisation | Label::Person)
        && surface.is_known_place()
        && !is_person
        && organisation.is_none()
    {
        label = Label::Place;
    }
    let is_organisation = organisation.is_some_and(|o| !o.is_ambiguous);
    if label != Label::Organisation && !is_person && is_organisation {
        label = Label::Organisation;
    }
    label
}

/// `human rights group Foro Penal`; `Foro Penal, a leading local NGO`.  Not `Anna Lind, a company
/// director`: the noun must end its phrase, and a known first name is a person's.
fn is_called_organisation(text: &TokenisedText, mention: &Mention, before: &str) -> bool {
    let first = text.token_at(mention.start);
    if gazetteer().name_use(token_key(text.word(first))).first {
        return false;
    }
    if before.starts_with(char::is_lowercase) && has(ORGANISATION_NOUNS, before) {
        return true;
    }
    let next = text.token_at(mention.end);
    let opens = text.word(next) == "," && matches!(text.word(next + 1), "a" | "an" | "the");
    if !opens {
        return false;
    }
    let noun = (next + 2..next + 6).find(|i| has(ORGANISATION_NOUNS, text.word(*i)));
    noun.is_some_and(|noun| {
        let is_phrase = (next + 2..noun).all(|i| {
            let word = text.word(i);
            word == "-" || word.starts_with(char::is_alphabetic)
        });
        let ends = matches!(
            text.word(noun + 1),
            "," | "." | "that" | "which" | "based" | "in" | "for" | "backed" | "run"
        );
        is_phrase && ends
    })
}

/// `Port of Mombasa`, `Turkana County`.
fn is_place_name(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let (Some(first), Some(second)) = (words.next(), words.next()) else {
        return false;
    };
    let last = words.next_back().unwrap_or(second);
    has(PLACE_HEADS, last) || (second == "of" && has(PLACE_HEADS_OF, first))
}

/// Words that stand for something without naming it: `the Commission`, `GDP`.
fn is_no_name(label: Label, surface: &Surface) -> bool {
    let is_bare = label != Label::Person && has(BARE_HEADS, surface.raw);
    surface.words == 1 && (is_bare || has(NOT_NAMES, surface.raw))
}

/// The word that makes a name of several words an organisation.
fn organisation_head(name: &str) -> Option<&str> {
    let mut words = name.split_whitespace();
    let last = name.split_whitespace().next_back()?;
    if has(ORGANISATION_HEADS, last) {
        return Some(last);
    }
    let mut before = words.next()?;
    for word in words {
        if matches!(word, "of" | "for" | "on") && has(ORGANISATION_HEADS_OF, before) {
            return Some(before);
        }
        before = word;
    }
    None
}

/// `Minister of the Interior`: the department is no name.
fn is_portfolio(text: &TokenisedText, mention: &Mention, surface: &Surface) -> bool {
    if !has(PORTFOLIOS, surface.raw) {
        return false;
    }
    let mut token = text.token_at(mention.start);
    let mut before = || {
        token = token.checked_sub(1)?;
        Some(text.word(token))
    };
    let mut word = before().unwrap_or("");
    if word == "the" {
        word = before().unwrap_or("");
    }
    matches!(word, "of" | "for") && has(PORTFOLIO_HEADS, before().unwrap_or(""))
}

/// Gives all mentions of one spelling the kind that most of them have.
fn vote(mentions: &mut [Mention], surfaces: &Surfaces) {
    let mut by_folded = std::collections::HashMap::new();
    let groups: Vec<usize> = (0..surfaces.len())
        .map(|id| {
            let next = by_folded.len();
            *by_folded.entry(&*surfaces.get(id).folded).or_insert(next)
        })
        .collect();
    let mut votes = vec![[0_u32; Label::ALL.len()]; by_folded.len()];
    for mention in mentions.iter() {
        votes[groups[mention.surface]][mention.label as usize] += 1;
    }
    for mention in mentions {
        let votes = &votes[groups[mention.surface]];
        let most = votes.iter().copied().max().unwrap_or(0);
        if votes.iter().filter(|v| **v == most).count() == 1 {
            let winner = votes.iter().position(|v| *v == most).unwrap_or(0);
            mention.label = Label::ALL[winner];
        }
    }
}
