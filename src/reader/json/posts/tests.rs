//! Every form of posts, and what is none.

use serde_json::json;

use super::*;

/// Text, author, day and address of a post, and what it links to.
#[track_caller]
fn check(object: Value, expected: [&str; 4], links: &[&str]) {
    let Some(Known::Post(post)) = known(object.as_object().unwrap()) else {
        panic!("no post: {object}");
    };
    let field = |name| post.record.get(name).and_then(text_of).unwrap_or_default();
    let found = ["text", "author", "date", "url"].map(field);
    assert_eq!(found, expected, "{object}");
    assert_eq!(post.links, links, "{object}");
}

#[track_caller]
fn check_other(object: Value, what: &str) {
    match known(object.as_object().unwrap()) {
        Some(Known::Other(found)) => assert!(found.contains(what), "{found}"),
        found => panic!("{found:?} of {object}"),
    }
}

#[test]
fn posts_and_messages_of_meta() {
    check(
        json!({"timestamp": 1772532000, "data": [{"post": "Die F\u{c3}\u{a4}hre \u{e2}\u{80}\u{94} sp\u{c3}\u{a4}t."},
            {"update_timestamp": 1}], "title": "Ann Roe updated her status."}),
        ["Die Fähre — spät.", "Ann Roe", "1772532000", ""],
        &[],
    );
    check(
        json!({"timestamp": 1772532000, "title": "Ann Roe shared a link.", "attachments": [{"data":
            [{"external_context": {"url": "https://x.example/a", "name": "A dam holds"}}]}]}),
        [
            "A dam holds https://x.example/a",
            "Ann Roe",
            "1772532000",
            "",
        ],
        &[],
    );
    check(
        json!({"timestamp": 1772532000, "data": [{"post": "The pier."}], "attachments": [{"data":
            [{"media": {"uri": "a.jpg", "description": "The pier."}}]}]}),
        ["The pier.", "", "1772532000", ""],
        &[],
    );
    check_other(
        json!({"timestamp": 1772532000, "title": "Ann Roe was with Tom Reed.", "data": [{"update_timestamp": 1}]}),
        "Facebook",
    );
    check(
        json!({"sender_name": "Zo\u{c3}\u{ab}", "timestamp_ms": 1_772_532_000_123_i64, "content": "Oui."}),
        ["Oui.", "Zoë", "1772532000123", ""],
        &[],
    );
    check(
        json!({"media": [{"uri": "a.jpg", "creation_timestamp": 1772532000, "title": "At dawn."}]}),
        ["At dawn.", "", "1772532000", ""],
        &[],
    );
    check(
        json!({"string_map_data": {"Comment": {"value": "At dawn."}, "Time": {"timestamp": 1772532000}}}),
        ["At dawn.", "", "1772532000", ""],
        &[],
    );
}

#[test]
fn what_is_no_post_of_meta_is_left_alone() {
    for object in [
        json!({"timestamp": 1772532000, "title": "A dam holds", "text": "It held."}),
        json!({"timestamp": "2026-03-03", "data": [{"post": "x"}]}),
        json!({"timestamp": 1772532000, "title": "News", "data": [{"title": "A dam holds", "text": "It held."}]}),
        json!({"timestamp": 1772532000, "title": "A dam holds", "tags": ["rivers"]}),
        json!({"title": "A dam holds", "media": [{"url": "https://x.example/a.jpg"}], "body": "It held."}),
        json!({"title": "A dam holds", "content": "It held.", "account": "courier", "created_at": "2026-03-03"}),
        json!({"data": {"children": []}}),
        json!({"posts": [{"title": "A dam holds", "text": "It held."}]}),
        json!({"title": "A dam holds", "header": "News", "time": "10:00"}),
        json!({"title": "A dam holds", "header": "News", "time": "10:00", "products": ["boats"]}),
        json!({"title": "A dam holds", "text": "It held.", "did": "7", "kind": "story"}),
        json!({"title": "A dam holds", "text": "It held.", "tweet": {"id_str": "1", "created_at": "x", "full_text": "It rains."}}),
    ] {
        assert_eq!(known(object.as_object().unwrap()), None, "{object}");
    }
}

#[test]
fn texts_that_are_sound_stay_as_they_are() {
    for text in ["Die Fähre", "é", "Ð\u{a0}", "plain", "文"] {
        let object = json!({"sender_name": "A", "timestamp_ms": 1_i64, "content": text});
        let Some(Known::Post(post)) = known(object.as_object().unwrap()) else {
            panic!("{text}");
        };
        // What could be bytes of UTF-8 is taken for them; nothing else is.
        let expected = if text == "Ð\u{a0}" { "\u{420}" } else { text };
        assert_eq!(post.record["text"], json!(expected));
    }
}

#[test]
fn messages_of_chats() {
    check(
        json!({"type": "message", "user": "U1", "ts": "1773324300.000200",
            "text": "See <https://x.example/a|the story>, <@U2|bo>, <#C1|port> <!here>: 1 &lt; 2 <",
            "user_profile": {"real_name": "Ann Roe"}}),
        [
            "See the story (https://x.example/a), @bo, #port @here: 1 < 2 <",
            "Ann Roe",
            "1773324300",
            "",
        ],
        &[],
    );
    check_other(
        json!({"type": "message", "subtype": "channel_join", "ts": "1773324300.000200", "text": "x"}),
        "channel",
    );
    check_other(
        json!({"type": "message", "ts": "1773324300.000200", "text": "", "files": [{"id": "F1"}]}),
        "without a text",
    );
    check_other(
        json!({"id": "U1", "team_id": "T1", "name": "ann", "profile": {"title": "Reporter"}}),
        "user",
    );
    check(
        json!({"id": 1, "type": "message", "date": "2026-03-03T10:00:00", "from": "Ann Roe",
            "from_id": "user1", "text": ["It ", {"type": "bold", "text": "held"}]}),
        ["It", "Ann Roe", "2026-03-03T10:00:00", ""],
        &[],
    );
}

#[test]
fn posts_of_networks() {
    let reddit = |more: Value| {
        let mut object = json!({"id": "1a", "subreddit": "norrby", "author": "[deleted]",
            "created_utc": 1772532000, "permalink": "/r/norrby/comments/1a/x/"});
        object
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        object
    };
    let own = "https://www.reddit.com/r/norrby/comments/1a/x/";
    check(
        reddit(json!({"title": "Who?", "selftext": "[removed]", "url": "https://x.example/a"})),
        ["", "", "1772532000", own],
        &["https://x.example/a"],
    );
    check(
        reddit(json!({"body": "It held.", "author": "bo"})),
        ["It held.", "bo", "1772532000", own],
        &[],
    );
    check_other(reddit(json!({"body": "[deleted]"})), "deleted");
    check(
        json!({"tweet": {"id_str": "15", "created_at": "Tue Mar 03 10:00:00 +0000 2026",
            "source": "<a href=\"x\">Web App</a>", "full_text": "It held: https://t.co/a",
            "entities": {"urls": [{"url": "https://t.co/a", "expanded_url": "https://x.example/a"}]}}}),
        [
            "It held: https://x.example/a",
            "",
            "Tue Mar 03 10:00:00 +0000 2026",
            "https://twitter.com/i/web/status/15",
        ],
        &[],
    );
    let record = json!({"$type": "app.bsky.feed.post", "text": "It held.", "createdAt": "2026-03-03T10:00:00Z"});
    check(
        json!({"uri": "at://did:plc:a/app.bsky.feed.post/3k", "author": {"handle": "ann.example"}, "record": record}),
        [
            "It held.",
            "ann.example",
            "2026-03-03T10:00:00Z",
            "https://bsky.app/profile/ann.example/post/3k",
        ],
        &[],
    );
    check_other(
        json!({"did": "did:plc:a", "kind": "commit", "commit": {"collection": "app.bsky.feed.like"}}),
        "no post",
    );
    check(
        json!({"content": "<p>It held.</p>", "created_at": "2026-03-03T10:00:00Z", "url": "https://s.example/@ann/1",
            "account": {"acct": "ann", "display_name": "Ann Roe"}}),
        [
            "It held.",
            "Ann Roe",
            "2026-03-03T10:00:00Z",
            "https://s.example/@ann/1",
        ],
        &[],
    );
}

#[test]
fn tweets_as_programs_have_them() {
    check(
        json!({"_type": "snscrape.modules.twitter.Tweet", "url": "https://twitter.com/ann/status/1", "date": "2026-03-03T10:00:00+00:00",
            "rawContent": "It held.", "sourceLabel": "Web App", "user": {"username": "ann", "displayname": "Ann Roe"}}),
        [
            "It held.",
            "Ann Roe",
            "2026-03-03T10:00:00+00:00",
            "https://twitter.com/ann/status/1",
        ],
        &[],
    );
    let page = json!({"data": [{"id": "1", "text": "It held.", "author_id": "5", "created_at": "2026-03-03"},
        {"id": "2", "text": "It rained.", "author_id": "6"}], "includes": {"users": [{"id": "5", "name": "Ann Roe", "username": "ann"}]}});
    let Some(Known::Posts(posts)) = known(page.as_object().unwrap()) else {
        panic!("no posts");
    };
    assert_eq!(posts.len(), 2);
    assert_eq!(posts[0].record["author"], "Ann Roe");
    assert_eq!(posts[0].record["url"], "https://twitter.com/ann/status/1");
    assert_eq!(posts[1].record["url"], "https://twitter.com/i/web/status/2");
    let other = json!({"data": [{"title": "A dam holds", "text": "It held."}]});
    assert_eq!(known(other.as_object().unwrap()), None);
}

#[test]
fn lists_of_posts() {
    for (list, count) in [
        (
            json!({"kind": "Listing", "data": {"children": [{"kind": "t3", "data": {}}, {"data": {}}]}}),
            2,
        ),
        (
            json!({"kind": "Listing", "data": {"children": [{"kind": "t1", "data": {"body": "a", "replies":
            {"kind": "Listing", "data": {"children": [{"kind": "t1", "data": {"body": "b", "replies": ""}}]}}}}]}}),
            2,
        ),
        (json!({"feed": [{"post": {"record": {}, "author": {}}}]}), 1),
        (json!({"posts": [{"record": {}, "author": {}}]}), 1),
    ] {
        match known(list.as_object().unwrap()) {
            Some(Known::List(posts)) => assert_eq!(posts.len(), count, "{list}"),
            found => panic!("{found:?} of {list}"),
        }
    }
}

#[test]
fn videos_saved_pages_and_activities() {
    check(
        json!({"webpage_url": "https://v.example/1", "upload_date": "20260303", "uploader": "Norrby TV",
            "title": "Tonight", "description": "From the quay."}),
        ["From the quay.", "", "20260303", "https://v.example/1"],
        &[],
    );
    let saved = json!({"is_archived": 0, "domain_name": "x.example", "title": "A dam holds", "content": "<p>It held.</p>",
        "created_at": "2026-03-04", "published_by": ["Ann Roe"], "url": "https://x.example/a"});
    check(
        saved,
        ["It held.", "Ann Roe", "", "https://x.example/a"],
        &[],
    );
    check_other(
        json!({"header": "YouTube", "title": "Watched x", "time": "2026-03-03T10:00:00Z", "products": ["YouTube"]}),
        "Google",
    );
}

#[test]
fn scanned_newspapers_are_the_outlets_of_their_articles() {
    let of = |object: Value| {
        let Some(Known::Post(post)) = known(object.as_object().unwrap()) else {
            panic!("{object}");
        };
        ["title", "text", "source", "date"]
            .map(|name| post.record.get(name).and_then(text_of).unwrap_or_default())
    };
    assert_eq!(
        of(
            json!({"heading": "THE DAM.", "title": {"id": "3", "title": "The Courier"}, "date": "1931-02-18",
            "troveUrl": "https://t.example/1", "articleText": "<p>It held.</p>"})
        ),
        ["THE DAM.", "It held.", "The Courier", "1931-02-18"]
    );
    assert_eq!(
        of(
            json!({"lccn": "sn1", "title": "The Courier", "date": "19310218", "ocr_eng": "It held.", "publisher": "X"})
        ),
        ["", "It held.", "The Courier", "19310218"]
    );
    assert_eq!(
        of(
            json!({"id": "C-1931-02-18-a-i1", "pp": [3], "d": "1931-02-18", "lg": "fr", "t": "LE BARRAGE", "ft": "Il tient."})
        ),
        ["LE BARRAGE", "Il tient.", "", "1931-02-18"]
    );
    for other in [
        json!({"heading": "A dam holds", "title": "Rivers", "text": "It held."}),
        json!({"lccn": "sn1", "title": "The Courier"}),
        json!({"t": "A dam holds", "ft": "It held."}),
    ] {
        assert_eq!(known(other.as_object().unwrap()), None, "{other}");
    }
}

#[test]
fn whole_exports_hold_their_posts() {
    let message = json!({"id": 1, "type": "message", "date": "2026-03-03T10:00:00", "from": "Ann", "from_id": "user1", "text": "It held."});
    let post = json!({"timestamp": 1772532000, "data": [{"post": "It held."}]});
    for (export, count) in [
        (
            json!({"about": "x", "chats": {"list": [{"name": "A", "messages": [message, {"type": "service"}]}, {"name": "B", "messages": [message]}]}}),
            3,
        ),
        (
            json!({"group_posts_v2": [post], "comments_v2": [post, post]}),
            3,
        ),
        (
            json!({"list": [{"title": "A dam holds", "text": "It held."}]}),
            0,
        ),
        (json!({}), 0),
    ] {
        assert_eq!(within(export.as_object().unwrap()).len(), count, "{export}");
    }
}

#[test]
fn messages_of_discord() {
    let message = |kind: &str| {
        json!({"id": "1", "type": kind, "timestamp": "2026-03-03T10:00:00+00:00", "content": "It held.",
            "author": {"name": "ann", "nickname": "Ann Roe", "isBot": false}})
    };
    check(
        message("Reply"),
        ["It held.", "Ann Roe", "2026-03-03T10:00:00+00:00", ""],
        &[],
    );
    check_other(message("RecipientAdd"), "Discord");
}
