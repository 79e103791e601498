//! `morgue completions`: what a shell needs to complete verbs and options.

use std::io::Write;

use anyhow::{Context, Result};
use clap::CommandFactory;
use clap_complete::{Shell, generate};

use super::{Cli, Exit, Ui};

/// Print a script that completes verbs and options in a shell
///
/// bash: `morgue completions bash > ~/.local/share/bash-completion/completions/morgue`;
/// zsh: to a file `_morgue` in a directory of `$fpath`;
/// fish: `morgue completions fish > ~/.config/fish/completions/morgue.fish`.
#[derive(clap::Args)]
pub struct Args {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Runs the verb.
pub fn run(args: &Args, ui: &mut Ui) -> Result<Exit> {
    let mut script = Vec::new();
    generate(args.shell, &mut Cli::command(), "morgue", &mut script);
    ui.out().write_all(&script).context("write to stdout")?;
    Ok(Exit::Success)
}
