//! Pages that a program turned into Markdown (html2text, Turndown, readers for language models):
//! menus, teasers and all, each link with its address.
//!
//! Links and emphasis become what a reader of the page saw, and every block a line, so that the
//! labeller of scraped text can tell the story from the rest.  Invariants: linear time; the lines are
//! in the order of the text, and their spans do not overlap.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::article::Span;
use crate::reader::commonmark::brackets;
use crate::reader::commonmark::links::{
    Link, are_all_links, is_link, mend_addresses, without_halves,
};
use crate::reader::commonmark::rows::{surplus_cells, words_at_fence};
use crate::reader::fragment::markup_blocks;

use super::line::{Line, Mark};
use wrapped::{is_full, wrap_width};

#[cfg(test)]
mod tests;
mod wrapped;

/// Lines that are only a link, before the first paragraph: the menu of a page.
const MIN_MENU: usize = 5;
/// Bytes that a menu is looked for in.
const MAX_MENU: usize = 64 << 10;
/// Bytes of a line that is a paragraph.
const PARAGRAPH: usize = 160;
/// Bytes of a heading that may have been broken.
const MIN_BROKEN: usize = 50;
/// Words of a picture's description that says something.
const MIN_DESCRIPTION: usize = 4;

/// Whether a Markdown text is a page with its menu: a list of links comes before any paragraph.
pub fn is_page(text: &str) -> bool {
    let mut menu = 0;
    let mut seen = 0;
    for line in text.lines() {
        seen += line.len() + 1;
        let line = line.trim_start_matches([' ', '\t', '*', '-', '+', '#', '>']);
        // A table of contents is no menu.
        if is_link(line) && !line.contains("](#") {
            menu += 1;
        } else if line.len() >= PARAGRAPH && !line.contains("](") {
            break;
        }
        if menu >= MIN_MENU || seen > MAX_MENU {
            break;
        }
    }
    menu >= MIN_MENU
}

/// The lines that a reader of the page saw.
pub fn page_lines(text: &str) -> Vec<Line<'static>> {
    let hidden = brackets::hide(text);
    let mended = mend_addresses(hidden.as_deref().unwrap_or(text));
    let text = mended.as_ref();
    let mut builder = Builder {
        source: text,
        wrapped: wrap_width(text),
        has_hidden: hidden.is_some(),
        ..Builder::default()
    };
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        builder.event(event, range);
    }
    builder.end_line();
    builder.lines
}

/// The number of a list's item, as it is written: `13.`, `2)`.
fn number(source: &str, item: &Range<usize>) -> Option<Range<usize>> {
    let text = &source[item.clone()];
    let start = item.start + (text.len() - text.trim_start().len());
    let digits = source[start..]
        .bytes()
        .take_while(u8::is_ascii_digit)
        .count();
    let end = start + digits + 1;
    (digits > 0 && source[start + digits..].starts_with(['.', ')'])).then_some(start..end)
}

#[derive(Default)]
struct Builder<'t> {
    /// What is parsed, byte for byte as long as the text.
    source: &'t str,
    /// Width of the lines that paragraphs are broken into, if they are, in characters.
    wrapped: Option<usize>,
    /// Brackets are hidden in the text.
    has_hidden: bool,
    lines: Vec<Line<'static>>,
    text: String,
    span: Option<Range<usize>>,
    /// A block ended since the last line.
    is_apart: bool,
    is_code: bool,
    mark: Option<Mark>,
    /// Where the heading before ended, if it may go on.
    heading_end: Option<usize>,
    /// Where the links of the line stand.
    links: Vec<Link>,
    /// The number that a line of a list begins with.
    number: Option<Range<usize>>,
    /// Which of the lists that are open have numbers.
    numbered: Vec<bool>,
    /// Where the last cell of a row ended.
    cell_end: usize,
    html: String,
    /// Description of the picture that is open, and how many are.
    picture: String,
    pictures: usize,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, &range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) if self.is_code => self.code(&text, range),
            Event::Text(text) | Event::Code(text) => self.push(&text, range),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.push(&text, range),
            Event::SoftBreak if self.wrapped.is_some() || self.pictures > 0 => {
                self.push(" ", range)
            }
            Event::SoftBreak | Event::HardBreak => self.end_line(),
            Event::Html(html) => self.html.push_str(&html),
            Event::InlineHtml(html) => {
                let tag = html.as_bytes().get(..3);
                if tag.is_some_and(|tag| tag.eq_ignore_ascii_case(b"<br")) {
                    self.end_line();
                }
            }
            Event::Rule => self.end_block(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            // A heading was broken as a paragraph is.
            Tag::Paragraph if self.heading_end == Some(range.start) => {}
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
            Tag::Link { .. } => self.links.push(Link {
                text: self.text.len()..self.text.len(),
                source: range.clone(),
            }),
            Tag::Image { .. } => {
                self.pictures += 1;
                if self.pictures == 1 {
                    self.picture.clear();
                }
            }
            Tag::Item => {
                self.end_line();
                let is_numbered = self.numbered.last() == Some(&true);
                self.number = is_numbered.then(|| number(self.source, range)).flatten();
            }
            Tag::TableRow | Tag::TableCell => self.end_line(),
            tag => {
                if let Tag::List(first) = tag {
                    self.numbered.push(first.is_some());
                }
                self.end_block();
                self.is_code = matches!(tag, Tag::CodeBlock(_));
                if let Tag::CodeBlock(CodeBlockKind::Fenced(info)) = tag
                    && let Some(words) = words_at_fence(info)
                {
                    self.push(words, range.start..range.start);
                    self.end_line();
                }
                let level = match tag {
                    Tag::Heading { level, .. } => Some(*level),
                    _ => None,
                };
                self.mark = (level == Some(HeadingLevel::H1)).then_some(Mark::Title);
            }
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
            TagEnd::Link => {
                if let Some(link) = self.links.last_mut() {
                    link.text.end = self.text.len();
                }
            }
            TagEnd::Image => {
                self.pictures = self.pictures.saturating_sub(1);
                if self.pictures == 0 {
                    self.end_picture(range);
                }
            }
            TagEnd::Item => {
                self.end_line();
                if let Some(number) = self.number.take() {
                    self.push(&self.source[number.clone()], number);
                    self.end_line();
                }
            }
            TagEnd::TableCell => {
                self.end_line();
                self.cell_end = range.end;
            }
            TagEnd::TableRow => {
                for cell in surplus_cells(self.source, self.cell_end, range.end) {
                    self.push(cell, self.cell_end..range.end);
                    self.end_line();
                }
            }
            TagEnd::Heading(_) if self.text.len() >= MIN_BROKEN && self.is_broken(range.end) => {
                self.heading_end = Some(range.end);
                self.text.push(' ');
            }
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                for block in markup_blocks(&html) {
                    self.push(&block.text, range.clone());
                    self.end_block();
                }
            }
            tag => {
                if matches!(tag, TagEnd::List(_)) {
                    self.numbered.pop();
                }
                self.end_block();
                self.is_code = false;
            }
        }
    }

    /// Whether a line that ends here may go on in the next.
    fn is_broken(&self, end: usize) -> bool {
        let is_full = |width| is_full(self.source, end, width);
        self.wrapped.is_some_and(is_full)
    }

    /// A description is a line of its own, as where a page shows it under the picture.
    fn end_picture(&mut self, range: Range<usize>) {
        let alt = std::mem::take(&mut self.picture);
        if alt.split_whitespace().nth(MIN_DESCRIPTION - 1).is_some() {
            self.end_line();
            let mark = self.mark.replace(Mark::Picture);
            self.push(&alt, range);
            self.end_line();
            self.mark = mark;
        }
    }

    fn code(&mut self, text: &str, range: Range<usize>) {
        let mut at = range.start;
        for line in text.split_inclusive(['\n', '\r']) {
            self.push(line, at..at + line.len());
            self.end_line();
            at += line.len();
        }
    }

    fn push(&mut self, text: &str, range: Range<usize>) {
        if self.pictures > 0 {
            self.picture.push_str(text);
            return;
        }
        let text = if self.has_hidden {
            Cow::Owned(brackets::show(text))
        } else {
            Cow::Borrowed(text)
        };
        self.text.push_str(&text);
        if text.trim().is_empty() {
            return;
        }
        match &mut self.span {
            Some(span) => span.end = span.end.max(range.end),
            None => self.span = Some(range),
        }
    }

    fn end_block(&mut self) {
        self.end_line();
        self.is_apart = true;
        self.mark = None;
        self.heading_end = None;
    }

    fn end_line(&mut self) {
        let mut text = std::mem::take(&mut self.text);
        let links = std::mem::take(&mut self.links);
        let Some(mut span) = self.span.take() else {
            return;
        };
        let number = self.number.take();
        let are_links = are_all_links(&text, &links);
        if are_links && links.len() >= 2 {
            for link in links {
                self.push_line(&text[link.text], &link.source);
            }
        } else {
            // The number of a link in a list is no more than a bullet.
            if let Some(number) = number.filter(|_| !are_links) {
                let digits = &self.source[number.clone()];
                text = format!("{digits} {text}");
                span.start = span.start.min(number.start);
            }
            self.push_line(&text, &span);
        }
    }

    fn push_line(&mut self, text: &str, span: &Range<usize>) {
        let words: Vec<&str> = without_halves(text).split_whitespace().collect();
        if words.is_empty() {
            return;
        }
        let after = self.lines.last().map_or(0, |line| line.span.end);
        let start = span.start.max(after);
        self.lines.push(Line {
            text: Cow::Owned(words.join(" ")),
            span: Span::new(start, span.end.max(start)),
            blanks_before: u32::from(self.is_apart && !self.lines.is_empty()),
            indent: 0,
            starts_page: false,
            mark: self.mark,
        });
        self.is_apart = false;
    }
}
