//! Credits: who took a picture, at the end of its caption or on a line alone.

use super::credit_label::{label_start, strip_marker};
use super::lexicon::{Class, Hits, Known, phrases_in};

/// Longest credit, bytes.
const MAX_CREDIT_BYTES: usize = 140;

/// Longest name of an agency that stands alone, bytes.
const MAX_AGENCY_BYTES: usize = 60;

/// A line cut into what it shows and who took it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Credited<'t> {
    pub text: &'t str,
    /// Without "Photo by"; never empty.
    pub credit: &'t str,
    pub form: Form,
}

/// How a credit was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// In brackets at the end.
    Bracketed,
    /// After a marker: "Photo: …", "REUTERS/…".
    Marked,
    /// The line is nothing but a credit.
    Alone,
}

/// Cuts the credit off a line, if it has one.
pub fn read_credit(line: &str) -> Option<Credited<'_>> {
    read_credit_by(line, &phrases_in(line))
}

/// The same for a line whose set phrases are known.
pub fn read_credit_by<'t>(line: &'t str, hits: &Hits) -> Option<Credited<'t>> {
    let known = Known::of(line, hits);
    bracketed(line, known)
        .or_else(|| alone(line, known))
        .or_else(|| marked(line, known))
}

/// `… in Caracas (Photo by A. Roe/Agency)`
fn bracketed<'t>(line: &'t str, known: Known<'_>) -> Option<Credited<'t>> {
    let body = line.trim_end_matches(|c: char| c.is_whitespace() || c == '.');
    let (open, close) = match body.chars().next_back()? {
        ')' => ('(', ')'),
        ']' => ('[', ']'),
        _ => return None,
    };
    let mut depth = 0;
    let mut start = None;
    for (i, c) in body.char_indices().rev() {
        if c == close {
            depth += 1;
        } else if c == open {
            depth -= 1;
            if depth == 0 {
                start = Some(i);
                break;
            }
        }
        if body.len() - i > MAX_CREDIT_BYTES {
            return None;
        }
    }
    let start = start?;
    let inner = &body[start + 1..body.len() - 1];
    if !is_credit(inner, known) {
        return None;
    }
    let text = body[..start].trim();
    Some(Credited {
        text,
        credit: strip_marker(inner),
        form: if text.is_empty() {
            Form::Alone
        } else {
            Form::Bracketed
        },
    })
}

/// `Photo: Jane Roe/Agency`, `REUTERS/Jane Roe`, `Getty Images`
fn alone<'t>(line: &'t str, known: Known<'_>) -> Option<Credited<'t>> {
    if line.len() > MAX_CREDIT_BYTES {
        return None;
    }
    let is_labelled = known.phrases_of(line).head.has(Class::Credit)
        && (line.contains([':', '：', '=', '©', '/', '|'])
            || line.split_whitespace().nth(1).is_some_and(|word| {
                word.eq_ignore_ascii_case("by") || word.eq_ignore_ascii_case("courtesy")
            }));
    let is_agency = || is_slashed_agency(line, known) && !line.contains(" | ");
    // Most lines end here.
    if !(is_labelled || is_agency()) {
        return None;
    }
    if ends_sentence(line) || line.split_whitespace().nth(12).is_some() {
        return None;
    }
    let credit = strip_marker(line);
    if credit.is_empty() {
        return None;
    }
    Some(Credited {
        text: "",
        credit,
        form: Form::Alone,
    })
}

/// `Rain falls on Oslo Foto: Jane Roe`: a label with a colon needs no stop before it.
fn labelled(end: &str, from: usize, line: &'_ str) -> Option<usize> {
    // The wide colon begins with the last of these bytes.
    let bytes = end.as_bytes();
    memchr::memchr3(b':', b'/', b'=', bytes).or_else(|| memchr::memchr(0xEF, bytes))?;
    let is_mark = |c: &char| matches!(c, ':' | '/' | '=' | '：');
    let marks = end.char_indices().filter(|(_, c)| is_mark(c));
    let at = marks.filter_map(|(mark, _)| label_start(end, mark)).max()?;
    let is_apart = line[..at + from].ends_with([' ', '.', '\u{A0}', '”', '"', '/', '。', '▲']);
    (at + from > 0 && is_apart).then_some(at)
}

/// `Rain falls on Oslo. Photo: Jane Roe`, `Rain falls on Oslo | Jane Roe/AP`
fn marked<'t>(line: &'t str, known: Known<'_>) -> Option<Credited<'t>> {
    let mut from = line.len().saturating_sub(MAX_CREDIT_BYTES);
    while !line.is_char_boundary(from) {
        from += 1;
    }
    let end = &line[from..];
    if let Some(at) = labelled(end, from, line) {
        let (text, tail) = (line[..from + at].trim(), &line[from + at..]);
        if tail.split_whitespace().count() <= 9 && !text.is_empty() {
            return Some(Credited {
                text,
                credit: strip_marker(tail),
                form: Form::Marked,
            });
        }
    }
    // Most lines end here.
    let may_be = [Class::Credit, Class::Agency]
        .iter()
        .any(|class| known.may_have(*class));
    if !may_be && !end.contains('©') {
        return None;
    }
    let mut has = [false; 256];
    for byte in end.bytes() {
        has[usize::from(byte)] = true;
    }
    for mark in [
        " | ",
        " © ",
        ". ©",
        " – © ",
        " / ",
        ". ",
        "? ",
        "! ",
        "” ",
        " - ",
        " — ",
        " – ",
        "\u{A0}© ",
    ] {
        if !mark.bytes().all(|byte| has[usize::from(byte)]) {
            continue;
        }
        let Some(at) = rfind(end, mark) else {
            continue;
        };
        let cut = from + at + mark.trim_end_matches([' ', '©']).len().max(1);
        let tail = line[cut..].trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, '|' | '/' | '-' | '–' | '—')
        });
        let words = tail.split_whitespace().count();
        let is_plain_stop = matches!(mark, ". " | "? " | "! " | "” ");
        if tail.is_empty() || words > 9 || !is_marked_credit(tail, is_plain_stop, known) {
            continue;
        }
        let text = line[..cut].trim_end_matches(|c: char| {
            c.is_whitespace() || matches!(c, '|' | '/' | '-' | '–' | '—')
        });
        if text.is_empty() {
            continue;
        }
        return Some(Credited {
            text,
            credit: strip_marker(tail),
            form: Form::Marked,
        });
    }
    None
}

/// Where a text has a short mark last: building a searcher for each would cost more than this.
fn rfind(text: &str, mark: &str) -> Option<usize> {
    // Spaces are everywhere.
    let offset = mark.bytes().position(|byte| byte != b' ')?;
    let starts = memchr::memrchr_iter(mark.as_bytes()[offset], text.as_bytes());
    let mut starts = starts.filter_map(|at| at.checked_sub(offset));
    starts.find(|at| text.as_bytes()[*at..].starts_with(mark.as_bytes()))
}

/// Inside brackets a credit may be short: `(AP)` only if a slash, marker or agency tells.
fn is_credit(inner: &str, known: Known<'_>) -> bool {
    let inner = inner.trim();
    if inner.is_empty() || inner.split_whitespace().count() > 16 {
        return false;
    }
    let hits = known.phrases_of(inner);
    if hits.any(Class::SignOff) {
        return false;
    }
    hits.any(Class::Credit)
        || is_slashed_agency(inner, known)
        || slashed_names(inner)
        || inner.starts_with('©')
}

/// Set phrases of credits, too, that tell one at the end of a caption.
const BY: [&str; 9] = [
    "photo by ",
    "photos by ",
    "photograph by ",
    "foto de ",
    "photo de ",
    "foto von ",
    "picture by ",
    "image by ",
    "illustration by ",
];

fn is_marked_credit(tail: &str, is_after_stop: bool, known: Known<'_>) -> bool {
    let hits = known.phrases_of(tail);
    if hits.any(Class::SignOff) || tail.ends_with(['?', '!']) {
        return false;
    }
    let has_label = hits.head.has(Class::Credit) && tail.contains([':', '：', '=', '/', '©'])
        || tail.starts_with('©');
    let says_by = || {
        let lower = tail.to_lowercase();
        BY.iter().any(|marker| lower.starts_with(marker))
    };
    has_label
        || says_by()
        || is_slashed_agency(tail, known)
        // "… said. Reuters" is more often a paragraph than "… 있다. 뉴시스".
        || (hits.whole.has(Class::Agency)
            && (!is_after_stop || tail.starts_with(is_hangul)))
}

fn is_hangul(c: char) -> bool {
    ('\u{AC00}'..='\u{D7A3}').contains(&c)
}

/// `Carlos Roe/Agency`, `AP Photo/Jane Roe`, `REUTERS/Jane Roe`, or an agency's name alone, in a line
/// or a part of it.
fn is_slashed_agency(text: &str, known: Known<'_>) -> bool {
    // Most lines end here.
    if !known.may_have(Class::Agency) {
        return false;
    }
    let text = text.trim().trim_end_matches('.');
    let has_via = rfind(text, " via ").is_some();
    let is_plain = !text.as_bytes().contains(&b'/') && !has_via;
    let is_long = || text.split_whitespace().nth(12).is_some();
    if is_plain && text.len() > MAX_AGENCY_BYTES || !is_plain && is_long() {
        return false;
    }
    let parts: Vec<&str> = text.split('/').map(str::trim).collect();
    let is_agency = |part: &str| {
        let part = part
            .trim_start_matches(['©', ' '])
            .trim_end_matches(" Photo");
        let name = part
            .strip_prefix("Photo ")
            .or_else(|| part.rsplit_once(" via ").map(|(_, agency)| agency));
        let name = name.unwrap_or(part);
        known.phrases_of(name).whole.has(Class::Agency)
    };
    if is_plain {
        return is_agency(text) && !is_long();
    }
    let has_agency = parts.iter().any(|part| is_agency(part));
    has_agency && (parts.len() > 1 || has_via || is_agency(text)) && !text.contains("http")
}

/// `Tilda Brask/Fjord Images`: a photographer and an agency that no list knows.
fn slashed_names(text: &str) -> bool {
    let parts: Vec<&str> = text.split('/').map(str::trim).collect();
    let is_name = |part: &&str| {
        let words = part.split_whitespace().count();
        (1..=4).contains(&words)
            && part
                .split_whitespace()
                .all(|w| w.starts_with(char::is_uppercase) || w.len() <= 3)
            && part.starts_with(char::is_uppercase)
    };
    // `(AC/DC)` and `(CDU/CSU)` are no pictures.
    (parts.len() >= 3 || (parts.len() == 2 && text.contains(' '))) && parts.iter().all(is_name)
}

fn ends_sentence(line: &str) -> bool {
    line.ends_with(['?', '!']) || (line.ends_with('.') && line.split_whitespace().count() > 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, text: &str, credit: &str) {
        let found = read_credit(line)
            .map(|c| (c.text, c.credit))
            .unwrap_or_default();
        assert_eq!(found, (text, credit), "{line}");
    }

    #[test]
    fn credits_are_cut_off() {
        for (line, text, credit) in [
            (
                "Boats leave (Ann Loe/Getty Images)",
                "Boats leave",
                "Ann Loe/Getty Images",
            ),
            (
                "Boats leave. (Photo by ABC/Star Max/GC Images)",
                "Boats leave.",
                "ABC/Star Max/GC Images",
            ),
            (
                "Boats leave. (AP Photo/Ann Loe, File)",
                "Boats leave.",
                "AP Photo/Ann Loe, File",
            ),
            (
                "Boats leave. REUTERS/Ann Loe",
                "Boats leave.",
                "REUTERS/Ann Loe",
            ),
            ("Boats leave. Photo: Ann Loe", "Boats leave.", "Ann Loe"),
            ("Boats leave | Ann Loe/AP", "Boats leave", "Ann Loe/AP"),
            (
                "Boats leave (Ann Loe/Fjord Images)",
                "Boats leave",
                "Ann Loe/Fjord Images",
            ),
            ("Photo by Ann Loe", "", "Ann Loe"),
            ("Foto: Ann Loe/dpa", "", "Ann Loe/dpa"),
            ("Getty Images", "", "Getty Images"),
            ("© Ann Loe / AFP", "", "Ann Loe / AFP"),
            ("Ann Loe via Getty Images", "", "Ann Loe via Getty Images"),
        ] {
            check(line, text, credit);
        }
    }

    #[test]
    fn what_tells_a_credit_is_a_set_phrase() {
        for by in BY {
            let line = format!("Boats leave. {by}Ann Loe");
            let hits = phrases_in(&line);
            assert!(Known::of(&line, &hits).may_have(Class::Credit), "{by}");
        }
    }

    #[test]
    fn brackets_and_stops_alone_are_no_credit() {
        for line in [
            "The union (founded 1905) agreed.",
            "He left the Central Election Office (CEO)",
            "(Reporting by Ann Loe; Editing by Jane Roe)",
            "She spoke to Reuters.",
            "The band played all night (AC/DC)",
            "The photo by the door fell down.",
        ] {
            check(line, "", "");
        }
    }
}
