//! What the NITF reader makes of good, odd and hostile files.

use super::super::{Item, Reason};
use super::*;
use crate::article::{DateCandidate, Kind, Status};

fn read_all(text: &str) -> (Vec<Article>, Result<(), ReadError>) {
    let mut articles = Vec::new();
    let result = Nitf.read(&Input::new("a.xml", text.as_bytes()), &mut |item| {
        if let Item::Article(read) = item {
            articles.push(read.article);
        }
    });
    (articles, result)
}

fn read_one(text: &str) -> Article {
    let (mut articles, result) = read_all(text);
    result.unwrap();
    assert_eq!(articles.len(), 1);
    articles.remove(0)
}

fn body(article: &Article) -> Vec<&str> {
    let blocks = article.blocks.iter().filter(|block| block.kind.is_body());
    blocks.map(|block| block.text.as_str()).collect()
}

fn raws(dates: &[DateCandidate]) -> Vec<&str> {
    dates.iter().map(|date| date.raw.as_str()).collect()
}

#[test]
fn dates_are_kept_as_they_are_written() {
    let article = read_one(
        "<nitf><head><docdata><date.issue norm=' 20260113000000-0500 '/>\
         <date.release norm='20260113'/><date.expire norm='20270101'/></docdata>\
         <pubdata date.publication='20260114T090004'/></head>\
         <body><body.head><dateline>X, <story.date norm='20260112'>Jan 12</story.date></dateline></body.head>\
         <body.content><p>Text.</p></body.content></body></nitf>",
    );
    assert_eq!(
        raws(&article.dates),
        [
            "20260112",
            "20260113000000-0500",
            "20260113",
            "20260114T090004"
        ]
    );
    let article = read_one(
        "<nitf><head><docdata><date.issue norm='Last Tuesday'/></docdata></head>\
         <body><body.content><p>Text.</p></body.content></body></nitf>",
    );
    assert!(article.dates.is_empty());
    assert_eq!(
        article.notes,
        ["`nitf:date.issue` is no date: Last Tuesday"]
    );
}

#[test]
fn bylines_lose_posts_and_keep_names() {
    for (byline, expected) in [
        (
            "By <person>Ann Roe</person> and <person>Tom Fox</person>, Reuters",
            vec!["Ann Roe", "Tom Fox"],
        ),
        ("By Ann Roe, <byttl>Staff Reporter</byttl>", vec!["Ann Roe"]),
        ("<byttl>Sports Network</byttl>", vec!["Sports Network"]),
        ("By Ann Roe", vec!["Ann Roe"]),
        ("", vec![]),
    ] {
        let text = format!(
            "<nitf><body><body.head><byline>{byline}</byline></body.head>\
             <body.content><p>Text.</p></body.content></body></nitf>"
        );
        assert_eq!(read_one(&text).authors, expected, "{byline}");
    }
}

#[test]
fn headlines_decks_notes_and_statuses() {
    let article = read_one(
        "<nitf baselang='nb-NO'><head><title>T</title><tobject tobject.type='Foreign'>\
         <tobject.subject tobject.subject.type='Health' tobject.subject.matter='Illness'/></tobject>\
         <docdata management-status='canceled'><doc-id regsrc='MER' id-string='7'/>\
         <identified-content><person>Ann Roe</person><org value='Meridian'/></identified-content>\
         <evloc county-dist='Elder'/><ed-msg info='Kill the story'/></docdata></head>\
         <body><body.head><hedline><hl1>H &amp; H</hl1><hl2>Second</hl2></hedline>\
         <abstract><p>Summary.</p></abstract><note><p>Correction: not May.</p></note>\
         <note><p>Editors: photos.</p></note><rights>(c) X</rights></body.head>\
         <body.content><hl1>H &amp; H</hl1><p>Text.</p></body.content>\
         <body.end><tagline>Ann Roe contributed.</tagline></body.end></body></nitf>",
    );
    assert_eq!(article.headline, "H & H");
    assert_eq!(article.deck, "Second Summary.");
    assert_eq!(body(&article), ["Correction: not May.", "Text."]);
    assert_eq!(article.status, Status::Canceled);
    assert_eq!(article.language.as_deref(), Some("nb-NO"));
    assert_eq!(article.section.as_deref(), Some("Foreign"));
    assert_eq!(article.tags, ["Illness"]);
    assert_eq!(article.source.as_deref(), Some("MER"));
    let names: Vec<&str> = article.entities.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["Ann Roe", "Meridian", "Elder"]);
    assert!(article.blocks.iter().any(|b| b.kind == BlockKind::Credit));
}

#[test]
fn an_embargo_ends_with_its_release() {
    let read = |status: &str, release: &str| {
        let article = read_one(&format!(
            "<nitf><head><docdata management-status='{status}'>{release}</docdata></head>\
             <body><body.content><p>Text.</p></body.content></body></nitf>"
        ));
        (article.status, article.embargo)
    };
    let release = "<date.release norm='20230406T060000+0200'/>";
    let until = Some("20230406T060000+0200".to_owned());
    assert_eq!(read("embargoed", release), (Status::Embargoed, until));
    assert_eq!(read("embargoed", ""), (Status::Embargoed, None));
    assert_eq!(read("withheld", release), (Status::Embargoed, None));
    assert_eq!(read("canceled", release), (Status::Canceled, None));
    assert_eq!(read("usable", release), (Status::Usable, None));
}

#[test]
fn parts_of_a_dateline_do_not_touch() {
    for (line, raw) in [
        (
            "<location><city>Vigo</city>, <country>Spain</country></location><story.date>5 Apr</story.date>",
            "Vigo, Spain, 5 Apr",
        ),
        ("<city>Vigo</city><country>Spain</country>", "Vigo, Spain"),
        ("<location>V<em>ig</em>o</location>, Spain", "Vigo, Spain"),
    ] {
        let article = read_one(&format!(
            "<nitf><body><body.head><dateline>{line}</dateline></body.head>\
             <body.content><p>Text.</p></body.content></body></nitf>"
        ));
        assert_eq!(article.dateline.unwrap().raw, raw, "{line}");
        assert_eq!(article.blocks.len(), 1, "{line}");
    }
}

#[test]
fn the_annotated_corpus_of_a_newspaper() {
    let article = read_one(
        "<nitf><head><meta content='Metropolitan Desk' name='dsk'/>\
         <meta content='Region; Front Page' name='online_sections'/></head><body><body.head>\
         <hedline><hl1>CLOCK IS RIGHT</hl1><hl2 class='online_headline'>Correction Appended</hl2></hedline>\
         <abstract><p>The clock is put right after years.</p></abstract></body.head><body.content>\
         <block class='correction_text'><p>It was not May.</p></block>\
         <block class='lead_paragraph'><p>LEAD: The clock of Port Elder is right.</p></block>\
         <block class='full_text'><p>LEAD: The clock of Port Elder is right.</p>\
         <p>The clock of Port Elder is right.</p><p>It was fast.</p></block></body.content></body></nitf>",
    );
    assert_eq!(article.headline, "CLOCK IS RIGHT");
    assert_eq!(article.deck, "The clock is put right after years.");
    assert_eq!(article.section.as_deref(), Some("Region"));
    assert_eq!(article.tags, ["Front Page"]);
    let blocks: Vec<(BlockKind, &str)> = article
        .blocks
        .iter()
        .map(|block| (block.kind, block.text.as_str()))
        .collect();
    assert_eq!(
        blocks,
        [
            (BlockKind::Boilerplate, "Correction Appended"),
            (BlockKind::Correction, "It was not May."),
            (BlockKind::Paragraph, "The clock of Port Elder is right."),
            (BlockKind::Paragraph, "It was fast."),
        ]
    );
    // A desk alone is the section, a lead alone the text.
    let article = read_one(
        "<nitf><head><meta content='Metropolitan Desk' name='dsk'/></head><body><body.content>\
         <block class='lead_paragraph'><p>The clock is right.</p></block></body.content></body></nitf>",
    );
    assert_eq!(article.section.as_deref(), Some("Metropolitan Desk"));
    assert_eq!(body(&article), ["The clock is right."]);
}

#[test]
fn several_articles_in_a_file_are_numbered() {
    let (articles, result) = read_all(
        "<x><nitf><body><body.content><p>One.</p></body.content></body></nitf>\
         <nitf><body><body.content><p>Two.</p></body.content></body></nitf></x>",
    );
    result.unwrap();
    assert_eq!(articles.len(), 2);
}

#[test]
fn damaged_files_give_what_they_have() {
    let article = read_one("<nitf><body><body.content><p>One.</p><p>Tw");
    assert_eq!(body(&article), ["One.", "Tw"]);
    assert_eq!(article.notes, ["the file ends before the article does"]);
    let (_, result) = read_all("<nitf><head>");
    assert_eq!(result.unwrap_err().reason, Reason::Truncated);
    let (_, result) = read_all("<nitf><head/><body/></nitf>");
    assert_eq!(result.unwrap_err().reason, Reason::NoText);
    let (_, result) = read_all(&format!("<nitf>{}", "<block>".repeat(100_000)));
    assert_eq!(result.unwrap_err().reason, Reason::XmlDepth);
    let article = read_one("<nitf><head><title>Only this</title></head></nitf>");
    assert_eq!(
        (article.headline.as_str(), article.kind),
        ("Only this", Kind::Stub)
    );
    // A body without its content element.
    let article = read_one("<nitf><body><p>One.</p></body></nitf>");
    assert_eq!(body(&article), ["One."]);
}

#[test]
fn entities_stay_inert_and_latin_1_is_read() {
    let article = read_one(
        "<!DOCTYPE nitf [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>\
         <nitf><body><body.content><p>&b; &f; R&D &eacute;</p></body.content></body></nitf>",
    );
    assert_eq!(body(&article), ["&b; &f; R&D é"]);
    let mut bytes =
        b"<?xml version='1.0' encoding='ISO-8859-1'?><nitf><body><body.content><p>Caf".to_vec();
    bytes.push(0xe9);
    bytes.extend_from_slice(b"</p></body.content></body></nitf>");
    let mut found = Vec::new();
    let input = Input::new("a.xml", &bytes);
    Nitf.read(&input, &mut |item| {
        if let Item::Article(read) = item {
            found.push((body(&read.article)[0].to_owned(), read.encoding));
        }
    })
    .unwrap();
    assert_eq!(
        found,
        [("Café".to_owned(), "windows-1252 (declared)".to_owned())]
    );
}
