//! Stems: what joins the inflections of a word, by language.
//!
//! The stemmer is given the lower-cased word with its accents, as Snowball wants it, and the stem
//! is folded afterwards.  Words are cached, since few thousand of them make up most text.

use frostem::Stemmer;

use super::fold::fold_into;
use crate::language::Language;

/// Number of cached words; a power of two.
const CACHE: usize = 1 << 14;

/// A stemmer of one language with its cache.  Cheap to ask, not cheap to make: keep it.
#[derive(Clone)]
pub struct Stems {
    stemmer: Option<Stemmer>,
    cache: Vec<(String, String)>,
}

impl Stems {
    /// A language without a stemmer, or none at all, gives no stems.
    pub fn new(language: Option<&Language>) -> Self {
        let stemmer = language.and_then(|l| l.stemmer).map(Stemmer::new);
        Self {
            stemmer,
            cache: Vec::new(),
        }
    }

    /// Returns the folded stem of a lower-cased word (`text::lower_into`), or None when the
    /// language has no stemmer.
    pub fn stem(&mut self, lowered: &str) -> Option<&str> {
        let stemmer = self.stemmer.as_ref()?;
        if self.cache.is_empty() {
            self.cache.resize(CACHE, (String::new(), String::new()));
        }
        let slot = (hash(lowered.as_bytes()) >> 20) as usize & (CACHE - 1);
        let (word, stem) = &mut self.cache[slot];
        if word != lowered {
            word.clear();
            word.push_str(lowered);
            let fresh = stemmer.stem(lowered);
            fold_into(&fresh, stem);
        }
        Some(stem)
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
            .map(|w| stems.stem(w).unwrap_or("").to_owned())
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
    fn an_unknown_language_has_no_stems() {
        assert_eq!(Stems::new(None).stem("releases"), None);
    }
}
