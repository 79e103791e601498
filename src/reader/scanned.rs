//! Pages of scanned newspapers, whichever program recognised them: blocks of text in reading order
//! to an article.
//!
//! For ALTO, PAGE, hOCR, DjVuXML and ABBYY, each of which only finds its words.  A page is one
//! article, since none of them says where stories begin: tall type above the text is the headline,
//! within it a subhead.  The mean confidence of the words is that of the article.

use super::fragment::block;
use super::several::give_pieces;
use super::xml::{Piece, Tree, decode_xml};
use super::{Input, MAX_ARTICLE_BYTES, ReadError, Reason, Sink, given};
use crate::article::{Article, BlockKind, Evidence, Span};

mod joiner;

pub use joiner::Joiner;

/// A page's type must be this much taller than most of it to be a headline.
const HEADLINE_HEIGHT: f32 = 1.5;
const SUBHEAD_HEIGHT: f32 = 1.3;
const MOST_HEADLINE_WORDS: usize = 30;

/// A page takes about a hundred bytes a character; a large one has 5 MB.
pub const MAX_PAGE_BYTES: usize = 4 * MAX_ARTICLE_BYTES;

/// A text block of a page.
#[derive(Debug)]
pub struct PageBlock {
    pub text: String,
    /// Mean height of its words in the page's unit; 0 when the file has none.
    pub height: f32,
    /// What the file says it is; a paragraph may be a headline by its height, a subhead the headline
    /// by its place.
    pub kind: BlockKind,
    pub span: Span,
}

/// What a format calls its parts, for the evidence.
#[derive(Debug, Clone, Copy)]
pub struct Names {
    /// Name of the reader.
    pub format: &'static str,
    /// A block.
    pub block: &'static str,
    /// The confidence of a word.
    pub confidence: &'static str,
}

/// A page as a format has it.
#[derive(Debug, Default)]
pub struct Page {
    pub blocks: Vec<PageBlock>,
    /// With the confidence of the words that it joined.
    pub joiner: Joiner,
    pub language: Option<String>,
}

/// Gives an article for each page of a file; `read` finds the blocks of one.
pub fn give_pages(
    input: &Input<'_>,
    names: Names,
    cut: fn(&str) -> Vec<Piece<'_>>,
    read: &dyn Fn(&Tree<'_>) -> Page,
    sink: Sink<'_>,
) -> Result<(), ReadError> {
    let decoded = decode_xml(input.bytes, input.charset);
    let pages = cut(&decoded.text).into_iter();
    let mut read = |piece: &Piece<'_>| {
        let article = read_piece(piece, names, read)?;
        Ok(Some(vec![(piece.at, article)]))
    };
    match give_pieces(pages, &decoded, sink, &mut read)? {
        true => Ok(()),
        false => Err(ReadError::new(Reason::NoText, "no page")),
    }
}

fn read_piece(
    piece: &Piece<'_>,
    names: Names,
    read: &dyn Fn(&Tree<'_>) -> Page,
) -> Result<Article, ReadError> {
    given::check_size(piece.text.as_bytes(), MAX_PAGE_BYTES)?;
    let tree = Tree::parse_at(piece.text, piece.at)?;
    let page = read(&tree);
    let mut article = Article {
        parser: names.format.to_owned(),
        language: page.language,
        ..Article::default()
    };
    arrange(page.blocks, names, &mut article);
    let span = Span::new(piece.at, piece.at + piece.text.len());
    keep_confidence(&page.joiner, names, span, &mut article);
    if tree.is_truncated {
        let note = "the file ends before the page does";
        article.notes.push(note.to_owned());
    }
    match (given::finish(&mut article), tree.is_truncated) {
        (true, _) => Ok(article),
        (false, true) => Err(ReadError::new(
            Reason::Truncated,
            "the file ends before any text",
        )),
        (false, false) => Err(ReadError::new(Reason::NoText, "a page without words")),
    }
}

/// Puts the blocks of a page, in reading order, into an article.
pub fn arrange(blocks: Vec<PageBlock>, names: Names, article: &mut Article) {
    let usual = usual_height(&blocks);
    let mut is_first = true;
    for found in blocks {
        if found.text.is_empty() {
            continue;
        }
        let span = found.span;
        let words = found.text.split(' ').count();
        let is_plain = found.kind == BlockKind::Paragraph;
        let is_tall = |times: f32| usual > 0.0 && is_plain && found.height >= times * usual;
        let is_short = words <= MOST_HEADLINE_WORDS;
        let has_words = has_words(&found.text);
        let is_heading = found.kind == BlockKind::Subhead;
        if is_first && is_short && has_words && (is_heading || is_tall(HEADLINE_HEIGHT)) {
            article.headline = found.text;
            article.evidence.push(Evidence {
                field: "headline".to_owned(),
                source: names.block.to_owned(),
                reason: if is_heading {
                    "the first block, and a heading".to_owned()
                } else {
                    format!("type {:.1} times as tall as most", found.height / usual)
                },
                span,
            });
        } else {
            let kind = if is_short && is_tall(SUBHEAD_HEIGHT) {
                BlockKind::Subhead
            } else {
                found.kind
            };
            let mut new = block(kind, found.text);
            new.span = span;
            article.blocks.push(new);
        }
        // The number of the issue, what is left of the masthead and a picture may stand above.
        let is_beside = matches!(
            found.kind,
            BlockKind::Boilerplate | BlockKind::Caption | BlockKind::Credit
        );
        is_first &= is_beside || !has_words;
    }
}

/// Whether a block is words rather than numbers and what recognition made of an ornament.
fn has_words(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let signs = text.chars().filter(|c| !c.is_whitespace()).count();
    letters * 10 >= signs * 7 && text.split(' ').any(|word| word.chars().count() >= 4)
}

/// The height of type in which most of the page's characters are set.
fn usual_height(blocks: &[PageBlock]) -> f32 {
    let mut heights: Vec<(f32, usize)> = blocks
        .iter()
        .filter(|block| block.height > 0.0)
        .map(|block| (block.height, block.text.len()))
        .collect();
    heights.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = heights.iter().map(|(_, len)| len).sum::<usize>() / 2;
    let mut seen = 0;
    for (height, len) in heights {
        seen += len;
        if seen > half {
            return height;
        }
    }
    0.0
}

/// How sure the recognition was of its words is how sure anybody can be of the article.
pub fn keep_confidence(joiner: &Joiner, names: Names, span: Span, article: &mut Article) {
    let Some((mean, words)) = joiner.confidence() else {
        article.confidence = 0.7;
        return;
    };
    article.confidence = mean;
    article.evidence.push(Evidence {
        field: "body".to_owned(),
        source: names.confidence.to_owned(),
        reason: format!("mean confidence {mean:.2} of {words} recognised words"),
        span,
    });
}

/// Mean of the heights that are known; 0 without any.
#[derive(Debug, Default)]
pub struct Heights {
    sum: f64,
    count: usize,
}

impl Heights {
    /// Adds one; what is no height of type is left out.
    pub fn add(&mut self, height: Option<f64>) {
        if let Some(height) = height.filter(|height| height.is_finite() && *height >= 0.0) {
            self.sum += height;
            self.count += 1;
        }
    }

    pub fn mean(&self) -> f32 {
        if self.count == 0 {
            0.0
        } else {
            (self.sum / self.count as f64) as f32
        }
    }
}

/// What a reader gives, as lines: member, kind and text of each block, headline, skips, the error.
#[cfg(test)]
pub fn read_for_test(reader: &dyn super::Reader, text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let input = Input::new("a", text.as_bytes());
    let (chosen, result) = super::read(&input, None, &mut |item| match item {
        super::Item::Article(read) => {
            let member = match read.member.as_str() {
                "" => String::new(),
                member => format!("{member}: "),
            };
            if !read.article.headline.is_empty() {
                lines.push(format!("{member}Headline: {}", read.article.headline));
            }
            for block in read.article.blocks {
                lines.push(format!("{member}{:?}: {}", block.kind, block.text));
            }
        }
        super::Item::Skipped(skip) => {
            lines.push(format!("{}: {}: {}", skip.member, skip.reason, skip.detail));
        }
    });
    assert_eq!(chosen.name(), reader.name(), "{text}");
    lines.extend(
        result
            .err()
            .map(|e| format!("{:?}: {}", e.reason, e.detail)),
    );
    lines
}
