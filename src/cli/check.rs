//! `morgue check`: is the archive whole, and does its index say what its articles say?

use std::path::PathBuf;

use anyhow::Result;

use super::query_args::ReadingArgs;
use super::query_files::read_text;
use super::{Exit, Global, Ui};
use crate::backend::{Local, compare};
use crate::index::{Archive, check};

/// Verify every byte of the archive
///
/// Compares each file of the index with its checksum.  With `--queries`, also answers every query
/// twice, from the index and by scanning the text of every article, and compares.  Exit codes: 0
/// whole, 2 a query was refused, 5 damaged or different.
#[derive(clap::Args)]
pub struct Args {
    /// Compare the index with the text for the queries in FILE, one a line (`-` is stdin)
    #[arg(long, value_name = "FILE")]
    queries: Option<PathBuf>,
}

/// Runs the verb.
pub fn run(args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let archive = global.open_archive()?;
    let found = check(&archive)?;
    for (file, what) in &found.damage {
        ui.line(&format!("{file}: {what}"))?;
    }
    let damaged = found.damage.len();
    let size = found.bytes as f64 / 1e6;
    ui.line(&format!(
        "{} files, {size:.1} MB, {damaged} damaged",
        found.files
    ))?;
    if damaged > 0 {
        ui.hint("move the archive away and index again; the article files are not touched");
        return Ok(Exit::Damaged);
    }
    match &args.queries {
        None => Ok(Exit::Success),
        Some(file) => check_queries(&read_text(file)?, &archive, global, ui),
    }
}

fn check_queries(text: &str, archive: &Archive, global: &Global, ui: &mut Ui) -> Result<Exit> {
    let local = Local::open(archive)?;
    let reading = ReadingArgs::default();
    let (mut texts, mut queries, mut refused) = (Vec::new(), Vec::new(), 0);
    for line in text
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty() && !l.starts_with('#'))
    {
        for parsed in reading.parse(line, &[], global, archive)? {
            if let Some(error) = parsed.errors.first() {
                ui.row(&["refused", line, &error.message])?;
                refused += 1;
            } else {
                texts.push(line);
                queries.push(parsed.ast);
            }
        }
    }
    let mut different = 0;
    let mut hits = 0;
    let mut placed = 0;
    for (line, comparison) in texts.iter().zip(compare(&local, &queries)?) {
        hits += comparison.scanned;
        placed += usize::from(comparison.other_places.is_some());
        if !comparison.is_equal() {
            different += 1;
            let (index, scan) = (
                comparison.only_index.join(" "),
                comparison.only_scan.join(" "),
            );
            ui.row(&[
                "different",
                line,
                &format!("index: {index}"),
                &format!("text: {scan}"),
                &format!(
                    "places: {}",
                    comparison.other_places.unwrap_or_default().join(" ")
                ),
            ])?;
        }
    }
    ui.line(&format!(
        "{} queries, {hits} hits by scanning, {different} different, {refused} refused; places of \
         {placed} compared",
        texts.len()
    ))?;
    Ok(match (different, refused) {
        (0, 0) => Exit::Success,
        (0, _) => Exit::Error,
        _ => Exit::Damaged,
    })
}
