//! One article out of a TEI text or a division of it: its top, its text, its names.

use std::collections::HashSet;

use super::super::byline::read_known_byline;
use super::super::dateline::{parse_dateline, take_dateline};
use super::super::flow::{Effect, Spacing, blocks_of, line_of};
use super::super::given;
use super::super::marked_text::{MAX_NAME, caption_block, push_entity};
use super::super::several::Placed;
use super::super::xml::Element;
use super::dates::{Dated, dated, push_dated};
use super::header::{Header, names_of};
use super::issue::{Issue, IssueItem, issue_of};
use super::text::effect;
use super::top::{Headings, Top};
use crate::article::{Article, Block, BlockKind, DateRole, EntityKind, Span};

/// Articles of a text with their places in the file: one, or those of an issue and what is beside
/// them.
pub fn articles_of<'t, 'a>(
    root: Element<'t, 'a>,
    text: Element<'t, 'a>,
    header: &Header,
) -> Placed {
    let spacing = Spacing::of(text);
    let mut articles: Placed = match issue_of(text, header.is_periodical()) {
        Some(issue) => of_issue(text, &issue, header, spacing),
        None => {
            let mut article = new_article("tei");
            let headings = read_item(text, header, spacing, &mut article);
            read_title(header, headings, &mut article);
            given::set_authors(
                &mut article,
                header.authors.clone(),
                "tei:author",
                root.span(),
            );
            read_signed(text, spacing, &mut article);
            header.fill(&mut article, true);
            vec![(text.span().start, article)]
        }
    };
    let body = text.child("body");
    let language = text
        .attribute("lang")
        .or_else(|| body.and_then(|body| body.attribute("lang")))
        .or_else(|| root.attribute("lang"))
        .or_else(|| header.language.clone());
    for (_, article) in &mut articles {
        let own = article.language.take().or_else(|| language.clone());
        article.language = own.filter(|tag| tag.len() <= 35);
    }
    articles.retain_mut(|(_, article)| given::finish(article));
    articles
}

fn new_article(parser: &str) -> Article {
    Article {
        parser: parser.to_owned(),
        confidence: 1.0,
        ..Article::default()
    }
}

/// The articles of an issue, and what is in none of them.
fn of_issue<'t, 'a>(
    text: Element<'t, 'a>,
    issue: &Issue<'t, 'a>,
    header: &Header,
    spacing: Spacing,
) -> Placed {
    let mut articles: Placed = issue
        .items
        .iter()
        .map(|item| {
            let article = of_item(item, header, spacing);
            (item.element.span().start, article)
        })
        .collect();
    let taken: HashSet<usize> = issue
        .items
        .iter()
        .map(|item| item.element.span().start)
        .chain(issue.headings.iter().copied())
        .collect();
    let mut beside = new_article("tei:rest");
    beside.blocks = blocks_without(text, &taken, spacing);
    let is_head = |block: &Block| matches!(block.kind, BlockKind::Subhead | BlockKind::Boilerplate);
    if beside.blocks.iter().all(is_head) {
        // The title of the newspaper and its number: nobody's, and kept with the first.
        if let Some((_, first)) = articles.first_mut() {
            first
                .blocks
                .extend(beside.blocks.into_iter().map(|block| Block {
                    kind: BlockKind::Boilerplate,
                    ..block
                }));
        }
        return articles;
    }
    header.fill(&mut beside, false);
    let note = "the text of an issue that is in none of its articles";
    beside.notes.push(note.to_owned());
    articles.push((text.span().start, beside));
    articles
}

fn of_item(item: &IssueItem<'_, '_>, header: &Header, spacing: Spacing) -> Article {
    let mut article = new_article("tei");
    article.section.clone_from(&item.section);
    article.language = item.element.attribute("lang");
    let headings = read_item(item.element, header, spacing, &mut article);
    // "Köln, 31. Mai." is all that stands above many a report.
    let (line, rest) = parse_dateline(headings.main.trim_end_matches('.'));
    let is_dateline = line.place.is_some() && line.date.is_some() && rest.is_empty();
    if article.dateline.is_none() && is_dateline {
        article.dateline = Some(line);
    }
    headings.set(None, &mut article);
    read_signed(item.element, spacing, &mut article);
    if let Some(date) = &item.date {
        push_dated(&mut article, DateRole::Published, date, "tei:date");
    }
    header.fill(&mut article, false);
    if item.kind.starts_with("ad") || item.kind == "jAn" || item.kind == "Anzeige" {
        given::push_tag(&mut article, "advertisement");
    }
    article
}

/// The title that the edition gives the text, where it has no heading, or that of the article in its
/// newspaper, which goes before.
fn read_title(header: &Header, headings: Headings, article: &mut Article) {
    let title = header.title.clone().unwrap_or_default();
    if title.is_empty() || (!header.is_article_title && headings.has_words()) {
        return headings.set(None, article);
    }
    headings.set(Some(&title), article);
    let span = Span::default();
    given::set_headline(article, title, "tei:title", span);
    let subtitle = header.subtitle.clone().unwrap_or_default();
    given::set_deck(article, subtitle, "tei:title", span);
}

/// Reads text, byline, dateline and names; the headings are returned.
fn read_item<'t, 'a>(
    element: Element<'t, 'a>,
    header: &Header,
    spacing: Spacing,
    article: &mut Article,
) -> Headings {
    let mut top = Top::default();
    top.look(element);
    let mut taken: HashSet<usize> = HashSet::new();
    let mut authors: Vec<String> = Vec::new();
    for byline in &top.bylines {
        let names = names_of(*byline);
        if !names.is_empty() {
            taken.insert(byline.span().start);
            authors.extend(names);
        }
    }
    if let Some(byline) = top.bylines.first() {
        authors.truncate(50);
        given::set_authors(article, authors, "tei:byline", byline.span());
    }
    for date in top.dates.iter().filter_map(|date| dated(*date)) {
        push_dated(article, DateRole::Published, &date, "tei:docDate");
    }
    if let Some(line) = top.datelines.first() {
        taken.insert(line.span().start);
        read_dateline(*line, header, spacing, article);
    }
    taken.extend(top.heads.iter().map(|head| head.span().start));
    article
        .blocks
        .extend(blocks_without(element, &taken, spacing));
    given::note_field(article, "body", "tei:text", element.span());
    take_dateline(article);
    // Who wrote it and where is said in fields of its own.
    let beside: Vec<Span> = top
        .bylines
        .iter()
        .chain(&top.datelines)
        .map(|line| line.span())
        .collect();
    read_entities(element, &beside, spacing, article);
    Headings::of(&top.heads, spacing)
}

/// The blocks of an element, without those elements that begin at one of these places.
fn blocks_without<'t, 'a>(
    element: Element<'t, 'a>,
    taken: &HashSet<usize>,
    spacing: Spacing,
) -> Vec<Block> {
    let vocabulary = |parent: Element<'t, 'a>, inner: Element<'t, 'a>| {
        if taken.contains(&inner.span().start) {
            Effect::Instead(None)
        } else {
            effect(parent, inner)
        }
    };
    let blocks = blocks_of(element, &vocabulary, spacing);
    let credited = |block: Block| match block.kind {
        BlockKind::Caption => caption_block(block.text, String::new(), block.span),
        _ => block,
    };
    blocks.into_iter().map(credited).collect()
}

fn read_dateline(line: Element<'_, '_>, header: &Header, spacing: Spacing, article: &mut Article) {
    let text = line_of(line, &effect, spacing);
    // The stop behind a day is the end of the line, that behind "Va" is not.
    let bare = text.strip_suffix('.');
    let bare = bare.filter(|bare| bare.ends_with(|c: char| c.is_ascii_digit()));
    let (mut dateline, rest) = parse_dateline(bare.unwrap_or(&text));
    if dateline.raw.is_empty() {
        return;
    }
    let place = ["placeName", "settlement", "name"]
        .iter()
        .find_map(|name| line.find(name));
    if let Some(place) = place.filter(|_| dateline.place.is_none()) {
        dateline.place = Some(line_of(place, &effect, spacing)).filter(|name| !name.is_empty());
    }
    if let Some(date) = line.find("date") {
        let day: Option<Dated> = dated(date);
        // Written days before it was printed; where nothing else is known, near enough.
        if let Some(day) = day.filter(|_| !header.has_date() && article.dates.is_empty()) {
            push_dated(article, DateRole::Unspecified, &day, "tei:dateline");
        }
        dateline.date = dateline.date.or_else(|| Some(date.text()));
    }
    given::note_field(article, "dateline", "tei:dateline", line.span());
    article.dateline = Some(dateline);
    given::push_block(article, BlockKind::Paragraph, rest.to_owned(), line.span());
}

/// Who signed below the text, where nothing above it names an author.
fn read_signed(element: Element<'_, '_>, spacing: Spacing, article: &mut Article) {
    let signed = element.descendants().filter(|inner| inner.is("signed"));
    let Some(signed) = signed
        .last()
        .filter(|signed| signed.inner().len() <= MAX_NAME)
    else {
        return;
    };
    let names = if signed.find("persName").is_some() {
        names_of(signed)
    } else {
        let text = line_of(signed, &effect, spacing);
        let byline = read_known_byline(&text).filter(|byline| !byline.is_agency);
        byline.map(|byline| byline.authors).unwrap_or_default()
    };
    given::set_authors(article, names, "tei:signed", signed.span());
}

/// `persName`, `orgName` and `placeName`, and general names with their type (P5 13.1).
fn read_entities(
    element: Element<'_, '_>,
    beside: &[Span],
    spacing: Spacing,
    article: &mut Article,
) {
    let is_beside = |span: Span| {
        let is_within = |outer: &Span| outer.start <= span.start && span.end <= outer.end;
        beside.iter().any(is_within)
    };
    for inner in element.descendants() {
        let kind = match inner.name() {
            "persName" => EntityKind::Person,
            "orgName" => EntityKind::Organisation,
            "placeName" | "geogName" => EntityKind::Place,
            "name" | "rs" => match inner.attribute("type").as_deref() {
                Some("person" | "pers" | "PER") => EntityKind::Person,
                Some("org" | "organisation" | "organization" | "ORG") => EntityKind::Organisation,
                Some("place" | "geo" | "LOC") => EntityKind::Place,
                _ => continue,
            },
            _ => continue,
        };
        // "the mayor" refers to a person, and is no name.
        if inner.inner().len() <= MAX_NAME && !is_beside(inner.span()) {
            let name = line_of(inner, &effect, spacing);
            if name.contains(char::is_uppercase) || !name.contains(char::is_lowercase) {
                push_entity(kind, &name, article);
            }
        }
    }
}
