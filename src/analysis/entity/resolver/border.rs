//! Where names begin and end: articles, titles and possessives are cut off, and what are two names
//! is cut in two (`John Smith WASHINGTON`, `World Bank (WB`, `Paris, France`).

use super::people::LEADING_FAMILY_NAMES;
use super::shouted::is_shouted;
use super::surface::Surfaces;
use super::words::{PARTICLES, TITLES_CUT, has};
use super::{Mention, TokenisedText};
use crate::analysis::entity::RawMention;
use crate::analysis::entity::credit::without_agency;
use crate::analysis::entity::gazetteer::gazetteer;
use crate::analysis::entity::label::Label;
use crate::analysis::entity::spelling::spelling;

const ARTICLES: &[&str] = &[
    "the", "The", "THE", "a", "A", "an", "An", "la", "La", "el", "El", "le", "Le", "les", "los",
    "las",
];

/// Repairs the borders of all mentions.
pub fn repair<'a>(
    texts: &[TokenisedText<'a>],
    raw: &[RawMention],
    surfaces: &mut Surfaces<'a>,
) -> Vec<Mention> {
    let mut out: Vec<Mention> = Vec::with_capacity(raw.len() + 8);
    let mut parts = Vec::new();
    for (i, mention) in raw.iter().enumerate() {
        let text = &texts[mention.text];
        let span = mention.span;
        if text.text[span.range()].contains("://") || is_shouted(&text.shouted, span.start) {
            continue;
        }
        let next = raw.get(i + 1).filter(|n| n.text == mention.text);
        let free_until = next.map_or(text.text.len(), |n| n.span.start);
        parts.clear();
        split(text.text, span.start, span.end, mention.label, &mut parts);
        for &(start, end, label) in &parts {
            let (mut start, mut end) = trim(text.text, start, end, label);
            if start >= end {
                continue;
            }
            if label == Label::Person {
                let last = out.last().filter(|m| m.text == mention.text);
                let free_from = last.map_or(0, |m| m.end);
                start = with_particle(text, start, free_from);
                end = with_syllables(text, start, end, free_until);
                if let Some(last) = out.last_mut()
                    && joins(text, mention.text, last, start)
                {
                    start = last.start;
                    out.pop();
                }
            }
            let mut push = |start, end| {
                out.push(Mention {
                    text: mention.text,
                    start,
                    end,
                    label,
                    surface: surfaces.id(&text.text[start..end]),
                });
            };
            push(start, end);
            if label == Label::Place
                && let Some((from, to)) = abbreviated_region(text, end, free_until)
            {
                push(from, to);
            }
        }
    }
    out
}

/// `al-Assad`, `bin Salman`, `de Blasio`: what stands before a family name and belongs to it.
fn with_particle(text: &TokenisedText, start: usize, free_from: usize) -> usize {
    let token = text.token_at(start);
    let begins = |i: usize| text.tokens[i].start as usize;
    if text.tokens.get(token).is_none_or(|t| t.starts_sentence) {
        return start;
    }
    let Some(before) = token.checked_sub(1) else {
        return start;
    };
    let touches = |a: usize, b: usize| text.tokens[a].end == text.tokens[b].start;
    let particle = if text.word(before) == "-" && before > 0 && touches(before, token) {
        before - 1
    } else {
        before
    };
    let word = text.word(particle);
    let is_particle = if particle < before {
        touches(particle, before) && has(PARTICLES, word)
    } else {
        word.starts_with(char::is_lowercase) && has(PARTICLES, word)
    };
    if is_particle && begins(particle) >= free_from {
        begins(particle)
    } else {
        start
    }
}

/// `Lee Jae` + `-myung`, `Owusu` + `-Ekuful`: the rest of a hyphenated name.
fn with_syllables(text: &TokenisedText, start: usize, end: usize, free_until: usize) -> usize {
    let hyphen = text.token_at(end);
    let touches = |a: usize| text.tokens[a].end == text.tokens[a + 1].start;
    let is_joined = text.word(hyphen) == "-"
        && text.tokens[hyphen].start as usize == end
        && hyphen + 1 < text.tokens.len()
        && touches(hyphen);
    if !is_joined {
        return end;
    }
    let rest = text.word(hyphen + 1);
    let first = text.text[start..end].split(' ').next().unwrap_or("");
    let fits = if rest.starts_with(char::is_lowercase) {
        has(LEADING_FAMILY_NAMES, first) && rest.len() <= 6
    } else {
        rest.starts_with(char::is_uppercase) && rest.contains(char::is_lowercase)
    };
    let rest_end = text.tokens[hyphen + 1].end as usize;
    if fits && rest_end <= free_until {
        rest_end
    } else {
        end
    }
}

/// `Mohammed` and `bin Salman`, found apart.
fn joins(text: &TokenisedText, index: usize, last: &Mention, start: usize) -> bool {
    let is_particle = text.text[start..].starts_with(char::is_lowercase);
    last.text == index
        && last.label == Label::Person
        && is_particle
        && last.end < start
        && &text.text[last.end..start] == " "
}

/// `, Calif.` right after a place.
fn abbreviated_region(
    text: &TokenisedText,
    end: usize,
    free_until: usize,
) -> Option<(usize, usize)> {
    let comma = text.token_at(end);
    let region = text.tokens.get(comma + 1)?;
    let (from, to) = (region.start as usize, region.end as usize);
    let is_region = text.word(comma) == ","
        && to <= free_until
        && gazetteer()
            .abbreviated_region(region.text(text.text))
            .is_some();
    is_region.then_some((from, to))
}

/// Cuts one mention into the names it holds.
fn split(text: &str, start: usize, end: usize, label: Label, out: &mut Vec<(usize, usize, Label)>) {
    let name = &text[start..end];
    match label {
        Label::Person => {
            let kept = without_agency(name);
            let (start, end) = (start + kept.start, start + kept.end);
            let name = &text[start..end];
            let end = name.find(" / ").map_or(end, |i| start + i);
            if let Some(cut) = dateline_cut(&text[start..end]) {
                out.push((start, start + cut, Label::Person));
                out.push((start + cut, end, Label::Place));
                return;
            }
            out.push((start, end, label));
        }
        Label::Organisation => {
            // `World Bank (WB`: the closing bracket was left outside.
            if let Some(open) = name.find(" (") {
                let inner = name[open + 2..].trim_end_matches(')');
                let is_acronym = (2..=10).contains(&inner.len())
                    && inner.starts_with(|c: char| c.is_ascii_uppercase())
                    && inner.bytes().all(|b| b.is_ascii_alphabetic());
                if open > 0 && is_acronym {
                    out.push((start, start + open, label));
                    out.push((start + open + 2, start + open + 2 + inner.len(), label));
                    return;
                }
            }
            out.push((start, end, label));
        }
        Label::Place => {
            let mut at = start;
            for part in name.split(", ") {
                out.push((at, at + part.len(), label));
                at += part.len() + 2;
            }
        }
        Label::Demonym | Label::Other => out.push((start, end, label)),
    }
}

/// `Name REUTERS MILAN` → where the capitals of a dateline begin, after a name in lower case.
fn dateline_cut(name: &str) -> Option<usize> {
    let mut cut = None;
    let mut at = 0;
    for word in name.split(' ') {
        let is_caps = word.len() >= 3 && word.bytes().all(|b| b.is_ascii_uppercase());
        match cut {
            None if is_caps && word.len() >= 4 && at > 0 => cut = Some(at),
            Some(_) if !is_caps => return None,
            _ => {}
        }
        at += word.len() + 1;
    }
    cut.filter(|at| name[..*at].contains(|c: char| c.is_lowercase()))
}

/// Cuts off what belongs to no name.
fn trim(text: &str, start: usize, end: usize, label: Label) -> (usize, usize) {
    let mut name = text[start..end].trim();
    // `El Salvador`, `La Paz`.
    let is_listed = |first: &str| !first.starts_with(['t', 'T', 'a', 'A']) && is_place(name);
    if let Some((first, rest)) = name.split_once(char::is_whitespace)
        && ARTICLES.contains(&first)
        && !rest.trim_start().is_empty()
        && !is_listed(first)
    {
        name = rest.trim_start();
    }
    for possessive in ["'s", "’s", "'S", "’S", "'", "’"] {
        if let Some(rest) = name.strip_suffix(possessive)
            && !rest.trim_end().is_empty()
        {
            name = rest.trim_end();
            break;
        }
    }
    if label == Label::Person {
        while let Some((first, rest)) = name.split_once(char::is_whitespace)
            && (has(TITLES_CUT, first) || (first == "Prime" && rest.starts_with("Minister")))
            && !rest.trim_start().is_empty()
        {
            name = rest.trim_start();
        }
    }
    name = name.trim_start_matches([' ', '"', '\'', '‘', '“', '`', '_']);
    loop {
        let shorter = name.trim_end_matches([' ', ',', ';', ':', '"', '\'', '’', '”']);
        let shorter = match shorter.strip_suffix('.') {
            Some(rest) if !keeps_stop(rest) => rest,
            _ => shorter,
        };
        if shorter.len() == name.len() {
            break;
        }
        name = shorter;
    }
    let start = name.as_ptr() as usize - text.as_ptr() as usize;
    (start, start + name.len())
}

fn is_place(name: &str) -> bool {
    spelling(name).place().is_some()
}

/// True when the full stop after these letters is part of the name: `Inc.`, `U.S.`, `John F.`.
fn keeps_stop(name: &str) -> bool {
    let last = name.rsplit([' ', '\n']).next().unwrap_or("");
    let letters = last.rsplit('.').next().unwrap_or("");
    matches!(
        last,
        "Inc" | "Corp" | "Co" | "Ltd" | "Jr" | "Sr" | "St" | "Bros"
    ) || (letters.chars().count() == 1 && letters.chars().all(char::is_uppercase))
}
