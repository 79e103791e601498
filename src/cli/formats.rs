//! `morgue formats`: what can be read.

use anyhow::Result;

use super::{Exit, Ui};
use crate::reader::READERS;

/// List the file formats that `index` reads
#[derive(clap::Args)]
pub struct Args {}

/// Runs the verb.
pub fn run(_args: Args, ui: &mut Ui) -> Result<Exit> {
    let width = READERS
        .iter()
        .map(|reader| reader.name().len())
        .max()
        .unwrap_or(0);
    for reader in READERS {
        let extensions = reader.extensions().join(" ");
        ui.line(&format!(
            "{:width$}  {}  [{extensions}]",
            reader.name(),
            reader.doc()
        ))?;
    }
    Ok(Exit::Success)
}
