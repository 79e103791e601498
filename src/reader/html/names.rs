//! Names in a line that a page gives or shows for its authors, without what stands beside them.

use std::borrow::Cow;

use super::house::DESKS;
use super::page::PageBlock;
use crate::reader::byline::{
    begins_with_given_name, chinese_reporters, cut_lead, is_lead, is_name, is_post, split_authors,
    without_date, without_lead, without_time,
};
use crate::reader::fragment::one_line;

/// Lines below a name that are looked at.
const MOST_LINES: usize = 6;

/// Labels of a name that mean something else in other texts.
const LABELS: &[&str] = &["words:", "words :"];

/// Before a desk: "La Redacción".
const ARTICLES: &[&str] = &["a ", "de ", "die ", "la "];

/// Names in a meta or a marked text; addresses, handles and mere "By" give none.
pub fn author_names(text: &str) -> Vec<String> {
    let text = text.trim();
    if text.contains("://") || text.starts_with('@') || text.len() > 300 {
        return Vec::new();
    }
    let line = one_line(text);
    if is_desk(&line) {
        return vec![line];
    }
    let reporters = chinese_reporters(&line);
    if !reporters.is_empty() {
        return reporters;
    }
    let mut names = split_authors(without_time(without_label(without_other_work(&line))));
    names.retain(|name| {
        let words = name.split_whitespace().count();
        (1..=6).contains(&words) && !is_lead(name) && !name.contains(['@', ':', '：']) && name.chars().count() > 1 && !name.bytes().any(|b| b.is_ascii_digit())
            // "jane-roe" is an address part.
            && !(words == 1 && name.contains('-') && !name.contains(char::is_uppercase))
    });
    names
}

/// `Author Ann Roe` => `Ann Roe`: a label of which only the place says that it is one.
fn without_label(text: &str) -> &str {
    match text.split_once(' ') {
        Some((label, name)) if is_lead(label) && is_name(name) => name,
        _ => text,
    }
}

/// "Redacción", "La Redacción": a desk that is named alone.
pub fn is_desk(text: &str) -> bool {
    let low = text.trim().to_lowercase();
    let bare = ARTICLES
        .iter()
        .find_map(|article| low.strip_prefix(article));
    DESKS.contains(&bare.unwrap_or(&low))
}

/// The text of a block that may be a byline, without a town or a post on a line of its own.
pub fn signed_text(block: &PageBlock) -> Cow<'_, str> {
    let (first, rest) = block.lines();
    if rest.is_empty() || block.text.len() > 300 {
        return Cow::Borrowed(&block.text);
    }
    let lines = [first.to_owned(), rest.to_owned()];
    join_lines(&lines).map_or(Cow::Borrowed(block.text.as_str()), Cow::Owned)
}

/// "Ann Roe", "Arden" => "Ann Roe": a name, without the town or the post on a line of its own below;
/// nothing where the lines say no such thing.
pub fn join_lines(lines: &[String]) -> Option<String> {
    let mut lines = lines.iter().filter(|line| !line.is_empty());
    let first = lines.next()?;
    let rest: Vec<&String> = lines.take(MOST_LINES).collect();
    let goes_on = |line: &&String| line.starts_with(char::is_lowercase) || line.starts_with('&');
    let is_alone = author_names(first).len() == 1 && is_full_name(without_lead(first));
    if rest.is_empty() || !is_alone || rest.iter().any(goes_on) {
        return None;
    }
    let people = rest
        .into_iter()
        .filter(|line| is_person(without_lead(line)));
    let names = std::iter::once(first).chain(people);
    Some(names.map(String::as_str).collect::<Vec<_>>().join(", "))
}

/// What is said before other people's work is named.
fn without_other_work(text: &str) -> &str {
    const OTHER_WORK: &[&str] = &[
        "edited by ",
        "reviewed by ",
        "medically reviewed by ",
        "fact checked by ",
        "fact-checked by ",
        "photographs by ",
        "photography by ",
        "photos by ",
        "illustrations by ",
        "illustrated by ",
        "video by ",
        "graphics by ",
        "translated by ",
    ];
    /// What is the whole work where nothing else is named.
    const WHOLE_WORK: &[&str] = &["edited by ", "video by ", "graphics by "];
    let low = text.to_ascii_lowercase();
    let starts = |words: &&str| {
        let mut places = low.match_indices(*words).map(|(at, _)| at);
        places.find(|&at| match at {
            0 => !WHOLE_WORK.contains(words),
            _ => low[..at].ends_with(' '),
        })
    };
    let work = OTHER_WORK.iter().filter_map(starts).min();
    text[..work.unwrap_or(text.len())].trim_end()
}

/// A name of two to four words, and no post.
pub fn is_full_name(text: &str) -> bool {
    is_name(text) && !is_post(text)
}

/// A full name that begins with a known first name; of scripts whose names the list has.
pub fn is_person(text: &str) -> bool {
    is_full_name(text)
        && text.contains(|c: char| c.is_ascii_alphabetic())
        && begins_with_given_name(text)
}

/// Names in a visible byline; a text without "By" is none.
pub fn byline_names(text: &str) -> Vec<String> {
    let text = without_date(text);
    let labelled = LABELS.iter().find_map(|label| {
        let start = text.get(..label.len())?;
        start
            .eq_ignore_ascii_case(label)
            .then(|| text[label.len()..].trim())
    });
    if let Some(name) = labelled.filter(|name| is_full_name(name)) {
        return author_names(name);
    }
    let is_byline = text.len() < 150 && cut_lead(text).is_some() && !text.contains('?');
    if is_byline {
        author_names(text)
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_the_names() {
        for (text, expected) in [
            ("By ANN ROE March 11, 2015 3:46 PM", "ANN ROE"),
            ("by Ann Roe | Updated on 3 May 2024", "Ann Roe"),
            ("Written by Ann Roe Edited by Bob Fox", "Ann Roe"),
            ("By Ann Roe, photos by Bob Fox", "Ann Roe"),
            ("By Ann Roe", "Ann Roe"),
            ("Submitted by Ann Roe on Tue, 05/05/2026 - 10:12", "Ann Roe"),
            ("By Ann Roe · 4 min read", "Ann Roe"),
            ("By Ann Roe annroe@argus.example", "Ann Roe"),
            ("By Ann Roe Senior Reporter", "Ann Roe"),
            ("Words: Ann Roe", "Ann Roe"),
        ] {
            assert_eq!(byline_names(text), [expected], "{text}");
        }
    }

    #[test]
    fn lines_below_a_name() {
        for (lines, expected) in [
            (&["Ann Roe", "Whinmouth Sound"][..], Some("Ann Roe")),
            (&["By Ann Roe", "WHINMOUTH"], Some("By Ann Roe")),
            (
                &["Ann Roe", "Staff Writer", "", "Tom Fox"],
                Some("Ann Roe, Tom Fox"),
            ),
            (&["Ann Roe"], None),
            (&["Ann Roe", "and Tom Fox"], None),
            (&["By", "Ann Roe"], None),
            (&["Ann Roe, Tom Fox", "Arden"], None),
            (&["The dam holds", "Arden"], None),
        ] {
            let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
            assert_eq!(join_lines(&lines).as_deref(), expected, "{lines:?}");
        }
        for desk in ["Redacción", "La Redacción", "Redaktion"] {
            assert_eq!(author_names(desk), [desk]);
        }
        assert!(byline_names("Words: 212").is_empty());
    }

    #[test]
    fn what_is_no_author() {
        for text in [
            "https://x.example/ann",
            "@ann",
            "By",
            "ann-roe",
            "d.roe@x.example",
        ] {
            assert!(author_names(text).is_empty(), "{text}");
        }
        assert_eq!(
            author_names("By Ann Roe and Bob Fox"),
            ["Ann Roe", "Bob Fox"]
        );
    }
}
