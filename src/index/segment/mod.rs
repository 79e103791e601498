//! What lies beside each segment of the index, written by plugins of tantivy.

mod day_totals;
mod unit_starts;
mod word_list;

use std::any::Any;
use std::io;
use std::sync::Arc;

use tantivy::directory::FileSlice;
use tantivy::directory::error::OpenReadError;
use tantivy::index::{SegmentComponent, SegmentReader};
use tantivy::indexer::doc_id_mapping::DocIdMapping;
use tantivy::plugin::{PluginMergeContext, PluginWriter, PluginWriterContext, SegmentPlugin};
use tantivy::{Searcher, Segment};

pub use day_totals::{DayTotal, day_totals};
pub use unit_starts::UnitStarts;
pub use word_list::WordList;

/// Endings of the files that are opened when a query needs them: positions are tantivy's own.
pub const OPENED_LATE: [&str; 4] = [
    POSITIONS,
    word_list::EXTENSION,
    day_totals::EXTENSION,
    unit_starts::EXTENSION,
];
const POSITIONS: &str = "pos";

/// The plugins of every index, to be registered before anything is written.
pub fn plugins() -> [Arc<dyn SegmentPlugin>; 3] {
    [
        Arc::new(word_list::PLUGIN),
        Arc::new(day_totals::PLUGIN),
        Arc::new(unit_starts::Plugin),
    ]
}

/// A file made from what tantivy itself has just written of a segment.
struct Derived {
    extension: [&'static str; 1],
    write: fn(&Segment) -> tantivy::Result<()>,
}

impl SegmentPlugin for Derived {
    fn extensions(&self) -> &[&str] {
        &self.extension
    }

    fn create_writer(&self, _: &PluginWriterContext<'_>) -> tantivy::Result<Box<dyn PluginWriter>> {
        Ok(Box::new(DerivedWriter(self.write)))
    }

    fn merge(&self, context: PluginMergeContext<'_>) -> tantivy::Result<()> {
        (self.write)(context.target_segment)
    }
}

struct DerivedWriter(fn(&Segment) -> tantivy::Result<()>);

impl PluginWriter for DerivedWriter {
    fn serialize(
        self: Box<Self>,
        segment: &Segment,
        _: Option<&DocIdMapping>,
    ) -> tantivy::Result<()> {
        (self.0)(segment)
    }

    fn mem_usage(&self) -> usize {
        0
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
}

fn component(extension: &str) -> SegmentComponent {
    SegmentComponent::Custom(extension.to_owned())
}

/// Opens such a file of a segment.
///
/// Returns an error when it is not there, as with every index of an older format.
fn open(reader: &SegmentReader, extension: &str) -> io::Result<FileSlice> {
    let file = reader.open_read(component(extension));
    file.map_err(|error| match error {
        OpenReadError::IoError { io_error, .. } => io::Error::new(io_error.kind(), io_error),
        other => io::Error::other(other),
    })
}

/// Opens of every segment all that is read only when a query needs it.  A directory that keeps what
/// it opened ([`ReadableDirectory`](super::ReadableDirectory)) has it from then on.
///
/// Returns an error when a file is not there.
pub fn open_all(searcher: &Searcher) -> io::Result<()> {
    for reader in searcher.segment_readers() {
        for extension in OPENED_LATE {
            open(reader, extension)?;
        }
    }
    Ok(())
}

/// An index in memory with all plugins.
#[cfg(test)]
fn index_in_memory() -> tantivy::Index {
    let mut builder = tantivy::Index::builder().schema(crate::document::build_schema());
    for plugin in plugins() {
        builder = builder.register_plugin(plugin);
    }
    let index = builder.create_in_ram().expect("an index");
    crate::document::register_tokenizers(index.tokenizers());
    index
}
