//! PDF with a text layer: the text as it stands on the pages, read as plain text is.
//!
//! A file is taken apart in a process of its own (`ReadOptions::outside`, `extract`), because no
//! parser of PDF can be trusted with the bytes of strangers; what comes back is text with its pages
//! (`Pages`), and everything from there on is what happens to scraped text: running heads and page
//! numbers are told from the story, lines are joined, broken words mended.  What the file says about
//! itself is believed last: titles are often names of files, and authors the owners of a computer.
//! Pictures of text are not read.

mod content;
pub mod extract;
mod font;
mod layout;
mod matrix;
mod write;

use serde::{Deserialize, Serialize};

use super::decode::looks_binary;
use super::info;
use super::plain_text::{Surroundings, parse};
use super::{Head, Input, Item, ReadArticle, ReadError, Reader, Reason, Sink};
use crate::article::{Article, Block, BlockKind, Evidence, Span};

/// Largest file that is taken apart, bytes: an issue of a newspaper has some dozen megabytes.
pub const MAX_PDF_BYTES: usize = 200 << 20;

/// The text of a PDF, as it comes from the process that took it apart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pages {
    /// Lines in reading order, blank ones between what stands apart.
    pub pages: Vec<String>,
    /// What the file says of itself; empty where it does not.
    pub title: String,
    pub author: String,
    /// When it was made, ISO 8601.
    pub created: String,
    pub language: String,
    /// What was odd, as short sentences.
    pub notes: Vec<String>,
}

/// What the process that takes a PDF apart answers, as JSON.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    Pages(Pages),
    Error { reason: Reason, detail: String },
}

/// The reader of PDF.
pub struct Pdf;

impl Reader for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn doc(&self) -> &'static str {
        "PDF with a text layer, taken apart in a process of its own"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        // Servers put a few bytes before the mark; Acrobat allows a kilobyte of them.
        let head = &head.bytes[..head.bytes.len().min(1024)];
        let start = head.iter().position(|b| !b.is_ascii_whitespace());
        let at_start = head[start.unwrap_or(0)..].starts_with(MARK);
        let later = || looks_binary(head) && memchr::memmem::find(head, MARK).is_some();
        if at_start {
            100
        } else if later() {
            80
        } else {
            0
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        super::given::check_size(input.bytes, MAX_PDF_BYTES)?;
        let outside = input.options.outside.as_ref().ok_or_else(|| {
            ReadError::new(
                Reason::Unsupported,
                "a PDF is read in a process of its own, and there is none here",
            )
        })?;
        let answer = outside.run(self.name(), input.bytes)?;
        let garbled = |error: serde_json::Error| {
            let detail = format!("the process that reads PDF gave no answer: {error}");
            ReadError::new(Reason::Damaged, detail)
        };
        let pages = match serde_json::from_slice(&answer).map_err(garbled)? {
            Answer::Pages(pages) => pages,
            Answer::Error { reason, detail } => return Err(ReadError::new(reason, detail)),
        };
        let article = article_of(&pages, input.path)?;
        sink(Item::Article(Box::new(ReadArticle {
            article,
            member: String::new(),
            offset: 0,
            encoding: "pdf (text layer)".to_owned(),
        })));
        Ok(())
    }
}

const MARK: &[u8] = b"%PDF-";

/// Makes an article of the text of a PDF.
fn article_of(pages: &Pages, path: &str) -> Result<Article, ReadError> {
    let text = pages.pages.join("\u{C}");
    let mut article = parse(&text, &Surroundings::of_path(path));
    if article.parser.is_empty() {
        let detail = match pages.pages.len() {
            1 => "a page without text: a scan needs to be recognised (OCR) first".to_owned(),
            n => format!("{n} pages without text: a scan needs to be recognised (OCR) first"),
        };
        return Err(ReadError::new(Reason::PdfNoText, detail));
    }
    article.parser.insert_str(0, "pdf/");
    article.notes.extend(pages.notes.iter().cloned());
    join_over_pages(&mut article.blocks, &text);
    name_pages(&mut article, pages);
    info::add_title(&mut article, &pages.title, "pdf:Title");
    info::add_author(&mut article, &pages.author, "pdf:Author");
    info::add_language(&mut article, &pages.language);
    info::add_bound(&mut article, &pages.created);
    Ok(article)
}

/// A paragraph that a page ends in the middle of goes on in the next one.
fn join_over_pages(blocks: &mut Vec<Block>, text: &str) {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    // What stands between the halves is a running head or a page number.
    let mut open: Option<usize> = None;
    for block in blocks.drain(..) {
        if block.kind != BlockKind::Paragraph {
            joined.push(block);
            continue;
        }
        let before = open.map(|at| &mut joined[at]).filter(|before| {
            let between = text.get(before.span.end..block.span.start);
            between.is_some_and(|gap| gap.contains('\u{C}')) && goes_on(&before.text, &block.text)
        });
        match before {
            Some(before) => {
                append(&mut before.text, &block.text);
                before.span.end = block.span.end;
            }
            None => {
                open = Some(joined.len());
                joined.push(block);
            }
        }
    }
    *blocks = joined;
}

fn goes_on(before: &str, after: &str) -> bool {
    !before.ends_with(['.', '!', '?', ':', '”', '"', '»']) && after.starts_with(char::is_lowercase)
}

fn append(before: &mut String, after: &str) {
    let is_broken = before
        .strip_suffix(['-', '\u{AD}'])
        .is_some_and(|word| word.ends_with(char::is_alphabetic));
    if is_broken {
        before.pop();
    } else {
        before.push(' ');
    }
    before.push_str(after);
}

/// Says for `inspect` where each page begins in the text.
fn name_pages(article: &mut Article, pages: &Pages) {
    let mut start = 0;
    for (number, page) in pages.pages.iter().enumerate() {
        article.evidence.push(Evidence {
            field: "blocks".to_owned(),
            source: format!("page {}", number + 1),
            reason: "its text".to_owned(),
            span: Span::new(start, start + page.len()),
        });
        start += page.len() + 1;
    }
}

#[cfg(test)]
mod tests;
