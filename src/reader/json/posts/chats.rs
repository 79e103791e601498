//! Messages of Slack, Telegram and Discord.

use serde_json::{Map, Value};

use super::{Known, Post, inner, objects, string};

/// `{"type": "message", "user": "U1", "ts": "1773324300.000200", "text": …}`
pub fn slack_message(object: &Map<String, Value>) -> Option<Known<'_>> {
    let seconds = string(object, "ts")?.split('.').next()?;
    let is_message = string(object, "type") == Some("message");
    let is_time = seconds.len() == 10 && seconds.bytes().all(|b| b.is_ascii_digit());
    if !is_message || !is_time {
        return None;
    }
    let subtype = string(object, "subtype").unwrap_or_default();
    if EVENTS.iter().any(|start| subtype.starts_with(start)) {
        return Some(Known::Other(
            "what happened in a channel of Slack, no message",
        ));
    }
    let mut texts: Vec<String> = string(object, "text").map(plain).into_iter().collect();
    for attachment in objects(object, "attachments") {
        let said = ["title", "text", "fallback"];
        let said = said.iter().filter_map(|name| string(attachment, name));
        for text in said.map(plain) {
            if !texts.iter().any(|known| known.contains(&text)) {
                texts.push(text);
            }
        }
    }
    let profile = inner(object, "user_profile");
    let names = ["real_name", "display_name"];
    let named = names.iter().find_map(|name| string(profile?, name));
    let named = named
        .or_else(|| string(object, "username"))
        .or_else(|| string(object, "user"));
    let mut post = Post::default();
    post.set("date", Some(seconds))
        .set("author", named)
        .set("id", string(object, "client_msg_id"))
        .set("text", (!texts.is_empty()).then(|| texts.join("\n\n")));
    Some(post.known("a message of Slack without a text"))
}

/// How the kinds of what Slack itself tells begin.
const EVENTS: &[&str] = &["channel_", "group_", "pinned_item", "bot_add", "bot_remove"];

/// Lists of who and what there is: `users.json`, `channels.json`.
pub fn slack_list(object: &Map<String, Value>) -> Option<Known<'_>> {
    let has = |names: &[&str]| names.iter().all(|name| object.contains_key(*name));
    if has(&["team_id", "profile", "name"]) {
        return Some(Known::Other("a user of Slack"));
    }
    has(&["is_archived", "members", "purpose"]).then_some(Known::Other("a channel of Slack"))
}

/// `See <https://x.example|the story>, <@U1|ann>` => `See the story (https://x.example), @ann`
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let Some(end) = rest
            .find(['>', '<'])
            .filter(|end| rest[*end..].starts_with('>'))
        else {
            out.push('<');
            continue;
        };
        let (target, label) = rest[..end].split_once('|').unwrap_or((&rest[..end], ""));
        match target.chars().next() {
            Some(mark @ ('@' | '#' | '!')) => {
                let name = if label.is_empty() {
                    &target[1..]
                } else {
                    label
                };
                out.push(if mark == '#' { '#' } else { '@' });
                out.push_str(name.trim_start_matches(['@', '#']));
            }
            _ if label.is_empty() || label == target => out.push_str(target),
            _ => {
                out.push_str(label);
                out.push_str(" (");
                out.push_str(target);
                out.push(')');
            }
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

/// `{"type": "message", "from": "Ann Roe", "from_id": "user1", "date": …, "text": …}`
pub fn telegram_message(object: &Map<String, Value>) -> Option<Known<'_>> {
    let from = string(object, "from").filter(|_| object.contains_key("from_id"))?;
    if string(object, "type") != Some("message") {
        return None;
    }
    let mut post = Post::default();
    post.take(
        object,
        &[
            ("id", "id"),
            ("date", "date"),
            ("edited", "updated"),
            ("text", "text"),
        ],
    )
    .set("author", Some(from));
    Some(post.known("a message of Telegram without a text"))
}

/// As DiscordChatExporter has it: `{"type": "Default", "timestamp": …, "content": …, "author": {"name":
/// …, "nickname": …, "isBot": false}}`
pub fn discord_message(object: &Map<String, Value>) -> Option<Known<'_>> {
    let author = inner(object, "author").filter(|author| author.contains_key("isBot"))?;
    let kind = string(object, "type")?;
    string(object, "timestamp")?;
    if !matches!(kind, "Default" | "Reply") {
        return Some(Known::Other(
            "what happened in a channel of Discord, no message",
        ));
    }
    let mut post = Post::default();
    post.take(
        object,
        &[
            ("id", "id"),
            ("timestamp", "date"),
            ("timestampEdited", "updated"),
            ("content", "text"),
        ],
    )
    .set(
        "author",
        string(author, "nickname").or_else(|| string(author, "name")),
    );
    Some(post.known("a message of Discord without a text"))
}
