//! Where the sentences and paragraphs of each article of a segment start, looked up by article.
//!
//! The values of all documents one after the other (`document::starts` says what is in them), then
//! where each of them ends, as u64 in little-endian order.

use std::any::Any;
use std::io::{self, Write};

use tantivy::directory::OwnedBytes;
use tantivy::index::SegmentReader;
use tantivy::indexer::doc_id_mapping::{DocIdMapping, MappingType};
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};
use tantivy::schema::document::ErasedDocument;
use tantivy::schema::{Field, Schema, Value};
use tantivy::{DocId, Segment, TantivyDocument, TantivyError};
use tantivy_common::TerminatingWrite;

use crate::document::{Starts, UNIT_STARTS};
use crate::field::TextField;
use crate::query::ast::Unit;

pub const EXTENSION: &str = "starts";
/// Bytes of the end of one value.
const END: usize = size_of::<u64>();

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
            values: Vec::new(),
            ends: Vec::new(),
        }))
    }

    fn merge(&self, context: PluginMergeContext<'_>) -> tantivy::Result<()> {
        if context.doc_id_mapping.mapping_type() == MappingType::Shuffled {
            return Err(reordered());
        }
        let mut file = context
            .target_segment
            .open_write(super::component(EXTENSION))?;
        let mut ends = Vec::new();
        let mut end = 0;
        for reader in context.readers {
            let starts = UnitStarts::open(reader)?;
            for doc in reader.doc_ids_alive() {
                let value = starts.value(doc);
                file.write_all(value)?;
                end += value.len() as u64;
                ends.push(end);
            }
        }
        write_ends(&ends, &mut file)?;
        Ok(file.terminate()?)
    }
}

struct Writer {
    field: Field,
    values: Vec<u8>,
    ends: Vec<u64>,
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
        self.values.extend_from_slice(value.unwrap_or_default());
        self.ends.push(self.values.len() as u64);
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
        let mut file = segment.open_write(super::component(EXTENSION))?;
        file.write_all(&self.values)?;
        write_ends(&self.ends, &mut file)?;
        Ok(file.terminate()?)
    }

    fn mem_usage(&self) -> usize {
        self.values.capacity() + self.ends.capacity() * END
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

fn write_ends(ends: &[u64], out: &mut impl Write) -> io::Result<()> {
    for end in ends {
        out.write_all(&end.to_le_bytes())?;
    }
    Ok(())
}

/// The starts of one segment.
pub struct UnitStarts {
    values: OwnedBytes,
    ends: OwnedBytes,
}

impl UnitStarts {
    /// Opens the file of a segment.
    ///
    /// Returns an error when it has none, or one for fewer documents.
    pub fn open(reader: &SegmentReader) -> io::Result<Self> {
        let bytes = super::open(reader, EXTENSION)?.read_bytes()?;
        let ends = reader.max_doc() as usize * END;
        let values = bytes.len().checked_sub(ends).ok_or_else(|| {
            let message = "the starts of sentences are cut short";
            io::Error::new(io::ErrorKind::InvalidData, message)
        })?;
        let (values, ends) = bytes.split(values);
        Ok(Self { values, ends })
    }

    /// Where the units of a field of an article start.
    pub fn of(&self, doc: DocId, field: TextField, unit: Unit) -> Starts<'_> {
        Starts::of(self.value(doc), field, unit)
    }

    fn value(&self, doc: DocId) -> &[u8] {
        let start = doc
            .checked_sub(1)
            .map_or(Some(0), |before| self.end(before));
        let range = start.zip(self.end(doc));
        range
            .and_then(|(start, end)| self.values.get(start..end))
            .unwrap_or_default()
    }

    fn end(&self, doc: DocId) -> Option<usize> {
        let at = doc as usize * END;
        let bytes = self.ends.get(at..at + END)?;
        Some(u64::from_le_bytes(bytes.try_into().ok()?) as usize)
    }
}

#[cfg(test)]
mod tests {
    use tantivy::Term;

    use super::*;
    use crate::document::Fields;

    /// One start in the headline of every document, and none in every seventh.
    fn value(number: u64) -> Vec<u8> {
        let start = (number % 100) as u8;
        if number.is_multiple_of(7) {
            Vec::new()
        } else {
            vec![0x81, 0x80 | start]
        }
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
                let starts = UnitStarts::open(reader).expect("starts");
                let numbers = reader.fast_fields().u64("id_number").expect("numbers");
                for doc in reader.doc_ids_alive() {
                    let number = numbers.first(doc).expect("a number");
                    assert_eq!(starts.value(doc), value(number), "{number}");
                    let found = starts.of(doc, TextField::Headline, Unit::Sentence).next();
                    let expected = (!number.is_multiple_of(7)).then_some(number as u32 % 100);
                    assert_eq!(found, expected);
                    seen += 1;
                }
                assert!(starts.value(reader.max_doc()).is_empty());
            }
            assert_eq!(seen, 56);
        };
        check(3);
        let ids = index.searchable_segment_ids().expect("segments");
        writer.merge(&ids).wait().expect("merge");
        check(1);
    }
}
