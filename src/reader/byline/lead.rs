//! Words that stand before the names of authors: "By", "Written by", "Autor:".

use std::sync::LazyLock;

use super::post::is_one_of;
use crate::reader::plain_text::lexicon::{Class, is_phrase};

/// In small letters.  With a colon where the word alone may begin anything else.
const LEADS: &[&str] = &[
    // English
    "by",
    "written by",
    "reported by",
    "report by",
    "story by",
    "words by",
    "text by",
    "article by",
    "analysis by",
    "opinion by",
    "column by",
    "guest column by",
    "guest post by",
    "guest essay by",
    "commentary by",
    "essay by",
    "review by",
    "compiled by",
    "story and photos by",
    "text and photos by",
    "posted by",
    "submitted by",
    "published by",
    "authored by",
    "from our correspondent",
    "author:",
    "authors:",
    "exclusive by",
    "special report by",
    "interview by",
    "reporter:",
    "writer:",
    // Spanish, Portuguese
    "por",
    "escrito por",
    "texto de",
    "um texto de",
    "texto:",
    "textos:",
    "autor",
    "autora:",
    // French
    "par",
    "écrit par",
    "propos recueillis par",
    "texte:",
    "auteur:",
    // German
    "von",
    "verfasst von",
    "geschrieben von",
    "ein artikel von",
    "eine analyse von",
    "ein kommentar von",
    "ein gastbeitrag von",
    "kommentar von",
    "kolumne von",
    "analyse von",
    "interview von",
    "gastbeitrag von",
    "text:",
    "autorin:",
    "autoren:",
    "redaktion:",
    // Italian
    "di",
    "scritto da",
    "a cura di",
    "testo di",
    "dal nostro inviato",
    "dalla nostra inviata",
    "dal nostro corrispondente",
    "dalla nostra corrispondente",
    "autore:",
    "redazione:",
    // Dutch
    "door",
    "geschreven door",
    "tekst van",
    // Swedish, Norwegian, Danish, Finnish
    "av",
    "af",
    "text av",
    "tekst av",
    "skrevet av",
    "skrevet af",
    "skriven av",
    "tekst:",
    "teksti:",
    "kirjoittaja:",
    // Polish, Czech, Slovak, Croatian, Hungarian, Lithuanian
    "opracował:",
    "opracowała:",
    "opracowanie:",
    "oprac.",
    "napsal:",
    "napsala:",
    "autor textu:",
    "piše:",
    "írta:",
    "szerző:",
    "parengė",
    // Russian, Ukrainian, Bulgarian, Greek, Turkish
    "автор",
    "текст:",
    "του",
    "της",
    "γράφει ο",
    "γράφει η",
    "yazar:",
    "haber:",
    "muhabir:",
    // Indonesian, Malay, Vietnamese, Swahili
    "oleh",
    "penulis:",
    "tác giả:",
    "mwandishi:",
    // Hebrew, Arabic
    "מאת",
    "כתב",
    "כתבה",
    "بقلم",
    "كتب",
    "كتبت",
    // Hindi, Bengali, Chinese, Japanese
    "लेखक:",
    "लेखिका:",
    "লেখক:",
    "作者:",
    "作者：",
    "记者:",
    "记者：",
    "記者:",
    "記者：",
    "文：",
    "取材・文：",
    "執筆：",
    "著者：",
];

/// The leads by their first byte.
static BY_BYTE: LazyLock<[Vec<&'static str>; 256]> = LazyLock::new(|| {
    std::array::from_fn(|first| {
        let begin = |lead: &&&str| usize::from(lead.as_bytes()[0]) == first;
        LEADS.iter().filter(begin).copied().collect()
    })
});

/// Bytes of the longest of them, in any case.
const MAX_LEAD: usize = 40;

/// Leads that are first names too: "Von Miller", "Par Holmgren", "Di Jones", "Oleh Roe".
const NAMES: &[&str] = &["von", "di", "oleh", "par", "av", "af", "por"];

/// The leads that begin with the first letter of a text: scraped text asks for nearly every line.
fn leads_of(text: &str) -> impl Iterator<Item = &'static str> {
    let first = text.chars().next().and_then(|c| c.to_lowercase().next());
    let first = first.map(|c| c.encode_utf8(&mut [0; 4]).as_bytes()[0]);
    let leads = first.map_or(&[][..], |first| &BY_BYTE[usize::from(first)]);
    leads.iter().copied()
}

/// Cuts the longest lead off a text: the lead, and what follows.
pub fn cut_lead(text: &str) -> Option<(&'static str, &str)> {
    let begins = |lead: &&str| {
        let start = text.get(..lead.len());
        start.is_some_and(|start| is_one_of(&[*lead], start))
    };
    let ends = |lead: &&str| {
        let rest = &text[lead.len()..];
        // "byAnn Roe" lost its space.
        let is_glued =
            || matches!(&text[..lead.len()], "by" | "By") && rest.starts_with(char::is_uppercase);
        lead.ends_with([':', '：'])
            || rest.starts_with(|c: char| c.is_whitespace() || c == ':')
            || is_glued()
    };
    let leads = leads_of(text).filter(begins).filter(ends);
    let lead = leads.max_by_key(|lead| lead.len())?;
    let rest = text[lead.len()..].trim_start_matches(|c: char| c.is_whitespace() || c == ':');
    let is_name = NAMES.contains(&lead)
        && !rest.trim_end().contains(char::is_whitespace)
        && !is_phrase(rest, Class::Agency);
    (!is_name).then_some((lead, rest))
}

/// Without "By", "Por" and the like in front.
pub fn without_lead(text: &str) -> &str {
    cut_lead(text).map_or(text, |(_, rest)| rest)
}

/// Whether what stands before the names is a label ("Author:"), or nothing: a field, no sentence.
pub fn is_label(text: &str, rest: &str) -> bool {
    let before = text[..text.len() - rest.len()].trim_end();
    before.is_empty() || before.ends_with([':', '：'])
}

/// Whether a text is nothing but the words before a name: "Written by", "Author:".
pub fn is_lead(text: &str) -> bool {
    if text.len() > MAX_LEAD {
        return false;
    }
    let bare = text.trim_end_matches(':');
    if !bare.is_ascii() {
        let low = bare.to_lowercase();
        return leads_of(&low).any(|lead| lead.trim_end_matches(':') == low);
    }
    leads_of(bare).any(|lead| lead.trim_end_matches(':').eq_ignore_ascii_case(bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_lead_is_cut() {
        for (text, lead, rest) in [
            ("By Jane Roe", "by", "Jane Roe"),
            ("WRITTEN BY: Jane Roe", "written by", "Jane Roe"),
            ("Autor:Jane Roe", "autor", "Jane Roe"),
            ("Écrit par\u{a0}Jane Roe", "écrit par", "Jane Roe"),
            ("Text by Jane Roe", "text by", "Jane Roe"),
        ] {
            assert_eq!(cut_lead(text), Some((lead, rest)), "{text}");
        }
        assert_eq!(cut_lead("byJane Roe"), Some(("by", "Jane Roe")));
        assert_eq!(cut_lead("Von Karl Moor"), Some(("von", "Karl Moor")));
        assert_eq!(cut_lead("Por Redação"), Some(("por", "Redação")));
        for text in [
            "Von Miller",
            "Oleh Roe",
            "BYD",
            "Byron Andes",
            "By",
            "Redaktion Nord",
            "Jane Roe",
            "",
        ] {
            assert_eq!(cut_lead(text), None, "{text}");
        }
    }

    #[test]
    fn labels_end_in_a_colon() {
        for (text, expected) in [
            ("Author: Jane Roe", true),
            ("Jane Roe", true),
            ("By: Jane Roe", true),
            ("By Jane Roe", false),
        ] {
            assert_eq!(is_label(text, without_lead(text)), expected, "{text}");
        }
    }

    #[test]
    fn a_lead_alone_is_no_name() {
        assert!(is_lead("Written by") && is_lead("Author:") && is_lead("AUTHOR"));
        assert!(!is_lead("Jane Roe"));
    }
}
