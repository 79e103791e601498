//! JSON Feed: what the feed says of itself goes to entries that do not say it.

use serde_json::{Map, Value};

use super::authors::authors_of;
use super::value::text_of;
use crate::article::{Article, Evidence, Kind, Span};

/// What a feed says of itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Feed {
    title: Option<String>,
    language: Option<String>,
    authors: Vec<String>,
}

impl Feed {
    /// Reads the container; nothing when it is no JSON Feed.
    pub fn read(container: &Map<String, Value>) -> Option<Self> {
        let version = container.get("version")?.as_str()?;
        if !version.contains("jsonfeed.org/version/") {
            return None;
        }
        let text = |name: &str| container.get(name).and_then(text_of);
        // Version 1 has one author, version 1.1 several.
        let authors = ["authors", "author"]
            .iter()
            .filter_map(|name| container.get(*name))
            .map(|value| authors_of(value, &mut Vec::new()))
            .find(|names| !names.is_empty());
        Some(Self {
            title: text("title"),
            language: text("language"),
            authors: authors.unwrap_or_default(),
        })
    }

    /// Completes an entry.
    pub fn complete(&self, item: &Map<String, Value>, article: &mut Article) {
        article.parser = "json-feed".to_owned();
        if article.source.is_none() {
            article.source.clone_from(&self.title);
        }
        if article.language.is_none() {
            article.language.clone_from(&self.language);
        }
        // A site that names itself as author names nobody.
        let is_site = self
            .title
            .as_ref()
            .is_some_and(|title| self.authors.contains(title));
        if article.authors.is_empty() && !is_site {
            article.authors.clone_from(&self.authors);
        }
        let has_text = ["content_html", "content_text"]
            .iter()
            .any(|name| item.get(*name).and_then(text_of).is_some());
        if !has_text && article.kind == Kind::Story {
            article.kind = Kind::Stub;
        }
        for name in ["url", "external_url"] {
            let address = item.get(name).and_then(Value::as_str);
            let Some(address) = address.filter(|address| !address.is_empty()) else {
                continue;
            };
            article.evidence.push(Evidence {
                field: "link".to_owned(),
                source: name.to_owned(),
                reason: address.to_owned(),
                span: Span::default(),
            });
            if article.url.is_none() {
                article.url = Some(address.to_owned());
            }
        }
        let id = article.given_id.as_deref().unwrap_or_default();
        if article.url.is_none() && (id.starts_with("https://") || id.starts_with("http://")) {
            article.url = Some(id.to_owned());
        }
    }
}
