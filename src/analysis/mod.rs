//! Article to annotations: language, dates, entities, identity, fingerprint.  Pure.
//!
//! Nothing here reads a file, a clock or the environment: what bounds a date is passed in.

pub mod alignment;
pub mod date_mentions;
pub mod embargo;
mod entities;
pub mod entity;
pub mod fingerprint;
pub mod identity;
mod language;
pub mod likeness;
pub mod published;
pub mod stories;
pub mod trace;

use crate::annotations::Annotations;
use crate::article::Article;
use crate::field::TextField;
use crate::text::{field_text, words};

pub use language::detect_language;

use self::entity::recogniser::Recogniser;
use self::published::ResolveInput;

/// What is known of a file beside its content; bounds for dates, never dates.
#[derive(Debug, Clone, Copy, Default)]
pub struct Circumstances<'a> {
    /// Path as the archive knows it: file and folder names may hold a date.
    pub path: &'a str,
    /// Modification time of the file, civil minutes UTC: the article is not younger.
    pub modified: Option<i64>,
    /// Today, civil minutes: nothing was published after tomorrow.
    pub now: Option<i64>,
    /// Finds the names in the text; without it there are only those that the file gives.
    pub recogniser: Option<&'a Recogniser>,
}

/// Works out everything about one article.
pub fn annotate(article: &Article, circumstances: &Circumstances<'_>) -> Annotations {
    let body = field_text(article, TextField::Body);
    let language = detect_language(article, &body);
    let resolution = published::resolve(&ResolveInput {
        article,
        path: circumstances.path,
        language: Some(language),
        seen: circumstances.modified.as_slice(),
        now: circumstances.now,
    });
    let (dates, has_more_dates) =
        date_mentions::mentions(article, language, resolution.published.as_ref());
    let mut notes: Vec<String> = resolution.note().into_iter().collect();
    if has_more_dates {
        notes.push(format!(
            "only the first {} dates in the text are kept",
            date_mentions::MAX_MENTIONS
        ));
    }
    let (entities, countries) = match circumstances.recogniser {
        Some(recogniser) => {
            let found = recogniser.recognise(article, language);
            (found.entities, found.countries)
        }
        None => (entities::given(article), Vec::new()),
    };
    Annotations {
        language: language.to_owned(),
        published: resolution.published,
        updated: resolution.updated,
        entities,
        countries,
        dates,
        words: words(&body).count() as u32,
        story: None,
        notes,
    }
}
