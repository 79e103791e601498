//! ABBYY FineReader XML (schemas 6 to 10): pages, blocks, lines, and every character with its place.
//!
//! Pages are cut out one by one: a page of a newspaper takes ten megabytes.  Tables are read row by
//! row; pictures and separators have no text.  Words end where characters are white space.

use super::fragment::collapse;
use super::references::decode_references;
use super::scanned::{Heights, Joiner, Names, Page, PageBlock, give_pages};
use super::xml::{Child, Element, Piece, Tree, outermost, pieces};
use super::{Head, Input, ReadError, Reader, Sink};
use crate::article::BlockKind;

/// The reader of FineReader's XML.
pub struct Abbyy;

const NAMES: Names = Names {
    format: "abbyy",
    block: "abbyy:par",
    confidence: "abbyy:charConfidence",
};

impl Reader for Abbyy {
    fn name(&self) -> &'static str {
        "abbyy"
    }

    fn doc(&self) -> &'static str {
        "ABBYY FineReader XML of scanned pages, an article a page"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        match head.root() {
            Some(root)
                if root.name.eq_ignore_ascii_case("document")
                    && root.attributes.contains("FineReader") =>
            {
                100
            }
            _ => 0,
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        give_pages(input, NAMES, cut, &read_page, sink)
    }
}

fn cut(text: &str) -> Vec<Piece<'_>> {
    pieces(text, &["page"]).collect()
}

fn read_page(tree: &Tree<'_>) -> Page {
    let mut page = Page::default();
    for block in tree.outermost("block") {
        let rows: Vec<Element<'_, '_>> =
            outermost(block.descendants().filter(|e| e.is("row"))).collect();
        if rows.is_empty() {
            for paragraph in outermost(block.descendants().filter(|e| e.is("par"))) {
                let new = read(&[paragraph], BlockKind::Paragraph, &mut page);
                page.blocks.push(new);
            }
            continue;
        }
        let mut table = read(&[], BlockKind::Table, &mut page);
        table.span = block.span();
        let texts: Vec<String> = rows.iter().map(|row| row_text(*row, &mut page)).collect();
        table.text = texts.join("\n").trim().to_owned();
        page.blocks.push(table);
    }
    page
}

fn row_text(row: Element<'_, '_>, page: &mut Page) -> String {
    let mut cells = Vec::new();
    for cell in row.children_named("cell") {
        let paragraphs: Vec<Element<'_, '_>> =
            outermost(cell.descendants().filter(|e| e.is("par"))).collect();
        cells.push(read(&paragraphs, BlockKind::Table, page).text);
    }
    cells.join("\t")
}

fn read(paragraphs: &[Element<'_, '_>], kind: BlockKind, page: &mut Page) -> PageBlock {
    let mut text = String::new();
    let mut heights = Heights::default();
    for line in paragraphs
        .iter()
        .flat_map(|paragraph| paragraph.descendants())
        .filter(|element| element.is("line"))
    {
        let mut word = Word::default();
        for format in line.children_named("formatting") {
            let size = format.attribute("fs");
            let size = size.and_then(|size| size.trim_end_matches('.').parse().ok());
            heights.add(size);
            if page.language.is_none() {
                page.language = format.attribute("lang").as_deref().and_then(language);
            }
            // Between characters text is layout; without them it is the text.
            let is_plain = format.child("charParams").is_none();
            for child in format.child_nodes() {
                match child {
                    Child::Element(inner) if inner.is("charParams") => {
                        word.character(inner, &mut page.joiner, &mut text);
                    }
                    Child::Element(_) => {}
                    Child::Text(plain, _) | Child::Raw(plain, _) => {
                        if is_plain {
                            word.plain(&decode_references(plain), &mut page.joiner, &mut text);
                        }
                    }
                }
            }
        }
        word.end(&mut page.joiner, &mut text);
        page.joiner.end_line(&mut text);
    }
    let span = paragraphs.first().map(|paragraph| paragraph.span());
    PageBlock {
        text: collapse(&text),
        height: heights.mean(),
        kind,
        span: span.unwrap_or_default(),
    }
}

/// The word that is being put together.
#[derive(Default)]
struct Word {
    text: String,
    confidence: f64,
    /// Characters that have one.
    measured: usize,
}

impl Word {
    fn character(&mut self, element: Element<'_, '_>, joiner: &mut Joiner, text: &mut String) {
        let content = element.raw_text();
        if content.trim().is_empty() {
            return self.end(joiner, text);
        }
        // 255 stands for characters that were not measured.
        let sure = element.attribute("charConfidence");
        let sure = sure.and_then(|percent| percent.parse::<f64>().ok());
        if let Some(percent) = sure.filter(|percent| (0.0..=100.0).contains(percent)) {
            self.confidence += percent / 100.0;
            self.measured += 1;
        }
        self.text.push_str(content.trim());
    }

    fn plain(&mut self, piece: &str, joiner: &mut Joiner, text: &mut String) {
        for (at, part) in piece.split(char::is_whitespace).enumerate() {
            if at > 0 {
                self.end(joiner, text);
            }
            self.text.push_str(part);
        }
    }

    fn end(&mut self, joiner: &mut Joiner, text: &mut String) {
        let word = std::mem::take(self);
        if word.text.is_empty() {
            return;
        }
        if word.measured > 0 {
            joiner.weigh(Some(word.confidence / word.measured as f64), 1);
        }
        joiner.word(&word.text, text);
    }
}

/// `EnglishUnitedStates`, `GermanStandard`, `OldGerman` => the language alone.
fn language(name: &str) -> Option<String> {
    let name = name.strip_prefix("Old").unwrap_or(name);
    let end = name
        .char_indices()
        .skip(1)
        .find(|(_, c)| !c.is_lowercase())
        .map_or(name.len(), |(at, _)| at);
    let name = &name[..end];
    (name.len() >= 3).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::scanned::read_for_test;
    use super::*;

    fn characters(text: &str) -> String {
        let one = |c: char| format!("<charParams l='1' charConfidence='90'>{c}</charParams>");
        text.chars().map(one).collect()
    }

    fn paragraph(lines: &[&str]) -> String {
        let line = |text: &&str| {
            format!(
                "<line baseline='10'><formatting lang='EnglishUnitedStates' fs='9.'>{}</formatting></line>",
                characters(text)
            )
        };
        format!("<par>{}</par>", lines.iter().map(line).collect::<String>())
    }

    fn document(blocks: &str) -> String {
        format!(
            "<document xmlns='http://www.abbyy.com/FineReader_xml/FineReader6-schema-v1.xml'>\
             <page width='1'>{blocks}</page></document>"
        )
    }

    #[test]
    fn characters_are_words() {
        let text = paragraph(&["The lamp was", "dark, engi¬", "neers say."]);
        let block = format!("<block blockType='Text'><text>{text}</text></block>");
        let cell = |text: &str| format!("<cell><text>{}</text></cell>", paragraph(&[text]));
        let table = format!(
            "<block blockType='Table'><row>{}{}</row><row>{}{}</row></block>",
            cell("Skerry"),
            cell("12"),
            cell("Port Elder"),
            cell("9")
        );
        let plain = "<block blockType='Text'><text><par><line><formatting>Two &amp; three</formatting></line></par></text></block>";
        assert_eq!(
            read_for_test(
                &Abbyy,
                &document(&format!(
                    "{block}{table}{plain}<block blockType='Picture'/>"
                ))
            ),
            [
                "Paragraph: The lamp was dark, engineers say.",
                "Table: Skerry\t12\nPort Elder\t9",
                "Paragraph: Two & three",
            ]
        );
        assert_eq!(
            read_for_test(&Abbyy, &document("<block blockType='Picture'/>")),
            ["NoText: a page without words"]
        );
    }

    #[test]
    fn languages() {
        for (name, expected) in [
            ("EnglishUnitedStates", Some("English")),
            ("OldGerman", Some("German")),
            ("French", Some("French")),
            ("", None),
        ] {
            assert_eq!(language(name).as_deref(), expected, "{name}");
        }
    }
}
