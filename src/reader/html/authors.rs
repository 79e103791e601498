//! Who wrote the article of a page: JSON-LD, meta elements, marked texts, then visible bylines.
//!
//! The first of them that names people is believed; the outlet itself is the author only where
//! nobody else is.

use std::collections::HashSet;

use super::meta::{About, ELSEWHERE, key};
use super::page::{MarkedAuthor, Page, PageBlock};
use crate::article::Article;
use crate::reader::byline::{
    cut_lead, is_lead, is_name, is_name_with_post, is_post, split_authors,
};
use crate::reader::fragment::one_line;
use crate::reader::plain_text::lexicon::{Class, phrases_in};
use crate::reader::plain_text::parts::parts;
use crate::reader::plain_text::stamp::has_date;

/// Meta names of authors, most trusted first.
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "authors",
    "article:author_name",
    "articleauthor",
    "article.author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "cxenseparse:author",
    "dcsext.author",
    "byl",
    "citation_author",
    "vr:author",
    "og:article:author",
    "rbauthors",
    "dc.contributor",
    "book:author",
];

/// Most marked texts that are all believed to name authors of one article, anywhere on the page.
const MAX_MARKED: usize = 6;
/// The same beside the headline.
const MAX_BESIDE: usize = 20;

/// Where a page names authors.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    /// In JSON-LD, each for itself.
    Given,
    Head,
    Shown,
}

impl About<'_> {
    pub fn authors(&self, source: Option<&str>, notes: &mut Vec<String>) -> Vec<String> {
        let outlets = self.outlets(source);
        let is_outlet = |name: &String| outlets.contains(&key(name));
        let mut house: Vec<String> = Vec::new();
        let given = self
            .node
            .map(|node| self.graph.authors(node, notes))
            .unwrap_or_default();
        let metas = AUTHORS
            .iter()
            .map(|name| self.metas(name).flat_map(author_names).collect::<Vec<_>>())
            .chain(std::iter::once_with(|| self.labelled_authors()));
        let marked = ["itemprop", "rel", "class"]
            .iter()
            .map(|how| self.marked_authors(how));
        let lines = || {
            let names = self
                .near_headline()
                .flat_map(|block| byline_names(&block.text));
            names
                .filter(|name| looks_like_name(name))
                .take(10)
                .collect::<Vec<_>>()
        };
        let lists = std::iter::once((Place::Given, given))
            .chain(metas.map(|names| (Place::Head, names)))
            .chain(marked.map(|names| (Place::Shown, names)))
            .chain(std::iter::once_with(|| (Place::Shown, lines())));
        for (place, names) in lists {
            // "By the outlet and agencies": a line that the outlet leads, where it says that it is
            // the author, names no person.
            let is_led_by_house = names.split_first().is_some_and(|(first, others)| {
                let led = |house: &String| first.strip_prefix(house.as_str());
                let mut rests = house.iter().filter_map(led);
                let is_led = rests.any(|rest| {
                    let rest = rest.trim_start();
                    rest.is_empty() || rest.starts_with(char::is_lowercase)
                });
                is_led && !others.iter().any(|name| is_full_name(name))
            });
            if place == Place::Shown && is_led_by_house {
                continue;
            }
            let mut people: Vec<String> = Vec::new();
            for name in names {
                if is_outlet(&name) || is_account(&name) {
                    house.push(name);
                } else if place != Place::Given
                    && people.iter().any(|person| person.contains(' '))
                    && name
                        .split_once(' ')
                        .is_some_and(|(first, _)| is_outlet(&first.to_owned()))
                {
                    // "Ann Roe, DAILY North": the desk of the outlet where she works.
                    continue;
                } else if !people.contains(&name) && !is_long_role(&name) {
                    people.push(name);
                }
            }
            // Every author of a page is not a hundred names of a list.
            if !people.is_empty() && people.len() <= 20 {
                return people;
            }
        }
        // The outlet itself, where it says it is the author and nobody else is.
        house.truncate(1);
        house
    }

    /// Whether nobody but the outlet is named.
    pub fn is_house_alone(&self, article: &Article) -> bool {
        let outlets = self.outlets(article.source.as_deref());
        article
            .authors
            .iter()
            .all(|name| outlets.contains(&key(name)))
    }

    /// Names in the texts that the page marks as an author's: those of this article, not of teasers
    /// and comments, as far as the page lets them be told apart.
    fn marked_authors(&self, how: &str) -> Vec<String> {
        let around = self.headline_marks();
        let is_near = self.is_near_headline();
        let mut marked: Vec<&MarkedAuthor> = Vec::new();
        marked.extend(self.page.authors.iter().filter(|author| author.how == how));
        let elsewhere = |author: &MarkedAuthor| author.marks.beyond(around).has_any(ELSEWHERE);
        keep_if_any(&mut marked, |author| !elsewhere(author));
        let is_beside = marked.iter().any(|author| is_near(author.at));
        keep_if_any(&mut marked, |author| is_near(author.at));
        // Once each, in the order of the page.
        let mut texts: HashSet<&str> = HashSet::new();
        marked.retain(|author| texts.insert(author.text.as_str()));
        // So many are a list of stories.
        if marked.len() > if is_beside { MAX_BESIDE } else { MAX_MARKED } {
            return Vec::new();
        }
        // "Ann Roe Staff Writer" around a "Staff Writer" of its own.
        let posts: Vec<&str> = marked
            .iter()
            .map(|author| author.text.as_str())
            .filter(|text| is_post(text) && !is_name_with_post(text))
            .collect();
        let mut names: Vec<String> = Vec::new();
        for author in &marked {
            let text = posts.iter().fold(author.text.as_str(), |text, post| {
                text.strip_suffix(post).map_or(text, str::trim_end)
            });
            names.extend(author_names(without_date(text)));
        }
        names.retain(|name| looks_like_name(name));
        names
    }

    /// Names under a label, as cards of social networks have them: "Written by", then a name.
    fn labelled_authors(&self) -> Vec<String> {
        let labelled = ["1", "2"].iter().filter_map(|number| {
            let label = self.metas(&format!("twitter:label{number}")).next()?;
            is_lead(label).then(|| self.metas(&format!("twitter:data{number}")).next())?
        });
        // "twitter:misc:Written by" is one name with a space in it, kept as two.
        let misplaced = self.metas("twitter:misc:written");
        labelled.chain(misplaced).flat_map(author_names).collect()
    }
}

/// Names in a meta or a marked text; addresses, handles and mere "By" give none.
fn author_names(text: &str) -> Vec<String> {
    let text = text.trim();
    if text.contains("://") || text.starts_with('@') || text.len() > 300 {
        return Vec::new();
    }
    let mut names = split_authors(without_time(without_other_work(&one_line(text))));
    names.retain(|name| {
        let words = name.split_whitespace().count();
        (1..=6).contains(&words) && !is_lead(name) && !name.contains(['@', ':']) && name.chars().count() > 1 && !name.bytes().any(|b| b.is_ascii_digit())
            // "jane-roe" is an address part.
            && !(words == 1 && name.contains('-') && !name.contains(char::is_uppercase))
    });
    names
}

/// Names that a story ends with, in a line with "By".
pub fn signature(page: &Page<'_>, chosen: &[bool]) -> Vec<String> {
    let Some(last) = chosen.iter().rposition(|chosen| *chosen) else {
        return Vec::new();
    };
    let around = |block: &PageBlock| page.elements[block.element].parent;
    let parent = around(&page.blocks[last]);
    let end = page.blocks[last..].iter().take(2);
    for block in end.filter(|block| around(block) == parent && block.text.len() <= 80) {
        let signed = byline_names(&block.text);
        if !signed.is_empty() && signed.iter().all(|name| is_full_name(name)) {
            return signed;
        }
    }
    Vec::new()
}

/// A name of two to four words, and no post.
fn is_full_name(text: &str) -> bool {
    is_name(text) && !is_post(text)
}

/// Drops what does not fit, unless nothing fits.
fn keep_if_any<T>(items: &mut Vec<T>, fits: impl Fn(&T) -> bool) {
    if items.iter().any(&fits) {
        items.retain(fits);
    }
}

/// What is said before other people's work is named.
fn without_other_work(text: &str) -> &str {
    const OTHER_WORK: &[&str] = &[
        " edited by ",
        " photographs by ",
        " photography by ",
        " photos by ",
        " illustrations by ",
        " illustrated by ",
        " video by ",
        " graphics by ",
        " translated by ",
    ];
    let low = text.to_ascii_lowercase();
    let work = OTHER_WORK.iter().filter_map(|words| low.find(words)).min();
    &text[..work.unwrap_or(text.len())]
}

/// `By Ann Roe · 4 min read`: what is said before how long that takes.
fn without_time(text: &str) -> &str {
    let end = parts(text).find(|part| phrases_in(part).any(Class::ReadingTime));
    let end = end.map(|part| part.as_ptr() as usize - text.as_ptr() as usize);
    match end {
        Some(end @ 1..) => text[..end].trim_end_matches(['|', '·', '•', '-', '–', '—', ' ']),
        _ => text,
    }
}

/// What is said before the day and the time.
fn without_date(text: &str) -> &str {
    // "By Ann Roe March 11, 2015 3:46 PM": the date begins before its first number.
    let Some(digit) = text.find(|c: char| c.is_ascii_digit()) else {
        return text;
    };
    let mut names = &text[..text[..digit].rfind(' ').unwrap_or(0)];
    names = names.trim_end_matches([' ', '|', '•', '·', ',', '-', '–', ':']);
    // "By Theresa May, 5 May 2026": where the rest is a date, the month is the name's.
    let is_date = has_date(&text[names.len()..]);
    while let Some((rest, last)) = names.rsplit_once(' ')
        && (is_label(last) || (!is_date && has_date(&format!("{last} 1"))))
    {
        names = rest.trim_end_matches([' ', '|', '•', '·', ',', '-', '–', ':']);
    }
    if has_date(&text[names.len()..]) {
        names
    } else {
        text
    }
}

/// "on", "Updated": what stands between names and a date.
fn is_label(word: &str) -> bool {
    const LABELS: &[&str] = &["on", "at", "published", "updated", "posted"];
    LABELS.contains(&word.to_lowercase().as_str())
}

/// Names in a visible byline; a text without "By" is none.
fn byline_names(text: &str) -> Vec<String> {
    let text = without_date(text);
    let is_byline = text.len() < 150 && cut_lead(text).is_some() && !text.contains('?');
    if is_byline {
        author_names(text)
    } else {
        Vec::new()
    }
}

/// Most words begin with a capital, where the script has capitals; initials of the desk pass.
fn looks_like_name(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let cased = words
        .iter()
        .filter(|word| word.chars().any(|c| c.is_lowercase() || c.is_uppercase()))
        .count();
    let capital = words
        .iter()
        .filter(|word| word.chars().next().is_some_and(char::is_uppercase))
        .count();
    let is_initials = words.len() == 1 && name.len() <= 10;
    !name.contains(':') && (is_initials || capital * 5 >= cased * 3)
}

/// Who puts pages up, and nobody's name.
fn is_account(name: &str) -> bool {
    const ACCOUNTS: &[&str] = &[
        "admin",
        "administrator",
        "author",
        "editor",
        "guest",
        "newsroom",
        "root",
        "staff",
        "user",
        "web desk",
        "webdesk",
        "webmaster",
    ];
    ACCOUNTS.contains(&name.to_lowercase().as_str())
}

/// "Professor of something at the University of somewhere".
fn is_long_role(name: &str) -> bool {
    name.split_whitespace().count() > 4 && !looks_like_name(name)
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
            ("By Ann Roe · 4 min read", "Ann Roe"),
            ("By Ann Roe annroe@argus.example", "Ann Roe"),
            ("By Ann Roe Senior Reporter", "Ann Roe"),
        ] {
            assert_eq!(byline_names(text), [expected], "{text}");
        }
        assert_eq!(
            without_date("Ann Roe (25) comments"),
            "Ann Roe (25) comments"
        );
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
