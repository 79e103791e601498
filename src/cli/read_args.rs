//! Options of `index` and `inspect` that say how files are to be read.

use anyhow::{Result, bail};

use crate::reader::{MAPPED_FIELDS, ReadOptions};

/// A process of its own for formats that need one.
#[cfg(feature = "pdf")]
fn outside() -> Option<std::sync::Arc<dyn crate::reader::Outside>> {
    let program = std::env::current_exe().ok()?;
    Some(std::sync::Arc::new(crate::index::Apart::new(program)))
}

#[cfg(not(feature = "pdf"))]
fn outside() -> Option<std::sync::Arc<dyn crate::reader::Outside>> {
    None
}

/// How files are read.
#[derive(clap::Args, Clone, Default)]
pub struct ReadArgs {
    /// Columns of CSV and TSV files, by name or by number from 1 (title=col1,body=col2); those that
    /// are not mapped are told by their names and contents
    #[arg(long, value_name = "FIELD=COLUMN", value_delimiter = ',')]
    map: Vec<String>,
    /// Put right paragraphs that are UTF-8 once read as windows-1252 ("â€™" for "’")
    #[arg(long)]
    pub repair_mojibake: bool,
}

impl ReadArgs {
    /// Checks what was typed.
    pub fn options(&self) -> Result<ReadOptions> {
        let mut map = Vec::new();
        for pair in &self.map {
            let Some((field, column)) = pair.split_once('=') else {
                bail!("`{pair}` is not FIELD=COLUMN\nhint: --map title=col1,body=col2");
            };
            let (field, column) = (field.trim().to_lowercase(), column.trim());
            if !MAPPED_FIELDS.contains(&field.as_str()) {
                bail!(
                    "no field `{field}` to map a column to\nhint: there are {}",
                    MAPPED_FIELDS.join(", ")
                );
            }
            if column.is_empty() {
                bail!("`{pair}` names no column");
            }
            map.push((field, column.to_owned()));
        }
        Ok(ReadOptions {
            map,
            repair_mojibake: self.repair_mojibake,
            outside: outside(),
            frequent: None,
        })
    }
}
