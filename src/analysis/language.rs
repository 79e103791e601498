//! Which language an article is written in.
//!
//! Short text is weak evidence: from 200 letters on the text decides, below that the declared
//! language does, and with neither the language stays unknown.

use crate::article::Article;
use crate::language::{LANGUAGES, UNDETERMINED, find_language};

/// Letters from which on the text alone is believed.
const ENOUGH: usize = 200;
/// Characters that are looked at; more would not change the answer.
const SAMPLE: usize = 4000;

/// Returns a code of `LANGUAGES`, or `und`.
pub fn detect_language(article: &Article, body: &str) -> &'static str {
    let mut sample = String::with_capacity(SAMPLE);
    for text in [article.headline.as_str(), article.deck.as_str(), body] {
        let room = SAMPLE.saturating_sub(sample.len());
        sample.extend(text.chars().take(room));
        sample.push('\n');
    }
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let declared = article.language.as_deref();
    let found = whatlang::detect(&sample);
    if let Some(info) = &found
        && letters >= ENOUGH
        && info.is_reliable()
    {
        // A reliable language without a row is known not to be any of ours.
        return by_iso639_3(info.lang().code()).unwrap_or(UNDETERMINED);
    }
    if let Some(declared) = declared {
        return find_language(declared).map_or(UNDETERMINED, |l| l.code);
    }
    match &found {
        Some(info) if letters >= ENOUGH / 4 && info.confidence() > 0.5 => {
            by_iso639_3(info.lang().code()).unwrap_or(UNDETERMINED)
        }
        _ => UNDETERMINED,
    }
}

fn by_iso639_3(code: &str) -> Option<&'static str> {
    LANGUAGES
        .iter()
        .find(|l| l.iso639_3 == code)
        .map(|l| l.code)
}
