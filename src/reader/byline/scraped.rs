//! Bylines in scraped text: who wrote it, and what only looks so.
//!
//! "By Jane Roe", "By Jane Roe and John Poe", "Jane Roe | AP", "Por …", "Von …", "Par …", "—Jane
//! Roe", with roles and agencies beside the names.  A name is one to six capitalised words; "By the
//! numbers", "By Monday" and photo credits are none.

use std::borrow::Cow;

use super::inverted::put_upright;
use super::lead::{cut_lead, is_label};
use super::name::{Part, read_name, split_names, words_of};
use super::post::{is_beside, is_single_beside};
use super::trailing::cut_trailing;
use crate::reader::plain_text::lexicon::{Class, Hits, phrases_in};
use crate::reader::plain_text::stamp::find_stamp;

/// Longest line that can be a byline, bytes.
const MAX_BYTES: usize = 240;

/// A line that names authors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Byline {
    /// Display forms, in order.
    pub authors: Vec<String>,
    /// It says so itself ("By", a role, an agency), rather than being just a name.
    pub is_marked: bool,
}

/// Reads a byline, or a part of a line between bars; stamps beside it must be cut off before.
pub fn read_byline(text: &str) -> Option<Byline> {
    read_byline_by(text, None)
}

/// The same for a text whose set phrases are known, if it is short enough.
pub fn read_byline_by(text: &str, known: Option<&Hits>) -> Option<Byline> {
    if text.len() > MAX_BYTES {
        return None;
    }
    let whole = text;
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '|' | '·'));
    let (rest, lead) = strip_lead(text);
    if rest.is_empty() {
        return None;
    }
    let has_lead = lead.is_some();
    let rest = if has_lead && is_label(text, rest) {
        put_upright(rest)
    } else {
        Cow::Borrowed(rest)
    };
    let mut authors: Vec<String> = Vec::new();
    let mut is_marked = has_lead;
    for (i, Part { text, is_joined }) in split_names(&rest).into_iter().enumerate() {
        let mut part = strip_note(text)
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '.' | ';' | ':'));
        if part.is_empty() {
            continue;
        }
        let mut hits = match known {
            Some(known) if part.len() == whole.len() => *known,
            _ => phrases_in(part),
        };
        // Most lines have nothing to cut.
        if has_lead || hits.any(Class::Role) || part.contains('@') {
            let (name, has_post) = cut_trailing(part);
            if name.len() < part.len() {
                part = name;
                hits = phrases_in(part);
                is_marked |= has_post;
            }
        }
        let is_agency = hits.whole.has(Class::Agency);
        if is_agency {
            // The agency beside a person is where she works; alone it is the author.
            if authors.is_empty() {
                authors.push(part.to_owned());
            }
            is_marked = true;
            continue;
        }
        if i > 0 && (hits.head.has(Class::Role) || hits.inside.has(Class::Role)) {
            is_marked = true;
            continue;
        }
        if part.contains('@') || find_stamp(part, &hits).is_some() {
            continue;
        }
        // In a longer list, a single word is another name; a sentence is no outlet.
        let is_single = has_lead && authors.len() == 1 && is_single_beside(&authors, part);
        let mut words = part.split(' ');
        let may_be_outlet = has_lead || words.all(|word| word.starts_with(char::is_uppercase));
        if !is_joined && (is_single || (may_be_outlet && is_beside(&authors, part, &hits))) {
            is_marked = true;
            continue;
        }
        match read_name(part) {
            Some(name) if has_lead || words_of(&name) >= 2 => authors.push(name),
            // What follows the first name may be an outlet or a town.
            _ if i > 0 && !authors.is_empty() && (has_lead || is_marked) => {}
            _ => return None,
        }
    }
    if authors.is_empty() {
        return None;
    }
    // "By Monday" and "By Design": one word is a name only if it is an agency's.
    let single = authors.len() == 1 && words_of(&authors[0]) == 1;
    if single && !phrases_in(&authors[0]).whole.has(Class::Agency) && lead != Some("author:") {
        return None;
    }
    Some(Byline { authors, is_marked })
}

/// "Jane Roe (now)" => "Jane Roe": what live blogs and picture pages say of a name's part.
fn strip_note(part: &str) -> &str {
    let part = part.trim();
    let Some(open) = part
        .rfind('(')
        .filter(|open| *open > 0 && part.ends_with(')'))
    else {
        return part;
    };
    let note = &part[open + 1..part.len() - 1];
    let is_note = note.split_whitespace().count() <= 3 && !note.chars().any(char::is_uppercase);
    if is_note {
        part[..open].trim_end()
    } else {
        part
    }
}

/// Reads the names of "(Reporting by X and Y; Editing by Z)".
pub fn read_sign_off(text: &str) -> Vec<String> {
    let inner = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '.'));
    let first = inner.split(';').next().unwrap_or("");
    let lower = first.to_lowercase();
    let starts = [
        "reporting by ",
        "writing by ",
        "reporting and writing by ",
        "reportage de ",
        "reporte de ",
    ];
    let Some(prefix) = starts.iter().find(|prefix| lower.starts_with(**prefix)) else {
        return Vec::new();
    };
    let Some(names) = first.get(prefix.len()..) else {
        return Vec::new();
    };
    split_names(names)
        .into_iter()
        .filter_map(|part| {
            // "Jane Roe in Paris": the town is no part of the name.
            let name = part.text.split(" in ").next().unwrap_or(part.text);
            read_name(name.trim())
        })
        .filter(|name| words_of(name) >= 2)
        .collect()
}

/// Takes off the lead, or the dash that stands before a name alone.
fn strip_lead(text: &str) -> (&str, Option<&'static str>) {
    if let Some(rest) = text.strip_prefix(['—', '–']) {
        return (rest.trim_start(), Some("—"));
    }
    cut_lead(text).map_or((text, None), |(lead, rest)| (rest, Some(lead)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, authors: &[&str]) {
        let found = read_byline(text)
            .map(|byline| byline.authors)
            .unwrap_or_default();
        assert_eq!(found, authors, "{text}");
    }

    #[test]
    fn names_are_read_in_many_languages() {
        for (text, authors) in [
            ("By Jane Roe", &["Jane Roe"][..]),
            ("By Jane Roe and John Q. Poe", &["Jane Roe", "John Q. Poe"]),
            (
                "By Jane Roe, John Poe and Ann Loe",
                &["Jane Roe", "John Poe", "Ann Loe"],
            ),
            ("By JANE ROE, Staff Writer", &["Jane Roe"]),
            ("By JOHN DOE, Associated Press", &["John Doe"]),
            ("Jane Roe | Reuters", &["Jane Roe"]),
            ("Jane Roe, Staff Writer", &["Jane Roe"]),
            (
                "Por Juana Pérez y Luis de la Torre",
                &["Juana Pérez", "Luis de la Torre"],
            ),
            (
                "Von Johanna Weiß und Karl von Moor",
                &["Johanna Weiß", "Karl von Moor"],
            ),
            (
                "Par Jeanne d’Aubigné et Marc Le Goff",
                &["Jeanne d’Aubigné", "Marc Le Goff"],
            ),
            ("—Jane Roe", &["Jane Roe"]),
            ("Written by: Jane O’Brien", &["Jane O’Brien"]),
            (
                "By Jane Roe, John Poe, and Ann Loe",
                &["Jane Roe", "John Poe", "Ann Loe"],
            ),
            ("By Jane Roe, Frankfurt", &["Jane Roe"]),
            ("Jane Roe, Meridian News", &["Jane Roe"]),
            (
                "By Jane Roe, John Poe, Cher",
                &["Jane Roe", "John Poe", "Cher"],
            ),
            ("By Jane Roe/dpa", &["Jane Roe"]),
            ("The Associated Press", &["The Associated Press"]),
            ("By Reuters", &["Reuters"]),
            (
                "Jane Roe (now) and John Poe (earlier)",
                &["Jane Roe", "John Poe"],
            ),
            ("Автор: Иван Петров", &["Иван Петров"]),
            ("byJane Roe", &["Jane Roe"]),
            ("Author: Pruett, Hannah", &["Hannah Pruett"]),
            ("By JANE ROE, Harbour Courier", &["Jane Roe"]),
            ("By Jane Roe in Paris", &["Jane Roe"]),
            ("By Jane Roe for the Holm Argus", &["Jane Roe"]),
            ("By JANE ROE jroe@paper.example", &["Jane Roe"]),
            ("Jane Roe Political Correspondent", &["Jane Roe"]),
            ("Von Jane RoeKorrespondentin", &["Jane Roe"]),
            ("Por José Ortega y Gasset", &["José Ortega y Gasset"]),
        ] {
            check(text, authors);
        }
    }

    #[test]
    fn what_only_looks_like_a_byline_is_none() {
        for text in [
            "By the numbers",
            "By The Numbers",
            "By Monday",
            "By January",
            "By Design",
            "By my count, three of the ten had left",
            "By 2030, the town will be dry",
            "By far the largest",
            "Photo by Jane Roe",
            "Von Montag an",
            "Por ahora",
            "Par exemple",
            "By invitation only",
            "By Train And By Bus",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn sign_offs_name_the_reporters() {
        assert_eq!(
            read_sign_off("(Reporting by Jane Roe in Paris and John Poe; Editing by Ann Loe)"),
            ["Jane Roe", "John Poe"]
        );
    }
}
