//! `morgue take-apart`: the process in which files are taken apart that no parser can be trusted
//! with.  Not for people: `index` and `inspect` start it.

use std::io::{Read, Write};

use anyhow::{Context, Result, bail};

use super::Exit;
use crate::index::limit_this_process;
use crate::reader::pdf;

/// Take apart one file from standard input, for `index` and `inspect`
#[derive(clap::Args)]
#[command(hide = true)]
pub struct Args {
    /// What it is
    format: String,
}

/// Runs the verb.
pub fn run(args: &Args) -> Result<Exit> {
    if args.format != "pdf" {
        bail!("nothing takes `{}` apart", args.format);
    }
    limit_this_process().context("limit this process")?;
    let mut bytes = Vec::new();
    let most = pdf::MAX_PDF_BYTES as u64 + 1;
    std::io::stdin()
        .lock()
        .take(most)
        .read_to_end(&mut bytes)
        .context("read the file")?;
    let answer = pdf::extract::answer(&bytes);
    std::io::stdout()
        .lock()
        .write_all(&answer)
        .context("write the answer")?;
    Ok(Exit::Success)
}
