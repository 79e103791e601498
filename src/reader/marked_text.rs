//! Body text as agencies mark it up (NITF, XHTML) to blocks with their places in the file, captions
//! with credits, and the names that are tagged in it.
//!
//! Cuts an element into paragraphs and pictures; what a paragraph holds is read by `fragment`.  Not
//! for web pages: everything in the element is taken to be the story.

use super::fragment::{collapse, markup_blocks, plain_blocks, text_blocks};
use super::given;
use super::plain_text::caption::read_credit;
use super::wire_text::wire_blocks;
use super::xml::{Child, Element, outermost};
use crate::article::{Article, Block, BlockKind, EntityKind, GivenEntity, Span};

/// Markup of a name that is longer holds something else.
pub const MAX_NAME: usize = 2000;

/// Elements that only hold other blocks; text directly in them is a paragraph.
const CONTAINERS: &[&str] = &[
    "nitf",
    "html",
    "body",
    "body.content",
    "block",
    "div",
    "section",
    "article",
    "main",
    "header",
    "content",
    "inlineXML",
    "DataContent",
];

/// Elements with a picture, a caption and a credit.
const PICTURES: &[&str] = &["media", "figure"];

/// Elements that stand within a line; all others end the paragraph before them.
const INLINE: &[&str] = &[
    "a",
    "abbr",
    "alt-code",
    "b",
    "bdo",
    "big",
    "br",
    "chron",
    "cite",
    "city",
    "classifier",
    "code",
    "country",
    "em",
    "event",
    "font",
    "frac",
    "function",
    "i",
    "img",
    "lang",
    "location",
    "mark",
    "money",
    "name.family",
    "name.given",
    "num",
    "object.title",
    "org",
    "person",
    "pronounce",
    "q",
    "region",
    "ruby",
    "s",
    "small",
    "span",
    "state",
    "strike",
    "strong",
    "sub",
    "sublocation",
    "sup",
    "time",
    "u",
    "virtloc",
    "wbr",
];

/// Words in a class or a name that show a credit.
const CREDITS: &[&str] = &["credit", "byline", "photographer", "copyright", "source"];

/// Appends the blocks of an element and the names tagged in it to the article.
pub fn read_marked_text(element: Element<'_, '_>, article: &mut Article) {
    push_blocks(element, article);
    read_entities(element, article);
}

fn is_one_of(element: &Element<'_, '_>, names: &[&str]) -> bool {
    names.iter().any(|name| element.is(name))
}

/// Depth is bounded by the tree, so recursion is.
fn push_blocks(element: Element<'_, '_>, article: &mut Article) {
    // Text and inline elements since the last block, to be read together.
    let mut run: Option<Span> = None;
    for child in element.child_nodes() {
        let (block, span) = match child {
            Child::Text(_, span) => (None, span),
            Child::Raw(text, span) => {
                flush(element, &mut run, article);
                push(text_blocks(text), span, article);
                continue;
            }
            Child::Element(inner) if is_one_of(&inner, INLINE) => (None, inner.span()),
            Child::Element(inner) => (Some(inner), inner.span()),
        };
        let Some(block) = block else {
            let start = run.map_or(span.start, |run| run.start);
            run = Some(Span::new(start, span.end));
            continue;
        };
        flush(element, &mut run, article);
        if is_one_of(&block, CONTAINERS) {
            push_blocks(block, article);
        } else if is_one_of(&block, PICTURES) {
            push_picture(block, article);
        } else {
            push_element(block, article);
        }
    }
    flush(element, &mut run, article);
}

fn flush(element: Element<'_, '_>, run: &mut Option<Span>, article: &mut Article) {
    if let Some(span) = run.take() {
        let source = element.source(span);
        if !source.trim().is_empty() {
            push(markup_blocks(source), span, article);
        }
    }
}

fn push(blocks: Vec<Block>, span: Span, article: &mut Article) {
    article.blocks.extend(blocks.into_iter().map(|mut block| {
        block.span = span;
        block
    }));
}

/// A paragraph, heading, list, table: one element that `fragment` can read whole.
fn push_element(element: Element<'_, '_>, article: &mut Article) {
    let span = element.span();
    let source = element.source(span);
    let mut blocks = if source.contains("<![CDATA[") {
        plain_blocks(&element.raw_text())
    } else if element.is("pre") && element.children().next().is_none() {
        // Columns of figures, or text as the wires set it.
        wire_blocks(&element.raw_text(), 0)
    } else {
        markup_blocks(source)
    };
    if element.is("note") {
        // A note to the editors of the newspaper, not to its readers.
        for block in &mut blocks {
            block.kind = BlockKind::Boilerplate;
        }
    }
    push(blocks, span, article);
}

fn push_picture(element: Element<'_, '_>, article: &mut Article) {
    let captions = element
        .descendants()
        .filter(|inner| inner.is("media-caption") || inner.is("figcaption"));
    let captions: Vec<Element<'_, '_>> = outermost(captions).collect();
    let mut credit = element
        .descendants()
        .find(|inner| inner.is("media-producer") || is_credit(inner))
        .map(|inner| inner.text())
        .unwrap_or_default();
    if credit.is_empty() {
        credit = named_credit(element).unwrap_or_default();
    }
    let mut is_first = true;
    for caption in captions {
        let text = caption_text(caption);
        if text.is_empty() {
            continue;
        }
        // One credit belongs to all wordings of a caption; it is kept with the first.
        let own = if is_first {
            credit.clone()
        } else {
            String::new()
        };
        article
            .blocks
            .push(caption_block(text, own, caption.span()));
        is_first = false;
    }
    if is_first && !credit.is_empty() {
        let mut block = super::fragment::block(BlockKind::Credit, credit);
        block.span = element.span();
        article.blocks.push(block);
    }
    // A figure may hold a table or a quotation instead of a picture.
    for inner in element.children() {
        let is_text = ["table", "blockquote", "pre", "ul", "ol", "p"]
            .iter()
            .any(|name| inner.is(name));
        if is_text {
            push_element(inner, article);
        }
    }
}

/// The text of a caption without a credit that is marked up inside it.
fn caption_text(caption: Element<'_, '_>) -> String {
    let blocks = markup_blocks(caption.inner());
    let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
    let text = collapse(&texts.join(" "));
    for credit in outermost(caption.descendants().filter(is_credit)) {
        let credit = credit.text();
        if let Some(rest) = text.strip_suffix(credit.as_str())
            && !rest.trim().is_empty()
        {
            return rest.trim().to_owned();
        }
    }
    text
}

/// A caption; a credit at its end is taken off when none is given.
pub fn caption_block(text: String, credit: String, span: Span) -> Block {
    let mut block = super::fragment::block(BlockKind::Caption, text);
    block.credit = credit;
    block.span = span;
    if block.credit.is_empty()
        && let Some((end, start)) = find_marker(&block.text)
    {
        block.credit = block.text[start..].trim().to_owned();
        block.text.truncate(end);
        block.text.truncate(block.text.trim_end().len());
    } else if block.credit.is_empty()
        && let Some(found) = read_credit(&block.text)
        && !found.text.trim().is_empty()
    {
        let (text, credit) = (found.text.trim().to_owned(), found.credit.to_owned());
        (block.text, block.credit) = (text, credit);
    }
    block
}

/// Words before a credit at the end of a caption, in the languages of the agencies at hand.
const MARKERS: &[&str] = &[" Foto: ", " Photo: ", " Foto/", " Bild: ", " Kuva: "];

/// A longer tail is a sentence.
const MAX_CREDIT: usize = 80;

/// Where a marked credit begins with its marker, and without it.
fn find_marker(text: &str) -> Option<(usize, usize)> {
    let (at, marker) = MARKERS
        .iter()
        .filter_map(|marker| text.rfind(marker).map(|at| (at, marker)))
        .max()?;
    let start = at + marker.len();
    let tail = text.len() - start;
    (at > 0 && (1..=MAX_CREDIT).contains(&tail)).then_some((at, start))
}

fn is_credit(element: &Element<'_, '_>) -> bool {
    let class = element.attribute("class").unwrap_or_default();
    class
        .split([' ', '-', '_'])
        .any(|word| CREDITS.contains(&word.to_ascii_lowercase().as_str()))
}

/// `<media-metadata name="credit" value="…"/>`.
fn named_credit(element: Element<'_, '_>) -> Option<String> {
    element
        .descendants()
        .filter(|inner| inner.is("media-metadata"))
        .find(|inner| {
            let name = inner
                .attribute("name")
                .unwrap_or_default()
                .to_ascii_lowercase();
            CREDITS.contains(&name.as_str()) || name == "author"
        })
        .and_then(|inner| inner.attribute("value"))
        .map(|value| collapse(&value))
}

/// `person`, `org` and `location` as NITF tags them in the text.
fn read_entities(element: Element<'_, '_>, article: &mut Article) {
    for inner in element.descendants() {
        if inner.inner().len() > MAX_NAME {
            continue;
        }
        let (kind, name) = if inner.is("person") {
            (EntityKind::Person, name_of(inner, "name"))
        } else if inner.is("org") {
            (EntityKind::Organisation, name_of(inner, "name"))
        } else if inner.is("location") {
            (EntityKind::Place, name_of(inner, "city"))
        } else {
            continue;
        };
        push_entity(kind, &name, article);
    }
}

/// A name without what stands beside it: functions, codes.
fn name_of(element: Element<'_, '_>, part: &str) -> String {
    if let Some(text) = element.child_text(part) {
        return text;
    }
    let mut text = String::new();
    for child in element.child_nodes() {
        match child {
            Child::Element(inner) if inner.is("function") || inner.is("alt-code") => {}
            Child::Element(inner) => text.push_str(&inner.raw_text()),
            Child::Text(piece, _) => {
                text.push_str(&super::references::decode_references(piece));
            }
            Child::Raw(piece, _) => text.push_str(piece),
        }
    }
    collapse(&text)
}

/// Adds a name that the source gives, once.
pub fn push_entity(kind: EntityKind, name: &str, article: &mut Article) {
    let name = name.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':'));
    if name.is_empty() || name.chars().count() > 200 {
        return;
    }
    let entity = GivenEntity {
        kind,
        name: name.to_owned(),
    };
    let count = article.entities.len();
    if given::has_room(count, "names", article) && !article.entities.contains(&entity) {
        article.entities.push(entity);
    }
}

#[cfg(test)]
mod tests;
