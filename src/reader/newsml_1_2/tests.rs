//! What the NewsML 1 reader makes of stories, languages, packages and statuses.

use super::*;
use crate::article::{DateRole, EntityKind, Status};

type Given = (Vec<Article>, Vec<Skip>, Result<(), ReadError>);

fn read_all(text: &str) -> Given {
    let (mut articles, mut skips) = (Vec::new(), Vec::new());
    let result = NewsMl1.read(
        &Input::new("a.xml", text.as_bytes()),
        &mut |item| match item {
            Item::Article(read) => articles.push(read.article),
            Item::Skipped(skip) => skips.push(skip),
        },
    );
    (articles, skips, result)
}

fn item(management: &str, component: &str) -> String {
    format!(
        "<NewsML><NewsItem xml:lang='en'><NewsManagement>{management}</NewsManagement>{component}</NewsItem></NewsML>"
    )
}

fn read_one(text: &str) -> Article {
    let (mut articles, skips, result) = read_all(text);
    result.unwrap();
    assert_eq!((articles.len(), skips.len()), (1, 0));
    articles.remove(0)
}

fn content(text: &str) -> String {
    format!(
        "<ContentItem><DataContent><html><body><p>{text}</p></body></html></DataContent></ContentItem>"
    )
}

fn part(role: &str, inner: &str) -> String {
    format!("<NewsComponent><Role FormalName='{role}'/>{inner}</NewsComponent>")
}

#[test]
fn parts_with_roles_are_one_story() {
    let picture = "<NewsLines><HeadLine>A clock (Photo: Tom Fox)</HeadLine></NewsLines>\
        <ContentItem Href='http://x/a.jpg'><MimeType FormalName='image/jpeg'/></ContentItem>";
    let style = "<ContentItem><MimeType FormalName='text/css'/><DataContent>p {}</DataContent></ContentItem>";
    let article = read_one(&item(
        "<FirstCreated>20260115T090000Z</FirstCreated><ThisRevisionCreated> 20260116T090000Z </ThisRevisionCreated>",
        &format!(
            "<NewsComponent><NewsLines><CopyrightLine>(c) 2026</CopyrightLine></NewsLines>\
             <NewsComponent><NewsLines><DateLine>PORT ELDER, Maine</DateLine></NewsLines>{}{}{}{}{}{}</NewsComponent></NewsComponent>",
            part("StyleSheet", style),
            part("HeadLine", &content("Clock is right")),
            part("SubHeadLine", &content("At last")),
            part("Body", &content("It is.")),
            part("Photo", picture),
            part("Contact", &content("Ann, 555"))
        ),
    ));
    assert_eq!(
        (article.headline.as_str(), article.deck.as_str()),
        ("Clock is right", "At last")
    );
    let blocks: Vec<(BlockKind, &str)> = article
        .blocks
        .iter()
        .map(|b| (b.kind, b.text.as_str()))
        .collect();
    assert_eq!(
        blocks,
        [
            (BlockKind::Boilerplate, "(c) 2026"),
            (BlockKind::Paragraph, "It is."),
            (BlockKind::Caption, "A clock"),
            (BlockKind::Boilerplate, "Ann, 555"),
        ]
    );
    let dates: Vec<(DateRole, &str)> = article
        .dates
        .iter()
        .map(|d| (d.role, d.raw.as_str()))
        .collect();
    assert_eq!(
        dates,
        [
            (DateRole::Published, "20260115T090000Z"),
            (DateRole::Updated, "20260116T090000Z")
        ]
    );
    assert_eq!(article.dateline.unwrap().raw, "PORT ELDER, Maine");
}

#[test]
fn languages_are_articles_of_their_own() {
    let language = |tag: &str, text: &str| {
        format!(
            "<NewsComponent><NewsLines><HeadLine>{text}</HeadLine></NewsLines><DescriptiveMetadata>\
             <Language FormalName='{tag}'/></DescriptiveMetadata>{}</NewsComponent>",
            content(text)
        )
    };
    let (articles, _, result) = read_all(&item(
        "",
        &format!(
            "<NewsComponent><BasisForChoice>./NewsComponent/DescriptiveMetadata/Language</BasisForChoice>\
             <AdministrativeMetadata><Provider><Party FormalName='Meridian'/></Provider></AdministrativeMetadata>{}{}</NewsComponent>",
            language("en", "Clock"),
            language("de", "Uhr")
        ),
    ));
    result.unwrap();
    let found: Vec<(&str, Option<&str>, Option<&str>)> = articles
        .iter()
        .map(|a| {
            (
                a.headline.as_str(),
                a.language.as_deref(),
                a.source.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        found,
        [
            ("Clock", Some("en"), Some("Meridian")),
            ("Uhr", Some("de"), Some("Meridian"))
        ]
    );
}

#[test]
fn renditions_are_no_versions_of_each_other() {
    let language = |tag: &str, text: &str| {
        format!(
            "<NewsComponent><DescriptiveMetadata><Language FormalName='{tag}'/>\
             </DescriptiveMetadata>{}</NewsComponent>",
            content(text)
        )
    };
    let (articles, _, _) = read_all(&format!(
        "<NewsML><NewsItem><Identification><NewsIdentifier><PublicIdentifier>urn:newsml:x:1:a:1\
         </PublicIdentifier></NewsIdentifier></Identification><NewsComponent EquivalentsList='yes'>{}{}\
         </NewsComponent></NewsItem></NewsML>",
        language("en", "Clock"),
        language("de", "Uhr")
    ));
    let ids: Vec<Option<&str>> = articles.iter().map(|a| a.given_id.as_deref()).collect();
    assert_eq!(
        ids,
        [Some("urn:newsml:x:1:a:1"), Some("urn:newsml:x:1:a:1#de")]
    );
}

#[test]
fn a_part_in_another_language_stands_beside_the_story() {
    let part = |language: &str, text: &str| {
        format!(
            "<NewsComponent><ContentItem><DataContent {language}><p>{text}</p></DataContent>\
             </ContentItem></NewsComponent>"
        )
    };
    let read = |parts: &str| {
        let text = format!(
            "<NewsML><NewsItem xml:lang='it'><NewsComponent>{parts}</NewsComponent></NewsItem></NewsML>"
        );
        let (mut articles, _, result) = read_all(&text);
        result.unwrap();
        let article = articles.remove(0);
        let kinds: Vec<BlockKind> = article.blocks.iter().map(|block| block.kind).collect();
        (kinds, article.notes)
    };
    let (kinds, notes) = read(&(part("", "Uno.") + &part("xml:lang='en'", "One.")));
    assert_eq!(kinds, [BlockKind::Paragraph, BlockKind::Related]);
    assert_eq!(notes, ["a part of it is in another language: en"]);
    let (kinds, notes) = read(&(part("xml:lang='it-IT'", "Uno.") + &part("xml:lang='it'", "Due.")));
    assert_eq!(kinds, [BlockKind::Paragraph, BlockKind::Paragraph]);
    assert!(notes.is_empty());
    // Nothing else is there: then it is the text.
    let (kinds, _) = read(&part("xml:lang='en'", "One."));
    assert_eq!(kinds, [BlockKind::Paragraph]);
}

#[test]
fn statuses_names_and_topics() {
    let story = |meta: &str| format!("<NewsComponent>{meta}{}</NewsComponent>", content("Text."));
    for (management, status) in [
        ("<Status FormalName='Usable'/>", Status::Usable),
        ("<Status FormalName='Canceled'/>", Status::Canceled),
        ("<Status FormalName='Withheld'/>", Status::Embargoed),
        (
            "<Status FormalName='Embargoed'/><StatusWillChange><DateAndTime>20260116T000000Z</DateAndTime></StatusWillChange>",
            Status::Embargoed,
        ),
        (
            "<Status FormalName='Usable'/><Instruction FormalName='Kill'/>",
            Status::Canceled,
        ),
    ] {
        let article = read_one(&item(management, &story("")));
        assert_eq!(article.status, status, "{management}");
        let has_end = management.contains("WillChange");
        assert_eq!(article.embargo.is_some(), has_end, "{management}");
    }
    let article = read_one(&format!(
        "<NewsML><TopicSet><Topic Duid='t1'><TopicType FormalName='Person'/><Description>Eva Ash</Description></Topic></TopicSet>\
         <NewsItem>{}</NewsItem></NewsML>",
        story(
            "<AdministrativeMetadata><Creator><Party FormalName='Ann Roe with Tom Fox in Oslo '/></Creator></AdministrativeMetadata>\
               <DescriptiveMetadata><TopicOccurrence Topic='#t1'/><TopicOccurrence Topic='#gone'/>\
               <Property FormalName='Keyword' Value='clock'/><Property FormalName='Keyword' Value='Bob Fox' Role='PersonInImage'/>\
               <Location HowPresent='Event'><Property FormalName='City' Value='Port Elder'/></Location></DescriptiveMetadata>"
        )
    ));
    assert_eq!(article.authors, ["Ann Roe", "Tom Fox"]);
    assert_eq!(article.tags, ["clock"]);
    let names: Vec<(EntityKind, &str)> = article
        .entities
        .iter()
        .map(|e| (e.kind, e.name.as_str()))
        .collect();
    assert_eq!(
        names,
        [
            (EntityKind::Person, "Eva Ash"),
            (EntityKind::Person, "Bob Fox"),
            (EntityKind::Place, "Port Elder"),
        ]
    );
}

#[test]
fn packages_updates_and_topics_are_no_articles() {
    for (text, reason) in [
        (
            "<NewsML><TopicSet/></NewsML>".to_owned(),
            Reason::NotAnArticle,
        ),
        (item("", "<Update/>"), Reason::NotAnArticle),
        (
            item(
                "",
                "<NewsComponent><NewsItemRef NewsItem='urn:x'/></NewsComponent>",
            ),
            Reason::NotAnArticle,
        ),
        (
            item(
                "",
                "<NewsComponent><ContentItem Href='a.jpg'/></NewsComponent>",
            ),
            Reason::NoText,
        ),
        ("<NewsML><NewsEnvelope>".to_owned(), Reason::Truncated),
        (
            format!("<NewsML><NewsItem>{}", "<NewsComponent>".repeat(5000)),
            Reason::XmlDepth,
        ),
    ] {
        let (articles, _, result) = read_all(&text);
        assert!(articles.is_empty());
        assert_eq!(
            result.unwrap_err().reason,
            reason,
            "{}",
            &text[..text.len().min(80)]
        );
    }
    let whole = item(
        "",
        &format!("<NewsComponent>{}</NewsComponent>", content("Text.")),
    );
    let article = read_one(&whole[..whole.find("</p>").unwrap()]);
    assert_eq!(article.notes, ["the file ends before the item does"]);
}

#[test]
fn encoded_and_plain_text_are_read() {
    let article = read_one(&item(
        "",
        "<NewsComponent><ContentItem><Encoding Notation='Base64'><DataContent>SGVsbG8sIHdvcmxkLg==</DataContent></Encoding></ContentItem></NewsComponent>",
    ));
    assert_eq!(article.blocks[0].text, "Hello, world.");
    let article = read_one(&item(
        "",
        "<NewsComponent><ContentItem><DataContent>One &amp; two.\n\nThree.</DataContent></ContentItem></NewsComponent>",
    ));
    assert_eq!(article.blocks[0].text, "One & two.");
}

#[test]
fn nested_items_and_many_topics_take_linear_time() {
    let nested = format!(
        "<NewsML>{}{}",
        "<NewsItem><NewsComponent>".repeat(100),
        content("Text.")
    );
    let (articles, _, _) = read_all(&nested);
    assert_eq!(articles.len(), 1);
    let topics: String = (0..20_000)
        .map(|i| format!("<Topic Duid='t{i}'><Description>T{i}</Description></Topic>"))
        .collect();
    let uses: String = (0..20_000)
        .map(|i| format!("<TopicOccurrence Topic='#t{i}'/>"))
        .collect();
    let text = format!(
        "<NewsML><TopicSet>{topics}</TopicSet><NewsItem><NewsComponent><DescriptiveMetadata>{uses}</DescriptiveMetadata>{}</NewsComponent></NewsItem></NewsML>",
        content("Text.")
    );
    let started = std::time::Instant::now();
    let article = read_one(&text);
    assert_eq!(article.tags.last().unwrap(), "T999");
    assert_eq!(article.notes, ["more than 1000 tags"]);
    assert!(started.elapsed().as_secs() < 20);
}

#[test]
fn an_empty_byline_is_looked_for_above_the_text() {
    let (articles, _, _) = read_all(&item(
        "",
        "<NewsComponent><NewsLines><HeadLine>Clock</HeadLine><ByLine/></NewsLines><ContentItem>\
         <DataContent><p>* It is right</p><p>By Ann Roe</p><p>OSLO - It is.</p></DataContent>\
         </ContentItem></NewsComponent>",
    ));
    assert_eq!(articles[0].authors, ["Ann Roe"]);
    let texts: Vec<&str> = articles[0].blocks.iter().map(|b| b.text.as_str()).collect();
    assert_eq!(texts.len(), 2);
    assert!(!texts.contains(&"By Ann Roe"));
}
