//! Where the sentences and paragraphs of an article start, as one value of bytes.
//!
//! Almost every article has both, so posting lists of them would find nothing and be long.  They are
//! looked up by article instead (`index::segment::unit_starts`) and read no further than an answer
//! needs.  For each text field, sentences before paragraphs: the length of a list in bytes, then its
//! positions as distances.  Numbers are written as tantivy writes them, seven bits a byte, the last
//! byte marked.

use tantivy_common::write_u32_vint;

use crate::field::TextField;
use crate::query::ast::Unit;
use crate::text::TokenisedArticle;

/// The units in the order of their lists.
const UNITS: [Unit; 2] = [Unit::Sentence, Unit::Paragraph];
const LAST_BYTE: u8 = 128;

/// Writes the starts of all text fields.
pub(super) fn encode(article: &TokenisedArticle) -> Vec<u8> {
    let mut out = Vec::new();
    let mut list = Vec::new();
    for field in TextField::ALL {
        let cut = article.field(field);
        for unit in UNITS {
            let starts = match unit {
                Unit::Sentence => &cut.sentences,
                Unit::Paragraph => &cut.paragraphs,
            };
            list.clear();
            let mut last = 0;
            for start in starts {
                push(start - last, &mut list);
                last = *start;
            }
            push(list.len() as u32, &mut out);
            out.extend_from_slice(&list);
        }
    }
    out
}

fn push(number: u32, out: &mut Vec<u8>) {
    write_u32_vint(number, out).expect("writing to a vector cannot fail");
}

/// Positions at which units of a text field start, ascending.
pub struct Starts<'a> {
    rest: &'a [u8],
    last: u32,
}

impl<'a> Starts<'a> {
    /// The starts of one field out of the value of an article; none of an empty value.
    pub fn of(value: &'a [u8], field: TextField, unit: Unit) -> Self {
        let mut rest = value;
        let mut list = 0;
        let wanted = field as usize * UNITS.len() + usize::from(unit == Unit::Paragraph);
        loop {
            let length = next(&mut rest).unwrap_or(0) as usize;
            let end = length.min(rest.len());
            if list == wanted || rest.is_empty() {
                rest = &rest[..end];
                return Self { rest, last: 0 };
            }
            rest = &rest[end..];
            list += 1;
        }
    }
}

impl Iterator for Starts<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        self.last += next(&mut self.rest)?;
        Some(self.last)
    }
}

/// Reads a number; None at the end, and of what is no number.
fn next(rest: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for (i, byte) in rest.iter().enumerate().take(5) {
        number |= u32::from(byte & !LAST_BYTE) << (7 * i);
        if byte & LAST_BYTE != 0 {
            *rest = &rest[i + 1..];
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotations::Record;
    use crate::article::{Block, BlockKind, Span};

    #[test]
    fn starts_come_back_as_they_were() {
        let mut record = Record::default();
        record.article.headline = "One. Two words. Three".into();
        let long = "A sentence of five words. ".repeat(70);
        for text in ["First. Second, it said. Third.", &long, "Last."] {
            let block = Block {
                kind: BlockKind::Paragraph,
                text: text.into(),
                credit: String::new(),
                alternative: String::new(),
                span: Span::default(),
            };
            record.article.blocks.push(block);
        }
        let article = TokenisedArticle::new(&record);
        let value = encode(&article);
        for field in TextField::ALL {
            let cut = article.field(field);
            let sentences: Vec<u32> = Starts::of(&value, field, Unit::Sentence).collect();
            assert_eq!(sentences, cut.sentences, "{}", field.name());
            let paragraphs: Vec<u32> = Starts::of(&value, field, Unit::Paragraph).collect();
            assert_eq!(paragraphs, cut.paragraphs, "{}", field.name());
        }
        assert!(article.field(TextField::Body).sentences.len() > 70);
        assert_eq!(article.field(TextField::Body).paragraphs.len(), 3);
    }

    #[test]
    fn what_is_cut_short_has_fewer_starts() {
        let mut record = Record::default();
        record.article.headline = "One. Two. Three".into();
        let value = encode(&TokenisedArticle::new(&record));
        for end in 0..value.len() {
            for field in TextField::ALL {
                assert!(Starts::of(&value[..end], field, Unit::Sentence).count() <= 3);
            }
        }
        assert_eq!(
            Starts::of(&[1; 40], TextField::Body, Unit::Paragraph).count(),
            0
        );
    }
}
