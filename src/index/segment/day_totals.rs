//! What a segment holds of each day: articles, words, and articles by source.
//!
//! Every answer over time says what the archive holds of its periods, whatever is asked.  Counted
//! once, when the segment is written, that is a few thousand lines instead of columns of a million
//! articles.  Articles that were deleted since are taken off when the totals are read.

use std::collections::BTreeMap;
use std::io;

use tantivy::columnar::{Column, ColumnarReader, DynamicColumn, StrColumn};
use tantivy::directory::OwnedBytes;
use tantivy::index::{SegmentComponent, SegmentReader};
use tantivy::{DocId, Segment};
use tantivy_common::{BinarySerializable, TerminatingWrite, VInt};

use super::Derived;
use crate::document::{facet_name, record_kind};
use crate::field::KeyField;

pub const EXTENSION: &str = "days";
const MINUTES_OF_A_DAY: i64 = 1440;
/// First number of a row without a date.
const UNDATED: u64 = 0;
const DATED: u64 = 1;

pub const PLUGIN: Derived = Derived {
    extension: [EXTENSION],
    write,
};

/// What a segment holds of one day, of one longer time that articles are dated by, or without date.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DayTotal {
    /// First civil minute, and the first one after it.
    pub published: Option<(i64, i64)>,
    pub articles: u64,
    /// Words in their bodies.
    pub words: u64,
    /// Articles by number of the source in the segment's column of sources, ascending.
    pub sources: Vec<(u32, u64)>,
}

/// The columns that are counted.
struct Columns {
    kinds: Column<u64>,
    start: Column<i64>,
    end: Column<i64>,
    words: Column<u64>,
    sources: Option<StrColumn>,
}

impl Columns {
    /// Takes them from the file that the segment has just been given.
    fn written(columnar: &ColumnarReader) -> io::Result<Self> {
        Ok(Self {
            kinds: column(columnar, "record")?,
            start: column(columnar, "published_start")?,
            end: column(columnar, "published_end")?,
            words: column(columnar, "words")?,
            sources: typed(columnar, &facet_name(KeyField::Source))?,
        })
    }

    fn of(reader: &SegmentReader) -> tantivy::Result<Self> {
        let columns = reader.fast_fields();
        Ok(Self {
            kinds: columns.u64("record")?,
            start: columns.i64("published_start")?,
            end: columns.i64("published_end")?,
            words: columns.u64("words")?,
            sources: columns.str(&facet_name(KeyField::Source))?,
        })
    }

    /// Counts the articles among some documents.
    fn count(&self, docs: impl Iterator<Item = DocId>) -> Totals {
        let mut totals = Totals::default();
        let mut sources = Vec::new();
        for doc in docs.filter(|doc| self.kinds.first(*doc) == Some(record_kind::ARTICLE)) {
            sources.clear();
            if let Some(column) = &self.sources {
                sources.extend(column.term_ords(doc));
                sources.sort_unstable();
                sources.dedup();
            }
            let published = self.start.first(doc).zip(self.end.first(doc));
            let total = totals.0.entry(published.map(day_or_longer)).or_default();
            total.articles += 1;
            total.words += self.words.first(doc).unwrap_or(0);
            for source in &sources {
                *total.sources.entry(*source as u32).or_insert(0) += 1;
            }
        }
        totals
    }
}

/// Opens a column; one without values where the segment has none of the name.
fn column<T>(columnar: &ColumnarReader, name: &str) -> io::Result<Column<T>>
where
    T: PartialOrd + Copy + std::fmt::Debug + Send + Sync + Default + 'static,
    DynamicColumn: Into<Option<Column<T>>>,
{
    let found = typed(columnar, name)?;
    Ok(found.unwrap_or_else(|| Column::build_empty_column(columnar.num_docs())))
}

fn typed<C>(columnar: &ColumnarReader, name: &str) -> io::Result<Option<C>>
where
    DynamicColumn: Into<Option<C>>,
{
    for handle in columnar.read_columns(name)? {
        if let Some(column) = handle.open()?.into() {
            return Ok(Some(column));
        }
    }
    Ok(None)
}

/// The whole day of what is not longer than one.
fn day_or_longer((start, end): (i64, i64)) -> (i64, i64) {
    if end - start > MINUTES_OF_A_DAY {
        return (start, end);
    }
    let day = start.div_euclid(MINUTES_OF_A_DAY) * MINUTES_OF_A_DAY;
    (day, day + MINUTES_OF_A_DAY)
}

#[derive(Default)]
struct Total {
    articles: u64,
    words: u64,
    sources: BTreeMap<u32, u64>,
}

#[derive(Default)]
struct Totals(BTreeMap<Option<(i64, i64)>, Total>);

fn write(segment: &Segment) -> tantivy::Result<()> {
    let columnar = ColumnarReader::open(segment.open_read(SegmentComponent::FastFields)?)?;
    let totals = Columns::written(&columnar)?.count(0..columnar.num_docs());
    let mut file = segment.open_write(super::component(EXTENSION))?;
    let mut put = |number: u64| VInt(number).serialize(&mut file);
    for (published, total) in &totals.0 {
        match published {
            None => put(UNDATED)?,
            Some((start, end)) => {
                put(DATED)?;
                put(unsigned(*start))?;
                put((end - start) as u64)?;
            }
        }
        put(total.articles)?;
        put(total.words)?;
        put(total.sources.len() as u64)?;
        for (source, articles) in &total.sources {
            put(u64::from(*source))?;
            put(*articles)?;
        }
    }
    Ok(file.terminate()?)
}

/// Small numbers of either sign as small numbers.
fn unsigned(number: i64) -> u64 {
    ((number << 1) ^ (number >> 63)) as u64
}

fn signed(number: u64) -> i64 {
    (number >> 1) as i64 ^ -((number & 1) as i64)
}

fn read(mut bytes: OwnedBytes) -> io::Result<Vec<DayTotal>> {
    let mut totals = Vec::new();
    while !bytes.is_empty() {
        let mut take = || VInt::deserialize_u64(&mut bytes);
        let published = match take()? {
            UNDATED => None,
            _ => {
                let start = signed(take()?);
                Some((start, start.saturating_add_unsigned(take()?)))
            }
        };
        let (articles, words) = (take()?, take()?);
        let mut sources = Vec::new();
        for _ in 0..take()? {
            sources.push((take()? as u32, take()?));
        }
        totals.push(DayTotal {
            published,
            articles,
            words,
            sources,
        });
    }
    Ok(totals)
}

/// What the segment holds of each day, in order, without what was deleted.
///
/// Returns an error when the segment has no such file or it cannot be read.
pub fn day_totals(reader: &SegmentReader) -> tantivy::Result<Vec<DayTotal>> {
    let mut totals = read(super::open(reader, EXTENSION)?.read_bytes()?)?;
    if let Some(alive) = reader.alive_bitset() {
        let deleted = (0..reader.max_doc()).filter(|doc| alive.is_deleted(*doc));
        let deleted = Columns::of(reader)?.count(deleted);
        for total in &mut totals {
            if let Some(gone) = deleted.0.get(&total.published) {
                total.articles = total.articles.saturating_sub(gone.articles);
                total.words = total.words.saturating_sub(gone.words);
                for (source, articles) in &mut total.sources {
                    let gone = gone.sources.get(source).copied().unwrap_or(0);
                    *articles = articles.saturating_sub(gone);
                }
                total.sources.retain(|(_, articles)| *articles > 0);
            }
        }
        totals.retain(|total| total.articles > 0);
    }
    Ok(totals)
}

#[cfg(test)]
mod tests {
    use tantivy::{TantivyDocument, Term};

    use super::*;
    use crate::document::Fields;

    #[test]
    fn numbers_of_either_sign_come_back() {
        for number in [0, 1, -1, 1440, -1440, i64::MAX, i64::MIN] {
            assert_eq!(signed(unsigned(number)), number);
        }
        assert_eq!((unsigned(-1), unsigned(1)), (1, 2));
    }

    #[test]
    fn days_are_counted_and_what_is_deleted_is_taken_off() {
        let index = crate::index::segment::index_in_memory();
        let fields = Fields::new(&index.schema());
        let source = fields.facet(KeyField::Source).expect("a column");
        let mut writer = index
            .writer_with_num_threads(1, 15_000_000)
            .expect("a writer");
        let day = |n: i64| (n * 1440, n * 1440 + 1440);
        let add = |version: &str, kind, published: Option<(i64, i64)>, sources: &[&str]| {
            let mut document = TantivyDocument::new();
            document.add_u64(fields.record, kind);
            document.add_text(fields.version, version);
            document.add_u64(fields.words, 10);
            if let Some((start, end)) = published {
                document.add_i64(fields.published_start, start);
                document.add_i64(fields.published_end, end);
            }
            for name in sources {
                document.add_text(source, name);
            }
            writer.add_document(document).expect("add a document");
        };
        let article = record_kind::ARTICLE;
        add("a", article, Some(day(-3)), &["Bee"]);
        // An hour of the same day.
        add(
            "b",
            article,
            Some((-3 * 1440 + 600, -3 * 1440 + 660)),
            &["Ant"],
        );
        add("c", article, Some(day(-3)), &["Ant", "Bee"]);
        add("d", article, Some((0, 31 * 1440)), &["Ant"]);
        add("e", article, None, &[]);
        add("f", record_kind::HIDDEN, Some(day(7)), &["Ant"]);
        add("g", article, Some(day(9)), &["Ant"]);
        writer.commit().expect("commit");
        let totals = || {
            let searcher = index.reader().expect("a reader").searcher();
            day_totals(searcher.segment_reader(0)).expect("totals")
        };
        let total = |published, articles, sources: &[(u32, u64)]| DayTotal {
            published,
            articles,
            words: articles * 10,
            sources: sources.to_vec(),
        };
        let month = Some((0, 31 * 1440));
        let all = [
            total(None, 1, &[]),
            total(Some(day(-3)), 3, &[(0, 2), (1, 2)]),
            total(month, 1, &[(0, 1)]),
            total(Some(day(9)), 1, &[(0, 1)]),
        ];
        assert_eq!(totals(), all);
        for version in ["a", "f", "g"] {
            writer.delete_term(Term::from_field_text(fields.version, version));
        }
        writer.commit().expect("commit");
        let fewer = [
            total(None, 1, &[]),
            total(Some(day(-3)), 2, &[(0, 2), (1, 1)]),
            total(month, 1, &[(0, 1)]),
        ];
        assert_eq!(totals(), fewer);
        // The segment is written anew without them.
        let ids = index.searchable_segment_ids().expect("segments");
        writer.merge(&ids).wait().expect("merge");
        assert_eq!(totals(), fewer);
    }
}
