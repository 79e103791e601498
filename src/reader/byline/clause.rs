//! What stands behind the names of a byline and is no name: what they do there, who did the rest, when.
//!
//! "Jane Roe reports from Kyiv", "Jane Roe, with reporting by Tom Fox", "Jane Roe as told to Tom Fox",
//! "Jane Roe Photographs by Tom Fox": Jane Roe is the author.

/// In small letters.
const CLAUSES: &[&str] = &[
    // English
    "reporting from",
    "reporting for",
    "reporting in",
    "reports from",
    "reported from",
    "writing from",
    "writing for",
    "writes from",
    "writes for",
    "as told to",
    "with reporting by",
    "with reporting from",
    "with additional reporting",
    "with contributions",
    "updated",
    "last updated",
    "published",
    "posted",
    "additional reporting by",
    "reporting by",
    "edited by",
    "editing by",
    "translated by",
    "photographs by",
    "photography by",
    "photos by",
    "pictures by",
    "illustrations by",
    "illustrated by",
    "graphics by",
    "video by",
    // German
    "berichtet aus",
    "berichten aus",
    "schreibt aus",
    "aufgezeichnet von",
    "protokolliert von",
    "übersetzt von",
    "fotos von",
    // Spanish, Portuguese, French, Italian
    "informa desde",
    "escribe desde",
    "traducido por",
    "fotografías de",
    "traduzido por",
    "traduit par",
    "photographies de",
    "scrive da",
    // Icelandic, Norwegian, Danish, Swedish
    "skrifar frá",
    "rapporterer fra",
    "skriver fra",
    "rapporterar från",
    "skriver från",
];

/// Words of a name before what follows it.
const MIN_NAME: usize = 2;

/// The names of a byline without the clause behind them; a clause behind a single word is part of it.
pub fn without_clause(names: &str) -> &str {
    let begins = |rest: &str, clause: &str| {
        let start = rest.get(..clause.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(clause))
            && rest[clause.len()..].starts_with(char::is_whitespace)
    };
    let start_of = |word: &str| word.as_ptr() as usize - names.as_ptr() as usize;
    let mut starts = names.split_whitespace().skip(MIN_NAME).map(start_of);
    let found = starts.find(|at| CLAUSES.iter().any(|clause| begins(&names[*at..], clause)));
    found.map_or(names, |at| {
        names[..at].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_author_does_is_no_name() {
        for (byline, names) in [
            ("Jane Roe reporting from Paris", "Jane Roe"),
            ("Jane Roe, berichtet aus Kiew", "Jane Roe"),
            ("Jane Roe skrifar frá Osló", "Jane Roe"),
            ("JANE ROE, WITH REPORTING BY TOM FOX", "JANE ROE"),
            (
                "Jane Roe and Ann Loe; edited by Tom Fox",
                "Jane Roe and Ann Loe",
            ),
            ("Jane Roe as told to Tom Fox", "Jane Roe"),
            ("Jane Roe Photographs by Tom Fox", "Jane Roe"),
            ("Jane Roe Updated 3 hours ago", "Jane Roe"),
        ] {
            assert_eq!(without_clause(byline), names);
        }
        for names in [
            "Jane Roe",
            "Reporting by Jane Roe",
            "Jane Roe, Reporting",
            "Cher writes for us",
            "",
        ] {
            assert_eq!(without_clause(names), names);
        }
    }
}
