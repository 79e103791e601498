//! Which language an article is written in.
//!
//! Short text is weak evidence: from 200 letters on the text decides, below that the declared
//! language does, and with neither the language stays unknown.

use crate::article::Article;
use crate::language::{LANGUAGES, Language, UNDETERMINED, find_declared, is_code};

/// Letters from which on the text alone is believed.
const ENOUGH: usize = 200;
/// Confidence above which a long text is believed though the runner-up is near.
const LIKELY: f64 = 0.3;
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
    {
        if let Some(code) = scandinavian(info.lang().code(), &sample) {
            return code;
        }
        if info.is_reliable() || info.confidence() > LIKELY {
            // A language without a row is known not to be any of ours.
            return by_iso639_3(info.lang().code()).unwrap_or(UNDETERMINED);
        }
    }
    if let Some(declared) = declared {
        let script = found.as_ref().map(whatlang::Info::script);
        match find_declared(declared) {
            Some(language) if script.is_none_or(|script| is_written_in(language, script)) => {
                return language.code;
            }
            // Programs declare the language of their menus.
            Some(_) => return or_undetermined(found.as_ref(), letters),
            None => {}
        }
        // A code is of a language that has no row; a name that is not understood says nothing.
        if is_code(declared) {
            return UNDETERMINED;
        }
    }
    or_undetermined(found.as_ref(), letters)
}

/// What a shorter text is surely written in.
fn or_undetermined(found: Option<&whatlang::Info>, letters: usize) -> &'static str {
    match found {
        Some(info) if letters >= ENOUGH / 4 && info.confidence() > 0.5 => {
            by_iso639_3(info.lang().code()).unwrap_or(UNDETERMINED)
        }
        _ => UNDETERMINED,
    }
}

/// Languages that are written in Latin letters, and in others too.
const IN_SEVERAL_SCRIPTS: &[&str] = &["aze", "tuk", "uzb"];

/// Whether a language may be written so: one that is written in Latin letters is in no others.
fn is_written_in(language: &Language, script: whatlang::Script) -> bool {
    let latin = whatlang::Script::Latin;
    let is_latin = whatlang::Lang::from_code(language.iso639_3)
        .is_some_and(|lang| latin.langs().contains(&lang));
    script == latin || !is_latin || IN_SEVERAL_SCRIPTS.contains(&language.iso639_3)
}

/// Words that one of the three languages has and the other two write otherwise.
const SCANDINAVIAN: &[(&str, &[&str])] = &[
    (
        "da",
        &[
            "af", "efter", "blev", "mellem", "igen", "også", "sig", "mig", "dig", "hvad", "været",
            "nogle", "nogen", "ud", "op", "siger", "sagde", "uden", "kun", "år", "ved", "frem",
        ],
    ),
    (
        "no",
        &[
            "av", "etter", "ble", "mellom", "igjen", "også", "seg", "meg", "deg", "hva", "vært",
            "noen", "ut", "opp", "sier", "sa", "uten", "bare", "år", "ved", "fram", "fikk",
        ],
    ),
    (
        "sv",
        &[
            "av", "efter", "blev", "mellan", "igen", "också", "sig", "mig", "dig", "vad", "varit",
            "några", "någon", "ut", "upp", "säger", "sade", "utan", "bara", "år", "vid", "och",
            "är", "inte", "från", "för",
        ],
    ),
];

/// Trigrams hardly tell Danish from Norwegian; words do.  None when it is none of the three, or
/// when the words do not decide.
fn scandinavian(iso639_3: &str, sample: &str) -> Option<&'static str> {
    if !matches!(iso639_3, "dan" | "nob" | "nno" | "swe") {
        return None;
    }
    let mut counts = [0_usize; 3];
    for word in sample.split(|c: char| !c.is_alphabetic()) {
        let word = word.to_lowercase();
        for (count, (_, words)) in counts.iter_mut().zip(SCANDINAVIAN) {
            *count += usize::from(words.contains(&word.as_str()));
        }
    }
    let best = (0..3).max_by_key(|i| counts[*i])?;
    let is_clear = (0..3).all(|i| i == best || counts[i] < counts[best]);
    is_clear.then_some(SCANDINAVIAN[best].0)
}

fn by_iso639_3(code: &str) -> Option<&'static str> {
    LANGUAGES
        .iter()
        .find(|l| l.iso639_3 == code)
        .map(|l| l.code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, declared: Option<&str>, expected: &str) {
        let article = Article {
            language: declared.map(str::to_owned),
            ..Article::default()
        };
        assert_eq!(detect_language(&article, text), expected, "{text}");
    }

    #[test]
    fn danish_and_norwegian_are_told_apart_by_their_words() {
        check(
            "Fangerne blev løsladt efter flere års forhandlinger mellem landene, og familierne \
             ventede uden for fængslet, mens der kun kom få oplysninger ud. Nogle af dem har været \
             væk i årevis, siger en talsmand, som ikke vil have sit navn frem igen.",
            None,
            "da",
        );
        check(
            "Fangene ble løslatt etter flere års forhandlinger mellom landene, og familiene ventet \
             utenfor fengselet mens det bare kom få opplysninger ut. Noen av dem har vært borte i \
             årevis, sier en talsmann som ikke vil ha navnet sitt fram igjen.",
            None,
            "no",
        );
    }

    #[test]
    fn short_text_follows_the_declaration() {
        check("Oil up", Some("en-GB"), "en");
        check("Oil up", None, "und");
        check("Oil up", Some("tlh"), "und");
        check("Oil up", Some("English"), "en");
        check("Oil up", Some("Not stated"), "und");
        let text = "Der Damm oberhalb der Stadt hielt die ganze Nacht über stand, sagten die \
                    Ingenieure am Montag den Bürgern, die zurückkehren wollten.";
        check(text, Some("Not stated"), "de");
        check(text, Some("tlh"), "und");
    }

    #[test]
    fn a_declaration_that_the_letters_contradict_is_not_believed() {
        let text = "Паром снова ходит по воскресеньям, сообщил в понедельник мэр города, который \
                    живёт у самой пристани.";
        check(text, Some("en-US"), "ru");
        check("Паром", Some("en-US"), "und");
        check("Паром", Some("ru"), "ru");
        check("Паром", Some("uk"), "uk");
        check("Oil up", Some("ru"), "ru");
    }
}
