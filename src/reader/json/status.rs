//! Whether an object is published, held back or gone, and what kind of a story it is.

use serde_json::{Map, Value};

use super::super::state::{DELETED, DRAFT, set_state};
use super::article::{Found, first_text, values};
use super::fields::Target;
use super::value::text_of;
use crate::article::{Article, Kind, Status};

/// Takes over state, embargo and kind.
pub fn read_status(object: &Map<String, Value>, found: &Found<'_>, article: &mut Article) {
    for (_, name, value) in values(found, Target::Status) {
        match flag_of(value) {
            // Drupal publishes with a tick.
            Some(false) if value.is_boolean() => _ = set_state(article, DRAFT),
            _ => {
                let word = text_of(value).filter(|word| is_of_publishing(name, word, object));
                _ = word.is_some_and(|word| set_state(article, &word));
            }
        }
    }
    for (target, held_back, word) in [
        (Target::Deleted, true, DELETED),
        (Target::Draft, true, DRAFT),
        (Target::Public, false, DRAFT),
        (Target::Published, false, DRAFT),
    ] {
        // Under another name of a date 0 and `false` say that there is none.
        let flags = values(found, target).iter().filter(|(_, name, _)| {
            target != Target::Published || name.eq_ignore_ascii_case("published")
        });
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
        && until.bytes().any(|b| matches!(b, b'1'..=b'9'))
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

/// Names that a court case, a strike and a parcel have a state under, too.
const BARE_NAMES: &[&str] = &["status", "state"];

/// Words that are said of texts alone, whatever the name.
const WORDS: &[&str] = &[
    DRAFT,
    "auto-draft",
    "unpublished",
    "trash",
    "trashed",
    DELETED,
    "embargoed",
];

/// Words that WordPress and Ghost have beside these.
const WORDS_OF_SYSTEMS: &[&str] = &["pending", "future", "scheduled", "private"];

/// Whether a word says what has become of the text, and not of what the text is about.
fn is_of_publishing(name: &str, word: &str, object: &Map<String, Value>) -> bool {
    let is_bare = BARE_NAMES
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name));
    let is_in = |words: &[&str]| words.iter().any(|known| known.eq_ignore_ascii_case(word));
    !is_bare
        || is_in(WORDS)
        // Agencies write their scheme before it.
        || word.starts_with("stat:")
        || (is_in(WORDS_OF_SYSTEMS) && is_of_system(object))
}

/// Whether other fields show that a system for publishing has written the object.
fn is_of_system(object: &Map<String, Value>) -> bool {
    let has = |name: &&str| object.contains_key(*name);
    ["comment_status", "ping_status", "post_type", "post_name"]
        .iter()
        .any(has)
        || (has(&"slug") && ["guid", "uuid"].iter().any(has))
}

/// Yes or no, as a flag or as a cell of a table says it.
pub fn flag_of(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => return Some(*flag),
        Value::Array(_) | Value::Object(_) => return None,
        _ => {}
    }
    match text_of(value)?.to_lowercase().as_str() {
        "true" | "yes" | "1" => Some(true),
        "false" | "no" | "0" => Some(false),
        _ => None,
    }
}
