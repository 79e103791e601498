//! PAGE XML (`PcGts`, schemas of 2010 to 2019): pages as Transkribus and OCR-D have them.
//!
//! Regions are read in `ReadingOrder`, what it does not name behind them as it stands.  Of several
//! readings of a line that with the lowest `@index` is taken; words and glyphs are read only where
//! a line has no text of its own.  Running heads, feet and numbers of pages are kept out of the body.

use std::collections::{BTreeMap, HashMap};

use super::scanned::{Heights, Joiner, MAX_PAGE_BYTES, Names, Page, PageBlock, give_pages};
use super::xml::{Element, Piece, Tree};
use super::{Head, Input, ReadError, Reader, Sink, given};
use crate::article::BlockKind;

/// The reader of PAGE XML.
pub struct PageXml;

const NAMES: Names = Names {
    format: "page_xml",
    block: "page:TextRegion",
    confidence: "page:conf",
};

/// Types of text regions (`TextTypeSimpleType`), and what people call them in Transkribus.
const KINDS: &[(&str, BlockKind)] = &[
    ("heading", BlockKind::Subhead),
    ("headline", BlockKind::Subhead),
    ("title", BlockKind::Subhead),
    ("caption", BlockKind::Caption),
    ("credit", BlockKind::Credit),
    ("header", BlockKind::Boilerplate),
    ("footer", BlockKind::Boilerplate),
    ("page-number", BlockKind::Boilerplate),
    ("signature-mark", BlockKind::Boilerplate),
    ("catch-word", BlockKind::Boilerplate),
    // Names of the vocabulary SegmOnto, which eScriptorium writes.
    ("runningtitlezone", BlockKind::Boilerplate),
    ("numberingzone", BlockKind::Boilerplate),
    ("quiremarkszone", BlockKind::Boilerplate),
    ("advertisement", BlockKind::Related),
    ("advert", BlockKind::Related),
    ("ad", BlockKind::Related),
];

impl Reader for PageXml {
    fn name(&self) -> &'static str {
        "page_xml"
    }

    fn doc(&self) -> &'static str {
        "PAGE XML of scanned pages (Transkribus, OCR-D), each one article"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml", "page"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        match head.root() {
            Some(root) if root.name.eq_ignore_ascii_case("PcGts") => 100,
            _ => 0,
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        given::check_size(input.bytes, MAX_PAGE_BYTES)?;
        give_pages(input, NAMES, cut, &read_page, sink)
    }
}

/// A file is one page.
fn cut(text: &str) -> Vec<Piece<'_>> {
    vec![Piece {
        text,
        at: 0,
        is_closed: true,
    }]
}

fn read_page(tree: &Tree<'_>) -> Page {
    let mut page = Page::default();
    let order = reading_order(tree);
    let mut regions: Vec<Region<'_, '_>> = Vec::new();
    for element in tree.outermost("Page") {
        let language = element.attribute("primaryLanguage");
        page.language = page.language.take().or(language);
        collect(element, None, &mut regions);
    }
    // The sort is stable: what the order does not name follows as it stands.
    regions.sort_by_cached_key(|region| {
        let id = region.element.attribute("id").unwrap_or_default();
        order.get(&id).copied().unwrap_or(usize::MAX)
    });
    // Where somebody has said what the headings are, the height of the type says nothing more.
    let has_headings = regions
        .iter()
        .any(|region| region.kind == BlockKind::Subhead);
    // A letter of many lines, which the paragraph behind it begins with.
    let mut initial = String::new();
    for region in regions {
        let mut block = region.read(&mut page.joiner);
        if has_headings {
            block.height = 0.0;
        }
        if region.is_initial {
            initial = block.text;
            continue;
        }
        if block.kind == BlockKind::Paragraph && !block.text.is_empty() {
            block.text.insert_str(0, &std::mem::take(&mut initial));
        }
        page.blocks.push(block);
    }
    if !initial.is_empty() {
        page.blocks.push(PageBlock {
            text: initial,
            height: 0.0,
            kind: BlockKind::Paragraph,
            span: Default::default(),
        });
    }
    page.language = page.language.filter(|tag| (2..=35).contains(&tag.len()));
    page
}

/// Place of each region in the order of reading, by its id.
fn reading_order(tree: &Tree<'_>) -> HashMap<String, usize> {
    let mut order = HashMap::new();
    for element in tree.outermost("ReadingOrder") {
        number(element, &mut order);
    }
    order
}

/// Members of an ordered group follow their `index`.  Depth is bounded by the tree.
fn number(group: Element<'_, '_>, order: &mut HashMap<String, usize>) {
    let mut members: Vec<Element<'_, '_>> = group.children().collect();
    members.sort_by_cached_key(|member| {
        let index = member.attribute("index");
        index.and_then(|index| index.parse::<usize>().ok())
    });
    for member in members {
        if let Some(id) = member.attribute("regionRef") {
            let place = order.len();
            order.entry(id).or_insert(place);
        }
        number(member, order);
    }
}

/// A region with text of its own.
struct Region<'t, 'a> {
    element: Element<'t, 'a>,
    kind: BlockKind,
    is_initial: bool,
}

/// Every region with text, also those within others; a table is one.
fn collect<'t, 'a>(
    element: Element<'t, 'a>,
    around: Option<BlockKind>,
    regions: &mut Vec<Region<'t, 'a>>,
) {
    for child in element.children() {
        if child.is("TextRegion") {
            let kind = type_of(child);
            let own = KINDS.iter().find(|(name, _)| *name == kind);
            let kind_of = own.map(|(_, kind)| *kind).or(around);
            regions.push(Region {
                element: child,
                kind: kind_of.unwrap_or(BlockKind::Paragraph),
                is_initial: kind == "drop-capital",
            });
            collect(child, kind_of, regions);
        } else if child.is("TableRegion") && child.child("TableCell").is_some() {
            regions.push(Region {
                element: child,
                kind: BlockKind::Table,
                is_initial: false,
            });
        } else if child.name().ends_with("Region") {
            let is_advert = child.is("AdvertRegion");
            let within = is_advert.then_some(BlockKind::Related).or(around);
            collect(child, within, regions);
        }
    }
}

/// `type`, or `custom="structure {type:heading;}"`, in lower case.
fn type_of(region: Element<'_, '_>) -> String {
    let custom = || {
        let custom = region.attribute("custom")?;
        let (_, structure) = custom.split_once("structure")?;
        let (_, kind) = structure.split_once('}')?.0.split_once("type:")?;
        Some(kind.split(';').next().unwrap_or(kind).trim().to_owned())
    };
    let kind = custom().or_else(|| region.attribute("type"));
    kind.unwrap_or_default().to_lowercase()
}

impl Region<'_, '_> {
    fn read(&self, joiner: &mut Joiner) -> PageBlock {
        let mut heights = Heights::default();
        let text = if self.kind == BlockKind::Table {
            rows(self.element, joiner, &mut heights)
        } else {
            text_of(self.element, joiner, &mut heights)
        };
        PageBlock {
            text,
            height: heights.mean(),
            kind: self.kind,
            span: self.element.span(),
        }
    }
}

/// Rows of a table, with a tab between cells.
fn rows(table: Element<'_, '_>, joiner: &mut Joiner, heights: &mut Heights) -> String {
    let mut rows: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for cell in table.children_named("TableCell") {
        let row = cell.attribute("row").and_then(|row| row.parse().ok());
        let text = text_of(cell, joiner, heights);
        rows.entry(row.unwrap_or(0)).or_default().push(text);
    }
    let rows: Vec<String> = rows.into_values().map(|cells| cells.join("\t")).collect();
    rows.join("\n").trim().to_owned()
}

/// The lines of a region, or its own text where it has none and holds no other region.
fn text_of(region: Element<'_, '_>, joiner: &mut Joiner, heights: &mut Heights) -> String {
    let mut text = String::new();
    let mut lines: Vec<Element<'_, '_>> = region.children_named("TextLine").collect();
    // Transkribus: `custom="readingOrder {index:3;}"`.
    lines.sort_by_cached_key(|line| line.attribute("custom").and_then(|c| index_in(&c)));
    for line in &lines {
        heights.add(height_of(*line));
        let content = line_text(*line);
        weigh(*line, &content, joiner);
        joiner.line(&content, &mut text);
    }
    if lines.is_empty() && region.child("TextRegion").is_none() {
        for line in reading(region).unwrap_or_default().lines() {
            joiner.line(line, &mut text);
        }
    }
    text
}

fn index_in(custom: &str) -> Option<usize> {
    let (_, rest) = custom.split_once("readingOrder")?;
    let (_, index) = rest.split_once('}')?.0.split_once("index:")?;
    index.split(';').next()?.trim().parse().ok()
}

/// Text of a line, else of its words, else of their glyphs.
fn line_text(line: Element<'_, '_>) -> String {
    let own = reading(line).filter(|text| !text.trim().is_empty());
    own.unwrap_or_else(|| {
        let words = line.children_named("Word").map(|word| {
            let glyphs = || word.children_named("Glyph").filter_map(reading).collect();
            let own = reading(word).filter(|text| !text.trim().is_empty());
            own.unwrap_or_else(glyphs)
        });
        words.collect::<Vec<String>>().join(" ")
    })
}

/// The first reading (`TextEquiv`) by its index; one without an index stands alone.
fn best<'t, 'a>(element: Element<'t, 'a>) -> Option<Element<'t, 'a>> {
    let place = |reading: &Element<'_, '_>| {
        let index = reading.attribute("index");
        index.and_then(|index| index.parse::<usize>().ok())
    };
    element.children_named("TextEquiv").min_by_key(place)
}

fn reading(element: Element<'_, '_>) -> Option<String> {
    let best = best(element)?;
    let text = best.child("Unicode").or_else(|| best.child("PlainText"))?;
    Some(text.raw_text())
}

/// Counts how sure the program was: of each word, else of the line.
fn weigh(line: Element<'_, '_>, content: &str, joiner: &mut Joiner) {
    let sure = |element: Element<'_, '_>| -> Option<f64> {
        best(element)?.attribute("conf")?.parse().ok()
    };
    let before = joiner.confidence().map(|(_, words)| words);
    for word in line.children_named("Word") {
        joiner.weigh(sure(word), 1);
    }
    if joiner.confidence().map(|(_, words)| words) == before {
        joiner.weigh(sure(line), content.split_whitespace().count());
    }
}

/// Between the highest and the lowest point of a line's outline.
fn height_of(line: Element<'_, '_>) -> Option<f64> {
    let outline = line.child("Coords")?;
    let points = outline.attribute("points").unwrap_or_default();
    let listed = points
        .split_whitespace()
        .filter_map(|point| point.split_once(',')?.1.parse::<f64>().ok());
    // Schemas before 2013 have an element for each point.
    let single = outline
        .children_named("Point")
        .filter_map(|point| point.attribute("y")?.parse::<f64>().ok());
    let (mut top, mut bottom) = (f64::INFINITY, f64::NEG_INFINITY);
    for y in listed.chain(single) {
        (top, bottom) = (top.min(y), bottom.max(y));
    }
    (bottom >= top).then_some(bottom - top)
}

#[cfg(test)]
mod tests;
