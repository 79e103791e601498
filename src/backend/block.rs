//! Values of a column for consecutive documents, a block at a time: reading them one by one costs
//! several times as much.

use std::ops::Range;

use tantivy::DocId;
use tantivy::columnar::{Column, ColumnIndex};

/// Documents of one block.
pub(super) const BLOCK: u32 = 1024;

/// The first value of each document of a block.
pub(super) struct Block<T> {
    first: DocId,
    values: Vec<Option<T>>,
    /// What is read before it is known whose it is.
    read: Vec<T>,
    rows: Vec<u32>,
}

impl<T: PartialOrd + Copy + Default + std::fmt::Debug + Send + Sync + 'static> Block<T> {
    pub fn new() -> Self {
        Self {
            first: 0,
            values: Vec::new(),
            read: Vec::new(),
            rows: Vec::new(),
        }
    }

    /// Reads the values of these documents.
    pub fn read(&mut self, column: &Column<T>, docs: Range<DocId>) {
        self.first = docs.start;
        self.values.clear();
        if let ColumnIndex::Multivalued(_) = column.index {
            self.values.extend(docs.map(|doc| column.first(doc)));
            return;
        }
        let rows = column.index.docid_range_to_rowids(docs.clone());
        self.read.clear();
        self.read.resize(rows.len(), T::default());
        if !rows.is_empty() {
            column
                .values
                .get_range(u64::from(rows.start), &mut self.read);
        }
        if rows.len() == docs.len() {
            self.values.extend(self.read.iter().copied().map(Some));
            return;
        }
        self.values.resize(docs.len(), None);
        self.rows.clear();
        self.rows.extend(rows);
        // Now they are the documents that have a value.
        column
            .index
            .select_batch_in_place(docs.start, &mut self.rows);
        for (doc, value) in self.rows.iter().zip(&self.read) {
            self.values[(doc - docs.start) as usize] = Some(*value);
        }
    }

    /// The value of a document of the block.
    pub fn of(&self, doc: DocId) -> Option<T> {
        self.values[(doc - self.first) as usize]
    }
}
