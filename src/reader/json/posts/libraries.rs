//! Pages and articles of scanned newspapers as the interfaces of libraries give them: the title is that
//! of the newspaper.

use serde_json::{Map, Value};

use super::{Known, Post, inner, string};

/// Trove of Australia: `{"heading": …, "title": {"title": …}, "articleText": …}`
pub fn trove(object: &Map<String, Value>) -> Option<Known<'_>> {
    let heading = string(object, "heading")?;
    let is_article = ["troveUrl", "articleText", "trovePageUrl"];
    if !is_article.iter().any(|name| object.contains_key(*name)) {
        return None;
    }
    let title = inner(object, "title");
    let outlet = title.and_then(|title| string(title, "title").or_else(|| string(title, "value")));
    let address = string(object, "troveUrl").or_else(|| string(object, "identifier"));
    let mut post = Post::default();
    post.take(
        object,
        &[
            ("articleText", "text"),
            ("snippet", "excerpt"),
            ("date", "date"),
            ("category", "section"),
            ("id", "id"),
        ],
    )
    .set("title", Some(heading))
    .set("source", outlet)
    .set("url", address.or_else(|| string(object, "url")));
    Some(post.known("an article without a heading"))
}

/// Chronicling America: `{"lccn": …, "title": …, "date": "19310218", "ocr_eng": …}`
pub fn chronicling_america(object: &Map<String, Value>) -> Option<Known<'_>> {
    string(object, "lccn")?;
    let mut ocr = object.iter().filter(|(name, _)| name.starts_with("ocr_"));
    let (_, text) = ocr.next()?;
    let mut post = Post::default();
    post.take(
        object,
        &[
            ("title", "source"),
            ("date", "date"),
            ("url", "url"),
            ("id", "id"),
            ("language", "language"),
            ("edition_label", "section"),
        ],
    )
    .set("text", Some(text.clone()));
    Some(post.known("a page without a text"))
}

/// Impresso: `{"id": …, "pp": […], "d": …, "lg": …, "t": …, "ft": …}`
pub fn impresso(object: &Map<String, Value>) -> Option<Known<'_>> {
    object.get("pp")?.as_array()?;
    string(object, "ft").or_else(|| string(object, "t"))?;
    let mut post = Post::default();
    post.take(
        object,
        &[
            ("t", "title"),
            ("ft", "text"),
            ("d", "date"),
            ("lg", "language"),
            ("id", "id"),
        ],
    );
    Some(post.known("an item without a text"))
}
