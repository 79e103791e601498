//! What becomes of the elements of a Word document, and of documents that are none.

use super::*;
use crate::reader::office::Role;
use crate::reader::package::tests::pack;
use crate::reader::{Item, choose_reader, read};

const STYLES: &str = "<w:styles xmlns:w='w'><w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val='de-DE'/></w:rPr>\
    </w:rPrDefault></w:docDefaults>\
    <w:style w:styleId='berschrift1'><w:name w:val='heading 1'/></w:style>\
    <w:style w:styleId='Mein'><w:name w:val='Mein'/><w:basedOn w:val='berschrift1'/></w:style>\
    <w:style w:styleId='Titel'><w:name w:val='Title'/><w:pPr><w:jc w:val='center'/></w:pPr></w:style>\
    <w:style w:styleId='Verzeichnis1'><w:name w:val='toc 1'/></w:style>\
    <w:style w:styleId='Liste'><w:name w:val='Mein 2'/><w:pPr><w:numPr><w:numId w:val='4'/></w:numPr></w:pPr></w:style>\
    <w:style w:styleId='Weg'><w:name w:val='Weg'/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>";

/// A document with this body.
fn document(body: &str) -> Vec<u8> {
    let xml = format!(
        "<?xml version='1.0'?><w:document xmlns:w='w'><w:body>{body}</w:body></w:document>"
    );
    let notes = "<w:footnotes xmlns:w='w'><w:footnote w:type='separator' w:id='0'><w:p><w:r><w:t>-</w:t></w:r></w:p>\
        </w:footnote><w:footnote w:id='1'><w:p><w:r><w:t>first note</w:t></w:r></w:p></w:footnote>\
        <w:footnote w:id='2'><w:p><w:r><w:t>unused</w:t></w:r></w:p></w:footnote></w:footnotes>";
    pack(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &xml),
        ("word/styles.xml", STYLES),
        ("word/footnotes.xml", notes),
        (
            "word/comments.xml",
            "<w:comments><w:p><w:r><w:t>no</w:t></w:r></w:p></w:comments>",
        ),
    ])
}

fn office(bytes: &[u8]) -> OfficeText {
    let parts = read_parts(bytes, &|_| true).expect("it is no bomb");
    read_text(&parts).expect("it has a text")
}

/// The paragraphs, with `|` between.
#[track_caller]
fn check(body: &str, expected: &str) {
    let texts: Vec<String> = office(&document(body))
        .paragraphs
        .into_iter()
        .map(|paragraph| paragraph.text)
        .collect();
    assert_eq!(texts.join("|"), expected, "{body}");
}

#[test]
fn runs_become_text() {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let p = |inner: &str| format!("<w:p>{inner}</w:p>");
    let (a, b) = (run("a"), run("b"));
    for (body, expected) in [
        (
            format!("<w:p>{a}<w:proofErr w:type='x'/>{b}</w:p><w:p/>"),
            "ab",
        ),
        (
            p(
                "<w:r><w:t xml:space='preserve'>a </w:t><w:tab/><w:t>&amp; b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:cr/></w:r>",
            ),
            "a \t& b\nc-d\n",
        ),
        (
            p("<w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>a\nb</w:t></w:r>"),
            "a b",
        ),
        (
            p(&format!(
                "<w:hyperlink r:id='x'>{a}</w:hyperlink><w:smartTag>{b}</w:smartTag>"
            )),
            "ab",
        ),
        // Changes: what was put in stays, what was taken out goes.
        (
            p(&format!(
                "{a}<w:ins>{b}</w:ins><w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:moveFrom>{a}</w:moveFrom><w:moveTo>{a}</w:moveTo>"
            )),
            "aba",
        ),
        (
            format!(
                "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>{a}</w:p>{}",
                p(&b)
            ),
            "ab",
        ),
        // Hidden by itself, by the style of its letters or of its paragraph.
        (
            p(
                "<w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>a</w:t></w:r><w:r><w:rPr><w:rStyle w:val='Weg'/></w:rPr><w:t>x</w:t></w:r>",
            ),
            "a",
        ),
        (
            format!(
                "<w:p><w:pPr><w:pStyle w:val='Weg'/></w:pPr>{a}</w:p>{}",
                p(&b)
            ),
            "b",
        ),
        // Fields show their result, also in each other.
        (
            p(&format!(
                "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>IF</w:instrText></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>{b}<w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>{a}<w:r><w:fldChar w:fldCharType='end'/></w:r>{b}"
            )),
            "ab",
        ),
        (
            p(&format!("<w:fldSimple w:instr='DATE'>{a}</w:fldSimple>")),
            "a",
        ),
        // Of two drawings one is read, and its text stands behind the paragraph.
        (
            format!(
                "<w:p>{a}<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:txbxContent>{0}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>{b}</w:p>{1}",
                p(&run("box")),
                p(&a)
            ),
            "ab|box|a",
        ),
        (
            format!(
                "<w:p><w:r><mc:AlternateContent><mc:Fallback><w:txbxContent>{}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>",
                p(&a)
            ),
            "a",
        ),
        (
            format!(
                "<w:p>{a}<w:r><w:footnoteReference w:id='1'/></w:r></w:p>{}",
                p(&b)
            ),
            "a|b|first note",
        ),
        // A control that nobody has filled in asks for text.
        (
            format!(
                "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt><w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
                p(&a),
                p(&b)
            ),
            "b",
        ),
        (
            p(
                "<w:r><w:ruby><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>a</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            ),
            "a",
        ),
        (
            p("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath><a:p><a:r><a:t>no</a:t></a:r></a:p>"),
            "x=1",
        ),
        (
            p("<w:r><w:sym w:font='S' w:char='F0B7'/><w:sym w:char='00E9'/></w:r>"),
            "é",
        ),
    ] {
        check(&body, expected);
    }
}

#[test]
fn styles_tables_and_pages_are_known() {
    let p =
        |properties: &str| format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>x</w:t></w:r></w:p>");
    let style = |id: &str| p(&format!("<w:pStyle w:val='{id}'/>"));
    let body = [
        style("Titel"),
        style("Mein"),
        style("Liste"),
        p("<w:pStyle w:val='Liste'/><w:numPr><w:numId w:val='0'/></w:numPr>"),
        p("<w:numPr><w:numId w:val='2'/></w:numPr>"),
        p("<w:outlineLvl w:val='1'/>"),
        style("Verzeichnis1"),
        format!(
            "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>{}</w:sdt>",
            p("")
        ),
        format!(
            "<w:tbl><w:tr><w:tc>{0}</w:tc><w:tc>{0}<w:tbl><w:tr><w:tc>{0}</w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>",
            p("")
        ),
        p("<w:sectPr><w:type w:val='continuous'/></w:sectPr>"),
        p("<w:sectPr/>"),
        p(""),
        p("<w:pageBreakBefore/>"),
        "<w:p><w:r><w:t>y</w:t><w:br w:type='page'/><w:t>z</w:t></w:r></w:p>".to_owned(),
    ];
    let office = office(&document(&body.concat()));
    let roles: Vec<Role> = office.paragraphs.iter().map(|p| p.look.role).collect();
    use Role::{Contents, Heading, ListItem, Text, Title};
    assert_eq!(
        roles[..8],
        [
            Title,
            Heading(1),
            ListItem,
            Text,
            ListItem,
            Heading(2),
            Contents,
            Contents
        ]
    );
    assert!(office.paragraphs[0].look.is_set_apart);
    let cells: Vec<_> = office.paragraphs[8..11]
        .iter()
        .map(|p| p.cell.map(|cell| (cell.row, cell.column)))
        .collect();
    assert_eq!(cells, [Some((0, 0)), Some((0, 1)), Some((0, 1))]);
    let pages: Vec<bool> = office.paragraphs[11..]
        .iter()
        .map(|p| p.starts_page)
        .collect();
    assert_eq!(pages, [false, false, true, true, false, true]);
    assert_eq!(office.info.language, "de-DE");
}

#[test]
fn documents_are_known_by_their_members_and_damage_is_said() {
    let whole = document("<w:p><w:r><w:t>One.</w:t></w:r></w:p>");
    let input = Input::new("a.zip", &whole);
    assert_eq!(choose_reader(&input).name(), "docx");
    // Half a file still has the members before the cut.
    let cut = &whole[..whole.len() - 200];
    let parts = read_parts(cut, &|_| true).expect("it is no bomb");
    assert!(!parts.notes.is_empty());
    assert_eq!(read_text(&parts).expect("it is there").paragraphs.len(), 1);
    let unclosed = pack(&[
        ("[Content_Types].xml", "<Types/>"),
        (
            "word/document.xml",
            "<w:document><w:body><w:p><w:r><w:t>One.",
        ),
    ]);
    let text = office(&unclosed);
    assert_eq!((text.paragraphs.len(), text.notes.len()), (1, 1));
    for (members, reason) in [
        (
            &[("[Content_Types].xml", "x"), ("word/styles.xml", "x")][..],
            None,
        ),
        (
            &[
                ("[Content_Types].xml", "x"),
                ("word/document.xml", "<w:document/>"),
            ],
            Some(Reason::NoText),
        ),
        (
            &[("[Content_Types].xml", "x"), ("ppt/presentation.xml", "x")],
            Some(Reason::Unsupported),
        ),
    ] {
        let bytes = pack(members);
        let (reader, result) = read(&Input::new("a.docx", &bytes), None, &mut |_| {});
        match reason {
            Some(reason) => assert_eq!(result.expect_err("no text").reason, reason),
            // A zip archive of something else.
            None => assert_ne!(reader.name(), "docx"),
        }
    }
}

#[test]
fn a_title_that_a_program_made_up_is_none() {
    let core = "<cp:coreProperties><dc:title>Document1</dc:title><dc:creator>Windows User</dc:creator>\
        <dcterms:modified>2026-01-15T09:30:00Z</dcterms:modified></cp:coreProperties>";
    let xml = "<w:document><w:body><w:p><w:r><w:t>Ferry to sail on Sundays</w:t></w:r></w:p><w:p><w:r><w:t>\
        The ferry will sail on Sundays from May, the council decided after a long meeting.</w:t></w:r></w:p>\
        </w:body></w:document>";
    let bytes = pack(&[
        ("[Content_Types].xml", "<Types/>"),
        ("docProps/core.xml", core),
        ("word/document.xml", xml),
    ]);
    let mut articles = Vec::new();
    let result = Docx.read(&Input::new("a.docx", &bytes), &mut |item| {
        if let Item::Article(read) = item {
            articles.push(read.article);
        }
    });
    assert!(result.is_ok());
    let [article] = &articles[..] else {
        panic!("{articles:?}");
    };
    assert_eq!(article.headline, "Ferry to sail on Sundays");
    assert!(article.authors.is_empty());
    assert_eq!(article.dates.len(), 1);
}
