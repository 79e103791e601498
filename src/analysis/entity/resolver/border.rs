//! Where names begin and end: articles, titles and possessives are cut off, and what are two names
//! is cut in two (`John Smith WASHINGTON`, `World Bank (WB`, `Paris, France`).

use super::surface::Surfaces;
use super::words::{TITLES_CUT, has};
use super::{Mention, TokenisedText};
use crate::analysis::entity::RawMention;
use crate::analysis::entity::label::Label;

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
    let mut out = Vec::with_capacity(raw.len() + 8);
    let mut parts = Vec::new();
    for mention in raw {
        let text = texts[mention.text].text;
        parts.clear();
        split(
            text,
            mention.span.start,
            mention.span.end,
            mention.label,
            &mut parts,
        );
        for &(start, end, label) in &parts {
            let (start, end) = trim(text, start, end, label);
            if start < end {
                out.push(Mention {
                    text: mention.text,
                    start,
                    end,
                    label,
                    surface: surfaces.id(&text[start..end]),
                });
            }
        }
    }
    out
}

/// Cuts one mention into the names it holds.
fn split(text: &str, start: usize, end: usize, label: Label, out: &mut Vec<(usize, usize, Label)>) {
    let name = &text[start..end];
    match label {
        Label::Person => {
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
    if let Some((first, rest)) = name.split_once(char::is_whitespace)
        && ARTICLES.contains(&first)
        && !rest.trim_start().is_empty()
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
    name = name.trim_start_matches([' ', '"', '\'', '‘', '“']);
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

/// True when the full stop after these letters is part of the name: `Inc.`, `U.S.`, `John F.`.
fn keeps_stop(name: &str) -> bool {
    let last = name.rsplit([' ', '\n']).next().unwrap_or("");
    let letters = last.rsplit('.').next().unwrap_or("");
    matches!(
        last,
        "Inc" | "Corp" | "Co" | "Ltd" | "Jr" | "Sr" | "St" | "Bros"
    ) || (letters.chars().count() == 1 && letters.chars().all(char::is_uppercase))
}
