//! Stamps: lines that say when the article was published or updated.
//!
//! Only recognised, never resolved: the text is handed on as it stood.  A stamp is a label ("Posted
//! at", "Mis à jour le") with something like a time, or words of a date and nothing else.  Which
//! day `03/04/2026` is, is decided elsewhere.

use crate::article::DateRole;
use crate::date::written::has_digit;

use super::date_words::{Count, count_words, is_date_word};
use super::key::Key;
use super::lexicon::{Class, Hits, may_begin_with, phrases_in};

/// Longest text that can be a stamp, bytes.
const MAX_BYTES: usize = 160;
/// Words beside a date in a line that still gives it, and in a text that a date is looked for in.
const MAX_LOOSE_OTHERS: u32 = 8;
const MAX_OTHERS: u32 = 40;

/// Classes of labels.
const LABELS: [Class; 2] = [Class::Published, Class::Updated];

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
    // Most texts have no label.
    let hits = if may_begin_with(text, LABELS) {
        phrases_in(text)
    } else {
        Hits::default()
    };
    find_stamp(text, &hits)
}

/// Whether a text begins with the label of a time: "Posted at", "Mis à jour le".
pub fn has_label(text: &str) -> bool {
    may_begin_with(text, LABELS) && label_role(&phrases_in(text)).is_some()
}

/// True when a text holds a date with day and month anywhere, as captions do.
pub fn has_date(text: &str) -> bool {
    let count = count_words(text, MAX_OTHERS);
    count.numeric_dates > 0 || (count.months > 0 && count.small > 0) || count.has_rare_date()
}

/// True when a text holds a date with its year.
pub fn has_whole_date(text: &str) -> bool {
    let count = count_words(text, MAX_OTHERS);
    count.numeric_dates > 0
        || (count.months > 0 && count.small > 0 && count.years > 0)
        || count.has_rare_date()
}

/// False when no part of a text is a stamp: nothing in it says a time.
pub fn may_hold_stamp(text: &str) -> bool {
    let count = count_words(text, u32::MAX);
    let names = count.months + count.rare_months + count.weekdays;
    count.numeric_dates + names + count.times + count.agos + count.nows > 0
}

/// A stamp of a day that says itself that it is the story's: `Published: 13 January 2026`.
pub fn is_labelled_day(text: &str) -> bool {
    stamp_in(text).is_some_and(|stamp| stamp.is_labelled && stamp.time == Time::Date)
}

/// True for a short line that holds a whole date beside a few other words, as bylines and
/// mastheads do.
pub fn is_loose_stamp(text: &str) -> bool {
    if text.len() > MAX_BYTES {
        return false;
    }
    let count = count_words(text, MAX_LOOSE_OTHERS);
    let has_day = count.numeric_dates > 0
        || (count.months > 0 && count.small > 0 && (count.years > 0 || count.times > 0))
        || count.has_rare_date();
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
    if text.len() > MAX_BYTES || !has_digit(text) {
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
            .any(|w| w == "#" || is_date_word(w) || w.starts_with(|c: char| c.is_numeric()));
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
        || count.has_rare_date()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<(DateRole, Time)>) {
        let found = stamp_in(text).map(|stamp| (stamp.role, stamp.time));
        assert_eq!(found, expected, "{text}");
        assert!(found.is_none() || may_hold_stamp(text), "{text}");
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
            ("6. 1. 2026", Unspecified, Date),
            ("06. 01. 2026, 14:59 Uhr", Unspecified, Date),
            ("2026. 01. 06. 14:59", Unspecified, Date),
            ("16 / 01 / 2026", Unspecified, Date),
            ("16 led 2026", Unspecified, Date),
            ("16 มกราคม 2569", Unspecified, Date),
            ("16 ม.ค. 2569", Unspecified, Date),
            ("16 ม.ค. 2569 14:59 น.", Unspecified, Date),
            ("১৬/০১/২০২৬", Unspecified, Date),
            ("٢٠٢٦/٠١/١٦", Unspecified, Date),
            ("２０２６年１月１６日", Unspecified, Date),
            ("प्रकाशित: 13 जनवरी 2026", Published, Date),
            ("अपडेटेड: 13 सितम्बर 2026 10:15", Updated, Date),
            ("16 सितम्बर 2026", Unspecified, Date),
            ("সর্বশেষ আপডেট: ১৬ জানুয়ারি ২০২৬", Updated, Date),
            ("প্রকাশ: ১৬ সেপ্টেম্বর ২০২৬, ১০:১৫", Published, Date),
            ("16 செப்டம்பர் 2026", Unspecified, Date),
            ("16 డిసెంబర్ 2026", Unspecified, Date),
            ("2026 സെപ്റ്റംബർ 16", Unspecified, Date),
            ("16 අගෝස්තු 2026", Unspecified, Date),
            ("3 ม.ค. 68", Unspecified, Date),
            ("۲۵ دی ۱۴۰۴ - ۱۴:۳۰", Unspecified, Date),
            ("سه\u{200c}شنبه، ۲۵ دی ۱۴۰۴", Unspecified, Date),
            ("تاریخ انتشار: ۱۴۰۴/۱۰/۲۵", Published, Date),
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
            "16 pro",
            "Tet 2026",
            "(555) 010-1234",
            "۲۵ دی",
            "हिन्दी समाचार",
            "16 वर्ष",
        ] {
            check(text, None);
        }
    }
}
