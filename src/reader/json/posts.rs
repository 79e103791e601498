//! Posts and messages as networks and chats export them, and what else says little by the names of its
//! members: each becomes the record that `article` reads, or is told to be none.
//!
//! The address of a post is its own, never that of a page it links to: else it would be a version of
//! that page.  What it links to stands beside its text.  Forms follow what the exports of Facebook,
//! Instagram, Slack, Telegram, Reddit, X and Bluesky and their interfaces hold.

use serde_json::{Map, Value};

use super::value::text_of;

mod chats;
mod libraries;
mod meta;
mod networks;
mod tweets;

/// What an object of a known form is.
#[derive(Debug, PartialEq)]
pub enum Known<'v> {
    /// A post or a message.
    Post(Post),
    /// Several posts.
    Posts(Vec<Post>),
    /// Several values that may be some.
    List(Vec<&'v Value>),
    /// None, and what it is instead.
    Other(&'static str),
}

/// A post as a record with names that say what they are.
#[derive(Debug, Default, PartialEq)]
pub struct Post {
    pub record: Map<String, Value>,
    /// What it links to: a title, an address, or both.
    pub links: Vec<String>,
}

/// One form: returns nothing for objects that are none of it.
type Form = for<'v> fn(&'v Map<String, Value>) -> Option<Known<'v>>;

/// Every form that is known.
const FORMS: &[Form] = &[
    meta::facebook_post,
    meta::messenger,
    meta::instagram_post,
    meta::instagram_comment,
    chats::slack_message,
    chats::slack_list,
    chats::telegram_message,
    chats::discord_message,
    networks::reddit_listing,
    networks::reddit,
    tweets::tweet,
    tweets::collected,
    tweets::page_of_tweets,
    networks::bluesky_list,
    networks::bluesky_event,
    networks::bluesky_post,
    networks::mastodon,
    networks::video,
    networks::saved_page,
    networks::activity,
    libraries::trove,
    libraries::chronicling_america,
    libraries::impresso,
];

/// Looks whether an object has a form that is known.
pub fn known(object: &Map<String, Value>) -> Option<Known<'_>> {
    FORMS.iter().find_map(|form| form(object))
}

/// Lists of posts are looked for to this depth within an object of no known form.
const MAX_DEPTH: usize = 5;

/// The elements of all lists within an object that have posts of a known form: a whole export.
pub fn within(object: &Map<String, Value>) -> Vec<&Value> {
    let mut found = Vec::new();
    object
        .values()
        .for_each(|value| look_into(value, 1, &mut found));
    found
}

fn look_into<'v>(value: &'v Value, depth: usize, found: &mut Vec<&'v Value>) {
    if depth > MAX_DEPTH {
        return;
    }
    match value {
        Value::Object(object) => {
            let members = object.values();
            members.for_each(|member| look_into(member, depth + 1, found));
        }
        Value::Array(values) => {
            let is_known = |value: &Value| value.as_object().and_then(known).is_some();
            match values.iter().any(is_known) {
                true => found.extend(values),
                false => values
                    .iter()
                    .for_each(|value| look_into(value, depth + 1, found)),
            }
        }
        _ => {}
    }
}

impl Post {
    /// Sets a field, unless there is nothing to set.
    fn set(&mut self, name: &str, value: Option<impl Into<Value>>) -> &mut Self {
        if let Some(value) = value {
            self.record.insert(name.to_owned(), value.into());
        }
        self
    }

    /// Copies fields under the names that they have here.
    fn take(&mut self, object: &Map<String, Value>, names: &[(&str, &str)]) -> &mut Self {
        for (from, to) in names {
            if let Some(value) = object.get(*from).filter(|value| !value.is_null()) {
                self.record.insert((*to).to_owned(), value.clone());
            }
        }
        self
    }

    /// The post, if it says anything; else what it is.
    ///
    /// A link alone is all that is said.
    fn known(mut self, without_text: &'static str) -> Known<'static> {
        let says = |name| self.record.get(name).and_then(text_of).is_some();
        if !says("text") && !says("title") {
            if self.links.is_empty() {
                return Known::Other(without_text);
            }
            let links = std::mem::take(&mut self.links).join("\n\n");
            self.set("text", Some(links));
        }
        Known::Post(self)
    }
}

/// The string that a member is.
fn string<'v>(object: &'v Map<String, Value>, name: &str) -> Option<&'v str> {
    let text = object.get(name)?.as_str()?;
    (!text.trim().is_empty()).then_some(text)
}

/// The object that a member is.
fn inner<'v>(object: &'v Map<String, Value>, name: &str) -> Option<&'v Map<String, Value>> {
    object.get(name)?.as_object()
}

/// The objects of the list that a member is.
fn objects<'v>(
    object: &'v Map<String, Value>,
    name: &str,
) -> impl Iterator<Item = &'v Map<String, Value>> {
    let list = object.get(name).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_object)
}

#[cfg(test)]
mod tests;
