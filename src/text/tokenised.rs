//! An article cut into words: what the matcher reads, and what the index is built from.

use super::fold::{fold_into, lower_into};
use super::sentence::starts_sentence;
use super::word::words;
use crate::annotations::Record;
use crate::article::{Article, BlockKind, Span};
use crate::field::TextField;
use crate::language::{Language, find_language};

/// Joins the texts of a field; a blank line is a paragraph start for `TokenisedField`.
const PARAGRAPH: &str = "\n\n";

/// Returns the text of a field as it is indexed, highlighted and pointed into by every span.
///
/// Paragraphs are separated by a blank line; nothing else is added.
pub fn field_text(article: &Article, field: TextField) -> String {
    let blocks = |wanted: fn(BlockKind) -> bool| {
        let texts = article
            .blocks
            .iter()
            .filter(|b| wanted(b.kind))
            .map(|b| b.text.as_str());
        join(texts)
    };
    match field {
        TextField::Headline => article.headline.clone(),
        TextField::Deck => article.deck.clone(),
        TextField::Body => blocks(BlockKind::is_body),
        TextField::Caption => {
            let captions = article
                .blocks
                .iter()
                .filter(|b| b.kind == BlockKind::Caption);
            join(captions.flat_map(|b| [b.text.as_str(), b.alternative.as_str()]))
        }
        TextField::Byline => join(article.authors.iter().map(String::as_str)),
        TextField::Dateline => article
            .dateline
            .as_ref()
            .map_or_else(String::new, |d| d.raw.clone()),
        TextField::Credit => {
            let credits = article.blocks.iter().map(|b| match b.kind {
                BlockKind::Credit => b.text.as_str(),
                _ => b.credit.as_str(),
            });
            join(credits)
        }
        TextField::Related => blocks(|k| matches!(k, BlockKind::Related | BlockKind::Boilerplate)),
    }
}

fn join<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for text in texts.filter(|t| !t.is_empty()) {
        if !out.is_empty() {
            out.push_str(PARAGRAPH);
        }
        out.push_str(text);
    }
    out
}

/// One field cut into words.
#[derive(Debug, Clone, Default)]
pub struct TokenisedField {
    pub text: String,
    /// Byte range of each word in `text`, possessive included; the index is the position.
    pub words: Vec<Span>,
    /// Lower-cased words with accents, one after the other; `lowered_ends[i]` ends word i.
    lowered: String,
    lowered_ends: Vec<u32>,
    folded: String,
    folded_ends: Vec<u32>,
    /// Positions at which a sentence starts, ascending; the first is 0.
    pub sentences: Vec<u32>,
    /// Positions at which a paragraph starts, ascending; the first is 0.
    pub paragraphs: Vec<u32>,
}

impl TokenisedField {
    /// Cuts a text.  The language decides only where sentences start.
    pub fn new(text: String, language: Option<&Language>) -> Self {
        let mut field = Self::default();
        let (mut lowered, mut folded) = (String::new(), String::new());
        let mut previous: Option<Span> = None;
        for word in words(&text) {
            let position = field.words.len() as u32;
            let raw = word.text(&text);
            let starts = match previous {
                None => (true, true),
                Some(before) => {
                    let gap = &text[before.end..word.start];
                    let paragraph = gap.contains(PARAGRAPH);
                    let sentence = paragraph
                        || starts_sentence(&text[..before.end], gap, &text[word.start..], language);
                    (paragraph, sentence)
                }
            };
            if starts.0 {
                field.paragraphs.push(position);
            }
            if starts.1 {
                field.sentences.push(position);
            }
            lower_into(raw, &mut lowered);
            fold_into(&lowered, &mut folded);
            field.lowered.push_str(&lowered);
            field.lowered_ends.push(field.lowered.len() as u32);
            field.folded.push_str(&folded);
            field.folded_ends.push(field.folded.len() as u32);
            let span = Span::new(word.start, word.end);
            field.words.push(span);
            previous = Some(span);
        }
        field.text = text;
        field
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The term of the word at a position: its literal form.
    pub fn folded(&self, position: usize) -> &str {
        slice(&self.folded, &self.folded_ends, position)
    }

    /// The word at a position, lower-cased with accents: what a stemmer is given.
    pub fn lowered(&self, position: usize) -> &str {
        slice(&self.lowered, &self.lowered_ends, position)
    }

    /// The word at a position as it stands in the text, possessive included.
    pub fn raw(&self, position: usize) -> &str {
        &self.text[self.words[position].range()]
    }

    /// Byte range from the first to the last of these positions, inclusive.
    pub fn bytes(&self, first: u32, last: u32) -> Span {
        Span::new(
            self.words[first as usize].start,
            self.words[last as usize].end,
        )
    }

    /// Number of the sentence that holds a position, from 0.
    pub fn sentence_of(&self, position: u32) -> usize {
        self.sentences.partition_point(|start| *start <= position) - 1
    }

    /// Number of the paragraph that holds a position, from 0.
    pub fn paragraph_of(&self, position: u32) -> usize {
        self.paragraphs.partition_point(|start| *start <= position) - 1
    }

    /// Positions of the words that a byte range of the text touches: `Machado` within
    /// `Machado's` is that word.
    pub fn positions(&self, bytes: Span) -> std::ops::Range<u32> {
        let first = self.words.partition_point(|w| w.end <= bytes.start);
        let end = self.words.partition_point(|w| w.start < bytes.end);
        first as u32..end.max(first) as u32
    }
}

fn slice<'a>(arena: &'a str, ends: &[u32], position: usize) -> &'a str {
    let start = if position == 0 {
        0
    } else {
        ends[position - 1] as usize
    };
    &arena[start..ends[position] as usize]
}

/// Every text field of one article, cut.
#[derive(Debug, Clone)]
pub struct TokenisedArticle<'r> {
    pub record: &'r Record,
    pub language: Option<&'static Language>,
    fields: [TokenisedField; TextField::ALL.len()],
}

impl<'r> TokenisedArticle<'r> {
    pub fn new(record: &'r Record) -> Self {
        let language = find_language(&record.annotations.language);
        let fields = TextField::ALL
            .map(|field| TokenisedField::new(field_text(&record.article, field), language));
        Self {
            record,
            language,
            fields,
        }
    }

    pub fn field(&self, field: TextField) -> &TokenisedField {
        &self.fields[field as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> TokenisedField {
        TokenisedField::new(text.to_owned(), find_language("en"))
    }

    #[test]
    fn positions_sentences_and_paragraphs() {
        let field = cut("Mr. Brown left. “Go!” he said. It cost 2,000.\n\nThe U.S. team won.");
        assert_eq!(field.sentences, [0, 3, 6, 9]);
        assert_eq!(field.paragraphs, [0, 9]);
        assert_eq!(field.folded(8), "2000");
        assert_eq!(field.sentence_of(4), 1);
        assert_eq!(field.raw(8), "2,000");
        assert_eq!(field.positions(field.bytes(3, 5)), 3..6);

        let field = cut("He met Machado's men.");
        assert_eq!(field.positions(Span::new(7, 14)), 2..3);
    }

    #[test]
    fn fields_stand_in_the_order_of_their_numbers() {
        for (i, field) in TextField::ALL.iter().enumerate() {
            assert_eq!(*field as usize, i);
        }
    }
}
