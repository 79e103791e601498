//! ALTO: the text of a scanned newspaper page, word by word with its place on the page.
//!
//! A page is one article, since ALTO does not say where stories begin.  Blocks are read in the order
//! the file gives (`ReadingOrder`, else as they stand: column by column); words broken at the end of
//! a line are joined, across columns too.  Which parts of pages are one article only METS knows
//! (`mets`).

use std::collections::HashMap;

use super::scanned::{Joiner, MAX_PAGE_BYTES, Names, arrange, keep_confidence};
use super::xml::{Element, Tree, decode_xml, outermost};
use super::{Head, Input, ReadError, Reader, Reason, Sink, given};
use crate::article::{Article, BlockKind, Span};

pub mod words;

/// The reader of ALTO pages.
pub struct Alto;

/// What ALTO calls its parts.
pub const NAMES: Names = Names {
    format: "alto",
    block: "alto:TextBlock",
    confidence: "alto:WC",
};

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
    let blocks = in_reading_order(page, order)
        .into_iter()
        .map(|element| {
            let kind = if is_margin(element.span()) {
                BlockKind::Boilerplate
            } else {
                BlockKind::Paragraph
            };
            words::block(&mut joiner, element, kind)
        })
        .collect();
    arrange(blocks, NAMES, article);
    article.language = language_of(page);
    keep_confidence(&joiner, NAMES, page.span(), article);
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

#[cfg(test)]
mod tests;
