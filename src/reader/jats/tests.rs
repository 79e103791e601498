//! Front matter, parts of a body, replies, damage; and what is no JATS.

use super::super::scanned::read_for_test;
use super::*;
use crate::reader::{Item, read};

fn document(meta: &str, rest: &str) -> String {
    format!(
        "<?xml version='1.0'?><!DOCTYPE article PUBLIC '-//NLM//DTD JATS 1.3//EN' 'a.dtd'>\
         <article article-type='news' xml:lang='en'><front><journal-meta><journal-title-group>\
         <journal-title>Skerry Journal of Clocks</journal-title></journal-title-group></journal-meta>\
         <article-meta>{meta}</article-meta></front>{rest}</article>"
    )
}

fn one(text: &str) -> Article {
    let mut articles = Vec::new();
    let (_, result) = read(&Input::new("a.xml", text.as_bytes()), None, &mut |item| {
        if let Item::Article(read) = item {
            articles.push(read.article);
        }
    });
    result.unwrap();
    assert_eq!(articles.len(), 1, "{text}");
    articles.remove(0)
}

#[test]
fn front_matter() {
    let article = one(&document(
        "<article-id pub-id-type='pmid'>7</article-id><article-id pub-id-type='doi'>10.5/clock</article-id>\
         <article-categories><subj-group subj-group-type='heading'><subject>News</subject></subj-group>\
         <subj-group subj-group-type='topic'><subject>Clocks</subject></subj-group></article-categories>\
         <title-group><article-title>Town <italic>clock</italic> put right</article-title></title-group>\
         <contrib-group><contrib contrib-type='author'><name><surname>Crane</surname><given-names>Edda</given-names>\
         </name></contrib><contrib contrib-type='editor'><name><surname>No</surname></name></contrib>\
         <contrib contrib-type='author'><collab>Skerry Observatory</collab></contrib></contrib-group>\
         <pub-date pub-type='collection'><year>2025</year></pub-date><pub-date pub-type='epub'><day>3</day>\
         <month>2</month><year>2026</year></pub-date><self-uri xlink:href='https://journal.example/clock'/>\
         <abstract><p>A coin was found.</p></abstract><kwd-group><kwd>pendulum</kwd></kwd-group>",
        "<body><p>It is right.</p></body>",
    ));
    assert_eq!(article.headline, "Town clock put right");
    assert_eq!(article.deck, "A coin was found.");
    assert_eq!(article.authors, ["Edda Crane", "Skerry Observatory"]);
    assert_eq!(article.source.as_deref(), Some("Skerry Journal of Clocks"));
    assert_eq!(article.section.as_deref(), Some("News"));
    assert_eq!(article.tags, ["Clocks", "pendulum"]);
    assert_eq!(article.given_id.as_deref(), Some("10.5/clock"));
    assert_eq!(
        article.url.as_deref(),
        Some("https://journal.example/clock")
    );
    assert_eq!(article.language.as_deref(), Some("en"));
    let days: Vec<&str> = article.dates.iter().map(|date| date.raw.as_str()).collect();
    assert_eq!(days, ["2026-02-03"]);
}

#[test]
fn parts_of_a_body() {
    let body = "<body><sec><label>1</label><title>History</title><p>One<xref><sup>1</sup></xref>.<fn><p>Foot.</p></fn></p>\
        <list><list-item><label>a</label><p>first</p></list-item></list><disp-quote><p>Said.</p></disp-quote>\
        <fig><label>Figure 1</label><caption><title>The clock.</title><p>Before repair.</p></caption><graphic/></fig>\
        <table-wrap><label>Table 1</label><table><tbody><tr><td>a</td><td>1</td></tr></tbody></table></table-wrap>\
        <p>Then <inline-formula><math>x</math></inline-formula> no more.</p></sec></body>\
        <back><ref-list><ref><mixed-citation>A book.</mixed-citation></ref></ref-list></back>";
    assert_eq!(
        read_for_test(
            &Jats,
            &document(
                "<title-group><article-title>Clock</article-title></title-group>",
                body
            )
        ),
        [
            "Headline: Clock",
            "Subhead: History",
            "Paragraph: One1.",
            "Boilerplate: Foot.",
            "ListItem: first",
            "Quote: Said.",
            "Caption: Figure 1 The clock. Before repair.",
            "Caption: Table 1",
            "Table: a\t1",
            "Paragraph: Then no more.",
            "Boilerplate: A book.",
        ]
    );
}

#[test]
fn a_harvest_gives_its_articles() {
    let record = |title: &str| {
        format!(
            "<record><header><identifier>oai:x.example:1</identifier><datestamp>2026-01-14</datestamp></header>\
             <metadata><article><front><article-meta><title-group><article-title>{title}</article-title>\
             </title-group></article-meta></front><body><p>It is right.</p></body></article></metadata></record>"
        )
    };
    let text = format!(
        "<?xml version='1.0'?><OAI-PMH><ListRecords>{}<record><header status='deleted'/></record>{}\
         <resumptionToken>2</resumptionToken></ListRecords></OAI-PMH>",
        record("Clock"),
        record("Ferry")
    );
    assert_eq!(
        read_for_test(&Jats, &text),
        [
            "1: Headline: Clock",
            "1: Paragraph: It is right.",
            "2: Headline: Ferry",
            "2: Paragraph: It is right.",
        ]
    );
}

#[test]
fn replies_are_articles() {
    let rest = "<body><p>It is right.</p></body><response><front-stub><title-group><article-title>No</article-title>\
        </title-group></front-stub><body><p>It is not.</p></body></response>";
    let meta = "<title-group><article-title>Clock</article-title></title-group>";
    let expected = [
        "1: Headline: Clock",
        "1: Paragraph: It is right.",
        "2: Headline: No",
        "2: Paragraph: It is not.",
    ];
    assert_eq!(read_for_test(&Jats, &document(meta, rest)), expected);
    assert_eq!(
        read_for_test(&Jats, &document("", "")),
        ["NoText: no headline and no text"]
    );
    assert_eq!(
        read_for_test(&Jats, "<article><front><article-meta>"),
        ["Truncated: the file ends before the article"]
    );
}
