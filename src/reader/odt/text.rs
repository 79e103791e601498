//! The text of an OpenDocument file: paragraphs, lists, tables, notes, text boxes.
//!
//! One pass over the tags of `styles.xml`, `content.xml` or a flat file, without a tree.  The
//! prefixes are those that every program writes.  Deleted text stands apart from the text in this
//! format, and is passed over with its list.

use super::styles::Styles;
use crate::reader::markup::Tag;
use crate::reader::office::{Composer, Elements, Flow, LeftOut, Look, Role, Tally, walk};

/// Elements that hold no text of the document.
const WITHOUT_TEXT: &[&str] = &[
    "text:tracked-changes",
    "office:annotation",
    "office:forms",
    "office:binary-data",
    "office:meta",
    "office:scripts",
    "office:settings",
    "text:note-citation",
    "text:placeholder",
    "text:ruby-text",
    "text:sequence-decls",
    "text:variable-decls",
    "text:user-field-decls",
    "text:dde-connection-decls",
    "text:table-of-content-source",
    "text:alphabetical-index-source",
    "text:illustration-index-source",
    "text:table-index-source",
    "text:bibliography-source",
    "text:user-index-source",
    "svg:title",
    "svg:desc",
    "math:math",
];

/// Tables of contents and the like.
const CONTENTS: &[&str] = &[
    "text:table-of-content",
    "text:alphabetical-index",
    "text:illustration-index",
    "text:table-index",
    "text:user-index",
];

/// What is known while the files of a document are read.
#[derive(Default)]
pub struct OpenText {
    pub composer: Composer,
    pub styles: Styles,
    pub languages: Tally,
    left_out: LeftOut,
    /// In the text, or in a header or a footer.
    in_text: usize,
    /// Open paragraphs, innermost last; None: a text box, in which none is open.
    paragraphs: Vec<Option<Paragraph>>,
    /// Open runs of words: whether each hides its text, and its language before it.
    spans: Vec<Span>,
    hidden: usize,
    lists: usize,
    contents: usize,
}

#[derive(Debug, Clone, Default)]
struct Paragraph {
    role: Option<Role>,
    is_hidden: bool,
    is_set_apart: bool,
    language: String,
    /// It stands in a shape within another, whose text it follows.
    ends_flow: bool,
    /// White space at the end of its text is one space, and one is there.
    ends_with_space: bool,
}

#[derive(Debug, Clone)]
struct Span {
    is_hidden: bool,
    /// Language of the paragraph around it.
    around: String,
}

impl OpenText {
    /// Reads one file to its end; returns whether its root was closed.
    pub fn read(&mut self, xml: &str) -> bool {
        let is_whole = walk(xml, self);
        self.left_out = LeftOut::default();
        self.paragraphs.clear();
        self.spans.clear();
        (self.in_text, self.hidden, self.lists, self.contents) = (0, 0, 0, 0);
        is_whole
    }

    fn is_shown(&self) -> bool {
        self.hidden == 0 && !self.left_out.is_open()
    }

    /// A tab, a line break, spaces.
    fn sign(&mut self, sign: &str) {
        if let Some(Some(paragraph)) = self.paragraphs.last_mut()
            && !paragraph.is_hidden
            && self.hidden == 0
        {
            paragraph.ends_with_space = false;
            self.composer.push(sign);
        }
    }

    fn look(&self, paragraph: &Paragraph) -> Look {
        let contents = (self.contents > 0).then_some(Role::Contents);
        let item = (self.lists > 0).then_some(Role::ListItem);
        Look {
            role: contents.or(paragraph.role).or(item).unwrap_or_default(),
            is_set_apart: paragraph.is_set_apart,
        }
    }

    /// An element that holds nothing.
    fn open_and_close(&mut self, tag: &Tag<'_>) {
        match tag.name {
            "text:p" | "text:h" if self.in_text > 0 => {
                self.begin_paragraph(tag);
                self.end_paragraph();
            }
            "table:table-cell" | "table:covered-table-cell" => self.composer.end_cell(),
            "text:tab" => self.sign("\t"),
            "text:line-break" => self.sign("\n"),
            "text:s" => {
                let count = tag.attribute("c").and_then(|count| count.parse().ok());
                self.sign(&" ".repeat(count.unwrap_or(1_usize).min(80)));
            }
            _ => {}
        }
    }

    fn begin_flow(&mut self, flow: Flow) {
        self.composer.begin(flow);
        self.paragraphs.push(None);
    }

    fn begin_paragraph(&mut self, tag: &Tag<'_>) {
        let is_within = matches!(self.paragraphs.last(), Some(Some(_)));
        if is_within {
            self.composer.begin(Flow::Box);
        }
        let style = tag.attribute("style-name").unwrap_or_default();
        if self.styles.begins_page(&style) && !is_within {
            self.composer.begin_page(Look::default());
        }
        let level = tag.attribute("outline-level");
        let level: Option<u8> = level.and_then(|level| level.parse().ok());
        let heading = (tag.name == "text:h").then_some(Role::Heading(level.unwrap_or(1)));
        let styled = self.styles.role(&style);
        self.paragraphs.push(Some(Paragraph {
            // A title is a heading too, for the list of contents.
            role: styled
                .filter(|role| *role == Role::Title)
                .or(heading)
                .or(styled),
            is_hidden: self.styles.is_hidden(&style),
            is_set_apart: self.styles.is_set_apart(&style),
            language: self.styles.language(&style).unwrap_or_default().to_owned(),
            ends_flow: is_within,
            // Spaces at its beginning are none.
            ends_with_space: true,
        }));
    }

    fn end_paragraph(&mut self) {
        let Some(Some(paragraph)) = self.paragraphs.last() else {
            return;
        };
        let look = self.look(paragraph);
        let ends_flow = paragraph.ends_flow;
        self.paragraphs.pop();
        self.composer.end_paragraph(look);
        if ends_flow {
            self.composer.end(look);
        }
    }

    fn begin_span(&mut self, tag: &Tag<'_>) {
        let style = tag.attribute("style-name").unwrap_or_default();
        let is_hidden = self.styles.is_hidden(&style);
        self.hidden += usize::from(is_hidden);
        let mut around = String::new();
        if let Some(Some(paragraph)) = self.paragraphs.last_mut() {
            around.clone_from(&paragraph.language);
            if let Some(language) = self.styles.language(&style) {
                language.clone_into(&mut paragraph.language);
            }
        }
        self.spans.push(Span { is_hidden, around });
    }

    fn end_span(&mut self) {
        if let Some(span) = self.spans.pop() {
            self.hidden -= usize::from(span.is_hidden);
            if let Some(Some(paragraph)) = self.paragraphs.last_mut() {
                paragraph.language = span.around;
            }
        }
    }
}

impl Elements for OpenText {
    fn open(&mut self, tag: &Tag<'_>) {
        if self.left_out.opens(tag) {
            return;
        }
        let name = tag.name;
        let is_hidden_section =
            name == "text:section" && tag.attribute("display").as_deref() == Some("none");
        if WITHOUT_TEXT.contains(&name) || is_hidden_section {
            return self.left_out.begin(tag);
        }
        if name.starts_with("style:") && !is_running(name) {
            return self.styles.add(tag);
        }
        if tag.is_empty {
            return self.open_and_close(tag);
        }
        match name {
            "office:text" => self.in_text += 1,
            _ if is_running(name) => {
                self.in_text += 1;
                self.composer.begin(Flow::Running);
            }
            _ if self.in_text == 0 => {}
            "text:p" | "text:h" => self.begin_paragraph(tag),
            "text:span" | "text:a" => self.begin_span(tag),
            "text:list" => self.lists += 1,
            "table:table" => self.composer.begin_table(),
            "text:note-body" => self.begin_flow(Flow::Note),
            "draw:text-box" => self.begin_flow(Flow::Box),
            _ if CONTENTS.contains(&name) => self.contents += 1,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if self.left_out.closes(name) {
            return;
        }
        match name {
            "office:text" => self.in_text = self.in_text.saturating_sub(1),
            _ if is_running(name) => {
                self.in_text = self.in_text.saturating_sub(1);
                self.composer.end(Look::default());
            }
            _ if self.in_text == 0 => {}
            "text:p" | "text:h" => self.end_paragraph(),
            "text:span" | "text:a" => self.end_span(),
            "text:list" => self.lists = self.lists.saturating_sub(1),
            "table:table-cell" | "table:covered-table-cell" => self.composer.end_cell(),
            "table:table-row" => self.composer.end_row(),
            "table:table" => self.composer.end_table(),
            "text:note-body" | "draw:text-box" => {
                if let Some(None) = self.paragraphs.last() {
                    self.paragraphs.pop();
                    self.composer.end(Look::default());
                }
            }
            _ if CONTENTS.contains(&name) => self.contents = self.contents.saturating_sub(1),
            _ => {}
        }
    }

    /// White space is one space (OpenDocument 1.3, 6.1.2).
    fn text(&mut self, text: &str) {
        if !self.is_shown() {
            return;
        }
        let Some(Some(paragraph)) = self.paragraphs.last_mut() else {
            return;
        };
        if paragraph.is_hidden {
            return;
        }
        let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r');
        let mut out = String::with_capacity(text.len());
        for c in text.chars() {
            if !is_space(c) {
                out.push(c);
            } else if !paragraph.ends_with_space {
                out.push(' ');
            }
            paragraph.ends_with_space = is_space(c);
        }
        let language = match paragraph.language.as_str() {
            "" => &self.styles.language,
            language => language,
        };
        self.languages.add(language, out.len());
        self.composer.push(&out);
    }

    fn is_full(&self) -> bool {
        self.composer.is_full()
    }
}

/// Headers and footers: `style:header-first` too, not `style:header-style`.
fn is_running(name: &str) -> bool {
    let name = name.strip_prefix("style:").unwrap_or_default();
    let rest = name.strip_prefix("header").or(name.strip_prefix("footer"));
    matches!(rest, Some("" | "-left" | "-first"))
}
