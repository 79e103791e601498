//! Markdown, and any text with front matter in YAML, TOML or JSON: the files of static sites.
//!
//! The front matter is read as a JSON record is; the text below becomes blocks.  Front matter that
//! its parser refuses is read line by line instead, since `title: Trump: "a"` is common and no
//! YAML.  Invariants: limits come before parsers, and the text is never lost to a broken head.

use serde_json::{Map, Value};

use super::commonmark::links::has_links;
use super::dateline::take_dateline;
use super::decode::decode;
use super::fragment::{plain_blocks, text_blocks};
use super::json::article::read_object;
use super::json::authors::is_address;
use super::plain_text::markdown_page::is_page;
use super::plain_text::{Surroundings, parse};
use super::{Head, Input, Item, MAX_ARTICLE_BYTES, ReadArticle, ReadError, Reader, Reason, Sink};
use crate::article::{Article, Block, BlockKind, Evidence, Kind, Span};

mod blocks;
mod front;
mod lines;
mod properties;
mod shortcode;
#[cfg(test)]
mod tests;

use front::Front;

/// The reader of Markdown and of front matter.
pub struct Markdown;

impl Reader for Markdown {
    fn name(&self) -> &'static str {
        "markdown"
    }

    fn doc(&self) -> &'static str {
        "Markdown, and text with YAML, TOML or JSON front matter (Hugo, Jekyll, Zola)"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["md", "markdown", "mdown", "mkd", "mdx"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        let text = head.text().trim_start_matches('\u{feff}');
        if front::begins(text) {
            // More than the JSON reader says of an object that text follows.
            return 93;
        }
        // Without front matter the extension has to say it too: many texts have a line of dashes.
        // A page with its menu is scraped text, whatever its marks.
        if looks_like_markdown(text) && !is_page(text) {
            8
        } else {
            0
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        if input.bytes.len() > MAX_ARTICLE_BYTES {
            let detail = format!("{} bytes", input.bytes.len());
            return Err(ReadError::new(Reason::TooLarge, detail));
        }
        let declared: Vec<&str> = input.charset.into_iter().collect();
        let decoded = decode(input.bytes, &declared);
        let text = decoded.text.trim_start_matches('\u{feff}');
        let (front, body_at) = match front::split(text) {
            (None, _) => properties::split(text),
            found => found,
        };
        let mut article = match &front {
            Some(front) => from_front(front),
            None => Article::default(),
        };
        article.parser = if front.is_some() {
            "front-matter"
        } else {
            "markdown"
        }
        .to_owned();
        article.confidence = if front.is_some() { 0.95 } else { 0.7 };
        let body = &text[body_at..];
        // What a reader service writes is Markdown whatever its file is called.
        let is_service = front.is_some_and(|front| front.kind == front::PAGE);
        article.blocks = match input.extension().as_str() {
            _ if is_page(body) || (is_service && has_links(body)) => {
                take_page(&mut article, text, body_at)
            }
            "txt" | "text" if !is_service => plain_blocks(body),
            "html" | "htm" => text_blocks(body),
            _ => blocks::blocks(body, body_at, &mut article.headline),
        };
        if article.headline.is_empty() && article.blocks.is_empty() {
            return Err(ReadError::new(Reason::NoText, "no headline and no text"));
        }
        if !article.blocks.iter().any(|block| block.kind.is_body()) {
            article.kind = Kind::Stub;
        }
        // Many sites repeat the first words as description.
        let starts = |block: &&crate::article::Block| block.kind == BlockKind::Paragraph;
        if let Some(first) = article.blocks.iter().find(starts)
            && !article.deck.is_empty()
            && first
                .text
                .starts_with(article.deck.trim_end_matches(['…', '.']))
        {
            article.deck.clear();
        }
        take_dateline(&mut article);
        article.notes.extend(decoded.notes.iter().cloned());
        sink(Item::Article(Box::new(ReadArticle {
            article,
            member: String::new(),
            offset: 0,
            encoding: decoded.encoding.clone(),
        })));
        Ok(())
    }
}

/// The blocks of a page with its menus below front matter, and what the front matter does not say.
fn take_page(article: &mut Article, text: &str, at: usize) -> Vec<Block> {
    // Spaces for the front matter: places in the page are places in the file.
    let blank = " ".repeat(at) + &text[at..];
    let page = parse(&blank, &Surroundings::default());
    if article.dates.is_empty() {
        article.dates = page.dates;
    }
    // A title that goes on behind the headline is the page's, with the name of its site.
    let goes_on = article.headline.starts_with(&page.headline) && !page.headline.is_empty();
    if goes_on || article.headline.is_empty() {
        article.headline = page.headline;
    }
    if article.authors.is_empty() {
        article.authors = page.authors;
    }
    if article.deck.is_empty() {
        article.deck = page.deck;
    }
    article.dateline = page.dateline;
    article.source = article.source.take().or(page.source);
    page.blocks
}

/// The fields that the front matter gives.
fn from_front(front: &Front) -> Article {
    // A record without headline and text is no article to the JSON reader; here the text follows.
    let mut object: Map<String, Value> = front.values.clone();
    object.values_mut().for_each(|value| unlink(value, 0));
    name_address(&mut object);
    // Here the bare word is that of the system which makes pages of the files.
    if let Some(status) = object.remove("status") {
        object.entry("post_status").or_insert(status);
    }
    let has_title = object.contains_key("title") || object.contains_key("headline");
    if !has_title {
        object.insert("headline".to_owned(), Value::String("-".to_owned()));
    }
    object
        .entry("id")
        .or_insert_with(|| Value::String("-".to_owned()));
    // Names of other things here: where the page is put, what it looks like, its own text.
    for name in ["body", "text", "content", "layout", "type", "article"] {
        object.remove(name);
    }
    let mut article = read_object(&object).unwrap_or_default();
    if !has_title {
        article.headline.clear();
    }
    if article.given_id.as_deref() == Some("-") {
        article.given_id = None;
    }
    article.kind = Kind::Story;
    for evidence in &mut article.evidence {
        if let Some(name) = evidence.source.strip_prefix("json:") {
            evidence.source = format!("front matter `{name}`");
        }
    }
    article.evidence.push(Evidence {
        field: "front matter".to_owned(),
        source: front.kind.to_owned(),
        reason: if front.is_line_wise {
            "read line by line".to_owned()
        } else {
            "parsed".to_owned()
        },
        span: Span::new(0, front.length),
    });
    if front.is_line_wise {
        article.notes.push(format!(
            "front matter is not valid {} and was read line by line",
            front.kind
        ));
    }
    article
}

/// `[[people/Jane Roe|Jane]]` => `Jane`: links of a notebook in its properties.
fn unlink(value: &mut Value, depth: usize) {
    match value {
        Value::String(text) => {
            let inner = text.trim().strip_prefix("[[");
            if let Some(inner) = inner.and_then(|inner| inner.strip_suffix("]]"))
                && !inner.contains("[[")
            {
                let shown = inner.rsplit(['|', '/']).next().unwrap_or(inner);
                *text = shown.trim().to_owned();
            }
        }
        Value::Array(values) if depth < 2 => {
            values.iter_mut().for_each(|value| unlink(value, depth + 1));
        }
        _ => {}
    }
}

/// `source: https://…` of a clipping is the address of the article, not an outlet.
fn name_address(object: &mut Map<String, Value>) {
    let is_page = |value: &Value| {
        let path = value.as_str().filter(|text| is_address(text));
        let path = path.and_then(|text| text.split_once("://")?.1.split_once('/'));
        path.is_some_and(|(_, path)| !path.is_empty())
    };
    if object.get("source").is_some_and(is_page)
        && !object.contains_key("url")
        && let Some(address) = object.remove("source")
    {
        object.insert("url".to_owned(), address);
    }
}

/// Whether lines of a text begin as Markdown's do.
fn looks_like_markdown(text: &str) -> bool {
    let mut lines = text.lines().take(200);
    lines.any(|line| {
        let line = line.trim_start();
        let hashes = line.bytes().take_while(|b| *b == b'#').count();
        ((1..=6).contains(&hashes) && line[hashes..].starts_with(' '))
            || line.starts_with("![")
            || line.starts_with("```")
            || (line.contains("](") && line.contains('['))
            || (line.contains("**") && line.matches("**").count() % 2 == 0)
    })
}
