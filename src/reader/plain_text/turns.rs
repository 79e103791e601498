//! Interviews, transcripts and minutes: who speaks, what the hall did, the items of an agenda.
//!
//! The labeller takes a last short answer for furniture, and a question in bold for a list.  Turns are
//! text wherever several stand in a file; lines in bold within the text are subheads, and so is the item
//! that follows one by its number.

use std::collections::HashSet;

use super::feature::{Feature, Features};
use super::key::Key;
use super::label::Label;
use super::line::Line;
use super::sentence::{LOOSE, is_explained};
use super::shape::Shape;

/// Lines that begin with a speaker before they are turns of a conversation.
const MIN_TURNS: usize = 3;
/// Questions that begin with a letter before such lines are turns.
const MIN_QUESTIONS: usize = 2;
/// Words in brackets at most: `[Applause]`, `(Laughter in the hall.)`.
const MAX_DIRECTION: u32 = 4;
/// What a hall does, as the first word in brackets.
const DIRECTIONS: [&str; 14] = [
    "applause",
    "laughter",
    "cheers",
    "crosstalk",
    "inaudible",
    "beifall",
    "applaus",
    "heiterkeit",
    "gelachter",
    "aplausos",
    "risas",
    "applaudissements",
    "rires",
    "applausi",
];
/// Words of a line in bold at most; a longer one is a paragraph.
const MAX_BOLD: u32 = 40;

/// Gives turns of a conversation and lines in bold to the text.
pub fn keep_turns(
    lines: &[Line<'_>],
    shapes: &[Shape],
    features: &[Features],
    labels: &mut [Label],
) {
    let Some(start) = labels.iter().position(|label| *label == Label::Body) else {
        return;
    };
    let turns = Turns::find(lines, features, start);
    let mut is_in_text = false;
    let mut item = None;
    for i in start..labels.len() {
        let text = &lines[i].text;
        let may_be_turn =
            LOOSE.contains(&labels[i]) || matches!(labels[i], Label::List | Label::Subhead);
        if may_be_turn && is_in_text {
            let is_direction =
                features[i].has(Feature::IsBracketed) && shapes[i].words <= MAX_DIRECTION;
            let is_item = || item.is_some() && number_of(text) == item;
            if (bold(text).is_some() || is_item()) && shapes[i].words <= MAX_BOLD {
                labels[i] = Label::Subhead;
            } else if turns.has(lines, features, i)
                || (is_direction && (turns.are_any() || is_of_hall(text)))
            {
                labels[i] = Label::Body;
            }
        }
        if labels[i] == Label::Subhead {
            item = number_of(text).map(|number| number + 1).or(item);
        }
        is_in_text = matches!(labels[i], Label::Body | Label::Subhead | Label::Quote);
    }
}

/// Which of the lines of a file are turns of a conversation.
struct Turns {
    speakers: bool,
    letters: bool,
}

impl Turns {
    /// Somebody speaks twice, or two questions are asked; else a colon and a letter say nothing.
    fn find(lines: &[Line<'_>], features: &[Features], start: usize) -> Self {
        let text = |i: usize| lines[i].text.as_ref();
        let named = (start..lines.len()).filter(|i| features[*i].has(Feature::Speaker));
        let names = named.filter_map(|i| text(i).split(':').next());
        let mut turns = 0;
        let mut speakers: HashSet<&str> = HashSet::new();
        for name in names {
            turns += 1;
            speakers.insert(name);
        }
        let letters = (start..lines.len()).filter(|i| begins_with_letter(text(*i)));
        let asked = letters.filter(|i| text(*i).contains('?'));
        let letters = asked.take(MIN_QUESTIONS).count() == MIN_QUESTIONS;
        Self {
            speakers: turns >= MIN_TURNS && speakers.len() < turns,
            letters,
        }
    }

    fn are_any(&self) -> bool {
        self.speakers || self.letters
    }

    fn has(&self, lines: &[Line<'_>], features: &[Features], i: usize) -> bool {
        let is_turn = (self.speakers && features[i].has(Feature::Speaker))
            || (self.letters && begins_with_letter(&lines[i].text));
        is_turn && !is_explained(&features[i])
    }
}

/// `[Applause]`, `(Laughter.)`
fn is_of_hall(text: &str) -> bool {
    let key = Key::of(text);
    let first = key.text.split(' ').next();
    first.is_some_and(|first| DIRECTIONS.contains(&first))
}

/// The number of an item of an agenda: `4. ADJOURNMENT`.
pub fn number_of(text: &str) -> Option<u32> {
    let end = text.bytes().take(3).position(|byte| byte == b'.')?;
    let (number, rest) = (&text[..end], text[end + 1..].strip_prefix(' ')?);
    let is_number = rest.starts_with(char::is_uppercase);
    is_number.then(|| number.parse().ok()).flatten()
}

/// `Q Can you say how long?`, `P. ¿Cuándo?`, `R. En primavera.`: the letter of a question or an answer.
fn begins_with_letter(text: &str) -> bool {
    let mut chars = text.chars();
    let is_letter = chars.next().is_some_and(|c| "QAPRFDI".contains(c));
    let rest = chars.as_str();
    let rest = rest.strip_prefix(['.', ':']).unwrap_or(rest);
    let is_apart = rest.starts_with(' ') && (rest.len() + 1 < text.len() || text.starts_with('Q'));
    let begins = rest
        .trim_start()
        .starts_with(|c: char| c.is_uppercase() || "¿¡“\"«".contains(c));
    is_letter && is_apart && begins
}

/// A line in bold without its marks: `**And if they do not?**`.
pub fn bold(text: &str) -> Option<&str> {
    let inner = ["**", "__"]
        .into_iter()
        .find_map(|mark| Some((text.strip_prefix(mark)?.strip_suffix(mark)?, mark)));
    let (inner, mark) = inner?;
    let is_plain = !inner.is_empty() && !inner.contains(mark) && !inner.starts_with(['*', '_']);
    is_plain.then(|| inner.trim())
}
