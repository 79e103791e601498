//! What the NewsML-G2 reader makes of items, messages, statuses and hostile files.

use super::*;
use crate::article::{DateRole, EntityKind, Status};

const NAMESPACE: &str = "xmlns='http://iptc.org/std/nar/2006-10-01/'";

type Given = (Vec<Article>, Vec<Skip>, Result<(), ReadError>);

fn read_all(text: &str) -> Given {
    let (mut articles, mut skips) = (Vec::new(), Vec::new());
    let result = NewsMlG2.read(
        &Input::new("a.xml", text.as_bytes()),
        &mut |item| match item {
            Item::Article(read) => articles.push(read.article),
            Item::Skipped(skip) => skips.push(skip),
        },
    );
    (articles, skips, result)
}

/// An item with the given management, content metadata and content.
fn item(management: &str, meta: &str, content: &str) -> String {
    format!(
        "<newsItem {NAMESPACE} guid='urn:x' xml:lang='en-GB'><itemMeta>{management}</itemMeta>\
         <contentMeta>{meta}</contentMeta><contentSet>{content}</contentSet></newsItem>"
    )
}

fn read_one(text: &str) -> Article {
    let (mut articles, skips, result) = read_all(text);
    result.unwrap();
    assert_eq!((articles.len(), skips.len()), (1, 0));
    articles.remove(0)
}

const TEXT: &str = "<inlineXML><html><body><p>Text.</p></body></html></inlineXML>";

#[test]
fn withdrawn_and_embargoed_items_are_kept_and_marked() {
    for (management, status, embargo) in [
        ("<pubStatus qcode='stat:usable'/>", Status::Usable, None),
        ("<pubStatus qcode='stat:canceled'/>", Status::Canceled, None),
        (
            "<pubStatus uri='http://cv.iptc.org/newscodes/pubstatusg2/withheld'/>",
            Status::Embargoed,
            None,
        ),
        (
            "<embargoed> 2026-01-14T12:00:00Z </embargoed><pubStatus qcode='stat:usable'/>",
            Status::Embargoed,
            Some("2026-01-14T12:00:00Z"),
        ),
        ("<embargoed/>", Status::Embargoed, None),
        (
            "<embargoed>2026-01-14</embargoed><pubStatus qcode='stat:canceled'/>",
            Status::Canceled,
            None,
        ),
    ] {
        let article = read_one(&item(management, "<headline>H</headline>", TEXT));
        assert_eq!(article.status, status, "{management}");
        assert_eq!(article.embargo.as_deref(), embargo, "{management}");
    }
}

#[test]
fn times_with_spaces_are_trimmed_and_ranked() {
    let article = read_one(&item(
        "<versionCreated>\n 2026-01-15T09:00:00Z\n </versionCreated><firstCreated>2026-01-10</firstCreated>",
        "<contentCreated> 2026-01-13T10:00:00 </contentCreated>\
         <contentModified>2026-01-14T10:00:00Z</contentModified><headline>H</headline>",
        TEXT,
    ));
    let dates: Vec<(DateRole, &str)> = article
        .dates
        .iter()
        .map(|date| (date.role, date.raw.as_str()))
        .collect();
    assert_eq!(
        dates,
        [
            (DateRole::Published, "2026-01-13T10:00:00"),
            (DateRole::Unspecified, "2026-01-10"),
            (DateRole::Updated, "2026-01-14T10:00:00Z"),
            (DateRole::Updated, "2026-01-15T09:00:00Z"),
        ]
    );
    // Nothing else is known: the version is the publication.
    let article = read_one(&item(
        "<versionCreated>2026-01-15</versionCreated>",
        "<headline>H</headline>",
        TEXT,
    ));
    assert_eq!(article.dates[0].role, DateRole::Published);
    let article = read_one(&item(
        "<versionCreated>Last Tuesday</versionCreated>",
        "<headline>H</headline>",
        TEXT,
    ));
    assert!(article.dates.is_empty() && article.notes.len() == 1);
}

#[test]
fn subjects_become_names_or_tags() {
    let article = read_one(&item(
        "<provider qcode='nprov:MER'/>",
        "<by>By Ann Roe</by><creator><name>Tom Fox</name></creator>\
         <subject type='cpnat:person'><name>Eva Ash</name></subject>\
         <subject type='cpnat:organisation'><name xml:lang='de'>Hafen</name><name xml:lang='en'>Harbour</name></subject>\
         <subject type='cptype:city' literal='Port Elder'/>\
         <subject type='cpnat:abstract'><name>clocks</name></subject>\
         <subject qcode='medtop:1'><broader><name>not this</name></broader></subject>\
         <keyword>time</keyword><dateline>PORT ELDER, Jan 13 (Meridian) -</dateline>\
         <headline xml:lang='de'>Uhr</headline><headline xml:lang='en'>Clock</headline>",
        TEXT,
    ));
    let names: Vec<(EntityKind, &str)> = article
        .entities
        .iter()
        .map(|e| (e.kind, e.name.as_str()))
        .collect();
    assert_eq!(
        names,
        [
            (EntityKind::Person, "Eva Ash"),
            (EntityKind::Organisation, "Harbour"),
            (EntityKind::Place, "Port Elder"),
        ]
    );
    assert_eq!(article.tags, ["clocks", "time"]);
    assert_eq!(article.headline, "Clock");
    assert_eq!(article.authors, ["Ann Roe"]);
    assert_eq!(article.source.as_deref(), Some("MER"));
    assert_eq!(
        article.dateline.unwrap().place.as_deref(),
        Some("Port Elder")
    );
}

#[test]
fn packages_and_concepts_are_no_articles() {
    for name in [
        "packageItem",
        "conceptItem",
        "knowledgeItem",
        "planningItem",
        "catalogItem",
    ] {
        let (articles, _, result) = read_all(&format!("<{name} {NAMESPACE}><a/></{name}>"));
        assert!(articles.is_empty());
        assert_eq!(result.unwrap_err().reason, Reason::NotAnArticle, "{name}");
    }
    let (_, _, result) = read_all(&item("<edNote>Nothing yet</edNote>", "", ""));
    assert_eq!(result.unwrap_err().reason, Reason::NoText);
    let events = "<inlineXML><events><event><name>Fair</name></event></events></inlineXML>";
    let (_, _, result) = read_all(&item("", "", events));
    assert_eq!(result.unwrap_err().reason, Reason::NotAnArticle);
    let article = read_one(&item("", "<headline>Only this</headline>", ""));
    assert_eq!(article.kind, Kind::Stub);
}

#[test]
fn pictures_of_a_message_belong_to_its_text() {
    let picture = "<newsItem><itemMeta><itemClass qcode='ninat:picture'/></itemMeta><contentMeta>\
        <creditline>Tom Fox</creditline><description role='drol:caption'>A clock.</description>\
        </contentMeta></newsItem>";
    let text = item(
        "<itemClass qcode='ninat:text'/>",
        "<headline>H</headline>",
        TEXT,
    );
    let package = "<packageItem/>";
    let (articles, skips, result) = read_all(&format!(
        "<newsMessage {NAMESPACE}><itemSet>{package}{picture}{text}</itemSet></newsMessage>"
    ));
    result.unwrap();
    assert_eq!((articles.len(), skips.len()), (1, 2));
    let last = articles[0].blocks.last().unwrap();
    assert_eq!(
        (last.text.as_str(), last.credit.as_str()),
        ("A clock.", "Tom Fox")
    );
    // Alone, a picture is a gallery of one.
    let (articles, _, _) = read_all(picture);
    assert_eq!(articles[0].kind, Kind::Gallery);
    // With two texts nobody can say whose picture it is.
    let (articles, _, _) = read_all(&format!(
        "<newsMessage {NAMESPACE}><itemSet>{picture}{text}{text}</itemSet></newsMessage>"
    ));
    assert_eq!(articles.len(), 3);
}

#[test]
fn hostile_files_give_a_reason() {
    for (text, reason) in [
        (
            format!("<newsItem {NAMESPACE}>{}", "<a>".repeat(10_000)),
            Reason::XmlDepth,
        ),
        (format!("<newsMessage {NAMESPACE}>"), Reason::Truncated),
        (
            format!("<newsMessage {NAMESPACE}></newsMessage>"),
            Reason::NoText,
        ),
    ] {
        let (articles, _, result) = read_all(&text);
        assert!(articles.is_empty());
        assert_eq!(result.unwrap_err().reason, reason);
    }
    let whole = item("", "<headline>H</headline>", TEXT);
    let cut = &whole[..whole.find("</p>").unwrap()];
    let article = read_one(cut);
    assert_eq!(article.blocks[0].text, "Text.");
    assert_eq!(article.notes, ["the file ends before the item does"]);
}

#[test]
fn languages_of_one_item_are_articles_of_their_own() {
    let rendition = |tag: &str, text: &str| {
        format!("<inlineXML xml:lang='{tag}'><html><body><p>{text}</p></body></html></inlineXML>")
    };
    let headlines =
        "<headline xml:lang='fr'>Horloge</headline><headline xml:lang='en'>Clock</headline>";
    // The rendition of the item's language comes first, however long the others are.
    let (articles, _, result) = read_all(&item(
        "",
        headlines,
        &(rendition("fr", "Elle est juste depuis mardi.") + &rendition("en", "It is right.")),
    ));
    result.unwrap();
    let found: Vec<(&str, &str, &str, &str)> = articles
        .iter()
        .map(|a| {
            (
                a.headline.as_str(),
                a.blocks[0].text.as_str(),
                a.language.as_deref().unwrap(),
                a.given_id.as_deref().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("Clock", "It is right.", "en", "urn:x"),
            ("Horloge", "Elle est juste depuis mardi.", "fr", "urn:x#fr"),
        ]
    );
    // Several renditions in one language are one article.
    let article = read_one(&item(
        "",
        headlines,
        &(rendition("en-US", "It is right.")
            + "<inlineData xml:lang='en'>It is right.</inlineData>"),
    ));
    assert_eq!(
        (article.headline.as_str(), article.blocks.len()),
        ("Clock", 1)
    );
}

#[test]
fn parts_of_a_film_keep_their_descriptions() {
    let text = format!(
        "<newsItem {NAMESPACE} guid='urn:x' xml:lang='en'><itemMeta><itemClass qcode='ninat:video'/>\
         </itemMeta><contentMeta><headline>Clock</headline><description>The clock of Port Elder.\
         </description></contentMeta><partMeta seq='1'><description>Wide of the tower</description>\
         <description xml:lang='de'>Totale des Turms</description></partMeta><partMeta seq='2'>\
         <description>The hands</description></partMeta></newsItem>"
    );
    let article = read_one(&text);
    let captions: Vec<(BlockKind, &str)> = article
        .blocks
        .iter()
        .map(|block| (block.kind, block.text.as_str()))
        .collect();
    assert_eq!(
        captions,
        [
            (BlockKind::Caption, "The clock of Port Elder."),
            (BlockKind::Caption, "Wide of the tower"),
            (BlockKind::Caption, "The hands"),
        ]
    );
}
