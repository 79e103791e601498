use super::*;
use crate::article::{BlockKind, EntityKind, Kind, Status};
use crate::reader::{ReadArticle, read};

fn items(text: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let input = Input::new("a.json", text.as_bytes());
    let (reader, result) = read(&input, None, &mut |item| items.push(item));
    assert_eq!(reader.name(), "json", "{text}");
    result.unwrap();
    items
}

fn only(text: &str) -> ReadArticle {
    match items(text).as_slice() {
        [Item::Article(read)] => (**read).clone(),
        other => panic!("{other:?}"),
    }
}

fn body(read: &ReadArticle) -> Vec<&str> {
    read.article
        .blocks
        .iter()
        .filter(|block| block.kind.is_body())
        .map(|block| block.text.as_str())
        .collect()
}

#[test]
fn news_service_record() {
    let read = only(
        r#"{"source": {"id": null, "name": "Daily X"}, "author": "Ann Roe, Bob Fox", "title": "Dam holds - Daily X",
        "description": "The dam held", "url": "https://x.example/dam", "publishedAt": "2022-02-04T04:05:45Z",
        "content": "The dam held through the night.\r\nRain went on… [+1094 chars]"}"#,
    );
    let article = &read.article;
    assert_eq!(article.headline, "Dam holds");
    assert_eq!(article.authors, ["Ann Roe", "Bob Fox"]);
    assert_eq!(article.source.as_deref(), Some("Daily X"));
    assert_eq!(article.deck, "");
    assert_eq!(
        body(&read),
        ["The dam held through the night.", "Rain went on…"]
    );
    assert_eq!(article.kind, Kind::Stub);
    assert_eq!(
        article.notes,
        ["cut by its provider, 1094 characters are missing"]
    );
    assert_eq!(article.dates[0].raw, "2022-02-04T04:05:45Z");
    assert_eq!(read.member, "");
}

#[test]
fn agency_record_of_either_version() {
    let first = only(
        r#"{"uri": "urn:1", "pubstatus": "canceled", "versioncreated": "2013-07-09T10:37:00Z", "headline": "H",
        "byline": "By Ann Roe", "body_text": "P1\nP2", "body_xhtml": "<p>P1</p><p>P2</p>", "located": "ROME",
        "person": [{"name": "Cy Poe"}], "place": [{"name": "Rome"}],
        "associations": {"pic": {"headline": "no", "description_text": "Cy Poe poses.", "byline": "D. Lens"}}}"#,
    );
    let second = only(
        r#"{"uri": "urn:1", "pubstatus": "canceled", "versioncreated": "2013-07-09T10:37:00Z",
        "headlines": [{"role": "short", "value": "S"}, {"role": "main", "value": "H"}], "by": "Ann Roe",
        "bodies": [{"contenttype": "text/plain", "value": "P1 P2"}, {"contenttype": "text/html", "value": "<p>P1</p><p>P2</p>"}],
        "located": "ROME", "people": [{"name": "Cy Poe"}], "places": [{"name": "Rome"}],
        "associations": [{"name": "pic", "descriptions": [{"value": "Cy Poe poses."}], "by": "D. Lens"}]}"#,
    );
    for read in [&first, &second] {
        let article = &read.article;
        assert_eq!(
            (article.headline.as_str(), article.status),
            ("H", Status::Canceled)
        );
        assert_eq!(article.authors, ["Ann Roe"]);
        assert_eq!(body(read), ["P1", "P2"]);
        assert_eq!(article.entities.len(), 2);
        let caption = article
            .blocks
            .iter()
            .find(|b| b.kind == BlockKind::Caption)
            .unwrap();
        assert_eq!(
            (caption.text.as_str(), caption.credit.as_str()),
            ("Cy Poe poses.", "D. Lens")
        );
    }
}

#[test]
fn lists_in_containers() {
    for text in [
        r#"[{"title": "A", "text": "x"}, {"title": "B", "text": "y"}]"#,
        "{\"title\": \"A\", \"text\": \"x\"}\n{\"title\": \"B\", \"text\": \"y\"}",
        "{\"title\": \"A\", \"text\": \"x\"} {\"title\": \"B\", \"text\": \"y\"}",
        r#"{"status": "ok", "articles": [{"title": "A", "text": "x"}, {"title": "B", "text": "y"}]}"#,
        r#"{"hits": {"hits": [{"_source": {"title": "A", "text": "x"}}, {"_source": {"title": "B", "text": "y"}}]}}"#,
        r#"{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", "headline": "A", "articleBody": "x"}, {"headline": "B", "articleBody": "y"}]}"#,
    ] {
        let items = items(text);
        let found: Vec<(String, String)> = items
            .iter()
            .filter_map(|item| match item {
                Item::Article(read) => Some((read.member.clone(), read.article.headline.clone())),
                Item::Skipped(_) => None,
            })
            .collect();
        let expected = [("1", "A"), ("2", "B")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!(found, expected, "{text}");
    }
}

/// Headlines and bodies of all articles, "skipped" for what gave none.
fn told(text: &str) -> Vec<String> {
    let of_item = |item: &Item| match item {
        Item::Article(read) => format!("{}: {}", read.article.headline, body(read).join(" ")),
        Item::Skipped(skip) => format!("skipped: {}", skip.detail),
    };
    items(text).iter().map(of_item).collect()
}

#[test]
fn lists_under_any_name() {
    for text in [
        r#"{"Articles": [{"Title": "A", "Text": "x"}, {"Title": "B", "Text": "y"}]}"#,
        r#"{"articles": {"page": 1, "results": [{"title": "A", "body": "x"}, {"title": "B", "body": "y"}]}}"#,
        r#"{"data": [{"type": "node", "attributes": {"title": "A", "body": {"value": "x"}}}, {"attributes": {"title": "B", "body": {"value": "y"}}}]}"#,
        r#"{"data": {"items": [{"meta": {}, "item": {"headline": "A", "body": "x"}}, {"item": {"headline": "B", "body": "y"}}]}}"#,
        r#"{"_items": [{"headline": "A", "body_html": "x"}, {"headline": "B", "body_html": "y"}]}"#,
        r#"{"rss": {"channel": {"title": "The Argus", "item": [{"title": "A", "content": "x"}, {"title": "B", "content": "y"}]}}}"#,
        r#"{"db": [{"meta": {"version": "5"}, "data": {"posts": [{"title": "A", "html": "x"}, {"title": "B", "html": "y"}], "tags": [{"name": "dams"}]}}]}"#,
        r#"{"content": [{"title": "A", "text": "x"}, {"title": "B", "text": "y"}], "last": true}"#,
        r#"{"home": [{"title": "A", "text": "x", "url": "https://x.example/a"}], "sport": [{"title": "B", "text": "y", "date": "2022-05-03"}]}"#,
        r#"{"home": {"title": "Home", "articles": [{"title": "A", "text": "x"}, {"title": "B", "text": "y"}]}}"#,
        r#"{"https://x.example/a": {"title": "A", "text": "x"}, "https://x.example/b": {"title": "B", "text": "y"}}"#,
        r#"{"columns": ["title", "text"], "data": [["A", "x"], ["B", "y"]]}"#,
    ] {
        assert_eq!(told(text), ["A: x", "B: y"], "{text}");
    }
    assert_eq!(told(r#"{"data": {"title": "A", "text": "x"}}"#), ["A: x"]);
    // A list is given whole, and each of its entries is accounted for.
    let list = r#"{"box": [{"title": "A", "text": "x", "by": "Jane Roe"}, {"n": 1}, {"title": "B", "text": "y", "by": "Tom Fox"}]}"#;
    let told = told(list);
    assert_eq!((told.len(), &*told[0], &*told[2]), (3, "A: x", "B: y"));
    assert!(told[1].starts_with("skipped: no headline"), "{}", told[1]);
}

#[test]
fn an_article_is_not_taken_apart() {
    for (text, expected) in [
        (
            r#"{"title": "A", "text": "x", "related": [{"title": "B", "text": "y"}]}"#,
            "A: x",
        ),
        (
            r#"{"title": "A", "date": "2022-05-03", "comments": [{"title": "B", "text": "y"}]}"#,
            "A: ",
        ),
        (
            r#"{"headline": "A", "url": "https://x.example/a", "comments": [{"title": "B", "text": "y", "date": "2022"}]}"#,
            "A: ",
        ),
        (
            r#"{"article": {"headline": "A", "date": "2022", "sections": [{"heading": "B", "content": "The dam held through the whole night, they said."}]}}"#,
            "A: ",
        ),
        (
            r#"{"title": {"en": "A", "de": "B"}, "text": {"en": "x", "de": "y"}}"#,
            "A: x",
        ),
        (
            r#"{"title": {"raw": "a", "rendered": "A"}, "content": {"raw": "y", "rendered": "x"}}"#,
            "A: x",
        ),
        (
            r#"{"headlines": ["A", "B"], "paragraphs": ["x", "y"]}"#,
            "A: x y",
        ),
        (
            r#"{"title": "A", "content": [{"type": "text", "content": "x"}, {"type": "text", "content": "y"}]}"#,
            "A: x y",
        ),
    ] {
        assert_eq!(told(text), [expected], "{text}");
    }
}

#[test]
fn what_only_has_the_names_of_an_article_is_none() {
    for text in [
        r#"{"error": {"title": "Not found", "message": "No such article is known here, and none will ever be."}}"#,
        r#"{"en": {"title": "Settings", "message": "Save?"}, "de": {"title": "Ansicht", "message": "Nein?"}}"#,
        r#"{"menu": {"items": [{"label": "Home", "html": "<a>Home</a>"}, {"label": "News", "html": "<a>News</a>"}]}}"#,
        r#"{"doc": {"tokens": [{"label": "ORG", "text": "council"}, {"label": "DATE", "text": "May"}]}, "id": "1"}"#,
        r#"{"features": [{"type": "Feature", "properties": {"title": "Quay", "text": "the quay"}}]}"#,
        r#"{"components": {"schemas": {"Article": {"title": "Article", "content": "x"}}}}"#,
        r#"{"headline": "Quiz", "quiz": [{"title": "Q1", "text": "How long is the ferry to the island?"}]}"#,
    ] {
        let told = told(text);
        assert!(
            told.iter().all(|item| item.starts_with("skipped")),
            "{told:?}"
        );
    }
    assert_eq!(
        told(
            r#"{"a": {"b": {"title": "A", "text": "The dam held through the whole night, they said."}}}"#
        ),
        ["A: The dam held through the whole night, they said."]
    );
}

#[test]
fn articles_under_their_addresses_have_them() {
    let items = items(
        r#"{"https://x.example/a": {"title": "A", "text": "x"}, "2": {"title": "B", "text": "y"}}"#,
    );
    let urls: Vec<Option<&str>> = items
        .iter()
        .map(|item| match item {
            Item::Article(read) => read.article.url.as_deref(),
            Item::Skipped(_) => None,
        })
        .collect();
    assert_eq!(urls, [None, Some("https://x.example/a")]);
}

#[test]
fn what_was_looked_for_is_said() {
    assert_eq!(
        told(r#"{"alpha": 1, "beta": {"gamma": [2]}}"#),
        [
            "skipped: no headline (`headline`, `title` …) and no text (`body`, `content`, `text` …) \
             among `alpha`, `beta`, nor objects that have both within 5 levels"
        ]
    );
}

/// What is closed within an object that ends with the file is read, and the end is reported once.
#[test]
fn of_an_object_that_is_cut_off_the_articles_are_read() {
    let entry = |i: usize| format!(r#"{{"title": "T{i}", "text": "The dam held in {i}."}}"#);
    let cut = r#"{"title": "T3", "text": "The da"#;
    let [one, two] = [entry(1), entry(2)];
    for (text, articles) in [
        (
            format!(r#"{{"status": "ok", "articles": [{one}, {two}, {cut}"#),
            2,
        ),
        (
            format!(r#"{{"response": {{"docs": [{one}, {two}, {cut}"#),
            2,
        ),
        (format!(r#"{{"articles": [{one}, {two}], "next": "http"#), 2),
        (format!("[{one}, {two}, {cut}"), 2),
        (format!("{one} {two} {cut}"), 2),
        // Other stories that it names are none of the file's.
        (
            format!(r#"{{"title": "T", "text": "x", "related": [{one}, {two}], "raw": "#),
            0,
        ),
    ] {
        let items = items(&text);
        let is_article = |item: &&Item| matches!(item, Item::Article(_));
        assert_eq!(items.iter().filter(is_article).count(), articles, "{text}");
        assert_eq!(items.len(), articles + 1, "{text}: {items:?}");
    }
}

/// Objects that are too large to parse are taken apart, down to the lists within them.
#[test]
fn large_containers_are_streamed() {
    let filler = "x ".repeat(1 << 20);
    let entry = |i: usize| {
        format!(r#"{{"title": "T{i}", "date": "2022", "text": "x", "raw": "{filler}"}}"#)
    };
    let entries: Vec<String> = (0..11).map(entry).collect();
    let list = entries.join(",");
    let named: Vec<String> = entries
        .iter()
        .enumerate()
        .map(|(i, entry)| format!(r#""https://x.example/{i}": {entry}"#))
        .collect();
    let small = r#"{"title": "S", "date": "2022", "text": "y"}"#;
    for (text, expected) in [
        (format!(r#"{{"status": "ok", "articles": [{list}]}}"#), 11),
        (
            format!(r#"{{"db": [{{"data": {{"tags": [{{"name": "t"}}], "posts": [{list}]}}}}]}}"#),
            11,
        ),
        (format!("{{{}}}", named.join(",")), 11),
        (format!(r#"{{"a": [{list}], "b": [{small}]}}"#), 12),
    ] {
        let items = items(&text);
        let is_article = |item: &&Item| matches!(item, Item::Article(_));
        let articles = items.iter().filter(is_article).count();
        assert_eq!(
            (articles, items.len()),
            (expected, expected),
            "{}",
            &text[..40]
        );
    }
}

/// Content of one document within another: an entry of a feed with the text of an agency in it.
#[test]
fn text_of_an_agency_within_an_entry() {
    let text = r#"{"value": [{"Title": "Dam holds", "Document": {"Content": "<?xml version=\"1.0\"?><entry><id>urn:1</id><content><nitf:body xmlns:nitf=\"n\"><nitf:body.head/><nitf:body.content><bodyText><p>The dam held.</p></bodyText></nitf:body.content></nitf:body></content></entry>"}}]}"#;
    assert_eq!(told(text), ["Dam holds: The dam held."]);
}

#[test]
fn row_56_bad_line_costs_itself() {
    let text = "{\"title\": \"A\", \"text\": \"x\"}\n{\"title\": \"B\", \"te\n{\"title\": \"C\", \"text\": \"z\"}\n";
    let items = items(text);
    let Item::Skipped(skip) = &items[1] else {
        panic!("{items:?}")
    };
    assert_eq!(
        (skip.reason, skip.offset, skip.member.as_str()),
        (Reason::JsonSyntax, 28, "2")
    );
    assert!(skip.detail.starts_with("line 2:"), "{}", skip.detail);
    let Item::Article(last) = &items[2] else {
        panic!("{items:?}")
    };
    assert_eq!(
        (last.member.as_str(), last.article.headline.as_str()),
        ("3", "C")
    );
}

#[test]
fn row_56_depth_and_foreign_json_are_reported() {
    let deep = format!(
        "{{\"title\": {}1{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let Item::Skipped(skip) = &items(&deep)[0] else {
        panic!()
    };
    assert_eq!(skip.reason, Reason::JsonDepth);
    let Item::Skipped(skip) = &items("{\"name\": \"package\", \"version\": \"1\"}")[0] else {
        panic!()
    };
    assert_eq!(skip.reason, Reason::NotAnArticle);
}

#[test]
fn drafts_are_held_back_and_what_is_gone_is_gone() {
    for (member, expected) in [
        (r#""status": "draft""#, Status::Embargoed),
        (r#""post_status": "future""#, Status::Embargoed),
        (r#""status": "deleted""#, Status::Canceled),
        (r#""status": false"#, Status::Embargoed),
        (r#""published": false"#, Status::Embargoed),
        (r#""published": "false""#, Status::Embargoed),
        (r#""draft": true"#, Status::Embargoed),
        (r#""is_published": 0"#, Status::Embargoed),
        (r#""deleted": true"#, Status::Canceled),
        (
            r#""state": "usable", "pubstatus": "killed""#,
            Status::Canceled,
        ),
        (
            r#""status": "private", "slug": "t", "guid": "1""#,
            Status::Embargoed,
        ),
        (
            r#""status": "pending", "comment_status": "open""#,
            Status::Embargoed,
        ),
        (r#""status": "publish""#, Status::Usable),
        (r#""status": "ok", "state": "Vermont""#, Status::Usable),
        (r#""status": true"#, Status::Usable),
        (r#""published": true"#, Status::Usable),
        (r#""draft": false, "deleted": false"#, Status::Usable),
        // There is no date.
        (r#""published_at": 0"#, Status::Usable),
        (r#""publish_time": 0"#, Status::Usable),
        (r#""date_published": false"#, Status::Usable),
        (r#""pubDate": "0""#, Status::Usable),
        (r#""posted": "No""#, Status::Usable),
        (r#""embargo": "0""#, Status::Usable),
        // What the article is about has a state.
        (r#""status": "Withdrawn""#, Status::Usable),
        (r#""status": "private""#, Status::Usable),
        (r#""state": "pending""#, Status::Usable),
        (r#""status": "cancelled""#, Status::Usable),
        (r#""state": "removed", "slug": "t""#, Status::Usable),
    ] {
        let read = only(&format!(r#"{{"title": "T", "text": "x", {member}}}"#));
        assert_eq!(read.article.status, expected, "{member}");
        let notes: Vec<&String> = read.article.notes.iter().collect();
        assert!(
            notes.iter().all(|note| !note.contains("no date")),
            "{notes:?}"
        );
    }
}

#[test]
fn authors_in_odd_clothes() {
    for (author, expected) in [
        ("\"https://www.facebook.com/x\"", &[][..]),
        (
            r#""[{\"@type\": \"Person\", \"name\": \"Ann Roe\"}]""#,
            &["Ann Roe"],
        ),
        (r#""['Ann Roe', 'Bob Fox']""#, &["Ann Roe", "Bob Fox"]),
        (r#""ann@x.example (Ann Roe)""#, &["Ann Roe"]),
        (
            r#"{"original": "By Ann Roe and Bob Fox", "person": []}"#,
            &["Ann Roe", "Bob Fox"],
        ),
        (
            r#"["Pruett, Hannah", "Reed, Tom"]"#,
            &["Hannah Pruett", "Tom Reed"],
        ),
        (
            r#"[{"name": "Pruett, Hannah"}, {"name": "Reed, Tom"}]"#,
            &["Hannah Pruett", "Tom Reed"],
        ),
        (r#""Guardian, London""#, &["Guardian", "London"]),
        ("null", &[]),
    ] {
        let read = only(&format!(
            "{{\"title\": \"T\", \"text\": \"x\", \"author\": {author}}}"
        ));
        assert_eq!(read.article.authors, expected, "{author}");
    }
}

#[test]
fn dates_of_every_kind() {
    let read = only(
        r#"{"title": "T", "text": "x", "published_date": 1488362400000, "date_modify": "2017-03-02", "date_download": "2018-01-01", "date": "Last Tuesday"}"#,
    );
    let dates: Vec<&str> = read
        .article
        .dates
        .iter()
        .map(|date| date.raw.as_str())
        .collect();
    assert_eq!(dates, ["2017-03-01T10:00:00Z", "2017-03-02", "2018-01-01"]);
    assert_eq!(read.article.notes, ["`date` is no date: Last Tuesday"]);
    for (date, expected) in [
        ("1651572000000000", "2022-05-03T10:00:00Z"),
        (r#""1651572000000000000""#, "2022-05-03T10:00:00Z"),
        (r#""/Date(1651572000000+0200)/""#, "2022-05-03T10:00:00Z"),
        (r#"{"year": 2022, "month": 5, "day": 3}"#, "2022-05-03"),
        (
            r#"{"$date": {"$numberLong": "1651572000000"}}"#,
            "2022-05-03T10:00:00Z",
        ),
        (
            r#""2022-05-03T10:00:00", "date_gmt": "2022-05-03T17:00:00""#,
            "2022-05-03T10:00:00-07:00",
        ),
    ] {
        let read = only(&format!(r#"{{"title": "T", "text": "x", "date": {date}}}"#));
        assert_eq!(read.article.dates.len(), 1, "{date}");
        assert_eq!(read.article.dates[0].raw, expected, "{date}");
    }
}

/// Each of several systems has its names in places of its own.
#[test]
fn names_of_tags_and_people() {
    let entity = |kind, name: &str| crate::article::GivenEntity {
        kind,
        name: name.to_owned(),
    };
    let nyt = only(
        r#"{"headline": {"main": "T"}, "lead_paragraph": "x", "keywords": [{"name": "subject", "value": "Dams"},
        {"name": "persons", "value": "Pruett, Hannah"}, {"name": "glocations", "value": "Holm (Vt)"}]}"#,
    );
    assert_eq!(nyt.article.tags, ["Dams", "Pruett, Hannah", "Holm (Vt)"]);
    assert_eq!(
        nyt.article.entities,
        [
            entity(EntityKind::Person, "Hannah Pruett"),
            entity(EntityKind::Place, "Holm (Vt)")
        ]
    );
    let wordpress = only(
        r#"{"id": 101, "title": {"rendered": "T"}, "content": {"rendered": "<p>x</p>"}, "author": 7, "tags": [5],
        "_embedded": {"author": [{"id": 7, "name": "Jane Roe"}], "wp:term": [[{"id": 3, "name": "Local", "taxonomy": "category"}],
        [{"id": 5, "name": "dams", "taxonomy": "post_tag"}]]}, "yoast_head_json": {"title": "T - Argus", "og_site_name": "Argus"}}"#,
    );
    let article = &wordpress.article;
    assert_eq!(
        (article.headline.as_str(), article.source.as_deref()),
        ("T", Some("Argus"))
    );
    assert_eq!(
        (&article.authors[..], &article.tags[..]),
        (&["Jane Roe".to_owned()][..], &["dams".to_owned()][..])
    );
    assert_eq!(article.section.as_deref(), Some("Local"));
    assert_eq!(article.notes, ["`tags` has keys of terms: 5"]);
    let guardian = only(
        r#"{"webTitle": "T", "fields": {"body": "<p>x</p>", "main": "<figure><img src=\"a\"><figcaption><span class=\"element-image__caption\">The dam.</span> <span class=\"element-image__credit\">Photograph: Al Poe/PA</span></figcaption></figure>"},
        "tags": [{"type": "keyword", "webTitle": "Floods"}, {"type": "contributor", "webTitle": "Jane Roe"}]}"#,
    );
    let article = &guardian.article;
    assert_eq!(
        (&article.authors[..], &article.tags[..]),
        (&["Jane Roe".to_owned()][..], &["Floods".to_owned()][..])
    );
    let caption = &article.blocks[1];
    assert_eq!(
        (caption.kind, caption.text.as_str(), caption.credit.as_str()),
        (BlockKind::Caption, "The dam.", "Photograph: Al Poe/PA")
    );
    let mongo = only(r#"{"_id": {"$oid": "5f1e"}, "title": "T", "text": "x"}"#);
    assert_eq!(mongo.article.given_id.as_deref(), Some("5f1e"));
}

#[test]
fn parts_beside_the_text_are_no_body() {
    let read = only(
        r#"{"title": "T", "author": "Jane Roe", "contents": [{"type": "kicker", "content": "Colleges"}, {"type": "title", "content": "T"},
        {"type": "byline", "content": "By Jane Roe"}, {"type": "date", "content": 1325376562000},
        {"type": "sanitized_html", "subtype": "paragraph", "content": "The <b>dam</b> held."}]}"#,
    );
    assert_eq!(body(&read), ["The dam held."]);
    let ninjs = only(
        r#"{"headlines": [{"value": "T"}], "subheadlines": [{"value": "Stay away"}], "descriptions": [{"value": "It held."}],
        "bodies": [{"value": "x"}], "ednote": "Adds a second paragraph."}"#,
    );
    assert_eq!(
        (ninjs.article.deck.as_str(), body(&ninjs)),
        ("Stay away", vec!["x"])
    );
    assert!(
        told(r#"{"uri": "urn:1", "ednote": "Adds a second paragraph."}"#)[0].starts_with("skipped")
    );
    let note = ninjs.article.blocks.last().unwrap();
    assert_eq!(
        (note.kind, note.text.as_str()),
        (BlockKind::Boilerplate, "Adds a second paragraph.")
    );
}

#[test]
fn what_its_publisher_took_back_is_gone() {
    let read =
        only(r#"{"title": "[Removed]", "content": "[Removed]", "url": "https://removed.com"}"#);
    assert_eq!(read.article.status, Status::Canceled);
}

#[test]
fn a_dictionary_of_tags_is_bounded() {
    let terms: Vec<String> = (0..30_000)
        .map(|i| format!(r#"{{"name": "persons", "value": "Ann{i} Loe"}}"#))
        .collect();
    let text = format!(
        r#"{{"title": "Clock right", "text": "The clock is right.", "keywords": [{}]}}"#,
        terms.join(",")
    );
    let mut tags = 0;
    let (_, result) = read(&Input::new("a.json", text.as_bytes()), None, &mut |item| {
        if let Item::Article(read) = item {
            tags = read.article.tags.len();
            assert!(
                read.article
                    .notes
                    .iter()
                    .any(|note| note == "more than 1000 tags")
            );
        }
    });
    assert!(result.is_ok());
    assert_eq!(tags, 1000);
}
