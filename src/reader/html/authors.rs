//! Who wrote the article of a page: JSON-LD, meta elements, marked texts, then visible bylines.
//!
//! The first of them that names people is believed; the outlet itself is the author only where
//! nobody else is.

use std::collections::HashSet;

use super::marks::Mark;
use super::meta::{About, ELSEWHERE};
use super::names::{author_names, byline_names, is_desk, is_full_name, is_person, signed_text};
use super::page::MarkedAuthor;
use super::place::{MOST_POINTS, find_headline};
use crate::article::Article;
use crate::reader::byline::{is_lead, is_name_with_post, is_post, without_date};

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
        let house = self.house(source);
        // Who is believed where no person is named: people of the outlet, else the outlet itself.
        let (mut desk, mut outlet): (Vec<String>, Vec<String>) = Default::default();
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
            let end = self.header_end(MOST_POINTS);
            let lines = self.numbered_near_headline();
            let lines = lines.filter(|(i, _)| *i < end);
            let names = lines.flat_map(|(_, block)| byline_names(&signed_text(block)));
            names
                .filter(|name| looks_like_name(name))
                .take(10)
                .collect::<Vec<_>>()
        };
        let lists = std::iter::once((Place::Given, given))
            .chain(metas.map(|names| (Place::Head, names)))
            .chain(marked.map(|names| (Place::Shown, names)))
            .chain(std::iter::once_with(|| (Place::Shown, lines())))
            .chain(std::iter::once_with(|| {
                (Place::Shown, self.linked_authors())
            }))
            .chain(std::iter::once_with(|| {
                (Place::Shown, self.unled_authors(&house))
            }));
        for (place, names) in lists {
            // "By the outlet and agencies": a line that the outlet leads, where it says that it is
            // the author, names no person.
            let is_led_by_house = names.split_first().is_some_and(|(first, others)| {
                let led = |house: &String| first.strip_prefix(house.as_str());
                let mut rests = outlet.iter().filter_map(led);
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
                if house.is_itself(&name) {
                    outlet.push(name);
                } else if place != Place::Given
                    && people.iter().any(|person| person.contains(' '))
                    && house.begins(&name)
                {
                    // "Ann Roe, DAILY North": the desk of the outlet where she works.
                    continue;
                } else if !people.contains(&name) && !is_long_role(&name) {
                    people.push(name);
                }
            }
            // Every author of a page is not a hundred names of a list.
            if people.is_empty() || people.len() > 20 {
                continue;
            }
            if people.iter().all(|name| house.is_of(name)) {
                if desk.is_empty() {
                    desk = people;
                }
            } else if desk.is_empty() || people.iter().all(|name| is_full_name(name)) {
                return people;
            }
        }
        // The outlet itself, where it says it is the author and nobody else is.
        outlet.truncate(1);
        if desk.is_empty() { outlet } else { desk }
    }

    /// Whether nobody but the outlet is named.
    pub fn is_house_alone(&self, article: &Article) -> bool {
        let house = self.house(article.source.as_deref());
        article.authors.iter().all(|name| house.is_of(name))
    }

    /// Names in the texts that the page marks as an author's: those of this article, not of teasers
    /// and comments, as far as the page lets them be told apart.
    fn marked_authors(&self, how: &str) -> Vec<String> {
        let around = self.headline_marks();
        let is_near = self.is_near_headline();
        let mut marked: Vec<&MarkedAuthor> = Vec::new();
        marked.extend(self.page.authors.iter().filter(|author| author.how == how));
        // Who comments on a story has not written it.
        let is_comment = |author: &MarkedAuthor| author.marks.beyond(around).has(Mark::Comments);
        let end = self.header_end(MOST_POINTS / 2);
        marked.retain(|author| author.at < end || !is_comment(author));
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
            .filter(|text| is_post(text) && !is_name_with_post(text) && !is_desk(text))
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

    /// Names in the header that lead to the page of an author.
    fn linked_authors(&self) -> Vec<String> {
        let around = self.headline_marks();
        let header = find_headline(self.page).unwrap_or(0)..self.header_end(MOST_POINTS);
        let linked = self.page.authors.iter().filter(|author| {
            // The link ends before its block does.
            author.how == "href"
                && header.contains(&author.at)
                && !author.marks.beyond(around).has_any(ELSEWHERE)
        });
        let mut names: Vec<String> = Vec::new();
        for name in linked.flat_map(|author| author_names(without_date(&author.text))) {
            if is_person(&name) && !names.contains(&name) && names.len() < MAX_MARKED {
                names.push(name);
            }
        }
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

/// Drops what does not fit, unless nothing fits.
fn keep_if_any<T>(items: &mut Vec<T>, fits: impl Fn(&T) -> bool) {
    if items.iter().any(&fits) {
        items.retain(fits);
    }
}

/// A name with its particles, or most words begin with a capital, where the script has capitals;
/// initials of the desk pass.
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
    !name.contains(':') && (is_initials || is_full_name(name) || capital * 5 >= cased * 3)
}

/// "Professor of something at the University of somewhere".
fn is_long_role(name: &str) -> bool {
    name.split_whitespace().count() > 4 && !looks_like_name(name)
}
