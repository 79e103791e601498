//! One article out of a TEI text or a division of it: its top, its text, its names.

use std::collections::HashSet;

use super::super::byline::read_known_byline;
use super::super::dateline::{parse_dateline, take_dateline};
use super::super::flow::{Effect, Spacing, blocks_of, line_of};
use super::super::given;
use super::super::marked_text::{MAX_NAME, caption_block, push_entity};
use super::super::several::Placed;
use super::super::xml::Element;
use super::header::{Dated, Header, dated, names_of, push_dated};
use super::issue::{Issue, IssueItem, issue_of};
use super::text::{effect, is_division};
use crate::article::{Article, Block, BlockKind, DateRole, EntityKind, Span};

/// Articles of a text with their places in the file: one, or those of an issue and what is beside
/// them.
pub fn articles_of<'t, 'a>(
    root: Element<'t, 'a>,
    text: Element<'t, 'a>,
    header: &Header,
) -> Placed {
    let spacing = Spacing::of(text);
    let mut articles: Placed = match issue_of(text) {
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

/// What stands above the text of an article.
#[derive(Default)]
struct Top<'t, 'a> {
    heads: Vec<Element<'t, 'a>>,
    bylines: Vec<Element<'t, 'a>>,
    datelines: Vec<Element<'t, 'a>>,
    dates: Vec<Element<'t, 'a>>,
}

impl<'t, 'a> Top<'t, 'a> {
    /// Looks down to where the text begins.
    fn look(&mut self, element: Element<'t, 'a>) {
        for child in element.children() {
            match child.name() {
                "head" => self.heads.push(child),
                "byline" | "docAuthor" => self.bylines.push(child),
                "dateline" => self.datelines.push(child),
                "docDate" | "date" => self.dates.push(child),
                "opener" => self.look(child),
                "text" | "body" | "group" => return self.look(child),
                name if is_division(name) => {
                    let divisions = element.children().filter(|e| is_division(e.name()));
                    // The heading of the first of several is not that of all.
                    if self.heads.is_empty() && divisions.take(2).count() == 1 {
                        self.look(child);
                    }
                    return;
                }
                "pb" | "cb" | "gb" | "lb" | "fw" | "milestone" | "note" | "figure" | "front"
                | "epigraph" | "salute" | "argument" | "interpGrp" | "index" => {}
                _ => break,
            }
        }
        // A byline may stand below the text as well.
        let last = element.children().filter(|child| child.is("byline")).last();
        let is_known = |found: &Element<'t, 'a>| {
            let is_same = |known: &Element<'t, 'a>| known.span() == found.span();
            self.bylines.iter().any(is_same)
        };
        let below = last.filter(|found| !is_known(found));
        self.bylines.extend(below);
    }
}

/// Headings of an article, in their order.
struct Headings {
    main: String,
    more: Vec<String>,
    span: Span,
}

impl Headings {
    fn of(heads: &[Element<'_, '_>], spacing: Spacing) -> Self {
        let is_sub = |head: &Element<'_, '_>| {
            let kind = head.attribute("type").unwrap_or_default();
            kind.starts_with("sub") || kind == "deck" || kind == "desc"
        };
        let main = heads
            .iter()
            .position(|head| head.attribute("type").is_some_and(|kind| kind == "main"))
            .or_else(|| heads.iter().position(|head| !is_sub(head)))
            .unwrap_or(0);
        let texts = heads.iter().map(|head| line_of(*head, &effect, spacing));
        let mut texts: Vec<String> = texts.collect();
        Self {
            main: if texts.is_empty() {
                String::new()
            } else {
                texts.remove(main)
            },
            more: texts,
            span: heads.first().map(|head| head.span()).unwrap_or_default(),
        }
    }

    /// Whether the first says more than a number.
    fn has_words(&self) -> bool {
        self.main
            .split(' ')
            .any(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 3)
    }

    /// Makes them headline and deck; under the title of an edition they are subheads.
    fn set(self, title: Option<&str>, article: &mut Article) {
        let letters = |text: &str| -> String {
            let letters = text.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        let mut rest = self.more;
        match title {
            Some(title) if letters(title) != letters(&self.main) => {
                rest.insert(0, self.main);
                rest.retain(|text| !text.is_empty());
                for (i, text) in rest.into_iter().enumerate() {
                    let mut new = super::super::fragment::block(BlockKind::Subhead, text);
                    new.span = self.span;
                    article.blocks.insert(i, new);
                }
            }
            _ => {
                given::set_headline(article, self.main, "tei:head", self.span);
                given::set_deck(article, rest.join(" "), "tei:head", self.span);
            }
        }
    }
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
