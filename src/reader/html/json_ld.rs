//! What a page says about itself in JSON-LD: the articles among its nodes, with references to other
//! nodes followed.
//!
//! Scripts that are not JSON are repaired where that takes no guessing.  Which of several articles the
//! page is about is decided in `main_article`.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::reader::fragment::one_line;
use crate::reader::json::authors::authors_of;
use crate::reader::json::repair::repair;
use crate::reader::json::value::{names_of, text_of};
use crate::reader::references::decode_references;

/// Longest script that is parsed, and most nodes that are looked at.
const MAX_SCRIPT: usize = 4 << 20;
const MAX_NODES: usize = 2000;

/// The nodes of a page.
#[derive(Debug, Default)]
pub struct Graph {
    nodes: Vec<Map<String, Value>>,
    by_id: HashMap<String, usize>,
    /// Scripts that could not be read at all.
    pub unread: usize,
}

impl Graph {
    /// Reads the scripts of a page.
    pub fn read(scripts: &[&str]) -> Self {
        let mut graph = Self::default();
        for script in scripts {
            match parse(script) {
                Some(value) => graph.add(value, 0),
                None => graph.unread += usize::from(!script.trim().is_empty()),
            }
        }
        graph
    }

    fn add(&mut self, value: Value, depth: usize) {
        if self.nodes.len() >= MAX_NODES || depth > 8 {
            return;
        }
        match value {
            Value::Array(values) => values
                .into_iter()
                .for_each(|value| self.add(value, depth + 1)),
            Value::Object(mut node) => {
                for inner in ["@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate"] {
                    if node.get(inner).is_some_and(|value| is_node(value, inner)) {
                        // The graph is moved out; what is an article in its own right is copied.
                        let value = if inner == "@graph" {
                            node.remove(inner)
                        } else {
                            node.get(inner).cloned()
                        };
                        if let Some(value) = value.filter(|_| inner != "liveBlogUpdate") {
                            self.add(value, depth + 1);
                        }
                    }
                }
                if let Some(id) = node.get("@id").and_then(Value::as_str) {
                    // The fullest of several nodes with one id is the node itself.
                    let at = self.nodes.len();
                    let slot = self.by_id.entry(id.to_owned()).or_insert(at);
                    if *slot < at && self.nodes[*slot].len() < node.len() {
                        *slot = at;
                    }
                }
                self.nodes.push(node);
            }
            _ => {}
        }
    }

    /// The types of all nodes.
    pub fn types(&self) -> impl Iterator<Item = String> {
        self.nodes.iter().flat_map(types_of)
    }

    /// The day of a video that one of the titles is the name of.
    pub fn video(&self, titles: &[String]) -> Option<String> {
        let is_it = |node: &&Map<String, Value>| {
            types_of(node).iter().any(|of| of == "VideoObject")
                && self
                    .text(node, "name")
                    .is_some_and(|name| titles.contains(&name))
        };
        let video = self.nodes.iter().find(is_it)?;
        self.text(video, "datePublished")
            .or(self.text(video, "uploadDate"))
    }

    /// The nodes that are articles, in page order.
    pub fn articles(&self) -> impl Iterator<Item = &Map<String, Value>> {
        self.nodes.iter().filter(|node| is_article(node))
    }

    /// The node that `{"@id": "…"}` stands for.
    fn referred(&self, value: &Value) -> Option<&Map<String, Value>> {
        let object = value.as_object()?;
        if object.contains_key("name") {
            return None;
        }
        let id = object.get("@id")?.as_str()?;
        self.by_id.get(id).map(|at| &self.nodes[*at])
    }

    /// A member as one line of text.
    pub fn text(&self, node: &Map<String, Value>, name: &str) -> Option<String> {
        let value = node.get(name)?;
        let first = match value {
            Value::Array(values) => values.first()?,
            value => value,
        };
        if let Some(referred) = self.referred(first) {
            return referred.get("name").and_then(text_of);
        }
        text_of(first).filter(|text| !text.is_empty())
    }

    /// Every name in a member.
    pub fn names(&self, node: &Map<String, Value>, name: &str) -> Vec<String> {
        let Some(value) = node.get(name) else {
            return Vec::new();
        };
        names_of(value)
    }

    /// The authors of an article.
    pub fn authors(&self, node: &Map<String, Value>, notes: &mut Vec<String>) -> Vec<String> {
        let mut authors: Vec<String> = Vec::new();
        for member in ["author", "creator"] {
            let Some(value) = node.get(member) else {
                continue;
            };
            let values = match value {
                Value::Array(values) => values.as_slice(),
                value => std::slice::from_ref(value),
            };
            for value in values.iter().take(100) {
                let found = match self.referred(value) {
                    Some(person) => authors_of(&Value::Object(person.clone()), notes),
                    None => authors_of(value, notes),
                };
                for name in found {
                    if !authors.contains(&name) {
                        authors.push(name);
                    }
                }
            }
            if !authors.is_empty() {
                break;
            }
        }
        authors
    }

    /// Names of the kind `kind` in members that say what the article is about.
    pub fn about(&self, node: &Map<String, Value>, kinds: &[&str]) -> Vec<String> {
        let mut names = Vec::new();
        for member in ["about", "mentions", "contentLocation", "locationCreated"] {
            let Some(value) = node.get(member) else {
                continue;
            };
            let values = match value {
                Value::Array(values) => values.as_slice(),
                value => std::slice::from_ref(value),
            };
            for value in values.iter().take(200) {
                let Some(object) = self.referred(value).or(value.as_object()) else {
                    continue;
                };
                let is_kind = types_of(object)
                    .iter()
                    .any(|of| kinds.contains(&of.as_str()));
                if let Some(name) = object.get("name").and_then(text_of)
                    && is_kind
                    && !names.contains(&name)
                {
                    names.push(name);
                }
            }
        }
        names
    }
}

/// Whether a member of a node is a node of its own.
fn is_node(value: &Value, member: &str) -> bool {
    member == "@graph" || value.as_object().is_some_and(is_article)
}

/// The types of a node.
pub fn types_of(node: &Map<String, Value>) -> Vec<String> {
    let value = node.get("@type").or(node.get("type"));
    let last = |text: &str| {
        text.rsplit(['/', '#', ':'])
            .next()
            .unwrap_or(text)
            .to_owned()
    };
    match value {
        Some(Value::String(text)) => vec![last(text)],
        Some(Value::Array(values)) => values.iter().filter_map(Value::as_str).map(last).collect(),
        _ => Vec::new(),
    }
}

/// Articles by schema.org's types: all end alike.
pub fn is_article(node: &Map<String, Value>) -> bool {
    types_of(node).iter().any(|of| {
        of.ends_with("Article")
            || of.ends_with("Posting")
            || matches!(
                of.as_str(),
                "ReportageNewsArticle" | "Report" | "Review" | "CreativeWork" | "Recipe"
            )
    }) && (node.contains_key("headline")
        || node.contains_key("name")
        || node.contains_key("articleBody"))
}

/// The text of a JSON-LD script, if it can be made JSON.
fn parse(script: &str) -> Option<Value> {
    if script.len() > MAX_SCRIPT {
        return None;
    }
    let script = script.trim();
    if let Ok(value) = serde_json::from_str(script) {
        return Some(value);
    }
    let object = |value: &Value| value.is_object() || value.is_array();
    let repaired = serde_json::from_str(&repair(script)).ok().filter(object);
    // Some templates write the quotes as references.
    repaired.or_else(|| {
        let decoded = decode_references(script);
        serde_json::from_str(&repair(&decoded)).ok().filter(object)
    })
}

/// The text of an article that a node carries, tags taken out.
pub fn body_text(node: &Map<String, Value>) -> Option<String> {
    let value = node.get("articleBody").or(node.get("text"))?;
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(values) => Some(
            values
                .iter()
                .filter_map(Value::as_str)
                .collect::<Vec<_>>()
                .join("\n"),
        ),
        _ => None,
    }
    .filter(|text| !one_line(text).is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn graph_with_references() {
        let graph = Graph::read(&[r##"{"@graph": [
            {"@type": "WebSite", "name": "X"},
            {"@type": ["NewsArticle"], "headline": "A &amp; B", "author": {"@id": "#p"}, "publisher": {"@id": "#o"}},
            {"@type": "Person", "@id": "#p", "name": "Ann Roe"},
            {"@type": "Organization", "@id": "#o", "name": "Daily X"}]}"##]);
        let article = graph.main_article(&[], &[]).unwrap();
        assert_eq!(graph.text(article, "headline").as_deref(), Some("A & B"));
        assert_eq!(graph.text(article, "publisher").as_deref(), Some("Daily X"));
        assert_eq!(graph.authors(article, &mut Vec::new()), ["Ann Roe"]);
    }

    #[test]
    fn scripts_that_are_not_json() {
        for script in [
            "<![CDATA[ {\"@type\": \"Article\", \"headline\": \"H\"} ]]>",
            "//<![CDATA[\n{\"@type\": \"Article\", \"headline\": \"H\",}\n//]]>",
            "{&quot;@type&quot;: &quot;Article&quot;, &quot;headline&quot;: &quot;H&quot;}",
            "{\"@type\": \"Article\", \"headline\": \"H\", \"description\": \"a\nb\"};",
            "/* x */ [{\"@type\": \"Article\", \"headline\": \"H\"}]",
        ] {
            let graph = Graph::read(&[script]);
            assert_eq!(graph.articles().count(), 1, "{script}");
        }
        assert_eq!(Graph::read(&["{{ template }}"]).unread, 1);
    }
}
