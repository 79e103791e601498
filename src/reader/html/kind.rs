//! What sort of page it is: a story, a live blog, a gallery, the stub before a paywall, or a page of
//! links or a notice that is no article at all.

use serde_json::Value;

use super::body::Story;
use super::caption::is_caption;
use super::json_ld::types_of;
use super::marks::Mark;
use super::meta::About;
use super::notice::is_titled_as_notice;
use super::page::{BlockTag, Page, PageBlock};
use super::place::find_headline;
use crate::article::Kind;
use crate::reader::byline::cut_lead;
use crate::reader::plain_text::lexicon::{Class, phrases_in};
use crate::reader::plain_text::stamp::{Time, stamp_in};

/// Text below which a page of links is not an article, characters.
const SHORT: usize = 700;

/// Text below which a notice may be all that a page says, characters.
const MOST_NOTICE: usize = 900;

/// Links with a headline each that make a list, and characters that a story has before them.
const LEAST_TEASERS: usize = 5;
const LEAST_OWN: usize = 300;

/// Characters of the headings of a list of links.
const LEAST_TITLES: usize = 60;

/// Longest text of a teaser, characters.
const LONGEST_TEASER: usize = 1200;

/// Decides on the kind of a page.
pub fn kind_of(about: &About<'_>, story: &Story) -> Kind {
    let (page, node) = (about.page, about.node);
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
    // What says that it is an article, beyond one word that systems write on every page.
    let is_article = node.is_some() || is_dated_article(page) || has_header_line(page);
    let is_little = || story.chars < MOST_NOTICE || is_list(about, story);
    if !is_article && is_titled_as_notice(page) && is_little() {
        return Kind::Notice;
    }
    let is_gallery = types.iter().any(|of| of.ends_with("Gallery"));
    if is_gallery || (pictures >= 6 && captions > 2 * told && told < 1500) {
        return Kind::Gallery;
    }
    if !is_article && (is_index(page, story) || is_list(about, story) || is_bookmarks(page)) {
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
    // Many sites mark every story as closed, and show this one whole.
    let is_cut = || {
        let last = chosen()
            .next_back()
            .map_or("", |block| block.text.trim_end());
        let ends = ['.', '!', '?', '”', '"', '»', '’', '。', ')'];
        story.chars < LEAST_OWN || last.ends_with("...") || !last.ends_with(ends)
    };
    if story.chars < 1500 && (notice || (is_closed && walled && is_cut())) {
        return Kind::Stub;
    }
    Kind::Story
}

/// Whether the page's head names a day of publication, as those of articles do.
fn is_dated_article(page: &Page<'_>) -> bool {
    let mut metas = page.metas.iter().chain(&page.properties);
    metas.any(|(name, _)| matches!(name.as_str(), "article:published_time" | "datepublished"))
}

/// Blocks below a headline among which its byline or day stands.
const HEADER_LINES: usize = 6;

/// Whether a byline or a day stands right below the headline, before any other story's.
fn has_header_line(page: &Page<'_>) -> bool {
    let Some(headline) = find_headline(page) else {
        return false;
    };
    let below = page.blocks[headline + 1..].iter().take(HEADER_LINES);
    let mut own = below.take_while(|block| !is_teaser(block));
    own.any(|block| {
        block.chars < 120
            && (block.own_marks.has(Mark::Byline)
                || cut_lead(&block.text).is_some()
                || stamp_in(&block.text).is_some_and(|stamp| stamp.time == Time::Date))
    })
}

/// Whether a block is the headline of another story, with a link to it.
fn is_teaser(block: &PageBlock) -> bool {
    let is_heading = matches!(block.tag, BlockTag::Heading(2..=4));
    let is_line = matches!(block.tag, BlockTag::ListItem) && block.chars >= 25;
    (is_heading || is_line) && block.link_chars * 10 >= block.chars * 8
}

/// A page that lists stories: many teasers, no text of its own before them, and none of a story's
/// length between them.
fn is_list(about: &About<'_>, story: &Story) -> bool {
    let page = about.page;
    let mut types = about.graph.types();
    let says_list = types.any(|of| {
        matches!(
            of.as_str(),
            "CollectionPage" | "SearchResultsPage" | "ProfilePage"
        )
    });
    let kind = about.metas("og:type").next().unwrap_or_default();
    if kind.starts_with("video") {
        return false;
    }
    let start = find_headline(page).map_or(0, |at| at + 1);
    let (mut teasers, mut told, mut own, mut longest) = (0, 0, 0, 0);
    for (block, is_chosen) in page.blocks.iter().zip(&story.chosen).skip(start) {
        if is_teaser(block) {
            if teasers == 0 {
                own = told;
            }
            teasers += 1;
            told = 0;
        } else if *is_chosen {
            told += block.chars;
            longest = longest.max(told);
        }
    }
    let least = if says_list || kind == "profile" {
        2
    } else {
        LEAST_TEASERS
    };
    teasers >= least && own < LEAST_OWN && longest < LONGEST_TEASER
}

/// Links, one a line, as programs export what was kept: hardly any text but theirs.
fn is_bookmarks(page: &Page<'_>) -> bool {
    let is_link = |block: &&PageBlock| {
        block.tag == BlockTag::ListItem && block.link_chars * 10 >= block.chars * 8
    };
    let links = page.blocks.iter().filter(is_link).count();
    let others = page.blocks.iter().filter(|block| !is_link(block));
    let told: usize = others.map(|block| block.chars - block.link_chars).sum();
    links >= 2 && told < LEAST_TITLES
}

/// Many links with little text between them.
fn is_index(page: &Page<'_>, story: &Story) -> bool {
    let says_article = page
        .metas
        .iter()
        .any(|(name, value)| name == "og:type" && value.contains("article"));
    if says_article || story.chars >= 3 * SHORT {
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
