//! `morgue formats`: what can be read.

use anyhow::Result;

use super::{Exit, Ui};
use crate::reader::READERS;
use crate::reader::container::CONTAINERS;

/// List the file formats that `index` reads, and the containers that it looks into
#[derive(clap::Args)]
pub struct Args {}

/// Runs the verb.
pub fn run(_args: Args, ui: &mut Ui) -> Result<Exit> {
    let readers = READERS.iter().map(|r| (r.name(), r.doc(), r.extensions()));
    let containers = CONTAINERS
        .iter()
        .map(|c| (c.name(), c.doc(), c.extensions()));
    let rows: Vec<_> = readers.chain(containers).collect();
    let width = rows.iter().map(|(name, ..)| name.len()).max().unwrap_or(0);
    for (i, (name, doc, extensions)) in rows.iter().enumerate() {
        if i == READERS.len() {
            ui.line("")?;
        }
        ui.line(&format!("{name:width$}  {doc}  [{}]", extensions.join(" ")))?;
    }
    Ok(Exit::Success)
}
