//! What other extractors and the page itself take for the article: opinions, weighed later.
//!
//! The extractors see the reduced page only, and a panic of theirs costs their opinion, not the
//! page.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::align::Kept;
use super::feature::Opinions;
use super::json_ld::{Graph, body_text, types_of};
use super::page::Page;
use super::shingles::Shingles;
use crate::reader::fragment::{collapse, text_blocks};

/// Least length of a given text that is worth listening to, bytes.
const LEAST_GIVEN: usize = 400;

/// Somebody else's idea of where the article is.
pub trait Extractor {
    /// The text of the article; nothing when it finds none.
    fn extract(&self, page: &str) -> Option<String>;
}

/// Trafilatura with its fallbacks.
pub struct Trafilatura;

impl Extractor for Trafilatura {
    fn extract(&self, page: &str) -> Option<String> {
        let options = trafilatura::Options::default()
            .with_fallback(true)
            .with_exclude_comments(true)
            .with_html_date_mode(trafilatura::HtmlDateMode::Disabled);
        let result = catch_unwind(AssertUnwindSafe(|| trafilatura::extract(page, &options)));
        result.ok()?.ok().map(|result| result.content_text)
    }
}

/// Readability, as browsers have it.
pub struct Readability;

impl Extractor for Readability {
    fn extract(&self, page: &str) -> Option<String> {
        let result = catch_unwind(AssertUnwindSafe(|| libreadability::extract(page, None)));
        result.ok()?.ok().map(|article| article.text_content)
    }
}

/// The texts of both extractors.
pub fn texts(reduced: &str) -> [Option<String>; 2] {
    [Trafilatura.extract(reduced), Readability.extract(reduced)]
}

/// Asks everybody about a page; `texts` are the extractors' answers.
pub fn ask(page: &Page<'_>, graph: &Graph, texts: &[Option<String>; 2]) -> Opinions {
    let kept = |text: &Option<String>| text.as_deref().map(Kept::of).unwrap_or_default();
    let metas = |wanted: &'static str| {
        page.metas
            .iter()
            .filter(move |(name, _)| name.ends_with(wanted))
            .map(|(_, value)| value.clone())
    };
    let mut descriptions: HashSet<String> = metas("description").collect();
    let mut titles: HashSet<String> = metas("title").collect();
    titles.insert(page.title.clone());
    let mut given = None;
    let mut is_given_article = false;
    for node in graph.articles() {
        is_given_article = true;
        descriptions.extend(graph.text(node, "description"));
        titles.extend(graph.text(node, "headline"));
        if let Some(text) = body_text(node).filter(|text| text.len() > LEAST_GIVEN) {
            let text: Vec<String> = text_blocks(&text)
                .into_iter()
                .map(|block| block.text)
                .collect();
            given = Some(Shingles::of(&collapse(&text.join(" "))));
        }
    }
    let is_open_graph_article = page
        .metas
        .iter()
        .any(|(name, value)| name == "og:type" && value == "article");
    Opinions {
        first: kept(&texts[0]),
        second: kept(&texts[1]),
        given,
        descriptions,
        titles,
        is_newsroom: is_newsroom(page, graph, is_open_graph_article),
        kind: u8::from(is_given_article) + 2 * u8::from(is_open_graph_article),
    }
}

/// Whether the page comes from a newsroom's system, by what it says of itself.
///
/// Newsrooms call their articles so in schema.org's words, and date them.  The weights were fitted
/// mostly on such pages; blogs, wikis, manuals and old pages look otherwise.
fn is_newsroom(page: &Page<'_>, graph: &Graph, is_open_graph_article: bool) -> bool {
    let mut types: Vec<String> = graph.articles().flat_map(types_of).collect();
    types.extend(page.item_types.iter().cloned());
    let is_article = types
        .iter()
        .any(|of| of.ends_with("Article") || of.ends_with("Posting"));
    let is_news = types
        .iter()
        .any(|of| of.ends_with("NewsArticle") || of == "LiveBlogPosting");
    let is_dated = graph
        .articles()
        .any(|node| node.contains_key("datePublished"))
        || page.metas.iter().chain(&page.properties).any(|(name, _)| {
            matches!(
                name.as_str(),
                "article:published_time" | "article:modified_time" | "datepublished"
            )
        });
    (is_article || is_dated) && (is_news || is_open_graph_article)
}
