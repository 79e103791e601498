//! ALTO: the text of a scanned newspaper page, word by word with its place on the page.
//!
//! A page is one article, since ALTO does not say where stories begin.  Blocks are read in the order
//! the file gives (`ReadingOrder`, else as they stand: column by column); words broken at the end of
//! a line are joined, across columns too.  Which parts of pages are one article only METS knows
//! (`mets`).

use std::collections::HashMap;

use super::fragment::block;
use super::xml::{Element, Tree, decode_xml, outermost};
use super::{Head, Input, MAX_ARTICLE_BYTES, ReadError, Reader, Reason, Sink, given};
use crate::article::{Article, BlockKind, Evidence, Span};

pub mod words;

use words::{Joiner, PageBlock};

/// The reader of ALTO pages.
pub struct Alto;

/// A page's type must be this much taller than most of it to be a headline.
const HEADLINE_HEIGHT: f32 = 1.5;
const SUBHEAD_HEIGHT: f32 = 1.3;
const MOST_HEADLINE_WORDS: usize = 30;

/// A page in ALTO takes about a hundred bytes a character; a large one has 5 MB.
const MAX_PAGE_BYTES: usize = 4 * MAX_ARTICLE_BYTES;

impl Reader for Alto {
    fn name(&self) -> &'static str {
        "alto"
    }

    fn doc(&self) -> &'static str {
        "ALTO pages of scanned newspapers, each one article"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml", "alto"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        match head.root() {
            Some(root) if root.name.eq_ignore_ascii_case("alto") => 100,
            _ => 0,
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        given::check_size(input.bytes, MAX_PAGE_BYTES)?;
        let decoded = decode_xml(input.bytes, input.charset);
        let tree = Tree::parse(&decoded.text)?;
        let pages = read_pages(&tree);
        let number = pages.len();
        for (member, offset, article) in pages {
            given::give(article, member, offset, &decoded, sink);
        }
        match (number, tree.is_truncated) {
            (0, true) => Err(ReadError::new(
                Reason::Truncated,
                "the file ends before any text",
            )),
            (0, false) => Err(ReadError::new(Reason::NoText, "a page without words")),
            _ => Ok(()),
        }
    }
}

/// Every page with words: its number where there are several, its place, and its text.
pub fn read_pages(tree: &Tree<'_>) -> Vec<(String, usize, Article)> {
    let pages: Vec<Element<'_, '_>> = tree.outermost("Page").collect();
    let order = reading_order(tree);
    let mut found = Vec::with_capacity(pages.len());
    for page in &pages {
        let mut article = Article {
            parser: "alto".to_owned(),
            ..Article::default()
        };
        read_page(*page, &order, &mut article);
        if tree.is_truncated {
            article
                .notes
                .push("the file ends before the page does".to_owned());
        }
        if given::finish(&mut article) {
            let member = if pages.len() == 1 {
                String::new()
            } else {
                (found.len() + 1).to_string()
            };
            found.push((member, page.span().start, article));
        }
    }
    found
}

fn read_page(page: Element<'_, '_>, order: &HashMap<String, usize>, article: &mut Article) {
    let mut joiner = Joiner::default();
    let margins: Vec<Span> = page
        .children()
        .filter(|child| child.name().ends_with("Margin"))
        .map(|margin| margin.span())
        .collect();
    let is_margin = |span: Span| {
        margins
            .iter()
            .any(|margin| margin.start <= span.start && span.end <= margin.end)
    };
    let blocks: Vec<PageBlock> = in_reading_order(page, order)
        .into_iter()
        .map(|element| joiner.block(element))
        .collect();
    let usual = usual_height(&blocks);
    let mut is_first = true;
    for found in blocks {
        if found.text.is_empty() {
            continue;
        }
        let span = found.span;
        let words = found.text.split(' ').count();
        let is_tall = |times: f32| usual > 0.0 && found.height >= times * usual;
        let is_short = words <= MOST_HEADLINE_WORDS;
        let has_words = has_words(&found.text);
        if is_first && is_short && has_words && is_tall(HEADLINE_HEIGHT) && !is_margin(span) {
            article.headline = found.text;
            article.evidence.push(Evidence {
                field: "headline".to_owned(),
                source: "alto:TextBlock".to_owned(),
                reason: format!("type {:.1} times as tall as most", found.height / usual),
                span,
            });
        } else {
            let kind = if is_margin(span) {
                BlockKind::Boilerplate
            } else if is_short && is_tall(SUBHEAD_HEIGHT) {
                BlockKind::Subhead
            } else {
                BlockKind::Paragraph
            };
            let mut new = block(kind, found.text);
            new.span = span;
            article.blocks.push(new);
        }
        // The number of the issue and what is left of the masthead may stand above.
        is_first &= is_margin(span) || !has_words;
    }
    article.language = language_of(page);
    keep_confidence(&joiner, page.span(), article);
}

/// Whether a block is words rather than numbers and what recognition made of an ornament.
fn has_words(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let signs = text.chars().filter(|c| !c.is_whitespace()).count();
    letters * 10 >= signs * 7 && text.split(' ').any(|word| word.chars().count() >= 4)
}

/// Place of each block in `ReadingOrder` (ALTO 4), which most files do not have.
fn reading_order(tree: &Tree<'_>) -> HashMap<String, usize> {
    tree.outermost("ReadingOrder")
        .flat_map(|order| order.descendants())
        .filter_map(|reference| reference.attribute("REF"))
        .enumerate()
        .map(|(place, id)| (id, place))
        .collect()
}

/// Text blocks in the order that is given, else in that of the file.
fn in_reading_order<'t, 'a>(
    page: Element<'t, 'a>,
    order: &HashMap<String, usize>,
) -> Vec<Element<'t, 'a>> {
    let blocks = page.descendants().filter(|element| element.is("TextBlock"));
    let mut blocks: Vec<Element<'t, 'a>> = outermost(blocks).collect();
    if !order.is_empty() {
        // The sort is stable: what the order does not name follows as it stands.
        blocks.sort_by_cached_key(|element| {
            let id = element.attribute("ID").unwrap_or_default();
            order.get(&id).copied().unwrap_or(usize::MAX)
        });
    }
    blocks
}

/// The height of type in which most of the page's characters are set.
fn usual_height(blocks: &[PageBlock]) -> f32 {
    let mut heights: Vec<(f32, usize)> = blocks
        .iter()
        .filter(|block| block.height > 0.0)
        .map(|block| (block.height, block.text.len()))
        .collect();
    heights.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = heights.iter().map(|(_, len)| len).sum::<usize>() / 2;
    let mut seen = 0;
    for (height, len) in heights {
        seen += len;
        if seen > half {
            return height;
        }
    }
    0.0
}

/// The language that a page says it is in.
pub fn language_of(page: Element<'_, '_>) -> Option<String> {
    let of = |element: &Element<'_, '_>| {
        element
            .attribute("LANG")
            .or_else(|| element.attribute("language"))
            .filter(|tag| (2..=35).contains(&tag.len()))
    };
    of(&page).or_else(|| page.descendants().find_map(|element| of(&element)))
}

/// How sure the recognition was of its words is how sure anybody can be of the article.
pub fn keep_confidence(joiner: &Joiner, span: Span, article: &mut Article) {
    let Some((mean, words)) = joiner.confidence() else {
        article.confidence = 0.7;
        return;
    };
    article.confidence = mean;
    article.evidence.push(Evidence {
        field: "body".to_owned(),
        source: "alto:WC".to_owned(),
        reason: format!("mean confidence {mean:.2} of {words} recognised words"),
        span,
    });
}

#[cfg(test)]
mod tests;
