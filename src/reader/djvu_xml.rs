//! DjVuXML (`_djvu.xml` of the Internet Archive): the hidden text of a DjVu document, word by word.
//!
//! An `OBJECT` is a page; pages are cut out one by one, so that a bound volume needs no tree of the
//! whole.  What stands beside the text (maps of links, parameters) is passed over.

use super::fragment::collapse;
use super::scanned::{Heights, Names, Page, PageBlock, give_pages};
use super::xml::{Element, Piece, Tree, outermost, pieces};
use super::{Head, Input, ReadError, Reader, Sink};
use crate::article::BlockKind;

/// The reader of DjVuXML.
pub struct DjvuXml;

const NAMES: Names = Names {
    format: "djvu_xml",
    block: "djvu:PARAGRAPH",
    confidence: "djvu:x-confidence",
};

/// What lines stand in, the smallest first; some programs leave a level out.
const BLOCKS: &[&str] = &["PARAGRAPH", "REGION", "PAGECOLUMN", "HIDDENTEXT"];

impl Reader for DjvuXml {
    fn name(&self) -> &'static str {
        "djvu_xml"
    }

    fn doc(&self) -> &'static str {
        "DjVuXML, the text of scans in the Internet Archive, an article a page"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        match head.root() {
            Some(root) if root.name.eq_ignore_ascii_case("DjVuXML") => 100,
            _ => 0,
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        give_pages(input, NAMES, cut, &read_page, sink)
    }
}

fn cut(text: &str) -> Vec<Piece<'_>> {
    pieces(text, &["OBJECT"]).collect()
}

fn read_page(tree: &Tree<'_>) -> Page {
    let mut page = Page::default();
    let level = BLOCKS.iter().find(|name| tree.all(name).next().is_some());
    let Some(level) = level else { return page };
    for element in tree.outermost(level) {
        let mut text = String::new();
        let mut heights = Heights::default();
        for line in outermost(element.descendants().filter(|e| e.is("LINE"))) {
            for word in line.children_named("WORD") {
                let content = word.text();
                if content.is_empty() {
                    continue;
                }
                heights.add(height_of(word));
                let sure = word.attribute("x-confidence");
                let sure = sure.and_then(|percent| percent.parse::<f64>().ok());
                page.joiner.weigh(sure.map(|percent| percent / 100.0), 1);
                page.joiner.word(&content, &mut text);
            }
            page.joiner.end_line(&mut text);
        }
        page.blocks.push(PageBlock {
            text: collapse(&text),
            height: heights.mean(),
            kind: BlockKind::Paragraph,
            span: element.span(),
        });
    }
    page
}

/// `coords="left,bottom,right,top[,baseline]"`.
fn height_of(word: Element<'_, '_>) -> Option<f64> {
    let coords = word.attribute("coords")?;
    let mut values = coords.split(',').map(|value| value.trim().parse::<f64>());
    let (bottom, top) = (values.nth(1)?.ok()?, values.nth(1)?.ok()?);
    Some((bottom - top).abs())
}

#[cfg(test)]
mod tests {
    use super::super::scanned::read_for_test;
    use super::*;

    #[test]
    fn pages_of_a_volume() {
        let word =
            |text: &str| format!("<WORD coords='10,60,50,20,55' x-confidence='80'>{text}</WORD>");
        let line = |text: &str| {
            let words: Vec<String> = text.split(' ').map(word).collect();
            format!("<LINE>{}</LINE>", words.join("\n"))
        };
        let paragraph = |lines: &[&str]| {
            let lines: String = lines.iter().map(|text| line(text)).collect();
            format!("<PARAGRAPH>{lines}</PARAGRAPH>")
        };
        let page = |inner: &str| {
            format!(
                "<OBJECT type='image/x.djvu'><PARAM name='PAGE' value='x_0001.djvu'/><HIDDENTEXT>\
                 <PAGECOLUMN><REGION>{inner}</REGION></PAGECOLUMN></HIDDENTEXT></OBJECT>"
            )
        };
        let text = format!(
            "<?xml version='1.0'?><!DOCTYPE DjVuXML><DjVuXML><HEAD/><BODY>{}{}{}</BODY></DjVuXML>",
            page(
                &(paragraph(&["The lamp was", "dark, engi-", "neers say."])
                    + &paragraph(&["Two &amp; three."]))
            ),
            page(""),
            page(&line("Without a paragraph.")),
        );
        assert_eq!(
            read_for_test(&DjvuXml, &text),
            [
                "1: Paragraph: The lamp was dark, engineers say.",
                "1: Paragraph: Two & three.",
                "2: no_text: a page without words",
                "3: Paragraph: Without a paragraph.",
            ]
        );
        assert_eq!(
            read_for_test(
                &DjvuXml,
                "<DjVuXML><BODY><OBJECT><HIDDENTEXT><LINE><WORD>cut"
            ),
            ["Paragraph: cut"]
        );
    }
}
