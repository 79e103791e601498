//! Stems of an article's words in its language, beside that of a word that is looked for.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::language::Language;
use crate::text::{Stems, stemmed_forms};

thread_local! {
    // A stemmer and its cache are dear to make, and the language changes from article to article.
    static STEMS: RefCell<HashMap<&'static str, Stems>> = RefCell::new(HashMap::new());
}

/// The stem of a bare word in the language of an article.
pub(super) struct Stem<'s> {
    /// Of each form of the bare word; none of a language without a stemmer.
    wanted: Vec<String>,
    stems: Option<&'s mut Stems>,
}

impl Stem<'_> {
    /// The stem of a word, in a language that has stems.
    pub fn of(&mut self, lowered: &str) -> Option<&str> {
        self.stems.as_mut()?.stem(lowered)
    }

    pub fn is_shared_by(&mut self, lowered: &str) -> bool {
        let Some(stems) = &mut self.stems else {
            return false;
        };
        let stem = stems.stem(lowered);
        self.wanted.iter().any(|wanted| stem == Some(wanted))
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
        let forms = stemmed_forms(lowered);
        let wanted = forms
            .filter_map(|form| stems.stem(&form).map(str::to_owned))
            .collect();
        then(&mut Stem {
            wanted,
            stems: Some(stems),
        });
    });
}
