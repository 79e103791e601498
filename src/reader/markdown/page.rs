//! Pages that a program turned into Markdown (html2text, Turndown, readers for language models):
//! menus, teasers and all, each link with its address.
//!
//! Links and emphasis become what a reader of the page saw, and every block a line, so that the
//! labeller of scraped text can tell the story from the rest.  Invariants: linear time; the lines are
//! in the order of the text, and their spans do not overlap.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::article::Span;
use crate::reader::fragment::markup_blocks;
use crate::reader::plain_text::line::{Line, Mark};

use super::brackets;
use super::links::{is_link, mend_addresses, without_halves};

/// Lines that are only a link, before the first paragraph: the menu of a page.
const MIN_MENU: usize = 5;
/// Bytes that a menu is looked for in.
const MAX_MENU: usize = 64 << 10;
/// Bytes of a line that is a paragraph.
const PARAGRAPH: usize = 160;
/// Widest line of a text with lines of one width, characters.
const MAX_WIDTH: usize = 110;
/// Words of a line that may be one of a paragraph.
const MIN_WORDS: usize = 8;
/// Of a wrapped text at most one byte in this many stands in wider lines.
const WIDE_SHARE: usize = 5;
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
        if is_link(line) {
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
        is_wrapped: is_wrapped(text),
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

/// Whether paragraphs are broken into lines of one width; links do not count, they may stay whole.
fn is_wrapped(text: &str) -> bool {
    let (mut all, mut wide) = (0, 0);
    let has_words = |line: &&str| line.split(' ').nth(MIN_WORDS - 1).is_some();
    let is_link = |line: &&str| line.contains("](");
    for line in text
        .lines()
        .filter(|line| has_words(line) && !is_link(line))
    {
        all += line.len();
        if line.len() > MAX_WIDTH && line.chars().nth(MAX_WIDTH).is_some() {
            wide += line.len();
        }
    }
    wide * WIDE_SHARE <= all
}

#[derive(Default)]
struct Builder {
    is_wrapped: bool,
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
    /// Where the links of the line stand in its text.
    links: Vec<Range<usize>>,
    html: String,
    /// Description of the picture that is open, and how many are.
    picture: String,
    pictures: usize,
}

impl Builder {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag, &range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) if self.is_code => self.code(&text, range),
            Event::Text(text) | Event::Code(text) => self.push(&text, range),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.push(&text, range),
            Event::SoftBreak if self.is_wrapped || self.pictures > 0 => self.push(" ", range),
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
            Tag::Link { .. } => self.links.push(self.text.len()..self.text.len()),
            Tag::Image { .. } => {
                self.pictures += 1;
                if self.pictures == 1 {
                    self.picture.clear();
                }
            }
            Tag::Item | Tag::TableRow | Tag::TableCell => self.end_line(),
            tag => {
                self.end_block();
                self.is_code = matches!(tag, Tag::CodeBlock(_));
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
                    link.end = self.text.len();
                }
            }
            TagEnd::Image => {
                self.pictures = self.pictures.saturating_sub(1);
                if self.pictures == 0 {
                    self.end_picture(range);
                }
            }
            TagEnd::Item | TagEnd::TableRow | TagEnd::TableCell => self.end_line(),
            TagEnd::Heading(_) if self.is_wrapped && self.text.len() >= MIN_BROKEN => {
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
            _ => {
                self.end_block();
                self.is_code = false;
            }
        }
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
        let text = std::mem::take(&mut self.text);
        let links = std::mem::take(&mut self.links);
        let Some(span) = self.span.take() else {
            return;
        };
        if is_row_of_links(&text, &links) {
            for link in links {
                self.push_line(&text[link], &span);
            }
        } else {
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

/// Several links with nothing but marks between them: a menu in one line, a section over a title.
fn is_row_of_links(text: &str, links: &[Range<usize>]) -> bool {
    let mut at = 0;
    let is_bare = |between: &str| !between.contains(char::is_alphanumeric);
    let only_links = links.iter().all(|link| {
        let between = text.get(at..link.start).unwrap_or_default();
        at = link.end;
        is_bare(between)
    });
    links.len() >= 2 && only_links && is_bare(text.get(at..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let lines = page_lines(text);
        let texts: Vec<&str> = lines.iter().map(|line| line.text.as_ref()).collect();
        assert_eq!(texts, expected);
        let mut end = 0;
        for line in &lines {
            assert!(line.span.start >= end && line.span.end >= line.span.start);
            assert!(text.is_char_boundary(line.span.start) && text.is_char_boundary(line.span.end));
            end = line.span.end;
        }
    }

    #[test]
    fn links_are_their_text_and_every_block_is_a_line() {
        check(
            "[Skip](#main)\n\n  * [News](/news)\n  * [Sport](/sport \"All sport\")\n\n\
             [World](/world) [ Ferry sinks ](/ferry)\n\n# Ferry _sinks_ off Norrby\n\n\
             ![A ferry lies in the harbour](/a.jpg)![logo](/l.png) Photo: Ann Loe\n\n\
             The [minister](/m) said \\- on Monday.  \nA line of its own.\n\n> “It was **old**.”\n\n\
             | a | b |\n|---|---|\n| c | d |\n",
            &[
                "Skip",
                "News",
                "Sport",
                "World",
                "Ferry sinks",
                "Ferry sinks off Norrby",
                "A ferry lies in the harbour",
                "Photo: Ann Loe",
                "The minister said - on Monday.",
                "A line of its own.",
                "“It was old.”",
                "a",
                "b",
                "c",
                "d",
            ],
        );
    }

    #[test]
    fn broken_lines_headings_and_addresses_are_joined() {
        check(
            "[News](/news/of-the-\nsund/today) and [Sport](/sport?title=All the sport)\n\n\
             # The oldest ferry of the Sund has gone down in the harbour of\nNorrby\n\n\
             The oldest ferry of the Sund went down on Monday night, and nobody was\nhurt, said the\n\
             captain.\n",
            &[
                "News and Sport",
                "The oldest ferry of the Sund has gone down in the harbour of Norrby",
                "The oldest ferry of the Sund went down on Monday night, and nobody was hurt, said \
                 the captain.",
            ],
        );
        // Where paragraphs are long lines, a line end is one.
        let long = "The oldest ferry of the Sund went down on Monday night. ".repeat(5);
        let text = format!("{long}\nSecond line\n");
        assert_eq!(page_lines(&text).len(), 2);
    }

    #[test]
    fn halves_of_links_around_blocks_are_no_text() {
        check(
            "[\n\n### Gulls leave\n\n](/gulls)\n\n](/a)](/b) Bakers win [\n\n](not an address)\n",
            &["Gulls leave", "Bakers win", "](not an address)"],
        );
    }

    #[test]
    fn the_first_level_is_marked_and_nothing_else() {
        let lines = page_lines("# Ferry sinks\n\n## A subhead\n\nText\n");
        let marks: Vec<Option<Mark>> = lines.iter().map(|line| line.mark).collect();
        assert_eq!(marks, [Some(Mark::Title), None, None]);
    }

    #[test]
    fn pages_are_told_from_notes_and_texts() {
        let menu = "* [News](/n)\n".repeat(5);
        let paragraph = "word ".repeat(50);
        assert!(is_page(&format!("{menu}\n{paragraph}")));
        assert!(!is_page(&format!("{paragraph}\n{menu}")));
        assert!(!is_page(&format!("# Notes\n\n[one](/a)\n\n{paragraph}")));
    }

    #[test]
    fn hostile_marks_take_linear_time() {
        for text in [
            "](http".repeat(100_000),
            "[](http://a b)".repeat(50_000),
            "[[](/".repeat(100_000),
            "![".repeat(100_000),
            "# \n".repeat(100_000),
        ] {
            page_lines(&text);
        }
    }
}
