//! Whether the sentence around an expression looks back or ahead.
//!
//! The nearest cue before the expression decides ("said Friday", "will meet Friday"); without one
//! the first cue behind it does. Only the sentence is read, and only some words of it.

use super::lexicon::Class;
use super::token::{Ending, Kind, Token};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Ahead,
    Unknown,
}

/// Words that are looked at on either side.
const REACH: usize = 24;

pub(super) fn around(tokens: &[Token], start: usize, end: usize) -> Tense {
    for i in (start.saturating_sub(REACH)..start).rev() {
        if ends_sentence(tokens, i) {
            break;
        }
        if let Some(tense) = cue(tokens, i) {
            return tense;
        }
    }
    for i in end..(end + REACH).min(tokens.len()) {
        if ends_sentence(tokens, i) {
            break;
        }
        if let Some(tense) = cue(tokens, i) {
            return tense;
        }
    }
    Tense::Unknown
}

fn cue(tokens: &[Token], i: usize) -> Option<Tense> {
    let token = &tokens[i];
    let follows = |class: Class| i > 0 && tokens[i - 1].is(class);
    // "May" is not "may".
    let is_month = token.is(Class::Month) && token.is_capital();
    if token.is(Class::AheadCue) && !is_month {
        // "had been scheduled" is past.
        return Some(if follows(Class::Been) {
            Tense::Past
        } else {
            Tense::Ahead
        });
    }
    let Kind::Word { is_capital, ending } = token.kind else {
        return None;
    };
    if ending == Ending::Ahead && !is_capital {
        return Some(Tense::Ahead);
    }
    let is_past = token.is(Class::PastCue) || ending == Ending::Past && !is_capital;
    // "to be published" is ahead, "will have been" too.
    is_past.then_some(if follows(Class::Be) {
        Tense::Ahead
    } else {
        Tense::Past
    })
}

/// A full stop behind an abbreviation ("Sept.") is followed by no capital letter or by a number.
fn ends_sentence(tokens: &[Token], i: usize) -> bool {
    match tokens[i].kind {
        Kind::Break => tokens
            .get(i + 1)
            .is_some_and(|next| next.kind == Kind::Break),
        Kind::Mark('!' | '?' | ';') => true,
        Kind::Mark('.') => {
            // A single letter is an initial.
            let is_abbreviation = i.checked_sub(1).is_some_and(|before| {
                tokens[before].is(Class::Abbreviation)
                    || tokens[before].end - tokens[before].start == 1
            });
            let next = tokens.get(i + 1);
            !is_abbreviation && next.is_none_or(|next| next.is_capital() && !next.is_glued)
        }
        Kind::Mark(_) | Kind::Word { .. } | Kind::Number => false,
    }
}
