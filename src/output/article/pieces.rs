//! An article in pieces, in reading order, each with the matches that lie in it.
//!
//! Matches are given by place in a field; a field is spread over blocks.  Invariant: the pieces of a
//! field, joined by blank lines, are `text::field_text` of that field.

use crate::article::{Article, BlockKind, Span};
use crate::field::TextField;
use crate::hit::FieldSpan;
use crate::output::field_marks;
use crate::text::{field_text, words};

/// One run of text with its place in the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'a> {
    pub field: TextField,
    pub kind: BlockKind,
    pub text: &'a str,
    /// A longer wording of the piece before it.
    pub is_alternative: bool,
    /// Matches, as byte ranges of `text`.
    pub marks: Vec<Span>,
    /// Number of the paragraph in the body, from 1, for pieces that have words there.
    pub paragraph: Option<usize>,
}

/// Length of the blank line between two pieces of a field.
const BLANK_LINE: usize = 2;

/// Cuts the blocks of an article into pieces.
pub fn pieces<'a>(article: &'a Article, spans: &[FieldSpan]) -> Vec<Piece<'a>> {
    let mut cursors = TextField::ALL.map(|field| Cursor::new(article, field, spans));
    let mut paragraphs = 0;
    let mut pieces = Vec::new();
    for block in &article.blocks {
        let own_field = match block.kind {
            kind if kind.is_body() => TextField::Body,
            BlockKind::Caption => TextField::Caption,
            BlockKind::Credit => TextField::Credit,
            _ => TextField::Related,
        };
        let is_caption = block.kind == BlockKind::Caption;
        let has_own_credit = block.kind != BlockKind::Credit;
        let parts = [
            (own_field, block.text.as_str(), true),
            (TextField::Caption, block.alternative.as_str(), is_caption),
            (TextField::Credit, block.credit.as_str(), has_own_credit),
        ];
        for (i, (field, text, is_there)) in parts.into_iter().enumerate() {
            if !is_there || text.is_empty() {
                continue;
            }
            let is_numbered = field == TextField::Body && words(text).next().is_some();
            paragraphs += usize::from(is_numbered);
            pieces.push(Piece {
                field,
                kind: block.kind,
                text,
                is_alternative: i == 1,
                marks: cursors[field as usize].marks_of_next(text),
                paragraph: is_numbered.then_some(paragraphs),
            });
        }
    }
    pieces
}

/// Walks through the text of one field.
struct Cursor {
    /// Marks of the whole field, in order and apart.
    marks: Vec<Span>,
    next_mark: usize,
    at: usize,
}

impl Cursor {
    fn new(article: &Article, field: TextField, spans: &[FieldSpan]) -> Self {
        let has_marks = spans.iter().any(|span| span.field == field);
        let marks = if has_marks {
            field_marks(&field_text(article, field), field, spans)
        } else {
            Vec::new()
        };
        Self {
            marks,
            next_mark: 0,
            at: 0,
        }
    }

    /// The marks in the next piece of the field; a match that runs into the piece after it is
    /// marked in both.
    fn marks_of_next(&mut self, text: &str) -> Vec<Span> {
        let (start, end) = (self.at, self.at + text.len());
        let mut inside = Vec::new();
        while let Some(mark) = self.marks.get(self.next_mark).filter(|m| m.start < end) {
            let part = Span::new(mark.start.max(start) - start, mark.end.min(end) - start);
            if !part.is_empty() {
                inside.push(part);
            }
            if mark.end > end {
                break;
            }
            self.next_mark += 1;
        }
        self.at = end + BLANK_LINE;
        inside
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Block;

    #[test]
    fn pieces_of_a_field_make_up_its_text_and_marks_stay_in_place() {
        let block = |kind, text: &str, credit: &str, alternative: &str| Block {
            kind,
            text: text.to_owned(),
            credit: credit.to_owned(),
            alternative: alternative.to_owned(),
            span: Span::default(),
        };
        let article = Article {
            blocks: vec![
                block(BlockKind::Paragraph, "One two.", "", ""),
                block(
                    BlockKind::Caption,
                    "A gate.",
                    "Lind",
                    "The gate, wide open.",
                ),
                block(BlockKind::Paragraph, "", "", ""),
                block(BlockKind::Subhead, "* * *", "", ""),
                block(BlockKind::Quote, "Three four.", "", ""),
                block(BlockKind::Credit, "Reporting by X", "", ""),
                block(BlockKind::Related, "Read more", "", ""),
                block(BlockKind::Boilerplate, "Share", "", ""),
            ],
            ..Article::default()
        };
        let body = field_text(&article, TextField::Body);
        let at = |word: &str| body.find(word).expect("it is there");
        let spans = [(at("two"), at("two") + 3), (at("*"), at("Three") + 5)].map(|(start, end)| {
            FieldSpan {
                field: TextField::Body,
                bytes: Span::new(start, end),
                first: 0,
                last: 0,
            }
        });
        let pieces = pieces(&article, &spans);
        for field in TextField::ALL {
            let texts = pieces.iter().filter(|p| p.field == field).map(|p| p.text);
            let joined = texts.collect::<Vec<_>>().join("\n\n");
            let whole = match field {
                TextField::Headline | TextField::Deck | TextField::Byline => String::new(),
                _ => field_text(&article, field),
            };
            assert_eq!(joined, whole, "{}", field.name());
        }
        let marked: Vec<&str> = pieces
            .iter()
            .flat_map(|p| p.marks.iter().map(|m| &p.text[m.range()]))
            .collect();
        assert_eq!(marked, ["two", "* * *", "Three"]);
        let numbers: Vec<usize> = pieces.iter().filter_map(|p| p.paragraph).collect();
        assert_eq!(numbers, [1, 2]);
    }
}
