//! The metadata of a NewsML-G2 item: management, rights, and what the content is about.

use super::super::byline::split_authors;
use super::super::dateline::parse_dateline;
use super::super::given;
use super::super::marked_text::push_entity;
use super::super::newsml_content::is_same_language;
use super::super::xml::Element;
use super::Described;
use crate::article::{Article, BlockKind, DateRole, EntityKind};

/// Types of concept and the kind of name that they are; all others are tags.
const TYPES: &[(&str, EntityKind)] = &[
    ("person", EntityKind::Person),
    ("organisation", EntityKind::Organisation),
    ("organization", EntityKind::Organisation),
    ("company", EntityKind::Organisation),
    ("geoarea", EntityKind::Place),
    ("poi", EntityKind::Place),
    ("city", EntityKind::Place),
    ("statprov", EntityKind::Place),
    ("country", EntityKind::Place),
    ("area", EntityKind::Place),
];

/// Reads `itemMeta`; returns the class of the item in lower case ("text", "picture").
pub fn read_item_meta(item: Element<'_, '_>, article: &mut Article) -> String {
    let Some(meta) = item.child("itemMeta") else {
        return String::new();
    };
    if let Some(status) = meta.child("pubStatus") {
        let word = code_of(status).unwrap_or_else(|| status.text());
        given::set_status(article, &word, "newsml:pubStatus", status.span());
    }
    if let Some(embargo) = meta.child("embargoed") {
        given::set_embargo(article, &embargo.text(), "newsml:embargoed", embargo.span());
    }
    read_dates(item, meta, article);
    if let Some(title) = meta.child("title") {
        // The title names the item; the headline, which is read later, is for readers.
        let has_headline = item.at(&["contentMeta", "headline"]).is_some();
        if !has_headline {
            given::set_headline(article, title.text(), "newsml:title", title.span());
        }
    }
    if let Some(provider) = meta.child("provider") {
        let name = name_of(provider, None);
        given::set_source(article, name, "newsml:provider", provider.span());
    }
    for note in meta.children_named("edNote") {
        push_notice(note, article);
    }
    meta.child("itemClass")
        .and_then(code_of)
        .map(|code| last_part(&code).to_ascii_lowercase())
        .unwrap_or_default()
}

/// The content's own times come before those of the item that carries it.
fn read_dates(item: Element<'_, '_>, meta: Element<'_, '_>, article: &mut Article) {
    let content = item.child("contentMeta");
    let of = |parent: Option<Element<'_, '_>>, name: &str| {
        let element = parent?.child(name)?;
        Some((element.text(), element.span())).filter(|(text, _)| !text.is_empty())
    };
    let created = of(content, "contentCreated");
    let version = of(Some(meta), "versionCreated");
    let is_known = created.is_some();
    let mut published = String::new();
    if let Some((raw, span)) = created {
        let name = "newsml:contentCreated";
        given::push_date(article, DateRole::Published, &raw, name, span);
        published = raw;
    } else if let Some((raw, span)) = version.clone() {
        let name = "newsml:versionCreated";
        given::push_date(article, DateRole::Published, &raw, name, span);
        published = raw;
    }
    if let Some((raw, span)) = of(Some(meta), "firstCreated") {
        let name = "newsml:firstCreated";
        given::push_date(article, DateRole::Unspecified, &raw, name, span);
    }
    let modified = of(content, "contentModified").map(|found| ("newsml:contentModified", found));
    let version = version
        .filter(|_| is_known)
        .map(|found| ("newsml:versionCreated", found));
    for (name, (raw, span)) in modified.into_iter().chain(version) {
        if raw != published {
            given::push_date(article, DateRole::Updated, &raw, name, span);
        }
    }
}

/// The language that the content is said to be in.
pub fn language_of(item: Element<'_, '_>) -> Option<String> {
    let language = item.at(&["contentMeta", "language"])?;
    language.attribute("tag").filter(|tag| tag.len() <= 35)
}

/// Reads `contentMeta` but for its dates; returns what it describes the content as.
pub fn read_content_meta(item: Element<'_, '_>, article: &mut Article) -> Described {
    let mut described = Described {
        texts: Vec::new(),
        credit: String::new(),
    };
    let Some(meta) = item.child("contentMeta") else {
        return described;
    };
    let wanted = article.language.clone().or_else(|| item.attribute("lang"));
    let wanted = wanted.as_deref();
    if let Some(headline) = best(meta.children_named("headline"), wanted) {
        given::set_headline(article, headline.text(), "newsml:headline", headline.span());
    }
    read_authors(meta, wanted, article);
    if let Some(line) = meta.child("dateline") {
        let text = line.text();
        let (dateline, _) = parse_dateline(&text);
        if !dateline.raw.is_empty() {
            given::note_field(article, "dateline", "newsml:dateline", line.span());
            article.dateline = Some(dateline);
        }
    }
    for subject in meta.children_named("subject") {
        read_subject(subject, wanted, article);
    }
    for element in meta.children() {
        match element.name() {
            "keyword" => given::push_tag(article, &element.text()),
            "genre" => given::push_tag(article, &named(element, wanted).unwrap_or_default()),
            "description" if is_language(element, wanted) => {
                let text = element.text();
                if !text.is_empty() && !described.texts.contains(&text) {
                    described.texts.push(text);
                }
            }
            "creditline" => described.credit = element.text(),
            _ => {}
        }
    }
    if described.credit.is_empty() {
        described.credit = article.authors.join(", ");
    }
    described
}

/// The byline, else the creators, else nobody.
fn read_authors(meta: Element<'_, '_>, wanted: Option<&str>, article: &mut Article) {
    if let Some(by) = best(meta.children_named("by"), wanted) {
        given::set_authors(article, split_authors(&by.text()), "newsml:by", by.span());
    }
    let mut names: Vec<String> = Vec::new();
    for creator in meta.children_named("creator") {
        for name in split_authors(&named(creator, wanted).unwrap_or_default()) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    given::set_authors(article, names, "newsml:creator", meta.span());
}

fn read_subject(subject: Element<'_, '_>, wanted: Option<&str>, article: &mut Article) {
    let main = subject.child("mainConcept").unwrap_or(subject);
    let Some(name) = named(main, wanted) else {
        return;
    };
    let kind = ["type", "typeuri"]
        .iter()
        .filter_map(|attribute| subject.attribute(attribute))
        .find_map(|value| {
            let last = last_part(value.trim_end_matches('/')).to_ascii_lowercase();
            TYPES
                .iter()
                .find(|(key, _)| *key == last)
                .map(|(_, kind)| *kind)
        });
    match kind {
        Some(kind) => push_entity(kind, &name, article),
        None => given::push_tag(article, &name),
    }
}

/// Reads `rightsInfo`, and the outlet where the provider has no name.
pub fn read_rights(item: Element<'_, '_>, article: &mut Article) {
    for rights in item.children_named("rightsInfo") {
        if let Some(holder) = rights.child("copyrightHolder") {
            let name = name_of(holder, None);
            given::set_source(article, name, "newsml:copyrightHolder", holder.span());
        }
        for notice in rights.children_named("copyrightNotice") {
            push_notice(notice, article);
        }
    }
    let provider = item.at(&["itemMeta", "provider"]);
    let code = provider.and_then(|provider| provider.attribute("qcode"));
    if let (Some(provider), Some(code)) = (provider, code) {
        let name = Some(last_part(&code).to_owned());
        given::set_source(article, name, "newsml:provider", provider.span());
    }
    for name in ["infoSource", "creditline"] {
        if let Some(element) = item.at(&["contentMeta", name]) {
            let source = format!("newsml:{name}");
            given::set_source(article, named(element, None), &source, element.span());
        }
    }
}

fn push_notice(element: Element<'_, '_>, article: &mut Article) {
    let text = element.text();
    if !text.is_empty() {
        let mut notice = super::super::fragment::block(BlockKind::Boilerplate, text);
        notice.span = element.span();
        article.blocks.push(notice);
    }
}

/// The code or address that an element stands for.
fn code_of(element: Element<'_, '_>) -> Option<String> {
    ["qcode", "uri", "literal"]
        .iter()
        .find_map(|name| element.attribute(name))
}

fn last_part(code: &str) -> &str {
    code.rsplit([':', '/', '#']).next().unwrap_or(code)
}

/// The name in a language, the literal, or the element's own text.
fn named(element: Element<'_, '_>, wanted: Option<&str>) -> Option<String> {
    let is_plain = element.children().next().is_none();
    name_of(element, wanted)
        .or_else(|| Some(element.text()).filter(|text| is_plain && !text.is_empty()))
}

fn name_of(element: Element<'_, '_>, wanted: Option<&str>) -> Option<String> {
    best(element.children_named("name"), wanted)
        .map(|name| name.text())
        .filter(|name| !name.is_empty())
        .or_else(|| element.attribute("literal"))
}

/// Of several wordings the one in the language of the content, of those the main one.
fn best<'t, 'a>(
    elements: impl Iterator<Item = Element<'t, 'a>>,
    wanted: Option<&str>,
) -> Option<Element<'t, 'a>> {
    // The first of the best: `max_by_key` would give the last.
    let mut chosen: Option<((bool, bool), Element<'t, 'a>)> = None;
    for element in elements.filter(|element| !element.text().is_empty()) {
        let is_main = element
            .attribute("role")
            .is_none_or(|role| role.to_ascii_lowercase().contains("main"));
        let rank = (is_language(element, wanted), is_main);
        if chosen.as_ref().is_none_or(|(best, _)| rank > *best) {
            chosen = Some((rank, element));
        }
    }
    chosen.map(|(_, element)| element)
}

/// Whether the element is in the wanted language, or says nothing of it.
pub fn is_language(element: Element<'_, '_>, wanted: Option<&str>) -> bool {
    match (element.attribute("lang"), wanted) {
        (Some(tag), Some(wanted)) => is_same_language(&tag, wanted),
        _ => true,
    }
}
