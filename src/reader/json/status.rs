//! Whether an object is published, held back or gone, and what kind of a story it is.

use serde_json::{Map, Value};

use super::super::state::{DELETED, DRAFT, set_state};
use super::article::{Found, first_text, values};
use super::fields::Target;
use super::value::text_of;
use crate::article::{Article, Kind, Status};

/// Takes over state, embargo and kind.
pub fn read_status(object: &Map<String, Value>, found: &Found<'_>, article: &mut Article) {
    for (_, _, value) in values(found, Target::Status) {
        match flag_of(value) {
            // Drupal publishes with a tick.
            Some(false) if value.is_boolean() => _ = set_state(article, DRAFT),
            _ => _ = text_of(value).is_some_and(|word| set_state(article, &word)),
        }
    }
    for (target, held_back, word) in [
        (Target::Deleted, true, DELETED),
        (Target::Draft, true, DRAFT),
        (Target::Public, false, DRAFT),
        (Target::Published, false, DRAFT),
    ] {
        let flags = values(found, target).iter();
        let mut flags = flags.filter_map(|(_, _, value)| flag_of(value));
        if flags.any(|flag| flag == held_back) {
            set_state(article, word);
        }
    }
    // What NewsAPI leaves of an article that its publisher took back.
    if article.headline == "[Removed]" {
        set_state(article, DELETED);
    }
    if let Some((_, until)) = first_text(found, Target::Embargo)
        && article.status == Status::Usable
        && until.bytes().any(|b| b.is_ascii_digit())
    {
        article.status = Status::Embargoed;
        article.embargo = Some(until);
    }
    let kind = object
        .get("@type")
        .or(object.get("type"))
        .and_then(text_of)
        .unwrap_or_default();
    match kind.as_str() {
        "LiveBlogPosting" | "liveblog" | "live" => article.kind = Kind::LiveBlog,
        "ImageGallery" | "MediaGallery" | "gallery" | "picture" | "graphic" => {
            article.kind = Kind::Gallery;
        }
        _ => {}
    }
}

/// Yes or no, as a flag or as a cell of a table says it.
pub fn flag_of(value: &Value) -> Option<bool> {
    if let Value::Bool(flag) = value {
        return Some(*flag);
    }
    match text_of(value)?.to_lowercase().as_str() {
        "true" | "yes" | "1" => Some(true),
        "false" | "no" | "0" => Some(false),
        _ => None,
    }
}
