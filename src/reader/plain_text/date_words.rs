//! Words of a text counted by what they are in a date: months, weekdays, numbers, times of day.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::date::words::{Part, spellings};

use super::hash::Quick;
use super::key::{Key, MAX_PLAIN, fold_plain};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Month,
    RareMonth,
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
            Part::RareMonth => Word::RareMonth,
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

/// Whether a folded word is one that dates are written with.
pub fn is_date_word(folded: &str) -> bool {
    WORDS.contains_key(folded)
}

fn add_meaning(words: &mut HashMap<String, Vec<Word>, Quick>, spelling: String, word: Word) {
    let meanings = words.entry(spelling).or_default();
    if !meanings.contains(&word) {
        meanings.push(word);
    }
}

/// What the words of a text are, counted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Count {
    pub months: u32,
    /// Names of months that are so only beside a year: `led`, `out`.
    pub rare_months: u32,
    pub weekdays: u32,
    pub clocks: u32,
    pub units: u32,
    pub agos: u32,
    pub nows: u32,
    /// Numbers that can be a day, an hour or a count.
    pub small: u32,
    pub years: u32,
    /// `13.01.2026`, `13. 1. 2026`, `2026-01-13`, `20260113`, `2026年1月13日`.
    pub numeric_dates: u32,
    /// `10:15`, `10h15`, `3pm`.
    pub times: u32,
    /// `1h`, `5m`.
    pub spans: u32,
    /// Words that belong to no date.
    pub others: u32,
}

/// Counts words until more than `enough` belong to no date.
pub fn count_words(text: &str, enough: u32) -> Count {
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
    if let Some(length) = spaced_date(text) {
        count.numeric_dates += 1;
        return &text[length..];
    }
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

/// The length of a date in figures with blanks at the start of a text: `13. 1. 2026`, `2026. 01. 13.`,
/// `13 / 01 / 2026`.
fn spaced_date(text: &str) -> Option<usize> {
    let mut at = 0;
    let mut parts = [""; 3];
    for (i, part) in parts.iter_mut().enumerate() {
        let rest = &text[at..];
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        *part = &rest[..length];
        at += length;
        if i < 2 {
            let rest = &text[at..];
            let mark = [". ", " / "]
                .into_iter()
                .find(|mark| rest.starts_with(mark))?;
            at += mark.len();
        }
    }
    let is_short = |part: &str| matches!(part.len(), 1 | 2);
    let [first, second, third] = parts;
    let is_date = is_short(second)
        && ((is_short(first) && is_year(third)) || (is_year(first) && is_short(third)));
    is_date.then_some(at)
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
            Word::RareMonth => count.rare_months += 1,
            Word::Weekday => count.weekdays += 1,
            Word::Clock => count.clocks += 1,
            Word::Unit => count.units += 1,
            Word::Ago => count.agos += 1,
            Word::Now => count.nows += 1,
            Word::Glue => {}
        }
    }
}
