//! Versions: several articles of one address or agency name, of which searches see the latest.
//!
//! The latest is the one that was captured last, or updated last where no capture is known; then the
//! one published last, then by path and member.  A stub is never later than a whole text.  It does
//! not depend on the order in which they were added.

use std::collections::HashSet;

use anyhow::{Context, Result};
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, IndexWriter, Searcher, TantivyDocument, Term};

use super::Archive;
use crate::analysis::identity::normalise_urn;
use crate::annotations::Record;
use crate::article::{DateCandidate, DateSource, Kind, Status};
use crate::date::written::{Hints, parse};
use crate::document::{
    Keep, add_story, article_document, id_of, number_of, number_of_id, record_kind,
};
use crate::field::KeyField;

/// Makes the latest version of each id visible and hides the others.  Reads the last commit, so
/// what is to be settled must be committed.  Returns whether anything had to be changed.
pub fn settle(archive: &Archive, writer: &mut IndexWriter, ids: &HashSet<u64>) -> Result<bool> {
    let searcher = archive.searcher()?;
    let mut ids: Vec<u64> = ids.iter().copied().collect();
    ids.sort_unstable();
    let mut known: HashSet<u64> = ids.iter().copied().collect();
    let mut changed = false;
    let mut next = 0;
    while let Some(id) = ids.get(next).copied() {
        next += 1;
        let mut versions = Vec::new();
        for address in documents(&searcher, archive, KeyField::Id, &id_of(id))? {
            let columns = searcher.segment_reader(address.segment_ord).fast_fields();
            let kind = columns.u64("record")?.first(address.doc_id);
            let story = columns.u64("story")?.first(address.doc_id);
            let body = columns.u64("body_hash")?.first(address.doc_id);
            versions.push((read_record(&searcher, archive, address)?, kind, story, body));
        }
        versions.sort_by(|(a, ..), (b, ..)| rank(a).cmp(&rank(b)));
        let records: Vec<&Record> = versions.iter().map(|(record, ..)| record).collect();
        // What withdraws an item withdraws it in every language.
        for rendition in renditions_of_withdrawn(&searcher, archive, &records)? {
            if known.insert(rendition) {
                ids.push(rendition);
            }
        }
        let of_item = notices_of_item(&searcher, archive, &records)?;
        let notices = || records.iter().copied().chain(&of_item);
        let latest = records
            .iter()
            .rposition(|record| record.article.status == Status::Usable)
            .filter(|i| !notices().any(|notice| withdraws(notice, records[*i])));
        for (i, (record, kind, story, body)) in versions.iter().enumerate() {
            let hidden = Some(i) != latest;
            if hidden != (*kind == Some(record_kind::HIDDEN)) {
                let version = &record.provenance.version;
                writer.delete_term(Term::from_field_text(archive.fields.version, version));
                let compared = body.is_some();
                let keep = Keep { hidden, compared };
                let (mut doc, _) = article_document(record, &archive.fields, keep)?;
                // Becoming the latest version changes nothing about the text.
                add_story(&mut doc, &archive.fields, story.unwrap_or_default());
                writer.add_document(doc).context("add a version again")?;
                changed = true;
            }
        }
    }
    Ok(changed)
}

/// Ids of the renditions of an item that one of its versions withdraws: they came with another version.
fn renditions_of_withdrawn(
    searcher: &Searcher,
    archive: &Archive,
    versions: &[&Record],
) -> Result<Vec<u64>> {
    let mut ids = Vec::new();
    let mut notices = versions
        .iter()
        .filter(|record| record.article.status == Status::Canceled);
    let Some(item) = notices.find_map(|notice| name_of(notice)) else {
        return Ok(ids);
    };
    let start = format!("{item}#");
    for path in versions.iter().map(|record| &record.provenance.path) {
        for address in articles_of_file(archive, searcher, path)? {
            let record = read_record(searcher, archive, address)?;
            if name_of(&record).is_some_and(|name| name.starts_with(&start)) {
                ids.extend(number_of_id(&record.provenance.id));
            }
        }
    }
    Ok(ids)
}

/// The kill notices of the item that these are a rendition of.
fn notices_of_item(
    searcher: &Searcher,
    archive: &Archive,
    versions: &[&Record],
) -> Result<Vec<Record>> {
    let mut notices = Vec::new();
    let name = versions.first().and_then(|record| name_of(record));
    if let Some((item, _)) = name.as_deref().and_then(|name| name.split_once('#')) {
        let id = id_of(number_of(item));
        for address in documents(searcher, archive, KeyField::Id, &id)? {
            let record = read_record(searcher, archive, address)?;
            if record.article.status == Status::Canceled {
                notices.push(record);
            }
        }
    }
    Ok(notices)
}

/// The name that an agency gave the item, with that of its rendition.
fn name_of(record: &Record) -> Option<String> {
    record.article.given_id.as_deref().and_then(normalise_urn)
}

/// Whether a kill notice is about this version: it is not older.
fn withdraws(notice: &Record, version: &Record) -> bool {
    let time = |record: &Record| {
        let annotations = &record.annotations;
        let date = annotations
            .updated
            .as_ref()
            .or(annotations.published.as_ref());
        date.map(|date| date.start)
    };
    notice.article.status == Status::Canceled
        && time(notice).is_none_or(|killed| time(version).is_none_or(|sent| killed >= sent))
}

/// What versions are compared by, most telling first.
type Rank<'r> = (bool, i64, i64, i64, &'r str, usize, &'r str);

/// What was read whole comes after what was not: a feed's summary must not hide the page.
fn rank(record: &Record) -> Rank<'_> {
    let is_whole = record.article.kind != Kind::Stub;
    let annotations = &record.annotations;
    let published = annotations.published.as_ref().map_or(i64::MIN, |p| p.start);
    let updated = annotations.updated.as_ref().map_or(published, |p| p.start);
    // The second capture of a page is the later state of it, whatever the page says.
    let captured = record.article.dates.iter().filter_map(captured).max();
    let provenance = &record.provenance;
    (
        is_whole,
        captured.unwrap_or(updated),
        updated,
        published,
        &provenance.path,
        // Members of web archives are numbers: 9 is before 10.
        provenance.member.len(),
        &provenance.member,
    )
}

/// When the article was seen as it is, civil minutes.
fn captured(date: &DateCandidate) -> Option<i64> {
    if date.source != DateSource::UpperBound {
        return None;
    }
    let written = parse(&date.raw, &Hints::default()).ok()?;
    written.interval().map(|interval| interval.start.get())
}

/// Articles that a file gave, as one view of the archive has them.
pub fn articles_of_file(
    archive: &Archive,
    searcher: &Searcher,
    path: &str,
) -> Result<Vec<DocAddress>> {
    let mut articles = Vec::new();
    for address in documents(searcher, archive, KeyField::Path, path)? {
        let reader = searcher.segment_reader(address.segment_ord);
        let kind = reader.fast_fields().u64("record")?.first(address.doc_id);
        if kind != Some(record_kind::FILE) {
            articles.push(address);
        }
    }
    Ok(articles)
}

/// Ids whose versions change when a file goes or comes anew: those made from addresses among its
/// articles, which others may share, and the renditions that its kill notices hide.
pub fn shared_ids_of_file(archive: &Archive, path: &str) -> Result<Vec<u64>> {
    let searcher = archive.searcher()?;
    let mut ids = Vec::new();
    for address in articles_of_file(archive, &searcher, path)? {
        let record = read_record(&searcher, archive, address)?;
        let provenance = &record.provenance;
        if provenance.id != provenance.version {
            ids.extend(number_of_id(&provenance.id));
        }
        if record.article.status == Status::Canceled {
            let versions = documents(&searcher, archive, KeyField::Id, &provenance.id)?;
            let versions = versions.into_iter();
            let versions: Vec<Record> = versions
                .map(|address| read_record(&searcher, archive, address))
                .collect::<Result<_>>()?;
            let versions: Vec<&Record> = versions.iter().collect();
            ids.extend(renditions_of_withdrawn(&searcher, archive, &versions)?);
        }
    }
    Ok(ids)
}

fn documents(
    searcher: &Searcher,
    archive: &Archive,
    field: KeyField,
    value: &str,
) -> Result<Vec<DocAddress>> {
    let term = Term::from_field_text(archive.fields.key(field), value);
    let query = TermQuery::new(term, IndexRecordOption::Basic);
    let mut found: Vec<DocAddress> = searcher
        .search(&query, &DocSetCollector)
        .context("look up documents")?
        .into_iter()
        .collect();
    found.sort_unstable();
    Ok(found)
}

/// Reads the record of an article back from the index.
pub fn read_record(searcher: &Searcher, archive: &Archive, address: DocAddress) -> Result<Record> {
    let doc: TantivyDocument = searcher.doc(address).context("read a stored article")?;
    let bytes = doc
        .get_first(archive.fields.stored)
        .and_then(|value| value.as_bytes())
        .context("an article without its record")?;
    serde_json::from_slice(bytes).context("read a stored article")
}
