//! Numbers of several words become one token: "twenty-four", "two hundred", "nineteen ninety-six".

use super::lexicon::Class;
use super::token::{Kind, Token};

/// Merges spelt numbers in place.
pub(super) fn merge(tokens: &mut Vec<Token>, text: &str, tens_joiner: &str) {
    let mut kept = 0;
    let mut at = 0;
    while at < tokens.len() {
        let (token, next) = number_at(tokens, at, text, tens_joiner);
        tokens[kept] = token;
        kept += 1;
        at = next;
    }
    tokens.truncate(kept);
}

/// Returns the token at `at`, made of as many as belong to one number.
fn number_at(tokens: &[Token], at: usize, text: &str, joiner: &str) -> (Token, usize) {
    let mut token = tokens[at];
    let is_word = matches!(token.kind, Kind::Word { .. });
    let is_number = is_word && token.is(Class::Number);
    let one_before_multiplier = is_word
        && matches!(token.text(text), "a" | "A")
        && tokens
            .get(at + 1)
            .is_some_and(|next| next.is(Class::Multiplier));
    if !is_number && !one_before_multiplier {
        return (token, at + 1);
    }
    let (mut value, mut next) = if one_before_multiplier {
        (1, at + 1)
    } else {
        below_hundred(tokens, at, text, joiner)
    };
    // nineteen ninety-six: a year in two halves.
    if (15..=20).contains(&value)
        && next == at + 1
        && let Some(second) = tokens.get(next).filter(|token| is_spelt(token))
    {
        let (rest, after) = below_hundred(tokens, next, text, joiner);
        if (10..100).contains(&rest) && second.entry.number >= 10 {
            token.entry.classes = Class::Year.bit() | Class::Number.bit();
            token.entry.number = value * 100 + rest;
            token.end = tokens[after - 1].end;
            return (token, after);
        }
    }
    let mut total = 0;
    while let Some(multiplier) = tokens.get(next).filter(|token| token.is(Class::Multiplier)) {
        value = i32::saturating_mul(value, multiplier.entry.number);
        next += 1;
        if value >= 1000 {
            total = i32::saturating_add(total, value);
            value = 0;
        }
        let and = usize::from(
            tokens
                .get(next)
                .is_some_and(|token| token.text(text) == "and"),
        );
        match tokens.get(next + and).filter(|token| is_spelt(token)) {
            Some(_) => {
                let (rest, after) = below_hundred(tokens, next + and, text, joiner);
                value = i32::saturating_add(value, rest);
                next = after;
            }
            None => break,
        }
        if next - at > 12 {
            break;
        }
    }
    total = i32::saturating_add(total, value);
    if next == at + 1 {
        return (token, next);
    }
    token.entry.classes = Class::Number.bit();
    token.entry.literal = 0;
    token.entry.number = total;
    token.end = tokens[next - 1].end;
    (token, next)
}

fn is_spelt(token: &Token) -> bool {
    matches!(token.kind, Kind::Word { .. }) && token.is(Class::Number)
}

/// Reads "twenty", "twenty-four", "treinta y uno"; the token at `at` is a number.
fn below_hundred(tokens: &[Token], at: usize, text: &str, joiner: &str) -> (i32, usize) {
    let tens = tokens[at].entry.number;
    if tens < 20 || tens % 10 != 0 {
        return (tens, at + 1);
    }
    let joined = tokens
        .get(at + 1)
        .is_some_and(|token| token.text(text) == joiner);
    let ones_at = at + 1 + usize::from(joined);
    match tokens.get(ones_at).filter(|token| is_spelt(token)) {
        Some(ones) if (1..10).contains(&ones.entry.number) => {
            (tens + ones.entry.number, ones_at + 1)
        }
        _ => (tens, at + 1),
    }
}
