//! Pages as the web and its crawlers keep them: the article, and what the page says about it.
//!
//! One scan divides the page into blocks; two extractors say where they think the article is; a
//! model with weights as data decides block by block (`weigh`).  What a page says about itself
//! comes from JSON-LD, meta elements and marked-up texts (`meta`).  No script is run and nothing is
//! fetched.  Pages beyond the limits of `lean` are stripped of their tags instead, and say so.

mod address;
mod align;
mod authors;
mod body;
mod caption;
mod counting;
mod dates;
mod elements;
mod fallback;
mod feature;
mod headline;
mod house;
mod json_ld;
mod kind;
mod lean;
mod links;
mod main_article;
mod marks;
mod meta;
mod names;
mod notice;
mod opinion;
mod page;
mod page_data;
mod place;
mod rows;
mod scan;
mod shingles;
mod signature;
mod stack;
mod state;
mod visible_byline;
mod weigh;

use std::borrow::Cow;

use super::dateline::take_dateline;
use super::decode::{Decoded, decode_markup};
use super::fragment::text_blocks;
use super::{Head, Input, Item, MAX_ARTICLE_BYTES, ReadArticle, ReadError, Reader, Reason, Sink};
use crate::article::{Article, Block, BlockKind, DateSource, Kind};
use json_ld::{Graph, body_text};
use meta::About;
use page::Page;
pub use page::cut;
use scan::scan;
use signature::Signed;

/// Text of a story beside which a description that the page does not show adds nothing, characters.
const LONG_STORY: usize = 700;

/// The reader of web pages.
pub struct Html;

impl Reader for Html {
    fn name(&self) -> &'static str {
        "html"
    }

    fn doc(&self) -> &'static str {
        "web pages: body, headline, authors, dates, captions; JSON-LD, OpenGraph, meta"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml", "shtml", "php", "asp", "aspx", "jsp"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        if head.is_foreign_xml() {
            return 0;
        }
        let head = head.text().to_ascii_lowercase();
        let text = head.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
        if text.starts_with("<!doctype html") || text.starts_with("<html") {
            return 95;
        }
        // A comment, an XML declaration or a fragment may come first.
        if text.starts_with('<') && (text.contains("<html") || text.contains("<!doctype html")) {
            return 90;
        }
        let tags = [
            "<body", "<head>", "<head ", "<meta ", "<title>", "<div", "<p>", "<p ", "<article",
            "<br", "<span", "<h1",
        ];
        let met = tags.iter().filter(|tag| text.contains(*tag)).count();
        match (text.starts_with('<'), met) {
            (true, 2..) => 70,
            (true, 1) => 40,
            (false, 3..) => 30,
            _ => 0,
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        if input.bytes.len() > MAX_ARTICLE_BYTES {
            return Err(ReadError::new(
                Reason::TooLarge,
                format!("page of {} bytes", input.bytes.len()),
            ));
        }
        let decoded = decode_markup(input.bytes, input.charset);
        let article = read_page(&decoded, input.url)?;
        sink(Item::Article(Box::new(ReadArticle {
            article,
            member: String::new(),
            offset: 0,
            encoding: decoded.encoding,
        })));
        Ok(())
    }
}

/// A block of a page with what was counted about it, for training and for `inspect`.
pub struct ExplainedBlock {
    pub text: String,
    /// Number of the element around the block's own.
    pub parent: usize,
    /// Names of its features, as in the table of weights.
    pub features: Vec<String>,
    /// Above 0: it was taken for part of the story.
    pub weight: f32,
}

/// A page as the reader weighs it.
#[derive(Default)]
pub struct ExplainedPage {
    pub blocks: Vec<ExplainedBlock>,
    /// What the two extractors took for the article.
    pub opinions: [Option<String>; 2],
    /// It comes from a newsroom's system.
    pub is_newsroom: bool,
}

/// Explains every block of a decoded page; nothing for pages beyond the limits.
pub fn explain(text: &str) -> ExplainedPage {
    let page = scan(text);
    let Ok(reduced) = lean::reduce(text) else {
        return ExplainedPage::default();
    };
    let texts = opinion::texts(&reduced);
    let opinions = opinion::ask(&page, &Graph::read(&page.json_ld), &texts);
    let shares = counting::Shares::of(&page, &opinions);
    let features = counting::features(&page, &opinions, &shares);
    let blocks = page.blocks.iter().zip(features);
    let blocks = blocks
        .map(|(block, features)| ExplainedBlock {
            text: block.text.clone(),
            parent: page.elements[block.element].parent,
            weight: weigh::weigh(&features),
            features: features.iter().map(ToString::to_string).collect(),
        })
        .collect();
    ExplainedPage {
        blocks,
        opinions: texts,
        is_newsroom: opinions.is_newsroom,
    }
}

/// Reads one decoded page.
fn read_page(decoded: &Decoded<'_>, address: Option<&str>) -> Result<Article, ReadError> {
    let address = address.map(address::original);
    let whole = scan(&decoded.text);
    let mut article = Article {
        notes: decoded.notes.clone(),
        ..Article::default()
    };
    let next = place::next_stories(&whole);
    let text = match next.as_slice() {
        [] => Cow::Borrowed(decoded.text.as_ref()),
        next => Cow::Owned(place::blank(&decoded.text, next)),
    };
    let page = match next.len() {
        0 => whole,
        others => {
            let note = format!("{others} other stories below the first are left out");
            article.notes.push(note);
            scan(&text)
        }
    };
    let graph = Graph::read(&page.json_ld);
    if graph.unread > 0 {
        article
            .notes
            .push(format!("{} JSON-LD scripts are not JSON", graph.unread));
    }
    let titles: Vec<String> = About {
        page: &page,
        graph: &graph,
        node: None,
        address,
    }
    .titles();
    let headline = place::find_headline(&page).map(|at| page.blocks[at].text.as_str());
    let titles: Vec<&str> = titles.iter().map(String::as_str).chain(headline).collect();
    let shared = page.metas.iter().filter(|(name, _)| name == "og:url");
    let addresses: Vec<&str> = page
        .canonical
        .as_deref()
        .into_iter()
        .chain(address)
        .chain(shared.map(|(_, url)| url.as_str()))
        .collect();
    let about = About {
        page: &page,
        graph: &graph,
        node: graph.main_article(&addresses, &titles),
        address,
    };
    about.fill(&mut article);
    match lean::reduce(&text) {
        Ok(reduced) => read_story(&about, &reduced, &mut article),
        Err(excess) => {
            article.notes.push(format!(
                "html_too_deep: {excess}; only its tags were stripped"
            ));
            article.parser = "stripped".to_owned();
            article.confidence = 0.3;
            article.blocks = strip(&page);
        }
    }
    fallback::complete(&about, &text, &mut article);
    if article.blocks.iter().all(|block| block.text.is_empty()) {
        return Err(ReadError::new(
            Reason::NoText,
            "no text of an article in the page",
        ));
    }
    take_dateline(&mut article);
    Ok(article)
}

fn read_story(about: &About<'_>, reduced: &str, article: &mut Article) {
    let page = about.page;
    let opinions = opinion::ask(page, about.graph, &opinion::texts(reduced));
    let story = body::choose(page, &opinions);
    let is_paragraph =
        |block: &&page::PageBlock| block.tag == page::BlockTag::Paragraph || block.chars > 120;
    if about.is_house_alone(article) {
        let signed = Signed {
            page,
            chosen: &story.chosen,
            headline: &article.headline,
            description: about.meta(&["og:description", "description"]),
        }
        .names();
        if !signed.is_empty() {
            article.authors = signed;
        }
    }
    let chosen = page
        .blocks
        .iter()
        .zip(&story.chosen)
        .filter(|(_, chosen)| **chosen);
    let first = chosen
        .map(|(block, _)| block)
        .find(is_paragraph)
        .map_or("", |block| block.text.as_str());
    let (mut deck, place) = about.deck(&article.headline, first);
    if article.authors.contains(&deck) {
        deck.clear();
    }
    let last = story.chosen.iter().rposition(|chosen| *chosen).unwrap_or(0);
    if article.tags.is_empty() {
        article.tags = about.terms(false, last);
    }
    if article.section.is_none() {
        article.section = about.terms(true, last).into_iter().next();
    }
    article.kind = kind::kind_of(about, &story);
    if matches!(article.kind, Kind::IndexPage | Kind::Notice) {
        // What stands on such a page is the day of one of its stories.
        let is_of_page = |source| matches!(source, DateSource::JsonLd | DateSource::Meta);
        article.dates.retain(|date| is_of_page(date.source));
    }
    // A description that the page does not show is written for search engines: it stands under the
    // headline of a short story only, and not instead of the story.
    let size = deck.chars().filter(|c| !c.is_whitespace()).count();
    let adds = story.chars == 0 || (size..LONG_STORY).contains(&story.chars);
    let is_told = matches!(article.kind, Kind::Story | Kind::IndexPage | Kind::Notice);
    if place == "meta" && is_told && !adds {
        deck.clear();
    }
    let blocks = |deck: &str| {
        let known = body::Known {
            headline: &article.headline,
            deck,
            authors: &article.authors,
            is_stub: article.kind == Kind::Stub,
        };
        body::blocks(page, &story, &known)
    };
    let mut told = blocks(&deck);
    if !told.iter().any(|block| block.kind.is_body()) && place == "page" {
        // The one line of a page is its text.
        deck.clear();
        told = blocks(&deck);
    }
    article.blocks = told;
    article.deck = deck;
    article.parser = format!("html/{}", story.parser);
    article.confidence = (story.certainty * 0.95).clamp(0.1, 0.95);
    if article.kind == Kind::Stub {
        let given = about.node.and_then(body_text);
        let given = given.map(|text| text_blocks(&text)).unwrap_or_default();
        let size = |blocks: &[Block]| blocks.iter().map(|block| block.text.len()).sum::<usize>();
        if size(&given) > (2 * size(&article.blocks)).max(LONG_STORY) {
            article.blocks.retain(|block| !block.kind.is_body());
            article.blocks.extend(given);
            article.parser = "html/json-ld".to_owned();
            article.kind = Kind::Story;
        }
    }
}

/// All text of a page that is too much for more.
fn strip(page: &Page<'_>) -> Vec<Block> {
    page.blocks
        .iter()
        .map(|block| Block {
            kind: match block.tag {
                page::BlockTag::Heading(_) => BlockKind::Subhead,
                page::BlockTag::ListItem => BlockKind::ListItem,
                _ => BlockKind::Paragraph,
            },
            text: block.text.clone(),
            credit: String::new(),
            alternative: String::new(),
            span: block.span,
        })
        .collect()
}

#[cfg(test)]
mod tests;
