//! Words that stand before the names of authors: "By", "Written by", "Autor:".

use std::borrow::Cow;
use std::sync::LazyLock;

use super::arabic::{is_arabic, is_arabic_given_name};
use super::given_name::{begins_with_given_name, is_only_given_name};
use super::name::is_particle;
use super::post::{is_one_of, without_article};
use crate::reader::plain_text::lexicon::{Class, data_lines, is_phrase};

/// Words that lead names.
#[derive(Debug, Clone, Copy)]
struct Lead {
    /// In small letters, with the colon that has to follow, if one has.
    text: &'static str,
    /// They lead names only where what follows begins like one.
    needs_name: bool,
}

/// The leads by their first byte.
static BY_BYTE: LazyLock<[Vec<Lead>; 256]> = LazyLock::new(|| {
    let mut leads = std::array::from_fn(|_| Vec::new());
    for (mark, text) in data_lines(include_str!("leads.txt")) {
        let needs_name = mark == '?';
        leads[usize::from(text.as_bytes()[0])].push(Lead { text, needs_name });
    }
    leads
});

/// Bytes of the longest of them, in any case.
const MAX_LEAD: usize = 40;

/// Leads that are first names too: "Von Miller", "Par Holmgren", "Di Jones", "Oleh Roe".
const NAMES: &[&str] = &["von", "di", "oleh", "par", "av", "af", "por"];

/// Of these, words that are names nowhere: "Por Ley", "Av Bolt".
const NO_NAMES: &[&str] = &["av", "af", "por"];

/// The lead that is a preposition in many languages, and begins surnames: "De Luca Marco".
const OF: &str = "de";

/// The leads that begin with the first letter of a text: scraped text asks for nearly every line.
fn leads_of(text: &str) -> impl Iterator<Item = Lead> {
    let first = text.chars().next().and_then(|c| c.to_lowercase().next());
    let first = first.map(|c| c.encode_utf8(&mut [0; 4]).as_bytes()[0]);
    let leads = first.map_or(&[][..], |first| &BY_BYTE[usize::from(first)]);
    leads.iter().copied()
}

impl Lead {
    /// The words without the colon.
    fn words(self) -> &'static str {
        self.text.trim_end_matches(':')
    }

    /// What follows the lead in a text that begins with it.
    fn cut(self, text: &str) -> Option<&str> {
        let start = text.get(..self.words().len())?;
        let rest = &text[start.len()..];
        let has_colon = rest.trim_start().starts_with([':', '：']);
        // "byAnn Roe" lost its space.
        let is_glued = || matches!(start, "by" | "By") && rest.starts_with(char::is_uppercase);
        let is_mark = || self.text.ends_with(|c: char| !c.is_alphanumeric());
        let ends = match self.text.ends_with(':') {
            true => has_colon,
            false => has_colon || is_mark() || rest.starts_with(char::is_whitespace) || is_glued(),
        };
        if !ends || !is_one_of(&[self.words()], start) {
            return None;
        }
        let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：'));
        (!self.needs_name || self.begins_name(rest)).then_some(rest)
    }

    /// Whether a text begins with the first name of a person and another one.
    fn begins_name(self, text: &str) -> bool {
        let mut words = text.split_whitespace();
        let (Some(first), Some(second)) = (words.next(), words.next()) else {
            return false;
        };
        let is_small = |word: &str| word.starts_with(char::is_lowercase) && !is_particle(word);
        let is_first = match self.text == OF {
            true => is_only_given_name(first) && !begins_with_given_name(second),
            false => !is_arabic(first) || is_arabic_given_name(first),
        };
        is_first && begins_with_given_name(first) && !is_small(first) && !is_small(second)
    }
}

/// Cuts the longest lead off a text: the lead, and what follows.
pub fn cut_lead(text: &str) -> Option<(&'static str, &str)> {
    let cuts = leads_of(text).filter_map(|lead| Some((lead.text, lead.cut(text)?)));
    let (lead, rest) = cuts.max_by_key(|(lead, _)| lead.len())?;
    let is_name =
        NAMES.contains(&lead) && !rest.trim_end().contains(char::is_whitespace) && !is_agency(rest);
    (!is_name).then_some((lead, rest))
}

/// `Por Ley`, `Par ailleurs`: two words of which the first leads names and is none.
pub fn is_led_word(text: &str) -> bool {
    let Some((first, rest)) = text.split_once(' ') else {
        return false;
    };
    let is_small = rest.starts_with(char::is_lowercase);
    let is_no_name = is_one_of(NO_NAMES, first) || (is_small && is_one_of(NAMES, first));
    is_no_name && !rest.contains(' ') && !is_agency(rest)
}

fn is_agency(text: &str) -> bool {
    is_phrase(text, Class::Agency) || without_article(text).is_some()
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
    let bare = text.trim_end_matches([':', '：']).trim_end();
    let low = match bare.is_ascii() {
        true => Cow::Borrowed(bare),
        false => Cow::Owned(bare.to_lowercase()),
    };
    // One word that needs a name behind it says nothing alone.
    let may_stand_alone = |lead: &Lead| !lead.needs_name || lead.text.contains(' ');
    let mut leads = leads_of(&low).filter(may_stand_alone);
    leads.any(|lead| lead.words().eq_ignore_ascii_case(&low))
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
    fn some_lead_only_names() {
        for (text, rest) in [
            ("Un reportage de Jeanne Roe", "Jeanne Roe"),
            ("Das Interview führte Johanna Roe", "Johanna Roe"),
            ("Napisała Anna Roe", "Anna Roe"),
            ("de Ioana Munteanu", "Ioana Munteanu"),
            ("Auteur : Jeanne Roe", "Jeanne Roe"),
            ("文/李文静", "李文静"),
            ("تقرير: سامي الحداد", "سامي الحداد"),
        ] {
            assert_eq!(cut_lead(text).map(|(_, rest)| rest), Some(rest), "{text}");
        }
        for text in [
            "Reportage de guerre",
            "Análisis de sangre",
            "De Luca Marco",
            "De gemeente Holm",
            "Report from Holm",
            "تقرير: ارتفاع الأسعار",
        ] {
            assert_eq!(cut_lead(text), None, "{text}");
        }
        assert!(is_lead("Un reportage de") && !is_lead("de"));
        assert!(is_led_word("Por Ley") && is_led_word("Par ailleurs"));
        assert!(!is_led_word("Von Miller") && !is_led_word("Por Redação Norte"));
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
