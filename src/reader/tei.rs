//! TEI, the Text Encoding Initiative's XML (P5 `TEI` and `teiCorpus`, P4 `TEI.2`): newspapers of
//! libraries and corpora.
//!
//! A text is one article, an issue of several (`issue`) one for each; what stands beside them is
//! given too.  A corpus is cut into its texts without a tree of the whole, and so is what a library
//! answers to a harvest (OAI-PMH).  Files that a corpus names (`xi:include`) are never opened: they
//! are read as files of their own.

use super::several::{Placed, give_pieces};
use super::xml::{Piece, Tree, decode_xml, pieces};
use super::{Head, Input, MAX_ARTICLE_BYTES, ReadError, Reader, Reason, Sink, given};

mod article;
mod dates;
mod header;
mod issue;
#[cfg(test)]
mod tests;
mod text;
mod top;

use header::Header;

/// The reader of TEI.
pub struct Tei;

/// Roots of P5 and P4.
const ROOTS: &[&str] = &["TEI", "TEI.2", "teiCorpus", "teiCorpus.2"];

/// What one text stands in.
const TEXTS: &[&str] = &["TEI", "TEI.2"];

/// A word of a linguistic corpus takes a hundred bytes.
const MAX_TEXT_BYTES: usize = 4 * MAX_ARTICLE_BYTES;

/// The header of a corpus is looked for in so much of it.
const MAX_HEADER_BYTES: usize = MAX_ARTICLE_BYTES;

impl Reader for Tei {
    fn name(&self) -> &'static str {
        "tei"
    }

    fn doc(&self) -> &'static str {
        "TEI P4 and P5: texts, corpora, and newspapers with an article for each division that is one"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xml", "tei"]
    }

    fn sniff(&self, head: &Head<'_>) -> u8 {
        let Some(root) = head.root() else { return 0 };
        let is_harvest = root.name == "OAI-PMH" && is_tei_within(&root.rest);
        if ROOTS.contains(&root.name.as_str()) || is_harvest {
            100
        } else {
            0
        }
    }

    fn read(&self, input: &Input<'_>, sink: Sink<'_>) -> Result<(), ReadError> {
        let decoded = decode_xml(input.bytes, input.charset);
        let text: &str = &decoded.text;
        let mut texts = pieces(text, TEXTS).peekable();
        let Some(first) = texts.peek() else {
            return Err(ReadError::new(
                Reason::NotAnArticle,
                "a TEI corpus without a text; those that it includes are read as files",
            ));
        };
        let mut around = header_before(text, first.at);
        let mut read = |piece: &Piece<'_>| -> Result<Option<Placed>, ReadError> {
            let found = read_text(piece, around.as_ref())?;
            if !found.articles.is_empty() {
                return Ok(Some(found.articles));
            }
            // A text around others has only a header, which holds for them.
            if !piece.is_closed && piece.at + piece.text.len() < text.len() {
                around = found.header.or(around.take());
                return Ok(None);
            }
            Err(empty(piece))
        };
        give_pieces(texts, &decoded, sink, &mut read).map(|_| ())
    }
}

/// Whether a record of a harvest (OAI-PMH 2.0) holds TEI, and not the names of its fields alone.
fn is_tei_within(text: &str) -> bool {
    pieces(text, TEXTS).next().is_some()
}

/// What one `TEI` element gives.
struct Text {
    header: Option<Header>,
    articles: Placed,
}

fn read_text(piece: &Piece<'_>, around: Option<&Header>) -> Result<Text, ReadError> {
    given::check_size(piece.text.as_bytes(), MAX_TEXT_BYTES)?;
    let tree = Tree::parse_at(piece.text, piece.at)?;
    let root = tree.root();
    let header = root
        .and_then(|root| root.child("teiHeader"))
        .map(|header| Header::of(header, around));
    let mut articles = Vec::new();
    if let Some(root) = root {
        let known = header
            .clone()
            .or_else(|| around.cloned())
            .unwrap_or_default();
        for text in root.children_named("text") {
            articles.extend(article::articles_of(root, text, &known));
        }
    }
    for (_, article) in &mut articles {
        if tree.is_truncated {
            let note = "the file ends before the text does";
            article.notes.push(note.to_owned());
        }
    }
    Ok(Text { header, articles })
}

/// The header of a corpus, before its first text.
fn header_before(text: &str, end: usize) -> Option<Header> {
    let tree = Tree::parse(super::html::cut(&text[..end], MAX_HEADER_BYTES)).ok()?;
    let header = tree.outermost("teiHeader").next()?;
    Some(Header::of(header, None))
}

fn empty(piece: &Piece<'_>) -> ReadError {
    if piece.is_closed {
        ReadError::new(Reason::NoText, "TEI without a text")
    } else {
        ReadError::new(Reason::Truncated, "the file ends before the text")
    }
}
