//! Issues, single texts, corpora, linguistic texts, dates of source and edition, damage.

use super::*;
use crate::article::{Article, BlockKind, DateRole, DateSource};
use crate::reader::{Item, read};

mod volumes;

/// Articles and skips as the whole path of reading gives them.
fn read_all(text: &str) -> (Vec<Article>, Vec<String>, Result<(), ReadError>) {
    let (mut articles, mut skips) = (Vec::new(), Vec::new());
    let (reader, result) = read(
        &Input::new("a.xml", text.as_bytes()),
        None,
        &mut |item| match item {
            Item::Article(read) => articles.push(read.article),
            Item::Skipped(skip) => skips.push(format!("{}: {}", skip.reason, skip.detail)),
        },
    );
    assert_eq!(reader.name(), "tei", "{text}");
    (articles, skips, result)
}

fn tei(header: &str, body: &str) -> String {
    format!(
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc>{header}</fileDesc></teiHeader>\
         <text><body>{body}</body></text></TEI>"
    )
}

fn one(text: &str) -> Article {
    let (mut articles, skips, result) = read_all(text);
    result.unwrap();
    assert_eq!((articles.len(), skips.len()), (1, 0), "{text}");
    articles.remove(0)
}

/// Kinds and texts of the blocks of a body.
#[track_caller]
fn check(body: &str, expected: &[&str]) {
    let article = one(&tei("", body));
    let blocks: Vec<String> = article
        .blocks
        .iter()
        .map(|block| format!("{:?}: {}", block.kind, block.text))
        .collect();
    assert_eq!(blocks, expected, "{body}");
}

#[test]
fn texts_of_a_page() {
    for (inside, expected) in [
        ("was de-<lb/>\nlivered", "was delivered"),
        ("was de-\n<lb n='2'/>livered", "was delivered"),
        ("was de<lb break='no'/>livered", "was delivered"),
        ("was de-<lb break='no'/>\n livered", "was delivered"),
        (
            "was de-<lb/><pb n='2'/><fw>THE PACKET.</fw><lb/>livered",
            "was delivered",
        ),
        ("the Anglo-<lb/>Saxon", "the Anglo-Saxon"),
        ("Ein- <lb/>und Ausgang", "Ein- und Ausgang"),
        ("one<lb/>two <cb/> three", "one two three"),
        (
            "a <choice><orig>olde</orig><reg>old</reg></choice> clock",
            "a old clock",
        ),
        (
            "a <choice><sic>clok</sic><corr>clock</corr></choice>",
            "a clock",
        ),
        (
            "<choice><abbr>Mr</abbr><expan>Mister</expan></choice> Roe",
            "Mister Roe",
        ),
        (
            "a <app><lem>red</lem><rdg>read</rdg></app> <del>blue</del>boat",
            "a red boat",
        ),
        ("<hi rend='i'>Tide</hi>water &amp; Sons", "Tidewater & Sons"),
        ("it ends in a-<pb/>", "it ends in a-"),
    ] {
        check(
            &format!("<p>{inside}</p>"),
            &[&format!("Paragraph: {expected}")],
        );
    }
}

#[test]
fn parts_of_a_text() {
    check(
        "<p>One.<note place='foot'>Foot.</note> Two.</p><note resp='#ed'>Editor.</note>\
         <lg><l>The sea,</l><l>the sea.</l></lg><list><item>a</item><item>b</item></list>\
         <quote><p>Said.</p></quote><p>He said <quote>no</quote>.</p>\
         <table><row><cell>a</cell><cell>1</cell></row><row><cell>b</cell><cell>2</cell></row></table>\
         <figure><head>A boat</head><figDesc>A boat at sea</figDesc></figure>\
         <closer><salute>Yours</salute><signed>E. M.</signed></closer>",
        &[
            "Paragraph: One. Two.",
            "Paragraph: Foot.",
            "Boilerplate: Editor.",
            "Paragraph: The sea, the sea.",
            "ListItem: a",
            "ListItem: b",
            "Quote: Said.",
            "Paragraph: He said no.",
            "Table: a\t1\nb\t2",
            "Caption: A boat",
            "Caption: A boat at sea",
            "Credit: Yours",
            "Credit: E. M.",
        ],
    );
}

#[test]
fn tokens_are_spaced() {
    for (inside, expected) in [
        // The spaces of the file.
        (
            "<s><w>The</w> <w>clock</w> <w>is</w> <w>right</w><pc>.</pc></s><s><w>It</w> <w>was</w> <w>not</w><pc>.</pc></s>",
            "The clock is right. It was not.",
        ),
        // Each on a line of its own.
        (
            "<s>\n<pc>„</pc>\n<w>Ja</w>\n<pc>“</pc>\n<pc>,</pc>\n<w>he</w>\n<w>said</w>\n<pc>(</pc>\n<w>twice</w>\n<pc>)</pc>\n<pc>.</pc>\n</s>",
            "„Ja“, he said (twice).",
        ),
        // None between them at all.
        ("<w>L'</w><w>horloge</w><pc>.</pc>", "L'horloge."),
        (
            "<w>It</w><w>is</w><w>n't</w><w>right</w><pc>.</pc>",
            "It isn't right.",
        ),
        (
            "<w>The</w>\n<w join='right'>clock</w>\n<pc>,</pc>\n<pc join='right'>(</pc>\n<w>old</w>\n<pc join='left'>)</pc>",
            "The clock, (old)",
        ),
        (
            "<w>The </w><w>clock </w><w>stood</w><c>.</c>",
            "The clock stood.",
        ),
        ("<w>a</w><c> </c><w>b</w>", "a b"),
        (
            "<w>was</w>\n<w>de-<lb/>livered</w>\n<w>here</w>",
            "was delivered here",
        ),
        (
            "<w part='I'>de</w>\n<w part='F'>livered</w>\n<w>here</w>",
            "delivered here",
        ),
        (
            "<name><w>Ann</w>\n<w>Roe</w></name>\n<w>said</w>",
            "Ann Roe said",
        ),
    ] {
        check(
            &format!("<p>{inside}</p>"),
            &[&format!("Paragraph: {expected}")],
        );
    }
}

#[test]
fn an_issue_gives_its_articles() {
    let articles = |body: &str| -> Vec<String> {
        let (articles, _, result) = read_all(&tei("", body));
        result.unwrap();
        let show = |article: &Article| {
            let texts: Vec<&str> = article.blocks.iter().map(|b| b.text.as_str()).collect();
            let section = article.section.as_deref().unwrap_or("-");
            format!("{section}/{}/{}", article.headline, texts.join("|"))
        };
        articles.iter().map(show).collect()
    };
    let a = "<div type='article'><head>A</head><p>One.</p></div>";
    let b = "<div type='jArticle'><head>B</head><p>Two.</p></div>";
    let plain = "<div><head>C</head><p>Three.</p></div>";
    let in_section = format!("<div type='jLocal'><head>Local</head>{a}{b}</div>");
    for (body, expected) in [
        (format!("{a}{b}"), vec!["-/A/One.", "-/B/Two."]),
        (in_section.clone(), vec!["Local/A/One.", "Local/B/Two."]),
        // What is beside them is not lost.
        (
            format!("<p>Masthead text.</p>{a}{b}"),
            vec!["-/A/One.", "-/B/Two.", "-//Masthead text."],
        ),
        (
            format!("<head>The Packet</head>{a}{b}"),
            vec!["-/A/One.|The Packet", "-/B/Two."],
        ),
        // Any division of an issue is an article.
        (
            format!("<div type='issue'>{plain}<div><head>Local</head>{plain}</div></div>"),
            vec!["-/C/Three.", "Local/C/Three."],
        ),
        // One alone is the whole text; so are sections of no issue.
        (a.to_owned(), vec!["-/A/One."]),
        (
            "<div type='section'><head>I</head><p>x</p></div><div type='section'><head>II</head><p>y</p></div>".to_owned(),
            vec!["-//I|x|II|y"],
        ),
        // News that holds articles is a section.
        (
            format!("<div type='news'><head>News</head>{a}{b}</div>"),
            vec!["News/A/One.", "News/B/Two."],
        ),
    ] {
        assert_eq!(articles(&body), expected, "{body}");
    }
}

#[test]
fn days_of_the_source_are_the_publication() {
    let dates = |header: &str| -> Vec<String> {
        let article = one(&tei(header, "<p>x</p>"));
        let show = |date: &crate::article::DateCandidate| {
            let bound = if date.source == DateSource::UpperBound {
                "<"
            } else {
                ""
            };
            let role = if date.role == DateRole::Published {
                ""
            } else {
                "?"
            };
            format!("{bound}{role}{}", date.raw)
        };
        article.dates.iter().map(show).collect()
    };
    let edition = "<publicationStmt><date when='2019-05-02'/></publicationStmt>";
    let source = |date: &str| format!("{edition}<sourceDesc><bibl>{date}</bibl></sourceDesc>");
    for (header, expected) in [
        (
            source("<date when='1871-03-04'>x</date>"),
            vec!["1871-03-04", "<?2019-05-02"],
        ),
        (
            source("<date>1871</date><date when='1871-03-04'/>"),
            vec!["1871-03-04", "<?2019-05-02"],
        ),
        (
            source("<date notBefore='1871-03-01' notAfter='1871-03-31'/>"),
            vec!["1871-03", "<?1871-03-31", "<?2019-05-02"],
        ),
        (
            source("<date notAfter='1871'>about 1871</date>"),
            vec!["<?1871", "<?2019-05-02"],
        ),
        (
            source("<date notBefore='1871' notAfter='1874'>before the flood</date>"),
            vec!["<?1874", "<?2019-05-02"],
        ),
        (
            source("<date notBefore='1871-03-01'>after the flood</date>"),
            vec!["<?2019-05-02"],
        ),
        (source(""), vec!["<?2019-05-02"]),
        (edition.to_owned(), vec!["2019-05-02"]),
        (
            format!("{edition}<sourceDesc><p>Born digital.</p></sourceDesc>"),
            vec!["2019-05-02"],
        ),
    ] {
        assert_eq!(dates(&header), expected, "{header}");
    }
}

#[test]
fn a_header_names_article_newspaper_and_authors() {
    let article = one(&tei(
        "<titleStmt><title>Clock put right: electronic edition</title></titleStmt><publicationStmt>\
         <idno type='URL'>https://library.example/clock</idno></publicationStmt><sourceDesc><biblStruct>\
         <analytic><author><persName><surname>Crane</surname>, <forename>Edda</forename></persName></author>\
         <title level='a'>Clock put right</title></analytic><monogr><title level='j'>The Packet</title>\
         <imprint><biblScope unit='issue'>12</biblScope><biblScope unit='page'>3</biblScope></imprint>\
         </monogr></biblStruct></sourceDesc>",
        "<head>CLOCK PUT RIGHT</head><head type='sub'>A coin was found</head><p>It is right.</p>",
    ));
    assert_eq!(article.headline, "CLOCK PUT RIGHT");
    assert_eq!(article.deck, "A coin was found");
    assert_eq!(article.authors, ["Edda Crane"]);
    assert_eq!(article.source.as_deref(), Some("The Packet"));
    assert_eq!(
        article.url.as_deref(),
        Some("https://library.example/clock")
    );
    let scope = article
        .blocks
        .iter()
        .find(|b| b.kind == BlockKind::Boilerplate);
    assert_eq!(scope.unwrap().text, "issue 12, page 3");
    // P4, without a heading.
    let article = one(
        "<!DOCTYPE TEI.2 [<!ENTITY a 'b'>]><TEI.2><teiHeader><fileDesc><titleStmt><title>Clock</title>\
         <author>Crane, Edda</author></titleStmt><sourceDesc><bibl><date value='1871-03-04'/></bibl>\
         </sourceDesc></fileDesc></teiHeader><text lang='en'><body><div1><p>It &mdash; is &a;.</p></div1></body></text></TEI.2>",
    );
    assert_eq!(article.headline, "Clock");
    assert_eq!(article.dates[0].raw, "1871-03-04");
    assert_eq!(article.language.as_deref(), Some("en"));
    assert_eq!(article.blocks[0].text, "It — is &a;.");
}

#[test]
fn a_corpus_gives_its_texts() {
    let text = |name: &str| {
        format!(
            "<TEI><teiHeader/><text><body><head>{name}</head><p>It is right.</p></body></text></TEI>"
        )
    };
    let header = "<teiHeader><profileDesc><langUsage><language ident='nl'/></langUsage></profileDesc></teiHeader>";
    let (articles, skips, result) = read_all(&format!(
        "<teiCorpus>{header}{}<TEI><teiHeader/></TEI>{}</teiCorpus>",
        text("Clock"),
        text("Ferry")
    ));
    result.unwrap();
    let found: Vec<_> = articles
        .iter()
        .map(|a| (a.headline.as_str(), a.language.as_deref()))
        .collect();
    assert_eq!(found, [("Clock", Some("nl")), ("Ferry", Some("nl"))]);
    assert_eq!(skips, ["no_text: TEI without a text"]);
    let (_, _, result) = read_all(&format!(
        "<teiCorpus>{header}<xi:include href='a.xml'/></teiCorpus>"
    ));
    assert_eq!(result.unwrap_err().reason, Reason::NotAnArticle);
}

#[test]
fn damaged_and_empty_texts_say_so() {
    let (_, _, result) = read_all(&tei("", ""));
    assert_eq!(result.unwrap_err().reason, Reason::NoText);
    let (_, _, result) = read_all("<TEI><teiHeader>");
    assert_eq!(result.unwrap_err().reason, Reason::Truncated);
    let (articles, _, _) = read_all("<TEI><text><body><p>The clock is ri");
    assert_eq!(articles[0].blocks[0].text, "The clock is ri");
    assert_eq!(articles[0].notes, ["the file ends before the text does"]);
    let deep = "<div>".repeat(300);
    let (_, _, result) = read_all(&tei("", &deep));
    assert_eq!(result.unwrap_err().reason, Reason::XmlDepth);
}

#[test]
fn the_outlet_of_an_issue_is_named_without_its_day() {
    let header = |title: &str| {
        format!(
            "<titleStmt><title>The Packet, 4 March 1871</title></titleStmt><sourceDesc><bibl>{title}\
             <date when='1871-03-04'/></bibl></sourceDesc>"
        )
    };
    let body = "<div type='issue'><div type='article'><head>Clock</head><p>It is right.</p></div>\
                <div type='article'><head>Boat</head><p>It sails.</p></div></div>";
    for (title, source) in [
        ("<title>The Packet</title>", "The Packet"),
        (
            "<title level='j'>The Port Packet</title>",
            "The Port Packet",
        ),
        ("", "The Packet, 4 March 1871"),
    ] {
        let (articles, _, _) = read_all(&tei(&header(title), body));
        let sources: Vec<_> = articles.iter().map(|a| a.source.as_deref()).collect();
        assert_eq!(sources, [Some(source); 2], "{title}");
    }
}
