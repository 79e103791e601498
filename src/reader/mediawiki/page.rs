//! One page of a wiki to an article, or to why it is none.

use super::super::Reason;
use super::super::dateline::take_dateline;
use super::super::given;
use super::super::xml::Element;
use super::lines::blocks_of;
use super::site::Site;
use super::wikitext::{Plain, plain};
use crate::article::{
    Article, Block, BlockKind, DateCandidate, DateRole, DateSource, Dateline, Span,
};
use crate::date::written::{Hints, parse};

/// What a page gives.
pub enum Page {
    Article {
        id: Option<String>,
        article: Box<Article>,
    },
    /// No article, and what such pages are called in a report.
    Left(Reason, String),
}

/// Categories that say what editors did, not what the article is about.
const OF_EDITORS: &[&str] = &[
    "published",
    "archived",
    "no publish",
    "veröffentlicht",
    "artikelstatus: fertig",
    "publié",
    "article archivé",
    "publicado",
    "artículos publicados",
    "pubblicati",
    "publicado",
    "opublikowane",
    "опубликовано",
    "публикации",
];

/// Reads a `page` element.
pub fn read_page(page: Element<'_, '_>, site: &Site) -> Page {
    let namespace = page.child_text("ns").unwrap_or_else(|| "0".to_owned());
    if namespace != "0" {
        let name = site.name_of(&namespace);
        return Page::Left(
            Reason::NotAnArticle,
            format!("pages of the namespace `{name}`"),
        );
    }
    let latest = page
        .children_named("revision")
        .max_by_key(|revision| revision.child_text("timestamp"));
    let raw = latest.and_then(|revision| revision.child("text"));
    let raw = raw.map(|text| text.raw_text()).unwrap_or_default();
    if page.child("redirect").is_some() || is_redirect(&raw) {
        return Page::Left(Reason::NotAnArticle, "redirects".to_owned());
    }
    let model = latest.and_then(|revision| revision.child_text("model"));
    if let Some(model) = model.filter(|model| model != "wikitext") {
        return Page::Left(
            Reason::NotAnArticle,
            format!("pages of the model `{model}`"),
        );
    }
    if raw.trim().is_empty() {
        return Page::Left(Reason::NoText, "pages without text".to_owned());
    }
    let mut article = Article {
        parser: "mediawiki".to_owned(),
        confidence: 0.95,
        source: site.name.clone(),
        language: site.language.clone(),
        ..Article::default()
    };
    let title = page.child_text("title").unwrap_or_default();
    let span = page
        .child("title")
        .map(|title| title.span())
        .unwrap_or_default();
    article.url = site.address(&title);
    given::set_headline(&mut article, title, "mediawiki:title", span);
    let found = plain(&raw, site);
    article.blocks = blocks_of(&found);
    read_facts(&found, &mut article);
    // The text is at least as old as its revision; it may have been published long before.
    if let Some(time) = latest.and_then(|revision| revision.child_text("timestamp")) {
        article.dates.push(DateCandidate {
            role: DateRole::Unspecified,
            source: DateSource::UpperBound,
            raw: time.chars().take(100).collect(),
            span: latest.map(|revision| revision.span()).unwrap_or_default(),
        });
    }
    take_dateline(&mut article);
    take_dated_place(&mut article);
    take_day_of_dateline(&mut article);
    given::finish(&mut article);
    Page::Article {
        id: page.child_text("id").filter(|id| id.len() <= 20),
        article: Box::new(article),
    }
}

/// `#REDIRECT [[…]]`, in the language of the wiki: the first thing, and nothing else.
fn is_redirect(text: &str) -> bool {
    let text = text.trim_start();
    let Some(rest) = text.strip_prefix('#') else {
        return false;
    };
    let word = rest
        .split("[[")
        .next()
        .unwrap_or("")
        .trim()
        .trim_end_matches(':');
    let is_word = !word.is_empty() && word.len() < 40 && word.chars().all(char::is_alphabetic);
    is_word
        && rest.contains("[[")
        && text.lines().next().is_some_and(|line| line.contains("]]"))
        && (word.to_uppercase() == word || word.eq_ignore_ascii_case("redirect"))
}

/// Longest place before its day, bytes.
const LONGEST_PLACE: usize = 60;

/// "Skerry (Hafen), 12.05.2007 – Die Fähre": the form of the German edition.
fn take_dated_place(article: &mut Article) {
    let is_text = |block: &&mut Block| block.kind == BlockKind::Paragraph;
    let Some(first) = article.blocks.iter_mut().find(is_text) else {
        return;
    };
    let Some((raw, rest)) = first.text.split_once(" – ") else {
        return;
    };
    let Some((place, day)) = raw.rsplit_once(", ") else {
        return;
    };
    let is_day = parse(day, &Hints::default()).is_ok_and(|date| date.date().is_some());
    if article.dateline.is_none() && is_day && place.len() <= LONGEST_PLACE {
        article.dateline = Some(Dateline {
            raw: raw.to_owned(),
            place: Some(place.to_owned()),
            agency: None,
            date: Some(day.to_owned()),
        });
        first.text = rest.trim_start().to_owned();
    }
}

/// A whole day of the dateline is that of the article, where nothing else gives it: what a source
/// says of itself below the text is not.
fn take_day_of_dateline(article: &mut Article) {
    let day = article.dateline.as_ref().and_then(|line| line.date.clone());
    let is_day = |day: &String| parse(day, &Hints::default()).is_ok_and(|day| day.date().is_some());
    let is_published = |date: &DateCandidate| date.role == DateRole::Published;
    if let Some(day) = day.filter(is_day)
        && !article.dates.iter().any(is_published)
    {
        let name = "mediawiki:dateline";
        given::push_date(article, DateRole::Published, &day, name, Span::default());
    }
}

/// Dates, place and subjects that the text itself marks.
fn read_facts(found: &Plain, article: &mut Article) {
    for date in found.dates.iter().take(5) {
        let span = Default::default();
        given::push_date(article, DateRole::Published, date, "mediawiki:date", span);
    }
    if let Some(place) = &found.place {
        article.dateline = Some(Dateline {
            raw: place.clone(),
            place: Some(place.clone()),
            ..Dateline::default()
        });
    }
    for category in &found.categories {
        // "November 30, 2026", "30.11.2026": the day of the article.
        let hints = Hints::default();
        let is_day = parse(category, &hints).is_ok_and(|date| date.date().is_some());
        if is_day {
            if found.dates.is_empty() {
                let span = Default::default();
                let name = "mediawiki:category";
                given::push_date(article, DateRole::Published, category, name, span);
            }
        } else if !OF_EDITORS.contains(&category.to_lowercase().as_str()) {
            given::push_tag(article, category);
        }
    }
}
