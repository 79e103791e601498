//! What people export from networks, chats and managers of references.

use super::super::read;
use super::*;
use crate::article::{Article, Kind};

fn read_all(text: &str) -> (Vec<Article>, usize) {
    let (mut articles, mut skips) = (Vec::new(), 0);
    let input = Input::new("a.json", text.as_bytes());
    let (reader, _) = read(&input, None, &mut |item| match item {
        Item::Article(read) => articles.push(read.article),
        Item::Skipped(_) => skips += 1,
    });
    assert_eq!(reader.name(), "json", "{text}");
    (articles, skips)
}

#[test]
fn every_message_of_a_chat_is_read() {
    let (articles, skips) = read_all(
        r#"{"name": "Port Elder News", "type": "public_channel", "messages": [
            {"id": 1, "type": "service", "date": "2026-03-01T09:00:00", "text": ""},
            {"id": 2, "type": "message", "date": "2026-03-02T09:00:00", "author": "Ann Roe",
             "text": [{"type": "bold", "text": "Ferry: "}, "it sails ", {"type": "link", "text": "today"}, "."]},
            {"id": 3, "type": "message", "date": "2026-03-03T09:00:00", "text": "The dam held."}]}"#,
    );
    assert_eq!((articles.len(), skips), (2, 1));
    assert_eq!(articles[0].blocks[0].text, "Ferry: it sails today.");
    assert_eq!(articles[0].authors, ["Ann Roe"]);
    assert_eq!(articles[1].blocks[0].text, "The dam held.");
}

#[test]
fn posts_of_networks() {
    let script = r#"window.YTD.tweets.part0 = [
        {"tweet": {"id_str": "15", "created_at": "Tue Mar 03 10:00:00 +0000 2026", "full_text": "The dam held."}}
    ]"#;
    let outbox = r#"{"type": "OrderedCollection", "orderedItems": [{"type": "Create", "object":
        {"type": "Note", "published": "2026-03-03T10:00:00Z", "content": "<p>The dam held.</p>"}}]}"#;
    for text in [script, outbox] {
        let (articles, skips) = read_all(text);
        assert_eq!((articles.len(), skips), (1, 0), "{text}");
        assert_eq!(articles[0].blocks[0].text, "The dam held.");
        assert_eq!(articles[0].dates.len(), 1);
    }
}

#[test]
fn a_script_that_only_sets_a_value_is_none() {
    for text in [
        "window.open = function () {}",
        "var a = 1;",
        "let the = [games] begin",
        "windows = [1]",
    ] {
        assert_eq!(Json.sniff(&Head::of(text.as_bytes())), 0, "{text}");
    }
}

#[test]
fn references_of_csl() {
    let (articles, _) = read_all(
        r#"[{"type": "article-newspaper", "title": "A dam holds", "container-title": "Courier",
            "author": [{"family": "Roe", "given": "Ann"}, {"literal": "Night Desk"}],
            "issued": {"date-parts": [["2026", 3, 3]]}, "abstract": "The dam held.", "URL": "https://x.example/a"}]"#,
    );
    let article = &articles[0];
    assert_eq!(article.authors, ["Ann Roe", "Night Desk"]);
    assert_eq!(article.source.as_deref(), Some("Courier"));
    assert_eq!(article.dates[0].raw, "2026-03-03");
    assert_eq!(article.kind, Kind::Stub);
}

#[test]
fn entries_of_readers_of_feeds() {
    let (articles, _) = read_all(
        r#"{"items": [{"title": "A dam holds", "published": 1772532000, "categories":
            ["user/1/state/com.google/read", "user/1/label/Rivers"], "origin": {"title": "Courier"},
            "content": {"content": "<p>The dam held.</p>"}}]}"#,
    );
    assert_eq!(articles[0].source.as_deref(), Some("Courier"));
    assert_eq!(articles[0].tags, ["Rivers"]);
    let (articles, _) =
        read_all(r#"{"title": "A dam holds", "origin": "Arden", "text": "It held."}"#);
    assert_eq!(articles[0].source, None);
}

#[test]
fn lines_that_tell_a_search_engine_what_to_do_are_passed_over() {
    let line = r#"{"index": {"_type": "page", "_id": "1"}}"#;
    let (articles, skips) = read_all(&format!(
        "{line}\n{{\"title\": \"A\", \"text\": \"It held.\"}}\n"
    ));
    assert_eq!((articles.len(), skips), (1, 0));
    let (articles, skips) =
        read_all(r#"[{"index": {"a": 1}}, {"title": "A", "text": "It held."}]"#);
    assert_eq!((articles.len(), skips), (1, 1));
}
