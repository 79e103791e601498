//! What becomes of the elements of an OpenDocument text, and of documents that are none.

use super::*;
use crate::reader::choose_reader;
use crate::reader::office::Role;
use crate::reader::package::tests::pack;

const STYLES: &str = "<office:automatic-styles>\
    <style:style style:name='P1' style:family='paragraph' style:parent-style-name='Title'><style:paragraph-properties fo:text-align='center'/></style:style>\
    <style:style style:name='P2' style:family='paragraph' style:master-page-name='Left'/>\
    <style:style style:name='P3' style:family='paragraph'><style:paragraph-properties fo:break-before='page'/></style:style>\
    <style:style style:name='Heading_20_2' style:display-name='Heading 2' style:default-outline-level='2'/>\
    <style:style style:name='T1' style:family='text'><style:text-properties text:display='none'/></style:style>\
    <style:style style:name='T2' style:family='text'><style:text-properties fo:language='fr' fo:country='FR'/></style:style>\
    </office:automatic-styles>";

fn flat(body: &str) -> OfficeText {
    let xml = format!(
        "<?xml version='1.0'?><office:document xmlns:office='opendocument.text'><office:meta><dc:title>T</dc:title>\
         <meta:initial-creator>Ann</meta:initial-creator><dc:creator>Tom</dc:creator><dc:date>2026-01-15</dc:date></office:meta>\
         <office:styles><style:default-style><style:text-properties fo:language='en' fo:country='GB'/></style:default-style></office:styles>\
         {STYLES}<office:body><office:text>{body}</office:text></office:body></office:document>"
    );
    let mut text = OpenText::default();
    let is_whole = text.read(&xml);
    finish(text, is_whole, &xml).expect("it is small")
}

#[track_caller]
fn check(body: &str, expected: &str) {
    let paragraphs = flat(body).paragraphs;
    let texts: Vec<&str> = paragraphs.iter().map(|p| p.text.as_str()).collect();
    assert_eq!(texts.join("|"), expected, "{body}");
}

#[test]
fn elements_become_text() {
    for (body, expected) in [
        (
            "<text:p>a<text:span text:style-name='X'>b</text:span>\n  c</text:p>\n<text:p/>",
            "ab c",
        ),
        (
            "<text:p> a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d</text:p>",
            "a  b\tc\nd",
        ),
        (
            "<text:p>a<text:a xlink:href='x'>b</text:a> &amp; c</text:p>",
            "ab & c",
        ),
        (
            "<text:p>a<text:span text:style-name='T1'>x</text:span>b</text:p>",
            "ab",
        ),
        (
            "<text:tracked-changes><text:changed-region><text:deletion><text:p>x</text:p></text:deletion>\
             </text:changed-region></text:tracked-changes><text:p>a<text:change text:change-id='1'/>b</text:p>",
            "ab",
        ),
        (
            "<text:p>a<office:annotation><text:p>x</text:p></office:annotation>b</text:p>",
            "ab",
        ),
        (
            "<text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>n</text:p>\
             </text:note-body></text:note>b</text:p><text:p>c</text:p>",
            "ab|c|n",
        ),
        (
            "<text:p>a<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame>b</text:p>",
            "ab|box",
        ),
        (
            "<text:p>a<draw:custom-shape><text:p>box</text:p></draw:custom-shape>b</text:p>",
            "ab|box",
        ),
        (
            "<text:section text:display='none'><text:p>x</text:p></text:section><text:p>a</text:p>",
            "a",
        ),
        (
            "<text:p>a<text:ruby><text:ruby-base>b</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby></text:p>",
            "ab",
        ),
        (
            "<text:p>a<draw:frame><svg:title>x</svg:title><draw:image/></draw:frame></text:p>",
            "a",
        ),
    ] {
        check(body, expected);
    }
}

#[test]
fn styles_lists_tables_and_pages_are_known() {
    let office = flat(
        "<text:p text:style-name='P1'>t</text:p><text:h text:outline-level='3'>h</text:h><text:p text:style-name='Heading_20_2'>h</text:p>\
         <text:list><text:list-item><text:p>i</text:p></text:list-item></text:list><text:p text:style-name='Quotations'>q</text:p>\
         <text:table-of-content><text:table-of-content-source><text:index-title-template>x</text:index-title-template></text:table-of-content-source>\
         <text:index-body><text:p>c</text:p></text:index-body></text:table-of-content>\
         <table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell/>\
         <table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>\
         <text:p text:style-name='P2'>p</text:p><text:p text:style-name='P3'>p</text:p>\
         <text:p><text:span text:style-name='T2'>le français en est plus long que le reste</text:span></text:p>",
    );
    use Role::{Contents, Heading, ListItem, Quote, Text, Title};
    let roles: Vec<Role> = office.paragraphs.iter().map(|p| p.look.role).collect();
    assert_eq!(
        roles,
        [
            Title,
            Heading(3),
            Heading(2),
            ListItem,
            Quote,
            Contents,
            Text,
            Text,
            Text,
            Text,
            Text
        ]
    );
    let columns: Vec<_> = office.paragraphs[6..9]
        .iter()
        .map(|p| p.cell.map(|cell| cell.column))
        .collect();
    assert_eq!(columns, [Some(0), Some(2), None]);
    let pages = office.paragraphs.iter().filter(|p| p.starts_page).count();
    assert_eq!(pages, 2);
    assert_eq!(office.info.language, "fr-FR");
    assert_eq!(
        (office.info.title.as_str(), office.info.author.as_str()),
        ("T", "Ann")
    );
    assert_eq!(office.info.modified, "2026-01-15");
}

#[test]
fn documents_are_known_by_their_type_and_damage_is_said() {
    let kind = "application/vnd.oasis.opendocument.text";
    let content = "<office:document-content><office:body><office:text><text:p>a</text:p></office:text></office:body></office:document-content>";
    let whole = pack(&[("mimetype", kind), ("content.xml", content)]);
    assert_eq!(choose_reader(&Input::new("a.zip", &whole)).name(), "odt");
    assert_eq!(
        read_package(&whole).expect("it is whole").paragraphs.len(),
        1
    );
    let locked = pack(&[
        ("mimetype", kind),
        ("content.xml", "\u{1}\u{2}"),
        (
            MANIFEST,
            "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>",
        ),
    ]);
    let error = read_package(&locked).expect_err("it is encrypted");
    assert_eq!(error.reason, Reason::Encrypted);
    let empty = pack(&[("mimetype", kind), ("meta.xml", "<x/>")]);
    let error = read_package(&empty).expect_err("it has no text");
    assert_eq!(error.reason, Reason::Damaged);
    let flat = b"<?xml version='1.0'?><office:document xmlns:office='x' office:mimetype='application/vnd.oasis.opendocument.text'>";
    assert_eq!(choose_reader(&Input::new("a.xml", flat)).name(), "odt");
}
