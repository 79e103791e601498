//! Marked-up text inside other formats (JSON bodies, feeds, agency XML) to blocks of plain text.
//!
//! It knows the block elements of HTML and NITF and drops what is never read out: scripts, styles,
//! forms.  It does not look for the article in a page: that is the HTML reader's work.  One pass,
//! no tree; nesting costs nothing.

mod effects;

pub use effects::is_known as is_markup_element;
use effects::{Effect, effect};

use super::markup::{Dialect, Scanner, Tag, Token, local};
pub use super::paragraphs::{block, collapse, plain_blocks};
use super::references::decode_references;
use crate::article::{Block, BlockKind};

/// Blocks of a text that may be markup or plain.
pub fn text_blocks(text: &str) -> Vec<Block> {
    if looks_like_markup(text) {
        return markup_blocks(text);
    }
    plain_blocks(&decode_references(text))
}

/// The text of a short field in one line, whether it is markup or not.
pub fn one_line(text: &str) -> String {
    if memchr::memchr2(b'<', b'&', text.as_bytes()).is_none() {
        return collapse(text);
    }
    if !looks_like_markup(text) {
        return collapse(&decode_references(text));
    }
    let mut out = String::new();
    for block in markup_blocks(text) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&block.text);
    }
    collapse(&out)
}

/// Whether there is at least one tag of an element that is known.
pub fn looks_like_markup(text: &str) -> bool {
    if memchr::memchr(b'<', text.as_bytes()).is_none() {
        return false;
    }
    Scanner::new(text, Dialect::Html).any(|token| {
        let name = match token {
            Token::Open(tag) => tag.name,
            Token::Close(name) => name,
            Token::Other(comment) => {
                return comment.starts_with("<!--") && comment.ends_with("-->");
            }
            Token::Text(_) | Token::Raw(_) => return false,
        };
        let low = name.to_ascii_lowercase();
        is_markup_element(&low)
    })
}

/// Blocks of a text that is markup.
pub fn markup_blocks(text: &str) -> Vec<Block> {
    // An element that hides its text and is never closed would swallow all that follows: then it
    // is ignored.  Each turn ignores one more name, so this ends.
    let mut unclosed: Vec<String> = Vec::new();
    loop {
        let mut builder = Builder {
            shown: std::mem::take(&mut unclosed),
            ..Builder::default()
        };
        builder.run(text);
        match builder.hidden.take() {
            Some((name, _)) => {
                unclosed = std::mem::take(&mut builder.shown);
                unclosed.push(name);
            }
            None => return builder.finish(),
        }
    }
}

#[derive(Default)]
struct Builder {
    blocks: Vec<Block>,
    paragraph: String,
    /// Open elements that give the text a kind, innermost last, with the name that closes them.
    kinds: Vec<(String, BlockKind)>,
    /// Name and number of open elements whose text is dropped.
    hidden: Option<(String, usize)>,
    /// Elements that are shown all the same, since they are not closed.
    shown: Vec<String>,
    line_breaks: usize,
    is_row: bool,
    preformatted: bool,
    /// Open figures: only there a class tells a credit from the text.
    figures: usize,
}

/// More open kinds than this are nonsense, and closing searches them.
const MOST_KINDS: usize = 64;

impl Builder {
    fn run(&mut self, text: &str) {
        for token in Scanner::new(text, Dialect::Html) {
            match token {
                Token::Text(text) => self.text(&decode_references(text)),
                Token::Raw(text) => self.text(text),
                Token::Open(tag) => self.open(&tag),
                Token::Close(name) => self.close(name),
                Token::Other(other) => {
                    // CDATA is a comment to HTML, but text in what was XML once.
                    if let Some(inner) = other.strip_prefix("<![CDATA[") {
                        self.text(inner.trim_end_matches('>').trim_end_matches(']'));
                    }
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        if self.preformatted {
            for (i, line) in text.split('\n').enumerate() {
                if i > 0 {
                    self.end_paragraph();
                }
                self.paragraph.push_str(line);
            }
            return;
        }
        if self.line_breaks > 0 && !text.trim().is_empty() {
            self.end_line();
        }
        self.paragraph.push_str(text);
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let name = local(tag.name).to_ascii_lowercase();
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth += usize::from(*hidden == name && !tag.is_empty);
            return;
        }
        if name == "figure" && !tag.is_empty {
            self.figures += 1;
        }
        if self.figures > 0 && !tag.is_empty && is_credit(tag) && self.kinds.len() < MOST_KINDS {
            self.end_paragraph();
            self.kinds.push((name, BlockKind::Credit));
            return;
        }
        match effect(&name) {
            Some(Effect::Hidden) if !tag.is_empty && !self.shown.contains(&name) => {
                self.hidden = Some((name, 1));
            }
            Some(Effect::Block(kind)) => {
                self.end_paragraph();
                if !tag.is_empty {
                    // `<li>` and the like are often not closed.
                    if kind == BlockKind::ListItem || kind == BlockKind::Subhead {
                        self.kinds.retain(|(_, open)| *open != kind);
                    }
                    if self.kinds.len() < MOST_KINDS {
                        self.kinds.push((name, kind));
                    }
                }
            }
            Some(Effect::Break) => self.end_paragraph(),
            Some(Effect::LineBreak) => self.line_breaks += 1,
            Some(Effect::Row) => {
                self.end_paragraph();
                self.is_row = true;
            }
            Some(Effect::Cell) => {
                if self.is_row && !self.paragraph.trim().is_empty() {
                    self.paragraph.push('\t');
                }
            }
            Some(Effect::Preformatted) => {
                self.end_paragraph();
                self.preformatted = !tag.is_empty;
            }
            Some(Effect::Hidden) | None => {}
        }
    }

    fn close(&mut self, name: &str) {
        let name = local(name).to_ascii_lowercase();
        if let Some((hidden, depth)) = &mut self.hidden {
            if *hidden == name {
                *depth -= 1;
                if *depth == 0 {
                    self.hidden = None;
                }
            }
            return;
        }
        if self.kinds.last() == Some(&(name.clone(), BlockKind::Credit)) {
            self.end_paragraph();
            self.kinds.pop();
            return;
        }
        if name == "figure" {
            self.figures = self.figures.saturating_sub(1);
        }
        match effect(&name) {
            Some(Effect::Block(_)) => {
                self.end_paragraph();
                if let Some(at) = self.kinds.iter().rposition(|(open, _)| *open == name) {
                    self.kinds.truncate(at);
                }
            }
            Some(Effect::Break) => {
                self.end_paragraph();
                if matches!(name.as_str(), "ul" | "ol" | "dl") {
                    self.kinds.retain(|(_, kind)| *kind != BlockKind::ListItem);
                }
            }
            Some(Effect::Row) => {
                self.end_paragraph();
                self.is_row = false;
            }
            Some(Effect::Preformatted) => {
                self.end_paragraph();
                self.preformatted = false;
            }
            Some(Effect::LineBreak | Effect::Cell | Effect::Hidden) | None => {}
        }
    }

    fn end_line(&mut self) {
        if self.line_breaks >= 2 {
            self.end_paragraph();
        } else {
            self.paragraph.push(' ');
        }
        self.line_breaks = 0;
    }

    fn end_paragraph(&mut self) {
        self.line_breaks = 0;
        let text = if self.is_row {
            let cells: Vec<String> = self.paragraph.split('\t').map(collapse).collect();
            cells.join("\t").trim().to_owned()
        } else {
            collapse(&self.paragraph)
        };
        self.paragraph.clear();
        if text.is_empty() {
            return;
        }
        let mut kind = self
            .kinds
            .last()
            .map_or(BlockKind::Paragraph, |(_, kind)| *kind);
        // A row of one cell is layout, not a table.
        if kind == BlockKind::Paragraph && text.contains('\t') {
            kind = BlockKind::Table;
            if let Some(last) = self.blocks.last_mut().filter(|last| last.kind == kind) {
                last.text.push('\n');
                last.text.push_str(&text);
                return;
            }
        }
        self.blocks.push(block(kind, text));
    }

    fn finish(mut self) -> Vec<Block> {
        self.is_row &= self.paragraph.contains('\t');
        self.end_paragraph();
        join_credits(self.blocks)
    }
}

/// Words in a class that show a credit.
const CREDIT_CLASSES: &[&str] = &["credit", "byline", "photographer", "copyright"];

fn is_credit(tag: &Tag<'_>) -> bool {
    tag.attribute("class").is_some_and(|class| {
        class
            .split([' ', '-', '_'])
            .any(|word| CREDIT_CLASSES.contains(&word.to_ascii_lowercase().as_str()))
    })
}

/// A credit goes to the caption beside it.
fn join_credits(blocks: Vec<Block>) -> Vec<Block> {
    if !blocks.iter().any(|block| block.kind == BlockKind::Credit) {
        return blocks;
    }
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        let Some(last) = joined.last_mut() else {
            joined.push(block);
            continue;
        };
        match (last.kind, block.kind) {
            (BlockKind::Caption, BlockKind::Credit) if last.credit.is_empty() => {
                last.credit = block.text;
            }
            (BlockKind::Credit, BlockKind::Caption) if block.credit.is_empty() => {
                let credit = std::mem::take(&mut last.text);
                *last = Block { credit, ..block };
            }
            _ => joined.push(block),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let blocks: Vec<String> = text_blocks(text)
            .iter()
            .map(|block| format!("{:?}: {}", block.kind, block.text))
            .collect();
        assert_eq!(blocks, expected, "{text}");
    }

    #[test]
    fn markup() {
        check(
            "<h2>A &amp; B</h2><p>One <b>bold</b>\n word.<p>Two.",
            &[
                "Subhead: A & B",
                "Paragraph: One bold word.",
                "Paragraph: Two.",
            ],
        );
        check(
            "a<br>b<br/><br/>c<script>x<p></script>",
            &["Paragraph: a b", "Paragraph: c"],
        );
        check(
            "<ul><li>x<li>y</ul>z<blockquote><p>q</p><p>r</p></blockquote>s",
            &[
                "ListItem: x",
                "ListItem: y",
                "Paragraph: z",
                "Quote: q",
                "Quote: r",
                "Paragraph: s",
            ],
        );
        check(
            "<table><tr><td>a</td><td>b</td></tr><tr><td>c<td>d</table><figure><figcaption>Cap</figcaption></figure>",
            &["Table: a\tb\nc\td", "Caption: Cap"],
        );
        check("<p>1 &lt; 2</p>", &["Paragraph: 1 < 2"]);
        check("<svg><p>no</p></svg>yes", &["Paragraph: yes"]);
        check(
            "<svg>never closed<p>yes",
            &["Paragraph: never closed", "Paragraph: yes"],
        );
    }

    #[test]
    fn credits_of_figures_go_to_their_captions() {
        let blocks = text_blocks(
            "<p>One.</p><figure><img src=x><div class='byline'>Tom Fox</div><figcaption>A boat.</figcaption></figure>\
             <figure><figcaption>A cat. <span class='photo-credit'>Ann Roe</span></figcaption></figure>\
             <p class='byline'>Two.</p>",
        );
        let found: Vec<_> = blocks
            .iter()
            .map(|block| (block.kind, block.text.as_str(), block.credit.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                (BlockKind::Paragraph, "One.", ""),
                (BlockKind::Caption, "A boat.", "Tom Fox"),
                (BlockKind::Caption, "A cat.", "Ann Roe"),
                (BlockKind::Paragraph, "Two.", ""),
            ]
        );
    }

    #[test]
    fn plain() {
        check(
            "a < b &amp; c\n\nd\r\ne",
            &["Paragraph: a < b & c", "Paragraph: d", "Paragraph: e"],
        );
        check("", &[]);
        let wrapped = "The first line of this paragraph is as long as the others are\n\
            and goes on to the second, and to the third, which is as long as\n\
            the first was, and ends here with the last few of its words, say.\n\n\
            The second paragraph is wrapped at the same column, as one sees,\nand ends.";
        assert_eq!(text_blocks(wrapped).len(), 2);
        assert_eq!(one_line("<b>A</b> &amp;\n B"), "A & B");
        assert_eq!(one_line("x <y> z"), "x <y> z");
        assert_eq!(
            collapse(" a \u{a0} b\u{ad}c é  ’ \u{200b} d \u{200b} "),
            "a bc é ’ d"
        );
        assert_eq!(collapse("\u{200b} x"), "x");
    }
}
