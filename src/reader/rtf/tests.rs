//! What becomes of the words of RTF: text, code pages, fields, tables, notes; and broken files.

use super::text::read_text;
use super::*;
use crate::reader::office::Role;
use crate::reader::{Item, Reason};

/// The paragraphs of a text in one group, with `|` between.
fn read(body: &str) -> String {
    let file = format!("{{\\rtf1\\ansi\\ansicpg1252 {body}}}");
    read_bytes(file.as_bytes())
}

fn read_bytes(file: &[u8]) -> String {
    let (office, _) = read_text(file).expect("it is no larger than any document");
    let texts: Vec<&str> = office.paragraphs.iter().map(|p| p.text.as_str()).collect();
    texts.join("|")
}

#[test]
fn words_become_text() {
    for (body, expected) in [
        (
            "One \\b bold\\b0  word.\\par Two\\line three",
            "One bold word.|Two\nthree",
        ),
        (
            "caf\\'e9 \\'93x\\'94 a\\~b\\_c d\\-e",
            "café “x” a\u{a0}b-c de",
        ),
        (
            "\\lquote a\\rquote  \\ldblquote b\\rdblquote\\emdash c\\endash d \\bullet e",
            "‘a’ “b”—c–d •e",
        ),
        ("x\\tab y\\\n z", "x\ty| z"),
        ("\\{a\\} \\\\b", "{a} \\b"),
        // A unit with its fallback, in its forms.
        (
            "\\u233?\\u8217\\'92\\uc0\\u233 x\\uc2\\u20013 ??y",
            "é’éx中y",
        ),
        ("{\\uc2 \\u960 ab}\\u960?", "ππ"),
        ("\\u8211\\endash a\\u233\\par b", "–aé|b"),
        (
            "\\u-10179?\\u-9167? \\u128049? \\u-10179?x \\u-9167?",
            "🐱 🐱 x \u{fffd}",
        ),
        ("\\u61623\\'b7 item", "• item"),
        // Groups that hold no text.
        (
            "a{\\*\\unknown b{c}}{\\pict\\bin3 {}\\x d}{\\object{\\*\\objdata 01}{\\result e}}f",
            "aef",
        ),
        (
            "{\\field{\\*\\fldinst{HYPERLINK \"http://x.example\"}}{\\fldrslt{\\ul shown}}} end",
            "shown end",
        ),
        ("{\\field{\\fldinst PAGE}{\\fldrslt 7}}", "7"),
        (
            "{\\v hidden}a{\\deleted gone}{\\revised kept}{\\*\\annotation note}",
            "akept",
        ),
        ("\\v hidden\\v0 seen\\plain", "seen"),
        (
            "{\\upr{ansi}{\\*\\ud{unic\\u244?de}}} after",
            "unicôde after",
        ),
        ("{\\xe index}{\\tc entry}{\\*\\bkmkstart b}x", "x"),
        (
            "a{\\footnote {\\super\\chftn}the note}b\\par c",
            "ab|c|the note",
        ),
        (
            "x{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv 1}}{\\shptxt box\\par}}{\\shprslt{\\*\\do{\\dptxbxtext box\\par}}}}y\\par z",
            "xy|box|z",
        ),
        ("{\\header head\\par}{\\footerr foot\\par}body", "body"),
    ] {
        assert_eq!(read(body), expected, "{body}");
    }
}

#[test]
fn bytes_have_the_code_page_of_their_font() {
    let fonts = "{\\fonttbl{\\f0\\fcharset0 A;}{\\f1\\fcharset204{\\*\\falt B} C;}{\\f2\\fcharset134 \\'cb\\'ce;}{\\f3\\fcharset2 S;}{\\f4 D;}}";
    for (text, expected) in [
        ("\\f1 \\'cc\\'e8\\'f0", "Мир"),
        ("{\\f1 \\'cc}\\'e9", "Мé"),
        ("\\f2 \\'d6\\'d0\\'b9\\'fa\\'81@", "中国丂"),
        ("\\f3 \\'b7\\f0  a", "• a"),
        ("\\f1\\plain \\'e9\\f4\\'e9", "éé"),
    ] {
        assert_eq!(read(&format!("{fonts}{text}")), expected, "{text}");
    }
    assert_eq!(read_bytes(b"{\\rtf1\\mac caf\\'8e}"), "café");
    assert_eq!(read_bytes(b"{\\rtf1\\pc caf\\'82}"), "café");
    assert_eq!(
        read_bytes(b"{\\rtf1\\ansicpg1250 \\'b3\\'f3d\\'9f}"),
        "łódź"
    );
    assert_eq!(read_bytes("{\\rtf1\\ansi café}".as_bytes()), "café");
    assert_eq!(read_bytes(b"{\\rtf1\\ansi caf\xe9}"), "café");
}

#[test]
fn styles_lists_and_tables_are_known() {
    let styles = "{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0 Kopf;}{\\s2\\sbasedon1 Dach;}{\\s3 Title;}{\\*\\cs4 heading 1;}}";
    let body = "\\pard\\s3\\qc T\\par\\pard\\s2 H\\par\\pard\\outlinelevel1 K\\par\
        {\\listtext 1.\\tab}\\pard I\\par\\pard\\ls2 J\\par\\pard P\\par\
        \\trowd\\pard\\intbl a\\cell b\\par c\\cell\\row\\trowd\\pard\\intbl d\\cell\\cell\\row\\pard q\\par";
    let file = format!("{{\\rtf1{styles}{body}}}");
    let (office, _) = read_text(file.as_bytes()).expect("it is small");
    let roles: Vec<Role> = office.paragraphs.iter().map(|p| p.look.role).collect();
    use Role::{Heading, ListItem, Text, Title};
    assert_eq!(
        roles,
        [
            Title,
            Heading(1),
            Heading(2),
            ListItem,
            ListItem,
            Text,
            Text,
            Text,
            Text,
            Text,
            Text
        ]
    );
    assert!(office.paragraphs[0].look.is_set_apart);
    let cells: Vec<_> = office
        .paragraphs
        .iter()
        .map(|p| p.cell.map(|cell| (cell.row, cell.column)))
        .skip(5)
        .collect();
    assert_eq!(
        cells,
        [
            None,
            Some((0, 0)),
            Some((0, 1)),
            Some((0, 1)),
            Some((1, 0)),
            None
        ]
    );
}

#[test]
fn what_the_file_says_of_itself() {
    let file = b"{\\rtf1\\deflang1031{\\info{\\title F\\'e4hre}{\\author Ann Loe}{\\operator X}\
        {\\creatim\\yr2026\\mo1\\dy14\\hr8\\min5}{\\revtim\\yr0}}\
        {\\header kopf\\par}Guten Tag{\\lang1033 hi}\\par\\page Zwei\\sect Drei\\sect\\sbknone Vier}";
    let (office, _) = read_text(file).expect("it is small");
    assert_eq!(office.info.title, "Fähre");
    assert_eq!(office.info.author, "Ann Loe");
    assert_eq!(office.info.created, "2026-01-14T08:05");
    assert_eq!(office.info.modified, "");
    assert_eq!(office.info.language, "de");
    assert_eq!(office.running, ["kopf"]);
    let pages: Vec<bool> = office.paragraphs.iter().map(|p| p.starts_page).collect();
    assert_eq!(pages, [false, true, true, false]);
}

#[test]
fn broken_files_give_what_they_have() {
    for (file, expected, note) in [
        ("{\\rtf1 One.\\par Two", "One.|Two", "cut off"),
        ("{\\rtf1 a\\'zzb\\'4", "azzb4", "cut off"),
        ("{\\rtf1 One\\bin900 \\par lost}", "One", "cut off"),
        ("{\\rtf1 a}}} b", "a", "goes on"),
        ("{\\rtf1 a\\par}\0\r\n}", "a", ""),
        ("{\\rtf1 a\\u}", "a", ""),
        ("{\\rtf1 a\\row\\cell\\nestrow b}", "a|b", ""),
        ("{\\rtf1 \\u0?\\'00a\\u1?b}", "ab", ""),
    ] {
        let (office, _) = read_text(file.as_bytes()).expect("it is small");
        let texts: Vec<&str> = office.paragraphs.iter().map(|p| p.text.as_str()).collect();
        assert_eq!(texts.join("|"), expected, "{file}");
        assert!(office.notes.concat().contains(note), "{:?}", office.notes);
    }
    let deep = format!("{{\\rtf1 a{}b{} c}}", "{".repeat(9_000), "}".repeat(9_000));
    assert_eq!(read_bytes(deep.as_bytes()), "a c");
    let flows = format!("{{\\rtf1 a{}b}}", "{\\footnote x".repeat(4_000));
    assert!(read_bytes(flows.as_bytes()).starts_with('a'));
}

#[test]
fn a_file_is_known_by_its_mark_and_may_hold_nothing() {
    for (bytes, is) in [
        (&b"{\\rtf1 a}"[..], 100),
        (b"\xef\xbb\xbf\r\n{\\rtf1 a}", 0),
        (b"\r\n\xef\xbb\xbf{\\rtf1 a}", 100),
        (b"{\\r1 a}", 0),
        (b"{\\rtf1\\ansi}\0\0", 100),
        (b"{\\rtf1 a\\par", 100),
        // Texts that quote how such files begin.
        (
            b"{\\rtf1 is what the files of the old editor begin with.",
            0,
        ),
        (
            b"{\\rtf1} is a mark.\n\nThe clerk of Port Elder knows it.",
            0,
        ),
        (b"{\\rtf1\\ansi\n\nSo began every story, said Roe.", 0),
    ] {
        assert_eq!(Rtf.sniff(&Head::of(bytes)), is, "{bytes:?}");
    }
    let mut given = 0;
    let error = Rtf
        .read(&Input::new("a.rtf", b"{\\rtf1 {\\pict 00}}"), &mut |item| {
            given += usize::from(matches!(item, Item::Article(_)));
        })
        .expect_err("there is no text");
    assert_eq!((error.reason, given), (Reason::NoText, 0));
}
