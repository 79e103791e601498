//! Garbled text (mojibake) around every reader: noticed and noted always, put right when asked.
//!
//! The file is put right first, while everything that was garbled still stands in it: readers
//! collapse white space, and the second half of a garbled "à" is a space to them.  What was written
//! as escapes is put right in the article.  Bytes that are no text are left to the reader.

use super::decode::{
    count_mojibake, declared_in_markup, decode, looks_binary, mojibake_note, repair, repair_note,
    repair_pieces,
};
use super::{Input, Item, ReadError, Reader, Sink};
use crate::article::Article;

/// What ends a paragraph in any markup or table.
const BORDERS: &[char] = &['\n', '\r', '\t', '<', '>'];
/// The same in JSON, where the members of a record stand in one line.
const JSON_BORDERS: &[char] = &['\n', '\r', '\t', '<', '>', '"'];

/// Reads the input and notes in each article what is garbled there.
pub fn read_noting(
    input: &Input<'_>,
    reader: &'static dyn Reader,
    sink: Sink<'_>,
) -> Result<(), ReadError> {
    if input.options.repair_mojibake && !looks_binary(input.bytes) {
        return read_repairing(input, reader, sink);
    }
    reader.read(input, &mut |item| sink(noted(item)))
}

fn read_repairing(
    input: &Input<'_>,
    reader: &'static dyn Reader,
    sink: Sink<'_>,
) -> Result<(), ReadError> {
    let mut declared: Vec<&str> = input.charset.into_iter().collect();
    declared.extend(declared_in_markup(input.bytes));
    let decoded = decode(input.bytes, &declared);
    let is_json = reader.name() == "json";
    let borders = if is_json { JSON_BORDERS } else { BORDERS };
    let (text, pieces) = repair_pieces(&decoded.text, borders);
    let mut put_right = |item: Item| {
        let mut item = noted_after_repair(item);
        if let (Item::Article(read), true) = (&mut item, pieces > 0) {
            read.encoding.clone_from(&decoded.encoding);
            read.article.notes.push(repair_note(pieces, "the file"));
        }
        sink(item);
    };
    if pieces == 0 {
        return reader.read(input, &mut put_right);
    }
    let repaired = Input {
        bytes: text.as_bytes(),
        charset: Some("utf-8"),
        ..*input
    };
    reader.read(&repaired, &mut put_right)
}

fn noted(mut item: Item) -> Item {
    if let Item::Article(read) = &mut item {
        let mut places = 0;
        each_text(&mut read.article, &mut |text| {
            places += count_mojibake(text)
        });
        if places > 0 {
            read.article.notes.push(mojibake_note(places));
        }
    }
    item
}

fn noted_after_repair(mut item: Item) -> Item {
    if let Item::Article(read) = &mut item {
        let mut pieces = 0;
        each_text(&mut read.article, &mut |text| {
            if let Some(better) = repair(text) {
                *text = better;
                pieces += 1;
            }
        });
        if pieces > 0 {
            read.article.notes.push(repair_note(pieces, "the article"));
        }
    }
    noted(item)
}

/// Every text of an article that people wrote.
fn each_text(article: &mut Article, visit: &mut dyn FnMut(&mut String)) {
    visit(&mut article.headline);
    visit(&mut article.deck);
    for name in article.authors.iter_mut().chain(&mut article.tags) {
        visit(name);
    }
    for name in [&mut article.source, &mut article.section]
        .into_iter()
        .flatten()
    {
        visit(name);
    }
    for block in &mut article.blocks {
        visit(&mut block.text);
        visit(&mut block.credit);
        visit(&mut block.alternative);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Input, Item, ReadOptions, read};
    use super::*;

    fn article(path: &str, text: &str, repair_mojibake: bool) -> Article {
        let options = ReadOptions {
            repair_mojibake,
            ..ReadOptions::default()
        };
        let input = Input {
            options: &options,
            ..Input::new(path, text.as_bytes())
        };
        let mut found = None;
        let (_, result) = read(&input, None, &mut |item| {
            if let Item::Article(read) = item {
                found = Some(read.article);
            }
        });
        result.unwrap();
        found.unwrap()
    }

    const JSON: &str = "{\"title\":\"CafÃ© Ã\u{a0} la carte\",\"body\":\"Lâ€™hÃ´tesse\"}";
    const ESCAPED: &str = "{\"title\":\"x\",\"body\":\"l\\u00e2\\u20ac\\u2122h\\u00c3\\u00b4te\"}";

    #[test]
    fn garbled_articles_are_noted_and_kept() {
        let read = article("a.json", JSON, false);
        assert_eq!(
            read.notes,
            ["2 places look like UTF-8 that was once read as windows-1252"]
        );
        assert!(read.blocks[0].text.contains("Lâ€™hÃ´tesse"));
    }

    #[test]
    fn garbled_articles_are_repaired_when_asked() {
        let read = article("a.json", JSON, true);
        assert_eq!(read.headline, "Café à la carte");
        assert_eq!(
            read.notes,
            ["2 pieces were in the file UTF-8 that was once read as windows-1252: repaired"]
        );
        let read = article("b.json", ESCAPED, true);
        assert_eq!(read.blocks[0].text, "l’hôte");
        assert_eq!(
            read.notes,
            ["1 piece was in the article UTF-8 that was once read as windows-1252: repaired"]
        );
    }
}
