//! Pages and what is none, wikitext to blocks, days and subjects in several languages.

use super::super::scanned::read_for_test;
use super::wikitext::plain;
use super::*;
use crate::article::{Article, DateSource};
use crate::reader::{Input, read};

const INFO: &str = "<siteinfo><sitename>Wikinews</sitename><base>https://xx.wikinews.example/wiki/Main</base>\
    <namespaces><namespace key='0'/><namespace key='1'>Diskussion</namespace><namespace key='6'>Datei</namespace>\
    <namespace key='10'>Vorlage</namespace><namespace key='14'>Kategorie</namespace></namespaces></siteinfo>";

fn page(title: &str, namespace: u8, text: &str) -> String {
    format!(
        "<page><title>{title}</title><ns>{namespace}</ns><id>7</id><revision><timestamp>2026-02-01T00:00:00Z</timestamp>\
         <model>wikitext</model><text xml:space='preserve'>{}</text></revision></page>",
        text.replace('&', "&amp;").replace('<', "&lt;")
    )
}

fn export(pages: &str) -> String {
    format!(
        "<mediawiki xmlns='http://www.mediawiki.org/xml/export-0.11/' xml:lang='de'>{INFO}{pages}</mediawiki>"
    )
}

fn one(text: &str) -> Article {
    let text = export(&page("Clock", 0, text));
    let mut articles = Vec::new();
    let (_, result) = read(&Input::new("a.xml", text.as_bytes()), None, &mut |item| {
        if let Item::Article(read) = item {
            articles.push(read.article);
        }
    });
    result.unwrap();
    articles.remove(0)
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let blocks: Vec<String> = one(text)
        .blocks
        .iter()
        .map(|block| format!("{:?}: {}", block.kind, block.text))
        .collect();
    assert_eq!(blocks, expected, "{text}");
}

#[test]
fn markup_within_lines() {
    for (text, expected) in [
        ("The '''town''' ''clock''.", "The town clock."),
        ("'''''Both''''' and Ann's", "Both and Ann's"),
        (
            "[[Skerry]] and [[Port Elder|the port]]s",
            "Skerry and the ports",
        ),
        (
            "[[w:Skerry|Skerry]] {{w|Port Elder}} {{w|Whinmouth|the town}}",
            "Skerry Port Elder the town",
        ),
        (
            "[[w:Skerry]] and [[:Kategorie:Clocks|clocks]]",
            "Skerry and clocks",
        ),
        ("[https://a.example the council] said", "the council said"),
        ("a [https://a.example] b [sic] c", "a b [sic] c"),
        (
            "one<ref>A book.</ref> two<ref name='a' /> three",
            "one two three",
        ),
        (
            "<nowiki>[[x]] {{y}}</nowiki> & a<br/>b<sup>2</sup>",
            "[[x]] {{y}} & a b2",
        ),
        ("one <!-- two --> three", "one three"),
        ("line one\nline two", "line one line two"),
        ("a {{unknown|b={{c|d}}|[[e|f]]}} g", "a g"),
        ("__NOTOC__The clock", "The clock"),
        ("1 &lt; 2 &nbsp;&mdash; 3", "1 < 2 — 3"),
        (
            "{{lang|de|die Uhr}} {{nowrap|4 km}} a{{!}}b",
            "die Uhr 4 km a|b",
        ),
        // What is not closed is text.
        ("a [[b and {{c", "a [[b and {{c"),
        ("a }} b ]] c", "a }} b ]] c"),
        ("a <ref>b", "a b"),
        ("[[fr:Horloge]]The clock[[en:Clock]]", "The clock"),
    ] {
        let found = one(text);
        let body: Vec<&str> = found
            .blocks
            .iter()
            .filter(|block| block.kind.is_body())
            .map(|block| block.text.as_str())
            .collect();
        assert_eq!(body, [expected], "{text}");
    }
}

#[test]
fn lines_and_sections() {
    check(
        "{{date|November 30, 2026}}\n[[File:Clock.jpg|thumb|250px|The clock. {{image source|Edda Crane}}]]\n'''It''' is right.\n\
         \n== History ==\nIt was fast.\n* one\n* two\n: indented\n{{QuoteLeft|Nobody minded.|Edwin Marsh}}\nIt is old.\n\
         == Related news ==\n* [[Ferry]]\n== Sources ==\n* {{source|url=http://a.example|title=Clock right|author=E. Crane|pub=Ledger|date=November 29, 2026}}\n\
         {{haveyoursay}}\n[[Kategorie:Clocks]]",
        &[
            "Caption: The clock.",
            "Paragraph: It is right.",
            "Subhead: History",
            "Paragraph: It was fast.",
            "ListItem: one",
            "ListItem: two",
            "Paragraph: indented",
            "Quote: Nobody minded.",
            "Paragraph: It is old.",
            "Related: Ferry",
            "Boilerplate: E. Crane, Clock right, Ledger, November 29, 2026",
        ],
    );
    check(
        "{| class='wikitable'\n|+ Boats\n! Name !! Year\n|-\n| [[Skerry|The Skerry]] || style='x' | 1871\n|}\nAfter.\n\
         <gallery>\nFile:a.jpg|A ''boat''\nFile:b.jpg\n</gallery>\none<ref>A book.</ref>",
        &[
            "Caption: Boats",
            "Table: Name\tYear\nThe Skerry\t1871",
            "Caption: A boat",
            "Paragraph: After. one",
            "Boilerplate: A book.",
        ],
    );
}

#[test]
fn quotations_stand_where_they_are_said() {
    check(
        "It is right.\n{{Цитата|Nobody minded.|Edwin Marsh}}\nIt is old.",
        &[
            "Paragraph: It is right.",
            "Quote: Nobody minded.",
            "Paragraph: It is old.",
        ],
    );
    check(
        "{{citation|Nobody minded}}, said ''Edwin Marsh''.<ref>A book.</ref>\n[[Datei:A.jpg|thumb|A clock]]\n* {{quote|No}}",
        &[
            "Caption: A clock",
            "Paragraph: “Nobody minded”, said Edwin Marsh.",
            "Quote: No",
            "Boilerplate: A book.",
        ],
    );
    for text in [
        "{{quote|Nobody minded.|Edwin Marsh}}",
        "{{quote|text=Nobody minded.|author=[[Edwin Marsh]]|source=Ledger}}",
        "{{quote|text=Nobody minded.|Edwin Marsh}}",
    ] {
        assert_eq!(one(text).blocks[0].credit, "Edwin Marsh", "{text}");
    }
}

#[test]
fn days_places_and_subjects() {
    for (text, days, tags) in [
        (
            "{{date|November 30, 2026}} x [[Category:Clocks]] [[Category:Published]]",
            vec!["November 30, 2026"],
            vec!["Clocks"],
        ),
        (
            "{{Datum|30. November 2026}} x",
            vec!["30. November 2026"],
            vec![],
        ),
        (
            "{{fecha|30 de noviembre de 2026}} x",
            vec!["30 de noviembre de 2026"],
            vec![],
        ),
        (
            "{{byline|date=November 30, 2026|location=Port Elder}} x",
            vec!["November 30, 2026"],
            vec![],
        ),
        (
            "x [[Kategorie:30.11.2026]] [[Kategorie:Uhren|X]]",
            vec!["30.11.2026"],
            vec!["Uhren"],
        ),
        (
            "{{дата|30 ноября 2026}} x {{категории|Часы|Город}}",
            vec!["30 ноября 2026"],
            vec!["Часы", "Город"],
        ),
        ("{{date}} x", vec![], vec![]),
    ] {
        let article = one(text);
        let found: Vec<&str> = article
            .dates
            .iter()
            .filter(|date| date.source != DateSource::UpperBound)
            .map(|date| date.raw.as_str())
            .collect();
        assert_eq!(found, days, "{text}");
        assert_eq!(article.tags, tags, "{text}");
    }
    for line in [
        "'''Skerry (Hafen), 12.05.2007'''",
        "'''Skerry''', 12.05.2007",
    ] {
        let article = one(&format!("{line} – Die Fähre fährt."));
        let days = article.dates.iter();
        let mut days = days.filter(|date| date.source == DateSource::Field);
        let day = days.next().map(|date| date.raw.as_str());
        assert_eq!(day, Some("12.05.2007"), "{line}");
    }
    let article = one("'''Skerry (Hafen), 12.05.2007''' – Die Fähre fährt. {{Wikipedia|Fähre}}");
    let dateline = article.dateline.unwrap();
    assert_eq!(dateline.place.as_deref(), Some("Skerry (Hafen)"));
    assert_eq!(article.blocks[0].text, "Die Fähre fährt.");
    let article = one("{{byline|location=Port Elder}} x");
    assert_eq!(article.dateline.unwrap().raw, "Port Elder");
    assert_eq!(article.source.as_deref(), Some("Wikinews"));
    assert_eq!(article.language.as_deref(), Some("de"));
    assert_eq!(
        article.url.as_deref(),
        Some("https://xx.wikinews.example/wiki/Clock")
    );
}

#[test]
fn pages_that_are_no_articles_are_counted() {
    let pages = [
        page("Clock", 0, "It is right."),
        page("A", 0, "#REDIRECT [[Clock]]"),
        page("B", 0, "#WEITERLEITUNG [[Clock]]"),
        page("Talk", 1, "x"),
        page("T", 10, "x"),
        page("E", 0, " "),
        page("Numbers", 0, "# one\n# two"),
    ];
    assert_eq!(
        read_for_test(&MediaWiki, &export(&pages.concat())),
        [
            "7: Headline: Clock",
            "7: Paragraph: It is right.",
            "7: Headline: Numbers",
            "7: ListItem: one",
            "7: ListItem: two",
            ": no_text: pages without text: 1",
            ": not_an_article: pages of the namespace `Diskussion`: 1",
            ": not_an_article: pages of the namespace `Vorlage`: 1",
            ": not_an_article: redirects: 2",
        ]
    );
    assert_eq!(
        read_for_test(&MediaWiki, &export("")),
        ["NotAnArticle: an export of a wiki without pages"]
    );
}

#[test]
fn the_latest_revision_is_read() {
    let revision = |day: u8, text: &str| {
        format!(
            "<revision><timestamp>2026-02-0{day}T00:00:00Z</timestamp><text>{text}</text></revision>"
        )
    };
    let text = format!(
        "<page><title>Clock</title><ns>0</ns>{}{}{}</page>",
        revision(1, "one"),
        revision(3, "three"),
        revision(2, "two")
    );
    assert_eq!(
        read_for_test(&MediaWiki, &export(&text)),
        ["Headline: Clock", "Paragraph: three"]
    );
}

#[test]
fn hostile_wikitext_is_text() {
    let site = Site::default();
    for unit in [
        "{{",
        "[[",
        "[http://a ",
        "<ref>",
        "<nowiki>",
        "<gallery>",
        "{{a|",
        "[[a|",
        "<!--",
        "''",
        "{|\n",
        "\u{1}",
    ] {
        let text = unit.repeat(2000);
        let found = plain(&text, &site);
        let blocks = super::lines::blocks_of(&found);
        assert!(blocks.len() <= text.len(), "{unit}");
    }
    let nested = format!("{}x{}", "{{a|".repeat(500), "}}".repeat(500));
    plain(&nested, &site);
}
