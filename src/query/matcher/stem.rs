//! Stems of an article's words in its language, beside those of a word that is looked for.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::language::Language;
use crate::text::Stems;

thread_local! {
    // A stemmer and its cache are dear to make, and the language changes from article to article.
    static STEMS: RefCell<HashMap<&'static str, Stems>> = RefCell::new(HashMap::new());
}

/// The stems of a bare word in the language of an article.
pub(super) struct Stem<'s> {
    /// None of a language without a stemmer.
    wanted: Vec<String>,
    stems: Option<&'s mut Stems>,
}

impl Stem<'_> {
    /// Tells whether any of the stems of another word is wanted.
    pub fn has(&mut self, lowered: &str, wanted: impl Fn(&str) -> bool) -> bool {
        let stems = self.stems.as_mut();
        stems.is_some_and(|stems| stems.stems(lowered).any(wanted))
    }

    pub fn is_shared_by(&mut self, lowered: &str) -> bool {
        let stems = self.stems.as_mut();
        let wanted = &self.wanted;
        stems.is_some_and(|stems| {
            let mut found = stems.stems(lowered);
            found.any(|stem| wanted.iter().any(|wanted| wanted == stem))
        })
    }
}

pub(super) fn with_stem(
    language: Option<&'static Language>,
    lowered: Option<&str>,
    then: &mut dyn FnMut(&mut Stem<'_>),
) {
    let (Some(language), Some(lowered)) = (language, lowered) else {
        return then(&mut Stem {
            wanted: Vec::new(),
            stems: None,
        });
    };
    STEMS.with_borrow_mut(|all| {
        let stems = all
            .entry(language.code)
            .or_insert_with(|| Stems::new(Some(language)));
        let wanted = stems.stems(lowered).map(str::to_owned).collect();
        then(&mut Stem {
            wanted,
            stems: Some(stems),
        });
    });
}
