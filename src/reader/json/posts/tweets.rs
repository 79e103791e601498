//! Posts of X, once Twitter: of its archive and its interfaces, and as programs collect them.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::{Known, Post, inner, objects, string};

/// `{"full_text": …, "id_str": …, "created_at": …}`, also within `tweet`.
pub fn tweet(object: &Map<String, Value>) -> Option<Known<'_>> {
    // An article may have a tweet among its members.
    let within = inner(object, "tweet").filter(|_| object.len() == 1);
    let tweet = within.unwrap_or(object);
    let id = string(tweet, "id_str")?;
    let text = string(tweet, "full_text").or_else(|| string(tweet, "text"))?;
    string(tweet, "created_at")?;
    let mut text = text.to_owned();
    let entities = inner(tweet, "entities");
    // Each address is put in once: texts are short.
    let urls = entities
        .into_iter()
        .flat_map(|entities| objects(entities, "urls"));
    for url in urls.take(MAX_LINKS) {
        if let (Some(short), Some(whole)) = (string(url, "url"), string(url, "expanded_url")) {
            text = text.replacen(short, whole, 1);
        }
    }
    let user = inner(tweet, "user");
    let name = |name| user.and_then(|user| string(user, name));
    let address = address_of(id, name("screen_name"));
    let mut post = Post::default();
    post.take(
        tweet,
        &[
            ("created_at", "date"),
            ("lang", "language"),
            ("entities", "entities"),
        ],
    )
    .set("id", Some(id))
    .set("url", Some(address))
    .set("author", name("name").or_else(|| name("screen_name")))
    .set("text", Some(text));
    Some(post.known("a post without a text"))
}

/// Links of one post that are written out.
const MAX_LINKS: usize = 20;

fn address_of(id: &str, account: Option<&str>) -> String {
    match account {
        Some(account) => format!("https://twitter.com/{account}/status/{id}"),
        None => format!("https://twitter.com/i/web/status/{id}"),
    }
}

/// What snscrape collects: `{"_type": "….Tweet", "url": …, "date": …, "rawContent": …, "user": {…}}`
pub fn collected(object: &Map<String, Value>) -> Option<Known<'_>> {
    string(object, "_type").filter(|kind| kind.ends_with(".Tweet"))?;
    let user = inner(object, "user");
    let name = |name| user.and_then(|user| string(user, name));
    let text = string(object, "rawContent").or_else(|| string(object, "content"));
    let mut post = Post::default();
    post.take(
        object,
        &[
            ("date", "date"),
            ("lang", "language"),
            ("url", "url"),
            ("id", "id"),
            ("hashtags", "hashtags"),
        ],
    )
    .set("author", name("displayname").or_else(|| name("username")))
    .set("text", text);
    Some(post.known("a post without a text"))
}

/// A page of the second interface: `{"data": [{"id": …, "author_id": …}], "includes": {"users": […]}}`
pub fn page_of_tweets(object: &Map<String, Value>) -> Option<Known<'_>> {
    let tweets = objects(object, "data");
    let is_tweet = |tweet: &&Map<String, Value>| tweet.contains_key("author_id");
    let tweets: Vec<&Map<String, Value>> = tweets.filter(is_tweet).collect();
    if tweets.is_empty() {
        return None;
    }
    let users = inner(object, "includes").into_iter();
    let users: HashMap<&str, &Map<String, Value>> = users
        .flat_map(|includes| objects(includes, "users"))
        .filter_map(|user| Some((string(user, "id")?, user)))
        .collect();
    let posts = tweets.into_iter().filter_map(|tweet| {
        let id = string(tweet, "id")?;
        let user = users.get(string(tweet, "author_id")?);
        let name = |name| user.and_then(|user| string(user, name));
        let mut post = Post::default();
        post.take(
            tweet,
            &[
                ("created_at", "date"),
                ("lang", "language"),
                ("entities", "entities"),
                ("text", "text"),
                ("id", "id"),
            ],
        )
        .set("author", name("name").or_else(|| name("username")))
        .set("url", Some(address_of(id, name("username"))));
        Some(post)
    });
    Some(Known::Posts(posts.collect()))
}
