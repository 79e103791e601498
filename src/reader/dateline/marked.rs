//! Datelines as the wires write them ("SALVADOR, Feb 26 -") to place, agency and date.
//!
//! For the readers of formats that mark the dateline up; what does not look like a place stays in
//! `raw` only.  Where it stands at the head of the text it is taken off as in plain text.

use super::scraped::read_dateline;
use crate::article::{Article, BlockKind, Dateline};

const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "ene",
    "abr", "ago", "dic",
];

const AGENCIES: &[(&str, &str)] = &[
    ("reuter", "Reuters"),
    ("reuters", "Reuters"),
    ("ap", "AP"),
    ("afp", "AFP"),
    ("upi", "UPI"),
    ("dpa", "dpa"),
    ("xinhua", "Xinhua"),
    ("efe", "EFE"),
    ("ansa", "ANSA"),
    ("tass", "TASS"),
];

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
        let low = part.to_lowercase();
        if let Some((_, name)) = AGENCIES.iter().find(|(key, _)| *key == low) {
            dateline.agency = Some((*name).to_owned());
        } else if let Some(start) = date_start(part) {
            // "Va. Feb 26" => place "Va.", date "Feb 26".
            let before = part[..start].trim().trim_end_matches(['-', ' ']);
            if !before.is_empty() && dateline.date.is_none() {
                place.push(before.to_owned());
            }
            dateline
                .date
                .get_or_insert_with(|| part[start..].to_owned());
        } else if dateline.date.is_none() && !is_over {
            // "NEW YORK, Narch 2": what has a digit is no place, nor is anything after it.
            is_over = part.bytes().any(|b| b.is_ascii_digit());
            if !is_over {
                is_place &= looks_like_place(part);
                place.push(part.to_owned());
            }
        }
    }
    let place = place.join(", ");
    if is_place && !place.is_empty() && place.len() <= 60 {
        dateline.place = Some(display_place(&place));
    }
    (dateline, rest)
}

/// Takes the dateline off the first paragraph of an article whose format does not mark it up.
pub fn take_dateline(article: &mut Article) {
    if article.dateline.is_some() {
        return;
    }
    let is_text = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::Quote);
    let Some(first) = article.blocks.iter_mut().find(|block| is_text(block.kind)) else {
        return;
    };
    // Without an agency or a date, a colon may follow a speaker as well as a place.
    if let Some(found) = read_dateline(&first.text).filter(|found| !found.is_colon_only) {
        article.dateline = Some(found.dateline);
        first.text.drain(..found.text_start);
    }
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
    let mut words: Vec<(usize, &str)> = Vec::new();
    for word in part.split(' ').filter(|word| !word.is_empty()).take(12) {
        words.push((word.as_ptr() as usize - part.as_ptr() as usize, word));
    }
    let has_digit = |word: &str| word.bytes().any(|b| b.is_ascii_digit()) && word.len() <= 4;
    for (i, (at, word)) in words.iter().enumerate() {
        if is_month(word) {
            if let Some((before, day)) = i.checked_sub(1).map(|i| words[i])
                && has_digit(day)
            {
                return Some(before);
            }
            return Some(*at);
        }
    }
    None
}

fn is_month(word: &str) -> bool {
    let low = word.trim_end_matches(['.', ',']).to_lowercase();
    let full = [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "sept",
        "september",
        "october",
        "november",
        "december",
    ];
    MONTHS.contains(&low.as_str()) || full.contains(&low.as_str())
}

fn looks_like_place(part: &str) -> bool {
    part.chars().next().is_some_and(char::is_uppercase)
        && !part.contains("  ")
        && part.split(' ').count() <= 5
}

/// "RIO DE JANEIRO" => "Rio de Janeiro"; short upper-case parts after a comma are abbreviations.
fn display_place(place: &str) -> String {
    let mut out = String::with_capacity(place.len());
    for (i, part) in place.split(", ").enumerate() {
        if i > 0 {
            out.push_str(", ");
        }
        let shout = !part.chars().any(char::is_lowercase);
        let short = i > 0 && (part.len() <= 2 || part.contains('.'));
        if !shout || short {
            out.push_str(part);
            continue;
        }
        for (j, word) in part.split(' ').enumerate() {
            if j > 0 {
                out.push(' ');
            }
            let low = word.to_lowercase();
            let particle = ["de", "do", "da", "del", "di", "of", "es", "la", "le", "sur"];
            if j > 0 && particle.contains(&low.as_str()) {
                out.push_str(&low);
            } else {
                push_capitalised(&mut out, &low);
            }
        }
    }
    out
}

fn push_capitalised(out: &mut String, word: &str) {
    let mut upper = true;
    for c in word.chars() {
        if upper {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        upper = matches!(c, '-' | '/');
    }
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
        let (dateline, _) = parse_dateline("ROME, March 13, Reuter -");
        assert_eq!(dateline.agency.as_deref(), Some("Reuters"));
    }
}
