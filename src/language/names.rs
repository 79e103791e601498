//! Languages by what people call them: `English`, `anglais`, `Deutsch (Österreich)`.
//!
//! One table for every format that has a field for the language, and for queries.

use std::collections::HashMap;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{LANGUAGES, Language, find_language};

/// Names beside those of the rows: code, tab, names with commas between.
const NAMES: &str = include_str!("names.tsv");

/// Longer texts name no language.
const MAX_BYTES: usize = 60;

static BY_NAME: LazyLock<HashMap<String, &'static Language>> = LazyLock::new(|| {
    let own = LANGUAGES
        .iter()
        .flat_map(|language| [(language, language.name), (language, language.autonym)]);
    let others = NAMES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .filter_map(|(code, names)| Some((find_language(code)?, names)))
        .flat_map(|(language, names)| names.split(", ").map(move |name| (language, name)));
    let mut by_name = HashMap::new();
    for (language, name) in own.chain(others) {
        by_name.entry(plain(name)).or_insert(language);
    }
    by_name
});

/// Finds a language by its code or by one of its names, whatever stands behind it.
pub fn find_declared(text: &str) -> Option<&'static Language> {
    let text = text.trim();
    if text.len() > MAX_BYTES {
        return None;
    }
    let named = |text: &str| find_language(text).or_else(|| BY_NAME.get(&plain(text)).copied());
    // "English (US)", "English; French", "English - United States"
    named(text).or_else(|| {
        let first = text.split(['(', ',', ';', '/', '|', '[']).next()?;
        let first = first.split(" - ").next()?;
        named(first.trim())
    })
}

/// Whether a text is a code as BCP 47 has them, of whatever language, and no name.
pub fn is_code(text: &str) -> bool {
    let mut parts = text.trim().split(['-', '_']);
    let is_language =
        |part: &str| (2..=3).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
    let is_subtag = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    parts.next().is_some_and(is_language) && parts.all(is_subtag)
}

/// Small letters without accents.
fn plain(name: &str) -> String {
    name.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_many_languages() {
        for (name, code) in [
            ("English", "en"),
            ("english", "en"),
            ("ENGLISH", "en"),
            ("English (US)", "en"),
            ("English; French", "en"),
            ("anglais", "en"),
            ("Deutsch", "de"),
            ("Francais", "fr"),
            ("русский", "ru"),
            ("中文", "zh"),
            ("Norsk bokmål", "no"),
            ("fre", "fr"),
            ("ger", "de"),
            ("pt-BR", "pt"),
        ] {
            assert_eq!(find_declared(name).map(|l| l.code), Some(code), "{name}");
        }
        for text in ["Klingon", "tlh", "", "multiple", "not stated"] {
            assert!(find_declared(text).is_none(), "{text}");
        }
    }

    #[test]
    fn codes_and_names_are_told_apart() {
        for code in ["en", "tlh", "zh-Hant-TW", "en_US"] {
            assert!(is_code(code), "{code}");
        }
        for name in ["English", "Klingon", "not stated", ""] {
            assert!(!is_code(name), "{name}");
        }
    }

    #[test]
    fn every_name_is_of_one_language() {
        let mut seen: HashMap<String, &str> = HashMap::new();
        let lines = NAMES.lines().filter(|line| !line.starts_with('#'));
        for (code, names) in lines.filter_map(|line| line.split_once('\t')) {
            assert!(find_language(code).is_some(), "{code}");
            for name in names.split(", ") {
                let other = seen.insert(plain(name), code);
                assert!(
                    other.is_none_or(|other| other == code),
                    "{name}: {code}, {other:?}"
                );
                assert_eq!(find_declared(name).map(|l| l.code), Some(code), "{name}");
            }
        }
    }
}
