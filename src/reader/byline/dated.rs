//! The day and the time beside the names of a byline: `Ann Roe · 5 May 2026 · 4 min read`, `Publié le
//! 5 mai 2026 par Ann Roe`.
//!
//! Only cut off here; which day it is, is decided elsewhere.

use super::lead::{cut_lead, is_lead};
use super::name::is_name;
use crate::reader::plain_text::lexicon::{Class, is_phrase, phrases_in};
use crate::reader::plain_text::parts::parts;
use crate::reader::plain_text::stamp::{has_date, is_date_name, is_month, leading_date, stamp_in};

/// Bytes before the word that leads names behind a day, at most.
const MAX_BYTES: usize = 200;
/// Words of the label of a day at most: "Mis à jour le".
const MAX_LABEL: usize = 4;

/// Small words between names and a day.
const PREPOSITIONS: &[&str] = &[
    "on", "at", "le", "el", "em", "a", "il", "am", "den", "op", "la", "pada",
];

/// The names of a line without the day and the time beside them, before or behind.
pub fn beside_date(text: &str) -> &str {
    if let Some(names) = led_beside_date(text) {
        return names;
    }
    let names = without_date(text);
    if names.len() == text.len() || names.contains(char::is_alphabetic) {
        return names;
    }
    let behind = leading_date(text).map_or("", |at| text[at..].trim_start_matches(MARKS));
    if is_name(behind) { behind } else { names }
}

/// `By Ann Roe · 4 min read`: what is said before how long that takes, or behind it.
pub fn without_time(text: &str) -> &str {
    let mut parts = parts(text);
    let end = parts.find(|part| phrases_in(part).any(Class::ReadingTime));
    let start_of = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    match end.map(start_of) {
        Some(end @ 1..) => text[..end].trim_end_matches(['|', '·', '•', '-', '–', '—', ' ']),
        Some(0) => parts.next().map_or(text, |next| &text[start_of(next)..]),
        None => text,
    }
}

/// What is said before the day and the time.
pub fn without_date(text: &str) -> &str {
    // "By Ann Roe March 11, 2015 3:46 PM": the date begins before its first number.
    let Some(digit) = text.find(|c: char| c.is_ascii_digit()) else {
        return text;
    };
    let mut names = &text[..text[..digit].rfind(MARKS).unwrap_or(0)];
    names = names.trim_end_matches(MARKS);
    // "By Theresa May, 5 May 2026": where the rest is a date, the month is the name's.
    let is_date = has_date(&text[names.len()..]);
    while let Some((rest, last)) = names.rsplit_once(' ')
        && (is_label(last) || is_weekday(last) || (!is_date && has_date(&format!("{last} 1"))))
    {
        names = rest.trim_end_matches(MARKS);
    }
    if !has_date(&text[names.len()..]) {
        return text;
    }
    without_label(names)
}

/// Between names and a day.
const MARKS: [char; 8] = [' ', '|', '•', '·', ',', '-', '–', ':'];

/// `Ann Roe Publié le`, `Ann Roe Publicado em` => `Ann Roe`
fn without_label(names: &str) -> &str {
    let starts = names.match_indices(' ').map(|(at, _)| at).rev();
    let is_stamp =
        |label: &str| is_phrase(label, Class::Published) || is_phrase(label, Class::Updated);
    if is_stamp(names) || is_date_name(names) {
        return "";
    }
    let labels = starts.take(MAX_LABEL);
    let label = labels.filter(|at| is_stamp(&names[at + 1..])).last();
    label.map_or(names, |at| names[..at].trim_end_matches(MARKS))
}

/// "on", "Updated", "le": what stands between names and a date.
fn is_label(word: &str) -> bool {
    const LABELS: &[&str] = &["on", "at", "published", "updated", "posted"];
    LABELS.contains(&word.to_lowercase().as_str()) || PREPOSITIONS.contains(&word)
}

/// "Sat", "Sunday"
fn is_weekday(word: &str) -> bool {
    is_date_name(word) && !is_month(word)
}

/// The names that a word leads, in a line that is a stamp otherwise: `Posted on 5 May 2026 by Ann Roe`,
/// `Publicado por Ana Gil el 5 de mayo`, `Posted by Ann Roe on 5 May 2026`.
pub fn led_beside_date(text: &str) -> Option<&str> {
    if let Some((_, rest)) = cut_lead(text) {
        let names = without_date(rest);
        return (names.len() < rest.len()).then_some(names);
    }
    led_behind_date(text)
}

/// The same where they stand behind the day.
pub fn led_behind_date(text: &str) -> Option<&str> {
    for word in text.split_whitespace().skip(1).filter(|word| is_lead(word)) {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        if at > MAX_BYTES {
            break;
        }
        let before = text[..at].trim_end_matches(MARKS);
        let hits = phrases_in(before);
        let is_of_stamp = !before.contains(' ') && hits.head.has(Class::Published);
        if is_of_stamp || stamp_in(before).is_some() {
            return Some(without_date(
                text[at + word.len()..].trim_start_matches([' ', ':']),
            ));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_is_cut_off() {
        for (text, names) in [
            ("Ann Roe March 11, 2015 3:46 PM", "Ann Roe"),
            ("Ann Roe on May 5, 2026", "Ann Roe"),
            ("Ann Roe, 5 May 2026", "Ann Roe"),
            ("Ann Roe Publié le 5 mai 2026 à 10h12", "Ann Roe"),
            ("Ann Roe le 5 mai 2026", "Ann Roe"),
            ("Ana Gil el 5 de mayo de 2026", "Ana Gil"),
            ("Ana Gil em 5 de maio de 2026", "Ana Gil"),
            ("Ann Roe Published: May 5, 2026", "Ann Roe"),
            ("Theresa May, 5 May 2026", "Theresa May"),
            ("Ann Roe (25) comments", "Ann Roe (25) comments"),
            ("Ann Roe", "Ann Roe"),
        ] {
            assert_eq!(without_date(text), names, "{text}");
        }
    }

    #[test]
    fn names_beside_the_day() {
        for (text, names) in [
            ("5 May 2026 - Ann Roe", "Ann Roe"),
            ("Tuesday, 5 May 2026 • Ann Roe", "Ann Roe"),
            ("Publié le 5 mai 2026 par Ann Roe", "Ann Roe"),
            ("Ann Roe|5 May 2026", "Ann Roe"),
            ("Updated 5 May 2026", ""),
            ("5 May 2026, 10:12 Uhr", ""),
            ("Ann Roe", "Ann Roe"),
        ] {
            assert_eq!(beside_date(text), names, "{text}");
        }
        assert_eq!(without_time("Ann Roe · 4 min read"), "Ann Roe");
        assert_eq!(without_time("4 min read | By Ann Roe"), "By Ann Roe");
    }

    #[test]
    fn names_led_beside_the_day() {
        for (text, names) in [
            ("Posted on 5 May 2026 by Ann Roe", Some("Ann Roe")),
            ("Posted by Ann Roe on May 5, 2026", Some("Ann Roe")),
            ("Published: May 5, 2026 | By Ann Roe", Some("Ann Roe")),
            ("Publicado por Ana Gil, 5 de mayo de 2026", Some("Ana Gil")),
            ("Publié le 05/05/2026 à 10:12 par Ann Roe", Some("Ann Roe")),
            ("5. Mai 2026 um 10:12 Uhr von Ann Roe", Some("Ann Roe")),
            ("5 maggio 2026 di Ann Roe", Some("Ann Roe")),
            ("5 de mayo de 2026", None),
            ("The dam was built by Ann Roe", None),
            ("By Ann Roe", None),
        ] {
            assert_eq!(led_beside_date(text), names, "{text}");
        }
    }
}
