//! JATS and its NLM ancestors (1.0 to 3.0): articles of journals, the news pages of science among
//! them.
//!
//! Files are one article, several in a root, or an answer to a harvest (OAI-PMH).
//! Title, authors, day and abstract come from `article-meta`; replies and translations
//! (`sub-article`, `response`) are articles of their own.  References and footnotes are kept out of
//! the body; formulas are left out.  Documents with another front are read as before
//! (`xml_records`).

use super::flow::{Effect, Spacing, blocks_of, line_of};
use super::fragment::collapse;
use super::several::{Placed, give_pieces};
use super::xml::{Element, Piece, Tree, decode_xml, pieces};
use super::{Head, Input, MAX_ARTICLE_BYTES, ReadError, Reader, Reason, Sink, given};
use crate::article::{Article, BlockKind, DateRole};

#[cfg(test)]
mod tests;

/// The reader of JATS.
pub struct Jats;

/// Words of the document types of JATS and NLM.
const DOCTYPES: &[&str] = &["JATS", "DTD Journal", "NLM//DTD"];

/// Authors of one article.
const MOST_AUTHORS: usize = 200;

impl Reader for Jats {
    fn name(&self) -> &'static str {
        "jats"
    }

    fn doc(&self) -> &'static str {
        "JATS and NLM, articles of journals in XML"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml", "nxml"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        let Some(root) = head.root() else { return 0 };
        let is_article = ["article", "pmc-articleset", "articles", "OAI-PMH"]
            .iter()
            .any(|name| root.name.eq_ignore_ascii_case(name));
        let is_typed = DOCTYPES.iter().any(|word| root.doctype.contains(word));
        let has = |tag: &str| root.rest.contains(tag);
        // What another publisher calls so stands in no `front`.
        let has_meta = has("<front") && (has("<article-meta") || has("<journal-meta"));
        if is_article && (is_typed || has_meta) {
            98
        } else {
            0
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        let decoded = decode_xml(input.bytes, input.charset);
        let mut read = |piece: &Piece<'_>| read_document(piece).map(Some);
        let articles = pieces(&decoded.text, &["article"]);
        match give_pieces(articles, &decoded, sink, &mut read)? {
            true => Ok(()),
            false => Err(ReadError::new(Reason::NoText, "no article")),
        }
    }
}

fn read_document(piece: &Piece<'_>) -> Result<Placed, ReadError> {
    given::check_size(piece.text.as_bytes(), MAX_ARTICLE_BYTES)?;
    let tree = Tree::parse_at(piece.text, piece.at)?;
    let mut articles: Placed = Vec::new();
    if let Some(root) = tree.root() {
        let mut first = Article::default();
        read_article(root, None, &mut first);
        let parts = root
            .children()
            .filter(|child| child.is("sub-article") || child.is("response"));
        for part in parts {
            let mut article = Article::default();
            read_article(part, Some(&first), &mut article);
            articles.push((part.span().start, article));
        }
        articles.insert(0, (root.span().start, first));
    }
    articles.retain_mut(|(_, article)| given::finish(article));
    for (_, article) in &mut articles {
        if tree.is_truncated {
            let note = "the file ends before the article does";
            article.notes.push(note.to_owned());
        }
    }
    match (articles.is_empty(), tree.is_truncated) {
        (false, _) => Ok(articles),
        (true, true) => Err(ReadError::new(
            Reason::Truncated,
            "the file ends before the article",
        )),
        (true, false) => Err(ReadError::new(Reason::NoText, "no headline and no text")),
    }
}

/// Reads an `article`, or a part of one, which is of the same day and journal.
fn read_article(element: Element<'_, '_>, whole: Option<&Article>, article: &mut Article) {
    article.parser = "jats".to_owned();
    article.confidence = 1.0;
    article.language = element.attribute("lang").filter(|tag| tag.len() <= 35);
    let front = element.child("front");
    for part in ["body", "back", "floats-group"] {
        if let Some(part) = element.child(part) {
            article
                .blocks
                .extend(blocks_of(part, &effect, Spacing::AsWritten));
        }
    }
    if let Some(body) = element.child("body") {
        given::note_field(article, "body", "jats:body", body.span());
    }
    let meta = front
        .and_then(|front| front.child("article-meta"))
        .or_else(|| element.child("front-stub"));
    if let Some(meta) = meta {
        read_meta(meta, article);
    }
    if let Some(journal) = front.and_then(|front| front.child("journal-meta")) {
        let name = ["journal-title", "abbrev-journal-title", "publisher-name"]
            .iter()
            .find_map(|name| journal.find(name));
        let title = name.map(|name| name.text());
        given::set_source(article, title, "jats:journal-title", journal.span());
    }
    if let Some(whole) = whole {
        article.source = article.source.take().or_else(|| whole.source.clone());
        article.language = article.language.take().or_else(|| whole.language.clone());
        if article.dates.is_empty() {
            article.dates.clone_from(&whole.dates);
        }
    }
}

fn line(element: Element<'_, '_>) -> String {
    line_of(element, &effect, Spacing::AsWritten)
}

fn read_meta(meta: Element<'_, '_>, article: &mut Article) {
    // Before 2.0 the titles stood in `article-meta` itself.
    let titles = meta.child("title-group").unwrap_or(meta);
    if let Some(title) = titles.child("article-title") {
        given::set_headline(article, line(title), "jats:article-title", title.span());
    }
    let subtitle = titles.child("subtitle").map(line).unwrap_or_default();
    let abstracts: Vec<Element<'_, '_>> = meta.children_named("abstract").collect();
    let is_plain = |summary: &&Element<'_, '_>| summary.attribute("abstract-type").is_none();
    let summary = abstracts.iter().find(is_plain).or(abstracts.first());
    let text = summary.map(|summary| line(*summary)).unwrap_or_default();
    let deck = collapse(&format!("{subtitle} {text}"));
    given::set_deck(article, deck, "jats:abstract", meta.span());
    given::set_authors(article, authors(meta), "jats:contrib", meta.span());
    for (day, span) in days(meta) {
        given::push_date(article, DateRole::Published, &day, "jats:pub-date", span);
    }
    let groups = meta
        .child("article-categories")
        .into_iter()
        .flat_map(|categories| categories.children_named("subj-group"));
    for group in groups {
        let is_heading = group
            .attribute("subj-group-type")
            .is_none_or(|kind| kind == "heading");
        for subject in group.descendants().filter(|inner| inner.is("subject")) {
            if is_heading && article.section.is_none() {
                article.section = Some(subject.text()).filter(|text| !text.is_empty());
            } else {
                given::push_tag(article, &subject.text());
            }
        }
    }
    for word in meta.descendants().filter(|inner| inner.is("kwd")) {
        given::push_tag(article, &line(word));
    }
    let is_doi = |id: &Element<'_, '_>| {
        id.attribute("pub-id-type")
            .is_some_and(|kind| kind == "doi")
    };
    let ids: Vec<Element<'_, '_>> = meta.children_named("article-id").collect();
    let id = ids.iter().find(|id| is_doi(id)).or(ids.first());
    article.given_id = id.map(|id| id.text()).filter(|id| !id.is_empty());
    let address = meta
        .children_named("self-uri")
        .find_map(|uri| uri.attribute("href").filter(|url| url.contains("://")));
    article.url = address;
}

/// Authors, given names first unless the name says that it is written the other way.
fn authors(meta: Element<'_, '_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let groups = meta.children_named("contrib-group");
    for contributor in groups.flat_map(|group| group.children_named("contrib")) {
        let is_author = contributor
            .attribute("contrib-type")
            .is_none_or(|kind| kind == "author");
        let named = ["name", "string-name", "collab"]
            .iter()
            .find_map(|name| contributor.find(name));
        let Some(named) = named.filter(|_| is_author && names.len() < MOST_AUTHORS) else {
            continue;
        };
        let part = |name: &str| named.child_text(name);
        let name = match (part("given-names"), part("surname")) {
            (given, Some(surname)) => {
                let given = given.unwrap_or_default();
                let is_eastern = named
                    .attribute("name-style")
                    .is_some_and(|style| style == "eastern");
                let suffix = part("suffix").map_or(String::new(), |suffix| format!(", {suffix}"));
                let name = if is_eastern {
                    format!("{surname} {given}")
                } else {
                    format!("{given} {surname}")
                };
                collapse(&name) + &suffix
            }
            _ => named.text(),
        };
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Days of publication, the most exact first.
fn days(meta: Element<'_, '_>) -> Vec<(String, crate::article::Span)> {
    let mut days: Vec<(usize, String, crate::article::Span)> = Vec::new();
    for date in meta.children_named("pub-date").take(20) {
        let part = |name: &str| date.child_text(name);
        let Some(year) = part("year") else { continue };
        let (month, day) = (part("month"), part("day"));
        let exactness =
            usize::from(month.is_some()) + usize::from(month.is_some() && day.is_some());
        let two = |text: &str| format!("{text:0>2}");
        let is_number = |text: &String| text.bytes().all(|b| b.is_ascii_digit());
        let written = match (month, day) {
            (Some(month), Some(day)) if is_number(&month) => {
                format!("{year}-{}-{}", two(&month), two(&day))
            }
            (Some(month), Some(day)) => format!("{day} {month} {year}"),
            (Some(month), None) if is_number(&month) => format!("{year}-{}", two(&month)),
            (Some(month), None) => format!("{month} {year}"),
            (None, _) => year,
        };
        days.push((exactness, written, date.span()));
    }
    days.sort_by_key(|(exactness, ..)| std::cmp::Reverse(*exactness));
    // The year of the volume says no more than the day.
    let most = days.first().map_or(0, |(exactness, ..)| *exactness);
    let exact = days
        .into_iter()
        .filter(|(exactness, ..)| *exactness == most);
    exact.map(|(_, written, span)| (written, span)).collect()
}

/// What an element within another does to the text (JATS 1.3, chapter on elements).
fn effect<'t, 'a>(parent: Element<'t, 'a>, element: Element<'t, 'a>) -> Effect<'t, 'a> {
    let is_in_caption = parent.is("caption");
    match element.name() {
        // A caption is one text, with the label before it.
        "p" | "title" | "caption" if is_in_caption || parent.is("fig") => Effect::Sentence,
        "p" | "verse-group" | "attrib" => Effect::Block(BlockKind::Paragraph),
        "title" | "subtitle" => Effect::Block(BlockKind::Subhead),
        "label" if parent.is("sec") || parent.is("list-item") => Effect::Instead(None),
        "list-item" | "def-item" => Effect::Block(BlockKind::ListItem),
        "disp-quote" | "pull-quote" => Effect::Block(BlockKind::Quote),
        "fig" => Effect::Block(BlockKind::Caption),
        "label" | "caption" if parent.is("table-wrap") => Effect::Block(BlockKind::Caption),
        "fn" | "table-wrap-foot" => Effect::Aside(BlockKind::Boilerplate),
        "ref-list" | "ref" | "ack" | "bio" | "fn-group" | "notes" | "permissions" => {
            Effect::Block(BlockKind::Boilerplate)
        }
        "sec" | "body" | "back" | "list" | "def-list" | "boxed-text" | "statement" | "speech"
        | "table-wrap" | "table" | "thead" | "tbody" | "tfoot" | "fig-group" | "app"
        | "app-group" | "glossary" | "disp-formula" | "array" | "floats-group" | "preformat"
        | "speaker" => Effect::Container,
        "verse-line" | "break" => Effect::Line,
        "tr" => Effect::Row,
        "td" | "th" => Effect::Cell,
        "graphic"
        | "inline-graphic"
        | "media"
        | "inline-media"
        | "math"
        | "tex-math"
        | "object-id"
        | "related-article"
        | "related-object"
        | "alt-text"
        | "long-desc"
        | "supplementary-material" => Effect::Instead(None),
        _ => Effect::Inline,
    }
}
