//! What the New York Times Annotated Corpus (1987 to 2007, LDC2008T19) does in its own way.
//!
//! Rules: Sandhaus, "The New York Times Annotated Corpus" (2008).  Its `lead_paragraph` is the
//! beginning of its `full_text` once more, its corrections stand before the text, its desks and
//! sections in `meta`.

use super::super::given;
use super::super::marked_text::read_marked_text;
use super::super::xml::Element;
use crate::article::{Article, BlockKind};

/// Class of a second headline that the web page had, which is no deck.
const ONLINE_HEADLINE: &str = "online_headline";

/// Reads a `body.content`, which need not be of the corpus.
pub fn read_content(content: Element<'_, '_>, article: &mut Article) {
    let is_class = |element: &Element<'_, '_>, name: &str| {
        element
            .attribute("class")
            .is_some_and(|class| class == name)
    };
    let has_whole = content
        .children()
        .any(|child| is_class(&child, "full_text"));
    if !has_whole {
        return read_marked_text(content, article);
    }
    for child in content.children() {
        if is_class(&child, "lead_paragraph") {
            continue;
        }
        let before = article.blocks.len();
        read_marked_text(child, article);
        if is_class(&child, "correction_text") {
            for block in &mut article.blocks[before..] {
                block.kind = BlockKind::Correction;
            }
        } else {
            drop_lead(before, article);
        }
    }
}

/// `LEAD: Traffic fell.` stands before the paragraph that it is.
fn drop_lead(from: usize, article: &mut Article) {
    if let [lead, first, ..] = &article.blocks[from..]
        && let Some(text) = lead.text.strip_prefix("LEAD:")
        && text.trim() == first.text
    {
        article.blocks.remove(from);
    }
}

/// Whether a second headline is a deck; that of the web page is kept beside the text if it differs.
pub fn is_deck(hl2: Element<'_, '_>, article: &mut Article) -> bool {
    if hl2.attribute("class").as_deref() != Some(ONLINE_HEADLINE) {
        return true;
    }
    let text = hl2.text();
    if text.to_lowercase() != article.headline.to_lowercase() {
        given::push_block(article, BlockKind::Boilerplate, text, hl2.span());
    }
    false
}

/// The sections of the web page, of which the first is the article's, else the desk.
pub fn read_sections(head: Element<'_, '_>, article: &mut Article) {
    let value = |wanted: &str| {
        let mut metas = head.children_named("meta");
        metas
            .find(|meta| meta.attribute("name").as_deref() == Some(wanted))
            .and_then(|meta| meta.attribute("content"))
    };
    let sections = value("online_sections").unwrap_or_default();
    let mut names = sections
        .split(';')
        .map(str::trim)
        .filter(|name| !name.is_empty());
    if article.section.is_none() {
        article.section = names.next().map(str::to_owned).or_else(|| value("dsk"));
    }
    for name in names {
        given::push_tag(article, name);
    }
}
