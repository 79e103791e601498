//! Stamps: lines that say when the article was published or updated.
//!
//! Only recognised, never resolved: the text is handed on as it stood.  A stamp is a label ("Posted
//! at", "Mis à jour le") with something like a time, or words of a date and nothing else.  Which
//! day `03/04/2026` is, is decided elsewhere.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::article::DateRole;
use crate::date::words::{Part, spellings};

use super::hash::Quick;
use super::key::{Key, MAX_PLAIN, fold_plain};
use super::lexicon::{Class, Hits, phrases_in};

/// Longest text that can be a stamp, bytes.
const MAX_BYTES: usize = 160;
/// Words beside a date in a line that still gives it, and in a text that a date is looked for in.
const MAX_LOOSE_OTHERS: u32 = 8;
const MAX_OTHERS: u32 = 40;

/// What a stamp says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// A calendar date, with or without a time of day.
    Date,
    /// "2 hours ago", "yesterday".
    Relative,
    /// A time of day alone.
    Clock,
}

/// A text that is a stamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    pub role: DateRole,
    pub time: Time,
    /// It has a label ("Published", "Stand:").
    pub is_labelled: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Month,
    Weekday,
    Clock,
    Glue,
    Unit,
    Ago,
    Now,
}

static WORDS: LazyLock<HashMap<String, Vec<Word>, Quick>> = LazyLock::new(|| {
    let mut words: HashMap<String, Vec<Word>, Quick> = HashMap::default();
    let file = include_str!("lexicon/date_words.txt");
    for line in file.lines().filter(|line| !line.starts_with(';')) {
        let mut parts = line.split_whitespace();
        let word = match parts.next() {
            Some("month") => Word::Month,
            Some("weekday") => Word::Weekday,
            Some("clock") => Word::Clock,
            Some("glue") => Word::Glue,
            Some("unit") => Word::Unit,
            Some("ago") => Word::Ago,
            Some("now") => Word::Now,
            _ => continue,
        };
        for part in parts {
            add_meaning(&mut words, part.to_owned(), word);
        }
    }
    for (part, spelling) in spellings() {
        let word = match part {
            Part::Month => Word::Month,
            Part::Weekday => Word::Weekday,
            Part::Unit => Word::Unit,
            Part::Now => Word::Now,
            Part::Ago => Word::Ago,
            Part::Link => Word::Glue,
        };
        add_meaning(&mut words, Key::of(spelling).text, word);
    }
    words
});

fn add_meaning(words: &mut HashMap<String, Vec<Word>, Quick>, spelling: String, word: Word) {
    let meanings = words.entry(spelling).or_default();
    if !meanings.contains(&word) {
        meanings.push(word);
    }
}

/// What the words of a text are, counted.
#[derive(Debug, Clone, Copy, Default)]
struct Count {
    months: u32,
    weekdays: u32,
    clocks: u32,
    units: u32,
    agos: u32,
    nows: u32,
    /// Numbers that can be a day, an hour or a count.
    small: u32,
    years: u32,
    /// `13.01.2026`, `2026-01-13`, `20260113`, `2026年1月13日`.
    numeric_dates: u32,
    /// `10:15`, `10h15`, `3pm`.
    times: u32,
    /// `1h`, `5m`.
    spans: u32,
    /// Words that belong to no date.
    others: u32,
}

/// Recognises a stamp.  `hits` are the set phrases of the text.
pub fn find_stamp(text: &str, hits: &Hits) -> Option<Stamp> {
    if text.len() > MAX_BYTES {
        return None;
    }
    let label = label_role(hits);
    let rest = match label {
        Some(_) => skip_label(text),
        None => text,
    };
    let allowed = if label.is_some() { 3 } else { 0 };
    let count = count_words(rest, allowed);
    if count.others > allowed {
        return None;
    }
    let time = time_of(&count)?;
    Some(Stamp {
        role: label.unwrap_or(DateRole::Unspecified),
        time,
        is_labelled: label.is_some(),
    })
}

/// Recognises a stamp, finding the set phrases itself.
pub fn stamp_in(text: &str) -> Option<Stamp> {
    if text.len() > MAX_BYTES {
        return None;
    }
    find_stamp(text, &phrases_in(text))
}

/// True when a text holds a date with day and month anywhere, as captions do.
pub fn has_date(text: &str) -> bool {
    let count = count_words(text, MAX_OTHERS);
    count.numeric_dates > 0 || (count.months > 0 && count.small > 0)
}

/// True for a short line that holds a whole date beside a few other words, as bylines and
/// mastheads do.
pub fn is_loose_stamp(text: &str) -> bool {
    if text.len() > MAX_BYTES {
        return false;
    }
    let count = count_words(text, MAX_LOOSE_OTHERS);
    let has_day = count.numeric_dates > 0
        || (count.months > 0 && count.small > 0 && (count.years > 0 || count.times > 0));
    has_day && count.others <= MAX_LOOSE_OTHERS
}

/// The name of a month or a weekday, in any language.
pub fn is_date_name(word: &str) -> bool {
    let count = count_words(word, 0);
    count.others == 0 && count.months + count.weekdays > 0 && word.len() >= 3
}

/// A word that dates are written with, in any language.
pub fn is_of_date(word: &str) -> bool {
    count_words(word, 0).others == 0
}

/// The name of a month, in any language.
pub fn is_month(word: &str) -> bool {
    let count = count_words(word, 0);
    count.others == 0 && count.months > 0
}

/// Where the first word stands that belongs to no date; none where it is the first or none is.
pub fn leading_date(text: &str) -> Option<usize> {
    if text.len() > MAX_BYTES || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let word = text
        .split_whitespace()
        .find(|word| count_words(word, 0).others > 0)?;
    let at = word.as_ptr() as usize - text.as_ptr() as usize;
    (at > 0).then_some(at)
}

fn label_role(hits: &Hits) -> Option<DateRole> {
    if hits.head.has(Class::Updated) {
        Some(DateRole::Updated)
    } else if hits.head.has(Class::Published) {
        Some(DateRole::Published)
    } else {
        None
    }
}

/// The text after its label: after the first colon that is no clock's, else after the words
/// before the first that belongs to a date.
fn skip_label(text: &str) -> &str {
    let first_digit = text.find(|c: char| c.is_numeric()).unwrap_or(text.len());
    if let Some(colon) = text[..first_digit].find([':', '：']) {
        return &text[colon..];
    }
    let mut at = 0;
    for word in text.split_whitespace() {
        let key = Key::of(word);
        let is_date_word = key
            .text
            .split(' ')
            .any(|w| w == "#" || WORDS.contains_key(w) || w.starts_with(|c: char| c.is_numeric()));
        if is_date_word {
            break;
        }
        at = word.as_ptr() as usize - text.as_ptr() as usize + word.len();
    }
    &text[at..]
}

fn time_of(count: &Count) -> Option<Time> {
    // "ago" is August in Spanish, so an age is looked for before a date.
    let is_age = count.agos > 0
        && (count.spans > 0 || count.units > 0)
        && count.years == 0
        && count.numeric_dates == 0;
    if is_age {
        return Some(Time::Relative);
    }
    let is_date = count.numeric_dates > 0
        || (count.months > 0 && (count.small > 0 || count.years > 0))
        || (count.weekdays > 0 && count.times > 0);
    if is_date {
        Some(Time::Date)
    } else if count.nows > 0 {
        Some(Time::Relative)
    } else if count.times > 0 {
        Some(Time::Clock)
    } else {
        None
    }
}

/// Counts words until more than `enough` belong to no date.
fn count_words(text: &str, enough: u32) -> Count {
    let mut count = Count::default();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_alphanumeric()) {
        rest = &rest[start..];
        let first = rest.chars().next().unwrap_or(' ');
        if first.is_ascii_digit() {
            rest = count_number(rest, &mut count);
        } else {
            rest = count_word(rest, &mut count);
        }
        if count.others > enough {
            break;
        }
    }
    count
}

/// Counts the number at the start of a text with what is written on to it; gives the rest.
fn count_number<'t>(text: &'t str, count: &mut Count) -> &'t str {
    let end = text
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | ':' | '/' | '-' | '+')))
        .unwrap_or(text.len());
    let run = text[..end].trim_end_matches(['.', ':', '/', '-', '+']);
    let after = &text[run.len().max(1)..];
    let digits: Vec<&str> = run
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    let letters: String = run
        .chars()
        .filter(char::is_ascii_alphabetic)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    if is_numeric_date(run, &digits) || after.starts_with(['年', '月', '년', '월']) {
        count.numeric_dates += 1;
    } else if run.contains(':') && digits.len() >= 2 && digits[0].len() <= 2 {
        count.times += 1;
        if !matches!(letters.as_str(), "" | "am" | "pm" | "z") && !WORDS.contains_key(&*letters) {
            count.others += 1;
        }
    } else if !letters.is_empty() {
        count_mixed(&digits, &letters, count);
    } else if digits.len() == 2 && run.contains('.') && digits.iter().all(|d| d.len() == 2) {
        // 10.15 is a time of day in half of Europe.
        count.times += 1;
    } else {
        for digit in digits {
            match digit.len() {
                1 | 2 => count.small += 1,
                4 if is_year(digit) => count.years += 1,
                8 if is_year(&digit[..4]) => count.numeric_dates += 1,
                _ => count.others += 1,
            }
        }
    }
    after
}

/// `10h15`, `3pm`, `13th`, `1h`, `2026T`.
fn count_mixed(digits: &[&str], letters: &str, count: &mut Count) {
    match letters {
        "am" | "pm" | "uhr" => count.times += 1,
        "h" | "u" if digits.len() == 2 => count.times += 1,
        "st" | "nd" | "rd" | "th" | "er" | "o" | "e" => count.small += 1,
        "h" | "m" | "d" | "w" | "s" | "hr" | "hrs" | "min" | "mins" | "std" | "mo" | "y" => {
            count.spans += 1;
        }
        _ if WORDS.get(letters).is_some_and(|w| w.contains(&Word::Month)) => {
            count.months += 1;
            count.small += 1;
        }
        _ => count.others += 1,
    }
}

fn is_numeric_date(run: &str, digits: &[&str]) -> bool {
    let marks = ['.', '/', '-'];
    let Some(mark) = marks
        .into_iter()
        .find(|mark| run.matches(*mark).count() >= 2)
    else {
        return false;
    };
    let date = run.split(['T', 't']).next().unwrap_or(run);
    let parts: Vec<&str> = date.split(mark).take(3).collect();
    let all_digits = parts
        .iter()
        .all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()));
    if parts.len() < 3 || !all_digits || digits.len() < 3 {
        return false;
    }
    let year_first = is_year(parts[0]) && parts[1].len() <= 2 && parts[2].len() <= 2;
    let short = parts[0].len() <= 2 && parts[1].len() <= 2;
    year_first || (short && (is_year(parts[2]) || parts[2].len() == 2))
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && ("1600".."2200").contains(&digits)
}

/// Counts the word at the start of a text; gives the rest.
fn count_word<'t>(text: &'t str, count: &mut Count) -> &'t str {
    let end = text
        .find(|c: char| !(c.is_alphabetic() || matches!(c, '\'' | '’')))
        .unwrap_or(text.len());
    let end = if end == 0 {
        text.chars().next().map_or(text.len(), char::len_utf8)
    } else {
        end
    };
    let (word, rest) = text.split_at(end);
    if word.len() > MAX_PLAIN {
        // No word of a date is so long.
        count.others += 1;
    } else if let Some(folded) = fold_plain(word, &mut [0; MAX_PLAIN]) {
        count_meanings(folded, count);
    } else {
        for word in Key::of(word).text.split(' ') {
            count_meanings(word, count);
        }
    }
    rest
}

fn count_meanings(word: &str, count: &mut Count) {
    let Some(meanings) = WORDS.get(word) else {
        count.others += 1;
        return;
    };
    for meaning in meanings {
        match meaning {
            Word::Month => count.months += 1,
            Word::Weekday => count.weekdays += 1,
            Word::Clock => count.clocks += 1,
            Word::Unit => count.units += 1,
            Word::Ago => count.agos += 1,
            Word::Now => count.nows += 1,
            Word::Glue => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(DateRole, Time)>) {
        let found = stamp_in(text).map(|stamp| (stamp.role, stamp.time));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn stamps_of_many_outlets_are_recognised() {
        use DateRole::{Published, Unspecified, Updated};
        use Time::{Clock, Date, Relative};
        for (text, role, time) in [
            ("PUBLISHED 1 HOUR AGO", Published, Relative),
            ("Updated Jan 5, 2026 3:04 PM ET", Updated, Date),
            ("Published: 13 January 2026", Published, Date),
            ("Posted at 9:02 a.m. EST", Published, Clock),
            ("Tue 13 Jan 2026 10.15 GMT", Unspecified, Date),
            ("Last modified on Tue 13 Jan 2026 11.02 GMT", Updated, Date),
            ("13.01.2026, 10:15 Uhr", Unspecified, Date),
            ("Publié le 13 janvier 2026 à 10h15", Published, Date),
            ("Mis à jour le 14/01/2026 à 09h00", Updated, Date),
            ("2026年1月13日", Unspecified, Date),
            ("1月13日", Unspecified, Date),
            ("UPDATED: 18:05 EST, 13 January 2026", Updated, Date),
            ("1h ago", Unspecified, Relative),
            ("27 minutes ago", Unspecified, Relative),
            ("yesterday", Unspecified, Relative),
            ("hace 2 horas", Unspecified, Relative),
            ("il y a 3 heures", Unspecified, Relative),
            ("vor 2 Stunden", Unspecified, Relative),
            ("Stand: 13.01.2026 10:15 Uhr", Updated, Date),
            (
                "Actualizado el 13 de enero de 2026 a las 10:15",
                Updated,
                Date,
            ),
            (
                "Veröffentlicht am 13. Januar 2026 um 10:15 Uhr",
                Published,
                Date,
            ),
            ("2026-01-13T10:15:00+00:00", Unspecified, Date),
            ("January 13, 2026", Unspecified, Date),
            ("Опубликовано 13 января 2026 г.", Published, Date),
        ] {
            check(text, Some((role, time)));
        }
    }

    #[test]
    fn lines_with_a_date_in_them_are_no_stamps() {
        for text in [
            "The vote was held on January 13, 2026, in three towns.",
            "Nine people were hurt",
            "37-year-old",
            "Updated rules for the harbour",
            "Posted sentries watched the bridge",
            "© 2026",
            "20-26",
            "(555) 010-1234",
        ] {
            check(text, None);
        }
    }
}
