//! Words beside names and inside them: titles, particles, prepositions of place.

/// Titles and ranks before a person's name; lower case, without the full stop.
pub const TITLES: &[&str] = &[
    "adm",
    "admiral",
    "ambassador",
    "archbishop",
    "ayatollah",
    "baron",
    "bishop",
    "brig",
    "brigadier",
    "capt",
    "captain",
    "cardinal",
    "chancellor",
    "chief",
    "col",
    "colonel",
    "comrade",
    "congressman",
    "congresswoman",
    "cpl",
    "dame",
    "detective",
    "director",
    "dr",
    "emir",
    "father",
    "gen",
    "general",
    "gov",
    "governor",
    "hon",
    "imam",
    "inspector",
    "judge",
    "justice",
    "king",
    "lady",
    "lieutenant",
    "lord",
    "lt",
    "madam",
    "maj",
    "major",
    "mayor",
    "minister",
    "miss",
    "mr",
    "mrs",
    "ms",
    "mullah",
    "officer",
    "pope",
    "premier",
    "president",
    "prince",
    "princess",
    "prof",
    "professor",
    "queen",
    "rabbi",
    "rep",
    "reps",
    "rev",
    "reverend",
    "sen",
    "senator",
    "sens",
    "sergeant",
    "sgt",
    "sheik",
    "sheikh",
    "sir",
    "sister",
    "sultan",
    "supt",
    "treasurer",
];

/// Titles that belong to no name: they are cut off its front.
pub const TITLES_CUT: &[&str] = &[
    "ambassador",
    "capt",
    "chancellor",
    "col",
    "dr",
    "gen",
    "gov",
    "governor",
    "judge",
    "justice",
    "king",
    "lady",
    "lord",
    "lt",
    "mayor",
    "minister",
    "mr",
    "mrs",
    "ms",
    "pope",
    "president",
    "prince",
    "princess",
    "prof",
    "queen",
    "rep",
    "rev",
    "secretary",
    "sen",
    "senator",
    "sgt",
    "sir",
];

/// Prepositions that speak for a place.
pub const PLACE_PREPOSITIONS: &[&str] = &[
    "across", "around", "at", "from", "in", "near", "of", "outside", "to",
];

/// Departments that a minister is of; no names of their own.
pub const PORTFOLIOS: &[&str] = &[
    "agriculture",
    "commerce",
    "defence",
    "defense",
    "education",
    "finance",
    "health",
    "interior",
    "justice",
    "labor",
    "labour",
    "state",
    "treasury",
];

/// What goes before a portfolio.
pub const PORTFOLIO_HEADS: &[&str] = &["department", "minister", "ministry", "secretary"];

/// Lower-case words between the parts of a personal name.
pub const PARTICLES: &[&str] = &[
    "al", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du",
    "el", "ibn", "la", "le", "ten", "ter", "ul", "van", "von",
];

/// Parts of a name that are no surname.
pub const NAME_SUFFIXES: &[&str] = &["ii", "iii", "iv", "jr", "sr"];

/// Common nouns that organisations are called by: `the human rights group Foro Penal`, `Foro Penal,
/// a local charity`.
pub const ORGANISATION_NOUNS: &[&str] = &[
    "agency",
    "airline",
    "bank",
    "broadcaster",
    "charity",
    "coalition",
    "company",
    "conglomerate",
    "federation",
    "firm",
    "foundation",
    "group",
    "institute",
    "manufacturer",
    "militia",
    "movement",
    "network",
    "newspaper",
    "ngo",
    "nonprofit",
    "operator",
    "organisation",
    "organization",
    "party",
    "platform",
    "publisher",
    "refiner",
    "retailer",
    "startup",
    "thinktank",
    "union",
    "university",
    "utility",
    "watchdog",
];

/// Surnames that are ordinary words: not looked for alone.
pub const COMMON_SURNAMES: &[&str] = &["bank", "city", "may", "state", "will"];

/// Longest word of the tables.
const MAX_WORD_BYTES: usize = 14;

/// True when a table of this file has the word, whatever its case and full stop.
pub fn has(table: &[&str], word: &str) -> bool {
    let word = word.strip_suffix('.').unwrap_or(word);
    let mut buffer = [0; MAX_WORD_BYTES];
    let Some(lowered) = buffer.get_mut(..word.len()) else {
        return false;
    };
    lowered.copy_from_slice(word.as_bytes());
    lowered.make_ascii_lowercase();
    // Asked of every other word of an article, so nothing is allocated.  Bytes have the order of
    // the texts they are.
    table
        .binary_search_by(|known| known.as_bytes().cmp(lowered))
        .is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_sorted_and_short() {
        for table in [
            TITLES,
            TITLES_CUT,
            PLACE_PREPOSITIONS,
            PORTFOLIOS,
            PORTFOLIO_HEADS,
            PARTICLES,
            NAME_SUFFIXES,
            ORGANISATION_NOUNS,
            COMMON_SURNAMES,
        ] {
            assert!(table.is_sorted() && table.iter().all(|w| w.len() <= MAX_WORD_BYTES));
        }
    }
}
