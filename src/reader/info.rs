//! What programs write about a document into its file: a title, an author, days.
//!
//! Believed last: titles are often names of files, authors the owners of a computer, and a day may
//! be that of a print or a scan years later.

use super::fragment::{block, one_line};
use crate::article::{Article, BlockKind, DateCandidate, DateRole, DateSource, Evidence, Span};

/// Takes the title that the file gives where the text has none of its own.
pub fn add_title(article: &mut Article, title: &str, source: &str) {
    let title = one_line(title);
    if !is_title(&title) {
        return;
    }
    // A title that is printed on the page too is the headline, whatever line was taken for it.
    let key = |text: &str| -> String {
        let letters = text.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let wanted = key(&title);
    if wanted == key(&article.headline) {
        return;
    }
    let printed = article
        .blocks
        .iter()
        .take(6)
        .position(|block| key(&block.text) == wanted);
    let is_known = article.confidence >= 0.5;
    if let Some(at) = printed {
        let headline = article.blocks.remove(at);
        let before = std::mem::replace(&mut article.headline, headline.text);
        if is_known && !before.is_empty() {
            let kicker = block(BlockKind::Subhead, before);
            article.blocks.insert(0, kicker);
        }
    } else if is_known {
        return;
    } else {
        let first_line = std::mem::replace(&mut article.headline, title);
        if article.parser.ends_with("first-line") {
            let first = block(BlockKind::Paragraph, first_line);
            article.blocks.insert(0, first);
        }
    }
    article.evidence.retain(|e| e.field != "headline");
    article.evidence.push(Evidence {
        field: "headline".to_owned(),
        source: source.to_owned(),
        reason: if printed.is_some() {
            "it stands on the page as well".to_owned()
        } else {
            "no line is surely one".to_owned()
        },
        span: Span::default(),
    });
}

/// Beginnings of titles that programs make up, in small letters.
const MADE_UP: &[&str] = &[
    "microsoft word",
    "untitled",
    "unbenannt",
    "sans titre",
    "sin título",
];

/// Ends of names of files.
const FILES: &[&str] = &[
    ".doc", ".docx", ".indd", ".odt", ".pdf", ".qxd", ".qxp", ".pmd", ".rtf", ".txt", ".html",
];

/// Whether this reads like a title, not like the name of a file or of a form.
fn is_title(title: &str) -> bool {
    let low = title.to_lowercase();
    let words = title.split_whitespace().count();
    (3..=40).contains(&words)
        && !MADE_UP.iter().any(|start| low.starts_with(start))
        && !FILES.iter().any(|end| low.ends_with(end))
}

/// Takes the author that the file gives where the page names nobody.
pub fn add_author(article: &mut Article, author: &str, source: &str) {
    if !article.authors.is_empty() {
        return;
    }
    let names: Vec<String> = super::byline::split_authors(&one_line(author))
        .into_iter()
        .filter(|name| is_name(name))
        .collect();
    if !names.is_empty() && names.len() <= 5 {
        super::given::set_authors(article, names, source, Span::default());
    }
}

/// Words of owners that are nobody: "Microsoft Office User".
const NOBODY: &[&str] = &[
    "User",
    "Office",
    "Windows",
    "Microsoft",
    "Unknown",
    "Owner",
    "Administrator",
    "Benutzer",
];

/// "Ann Roe", not "admin", "aroe2" or "Acme Copy Centre GmbH & Co. KG".
fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| {
            word.chars().next().is_some_and(char::is_alphabetic)
                && !word.chars().any(|c| c.is_ascii_digit() || c == '@')
                && !NOBODY.contains(word)
        })
        && words[0].starts_with(char::is_uppercase)
}

/// Adds a day on which the file was made or changed: the story was there by then.
pub fn add_bound(article: &mut Article, day: &str) {
    if !day.is_empty() {
        article.dates.push(DateCandidate {
            role: DateRole::Unspecified,
            source: DateSource::UpperBound,
            raw: day.to_owned(),
            span: Span::default(),
        });
    }
}

/// Takes the language that the file declares.
pub fn add_language(article: &mut Article, language: &str) {
    if article.language.is_none() && (2..=20).contains(&language.len()) {
        article.language = Some(language.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_authors_that_are_none() {
        for (title, is) in [
            ("Ferry returns to the islands", true),
            ("Microsoft Word - ferry.doc", false),
            ("page one final.indd", false),
            ("untitled document here", false),
            ("Ferry", false),
            ("Document1", false),
        ] {
            assert_eq!(is_title(title), is, "{title}");
        }
        for (name, is) in [
            ("Hedda Quill", true),
            ("admin", false),
            ("Print Shop 24", false),
            ("hedda quill", false),
            ("Microsoft Office User", false),
        ] {
            assert_eq!(is_name(name), is, "{name}");
        }
    }
}
