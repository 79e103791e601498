//! What becomes of the cells of a sheet.

use super::serial::{day_of, is_day_code};
use super::strings::unescape;
use super::*;
use crate::reader::Item;
use crate::reader::ReadOptions;
use crate::reader::package::tests::pack;

const STRINGS: &str = "<sst><si><t>title</t></si><si><t>text</t></si><si><t>date</t></si>\
    <si><r><t xml:space='preserve'>Ferry </t></r><r><t>sails</t></r><rPh><t>x</t></rPh></si>\
    <si><t>One._x000D_\n\nTwo &amp; more.</t></si></sst>";
const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='d. mmm &quot;x&quot;'/></numFmts>\
    <cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>\
    <cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/></cellXfs></styleSheet>";
const NAMES: &str =
    "<row r='1'><c r='A1' t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c></row>";

/// A workbook whose sheets have these names, states and contents, with a link of the first.
fn book(sheets: &[(&str, &str, &str)], properties: &str) -> Vec<u8> {
    let (mut list, mut relations) = (String::new(), String::new());
    let mut parts = Vec::new();
    for (i, (name, state, xml)) in sheets.iter().enumerate() {
        list += &format!("<sheet name='{name}' sheetId='9' state='{state}' r:id='r{i}'/>");
        relations +=
            &format!("<Relationship Id='r{i}' Type='x/worksheet' Target='worksheets/s{i}.xml'/>");
        parts.push((
            format!("xl/worksheets/s{i}.xml"),
            format!("<worksheet>{xml}</worksheet>"),
        ));
    }
    let link = "<Relationships><Relationship Id='a' Type='x/hyperlink' Target='https://x.example/a'/></Relationships>";
    parts.extend([
        (
            "xl/workbook.xml".to_owned(),
            format!("<workbook>{properties}<sheets>{list}</sheets></workbook>"),
        ),
        (
            "xl/_rels/workbook.xml.rels".to_owned(),
            format!("<Relationships>{relations}</Relationships>"),
        ),
        (
            "xl/worksheets/_rels/s0.xml.rels".to_owned(),
            link.to_owned(),
        ),
        ("xl/sharedStrings.xml".to_owned(), STRINGS.to_owned()),
        ("xl/styles.xml".to_owned(), STYLES.to_owned()),
    ]);
    let mut members = vec![("[Content_Types].xml", "<Types/>")];
    members.extend(
        parts
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str())),
    );
    pack(&members)
}

/// One line for each item of a workbook.
fn show(bytes: &[u8], options: &ReadOptions) -> Vec<String> {
    let input = Input {
        options,
        ..Input::new("a.bin", bytes)
    };
    let mut lines = Vec::new();
    let (reader, result) = crate::reader::read(&input, None, &mut |item| {
        lines.push(match item {
            Item::Article(read) => {
                let article = read.article;
                let body: Vec<&str> = article.blocks.iter().map(|b| b.text.as_str()).collect();
                let dates: Vec<&str> = article.dates.iter().map(|d| d.raw.as_str()).collect();
                [
                    read.member.as_str(),
                    &article.headline,
                    &body.join(" / "),
                    &dates.join(", "),
                    article.url.as_deref().unwrap_or(""),
                    &article.notes.join("; "),
                ]
                .join(" | ")
            }
            Item::Skipped(skip) => format!("{} {}: {}", skip.member, skip.reason, skip.detail),
        });
    });
    assert_eq!(reader.name(), "xlsx");
    lines.extend(result.err().map(|error| error.to_string()));
    lines
}

/// What the rows below the names of the columns become; `tail` stands behind the cells.
#[track_caller]
fn check(rows: &str, tail: &str, expected: &[&str]) {
    let sheet = format!("<sheetData>{NAMES}{rows}</sheetData>{tail}");
    let bytes = book(&[("S", "visible", &sheet)], "");
    assert_eq!(show(&bytes, ReadOptions::NONE), expected, "{rows}");
}

#[test]
fn cells_of_every_type() {
    let text = |text: &str| format!("<c t='inlineStr'><is><t>{text}</t></is></c>");
    let (a, b) = (text("A"), text("B"));
    for (cells, expected) in [
        (
            "<c t='s'><v>3</v></c><c t='s'><v>4</v></c><c s='1'><v>45415</v></c>".to_owned(),
            "Ferry sails | One. / Two & more. | 2024-05-03 |  | ",
        ),
        (
            format!("{a}<c r='C2' s='2'><v>45415.75</v></c>"),
            "A |  | 2024-05-03T18:00:00 |  | ",
        ),
        (
            format!("{a}{b}<c t='d'><v>2024-05-03</v></c>"),
            "A | B | 2024-05-03 |  | ",
        ),
        (
            format!("{a}<c t='str'><f>B1</f><v>B</v></c>"),
            "A | B |  |  | ",
        ),
        (format!("{a}<c t='b'><v>1</v></c>"), "A | TRUE |  |  | "),
        (format!("{a}<c><v>1.5E3</v></c>"), "A | 1500 |  |  | "),
        (
            format!("{a}<c t='e'><v>#N/A</v></c>"),
            "A |  |  |  | column B: `#N/A` is left out",
        ),
        (
            format!("{a}<c><f>B1</f></c>"),
            "A |  |  |  | column B: a formula that was never worked out",
        ),
        (
            format!("{a}<c t='s'><v>99</v></c>"),
            "A |  |  |  | column B: a string that is not there",
        ),
        (
            "<c t='str'><f>HYPERLINK(\"https://x.example/b\",\"A\")</f><v>A</v></c>".to_owned(),
            "A |  |  | https://x.example/b | ",
        ),
    ] {
        check(
            &format!("<row r='2'>{cells}</row>"),
            "",
            &[&format!("S!2 | {expected}")],
        );
    }
}

#[test]
fn what_is_hidden_merged_or_linked() {
    let row = |number: usize, attributes: &str, b: &str| {
        format!(
            "<row r='{number}' {attributes}><c t='str'><v>A{number}</v></c><c t='str'><v>{b}</v></c></row>"
        )
    };
    check(
        &[row(4, "", "B"), row(5, "hidden='1'", ""), row(9, "", "")].concat(),
        "<mergeCells><mergeCell ref='B4:B5'/></mergeCells><hyperlinks><hyperlink ref='A9' r:id='a'/></hyperlinks>",
        &[
            "S!4 | A4 | B |  |  | ",
            "S!5 | A5 | B |  |  | the row is hidden; cells are merged with those above",
            "S!9 | A9 |  |  | https://x.example/a | ",
        ],
    );
}

#[test]
fn sheets_that_are_no_tables_of_articles_are_named() {
    let data = |rows: &str| format!("<sheetData>{rows}</sheetData>");
    let table = data(&format!(
        "{NAMES}<row><c t='str'><v>A</v></c><c t='str'><v>B</v></c></row>"
    ));
    let cells =
        |a: &str, b: &str| format!("<row><c t='str'><v>{a}</v></c><c t='str'><v>{b}</v></c></row>");
    let codes = data(
        &[
            cells("Code", "Meaning"),
            cells("reach", &"how many people ".repeat(9)),
        ]
        .concat(),
    );
    let found = show(
        &book(
            &[
                ("S", "hidden", &table),
                ("Codes", "visible", &codes),
                ("N", "visible", &data("")),
                ("S", "visible", "<sheetData><row>"),
            ],
            "",
        ),
        ReadOptions::NONE,
    );
    assert_eq!(
        found,
        [
            "S!2 | A | B |  |  | the sheet is hidden",
            "Codes not_an_article: sheet `Codes`: no column is called a headline or a text, as in another sheet; --map title=COLUMN says which",
            "N empty: sheet `N`: nothing stands in it",
            "S#4 empty: sheet `S`: nothing stands in it",
            "S#4 truncated: sheet `S`: its end is missing",
        ]
    );
    let options = ReadOptions {
        map: vec![("title".to_owned(), "Code".to_owned())],
        ..ReadOptions::default()
    };
    let found = show(&book(&[("Codes", "visible", &codes)], ""), &options);
    assert!(
        found[0].starts_with("Codes!2 | reach | how many"),
        "{found:?}"
    );
}

#[test]
fn a_cell_in_the_last_corner_takes_no_room() {
    check(
        "<row r='1048576'><c r='A1048576' t='str'><v>A</v></c><c r='XFD1048576'><v>1</v></c></row>",
        "",
        &["S!1048576 | A |  |  |  | cells beyond column 2000 are not read"],
    );
}

#[test]
fn days_are_counted_from_either_year() {
    for (number, has_1904, expected) in [
        (1.0, false, Some("1900-01-01")),
        (59.0, false, Some("1900-02-28")),
        (60.0, false, None),
        (61.0, false, Some("1900-03-01")),
        (45_415.0, false, Some("2024-05-03")),
        (43_953.0, true, Some("2024-05-03")),
        (0.5, false, Some("12:00:00")),
        (45_415.999_999_9, false, Some("2024-05-04")),
        (-1.0, false, None),
        (1e300, false, None),
        (f64::NAN, false, None),
    ] {
        assert_eq!(day_of(number, has_1904).as_deref(), expected, "{number}");
    }
    for (code, expected) in [
        ("dd/mm/yyyy", true),
        ("[$-409]d\\-mmm\\-yy;@", true),
        ("General", false),
        ("0.00\" days\"", false),
        ("[Red]#,##0", false),
        ("[h]:mm", false),
        ("\"", false),
    ] {
        assert_eq!(is_day_code(code), expected, "{code}");
    }
}

#[test]
fn characters_that_xml_cannot_hold_are_unfolded() {
    for (text, expected) in [
        ("a_x000D_\nb", "a\r\nb"),
        ("_x005F_x000D_", "_x000D_"),
        ("a_x00e9_", "aé"),
        ("_x12", "_x12"),
        ("_xé000_", "_xé000_"),
        ("a_x0001_b", "ab"),
    ] {
        assert_eq!(unescape(text), expected);
    }
}
