//! Where the sentences and paragraphs of each article of a segment start, looked up by article.
//!
//! For each text field and unit that any article has starts of, a part of the file: the lists of all
//! documents one after the other (`document::starts` says what is in them), then where each of them
//! ends, as u32 in little-endian order.  Parts are apart so that a query walks through few bytes.

use std::any::Any;
use std::io::{self, Write};

use tantivy::directory::{CompositeFile, CompositeWrite, OwnedBytes, WritePtr};
use tantivy::index::SegmentReader;
use tantivy::indexer::doc_id_mapping::{DocIdMapping, MappingType};
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};
use tantivy::schema::document::ErasedDocument;
use tantivy::schema::{Field, Schema, Value};
use tantivy::{DocId, Segment, TantivyDocument, TantivyError};

use crate::document::{START_LISTS, Starts, UNIT_STARTS, split_starts, start_list};
use crate::field::TextField;
use crate::query::ast::Unit;

pub const EXTENSION: &str = "starts";
/// Bytes of the end of one list.
const END: usize = size_of::<u32>();

pub struct Plugin;

impl SegmentPlugin for Plugin {
    fn extensions(&self) -> &[&str] {
        &[EXTENSION]
    }

    fn create_writer(
        &self,
        context: &PluginWriterContext<'_>,
    ) -> tantivy::Result<Box<dyn PluginWriter>> {
        Ok(Box::new(Writer {
            field: context.segment.schema().get_field(UNIT_STARTS)?,
            parts: Default::default(),
        }))
    }

    fn merge(&self, context: PluginMergeContext<'_>) -> tantivy::Result<()> {
        if context.doc_id_mapping.mapping_type() == MappingType::Shuffled {
            return Err(reordered());
        }
        let field = context.schema.get_field(UNIT_STARTS)?;
        let mut file = File::create(context.target_segment, field)?;
        for number in 0..START_LISTS {
            let mut part = Part::default();
            for reader in context.readers {
                let lists = Lists::open(reader, number)?;
                for doc in reader.doc_ids_alive() {
                    part.push(lists.get(doc))?;
                }
            }
            file.write(number, &part)?;
        }
        file.close()
    }
}

struct Writer {
    field: Field,
    parts: [Part; START_LISTS],
}

/// The lists of one field and unit.
#[derive(Default)]
struct Part {
    lists: Vec<u8>,
    ends: Vec<u32>,
}

impl Part {
    fn push(&mut self, list: &[u8]) -> tantivy::Result<()> {
        self.lists.extend_from_slice(list);
        let end = u32::try_from(self.lists.len()).map_err(|_| {
            TantivyError::InvalidArgument("a segment has 4 GiB of starts of sentences".to_owned())
        })?;
        self.ends.push(end);
        Ok(())
    }
}

/// The file in the making.
struct File {
    file: CompositeWrite<WritePtr>,
    field: Field,
}

impl File {
    fn create(segment: &Segment, field: Field) -> tantivy::Result<Self> {
        let file = segment.open_write(super::component(EXTENSION))?;
        let file = CompositeWrite::wrap(file);
        Ok(Self { file, field })
    }

    fn write(&mut self, number: usize, part: &Part) -> io::Result<()> {
        if part.lists.is_empty() {
            return Ok(());
        }
        let out = self.file.for_field_with_idx(self.field, number);
        out.write_all(&part.lists)?;
        for end in &part.ends {
            out.write_all(&end.to_le_bytes())?;
        }
        Ok(())
    }

    fn close(self) -> tantivy::Result<()> {
        Ok(self.file.close()?)
    }
}

impl PluginWriter for Writer {
    fn add_document(
        &mut self,
        _: DocId,
        doc: &dyn ErasedDocument,
        _: &Schema,
    ) -> tantivy::Result<()> {
        let doc = doc.as_any().downcast_ref::<TantivyDocument>();
        let doc = doc.ok_or_else(|| {
            TantivyError::InvalidArgument("documents are tantivy's own".to_owned())
        })?;
        let value = doc.get_first(self.field);
        let value = value.and_then(|value| value.as_custom());
        let lists = split_starts(value.unwrap_or_default());
        for (part, list) in self.parts.iter_mut().zip(lists) {
            part.push(list)?;
        }
        Ok(())
    }

    fn serialize(
        self: Box<Self>,
        segment: &Segment,
        order: Option<&DocIdMapping>,
    ) -> tantivy::Result<()> {
        if order.is_some() {
            return Err(reordered());
        }
        let mut file = File::create(segment, self.field)?;
        for (number, part) in self.parts.iter().enumerate() {
            file.write(number, part)?;
        }
        file.close()
    }

    fn mem_usage(&self) -> usize {
        let parts = self.parts.iter();
        parts
            .map(|part| part.lists.capacity() + part.ends.capacity() * END)
            .sum()
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

/// The index is not sorted, so documents come in the order in which they were added.
fn reordered() -> TantivyError {
    TantivyError::InvalidArgument("starts of units cannot follow a sorted index".to_owned())
}

/// Where one kind of unit starts in one field, in the articles of a segment.
pub struct UnitStarts(Lists);

impl UnitStarts {
    /// Opens the lists of a segment.
    ///
    /// Returns an error when it has no such file, or one for fewer documents.
    pub fn open(reader: &SegmentReader, field: TextField, unit: Unit) -> io::Result<Self> {
        Ok(Self(Lists::open(reader, start_list(field, unit))?))
    }

    /// Where units start behind the first word.
    pub fn of(&self, doc: DocId) -> Starts<'_> {
        Starts::of(self.0.get(doc))
    }
}

/// The lists of a part, none when the segment lacks it.
struct Lists {
    lists: OwnedBytes,
    ends: OwnedBytes,
}

impl Lists {
    fn open(reader: &SegmentReader, number: usize) -> io::Result<Self> {
        let unread = |error| io::Error::new(io::ErrorKind::InvalidData, error);
        let field = reader.schema().get_field(UNIT_STARTS).map_err(unread)?;
        let file = CompositeFile::open(&super::open(reader, EXTENSION)?)?;
        let Some(part) = file.open_read_with_idx(field, number) else {
            return Ok(Self {
                lists: OwnedBytes::empty(),
                ends: OwnedBytes::empty(),
            });
        };
        let bytes = part.read_bytes()?;
        let ends = reader.max_doc() as usize * END;
        let lists = bytes.len().checked_sub(ends).ok_or_else(|| {
            let message = "the starts of sentences are cut short";
            io::Error::new(io::ErrorKind::InvalidData, message)
        })?;
        let (lists, ends) = bytes.split(lists);
        Ok(Self { lists, ends })
    }

    fn get(&self, doc: DocId) -> &[u8] {
        let start = doc
            .checked_sub(1)
            .map_or(Some(0), |before| self.end(before));
        let range = start.zip(self.end(doc));
        let list = range.and_then(|(start, end)| self.lists.get(start..end));
        list.unwrap_or_default()
    }

    fn end(&self, doc: DocId) -> Option<usize> {
        let at = doc as usize * END;
        let bytes = self.ends.get(at..at + END)?;
        Some(u32::from_le_bytes(bytes.try_into().ok()?) as usize)
    }
}

#[cfg(test)]
mod tests {
    use tantivy::Term;

    use super::*;
    use crate::document::Fields;

    /// A list for sentences of the headline and one for those of the body; no value at all for
    /// every seventh document.
    fn value(number: u64) -> Vec<u8> {
        let start = 0x80 | (number % 100 + 1) as u8;
        let mut value = vec![0x81, start, 0x80, 0x80, 0x80];
        if number.is_multiple_of(2) {
            value.extend([0x82, start, start]);
        }
        if number.is_multiple_of(7) {
            value.clear();
        }
        value
    }

    #[test]
    fn starts_stay_with_their_articles() {
        let index = super::super::index_in_memory();
        let fields = Fields::new(&index.schema());
        let mut writer = index
            .writer_with_num_threads(1, 15_000_000)
            .expect("a writer");
        for number in 0..60 {
            let mut document = TantivyDocument::new();
            document.add_u64(fields.id_number, number);
            document.add_text(fields.version, number.to_string());
            document.add_custom(fields.unit_starts, &value(number));
            writer.add_document(document).expect("add a document");
            if number % 20 == 19 {
                writer.commit().expect("commit");
            }
        }
        for gone in ["0", "19", "25", "59"] {
            writer.delete_term(Term::from_field_text(fields.version, gone));
        }
        writer.commit().expect("commit");
        let check = |segments| {
            let searcher = index.reader().expect("a reader").searcher();
            assert_eq!(searcher.segment_readers().len(), segments);
            let mut seen = 0;
            for reader in searcher.segment_readers() {
                let open = |field, unit| UnitStarts::open(reader, field, unit).expect("starts");
                let headline = open(TextField::Headline, Unit::Sentence);
                let body = open(TextField::Body, Unit::Sentence);
                let none = open(TextField::Body, Unit::Paragraph);
                let numbers = reader.fast_fields().u64("id_number").expect("numbers");
                for doc in reader.doc_ids_alive() {
                    let number = numbers.first(doc).expect("a number");
                    let has = !number.is_multiple_of(7);
                    let start = number as u32 % 100 + 1;
                    let one = [start].into_iter().filter(|_| has);
                    assert!(headline.of(doc).eq(one), "{number}");
                    let two = [start, 2 * start].into_iter();
                    let two = two.filter(|_| has && number.is_multiple_of(2));
                    assert!(body.of(doc).eq(two), "{number}");
                    assert_eq!(none.of(doc).count(), 0);
                    seen += 1;
                }
                assert_eq!(headline.of(reader.max_doc()).count(), 0);
            }
            assert_eq!(seen, 56);
        };
        check(3);
        let ids = index.searchable_segment_ids().expect("segments");
        writer.merge(&ids).wait().expect("merge");
        check(1);
    }
}
