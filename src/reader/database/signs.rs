//! Lines and blocks of lines by which databases are known, and what their records are told by.
//!
//! A newspaper's own words seldom look so; what might is believed only together with others
//! (`dialect`).

use super::labels::{Labelled, factiva_tag, ris_tag};
use crate::reader::plain_text::line::Line;
use crate::reader::plain_text::stamp::has_date;

/// Names of the languages that Factiva writes on a line of their own.
pub const LANGUAGES: &[&str] = &[
    "English",
    "German",
    "Deutsch",
    "French",
    "Français",
    "Spanish",
    "Español",
    "Italian",
    "Italiano",
    "Dutch",
    "Nederlands",
    "Portuguese",
    "Português",
    "Russian",
    "Polish",
    "Swedish",
    "Danish",
    "Norwegian",
    "Finnish",
    "Turkish",
    "Czech",
    "Arabic",
    "Japanese",
    "Indonesian",
];

/// Words that count words: `84 words`.
const WORDS: &[&str] = &[
    "words", "Words", "word", "Wörter", "mots", "palabras", "parole", "woorden", "palavras", "ord",
];

/// `Copyright 2011 Sentinel Newspapers`, `(c) 2011 …`, `All Rights Reserved`.
pub fn is_rights(text: &str) -> bool {
    let low = text.to_lowercase();
    let starts = [
        "copyright ",
        "(c) ",
        "© ",
        "all rights reserved",
        "alle rechte vorbehalten",
        "tous droits réservés",
    ];
    starts.iter().any(|start| low.starts_with(start))
}

/// `1 of 500 DOCUMENTS`, `Dokument 1 von 10`, `1 de 10 DOCUMENTS`.
pub fn is_numbered_document(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().take(5).collect();
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    let is_of = |word: &str| matches!(word, "of" | "von" | "de" | "di" | "van" | "OF");
    let is_word = |word: &str| {
        let low = word.to_lowercase();
        word.starts_with(char::is_uppercase)
            && (low.starts_with("document") || low.starts_with("dokument"))
    };
    let [a, b, c, d] = words[..] else {
        return false;
    };
    (is_word(d) && is_number(a) && is_of(b) && is_number(c))
        || (is_word(a) && is_number(b) && is_of(c) && is_number(d))
}

/// `Document 1 of 2`, `Record: 1`.
pub fn is_numbered_record(line: &str) -> bool {
    let number = line.strip_prefix("Record: ");
    number.is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())) || is_numbered_document(line)
}

/// A line of underscores or of equals signs.
pub fn is_rule(line: &str) -> bool {
    line.len() >= 10 && (line.bytes().all(|b| b == b'_') || line.bytes().all(|b| b == b'='))
}

/// `84 words`, `1,204 words`.
pub fn is_word_count(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let is_number = |word: &str| {
        word.bytes()
            .all(|b| b.is_ascii_digit() || b == b',' || b == b'.')
    };
    matches!((words.next(), words.next(), words.next()), (Some(number), Some(unit), None)
        if is_number(number) && WORDS.contains(&unit))
}

/// `Document DSENT00020110314e73e0001a`: the outlet's code, the day, and what tells it from others.
pub fn is_factiva_end(line: &str) -> bool {
    let Some(id) = ["Document ", "Dokument ", "Documento "]
        .iter()
        .find_map(|start| line.strip_prefix(start))
    else {
        return false;
    };
    let id = id.trim();
    let digits = |from: usize| {
        let run = id.as_bytes().iter().skip(from);
        run.take_while(|b| b.is_ascii_digit()).count()
    };
    let letters = id.bytes().take_while(u8::is_ascii_uppercase).count();
    // Zeros fill the code up; the day has eight digits, and a small letter follows it.
    let end = letters + digits(letters);
    (1..=10).contains(&letters)
        && end >= letters + 8
        && id.as_bytes().get(end).is_some_and(u8::is_ascii_lowercase)
        && id.bytes().all(|b| b.is_ascii_alphanumeric())
}

/// So many words, and the day below: under a headline of Factiva.
pub fn has_factiva_head(lines: &[Line<'_>]) -> bool {
    let words = lines.iter().position(|line| is_word_count(&line.text));
    words.is_some_and(|at| {
        let mut below = lines[at + 1..].iter().take(2);
        at > 0 && below.any(|line| is_day(&line.text))
    })
}

/// The whole block: so many words, the day, the outlet, its code in capitals, the language.
pub fn has_factiva_block(lines: &[Line<'_>]) -> bool {
    let Some(at) = lines.iter().position(|line| is_word_count(&line.text)) else {
        return false;
    };
    let below = || {
        lines[at + 1..]
            .iter()
            .take(10)
            .map(|line| line.text.as_ref())
    };
    let is_code = |line: &str| {
        (3..=8).contains(&line.len())
            && line
                .bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            && line.bytes().any(|b| b.is_ascii_uppercase())
    };
    let code = below().position(is_code);
    let language = below().position(|line| LANGUAGES.contains(&line));
    has_factiva_head(lines) && code.is_some_and(|code| language.is_some_and(|at| at > code))
}

/// A day on a line of its own.
pub fn is_day(line: &str) -> bool {
    line.split_whitespace().count() <= 5 && has_date(line)
}

/// `Record Number: 13A2B3C4D5E6F708`.
pub fn is_newsbank_end(line: &str) -> bool {
    let number = line.strip_prefix("Record Number:").map(str::trim);
    number.is_some_and(|number| {
        number.len() >= 6
            && number.bytes().all(|b| b.is_ascii_alphanumeric())
            && number.bytes().any(|b| b.is_ascii_digit())
    })
}

/// Edition, section and page, line by line, under a day.
pub fn has_newsbank_head(lines: &[Line<'_>]) -> bool {
    let starts = ["Edition:", "Section:", "Page:", "Author:"];
    let is_label = |line: &Line<'_>| starts.iter().any(|start| line.text.starts_with(start));
    let head = &lines[..lines.len().min(12)];
    let date = head.iter().position(|line| has_date(&line.text));
    date.is_some_and(|at| {
        head[at + 1..]
            .iter()
            .take_while(|line| is_label(line))
            .count()
            >= 3
    })
}

/// A record of RIS: its type, and tags of fields below.
pub fn is_ris(lines: &[Line<'_>]) -> bool {
    let tags = || lines.iter().map_while(|line| ris_tag(&line.text));
    tags().next().is_some_and(|tag| tag.label == "TY") && tags().take(3).count() == 3
}

/// The first header of a message: its text may be a delivery, it is none.
pub fn is_mail_head(line: &str) -> bool {
    const NAMES: &[&str] = &[
        "from",
        "received",
        "return-path",
        "delivered-to",
        "message-id",
        "mime-version",
        "date",
        "subject",
        "to",
        "x-mozilla-status",
    ];
    let name = line
        .split_once(':')
        .map(|(name, _)| name.to_ascii_lowercase());
    line.starts_with("From ") || name.is_some_and(|name| NAMES.contains(&name.as_str()))
}

/// `news·20110314·CV·0012`, also behind a label.
pub fn is_europresse_end(line: &str) -> bool {
    let id = line.rsplit(' ').next().unwrap_or(line);
    let mut parts = id.split('·');
    let is_day = |part: &str| part.len() == 8 && part.bytes().all(|b| b.is_ascii_digit());
    parts.next().is_some_and(|kind| !kind.is_empty())
        && parts.next().is_some_and(is_day)
        && parts.next().is_some()
}

/// A headline, a day and a text by Factiva's tags, and one of the fields that only it has.
pub fn has_factiva_tags(lines: &[Line<'_>]) -> bool {
    let has = |is_wanted: &dyn Fn(&Labelled<'_>) -> bool| {
        lines
            .iter()
            .any(|line| factiva_tag(&line.text).is_some_and(|tag| is_wanted(&tag)))
    };
    has(&|tag| tag.label == "HD")
        && has(&|tag| tag.label == "PD" && is_day(tag.value))
        && has(&|tag| {
            tag.label == "WC" && is_word_count(tag.value)
                || tag.label == "LA" && LANGUAGES.contains(&tag.value)
                || tag.label == "AN" && is_factiva_end(tag.value)
        })
}
