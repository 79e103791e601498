mod authors;
mod blocks;
mod dates;
mod fields;
mod kinds;
mod saved;

use std::time::{Duration, Instant};

use super::*;
use crate::article::{DateSource, Kind};
use crate::reader::read;

fn read_bytes(bytes: &[u8]) -> Result<Article, ReadError> {
    let mut articles = Vec::new();
    let input = Input::new("a.html", bytes);
    let (reader, result) = read(&input, Some(&Html), &mut |item| {
        if let Item::Article(read) = item {
            articles.push(read.article);
        }
    });
    assert_eq!(reader.name(), "html");
    result.map(|()| articles.remove(0))
}

fn page(head: &str, body: &str) -> Article {
    let html =
        format!("<!DOCTYPE html><html lang=en><head>{head}</head><body>{body}</body></html>");
    read_bytes(html.as_bytes()).unwrap()
}

fn story() -> String {
    let sentence =
        "The dam above the town held through the night, the mayor said, and nobody was hurt. ";
    (1..6)
        .map(|i| format!("<p>{i}. {}</p>", sentence.repeat(3)))
        .collect()
}

/// Reads a hostile page and says how long it took.
fn timed(html: &str) -> (Duration, Result<Article, ReadError>) {
    let started = Instant::now();
    let result = read_bytes(html.as_bytes());
    (started.elapsed(), result)
}

#[test]
fn rows_50_51_excess_is_stripped_in_bounded_time_and_noted() {
    let bombs = [
        ("<div>".repeat(20_000), "nested"),
        ("<ul><li>".repeat(20_000), "nested"),
        ("<b>".repeat(20_000), "nested"),
        (format!("<p {}>", "a=\"1\" ".repeat(100_000)), "attributes"),
        ("<br>".repeat(150_000), "elements"),
    ];
    for (bomb, reason) in bombs {
        let html = format!("<html><body>{}{bomb}the end of it", story());
        let (time, result) = timed(&html);
        let article = result.unwrap();
        // A debug build on a busy machine takes several times what the release does.
        assert!(time < Duration::from_secs(8), "{reason} {time:?}");
        assert!(
            article
                .notes
                .iter()
                .any(|note| note.starts_with("html_too_deep") && note.contains(reason)),
            "{:?}",
            article.notes
        );
        let text: String = article
            .blocks
            .iter()
            .map(|block| block.text.as_str())
            .collect();
        assert!(
            text.contains("The dam above") && text.contains("the end of it"),
            "{reason}"
        );
    }
}

#[test]
fn row_53_mis_nested_tags_do_not_run_away() {
    let html = format!(
        "<html><body>{}{}",
        story(),
        "<a href=x><i>a</a></i>".repeat(3_000)
    );
    let (time, result) = timed(&html);
    assert!(time < Duration::from_secs(20), "{time:?}");
    assert!(
        result
            .unwrap()
            .blocks
            .iter()
            .any(|block| block.text.contains("The dam above"))
    );
}

#[test]
fn row_52_long_text_is_not_cut() {
    let words = "word and another word, ".repeat(60_000);
    let article = page(
        "<title>T</title>",
        &format!("<article><p>{words}</p><p>the very last sentence of it.</p></article>"),
    );
    let text: usize = article.blocks.iter().map(|block| block.text.len()).sum();
    assert!(text > 1_300_000, "{text}");
}

#[test]
fn row_54_unclosed_openers_swallow_nothing() {
    for opener in [
        "<!-- never closed",
        "<script>var x = 1;",
        "<title>T",
        "<textarea>",
        "<style>a{}",
        "<noscript>",
        "<svg>",
    ] {
        let html = format!(
            "<html><body><h1>The dam above the town</h1>{opener}{}",
            story()
        );
        let article = read_bytes(html.as_bytes()).unwrap();
        let text: String = article
            .blocks
            .iter()
            .map(|block| block.text.as_str())
            .collect();
        assert!(text.contains("nobody was hurt"), "{opener}");
    }
}

#[test]
fn row_55_pages_without_text() {
    for html in [
        "<html><frameset><frame src=a></frameset></html>",
        "<html><head><meta http-equiv=refresh content='0;url=x'></head></html>",
        "<html><body><script>app()</script></body></html>",
    ] {
        let error = read_bytes(html.as_bytes()).unwrap_err();
        assert_eq!(error.reason, Reason::NoText, "{html}");
    }
    let ld = "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"H\", \"articleBody\": \"One.\\n\\nTwo.\"}</script>";
    let article = page(ld, "<div id=app></div>");
    assert_eq!(article.parser, "html/json-ld");
    assert_eq!(article.blocks.len(), 2);
}

#[test]
fn dates_from_everywhere_are_kept_with_their_source() {
    let article = page(
        "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": \"The dam holds\", \"datePublished\": \"2026-01-13T10:00:00Z\", \"dateModified\": \"2026-01-14\"}</script>\
         <meta property='article:published_time' content='2026-01-13T10:00Z'>",
        &format!(
            "<h1>The dam holds</h1><p class=stamp>Published: 13 January 2026</p><time datetime='2026-01-13'>Tuesday</time>{}\
         <div class=related><time datetime='1999-01-01'>old</time></div>",
            story()
        ),
    );
    let found: Vec<(DateSource, &str)> = article
        .dates
        .iter()
        .map(|date| (date.source, date.raw.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            (DateSource::JsonLd, "2026-01-13T10:00:00Z"),
            (DateSource::JsonLd, "2026-01-14"),
            (DateSource::Meta, "2026-01-13T10:00Z"),
            (DateSource::TimeElement, "2026-01-13"),
            (DateSource::Stamp, "Published: 13 January 2026"),
        ]
    );
}

#[test]
fn parts_of_a_page_find_their_place() {
    let article = page(
        "<title>The dam holds | Daily X</title><meta property='og:site_name' content='Daily X'>",
        &format!(
            "<nav><a href=/>Home</a></nav><article><h1>The dam holds</h1><p class=byline>By Ann Roe</p>\
             <figure><img><figcaption>The dam at dusk. <span class=credit>Photo: Bob Lens</span></figcaption></figure>{}\
             <h2>What comes next</h2><blockquote><p>We were lucky, all of us, said the mayor of the town below the dam.</p></blockquote>{}</article>\
             <aside class=related><h3>More stories</h3><ul><li><a href=/1>Bridge to close</a></li></ul></aside>",
            story(),
            story()
        ),
    );
    assert_eq!(article.headline, "The dam holds");
    assert_eq!(article.authors, ["Ann Roe"]);
    assert_eq!(article.source.as_deref(), Some("Daily X"));
    assert_eq!(article.kind, Kind::Story);
    let kinds: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(kinds[0], BlockKind::Caption);
    assert_eq!(
        (
            article.blocks[0].text.as_str(),
            article.blocks[0].credit.as_str()
        ),
        ("The dam at dusk.", "Bob Lens")
    );
    assert!(kinds.contains(&BlockKind::Subhead) && kinds.contains(&BlockKind::Quote));
    assert!(
        article
            .blocks
            .iter()
            .all(|block| block.text != "Bridge to close" && block.text != "By Ann Roe")
    );
}

#[test]
fn a_description_that_is_not_shown_is_no_deck_of_a_long_story() {
    let head = "<meta name=description content='All that you must know of the dam today.'>";
    let short = "<h1>A dam holds in the north</h1><p>It held, the mayor said on Monday evening, \
         and all of the people of the town went home to their beds in the night that followed. \
         Nobody was hurt, and nothing but a fence was lost to the water that had come over it. \
         The council meets on Friday.</p>";
    assert_eq!(
        page(head, short).deck,
        "All that you must know of the dam today."
    );
    let long = format!("<h1>A dam holds in the north</h1>{}", story());
    assert_eq!(page(head, &long).deck, "");
    let shown = format!(
        "<h1>A dam holds in the north</h1><p>All that you must know of the dam today.</p>{}",
        story()
    );
    assert_eq!(
        page(head, &shown).deck,
        "All that you must know of the dam today."
    );
}

#[test]
fn pictures_with_little_else_are_a_gallery() {
    let figure = "<figure><img src=a.jpg><figcaption>The dam in the early morning, seen from the \
         north bank of the river by our reporter. <span class=credit>Photo: Ann Roe/Courier\
         </span></figcaption></figure>";
    let figures: String = (1..9)
        .map(|hour| figure.replace("early morning", &format!("light of hour {hour}")))
        .collect();
    let gallery = page("", &format!("<h1>The dam in pictures</h1>{figures}"));
    assert_eq!(gallery.kind, Kind::Gallery);
    let told = page("", &format!("<h1>The dam</h1>{}{figures}", story()));
    assert_eq!(told.kind, Kind::Story);
}

#[test]
fn what_stands_between_paragraphs() {
    let blocks = |inset: &str| {
        let head = "<meta property='og:type' content='article'>\
             <meta property='article:published_time' content='2026-01-13'>\
             <meta name=author content='Ann Roe'>";
        let body = format!(
            "<article><h1>A dam holds in the north</h1>{}{inset}{}</article>",
            story(),
            story().replace("dam", "dike")
        );
        let blocks = page(head, &body).blocks;
        let told = blocks
            .into_iter()
            .filter(|block| !block.text.contains("through the night"));
        let kinds = told.map(|block| (block.kind, format!("{}|{}", block.text, block.credit)));
        kinds.collect::<Vec<_>>()
    };
    let more = "<p>READ MORE: <a href=/1>Bridge over the river to close for the winter</a></p>";
    assert_eq!(blocks(more), []);
    let loud = "<p><a href=/1>BRIDGE OVER THE RIVER TO CLOSE FOR THE WINTER</a></p>";
    assert_eq!(blocks(loud), []);
    let credited =
        "<p>The dam in the first light of Tuesday, seen from the town. Photo: Bob Lens</p>";
    assert_eq!(
        blocks(credited),
        [(
            BlockKind::Caption,
            "The dam in the first light of Tuesday, seen from the town.|Bob Lens".to_owned()
        )]
    );
    let dated = "<p>Tue 13.01.2026 | 14:07 | By Ann Roe</p>";
    assert_eq!(blocks(dated), []);
}

#[test]
fn a_list_at_the_end_of_a_story_is_whole() {
    let told: String = ["two", "three", "four"]
        .iter()
        .map(|number| {
            format!(
                "<p>The harbour master said on Monday that {number} ships had left the port in the \
                 week, more than in any week of the year before it, and that the weather was to \
                 blame for most of the delays.</p>"
            )
        })
        .collect();
    let body = format!(
        "<article><h1>Ships of the week in the harbour</h1>{told}\
         <ul><li>Ferry to Norway</li><li>Tug to Denmark</li></ul></article>"
    );
    let head = "<title>Ships of the week</title><meta property='og:type' content='article'>\
         <meta property='article:published_time' content='2026-01-13'>";
    let article = page(head, &body);
    let items = article
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::ListItem);
    let texts: Vec<&str> = items.map(|block| block.text.as_str()).collect();
    assert_eq!(texts, ["Ferry to Norway", "Tug to Denmark"]);
}

#[test]
fn what_is_html_is_known_by_its_content() {
    for (head, sure) in [
        ("<!DOCTYPE html><html>", true),
        ("\u{feff}\n<!-- saved -->\n<HTML>", true),
        (
            "<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html>",
            true,
        ),
        ("<div><p>fragment</p></div>", true),
        ("<?xml version='1.0'?><rss><channel>", false),
        ("Tags like <b> are written so.", false),
        ("{\"a\": \"<p>x</p>\"}", false),
    ] {
        assert_eq!(Html.sniff(&Head::of(head.as_bytes())) >= 40, sure, "{head}");
    }
}
