//! Markdown to blocks: headings, lists, quotes, tables, pictures as captions; links are their text.

use std::borrow::Cow;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::super::commonmark::brackets;
use super::super::commonmark::rows::{surplus_cells, words_at_fence};
use super::super::fragment::{block, collapse, markup_blocks};
use super::shortcode;
use crate::article::{Block, BlockKind, Span};

/// Blocks of a text that begins at byte `at` of the file.
///
/// A heading at the top that is the headline, or serves as one, goes into `headline`.
pub fn blocks(text: &str, at: usize, headline: &mut String) -> Vec<Block> {
    let (text, captions) = shortcode::blank(text);
    let hidden = brackets::hide(&text);
    let text = hidden.as_deref().unwrap_or(&text);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_WIKILINKS;
    let mut builder = Builder {
        at,
        source: text,
        has_hidden: hidden.is_some(),
        ..Builder::default()
    };
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        builder.event(event, range.start, range.end);
    }
    builder.end_text();
    let mut blocks = builder.blocks;
    for caption in captions {
        blocks.push(block(BlockKind::Caption, caption));
    }
    take_headline(&mut blocks, builder.first_heading, headline);
    blocks
}

fn take_headline(blocks: &mut Vec<Block>, level: Option<HeadingLevel>, headline: &mut String) {
    let Some(first) = blocks
        .first()
        .filter(|first| first.kind == BlockKind::Subhead)
    else {
        return;
    };
    let serves = headline.is_empty() && level.is_some_and(|level| level <= HeadingLevel::H2);
    if serves {
        headline.clone_from(&first.text);
    }
    if *headline == first.text {
        blocks.remove(0);
    }
}

/// From here on scripts have no spaces between words.
const FIRST_WITHOUT_SPACES: char = '\u{2e80}';

/// Without the marks of notebooks: `==lit==`, `> [!note] Title`.
fn without_marks(text: &str, kind: BlockKind) -> String {
    let text = match text
        .strip_prefix("[!")
        .and_then(|rest| rest.split_once(']'))
    {
        Some((word, rest))
            if kind == BlockKind::Quote && word.chars().all(char::is_alphanumeric) =>
        {
            rest.trim_start_matches(['+', '-', ' '])
        }
        _ => text,
    };
    // Every second piece is lit, if it is closed, has no space at its ends and stands between
    // words: `1==1 and 2==2` is none.
    let is_of_word = |c: char| c.is_alphanumeric() && c < FIRST_WITHOUT_SPACES;
    let pieces: Vec<&str> = text.split("==").collect();
    let mut plain = pieces[0].to_owned();
    let mut at = 1;
    while let Some(piece) = pieces.get(at) {
        let is_closed = |next: &&str| !next.starts_with(is_of_word);
        let is_lit = pieces.get(at + 1).is_some_and(is_closed)
            && !plain.ends_with(is_of_word)
            && !piece.is_empty()
            && !piece.starts_with(['=', ' '])
            && !piece.ends_with(' ');
        if is_lit {
            plain.push_str(piece);
            plain.push_str(pieces[at + 1]);
            at += 2;
        } else {
            plain.push_str("==");
            plain.push_str(piece);
            at += 1;
        }
    }
    plain
}

/// Lines of code however they end: `\r` of old Macintoshes, separators of Unicode.
fn end_lines_alike(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    text.replace(['\r', '\u{2028}', '\u{2029}'], "\n")
}

#[derive(Default)]
struct Builder<'t> {
    at: usize,
    /// What is parsed.
    source: &'t str,
    /// Brackets are hidden in the text.
    has_hidden: bool,
    blocks: Vec<Block>,
    text: String,
    span: Span,
    quotes: usize,
    items: usize,
    is_heading: bool,
    first_heading: Option<HeadingLevel>,
    is_code: bool,
    html: Option<String>,
    /// Text and title of the picture that is open, and how many are open.
    picture: Option<(String, String)>,
    pictures: usize,
    is_embedded: bool,
    row: Option<Vec<String>>,
    /// Where the last cell ended.
    cell_end: usize,
    rows: Vec<String>,
    captions: Vec<Block>,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, start: usize, end: usize) {
        match event {
            Event::Start(tag) => self.start(tag, start, end),
            Event::End(tag) => self.end(tag, end),
            Event::Text(text) | Event::Code(text) => self.push(&text, start, end),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.push(&text, start, end),
            Event::SoftBreak | Event::HardBreak => {
                let space = if self.is_code { "\n" } else { " " };
                self.push(space, start, end);
            }
            Event::Html(html) => {
                let html = self.shown(&html);
                match &mut self.html {
                    Some(whole) => whole.push_str(&html),
                    None => self.blocks.extend(markup_blocks(&html)),
                }
            }
            Event::InlineHtml(html) => {
                let opening = html.as_bytes().get(..3);
                if opening.is_some_and(|tag| tag.eq_ignore_ascii_case(b"<br")) {
                    self.push(" ", start, end);
                }
            }
            Event::Rule => self.end_text(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn shown<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.has_hidden {
            Cow::Owned(brackets::show(text))
        } else {
            Cow::Borrowed(text)
        }
    }

    fn push(&mut self, text: &str, start: usize, end: usize) {
        let text = &*self.shown(text);
        if let Some((alt, _)) = &mut self.picture {
            alt.push_str(text);
            return;
        }
        if self.text.is_empty() {
            self.span.start = self.at + start;
        }
        self.span.end = self.at + end;
        self.text.push_str(text);
    }

    fn start(&mut self, tag: Tag<'_>, start: usize, end: usize) {
        match tag {
            Tag::Paragraph
            | Tag::List(_)
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition => self.end_text(),
            Tag::Heading { level, .. } => {
                self.end_text();
                self.is_heading = true;
                if self.blocks.is_empty() {
                    self.first_heading = Some(level);
                }
            }
            Tag::BlockQuote(_) => {
                self.end_text();
                self.quotes += 1;
            }
            Tag::Item => {
                self.end_text();
                self.items += 1;
            }
            Tag::CodeBlock(kind) => {
                self.end_text();
                self.is_code = true;
                if let CodeBlockKind::Fenced(info) = &kind
                    && let Some(words) = words_at_fence(info)
                {
                    self.push(words, start, end);
                    self.push("\n", start, end);
                }
            }
            Tag::HtmlBlock => {
                self.end_text();
                self.html = Some(String::new());
            }
            Tag::Table(_) => {
                self.end_text();
                self.rows.clear();
                self.span = Span::new(self.at + start, self.at + end);
            }
            Tag::TableHead | Tag::TableRow => self.row = Some(Vec::new()),
            Tag::Image {
                title, link_type, ..
            } => {
                self.pictures += 1;
                if self.pictures == 1 {
                    self.picture = Some((String::new(), title.to_string()));
                    // `![[a.png|300]]` has a file and a width, and no description.
                    self.is_embedded = matches!(link_type, LinkType::WikiLink { .. });
                }
            }
            Tag::TableCell
            | Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd, end: usize) {
        match tag {
            TagEnd::Paragraph => self.end_text(),
            TagEnd::Heading(_) => {
                self.end_text();
                self.is_heading = false;
            }
            TagEnd::BlockQuote(_) => {
                self.end_text();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::Item => {
                self.end_text();
                self.items = self.items.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.end_text();
                self.is_code = false;
            }
            TagEnd::HtmlBlock => {
                let html = self.html.take().unwrap_or_default();
                self.blocks.extend(markup_blocks(&html));
            }
            TagEnd::TableCell => {
                let cell = collapse(&std::mem::take(&mut self.text));
                if let Some(row) = &mut self.row {
                    row.push(cell);
                }
                self.cell_end = end;
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                let mut row = self.row.take().unwrap_or_default();
                let surplus = surplus_cells(self.source, self.cell_end, end);
                row.extend(
                    surplus
                        .into_iter()
                        .map(|cell| self.shown(cell).into_owned()),
                );
                self.rows.push(row.join("\t"));
            }
            TagEnd::Table => {
                let text = std::mem::take(&mut self.rows).join("\n");
                self.give(BlockKind::Table, text);
            }
            TagEnd::Image => {
                self.pictures = self.pictures.saturating_sub(1);
                if self.pictures == 0 {
                    self.end_picture();
                }
            }
            _ => {}
        }
    }

    /// The description of a picture, or else its title, is a caption after the paragraph it is in.
    fn end_picture(&mut self) {
        let Some((alt, title)) = self.picture.take() else {
            return;
        };
        let (alt, title) = (collapse(&alt), collapse(&title));
        let text = if alt.is_empty() { title } else { alt };
        if !text.is_empty() && !self.is_embedded {
            self.captions.push(block(BlockKind::Caption, text));
        }
    }

    fn end_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        let kind = if self.is_heading {
            BlockKind::Subhead
        } else if self.is_code {
            BlockKind::Table
        } else if self.items > 0 {
            BlockKind::ListItem
        } else if self.quotes > 0 {
            BlockKind::Quote
        } else {
            BlockKind::Paragraph
        };
        let text = if self.is_code {
            end_lines_alike(text.trim_end())
        } else {
            without_marks(&collapse(&text), kind)
        };
        self.give(kind, text);
        self.blocks.append(&mut self.captions);
    }

    fn give(&mut self, kind: BlockKind, text: String) {
        if !text.is_empty() {
            let mut whole = block(kind, text);
            whole.span = self.span;
            self.blocks.push(whole);
        }
        self.span = Span::default();
    }
}
