//! Order, types and readings of regions, broken words, damage.

use super::super::scanned::read_for_test;
use super::*;

fn line(text: &str) -> String {
    format!("<TextLine><TextEquiv conf='0.8'><Unicode>{text}</Unicode></TextEquiv></TextLine>")
}

fn region(id: &str, attributes: &str, inner: &str) -> String {
    format!("<TextRegion id='{id}' {attributes}>{inner}</TextRegion>")
}

fn page(inner: &str) -> String {
    format!(
        "<?xml version='1.0'?><PcGts xmlns='http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15'>\
         <Metadata><Creator>x</Creator><Created>2019-05-02</Created></Metadata><Page>{inner}</Page></PcGts>"
    )
}

#[track_caller]
fn check(inner: &str, expected: &[&str]) {
    assert_eq!(read_for_test(&PageXml, &page(inner)), expected, "{inner}");
}

#[test]
fn lines_are_joined() {
    for (lines, expected) in [
        (["was de-", "livered"], "was delivered"),
        (["was de¬", "livered"], "was delivered"),
        (["Ver\u{2e17}", "handlung"], "Verhandlung"),
        (["the Anglo-", "Saxon"], "the Anglo-Saxon"),
        (["one", "two &amp; three"], "one two & three"),
    ] {
        let lines: String = lines.iter().map(|text| line(text)).collect();
        check(
            &region("a", "", &lines),
            &[&format!("Paragraph: {expected}")],
        );
    }
}

#[test]
fn regions_have_an_order_and_types() {
    let order = "<ReadingOrder><OrderedGroup><RegionRefIndexed index='1' regionRef='b'/>\
        <OrderedGroupIndexed index='0' regionRef='x'><RegionRefIndexed index='0' regionRef='h'/></OrderedGroupIndexed>\
        <RegionRefIndexed index='2' regionRef='a'/></OrderedGroup></ReadingOrder>";
    let regions = [
        region("n", "type='page-number'", &line("12")),
        region("a", "type='paragraph'", &line("Second column.")),
        region(
            "b",
            "custom='readingOrder {index:1;} structure {type:paragraph;}'",
            &line("First column."),
        ),
        region("h", "type='heading'", &line("The lighthouse dark")),
        format!(
            "<ImageRegion>{}</ImageRegion>",
            region("c", "type='caption'", &line("A boat"))
        ),
        format!(
            "<AdvertRegion>{}</AdvertRegion>",
            region("d", "", &line("Soap"))
        ),
    ];
    check(
        &(order.to_owned() + &regions.concat()),
        &[
            "Headline: The lighthouse dark",
            "Paragraph: First column.",
            "Paragraph: Second column.",
            "Boilerplate: 12",
            "Caption: A boat",
            "Related: Soap",
        ],
    );
}

#[test]
fn each_line_is_read_once() {
    let word =
        |text: &str| format!("<Word><TextEquiv><Unicode>{text}</Unicode></TextEquiv></Word>");
    let equivalent = |index: u8, text: &str| {
        format!("<TextEquiv index='{index}'><Unicode>{text}</Unicode></TextEquiv>")
    };
    for inner in [
        // The line, and its words again, and the region once more.
        format!(
            "<TextLine>{}{}<TextEquiv><Unicode>The lamp</Unicode></TextEquiv></TextLine>\
             <TextEquiv><Unicode>The lamp</Unicode></TextEquiv>",
            word("The"),
            word("lamp")
        ),
        format!("<TextLine>{}{}</TextLine>", equivalent(1, "Tho lanp"), equivalent(0, "The lamp")),
        format!("<TextLine>{}{}<TextEquiv><Unicode/></TextEquiv></TextLine>", word("The"), word("lamp")),
        "<TextEquiv><Unicode>The\nlamp</Unicode></TextEquiv>".to_owned(),
        "<TextLine><Word><Glyph><TextEquiv><Unicode>T</Unicode></TextEquiv></Glyph><Glyph><TextEquiv>\
         <Unicode>he</Unicode></TextEquiv></Glyph></Word><Word><TextEquiv><Unicode>lamp</Unicode></TextEquiv></Word></TextLine>"
            .to_owned(),
        format!(
            "<TextLine custom='readingOrder {{index:1;}}'>{}</TextLine><TextLine custom='readingOrder {{index:0;}}'>{}</TextLine>",
            equivalent(0, "lamp"),
            equivalent(0, "The")
        ),
    ] {
        check(&region("a", "", &inner), &["Paragraph: The lamp"]);
    }
    // Regions within regions, and letters of many lines.
    check(
        &region(
            "a",
            "",
            &(region("b", "type='drop-capital'", &line("T")) + &region("c", "", &line("he lamp"))),
        ),
        &["Paragraph: The lamp"],
    );
}

#[test]
fn tables_are_rows() {
    let cell =
        |row: u8, text: &str| format!("<TableCell row='{row}' col='0'>{}</TableCell>", line(text));
    check(
        &format!(
            "<TableRegion>{}{}{}{}</TableRegion>",
            cell(0, "a"),
            cell(0, "1"),
            cell(1, "b"),
            cell(1, "2")
        ),
        &["Table: a\t1\nb\t2"],
    );
}

#[test]
fn pages_without_text_and_damage_say_so() {
    check("<TextRegion id='a'/>", &["NoText: a page without words"]);
    assert_eq!(
        read_for_test(&PageXml, "<PcGts><Page><TextRegion>"),
        ["Truncated: the file ends before any text"]
    );
}
