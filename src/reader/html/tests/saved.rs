//! Pages as archives and programs keep them, and pages whose text stands in their data alone.

use super::{page, read_bytes, story};
use crate::reader::Reason;

const TITLE: &str = "<title>A dam holds in the north | Daily X</title>\
     <meta property='og:site_name' content='Daily X'>";

fn data(headline: &str) -> String {
    let sentence = "The dam above the town held through the night, and nobody was hurt there. ";
    let paragraphs: Vec<String> = (1..5)
        .map(|i| {
            format!(
                "{{\"type\": \"paragraph\", \"text\": \"{i}. {}\"}}",
                sentence.repeat(3)
            )
        })
        .collect();
    format!(
        "<script id=__NEXT_DATA__ type='application/json'>{{\"props\": {{\"article\": {{\"title\": \
         \"{headline}\", \"authors\": [{{\"name\": \"Ann Roe\"}}], \"publishedAt\": \
         \"2026-03-03T08:15:00Z\", \"content\": [{}]}}}}}}</script>",
        paragraphs.join(",")
    )
}

#[test]
fn a_text_that_stands_in_the_data_of_the_page_alone() {
    let empty = format!("<div id=__next></div>{}", data("A dam holds in the north"));
    let article = page(TITLE, &empty);
    assert_eq!(article.parser, "html/page-data");
    assert_eq!(article.headline, "A dam holds in the north");
    assert_eq!(article.authors, ["Ann Roe"]);
    assert_eq!(article.dates[0].raw, "2026-03-03T08:15:00Z");
    assert_eq!(article.blocks.len(), 4);
    // What a page shows goes before its data, and a line of it does not.
    let shown = format!("<h1>A dam holds in the north</h1>{}{empty}", story());
    assert_eq!(page(TITLE, &shown).parser, "html/weighed");
    let line = format!("<p>This page needs a newer browser to be read.</p>{empty}");
    assert_eq!(page(TITLE, &line).parser, "html/page-data");
}

#[test]
fn data_of_other_stories_is_no_text_of_the_page() {
    let others = data("Cricket club wins").repeat(2);
    let html =
        format!("<html><head>{TITLE}</head><body><div id=__next></div>{others}</body></html>");
    let error = read_bytes(html.as_bytes()).unwrap_err();
    assert_eq!(error.reason, Reason::NoText);
}

#[test]
fn addresses_that_archives_and_programs_leave() {
    let url = |head: &str| {
        let html = format!(
            "<html>{head}<body><h1>A dam holds</h1>{}</body></html>",
            story()
        );
        read_bytes(html.as_bytes()).unwrap().url
    };
    for (head, expected) in [
        (
            "<link rel=canonical href='https://web.a.example/web/20080412093011/http://x.example/a'>",
            Some("http://x.example/a"),
        ),
        (
            "<!-- saved from url=(0019)https://x.example/a -->",
            Some("https://x.example/a"),
        ),
        (
            "<base href='https://x.example/a'>",
            Some("https://x.example/a"),
        ),
        // The folder of a site, and the site.
        ("<base href='https://x.example/news/'>", None),
        ("<base href='https://x.example'>", None),
        (
            "<!-- saved from url=(0019)https://y.example/b --><link rel=canonical href='https://x.example/a'>",
            Some("https://x.example/a"),
        ),
    ] {
        assert_eq!(url(head).as_deref(), expected, "{head}");
    }
}

#[test]
fn the_second_in_which_an_archive_took_a_page_is_no_day_of_it() {
    let head = "<meta property='og:site_name' content='archive.today'>\
         <meta property='article:published_time' content='2014-02-09T18:11:02Z'>\
         <link rel=canonical href='http://a.example/2014.02.09-181102/http://x.example/a'>";
    let article = page(head, &format!("<h1>A dam holds</h1>{}", story()));
    assert!(article.dates.is_empty(), "{:?}", article.dates);
    assert_eq!(article.source, None);
}
