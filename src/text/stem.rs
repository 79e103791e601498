//! Stems: what joins the inflections of a word, by language.
//!
//! The stemmer is given the lower-cased word with its accents, as Snowball wants it, and the stem
//! is folded afterwards.  A word with accents has the stem of its bare form too: English cuts the
//! whole ending of `andres` but not of `andrés`, and either way of writing must find the other.  Words are cached, since few
//! thousand of them make up most text.

use frostem::Stemmer;

use super::fold::fold_into;
use crate::language::Language;

/// Number of cached words; a power of two.
const CACHE: usize = 1 << 14;

/// A stemmer of one language with its cache.  Cheap to ask, not cheap to make: keep it.
#[derive(Clone)]
pub struct Stems {
    stemmer: Option<Stemmer>,
    cache: Vec<Cached>,
    /// The word without its accents.
    folded: String,
}

#[derive(Clone, Default)]
struct Cached {
    word: String,
    stem: String,
    /// The stem of the bare word; empty if it is the same.
    bare: String,
}

impl Stems {
    /// A language without a stemmer, or none at all, gives no stems.
    pub fn new(language: Option<&Language>) -> Self {
        let stemmer = language.and_then(|l| l.stemmer).map(Stemmer::new);
        Self {
            stemmer,
            cache: Vec::new(),
            folded: String::new(),
        }
    }

    /// The folded stems of a lower-cased word (`text::lower_into`): its own and, where they differ,
    /// that of the word without its accents.  None when the language has no stemmer.
    pub fn stems(&mut self, lowered: &str) -> impl Iterator<Item = &str> {
        let cached = self.cached(lowered);
        let bare = cached.map(|c| c.bare.as_str()).filter(|b| !b.is_empty());
        cached.map(|c| c.stem.as_str()).into_iter().chain(bare)
    }

    fn cached(&mut self, lowered: &str) -> Option<&Cached> {
        let stemmer = self.stemmer.as_ref()?;
        if self.cache.is_empty() {
            self.cache.resize(CACHE, Cached::default());
        }
        let slot = (hash(lowered.as_bytes()) >> 20) as usize & (CACHE - 1);
        let cached = &mut self.cache[slot];
        if cached.word != lowered {
            cached.word.clear();
            cached.word.push_str(lowered);
            fold_into(&stemmer.stem(lowered), &mut cached.stem);
            cached.bare.clear();
            if !lowered.is_ascii() {
                fold_into(lowered, &mut self.folded);
                fold_into(&stemmer.stem(&self.folded), &mut cached.bare);
                if cached.bare == cached.stem {
                    cached.bare.clear();
                }
            }
        }
        Some(cached)
    }
}

/// FNV-1a with a final mix; only picks a cache slot.
fn hash(bytes: &[u8]) -> u64 {
    let mut h = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in bytes {
        h = (h ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
    }
    h ^ (h >> 29)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::find_language;

    fn check(code: &str, words: &str) {
        let mut stems = Stems::new(find_language(code));
        let found: Vec<String> = words
            .split(' ')
            .map(|w| stems.stems(w).next().unwrap_or("").to_owned())
            .collect();
        assert!(
            found.windows(2).all(|pair| pair[0] == pair[1]),
            "{code}: {found:?}"
        );
    }

    #[test]
    fn inflections_share_a_stem() {
        check("en", "release released releases releasing");
        check("es", "liberación liberaciones");
        check("fr", "prisonnier prisonniers prisonnière");
        check("de", "gefangener gefangenen");
        check("ru", "заключённый заключённого заключённые");
    }

    #[test]
    fn a_word_with_accents_has_the_stem_of_the_bare_word_too() {
        for (code, word, expected) in [
            ("en", "andrés", "andre andr"),
            ("es", "francés", "frances franc"),
            ("en", "café", "cafe"),
            ("en", "cafe", "cafe"),
            ("und", "café", ""),
        ] {
            let mut stems = Stems::new(find_language(code));
            let found: Vec<&str> = stems.stems(word).collect();
            assert_eq!(found.join(" "), expected, "{code} {word}");
        }
    }

    #[test]
    fn an_unknown_language_has_no_stems() {
        assert_eq!(Stems::new(None).stems("releases").next(), None);
    }
}
