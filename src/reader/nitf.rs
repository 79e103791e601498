//! NITF, the News Industry Text Format of the IPTC: an article as agencies deliver it, alone or
//! inside NewsML.
//!
//! Reads versions 2 to 3.6 alike; the DTD is never looked at.  Names tagged in the text become given
//! entities, `norm` attributes dates.  Ruby text is read as it stands.  Urgency has no place in an
//! article and is dropped.

use super::byline::split_authors;
use super::dateline::take_dateline;
use super::fragment::{collapse, markup_blocks};
use super::given;
use super::marked_text::{MAX_NAME, push_entity, read_marked_text};
use super::xml::{Child, Element, Tree, decode_xml};
use super::{Head, Input, MAX_ARTICLE_BYTES, ReadError, Reader, Reason, Sink};
use crate::article::{Article, BlockKind, DateRole, EntityKind, Span};

mod dateline;
mod nyt;

use dateline::read_dateline;

/// The reader of NITF files.
pub struct Nitf;

impl Reader for Nitf {
    fn name(&self) -> &'static str {
        "nitf"
    }

    fn doc(&self) -> &'static str {
        "NITF 2 to 3.6, agency articles in XML"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["nitf", "xml"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        match head.root() {
            Some(root) if root.name.eq_ignore_ascii_case("nitf") => 100,
            _ => 0,
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        given::check_size(input.bytes, MAX_ARTICLE_BYTES)?;
        let decoded = decode_xml(input.bytes, input.charset);
        let tree = Tree::parse(&decoded.text)?;
        let items: Vec<Element<'_, '_>> = tree.outermost("nitf").collect();
        let mut given = 0;
        for item in &items {
            let mut article = Article {
                parser: "nitf".to_owned(),
                confidence: 1.0,
                ..Article::default()
            };
            read_nitf(*item, &mut article);
            if tree.is_truncated {
                article
                    .notes
                    .push("the file ends before the article does".to_owned());
            }
            if given::finish(&mut article) {
                given += 1;
                let member = if items.len() == 1 {
                    String::new()
                } else {
                    given.to_string()
                };
                given::give(article, member, item.span().start, &decoded, sink);
            }
        }
        match (given, tree.is_truncated) {
            (0, true) => Err(ReadError::new(
                Reason::Truncated,
                "the file ends before the article",
            )),
            (0, false) => Err(ReadError::new(Reason::NoText, "no headline and no text")),
            _ => Ok(()),
        }
    }
}

/// Fills what an article does not have yet from an `nitf` element.
pub fn read_nitf(nitf: Element<'_, '_>, article: &mut Article) {
    let head = nitf.child("head");
    let body = nitf.child("body");
    // The paper in which it was printed goes before whoever distributed it.
    for pubdata in head.iter().flat_map(|head| head.children_named("pubdata")) {
        let name = pubdata.attribute("name");
        given::set_source(article, name, "nitf:pubdata", pubdata.span());
    }
    if let Some(body_head) = body.and_then(|body| body.child("body.head")) {
        read_body_head(body_head, article);
    }
    let content = body.and_then(|body| body.child("body.content"));
    // A body without `body.content` is against the rules and occurs.
    match content.or(body) {
        Some(content) => {
            let kept = article.blocks.len();
            nyt::read_content(content, article);
            drop_repeated_headline(article, kept);
            given::note_field(article, "body", "nitf:body.content", content.span());
        }
        None => read_marked_text_without_body(nitf, article),
    }
    if let Some(head) = head {
        read_head(head, article);
    }
    if let Some(end) = body.and_then(|body| body.child("body.end")) {
        push_all(end, "tagline", BlockKind::Credit, article);
        push_all(end, "bibliography", BlockKind::Boilerplate, article);
    }
    take_dateline(article);
    let language = nitf
        .attribute("baselang")
        .or_else(|| nitf.attribute("lang"))
        .or_else(|| body.and_then(|body| body.attribute("lang")));
    if article.language.is_none() {
        article.language = language.filter(|tag| tag.len() <= 35);
    }
}

/// `<nitf><p>…`: everything but the head is text.
fn read_marked_text_without_body(nitf: Element<'_, '_>, article: &mut Article) {
    if nitf
        .children()
        .any(|child| child.is("p") || child.is("block"))
    {
        read_marked_text(nitf, article);
    }
}

fn read_body_head(head: Element<'_, '_>, article: &mut Article) {
    if let Some(hedline) = head.child("hedline") {
        read_hedline(hedline, article);
    }
    for byline in head.children_named("byline") {
        let names = authors_of(byline);
        given::set_authors(article, names, "nitf:byline", byline.span());
    }
    if let Some(line) = head.child("dateline") {
        read_dateline(line, article);
    }
    for summary in head.children_named("abstract") {
        given::set_deck(article, joined(summary), "nitf:abstract", summary.span());
    }
    if let Some(distributor) = head.child("distributor") {
        let name = Some(distributor.text());
        given::set_source(article, name, "nitf:distributor", distributor.span());
    }
    for note in head.children_named("note") {
        let text = joined(note);
        let low = text.to_lowercase();
        let is_correction = note
            .attribute("noteclass")
            .is_some_and(|class| class == "correction")
            || low.starts_with("correct")
            || low.starts_with("clarification");
        let kind = if is_correction {
            BlockKind::Correction
        } else {
            BlockKind::Boilerplate
        };
        given::push_block(article, kind, text, note.span());
    }
    push_all(head, "rights", BlockKind::Boilerplate, article);
}

fn read_hedline(hedline: Element<'_, '_>, article: &mut Article) {
    let main = hedline.child("hl1");
    let title = main.map_or_else(|| hedline.text(), |hl1| hl1.text());
    let span = main.map_or(hedline.span(), |hl1| hl1.span());
    given::set_headline(article, title, "nitf:hl1", span);
    let seconds: Vec<String> = hedline
        .children_named("hl2")
        .filter(|hl2| nyt::is_deck(*hl2, article))
        .map(|hl2| hl2.text())
        .filter(|text| !text.is_empty())
        .collect();
    given::set_deck(article, seconds.join(" "), "nitf:hl2", hedline.span());
}

/// Persons where they are tagged, else the line without the post.
fn authors_of(byline: Element<'_, '_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let is_person = |inner: &Element<'_, '_>| inner.is("person") && inner.inner().len() <= MAX_NAME;
    for person in byline.descendants().filter(is_person) {
        for name in split_authors(&person.text()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    if !names.is_empty() {
        return names;
    }
    let mut line = String::new();
    for child in byline.child_nodes() {
        match child {
            Child::Element(inner) if inner.is("byttl") || inner.is("virtloc") => {}
            Child::Element(inner) => line.push_str(&inner.raw_text()),
            Child::Text(text, _) => line.push_str(&super::references::decode_references(text)),
            Child::Raw(text, _) => line.push_str(text),
        }
    }
    let line = collapse(&line);
    if line.is_empty() {
        split_authors(&byline.text())
    } else {
        split_authors(line.trim_end_matches([',', ' ', '/']))
    }
}

fn read_head(head: Element<'_, '_>, article: &mut Article) {
    if let Some(title) = head.child("title") {
        given::set_headline(article, title.text(), "nitf:title", title.span());
    }
    if let Some(docdata) = head.child("docdata") {
        read_docdata(docdata, article);
    }
    for pubdata in head.children_named("pubdata") {
        let span = pubdata.span();
        if let Some(date) = pubdata.attribute("date.publication") {
            let name = "nitf:date.publication";
            given::push_date(article, DateRole::Published, &date, name, span);
        }
        if article.section.is_none() {
            article.section = pubdata.attribute("position.section");
        }
        if article.url.is_none() {
            article.url = pubdata
                .attribute("ex-ref")
                .filter(|url| url.contains("://"));
        }
    }
    nyt::read_sections(head, article);
    let tobject = head.child("tobject");
    if article.section.is_none() {
        article.section = tobject.and_then(|object| object.attribute("tobject.type"));
    }
    // Subjects of the classification serve where the editors gave no keywords of their own.
    if article.tags.is_empty() {
        for subject in tobject
            .iter()
            .flat_map(|object| object.children_named("tobject.subject"))
        {
            let parts = ["detail", "matter", "type"];
            let name = parts
                .iter()
                .find_map(|part| subject.attribute(&format!("tobject.subject.{part}")));
            given::push_tag(article, &name.unwrap_or_default());
        }
    }
    let holder = head
        .find("doc.copyright")
        .and_then(|copyright| copyright.attribute("holder"));
    given::set_source(article, holder, "nitf:doc.copyright", head.span());
    let registered = head.find("doc-id").and_then(|id| id.attribute("regsrc"));
    given::set_source(article, registered, "nitf:doc-id", head.span());
}

fn read_docdata(docdata: Element<'_, '_>, article: &mut Article) {
    let span = docdata.span();
    if let Some(status) = docdata.attribute("management-status") {
        let release = docdata.child("date.release");
        let release = release.and_then(|date| date.attribute("norm"));
        // The time of release ends an embargo, but not a decision to withhold.
        if let Some(until) = release.filter(|_| status.eq_ignore_ascii_case("embargoed")) {
            given::set_embargo(article, &until, "nitf:date.release", span);
        }
        given::set_status(article, &status, "nitf:management-status", span);
    }
    for (name, role) in [
        ("date.issue", DateRole::Published),
        ("date.release", DateRole::Unspecified),
    ] {
        for date in docdata.children_named(name) {
            let norm = date.attribute("norm").unwrap_or_else(|| date.text());
            given::push_date(article, role, &norm, &format!("nitf:{name}"), date.span());
        }
    }
    if article.given_id.is_none() {
        article.given_id = docdata
            .child("doc-id")
            .and_then(|id| id.attribute("id-string"));
    }
    for keyword in docdata.descendants().filter(|inner| inner.is("keyword")) {
        let text = keyword.attribute("key").unwrap_or_else(|| keyword.text());
        given::push_tag(article, &text);
    }
    if let Some(content) = docdata.child("identified-content") {
        for inner in content.children() {
            let value = inner.attribute("value").unwrap_or_else(|| inner.text());
            match inner.name() {
                "person" => push_entity(EntityKind::Person, &value, article),
                "org" => push_entity(EntityKind::Organisation, &value, article),
                "location" => push_entity(EntityKind::Place, &place_of(inner, value), article),
                "classifier" | "event" | "object.title" => given::push_tag(article, &value),
                _ => {}
            }
        }
    }
    for place in docdata.children_named("evloc") {
        // The narrowest name; elements may stand in place of attributes.
        let parts = ["city", "county-dist", "state-prov"];
        let name = parts.iter().find_map(|part| place.attribute(part));
        push_entity(
            EntityKind::Place,
            &name.unwrap_or_else(|| place.text()),
            article,
        );
    }
    if let Some(message) = docdata
        .child("ed-msg")
        .and_then(|message| message.attribute("info"))
    {
        read_message(&message, span, article);
    }
    for correction in docdata.children_named("correction") {
        let text = correction.attribute("info").unwrap_or_default();
        given::push_block(
            article,
            BlockKind::Correction,
            collapse(&text),
            correction.span(),
        );
    }
}

/// A message to editors may say that the story is killed, in words only.
pub fn read_message(message: &str, span: Span, article: &mut Article) {
    let text = collapse(message);
    let low = text.to_lowercase();
    if low.starts_with("kill") || low.contains("story is killed") || low.contains("story withdrawn")
    {
        given::set_status(article, "killed", "nitf:ed-msg", span);
    }
    given::push_block(article, BlockKind::Boilerplate, text, span);
}

fn place_of(location: Element<'_, '_>, value: String) -> String {
    location.child_text("city").unwrap_or(value)
}

/// All paragraphs of an element in one line.
fn joined(element: Element<'_, '_>) -> String {
    let blocks = markup_blocks(element.inner());
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    collapse(&texts.join(" "))
}

fn push_all(parent: Element<'_, '_>, name: &str, kind: BlockKind, article: &mut Article) {
    for element in parent.children_named(name) {
        given::push_block(article, kind, joined(element), element.span());
    }
}

/// Some put the headline into the text once more.
fn drop_repeated_headline(article: &mut Article, from: usize) {
    let is_repeated = article
        .blocks
        .get(from)
        .is_some_and(|first| first.kind == BlockKind::Subhead && first.text == article.headline);
    if is_repeated {
        article.blocks.remove(from);
    }
}

#[cfg(test)]
mod tests;
