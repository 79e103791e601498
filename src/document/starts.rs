//! Where the sentences and paragraphs of an article start, as one value of bytes.
//!
//! Almost every article has both, so posting lists of them would find nothing and be long.  They are
//! looked up by article instead (`index::segment::unit_starts`) and read no further than an answer
//! needs.  For each text field, sentences before paragraphs, the value has the length of a list in
//! bytes and the list: its positions as distances, without the first, which is 0 and separates
//! nothing.  Numbers are written as tantivy writes them, seven bits a byte, the last byte marked.

use tantivy_common::write_u32_vint;

use crate::field::TextField;
use crate::query::ast::Unit;
use crate::text::TokenisedArticle;

/// How many lists a value has.
pub const START_LISTS: usize = TextField::ALL.len() * UNITS.len();
/// The units in the order of their lists.
const UNITS: [Unit; 2] = [Unit::Sentence, Unit::Paragraph];
const LAST_BYTE: u8 = 128;

/// Number of the list of a field and a unit, below `START_LISTS`.
pub fn start_list(field: TextField, unit: Unit) -> usize {
    field as usize * UNITS.len() + usize::from(unit == Unit::Paragraph)
}

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
            for start in starts.iter().filter(|start| **start > 0) {
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

/// Cuts a value into its lists; empty ones are missing at the end of what is cut short.
pub fn split_starts(value: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = value;
    (0..START_LISTS).map(move |_| {
        let length = next(&mut rest).unwrap_or(0) as usize;
        let (list, behind) = rest.split_at(length.min(rest.len()));
        rest = behind;
        list
    })
}

/// Positions behind the first word of a field at which units start, ascending.
pub struct Starts<'a> {
    rest: &'a [u8],
    last: u32,
}

impl<'a> Starts<'a> {
    /// Reads a list.
    pub fn of(list: &'a [u8]) -> Self {
        Self {
            rest: list,
            last: 0,
        }
    }
}

impl Iterator for Starts<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        self.last = self.last.saturating_add(next(&mut self.rest)?);
        Some(self.last)
    }
}

/// Reads a number; None at the end, and of what is no number.
#[inline]
fn next(rest: &mut &[u8]) -> Option<u32> {
    let (first, behind) = rest.split_first()?;
    if first & LAST_BYTE != 0 {
        *rest = behind;
        return Some(u32::from(first & !LAST_BYTE));
    }
    next_long(rest)
}

/// Reads a number of several bytes.
fn next_long(rest: &mut &[u8]) -> Option<u32> {
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
        let lists: Vec<&[u8]> = split_starts(&value).collect();
        for field in TextField::ALL {
            let cut = article.field(field);
            for (unit, expected) in [
                (Unit::Sentence, &cut.sentences),
                (Unit::Paragraph, &cut.paragraphs),
            ] {
                let list = lists[start_list(field, unit)];
                let found: Vec<u32> = Starts::of(list).collect();
                let expected = expected.get(1..).unwrap_or_default();
                assert_eq!(found, expected, "{} {unit:?}", field.name());
            }
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
            let starts = split_starts(&value[..end]).flat_map(Starts::of);
            assert!(starts.count() <= 2);
        }
        assert_eq!(split_starts(&[1; 40]).flat_map(Starts::of).count(), 0);
        assert_eq!(split_starts(&[]).count(), START_LISTS);
    }
}
