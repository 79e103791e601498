//! `morgue stats`: what the archive holds.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::json;

use super::{Exit, Global, Ui};
use crate::backend::{Backend, FacetField, Local, Request, Sort};
use crate::document::{FileRecord, Outcome};
use crate::field::KeyField;
use crate::hit::{Bucket, Unit};
use crate::index::ingest::file_records;
use crate::query::ast::Ast;

/// Say what the archive holds
///
/// Articles, how many of them have no known date, languages, formats, sources, the time they span,
/// and what became of every file.
#[derive(clap::Args)]
pub struct Args {
    /// How to print
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "json"])]
    format: String,
}

/// Runs the verb.
pub fn run(args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let archive = global.open_archive()?;
    let local = Local::open(&archive)?;
    let request = |hidden| Request {
        limit: 0,
        sort: Sort::Newest,
        hidden,
        ..Request::new(Ast::All)
    };
    let seen = local.hits(&request(false))?;
    let hidden = local.hits(&request(true))?.total - seen.total;
    let facets = [
        ("languages", KeyField::Language),
        ("formats", KeyField::Format),
        ("sources", KeyField::Source),
    ];
    let counts = local.facets(
        &Ast::All,
        &facets.map(|(_, field)| FacetField::Key(field)),
        Unit::Articles,
    )?;
    let files: Vec<FileRecord> = file_records(&archive)?.into_values().collect();
    let outcomes = outcomes(&files);
    let size = directory_size(&archive.directory.join("index"))?;
    if args.format == "json" {
        let lists: BTreeMap<&str, BTreeMap<&str, u64>> = facets
            .iter()
            .zip(&counts)
            .map(|((name, _), list)| {
                (
                    *name,
                    list.buckets
                        .iter()
                        .map(|b| (b.value.as_str(), b.count))
                        .collect(),
                )
            })
            .collect();
        let value = json!({
            "schema": "morgue.stats/1",
            "archive": archive.directory.display().to_string(),
            "revision": archive.payload.revision,
            "version": archive.payload.morgue,
            "articles": seen.total,
            "hidden": hidden,
            "undated": seen.undated,
            "first": seen.span.as_ref().map(|(first, _)| first),
            "last": seen.span.as_ref().map(|(_, last)| last),
            "languages": lists["languages"],
            "formats": lists["formats"],
            "sources": lists["sources"],
            "files": outcomes,
            "index_bytes": size,
        });
        ui.line(&value.to_string())?;
        return Ok(Exit::Success);
    }
    let span = seen
        .span
        .map_or_else(String::new, |(first, last)| format!(", {first} to {last}"));
    ui.line(&format!(
        "{} articles{span}; {} undated; {hidden} hidden (older versions, withdrawn, embargoed)",
        seen.total, seen.undated
    ))?;
    for ((name, _), list) in facets.iter().zip(&counts) {
        ui.line(&format!("{name}: {}", shorten(&list.buckets, 12)))?;
    }
    let outcomes: Vec<String> = outcomes
        .iter()
        .map(|(name, n)| format!("{name} {n}"))
        .collect();
    ui.line(&format!("files: {} ({})", files.len(), outcomes.join(", ")))?;
    ui.line(&format!(
        "archive: {}, revision {}, {:.1} MB",
        archive.directory.display(),
        archive.payload.revision,
        size as f64 / 1e6
    ))?;
    Ok(Exit::Success)
}

fn outcomes(files: &[FileRecord]) -> BTreeMap<&'static str, usize> {
    let mut outcomes =
        BTreeMap::from([("indexed", 0), ("empty", 0), ("skipped", 0), ("failed", 0)]);
    for file in files {
        let name = match file.outcome {
            Outcome::Indexed => "indexed",
            Outcome::Empty => "empty",
            Outcome::Skipped => "skipped",
            Outcome::Failed => "failed",
        };
        *outcomes.entry(name).or_insert(0) += 1;
    }
    outcomes
}

fn shorten(list: &[Bucket], most: usize) -> String {
    let mut shown: Vec<String> = list
        .iter()
        .take(most)
        .map(|b| format!("{} {}", b.value, b.count))
        .collect();
    if list.len() > most {
        shown.push(format!("and {} more", list.len() - most));
    }
    if shown.is_empty() {
        "none".to_owned()
    } else {
        shown.join(", ")
    }
}

fn directory_size(directory: &std::path::Path) -> Result<u64> {
    let mut size = 0;
    for entry in
        std::fs::read_dir(directory).with_context(|| format!("list {}", directory.display()))?
    {
        size += entry
            .and_then(|entry| entry.metadata())
            .map_or(0, |metadata| metadata.len());
    }
    Ok(size)
}
