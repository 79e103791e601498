//! The parts of a story in NewsML 1: components with a role, and the content in them.

use super::super::fragment::{block, collapse, markup_blocks};
use super::super::given;
use super::super::marked_text::caption_block;
use super::super::newsml_content::{is_base64, is_same_language, read_content, read_plain};
use super::super::xml::Element;
use crate::article::{Article, BlockKind};

/// Roles whose content is for machines.
const SILENT_ROLES: &[&str] = &["stylesheet", "thumbnail", "logo", "clickthru"];

/// Media whose words are captions.
const PICTURES: &[&str] = &[
    "photo",
    "picture",
    "graphic",
    "image",
    "video",
    "audio",
    "animation",
];

/// Markup of a caption that is longer is a text.
const MAX_CAPTION: usize = 20_000;

/// Reads the content of a component and of those within it; `language` is that of the story.
pub fn read_parts(story: Element<'_, '_>, language: Option<&str>, article: &mut Article) {
    for content in story.children_named("ContentItem") {
        read_item(content, "", language, article);
    }
    for inner in story.children_named("NewsComponent") {
        read_component(inner, language, article);
    }
}

/// Depth is bounded by the tree, so recursion is.
fn read_component(component: Element<'_, '_>, language: Option<&str>, article: &mut Article) {
    let role = component
        .child("Role")
        .and_then(|role| role.attribute("FormalName"))
        .unwrap_or_default()
        .to_ascii_lowercase();
    if SILENT_ROLES.contains(&role.as_str()) {
        return;
    }
    if is_picture(component, &role) {
        push_picture(component, article);
        return;
    }
    for content in component.children_named("ContentItem") {
        read_item(content, &role, language, article);
    }
    for inner in component.children_named("NewsComponent") {
        read_component(inner, language, article);
    }
    // The lines of a part with a title of its own, such as a box beside the story.
    let lines = component
        .at(&["NewsLines", "HeadLine"])
        .map(|line| line.text());
    if let Some(title) = lines.filter(|title| *title != article.headline) {
        given::set_headline(article, title, "newsml:HeadLine", component.span());
    }
}

fn is_picture(component: Element<'_, '_>, role: &str) -> bool {
    let is_named = |name: &str| PICTURES.iter().any(|picture| name.contains(picture));
    let media = |content: Element<'_, '_>| {
        let kind = content
            .child("MediaType")
            .and_then(|kind| kind.attribute("FormalName"));
        let mime = content
            .child("MimeType")
            .and_then(|kind| kind.attribute("FormalName"));
        kind.into_iter()
            .chain(mime)
            .any(|name| is_named(&name.to_ascii_lowercase()))
    };
    is_named(role) || component.children_named("ContentItem").any(media)
}

/// A picture's caption stands in its lines, or in a part of it with that role.
fn push_picture(component: Element<'_, '_>, article: &mut Article) {
    let mut credit = String::new();
    let mut texts: Vec<String> = Vec::new();
    for element in component.descendants() {
        if element.inner().len() > MAX_CAPTION {
            continue;
        }
        match element.name() {
            "CreditLine" | "ByLine" if credit.is_empty() => credit = element.text(),
            "HeadLine" | "SubHeadLine" => texts.push(element.text()),
            "DataContent" => texts.push(joined(element)),
            _ => {}
        }
    }
    // The words of a caption are often given twice, as headline and as content.
    let mut seen: Vec<String> = Vec::new();
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    for text in texts {
        if text.is_empty() || seen.iter().any(|longer| longer.contains(&text)) {
            continue;
        }
        article.blocks.push(caption_block(
            text.clone(),
            credit.clone(),
            component.span(),
        ));
        seen.push(text);
    }
}

fn read_item(content: Element<'_, '_>, role: &str, language: Option<&str>, article: &mut Article) {
    // An encoding may stand around the data.
    let data = content.find("DataContent");
    let Some(data) = data else { return };
    let is_style = ["Format", "MimeType"]
        .iter()
        .filter_map(|name| content.child(name)?.attribute("FormalName"))
        .any(|name| {
            let low = name.to_ascii_lowercase();
            low.ends_with("css") || low.contains("javascript")
        });
    if is_style {
        return;
    }
    match role {
        "headline" => {
            let text = joined(data);
            given::set_headline(article, text, "newsml:Role HeadLine", data.span());
        }
        "subheadline" | "abstract" | "summary" | "standfirst" => {
            given::set_deck(
                article,
                joined(data),
                "newsml:Role SubHeadLine",
                data.span(),
            );
        }
        "contact" | "disclaimer" | "copyright" => push(BlockKind::Boilerplate, data, article),
        "caption" => push(BlockKind::Caption, data, article),
        "byline" => {
            let names = super::super::byline::split_authors(&joined(data));
            given::set_authors(article, names, "newsml:Role ByLine", data.span());
        }
        _ => {
            let before = article.blocks.len();
            let encoding = content.find("Encoding");
            if encoding.is_some_and(is_base64) {
                read_plain(data, true, article);
            } else {
                read_content(data, article);
            }
            let stated = data.attribute("lang").or_else(|| content.attribute("lang"));
            if let (Some(stated), Some(language)) = (stated, language)
                && !is_same_language(&stated, language)
            {
                set_apart(before, &stated, article);
            }
        }
    }
}

/// A part in another language than the story is beside it, where the story has a text of its own.
fn set_apart(from: usize, language: &str, article: &mut Article) {
    let (own, apart) = article.blocks.split_at_mut(from);
    if apart.is_empty() || !own.iter().any(|block| block.kind.is_body()) {
        return;
    }
    for block in apart.iter_mut().filter(|block| block.kind.is_body()) {
        block.kind = BlockKind::Related;
    }
    let shown: String = language.chars().take(35).collect();
    article
        .notes
        .push(format!("a part of it is in another language: {shown}"));
}

fn push(kind: BlockKind, data: Element<'_, '_>, article: &mut Article) {
    let text = joined(data);
    if !text.is_empty() {
        let mut new = block(kind, text);
        new.span = data.span();
        article.blocks.push(new);
    }
}

/// All text of marked-up content in one line.
fn joined(data: Element<'_, '_>) -> String {
    let source = data.find("body").unwrap_or(data);
    let blocks = markup_blocks(source.inner());
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    collapse(&texts.join(" "))
}
