//! hOCR 1.2: recognised pages as HTML (`ocr_page`, `ocr_par`, `ocr_line`, `ocrx_word`), as Tesseract,
//! OCRopus and the Internet Archive write them.
//!
//! Each page is an article.  `lang` of the document is that of the program, not of the page, and is
//! passed over; that of a paragraph counts.  A page of the web that shows such a page among its own
//! text, or speaks of one, is HTML.

use super::fragment::collapse;
use super::markup::{Dialect, Scanner, Tag, Token};
use super::scanned::{Heights, Joiner, Names, Page, PageBlock, give_pages};
use super::xml::{Element, Piece, Tree, outermost};
use super::{Head, Input, ReadError, Reader, Sink};
use crate::article::{BlockKind, Span};

/// The reader of hOCR.
pub struct Hocr;

const NAMES: Names = Names {
    format: "hocr",
    block: "hocr:ocr_par",
    confidence: "hocr:x_wconf",
};

/// Classes of lines; Tesseract has names of its own for those of headings and captions.
const LINES: &[&str] = &[
    "ocr_line",
    "ocrx_line",
    "ocr_header",
    "ocr_caption",
    "ocr_textfloat",
];

/// Classes of blocks that are no text of the page.
const MARGINS: &[&str] = &["ocr_pageno", "ocr_footer"];

/// Class of what holds a page.
const PAGE: &str = "ocr_page";

/// Names of what the program says of itself in the head.
const SAYS_SO: &[&str] = &["ocr-system", "ocr-capabilities"];

impl Reader for Hocr {
    fn name(&self) -> &'static str {
        "hocr"
    }

    fn doc(&self) -> &'static str {
        "hOCR pages of scanned newspapers (Tesseract, Internet Archive), each one article"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["hocr", "html", "xml"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        let Some(root) = head.root() else { return 0 };
        let is_markup = root.name.eq_ignore_ascii_case("html") || root.name == "div";
        if is_markup && begins_with_page(head.text()) {
            100
        } else {
            0
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        give_pages(input, NAMES, cut, &read_page, sink)
    }
}

/// Whether a program of recognition says that it wrote this, or a page is the first that is shown.
fn begins_with_page(text: &str) -> bool {
    for token in Scanner::new(text, Dialect::Html) {
        match token {
            Token::Open(tag) if is_page(&tag) => return true,
            Token::Open(tag) if tag.name.eq_ignore_ascii_case("meta") => {
                let name = tag.attribute("name").unwrap_or_default();
                if SAYS_SO.contains(&name.as_ref()) {
                    return true;
                }
            }
            Token::Text(text) if !text.trim_start_matches('\u{feff}').trim().is_empty() => {
                return false;
            }
            _ => {}
        }
    }
    false
}

fn is_page(tag: &Tag<'_>) -> bool {
    let classes = tag.attribute("class");
    classes.is_some_and(|classes| classes.split_whitespace().any(|class| class == PAGE))
}

/// Pages from the tag of each to that of the next.
fn cut(text: &str) -> Vec<Piece<'_>> {
    let mut starts: Vec<usize> = Vec::new();
    let mut scanner = Scanner::new(text, Dialect::Html);
    let mut at = 0;
    while let Some(token) = scanner.next() {
        if matches!(token, Token::Open(tag) if is_page(&tag)) {
            starts.push(at);
        }
        at = scanner.position();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let pieces = starts.iter().zip(ends).map(|(start, end)| Piece {
        text: &text[*start..end],
        at: *start,
        is_closed: true,
    });
    pieces.collect()
}

fn read_page(tree: &Tree<'_>) -> Page {
    let mut page = Page::default();
    if let Some(root) = tree.root() {
        walk(root, &mut page);
    }
    page
}

fn has_class(element: Element<'_, '_>, names: &[&str]) -> bool {
    element.attribute("class").is_some_and(|classes| {
        classes
            .split_whitespace()
            .any(|class| names.contains(&class))
    })
}

/// A paragraph is a block; so are the lines beside each other that are in none.  Depth is bounded by
/// the tree.
fn walk(element: Element<'_, '_>, page: &mut Page) {
    let mut lines: Vec<Element<'_, '_>> = Vec::new();
    for child in element.children() {
        if child.is("br") {
            continue;
        }
        let is_line = has_class(child, LINES) && !holds_lines(child);
        if is_line {
            lines.push(child);
            continue;
        }
        push(&std::mem::take(&mut lines), BlockKind::Paragraph, page);
        if has_class(child, &["ocr_par"]) {
            let inner = child.descendants().filter(|e| has_class(*e, LINES));
            let inner: Vec<Element<'_, '_>> = outermost(inner).collect();
            page.language = page.language.take().or_else(|| language_of(child));
            push(&inner, BlockKind::Paragraph, page);
        } else if has_class(child, MARGINS) {
            push(&[child], BlockKind::Boilerplate, page);
        } else {
            walk(child, page);
        }
    }
    push(&lines, BlockKind::Paragraph, page);
}

/// The block of a heading may have the class of a line.
fn holds_lines(element: Element<'_, '_>) -> bool {
    element
        .children()
        .any(|child| has_class(child, LINES) || has_class(child, &["ocr_par"]))
}

fn language_of(paragraph: Element<'_, '_>) -> Option<String> {
    paragraph
        .attribute("lang")
        .filter(|tag| (2..=35).contains(&tag.len()))
}

fn push(lines: &[Element<'_, '_>], kind: BlockKind, page: &mut Page) {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
        return;
    };
    let is_caption = lines.iter().all(|line| has_class(*line, &["ocr_caption"]));
    let mut text = String::new();
    let mut heights = Heights::default();
    for line in lines {
        read_line(*line, &mut page.joiner, &mut heights, &mut text);
    }
    page.blocks.push(PageBlock {
        text: collapse(&text),
        height: heights.mean(),
        kind: if is_caption { BlockKind::Caption } else { kind },
        span: Span::new(first.span().start, last.span().end),
    });
}

fn read_line(line: Element<'_, '_>, joiner: &mut Joiner, heights: &mut Heights, text: &mut String) {
    let is_word = |e: &Element<'_, '_>| has_class(*e, &["ocrx_word", "ocr_word"]);
    let words = outermost(line.descendants().filter(is_word));
    let mut is_empty = true;
    let size = property(line, "x_size").and_then(|values| values.first().copied());
    heights.add(size);
    for word in words {
        is_empty = false;
        // Characters may be elements on lines of their own.
        let content: String = word.raw_text().split_whitespace().collect();
        if content.is_empty() {
            continue;
        }
        let sure = property(word, "x_wconf").and_then(|values| values.first().copied());
        joiner.weigh(sure.map(|percent| percent / 100.0), 1);
        if size.is_none() {
            heights.add(height_of(word));
        }
        joiner.word(&content, text);
    }
    if is_empty {
        heights.add(height_of(line).filter(|_| size.is_none()));
        for word in line.text().split_whitespace() {
            joiner.word(word, text);
        }
    }
    joiner.end_line(text);
}

/// Numbers of a property in `title`: `bbox 10 20 300 60; x_wconf 93`.
fn property(element: Element<'_, '_>, name: &str) -> Option<Vec<f64>> {
    let title = element.attribute("title")?;
    title.split(';').find_map(|part| {
        let mut words = part.split_whitespace();
        (words.next() == Some(name)).then(|| words.filter_map(|word| word.parse().ok()).collect())
    })
}

fn height_of(element: Element<'_, '_>) -> Option<f64> {
    match property(element, "bbox")?.as_slice() {
        [_, top, _, bottom] => Some(bottom - top),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
