//! JSON, JSON lines and concatenated JSON: the records of crawlers, news services and archives.
//!
//! Streams value by value; a damaged value costs itself.  One table of field names (`fields`) serves
//! news-please, NewsAPI, ninjs 1 to 3, schema.org, the interfaces of large newspapers and plain
//! `title/text/date`.  An object that holds a list of articles gives those.  Not for JSON inside
//! pages, which the HTML reader takes out with the same parts.

use serde_json::{Map, Value};

use crate::article::{Article, BlockKind};

use super::decode::decode;
use super::fragment::block;
use super::own_output::{self, is_own_object};
use super::{Head, Input, Item, ReadArticle, ReadError, Reader, Reason, Sink, Skip};

pub mod article;
pub mod authors;
mod body;
mod columns;
mod dates;
mod feed;
mod fields;
mod lists;
mod posts;
pub mod repair;
mod scan;
mod speech;
mod split;
mod status;
mod tags;
pub mod value;

pub use fields::{Target, is_strong_headline, listed, meaning};
use split::{Bad, Piece, Pieces};

/// How deep lists of lists and objects around articles are looked into.
const MAX_DEPTH: usize = 5;

/// The reader of JSON in all its arrangements.
pub struct Json;

impl Reader for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn doc(&self) -> &'static str {
        "JSON, JSON lines: news-please, NewsAPI, ninjs, schema.org, JSON Feed, posts and chats, title/text/date"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["json", "jsonl", "ndjson", "jl", "jsonlines", "geojson"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        let text = head.text();
        let text = text.trim_start_matches(['\u{feff}', '\u{1e}', ' ', '\n', '\r', '\t']);
        let text = &text[split::assignment(text)..];
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
        if let Some(cues) = speech::cues_of_text(&decoded.text) {
            run.is_single = true;
            run.give(speech::article_of(&cues, &Map::new()), 0, false);
            return Ok(());
        }
        for piece in pieces {
            match piece {
                Ok(piece) => run.piece(piece),
                Err(bad) if bad.reason == Reason::TooLarge || bad.is_cut => {
                    run.large(bad, &decoded.text, 0);
                }
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
        match parse(piece.text) {
            Ok((value, repaired)) => self.value(&value, piece.offset, repaired, 0),
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
                    is_cut: false,
                });
            }
        }
    }

    /// A value, a list of values, or an object that holds a list.
    fn value(&mut self, value: &Value, offset: usize, repaired: bool, depth: usize) {
        match value {
            Value::Array(values) if depth < MAX_DEPTH => {
                self.values(values, offset, repaired, depth);
            }
            Value::Object(object) if is_own_object(object) => {
                self.skip(offset, Reason::NotAnArticle, own_output::DETAIL);
            }
            Value::Object(object) if depth < MAX_DEPTH => {
                if let Some(known) = posts::known(object) {
                    self.known(known, offset, repaired, depth);
                } else if let Some(cues) = speech::cues_of_object(object) {
                    self.give(speech::article_of(&cues, object), offset, repaired);
                } else if let Some(list) = lists::find_list(object, 0) {
                    self.feed = feed::Feed::read(object).or(self.feed.take());
                    self.values(list, offset, repaired, depth);
                } else if let Some(rows) = columns::rows(object) {
                    self.values(&rows, offset, repaired, depth);
                } else {
                    self.object(object, offset, repaired, depth);
                }
            }
            Value::Object(object) => self.object(object, offset, repaired, depth),
            _ => self.skip(offset, Reason::NotAnArticle, "a bare value"),
        }
    }

    fn values(&mut self, values: &[Value], offset: usize, repaired: bool, depth: usize) {
        self.is_single = false;
        for value in values {
            self.value(value, offset, repaired, depth + 1);
        }
    }

    /// What stands anywhere within a value.
    fn within(&mut self, found: &[lists::Found<'_>], offset: usize, repaired: bool, depth: usize) {
        self.is_single = false;
        for found in found {
            match lists::with_address(found) {
                Some(object) => self.object(&object, offset, repaired, depth + 1),
                None => self.value(found.value, offset, repaired, depth + 1),
            }
        }
    }

    fn object(&mut self, object: &Map<String, Value>, offset: usize, repaired: bool, depth: usize) {
        if is_bulk_line(object) {
            return;
        }
        let article = article::read_object(object);
        // A name alone may be that of what holds the articles.
        if article.as_ref().is_none_or(article::is_bare) && depth < MAX_DEPTH {
            let found = lists::find_articles(object);
            if !found.is_empty() {
                self.within(&found, offset, repaired, depth);
                return;
            }
            let posts = posts::within(object);
            if !posts.is_empty() {
                self.posts(&posts, offset, repaired, depth);
                return;
            }
        }
        let Some(mut article) = article else {
            self.skip(
                offset,
                Reason::NotAnArticle,
                &lists::what_is_missing(object),
            );
            return;
        };
        if let Some(feed) = &self.feed {
            feed.complete(object, &mut article);
        }
        self.give(article, offset, repaired);
    }

    /// A post, several, or what is none.
    fn known(&mut self, known: posts::Known<'_>, offset: usize, repaired: bool, depth: usize) {
        match known {
            posts::Known::Post(post) => self.post(post, offset, repaired),
            posts::Known::Posts(posts) => {
                self.is_single = false;
                for post in posts {
                    self.post(post, offset, repaired);
                }
            }
            posts::Known::List(values) if values.is_empty() => {
                self.skip(offset, Reason::NotAnArticle, "a list without posts");
            }
            posts::Known::List(values) => {
                self.posts(&values, offset, repaired, depth);
            }
            posts::Known::Other(what) => self.skip(offset, Reason::NotAnArticle, what),
        }
    }

    fn posts(&mut self, values: &[&Value], offset: usize, repaired: bool, depth: usize) {
        self.is_single = false;
        for value in values {
            self.value(value, offset, repaired, depth + 1);
        }
    }

    fn post(&mut self, post: posts::Post, offset: usize, repaired: bool) {
        let Some(mut article) = article::read_object(&post.record) else {
            return self.skip(offset, Reason::NoText, "a post without a text");
        };
        let links = post.links.into_iter();
        article
            .blocks
            .extend(links.map(|link| block(BlockKind::Related, link)));
        self.give(article, offset, repaired);
    }

    fn give(&mut self, mut article: Article, offset: usize, repaired: bool) {
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

    /// A value that is too large to be one article, or ends with the file, may hold many: it is taken
    /// apart until its parts can be parsed.
    fn large(&mut self, bad: Bad, text: &str, depth: usize) {
        let before = self.given;
        self.is_single = false;
        // A string of that size is nothing to take apart.
        let is_list = match text.as_bytes().get(bad.offset) {
            Some(b'[') => true,
            Some(b'{') => false,
            _ => return self.bad(bad),
        };
        // An article that is cut off names others; those before it in the file are no parts of it.
        if bad.is_cut && (before > 0 || is_article(text, &bad)) {
            return self.bad(bad);
        }
        for piece in Pieces::within(text, bad.offset, bad.line) {
            match piece {
                Ok(piece) if !piece.text.starts_with(['{', '[']) => {}
                Ok(piece) if is_list => self.piece(piece),
                Ok(piece) => self.member(piece),
                Err(inner)
                    if (inner.reason == Reason::TooLarge || inner.is_cut) && depth < MAX_DEPTH =>
                {
                    self.large(inner, text, depth + 1);
                }
                Err(inner) => self.bad(inner),
            }
        }
        if self.given == before {
            self.bad(bad);
        }
    }

    /// One member of a large object: articles, or what the object says of itself.
    fn member(&mut self, piece: Piece<'_>) {
        // What cannot be parsed is reported; what holds no article is not missed.
        let Ok((value, repaired)) = parse(piece.text) else {
            self.piece(piece);
            return;
        };
        let object = Map::from_iter([(piece.name.to_owned(), value)]);
        if let Some(list) = lists::find_list(&object, 0) {
            self.values(list, piece.offset, repaired, 0);
        } else {
            let found = lists::find_articles(&object);
            if found.is_empty() {
                self.posts(&posts::within(&object), piece.offset, repaired, 0);
            } else {
                self.within(&found, piece.offset, repaired, 0);
            }
        }
    }
}

/// `{"index": {"_id": "1"}}`: what a search engine is told about the line below.
fn is_bulk_line(object: &Map<String, Value>) -> bool {
    let is_action = |(name, value): (&String, &Value)| {
        let about = value.as_object();
        matches!(name.as_str(), "index" | "create")
            && about.is_some_and(|about| about.keys().all(|name| name.starts_with('_')))
    };
    object.len() == 1 && object.iter().all(is_action)
}

/// Whether a value that is cut off has the text of an article itself.
fn is_article(text: &str, bad: &Bad) -> bool {
    let mut pieces = Pieces::within(text, bad.offset, bad.line).flatten();
    pieces.any(|piece| {
        piece.text.starts_with('"')
            && meaning(piece.name).is_some_and(|(target, _)| target == Target::Body)
    })
}

/// Parses a value, and says whether it had to be repaired.
fn parse(text: &str) -> serde_json::Result<(Value, bool)> {
    match serde_json::from_str(text) {
        Ok(value) => Ok((value, false)),
        Err(error) => serde_json::from_str(&repair::repair(text))
            .map(|value| (value, true))
            .map_err(|_| error),
    }
}

#[cfg(test)]
mod export_tests;
#[cfg(test)]
mod tests;
