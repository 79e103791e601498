//! `morgue check`: is the archive whole?

use anyhow::Result;

use super::{Exit, Global, Ui};
use crate::index::check;

/// Verify every byte of the archive
///
/// Compares each file of the index with its checksum.  Exit codes: 0 whole, 5 damaged.
#[derive(clap::Args)]
pub struct Args {}

/// Runs the verb.
pub fn run(_args: Args, global: &Global, ui: &mut Ui) -> Result<Exit> {
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
    Ok(Exit::Success)
}
