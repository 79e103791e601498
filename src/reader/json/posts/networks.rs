//! Posts of Reddit, Bluesky and Mastodon, videos, saved pages, and what Google knows of its users.

use serde_json::{Map, Value};

use super::{Known, Post, inner, objects, string};

/// `{"kind": "Listing", "data": {"children": [{"kind": "t3", "data": {…}}]}}`
pub fn reddit_listing(object: &Map<String, Value>) -> Option<Known<'_>> {
    if string(object, "kind") != Some("Listing") {
        return None;
    }
    let mut found = Vec::new();
    push_children(inner(object, "data")?, &mut found);
    Some(Known::List(found))
}

/// Posts and comments with the answers to each behind it; the parser has bounded how deep they go.
fn push_children<'v>(data: &'v Map<String, Value>, found: &mut Vec<&'v Value>) {
    for child in objects(data, "children") {
        let Some(data) = child.get("data") else {
            continue;
        };
        found.push(data);
        let answers = data.get("replies").and_then(|replies| replies.get("data"));
        if let Some(answers) = answers.and_then(Value::as_object) {
            push_children(answers, found);
        }
    }
}

/// A post or a comment: `{"subreddit": …, "selftext" or "body": …, "created_utc": …}`
pub fn reddit(object: &Map<String, Value>) -> Option<Known<'_>> {
    let place = string(object, "subreddit")?;
    object.get("created_utc")?;
    let kept = |name| {
        let text = string(object, name);
        text.filter(|text| !matches!(*text, "[deleted]" | "[removed]"))
    };
    let mut post = Post::default();
    let own = string(object, "permalink").map(|path| format!("https://www.reddit.com{path}"));
    if let Some(link) = string(object, "url").filter(|link| link.starts_with("http")) {
        // That of a text alone is its own.
        let is_own = string(object, "permalink").is_some_and(|path| link.contains(path));
        if !is_own {
            post.links.push(link.to_owned());
        }
    }
    post.take(
        object,
        &[
            ("title", "title"),
            ("created_utc", "date"),
            ("id", "id"),
            ("link_flair_text", "tags"),
        ],
    )
    .set("author", kept("author"))
    .set("source", Some(format!("r/{place}")))
    .set("url", own)
    .set("text", kept("selftext").or_else(|| kept("body")));
    Some(post.known("a post or a comment of Reddit that was deleted"))
}

/// `{"feed": [{"post": {…}}]}`, `{"posts": [{"record": {…}}]}`
pub fn bluesky_list(object: &Map<String, Value>) -> Option<Known<'_>> {
    let list = |name| object.get(name).and_then(Value::as_array);
    let is_post = |value: &Value| value.get("record").is_some() && value.get("author").is_some();
    let in_feed = list("feed").map(|feed| feed.iter().filter_map(|entry| entry.get("post")));
    let posts: Vec<&Value> = match (in_feed, list("posts")) {
        (Some(posts), _) => posts.collect(),
        (None, Some(posts)) => posts.iter().collect(),
        (None, None) => return None,
    };
    let is_list = !posts.is_empty() && posts.iter().all(|post| is_post(post));
    is_list.then_some(Known::List(posts))
}

/// `{"did": …, "kind": "commit", "commit": {"collection": …, "record": {…}}}`
pub fn bluesky_event(object: &Map<String, Value>) -> Option<Known<'_>> {
    let did = string(object, "did").filter(|did| did.starts_with("did:"))?;
    if string(object, "kind").is_some_and(|kind| kind != "commit") {
        return Some(Known::Other("what happened to an account, no post"));
    }
    let commit = inner(object, "commit")?;
    if string(commit, "collection") != Some(POSTS) {
        return Some(Known::Other("a like, a follow or another event, no post"));
    }
    let Some(record) = inner(commit, "record") else {
        return Some(Known::Other("a post that was deleted"));
    };
    let mut post = bluesky(record, did, string(commit, "rkey"));
    post.set("author", Some(did));
    Some(post.known("a post without a text"))
}

/// The name of posts among what an account keeps.
const POSTS: &str = "app.bsky.feed.post";

/// `{"uri": "at://…", "author": {"handle": …}, "record": {"text": …}}`
pub fn bluesky_post(object: &Map<String, Value>) -> Option<Known<'_>> {
    let key = string(object, "uri").filter(|uri| uri.starts_with("at://"))?;
    let record = inner(object, "record")?;
    let author = inner(object, "author")?;
    let handle = string(author, "handle")?;
    let mut post = bluesky(record, handle, key.rsplit('/').next());
    post.set("author", string(author, "displayName").or(Some(handle)))
        .set("id", Some(key));
    Some(post.known("a post without a text"))
}

fn bluesky(record: &Map<String, Value>, account: &str, key: Option<&str>) -> Post {
    let mut post = Post::default();
    let address = key.map(|key| format!("https://bsky.app/profile/{account}/post/{key}"));
    let embedded = inner(record, "embed").and_then(|embed| inner(embed, "external"));
    if let Some(link) = embedded {
        let parts: Vec<&str> = ["title", "uri"]
            .iter()
            .filter_map(|name| string(link, name))
            .collect();
        if !parts.is_empty() {
            post.links.push(parts.join(" "));
        }
    }
    let language = record.get("langs").and_then(|langs| langs.get(0));
    post.take(
        record,
        &[("text", "text"), ("createdAt", "date"), ("tags", "tags")],
    )
    .set("language", language.cloned())
    .set("url", address);
    post
}

/// `{"account": {"acct": …, "display_name": …}, "content": …, "created_at": …}`
pub fn mastodon(object: &Map<String, Value>) -> Option<Known<'_>> {
    let account = inner(object, "account")?;
    let handle = string(account, "acct")?;
    if !object.contains_key("content") || !object.contains_key("created_at") {
        return None;
    }
    if let Some(boosted) = object.get("reblog").filter(|boosted| boosted.is_object()) {
        return Some(Known::List(vec![boosted]));
    }
    let mut post = Post::default();
    post.take(
        object,
        &[
            ("content", "text"),
            ("created_at", "date"),
            ("edited_at", "updated"),
            ("language", "language"),
            ("url", "url"),
            ("uri", "id"),
            ("tags", "tags"),
        ],
    )
    .set("author", string(account, "display_name").or(Some(handle)))
    .set("deck", string(object, "spoiler_text"));
    Some(post.known("a post without a text"))
}

/// What yt-dlp and its like write of a video: `{"webpage_url": …, "uploader": …, "title": …}`
pub fn video(object: &Map<String, Value>) -> Option<Known<'_>> {
    string(object, "webpage_url")?;
    object
        .get("upload_date")
        .or_else(|| object.get("extractor"))?;
    let mut post = Post::default();
    post.take(
        object,
        &[
            ("title", "title"),
            ("fulltitle", "title"),
            ("description", "text"),
            ("uploader", "source"),
            ("channel", "source"),
            ("upload_date", "date"),
            ("timestamp", "published"),
            ("webpage_url", "url"),
            ("id", "id"),
            ("tags", "tags"),
            ("language", "language"),
        ],
    );
    Some(post.known("a video without a title"))
}

/// Wallabag: `{"domain_name": …, "is_archived": …, "content": …, "created_at": …}`; it was created when
/// it was saved.
pub fn saved_page(object: &Map<String, Value>) -> Option<Known<'_>> {
    object.get("is_archived")?;
    let domain = string(object, "domain_name")?;
    let mut post = Post::default();
    post.take(
        object,
        &[
            ("title", "title"),
            ("content", "text"),
            ("url", "url"),
            ("published_at", "published"),
            ("published_by", "author"),
            ("created_at", "retrieved"),
            ("language", "language"),
            ("tags", "tags"),
            ("id", "id"),
        ],
    )
    .set("source", Some(domain));
    Some(post.known("a page that was saved without its text"))
}

/// `{"header": "YouTube", "title": "Watched …", "products": ["YouTube"], "time": …}`
pub fn activity(object: &Map<String, Value>) -> Option<Known<'_>> {
    let header = string(object, "header")?;
    string(object, "time")?;
    let products = object.get("products")?.as_array()?;
    let is_activity = products.iter().any(|product| product == header);
    is_activity.then_some(Known::Other(
        "what somebody looked at or looked for, by a Google account",
    ))
}
