//! `morgue help`: the help of a verb, or of the query language.

use std::io::Write;

use anyhow::{Context, Result};
use clap::CommandFactory;

use super::{Cli, Exit, Ui};
use crate::query::reference::reference;

/// Print help: of the program, of one verb, or of the query language (`help query`)
#[derive(clap::Args)]
pub struct Args {
    /// A verb, or `query`
    #[arg(value_name = "TOPIC")]
    topic: Option<String>,
}

/// Runs the verb.
pub fn run(args: Args, ui: &mut Ui) -> Result<Exit> {
    let mut program = Cli::command();
    // Usage lines name the program only once it is built.
    program.build();
    let help = match args.topic.as_deref() {
        None => program.render_long_help().to_string(),
        Some("query") => reference(),
        Some(topic) => match program.find_subcommand_mut(topic) {
            Some(verb) => verb.render_long_help().to_string(),
            None => {
                ui.error(&format!("no help on `{topic}`"));
                ui.hint("`morgue help` lists the verbs, `morgue help query` the query language");
                return Ok(Exit::Error);
            }
        },
    };
    ui.out()
        .write_all(help.as_bytes())
        .context("write to stdout")?;
    Ok(Exit::Success)
}
