//! The metadata of an EPUB's package: Dublin Core, and what Calibre adds to newspapers.

use crate::date::written::{Hints, WrittenDay, find};
use crate::reader::container::Publication;
use crate::reader::xml::Element;

/// Longest title that a day is looked for in, characters.
const LONGEST_TITLE: usize = 200;
/// Programs that call themselves the publisher.
const PROGRAMS: &[&str] = &["calibre", "wallabag", "instapaper", "pocket", "pandoc"];

/// What a package says of all its pages.
pub fn publication_of(metadata: Element<'_, '_>) -> Publication {
    let meta = |name: &str| {
        let mut all = metadata.descendants().filter(|inner| inner.is("meta"));
        let named = all.find(|meta| meta.attribute("name").as_deref() == Some(name))?;
        named.attribute("content")
    };
    let text = |name: &str| {
        let mut all = metadata.descendants().filter(|inner| inner.is(name));
        all.find_map(|inner| Some(inner.text()).filter(|text| !text.is_empty()))
    };
    let language = text("dc:language").filter(|tag| (2..=35).contains(&tag.len()) && tag != "und");
    let (title, mut day) =
        title_and_day(&text("dc:title").unwrap_or_default(), language.as_deref());
    // `periodical:newspaper:The Harbour Ledger`
    let kind = meta("calibre:publication_type").unwrap_or_default();
    let named = kind.strip_prefix("periodical:").and_then(|kind| {
        let (_, name) = kind.split_once(':')?;
        Some(name.trim().to_owned()).filter(|name| !name.is_empty())
    });
    let dated = metadata.descendants().filter(|inner| {
        // `opf:event` tells the day of the book from those of the file.
        let event = inner.attribute("event");
        inner.is("dc:date") && event.is_none_or(|event| event.ends_with("publication"))
    });
    let days = dated.map(|date| date.text()).filter(|day| is_day(day));
    // The time is that of the program.
    day = day.or_else(|| {
        days.map(|day| day.split('T').next().unwrap_or("").to_owned())
            .next()
    });
    let modified = || {
        let mut all = metadata.descendants().filter(|inner| inner.is("meta"));
        let is_modified = |meta: &Element<'_, '_>| {
            meta.attribute("property").as_deref() == Some("dcterms:modified")
        };
        all.find(is_modified).map(|meta| meta.text())
    };
    let is_program = |name: &String| {
        let name = name.to_lowercase();
        PROGRAMS.iter().any(|program| name.starts_with(program))
    };
    Publication {
        title: named.or(title),
        publisher: text("dc:publisher").filter(|name| !is_program(name)),
        language,
        day,
        made: meta("calibre:timestamp")
            .or_else(modified)
            .filter(|made| is_day(made)),
    }
}

/// A day that a program can have written: in the year 101 Calibre knows none.
fn is_day(text: &str) -> bool {
    text.len() <= 40
        && text
            .get(..4)
            .is_some_and(|year| ("1500".."2200").contains(&year))
}

/// `The Harbour Ledger [Tue, 13 Jan 2026]` => the name and the day.
fn title_and_day(title: &str, language: Option<&str>) -> (Option<String>, Option<String>) {
    let whole = Some(title.to_owned()).filter(|title| !title.is_empty());
    if title.chars().count() > LONGEST_TITLE {
        return (whole, None);
    }
    let hints = Hints {
        language: language.and_then(|tag| tag.get(..2)),
        ..Hints::default()
    };
    let mut dates = find(title, &hints).into_iter().filter(|date| {
        let day = date.day;
        matches!(
            day,
            WrittenDay::Full(_) | WrittenDay::Ambiguous { .. } | WrittenDay::Month { .. }
        )
    });
    let Some(date) = dates.next() else {
        return (whole, None);
    };
    let day = title[date.span.clone()].to_owned();
    let bare = |text: &str| {
        let is_sign = |c: char| !c.is_alphanumeric() && !matches!(c, '!' | '?' | '.');
        text.trim_matches(is_sign)
            .trim_start_matches('.')
            .to_owned()
    };
    let (before, behind) = (
        bare(&title[..date.span.start]),
        bare(&title[date.span.end..]),
    );
    let name = match (before.is_empty(), behind.is_empty()) {
        (false, true) => before,
        (true, false) => behind,
        // A day in the middle, or nothing beside it.
        _ => return (whole.filter(|_| !before.is_empty()), Some(day)),
    };
    (Some(name), Some(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_an_issue_is_cut_off_its_title() {
        for (title, name, day) in [
            (
                "The Ledger [Tue, 13 Jan 2026]",
                "The Ledger",
                "Tue, 13 Jan 2026",
            ),
            (
                "The Ledger - 13 January 2026",
                "The Ledger",
                "13 January 2026",
            ),
            ("2026-01-13 The Ledger!", "The Ledger!", "2026-01-13"),
            (
                "Harbour Quarterly (March 2026)",
                "Harbour Quarterly",
                "March 2026",
            ),
            ("13 January 2026", "", "13 January 2026"),
            (
                "Letters of 13 January 2026 and replies",
                "Letters of 13 January 2026 and replies",
                "13 January 2026",
            ),
            ("The Ledger No. 12", "The Ledger No. 12", ""),
            ("", "", ""),
        ] {
            let found = title_and_day(title, Some("en"));
            let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
            assert_eq!(found, (some(name), some(day)), "{title}");
        }
    }
}
