//! One pass over a page, from markup to `Page`.
//!
//! Not a conforming parser: it keeps a stack of open elements with the usual implied ends, which is
//! all that dividing text needs, in linear time and bounded memory.  Scripts, styles and templates
//! are no text; everything else is in exactly one block.

use super::address::saved_from;
use super::elements::{
    Capture, ElementKind, attribute_marks, capture_of, capture_of_link, is_right, is_unseen,
    kind_of,
};
use super::marks::{Mark, of_name};
use super::page::{ArticleElement, BlockTag, Element, Page, PageBlock, cut};
use super::stack::{MAX_STACK, Open, Stack};
use crate::article::Span;
use crate::reader::fragment::collapse;
use crate::reader::markup::{Dialect, Scanner, Tag, Token, attributes};
use crate::reader::references::decode_references;
use capture::BREAK;
use style::Styles;

/// Scripts shorter than this hold no article.
const LEAST_SCRIPT: usize = 500;

/// Scans a page.
pub fn scan(text: &str) -> Page<'_> {
    let mut builder = Builder::new(text);
    let mut scanner = Scanner::new(text, Dialect::Html);
    loop {
        let at = scanner.position();
        let Some(token) = scanner.next() else { break };
        builder.token(token, at, scanner.position());
    }
    builder.finish()
}

struct Builder<'a> {
    source: &'a str,
    page: Page<'a>,
    stack: Stack<'a>,
    /// Text of the block that is being collected, with references decoded.
    text: String,
    start: Option<usize>,
    end: usize,
    styles: Styles,
    /// Number of open elements whose text is dropped.
    dropped: usize,
    /// Number of open inline elements that only programs read out.
    unseen: usize,
    line_breaks: usize,
    /// Everything that was text, for captures.
    spoken: String,
    /// What the next raw token is.
    raw: Raw,
    /// Byte range of the tag that is being read.
    tag: Span,
    /// The token before was an end tag.
    is_after_close: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Raw {
    None,
    Title,
    JsonLd,
    Script,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str) -> Self {
        let mut page = Page::default();
        page.elements.push(Element {
            parent: 0,
            paragraph_chars: 0,
            chars: 0,
            link_chars: 0,
            is_right: false,
        });
        Self {
            source,
            page,
            stack: Stack::default(),
            text: String::new(),
            start: None,
            end: 0,
            styles: Styles::default(),
            dropped: 0,
            unseen: 0,
            line_breaks: 0,
            spoken: String::new(),
            raw: Raw::None,
            tag: Span::default(),
            is_after_close: false,
        }
    }

    fn token(&mut self, token: Token<'a>, at: usize, next: usize) {
        self.tag = Span::new(at, next);
        match token {
            Token::Text(text) => self.text_run(&decode_references(text), at, next),
            Token::Raw(text) => match self.raw {
                Raw::JsonLd => self.page.json_ld.push(text),
                Raw::Script if text.len() >= LEAST_SCRIPT => self.page.scripts.push(text),
                Raw::Title if self.page.title.is_empty() => {
                    self.page.title = collapse(&decode_references(text));
                }
                _ => {}
            },
            Token::Open(tag) => self.open(tag),
            Token::Close(name) => self.close(name),
            Token::Other(comment) => {
                if self.page.saved_from.is_none() {
                    self.page.saved_from = saved_from(comment);
                }
            }
        }
        if !matches!(token, Token::Open(_)) {
            self.raw = Raw::None;
        }
        self.is_after_close = matches!(token, Token::Close(_));
    }

    fn text_run(&mut self, text: &str, at: usize, next: usize) {
        if self.dropped > 0 {
            return;
        }
        let is_blank = text.trim().is_empty();
        // At the beginning it may be the label of what is seen: "By", "Image source".
        if self.unseen > 0 && !self.text.trim().is_empty() {
            return;
        }
        if self.line_breaks > 0 && !is_blank {
            // One break within a long finished sentence divides paragraphs as two do.
            let finished = self
                .text
                .trim_end()
                .ends_with(['.', '!', '?', '”', '"', '»', '。']);
            if self.line_breaks >= 2 || (finished && self.text.len() > 160) {
                self.flush();
            } else {
                self.text.push(BREAK);
            }
            self.line_breaks = 0;
        }
        if !is_blank {
            self.start.get_or_insert(at);
            self.end = next;
            let chars = text.chars().filter(|c| !c.is_whitespace()).count();
            self.styles.count(chars);
        }
        self.text.push_str(text);
        self.spoken.push_str(text);
    }

    /// Ends the block that is being collected.
    fn flush(&mut self) {
        self.line_breaks = 0;
        let text = collapse(&self.text);
        let first = self.text.trim_start().find(BREAK);
        let first_line = first.map_or(text.len(), |end| {
            collapse(&self.text.trim_start()[..end]).len()
        });
        self.text.clear();
        let styled = self.styles.take();
        let Some(start) = self.start.take() else {
            return;
        };
        if text.is_empty() {
            return;
        }
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        let (tag, own_marks, element) = self.stack.holder();
        let marks = self.stack.marks();
        self.page.elements[element].chars += chars;
        self.page.elements[element].link_chars += styled.link;
        self.page.blocks.push(PageBlock {
            text,
            first_line,
            span: Span::new(start, self.end),
            chars,
            link_chars: styled.link,
            tag,
            marks,
            own_marks,
            element,
            depth: self.stack.len(),
            is_strong: styled.strong * 10 >= chars * 9,
            is_italic: styled.italic * 10 >= chars * 9,
            is_right: self.page.elements[element].is_right,
        });
    }

    /// Whether the block that is being collected is a credit already.
    fn is_in_credit(&self) -> bool {
        let (tag, own_marks, _) = self.stack.holder();
        tag == BlockTag::Caption && own_marks.has(Mark::Credit)
    }

    fn open(&mut self, tag: Tag<'a>) {
        let kind = kind_of(tag.name);
        self.spoken.push(' ');
        match kind {
            ElementKind::Void => return self.void(&tag),
            ElementKind::Dropped => {
                // Pictures within the page have titles too.
                if tag.name.eq_ignore_ascii_case("title") && self.dropped == 0 {
                    self.raw = Raw::Title;
                } else if tag.name.eq_ignore_ascii_case("script") {
                    let kind = tag
                        .attribute("type")
                        .unwrap_or_default()
                        .to_ascii_lowercase();
                    self.raw = if kind.contains("ld+json") {
                        Raw::JsonLd
                    } else {
                        Raw::Script
                    };
                }
            }
            ElementKind::Block(_) => {
                self.flush();
                if let Some(ended) = self.stack.ended_by_open(tag.name) {
                    self.pop_to(ended, self.tag.start);
                }
            }
            ElementKind::Inline => {}
        }
        if tag.is_empty || self.stack.len() >= MAX_STACK {
            return;
        }
        let mut own = of_name(&tag.name.to_ascii_lowercase());
        let mut capture = None;
        let (mut hides, mut is_right_aligned) = (false, false);
        for (name, value) in attributes(tag.attributes) {
            hides |= is_unseen(name, value);
            is_right_aligned |= is_right(name, value);
            own = own.join(attribute_marks(name, value));
            if name.eq_ignore_ascii_case("itemtype") && self.page.item_types.len() < 100 {
                let last = value.trim().rsplit('/').next().unwrap_or_default();
                self.page.item_types.push(cut(last, 60).to_owned());
            }
            if capture.is_none() {
                capture = capture_of(tag.name, name, value);
            }
        }
        capture = capture.or_else(|| capture_of_link(&tag));
        // The credit stands inside the caption but is not part of it.
        let around = self.stack.marks();
        let in_caption = around.has(Mark::FigCaption) || around.has(Mark::Caption);
        let is_inline = kind == ElementKind::Inline;
        let kind = if is_inline && own.has(Mark::Credit) && in_caption && !self.is_in_credit() {
            self.flush();
            ElementKind::Block(BlockTag::Caption)
        } else if hides && matches!(kind, ElementKind::Block(BlockTag::Paragraph)) {
            ElementKind::Dropped
        } else {
            kind
        };
        let is_unseen = hides && kind == ElementKind::Inline;
        if in_caption && is_inline && self.is_after_close && !self.text.is_empty() {
            // Parts of a caption that only styles keep apart: "The dam.Ann Roe".
            self.text.push(' ');
        }
        if tag.name.eq_ignore_ascii_case("html") {
            self.page.language = tag
                .attribute("lang")
                .map(|value| value.trim().to_owned())
                .filter(|value| !value.is_empty());
        }
        if let Some(property) = tag.attribute("itemprop")
            && let Some(content) = tag
                .attribute("content")
                .or_else(|| tag.attribute("datetime"))
        {
            self.page
                .properties
                .push((property.to_ascii_lowercase(), collapse(&content)));
        }
        if tag.name.eq_ignore_ascii_case("time") {
            let value = |name| tag.attribute(name).map(|value| collapse(&value));
            capture = Some(Capture::Time(
                value("datetime").unwrap_or_default(),
                value("class").unwrap_or_default().to_ascii_lowercase(),
            ));
        }
        let article = tag.name.eq_ignore_ascii_case("article").then(|| {
            let blocks = self.page.blocks.len();
            self.page.articles.push(ArticleElement {
                span: self.tag,
                blocks: blocks..blocks,
            });
            self.page.articles.len() - 1
        });
        self.dropped += usize::from(kind == ElementKind::Dropped);
        self.unseen += usize::from(is_unseen);
        self.styles.open(tag.name);
        let around = self.stack.last();
        let marks = around.map_or(own, |open| open.marks.join(own));
        let parent = around.map_or(0, |open| open.element);
        let element = if matches!(kind, ElementKind::Block(_)) {
            self.page.elements.push(Element {
                parent,
                paragraph_chars: 0,
                chars: 0,
                link_chars: 0,
                is_right: is_right_aligned || self.page.elements[parent].is_right,
            });
            self.page.elements.len() - 1
        } else {
            parent
        };
        self.stack.push(Open {
            name: tag.name,
            kind,
            marks,
            own_marks: own,
            element,
            article,
            is_unseen,
            capture: capture.map(|capture| (capture, self.spoken.len())),
        });
    }

    fn close(&mut self, name: &'a str) {
        self.spoken.push(' ');
        let kind = kind_of(name);
        if name.eq_ignore_ascii_case("br") {
            self.break_line();
            return;
        }
        let is_credit = self.stack.last().is_some_and(|open| {
            open.kind == ElementKind::Block(BlockTag::Caption)
                && open.name.eq_ignore_ascii_case(name)
        });
        if matches!(kind, ElementKind::Block(_)) || is_credit {
            self.flush();
        }
        // An article that the end of another element ends does not hold its tag.
        let is_own = name.eq_ignore_ascii_case("article");
        let end = if is_own { self.tag.end } else { self.tag.start };
        if let Some(ended) = self.stack.ended_by_close(name, kind) {
            self.pop_to(ended, end);
        }
    }

    /// Closes all but `len` elements; they end at byte `end`.
    fn pop_to(&mut self, len: usize, end: usize) {
        while let Some(open) = self.stack.pop_above(len) {
            self.dropped -= usize::from(open.kind == ElementKind::Dropped);
            self.unseen -= usize::from(open.is_unseen);
            self.styles.close(open.name);
            if let Some(article) = open.article {
                let article = &mut self.page.articles[article];
                article.span.end = end;
                article.blocks.end = self.page.blocks.len();
            }
            let Some((capture, from)) = open.capture else {
                continue;
            };
            self.keep(capture, from, open.marks);
        }
    }

    fn finish(mut self) -> Page<'a> {
        self.flush();
        self.pop_to(0, self.source.len());
        debug_assert!(self.end <= self.source.len());
        self.page.add_up();
        self.page
    }
}

mod capture;
mod head;
mod style;
#[cfg(test)]
mod tests;
