//! The languages the archive knows: one row of facts each.
//!
//! Nothing here works on text; `text` stems and splits sentences by these facts, and `analysis`
//! detects the language.  An article in a language without a row is `und`: it is searched by
//! literal words, never stemmed by another language's rules.

mod names;
mod table;

use frostem::Algorithm;

pub use self::names::{find_declared, is_code};
pub use self::table::LANGUAGES;

/// One language and what the analyzers need to know of it.
#[derive(Debug, Clone, Copy)]
pub struct Language {
    /// ISO 639-1 code, as in `lang:` and in JSON.
    pub code: &'static str,
    /// ISO 639-3 code, as language identification gives it.
    pub iso639_3: &'static str,
    pub name: &'static str,
    /// Its name in itself.
    pub autonym: &'static str,
    pub stemmer: Option<Algorithm>,
    /// Words that end in a full stop without ending a sentence; lower case, without the stop.
    pub abbreviations: &'static [&'static str],
    /// Words that begin a sentence when they have a capital, even behind an abbreviation; never
    /// part of a name.  Lower case.
    pub starters: &'static [&'static str],
}

/// Code of an article whose language is unknown.
pub const UNDETERMINED: &str = "und";

/// Finds a language by its code (`en`, `en-US`, `EN_gb`, `eng`), whatever the case.
pub fn find_language(code: &str) -> Option<&'static Language> {
    let primary = code.split(['-', '_']).next().unwrap_or(code).trim();
    // Norwegian has two written forms under codes of their own.
    let primary = match primary.to_ascii_lowercase().as_str() {
        "nb" | "nn" | "nno" | "nor" => "no".to_owned(),
        // Languages that go by several codes.
        "fas" | "per" => "fa".to_owned(),
        "zho" | "chi" => "zh".to_owned(),
        // What libraries write: the codes by the names in English (ISO 639-2/B).
        "fre" => "fr".to_owned(),
        "ger" => "de".to_owned(),
        "dut" => "nl".to_owned(),
        "cze" => "cs".to_owned(),
        "slo" => "sk".to_owned(),
        "rum" => "ro".to_owned(),
        "gre" => "el".to_owned(),
        "ice" => "is".to_owned(),
        "arm" => "hy".to_owned(),
        "may" => "ms".to_owned(),
        "iw" => "he".to_owned(),
        "zsm" => "ms".to_owned(),
        other => other.to_owned(),
    };
    LANGUAGES
        .iter()
        .find(|l| l.code == primary || l.iso639_3 == primary)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_in_every_usual_form() {
        for (code, expected) in [
            ("en", "en"),
            ("en-US", "en"),
            ("EN_gb", "en"),
            ("spa", "es"),
            ("nb-NO", "no"),
        ] {
            assert_eq!(
                find_language(code).map(|l| l.code),
                Some(expected),
                "{code}"
            );
        }
        for (code, expected) in [("pl", "pl"), ("zho", "zh"), ("ja-JP", "ja"), ("fas", "fa")] {
            assert_eq!(find_language(code).map(|l| l.code), Some(expected));
        }
        assert!(find_language("tlh").is_none());
    }

    #[test]
    fn every_language_has_its_own_codes() {
        for (i, a) in LANGUAGES.iter().enumerate() {
            for b in &LANGUAGES[i + 1..] {
                assert!(a.code != b.code && a.iso639_3 != b.iso639_3, "{}", a.code);
            }
        }
    }
}
