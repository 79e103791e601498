//! What sort of page it is: a story, a live blog, a gallery, the stub before a paywall, or a page of
//! links that is no article at all.

use serde_json::{Map, Value};

use super::body::Story;
use super::caption::is_caption;
use super::json_ld::types_of;
use super::marks::Mark;
use super::page::{BlockTag, Page};
use crate::article::Kind;
use crate::reader::plain_text::lexicon::{Class, phrases_in};

/// Text below which a page of links is not an article, characters.
const SHORT: usize = 700;

/// Decides on the kind of a page.
pub fn kind_of(page: &Page<'_>, story: &Story, node: Option<&Map<String, Value>>) -> Kind {
    let types = node.map(types_of).unwrap_or_default();
    let chosen = || {
        page.blocks
            .iter()
            .zip(&story.chosen)
            .filter(|(_, chosen)| **chosen)
            .map(|(block, _)| block)
    };
    let in_live = chosen().filter(|block| block.marks.has(Mark::Live)).count();
    if types.iter().any(|of| of == "LiveBlogPosting")
        || (in_live >= 6 && in_live * 2 > chosen().count())
    {
        return Kind::LiveBlog;
    }
    let captions: usize = page
        .blocks
        .iter()
        .filter(|block| is_caption(block))
        .map(|block| block.chars)
        .sum();
    let pictures = page.blocks.iter().filter(|block| is_caption(block)).count();
    // Captions may be taken for the story where they are all there is.
    let told: usize = chosen()
        .filter(|block| !is_caption(block))
        .map(|block| block.chars)
        .sum();
    let is_gallery = types.iter().any(|of| of.ends_with("Gallery"));
    if is_gallery || (pictures >= 6 && captions > 2 * told && told < 1500) {
        return Kind::Gallery;
    }
    if is_index(page, story, node.is_some()) {
        return Kind::IndexPage;
    }
    let is_closed = node
        .and_then(|node| node.get("isAccessibleForFree"))
        .is_some_and(is_false);
    let notice = page.blocks.iter().any(|block| {
        let hits = phrases_in(&block.text);
        block.chars < 300 && (hits.whole.has(Class::Stub) || hits.head.has(Class::Stub))
    });
    let walled = page
        .blocks
        .iter()
        .any(|block| block.marks.has(Mark::Paywall));
    if story.chars < 1500 && (is_closed || notice) && (walled || notice) {
        return Kind::Stub;
    }
    Kind::Story
}

/// Many links with little text between them, and nothing that says it is an article.
fn is_index(page: &Page<'_>, story: &Story, has_node: bool) -> bool {
    let says_article = page
        .metas
        .iter()
        .any(|(name, value)| name == "og:type" && value.contains("article"));
    if has_node || says_article || story.chars >= 3 * SHORT {
        return false;
    }
    let (mut chars, mut links, mut teasers) = (0, 0, 0);
    for block in &page.blocks {
        chars += block.chars;
        links += block.link_chars;
        let is_heading = matches!(block.tag, BlockTag::Heading(2..=4));
        teasers += usize::from(is_heading && block.link_chars * 10 >= block.chars * 8);
    }
    let is_linked = links * 2 > chars;
    (story.chars < SHORT && is_linked && teasers >= 5) || (teasers >= 15 && story.chars < 3 * SHORT)
}

fn is_false(value: &Value) -> bool {
    match value {
        Value::Bool(free) => !free,
        Value::String(text) => text.eq_ignore_ascii_case("false"),
        _ => false,
    }
}
