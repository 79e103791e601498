//! The words of each text field as plain text, beside the dictionary of every segment.
//!
//! What begins with `*` has no place in a sorted dictionary, and walking all of it takes a fifth of
//! a second for half a million words.  Searching plain text for the letters takes milliseconds.

use std::io::{self, Write};

use memchr::memmem::Finder;
use memchr::{memchr, memrchr};
use tantivy::Segment;
use tantivy::directory::{CompositeFile, CompositeWrite, OwnedBytes};
use tantivy::index::{SegmentComponent, SegmentReader};
use tantivy::schema::Field;
use tantivy::termdict::TermDictionary;

use super::Derived;
use crate::field::TextField;

pub const EXTENSION: &str = "words";
const LINE_END: u8 = b'\n';
/// Stems begin with the control character before it, words with no control character.
const FIRST_WORD: &[u8] = &[2];

pub const PLUGIN: Derived = Derived {
    extension: [EXTENSION],
    write,
};

/// Writes the words of the dictionary that the segment has just been given, one a line.
fn write(segment: &Segment) -> tantivy::Result<()> {
    let dictionaries = CompositeFile::open(&segment.open_read(SegmentComponent::Terms)?)?;
    let file = segment.open_write(super::component(EXTENSION))?;
    let mut file = CompositeWrite::wrap(file);
    for field in TextField::ALL {
        let field = segment.schema().get_field(field.name())?;
        let Some(dictionary) = dictionaries.open_read(field) else {
            continue;
        };
        let dictionary = TermDictionary::open(dictionary)?;
        let mut words = dictionary.range().ge(FIRST_WORD).into_stream()?;
        let out = file.for_field(field);
        while words.advance() {
            out.write_all(words.key())?;
            out.write_all(&[LINE_END])?;
        }
    }
    Ok(file.close()?)
}

/// The words of one text field of a segment, in order.
pub struct WordList(OwnedBytes);

impl WordList {
    /// Opens the list; None for a field without words.
    ///
    /// Returns an error when the segment has no such file or it cannot be read.
    pub fn open(reader: &SegmentReader, field: Field) -> io::Result<Option<Self>> {
        let file = super::open(reader, EXTENSION)?;
        let list = CompositeFile::open(&file)?.open_read(field);
        list.map(|list| Ok(Self(list.read_bytes()?))).transpose()
    }

    /// Gives the words that hold the letters, with `is_end` those that end with them, until it is
    /// told to stop by false.
    pub fn each(&self, letters: &str, is_end: bool, give: &mut dyn FnMut(&str) -> bool) {
        let text = self.0.as_slice();
        let mut wanted = letters.as_bytes().to_vec();
        if is_end {
            wanted.push(LINE_END);
        }
        let wanted = Finder::new(&wanted);
        let mut from = 0;
        while let Some(found) = text.get(from..).and_then(|rest| wanted.find(rest)) {
            let found = from + found;
            let start = memrchr(LINE_END, &text[..found]).map_or(0, |end| end + 1);
            let Some(length) = memchr(LINE_END, &text[start..]) else {
                return;
            };
            from = start + length + 1;
            let Ok(word) = std::str::from_utf8(&text[start..start + length]) else {
                continue;
            };
            if !give(word) {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use tantivy::TantivyDocument;

    use super::*;
    use crate::document::Fields;

    fn words(list: &WordList, letters: &str, is_end: bool) -> Vec<String> {
        let mut found = Vec::new();
        list.each(letters, is_end, &mut |word| {
            found.push(word.to_owned());
            true
        });
        found
    }

    #[test]
    fn words_are_found_by_letters_in_every_segment_and_after_merging() {
        let index = super::super::index_in_memory();
        let fields = Fields::new(&index.schema());
        let mut writer = index
            .writer_with_num_threads(1, 15_000_000)
            .expect("a writer");
        let texts = [
            "Actions and reactions: a nation's action",
            "Élection, action; ção",
        ];
        for text in texts {
            let mut document = TantivyDocument::new();
            document.add_text(fields.text(TextField::Body), text);
            document.add_text(fields.text(TextField::Headline), "Faction");
            writer.add_document(document).expect("add a document");
            writer.commit().expect("commit");
        }
        let body = fields.text(TextField::Body);
        let lists = || {
            let searcher = index.reader().expect("a reader").searcher();
            let open = |reader| {
                WordList::open(reader, body)
                    .expect("a list")
                    .expect("words")
            };
            searcher
                .segment_readers()
                .iter()
                .map(open)
                .collect::<Vec<_>>()
        };
        let mut all: Vec<_> = lists()
            .iter()
            .map(|list| words(list, "ction", true))
            .collect();
        // Segments come in no certain order.
        all.sort_unstable();
        assert_eq!(all, [vec!["action"], vec!["action", "election"]]);
        let ids = index.searchable_segment_ids().expect("segments");
        writer.merge(&ids).wait().expect("merge");
        let [list] = &lists()[..] else {
            panic!("one segment");
        };
        assert_eq!(words(list, "ction", true), ["action", "election"]);
        assert_eq!(
            words(list, "acti", false),
            ["action", "actions", "reactions"]
        );
        assert_eq!(words(list, "nothing", false), [""; 0]);
        assert!(
            words(list, "", false)
                .iter()
                .all(|word| !word.contains('\u{1}'))
        );
        let mut first = Vec::new();
        list.each("a", false, &mut |word| {
            first.push(word.to_owned());
            false
        });
        assert_eq!(first, ["a"]);
        let searcher = index.reader().expect("a reader").searcher();
        let none = WordList::open(searcher.segment_reader(0), fields.text(TextField::Deck));
        let none = none.expect("the file").expect("a dictionary without words");
        assert_eq!(words(&none, "", false), [""; 0]);
    }
}
