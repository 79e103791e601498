//! Folded names, and the spelling to show.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{Canonical, Named};
use crate::annotations::EntityKey;
use crate::article::EntityKind;
use crate::text::fold_value;

const HONORIFICS: &[&str] = &[
    "archbishop",
    "ayatollah",
    "bishop",
    "brig",
    "capt",
    "captain",
    "cardinal",
    "chancellor",
    "col",
    "colonel",
    "dame",
    "dr",
    "emir",
    "father",
    "gen",
    "general",
    "gov",
    "governor",
    "imam",
    "judge",
    "justice",
    "king",
    "lady",
    "lieutenant",
    "lord",
    "lt",
    "madam",
    "maj",
    "major",
    "mayor",
    "minister",
    "miss",
    "mr",
    "mrs",
    "ms",
    "pope",
    "premier",
    "president",
    "prince",
    "princess",
    "prof",
    "professor",
    "queen",
    "rabbi",
    "rep",
    "rev",
    "reverend",
    "sen",
    "senator",
    "sgt",
    "sheik",
    "sheikh",
    "sir",
    "sultan",
];

const NAME_SUFFIXES: &[&str] = &["ii", "iii", "iv", "jr", "sr"];

const COMPANY_FORMS: &[&str] = &[
    "ab",
    "ag",
    "as",
    "asa",
    "bhd",
    "co",
    "company",
    "corp",
    "corporation",
    "gmbh",
    "group",
    "holding",
    "holdings",
    "inc",
    "incorporated",
    "kg",
    "limited",
    "llc",
    "llp",
    "lp",
    "ltd",
    "nv",
    "oy",
    "oyj",
    "plc",
    "pty",
    "sa",
    "se",
    "spa",
];

/// The folded name under which an entity of that kind is kept.
pub fn fold_name(kind: EntityKind, raw: &str) -> String {
    let folded = fold_value(raw);
    let mut name = folded.as_str();
    for possessive in ["'s", "'"] {
        name = name.strip_suffix(possessive).unwrap_or(name);
    }
    for article in ["the ", "a "] {
        name = match name.strip_prefix(article) {
            Some(rest) if kind != EntityKind::Person => rest,
            _ => name,
        };
    }
    match kind {
        EntityKind::Person => fold_person(name),
        EntityKind::Organisation => fold_organisation(name),
        EntityKind::Place => name.replace(['.', '"'], ""),
    }
}

/// Without titles, suffixes, stops and hyphens; `el-Sisi` and `al-Sisi` are one.
fn fold_person(name: &str) -> String {
    let mut words: Vec<&str> = name
        .split(|c: char| c.is_whitespace() || c == '-' || c == '"')
        .map(|word| word.trim_end_matches([',', '.']))
        .filter(|word| !word.is_empty())
        .collect();
    while words.len() > 1 && HONORIFICS.binary_search(&words[0]).is_ok() {
        words.remove(0);
    }
    while words.len() > 1 && NAME_SUFFIXES.contains(&words[words.len() - 1]) {
        words.pop();
    }
    for word in words.iter_mut().skip(1) {
        if *word == "el" {
            *word = "al";
        }
    }
    words.join(" ")
}

/// Without legal forms: `Chevron Corp.` is `chevron`.
fn fold_organisation(name: &str) -> String {
    let plain: String = name
        .chars()
        .filter(|c| !matches!(c, '.' | '"' | ','))
        .collect();
    let mut words: Vec<&str> = plain
        .split_whitespace()
        .map(|word| if word == "&" { "and" } else { word })
        .collect();
    for _ in 0..2 {
        if words.len() > 1 && COMPANY_FORMS.binary_search(&words[words.len() - 1]).is_ok() {
            words.pop();
            if words.len() > 1 && words[words.len() - 1] == "and" {
                words.pop();
            }
        }
    }
    words.join(" ")
}

/// True for the key of a person of whom only one name is known: whom it means is for the archive to
/// say, and until then it is no facet of its own rank.
pub fn is_unresolved(key: &EntityKey) -> bool {
    key.0
        .strip_prefix("person/")
        .is_some_and(|name| !name.contains(' '))
}

/// The most frequent full spelling; one with diacritics if any has them, as they are only ever left
/// out.
pub(super) fn display(entity: &Canonical, named: &[Named]) -> String {
    let folded = entity.key.name();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let mut order = Vec::new();
    for &mention in &entity.mentions {
        let name = &named[mention];
        let count = counts.entry(name.raw).or_insert(0);
        *count += 1;
        if *count == 1 {
            order.push(name);
        }
    }
    let ranked = order.into_iter().map(|name| {
        let raw = name.raw;
        let is_full = name.spelling.name(entity.kind) == folded;
        let is_shouted = raw.len() > 4 && !raw.contains(char::is_lowercase);
        (
            (is_full, !is_shouted, has_diacritics(raw), counts[raw]),
            raw,
        )
    });
    let best = ranked.reduce(|best, other| if other.0 > best.0 { other } else { best });
    let best = best.map_or("", |(_, raw)| raw);
    best.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters that decompose into a base letter and marks.
pub(super) fn has_diacritics(text: &str) -> bool {
    !text.is_ascii() && text.nfd().any(is_combining_mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_folded_by_kind() {
        for (kind, raw, folded) in [
            (
                EntityKind::Person,
                "Sen. María Corina Machado",
                "maria corina machado",
            ),
            (
                EntityKind::Person,
                "Martin Luther King, Jr.",
                "martin luther king",
            ),
            (
                EntityKind::Person,
                "Abdel-Fattah el-Sisi",
                "abdel fattah al sisi",
            ),
            (EntityKind::Person, "King", "king"),
            (EntityKind::Person, "Machado’s", "machado"),
            (EntityKind::Organisation, "Chevron Corp.", "chevron"),
            (
                EntityKind::Organisation,
                "the Procter & Gamble Co.",
                "procter and gamble",
            ),
            (
                EntityKind::Organisation,
                "Banco Santander, S.A.",
                "banco santander",
            ),
            (EntityKind::Place, "the Hague", "hague"),
            (EntityKind::Place, "Côte d’Ivoire", "cote d'ivoire"),
        ] {
            assert_eq!(fold_name(kind, raw), folded, "{raw}");
        }
    }

    #[test]
    fn the_tables_are_sorted() {
        assert!(HONORIFICS.is_sorted() && COMPANY_FORMS.is_sorted());
    }
}
