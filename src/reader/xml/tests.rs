//! What the XML tree keeps of good and of damaged documents.

use super::*;

fn parse(text: &str) -> Tree<'_> {
    Tree::parse(text).unwrap()
}

#[test]
fn elements_and_paths() {
    let tree = parse(
        "<?xml version='1.0'?><!DOCTYPE a SYSTEM 'http://x/a.dtd'>\
         <n:a xml:lang=' en '><m:t>no</m:t><t> R&amp;D <b>x</b>\n y</t><e k=''/><t>2</t></n:a>",
    );
    let root = tree.root().unwrap();
    assert_eq!((root.name(), root.full_name()), ("a", "n:a"));
    assert_eq!(root.attribute("lang").as_deref(), Some("en"));
    assert_eq!(root.child_text("m:t").as_deref(), Some("no"));
    assert_eq!(root.child_text(":t").as_deref(), Some("R&D x y"));
    assert_eq!(root.child_text("T").as_deref(), Some("no"));
    assert_eq!(root.at(&[":t", "b"]).unwrap().text(), "x");
    assert_eq!(root.child("e").unwrap().attribute("k"), None);
    assert_eq!(root.children_named(":t").count(), 2);
    assert_eq!(root.find("b").unwrap().inner(), "x");
    assert_eq!(tree.all("t").count(), 3);
    let t = root.children_named(":t").nth(1).unwrap();
    assert_eq!(&tree.text[t.span().range()], "<t>2</t>");
    assert_eq!(&tree.text[t.inner_span().range()], "2");
    assert!(!tree.is_truncated && tree.stray_closers == 0);
}

#[test]
fn damage_costs_only_itself() {
    let tree = parse("<a><b>x</c> &amp &nbsp; & y<br>z</a>");
    assert_eq!(tree.root().unwrap().text(), "x & & yz");
    assert_eq!((tree.stray_closers, tree.is_truncated), (1, false));
    let tree = parse("<a><b>one</b><b>tw");
    assert!(tree.is_truncated);
    let texts: Vec<String> = tree.all("b").map(|b| b.text()).collect();
    assert_eq!(texts, ["one", "tw"]);
    assert!(parse("<a><b>one</b></a").is_truncated);
    assert!(parse("<a/><!-- never closed").is_truncated);
    assert!(parse("").root().is_none());
}

#[test]
fn entities_of_a_document_type_stay_unexpanded() {
    let bomb = "<!DOCTYPE a [<!ENTITY l0 'lol'><!ENTITY l1 '&l0;&l0;&l0;'>\
         <!ENTITY f SYSTEM 'file:///etc/passwd'>]><a>&l1; &f;</a>";
    assert_eq!(parse(bomb).root().unwrap().text(), "&l1; &f;");
}

#[test]
fn depth_and_number_are_bounded() {
    let deep = "<a>".repeat(1_000_000);
    assert_eq!(Tree::parse(&deep).unwrap_err().reason, Reason::XmlDepth);
    let many = "<a/>".repeat(MAX_NODES + 1);
    assert_eq!(Tree::parse(&many).unwrap_err().reason, Reason::TooLarge);
    // A thousand open line breaks are no depth.
    let breaks = format!("<a>{}</a>", "<br>x".repeat(1000));
    assert!(!parse(&breaks).is_truncated);
    // Closers of nothing cost one look each.
    let closers = format!("{}{}", "<a>".repeat(250), "</b>".repeat(100_000));
    assert_eq!(parse(&closers).stray_closers, 100_000);
}

#[test]
fn pieces_of_long_documents() {
    let text = "<c><item a='1'>x</item><i/><ITEM>y<item>z</item><x:item/><item>cut";
    let found: Vec<(&str, bool)> = pieces(text, &["item"])
        .map(|piece| (piece.text, piece.is_closed))
        .collect();
    assert_eq!(
        found,
        [
            ("<item a='1'>x</item>", true),
            ("<ITEM>y", false),
            ("<item>z</item>", true),
            ("<item>cut", false),
        ]
    );
    for piece in pieces(text, &["item"]) {
        assert!(text[piece.at..].starts_with(piece.text));
    }
}

#[test]
fn root_of_a_head() {
    let root = |head: &[u8]| root_of(head).map(|root| root.full_name);
    assert_eq!(
        root(b"\xef\xbb\xbf <?xml?><!-- c --><n:a b='c'><d/>").as_deref(),
        Some("n:a")
    );
    let utf16: Vec<u8> = "<?xml version='1.0'?><a><b/>"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(root(&utf16).as_deref(), Some("a"));
    assert_eq!(root(b"text <a>"), None);
    assert_eq!(root(b"<?xml?>text<a>"), None);
    assert_eq!(root(b""), None);
    let found = root_of(b"<!DOCTYPE nitf SYSTEM 'x'><nitf><head>").unwrap();
    assert_eq!(found.doctype, "<!DOCTYPE nitf SYSTEM 'x'>");
    assert_eq!(found.rest, "<head>");
    let long = format!("<!DOCTYPE nitf [{}", "<!ENTITY a 'b'>\n".repeat(500));
    assert_eq!(root_of(&long.as_bytes()[..4096]).unwrap().name, "nitf");
    assert_eq!(root_of(b"<!DOCTYPE nitf> text"), None);
}
