//! Blocks, captions and names of marked-up bodies.

use super::super::xml::Tree;
use super::*;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let tree = Tree::parse(text).unwrap();
    let mut article = Article::default();
    read_marked_text(tree.root().unwrap(), &mut article);
    let mut found: Vec<String> = article
        .blocks
        .iter()
        .map(|block| match block.credit.as_str() {
            "" => format!("{:?}: {}", block.kind, block.text),
            credit => format!("{:?}: {} [{credit}]", block.kind, block.text),
        })
        .collect();
    for entity in &article.entities {
        found.push(format!("{:?} {}", entity.kind, entity.name));
    }
    assert_eq!(found, expected, "{text}");
    for block in &article.blocks {
        assert!(!text[block.span.range()].is_empty());
    }
}

#[test]
fn paragraphs_subheads_and_loose_text() {
    check(
        "<body.content>Loose <b>text</b> &amp; more<p>One.</p>\n<hl2>Sub</hl2><block><p>Two <em>x</em>.</p>\
         tail</block><p/><ul><li>a</li><li>b</li></ul><note><p>For editors.</p></note></body.content>",
        &[
            "Paragraph: Loose text & more",
            "Paragraph: One.",
            "Subhead: Sub",
            "Paragraph: Two x.",
            "Paragraph: tail",
            "ListItem: a",
            "ListItem: b",
            "Boilerplate: For editors.",
        ],
    );
}

#[test]
fn captions_have_their_credits() {
    check(
        "<body.content><media><media-reference source='x'/><media-metadata name='credit' value='Ann Roe'/>\
         <media-caption><p>A clock.</p><p>A coin.</p></media-caption></media>\
         <media><media-caption>A boat.</media-caption><media-producer>Tom Fox/MER</media-producer></media>\
         <media><media-producer>Nobody</media-producer></media></body.content>",
        &[
            "Caption: A clock. A coin. [Ann Roe]",
            "Caption: A boat. [Tom Fox/MER]",
            "Credit: Nobody",
        ],
    );
    check(
        "<body><media><media-caption>Et bål. Foto: Ann Roe / AP / NTB</media-caption></media></body>",
        &["Caption: Et bål. [Ann Roe / AP / NTB]"],
    );
    check(
        "<body><figure><img src='x'/><div class='byline'>Tom Fox</div><figcaption>A boat.</figcaption></figure>\
         <figure><figcaption>A cat. <span class='photo-credit'>Ann Roe</span></figcaption></figure>\
         <figure><table><tr><td>1</td><td>2</td></tr></table></figure></body>",
        &[
            "Caption: A boat. [Tom Fox]",
            "Caption: A cat. [Ann Roe]",
            "Table: 1\t2",
        ],
    );
}

#[test]
fn names_in_the_text_are_given_entities() {
    check(
        "<body.content><p><person>Ann <b>Roe</b>, <function>mayor</function></person> of \
         <location><city>Port Elder</city>, <state>Maine</state></location> met <org>Meridian\
         <alt-code idsrc='x' value='MER'/></org> on <chron norm='20260113'>Tuesday</chron>; \
         <person>Ann Roe</person> left.</p></body.content>",
        &[
            "Paragraph: Ann Roe, mayor of Port Elder, Maine met Meridian on Tuesday; Ann Roe left.",
            "Person Ann Roe",
            "Place Port Elder",
            "Organisation Meridian",
        ],
    );
}

#[test]
fn cdata_may_hold_markup() {
    check(
        "<DataContent><![CDATA[<p>One &amp; two.</p><p>Three.</p>]]></DataContent>",
        &["Paragraph: One & two.", "Paragraph: Three."],
    );
    check(
        "<body><p><![CDATA[a < b & c]]></p></body>",
        &["Paragraph: a < b & c"],
    );
}

#[test]
fn nested_names_and_captions_do_not_multiply() {
    let filler = "x".repeat(200_000);
    let tags = ["person", "figure", "figcaption", "media-caption", "block"];
    for tag in tags {
        let text = format!(
            "<body><media>{}{filler}{}</media></body>",
            format!("<{tag}>").repeat(200),
            format!("</{tag}>").repeat(200)
        );
        let tree = Tree::parse(&text).unwrap();
        let mut article = Article::default();
        read_marked_text(tree.root().unwrap(), &mut article);
        let kept: usize = article.blocks.iter().map(|block| block.text.len()).sum();
        assert!(kept <= 2 * filler.len(), "{tag}: {kept}");
    }
}

#[test]
fn columns_of_figures_are_a_table() {
    check(
        "<body><p>One.</p><pre>Tides\n Port Elder   12\n Skerry       13</pre></body>",
        &[
            "Paragraph: One.",
            "Table: Tides\n Port Elder   12\n Skerry       13",
        ],
    );
    check(
        "<body><pre>   The clock of Port Elder is\nright.\n   It was wrong.</pre></body>",
        &[
            "Paragraph: The clock of Port Elder is right.",
            "Paragraph: It was wrong.",
        ],
    );
}
