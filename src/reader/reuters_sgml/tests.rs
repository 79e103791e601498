use super::*;
use crate::reader::read;

fn items(text: &str) -> Vec<Item> {
    let mut items = Vec::new();
    let input = Input::new("a.sgm", text.as_bytes());
    let (reader, result) = read(&input, None, &mut |item| items.push(item));
    assert_eq!(reader.name(), "reuters_sgml");
    result.unwrap();
    items
}

const SAMPLE: &str = "<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n\
    <REUTERS TOPICS=\"YES\" LEWISSPLIT=\"TRAIN\" OLDID=\"7\" NEWID=\"8\">\n\
    <DATE> 2-MAR-1987 04:05:06.07&#5;&#5;&#5;RM</DATE>\n\
    <TOPICS><D>tin</D><D>grain</D></TOPICS>\n<PLACES><D>usa</D></PLACES>\n\
    <PEOPLE><D>roe</D></PEOPLE>\n<ORGS></ORGS>\n<EXCHANGES><D>nyse</D></EXCHANGES>\n\
    <UNKNOWN> \n&#5;&#5;C T\nf0 BC-TIN 03-02</UNKNOWN>\n\
    <TEXT>&#2;\n<TITLE>ROE &lt;ROE> BUYS TIN</TITLE>\n<AUTHOR>    BY Jane Roe, Reuters</AUTHOR>\n\
    <DATELINE>    NEW YORK, March 2 - The \"X\" anti-</DATELINE><BODY>tin plan began in\n\
    May, half-\nway through.\n    It ended.\n REUTER\n&#3;</BODY></TEXT>\n</REUTERS>\n";

#[test]
fn every_field_of_an_article() {
    let items = items(SAMPLE);
    let [Item::Article(read)] = items.as_slice() else {
        panic!("{items:?}")
    };
    let article = &read.article;
    assert_eq!((read.member.as_str(), read.offset), ("8", 36));
    assert_eq!(article.headline, "ROE <ROE> BUYS TIN");
    assert_eq!(article.authors, ["Jane Roe"]);
    assert_eq!(article.tags, ["tin", "grain", "exchange:nyse"]);
    assert_eq!(article.dates[0].raw, "2-MAR-1987 04:05:06.07");
    assert_eq!(article.notes, ["date is followed by `RM`"]);
    assert_eq!(
        article.dateline.as_ref().unwrap().place.as_deref(),
        Some("New York")
    );
    let blocks: Vec<_> = article
        .blocks
        .iter()
        .map(|block| (block.kind, block.text.as_str()))
        .collect();
    assert_eq!(
        blocks,
        [
            (
                BlockKind::Paragraph,
                "The \"X\" anti-tin plan began in May, half-way through."
            ),
            (BlockKind::Paragraph, "It ended."),
            (BlockKind::Credit, "REUTER"),
            (BlockKind::Boilerplate, "C T f0 BC-TIN 03-02"),
        ]
    );
    assert_eq!(article.entities.len(), 2);
    for block in &article.blocks {
        assert!(SAMPLE.is_char_boundary(block.span.start) && block.span.end <= SAMPLE.len());
    }
    assert_eq!(&SAMPLE[article.blocks[1].span.range()], "    It ended.");
}

#[test]
fn truncated_file_keeps_what_is_whole() {
    let cut = format!("{SAMPLE}{}", &SAMPLE[36..400]);
    let items = items(&cut);
    assert_eq!(items.len(), 2);
    let Item::Skipped(skip) = &items[1] else {
        panic!("{items:?}")
    };
    assert_eq!(skip.reason, Reason::SgmlTruncated);
    assert_eq!(skip.offset, SAMPLE.len() as u64);
}

#[test]
fn text_that_was_never_divided_becomes_a_table() {
    let text = "<REUTERS TOPICS=\"NO\" NEWID=\"1\">\n<TEXT TYPE=\"UNPROC\">&#2;\n\
        TIN CLOSE\n May  12  13\n Jun  14  15\n&#3;</TEXT></REUTERS>";
    let items = items(text);
    let Item::Article(read) = &items[0] else {
        panic!("{items:?}")
    };
    assert_eq!(read.article.headline, "TIN CLOSE");
    assert_eq!(read.article.blocks[0].kind, BlockKind::Table);
    assert_eq!(read.article.blocks[0].text, " May  12  13\n Jun  14  15");
}

#[test]
fn filler_of_briefs_is_no_body() {
    let text = "<REUTERS TOPICS=\"NO\" NEWID=\"1\">\n<TEXT TYPE=\"BRIEF\">&#2;\n\
        ******<TITLE>TIN FALLS\n FURTHER\n</TITLE>Blah blah blah.\n&#3;\n</TEXT></REUTERS>";
    let items = items(text);
    let Item::Article(read) = &items[0] else {
        panic!("{items:?}")
    };
    assert_eq!(read.article.headline, "TIN FALLS FURTHER");
    assert!(read.article.blocks.is_empty());
}

#[test]
fn a_dateline_that_is_not_closed_breaks_no_line() {
    let items = items(
        "<REUTERS TOPICS=\"NO\" NEWID=\"8\"><DATE> 2-MAR-1987</DATE><TEXT>\n<TITLE>A</TITLE>\n\
         <DATELINE>    OSLO, March 2 - The clock\nis right.\n</TEXT></REUTERS>\n",
    );
    let [Item::Article(read)] = items.as_slice() else {
        panic!("{items:?}")
    };
    assert!(
        read.article.blocks[0]
            .text
            .starts_with("The clock is right.")
    );
    assert!(!read.article.blocks[0].text.contains('\n'));
}
