//! One pass over a page, from markup to `Page`.
//!
//! Not a conforming parser: it keeps a stack of open elements with the usual implied ends, which is
//! all that dividing text needs, in linear time and bounded memory.  Scripts, styles and templates
//! are no text; everything else is in exactly one block.

use super::elements::{
    Capture, ElementKind, capture_of, is_heading, is_hiding, is_strong, kind_of,
};
use super::marks::{Mark, Marks, of_name, of_words};
use super::page::{BlockTag, Element, Page, PageBlock, TimeElement, cut};
use crate::article::Span;
use crate::reader::fragment::collapse;
use crate::reader::markup::{Dialect, Scanner, Tag, Token, attributes};
use crate::reader::references::decode_references;

/// Scripts shorter than this hold no article.
const LEAST_SCRIPT: usize = 1500;

/// Elements kept on the stack; deeper ones are not told apart.
const MAX_STACK: usize = 600;

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

/// An open element.
struct Open<'a> {
    name: &'a str,
    kind: ElementKind,
    /// Marks of everything around, this one included.
    marks: Marks,
    own_marks: Marks,
    /// Index in `Page::elements` of this or the nearest block element.
    element: usize,
    /// What its text is collected for.
    capture: Option<(Capture, usize)>,
}

struct Builder<'a> {
    source: &'a str,
    page: Page<'a>,
    stack: Vec<Open<'a>>,
    /// Text of the block that is being collected, with references decoded.
    text: String,
    start: Option<usize>,
    end: usize,
    link_chars: usize,
    strong_chars: usize,
    /// Number of open elements whose text is dropped, of `<a>`, and of `<b>` or `<strong>`.
    dropped: usize,
    links: usize,
    strongs: usize,
    line_breaks: usize,
    /// Everything that was text, for captures.
    spoken: String,
    /// What the next raw token is.
    raw: Raw,
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
        });
        Self {
            source,
            page,
            stack: Vec::new(),
            text: String::new(),
            start: None,
            end: 0,
            link_chars: 0,
            strong_chars: 0,
            dropped: 0,
            links: 0,
            strongs: 0,
            line_breaks: 0,
            spoken: String::new(),
            raw: Raw::None,
        }
    }

    fn token(&mut self, token: Token<'a>, at: usize, next: usize) {
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
            Token::Other(_) => {}
        }
        if !matches!(token, Token::Open(_)) {
            self.raw = Raw::None;
        }
    }

    fn text_run(&mut self, text: &str, at: usize, next: usize) {
        if self.dropped > 0 {
            return;
        }
        let is_blank = text.trim().is_empty();
        if self.line_breaks > 0 && !is_blank {
            // One break within a long finished sentence divides paragraphs as two do.
            let finished = self
                .text
                .trim_end()
                .ends_with(['.', '!', '?', '”', '"', '»', '。']);
            if self.line_breaks >= 2 || (finished && self.text.len() > 160) {
                self.flush();
            } else {
                self.text.push('\n');
            }
            self.line_breaks = 0;
        }
        if !is_blank {
            self.start.get_or_insert(at);
            self.end = next;
            let chars = text.chars().filter(|c| !c.is_whitespace()).count();
            if self.links > 0 {
                self.link_chars += chars;
            }
            if self.strongs > 0 {
                self.strong_chars += chars;
            }
        }
        self.text.push_str(text);
        self.spoken.push_str(text);
    }

    /// Ends the block that is being collected.
    fn flush(&mut self) {
        self.line_breaks = 0;
        let text = collapse(&self.text);
        self.text.clear();
        let link_chars = std::mem::take(&mut self.link_chars);
        let strong_chars = std::mem::take(&mut self.strong_chars);
        let Some(start) = self.start.take() else {
            return;
        };
        if text.is_empty() {
            return;
        }
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        let holder = self.stack.iter().rev().find_map(|open| match open.kind {
            ElementKind::Block(tag) => Some((tag, open.own_marks, open.element)),
            _ => None,
        });
        let (tag, own_marks, element) = holder.unwrap_or((BlockTag::Division, Marks::default(), 0));
        let marks = self
            .stack
            .last()
            .map_or(Marks::default(), |open| open.marks);
        self.page.elements[element].chars += chars;
        self.page.elements[element].link_chars += link_chars;
        self.page.blocks.push(PageBlock {
            text,
            span: Span::new(start, self.end),
            chars,
            link_chars,
            tag,
            marks,
            own_marks,
            element,
            depth: self.stack.len(),
            is_strong: strong_chars * 10 >= chars * 9,
        });
    }

    fn open(&mut self, tag: Tag<'a>) {
        let kind = kind_of(tag.name);
        self.spoken.push(' ');
        match kind {
            ElementKind::Void => return self.void(&tag),
            ElementKind::Dropped => {
                if tag.name.eq_ignore_ascii_case("title") {
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
                self.close_implied(tag.name);
            }
            ElementKind::Inline => {}
        }
        if tag.is_empty || self.stack.len() >= MAX_STACK {
            return;
        }
        let mut own = of_name(&tag.name.to_ascii_lowercase());
        let mut capture = None;
        for (name, value) in attributes(tag.attributes) {
            own = own.join(self.attribute_marks(name, value));
            if name.eq_ignore_ascii_case("itemtype") && self.page.item_types.len() < 100 {
                let last = value.trim().rsplit('/').next().unwrap_or_default();
                self.page.item_types.push(cut(last, 60).to_owned());
            }
            if capture.is_none() {
                capture = capture_of(tag.name, name, value);
            }
        }
        // The credit stands inside the caption but is not part of it.
        let around = self
            .stack
            .last()
            .map_or(Marks::default(), |open| open.marks);
        let in_caption = around.has(Mark::FigCaption) || around.has(Mark::Caption);
        let kind = if kind == ElementKind::Inline && own.has(Mark::Credit) && in_caption {
            self.flush();
            ElementKind::Block(BlockTag::Caption)
        } else {
            kind
        };
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
            capture = Some(Capture::Time(
                tag.attribute("datetime")
                    .map(|value| collapse(&value))
                    .unwrap_or_default(),
            ));
        }
        self.dropped += usize::from(kind == ElementKind::Dropped);
        self.links += usize::from(own.has(Mark::Link));
        self.strongs += usize::from(is_strong(tag.name));
        let around = self.stack.last();
        let marks = around.map_or(own, |open| open.marks.join(own));
        let parent = around.map_or(0, |open| open.element);
        let element = if matches!(kind, ElementKind::Block(_)) {
            self.page.elements.push(Element {
                parent,
                paragraph_chars: 0,
                chars: 0,
                link_chars: 0,
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
            capture: capture.map(|capture| (capture, self.spoken.len())),
        });
    }

    fn attribute_marks(&self, name: &str, value: &str) -> Marks {
        let is_named = [
            "class",
            "id",
            "role",
            "itemprop",
            "itemtype",
            "aria-label",
            "data-component",
            "data-testid",
            "data-type",
            "data-block",
            "data-module",
            "data-qa",
            "data-area",
        ]
        .iter()
        .any(|known| name.eq_ignore_ascii_case(known));
        if is_named {
            return of_words(value);
        }
        let is_hidden = name.eq_ignore_ascii_case("hidden")
            || (name.eq_ignore_ascii_case("aria-hidden") && value.eq_ignore_ascii_case("true"))
            || (name.eq_ignore_ascii_case("style") && is_hiding(value));
        if is_hidden {
            Marks::default().with(Mark::Hidden)
        } else {
            Marks::default()
        }
    }

    /// An element without content.
    fn void(&mut self, tag: &Tag<'a>) {
        match tag.name.to_ascii_lowercase().as_str() {
            "br" => self.line_breaks += 1,
            "hr" => self.flush(),
            "meta" => {
                let content = tag.attribute("content").or_else(|| tag.attribute("value"));
                let Some(content) = content
                    .map(|value| collapse(&value))
                    .filter(|value| !value.is_empty())
                else {
                    return;
                };
                for name in ["property", "name", "itemprop", "http-equiv"] {
                    let names = tag.attribute(name).unwrap_or_default().to_ascii_lowercase();
                    // "og:title twitter:title" is two names.
                    for name in names.split_whitespace() {
                        self.page.metas.push((name.to_owned(), content.clone()));
                    }
                }
            }
            "link" => {
                let rel = tag
                    .attribute("rel")
                    .unwrap_or_default()
                    .to_ascii_lowercase();
                if self.page.canonical.is_none()
                    && rel.split_whitespace().any(|word| word == "canonical")
                {
                    self.page.canonical = tag.attribute("href").map(|href| href.trim().to_owned());
                }
            }
            _ => {}
        }
    }

    /// Ends the elements that a new block element ends: `<p>` by any, `<li>` by `<li>`.
    fn close_implied(&mut self, name: &str) {
        let same = |a: &str, b: &[&str]| b.iter().any(|b| a.eq_ignore_ascii_case(b));
        let groups: &[(&[&str], &[&str])] = &[
            (&["li"], &["ul", "ol", "menu"]),
            (&["dt", "dd"], &["dl"]),
            (&["td", "th"], &["tr", "table"]),
            (&["tr"], &["table", "tbody", "thead"]),
            (&["option"], &["select"]),
        ];
        // Only the elements near the top can be ended so.
        let near = self.stack.len().saturating_sub(12);
        let mut cut = None;
        for (i, open) in self.stack.iter().enumerate().skip(near).rev() {
            if open.name.eq_ignore_ascii_case("p") || (is_heading(open.name) && is_heading(name)) {
                cut = Some(i);
                break;
            }
            let group = groups.iter().find(|(members, _)| same(name, members));
            match group {
                Some((members, _)) if same(open.name, members) => {
                    cut = Some(i);
                    break;
                }
                Some((_, holders)) if same(open.name, holders) => break,
                Some(_) => {}
                None if matches!(open.kind, ElementKind::Block(_)) => break,
                None => {}
            }
        }
        if let Some(cut) = cut {
            self.pop_to(cut);
        }
    }

    fn close(&mut self, name: &'a str) {
        self.spoken.push(' ');
        let kind = kind_of(name);
        if name.eq_ignore_ascii_case("br") {
            self.line_breaks += 1;
            return;
        }
        let is_credit = self.stack.last().is_some_and(|open| {
            open.kind == ElementKind::Block(BlockTag::Caption)
                && open.name.eq_ignore_ascii_case(name)
        });
        if matches!(kind, ElementKind::Block(_)) || is_credit {
            self.flush();
        }
        let is_block = kind != ElementKind::Inline;
        for i in (0..self.stack.len()).rev() {
            if self.stack[i].name.eq_ignore_ascii_case(name) {
                self.pop_to(i);
                return;
            }
            // A stray inline end tag ends no block; a block end tag ends what is inside, but a
            // cell or a list does not end the table or list around it.
            let other = self.stack[i].kind;
            if !is_block && matches!(other, ElementKind::Block(_)) {
                return;
            }
        }
    }

    fn pop_to(&mut self, len: usize) {
        while self.stack.len() > len {
            let Some(open) = self.stack.pop() else { return };
            self.dropped -= usize::from(open.kind == ElementKind::Dropped);
            self.links -= usize::from(open.own_marks.has(Mark::Link));
            self.strongs -= usize::from(is_strong(open.name));
            let Some((capture, from)) = open.capture else {
                continue;
            };
            let text = collapse(cut(&self.spoken[from..], 1000));
            match capture {
                Capture::Time(datetime) => self.page.times.push(TimeElement {
                    datetime,
                    text,
                    marks: open.marks,
                    span: Span::new(self.start.unwrap_or(self.end), self.end),
                }),
                Capture::Author(how) if !text.is_empty() => self.page.authors.push((how, text)),
                Capture::Property(name) if !text.is_empty() => {
                    self.page.properties.push((name, text))
                }
                Capture::Author(_) | Capture::Property(_) => {}
            }
        }
    }

    fn finish(mut self) -> Page<'a> {
        self.flush();
        self.pop_to(0);
        debug_assert!(self.end <= self.source.len());
        let page = &mut self.page;
        for block in &page.blocks {
            if block.tag == BlockTag::Paragraph {
                // The parent of the paragraph, which gathers its siblings.
                let parent = page.elements[block.element].parent;
                page.elements[parent].paragraph_chars += block.chars;
            }
        }
        // Children follow their parents, so one pass backwards adds everything up.
        for i in (1..page.elements.len()).rev() {
            let (chars, links) = (page.elements[i].chars, page.elements[i].link_chars);
            let parent = page.elements[i].parent;
            page.elements[parent].chars += chars;
            page.elements[parent].link_chars += links;
        }
        self.page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(html: &str) -> Vec<String> {
        scan(html)
            .blocks
            .iter()
            .map(|block| format!("{:?} {}", block.tag, block.text))
            .collect()
    }

    #[test]
    fn text_is_divided_at_block_elements() {
        assert_eq!(
            blocks(
                "<body><h1>A <b>b</b></h1>x<p>one<p>two<br>still <a href=x>two</a><div>three</div>four</body>"
            ),
            [
                "Heading(1) A b",
                "Division x",
                "Paragraph one",
                "Paragraph two still two",
                "Division three",
                "Division four"
            ]
        );
        assert_eq!(
            blocks("<ul><li>a<li>b<ul><li>c</ul>d</ul><table><tr><td>e<td>f</table>"),
            [
                "ListItem a",
                "ListItem b",
                "ListItem c",
                "ListItem d",
                "Cell e",
                "Cell f"
            ]
        );
        assert_eq!(
            blocks("<div>a</span></b>b</div><script>no</script><noscript>no</noscript>c"),
            ["Division ab", "Division c"]
        );
    }

    #[test]
    fn marks_links_and_spans_of_a_block() {
        let html =
            "<article><div class=related><p>See <a href=x>the &amp; link</a></p></div></article>";
        let page = scan(html);
        let block = &page.blocks[0];
        assert!(block.marks.has(Mark::Article) && block.marks.has(Mark::Related));
        assert_eq!((block.chars, block.link_chars), (11, 8));
        assert_eq!(&html[block.span.range()], "See <a href=x>the &amp; link");
    }

    #[test]
    fn head_and_attributes() {
        let page = scan(
            "<html lang=en><head><title>T &amp; U</title><meta property='og:title' content='O'>\
             <link rel=canonical href=https://x.example/a><script type='application/ld+json'>{}</script></head>\
             <body><span class='byline'>By <a rel=author>Ann Roe</a></span><time datetime='2026-01-13'>Tue</time>",
        );
        assert_eq!(page.title, "T & U");
        assert_eq!(page.metas, [("og:title".to_owned(), "O".to_owned())]);
        assert_eq!(page.canonical.as_deref(), Some("https://x.example/a"));
        assert_eq!(page.json_ld, ["{}"]);
        assert_eq!(page.language.as_deref(), Some("en"));
        assert_eq!(
            page.authors,
            [
                ("rel", "Ann Roe".to_owned()),
                ("class", "By Ann Roe".to_owned())
            ]
        );
        assert_eq!(
            (page.times[0].datetime.as_str(), page.times[0].text.as_str()),
            ("2026-01-13", "Tue")
        );
    }
}
