//! Which of the articles in a page's JSON-LD the page is about, if any: told by address and headline.
//!
//! Pages describe the stories that they point to, and their site, in the same words.

use serde_json::{Map, Value};

use super::json_ld::{Graph, types_of};
use super::shingles::words;
use crate::reader::json::value::text_of;

impl Graph {
    /// The article that this page is about.
    ///
    /// `addresses` and `headlines` are what the rest of the page says they are; a node that
    /// contradicts them is another story, or the site.
    pub fn main_article(
        &self,
        addresses: &[&str],
        headlines: &[&str],
    ) -> Option<&Map<String, Value>> {
        let mut best: Option<(&Map<String, Value>, usize)> = None;
        for (i, node) in self.articles().enumerate() {
            if is_of_another(node, addresses, headlines) {
                continue;
            }
            let mut score = usize::from(i == 0);
            let url = ["url", "mainEntityOfPage", "@id"]
                .iter()
                .filter_map(|name| node.get(*name))
                .find_map(address);
            if url.is_some_and(|url| addresses.iter().any(|known| same_address(known, &url))) {
                score += 4;
            }
            let headline = node.get("headline").or(node.get("name")).and_then(text_of);
            if headline.is_some_and(|headline| headlines.iter().any(|known| headline == *known)) {
                score += 4;
            }
            score += usize::from(node.contains_key("datePublished"))
                + 2 * usize::from(node.contains_key("articleBody"));
            if best.is_none_or(|(_, most)| score > most) {
                best = Some((node, score));
            }
        }
        best.map(|(node, _)| node)
    }
}

/// Whether a node has another address than the page and another headline, or is a work without
/// either that is called otherwise.
fn is_of_another(node: &Map<String, Value>, addresses: &[&str], headlines: &[&str]) -> bool {
    let title = node.get("headline").or(node.get("name")).and_then(text_of);
    let is_titled = |title: &String| {
        let title = first_words(title);
        // Of titles for search engines a part of the words is the same.
        let shared = |other: &&str| {
            let other = first_words(other);
            let met = title.iter().filter(|word| other.contains(word)).count();
            met * 3 >= title.len().min(other.len())
        };
        title.is_empty() || headlines.iter().any(shared)
    };
    if title.as_ref().is_none_or(is_titled) || !headlines.iter().any(|title| !title.is_empty()) {
        return false;
    }
    let own: Vec<String> = ["url", "mainEntityOfPage"]
        .iter()
        .filter_map(|name| node.get(*name))
        .filter_map(address)
        .filter(|address| is_page(address))
        .collect();
    let is_here = |own: &String| addresses.iter().any(|known| is_same_page(known, own));
    let is_bare =
        node.get("headline").is_none() && types_of(node).iter().all(|of| of == "CreativeWork");
    match own.is_empty() {
        true => is_bare,
        false => addresses.iter().any(|known| is_page(known)) && !own.iter().any(is_here),
    }
}

/// Characters of a title that are compared.
const MOST_TITLE: usize = 400;

fn first_words(title: &str) -> Vec<u64> {
    let end = title.char_indices().nth(MOST_TITLE);
    words(&title[..end.map_or(title.len(), |(at, _)| at)])
}

/// Whether an address is more than a host.
fn is_page(address: &str) -> bool {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    path.split_once('/')
        .is_some_and(|(_, path)| !path.trim_matches('/').is_empty())
}

/// Equal, or with the same last part: an address of the same story on another host or in a section.
fn is_same_page(a: &str, b: &str) -> bool {
    fn last(address: &str) -> &str {
        let address = address.split(['#', '?']).next().unwrap_or(address);
        address
            .trim_end_matches('/')
            .rsplit('/')
            .next()
            .unwrap_or_default()
    }
    same_address(a, b) || (last(a).len() > 8 && last(a) == last(b))
}

fn address(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Object(object) => ["@id", "url"]
            .iter()
            .filter_map(|name| object.get(*name))
            .find_map(address),
        _ => None,
    }
    .filter(|text| text.contains('/'))
}

/// Equal but for scheme, fragment, query and a final slash.
pub fn same_address(a: &str, b: &str) -> bool {
    fn bare(address: &str) -> &str {
        let address = address.split(['#', '?']).next().unwrap_or(address);
        let address = address.split_once("://").map_or(address, |(_, rest)| rest);
        address.trim_start_matches("www.").trim_end_matches('/')
    }
    !bare(a).is_empty() && bare(a) == bare(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_several_articles() {
        let graph = Graph::read(&[
            r#"[{"@type": "Article", "headline": "Other", "url": "https://x.example/b"},
            {"@type": "Article", "headline": "This", "mainEntityOfPage": {"@id": "https://www.x.example/a/"}}]"#,
        ]);
        let article = graph
            .main_article(&["http://x.example/a?x=1"], &[])
            .unwrap();
        assert_eq!(graph.text(article, "headline").as_deref(), Some("This"));
        let article = graph.main_article(&[], &["This"]).unwrap();
        assert_eq!(graph.text(article, "headline").as_deref(), Some("This"));
    }

    #[test]
    fn an_article_that_contradicts_the_page_is_another() {
        let here = ["https://x.example/a"];
        let titles = [
            "A dam holds in the north",
            "A dam holds in the north | Daily X",
        ];
        let check = |node: &str, is_taken: bool| {
            let graph = Graph::read(&[node]);
            let taken = graph.main_article(&here, &titles);
            assert_eq!(taken.is_some(), is_taken, "{node}");
        };
        check(
            r#"{"@type": "NewsArticle", "headline": "Cricket club wins", "url": "https://x.example/b"}"#,
            false,
        );
        check(
            r#"{"@type": "NewsArticle", "headline": "Cricket club wins", "url": "https://x.example/a"}"#,
            true,
        );
        check(
            r#"{"@type": "NewsArticle", "headline": "North: dam holds on", "url": "https://x.example/b"}"#,
            true,
        );
        check(
            r#"{"@type": "NewsArticle", "headline": "What we know", "mainEntityOfPage": "https://x.example/"}"#,
            true,
        );
        check(
            r#"{"@type": "CreativeWork", "name": "Daily X", "datePublished": "1998-01-01"}"#,
            true,
        );
        check(
            r#"{"@type": "CreativeWork", "name": "Valley Messenger", "datePublished": "1998-01-01"}"#,
            false,
        );
        check(
            r#"{"@type": "NewsArticle", "headline": "What we know"}"#,
            true,
        );
    }
}
