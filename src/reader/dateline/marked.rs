//! Datelines that are marked up ("SALVADOR, Feb 26 -") to place, agency and date.
//!
//! What does not look like a place stays in `raw` only.

use super::agency::{display_agency, is_listed_agency};
use super::place::display_place;
use crate::article::Dateline;
use crate::reader::plain_text::stamp::is_month;

/// Words in which a date is looked for.
const MAX_DATE_WORDS: usize = 12;

/// Splits the text of a dateline element.
///
/// Returns the dateline and the text after its separator, which is the beginning of the story where
/// an agency's converter cut at the wrong hyphen ("RIO, Feb 26 - The \"Cruzado\" anti-").
pub fn parse_dateline(text: &str) -> (Dateline, &str) {
    let text = text.trim();
    let (raw, rest) = match find_separator(text) {
        Some((end, next)) => (text[..end].trim_end(), text[next..].trim_start()),
        None => (text, ""),
    };
    let raw = raw.trim_end_matches([',', ' ', '-', '–', '—']);
    let mut dateline = Dateline {
        raw: raw.to_owned(),
        ..Dateline::default()
    };
    let mut place: Vec<String> = Vec::new();
    let (mut is_place, mut is_over) = (true, false);
    for part in raw.trim_start_matches('*').split([',', '(', ')']) {
        let part = part.trim().trim_matches('-').trim();
        if part.is_empty() {
            continue;
        }
        // "SPA, Belgium", "MENA, Ark.": what stands first is a place, if anything is.
        if (!place.is_empty() || raw.starts_with('(')) && is_listed_agency(part) {
            dateline.agency = Some(display_agency(part));
        } else if let Some(start) = date_start(part) {
            // "Va. Feb 26" => place "Va.", date "Feb 26".
            let before = part[..start].trim().trim_end_matches(['-', ' ']);
            if !before.is_empty() && dateline.date.is_none() {
                place.push(before.to_owned());
            }
            dateline
                .date
                .get_or_insert_with(|| part[start..].to_owned());
        } else if !place.is_empty() && is_month(part) {
            dateline.date.get_or_insert_with(|| part.to_owned());
        } else if dateline.date.is_none() && !is_over {
            // "NEW YORK, Narch 2": what has a digit is no place, nor is anything after it.
            is_over = part.bytes().any(|b| b.is_ascii_digit());
            if !is_over {
                is_place &= looks_like_place(part);
                place.push(part.to_owned());
            }
        }
    }
    if dateline.agency.is_none() && place.len() == 1 && is_listed_agency(&place[0]) {
        dateline.agency = place.pop().map(|name| display_agency(&name));
    }
    let place = place.join(", ");
    if is_place && !place.is_empty() && place.len() <= 60 {
        dateline.place = Some(display_place(&place));
    }
    (dateline, rest)
}

/// The first " - " (or dash, or "--") that has no date after it.
fn find_separator(text: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some(at) = text[from..].find(['-', '–', '—']).map(|at| at + from) {
        let dash = text[at..].chars().next().map_or(1, char::len_utf8);
        let mut next = at + dash;
        while text[next..].starts_with('-') {
            next += 1;
        }
        let spaced = text[..at].ends_with([' ', ',']) || at == 0 || dash > 1;
        let ends = text[next..].is_empty() || text[next..].starts_with(' ');
        let follows = text[next..].trim_start();
        let date_follows = date_start(follows) == Some(0);
        if (spaced || text[next..].is_empty()) && ends && !date_follows {
            return Some((at, next));
        }
        from = next;
    }
    None
}

/// Where a month and day ("Feb 26", "2 March") begins in a part.
fn date_start(part: &str) -> Option<usize> {
    let words: Vec<&str> = part.split_whitespace().take(MAX_DATE_WORDS).collect();
    let is_day = |word: &&str| word.len() <= 4 && word.bytes().any(|b| b.is_ascii_digit());
    for (i, word) in words.iter().enumerate().filter(|(_, word)| is_month(word)) {
        let before = i.checked_sub(1).map(|i| words[i]).filter(is_day);
        // "April l": the wire garbled it.
        let is_followed = words
            .get(i + 1)
            .is_some_and(|next| is_day(next) || *next == "l");
        // "MARS CITY": without a day, what some language calls a month is none.
        if before.is_some() || is_followed {
            let start = before.unwrap_or(word);
            return Some(start.as_ptr() as usize - part.as_ptr() as usize);
        }
    }
    None
}

fn looks_like_place(part: &str) -> bool {
    part.chars().next().is_some_and(char::is_uppercase)
        && !part.contains("  ")
        && part.split(' ').count() <= 5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, raw: &str, place: &str, date: &str, rest: &str) {
        let (dateline, after) = parse_dateline(text);
        assert_eq!(
            (
                dateline.raw.as_str(),
                dateline.place.as_deref().unwrap_or(""),
                dateline.date.as_deref().unwrap_or(""),
                after
            ),
            (raw, place, date, rest),
            "{text}"
        );
    }

    #[test]
    fn datelines() {
        check(
            "    SALVADOR, Feb 26 - ",
            "SALVADOR, Feb 26",
            "Salvador",
            "Feb 26",
            "",
        );
        check(
            "RICHMOND, Va. Feb 26 -",
            "RICHMOND, Va. Feb 26",
            "Richmond, Va.",
            "Feb 26",
            "",
        );
        check(
            "AMSTERDAM, 2 March -",
            "AMSTERDAM, 2 March",
            "Amsterdam",
            "2 March",
            "",
        );
        check(
            "RIO DE JANEIRO, MARCH 5 -",
            "RIO DE JANEIRO, MARCH 5",
            "Rio de Janeiro",
            "MARCH 5",
            "",
        );
        check(
            "MARS CITY, Feb 26 - The new \"X\" anti-",
            "MARS CITY, Feb 26",
            "Mars City",
            "Feb 26",
            "The new \"X\" anti-",
        );
        check(
            "CHEVY CHASE, Md., - March 4 -",
            "CHEVY CHASE, Md., - March 4",
            "Chevy Chase, Md.",
            "March 4",
            "",
        );
        check(
            "WOODBRIDGE, N.J. -",
            "WOODBRIDGE, N.J.",
            "Woodbridge, N.J.",
            "",
            "",
        );
        check(
            "WINSTON-SALEM, N.C. -",
            "WINSTON-SALEM, N.C.",
            "Winston-Salem, N.C.",
            "",
            "",
        );
        check(
            "****LONDON, March 5 -",
            "****LONDON, March 5",
            "London",
            "March 5",
            "",
        );
        check("us        7.8015 -", "us        7.8015", "", "", "");
        check("--", "", "", "", "");
        check("", "", "", "", "");
        check(
            "Bogota, march 4",
            "Bogota, march 4",
            "Bogota",
            "march 4",
            "",
        );
        check(
            "ALLENTOWN, Pa, March 11",
            "ALLENTOWN, Pa, March 11",
            "Allentown, Pa",
            "March 11",
            "",
        );
        check(
            "KANSAS CITY, Mo. - March 13",
            "KANSAS CITY, Mo. - March 13",
            "Kansas City, Mo.",
            "March 13",
            "",
        );
        check("ROME, April l -", "ROME, April l", "Rome", "April l", "");
        check(
            "AUGUSTA, Ga., March 20",
            "AUGUSTA, Ga., March 20",
            "Augusta, Ga.",
            "March 20",
            "",
        );
        check("SYDNEY, April", "SYDNEY, April", "Sydney", "April", "");
        check("SPA, Belgium -", "SPA, Belgium", "Spa, Belgium", "", "");
        let (dateline, _) = parse_dateline("ROME, March 13, Reuter -");
        assert_eq!(dateline.agency.as_deref(), Some("Reuters"));
    }
}
