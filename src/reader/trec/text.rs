//! The text of a document, within its elements and between them.

use super::super::byline::{cut_lead, read_byline, take_byline};
use super::super::fragment::{collapse, is_markup_element, markup_blocks, one_line};
use super::super::given;
use super::super::markup::{Dialect, Scanner, Token};
use super::super::wire_text::wire_blocks;
use crate::article::{Article, Block, BlockKind, Span};

/// Content of an element and where it stands.
pub struct Part<'a> {
    pub text: &'a str,
    pub span: Span,
}

/// Keeps what stands outside of the elements, tags of wrappers left out.
pub fn push_between<'a>(
    text: &'a str,
    from: usize,
    to: usize,
    body_at: usize,
    between: &mut Vec<Part<'a>>,
) {
    let is_blank = text.get(from..to).is_none_or(|text| text.trim().is_empty());
    if !is_blank {
        between.push(Part {
            text: &text[from..to],
            span: Span::new(body_at + from, body_at + to),
        });
    }
}

/// AQUAINT has the byline and notes to editors between `HEADLINE` and `TEXT`; some collections have
/// the text itself beside their elements.
pub fn read_between(between: &[Part<'_>], has_body: bool, article: &mut Article) {
    if !has_body {
        article.blocks.extend(between.iter().flat_map(body_blocks));
        return take_byline(article);
    }
    for part in between {
        let text = without_tags(part.text);
        let mut rest: Vec<&str> = Vec::new();
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let byline = cut_lead(line).and_then(|_| read_byline(line));
            match byline.filter(|byline| !byline.authors.is_empty()) {
                Some(byline) if article.authors.is_empty() => {
                    given::set_authors(article, byline.authors, "trec:byline", part.span);
                }
                _ => rest.push(line),
            }
        }
        let kind = BlockKind::Boilerplate;
        given::push_block(article, kind, collapse(&rest.join(" ")), part.span);
    }
}

/// The Federal Register has its title within the text.
pub fn read_body(part: &Part<'_>, article: &mut Article) {
    let title = part.text.split_once("<DOCTITLE>");
    let title = title.and_then(|(before, rest)| Some((before, rest.split_once("</DOCTITLE>")?)));
    match title.filter(|_| article.headline.is_empty()) {
        Some((before, (title, behind))) => {
            given::set_headline(article, one_line(title), "trec:DOCTITLE", part.span);
            let text = format!("{before}\n\n{behind}");
            let blocks = body_blocks(&Part {
                text: &text,
                span: part.span,
            });
            article.blocks.extend(blocks);
        }
        None => article.blocks.extend(body_blocks(part)),
    }
}

pub fn body_blocks(part: &Part<'_>) -> Vec<Block> {
    let mut blocks = if has_known_elements(part.text) {
        markup_blocks(part.text)
    } else if part.text.contains('<') {
        wire_blocks(&without_tags(part.text), 0)
    } else {
        return wire_blocks(part.text, part.span.start);
    };
    for block in &mut blocks {
        block.span = part.span;
    }
    blocks
}

/// Comments, which the Federal Register is full of, are no markup of paragraphs.
fn has_known_elements(text: &str) -> bool {
    Scanner::new(text, Dialect::Xml).any(|token| match token {
        Token::Open(tag) => is_markup_element(&tag.name.to_ascii_lowercase()),
        Token::Close(name) => is_markup_element(&name.to_ascii_lowercase()),
        Token::Text(_) | Token::Raw(_) | Token::Other(_) => false,
    })
}

/// Tags that mean nothing to us (`<F P=105>`) dropped, lines kept.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for token in Scanner::new(text, Dialect::Xml) {
        if let Token::Text(text) | Token::Raw(text) = token {
            out.push_str(text);
        }
    }
    out
}
