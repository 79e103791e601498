//! What becomes of the cells of a sheet, in one file of XML.

use super::*;
use crate::reader::Item;

/// What the rows of a sheet become.
#[track_caller]
fn check(rows: &str, expected: &[&str]) {
    let xml = format!(
        "<?xml version='1.0'?><office:document office:mimetype='application/vnd.oasis.opendocument.spreadsheet'>\
         <office:body><office:spreadsheet><table:table table:name='S'>{rows}</table:table>\
         </office:spreadsheet></office:body></office:document>"
    );
    let mut lines = Vec::new();
    let input = Input::new("a.xml", xml.as_bytes());
    let (reader, result) = crate::reader::read(&input, None, &mut |item| {
        lines.push(match item {
            Item::Article(read) => {
                let article = read.article;
                let body: Vec<&str> = article.blocks.iter().map(|b| b.text.as_str()).collect();
                let dates: Vec<&str> = article.dates.iter().map(|d| d.raw.as_str()).collect();
                let (body, dates) = (body.join(" / "), dates.join(", "));
                let notes = article.notes.join("; ");
                format!(
                    "{} {} | {body} | {dates} | {notes}",
                    read.member, article.headline
                )
            }
            Item::Skipped(skip) => format!("{}: {}", skip.reason, skip.detail),
        });
    });
    assert_eq!((reader.name(), result), ("ods", Ok(())));
    assert_eq!(lines, expected, "{rows}");
}

fn row(attributes: &str, cells: &[&str]) -> String {
    let cell = |text: &&str| match text.starts_with('<') {
        true => (*text).to_owned(),
        false => format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>"),
    };
    let cells: String = cells.iter().map(cell).collect();
    format!("<table:table-row {attributes}>{cells}</table:table-row>")
}

#[test]
fn cells_and_rows() {
    let names = row("", &["title", "text", "date"]);
    let day = "<table:table-cell office:value-type='date' office:date-value='2024-05-03'><text:p>3.5.</text:p></table:table-cell>";
    let two = "<table:table-cell><office:annotation><text:p>no</text:p></office:annotation>\
        <text:p>One<text:s text:c='2'/>&amp;</text:p><text:p>Two.</text:p></table:table-cell>";
    let empty = "<table:table-cell table:number-columns-repeated='16380'/>";
    let many = "table:number-rows-repeated='1048000'";
    check(
        &[
            names.clone(),
            row("", &["A", two, day, empty]),
            row(many, &[empty]),
        ]
        .concat(),
        &["S!2 A | One & / Two. | 2024-05-03 | "],
    );
    let gap = "table:number-rows-repeated='3' table:visibility='filter'";
    check(
        &[
            names,
            row("table:number-rows-repeated='4'", &[empty]),
            row(gap, &["A", "B"]),
        ]
        .concat(),
        &[
            "S!6 A | B |  | the row is hidden",
            "S!7 A | B |  | the row is hidden",
            "S!8 A | B |  | the row is hidden",
        ],
    );
}

/// A member that does not have its checksum is read and reported.
#[test]
fn damage_is_reported() {
    let xml = "<office:document-content><office:body><office:spreadsheet><table:table table:name='S'>\
        <table:table-row><table:table-cell><text:p>headline</text:p></table:table-cell></table:table-row>\
        <table:table-row><table:table-cell><text:p>Ferries sail again</text:p></table:table-cell></table:table-row>\
        </table:table></office:spreadsheet></office:body></office:document-content>";
    let mut bytes = crate::reader::package::tests::pack(&[(CONTENT, xml)]);
    let directory = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    // The checksum, in both of its places.
    bytes[14] ^= 1;
    bytes[directory + 16] ^= 1;
    let mut damaged = 0;
    let result = Ods.read(&Input::new("a.ods", &bytes), &mut |item| {
        damaged +=
            usize::from(matches!(item, Item::Skipped(skip) if skip.reason == Reason::Damaged));
    });
    assert_eq!((damaged, result), (1, Ok(())));
}
