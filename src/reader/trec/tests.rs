//! Documents of research collections: names of elements, layouts, damage.

use super::*;

fn read_all(text: &str) -> Vec<Article> {
    let mut articles = Vec::new();
    let _ = Trec.read(&Input::new("a.trec", text.as_bytes()), &mut |item| {
        if let Item::Article(read) = item {
            articles.push(read.article);
        }
    });
    articles
}

fn body(article: &Article) -> Vec<&str> {
    let blocks = article.blocks.iter().filter(|block| block.kind.is_body());
    blocks.map(|block| block.text.as_str()).collect()
}

#[test]
fn names_of_elements_differ_by_collection() {
    let articles = read_all(
        "<DOC>\n<DOCNO> AP880212-0001 </DOCNO>\n<FILEID>AP-NR-02-12-88</FILEID>\n<HEAD>Clock &amp; coin</HEAD>\n\
         <HEAD>By ANN ROE</HEAD>\n<DATELINE>PORT ELDER (AP) </DATELINE>\n<TEXT>\n   The clock of R&D\nis right.\n   It was wrong.\n</TEXT>\n</DOC>\n\
         <DOC id='AFP_ENG_20101201.0001' type='story'>\n<HEADLINE>\nH\n</HEADLINE>\n<TEXT>\n<P>\nOne.\n</P>\n<P>\nTwo.\n</P>\n</TEXT>\n</DOC>\n\
         <DOC><DOCNO>FT1</DOCNO><DATE>920103</DATE><SECTION>News</SECTION><SUBJECT>CLOCKS; TIME</SUBJECT>\
         <PUB>The Paper</PUB><BODY><TEXT><F P=105> [Text] One.</F></TEXT></BODY></DOC>",
    );
    assert_eq!(articles.len(), 3);
    let first = &articles[0];
    assert_eq!(
        (first.headline.as_str(), first.authors.len()),
        ("Clock & coin", 1)
    );
    assert_eq!(
        first.dateline.as_ref().unwrap().agency.as_deref(),
        Some("AP")
    );
    assert_eq!(body(first), ["The clock of R&D is right.", "It was wrong."]);
    assert_eq!(first.dates[0].raw, "1988-02-12");
    assert_eq!(first.blocks.last().unwrap().text, "FILEID: AP-NR-02-12-88");
    assert_eq!(body(&articles[1]), ["One.", "Two."]);
    assert_eq!(articles[1].dates[0].raw, "2010-12-01");
    let third = &articles[2];
    assert_eq!(third.dates[0].raw, "1992-01-03");
    assert_eq!(third.tags, ["CLOCKS", "TIME"]);
    assert_eq!(third.source.as_deref(), Some("The Paper"));
    assert_eq!(body(third), ["[Text] One."]);
}

#[test]
fn documents_may_stand_within_a_root() {
    let text = "<?xml version='1.0'?>\n<DOCSTREAM>\n<DOC id=\"XIN_ENG_20041001.0001\" type=\"story\">\n\
         <HEADLINE>\nClock is right\n</HEADLINE>\n<DATELINE>\nPORT ELDER, Oct. 1 (Xinhua)\n</DATELINE>\n\
         <TEXT>\n<P>\nR&amp;D of clocks.\n</P>\n</TEXT>\n</DOC>\n<DOC id=\"XIN_ENG_20041001.0002\" type=\"other\">\n\
         <TEXT>\nTwo.\n</TEXT>\n</DOC>\n</DOCSTREAM>\n";
    let input = Input::new("xin.xml", text.as_bytes());
    assert_eq!(super::super::choose_reader(&input).name(), "trec");
    let articles = read_all(text);
    assert_eq!(articles.len(), 2);
    let first = &articles[0];
    assert_eq!(first.headline, "Clock is right");
    assert_eq!(first.given_id.as_deref(), Some("XIN_ENG_20041001.0001"));
    assert_eq!(first.dates[0].raw, "2004-10-01");
    let dateline = first.dateline.as_ref().unwrap();
    assert_eq!(dateline.agency.as_deref(), Some("Xinhua"));
    assert_eq!(body(first), ["R&D of clocks."]);
    assert_eq!(body(&articles[1]), ["Two."]);
}

#[test]
fn what_stands_between_the_elements_is_kept() {
    let articles = read_all(
        "<DOC>\n<DOCNO> NYT19990430.0001 </DOCNO>\n<BODY>\n<SLUG> BC-CLOCK </SLUG>\n<HEADLINE>\nCLOCK IS RIGHT\n\
         </HEADLINE>\n   (bc)\nBy ANN ROE   \nc.1999 The Ledger  \n<TEXT>\n   It is.\n</TEXT>\n</BODY>\n</DOC>\n\
         <DOC>\n<DOCNO>2</DOCNO>\n<TITLE>Coin</TITLE>\nBy Bob Fox\n\nIt was found.\n\nIt is old.\n</DOC>",
    );
    let first = &articles[0];
    assert_eq!(first.authors.len(), 1);
    assert_eq!(first.authors[0].to_lowercase(), "ann roe");
    assert_eq!(body(first), ["It is."]);
    let kept: Vec<&str> = first
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Boilerplate)
        .map(|block| block.text.as_str())
        .collect();
    assert_eq!(kept, ["(bc) c.1999 The Ledger", "SLUG: BC-CLOCK"]);
    assert_eq!(articles[1].authors, ["Bob Fox"]);
    assert_eq!(body(&articles[1]), ["It was found.", "It is old."]);
}

#[test]
fn the_federal_register_has_its_title_in_the_text() {
    let articles = read_all(
        "<DOC>\n<DOCNO> FR940104-0-00001 </DOCNO>\n<TEXT>\n \n<!-- PJG FTAG 4700 -->\n\n<!-- PJG ITAG l=90 -->\n\
         Federal Register\n<!-- PJG /ITAG -->\n\n<USDEPT>DEPARTMENT OF CLOCKS</USDEPT>\n\n\
         <DOCTITLE>Clock Requirements</DOCTITLE>\n\n<SUMMARY>Clocks &amp; coins.</SUMMARY>\n</TEXT>\n</DOC>",
    );
    assert_eq!(articles[0].headline, "Clock Requirements");
    assert_eq!(
        body(&articles[0]),
        [
            "Federal Register",
            "DEPARTMENT OF CLOCKS",
            "Clocks & coins."
        ]
    );
}

#[test]
fn smart_collections_are_read() {
    let line = "THE CLOCK OF PORT ELDER, WHICH HAS BEEN FAST, TOLD THE TIME";
    let text = format!(
        "*TEXT 017 01/04/63 PAGE 020\n\n{}*TEXT 018 1/4/631 PAGE 021\n\nSHORT .\n\n*STOP\n",
        format!("{line}\n\n").repeat(6)
    );
    let articles = read_all(&text);
    assert_eq!(articles.len(), 2);
    assert_eq!(body(&articles[0]), [[line; 6].join(" ")]);
    assert_eq!(articles[0].dates[0].raw, "1963-01-04");
    assert_eq!(articles[0].given_id.as_deref(), Some("017"));
    assert!(articles[1].dates.is_empty() && articles[1].notes.len() == 1);
    assert!(Trec.sniff(&Head::of(text.as_bytes())) > 90);
    assert_eq!(Trec.sniff(&Head::of(b"*TEXT in bold* and more")), 0);
}

#[test]
fn damaged_documents_lose_nothing() {
    let articles = read_all("<DOC>\n<DOCNO>1\n<HEADLINE>H\n<TEXT>\nOne.\n<DOC>\n<TEXT>Two.</TEXT>");
    assert_eq!(articles.len(), 2);
    assert_eq!(articles[0].headline, "H");
    assert_eq!(articles[0].notes, ["the document is not closed"]);
    assert_eq!(body(&articles[0]), ["One."]);
    assert_eq!(body(&articles[1]), ["Two."]);
    // No elements, and paragraphs without TEXT.
    assert_eq!(body(&read_all("<DOC>Just text.</DOC>")[0]), ["Just text."]);
    assert_eq!(
        body(&read_all("<DOC><DOCNO>1</DOCNO><P>One.</P><P>Two.</P></DOC>")[0]),
        ["One.", "Two."]
    );
    assert!(read_all("<DOC><DOCNO>1</DOCNO></DOC>").is_empty());
    for unit in ["<A>", "<", "<A", "<TEXT>", "<DOC>"] {
        let text = format!("<DOC>{}</DOC>", unit.repeat(300_000 / unit.len()));
        read_all(&text);
    }
}
