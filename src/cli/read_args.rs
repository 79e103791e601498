//! Options of `index` and `inspect` that say how files are to be read.

use anyhow::Result;

use crate::reader::ReadOptions;

/// How files are read.
#[derive(clap::Args, Clone, Default)]
pub struct ReadArgs {
    /// Put right paragraphs that are UTF-8 once read as windows-1252 ("â€™" for "’")
    #[arg(long)]
    pub repair_mojibake: bool,
}

impl ReadArgs {
    /// Checks what was typed.
    pub fn options(&self) -> Result<ReadOptions> {
        Ok(ReadOptions {
            repair_mojibake: self.repair_mojibake,
        })
    }
}
