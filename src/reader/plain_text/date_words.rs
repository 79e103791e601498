//! Words of a text counted by what they are in a date: months, weekdays, numbers, times of day.

use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

use crate::date::words::{Part, spellings};
use crate::date::written::digit;

use super::by_word::ByWord;
use super::key::{Key, MAX_PLAIN, fold_plain, is_ideograph};

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

/// What a word may be, a bit for each.
type Meanings = u8;

/// Meanings by folded words.
type Table = ByWord<Meanings>;

static WORDS: LazyLock<Table> = LazyLock::new(|| {
    let mut words = Table::default();
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
            add_meaning(&mut words, part, word);
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
        add_meaning(&mut words, &Key::of(spelling).text, word);
    }
    words
});

/// Whether a folded word is one that dates are written with.
pub fn is_date_word(folded: &str) -> bool {
    WORDS.has(folded.as_bytes())
}

fn add_meaning(words: &mut Table, spelling: &str, word: Word) {
    *words.entry(spelling.as_bytes()) |= bit(word);
}

fn bit(word: Word) -> Meanings {
    1 << word as u8
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

impl Count {
    /// `16 led 2026`: the month is one, as a day and a year stand beside it.
    pub fn has_rare_date(&self) -> bool {
        self.rare_months > 0 && self.small > 0 && self.years > 0
    }
}

/// Counts words until more than `enough` belong to no date.
pub fn count_words(text: &str, enough: u32) -> Count {
    let mut count = Count::default();
    let mut rest = text;
    while let Some(start) = find_word(rest) {
        rest = &rest[start..];
        if rest.as_bytes()[0].is_ascii_digit() {
            rest = count_number(rest, &mut count);
        } else if let Some((plain, length)) = plain_number(rest) {
            count_number(&plain, &mut count);
            rest = &rest[length..];
        } else {
            rest = count_word(rest, enough, &mut count);
        }
        if count.others > enough {
            break;
        }
    }
    count
}

/// Where the first letter or digit stands; most are plain, and found by bytes.
fn find_word(text: &str) -> Option<usize> {
    let is_of_word = |byte: &u8| !byte.is_ascii() || byte.is_ascii_alphanumeric();
    let at = text.as_bytes().iter().position(is_of_word)?;
    if text.as_bytes()[at].is_ascii() {
        return Some(at);
    }
    let after = text[at..].find(char::is_alphanumeric)?;
    Some(at + after)
}

/// The number at the start of a text in plain digits, where it has those of another script, and its
/// length in bytes: `১৬`, `٢٠٢٦/٠١/١٦`, `２０２６年`.
fn plain_number(text: &str) -> Option<(String, usize)> {
    digit(text.chars().next().filter(|c| !c.is_ascii())?)?;
    let is_of_number = |c: char| digit(c).is_some() || ".:/-年月日년월일".contains(c);
    let end = text.find(|c| !is_of_number(c)).unwrap_or(text.len());
    let plain = |c: char| digit(c).and_then(|value| char::from_digit(value, 10));
    let plain = text[..end].chars().map(|c| plain(c).unwrap_or(c)).collect();
    Some((plain, end))
}

/// Counts the number at the start of a text with what is written on to it; gives the rest.
fn count_number<'t>(text: &'t str, count: &mut Count) -> &'t str {
    if let Some(length) = spaced_date(text) {
        count.numeric_dates += 1;
        return &text[length..];
    }
    let is_of_number = |byte: &u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b':' | b'/' | b'-' | b'+')
    };
    let end = text.bytes().take_while(is_of_number).count();
    let run = text[..end].trim_end_matches(['.', ':', '/', '-', '+']);
    let after = &text[run.len().max(1)..];
    let digits = || {
        run.split(|c: char| !c.is_ascii_digit())
            .filter(|part| !part.is_empty())
    };
    let numbers = digits().count();
    let first = digits().next().unwrap_or("");
    let mut buffer = [0; MAX_PLAIN];
    let letters = letters_of(run, &mut buffer);
    if is_numeric_date(run, numbers) || after.starts_with(['年', '月', '년', '월']) {
        count.numeric_dates += 1;
    } else if run.contains(':') && numbers >= 2 && first.len() <= 2 {
        count.times += 1;
        if !matches!(letters, b"" | b"am" | b"pm" | b"z") && !WORDS.has(letters) {
            count.others += 1;
        }
    } else if !letters.is_empty() {
        count_mixed(numbers, letters, count);
    } else if numbers == 2 && run.contains('.') && digits().all(|d| d.len() == 2) {
        // 10.15 is a time of day in half of Europe.
        count.times += 1;
    } else {
        for digit in digits() {
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

/// The letters of a run in their small form, as many as any word has.
fn letters_of<'b>(run: &str, buffer: &'b mut [u8; MAX_PLAIN]) -> &'b [u8] {
    let letters = run.bytes().filter(u8::is_ascii_alphabetic);
    let mut length = 0;
    for (slot, letter) in buffer.iter_mut().zip(letters) {
        *slot = letter.to_ascii_lowercase();
        length += 1;
    }
    &buffer[..length]
}

/// `10h15`, `3pm`, `13th`, `1h`, `2026T`.
fn count_mixed(numbers: usize, letters: &[u8], count: &mut Count) {
    match letters {
        b"am" | b"pm" | b"uhr" => count.times += 1,
        b"h" | b"u" if numbers == 2 => count.times += 1,
        b"st" | b"nd" | b"rd" | b"th" | b"er" | b"o" | b"e" => count.small += 1,
        b"h" | b"m" | b"d" | b"w" | b"s" | b"hr" | b"hrs" | b"min" | b"mins" | b"std" | b"mo"
        | b"y" => count.spans += 1,
        _ if WORDS
            .get(letters)
            .is_some_and(|meanings| meanings & bit(Word::Month) != 0) =>
        {
            count.months += 1;
            count.small += 1;
        }
        _ => count.others += 1,
    }
}

/// Three numbers with one mark between them that can be a day, whatever follows a `T`.
fn is_numeric_date(run: &str, numbers: usize) -> bool {
    let is_mark = |mark: &u8| run.bytes().filter(|byte| byte == mark).count() >= 2;
    let Some(mark) = [b'.', b'/', b'-'].into_iter().find(is_mark) else {
        return false;
    };
    let date = run.split(['T', 't']).next().unwrap_or(run);
    let mut parts = date.split(char::from(mark));
    let (Some(first), Some(second), Some(third)) = (parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if numbers < 3 || ![first, second, third].into_iter().all(is_number) {
        return false;
    }
    let year_first = is_year(first) && second.len() <= 2 && third.len() <= 2;
    let short = first.len() <= 2 && second.len() <= 2;
    year_first || (short && (is_year(third) || third.len() == 2))
}

/// Of our count, of the Thai one, which is 543 years ahead, or of the solar one of Iran.
fn is_year(digits: &str) -> bool {
    let counts = ["1600".."2200", "2400".."2700", "1300".."1500"];
    digits.len() == 4 && counts.iter().any(|years| years.contains(&digits))
}

/// Counts the word at the start of a text until more than `enough` belong to no date; gives the rest.
fn count_word<'t>(text: &'t str, enough: u32, count: &mut Count) -> &'t str {
    let end = end_of_word(text);
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
    } else if enough == 0 && begins_alone(word) {
        count.others += 1;
    } else {
        for word in Key::of(word).text.split(' ') {
            count_meanings(word.as_bytes(), count);
        }
    }
    rest
}

/// Begins with a character that is a word of its own, and none of a date.
fn begins_alone(word: &str) -> bool {
    let first = word.chars().next().filter(|c| is_ideograph(*c));
    first.is_some_and(|c| !WORDS.has(c.encode_utf8(&mut [0; 4]).as_bytes()))
}

/// Where the letters and apostrophes at the start of a text end; marks of Indian scripts are of a word,
/// and so are joiners.
fn end_of_word(text: &str) -> usize {
    let is_plain = |byte: &u8| byte.is_ascii_alphabetic() || *byte == b'\'';
    let plain = text.bytes().take_while(is_plain).count();
    if text.as_bytes().get(plain).is_none_or(u8::is_ascii) {
        return plain;
    }
    let rest = &text[plain..];
    let is_joiner = |c: char| matches!(c, '\'' | '’' | '\u{200c}' | '\u{200d}');
    let end = rest.find(|c: char| {
        !(c.is_alphabetic() || is_joiner(c) || (!c.is_ascii() && is_combining_mark(c)))
    });
    plain + end.unwrap_or(rest.len())
}

fn count_meanings(word: &[u8], count: &mut Count) {
    let Some(meanings) = WORDS.get(word) else {
        count.others += 1;
        return;
    };
    let has = |word| u32::from(meanings & bit(word) != 0);
    count.months += has(Word::Month);
    count.rare_months += has(Word::RareMonth);
    count.weekdays += has(Word::Weekday);
    count.clocks += has(Word::Clock);
    count.units += has(Word::Unit);
    count.agos += has(Word::Ago);
    count.nows += has(Word::Now);
}
