//! Bylines that are marked up ("By JANE ROE and Tom Fox, Reuters") to names of authors.
//!
//! It only cuts and cleans: whether a line is a byline at all is the caller's business.  Names keep
//! their spelling and case.

use std::borrow::Cow;

use super::clause::without_clause;
use super::credit::{is_credit, without_pictures};
use super::dated::{beside_date, without_time};
use super::east_asian::named_reporters;
use super::inverted::{put_all_upright, put_upright};
use super::lead::{is_label, is_led_word, without_lead};
use super::list::split_names;
use super::name::is_name;
use super::post::{
    agency_with_initials, cut_form, cut_post, is_beside, is_description, is_our_post,
    is_single_beside,
};
use super::trailing::cut_trailing;
use crate::reader::plain_text::lexicon::{Class, is_phrase, phrases_in};
use crate::reader::plain_text::parts::parts;

/// Who is not named: `Jane Roe, Tom Fox and others`.
const OTHERS: [&str; 8] = [
    "others", "andere", "anderen", "otros", "otras", "autres", "outros", "altri",
];

/// Splits a byline into names; gives nothing for an empty line.
pub fn split_authors(byline: &str) -> Vec<String> {
    split(byline, put_upright)
}

/// The same where the surname is known to stand first: "Pruett, Hannah".
pub fn split_inverted_authors(byline: &str) -> Vec<String> {
    split(byline, put_all_upright)
}

fn split(byline: &str, upright: fn(&str) -> Cow<'_, str>) -> Vec<String> {
    let text = byline.trim().trim_start_matches(['-', '–', '—', '|', '•']);
    let text = beside_date(without_time(text.trim_start()));
    if is_credit(text) || is_led_word(text) {
        return Vec::new();
    }
    let reporters = named_reporters(text);
    if !reporters.is_empty() {
        return reporters;
    }
    let rest = without_lead(text);
    let line = if is_label(text, rest) {
        upright(rest)
    } else {
        Cow::Borrowed(rest)
    };
    let mut names: Vec<String> = Vec::new();
    let mut agencies: Vec<String> = Vec::new();
    let line = without_pictures(&line);
    for part in split_names(without_clause(&line)) {
        let name = cut_post(cut_form(without_lead(part.text.trim())));
        let name = agency_with_initials(name).unwrap_or(name);
        let name = clean_name(cut_trailing(cut_dashed(name)).0);
        let low = name.to_lowercase();
        if matches!(low.as_str(), "jr" | "sr" | "jr." | "sr." | "ii" | "iii") {
            // "Tom Fox, Jr." => one name.
            if let Some(last) = names.last_mut() {
                last.push_str(", ");
                last.push_str(&name);
            }
            continue;
        }
        if !low.contains(char::is_alphabetic)
            || OTHERS.contains(&low.as_str())
            || is_phrase(&name, Class::Role)
            || is_our_post(&name)
            || names.contains(&name)
        {
            continue;
        }
        let hits = phrases_in(&name);
        // Agencies are authors when nobody else is named, else where the author works.
        if hits.whole.has(Class::Agency) {
            agencies.push(name);
            continue;
        }
        // "Reuters Staff"
        if low.starts_with("reuter") {
            continue;
        }
        let is_of_author = || {
            is_single_beside(&names, &name)
                || (names.is_empty() && !agencies.is_empty() && !name.contains(' '))
                || is_beside(&names, &name, &hits)
                || is_description(&names, &name)
        };
        if !part.is_joined && is_of_author() {
            continue;
        }
        names.push(name);
    }
    if names.is_empty() {
        agencies.truncate(3);
        return agencies;
    }
    names
}

/// `Jane Roe - Skerry`, `Jane Roe — Skerry Times` => `Jane Roe`
fn cut_dashed(text: &str) -> &str {
    let mut parts = parts(text);
    let (first, second) = (parts.next().unwrap_or(text), parts.next());
    if second.is_some() && is_name(first) {
        first
    } else {
        text
    }
}

fn clean_name(part: &str) -> String {
    let mut words: Vec<&str> = part.split_whitespace().collect();
    // "Tom Fox Reuters" => "Tom Fox".
    while words.len() > 1
        && words
            .last()
            .is_some_and(|word| matches!(*word, "Reuters" | "REUTERS" | "Reuter" | "AFP"))
    {
        words.pop();
    }
    // The Korean word for reporter follows the name.
    if words.len() > 1 && words.last().is_some_and(|word| *word == "기자") {
        words.pop();
    }
    // "Ann Roe (aroe)" => "Ann Roe".
    if words.last().is_some_and(|word| word.ends_with(')'))
        && let Some(at) = words.iter().rposition(|word| word.starts_with('('))
        && at > 0
    {
        words.truncate(at);
    }
    let name = words.join(" ");
    let name = name.trim_matches(|c: char| matches!(c, '(' | ')' | '*' | ':' | '-' | '–' | '"'));
    match name.strip_suffix('.') {
        // A stop after a whole word is the end of the line; after an initial it belongs to the name.
        Some(cut)
            if cut
                .split(' ')
                .next_back()
                .is_some_and(|w| w.chars().count() > 3) =>
        {
            cut
        }
        _ => name,
    }
    .trim()
    .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(byline: &str, expected: &[&str]) {
        assert_eq!(split_authors(byline), expected, "{byline}");
    }

    #[test]
    fn bylines() {
        check("    By Jane Roe, Reuters", &["Jane Roe"]);
        check(
            "By STEPHEN ROE AND PHILIP O'DOE, REUTERS",
            &["STEPHEN ROE", "PHILIP O'DOE"],
        );
        check("by Jane Roe", &["Jane Roe"]);
        check("By Jane Roe Reuters", &["Jane Roe"]);
        check("By Jane Roe, Reuters.", &["Jane Roe"]);
        check("Por Ana Pérez y Luis Gil", &["Ana Pérez", "Luis Gil"]);
        check("Автор: Анна Роу", &["Анна Роу"]);
        check("Oleh: Siti Roe", &["Siti Roe"]);
        check("Tom Fox, Jr., Associated Press", &["Tom Fox, Jr."]);
        check("Analysis by Jane Roe", &["Jane Roe"]);
        check("Jane Roe reports from Kyiv", &["Jane Roe"]);
        check("By Jane Roe (she/her)", &["Jane Roe"]);
        check("Guest column by Jane Roe", &["Jane Roe"]);
        check("Por Jane Roe, corresponsal en Kiev", &["Jane Roe"]);
        check("Jane Roe en París", &["Jane Roe"]);
        check("By Jane Roe, Tom Fox and others", &["Jane Roe", "Tom Fox"]);
        check("Von Jane Roe, berichtet aus Kiew", &["Jane Roe"]);
        check("By Jane Roe, with reporting by Tom Fox", &["Jane Roe"]);
        check("Jane Roe / AP", &["Jane Roe"]);
        check("/u/JaneRoe", &["/u/JaneRoe"]);
        check("Staff Writer", &[]);
        check("dpa", &["dpa"]);
        check("By Reuters", &["Reuters"]);
        check("Byron Andes", &["Byron Andes"]);
        check("J. R. Roe", &["J. R. Roe"]);
        check("Jane Roe, Meridian", &["Jane Roe"]);
        check(
            "Jane Roe and Tom Fox, CNN Business",
            &["Jane Roe", "Tom Fox"],
        );
        check("Jane Roe and Cher", &["Jane Roe", "Cher"]);
        check("Express News Service", &["Express News Service"]);
        check("Jane Roe (jroe)", &["Jane Roe"]);
        check("Jane Roe (Daily X) and (Tom Fox)", &["Jane Roe", "Tom Fox"]);
        check("Jane (J.R.) Roe", &["Jane (J.R.) Roe"]);
        check("José Ortega y Gasset", &["José Ortega y Gasset"]);
        check(
            "Ann Roe in Paris and Tom Fox in Rome",
            &["Ann Roe", "Tom Fox"],
        );
        check("Ann Roe Chief Political Correspondent", &["Ann Roe"]);
        check("By Ann Roe annroe@argus.example", &["Ann Roe"]);
        check("Author: Pruett, Hannah M.", &["Hannah M. Pruett"]);
        check("Pruett, Hannah; Reed, Tom", &["Hannah Pruett", "Tom Reed"]);
        check("Jane Roe, John Poe", &["Jane Roe", "John Poe"]);
        check("By Madonna, Cher", &["Madonna", "Cher"]);
        check("Jane Roe, mayor of Holm", &["Jane Roe"]);
        check("Jane Roe, à Paris", &["Jane Roe"]);
        check("Von unserer Korrespondentin Jane Roe", &["Jane Roe"]);
        check("De notre envoyé spécial à Kiev, Tom Fox", &["Tom Fox"]);
        check("By Our Correspondent", &[]);
        check("Jane Roe May 1, 2024", &["Jane Roe"]);
        check("Jane Roe · 5 min read", &["Jane Roe"]);
        check("Jane Roe (Text) und Tom Fox (Fotos)", &["Jane Roe"]);
        check("Photo by Jane Roe", &[]);
        check("Aino Roe STT", &["Aino Roe"]);
        check("Jane Roe — Skerry Times", &["Jane Roe"]);
        check("Published: May 5, 2026 | By Jane Roe", &["Jane Roe"]);
        check("dpa/jr", &["dpa"]);
        check("EFE / Valle", &["EFE"]);
        check("김민수 기자", &["김민수"]);
        check("By", &["By"]);
        check("", &[]);
    }

    #[test]
    fn surnames_first() {
        for (byline, name) in [
            ("Pruett, Hannah", "Hannah Pruett"),
            ("Smith, Mary.", "Mary Smith"),
            ("Author: Pruett, Hannah", "Hannah Pruett"),
        ] {
            assert_eq!(split_inverted_authors(byline), [name]);
        }
        check("Priya, Chennai", &["Priya", "Chennai"]);
    }

    /// What is cut off is looked for once.
    #[test]
    fn long_credits_and_dates_are_no_trouble() {
        for text in [
            format!("Ann Roe {}", "Foto:".repeat(50_000)),
            format!("{} 5 May 2026", "on ".repeat(50_000)),
            format!("1 {}", "by ".repeat(50_000)),
            "(Fotos), ".repeat(50_000),
            "Ann - ".repeat(50_000),
            format!("سامي{}", " وسامي".repeat(50_000)),
        ] {
            assert!(split_authors(&text).len() <= 2);
        }
    }

    /// Each word asked about all the others: minutes for a megabyte.
    #[test]
    fn long_lists_are_no_trouble() {
        let shouted = "A AND ".repeat(50_000);
        assert_eq!(split_authors(&shouted), ["A"]);
        for one in [
            "a y ".repeat(50_000),
            format!("Ann b{}", "aA".repeat(50_000)),
            "Foto:".repeat(50_000).replace("Foto", "Ann"),
        ] {
            assert_eq!(split_authors(&one).len(), 1);
        }
    }
}
