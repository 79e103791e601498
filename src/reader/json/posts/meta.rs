//! What people get when they ask Facebook, Messenger and Instagram for their data.
//!
//! These exports write the bytes of UTF-8 as if each were a character (`\u00c3\u00a9` for é): that is
//! put right here, and only where all of a text can be read so.

use serde_json::{Map, Value};

use super::{Known, Post, inner, objects, string};

/// `{"timestamp": …, "data": [{"post": …}], "attachments": […], "title": "Ann Roe shared a link."}`
pub fn facebook_post(object: &Map<String, Value>) -> Option<Known<'_>> {
    object.get("timestamp")?.as_i64()?;
    let is_bare = |object: &Map<String, Value>, names: &[&str]| {
        object.keys().all(|name| names.contains(&name.as_str()))
    };
    let mut parts = objects(object, "data").peekable();
    let has_parts = parts.peek().is_some() || objects(object, "attachments").next().is_some();
    if !has_parts || !is_bare(object, MEMBERS) || !parts.all(|part| is_bare(part, PARTS)) {
        return None;
    }
    let mut post = Post::default();
    let mut texts: Vec<String> = Vec::new();
    let mut author = None;
    for data in objects(object, "data") {
        add(string(data, "post"), &mut texts);
        if let Some(comment) = inner(data, "comment") {
            add(string(comment, "comment"), &mut texts);
            author = string(comment, "author").map(mended);
        }
    }
    let attached =
        objects(object, "attachments").flat_map(|attachment| objects(attachment, "data"));
    for attachment in attached {
        if let Some(media) = inner(attachment, "media") {
            add(string(media, "description"), &mut texts);
        }
        add(string(attachment, "text"), &mut texts);
        if let Some(link) = inner(attachment, "external_context") {
            let parts = [string(link, "name"), string(link, "url")];
            let parts: Vec<String> = parts.into_iter().flatten().map(mended).collect();
            if !parts.is_empty() {
                post.links.push(parts.join(" "));
            }
        }
    }
    // "Ann Roe shared a link." is no headline, and the only place that names her.
    let author = author.or_else(|| actor(&mended(string(object, "title")?)));
    post.take(object, &[("timestamp", "date")])
        .set("author", author)
        .set("text", (!texts.is_empty()).then(|| texts.join("\n\n")));
    Some(post.known("a post of Facebook without a text"))
}

/// Members of such a post; others are those of some other record.
const MEMBERS: &[&str] = &[
    "timestamp",
    "data",
    "attachments",
    "title",
    "tags",
    "place",
    "event",
];

/// Members of the parts of its text.
const PARTS: &[&str] = &["post", "comment", "update_timestamp", "backdated_timestamp"];

/// Verbs behind a name in the titles of English exports.
const ACTS: &[&str] = &[
    " updated ",
    " shared ",
    " added ",
    " wrote ",
    " posted ",
    " was ",
    " is ",
    " commented ",
    " replied ",
    " created ",
];

/// `Ann Roe shared a link.` => `Ann Roe`
fn actor(title: &str) -> Option<String> {
    let ends = ACTS.iter().filter_map(|act| title.find(act));
    let name = title[..ends.min()?].trim();
    let is_name = (1..=4).contains(&name.split(' ').count()) && name != "You";
    is_name.then(|| name.to_owned())
}

/// `{"sender_name": …, "timestamp_ms": …, "content": …}`
pub fn messenger(object: &Map<String, Value>) -> Option<Known<'_>> {
    object.get("timestamp_ms")?.as_i64()?;
    let sender = string(object, "sender_name")?;
    let mut post = Post::default();
    if let Some(share) = inner(object, "share") {
        post.links.extend(string(share, "link").map(mended));
    }
    post.take(object, &[("timestamp_ms", "date")])
        .set("author", Some(mended(sender)))
        .set("text", string(object, "content").map(mended));
    Some(post.known("a message without a text"))
}

/// `{"media": [{"uri": …, "creation_timestamp": …, "title": …}], "title": …}`
pub fn instagram_post(object: &Map<String, Value>) -> Option<Known<'_>> {
    let mut media = objects(object, "media").peekable();
    let first = *media.peek()?;
    first.get("uri")?;
    first.get("creation_timestamp")?.as_i64()?;
    let mut texts: Vec<String> = Vec::new();
    add(string(object, "title"), &mut texts);
    for media in media {
        add(string(media, "title"), &mut texts);
    }
    let mut post = Post::default();
    let dated = if object.contains_key("creation_timestamp") {
        object
    } else {
        first
    };
    post.take(dated, &[("creation_timestamp", "date")])
        .set("text", (!texts.is_empty()).then(|| texts.join("\n\n")));
    Some(post.known("pictures of Instagram without a text"))
}

/// `{"string_map_data": {"Comment": {"value": …}, "Time": {"timestamp": …}}}`
pub fn instagram_comment(object: &Map<String, Value>) -> Option<Known<'_>> {
    let data = inner(object, "string_map_data")?;
    let comment = string(inner(data, "Comment")?, "value").map(mended);
    let mut post = Post::default();
    if let Some(time) = inner(data, "Time") {
        post.take(time, &[("timestamp", "date")]);
    }
    post.set("text", comment);
    Some(post.known("a comment without a text"))
}

/// Adds a text that is not there yet: a picture repeats what its post says.
fn add(text: Option<&str>, texts: &mut Vec<String>) {
    if let Some(text) = text.map(mended).filter(|text| !texts.contains(text)) {
        texts.push(text);
    }
}

/// `FÃ¤hre` => `Fähre`, where every character stands for a byte of UTF-8.
fn mended(text: &str) -> String {
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(c).ok()).collect();
    let mended = bytes.and_then(|bytes| String::from_utf8(bytes).ok());
    mended.unwrap_or_else(|| text.to_owned())
}
