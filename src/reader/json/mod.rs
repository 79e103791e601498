//! JSON, JSON lines and concatenated JSON: the records of crawlers, news services and archives.
//!
//! Streams value by value; a damaged value costs itself.  One table of field names (`fields`) serves
//! news-please, NewsAPI, ninjs 1 to 3, schema.org, the interfaces of large newspapers and plain
//! `title/text/date`.  An object that holds a list of articles gives those.  Not for JSON inside
//! pages, which the HTML reader takes out with the same parts.

use serde_json::{Map, Value};

use super::decode::decode;
use super::{Head, Input, Item, ReadArticle, ReadError, Reader, Reason, Sink, Skip};

pub mod article;
pub mod authors;
mod dates;
mod feed;
mod fields;
pub mod repair;
mod split;
pub mod value;

pub use fields::{Target, meaning};
use split::{Bad, Piece, Pieces};

/// The reader of JSON in all its arrangements.
pub struct Json;

/// Members under which a container keeps its articles.
const LISTS: &[&str] = &[
    "articles",
    "items",
    "docs",
    "documents",
    "results",
    "entries",
    "posts",
    "stories",
    "news",
    "records",
    "hits",
    "data",
    "@graph",
    "rows",
];

/// Members that wrap such a container once more.
const WRAPPERS: &[&str] = &[
    "response",
    "hits",
    "data",
    "result",
    "feed",
    "body",
    "_source",
    "collection",
];

impl Reader for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn doc(&self) -> &'static str {
        "JSON, JSON lines: news-please, NewsAPI, ninjs, schema.org, JSON Feed, title/text/date"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json", "jsonl", "ndjson", "jl", "jsonlines", "geojson"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        let text = head.text();
        let text = text.trim_start_matches(['\u{feff}', '\u{1e}', ' ', '\n', '\r', '\t']);
        let inner = text.trim_start_matches(['[', ' ', '\n', '\r', '\t']);
        // An object begins with a quoted name; "[Advertisement]" and "{{ template }}" do not.
        match inner.strip_prefix('{').map(str::trim_start) {
            Some(member) if member.starts_with('"') => {
                let name_end = member[1..].find('"').map_or(member.len(), |len| len + 2);
                let after = member[name_end..].trim_start();
                if after.starts_with(':') || after.is_empty() {
                    90
                } else {
                    20
                }
            }
            Some(member) if member.starts_with('}') => 60,
            Some(member) if member.starts_with('\'') => 15,
            Some("") => 50,
            _ if text.starts_with('[') && inner.starts_with(']') => 50,
            _ => 0,
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        let declared: Vec<&str> = input.charset.into_iter().collect();
        let decoded = decode(input.bytes, &declared);
        let pieces = Pieces::new(&decoded.text);
        let mut run = Run {
            sink,
            encoding: &decoded.encoding,
            notes: &decoded.notes,
            is_single: pieces.is_single(),
            feed: None,
            number: 0,
            given: 0,
        };
        for piece in pieces {
            match piece {
                Ok(piece) => run.piece(piece),
                Err(bad) if bad.reason == Reason::TooLarge => run.large(bad, &decoded.text),
                Err(bad) => run.bad(bad),
            }
        }
        if run.given == 0 {
            return Err(ReadError::new(
                Reason::NotAnArticle,
                "no value holds an article",
            ));
        }
        Ok(())
    }
}

/// One reading of a file.
struct Run<'a, 's> {
    sink: Sink<'s>,
    encoding: &'a str,
    notes: &'a [String],
    is_single: bool,
    /// The feed whose entries are being read.
    feed: Option<feed::Feed>,
    number: usize,
    /// Articles and skips so far.
    given: usize,
}

impl Run<'_, '_> {
    fn piece(&mut self, piece: Piece<'_>) {
        let mut repaired = false;
        let parsed = serde_json::from_str::<Value>(piece.text).or_else(|error| {
            repaired = true;
            let fixed = repair::repair(piece.text);
            serde_json::from_str(&fixed).map_err(|_| error)
        });
        match parsed {
            Ok(value) => self.value(&value, piece.offset, repaired, 0),
            Err(error) => {
                // The parser counts lines within the value.
                let line = piece.line + error.line().saturating_sub(1);
                let is_depth = error.to_string().starts_with("recursion limit");
                self.bad(Bad {
                    offset: piece.offset,
                    line,
                    reason: if is_depth {
                        Reason::JsonDepth
                    } else {
                        Reason::JsonSyntax
                    },
                    detail: error.to_string(),
                });
            }
        }
    }

    /// A value, a list of values, or an object that holds a list.
    fn value(&mut self, value: &Value, offset: usize, repaired: bool, depth: usize) {
        match value {
            Value::Array(values) if depth < 4 => {
                self.is_single = false;
                for value in values {
                    self.value(value, offset, repaired, depth + 1);
                }
            }
            Value::Object(object) => match find_list(object, 0) {
                Some(list) if depth < 4 => {
                    self.is_single = false;
                    self.feed = feed::Feed::read(object).or(self.feed.take());
                    for value in list {
                        self.value(value, offset, repaired, depth + 1);
                    }
                }
                _ => self.object(object, offset, repaired),
            },
            _ => self.skip(offset, Reason::NotAnArticle, "a bare value"),
        }
    }

    fn object(&mut self, object: &Map<String, Value>, offset: usize, repaired: bool) {
        let Some(mut article) = article::read_object(object) else {
            self.skip(
                offset,
                Reason::NotAnArticle,
                "no field that holds a headline or a text",
            );
            return;
        };
        if let Some(feed) = &self.feed {
            feed.complete(object, &mut article);
        }
        article.notes.extend(self.notes.iter().cloned());
        if repaired {
            article.notes.push("JSON was repaired".to_owned());
        }
        self.number += 1;
        self.given += 1;
        let member = if self.is_single {
            String::new()
        } else {
            self.number.to_string()
        };
        (self.sink)(Item::Article(Box::new(ReadArticle {
            article,
            member,
            offset: offset as u64,
            encoding: self.encoding.to_owned(),
        })));
    }

    fn bad(&mut self, bad: Bad) {
        let detail = format!("line {}: {}", bad.line, bad.detail);
        self.skip(bad.offset, bad.reason, &detail);
    }

    fn skip(&mut self, offset: usize, reason: Reason, detail: &str) {
        self.number += 1;
        self.given += 1;
        (self.sink)(Item::Skipped(Skip {
            member: if self.is_single {
                String::new()
            } else {
                self.number.to_string()
            },
            offset: offset as u64,
            reason,
            detail: detail.to_owned(),
        }));
    }

    /// An object that is too large to be one article may hold many.
    fn large(&mut self, bad: Bad, text: &str) {
        let Some(list) = split::find_list(&text[bad.offset..]) else {
            self.bad(bad);
            return;
        };
        self.is_single = false;
        // The list ends where the object goes on with a name: that is a bare value, not an article.
        for piece in Pieces::of_array(&text[bad.offset..], list) {
            match piece {
                Ok(piece) if !piece.text.starts_with(['{', '[']) => break,
                Ok(piece) => self.piece(Piece {
                    offset: piece.offset + bad.offset,
                    line: piece.line + bad.line - 1,
                    ..piece
                }),
                Err(inner) => self.bad(Bad {
                    offset: inner.offset + bad.offset,
                    line: inner.line + bad.line - 1,
                    ..inner
                }),
            }
        }
    }
}

/// The list of articles that an object is a container of.
fn find_list(object: &Map<String, Value>, depth: usize) -> Option<&Vec<Value>> {
    let has_text = object.keys().any(|name| {
        matches!(meaning(name), Some((Target::Body, _))) && !WRAPPERS.contains(&name.as_str())
    });
    if has_text {
        return None;
    }
    for name in LISTS {
        if let Some(Value::Array(values)) = object.get(*name)
            && values.iter().any(is_like_an_article)
        {
            return Some(values);
        }
    }
    if depth > 2 {
        return None;
    }
    WRAPPERS.iter().find_map(|name| match object.get(*name) {
        Some(Value::Object(inner)) => find_list(inner, depth + 1),
        _ => None,
    })
}

fn is_like_an_article(value: &Value) -> bool {
    let Value::Object(object) = value else {
        return false;
    };
    let object = match object.get("_source") {
        Some(Value::Object(inner)) => inner,
        _ => object,
    };
    object
        .keys()
        .any(|name| matches!(meaning(name), Some((Target::Headline | Target::Body, _))))
}

#[cfg(test)]
mod tests;
